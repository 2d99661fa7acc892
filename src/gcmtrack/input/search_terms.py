"""What a person looks for, as terms that are in a text or not: words with their forms, phrases, addresses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gcmtrack.input.word_forms import beginning, related
from gcmtrack.patterns import late
from gcmtrack.text import fold

# Stands between texts that are looked through together.
SEPARATOR = "\x1f"
_QUOTED = late(r'"([^"]*)"')
_WORD = late(r"[^\W_]+")
# Only signs and spaces stand between the words of a phrase, and no end of a text.
_NEXT = late(rf"(?:'s(?!\w))?(?:[^\w{SEPARATOR}]|_)+([^\W_]+)")
# example.org/events, www.example.org, https://example.org; A/CONF.231/3 is none.
_ADDRESS = late(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}(?:[/:?#].*)?)")
# Where documents of the United Nations stand by their symbols, in a language or not: the symbol is what counts.
_DOCUMENT = late(r"^(?:undocs\.org|docs\.un\.org)/(?:(?:ar|en|es|fr|ru|zh)/)?(?=\w+/)")
# Shorter words, and those with digits, have no forms.
_SHORTEST = 4


class Term(NamedTuple):
    """A word, a phrase or an address that was asked for, folded. A phrase has several `words`.

    Other forms of it begin with `start`; it has none where that is empty.
    """

    text: str
    words: tuple[str, ...] = ()
    start: str = ""
    is_address: bool = False

    def is_in(self, folded: str) -> bool:
        """Returns whether a folded text has the term: as it stands, inside a word too, or as another form of its words."""
        if self.text in folded:
            return True
        return bool(self.start) and self.start in folded and next(self._forms(folded), None) is not None

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yields where the term stands in a folded text."""
        for match in _as_typed(self.text).finditer(folded):
            yield match.span()
        yield from self._forms(folded)

    def stands_whole(self, folded: str) -> bool:
        """Returns whether the term stands in a folded text as it was typed, and not as a part of a longer word."""
        return _whole(self.text).search(folded) is not None

    def _forms(self, folded: str) -> Iterator[tuple[int, int]]:
        if not self.start:
            return
        for match in _begun(self.start).finditer(folded):
            if (end := self._end(match, folded)) is not None:
                yield match.start(), end

    def _end(self, first: re.Match[str], folded: str) -> int | None:
        """Returns where the words end that begin with the first one; None when others stand there."""
        if not _is_form(self.words[0], first[0]):
            return None
        end = first.end()
        for word in self.words[1:]:
            following = _NEXT.match(folded, end)
            # What is begun is enough for the last word.
            if following is None or not _is_form(word, following[1], begun=word is self.words[-1]):
                return None
            end = following.end()
        return end


# A search asks thousands of texts for the same few words.
@lru_cache(maxsize=64)
def _as_typed(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


@lru_cache(maxsize=64)
def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


@lru_cache(maxsize=64)
def _begun(start: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(start)}[^\W_]*")


def terms(texts: Iterable[str]) -> tuple[Term, ...]:
    """Returns the terms that were typed, each once, in order.

    A text of several words is a phrase, as is what stands in quotation marks inside a text; what is outside of them is
    words. An address is one term however it begins.
    """
    found: list[Term] = []
    for text in texts:
        folded = fold(text)
        if folded.count('"') < 2:
            found.extend(_term(folded.replace('"', " ")))
            continue
        for phrase in _QUOTED.findall(folded):
            found.extend(_term(phrase))
        found.extend(term for word in _QUOTED.sub(" ", folded).split() for term in _term(word))
    return tuple(dict.fromkeys(found))


def apart(wanted: Sequence[Term]) -> tuple[Term, ...]:
    """Returns the words of all terms, each a term of its own."""
    return tuple(
        dict.fromkeys(
            found
            for term in wanted
            for word in ([term.text] if term.is_address else term.text.split())
            for found in _term(word)
        )
    )


def _term(folded: str) -> Iterator[Term]:
    text = " ".join(folded.split())
    if not text:
        return
    # Compiling an expression takes longer than all that a search does with it, so its letters are looked for first.
    if " " not in text and "." in text and (address := _ADDRESS.fullmatch(text)):
        yield Term(_DOCUMENT.sub("", address[1]).rstrip("/"), is_address=True)
        return
    # What has signs inside, such as a symbol or an id, is looked for as it stands.
    plain = re.sub(r"'s\b", "", text) if "'s" in text else text
    words = tuple(_WORD.findall(plain))
    if " ".join(words) != plain:
        words = ()
    start = beginning(words[0]) if words and _has_forms(words[0]) else "".join(words[:1]) if words[1:] else ""
    yield Term(text, words, start)


def _has_forms(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _is_form(wanted: str, word: str, *, begun: bool = False) -> bool:
    return (
        word == wanted
        or (begun and word.startswith(wanted))
        or (_has_forms(wanted) and related(wanted, word))
    )
