"""The record, indexed for finding what a page speaks of: by day, and by the tokens of its names."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from math import log
from operator import itemgetter
from typing import NamedTuple

from gcmtrack.audit.matching.names import Name, name_of
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.iso_codes import COUNTRIES
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.tables import Dispute, PreviousDate
from gcmtrack.wording import english

# Longer milestones (a phase, a process) say nothing by holding a day.
_LONGEST = 45
_UNKNOWN_WEIGHT = 3.0
# What begins further off than so many days is another occasion.
_YEAR = 366


# How many of so many milestones of the process have a token in their names, for those that many have.
_COMMON_AMONG = 400
_COMMON = {
    "compact": 105, "+imrf": 65, "+regional-review": 50, "+consultation": 50, "migration": 48, "gfmd": 34, "#1": 30, "+modalities": 27,
    "stakeholder": 25, "civil-society": 24, "regional": 24, "#2": 22, "+summit": 20, "africa": 20, "#3": 18, "+hearing": 16,
    "+preparatory": 16, "+conference": 16, "lac": 16, "marrakech": 16, "asia": 15, "pacific": 15, "+round-table": 15, "+resolution": 14,
    "migrant": 13, "un-network": 13, "+briefing": 13, "+dialogue": 12, "+progress-declaration": 12, "development": 11, "+draft": 11,
    "+thematic-session": 9,
}  # fmt: skip


class Named(NamedTuple):
    """A milestone with its names: each variant of a title, and every token by which it may be meant."""

    milestone: Milestone
    variants: tuple[Name, ...]
    all_tokens: frozenset[str]


class OtherDate(NamedTuple):
    """A date that a milestone had before, or that another source gives."""

    milestone: Milestone
    when: When
    told: PreviousDate | Dispute


class RecordIndex:
    """Milestones by day and by name, with their other dates."""

    def __init__(self, records: Records) -> None:
        self.records = records

    @cached_property
    def named(self) -> Mapping[str, Named]:
        return {id_: self._named(milestone) for id_, milestone in self.records.milestones.items()}

    def _named(self, milestone: Milestone) -> Named:
        titles = (
            milestone.title,
            *(milestone.titles[code] for code in ("en", "es", "fr") if code in milestone.titles),
        )
        whole = self.records.milestones.get(milestone.part_of or "")
        of_whole = name_of(whole.title).tokens if whole else frozenset[str]()
        variants: tuple[Name, ...] = tuple(
            dict.fromkeys(
                _without_ordinals(name)
                for title in titles
                for position, text in enumerate(_variants(title))
                if not (name := name_of(text)).is_empty and not (position and name.tokens <= of_whole)
            )
        )
        variants += _by_city(milestone, variants)
        more = [milestone.city or "", COUNTRIES.get(milestone.country or "", "")]
        more += [
            english().label("region", milestone.region) if milestone.region else "",
            milestone.type.replace("-", " "),
        ]
        more += [milestone.summary or "", *milestone.topics]
        for id_ in milestone.organisers:
            if organisation := self.records.organisations.get(id_):
                more += [organisation.name, organisation.acronym or ""]
        tokens = {token for name in variants for token in (*name.tokens, *name.ordinals)}
        tokens.update(name_of(" ; ".join(text.replace("-", " ") for text in more if text)).tokens)
        return Named(milestone, variants, frozenset(tokens))

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each token tells: the rarer the more. A small record does not know what is common, so that is told it."""
        counts: Counter[str] = Counter(dict.fromkeys(_COMMON, 1))
        for named in self.named.values():
            counts.update({token for name in named.variants for token in name.tokens})
        total = _COMMON_AMONG + len(self.named)
        return {token: log(1 + total / (number + _COMMON.get(token, 0))) for token, number in counts.items()}

    def weight(self, tokens: Iterable[str]) -> float:
        known = self._weights
        return sum(known.get(token, _UNKNOWN_WEIGHT) for token in tokens)

    def share(self, of: frozenset[str], inside: frozenset[str]) -> float:
        """Returns how much of the tokens `of` is among those of `inside`, by weight, from 0 to 1."""
        whole = self.weight(of)
        return self.weight(of & inside) / whole if whole else 0.0

    @cached_property
    def _by_day(self) -> Mapping[date, tuple[Milestone, ...]]:
        days: dict[date, list[Milestone]] = {}
        for milestone in self.records.milestones.values():
            when = milestone.date
            if when.open or (when.last - when.first).days > _LONGEST:
                # Only their own ends lead to what lasts long.
                days.setdefault(when.first, []).append(milestone)
                continue
            slack = 3 if when.is_qualified and when.precision == "day" else 20 if when.is_qualified else 0
            for offset in range(-slack, (when.last - when.first).days + slack + 1):
                days.setdefault(when.first + timedelta(offset), []).append(milestone)
        return {day: tuple(some) for day, some in days.items()}

    def on(self, when: When) -> list[Milestone]:
        """Returns the milestones with which a date agrees, shortest first."""
        if when.precision == "year":
            return []
        found: dict[str, Milestone] = {}
        days = 0 if when.open else min((when.last - when.first).days, _LONGEST)
        for offset in range(days + 1):
            for milestone in self._by_day.get(when.first + timedelta(offset), ()):
                found[milestone.id] = milestone
        agreeing = [m for m in found.values() if self.agrees(when, m)]
        return sorted(agreeing, key=lambda m: (m.date.last - m.date.first, m.id))

    def agrees(self, when: When, milestone: Milestone) -> bool:
        """Whether a date is the milestone's, or one of its days, or the milestone's with the parts on its eve."""
        own = milestone.date
        if agree(when, own):
            return True
        if (
            when.precision != "day"
            or own.precision != "day"
            or not (when.first <= own.first and own.last <= when.last)
        ):
            return False
        covered = {own.first + timedelta(n) for n in range((own.last - own.first).days + 1)}
        for part in self.records.children.get(milestone.id, ()):
            if part.date.precision == "day" and not part.date.open:
                covered.update(
                    part.date.first + timedelta(n) for n in range((part.date.last - part.date.first).days + 1)
                )
        days = {when.first + timedelta(n) for n in range((when.last - when.first).days + 1)}
        return days <= covered

    @cached_property
    def _other_dates(self) -> Mapping[str, tuple[OtherDate, ...]]:
        found: dict[str, list[OtherDate]] = {}
        for milestone in self.records.milestones.values():
            for previous in milestone.previous_dates:
                found.setdefault(str(previous.date), []).append(OtherDate(milestone, previous.date, previous))
            for dispute in milestone.disputes:
                if dispute.field == "date" and dispute.value and (when := _parsed(dispute.value)):
                    found.setdefault(str(when), []).append(OtherDate(milestone, when, dispute))
        return {text: tuple(some) for text, some in found.items()}

    def once_on(self, when: When) -> tuple[OtherDate, ...]:
        """Returns the milestones that had just this date before, or have it from another source."""
        return self._other_dates.get(str(when), ())

    @cached_property
    def in_month_and_day(self) -> Mapping[tuple[int, int, int, int], tuple[Milestone, ...]]:
        """Milestones of exact days by month and day of both ends, whatever the year."""
        found: dict[tuple[int, int, int, int], list[Milestone]] = {}
        for milestone in self.records.milestones.values():
            when = milestone.date
            if when.precision == "day" and not when.open:
                key = (when.start.month, when.start.day, when.end.month, when.end.day)
                found.setdefault(key, []).append(milestone)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def by_types(self) -> Mapping[frozenset[str], tuple[Named, ...]]:
        """What has a name of just these types."""
        found: dict[frozenset[str], dict[str, Named]] = {}
        for id_, named in self.named.items():
            for variant in named.variants:
                found.setdefault(hard_types(variant), {})[id_] = named
        return {types: tuple(some.values()) for types, some in found.items()}

    def of_types_near(self, types: frozenset[str], when: When) -> Iterator[Named]:
        """Yields what has a name of just these types and begins at most about a year before or after a date."""
        by_day = self._by_types_and_day.get(types, ())
        low, high = when.first.toordinal() - _YEAR, when.first.toordinal() + _YEAR
        for day, named in by_day[bisect_left(by_day, low, key=itemgetter(0)) :]:
            if day > high:
                return
            yield named

    @cached_property
    def _by_types_and_day(self) -> Mapping[frozenset[str], tuple[tuple[int, Named], ...]]:
        return {
            types: tuple(sorted(((n.milestone.date.first.toordinal(), n) for n in some), key=itemgetter(0)))
            for types, some in self.by_types.items()
        }

    def is_anything(self, when: When) -> bool:
        """Tells whether something of the record, its earlier and disputed dates too, may be meant by a date."""
        if when.open or (when.last - when.first).days > _LONGEST:
            return True
        return not self._days_of_all.isdisjoint(range(when.first.toordinal(), when.last.toordinal() + 1))

    @cached_property
    def _days_of_all(self) -> frozenset[int]:
        dates = [m.date for m in self.records.milestones.values() if not m.date.open]
        dates += [other.when for some in self._other_dates.values() for other in some]
        days = {day.toordinal() for day in self._by_day}
        for when in dates:
            first = when.first.toordinal()
            days.update(range(first, min(when.last.toordinal(), first + _YEAR) + 1))
        return frozenset(days)

    @cached_property
    def _by_first_day(self) -> tuple[tuple[date, str], ...]:
        return tuple(
            sorted((m.date.first, m.id) for m in self.records.milestones.values() if not m.date.open)
        )

    def around(self, when: When, days: int) -> Iterator[Named]:
        """Yields what begins at most so many days before or after the first day of a date."""
        low, high = when.first - timedelta(days), when.first + timedelta(days)
        at = bisect_left(self._by_first_day, (low, ""))
        for first, id_ in self._by_first_day[at:]:
            if first > high:
                return
            yield self.named[id_]

    @cached_property
    def by_symbol(self) -> Mapping[str, Milestone]:
        return {m.symbol.upper(): m for m in self.records.milestones.values() if m.symbol}

    @cached_property
    def statements_on(self) -> Mapping[str, tuple[Statement, ...]]:
        found: dict[str, list[Statement]] = {}
        for statement in self.records.statements.values():
            found.setdefault(str(statement.date), []).append(statement)
        return {text: tuple(some) for text, some in found.items()}


