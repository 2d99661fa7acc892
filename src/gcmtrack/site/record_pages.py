"""A page for each record: everything that `show` says, with relations both ways."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from gcmtrack.formats.chunks import Chunks
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.model.remade import each, runs
from gcmtrack.site import items, markup, structured
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views import relations
from gcmtrack.views.pieces import Hyperlink, Line
from gcmtrack.views.record_fields import Field, evidence, own_fields
from gcmtrack.views.related_lines import named
from gcmtrack.views.relations import Entry, Relation

_ACTIVE = {"statements": "statements", "organisations": "organisations"}
# Told in the head of the page, in the words of the reader's day.
_IN_HEAD = frozenset({"when", "status", "summary"})
# Told in a part of the page of their own.
_APART = frozenset(
    {"links", "vote", "mandates", "changes", "disputed", "sources", "titles", "summaries", "names"}
)
_OF_RECORD = frozenset({"entered", "last checked"})
# Relations to a few, told among the facts; the others are lists.
_LISTS = frozenset({"parts", "statements", "carried out by", "cosigned by", "members"})


class Part(NamedTuple):
    """A part of a page under a heading: lines or items."""

    name: str
    heading: str
    lines: Sequence[Markup] = ()
    items: Sequence[Item] = ()


class Fact(NamedTuple):
    """A label with its values."""

    name: str
    label: str
    values: Sequence[Markup]


class Year(NamedTuple):
    """What an organisation did in a year, each with the part that it had."""

    year: int
    items: Sequence[tuple[Item, str]]


def pages(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    """Yields the path and the page of each record."""
    for folder in FOLDERS:
        for record in edition.records.all_of(folder).values():
            path = f"{folder}/{record.id}.html"
            yield path, edition.page("record.html", path, _active(record), **_values(edition, record))


def _active(record: Record) -> str:
    if isinstance(record, Milestone):
        return "documents" if record.kind == "document" else "events"
    return _ACTIVE[record.folder]


def _values(edition: Edition, record: Record) -> dict[str, Any]:
    wording = edition.wording
    title = items.named(record, wording)
    summary, summary_lang = items.summary(record, wording)
    fields = own_fields(edition.records, record, edition.plan.today, wording)
    proof = evidence(record, wording)
    related = relations.relations(edition.records, record)
    found: dict[str, Any] = {
        "record": record,
        "kind": record.folder.removesuffix("s"),
        "kicker": _kicker(edition, record),
        "title": title.title,
        "title_lang": title.lang,
        "translation": title.translation,
        "translation_lang": title.translation_lang,
        "summary": summary,
        "summary_lang": summary_lang,
        "description": summary or title.title,
        "facts": [*_facts(edition, record, fields), *_related_facts(edition, related)],
        "parts": [*_parts(fields, proof), *_related_parts(edition, related)],
        "sources": [_source(line) for field in proof if field.name == "sources" for line in field.values],
        "disputes": [
            markup.line(line) for field in proof if field.name == "disputed" for line in field.values
        ],
        "others": _other_languages(edition, record, summary),
        "about": [_fact(field) for field in proof if field.name in _OF_RECORD],
        "labels": {name: wording.label("field", name) for name in ("links", "sources", "disputed")},
        "years": [],
        "when": "",
        "distance": "",
        "state": "",
        "moving": Markup(""),
        "calendar": False,
        "status": None,
        "structured": Markup(""),
    }
    if isinstance(record, Organisation):
        found["years"] = list(_years(edition, record))
        return found
    found["when"] = wording.date(record.date)
    found["distance"] = str(record.date)
    if isinstance(record, Milestone):
        found["moving"] = items.standing(record, edition.plan.today)
        found["status"] = items.status(record, wording)
        found["calendar"] = structured.has_calendar(record)
        found["structured"] = structured.event(edition, record)
    return found


def _kicker(edition: Edition, record: Record) -> list[str]:
    wording = edition.wording
    if isinstance(record, Statement):
        return [wording.label("kind", record.kind)]
    if isinstance(record, Organisation):
        return [wording.label("organisation-type", record.type)]
    kind, type_, phase = record.kind, record.type, record.phase
    return [wording.label("kind", kind), wording.label("type", type_), wording.label("phase", phase)]


def _fact(field: Field) -> Fact:
    return Fact(field.name, field.label, [markup.line(line) for line in field.values])


def _facts(edition: Edition, record: Record, fields: Sequence[Field]) -> Iterator[Fact]:
    for field in fields:
        if field.name in _IN_HEAD or field.name in _APART:
            continue
        if field.name == "objectives" and not isinstance(record, Organisation):
            yield Fact(field.name, field.label, _objectives(edition, record.objectives, field))
        else:
            yield _fact(field)


def _objectives(edition: Edition, numbers: Sequence[int], field: Field) -> list[Markup]:
    if len(numbers) == len(OBJECTIVES):
        return [Markup('<a href="../objectives.html">{}</a>').format(*field.values[0])]
    named = edition.wording.objective
    links = (f'<a href="../objectives/{n}.html">{n} {markup.safe(named(n))}</a>' for n in numbers)
    return [Markup(link) for link in links]  # noqa: S704 (the names are escaped)


def _related_facts(edition: Edition, related: Sequence[Relation]) -> Iterator[Fact]:
    for relation in related:
        if relation.name not in _LISTS:
            lines = [markup.line(named(r, edition.records, edition.wording)) for r in relation.records]
            yield Fact(relation.name, edition.wording.label("relation", relation.name), lines)


def _related_parts(edition: Edition, related: Sequence[Relation]) -> Iterator[Part]:
    for relation in related:
        if relation.name in _LISTS:
            listed = edition.items.all_of(relation.records)
            yield Part(relation.name, edition.wording.label("relation", relation.name), items=listed)


def _parts(fields: Sequence[Field], proof: Sequence[Field]) -> Iterator[Part]:
    for field in (*fields, *proof):
        if field.name in ("links", "vote", "mandates", "changes"):
            yield Part(field.name, field.label, [_source(line) for line in field.values])


def _source(line: Line) -> Markup:
    """A source or a link: what has an address behind it is the link to it."""
    if len(line) >= 3 and isinstance(line[0], str) and line[1] == "  " and isinstance(line[2], Hyperlink):
        return markup.link(line[2].url, line[0]) + markup.line(line[3:])
    return markup.line(line)


class Translation(NamedTuple):
    """The title or the summary in another language."""

    language: str
    attributes: Markup
    title: str
    summary: str


def _other_languages(edition: Edition, record: Record, shown: str) -> list[Translation]:
    wording = edition.wording
    names = record.names if isinstance(record, Organisation) else record.titles
    summaries = {**({"en": record.summary} if record.summary else {}), **record.summaries}
    found = []
    for code in dict.fromkeys((*names, *summaries)):
        summary = summaries.get(code, "")
        title = names.get(code, "")
        if title == record.title:
            title = ""
        if title and code in record.our_translations:
            title = wording.say("evidence.ours", text=title, language=code)
        summary = "" if summary == shown else summary
        if title or summary:
            attributes = markup.in_language(code, edition.language)
            found.append(Translation(wording.language_name(code), attributes, title, summary))
    return found


def _years(edition: Edition, record: Organisation) -> Iterator[Year]:
    entries = relations.dossier(edition.records, record)
    wording = edition.wording

    def listed(entry: Entry) -> tuple[Item, str]:
        return edition.items.of(entry.record), wording.label("role", entry.role)

    for year, some in runs(entries, lambda entry: entry.record.date.first.year):
        yield Year(year, each(some, listed))
