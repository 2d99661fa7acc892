"""Names reduced to tokens that are the same in English, Spanish and French, to compare titles with."""

import re
from functools import lru_cache
from typing import NamedTuple

from gcmtrack.audit.matching.name_words import BEGINNINGS, EMPTY, PHRASES, WORDS
from gcmtrack.audit.reading.date_patterns import MONTH_OR_RELATIVE
from gcmtrack.audit.reading.date_scanner import scan
from gcmtrack.audit.reading.flat import flat

# What tells one draft of a text from another.
TELLING = frozenset(("+zero-draft", "+final-draft", "rev-1", "rev-2", "rev-3", "plus"))


def _begins() -> str:
    """A pattern of the letters with which phrases begin. Without it most of the time goes into trying all of them on every
    word."""
    by_letter: dict[str, list[str]] = {}
    for letters in BEGINNINGS.split():
        by_letter.setdefault(letters[0], []).append(re.escape(letters[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())


_PHRASES = re.compile(
    rf"(?<!\w)(?={_begins()})(?:"
    + "|".join(f"(?P<p{number}>{pattern})" for number, (_, pattern) in enumerate(PHRASES))
    + r")(?!\w)"
)
# What a date in a name has: a year, or a day and a month.
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


# Each has its review.
_REGIONS = frozenset(("lac", "asia", "africa", "arab", "ece", "europe"))


class Name(NamedTuple):
    """The tokens of a name: what is named, the types, the ordinals, the years."""

    tokens: frozenset[str]
    types: frozenset[str]
    ordinals: frozenset[str]
    years: frozenset[int]

    @property
    def is_empty(self) -> bool:
        return not self.tokens


# A page of five megabytes has more names than fit a small cache, and is gone through several times.
@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """Returns the name that a text is; dates in it are left out, but for their years."""
    folded = flat(text)
    years: set[int] = set()
    dated = _YEAR.search(text) or (_DAY.search(text) and MONTH_OR_RELATIVE.search(folded))
    for written in reversed(scan(text, folded) if dated else ()):
        years.update(end.year for end in (written.first, written.last) if end.year)
        folded = f"{folded[: written.begin]} {folded[written.end :]}"
    found: set[str] = set()
    rest = []
    at = 0
    for match in _PHRASES.finditer(folded):
        rest.append(folded[at : match.start()])
        assert match.lastgroup is not None
        found.update(PHRASES[int(match.lastgroup[1:])][0].split())
        at = match.end()
    rest.append(folded[at:])
    for part in rest:
        for word in _WORD.findall(part):
            found.update(_tokens(word))
    if "+review" in found and "+imrf" not in found and found & _REGIONS:
        # "The Africa review"; "imrf" is a review of its own.
        found = (found - {"+review"}) | {"+regional-review"}
    types = {token for token in found if token.startswith("+")}
    ordinals = {token for token in found if token.startswith("#")}
    plain = {token for token in found if not token.startswith("-")}
    return Name(frozenset(plain), frozenset(types), frozenset(ordinals), frozenset(years))


def _tokens(word: str) -> tuple[str, ...]:
    word = word[2:] if word[:2] in ("l'", "d'") else word
    known = WORDS.get(word)
    if known is not None:
        return (known,)
    if word in EMPTY or (len(word) < 3 and not word.isdigit()):
        return ()
    if "-" in word:
        return tuple(token for part in word.split("-") for token in _tokens(part))
    word = word.removesuffix("'s")
    return (word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word,)
