"""`gcmtrack events`"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from gcmtrack.cli import output
from gcmtrack.cli.options import JsonOption, RecordsOption, TodayOption, the_day, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views.events import EVENT_KINDS, STATES, State, event_rows
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones, read_filters


@with_filters
def events(
    asked: FilterOptions,
    upcoming: Annotated[bool, typer.Option("--upcoming", help="What has not begun, soonest first.")] = False,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="What has begun and is not over.")] = False,
    past: Annotated[bool, typer.Option("--past", help="What is over, newest first.")] = False,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: JsonOption = False,
) -> None:
    """What is coming, going on and over; deadlines too.

    Without --upcoming, --ongoing or --past all three are shown. Decisions and documents come with --kind.
    """
    day = the_day(today)
    loaded = output.open_records(records)
    filters = read_filters(asked, loaded.records, day, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    if not filters.kind:
        filters = filters._replace(kind=frozenset(EVENT_KINDS))
    wanted = dict(zip(STATES, (ongoing, upcoming, past), strict=True))
    states: Sequence[State] = [state for state in STATES if wanted[state]] or STATES
    filters = _narrowed(filters, states, day)
    rows = event_rows(loaded.records, matching_milestones(loaded.records, filters), day, states)
    if json:
        from gcmtrack.formats import json_document

        shapes = (json_document.record(row.milestone, loaded.records, day) for row in rows)
        output.write(json_document.document("events", shapes, today=day))
    elif not rows:
        output.none_match("events")
    elif output.on_terminal():
        from gcmtrack.terminal import tables

        tables.events(tables.console(output.stdout()), rows)
    else:
        from gcmtrack.terminal import lines

        output.write_lines(lines.events(rows))


def _narrowed(filters: Filters, states: Sequence[State], day: date) -> Filters:
    """What is over is not among the upcoming, what has not begun not among the past: no need to look there."""
    if "past" not in states:
        return filters._replace(first=max(filters.first or day, day))
    if states == ["past"]:
        return filters._replace(last=min(filters.last or day, day))
    return filters
