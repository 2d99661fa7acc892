"""What a record says, text by text: what words of a filter and `search` look through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, organisations_named
from gcmtrack.text import fold
from gcmtrack.wording import LANGUAGES, english, wording_of

if TYPE_CHECKING:
    from gcmtrack.input.search_terms import Term
    from gcmtrack.wording import Wording
    from gcmtrack.wording.words import Group

# What others say about a record is found by `search`; a listing goes by what the record says itself.
_OF_OTHERS = frozenset({"sources", "disputes"})
# What many records say alike is folded once.
_fold_once = lru_cache(maxsize=1 << 14)(fold)
_OFTEN = frozenset({"type", "topics", "objectives", "organisations", "place", "region"})


def says_all(record: Record, records: Records, wanted: Sequence[Term]) -> bool:
    """Returns whether a record has all terms in its own words; an address may be that of any of its links and sources."""
    from gcmtrack.input.search_terms import SEPARATOR

    addresses = any(term.is_address for term in wanted)
    texts = folded_texts(record, records, addresses=addresses)
    whole = SEPARATOR.join(folded for key, _, folded in texts if key not in _OF_OTHERS or addresses)
    return all(term.is_in(whole) for term in wanted)


def folded_texts(record: Record, records: Records, *, addresses: bool) -> list[tuple[str, str, str]]:
    """Returns all that a record says, as (key, text, folded text), with the addresses that it names or without."""
    found = texts_of(record, records)
    if addresses:
        found += addresses_of(record)
    return [(key, text, _fold_once(text) if key in _OFTEN else fold(text)) for key, text in found]


def texts_of(record: Record, records: Records) -> list[tuple[str, str]]:
    """Returns all that a record says, as (key, text): what free words and `search` look through.

    The words of the vocabulary are the English ones, in whatever language the answer is printed.
    """
    # A search asks every record, so nothing is made of what is not there.
    said = [("title", record.title), ("id", record.id)]
    if isinstance(record, Organisation):
        said += _texts_of_organisation(record)
    else:
        if record.titles:
            said += [("titles", title) for title in record.titles.values()]
        for topic in record.topics:
            said += _topic_texts(topic)
        for number in record.objectives:
            said += _objective_texts(number)
        said.append(("type", _label("kind", record.kind)))
        if record.previous_dates:
            said += [("earlier dates", was.note) for was in record.previous_dates if was.note]
        for id_ in organisations_named(record):
            organisation = records.organisations.get(id_)
            said.append(("organisations", organisation.name if organisation else id_))
            if organisation and organisation.acronym:
                said.append(("organisations", organisation.acronym))
        if isinstance(record, Milestone):
            said += _texts_of_milestone(record)
        elif record.speaker:
            said.append(("speaker", f"{record.speaker.name}, {record.speaker.role or ''}".strip(", ")))
    said += _shared_texts(record)
    return said


def _texts_of_organisation(organisation: Organisation) -> Iterator[tuple[str, str]]:
    if organisation.acronym:
        yield "acronym", organisation.acronym
    yield from (("names", name) for name in (*organisation.aliases, *organisation.names.values()))
    yield "type", _label("organisation-type", organisation.type)
    if organisation.country:
        yield "place", english().country(organisation.country)


def _texts_of_milestone(milestone: Milestone) -> Iterator[tuple[str, str]]:
    yield "type", _label("type", milestone.type)
    if milestone.symbol:
        yield "symbol", milestone.symbol
    if place := f"{milestone.venue or ''} {english().place(milestone)}".strip():
        yield "place", place
    if milestone.region:
        yield "region", _label("region", milestone.region)
    for mandate in milestone.mandates:
        yield from (("mandates", text) for text in (mandate.what, *mandate.whats.values()))
    for change in milestone.changes:
        yield from (("changes", text) for text in (change.what, *change.whats.values()))


def _shared_texts(record: Record) -> Iterator[tuple[str, str]]:
    if record.summary:
        yield "summary", record.summary
    yield from (("summaries", summary) for summary in record.summaries.values())
    yield from (("links", link.title) for link in record.links if link.title)
    for source in record.sources:
        yield "sources", f"{source.title}, {source.publisher or ''}".strip(", ")
    for dispute in record.disputes:
        if said := f"{dispute.value or ''} {dispute.note or ''}".strip():
            yield "disputes", said


@cache
def _label(group: Group, word: str) -> str:
    return english().label(group, word)


@cache
def _topic_texts(topic: str) -> tuple[tuple[str, str], ...]:
    return tuple(("topics", name) for name in topic_names(topic))


@cache
def _objective_texts(number: int) -> tuple[tuple[str, str], ...]:
    from gcmtrack.model.objectives import objective

    found = objective(number)
    return tuple(("objectives", name) for name in (found.short, found.es, found.fr))


def language_of(record: Record, key: str, text: str) -> str | None:
    """Returns the language of a text that is searched; None where it is English, or a name in no language."""
    if isinstance(record, Statement) and key == "title":
        return record.languages[0] if record.languages else None
    named = record.names if isinstance(record, Organisation) else record.titles
    known: dict[str, str] = {
        **{title: code for code, title in named.items()},
        **{summary: code for code, summary in record.summaries.items()},
        **{link.title: link.language for link in record.links if link.title and link.language},
    }
    if isinstance(record, Milestone):
        whats = [mandate.whats for mandate in record.mandates] + [change.whats for change in record.changes]
        known |= {text: code for told in whats for code, text in told.items()}
    return known.get(text)


def vocabulary_word(record: Record, key: str, text: str, wording: Wording) -> str | None:
    """Returns in the language of `wording` what a text of `texts_of` says in words of the vocabulary; None where it is
    what somebody wrote."""
    if isinstance(record, Organisation):
        if key == "place" and record.country:
            return wording.country(record.country)
        return wording.label("organisation-type", record.type) if key == "type" else None
    if key == "topics":
        return next(
            (wording.label("topic", topic) for topic in record.topics if text in topic_names(topic)), None
        )
    if key == "objectives":
        named = (number for number in record.objectives if (key, text) in _objective_texts(number))
        return next((wording.objective(number) for number in named), None)
    if key == "type" and text == _label("kind", record.kind):
        return wording.label("kind", record.kind)
    return _of_milestone(record, key, wording) if isinstance(record, Milestone) else None


def _of_milestone(milestone: Milestone, key: str, wording: Wording) -> str | None:
    if key == "type":
        return wording.label("type", milestone.type)
    if key == "place":
        return f"{wording.venue(milestone.venue or '')} {wording.place(milestone)}".strip()
    return wording.label("region", milestone.region) if key == "region" and milestone.region else None


@cache
def topic_names(topic: str) -> tuple[str, ...]:
    """Returns a topic as it is read in English, Spanish and French."""
    return tuple(
        dict.fromkeys((topic, *(wording_of(language).label("topic", topic) for language in LANGUAGES)))
    )


def addresses_of(record: Record) -> list[tuple[str, str]]:
    """Returns the addresses that a record names, as (key, address)."""
    found = [("links", address) for link in record.links for address in (link.url, link.archived)]
    if isinstance(record, Organisation):
        found.append(("links", record.url))
    else:
        found += [("earlier dates", previous.source) for previous in record.previous_dates]
    found += [("sources", address) for source in record.sources for address in (source.url, source.archived)]
    found += [("disputes", dispute.source) for dispute in record.disputes]
    return [(key, address) for key, address in found if address]
