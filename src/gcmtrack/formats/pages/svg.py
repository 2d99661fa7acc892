"""Drawings as SVG: a matrix as shaded squares, counts over time as bars; each beside the same numbers in a table.

There is no style sheet and no script, so that a strict page shows it. Text is black on light ground, a fuller cell has a
larger and a darker square, and the number stands in it: nothing is told by colour alone. The same counts give the same
bytes.
"""

import html
import math
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from gcmtrack.printable import inert
from gcmtrack.views.facets import TIMES
from gcmtrack.views.matrix import SHADES, Matrix, Value

_FONT = 12
_LINE = 15
_LABEL_LENGTH = 40
_HEAD_LENGTH = 24
_CELL = 34
_MARGIN = 8
# Black is read on each of them (contrast 7 or more), also in grey.
GROUNDS = ("#ffffff", "#e3eef9", "#bcd6ef", "#8fbbe3", "#639fd3")
_LINE_COLOUR = "#595959"


def heat_map(found: Matrix, title: str, description: str, prefix: str = "matrix") -> str:
    """Returns the matrix as an SVG element, without cells where nothing was counted. `prefix` keeps its ids apart from
    those of others on a page."""
    if not found.total:
        return _without_cells(title, description, prefix)
    labels = [textwrap.wrap(_shown(row.label), _LABEL_LENGTH) or [""] for row in found.rows]
    heads = [textwrap.wrap(_shown(column.short), _HEAD_LENGTH) or [""] for column in found.columns]
    left = _MARGIN * 2 + max((_width(line) for lines in labels for line in lines), default=0.0)
    upright = max((len(line) for lines in heads for line in lines), default=0) > 4
    top = (
        _MARGIN * 2
        + _LINE
        + max((_width(line) if upright else _LINE for lines in heads for line in lines), default=0)
    )
    widths = [max(_CELL, len(lines) * _LINE + 4) if upright else _CELL for lines in heads]
    heights = [max(_CELL - 8, len(lines) * _LINE + 4) for lines in labels]
    right = left + sum(widths) + _MARGIN
    parts = [_text([title], _MARGIN, _MARGIN + _FONT, weight="bold")]
    x: float = left
    for lines, width in zip(heads, widths, strict=True):
        parts.append(_head(lines, x + width / 2, top - 6, upright=upright))
        x += width
    y = float(top)
    for row, lines, height in zip(found.rows, labels, heights, strict=True):
        first = y + height / 2 - (len(lines) - 1) * _LINE / 2 + _FONT / 3
        parts.append(_text(lines, left - _MARGIN, first, anchor="end"))
        parts += _cells(found, row, list(zip(found.columns, widths, strict=True)), left, y, height)
        y += height
    wide = max(right, _width(title) + 2 * _MARGIN)
    return _svg(parts, wide, y + _MARGIN, title, description, prefix)


def _cells(
    found: Matrix, row: Value, columns: Iterable[tuple[Value, float]], x: float, y: float, height: float
) -> Iterator[str]:
    most = max(found.cells.values(), default=1)
    for column, width in columns:
        number = found.number(row, column)
        if number:
            side = (min(width, height) - 4) * (0.45 + 0.55 * math.sqrt(number / most))
            yield (
                f'<rect x="{n(x + (width - side) / 2)}" y="{n(y + (height - side) / 2)}" width="{n(side)}"'
                f' height="{n(side)}" fill="{GROUNDS[found.shade(number)]}" stroke="{_LINE_COLOUR}" stroke-width="0.5"/>'
            )
        said = str(number) if number else "·"
        yield _text([said], x + width / 2, y + height / 2 + _FONT / 3, anchor="middle")
        x += width


def _head(lines: Sequence[str], x: float, y: float, *, upright: bool) -> str:
    if not upright:
        return _text(lines, x, y, anchor="middle")
    first = x + _FONT / 3 - (len(lines) - 1) * _LINE / 2
    return "".join(
        f'<text transform="translate({n(first + number * _LINE)} {n(y)}) rotate(-90)">{_escaped(line)}</text>'
        for number, line in enumerate(lines)
    )


