"""Which records a listing shows: the filters, defined once for every view and for export.

Values of one filter are alternatives; different filters must all hold. An unknown value is an error, never an empty list.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from gcmtrack.errors import Misuse
from gcmtrack.input import lookup
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES, unknown_code
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, references
from gcmtrack.model.vocabulary import (
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    ORGANISATION_TYPES,
    PHASES,
    REGIONS,
    STATEMENT_KINDS,
)
from gcmtrack.text import fold, unknown_word
from gcmtrack.wording import english


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
    words: tuple[str, ...] = ()


class Filters(NamedTuple):
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
    words: tuple[str, ...] = ()

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
    first, last = _period(asked, today)
    return Filters(
        org=frozenset(lookup.find_organisation(records, name).id for name in asked.org),
        phase=known_words("phase", asked.phase, PHASES),
        kind=known_words("kind", asked.kind, tuple(dict.fromkeys(kinds))),
        type=known_words("type", asked.type, types),
        country=frozenset(code(value, "country", COUNTRIES) for value in asked.country),
        region=known_words("region", asked.region, REGIONS, english().labels("region", REGIONS)),
        objective=frozenset(objective_number(value) for value in asked.objective),
        topic=known_words("topic", asked.topic, topics_of(records)) if asked.topic else frozenset(),
        lang=frozenset(code(value, "language", LANGUAGES) for value in asked.lang),
        first=first,
        last=last,
        on=frozenset(
            id_
            for name in asked.on
            for id_ in records.within(lookup.find_record(records, name, ["milestones"]).id)
        ),
        words=tuple(word for text in asked.words for word in fold(text).split()),
    )


def topics_of(records: Records) -> list[str]:
    """Returns every topic in use, sorted."""
    both: tuple[Milestone | Statement, ...] = (*records.milestones.values(), *records.statements.values())
    return sorted({topic for record in both for topic in record.topics})


def known_words(
    noun: str, values: Iterable[str], known: Sequence[str], named: Mapping[Any, str] | None = None
) -> frozenset[str]:
    by_fold = {fold(word): word for word in known}
    by_fold.update({fold(name): word for word, name in (named or {}).items()})
    by_fold.update({fold(word.replace("-", " ")): word for word in known})
    found = set()
    for value in values:
        word = by_fold.get(fold(value.strip()))
        if word is None:
            raise Misuse(unknown_word(noun, value, known))
        found.add(word)
    return frozenset(found)


def code(value: str, noun: str, codes: Mapping[str, str]) -> str:
    """Returns the code for a code or a name ("MX", "mexico"). Raises `Misuse` with what was perhaps meant."""
    wanted = fold(value.strip())
    for code, name in codes.items():
        if wanted in (code.lower(), fold(name)):
            return code
    raise Misuse(unknown_code(value, noun))


def objective_number(value: str) -> int:
    """Returns the number of an objective. Raises `Misuse` when there is none of that number."""
    if re.fullmatch(r"0?[1-9]|1\d|2[0-3]", value, re.ASCII):
        return int(value)
    raise Misuse(f"there is no objective {value!r}; the Compact has objectives 1 to 23")


def _period(asked: FilterOptions, today: date) -> tuple[date | None, date | None]:
    first = None if asked.since is None else _day("--since", asked.since).first
    last = None if asked.until is None else _day("--until", asked.until).last
    if asked.within is not None:
        back, ahead = window(asked.within, today)
        first = back if first is None else max(first, back)
        last = ahead if last is None else min(last, ahead)
    if first and last and first > last:
        raise Misuse(f"the period is empty: it begins on {first} and ends on {last}")
    return first, last


def _day(option: str, text: str) -> When:
    try:
        return When.parse(text)
    except DateError as error:
        raise Misuse(f"{option}: {error}") from None


_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def window(text: str, today: date) -> tuple[date, date]:
    """Returns the days that lie `text` ("30d", "6w", "6m", "1y") before and after today. Raises `Misuse`."""
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not re.fullmatch(r"0*[1-9]\d{0,3}", number, re.ASCII):
        raise Misuse(f"--within: {text!r} is not a span of time; write 30d, 6w, 6m or 1y")
    from dateutil.relativedelta import relativedelta

    span = relativedelta(**{_UNITS[unit]: int(number)})  # type: ignore[arg-type]
    try:
        return today - span, today + span
    except (OverflowError, ValueError):
        raise Misuse(f"--within: {text!r} reaches beyond the calendar") from None


def matching_milestones(records: Records, filters: Filters) -> list[Milestone]:
    """Returns the milestones that pass, in order of time."""
    tests = _milestone_tests(records, filters)
    among: Iterable[Milestone] = records.milestones.values()
    if filters.first or filters.last:
        among = records.milestones_in(filters.first or date.min, filters.last or date.max)
    return [m for m in among if all(test(m) for test in tests)]


def matching_statements(records: Records, filters: Filters) -> list[Statement]:
    """Returns the statements that pass, in order of time. Phase and region are those of what they answer;
    country and type those of their issuers."""
    tests = _statement_tests(records, filters)
    among: Iterable[Statement] = records.statements.values()
    if filters.first or filters.last:
        among = records.statements_in(filters.first or date.min, filters.last or date.max)
    return [s for s in among if all(test(s) for test in tests)]


def named_organisations(records: Records, filters: Filters) -> list[Organisation]:
    """Returns the organisations that the passing milestones and statements name; all when there is no filter."""
    if not filters.any:
        return list(records.organisations.values())
    named = set(filters.org)
    both: list[Milestone | Statement] = [
        *matching_milestones(records, filters),
        *matching_statements(records, filters),
    ]
    for record in both:
        named.update(id_ for _, _, folder, id_ in references(record) if folder == "organisations")
    return [o for o in records.organisations.values() if o.id in named]


def matching_organisations(records: Records, filters: Filters) -> list[Organisation]:
    """Returns the organisations that pass by what they are themselves: their id, type, country and words.

    None pass a filter that speaks of something they do not have, such as a phase or a date.
    """
    if filters != Filters(org=filters.org, type=filters.type, country=filters.country, words=filters.words):
        return []
    tests = _organisation_tests(records, filters)
    return [o for o in records.organisations.values() if all(test(o) for test in tests)]


def _organisation_tests(records: Records, f: Filters) -> list[Callable[[Organisation], bool]]:
    tests: list[tuple[object, Callable[[Organisation], bool]]] = [
        (f.org, lambda o: o.id in f.org),
        (f.type, lambda o: o.type in f.type),
        (f.country, lambda o: o.country in f.country),
        (f.words, lambda o: _has_words(o, records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def _milestone_tests(records: Records, f: Filters) -> list[Callable[[Milestone], bool]]:
    tests: list[tuple[object, Callable[[Milestone], bool]]] = [
        (f.org, lambda m: not f.org.isdisjoint(m.organisers)),
        (f.phase, lambda m: m.phase in f.phase),
        (f.kind, lambda m: m.kind in f.kind),
        (f.type, lambda m: m.type in f.type),
        (f.country, lambda m: m.country in f.country),
        (f.region, lambda m: m.region in f.region),
        (f.objective, lambda m: not f.objective.isdisjoint(m.objectives)),
        (f.topic, lambda m: not f.topic.isdisjoint(m.topics)),
        (f.lang, lambda m: not f.lang.isdisjoint(languages_of(m))),
        (f.on, lambda m: m.id in f.on),
        (f.words, lambda m: _has_words(m, records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def _statement_tests(records: Records, f: Filters) -> list[Callable[[Statement], bool]]:
    def answered(s: Statement) -> Milestone | None:
        return records.milestones.get(s.milestone or "")

    def issuers(s: Statement) -> list[Organisation]:
        return [records.organisations[id_] for id_ in s.organisations if id_ in records.organisations]

    tests: list[tuple[object, Callable[[Statement], bool]]] = [
        (f.org, lambda s: not f.org.isdisjoint((*s.organisations, *s.cosigners, *s.on_behalf_of))),
        (f.phase, lambda s: (m := answered(s)) is not None and m.phase in f.phase),
        (f.kind, lambda s: s.kind in f.kind),
        (f.type, lambda s: any(o.type in f.type for o in issuers(s))),
        (f.country, lambda s: any(o.country in f.country for o in issuers(s))),
        (f.region, lambda s: (m := answered(s)) is not None and m.region in f.region),
        (f.objective, lambda s: not f.objective.isdisjoint(s.objectives)),
        (f.topic, lambda s: not f.topic.isdisjoint(s.topics)),
        (f.lang, lambda s: not f.lang.isdisjoint(languages_of(s))),
        (f.on, lambda s: s.milestone in f.on),
        (f.words, lambda s: _has_words(s, records, f.words)),
    ]
    return [test for wanted, test in tests if wanted]


def languages_of(record: Milestone | Statement) -> set[str]:
    """Returns the languages in which a record can be read: its own, those of its links and of its titles."""
    found = {link.language for link in record.links if link.language} | set(record.titles)
    return found | set(record.languages) if isinstance(record, Statement) else found


def _has_words(record: Record, records: Records, wanted: Sequence[str]) -> bool:
    text = fold("\n".join(text for _, text in texts_of(record, records)))
    return all(word in text for word in wanted)


def texts_of(record: Record, records: Records) -> list[tuple[str, str]]:
    """Returns all that a record says, as (key, text): what free words and `search` look through.

    The words of the vocabulary are the English ones, in whatever language the answer is printed.
    """
    wording = english()
    found: list[tuple[str, str]] = [("title", record.title), ("id", record.id)]
    if isinstance(record, Organisation):
        found += [("acronym", record.acronym or "")]
        found += [("names", name) for name in (*record.aliases, *record.names.values())]
        found += [("type", wording.label("organisation-type", record.type))]
        found += [("place", wording.country(record.country) if record.country else "")]
    else:
        found += [("titles", title) for title in record.titles.values()]
        found += [("topics", topic) for topic in record.topics]
        found += [("objectives", wording.objective(number)) for number in record.objectives]
        found += [("type", wording.label("kind", record.kind))]
        found += [("earlier dates", previous.note or "") for previous in record.previous_dates]
        found += [
            ("organisations", name) for id_ in _organisation_ids(record) for name in _called(id_, records)
        ]
    if isinstance(record, Milestone):
        found += [("type", wording.label("type", record.type)), ("symbol", record.symbol or "")]
        found += [("place", f"{record.venue or ''} {wording.place(record)}".strip())]
        found += [("region", wording.label("region", record.region) if record.region else "")]
    if isinstance(record, Statement) and record.speaker:
        found += [("speaker", f"{record.speaker.name}, {record.speaker.role or ''}".strip(", "))]
    found += [("summary", record.summary or "")]
    found += [("links", link.title or "") for link in record.links]
    found += [
        ("sources", f"{source.title}, {source.publisher or ''}".strip(", ")) for source in record.sources
    ]
    found += [("disputes", f"{d.value or ''} {d.note or ''}".strip()) for d in record.disputes]
    return [(key, text) for key, text in found if text]


def _organisation_ids(record: Milestone | Statement) -> list[str]:
    return list(dict.fromkeys(id_ for _, _, folder, id_ in references(record) if folder == "organisations"))


def _called(id_: str, records: Records) -> list[str]:
    organisation = records.organisations.get(id_)
    return [organisation.name, organisation.acronym or ""] if organisation else [id_]
