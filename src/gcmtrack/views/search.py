"""Finding records by words: all words, over all text, best matches first, shown in context."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Record
from gcmtrack.text import fold
from gcmtrack.views.filters import texts_of
from gcmtrack.wording import Wording

# How much a word counts by where it stands; a word in the title counts most.
_WEIGHTS = {
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
_NAMES = frozenset({"title", "id", "acronym", "names", "symbol"})
_CONTEXT = 60


class Hit(NamedTuple):
    """A record that has all words. `shown` are (key, text) pieces for the words that its title and id do not show."""

    record: Record
    score: int
    shown: tuple[tuple[str, str], ...]


def search(
    records: Records, candidates: Iterable[Record], query: Sequence[str], wording: Wording
) -> list[Hit]:
    """Returns the candidates that have every word of `query` somewhere, best first, ties in their given order."""
    wanted = query_words(query)
    hits = [hit for record in candidates if (hit := _hit(records, record, wanted, wording)) is not None]
    return sorted(hits, key=lambda hit: -hit.score)


def query_words(query: Sequence[str]) -> list[str]:
    """Returns the folded words of what was typed, each once."""
    return list(dict.fromkeys(word for text in query for word in fold(text).split()))


def _hit(records: Records, record: Record, wanted: Sequence[str], wording: Wording) -> Hit | None:
    texts = [(key, text, fold(text)) for key, text in texts_of(record, records)]
    missing = [word for word in wanted if not any(word in folded for _, _, folded in texts)]
    if missing or not wanted:
        return None
    best: dict[str, int] = {}
    shown: list[tuple[str, str]] = []
    heading = fold(f"{wording.title(record)} {record.id}")
    left = {word for word in wanted if word not in heading}
    for key, text, folded in texts:
        found = [word for word in wanted if word in folded]
        # Each key counts once, so that many sources do not outweigh a title.
        best[key] = max(best.get(key, 0), _score(key, folded, wanted, found))
        if left.intersection(found):
            shown.append((key, excerpt(text, found)))
        left.difference_update(found)
    return Hit(record, sum(best.values()), tuple(shown))


def _score(key: str, folded: str, wanted: Sequence[str], found: Sequence[str]) -> int:
    """Returns the weight of a text: each word counts, once more where it stands whole; a name of just these words most."""
    whole = sum(1 for word in found if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded))
    named = 3 if key in _NAMES and folded == " ".join(wanted) else 0
    return _WEIGHTS.get(key, 1) * (len(found) + whole + named)


def excerpt(text: str, wanted: Sequence[str]) -> str:
    """Returns the part of `text` around the first of the words, cut at word ends, with "…" where something is left out."""
    spans = find_words(text, wanted)
    if not spans or len(text) <= 2 * _CONTEXT:
        return text
    begin, end = max(0, spans[0][0] - _CONTEXT), min(len(text), spans[0][1] + _CONTEXT)
    if begin:
        begin = text.find(" ", begin, spans[0][0]) + 1 or begin
    if end < len(text):
        cut = text.rfind(" ", spans[0][1], end)
        end = cut if cut > 0 else end
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def find_words(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Returns where the folded words stand in `text`, as spans of the text as it is, accents and all."""
    folded, origin = [], []
    for index, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        origin += [index] * len(piece)
    whole = "".join(folded)
    return sorted(
        {
            (origin[match.start()], origin[match.end() - 1] + 1)
            for word in wanted
            for match in re.finditer(re.escape(word), whole)
        }
    )
