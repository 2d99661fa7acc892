"""Our own markers on a page that is audited: the parts between them, and all that is wrong with them."""

import re
from collections.abc import Sequence

from gcmtrack.audit.finding.context import MarkerFault, Stretch
from gcmtrack.audit.reading.page import OwnPart, PageKind
from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import markers
from gcmtrack.formats.pages.code import without_code
from gcmtrack.formats.pages.marker_keys import FLAGS
from gcmtrack.formats.pages.sections import SECTIONS

# A page with more faults than this is none whose markers are worth reading.
_MOST_FAULTS = 50


def own_parts(text: str, kind: PageKind) -> tuple[list[OwnPart], list[MarkerFault]]:
    """Returns the parts of a page between our own markers, and every marker that is not in order.

    What the page shows as code is none.
    """
    faults: list[MarkerFault] = []
    if "gcmtrack:" not in text:
        return [], faults
    raw = text.encode("utf-8", "surrogatepass")
    if kind != "text":
        raw = without_code(raw, is_html=kind == "html")
    while len(faults) < _MOST_FAULTS:
        try:
            slots = markers.slots(raw, SECTIONS, FLAGS)
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
    begin = markers.begin_of_line(raw, line)
    opening, end = next(
        (found, end)
        for found in markers.MARKER.finditer(raw, begin)
        if (end := _close(raw, found)) is None or not markers.is_ignore(raw, found)
    )
    end = end or opening.end()
    blank = re.sub(rb"[^\r\n]", b" ", raw[opening.start() : end])
    return opening.start(), end, raw[: opening.start()] + blank + raw[end:]


def _close(raw: bytes, opening: re.Match[bytes]) -> int | None:
    """Returns where a marker ends; None for one that is not closed before the next comment begins."""
    close = raw.find(b"-->", opening.end())
    following = raw.find(b"<!--", opening.end())
    return close + 3 if close >= 0 and not 0 <= following < close else None
