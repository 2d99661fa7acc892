"""What a record says, text by text: what words of a filter and `search` look through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, references
from gcmtrack.text import fold
from gcmtrack.wording import LANGUAGES, english, wording_of

if TYPE_CHECKING:
    from gcmtrack.input.search_terms import Term

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
    wording = english()
    found: list[tuple[str, str]] = [("title", record.title), ("id", record.id)]
    if isinstance(record, Organisation):
        found += [("acronym", record.acronym or "")]
        found += [("names", name) for name in (*record.aliases, *record.names.values())]
        found += [("type", wording.label("organisation-type", record.type))]
        found += [("place", wording.country(record.country) if record.country else "")]
    else:
        found += [("titles", title) for title in record.titles.values()]
        found += [("topics", name) for topic in record.topics for name in topic_names(topic)]
        found += [("objectives", name) for number in record.objectives for name in _objective_names(number)]
        found += [("type", wording.label("kind", record.kind))]
        found += [("earlier dates", previous.note or "") for previous in record.previous_dates]
        found += [
            ("organisations", name) for id_ in _organisation_ids(record) for name in _called(id_, records)
        ]
    if isinstance(record, Milestone):
        found += [("type", wording.label("type", record.type)), ("symbol", record.symbol or "")]
        found += [("place", f"{record.venue or ''} {wording.place(record)}".strip())]
        found += [("region", wording.label("region", record.region) if record.region else "")]
        found += [("mandates", mandate.what) for mandate in record.mandates]
        found += [("changes", change.what) for change in record.changes]
    if isinstance(record, Statement) and record.speaker:
        found += [("speaker", f"{record.speaker.name}, {record.speaker.role or ''}".strip(", "))]
    found += [("summary", record.summary or "")]
    found += [("summaries", summary) for summary in record.summaries.values()]
    found += [("links", link.title or "") for link in record.links]
    found += [
        ("sources", f"{source.title}, {source.publisher or ''}".strip(", ")) for source in record.sources
    ]
    found += [("disputes", f"{d.value or ''} {d.note or ''}".strip()) for d in record.disputes]
    return [(key, text) for key, text in found if text]


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


@cache
def _objective_names(number: int) -> tuple[str, str, str]:
    from gcmtrack.model.objectives import objective

    found = objective(number)
    return found.short, found.es, found.fr


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


def _organisation_ids(record: Milestone | Statement) -> list[str]:
    return list(dict.fromkeys(id_ for _, _, folder, id_ in references(record) if folder == "organisations"))


def _called(id_: str, records: Records) -> list[str]:
    organisation = records.organisations.get(id_)
    return [organisation.name, organisation.acronym or ""] if organisation else [id_]
