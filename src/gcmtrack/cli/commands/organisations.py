"""`gcmtrack organisations`"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.model.vocabulary import ORGANISATION_TYPES
from gcmtrack.views.filters import FilterOptions, Filters
from gcmtrack.views.organisations import organisation_rows

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@partial(with_filters, of="organisations")
def organisations(asked: FilterOptions, display: Display, opening: Opening) -> None:
    """Who is in the record, with how many milestones and statements each had a part in.

    --type, --country, --members-of, --org and words look at the organisations themselves. All other filters narrow what
    is counted, and leave out those of whom nothing is.
    """
    loaded, wording = opening.loaded, opening.wording
    filters = opening.filters(asked, types=ORGANISATION_TYPES)
    found = organisation_rows(loaded.records, filters, wording)
    rows = display.first(found)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.organisations(out, rows, len(found), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.organisations(rows, wording)

    def count(some: Filters) -> int:
        return len(organisation_rows(loaded.records, some, wording))

    present(
        "organisations",
        opening,
        display,
        shapes=lambda shape: (
            shape(row.organisation, milestones=row.milestones, statements=row.statements) for row in rows
        ),
        table=table,
        lines=lines,
        nothing=None if rows else none_match("organisations", loaded.records, wording, filters, count),
        **display.head(len(found)),
    )
