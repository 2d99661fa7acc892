"""The page of numbers: objectives by actors and by phases, statements by month; each drawn, and in a table."""

from typing import NamedTuple

from markupsafe import Markup

from gcmtrack.formats.chunks import Chunks
from gcmtrack.formats.pages import svg
from gcmtrack.site.edition import Edition
from gcmtrack.views.filters import Filters
from gcmtrack.views.matrix import Matrix, Value, coverage, matrix, title
from gcmtrack.wording import Wording

# What is counted by what; rows alone are drawn as bars.
_COUNTS = (("objective", "type"), ("objective", "phase"), ("month", None))


class Cell(NamedTuple):
    """A number, and where the list of what it counts is; empty where nothing is counted or no list can be narrowed so.

    `shade` is how full it is beside the others, as it is drawn.
    """

    label: str
    number: int
    address: str
    shade: int = 0


class Row(NamedTuple):
    """A row of a table, its total apart."""

    label: str
    cells: tuple[Cell, ...]
    total: Cell


class Count(NamedTuple):
    """A count as a drawing, which says how much of the record it covers, and as a table.

    A screen that is too narrow for the drawing shows `narrow` in its place, or, without one, the rows as a list.
    """

    name: str
    title: str
    drawing: Markup
    narrow: Markup
    covered: str
    corner: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


def page(edition: Edition) -> tuple[str, bytes | Chunks]:
    """Returns the path of the page, and the page."""
    counts = [_count(edition, rows, columns) for rows, columns in _COUNTS]
    return edition.named_page("numbers", counts=counts)


def _count(edition: Edition, rows: str, columns: str | None) -> Count:
    wording = edition.wording
    found = matrix(edition.records, Filters(), wording, rows, columns)
    name = "-".join(filter(None, (rows, columns)))
    heading = title(found, wording)
    said = _said(found, wording)
    draw = svg.heat_map if columns else svg.bars
    narrow = "" if columns else _narrow(edition)
    every = wording.text("matrix.all")
    return Count(
        name,
        heading,
        Markup(draw(found, heading, said, name)),  # noqa: S704 (the drawing escapes every text)
        Markup(narrow),  # noqa: S704
        said,
        wording.label("facet", rows),
        (*(column.label for column in found.columns), every)
        if columns
        else (wording.text("matrix.statements"),),
        tuple(_rows(found)),
        wording.text("matrix.totals") if columns else "",
    )


def _rows(found: Matrix) -> list[Row]:
    shown = [row for row in found.rows if row.total or found.row_facet == "objective"]
    return [
        Row(
            row.label,
            tuple(_cell(found, row, column) for column in found.columns),
            Cell("", row.total, _address(found, row.key) if row.total else ""),
        )
        for row in shown
    ]


def _cell(found: Matrix, row: Value, column: Value) -> Cell:
    number = found.number(row, column)
    address = _address(found, row.key, column.key) if number else ""
    return Cell(column.label, number, address, found.shade(number))


def _narrow(edition: Edition) -> str:
    """The years, where there is no room for their months."""
    wording = edition.wording
    years = matrix(edition.records, Filters(), wording, "year", None)
    said = _said(years, wording)
    return svg.bars(years, title(years, wording), said, "narrow")


def _said(found: Matrix, wording: Wording) -> str:
    """How much of the record the numbers cover."""
    return (
        wording.joined(coverage(found, wording), "semicolon")
        if found.total
        else wording.text("question.nothing")
    )


def _address(found: Matrix, row: str, column: str = "") -> str:
    """Where the statements of a cell are listed."""
    asked = {found.row_facet: row, **({found.column_facet: column} if column and found.column_facet else {})}
    if "month" in asked:
        return ""
    return "statements.html#" + "&".join(f"{name}={value}" for name, value in asked.items())
