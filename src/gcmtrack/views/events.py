"""Events by where they stand on a day: ongoing, upcoming, past."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from gcmtrack.model.dates import DateError, When
from gcmtrack.model.records import Milestone
from gcmtrack.wording import Wording

State = Literal["ongoing", "upcoming", "past"]
STATES: tuple[State, ...] = ("ongoing", "upcoming", "past")

# Deadlines are events too; decisions and documents are not, unless they are asked for.
EVENT_KINDS = ("event", "deadline")


class EventRow(NamedTuple):
    """A milestone as it stands on a day, in words."""

    milestone: Milestone
    state: State
    title: str
    when: str
    distance: str
    place: str
    remarks: str


def event_rows(
    milestones: Iterable[Milestone], today: date, wording: Wording, states: Sequence[State] = STATES
) -> list[EventRow]:
    """Returns the rows of `milestones` in the order of `in_states`."""
    # Many milestones share a date; saying it takes longer than all the rest of a row.
    said: dict[When, tuple[str, str]] = {}
    rows = []
    for milestone, state in in_states(milestones, today, states):
        when = milestone.date
        if when not in said:
            said[when] = wording.date(when), wording.distance(when, today)
        words, distance = said[when]
        rows.append(
            EventRow(
                milestone=milestone,
                state=state,
                title=wording.title(milestone),
                when=words,
                distance=distance,
                place=place_with_disputes(milestone, wording),
                remarks=remarks(milestone, today, wording),
            )
        )
    return rows


def in_states(
    milestones: Iterable[Milestone], today: date, states: Sequence[State] = STATES
) -> list[tuple[Milestone, State]]:
    """Returns the milestones in those states: ongoing, then upcoming (soonest first), then past (newest first).

    A cancelled one is there only with the past, once its day is over.
    """
    found: dict[State | None, list[Milestone]] = {state: [] for state in (*STATES, None)}
    for milestone in milestones:
        found[state_of(milestone, today)].append(milestone)
    found["past"].sort(key=_newest, reverse=True)
    return [(milestone, state) for state in STATES if state in states for milestone in found[state]]


def _newest(milestone: Milestone) -> tuple[date, date]:
    return milestone.date.last, milestone.date.first


def state_of(milestone: Milestone, today: date) -> State | None:
    """Returns upcoming, ongoing or past on `today`, by the end of the date; None for a cancelled one not yet past."""
    state = milestone.date.state(today)
    return None if milestone.status == "cancelled" and state != "past" else state


def remarks(milestone: Milestone, today: date, wording: Wording) -> str:
    """Returns what a reader must know about the date: expected, tentative, cancelled, postponed, moved, disputed."""
    if milestone.status == "confirmed" and not milestone.previous_dates and not milestone.disputes:
        return ""
    said = []
    if milestone.status in ("tentative", "expected") and milestone.date.state(today) == "past":
        said.append(wording.label("unseen", milestone.status))
    elif milestone.status != "confirmed":
        said.append(wording.label("status", milestone.status))
    said += [
        wording.say("remark.moved-from", date=wording.date(previous.date))
        for previous in milestone.previous_dates
    ]
    said += [
        wording.say("remark.date-disputed", date=disputed_date(dispute.value, wording))
        for dispute in milestone.disputes
        if dispute.field == "date" and dispute.value
    ]
    return wording.joined(said, "semicolon")


def disputed_date(value: str, wording: Wording) -> str:
    """Returns a disputed date in words where it is one, as it stands else."""
    try:
        return wording.date(When.parse(value))
    except DateError:
        return value


def place_with_disputes(milestone: Milestone, wording: Wording) -> str:
    """Returns where, with what another source says instead: "Quito, Ecuador (or Santiago, Chile)"."""
    place = wording.place(milestone)
    if not milestone.disputes:
        return place
    others = [d.value for d in milestone.disputes if d.field == "city" and d.value]
    if not others:
        return place
    return f"{place} {wording.say('place.disputed', places=wording.joined(others))}".lstrip()
