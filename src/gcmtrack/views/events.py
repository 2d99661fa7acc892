"""Events by where they stand on a day: ongoing, upcoming, past."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from gcmtrack.model.dates import DateError, When
from gcmtrack.model.records import Milestone
from gcmtrack.model.remade import in_sequence, made
from gcmtrack.model.tables import Dispute
from gcmtrack.views.text_links import text_links
from gcmtrack.wording import Title, Wording
from gcmtrack.wording.words import group_of

State = Literal["ongoing", "upcoming", "past"]
STATES: tuple[State, ...] = ("ongoing", "upcoming", "past")

# Deadlines are events too; decisions and documents only while they are expected, unless they are asked for.
EVENT_KINDS = ("event", "deadline")


class EventRow(msgspec.Struct, frozen=True):
    """A milestone as it stands on a day, in words. `address` leads to its page or its text, empty where there is none."""

    milestone: Milestone
    state: State
    titled: Title
    address: str
    when: str
    distance: str
    place: str
    remarks: str

    @property
    def title(self) -> str:
        return self.titled.whole


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
                titled=wording.titled(milestone),
                address=text_links(milestone).address,
                when=words,
                distance=distance,
                place=place_with_disputes(milestone, wording),
                remarks=remarks(milestone, today, wording),
            )
        )
    return rows


def in_states(
    milestones: Iterable[Milestone], today: date, states: Sequence[State] = STATES
) -> Sequence[tuple[Milestone, State]]:
    """Returns the milestones in those states: ongoing, then upcoming (soonest first), then past (newest first)."""
    some = in_sequence(milestones)
    found: dict[State, list[int]] = {state: [] for state in STATES}
    stands = bytearray()
    ends: dict[int, tuple[date, date]] = {}
    for place, milestone in enumerate(some):
        state = state_of(milestone, today)
        stands.append(STATES.index(state))
        found[state].append(place)
        if state == "past":
            ends[place] = milestone.date.last, milestone.date.first
    found["past"].sort(key=ends.__getitem__, reverse=True)
    places = [place for state in STATES if state in states for place in found[state]]
    return made(places, lambda place: (some[place], STATES[stands[place]]), some)


def state_of(milestone: Milestone, today: date) -> State:
    """Returns upcoming, ongoing or past on `today`; each milestone is in exactly one state on each day.

    Past once the last day that its date may cover is over. A cancelled one is upcoming until then. What is confirmed and
    known only to the running month or year is ongoing: nobody can say that it is still to come.
    """
    begins, ends = turns(milestone)
    if ends < today:
        return "past"
    return "ongoing" if begins is not None and begins <= today else "upcoming"


def turns(milestone: Milestone) -> tuple[date | None, date]:
    """Returns the first day on which a milestone is ongoing, None where it never is, and the last on which it is not past:
    all that its state on any day follows from."""
    when = milestone.date
    if milestone.status == "cancelled":
        return None, when.last
    return when.first if milestone.status == "confirmed" else when.surely_begun, when.last


def is_event(milestone: Milestone, today: date) -> bool:
    """Tells whether a milestone is among events where no kind is asked for: an event, a deadline, or a document or decision
    that is expected and still to come."""
    if milestone.kind in EVENT_KINDS:
        return True
    return milestone.status != "confirmed" and state_of(milestone, today) == "upcoming"


def is_moved(milestone: Milestone, previous: When) -> bool:
    """Tells whether an earlier date was another one; a date that has been made exact was not."""
    when = milestone.date
    return not (previous.first <= when.first and when.last <= previous.last)


def remarks(milestone: Milestone, today: date, wording: Wording) -> str:
    """Returns what a reader must know about the date: expected, tentative, cancelled, postponed, moved, disputed."""
    if milestone.status == "confirmed" and not milestone.previous_dates and not milestone.disputes:
        return ""
    disputed = [
        disputed_date(dispute.value, wording)
        for dispute in milestone.disputes
        if dispute.field == "date" and dispute.value
    ]
    said = (
        status(milestone, today, wording),
        moved(milestone, wording),
        wording.say("remark.date-disputed", date=wording.one_of(disputed)) if disputed else "",
    )
    return wording.joined(said, "semicolon")


def moved(milestone: Milestone, wording: Wording) -> str:
    """Returns from which dates it was moved, empty when it was not."""
    before = [wording.date(p.date) for p in milestone.previous_dates if is_moved(milestone, p.date)]
    return wording.say("remark.moved-from", date=wording.all_of(before)) if before else ""


def status(milestone: Milestone, today: date, wording: Wording) -> str:
    """Returns how sure it is that it takes place or took place; empty when it is confirmed."""
    if milestone.status == "confirmed":
        return ""
    past = state_of(milestone, today) == "past"
    if milestone.status == "cancelled" and not past:
        return wording.text("remark.cancelled")
    return wording.label("unseen" if past and milestone.status in _UNSEEN else "status", milestone.status)


_UNSEEN = ("tentative", "expected")


def disputed_date(value: str, wording: Wording) -> str:
    """Returns a disputed date in words where it is one, as it stands else."""
    try:
        return wording.date(When.parse(value))
    except DateError:
        return value


def disputed_value(dispute: Dispute, wording: Wording) -> str:
    """Returns what another source says, in words: dates, and words of the vocabulary, as they are read."""
    if not dispute.value:
        return wording.text("dispute.differs")
    if (group := group_of(dispute.field)) is not None:
        return wording.label(group, dispute.value)
    if dispute.field == "country":
        return wording.country(dispute.value)
    return disputed_date(dispute.value, wording) if dispute.field == "date" else dispute.value


def place_with_disputes(milestone: Milestone, wording: Wording) -> str:
    """Returns where, with what another source says instead: "Quito, Ecuador (or Santiago, Chile)"."""
    place = wording.place(milestone)
    if not milestone.disputes:
        return place
    others = [d.value for d in milestone.disputes if d.field == "city" and d.value]
    if not others:
        return place
    return f"{place} {wording.say('place.disputed', places=wording.joined(others))}".lstrip()
