"""No English in what a view prints in Spanish or French, over the whole record, but for pieces that are marked as such."""

import html
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from conftest import SHIPPED, Run, Screen
from gcmtrack.model.iso_codes import names
from gcmtrack.model.objectives import OBJECTIVES, PRINCIPLES
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.store.load import load
from gcmtrack.terminal import lines
from gcmtrack.views.record_fields import record_fields
from gcmtrack.wording import wording_of
from gcmtrack.wording.words import read_words

TODAY = date(2026, 11, 28)
LANGUAGES = ("es", "fr")
# Whatever follows a piece that is left as it was written.
_MARK = r"(?: \((?:[a-z]{2,3}(?:[^()]|\([^()]*\))*|título original|titre d’origine)\))"

# What stands before what an original says in English.
_BEFORE = r"(?:en inglés: |en anglais\xa0: )"

VIEWS = [
    "events", "events --past", "timeline", "timeline --statements", "statements", "documents", "organisations",
    "topics", "objectives", "objectives --principles", "matrix", "matrix phase region --of milestones",
    "matrix kind year", "matrix stance country", "matrix lang topic", "matrix type month --gaps",
    "matrix --gaps", "matrix kind --chart", "positions", "positions brazil", "positions --type civil-society",
    "mandates", "mandates --due 10y", "trail --texts", "trail detention", "trail --topic returns",
    "trail --objective 13", "show imrf-2022", "show 13", "show wimn", "show a-res-73-195", "cite --phase adoption",
    "export -f markdown --today 2026-11-28", "export -f ics", "export -f atom", "export -f jsonfeed",
]  # fmt: skip
PAGES = [
    f"{view} -f {form}"
    for view in ("matrix", "matrix --gaps", "positions", "positions brazil", "mandates", "trail --topic returns", "trail --texts")
    for form in ("markdown", "html")
]  # fmt: skip
DRAWN = ["matrix kind year -f svg"]


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
    own_words = set(re.findall(r"[^\W\d_]+", own))
    groups = read_words("en")
    months = {*groups["month"].values(), *groups["month-short"].values()}
    said = {word for group in groups.values() for text in group.values() for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}", "", text))}  # fmt: skip
    kept = {word for word in said if word.lower() not in own_words and word not in months}
    every = sorted({*(m for m in months if m.lower() not in own_words), *kept}, key=len, reverse=True)
    # A country is called so in English alone.
    every += sorted(
        name
        for code, name in names("country", "en").items()
        if name not in names("country", language).values()
    )
    return re.compile(r"\b(?:" + "|".join(map(re.escape, every)) + r")\b")


def check(said: str, language: str, *, marked: bool = True) -> None:
    unmarked = []
    english = set(english_texts()) - own_titles(language) if marked else set()
    said = re.sub(r"https?://[^\s)]+", " ", said)
    if not marked:
        # Quotation marks inside a quoted title.
        said = re.sub("[‘’](?=[”\xa0])|‘", '"', said)
    # The longest first, since one may stand in another.
    for text in sorted({*english_texts(), *other_texts()}, key=len, reverse=True):
        if text not in said:
            continue
        if text in english:
            said = re.sub(_BEFORE + re.escape(text) + "|" + re.escape(text) + r"…?" + _MARK, " ", said)
            if text in said:
                unmarked.append((text, said[max(0, said.index(text) - 60) :][: len(text) + 120]))
        said = said.replace(text, " ")
    assert unmarked[:10] == []
    # What people type, and the names of sites.
    said = re.sub(r"--[a-z-]+|gcmtrack:?[ a-z-]*|\[[a-z.-]+\.[a-z]+\]", "", said)
    left = [line for line in said.splitlines() if english_words(language).search(line)]
    assert [(english_words(language).findall(line), line[:200]) for line in left][:10] == []


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [*VIEWS, *PAGES, *DRAWN])
def test_no_english_in_a_view(view: str, language: str, run: Run) -> None:
    code, out, err = run(*view.split(), "--in", language, "--records", SHIPPED)
    assert code == 0, err
    assert len(out) > 100
    # A citation quotes a title as it is.
    check(unfolded(out, view), language, marked=not view.startswith("cite"))


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
        return re.sub(r"\\([^\w\s])", r"\1", out)
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_in_any_record(language: str) -> None:
    wording, all_ = wording_of(language), load(SHIPPED).records
    said = "\n".join(
        line
        for record in all_
        for line in lines.record_fields(record_fields(all_, record, TODAY, wording), wording)
    )
    check(said, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    ["events", "timeline", "statements", "documents", "organisations", "topics", "objectives", "matrix", "matrix --gaps",
     "matrix kind --chart", "positions", "positions brazil", "mandates", "mandates --due 10y", "trail --topic returns", "trail --texts", "show imrf-2022", "search detención"],
)  # fmt: skip
def test_no_english_on_a_terminal(view: str, language: str, terminal: Any) -> None:
    screen: Screen = terminal(1000, *view.split(), "--in", language, "--records", SHIPPED, "--no-pager")
    assert screen.code == 0, screen.err
    assert len(screen.text) > 100
    check(screen.text, language)
