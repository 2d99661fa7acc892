"""`gcmtrack documents`"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import documents as view
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen


@with_display
@partial(with_filters, of="milestones")
def documents(asked: FilterOptions, display: Display, opening: Opening) -> None:
    """Draft chains with the days between versions, then other documents, with symbols and where the text is.

    A report about a text is not its text: it is named as such where no text is found. What has a symbol of the General
    Assembly can be read in the six official languages.
    """
    loaded, wording = opening.loaded, opening.wording
    filters = opening.filters(asked, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    whole = view.documents(matching_milestones(loaded.records, filters), wording)
    found = whole if display.limit is None else whole.first(display.limit)
    chain = {row.milestone.id: number for number, chain in enumerate(found.chains, 1) for row in chain.rows}

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.documents(out, found, len(whole.rows), wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.documents(found)

    def count(some: Filters) -> int:
        return len(view.documents(matching_milestones(loaded.records, some), wording).rows)

    present(
        "documents",
        opening,
        display,
        shapes=lambda shape: (
            shape(
                row.milestone,
                chain=chain.get(row.milestone.id),
                days_since_previous=row.days,
                address=row.address or None,
                report=row.report or None,
                languages=row.languages,
            )
            for row in found.rows
        ),
        table=table,
        lines=lines,
        nothing=None if found.rows else none_match("documents", loaded.records, wording, filters, count),
        **display.head(len(whole.rows)),
    )
