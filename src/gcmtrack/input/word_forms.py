"""Forms of one word: singular and plural, -ise and -ize, -our and -or, in English, Spanish and French.

Light on purpose: two words are forms of each other when one of the usual endings makes both of one base. What is only
akin, such as "migration" and "migrant", "union" and "universe", is not.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from gcmtrack.patterns import late

# British endings and the American ones; compared in the American spelling. Each begins with letters that a word must have,
# since compiling an expression takes longer than all that a search does with it.
_AMERICAN = (
    ("is", late(r"is(ation|ations|e|ed|es|er|ers|ing)$"), r"iz\1"),
    ("ys", late(r"ys(e|ed|es|ing)$"), r"yz\1"),
    ("our", late(r"(?<=\w\w\w)our(?=(?:s|ed|ing|er|ers|able|ably|ite|ites|al|less|ful|hood|hoods)?$)"), "or"),
    ("re", late(r"^(cent|theat|fib|kilomet|met)re(s?)$"), r"\1er\2"),
    ("ence", late(r"^(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
    ("programme", late(r"^(programme)(s?)$"), r"program\2"),
    ("ogue", late(r"ogue(s?)$"), r"og\1"),
    ("ll", late(r"(?<=\w\w[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
)
# The other way about, only to know how many letters both spellings share.
_BRITISH = (
    ("iz", late(r"iz(?=(?:ation|ations|e|ed|es|er|ers|ing)$)"), "is"),
    ("yz", late(r"yz(?=(?:e|ed|es|ing)$)"), "ys"),
    ("or", late(r"(?<=\w\w\w)or(?=(?:s|ed|ing|er|ers|able|ably|ite|ites|al|less|ful|hood|hoods)?$)"), "our"),
    ("er", late(r"^(cent|theat|fib|kilomet|met)er(s?)$"), r"\1re\2"),
    ("ense", late(r"^(def|off|lic|pret)ense(s?)$"), r"\1ence\2"),
    ("og", late(r"og(s?)$"), r"ogue\1"),
)
# What ends in s and is no plural.
_SINGULAR = frozenset(
    ["news", "series", "species", "always", "perhaps", "across", "business", "thus", "mas", "tras"]
)
_IRREGULAR = {
    "children": "child",
    "women": "woman",
    "travaux": "travail",
    "crises": "crisis",
    "analyses": "analysis",
}
VOWELS = "aeiouy"
_SHORTEST = 4


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """Returns a folded word in the American spelling, so that both spellings compare alike."""
    for letters, pattern, american in _AMERICAN:
        if letters in word:
            word = pattern.sub(american, word)
    return word


@lru_cache(maxsize=1 << 16)
def bases(word: str) -> frozenset[str]:
    """Returns what a folded word can be a form of, itself among them."""
    spelt = spelling(word)
    if len(spelt) < _SHORTEST or not spelt.isalpha() or spelt in _SINGULAR:
        return frozenset([spelt])
    found = {spelt, _IRREGULAR.get(spelt, spelt), *_singulars(spelt)}
    for one in tuple(found):
        found.update(base for base in (*_verbs(one), *_genders(one)) if len(base) >= 3)
    return frozenset(found)


def related(one: str, other: str) -> bool:
    """Returns whether two folded words are forms of one word."""
    return one == other or not bases(one).isdisjoint(bases(other))


@lru_cache(maxsize=1 << 12)
def beginning(word: str) -> str:
    """Returns what every form of a folded word begins with."""
    british = word
    for letters, pattern, spelt in _BRITISH:
        if letters in british:
            british = pattern.sub(spelt, british)
    shared = os.path.commonprefix([word, british, *bases(word)])  # noqa: RUF071 (letters are meant, not folders)
    # What endings change before them: "policies" and "policy", "vote" and "voting", "refugiado" and "refugiada".
    return shared[: max(3, len(shared) - 2)]


def _singulars(word: str) -> Iterator[str]:
    if not word.endswith(("s", "x")) or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("aux"):
        yield word[:-3] + "al"
        yield word[:-1]
    elif word.endswith("x"):
        yield word[:-1]
    elif word.endswith("ies"):
        yield word[:-3] + "y"
        yield word[:-1]
    elif word.endswith("ces"):
        yield word[:-3] + "z"
        yield word[:-1]
    else:
        yield word[:-1]
        if re.search(r"(?:[sxzl]|ch|sh|[dnr])es$", word):
            yield word[:-2]


def _verbs(word: str) -> Iterator[str]:
    """Yields what "voted" and "voting", "planned" and "planning", "studied" are forms of."""
    if word.endswith("ied") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("eed"):
        return
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3 or not any(vowel in stem for vowel in VOWELS):
            continue
        yield stem
        if stem[-1] == stem[-2] and stem[-1] not in "lsz":
            yield stem[:-1]
        else:
            yield stem + "e"


# Endings of Spanish and French that have a feminine.
_FEMININE = (
    ("a", late(r"(?<=\w)((?:ad|id|ic|iv|os|an|ar|or)i?)a$"), r"\1o"),
    ("ora", late(r"(?<=\w\w)ora$"), "or"),
    ("ee", late(r"(?<=\w\w)ee$"), "e"),
    ("ive", late(r"(?<=\w\w)ive$"), "if"),
    ("euse", late(r"(?<=\w\w)euse$"), "eux"),
    ("iere", late(r"(?<=\w\w)iere$"), "ier"),
    ("e", late(r"(?<=\w\w)(ant|ent|nal|ral|gal|cal|ial|ain)e$"), r"\1"),
    ("e", late(r"(?<=\w\w)(el|en|on)\1?[ln]e$"), r"\1"),
)


def _genders(word: str) -> Iterator[str]:
    if len(word) >= 6:
        for ending, pattern, masculine in _FEMININE:
            if word.endswith(ending) and pattern.search(word):
                yield pattern.sub(masculine, word)


def _plainly(patterns: Iterable[tuple[str, re.Pattern[str], str]]) -> list[tuple[str, str]]:
    return [(pattern.pattern, re.sub(r"\\(\d)", r"$\1", instead)) for _, pattern, instead in patterns]


def rules() -> dict[str, Any]:
    """Returns the tables above for a script of the site, which has the same regular expressions with "$1" for "\\1"."""
    return {
        "american": _plainly(_AMERICAN),
        "british": _plainly(_BRITISH),
        "feminine": _plainly(_FEMININE),
        "singular": sorted(_SINGULAR),
        "irregular": _IRREGULAR,
        "shortest": _SHORTEST,
        "vowels": VOWELS,
    }
