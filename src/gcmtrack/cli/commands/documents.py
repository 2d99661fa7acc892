"""`gcmtrack documents`"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gcmtrack.cli import output
from gcmtrack.cli.listing import present
from gcmtrack.cli.options import (
    AsOfOption,
    JsonOption,
    RecordsOption,
    TodayOption,
    the_day,
    the_view,
    the_wording,
    with_filters,
)
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views import documents as view
from gcmtrack.views.filters import FilterOptions, matching_milestones, read_filters

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def documents(
    asked: FilterOptions,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """Draft chains with the days between versions, then other documents, with symbols and links."""
    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    found = view.documents(matching_milestones(loaded.records, filters), wording)
    chain = {row.milestone.id: number for number, chain in enumerate(found.chains, 1) for row in chain.rows}

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.documents(out, found, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.documents(found, wording)

    present(
        "documents",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: (
            shape(
                row.milestone,
                chain=chain.get(row.milestone.id),
                days_since_previous=row.days,
                address=row.address or None,
            )
            for row in found.rows
        ),
        table=table,
        lines=lines,
        nothing=None if found.rows else "documents",
    )