# Types of which one more or less makes no other event.
_SOFT = frozenset(("+adoption", "+modalities", "+endorsement", "+negotiation", "+review"))


def hard_types(name: Name) -> frozenset[str]:
    """Returns the types of a name that tell one event from another."""
    return name.types - _SOFT


def agree(when: When, own: When) -> bool:
    """Whether a date that a page gives is not at odds with the one that the record has."""
    if when.open or own.open:
        return when.first == own.first
    if (own.last - own.first).days > _LONGEST and when.precision == own.precision == "day":
        return when.first == own.first and when.last in (own.first, own.last)
    if own.is_qualified:
        slack = timedelta(3 if own.precision == "day" else 31)
        return when.first <= own.last + slack and when.last >= own.first - slack
    if when.precision != "day" or own.precision != "day":
        return when.first <= own.last and when.last >= own.first
    return own.first <= when.first and when.last <= own.last


def gap(when: When, own: When) -> int:
    """Returns how many days lie between the first days of two dates."""
    return abs((when.first - own.first).days)


def _parsed(text: str) -> When | None:
    try:
        return When.parse(text)
    except DateError:
        return None


def _without_ordinals(name: Name) -> Name:
    """The name without "first" and "second" among its tokens: pages leave them out, and they are compared apart."""
    return name._replace(tokens=name.tokens - name.ordinals)


