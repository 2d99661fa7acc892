"""Which events a section shows, and which of them stand under others: parts under their whole."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.collection import in_time
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.model.remade import each, held
from gcmtrack.views.events import State, in_states
from gcmtrack.views.selection import matching_events


class EventGroup(NamedTuple):
    """An event with its parts in order of time. Of a series, which has no end of its own, only the name is shown."""

    whole: Milestone
    parts: tuple[Milestone, ...] = ()
    is_series: bool = False


def groups(state: State, scope: Scope) -> Sequence[EventGroup]:
    """Returns the events in a state, in the order of the view of events, each on its own or under its whole.

    Where the style wants it, what is coming begins with what is on its days.
    """
    matching = matching_events(scope.records, scope.filters, scope.today)
    if scope.style.confirmed:
        certain = (m for m in matching if m.status not in ("tentative", "expected"))
        matching = held(certain, scope.records.milestones)
    if scope.style.parts == "apart" and not scope.style.ongoing:
        return each(in_states(matching, scope.today, (state,)), lambda pair: EventGroup(pair[0]))
    standing = in_states(matching, scope.today)
    wanted = (
        m for m, stands in standing if stands == state or (scope.style.ongoing and _is_on(m, stands, state))
    )
    shown = held(wanted, scope.records.milestones)
    if scope.style.parts == "apart":
        return each(shown, EventGroup)
    nested = _nested(shown, scope)
    if state != "upcoming":
        return nested
    going_on = {m.id: m for m, stands in standing if stands == "ongoing" and m not in shown}
    return _in_series(nested, going_on)


def _is_on(milestone: Milestone, stands: State, state: State) -> bool:
    """Whether it is going on just on these days; what has no end, or no day, is no news."""
    when = milestone.date
    return state == "upcoming" and stands == "ongoing" and when.precision == "day" and not when.open


def _nested(shown: Sequence[Milestone], scope: Scope) -> list[EventGroup]:
    """Puts the parts that lie within the time of a whole under it; one that comes before or after keeps its place."""
    by_id = {milestone.id: milestone for milestone in shown}
    over = {milestone.id: _topmost(milestone, by_id, scope) for milestone in shown}
    under: dict[str, list[Milestone]] = {}
    firsts = []
    for milestone in shown:
        whole = over[milestone.id]
        # Of records that are parts of each other none is the whole.
        if whole is None or over[whole.id] is not None:
            firsts.append(milestone)
        else:
            under.setdefault(whole.id, []).append(milestone)
    return [EventGroup(m, tuple(sorted(under.get(m.id, ()), key=in_time))) for m in firsts]


def _topmost(milestone: Milestone, shown: Mapping[str, Milestone], scope: Scope) -> Milestone | None:
    found = None
    seen = {milestone.id}
    above = milestone.part_of
    while above and above not in seen and above in scope.records.milestones:
        seen.add(above)
        if above in shown and _is_within(milestone.date, shown[above].date):
            found = shown[above]
        above = scope.records.milestones[above].part_of
    return found


def _is_within(part: When, whole: When) -> bool:
    return whole.first <= part.first and part.last <= whole.last and not (part.open and not whole.open)


def _in_series(groups: Sequence[EventGroup], going_on: Mapping[str, Milestone]) -> list[EventGroup]:
    """Gathers what is coming of one series, such as a yearly day, where the next of it stands."""
    of_series: dict[str, list[Milestone]] = {}
    for group in groups:
        series = group.whole.part_of or ""
        if series in going_on and going_on[series].date.open:
            of_series.setdefault(series, []).extend((group.whole, *group.parts))
    found = []
    done = set()
    for group in groups:
        series = group.whole.part_of or ""
        if len(of_series.get(series, ())) < 2:
            found.append(group)
        elif series not in done:
            done.add(series)
            found.append(EventGroup(going_on[series], tuple(of_series[series]), is_series=True))
    return found
