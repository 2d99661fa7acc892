"""`gcmtrack objectives`"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.errors import Misuse
from gcmtrack.input.lookup import search_for
from gcmtrack.input.values import no_objective
from gcmtrack.model.objectives import OBJECTIVES, PRINCIPLES
from gcmtrack.views.filters import FilterOptions, matching_milestones, matching_statements
from gcmtrack.views.objectives import ObjectiveRow, number_of_none, numbers_meant, objective_rows

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@partial(with_filters, words="Only these objectives: numbers, or words of their names.")
def objectives(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    principles: Annotated[
        bool, Option("--principles", help="The ten guiding principles instead; takes no filters.")
    ] = False,
) -> None:
    """The 23 objectives in English, Spanish and French, with how many milestones and statements speak to each.

    Words choose objectives, by number or by name, as in: gcmtrack objectives 13. One alone is shown with its records.
    The filters narrow what is counted. Spanish and French are the short labels of the UN Network on Migration.
    """
    if principles and asked != FilterOptions():
        raise Misuse("--principles takes no filters: no record names the principle that it speaks to")
    loaded, wording = opening.loaded, opening.wording
    # The words choose objectives here, so they must not filter records.
    filters = opening.filters(msgspec.structs.replace(asked, words=()))
    numbers = numbers_meant(asked.words) if asked.words else {o.number for o in OBJECTIVES}
    if not numbers:
        raise _meaning_none(" ".join(asked.words))
    numbers = numbers & filters.objective if filters.objective else numbers
    found = (matching_milestones(loaded.records, filters), matching_statements(loaded.records, filters))
    whole = objective_rows(*found, numbers)
    rows = display.first(whole)
    alone = whole[0].objective.number if len(whole) == 1 else 0

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        if principles:
            tables.principles(out, PRINCIPLES, wording)
        elif alone:
            from gcmtrack.views.objective_fields import objective_fields, records_of

            chosen = records_of(alone, *found)
            tables.record_fields(out, objective_fields(alone, loaded.records, chosen, wording))
        else:
            tables.objectives(out, rows, len(whole), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        if principles:
            return lines.principles(PRINCIPLES, wording)
        if alone:
            from gcmtrack.views.objective_fields import objective_fields, records_of

            chosen = records_of(alone, *found)
            return lines.record_fields(objective_fields(alone, loaded.records, chosen, wording), wording)
        return lines.objectives(rows, wording)

    present(
        "objectives",
        opening,
        display,
        shapes=lambda _: (_shape(row) for row in rows),
        table=table,
        lines=lines,
        nothing=None if rows else "no objectives match",
        principles=[principle._asdict() for principle in PRINCIPLES],
        **display.head(len(whole)),
    )


def _shape(row: ObjectiveRow) -> dict[str, Any]:
    shape = row._asdict()
    return {**shape.pop("objective")._asdict(), **shape}


def _meaning_none(words: str) -> Misuse:
    if words.replace(" ", "").isdecimal():
        return no_objective(words)
    if (number := number_of_none(words)) is not None:
        return no_objective(number)
    return Misuse(f"no objective has {words!r} in its name; find records with: {search_for(words)}")
