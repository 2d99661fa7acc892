"""`gcmtrack timeline`"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.model.records import Statement
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import timeline as view
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones
from gcmtrack.views.statements import StatementRow, statement_row

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@partial(with_filters, of="milestones")
def timeline(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    statements: Annotated[
        bool, Option("--statements", help="List the statements under what they answer.")
    ] = False,
    fold: Annotated[bool, Option("--fold", help="Leave out the parts of what has parts.")] = False,
) -> None:
    """The whole process in order, phase by phase.

    Parts stand under what they are part of; statements are counted, or listed with --statements.
    """
    day, loaded, wording = opening.day, opening.loaded, opening.wording
    filters = opening.filters(asked, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    chosen = matching_milestones(loaded.records, filters)
    answers = [
        statement
        for statement in loaded.records.statements.values()
        if not filters.stance or statement.stance in filters.stance
    ]
    bands = view.timeline(display.first(chosen), answers, day, wording, fold=fold)

    def said(statement: Statement) -> StatementRow:
        return statement_row(loaded.records, statement, wording)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import timeline

        timeline.draw(
            out, bands, len(chosen), day, wording, said if statements else None, filters.first or date.min
        )

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.timeline(bands, said if statements else None, wording)

    def count(some: Filters) -> int:
        return len(matching_milestones(loaded.records, some))

    present(
        "timeline",
        opening,
        display,
        shapes=lambda shape: (
            shape(node.milestone, depth=depth, statements=[statement.id for statement in node.statements])
            for band in bands
            for depth, node in band.walk()
        ),
        table=table,
        lines=lines,
        nothing=None if bands else none_match("milestones", loaded.records, wording, filters, count),
        **display.head(len(chosen)),
    )
