"""`gcmtrack statements`"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.model.vocabulary import ORGANISATION_TYPES, STATEMENT_KINDS
from gcmtrack.views.filters import FilterOptions, Filters, matching_statements
from gcmtrack.views.statements import statement_rows

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@partial(with_filters, of="statements")
def statements(asked: FilterOptions, display: Display, opening: Opening) -> None:
    """Who said what about it, in order of time.

    --org finds issuers, cosigners and those in whose name it was made; --country and --type look at the issuers.
    """
    loaded, wording = opening.loaded, opening.wording
    filters = opening.filters(asked, kinds=STATEMENT_KINDS, types=ORGANISATION_TYPES)
    found = matching_statements(loaded.records, filters)
    rows = statement_rows(loaded.records, display.first(found), wording)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.statements(out, rows, len(found), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.statements(rows, wording)

    def count(some: Filters) -> int:
        return len(matching_statements(loaded.records, some))

    present(
        "statements",
        opening,
        display,
        shapes=lambda shape: (shape(row.statement) for row in rows),
        table=table,
        lines=lines,
        nothing=None if rows else none_match("statements", loaded.records, wording, filters, count),
        **display.head(len(found)),
    )
