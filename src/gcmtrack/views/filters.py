"""Which records a listing shows: the filters, defined once for every view and for export.

Values of one filter are alternatives; different filters must all hold. An unknown value is an error, never an empty list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from gcmtrack.errors import Misuse
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, references
from gcmtrack.model.remade import held
from gcmtrack.model.vocabulary import (
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    ORGANISATION_TYPES,
    STATEMENT_KINDS,
)
from gcmtrack.views.text_links import languages_of

if TYPE_CHECKING:
    from gcmtrack.input.search_terms import Term
    from gcmtrack.input.values import Reader


class FilterOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The filters as they were typed."""

    org: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    objective: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    within: str | None = None
    on: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    members_of: tuple[str, ...] = ()
    without_lang: tuple[str, ...] = ()
    unanswered_by: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Filters(msgspec.Struct, frozen=True):
    """The filters, understood. An empty set or None lets everything through; `first` and `last` are inclusive days."""

    org: frozenset[str] = frozenset()
    phase: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    type: frozenset[str] = frozenset()
    country: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    objective: frozenset[int] = frozenset()
    topic: frozenset[str] = frozenset()
    lang: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    on: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    stance: frozenset[str] = frozenset()
    members_of: frozenset[str] = frozenset()
    without_lang: frozenset[str] = frozenset()
    unanswered_by: frozenset[str] = frozenset()
    words: tuple[Term, ...] = ()

    @property
    def any(self) -> bool:
        return self != Filters()


def read_filters(
    asked: FilterOptions,
    records: Records,
    today: date,
    *,
    kinds: Sequence[str] = (*MILESTONE_KINDS, *STATEMENT_KINDS),
    types: Sequence[str] = (*MILESTONE_TYPES, *ORGANISATION_TYPES),
) -> Filters:
    """Returns the filters for `asked`. Raises `Misuse` for an unknown value, with the nearest known one.

    `kinds` and `types` are the values that make sense for the view.
    """
    if asked == FilterOptions():
        return Filters()
    first, last = _period(asked, today)
    if asked == FilterOptions(since=asked.since, until=asked.until, within=asked.within):
        return Filters(first=first, last=last)
    from gcmtrack.input import values

    def read(texts: Iterable[str], reader: Reader) -> frozenset[Any]:
        return frozenset(reader(text, records, today) for text in texts)

    return Filters(
        org=read(asked.org, values.organisation),
        phase=read(asked.phase, values.reader("milestones", "phase")),
        kind=read(asked.kind, values.word_reader("kind", tuple(dict.fromkeys(kinds)))),
        type=read(asked.type, values.word_reader("type", types)),
        country=read(asked.country, values.country),
        region=read(asked.region, values.reader("milestones", "region")),
        objective=read(_pieces(asked.objective), values.objective),
        topic=read(asked.topic, _topic_in_use),
        lang=read(asked.lang, values.language),
        first=first,
        last=last,
        on=frozenset(id_ for whole in read(asked.on, values.milestone) for id_ in records.within(whole)),
        status=read(asked.status, values.reader("milestones", "status")),
        stance=read(asked.stance, values.reader("statements", "stance")),
        members_of=frozenset(
            id_
            for above in read(asked.members_of, values.organisation)
            for id_ in records.with_members(above)
        ),
        without_lang=read(asked.without_lang, values.language),
        unanswered_by=read(asked.unanswered_by, values.organisation),
        words=_terms(asked.words),
    )


def _pieces(numbers: Iterable[str]) -> list[str]:
    """Returns what stands between the commas of "8,13"; names have commas of their own."""
    return [
        piece
        for text in numbers
        for piece in (text.split(",") if re.fullmatch(r"[\d,\s]+", text) else [text])
    ]


def _terms(words: Sequence[str]) -> tuple[Term, ...]:
    if not words:
        return ()
    from gcmtrack.input.search_terms import terms

    return terms(words)


def topics_of(records: Records) -> list[str]:
    """Returns every topic in use, sorted."""
    both = chain[Milestone | Statement](records.milestones.values(), records.statements.values())
    return sorted({topic for record in both for topic in record.topics})


