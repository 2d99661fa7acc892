"""`gcmtrack show`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.listing import Display, present
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    RecordsOption,
    TodayOption,
    the_day,
    the_view,
    the_wording,
    with_screen,
)

if TYPE_CHECKING:
    from gcmtrack.model.collection import Records
    from gcmtrack.model.records import Record
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.views.record_fields import RecordFields


@with_screen
def show(
    display: Display,
    id: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="An id, the start of one, a symbol, a title or words of it, an organisation's acronym or name.",
            autocompletion=completion.first_record,
        ),
    ],
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Everything about one record: relations both ways, links, sources, disputes, earlier dates.

    For an organisation: its dossier, all that it said and did, in order of time. For an objective of the Compact, as in
    `gcmtrack show 13`: its records.
    """
    # Imported here, so that completing an id costs none of it.
    from gcmtrack.views.objective_fields import objective_fields, records_of
    from gcmtrack.views.record_fields import record_fields

    day, loaded = the_day(today, as_of), output.open_records(records, the_view(as_of))
    wording = the_wording(language, loaded.settings, json=json)
    number, record = _meant(loaded.records, " ".join(id))
    of_objective = records_of(
        number, [*loaded.records.milestones.values()], [*loaded.records.statements.values()]
    )

    def fields() -> "RecordFields":
        if record is None:
            return objective_fields(number, loaded.records, of_objective, wording)
        return record_fields(loaded.records, record, day, wording)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.record_fields(out, fields())

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.record_fields(fields(), wording)

    present(
        "show",
        today=day,
        wording=wording,
        display=display,
        json=json,
        shapes=lambda shape: (
            [shape(other) for other in of_objective]
            if record is None
            else [shape(record, **_ties(loaded.records, record))]
        ),
        table=table,
        lines=lines,
        objective=number or None,
    )


def _meant(records: "Records", name: str) -> tuple[int, "Record | None"]:
    """Returns the objective that a name means ("13", "objective 13"), or the record: its id or name goes first."""
    from gcmtrack.input import lookup
    from gcmtrack.model.ids import FOLDERS
    from gcmtrack.views.objectives import number_in

    number = number_in(name)
    if number is None or any(name in records.all_of(folder) for folder in FOLDERS):
        return 0, lookup.find_record(records, name, by_words=True)
    return number, None


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
