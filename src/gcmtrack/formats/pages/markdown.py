"""Markdown: a page (`formats.pages.document`) as CommonMark with GFM tables and footnotes.

Text of records is text whatever it holds: it makes no markup, no HTML, no heading, and reads back whole. Only what every
Markdown program understands is used: two spaces end a line, four indent a list, and what the first Markdown cannot escape
with a backslash is a character reference. Jekyll, Hugo and their kin find nothing of theirs in it.
"""

import re
from collections.abc import Iterable, Iterator

from gcmtrack.formats.pages.document import (
    Added,
    Bullets,
    Element,
    Emphasis,
    Heading,
    Inline,
    Line,
    Note,
    Paragraph,
    Piece,
    Ref,
    Removed,
    Strong,
    Table,
)
from gcmtrack.printable import encoded, visible
from gcmtrack.views.pieces import Hyperlink

_MARKUP = re.compile(r"[\\`*_\[\]{}#]|(?<=\])\(")
# What only some programs read as markup, and then escape; what GFM makes links of; what begins a template.
_REFERENCED = re.compile(
    r"[|~$^\t\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<=\{)[{%#]|(?<==)=|(?<=\+)\+|:(?=//)|(?<=www)\.",
    re.IGNORECASE,
)
# GFM makes a link of an address of mail, however it is escaped, unless there is something inside.
APART = "<!-- -->"
_MAIL = re.compile(r"(?<=[A-Za-z0-9_.+-])@(?=[A-Za-z0-9_.-]*\.[A-Za-z0-9])")
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_SPECIAL = re.compile(f"({_REFERENCED.pattern})|({_MARKUP.pattern})|({_MAIL.pattern})|<|>", re.IGNORECASE)


def render(piece: Piece) -> str:
    """Returns the piece, notes last, without a line end at its end."""
    return "".join(texts([piece]))


def texts(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yields the text of the pieces, one after the other, the notes of all of them last."""
    notes: list[Note] = []
    before = ""
    for piece in pieces:
        notes += piece.notes
        for element in piece.elements:
            yield before + _element(element)
            before = "\n\n"
    for note in notes:
        yield f"{before}[^{note.key}]: {_line(note.line)}"
        before = "\n\n"


def one_line(line: Line) -> str:
    """Returns one line of a text; it calls no notes."""
    return _line(line)


def escape(text: str) -> str:
    """Returns `text` as Markdown that shows it as it is, on one line, wherever text may stand inside a line."""
    shown = visible(text)
    return _SPECIAL.sub(_escaped, _ENTITY.sub("&amp;", shown) if "&" in shown else shown)


def _escaped(match: re.Match[str]) -> str:
    referenced, markup, mail = match.groups()
    if referenced:
        return f"&#{ord(referenced)};"
    if markup:
        return f"\\{markup}"
    if mail:
        return f"{APART}@"
    return "&lt;" if match[0] == "<" else "&gt;"


def _element(element: Element) -> str:
    if isinstance(element, Heading):
        return f"{'#' * element.level} {_line(element.line)}"
    if isinstance(element, Paragraph):
        return "  \n".join(_line(line) for line in element.lines)
    if isinstance(element, Bullets):
        return "\n".join(_bullets(element))
    return "\n".join(_table(element))


def _bullets(bullets: Bullets) -> Iterator[str]:
    for item, under in bullets.all:
        yield f"- {_line(item)}"
        yield from (f"    - {_line(one)}" for one in under)


def _line(line: Line) -> str:
    """One line; what would be trimmed at its ends, or would begin a block, is made text."""
    return _untrimmed(_unblocked("".join(_inlines(line))))


def _untrimmed(text: str) -> str:
    inner = text.strip()
    if len(inner) == len(text):
        return text
    begin = text.index(inner) if inner else len(text)
    ends = (text[:begin], text[begin + len(inner) :])
    before, after = ("".join(f"&#{ord(c)};" for c in end) for end in ends)
    return f"{before}{inner}{after}"


_NUMBERED = re.compile(r"(\d{1,9})([.)])")
# What begins a list, a heading, a definition, a note, a tab or a block of some program.
_BEGINNING = re.compile(r"[-+!]|[=:?%]|/(?=//)")


def _unblocked(text: str) -> str:
    if begin := _BEGINNING.match(text):
        return f"\\{text}" if begin[0] in "-+!" else f"&#{ord(begin[0])};{text[1:]}"
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


def _inlines(line: Iterable[Inline]) -> Iterator[str]:
    for inline in line:
        if isinstance(inline, Strong):
            yield f"**{escape(inline.text)}**"
        elif isinstance(inline, Emphasis):
            yield f"*{escape(inline.text.strip())}*"
        elif isinstance(inline, Hyperlink):
            yield f"[{escape(inline.text)}]({_ENTITY.sub('&amp;', encoded(inline.url))})"
        elif isinstance(inline, Removed):
            # What git marks with is read wherever Markdown has no strike-through.
            yield escape(f"[-{inline.text}-]")
        elif isinstance(inline, Added):
            yield escape(f"{{+{inline.text}+}}")
        elif isinstance(inline, Ref):
            yield f"[^{inline.key}]"
        else:
            yield escape(inline)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.header)
    yield _row(("---", *("---:" if table.numbers else "---" for _ in table.header[1:])), raw=True)
    for row in table.rows:
        yield _row(row)


def _row(cells: Iterable[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else _untrimmed(escape(cell)) for cell in cells)} |"
