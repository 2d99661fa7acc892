"""Counts over time as bars: a line a year with its months where there is room for them, else a line a value."""

from collections.abc import Sequence

from rich.text import Text

from gcmtrack.terminal.layout import Screen, heading, text
from gcmtrack.views.matrix import Matrix, Value, coverage, title
from gcmtrack.wording import Wording

_EIGHTHS = " ▁▂▃▄▅▆▇█"
# The same in ASCII; the more is on paper, the more it is.
_ASCII_EIGHTHS = " .:-=+*#@"
_MONTHS = range(1, 13)
_YEAR_WIDTH = 6


def chart(out: Screen, found: Matrix, wording: Wording) -> None:
    """Prints the totals of the rows as bars, and what they cover."""
    heading(out, title(found, wording))
    cell = max(4, max((len(str(row.total)) for row in found.rows), default=1) + 1)
    if found.row_facet == "month" and out.width >= _YEAR_WIDTH + 13 * cell:
        _calendar(out, found, cell, wording)
    else:
        _bars(out, found.rows)
    out.print()
    for said in coverage(found, wording):
        out.print(text(said, "dim"))


def _bars(out: Screen, rows: Sequence[Value]) -> None:
    filled = "#" if out.is_dumb_terminal else "█"
    label_width = max((len(row.short) for row in rows), default=0)
    number_width = max((len(str(row.total)) for row in rows), default=1)
    room = max(1, out.width - label_width - number_width - 3)
    most = max((row.total for row in rows), default=0)
    for row in rows:
        # What is there at all is seen.
        length = -(-row.total * room // most) if most else 0
        out.print(
            Text.assemble(
                (f"{row.short:>{label_width}} ", "cyan"),
                (filled * length, "green"),
                f" {row.total}" if length else str(row.total),
            )
        )


def _calendar(out: Screen, found: Matrix, cell: int, wording: Wording) -> None:
    """Prints a line of bars and a line of numbers a year; what is known by the year alone stands last."""
    signs = _ASCII_EIGHTHS if out.is_dumb_terminal else _EIGHTHS
    totals = {row.key: row.total for row in found.rows}
    most = max((n for key, n in totals.items() if "-" in key), default=0)
    years = range(int(min(totals)[:4]), int(max(totals)[:4]) + 1)
    months = [wording.label("month-short", str(month)) for month in _MONTHS]
    out.print(Text(" " * _YEAR_WIDTH + "".join(f"{month:>{cell}}" for month in months), style="bold"))
    for year in years:
        keys = [f"{year:04}-{month:02}" for month in _MONTHS]
        numbers = [totals.get(key, 0) for key in keys]
        bars = "".join(f"{signs[_eighths(n, most)] * (cell - 1):>{cell}}" for n in numbers)
        out.print(Text.assemble((f"{year:<{_YEAR_WIDTH}}", "cyan"), (bars, "green")))
        said = "".join(f"{n or '':>{cell}}" for n in numbers)
        out.print(text(" " * _YEAR_WIDTH + said))
        if alone := totals.get(f"{year:04}", 0):
            apart = wording.say("matrix.apart", number=alone)
            out.print(text(" " * _YEAR_WIDTH + " " + apart, "dim"))


def _eighths(number: int, most: int) -> int:
    return -(-number * 8 // most) if number else 0
