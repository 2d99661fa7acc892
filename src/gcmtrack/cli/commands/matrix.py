"""`gcmtrack matrix`"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli import completion
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.listing import Display, none_match
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_filters, with_screen
from gcmtrack.cli.view_formats import DrawnFormatOption, Forms, OutputOption, chosen, show, wording_for
from gcmtrack.errors import Misuse
from gcmtrack.model.collection import Records
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES, ORGANISATION_TYPES, STATEMENT_KINDS
from gcmtrack.views.filters import (
    FilterOptions,
    Filters,
    matching_milestones,
    matching_statements,
)
from gcmtrack.views.matrix import Gap, Matrix, Value, coverage, gaps, title
from gcmtrack.views.matrix import matrix as counted

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.wording import Wording


@with_screen
@partial(with_filters, of="statements")
def matrix(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    rows: Annotated[str | None, Argument(metavar="[ROWS]", help="What the rows are: objective, topic, phase, milestone, year, month, org, type (of actor), country, region, kind, stance or lang.", autocompletion=completion.facets)] = None,
    columns: Annotated[str | None, Argument(metavar="[COLUMNS]", help="What the columns are; one of the same.", autocompletion=completion.facets)] = None,
    of: Annotated[str, Option("--of", metavar="KIND", help="What is counted: statements or milestones.")] = "statements",
    empty: Annotated[bool, Option("--gaps", help="What is empty, in words.")] = False,
    chart: Annotated[bool, Option("--chart", help="One count as bars: by month, or by year with ROWS year.")] = False,
    format: DrawnFormatOption = None,
    output_file: OutputOption = None,
) -> None:  # fmt: skip
    """Statements counted by two of their sides: who spoke on which objective, in which language, in which phase.

    Each number is the count of `statements` (or of the milestones) with the filters of its row and its column. Without
    ROWS and COLUMNS it counts objectives by type of actor. With --of milestones the filters look at milestones.
    """
    day, form = opening.day, chosen(format, output_file, json=opening.json)
    of_statements = _counts_statements(of)
    row_facet, column_facet = _facets(rows, columns, chart=chart)
    loaded = opening.loaded
    wording = wording_for(form, opening.language, loaded.settings)
    filters = opening.filters(
        asked,
        kinds=STATEMENT_KINDS if of_statements else MILESTONE_KINDS,
        types=ORGANISATION_TYPES if of_statements else MILESTONE_TYPES,
    )
    found = counted(
        loaded.records,
        filters,
        wording,
        row_facet,
        column_facet,
        of_statements=of_statements,
    )
    missing = gaps(found, wording) if empty else []
    forms = _gap_forms(found, missing, wording) if empty else _forms(found, wording, chart=chart)
    show(
        "matrix",
        forms,
        form,
        output_file,
        today=day,
        wording=wording,
        display=display,
        title=title(found, wording),
        nothing=None if empty and found.total else _nothing(found, loaded.records, filters, wording),
        **_head(found),
    )


def _nothing(found: Matrix, records: Records, filters: Filters, wording: "Wording") -> str | None:
    """Returns why no cell has a number, None where one has."""
    if found.total:
        said = wording.joined(coverage(found, wording), "semicolon")
        return None if any(row.total for row in found.rows) else said
    if found.of_statements:
        return none_match(
            "statements", records, wording, filters, lambda some: len(matching_statements(records, some))
        )
    return none_match(
        "milestones", records, wording, filters, lambda some: len(matching_milestones(records, some))
    )


def _counts_statements(of: str) -> bool:
    from gcmtrack.input import values

    return values.word(of, "kind", ("statements", "milestones")) == "statements"


def _facets(rows: str | None, columns: str | None, *, chart: bool) -> tuple[str, str | None]:
    if chart and columns is not None:
        raise Misuse("--chart draws one count; leave out COLUMNS")
    if rows is None:
        return ("month", None) if chart else ("objective", "type")
    return rows, columns


def _forms(found: Matrix, wording: "Wording", *, chart: bool) -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import chart as bars
        from gcmtrack.terminal import matrix as cells

        (bars.chart if chart else cells.matrix)(out, found, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        for row in found.rows:
            if not found.column_facet:
                yield line(row.key, row.label, str(row.total))
            for column in found.columns:
                if number := found.number(row, column):
                    yield line(row.key, row.label, column.key, column.label, str(number))

    def piece() -> "Piece":
        from gcmtrack.formats.pages import questions

        return questions.matrix(found, wording)

    def drawing() -> str:
        from gcmtrack.formats.pages import svg

        draw = svg.bars if chart or not found.column_facet else svg.heat_map
        said = wording.joined(coverage(found, wording), "semicolon")
        return draw(found, title(found, wording), said if found.total else wording.text("question.nothing"))

    return Forms(lambda _: _shapes(found), table, lines, lambda: _rows(found), piece, drawing)


def _rows(found: Matrix) -> tuple[list[str], list[list[str]]]:
    head = [found.row_facet, "label", "all", *(column.key for column in found.columns)]
    rows = [
        [row.key, row.label, str(row.total), *(str(found.number(row, column)) for column in found.columns)]
        for row in found.rows
    ]
    totals = ["all", "", str(found.total), *(str(column.total) for column in found.columns)]
    return head, [*rows, totals]


def _gap_forms(found: Matrix, missing: Sequence[Gap], wording: "Wording") -> Forms:
    def table(out: "Screen") -> None:
        from gcmtrack.terminal import matrix as cells

        cells.gaps(out, found, missing, wording)

    def keys(gap: Gap) -> tuple[str, str]:
        return gap.row.key if gap.row else "", gap.column.key if gap.column else ""

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        return (line(gap.sentence, *keys(gap)) for gap in missing)

    def piece() -> "Piece":
        from gcmtrack.formats.pages import questions

        return questions.gaps(found, missing, wording)

    return Forms(
        lambda _: ({"row": row or None, "column": column or None, "sentence": gap.sentence} for gap in missing for row, column in [keys(gap)]),
        table,
        lines,
        lambda: (["sentence", "row", "column"], [[gap.sentence, *keys(gap)] for gap in missing]),
        piece,
    )  # fmt: skip


def _head(found: Matrix) -> dict[str, Any]:
    return {
        "of": "statements" if found.of_statements else "milestones",
        "rows": found.row_facet,
        "columns": found.column_facet,
        "total": found.total,
        "coverage": [part._asdict() for part in found.coverage],
        "ranges": found.ranges,
        "values": [_value(column) for column in found.columns],
    }


def _shapes(found: Matrix) -> Iterable[dict[str, Any]]:
    for row in found.rows:
        cells = [{"key": c.key, "records": found.number(row, c)} for c in found.columns]
        yield {**_value(row), "cells": cells}


def _value(value: Value) -> dict[str, Any]:
    return {"key": value.key, "label": value.label, "total": value.total}
