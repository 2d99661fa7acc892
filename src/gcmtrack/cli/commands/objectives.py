"""`gcmtrack objectives`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gcmtrack.cli import output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    RecordsOption,
    TodayOption,
    the_day,
    the_view,
    the_wording,
    with_filters,
)
from gcmtrack.model.vocabulary import PRINCIPLES
from gcmtrack.views.filters import FilterOptions, matching_milestones, matching_statements, read_filters
from gcmtrack.views.objectives import ObjectiveRow, objective_rows

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def objectives(
    asked: FilterOptions,
    principles: Annotated[
        bool, typer.Option("--principles", help="The ten guiding principles instead.")
    ] = False,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """The 23 objectives in English, Spanish and French, with how many milestones and statements speak to each.

    The filters narrow what is counted. Spanish and French are the short labels of the UN Network on Migration.
    """
    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    filters = read_filters(asked, loaded.records, day)
    rows = objective_rows(
        matching_milestones(loaded.records, filters),
        matching_statements(loaded.records, filters),
    )

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        if principles:
            tables.principles(out, PRINCIPLES)
        else:
            tables.objectives(out, rows, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.principles(PRINCIPLES) if principles else lines.objectives(rows)

    present(
        "objectives",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda _: (_shape(row) for row in rows),
        table=table,
        lines=lines,
        principles=[principle._asdict() for principle in PRINCIPLES],
    )


def _shape(row: ObjectiveRow) -> dict[str, Any]:
    shape = row._asdict()
    return {**shape.pop("objective")._asdict(), **shape}
