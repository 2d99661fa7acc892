"""`gcmtrack documents`"""

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import documents as view
from gcmtrack.views.filters import FilterOptions, matching_milestones, read_filters


@with_filters
def documents(
    asked: FilterOptions,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Draft chains with the days between versions, then other documents, with symbols and links."""
    day = the_day(today)
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    found = view.documents(matching_milestones(loaded.records, filters))
    if json:
        from gcmtrack.formats import json_document

        chain = {
            row.milestone.id: number for number, chain in enumerate(found.chains, 1) for row in chain.rows
        }
        shapes = (
            json_document.record(
                row.milestone,
                loaded.records,
                day,
                chain=chain.get(row.milestone.id),
                days_since_previous=row.days,
                address=row.address or None,
            )
            for row in found.rows
        )
        output.write(json_document.document("documents", shapes, today=day))
    elif not found.rows:
        output.none_match("documents")
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        tables.documents(tables.console(output.stdout()), found)
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.documents(found))