# Cities where so much meets that they name nothing.
_SEATS = ("New York", "Geneva")


# What every other title has too.
_NOTHING_SPECIAL = frozenset(
    (
        "compact",
        "migration",
        "intergovernmental",
        "international",
        "+adoption",
        "global",
        "development",
        "human-rights",
        "human",
        "mobility",
    )
)


def _by_city(milestone: Milestone, variants: tuple[Name, ...]) -> tuple[Name, ...]:
    """The name "Marrakech conference" for an event that goes by its city and its type."""
    if milestone.kind != "event" or not milestone.city or milestone.city in _SEATS or not variants[0].types:
        return ()
    main = variants[0]
    kept = main.tokens - _NOTHING_SPECIAL - main.ordinals
    return (Name(kept | name_of(milestone.city).tokens, main.types & kept, frozenset(), frozenset()),)


_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def _variants(title: str) -> list[str]:
    """The names under which a title goes: whole, without brackets, with only them, up to its colon or comma."""
    bare = _BRACKETS.sub("", title)
    found = [title, bare]
    if inside := _BRACKETS.search(title):
        found.append(_BRACKETS.sub(lambda _: f" {inside[1]}", title.replace("Preparatory ", "")))
    return found + [bare.partition(separator)[0] for separator in (": ", ", ") if separator in bare]
