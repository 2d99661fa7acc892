"""`gcmtrack objectives`"""

from typing import Annotated

import typer

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
from gcmtrack.model.vocabulary import PRINCIPLES
from gcmtrack.views.filters import FilterOptions, matching_milestones, matching_statements, read_filters
from gcmtrack.views.objectives import objective_rows


@with_filters
def objectives(
    asked: FilterOptions,
    principles: Annotated[
        bool, typer.Option("--principles", help="The ten guiding principles instead.")
    ] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """The 23 objectives in English, Spanish and French, with how many milestones and statements speak to each.

    The filters narrow what is counted. Spanish and French are the short labels of the UN Network on Migration.
    """
    day = the_day(today)
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day)
    rows = objective_rows(
        matching_milestones(loaded.records, filters),
        matching_statements(loaded.records, filters),
    )
    if json:
        from gcmtrack.formats import json_document

        shapes = (
            {
                **row.objective._asdict(),
                **{key: value for key, value in row._asdict().items() if key != "objective"},
            }
            for row in rows
        )
        named = (principle._asdict() for principle in PRINCIPLES)
        output.write(json_document.document("objectives", shapes, today=day, principles=list(named)))
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        out = tables.console(output.stdout())
        if principles:
            tables.principles(out, PRINCIPLES)
        else:
            tables.objectives(out, rows)
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.principles(PRINCIPLES) if principles else lines.objectives(rows))
