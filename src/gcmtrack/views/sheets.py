"""The records as tables for people: names instead of ids, words instead of codes, days where a day is known.

Headings and words are those of the wording; a value that is not known is None.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import Part
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.views.events import disputed_date
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.views.selection import Whole
from gcmtrack.wording import Wording

# What stands in the cells of a column: one line, several lines, a day of the calendar, a number, an address.
Kind = Literal["line", "text", "day", "number", "link"]
Cell = str | date | int | Hyperlink | None


class SheetColumn(NamedTuple):
    """A column: its heading, what stands in its cells, and about how many characters wide it is."""

    heading: str
    kind: Kind
    width: int


class Sheet(NamedTuple):
    """A table of one kind of record; `rows` is read once."""

    folder: Folder
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterator[tuple[Cell, ...]]


class _Row(NamedTuple):
    """What a cell is made from."""

    record: Any
    records: Records
    wording: Wording


class _Field(NamedTuple):
    """A column before its heading is said: the key of that, what it holds, its width, how a cell is made.

    One of several addresses gives a tuple of them, for as many columns as a record of the sheet needs.
    """

    key: str
    kind: Kind
    width: int
    value: Callable[[_Row], Any]


# More addresses of a record than these share the last column, as text.
_MOST_LINKS = 10


def sheets(found: Whole, records: Records, wording: Wording) -> list[Sheet]:
    """Returns a table of each kind, also of a kind of which there is none."""
    return [_sheet(folder, found.of(folder), records, wording) for folder in FOLDERS]


def _sheet(folder: Folder, chosen: Collection[Record], records: Records, wording: Wording) -> Sheet:
    fields = _FIELDS[folder]
    several = {field.key: _most(field, chosen, records, wording) for field in fields if field.key in _SEVERAL}
    columns: list[SheetColumn] = []
    for field in fields:
        heading = wording.label("column", field.key)
        further = [f"{heading} {number}" for number in range(2, several.get(field.key, 1) + 1)]
        columns += [SheetColumn(each, field.kind, field.width) for each in (heading, *further)]
    rows = (tuple(_cells(_Row(record, records, wording), fields, several)) for record in chosen)
    return Sheet(folder, wording.label("records", folder), tuple(columns), rows)


def _most(field: _Field, chosen: Iterable[Record], records: Records, wording: Wording) -> int:
    counts = (len(field.value(_Row(record, records, wording))) for record in chosen)
    return max(1, min(_MOST_LINKS, max(counts, default=1)))


def _cells(row: _Row, fields: Iterable[_Field], several: dict[str, int]) -> Iterator[Cell]:
    for field in fields:
        value = field.value(row)
        if field.key not in several:
            yield value or None if isinstance(value, str) else value
            continue
        width = several[field.key]
        shown = list(value[:width])
        if len(value) > width:
            shown[-1] = "\n".join(_plain(each) for each in value[width - 1 :])
        yield from (*shown, *([None] * (width - len(shown))))


def _plain(link: Hyperlink | str) -> str:
    if isinstance(link, str) or link.text == link.url:
        return link if isinstance(link, str) else link.url
    return f"{link.text}, {link.url}"


# What stands in the cells.


def _day(part: Part) -> date | None:
    """The day of one end of a date, where it is known and sure."""
    return part.first if part.day and not part.qualifier else None


def _from(row: _Row) -> date | None:
    return _day(row.record.date.start)


def _to(row: _Row) -> date | None:
    return None if row.record.date.open else _day(row.record.date.end)


def _names(key: str) -> Callable[[_Row], str]:
    def value(row: _Row) -> str:
        known = row.records.organisations
        ids = getattr(row.record, key)
        return "\n".join(row.wording.called(known[id_]) if id_ in known else id_ for id_ in ids)

    return value


def _other(key: str, folder: Folder) -> Callable[[_Row], str | None]:
    def value(row: _Row) -> str | None:
        id_ = getattr(row.record, key)
        other = row.records.all_of(folder).get(id_ or "")
        return id_ if other is None else row.wording.called(other)

    return value


def _answered_when(row: _Row) -> str | None:
    milestone = row.records.milestones.get(row.record.milestone or "")
    return row.wording.date(milestone.date) if milestone else None


def _label(group: Any, key: str) -> Callable[[_Row], str | None]:
    def value(row: _Row) -> str | None:
        word = getattr(row.record, key)
        return row.wording.label(group, word) if word else None

    return value


def _objectives(row: _Row) -> str:
    return "\n".join(f"{number} {row.wording.objective(number)}" for number in row.record.objectives)


def _topics(row: _Row) -> str:
    return ", ".join(row.wording.label("topic", topic) for topic in row.record.topics)


def _summary(row: _Row) -> str | None:
    return row.wording.summary(row.record) or None


def _translation(row: _Row) -> str | None:
    title = row.wording.title_alone(row.record)
    return None if title == row.record.title else title


def _languages(row: _Row) -> str:
    return ", ".join(row.wording.language_name(code) for code in row.record.languages)


def _symbol(row: _Row) -> Hyperlink | None:
    symbol = row.record.symbol
    return Hyperlink(symbol, un_symbols.official_link(symbol)) if symbol else None


def _links(row: _Row) -> tuple[Hyperlink, ...]:
    return tuple(Hyperlink(url, url) for url in dict.fromkeys(link.url for link in row.record.links))


def _sources(row: _Row) -> tuple[Hyperlink | str, ...]:
    found: list[Hyperlink | str] = []
    for source in row.record.sources:
        title = row.wording.untranslated(source.title, source.language)
        said = ", ".join(filter(None, (source.publisher, title, row.wording.place_in(source.locator))))
        found.append(Hyperlink(said, source.url) if source.url else said)
    return tuple(found)


def _earlier_dates(row: _Row) -> str:
    said = [row.wording.date(each.date) for each in row.record.previous_dates]
    return "\n".join(said)


def _disputes(row: _Row) -> str:
    said = []
    for dispute in row.record.disputes:
        value = dispute.value or row.wording.untranslated(dispute.note or "")
        if dispute.field == "date":
            value = disputed_date(value, row.wording)
        parts = (row.wording.key_in_words(dispute.field), value)
        said.append(row.wording.joined(parts, "colon"))
    return "\n".join(said)


def _office(row: _Row) -> str | None:
    speaker = row.record.speaker
    return speaker and (row.wording.untranslated(speaker.role or "") or None)


def _country(row: _Row) -> str | None:
    return row.wording.country(row.record.country) if row.record.country else None


def _site(row: _Row) -> Hyperlink | None:
    return Hyperlink(row.record.url, row.record.url) if row.record.url else None


def _involved(kind: type[Milestone] | type[Statement]) -> Callable[[_Row], int]:
    def value(row: _Row) -> int:
        return sum(isinstance(each, kind) for each in row.records.involving.get(row.record.id, ()))

    return value


def _plainly(key: str) -> Callable[[_Row], Any]:
    return lambda row: getattr(row.record, key)


_WHEN = (
    _Field("date", "line", 24, lambda row: row.wording.date(row.record.date)),
    _Field("from", "day", 12, _from),
    _Field("to", "day", 12, _to),
)
_SUBJECTS = (
    _Field("objectives", "text", 34, _objectives),
    _Field("topics", "text", 28, _topics),
    _Field("summary", "text", 60, _summary),
)
_EVIDENCE = (
    _Field("disputes", "text", 30, _disputes),
    _Field("entered", "day", 12, _plainly("added")),
    _Field("checked", "day", 12, _plainly("checked")),
    _Field("id", "line", 40, _plainly("id")),
    # Last, since there may be many.
    _Field("source", "link", 40, _sources),
)
_LINK = _Field("link", "link", 40, _links)
_EARLIER = _Field("earlier-dates", "text", 24, _earlier_dates)
_SEVERAL = ("link", "source")
_FIELDS: dict[Folder, tuple[_Field, ...]] = {
    "milestones": (
        _Field("title", "text", 50, lambda row: row.wording.title(row.record)),
        *_WHEN,
        _Field("kind", "line", 12, _label("kind", "kind")),
        _Field("type", "line", 22, _label("type", "type")),
        _Field("phase", "line", 16, _label("phase", "phase")),
        _Field("status", "line", 12, _label("status", "status")),
        _Field("city", "line", 16, lambda row: row.record.city and row.wording.city(row.record.city)),
        _Field("country", "line", 18, _country),
        _Field("venue", "line", 20, lambda row: row.record.venue and row.wording.venue(row.record.venue)),
        _Field("region", "line", 24, _label("region", "region")),
        _Field("organisers", "text", 34, _names("organisers")),
        _Field("part-of", "text", 34, _other("part_of", "milestones")),
        _Field("supersedes", "text", 34, _other("supersedes", "milestones")),
        _Field("symbol", "link", 18, _symbol),
        _LINK,
        *_SUBJECTS,
        _EARLIER,
        *_EVIDENCE,
    ),
    "statements": (
        _Field("title", "text", 50, _plainly("title")),
        _Field("translation", "text", 40, _translation),
        *_WHEN,
        _Field("kind", "line", 18, _label("kind", "kind")),
        _Field("issuers", "text", 34, _names("organisations")),
        _Field("on-behalf-of", "text", 30, _names("on_behalf_of")),
        _Field("speaker", "line", 24, lambda row: row.record.speaker and row.record.speaker.name),
        _Field("office", "text", 30, _office),
        _Field("cosigners", "text", 34, _names("cosigners")),
        _Field("cosigner-count", "number", 12, _plainly("cosigner_count")),
        _Field("answers", "text", 40, _other("milestone", "milestones")),
        _Field("answered-date", "line", 24, _answered_when),
        _Field("supersedes", "text", 34, _other("supersedes", "statements")),
        _Field("languages", "line", 20, _languages),
        _Field("stance", "line", 20, _label("stance", "stance")),
        _LINK,
        *_SUBJECTS,
        _EARLIER,
        *_EVIDENCE,
    ),
    "organisations": (
        _Field("name", "text", 50, lambda row: row.wording.title(row.record)),
        _Field("acronym", "line", 14, lambda row: row.wording.acronym(row.record) or None),
        _Field("also-called", "text", 34, lambda row: "\n".join(row.record.aliases)),
        _Field("type", "line", 20, _label("organisation-type", "type")),
        _Field("country", "line", 20, _country),
        _Field("member-of", "text", 40, _names("member_of")),
        _Field("statement-count", "number", 12, _involved(Statement)),
        _Field("milestone-count", "number", 12, _involved(Milestone)),
        _Field("site", "link", 36, _site),
        _LINK,
        _Field("summary", "text", 60, _summary),
        *_EVIDENCE,
    ),
}
