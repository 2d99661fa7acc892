"""`gcmtrack show`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    RecordsOption,
    TodayOption,
    the_day,
    the_view,
    the_wording,
)

if TYPE_CHECKING:
    from rich.console import Console

    from gcmtrack.model.collection import Records
    from gcmtrack.model.records import Record


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id, the start of one, or an organisation's acronym or name.",
            autocompletion=completion.all_records,
        ),
    ],
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Everything about one record: relations both ways, links, sources, disputes, earlier dates.

    For an organisation: its dossier, all that it said and did, in order of time.
    """
    # Imported here, so that completing an id costs none of it.
    from gcmtrack.input import lookup
    from gcmtrack.views.record_fields import record_fields

    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    record = lookup.find_record(loaded.records, id)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.record_fields(out, record_fields(loaded.records, record, day, wording))

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.record_fields(record_fields(loaded.records, record, day, wording), wording)

    present(
        "show",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: [shape(record, **_ties(loaded.records, record))],
        table=table,
        lines=lines,
    )


def _ties(records: "Records", record: "Record") -> dict[str, Any]:
    """Returns what JSON says of a record besides what it holds: its relations, and the dossier of an organisation."""
    from gcmtrack.model.records import Organisation
    from gcmtrack.views import relations

    ties: dict[str, Any] = {
        "relations": {
            relation.name: [other.id for other in relation.records]
            for relation in relations.relations(records, record)
        }
    }
    if isinstance(record, Organisation):
        entries = relations.dossier(records, record)
        ties["dossier"] = [{"role": entry.role, "id": entry.record.id} for entry in entries]
    return ties
