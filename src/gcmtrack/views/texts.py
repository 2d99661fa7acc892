"""What a record says, text by text: what words of a filter and `search` look through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, organisations_named
from gcmtrack.text import fold
from gcmtrack.wording import LANGUAGES, english, wording_of

if TYPE_CHECKING:
    from gcmtrack.input.search_terms import Term
    from gcmtrack.wording.words import Group

# What others say about a record is found by `search`; a listing goes by what the record says itself.
_OF_OTHERS = frozenset({"sources", "disputes"})
# What is said: its key, the text, and the text folded.
Said = tuple[str, str, str]


def says_all(record: Record, records: Records, wanted: Sequence[Term]) -> bool:
    """Returns whether a record has all terms in its own words; an address may be that of any of its links and sources."""
    from gcmtrack.input.search_terms import SEPARATOR

    addresses = any(term.is_address for term in wanted)
    texts = folded_texts(record, records, addresses=addresses)
    whole = SEPARATOR.join(folded for key, _, folded in texts if key not in _OF_OTHERS or addresses)
    return all(term.is_in(whole) for term in wanted)


def texts_of(record: Record, records: Records) -> list[tuple[str, str]]:
    """Returns all that a record says, as (key, text): what free words and `search` look through.

    The words of the vocabulary are the English ones, in whatever language the answer is printed.
    """
    return [(key, text) for key, text, _ in folded_texts(record, records, addresses=False)]


def folded_texts(record: Record, records: Records, *, addresses: bool) -> list[Said]:
    """Returns all that a record says, as (key, text, folded text), with the addresses that it names or without.

    A search does this for every record: what many say alike is made once, and nothing for what a record does not have.
    """
    found = [_said("title", record.title), _said("id", record.id)]
    if isinstance(record, Organisation):
        _add_of_organisation(found, record)
    else:
        _add_of_both(found, record, records)
    if isinstance(record, Milestone):
        _add_of_milestone(found, record)
    if isinstance(record, Statement) and record.speaker:
        found.append(_said("speaker", f"{record.speaker.name}, {record.speaker.role or ''}".strip(", ")))
    _add_of_all(found, record)
    if addresses:
        found += [_said(key, address) for key, address in addresses_of(record)]
    return found


def _said(key: str, text: str) -> Said:
    return key, text, fold(text)


def _add_of_all(found: list[Said], record: Record) -> None:
    if record.summary:
        found.append(_said("summary", record.summary))
    if record.summaries:
        found += [_said("summaries", summary) for summary in record.summaries.values()]
    if record.links:
        found += [_said("links", link.title) for link in record.links if link.title]
    found += [
        _said("sources", f"{source.title}, {source.publisher or ''}".strip(", ")) for source in record.sources
    ]
    if record.disputes:
        texts = [f"{dispute.value or ''} {dispute.note or ''}".strip() for dispute in record.disputes]
        found += [_said("disputes", text) for text in texts if text]


def _add_of_organisation(found: list[Said], record: Organisation) -> None:
    if record.acronym:
        found.append(_said("acronym", record.acronym))
    found += [_said("names", name) for name in (*record.aliases, *record.names.values())]
    found.append(_label("type", "organisation-type", record.type))
    if record.country:
        found.append(_said("place", english().country(record.country)))


def _add_of_both(found: list[Said], record: Milestone | Statement, records: Records) -> None:
    if record.titles:
        found += [_said("titles", title) for title in record.titles.values()]
    for topic in record.topics:
        found += _of_topic(topic)
    for number in record.objectives:
        found += _of_objective(number)
    found.append(_label("type", "kind", record.kind))
    if record.previous_dates:
        found += [_said("earlier dates", date.note) for date in record.previous_dates if date.note]
    for id_ in organisations_named(record):
        named = records.organisations.get(id_)
        found += _of_named(id_, None) if named is None else _of_named(named.name, named.acronym)


def _add_of_milestone(found: list[Said], record: Milestone) -> None:
    found.append(_label("type", "type", record.type))
    if record.symbol:
        found.append(_said("symbol", record.symbol))
    if place := f"{record.venue or ''} {english().place(record)}".strip():
        found.append(_said("place", place))
    if record.region:
        found.append(_label("region", "region", record.region))
    if record.mandates:
        found += [_said("mandates", mandate.what) for mandate in record.mandates]
    if record.changes:
        found += [_said("changes", change.what) for change in record.changes]


@cache
def _label(key: str, group: Group, word: str) -> Said:
    return _said(key, english().label(group, word))


@cache
def _of_topic(topic: str) -> tuple[Said, ...]:
    return tuple(_said("topics", name) for name in topic_names(topic))


@cache
def _of_objective(number: int) -> tuple[Said, ...]:
    from gcmtrack.model.objectives import objective

    found = objective(number)
    return tuple(_said("objectives", name) for name in (found.short, found.es, found.fr))


@lru_cache(maxsize=1 << 14)
def _of_named(name: str, acronym: str | None) -> tuple[Said, ...]:
    return tuple(_said("organisations", called) for called in (name, acronym) if called)


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
    if not isinstance(record, Organisation):
        for language in LANGUAGES[1:]:
            wording = wording_of(language)
            known |= {wording.label("topic", topic): language for topic in record.topics if topic != text}
            known |= {wording.objective(number): language for number in record.objectives}
    return known.get(text)


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
