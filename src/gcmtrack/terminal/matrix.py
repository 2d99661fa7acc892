"""A matrix on a terminal: numbers on shaded ground, in as many blocks of columns as its width wants; nothing is cut."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gcmtrack.terminal.layout import Screen, heading, text
from gcmtrack.views.facets import TIMES
from gcmtrack.views.matrix import SHADES, Gap, Matrix, Value, coverage, title
from gcmtrack.wording import Wording

_GROUNDS = ("", "black on #dbe9f6", "black on #a9cbe8", "black on #6fa8d6", "bright_white on #2f6fab")
# Where there are no shades of colour a sign before the number tells the shade.
_SIGNS = (" ", "░", "▒", "▓", "█")
_ASCII_SIGNS = (" ", ".", ":", "*", "#")
# How wide the longest word of a heading makes its column: where all columns fit, and else, where it is broken.
_WHOLE_WORD, _BROKEN_WORD = 24, 12


def matrix(out: Screen, found: Matrix, wording: Wording) -> None:
    """Prints the matrix, a line of totals, and what it covers. Where headings do not fit, letters stand for them."""
    heading(out, title(found, wording))
    label_width = _label_width(found, out.width)
    room = out.width - label_width - 1
    heads = {column.key: column.short for column in found.columns}
    cells = _Cells(out, found, _WHOLE_WORD)
    if len(list(_blocks(found.columns, heads, cells, room, wording))) > 1:
        cells = _Cells(out, found, _BROKEN_WORD)
    if len(list(_blocks(found.columns, heads, cells, room, wording))) > 1:
        letters = {column.key: _letters(number) for number, column in enumerate(found.columns)}
        if found.column_facet not in ("objective", *TIMES):
            heads = letters
    for block in _blocks(found.columns, heads, cells, room, wording):
        out.print(_table(found, block, heads, cells, label_width, wording))
        for column in block:
            if column is not None and heads[column.key] != column.short:
                out.print(Text.assemble((f"{heads[column.key]:>2} ", "bold"), text(column.label)))
        out.print()
    for said in coverage(found, wording):
        out.print(text(said, "dim"))
    if found.column_facet:
        out.print(text(wording.text("matrix.totals"), "dim"))


def _label_width(found: Matrix, width: int) -> int:
    """Returns a third of the width, unless the labels want less, or a word of them more."""
    widest = max((cell_len(row.label) for row in found.rows), default=0)
    word = max((cell_len(word) for row in found.rows for word in row.label.split()), default=0)
    return max(4, min(widest, max(width // 3, min(word, width // 2))))


def _letters(number: int) -> str:
    """Returns A to Z, then AA, AB and so on."""
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


class _Cells:
    """How a number is shown, and how wide a column is for it."""

    def __init__(self, out: Screen, found: Matrix, widest: int) -> None:
        self._found = found
        self._widest = widest
        # Eight colours have no shades.
        self._coloured = out.color_system in ("256", "truecolor") and not out.no_color
        self._signs = _ASCII_SIGNS if out.is_dumb_terminal else _SIGNS

    def cell(self, number: int) -> Text:
        shade = self._found.shade(number)
        said = str(number) if number else "·" if self._signs is _SIGNS else "."
        if self._coloured:
            return Text(f" {said} ", style=_GROUNDS[shade] or "dim")
        return Text(f"{self._signs[shade]}{said} ")

    def total(self, number: int) -> Text:
        return Text(f" {number} ", style="bold")

    def width(self, value: Value | None, head: str) -> int:
        """Returns how wide the column of a value is; None is the column of totals."""
        most = self._found.total if value is None else value.total
        words = max((cell_len(word) for word in head.split()), default=1)
        return max(len(str(most)), min(words, self._widest)) + 2


_Block = list[Value | None]


def _blocks(
    columns: Sequence[Value], heads: Mapping[str, str], cells: _Cells, room: int, wording: Wording
) -> Iterator[_Block]:
    """Yields the columns that stand beside each other; None, the column of totals, begins the first block."""
    block: _Block = [None]
    used = cells.width(None, wording.text("matrix.all"))
    for column in columns:
        needed = cells.width(column, heads[column.key])
        if block and used + needed > room:
            yield block
            block, used = [], 0
        block.append(column)
        used += needed
    yield block


def _table(
    found: Matrix, block: _Block, heads: Mapping[str, str], cells: _Cells, label_width: int, wording: Wording
) -> Table:
    table = Table(box=None, padding=0, pad_edge=False, header_style="bold")
    table.add_column("", width=label_width + 1, overflow="fold")
    for column in block:
        head = wording.text("matrix.all") if column is None else heads[column.key]
        # What is folded fills its lines, so the space on either side is not part of the text.
        said = Padding(text(head), (0, 1))
        table.add_column(said, width=cells.width(column, head), justify="right", overflow="fold")
    for row in found.rows:
        numbers = [cells.total(row.total) if c is None else cells.cell(found.number(row, c)) for c in block]
        table.add_row(text(f"{row.label} ", "cyan"), *numbers)
    totals = [cells.total(found.total if c is None else c.total) for c in block]
    table.add_row(text(wording.text("matrix.all"), "bold"), *totals)
    return table


def gaps(out: Screen, found: Matrix, some: Sequence[Gap], wording: Wording) -> None:
    """Prints what is empty, a sentence a line, and what the count covers."""
    heading(out, wording.joined([title(found, wording), wording.count(len(some), "gap")], "colon"))
    for gap in some:
        out.print(text(gap.sentence))
    out.print()
    for said in coverage(found, wording):
        out.print(text(said, "dim"))


assert len(_GROUNDS) == len(_SIGNS) == len(_ASCII_SIGNS) == SHADES + 1
