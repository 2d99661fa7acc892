"""What records are counted by: each facet says which values a record has, just as the filter of that name would find it.

A value is a text, as an option takes it ("13", "trade-union", "2018-07"); a record may have several.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.input import vocabulary_words
from gcmtrack.model.collection import Records
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import (
    MILESTONE_KINDS,
    ORGANISATION_TYPES,
    PHASES,
    REGIONS,
    STANCES,
    STATEMENT_KINDS,
)
from gcmtrack.text import one_of, unknown_word
from gcmtrack.views.filters import Filters
from gcmtrack.views.text_links import languages_of

Dated = Milestone | Statement

# In the order in which a sentence names them: "of a union", "in Spanish", "on objective 13", "in 2018".
FACETS = (
    *("kind", "org", "type", "country", "stance", "lang", "objective", "topic", "milestone", "phase", "region"),
    *("year", "month"),
)  # fmt: skip
TIMES = ("year", "month")

# The words of a facet that has few, of statements and of milestones; all of them are counted, also where nothing is.
_WORDS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "kind": (STATEMENT_KINDS, MILESTONE_KINDS),
    "objective": ([str(o.number) for o in OBJECTIVES],) * 2,
    "phase": (PHASES, PHASES),
    "region": (REGIONS, REGIONS),
    "stance": (STANCES, ()),
    "type": (ORGANISATION_TYPES, ()),
}
# The filter that finds the records of a value.
_FILTER = {name: name for name in FACETS if name not in ("milestone", *TIMES)} | {"milestone": "on"}


class Facet(NamedTuple):
    """A facet of statements or of milestones."""

    name: str
    of_statements: bool
    values: Callable[[Dated], Collection[str]]


def facet(name: str, records: Records, *, of_statements: bool) -> Facet:
    """Returns the facet that a person means, by its name or by how it is called in a language. Raises `Misuse` for one that
    there is not, or that milestones do not have."""
    meant = (name,) if name in FACETS else vocabulary_words.meant("facet", name, FACETS)
    if len(meant) != 1:
        said = unknown_word("facet", name, FACETS)
        raise Misuse(said if "; use" in said else f"{said} (they are: {one_of(sorted(FACETS), joint='and')})")
    (name,) = meant
    if name == "stance" and not of_statements:
        raise Misuse("milestones have no stance; leave out --of milestones")
    return Facet(name, of_statements, _values(name, records, of_statements=of_statements))


def _values(name: str, records: Records, *, of_statements: bool) -> Callable[[Dated], Collection[str]]:
    own: dict[str, Callable[[Dated], Collection[str]]] = {
        "kind": lambda r: (r.kind,),
        "objective": lambda r: [str(number) for number in r.objectives],
        "topic": lambda r: r.topics,
        "lang": languages_of,
        "year": lambda r: (f"{r.date.start.year:04}",),
        "month": lambda r: (_month(r),),
    }
    if name in own:
        return own[name]
    if of_statements:
        return _of_statements(name, records)
    return _of_milestones(name, records)


def _month(record: Dated) -> str:
    """Returns the month in which a date begins, or the year where only that is known."""
    start = record.date.start
    return f"{start.year:04}-{start.month:02}" if start.month else f"{start.year:04}"


def _of_statements(name: str, records: Records) -> Callable[[Dated], Collection[str]]:
    wholes = _Wholes(records)

    def issuers(s: Statement) -> Iterator[str | None]:
        for id_ in s.organisations:
            if (organisation := records.organisations.get(id_)) is not None:
                yield organisation.type if name == "type" else organisation.country

    def answered(s: Statement) -> Iterator[str | None]:
        if (milestone := records.milestones.get(s.milestone or "")) is not None:
            yield milestone.phase if name == "phase" else milestone.region

    def values(record: Dated) -> Collection[str]:
        assert isinstance(record, Statement)
        if name == "org":
            return {*record.organisations, *record.cosigners, *record.on_behalf_of}
        if name == "stance":
            return () if record.stance is None else (record.stance,)
        if name == "milestone":
            return wholes.of(record.milestone)
        return _present(issuers(record) if name in ("type", "country") else answered(record))

    return values


def _of_milestones(name: str, records: Records) -> Callable[[Dated], Collection[str]]:
    wholes = _Wholes(records)

    def values(record: Dated) -> Collection[str]:
        assert isinstance(record, Milestone)
        if name == "org":
            voting: Iterable[str] = record.vote.states if record.vote else ()
            return {*record.organisers, *voting}
        if name == "milestone":
            return wholes.of(record.id)
        one = {"type": record.type, "country": record.country, "phase": record.phase, "region": record.region}
        return _present([one[name]])

    return values


def _present(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value is not None}


class _Wholes:
    """A milestone and all of which it is a part: what `--on` finds, seen from below."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[str | None, tuple[str, ...]] = {None: ()}

    def of(self, id_: str | None) -> tuple[str, ...]:
        if id_ not in self._known:
            found: list[str] = []
            above = id_
            while above is not None and above not in found and above in self._records.milestones:
                found.append(above)
                above = self._records.milestones[above].part_of
            self._known[id_] = tuple(found)
        return self._known[id_]


def domain(facet: Facet, seen: Collection[str], filters: Filters) -> list[str]:
    """Returns the values to count: all words of a facet that has few, all years or months from the first to the last
    that was seen; else those that were seen, sorted. A filter for the same facet leaves its own, seen or not; so do the
    members of a network.
    """
    wanted = _wanted(facet.name, filters)
    if facet.name == "milestone":
        # A filter has all parts of what was asked for; those that nothing is on are not asked after.
        return [value for value in sorted(seen) if not wanted or value in wanted]
    words = _WORDS.get(facet.name, ((), ()))[not facet.of_statements]
    if facet.name == "org" and filters.members_of:
        words = sorted(filters.members_of)
    if words:
        return [value for value in words if not wanted or value in wanted]
    if facet.name in TIMES:
        return _times(seen)
    return sorted(wanted or seen)


def _wanted(name: str, filters: Filters) -> set[str]:
    return {str(value) for value in getattr(filters, _FILTER[name])} if name in _FILTER else set()


def _times(seen: Collection[str]) -> list[str]:
    """Returns all years, or all months, from the first to the last; a year stands before its months where it was seen."""
    years = {value for value in seen if "-" not in value}
    months = sorted(set(seen) - years)
    if not months:
        return [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)] if years else []
    between = range(_number(months[0]), _number(months[-1]) + 1)
    return sorted([*years, *(f"{number // 12:04}-{number % 12 + 1:02}" for number in between)])


def _number(month: str) -> int:
    """Returns how many months lie before a month."""
    return int(month[:4]) * 12 + int(month[5:]) - 1
