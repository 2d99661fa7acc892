"""Hypothesis strategies: dates, and whole valid records of the three kinds with nasty text in them."""

from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from builders import milestone, organisation, statement
from gcmtrack.model import vocabulary
from gcmtrack.model.dates import DateError, Part, When
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store import toml_text

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A year, a month or a day, with or without a qualifier."""
    day = draw(st.dates())
    precision = draw(st.sampled_from(["year", "month", "day"]))
    return Part(
        day.year,
        0 if precision == "year" else day.month,
        day.day if precision == "day" else 0,
        draw(st.sampled_from(["", "", "", "~", "?", "%"])),
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any date that can be recorded."""
    shape = draw(st.sampled_from(["single", "range", "open"]))
    start = draw(parts())
    if shape == "single":
        return When(start)
    if shape == "open":
        return When(start, open=True)
    end = draw(parts())
    try:
        return When(start, end)
    except DateError:
        return When(end, start) if end.first <= start.last else When(start)


NASTY = [
    "[rev 3]", "[draft]", "[A/CONF.231/3]", "[bold]x[/bold]", "\\", '"', "'", '"""', "'''", "\n", "\r\n", "\r", "\t",
    "\x00", "\x1b[31m", "\x1b]8;;https://evil.example\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028",
    "é", "e\u0301", "ñ", "Ω", "العربية", "中文", "👩‍👩‍👧", "🏳️‍🌈", "|", "<script>", "=cmd()", "#", "a = 1", "[[links]]", ":smile:",
]  # fmt: skip

_pieces = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=6), st.just("word ")
)
texts = st.lists(_pieces, min_size=1, max_size=6).map("".join).filter(lambda text: bool(text.strip("\x1c\x1d\x1e\x1f\x85 \t\n\r\v\f\u2028\u2029")) and any(not c.isspace() for c in text))  # fmt: skip
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
urls = st.sampled_from(
    ["https://example.org/a?b=c&d=%20#e", "http://example.org", "https://undocs.org/A/RES/73/195", "https://ñ.example/ü"]
)  # fmt: skip
languages = st.sampled_from(sorted(LANGUAGES))
countries = st.sampled_from(sorted(COUNTRIES))
_dates = whens().map(str)


