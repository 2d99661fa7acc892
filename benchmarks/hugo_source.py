"""Writes records as people write them for Hugo: Markdown with front matter, one file a page, beside the layouts of `hugo/`.

What a record refers to are taxonomies, which are Hugo's way to what leads back. A page that Hugo makes shorter than ours gets
text of the missing length (`evened`), so that both write the same number of bytes.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gcmtrack.model.collection import Records
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store.load import load
from gcmtrack.wording import english

LAYOUTS = Path(__file__).with_name("hugo")
PHASES = ("groundwork", "consultation", "stocktaking", "negotiation", "adoption", "implementation", "review")
# Pages that are no record's: our name of the page, its place in Hugo, and its front matter.
_LISTS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "en/index.html": ("_index.md", {"title": "Global Compact for Migration"}),
    "en/events.html": ("milestones/_index.md", {"title": "Events", "outputs": ["HTML", "CSV"]}),
    "en/statements.html": ("statements/_index.md", {"title": "Statements", "outputs": ["HTML", "CSV"]}),
    "en/organisations.html": (
        "organisations/_index.md",
        {"title": "Organisations", "outputs": ["HTML", "CSV"]},
    ),
    "en/objectives.html": ("objectives/_index.md", {"title": "Objectives"}),
    **{
        f"en/{name}.html": (f"{name}.md", {"title": name.title(), "active": name, "layout": layout})
        for name, layout in (
            ("process", "process"),
            ("documents", "documents"),
            ("numbers", "numbers"),
            ("search", "page"),
            ("about", "page"),
        )
    },
    **{
        f"en/embed/{block}.html": (
            f"embed/{block}.md",
            {"title": block.title(), "layout": "block", "block": block},
        )
        for block in ("upcoming", "ongoing", "new", "statements")
    },
    **{
        f"en/objectives/{o.number}.html": (
            f"objectives/{o.number}/_index.md",
            {"title": str(o.number), "description": o.title},
        )
        for o in OBJECTIVES
    },
}
# Files that are no pages: a page without HTML that is written in other forms.
_OTHERS: Mapping[str, dict[str, Any]] = {
    **{
        f"feeds/{feed}.md": {"title": feed, "feed": feed, "layout": "feed", "outputs": ["Atom", "JSON"]}
        for feed in ("new", "coming")
    },
    "calendar/all.md": {"title": "all", "layout": "calendar", "outputs": ["Calendar"]},
    **{
        f"calendar/phase-{phase}.md": {"title": phase, "phase": phase, "layout": "calendar", "outputs": ["Calendar"]}
        for phase in PHASES
    },
    "data/records.md": {"title": "records", "layout": "records", "outputs": ["JSON"]},
    **{
        f"{name}.md": {"title": name, "layout": name, "outputs": ["Script"]}
        for name in ("events", "titles", "texts", "words")
    },
}  # fmt: skip


def write(records: Path, ours: Path, source: Path) -> None:
    """Makes the source of a site like ours. What no template can make, the assets and the database, it gets to copy."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(LAYOUTS, source)
    _data(source / "data")
    for folder in ("assets", "data"):
        (source / "static" / folder).mkdir(parents=True)
    for name in ("assets/icon.svg", "assets/site.css", "assets/site.js", "assets/search.js", "data/records.sqlite", "gcmtrack-site.json"):  # fmt: skip
        shutil.copy(ours / name, source / "static" / name)
    for _, path, head, body in _pages(load(records).records):
        _put(source / "content" / path, head, body)
    for path, head in _OTHERS.items():
        _put(source / "content" / path, {**head, "_build": {"list": "never"}}, "")


def evened(records: Path, ours: Path, source: Path) -> None:
    """Gives each page that is shorter than ours the text that it lacks. Hugo has made the site once."""
    for name, path, head, body in _pages(load(records).records):
        made = source / "public" / made_as(path)
        missing = os.path.getsize(ours / name) - made.stat().st_size
        if missing > len("<p></p>\n"):
            _put(source / "content" / path, head, f"{body}\n\n{_text(missing - len('<p></p>') - 1)}\n")


