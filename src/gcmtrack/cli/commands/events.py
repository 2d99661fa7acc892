"""`gcmtrack events`"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

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
from gcmtrack.views.events import EVENT_KINDS, STATES, State, event_rows
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones, read_filters

if TYPE_CHECKING:
    from rich.console import Console


@with_filters
def events(
    asked: FilterOptions,
    upcoming: Annotated[bool, typer.Option("--upcoming", help="What has not begun, soonest first.")] = False,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="What has begun and is not over.")] = False,
    past: Annotated[bool, typer.Option("--past", help="What is over, newest first.")] = False,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """What is coming, going on and over; deadlines too.

    Without --upcoming, --ongoing or --past all three are shown. Decisions and documents come with --kind.
    """
    day, wording = the_day(today, as_of), the_wording()
    loaded = output.open_records(records, the_view(as_of))
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    if not filters.kind:
        filters = filters._replace(kind=frozenset(EVENT_KINDS))
    wanted = dict(zip(STATES, (ongoing, upcoming, past), strict=True))
    states: Sequence[State] = [state for state in STATES if wanted[state]] or STATES
    filters = _narrowed(filters, states, day)
    rows = event_rows(matching_milestones(loaded.records, filters), day, wording, states)

    def table(out: "Console") -> None:
        from gcmtrack.terminal import tables

        tables.events(out, rows, wording)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.events(rows)

    present(
        "events",
        today=day,
        wording=wording,
        json=json,
        shapes=lambda shape: (shape(row.milestone) for row in rows),
        table=table,
        lines=lines,
        nothing=None if rows else "events",
    )


def _narrowed(filters: Filters, states: Sequence[State], day: date) -> Filters:
    """Returns filters that pass over the days in which nothing of those states can lie."""
    if "past" not in states:
        return filters._replace(first=max(filters.first or day, day))
    if states == ["past"]:
        return filters._replace(last=min(filters.last or day, day))
    return filters
