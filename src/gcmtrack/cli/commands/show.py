"""`gcmtrack show`"""

from typing import Annotated

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id, the start of one, or an organisation's acronym or name.",
            autocompletion=completion.all_records,
        ),
    ],
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Everything about one record: relations both ways, links, sources, disputes, earlier dates.

    For an organisation: its dossier, all that it said and did, in order of time.
    """
    # Imported here, so that completing an id costs none of it.
    from gcmtrack.input import lookup
    from gcmtrack.model.records import Organisation
    from gcmtrack.views import relations
    from gcmtrack.views.record_fields import sheet

    day = the_day(today)
    loaded = output.open_records(records)
    record = lookup.find_record(loaded.records, id)
    if json:
        from gcmtrack.formats import json_document

        more: dict[str, object] = {
            "relations": {
                relation.label: [other.id for other in relation.records]
                for relation in relations.relations(loaded.records, record)
            }
        }
        if isinstance(record, Organisation):
            entries = relations.dossier(loaded.records, record)
            more["dossier"] = [{"role": entry.role, "id": entry.record.id} for entry in entries]
        shape = json_document.record(record, loaded.records, day, **more)
        output.write(json_document.document("show", [shape], today=day))
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        tables.sheet(tables.console(output.stdout()), sheet(loaded.records, record, day))
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.sheet(sheet(loaded.records, record, day)))
