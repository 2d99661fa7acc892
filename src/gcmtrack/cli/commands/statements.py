"""`gcmtrack statements`"""

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, STATEMENT_KINDS
from gcmtrack.views.filters import FilterOptions, matching_statements, read_filters
from gcmtrack.views.statements import statement_rows


@with_filters
def statements(
    asked: FilterOptions,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Who said what about it, in order of time.

    --org finds issuers, cosigners and those in whose name it was made; --country and --type look at the issuers.
    """
    day = the_day(today)
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day, kinds=STATEMENT_KINDS, types=ORGANISATION_TYPES)
    rows = statement_rows(loaded.records, matching_statements(loaded.records, filters))
    if json:
        from gcmtrack.formats import json_document

        shapes = (json_document.record(row.statement, loaded.records, day) for row in rows)
        output.write(json_document.document("statements", shapes, today=day))
    elif not rows:
        output.none_match("statements")
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        tables.statements(tables.console(output.stdout()), rows)
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.statements(rows))