def _table(needed: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> Any:
    return st.fixed_dictionaries(needed, optional=optional)


def _words(words: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(words)


def _some(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=3)


# Lists that the canonical form sorts and frees of what stands twice.
def _set(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=3, unique=True).map(sorted)


_sources = _table(
    {"title": texts},
    publisher=texts,
    url=urls,
    locator=texts,
    language=languages,
    accessed=days,
    archived=urls,
)
_links = _table(
    {"url": urls},
    title=texts,
    language=languages,
    format=_words(vocabulary.LINK_FORMATS),
    at=texts,
    archived=urls,
)
_titles = st.dictionaries(languages, texts, max_size=2).map(lambda titles: dict(sorted(titles.items())))
_shared: dict[str, Any] = {
    "summary": texts,
    "summaries": _titles,
    "our_translations": _set(languages),
    "overrides": st.from_regex(r"[0-9a-f]{8,64}", fullmatch=True),
    "added": days,
    "links": _some(_links),
    "sources": _some(_sources),
    "disputes": _some(_table({"field": texts}, value=texts, note=texts, source=texts)),
}
_subjects: dict[str, Any] = {
    **_shared,
    "objectives": _set(st.integers(1, 23)),
    "topics": _set(ids),
    "titles": _titles,
    "previous_dates": _some(_table({"date": _dates}, changed=days, note=texts, source=texts)),
}
_side = st.one_of(_set(ids), st.integers(0, 193))


def _led(mandate: dict[str, Any]) -> dict[str, Any]:
    """A lead and what it comes before are there together, or neither is."""
    if {"lead", "before"} <= mandate.keys():
        return mandate
    return {key: value for key, value in mandate.items() if key not in ("lead", "before")}


_mandates = st.lists(
    _table(
        {
            "id": ids,
            "what": texts,
            "every": st.from_regex(r"[1-9][0-9]?[my]", fullmatch=True),
            "first": _dates,
        },
        paragraph=texts,
        lead=st.from_regex(r"[1-9][0-9]?[dwm]", fullmatch=True),
        before=st.builds("{}/{}".format, ids, ids),
        note=texts,
    ).map(_led),
    max_size=2,
    unique_by=lambda mandate: mandate["id"],
)
_changes = _some(
    _table(
        {
            "topic": ids,
            "effect": _words(vocabulary.CHANGE_EFFECTS),
            "what": texts,
            "basis": _words(vocabulary.CHANGE_BASES),
        },
        objective=st.integers(1, 23),
        sources=_some(urls),
    )
)
# What only one kind of milestone has.
_of_kind: dict[str, dict[str, Any]] = {
    "decision": {
        "vote": st.dictionaries(_words(("yes", "no", "abstained", "absent")), _side, min_size=1),
        "mandates": _mandates,
    },
    "document": {"changes": _changes},
}


@st.composite
def milestones(draw: st.DrawFn) -> Milestone:
    kind = draw(_words(vocabulary.MILESTONE_KINDS))
    table = draw(
        _table(
            {
                "title": texts,
                "type": _words(vocabulary.TYPES_OF_KIND[kind]),
                "phase": _words(vocabulary.PHASES),
                "date": _dates,
            },
            announced=_dates,
            status=_words(vocabulary.STATUSES),
            city=texts,
            venue=texts,
            country=countries,
            region=_words(vocabulary.REGIONS),
            organisers=_some(ids),
            part_of=ids,
            supersedes=ids,
            fulfils=_set(st.builds("{}/{}".format, ids, ids)),
            symbol=st.sampled_from(["A/RES/73/195", "A/CONF.231/3", "A/71/L.1/Rev.1"]),
            **_of_kind.get(kind, {}),
            **_subjects,
        )
    )
    return milestone(draw(ids), kind=kind, **table)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    table = draw(
        _table(
            {
                "title": texts,
                "kind": _words(vocabulary.STATEMENT_KINDS),
                "date": _dates,
                "organisations": st.lists(ids, min_size=1, max_size=3),
            },
            cosigners=_set(ids),
            cosigner_count=st.integers(1, 2000),
            on_behalf_of=_some(ids),
            milestone=ids,
            supersedes=ids,
            languages=_some(languages),
            stance=_words(vocabulary.STANCES),
            speaker=_table({"name": texts}, role=texts),
            **_subjects,
        )
    )
    return statement(draw(ids), **table)


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    table = draw(
        _table(
            {"name": texts, "type": _words(vocabulary.ORGANISATION_TYPES)},
            acronym=texts,
            aliases=_set(texts),
            country=countries,
            url=urls,
            member_of=_set(ids),
            names=_titles,
            **_shared,
        )
    )
    return organisation(draw(ids), **table)


def records() -> st.SearchStrategy[Record]:
    """Any valid record."""
    return st.one_of(milestones(), statements(), organisations())


class Block(NamedTuple):
    """Some whole lines of a file: those of one key, of one table's header, or comments and blank lines between."""

    path: tuple[str | int, ...]
    text: str


_notes = st.sampled_from(["# a note", "#", '# title = "old"', "# [links]", "# é ñ — # again", "#\ttab"])


@st.composite
def handwritten(draw: st.DrawFn, record: Record, *, shuffled: bool = True) -> list[Block]:
    """The file of a record as people leave it: comments, blank lines, odd spacing, lists over several lines, keys in
    another order, CRLF, no newline at the end. Its blocks joined are the text."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    flat, tables = _split(toml_text.render(record))
    if shuffled and draw(st.booleans()):
        flat = draw(st.permutations(flat))
    made: list[Block] = []
    for path, line in (*((("",), line) for line in flat), *tables):
        made += [
            Block((), note + newline)
            for note in draw(st.lists(st.sampled_from(["", "  "]) | _notes, max_size=2))
        ]
        made.append(_block(draw, path, line, newline))
    if draw(st.booleans()):
        made.append(Block((), draw(_notes) + newline))
    if draw(st.integers(0, 3)) == 0:
        made[-1] = made[-1]._replace(text=made[-1].text.removesuffix(newline))
    return made


def _split(text: str) -> tuple[list[str], list[tuple[tuple[str | int, ...], str]]]:
    """The plain lines of a canonical text, and the lines of its tables with the paths of the tables."""
    flat: list[str] = []
    tables: list[tuple[tuple[str | int, ...], str]] = []
    path: tuple[str | int, ...] = ()
    for line in text.split("\n"):
        if line.startswith("[["):
            key = line.strip("[]")
            path = (key, sum(1 for p, inner in tables if inner.startswith("[[") and p[0] == key))
        elif line.startswith("["):
            path = (line.strip("[]"),)
        elif not path and line:
            flat.append(line)
            continue
        if line:
            tables.append((path, line))
    return flat, tables


def _block(draw: st.DrawFn, path: tuple[str | int, ...], line: str, newline: str) -> Block:
    behind = draw(st.sampled_from(["", "", "", "  ", " # why", "\t# note"]))
    if line.startswith("["):
        return Block(path, line + behind + newline)
    key, value = line.split(" = ", 1)
    here = (*path, key) if path != ("",) else (key,)
    if value.startswith("[") and draw(st.booleans()):
        items = [toml_text.value_text(item) for item in toml_text.parse(line)[key]]
        inner = "".join(
            f"    {item}{',' if i < len(items) - 1 or draw(st.booleans()) else ''}{draw(st.sampled_from(['', '  # why']))}{newline}"
            for i, item in enumerate(items)
        )
        return Block(here, f"{key} = [{newline}{inner}]{behind}{newline}")
    equals = draw(st.sampled_from([" = ", " = ", "=", "   =  "]))
    return Block(here, f"{key}{equals}{value}{behind}{newline}")
