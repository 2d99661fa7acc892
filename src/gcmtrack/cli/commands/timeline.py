"""`gcmtrack timeline`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from gcmtrack.cli import output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, the_wording, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import timeline as view
from gcmtrack.views.filters import FilterOptions, matching_milestones, read_filters

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def timeline(
    asked: FilterOptions,
    statements: Annotated[
        bool, typer.Option("--statements", help="List the statements under what they answer.")
    ] = False,
    fold: Annotated[bool, typer.Option("--fold", help="Leave out the parts of what has parts.")] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """The whole process in order, phase by phase.

    Parts stand under what they are part of; statements are counted, or listed with --statements.
    """
    day, wording = the_day(today), the_wording()
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    chosen = matching_milestones(loaded.records, filters)
    bands = view.timeline(chosen, loaded.records.statements.values(), day, wording, fold=fold)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import timeline

        timeline.draw(out, bands, day, wording, with_statements=statements)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.timeline(bands, wording, with_statements=statements)

    present(
        "timeline",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: (
            shape(node.milestone, depth=depth, statements=[statement.id for statement in node.statements])
            for band in bands
            for depth, node in band.walk()
        ),
        table=table,
        lines=lines,
        nothing=None if bands else "milestones",
    )
