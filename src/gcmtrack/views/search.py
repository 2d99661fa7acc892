"""Finding records by words, phrases and addresses: all of them, over all text, best first, shown in context."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from gcmtrack.input.search_terms import SEPARATOR, Term, apart
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Organisation, Record
from gcmtrack.model.remade import made
from gcmtrack.text import fold, nearest
from gcmtrack.views.texts import addresses_of, folded_texts, language_of, topic_names, vocabulary_word
from gcmtrack.wording import Wording

# How much a word counts by where it stands; a word in the title counts most.
WEIGHTS = {
    "title": 10,
    "titles": 8,
    "acronym": 10,
    "names": 8,
    "id": 6,
    "symbol": 8,
    "speaker": 6,
    "organisations": 4,
}
# Where the words that were asked for can be all there is: they name the record then.
NAMES = frozenset({"title", "id", "acronym", "names", "symbol"})
_CONTEXT = 60


_Shown = tuple[tuple[str, str], ...]


class Hit(msgspec.Struct, frozen=True):
    """A record that has all words. `shown` are (key, text) pieces for the words that its title and id do not show."""

    record: Record
    score: int
    shown: _Shown


def search(
    records: Records, candidates: Sequence[Record], wanted: Sequence[Term], wording: Wording
) -> Sequence[Hit]:
    """Returns the candidates that have every term somewhere, best first, ties in their given order."""
    addresses = any(term.is_address for term in wanted)
    found: list[tuple[int, _Shown]] = []
    places = array("I")
    for place, record in enumerate(candidates):
        said = folded_texts(record, records, addresses=addresses)
        if (hit := _hit(record, said, wanted, wording)) is not None:
            found.append(hit)
            places.append(place)
    best = sorted(range(len(found)), key=lambda at: -found[at][0])
    return made(best, lambda at: Hit(candidates[places[at]], *found[at]), candidates)


class Near(NamedTuple):
    """What comes near to terms that no record has all of: how many records have their words apart, how many any of
    the words; topics that the words name; words of records that were perhaps meant."""

    apart: int
    any: int
    topics: tuple[str, ...]
    meant: tuple[str, ...]


def near(records: Records, candidates: Iterable[Record], wanted: Sequence[Term]) -> Near:
    """Returns what comes near to terms that no candidate has all of."""
    words = apart(wanted)
    # One word that no record has was looked for in all but the addresses.
    elsewhere = addresses_of if words == tuple(wanted) and len(words) == 1 else None
    in_none = set(words)
    all_of, any_of = 0, 0
    topics: set[str] = set()
    titles: set[str] = set()
    for record in candidates:
        if elsewhere is not None:
            whole = fold(SEPARATOR.join([address for _, address in elsewhere(record)]))
        else:
            said = folded_texts(record, records, addresses=True)
            whole = SEPARATOR.join([folded for *_, folded in said])
        had = [word for word in words if word.is_in(whole)]
        in_none.difference_update(had)
        all_of += len(had) == len(words)
        any_of += bool(had)
        topics.update(getattr(record, "topics", ()))
        for title in _titles(record):
            titles.update(title.lower().split())
    # The longer ones, for who mistyped one.
    known = sorted(set(re.findall(r"[^\W\d_]{4,}", " ".join(titles)))) if in_none else []
    meant = (nearest(word.text, known, most=1) for word in words if word in in_none)
    return Near(
        apart=all_of,
        any=any_of,
        topics=tuple(topic for topic in sorted(topics) if _named(topic, words)),
        meant=tuple(dict.fromkeys(near for some in meant for near in some)),
    )


def _named(topic: str, words: Sequence[Term]) -> bool:
    """Returns whether the words that were asked for say the whole name of a topic, in any language."""
    names = [re.findall(r"[^\W_]{4,}", fold(name)) for name in topic_names(topic)]
    return any(parts and all(any(word.is_in(part) for word in words) for part in parts) for parts in names)


def _titles(record: Record) -> Iterable[str]:
    if isinstance(record, Organisation):
        return (record.name, record.acronym or "", *record.names.values())
    return (record.title, *record.titles.values())


def _hit(
    record: Record, texts: Sequence[tuple[str, str, str]], wanted: Sequence[Term], wording: Wording
) -> tuple[int, _Shown] | None:
    """Returns the score of a record that has every term, and what is shown of it; `texts` are what it says, as (key,
    text, folded text)."""
    whole = SEPARATOR.join([folded for _, _, folded in texts])
    if not wanted or not all(term.is_in(whole) for term in wanted):
        return None
    best: dict[str, int] = {}
    shown: list[tuple[str, str]] = []
    name = " ".join([term.text for term in wanted])
    heading = fold(f"{wording.title(record)} {record.id}")
    left = {term for term in wanted if not term.is_in(heading)}
    for key, text, folded in texts:
        found = [term for term in wanted if term.is_in(folded)]
        if not found:
            continue
        # Each key counts once, so that many sources do not outweigh a title.
        best[key] = max(best.get(key, 0), _score(key, folded, name, found))
        if not left.isdisjoint(found):
            piece = (key, _in_context(record, key, text, found, wording))
            # Words of two languages can say the same topic.
            shown += [piece] if piece not in shown else []
            left.difference_update(found)
    return sum(best.values()), tuple(shown)


def _score(key: str, folded: str, name: str, found: Sequence[Term]) -> int:
    """Returns the weight of a text: each term counts, once more where it stands whole; a name of just these terms most."""
    whole = sum(term.stands_whole(folded) for term in found)
    named = 3 if key in NAMES and folded == name else 0
    return WEIGHTS.get(key, 1) * (len(found) + whole + named)


def _in_context(record: Record, key: str, text: str, found: Sequence[Term], wording: Wording) -> str:
    shown = excerpt(text, found)
    # Readers of English see every text as it stands, so its language need not be found out.
    if wording.language == "en":
        return shown
    word = vocabulary_word(record, key, text, wording)
    return word if word is not None else wording.untranslated(shown, language_of(record, key, text))


def excerpt(text: str, wanted: Sequence[Term]) -> str:
    """Returns the part of `text` around the first of the terms, cut at word ends, with "…" where something is left out."""
    if len(text) <= 2 * _CONTEXT or not (spans := find_words(text, wanted)):
        return text
    begin, end = max(0, spans[0][0] - _CONTEXT), min(len(text), spans[0][1] + _CONTEXT)
    if begin:
        begin = text.find(" ", begin, spans[0][0]) + 1 or begin
    if end < len(text):
        cut = text.rfind(" ", spans[0][1], end)
        end = cut if cut > 0 else end
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def find_words(text: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    """Returns where the terms stand in `text`, as spans of the text as it is, accents and all."""
    folded = fold(text)
    origin: Sequence[int] = range(len(text))
    if any(len(fold(character)) != 1 for character in set(text) if not character.isascii()):
        origin = [index for index, character in enumerate(text) for _ in fold(character)]
    return sorted(
        {(origin[begin], origin[end - 1] + 1) for term in wanted for begin, end in term.spans(folded)}
    )