def _topic_in_use(text: str, records: Records, _: date) -> str:
    """Reads a topic; one that no record has would only give an empty listing."""
    from gcmtrack.input.vocabulary_words import topic_among
    from gcmtrack.text import unknown_word

    known = topics_of(records)
    topic = topic_among(text, known)
    if topic is None:
        raise Misuse(unknown_word("topic", text, known))
    return topic


def _period(asked: FilterOptions, today: date) -> tuple[date | None, date | None]:
    first = None if asked.since is None else _when("--since", asked.since, today).first
    last = None if asked.until is None else _when("--until", asked.until, today).last
    if asked.within is not None:
        from gcmtrack.input.relative_dates import window

        try:
            back, ahead = window(asked.within, today)
        except Misuse as error:
            raise Misuse(f"--within: {error}") from None
        first = back if first is None else max(first, back)
        last = ahead if last is None else min(last, ahead)
    if first and last and first > last:
        raise Misuse(f"the period is empty: it begins on {first} and ends on {last}")
    return first, last


def _when(option: str, text: str, today: date) -> When:
    from gcmtrack.input import values

    try:
        when = values.when(text, today)
    except Misuse as error:
        raise Misuse(f"{option}: {error}") from None
    # "last week" is a range too, and its end is meant; what is written as a range is two options.
    if when.is_range and any(character.isdecimal() for character in text):
        both = f"--since {when.start}" if when.open else f"--since {when.start} --until {when.end}"
        raise Misuse(f"{option}: {text!r} is a range and one date is wanted; write {both}")
    return when


def matching_milestones(records: Records, filters: Filters) -> Sequence[Milestone]:
    """Returns the milestones that pass, in order of time."""
    return held(passing_milestones(records, filters), records.milestones)


def passing_milestones(records: Records, filters: Filters) -> Iterable[Milestone]:
    """Returns the milestones that pass, one after the other, in order of time."""
    tests = _milestone_tests(records, filters)
    among: Iterable[Milestone] = records.milestones.values()
    if filters.first or filters.last:
        among = records.milestones_in(filters.first or date.min, filters.last or date.max)
    return (m for m in among if all(test(m) for test in tests)) if tests else among


def matching_statements(records: Records, filters: Filters) -> Sequence[Statement]:
    """Returns the statements that pass, in order of time. Phase and region are those of what they answer;
    country and type those of their issuers."""
    return held(passing_statements(records, filters), records.statements)


def passing_statements(records: Records, filters: Filters) -> Iterable[Statement]:
    """Returns the statements that pass, one after the other, in order of time."""
    tests = _statement_tests(records, filters)
    among: Iterable[Statement] = records.statements.values()
    if filters.first or filters.last:
        among = records.statements_in(filters.first or date.min, filters.last or date.max)
    return (s for s in among if all(test(s) for test in tests)) if tests else among


def named_organisations(records: Records, filters: Filters) -> list[Organisation]:
    """Returns the organisations that the passing milestones and statements name; all when there is no filter."""
    if not filters.any:
        return list(records.organisations.values())
    named = set(filters.org | filters.members_of)
    both = chain[Milestone | Statement](
        passing_milestones(records, filters), passing_statements(records, filters)
    )
    for record in both:
        named.update(id_ for _, _, folder, id_ in references(record) if folder == "organisations")
    return [o for o in records.organisations.values() if o.id in named]


def matching_organisations(records: Records, filters: Filters) -> list[Organisation]:
    """Returns the organisations that pass by what they are themselves: their id, type, country and words.

    None pass a filter that speaks of something they do not have, such as a phase or a date.
    """
    if filters != of_organisations(filters):
        return []
    tests = _organisation_tests(records, filters)
    return [o for o in records.organisations.values() if all(test(o) for test in tests)]


def of_organisations(filters: Filters) -> Filters:
    """Returns the filters that say what an organisation is itself: its id, type, country and words."""
    f = filters
    return Filters(org=f.org, members_of=f.members_of, type=f.type, country=f.country, words=f.words)


