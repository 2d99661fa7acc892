"""Topics that a record would be the first to have although others have much the same."""

from collections.abc import Iterable, Iterator

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Organisation, Record
from gcmtrack.text import nearest, one_of, quoted

# Words that make no two topics alike.
_JOINTS = frozenset({"and", "of", "in", "on", "to", "for", "the", "a"})
_NAMED = 3


def topic_remarks(records: Records, candidates: Iterable[Record]) -> Iterator[str]:
    """Yields a sentence for each topic of the candidates that no record has, where a topic in use is near it."""
    used = {topic for record in records for topic in _topics(record)}
    for topic in dict.fromkeys(topic for record in candidates for topic in _topics(record)):
        if topic not in used and (near := _near(topic, used)):
            yield f"no record has the topic {quoted(topic)} yet; in use: {one_of([quoted(t) for t in near], joint='and')}"


def _topics(record: Record) -> tuple[str, ...]:
    return () if isinstance(record, Organisation) else record.topics


def _near(topic: str, used: Iterable[str]) -> list[str]:
    """The topics of the same words, in whatever form, and some more or fewer; then those that are spelt nearly so."""
    words = _words(topic)
    of_words = [
        other for other in sorted(used) if _all_in(words, _words(other)) or _all_in(_words(other), words)
    ]
    return list(dict.fromkeys((*of_words, *nearest(topic, used))))[:_NAMED]


def _words(topic: str) -> list[str]:
    return [word for word in topic.split("-") if word not in _JOINTS]


def _all_in(some: list[str], others: list[str]) -> bool:
    from gcmtrack.input.word_forms import related

    return bool(some) and all(any(word == other or related(word, other) for other in others) for word in some)
