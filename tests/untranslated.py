"""Finds English in what is printed in another language, but for pieces that are marked as such."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from conftest import SHIPPED
from gcmtrack.model.iso_codes import names
from gcmtrack.model.objectives import OBJECTIVES, PRINCIPLES
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.store.load import load
from gcmtrack.wording.words import read_words

LANGUAGES = ("es", "fr")
# Whatever follows a piece that is left as it was written.
_MARK = r"(?: \((?:[a-z]{2,3}(?:[^()]|\([^()]*\))*|título original|titre d’origine)\))"

# What stands before what an original says in English.
_BEFORE = r"(?:en inglés: |en anglais\xa0: )"

# Stands for the English text that is looked for.
_TEXT = "\0"
_MARKED = re.compile(f"{_BEFORE}{_TEXT}|{_TEXT}…?{_MARK}")
_ROWS = 50


@cache
def shipped() -> list[Record]:
    return list(load(SHIPPED).records)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


@cache
def english_texts() -> list[str]:
    """What the records say in English and nothing translates: it must be marked. Longest first."""
    found = {o.title for o in OBJECTIVES} | {p.name for p in PRINCIPLES}
    for record in shipped():
        found |= {record.summary or ""}
        found |= {s.title for s in record.sources if s.language in (None, "en")}
        found |= {link.title or "" for link in record.links} | {link.at or "" for link in record.links}
        found |= {source.locator or "" for source in record.sources}
        if isinstance(record, (Milestone, Statement)):
            found |= {p.note or "" for p in record.previous_dates} | {d.note or "" for d in record.disputes}
        if isinstance(record, Milestone):
            found |= {record.title, *(c.what for c in record.changes), *(m.what for m in record.mandates)}
            found |= {m.note or "" for m in record.mandates}
        if isinstance(record, Statement):
            found |= {record.speaker.role or "" if record.speaker else ""}
            found |= {record.title} if record.languages[:1] == ("en",) else set()
    # A sentence in a sentence has lost its stop.
    found |= {text.removesuffix(".") for text in found}
    return sorted(
        (text for text in found if len(text) > 12 and " " in text and re.search("[a-z]{3}", text)),
        key=len,
        reverse=True,
    )


@cache
def other_texts() -> list[str]:
    """Everything else that records hold: names, addresses, ids, titles in any language. Longest first."""
    found = {text for record in shipped() for text in texts(msgspec.to_builtins(record, enc_hook=str))}
    found |= (
        {record.id for record in shipped()}
        | {n for p in PRINCIPLES for n in p}
        | {n for o in OBJECTIVES for n in o[1:]}
    )
    return sorted((text for text in found if len(text) > 3), key=len, reverse=True)


@cache
def english_words(language: str) -> re.Pattern[str]:
    """What the English file says and no text of the language does."""
    own = " ".join(text for group in read_words(language).values() for text in group.values()).lower()
    own += " ".join([*names("country", language).values(), *names("language", language).values()]).lower()
    # "Réunion" is a part of "La Réunion".
    own_names = "\n".join(names("country", language).values())
    own_words = set(re.findall(r"[^\W\d_]+", own))
    groups = read_words("en")
    months = {*groups["month"].values(), *groups["month-short"].values()}
    said = {word for group in groups.values() for text in group.values() for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", text))}  # fmt: skip
    kept = {word for word in said if word.lower() not in own_words and word not in months}
    every = sorted({*(m for m in months if m.lower() not in own_words), *kept}, key=len, reverse=True)
    # A country is called so in English alone.
    every += sorted(name for code, name in names("country", "en").items() if name not in own_names)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, every)) + r")\b")


def check(said: str, language: str, *, marked: bool = True) -> None:
    unmarked = []
    english = set(english_texts()) - own_titles(language) if marked else set()
    said = re.sub(r"https?://[^\s)]+", " ", said)
    if not marked:
        # Quotation marks inside a quoted title.
        said = re.sub("[‘’](?=[”\xa0])|‘", '"', said)
    # What stands in every line of a table is looked at once.
    rows = list(dict.fromkeys(said.splitlines()))
    # A few lines at a time: each text is looked for in those lines alone.
    pieces = []
    for at in range(0, len(rows), _ROWS):
        piece = "\n".join(rows[at : at + _ROWS])
        for text in present(piece):
            if text not in piece:
                continue
            if text in english:
                piece = _MARKED.sub(" ", piece.replace(text, _TEXT))
                if _TEXT in piece:
                    unmarked.append((text, piece[max(0, piece.index(_TEXT) - 60) :][:120]))
            piece = piece.replace(text, " ").replace(_TEXT, " ")
        pieces.append(piece)
    assert not unmarked, unmarked[:10]
    # What people type, and the names of sites.
    said = re.sub(r"--[a-z-]+|gcmtrack:?[ a-z-]*|\[[a-z.-]+\.[a-z]+\]", "", "\n".join(pieces))
    left = [line for line in said.splitlines() if english_words(language).search(line)]
    assert not left, [(english_words(language).findall(line), line[:200]) for line in left][:10]


@cache
def by_beginning() -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for text in {*english_texts(), *other_texts()}:
        found[text[:_BEGINNING]].append(text)
    return found


# As many characters as the shortest text has.
_BEGINNING = 4


def present(said: str) -> list[str]:
    """The texts of the records that stand in what is said, at the beginning of a word; the longest first, since one may
    stand in another."""
    known = by_beginning()
    found = {
        text
        for begin in re.finditer(r"(?<!\w)\S|(?<=\w)[^\w\s]", said)
        for text in known.get(said[begin.start() : begin.start() + _BEGINNING], ())
        if said.startswith(text, begin.start())
    }
    return sorted(found, key=len, reverse=True)


@cache
def own_titles(language: str) -> set[str]:
    """English titles that are titles in the language, or names that nobody translates."""
    found = set()
    for record in shipped():
        named = getattr(record, "names", None) or getattr(record, "titles", {})
        found |= {named.get(language, "")}
        found |= {name for name in (getattr(record, "name", ""), getattr(record, "acronym", "")) if name}
        found |= {source.publisher or "" for source in record.sources} | {*getattr(record, "aliases", ())}
    return found


def unfolded(out: str, view: str) -> str:
    """The text of a calendar or a feed without what their forms do to it."""
    if view.endswith("ics"):
        out = out.replace("\r\n ", "").replace("\r\n", "\n")
        out = re.sub(
            r"(?m)^(?:BEGIN|END|VERSION|PRODID|UID|STATUS|TRANSP|CLASS|ACTION|CALSCALE|METHOD)[:;].*$",
            "",
            out,
        )
        return re.sub(r"\\([,;\\])", r"\1", out).replace("\\n", "\n")
    if view.endswith(("atom", "html", "svg")):
        return html.unescape(re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", out))
    if view.endswith("jsonfeed"):
        return "\n".join(texts(msgspec.json.decode(out)))
    if "markdown" in view:
        return html.unescape(re.sub(r"\\([^\w\s])", r"\1", out))
    return out
