"""The page of numbers: objectives by actors and by phases, statements by month; each drawn, and in a table."""

from typing import Any, NamedTuple

from markupsafe import Markup

from gcmtrack.formats.pages import svg
from gcmtrack.site.edition import Edition
from gcmtrack.views.filters import Filters
from gcmtrack.views.matrix import Matrix, coverage, facet_label, matrix, title

# What is counted by what; rows alone are drawn as bars.
_COUNTS = (("objective", "type"), ("objective", "phase"), ("month", None))


class Cell(NamedTuple):
    """A number, and where the list of what it counts is; empty where nothing is counted or no list can be narrowed so."""

    number: int
    address: str


class Row(NamedTuple):
    """A row of a table, its total last."""

    label: str
    cells: tuple[Cell, ...]


class Count(NamedTuple):
    """A count as a drawing and as a table, and how much of the record it covers."""

    name: str
    title: str
    drawing: Markup
    corner: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    covered: list[str]


def page(edition: Edition) -> tuple[str, bytes]:
    """Returns the path of the page, and the page."""
    words = edition.words
    values: dict[str, Any] = {"title": words["numbers"], "description": words["numbers-about"]}
    counts = [_count(edition, rows, columns) for rows, columns in _COUNTS]
    return "numbers.html", edition.page("numbers.html", "numbers.html", "numbers", counts=counts, **values)


def _count(edition: Edition, rows: str, columns: str | None) -> Count:
    wording = edition.wording
    found = matrix(edition.records, Filters(), wording, rows, columns)
    name = "-".join(filter(None, (rows, columns)))
    heading = title(found, wording)
    covered = coverage(found, wording)
    said = wording.joined(covered, "semicolon") if found.total else wording.text("question.nothing")
    draw = svg.heat_map if columns else svg.bars
    every = wording.text("matrix.all")
    return Count(
        name,
        heading,
        Markup(draw(found, heading, said, name)),  # noqa: S704 (the drawing escapes every text)
        facet_label(rows, wording),
        (*(column.label for column in found.columns), every)
        if columns
        else (wording.text("matrix.statements"),),
        tuple(_rows(found)),
        [*covered, *([wording.text("matrix.totals")] if columns else [])],
    )


def _rows(found: Matrix) -> list[Row]:
    shown = [row for row in found.rows if row.total or found.row_facet == "objective"]
    return [
        Row(
            row.label,
            (
                *(
                    Cell(number, _address(found, row.key, column.key) if number else "")
                    for column in found.columns
                    for number in (found.number(row, column),)
                ),
                Cell(row.total, _address(found, row.key) if row.total else ""),
            ),
        )
        for row in shown
    ]


def _address(found: Matrix, row: str, column: str = "") -> str:
    """Where the statements of a cell are listed."""
    asked = {found.row_facet: row, **({found.column_facet: column} if column and found.column_facet else {})}
    if "month" in asked:
        return ""
    return "statements.html#" + "&".join(f"{name}={value}" for name, value in asked.items())
