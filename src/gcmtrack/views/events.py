"""What is coming, what is going on and what is over."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.records import Milestone

State = Literal["ongoing", "upcoming", "past"]
STATES: tuple[State, ...] = ("ongoing", "upcoming", "past")

# Deadlines are events too; decisions and documents are not, unless they are asked for.
EVENT_KINDS = ("event", "deadline")


class EventRow(NamedTuple):
    """A milestone as it stands on a day. `state` is None for one that does not take place."""

    milestone: Milestone
    state: State | None
    when: str
    distance: str
    place: str
    remarks: str


def event_rows(
    records: Records, milestones: Iterable[Milestone], today: date, states: Sequence[State] = STATES
) -> list[EventRow]:
    """Returns the rows of `milestones`: ongoing, then upcoming (soonest first), then past (newest first).

    A cancelled one is listed only with the past, once its day is over.
    """
    said: dict[When, _Said] = {}
    rows = []
    for milestone in milestones:
        # Many milestones share a date; saying it in words takes longer than all the rest of a row.
        when = milestone.date
        if when not in said:
            said[when] = _said(when, today)
        rows.append(_row(records, milestone, said[when]))
    found: list[EventRow] = []
    for state in STATES:
        if state in states:
            some = [row for row in rows if row.state == state]
            found += sorted(some, key=_newest, reverse=True) if state == "past" else some
    return found


def _newest(row: EventRow) -> tuple[date, date]:
    return row.milestone.date.last, row.milestone.date.first


class _Said(NamedTuple):
    """What is said of a date on a day, whatever milestone bears it."""

    state: State
    words: str
    distance: str


def _said(when: When, today: date) -> _Said:
    return _Said(when.state(today), when.words(), when.distance(today))


def event_row(records: Records, milestone: Milestone, today: date) -> EventRow:
    return _row(records, milestone, _said(milestone.date, today))


def _row(records: Records, milestone: Milestone, said: _Said) -> EventRow:
    return EventRow(
        milestone=milestone,
        state=_taking_place(milestone, said.state),
        when=said.words,
        distance=said.distance,
        place=place_with_disputes(records, milestone),
        remarks=_remarks(milestone, said.state),
    )


def state_of(milestone: Milestone, today: date) -> State | None:
    """Tells upcoming, ongoing or past on `today`, by the end of the date; None for a cancelled one not yet past."""
    return _taking_place(milestone, milestone.date.state(today))


def _taking_place(milestone: Milestone, state: State) -> State | None:
    return None if milestone.status == "cancelled" and state != "past" else state


_FORESEEN = {"tentative": "announced", "expected": "expected"}


def remarks(milestone: Milestone, today: date) -> str:
    """Says what a reader must know about the date: expected, tentative, cancelled, postponed, moved, disputed."""
    return _remarks(milestone, milestone.date.state(today))


def _remarks(milestone: Milestone, state: State) -> str:
    said = []
    if state == "past" and milestone.status in ("tentative", "expected"):
        said.append(f"{_FORESEEN[milestone.status]}; no source seen that it took place")
    elif milestone.status != "confirmed":
        said.append(milestone.status)
    said += [f"moved from {previous.date.words()}" for previous in milestone.previous_dates]
    said += [
        f"date disputed: {dispute_words(dispute.value)}"
        for dispute in milestone.disputes
        if dispute.field == "date" and dispute.value
    ]
    return "; ".join(said)


def dispute_words(value: str) -> str:
    """Says a disputed date in words where it is one, as it stands else."""
    try:
        return When.parse(value).words()
    except DateError:
        return value


def place_with_disputes(records: Records, milestone: Milestone) -> str:
    """Says where, with what another source says instead: "Quito, Ecuador (or Santiago, Chile)"."""
    place = records.place(milestone)
    if not milestone.disputes:
        return place
    others = [d.value for d in milestone.disputes if d.field == "city" and d.value]
    return " ".join(part for part in (place, f"(or {', '.join(others)})" if others else "") if part)
