"""How a language says what the records hold: dates, distances, places, words of the vocabulary, headings, counts.

A `Wording` is a parameter like `today`: whoever prints for people is given one. The words of a language stand in one
file, `LANGUAGE.json`. What ends a command and what stands in its help is in English, whatever the wording.
"""

from functools import cache

from gcmtrack.wording.wording import Title, Wording
from gcmtrack.wording.words import read_words

# The languages that can be asked for; each has a file of words.
LANGUAGES: tuple[str, ...] = ("en", "es", "fr")

__all__ = ["LANGUAGES", "Title", "Wording", "english", "wording_of"]


@cache
def wording_of(language: str) -> Wording:
    """Returns the wording of one of `LANGUAGES`. A word that its file lacks is said in English."""
    return Wording(language, read_words(language), None if language == "en" else english)


def english() -> Wording:
    """Returns the wording of messages, of JSON and of plain tables, and of everything that no language is asked for."""
    return wording_of("en")
