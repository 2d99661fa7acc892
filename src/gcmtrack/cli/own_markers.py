"""Our own markers on a page that is audited: the parts between them, and all that is wrong with them."""

import re
from collections.abc import Sequence

from gcmtrack.audit.finding.context import MarkerFault, Stretch
from gcmtrack.audit.reading.page import OwnPart, PageKind
from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import markers
from gcmtrack.formats.pages.sections import SECTIONS

# Fenced blocks, indented lines below a blank one, and spans on one line.
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?: {0,3}\1[`~]*[ \t]*$|\Z)|(?<=\n)[ \t]*\n(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+|`[^`\n]{1,400}`",
    re.MULTILINE | re.DOTALL,
)


def _blank(match: re.Match[str]) -> str:
    return "".join(c if c in "\r\n" else " " for c in match[0])


# A page with more faults than this is none whose markers are worth reading.
_MOST_FAULTS = 50


def own_parts(text: str, kind: PageKind) -> tuple[list[OwnPart], list[MarkerFault]]:
    """Returns the parts of a page between our own markers, and every marker that is not in order.

    What Markdown shows as code is no marker for an audit.
    """
    faults: list[MarkerFault] = []
    if "gcmtrack:" not in text:
        return [], faults
    raw = (_CODE.sub(_blank, text) if kind == "markdown" else text).encode("utf-8", "surrogatepass")
    while len(faults) < _MOST_FAULTS:
        try:
            slots = markers.slots(raw, SECTIONS)
        except Misuse as error:
            line, _, said = str(error).removeprefix("line ").partition(": ")
            begin, end, raw = _struck_out(raw, int(line))
            faults.append(MarkerFault(Stretch(*_characters(raw, (begin, end))), said))
        else:
            ends = _characters(raw, [at for slot in slots for at in (slot.begin, slot.end)])
            pairs = zip(slots, ends[::2], ends[1::2], strict=True)
            return [OwnPart(slot.section, slot.asked, begin, end) for slot, begin, end in pairs], faults
    return [], faults


def _characters(raw: bytes, offsets: Sequence[int]) -> list[int]:
    """Returns offsets of bytes, in order, as offsets of characters."""
    found = []
    characters = done = 0
    for offset in offsets:
        characters += len(raw[done:offset].decode("utf-8", "surrogatepass"))
        done = offset
        found.append(characters)
    return found


def _struck_out(raw: bytes, line: int) -> tuple[int, int, bytes]:
    """Blanks the first marker on a line, so that the others can be looked at; returns where it stood."""
    begin = 0
    for _ in range(line - 1):
        begin = raw.index(b"\n", begin) + 1
    opening = re.compile(rb"<!--\s*/?gcmtrack:(?!\s+/?ignore)").search(raw, begin)
    assert opening is not None
    close = raw.find(b"-->", opening.end())
    following = raw.find(b"<!--", opening.end())
    end = close + 3 if close >= 0 and not 0 <= following < close else opening.end()
    blank = re.sub(rb"[^\r\n]", b" ", raw[opening.start() : end])
    return opening.start(), end, raw[: opening.start()] + blank + raw[end:]