def bars(found: Matrix, title: str, description: str, prefix: str = "chart") -> str:
    """Returns the totals of the rows as bars: from left to right over time, else one below the other.

    What is known by the year alone has a hollow bar.
    """
    if not found.total:
        return _without_cells(title, description, prefix)
    if found.row_facet not in TIMES:
        return _bars_below(found, title, description, prefix)
    # The four figures of a year stand below its bar, or below that of its first month.
    years = found.row_facet == "year"
    pitch = 30 if years else 16
    tall = 160
    left, top = _MARGIN * 2, _MARGIN * 2 + _LINE * 2
    most = max((row.total for row in found.rows), default=0)
    foot = top + tall
    parts = [_text([title], _MARGIN, _MARGIN + _FONT, weight="bold")]
    x = float(left)
    previous = ""
    for row in found.rows:
        year = row.key[:4]
        if year != previous:
            parts.append(_text([year], x + 1, foot + _LINE + 2, size=11 if years else 0))
            parts.append(f'<path d="M{n(x)} {n(foot)}v6" stroke="{_LINE_COLOUR}"/>')
            previous = year
        if row.total:
            height = max(2.0, tall * row.total / most)
            alone = found.row_facet == "month" and "-" not in row.key
            fill = 'fill="#ffffff" stroke-dasharray="3 2"' if alone else f'fill="{GROUNDS[-1]}"'
            parts.append(
                f'<rect x="{n(x + 1)}" y="{n(foot - height)}" width="{n(pitch - 3)}" height="{n(height)}"'
                f' {fill} stroke="{_LINE_COLOUR}"/>'
            )
            parts.append(
                _text([str(row.total)], x + (pitch - 1) / 2, foot - height - 3, anchor="middle", size=9)
            )
        x += pitch
    parts.append(f'<path d="M{n(left)} {n(foot)}H{n(x)}" stroke="{_LINE_COLOUR}"/>')
    width = max(x + _MARGIN + (0 if years else 20), _width(title) + 2 * _MARGIN)
    return _svg(parts, width, foot + 2 * _LINE, title, description, prefix)


def _without_cells(title: str, description: str, prefix: str) -> str:
    parts = [_text([title], _MARGIN, _MARGIN + _FONT, weight="bold")]
    width = max(_width(title), _width(description)) + 2 * _MARGIN
    return _svg(parts, width, _MARGIN * 2 + _LINE, title, description, prefix)


def _bars_below(found: Matrix, title: str, description: str, prefix: str) -> str:
    labels = [textwrap.wrap(_shown(row.label), _LABEL_LENGTH) or [""] for row in found.rows]
    left = _MARGIN * 2 + max((_width(line) for lines in labels for line in lines), default=0.0)
    long = 320
    most = max((row.total for row in found.rows), default=0)
    parts = [_text([title], _MARGIN, _MARGIN + _FONT, weight="bold")]
    y = float(_MARGIN * 2 + _LINE)
    for row, lines in zip(found.rows, labels, strict=True):
        height = len(lines) * _LINE + 6
        parts.append(_text(lines, left - _MARGIN, y + _FONT + 2, anchor="end"))
        length = max(2.0, long * row.total / most) if row.total else 0.0
        if length:
            parts.append(
                f'<rect x="{n(left)}" y="{n(y + 2)}" width="{n(length)}" height="{_LINE}" fill="{GROUNDS[-1]}"'
                f' stroke="{_LINE_COLOUR}"/>'
            )
        parts.append(_text([str(row.total)], left + length + 6, y + _FONT + 2))
        y += height
    wide = max(left + long + 60, _width(title) + 2 * _MARGIN)
    return _svg(parts, wide, y + _MARGIN, title, description, prefix)


def _svg(parts: Iterable[str], width: float, height: float, title: str, description: str, prefix: str) -> str:
    """Returns the whole drawing, with the description below it too: what the numbers cover is read by everyone."""
    said = textwrap.wrap(_shown(description), max(30, int((width - 2 * _MARGIN) / (_FONT * 0.6))))
    below = _text(said, _MARGIN, height + _FONT)
    height += len(said) * _LINE + (_MARGIN if said else 0)
    size = f'width="{n(width)}" height="{n(height)}" viewBox="0 0 {n(width)} {n(height)}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
        f' font-family="sans-serif" font-size="{_FONT}">'
    )
    told = f'<title id="{prefix}-title">{_escaped(title)}</title>\n<desc id="{prefix}-desc">{_escaped(description)}</desc>'
    # A ground of its own, so that black text is read where a page is dark.
    ground = f'<rect width="{n(width)}" height="{n(height)}" fill="#ffffff"/>'
    return "\n".join(part for part in [head, told, ground, *parts, below, "</svg>"] if part)


def _text(
    lines: Sequence[str], x: float, y: float, *, anchor: str = "start", weight: str = "", size: int = 0
) -> str:
    more = f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' font-weight="{weight}"' if weight else ""
    more += f' font-size="{size}"' if size else ""
    return "".join(
        f'<text x="{n(x)}" y="{n(y + number * _LINE)}"{more}>{_escaped(line)}</text>'
        for number, line in enumerate(lines)
    )


def n(number: float) -> str:
    """Returns a number as a drawing gives it, with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")


def _width(text: str) -> float:
    """Returns how wide a text is at most, whatever sans-serif font shows it."""
    return sum(_FONT if unicodedata.east_asian_width(c) in "WF" else _FONT * 0.6 for c in text)


def _shown(text: str) -> str:
    """Returns a text on one line, without what no XML may hold."""
    return inert(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _escaped(text: str) -> str:
    return html.escape(_shown(text), quote=False)


assert len(GROUNDS) == SHADES + 1
