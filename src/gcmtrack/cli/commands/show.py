"""`gcmtrack show`"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli import completion
from gcmtrack.cli.declared import Argument
from gcmtrack.cli.listing import Display, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_screen

if TYPE_CHECKING:
    from gcmtrack.model.collection import Records
    from gcmtrack.model.records import Milestone, Record, Statement
    from gcmtrack.store.load import Loaded
    from gcmtrack.terminal.layout import Screen
    from gcmtrack.views.record_fields import RecordFields


@with_screen
def show(
    display: Display,
    opening: Opening,
    id: Annotated[
        list[str],
        Argument(
            metavar="ID",
            help="An id, the start of one, a symbol, a title or words of it, an organisation's acronym or name.",
            autocompletion=completion.first_record,
        ),
    ],
) -> None:
    """Everything about one record: relations both ways, links, sources, disputes, earlier dates.

    For an organisation: its dossier, all that it said and did, in order of time. For an objective of the Compact, as in
    `gcmtrack show 13`: its records.
    """
    day, loaded, wording = opening.day, opening.loaded, opening.wording
    number, record = _meant(loaded.records, " ".join(id))
    of_objective = _of_objective(loaded.records, number) if number else []

    # What is shown is imported here, so that completing an id costs none of it.
    def fields() -> "RecordFields":
        if record is None:
            from gcmtrack.views.objective_fields import objective_fields

            return objective_fields(number, loaded.records, of_objective, wording)
        from gcmtrack.views.record_fields import record_fields

        return record_fields(loaded.records, record, day, wording, origin=_origin(loaded, record))

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.record_fields(out, fields())

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.record_fields(fields(), wording)

    present(
        "show",
        opening,
        display,
        shapes=lambda shape: (
            [shape(other) for other in of_objective]
            if record is None
            else [shape(record, **_whose(loaded, record), **_ties(loaded.records, record))]
        ),
        table=table,
        lines=lines,
        objective=number or None,
    )


def _meant(records: "Records", name: str) -> tuple[int, "Record | None"]:
    """Returns the objective that a name means ("13", "objective 13"), or the record: its id or name goes first."""
    from gcmtrack.input import lookup
    from gcmtrack.model.ids import FOLDERS

    if not any(name in records.all_of(folder) for folder in FOLDERS):
        from gcmtrack.views.objectives import number_in, number_of_none

        if (number := number_in(name)) is not None:
            return number, None
        # Two digits stand in many titles, and nobody looks for those.
        if (none := number_of_none(name)) is not None:
            from gcmtrack.errors import NoSuchRecord
            from gcmtrack.input.values import no_objective

            try:
                return 0, lookup.find_record(records, name)
            except NoSuchRecord:
                raise no_objective(none) from None
    return 0, lookup.find_record(records, name, by_words=True)


def _of_objective(records: "Records", number: int) -> "Sequence[Milestone | Statement]":
    from gcmtrack.views.objective_fields import records_of

    return records_of(number, [*records.milestones.values()], [*records.statements.values()])


def _origin(loaded: "Loaded", record: "Record") -> str | None:
    """Returns whose a record is, where the folder stands on another."""
    return None if loaded.base_folder is None else loaded.origin(record.folder, record.id)


def _whose(loaded: "Loaded", record: "Record") -> dict[str, str]:
    origin = _origin(loaded, record)
    return {} if origin is None else {"origin": origin}


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