def _organisation_tests(records: Records, f: Filters) -> list[Callable[[Organisation], bool]]:
    tests: list[tuple[object, Callable[[Organisation], bool]]] = [
        (f.org, lambda o: o.id in f.org),
        (f.members_of, lambda o: o.id in f.members_of),
        (f.type, lambda o: o.type in f.type),
        (f.country, lambda o: o.country in f.country),
        (f.words, _says_all(records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def _milestone_tests(records: Records, f: Filters) -> list[Callable[[Milestone], bool]]:
    answered = {org: _answered_by(records, org) for org in f.unanswered_by}
    tests: list[tuple[object, Callable[[Milestone], bool]]] = [
        (f.org, lambda m: _has_part(m, f.org)),
        (f.members_of, lambda m: _has_part(m, f.members_of)),
        (f.status, lambda m: m.status in f.status),
        (f.stance, lambda m: any(s.stance in f.stance for s in records.answers.get(m.id, ()))),
        (f.without_lang, lambda m: not f.without_lang <= languages_of(m)),
        (f.unanswered_by, lambda m: any(m.id not in ids for ids in answered.values())),
        (f.phase, lambda m: m.phase in f.phase),
        (f.kind, lambda m: m.kind in f.kind),
        (f.type, lambda m: m.type in f.type),
        (f.country, lambda m: m.country in f.country),
        (f.region, lambda m: m.region in f.region),
        (f.objective, lambda m: not f.objective.isdisjoint(m.objectives)),
        (f.topic, lambda m: not f.topic.isdisjoint(m.topics)),
        (f.lang, lambda m: not f.lang.isdisjoint(languages_of(m))),
        (f.on, lambda m: m.id in f.on),
        (f.words, _says_all(records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def _statement_tests(records: Records, f: Filters) -> list[Callable[[Statement], bool]]:
    def answered(s: Statement) -> Milestone | None:
        return records.milestones.get(s.milestone or "")

    def issuers(s: Statement) -> list[Organisation]:
        return [records.organisations[id_] for id_ in s.organisations if id_ in records.organisations]

    seen = {org: _answered_by(records, org) for org in f.unanswered_by}
    tests: list[tuple[object, Callable[[Statement], bool]]] = [
        (f.org, lambda s: _has_part(s, f.org)),
        (f.members_of, lambda s: _has_part(s, f.members_of)),
        (f.status, lambda s: (m := answered(s)) is not None and m.status in f.status),
        (f.stance, lambda s: s.stance in f.stance),
        (f.without_lang, lambda s: not f.without_lang <= languages_of(s)),
        (
            f.unanswered_by,
            lambda s: s.milestone is not None and any(s.milestone not in ids for ids in seen.values()),
        ),
        (f.phase, lambda s: (m := answered(s)) is not None and m.phase in f.phase),
        (f.kind, lambda s: s.kind in f.kind),
        (f.type, lambda s: any(o.type in f.type for o in issuers(s))),
        (f.country, lambda s: any(o.country in f.country for o in issuers(s))),
        (f.region, lambda s: (m := answered(s)) is not None and m.region in f.region),
        (f.objective, lambda s: not f.objective.isdisjoint(s.objectives)),
        (f.topic, lambda s: not f.topic.isdisjoint(s.topics)),
        (f.lang, lambda s: not f.lang.isdisjoint(languages_of(s))),
        (f.on, lambda s: s.milestone in f.on),
        (f.words, _says_all(records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def _says_all(records: Records, words: Sequence[Term]) -> Callable[[Record], bool]:
    if not words:
        return lambda _: True
    from gcmtrack.views.texts import says_all

    return lambda record: says_all(record, records, words)


def _has_part(record: Milestone | Statement, organisations: frozenset[str]) -> bool:
    """Tells whether one of the organisations issued, signed, organised or voted."""
    if isinstance(record, Statement):
        return not organisations.isdisjoint((*record.organisations, *record.cosigners, *record.on_behalf_of))
    voted = record.vote is not None and not organisations.isdisjoint(record.vote.states)
    return voted or not organisations.isdisjoint(record.organisers)


def _answered_by(records: Records, organisation: str) -> frozenset[str]:
    """Returns the ids of the milestones that an organisation has answered, itself or one of their parts."""
    found: set[str] = set()
    for record in records.involving.get(organisation, ()):
        above = record.milestone if isinstance(record, Statement) else None
        while above is not None and above not in found:
            found.add(above)
            whole = records.milestones.get(above)
            above = whole.part_of if whole else None
    return frozenset(found)
