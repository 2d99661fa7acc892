"""One reader a key: what a person types for a key of a record, as the value that the record's file holds.

Filters, `add`, `edit`, prompts and the markers of pages read here, so that what one of them understands all understand.
Every reader takes the text, the records and the day of today, and raises `Misuse` when the text cannot be meant.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from gcmtrack.errors import Misuse
from gcmtrack.input import lookup
from gcmtrack.input.cleaning import clean
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.ids import Folder
from gcmtrack.model.iso_codes import Noun, codes_called, codes_said, unknown_code
from gcmtrack.model.limits import COSIGNERS
from gcmtrack.model.records import REFERENCES
from gcmtrack.model.vocabulary import (
    LINK_FORMATS,
    LINK_ROLES,
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    ORGANISATION_TYPES,
    PHASES,
    REGIONS,
    STANCES,
    STATEMENT_KINDS,
    STATUSES,
)
from gcmtrack.text import fold, name_key, one_of, quoted, unknown_word

Reader = Callable[[str, Records, date], Any]

_LINK_WORDS: dict[str, Sequence[str]] = {"links.format": LINK_FORMATS, "links.role": LINK_ROLES}
# The keys with a fixed list of words. Those with a dot stand in the tables inside a record.
WORDS: dict[Folder, dict[str, Sequence[str]]] = {
    "milestones": {
        "kind": MILESTONE_KINDS,
        "type": MILESTONE_TYPES,
        "phase": PHASES,
        "status": STATUSES,
        "region": REGIONS,
        **_LINK_WORDS,
    },
    "statements": {"kind": STATEMENT_KINDS, "stance": STANCES, **_LINK_WORDS},
    "organisations": {"type": ORGANISATION_TYPES, **_LINK_WORDS},
}


class UnreadableDate(Misuse):
    """The text is no date, or can be read two ways."""


def read(folder: Folder, key: str, text: str, records: Records, today: date) -> Any:
    """Returns the value that `text` means for one value of a key. Raises `Misuse`."""
    return reader(folder, key)(clean(text), records, today)


def reader(folder: Folder, key: str) -> Reader:
    """Returns the reader of a key; of a key that holds a list, the reader of one item; plain text by default."""
    words = WORDS[folder].get(key)
    if words is not None:
        return word_reader(key.rpartition(".")[2], words)
    reference = REFERENCES[folder].get(key)
    if reference is not None:
        return _REFERENCES[reference]
    return _READERS.get(key, plain)


def items(folder: Folder, key: str, text: str, records: Records, today: date) -> list[str]:
    """Returns the parts of a list that a person typed between commas; a name that has a comma of its own stays whole."""
    if REFERENCES[folder].get(key) == "organisations":
        with suppress(Misuse):
            organisation(text, records, today)
            return [text]
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def word(text: str, noun: str, known: Sequence[str]) -> str:
    """Returns the known word that `text` means: case, accents and hyphens do not matter, and it may be said in English,
    Spanish or French as the word is read there; see `vocabulary_words.meant`.

    Raises `Misuse` with what is known, or the nearest of it.
    """
    from gcmtrack.input import vocabulary_words

    found = vocabulary_words.meant(noun, text, known)
    if len(found) > 1:
        raise Misuse(f"{quoted(text)} can mean {one_of([repr(word) for word in found])}; give the word")
    if not found:
        raise Misuse(unknown_word(noun, text, known))
    return found[0]


def word_reader(noun: str, known: Sequence[str]) -> Reader:
    """Returns a reader for some known words; see `word`."""

    def read(text: str, _: Records, __: date) -> str:
        return word(text, noun, known)

    return read


def code(text: str, noun: Noun) -> str:
    """Returns the code for a code or a name ("MX", "mexico"); see `codes_called`. Raises `Misuse` with what was perhaps
    meant."""
    found = codes_called(noun, text)
    if len(found) > 1:
        raise Misuse(f"{quoted(text)} can mean {codes_said(noun, found)}; give the code")
    if not found:
        raise Misuse(unknown_code(text, noun))
    return found[0]


def when(text: str, today: date) -> When:
    """Returns the date that a person typed; see `typed_dates.read`. Raises `UnreadableDate`."""
    from gcmtrack.input import typed_dates

    try:
        return typed_dates.read(text, today)
    except DateError as error:
        raise UnreadableDate(str(error)) from None


def plain(text: str, _: Records, __: date) -> str:
    return text.strip()


def edtf(text: str, _: Records, today: date) -> str:
    """Returns a date as records write it."""
    return str(when(text, today))


def day(text: str, _: Records, today: date) -> date:
    meant = when(text, today)
    if not meant.is_exact or meant.is_range:
        raise Misuse(f"{text!r} is not a day; write it as 2018-07-13")
    return meant.first


def country(text: str, _: Records, __: date) -> str:
    return code(text, "country")


def language(text: str, _: Records, __: date) -> str:
    return code(text, "language")


def objective(text: str, _: Records, __: date) -> int:
    """Returns the objective of a number, of a name, or the one that has all words of `text` in its names and its title."""
    stripped = text.strip()
    if re.fullmatch(r"0?[1-9]|1\d|2[0-3]", stripped, re.ASCII):
        return int(stripped)
    found = _objectives_named(text) if any(map(str.isalpha, text)) else []
    if len(found) == 1:
        return found[0]
    if found:
        raise Misuse(
            f"{quoted(text)} can mean the objectives {one_of(list(map(str, found)))}; give the number"
        )
    raise no_objective(text)


def no_objective(text: str) -> Misuse:
    """Returns what is said of a number that no objective has."""
    return Misuse(f"there is no objective {quoted(text)}; the Compact has objectives 1 to 23")


def _objectives_named(text: str) -> list[int]:
    from gcmtrack.input.search_terms import SEPARATOR, terms
    from gcmtrack.model.objectives import OBJECTIVES

    names = {o.number: (o.short, o.es, o.fr, o.title) for o in OBJECTIVES}
    if called := [number for number, said in names.items() if name_key(text) in map(name_key, said)]:
        return called
    wanted = terms(name_key(text).split())
    return [
        number
        for number, said in names.items()
        if wanted and all(term.is_in(SEPARATOR.join(map(fold, said))) for term in wanted)
    ]


def topic(text: str, _: Records, __: date) -> str:
    from gcmtrack.input import vocabulary_words

    written = vocabulary_words.topic(text)
    if not written:
        raise Misuse(f"{text!r} is not a topic: small letters, digits and single hyphens")
    return written


def symbol(text: str, _: Records, __: date) -> str:
    from gcmtrack.model import un_symbols

    try:
        return un_symbols.normalise(text)
    except ValueError as error:
        raise Misuse(str(error)) from None


def number(text: str, _: Records, __: date) -> int:
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(COSIGNERS))
    if not digits or not 1 <= int(text) <= COSIGNERS:
        raise Misuse(f"{text!r} is not a number of organisations")
    return int(text)


def address(text: str, _: Records, __: date) -> str:
    text = text.strip()
    if match := re.fullmatch(r"(https?)(://[^\s/]+\S*)", text, re.IGNORECASE):
        return match[1].lower() + match[2]
    hint = f", as in https://{text}" if "." in text and ":" not in text and " " not in text else ""
    raise Misuse(f"{text!r} is not a web address; write it whole, with http or https{hint}")


def page_title(text: str, _: Records, __: date) -> str:
    """Returns the title of a page; an address is often pasted where it is asked for."""
    text = text.strip()
    if text.lower().startswith(("http://", "https://")):
        raise Misuse(f"{text!r} is an address; the title of the page is asked for here")
    return text


def translation(text: str, _: Records, __: date) -> tuple[str, str]:
    """Returns the language and the text of LANG=TEXT."""
    language, equals, translated = text.partition("=")
    if not equals or not translated.strip():
        raise Misuse(f"write LANG=TEXT, as in es=Declaración, not {text!r}")
    return code(language, "language"), translated.strip()


def organisation(text: str, records: Records, _: date) -> str:
    return lookup.find_organisation(records, text).id


def milestone(text: str, records: Records, _: date) -> str:
    return lookup.find_record(records, text, ["milestones"]).id


def statement(text: str, records: Records, _: date) -> str:
    return lookup.find_record(records, text, ["statements"]).id


_REFERENCES: dict[Folder, Reader] = {
    "organisations": organisation,
    "milestones": milestone,
    "statements": statement,
}
# The keys that hold neither plain text nor words nor ids; they mean the same in every kind of record.
_READERS: dict[str, Reader] = {
    "added": day,
    "announced": edtf,
    "checked": day,
    "cosigner_count": number,
    "country": country,
    "date": edtf,
    "languages": language,
    "links": address,
    "links.url": address,
    "names": translation,
    "objectives": objective,
    "our_translations": language,
    "sources": address,
    "sources.accessed": day,
    "sources.title": page_title,
    "sources.url": address,
    "symbol": symbol,
    "titles": translation,
    "topics": topic,
    "url": address,
}
