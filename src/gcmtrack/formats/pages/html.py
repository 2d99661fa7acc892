"""HTML: a page (`formats.pages.document`) as a fragment to stand inside a page that someone keeps.

Text of records is escaped; it makes no tag, no attribute and no comment, and Jekyll, Hugo and their kin find no template in
it.
"""

import html
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
from gcmtrack.printable import DIRECTION, encoded, visible
from gcmtrack.views.pieces import Hyperlink

_BREAK = re.compile(r"[\t\n\r\u2028\u2029]")
_TEMPLATE = re.compile(r"\{(?=[{%#]|&lt;)|(?<=[}%#])\}")


def render(piece: Piece) -> str:
    """Returns the piece, notes last, without a line end at its end."""
    numbers = {note.key: number for number, note in enumerate(piece.notes, 1)}
    blocks = [_element(element, numbers) for element in piece.elements]
    if piece.notes:
        blocks.append(_notes(piece.notes, numbers))
    return "\n".join(blocks)


def one_line(line: Line) -> str:
    """Returns one line of a text; it calls no notes."""
    return _line(line, {})


def escape(text: str) -> str:
    """Returns `text` as HTML that shows it as it is, on one line, in text or in a quoted attribute."""
    shown = _TEMPLATE.sub(_reference, html.escape(visible(text)))
    return DIRECTION.sub(_reference, _BREAK.sub(_reference, shown))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


_Numbers = dict[str, int]


def _element(element: Element, numbers: _Numbers) -> str:
    if isinstance(element, Heading):
        return f"<h{element.level}>{_line(element.line, numbers)}</h{element.level}>"
    if isinstance(element, Paragraph):
        lines = "<br>\n".join(_line(line, numbers) for line in element.lines)
        return f"<p>{lines}</p>"
    if isinstance(element, Bullets):
        items = "\n".join(_item(item, under, numbers) for item, under in element.all)
        return f"<ul>\n{items}\n</ul>"
    return "\n".join(_table(element))


def _item(item: Line, under: tuple[Line, ...], numbers: _Numbers) -> str:
    if not under:
        return f"<li>{_line(item, numbers)}</li>"
    inner = "\n".join(f"<li>{_line(one, numbers)}</li>" for one in under)
    return f"<li>{_line(item, numbers)}\n<ul>\n{inner}\n</ul>\n</li>"


def _line(line: Line, numbers: _Numbers) -> str:
    return "".join(_inline(inline, numbers) for inline in line)


def _inline(inline: Inline, numbers: _Numbers) -> str:
    if isinstance(inline, Strong):
        return f"<strong>{escape(inline.text)}</strong>"
    if isinstance(inline, Emphasis):
        return f"<em>{escape(inline.text)}</em>"
    if isinstance(inline, Hyperlink):
        return f'<a href="{html.escape(encoded(inline.url))}">{escape(inline.text)}</a>'
    if isinstance(inline, Removed):
        return f"<del>{escape(inline.text)}</del>"
    if isinstance(inline, Added):
        return f"<ins>{escape(inline.text)}</ins>"
    if isinstance(inline, Ref):
        key = inline.key
        return f'<sup id="gcmtrack-ref-{key}"><a href="#gcmtrack-note-{key}">{numbers[key]}</a></sup>'
    return escape(inline)


def _notes(notes: Iterable[Note], numbers: _Numbers) -> str:
    items = "\n".join(
        f'<li id="gcmtrack-note-{note.key}">{_line(note.line, numbers)}'
        f' <a href="#gcmtrack-ref-{note.key}">↩</a></li>'
        for note in notes
    )
    return f'<ol class="gcmtrack-notes">\n{items}\n</ol>'


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    yield f"<thead><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in table.header)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody>"
    yield "</table>"