def uneven(records: Path, ours: Path, source: Path, most: float) -> list[str]:
    """Returns the pages whose sizes differ by more than `most` of ours."""
    return [
        name
        for name, path, _, _ in _pages(load(records).records)
        if abs((source / "public" / made_as(path)).stat().st_size / os.path.getsize(ours / name) - 1) > most
    ]


def made_as(path: str) -> str:
    """Returns where Hugo puts the page of a file of content."""
    if path == "_index.md":
        return "index.html"
    return f"{path.removesuffix('.md').removesuffix('/_index')}.html"


def _text(length: int) -> str:
    """Text of so many letters, in lines as people write them."""
    words = "Participants spoke about what had been promised and who is to carry it out and by when\n"
    said = (words * (length // len(words) + 1))[:length]
    return said.rstrip() + "." * (length - len(said.rstrip()))


def _data(folder: Path) -> None:
    wording = english()
    folder.mkdir()
    codes = ("CH", "US", "AT", "CL", "MX", "MA", "ET", "TH", "EG", "EC", "PH", "DE", "SN", "LB")
    tables = {
        "countries": {code: wording.country(code) for code in codes},
        "languages": {code: wording.language_name(code) for code in ("en", "es", "fr")},
        "objectives": {str(o.number): wording.objective(o.number) for o in OBJECTIVES},
    }
    for name, told in tables.items():
        (folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def _pages(records: Records) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Yields of each page our name of it, its file of content, its front matter, and its text."""
    for name, (path, head) in _LISTS.items():
        yield name, path, {"description": "What happened, and what comes", **head}, ""
    for place, record in enumerate(records):
        path = f"{record.folder}/{record.id}"
        yield f"en/{path}.html", f"{path}.md", _head(record, place), _body(record)


def _head(record: Record, place: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": record.title,
        "description": record.summary or "",
        "added": str(record.added),
    }
    if isinstance(record, Organisation):
        return {**told, "kind": record.type, "acronym": record.acronym, "country": record.country}
    first, last = record.date.first.isoformat(), record.date.last.isoformat()
    told |= {"kind": record.kind, "date": first, "first": first, "last": last, "place": place}
    told |= {"end": last} if last != first else {}
    told |= {"objectives": [str(n) for n in record.objectives], "topics": list(record.topics)}
    told["links"] = [
        {"url": s.url or "", "title": s.title, "publisher": s.publisher or ""} for s in record.sources
    ]
    if isinstance(record, Statement):
        return told | {
            "organisers": list(record.organisations),
            "answers": [record.milestone] if record.milestone else [],
            "languages": list(record.languages),
        }
    assert isinstance(record, Milestone)
    told |= {"type": record.type, "phase": record.phase, "organisers": list(record.organisers)}
    told |= {key: value for key in ("city", "country", "region") if (value := getattr(record, key))}
    told |= {"where": english().place(record)} if record.city else {}
    told |= {"wholes": [record.part_of]} if record.part_of else {}
    if record.kind in ("event", "deadline"):
        told["outputs"] = ["HTML", "Calendar"]
    return told


def _body(record: Record) -> str:
    links = [
        f"* [{link.url}]({link.url}) ({', '.join(filter(None, (link.language, link.format)))})"
        for link in record.links
    ]
    sources = [
        f"* [{source.title}{f' ({source.publisher})' if source.publisher else ''}]({source.url})"
        for source in record.sources
    ]
    return "\n".join((*(["## links", "", *links, ""] if links else ()), "## sources", "", *sources, ""))


def _put(file: Path, head: Mapping[str, Any], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} = {_toml(value)}" for key, value in head.items() if value is not None]
    file.write_text("\n".join(("+++", *lines, "+++", "", body)), encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
