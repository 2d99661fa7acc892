"""One objective of the Compact with its records, as labelled lines: what `show 13` prints."""

from collections.abc import Sequence

from gcmtrack.model import objectives
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.views.objectives import round_table
from gcmtrack.views.pieces import Line
from gcmtrack.views.record_fields import Field, RecordFields
from gcmtrack.views.related_lines import named
from gcmtrack.wording import Title, Wording


def records_of(
    number: int, milestones: Sequence[Milestone], statements: Sequence[Statement]
) -> list[Milestone | Statement]:
    """Returns the given records that speak to an objective: milestones, then statements, in their order."""
    both: tuple[Milestone | Statement, ...] = (*milestones, *statements)
    return [record for record in both if number in record.objectives]


def objective_fields(
    number: int, records: Records, chosen: Sequence[Milestone | Statement], wording: Wording
) -> RecordFields:
    """Returns the names of an objective, and the chosen records, each with its date and who said it."""
    objective = objectives.objective(number)
    names = {"es": objective.es, "fr": objective.fr}
    if wording.language == "en":
        title, others = objective.title, list(names.values())
    else:
        title = wording.objective(number)
        official = wording.official_title(number)
        others = [official] if official and official != title else []
        others += [
            wording.untranslated(name, code)
            for code, name in {"en": objective.title, **names}.items()
            if code != wording.language
        ]
    lines: dict[str, list[Line]] = {
        "names": [(name,) for name in others],
        "round table": [(str(round_table(number)),)],
        "milestones": [named(r, records, wording) for r in chosen if isinstance(r, Milestone)],
        "statements": [named(r, records, wording) for r in chosen if isinstance(r, Statement)],
    }
    return RecordFields(
        Title(f"{number} {title}"),
        f"{wording.label('record', 'objective')} · {wording.objective(number)}",
        tuple(
            Field(name, wording.label("field", name), tuple(found)) for name, found in lines.items() if found
        ),
    )
