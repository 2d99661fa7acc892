"""`gcmtrack timeline`"""

from typing import Annotated

import typer

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import timeline as view
from gcmtrack.views.filters import FilterOptions, matching_milestones, read_filters


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
    day = the_day(today)
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    chosen = matching_milestones(loaded.records, filters)
    bands = view.timeline(loaded.records, chosen, loaded.records.statements.values(), day, fold=fold)
    if json:
        from gcmtrack.formats import json_document

        shapes = (
            json_document.record(
                node.milestone,
                loaded.records,
                day,
                depth=depth,
                statements=[statement.id for statement in node.statements],
            )
            for band in bands
            for depth, node in band.walk()
        )
        output.write(json_document.document("timeline", shapes, today=day))
    elif not bands:
        output.none_match("milestones")
    elif output.on_terminal():
        from gcmtrack.terminal import tables, timeline

        timeline.draw(tables.console(output.stdout()), bands, day, with_statements=statements)
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.timeline(bands, with_statements=statements))
