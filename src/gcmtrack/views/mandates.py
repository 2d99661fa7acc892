"""What resolutions order again and again: each occasion, what carried it out, when, and how that stands to the rule."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from msgspec import structs

from gcmtrack.input.search_terms import Term
from gcmtrack.model import mandates as rules
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.days import later, moved
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Mandate
from gcmtrack.text import fold
from gcmtrack.views.filters import Filters, matching_milestones

State = Literal["done", "unseen", "ahead", "due", "overdue", "no record"]


class Carrier(NamedTuple):
    """A milestone that carries an occasion out, or is meant to.

    `days` is how many days it lies after the last day on which it was due, or with a negative number before: before the
    last day where there is a deadline, before the first day of the period else; 0 in the period. None where a day is not
    known.
    """

    milestone: Milestone
    days: int | None


class Occasion(NamedTuple):
    """One time that a mandate is due.

    `due` is the date of the rule. Where the rule counts back from something else, `anchor` is that milestone and
    `deadline` the last day; both None where its day is not known or the rule does not count back.
    """

    due: When
    deadline: date | None
    anchor: Milestone | None
    carriers: tuple[Carrier, ...]
    state: State

    @property
    def last_day(self) -> date:
        """The last day on which it is in time."""
        return self.deadline or self.due.last


class Rule(NamedTuple):
    """A mandate with the decision that gives it, and its occasions from the first to the next, or the last that is set."""

    decision: Milestone
    mandate: Mandate
    occasions: tuple[Occasion, ...]

    @property
    def name(self) -> str:
        return f"{self.decision.id}/{self.mandate.id}"

    @property
    def next(self) -> Occasion | None:
        """The next occasion that is not done."""
        return next((o for o in self.occasions if o.state in ("ahead", "due")), None)


def mandates(records: Records, filters: Filters, today: date) -> list[Rule]:
    """Returns the mandates with all occasions up to the next, and those further ahead that something is set for.

    A mandate passes when its decision or something that carries it out passes, by words when it has them itself. A period
    leaves the occasions that lie in it.
    """
    plain = structs.replace(filters, words=(), first=None, last=None)
    passing = {m.id for m in matching_milestones(records, plain)} if plain.any else None
    found = []
    for decision in records.milestones.values():
        for mandate in decision.mandates:
            carriers = records.fulfilling.get(f"{decision.id}/{mandate.id}", ())
            if passing is not None and passing.isdisjoint((decision.id, *(m.id for m in carriers))):
                continue
            if not _has_words(decision, mandate, filters.words):
                continue
            occasions = [o for o in _occasions(records, mandate, carriers, today) if _in_period(o, filters)]
            if occasions:
                found.append(Rule(decision, mandate, tuple(occasions)))
    return found


def _has_words(decision: Milestone, mandate: Mandate, words: Sequence[Term]) -> bool:
    own = (mandate.what, mandate.note or "", mandate.id, decision.title, decision.symbol or "", decision.id)
    text = fold("\n".join((*own, *mandate.whats.values())))
    return all(word.is_in(text) for word in words)


def _in_period(occasion: Occasion, filters: Filters) -> bool:
    first, last = filters.first or date.min, filters.last or date.max
    dates = [occasion.due, *(carrier.milestone.date for carrier in occasion.carriers)]
    return any(when.overlaps(first, last) for when in dates)


def _occasions(
    records: Records, mandate: Mandate, carriers: Sequence[Milestone], today: date
) -> Iterator[Occasion]:
    of: dict[When, list[Milestone]] = {}
    for milestone in carriers:
        of.setdefault(rules.occasion_of(mandate, milestone.date), []).append(milestone)
    last = max((due.first for due in of), default=date.min)
    for due, following in pairwise(rules.occasions(mandate)):
        latest = due.last < today <= following.last
        occasion = _occasion(records, mandate, due, of.get(due, []), today, latest=latest)
        yield occasion
        if occasion.state in ("ahead", "due") and due.first >= last:
            break


def _occasion(
    records: Records, mandate: Mandate, due: When, carriers: Sequence[Milestone], today: date, *, latest: bool
) -> Occasion:
    anchor = _anchor(records, mandate, due)
    deadline = _deadline(mandate, anchor)
    carried = tuple(Carrier(m, _days(m.date, due, deadline)) for m in carriers)
    # What has been cancelled carries nothing out.
    counted = [m for m in carriers if m.status != "cancelled"]
    return Occasion(due, deadline, anchor, carried, _state(counted, due, deadline, today, latest=latest))


def _state(
    carriers: Sequence[Milestone], due: When, deadline: date | None, today: date, *, latest: bool
) -> State:
    if any(m.status == "confirmed" and m.date.state(today) != "upcoming" for m in carriers):
        return "done"
    if any(m.date.state(today) != "past" for m in carriers):
        return "ahead"
    if carriers:
        return "unseen"
    if deadline is not None and deadline < today <= due.last:
        return "overdue"
    if due.last >= today:
        return "due"
    return "overdue" if latest else "no record"


def _anchor(records: Records, mandate: Mandate, due: When) -> Milestone | None:
    """Returns what an occasion is counted back from: the first that carries out the occasion of the other mandate."""
    if mandate.before is None:
        return None
    decision_id, _, id_ = mandate.before.partition("/")
    decision = records.milestones.get(decision_id)
    other = next((m for m in decision.mandates if m.id == id_), None) if decision else None
    if other is None:
        return None
    of = rules.occasion_of(other, due)
    meant = [
        m
        for m in records.fulfilling.get(mandate.before, ())
        if m.status != "cancelled" and rules.occasion_of(other, m.date) == of
    ]
    return meant[0] if meant else None


def _deadline(mandate: Mandate, anchor: Milestone | None) -> date | None:
    if anchor is None or mandate.lead is None or not anchor.date.start.day:
        return None
    number, unit = int(mandate.lead[:-1]), mandate.lead[-1]
    first = anchor.date.first
    if unit == "m":
        return later(first, -number)
    return moved(first, -number * (7 if unit == "w" else 1))


def _days(when: When, due: When, deadline: date | None) -> int | None:
    if deadline is None and when.overlaps(due.first, due.last):
        return 0
    if not when.start.day or when.is_qualified:
        return None
    if deadline is not None:
        return (when.first - deadline).days
    return (when.first - due.last).days if when.first > due.last else (when.last - due.first).days


# So many occasions without a record, one after the other, are told as one.
_LONG = 3


def stretches(occasions: Iterable[Occasion]) -> Iterator[tuple[Occasion, ...]]:
    """Yields the occasions as people are told them: one by one, and a long time without a record as one."""
    for state, group in groupby(occasions, key=lambda occasion: occasion.state):
        some = tuple(group)
        if state == "no record" and len(some) >= _LONG:
            yield some
        else:
            yield from ((occasion,) for occasion in some)


class Due(NamedTuple):
    """An occasion with its rule, as `mandates --due` lists it: by its last day."""

    rule: Rule
    occasion: Occasion


def due_within(found: Iterable[Rule], today: date, last: date) -> list[Due]:
    """Returns what is overdue, and what is due up to the day `last`, by last day."""
    some = [
        Due(rule, occasion)
        for rule in found
        for occasion in rule.occasions
        if occasion.state == "overdue"
        or (
            occasion.state in ("due", "ahead") and _first_day(occasion) <= last and occasion.last_day >= today
        )
    ]
    return sorted(some, key=lambda due: (_first_day(due.occasion), due.occasion.last_day, due.rule.name))


def _first_day(occasion: Occasion) -> date:
    """Returns the day from which an occasion is expected: that of what is set for it, else of the rule."""
    set_ = [carrier.milestone.date.first for carrier in occasion.carriers]
    return occasion.deadline or min(set_, default=occasion.due.first)
