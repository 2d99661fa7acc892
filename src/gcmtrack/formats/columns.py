"""The columns of the tables, one for each key of a record and some made of others: csv, the data package and what else
writes or reads a table take them from here (docs/export.md).

Columns keep their names and places. What a value looks like in a cell is for each format to say.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.key_types import description, hints_of, is_table, item_of, unwrapped, words_of
from gcmtrack.model.records import RECORD_TYPES, REFERENCES, Milestone, Record
from gcmtrack.views.statements import issuers
from gcmtrack.wording import Wording

Type = Literal["text", "number", "flag", "day", "date", "words", "numbers", "table", "tables"]


# Of a large record not all titles are remembered.
_TITLES = 20_000


class Context:
    """What a value is made from beside its record."""

    def __init__(self, records: Records, wording: Wording) -> None:
        self.records = records
        self.wording = wording
        # Of records that are named again and again, by their ids.
        self.titles = {folder: _Titles(records.all_of(folder), wording) for folder in FOLDERS}


class _Titles(dict[str, str | None]):
    """The titles of the records of a kind; None for an id that is none of theirs."""

    def __init__(self, records: Mapping[str, Record], wording: Wording) -> None:
        super().__init__()
        self._records = records
        self._wording = wording

    def __missing__(self, id_: str) -> str | None:
        found = self._records.get(id_)
        title = None if found is None else self._wording.title(found)
        if len(self) < _TITLES:
            self[id_] = title
        return title


class Column(NamedTuple):
    """A column: its name, what it holds, what that means, and how it is made.

    `value` returns a text, a number, yes or no, a day, a `When`, a tuple of words or numbers, a table or a tuple of tables; None, or
    an empty one of them, for nothing. `key` is where a cell belongs when a table is read back, None when it only repeats
    what others hold. `allowed` are the words that may stand in it, where they are few. A column that is no key may be
    `made_of` one, and of nothing else of its record: records that share what the key holds share what the column holds. A
    column that came later is made of one always: the kinds that have that key have the column.
    """

    name: str
    type: Type
    description: str
    value: Callable[[Any, Context], Any]
    key: tuple[str, ...] | None = None
    allowed: tuple[str, ...] = ()
    made_of: str | None = None

    @property
    def source(self) -> str | None:
        """The one key of which a value is made; None where it takes more of the record than one."""
        return self.made_of or (self.key[0] if self.key else None)


_WHEN = ("start", "end", "precision", "when", "edtf")
_TAIL = ("titles", "links", "sources", "previous_dates", "disputes", "added", "checked")
_FIRST: dict[Folder, tuple[str, ...]] = {
    "milestones": (
        *("id", "title", "kind", "type", "phase", "status", *_WHEN, "place", "city", "venue", "country", "region"),
        *("organisers", "part_of", "supersedes", "symbol", "link", "objectives", "topics", "summary", *_TAIL),
    ),
    "statements": (
        *("id", "title", "kind", *_WHEN, "issuers", "organisations", "cosigners", "cosigner_count"),
        *("on_behalf_of", "speaker", "speaker_role", "milestone", "supersedes", "languages", "stance", "link"),
        *("objectives", "topics", "summary", *_TAIL),
    ),
    "organisations": (
        *("id", "name", "acronym", "aliases", "type", "country", "url", "member_of", "summary", "names"),
        *("links", "sources", "disputes", "added", "checked"),
    ),
}  # fmt: skip

# Columns that came later stand behind those, in this order: in the table of each kind that has them, and of all.
_LATER = (
    *("summaries", "our_translations", "overrides", "fulfils"),
    *("vote_yes", "vote_no", "vote_abstained", "vote_absent", "vote", "mandates", "changes"),
    *(
        "qualified",
        "country_name",
        "organiser_names",
        "part_of_title",
        "organisation_names",
        "cosigner_names",
    ),
    *("on_behalf_of_names", "milestone_title", "milestone_when", "milestone_edtf", "supersedes_title"),
    *("member_of_names", "link_urls", "source_urls", "announced"),
)


def columns(only: Folder | None = None) -> tuple[Column, ...]:
    """Returns the columns of the table of a kind, or of the table of all kinds, where a name stands under `title`."""
    return _whole() if only is None else tuple(_columns(only).values())


def column_of(folder: Folder, name: str) -> Column | None:
    """Returns what the column `name` of any table holds for records of a kind; None when it holds nothing of them."""
    if folder == "organisations" and name == "title":
        name = "name"
    return _columns(folder).get(name)


def filled(head: Sequence[Column], folder: Folder) -> list[tuple[int, Column]]:
    """Returns the columns of a table that hold something of a kind, each with its place in the table."""
    own = [(i, c if c is _RECORD else column_of(folder, c.name)) for i, c in enumerate(head)]
    return [(i, column) for i, column in own if column is not None]


@cache
def _columns(folder: Folder) -> dict[str, Column]:
    hints = hints_of(RECORD_TYPES[folder])
    later = [name for name in _LATER if name in hints or (name in _MADE and _MADE[name].made_of in hints)]
    return {
        name: _MADE[name] if name in _MADE else _column_of_key(name, hints[name])
        for name in (*_FIRST[folder], *later)
    }


@cache
def _whole() -> tuple[Column, ...]:
    names = dict.fromkeys(name for folder in FOLDERS for name in _FIRST[folder] if name != "name")
    first = [next(c for folder in FOLDERS if (c := column_of(folder, name))) for name in (*names, *_LATER)]
    return (_RECORD, *(c._replace(value=_of_its_kind(c.name), allowed=()) for c in first))


def _of_its_kind(name: str) -> Callable[[Record, Context], Any]:
    values = {RECORD_TYPES[folder]: c.value for folder in FOLDERS if (c := column_of(folder, name))}

    def value(record: Record, context: Context) -> Any:
        own = values.get(type(record))
        return None if own is None else own(record, context)

    return value


def _column_of_key(name: str, hint: Any) -> Column:
    base, _ = unwrapped(hint)
    return Column(
        name, _type(base), description(hint), lambda record, _: getattr(record, name), (name,), words_of(hint)
    )


def _type(base: Any) -> Type:
    if get_origin(base) is tuple:
        item = item_of(base)
        return "tables" if is_table(item) else "numbers" if item is int else "words"
    if get_origin(base) is dict or is_table(base):
        return "table"
    plain: dict[Any, Type] = {int: "number", date: "day", When: "date"}
    return plain.get(base, "text")


@cache
def day_keys() -> frozenset[str]:
    """Returns the keys that hold a day in the tables inside a record."""
    hints = [hint for kind in RECORD_TYPES.values() for hint in hints_of(kind).values()]
    tables = [table for hint in hints if is_table(table := item_of(unwrapped(hint)[0]))]
    return frozenset(
        key for table in tables for key, hint in hints_of(table).items() if unwrapped(hint)[0] is date
    )


# Columns that are no key of a record, or only a part of one.


def _when(record: Any, context: Context) -> str:
    return _unmistakable(record.date, context.wording)


def _unmistakable(when: When, wording: Wording) -> str:
    words = wording.date(when)
    is_bare_month = (
        not when.start.day and when.precision == "month" and not (when.is_range or when.is_qualified)
    )
    # Spreadsheets take "February 2018" for its first day.
    return wording.say("csv.month", date=words) if is_bare_month else words


def _link(record: Any, _: Context) -> str | None:
    if record.links:
        url: str = record.links[0].url
        return url
    symbol = record.symbol if isinstance(record, Milestone) else None
    return un_symbols.official_link(symbol) if symbol else None


def _votes(side: str) -> Callable[[Any, Context], int | None]:
    def value(record: Any, _: Context) -> int | None:
        return None if record.vote is None else record.vote.count(side)

    return value


def _names(key: str) -> Callable[[Any, Context], tuple[str, ...]]:
    def value(record: Any, context: Context) -> tuple[str, ...]:
        titles = context.titles["organisations"]
        return tuple([titles[id_] or id_ for id_ in getattr(record, key)])

    return value


def _title(key: str) -> Callable[[Any, Context], str | None]:
    """The title of another record, of which a key holds the id; in the language of the wording where it has one."""

    def value(record: Any, context: Context) -> str | None:
        named = getattr(record, key)
        return context.titles[REFERENCES[record.folder][key]][named] if named else None

    return value


def _other(record: Any, key: str, context: Context) -> Any:
    folder = REFERENCES[record.folder][key]
    return context.records.all_of(folder).get(getattr(record, key) or "")


def _milestone_when(record: Any, context: Context) -> str | None:
    milestone = _other(record, "milestone", context)
    return None if milestone is None else _unmistakable(milestone.date, context.wording)


def _milestone_date(record: Any, context: Context) -> When | None:
    milestone = _other(record, "milestone", context)
    return None if milestone is None else milestone.date


def _country(record: Any, context: Context) -> str | None:
    return context.wording.country(record.country) if record.country else None


def _urls(key: str) -> Callable[[Any, Context], tuple[str, ...]]:
    def value(record: Any, _: Context) -> tuple[str, ...]:
        held = getattr(record, key)
        if len(held) == 1:
            return (held[0].url,) if held[0].url else ()
        return tuple(dict.fromkeys([each.url for each in held if each.url]))

    return value


_RECORD = Column(
    "record",
    "text",
    "milestone, statement or organisation",
    lambda r, _: r.folder.removesuffix("s"),
    made_of="folder",
)
_MADE = {
    made.name: made
    for made in (
        Column("id", "text", "the id of the record, which is the name of its file", lambda r, _: r.id),
        Column("start", "day", "the first day that the date may cover", lambda r, _: r.date.first, made_of="date"),
        Column("end", "day", "the last day that the date may cover, inclusive; empty when the end is open", lambda r, _: None if r.date.open else r.date.last, made_of="date"),
        Column("precision", "text", "how exactly the date is known: day, month or year", lambda r, _: r.date.precision, made_of="date"),
        Column("when", "text", "the date in words", _when, made_of="date"),
        Column("edtf", "date", "the date as EDTF, always as an interval: 2018-02/2018-02 is February 2018", lambda r, _: r.date, ("date",)),
        Column("place", "text", "city and country in words", lambda r, context: context.wording.place(r)),
        Column("link", "text", "the first link, else the official address of the symbol", _link),
        Column("issuers", "text", "the issuers in words", lambda r, context: issuers(context.records, r, context.wording)),
        Column("speaker", "text", "who spoke: the name", lambda r, _: r.speaker and r.speaker.name, ("speaker", "name")),
        Column("speaker_role", "text", "office or function of the speaker at the time", lambda r, _: r.speaker and r.speaker.role, ("speaker", "role")),
        Column("vote_yes", "number", "how many voted for it", _votes("yes"), made_of="vote"),
        Column("vote_no", "number", "how many voted against it", _votes("no"), made_of="vote"),
        Column("vote_abstained", "number", "how many abstained", _votes("abstained"), made_of="vote"),
        Column("vote_absent", "number", "how many did not vote", _votes("absent"), made_of="vote"),
        Column("qualified", "flag", "whether the date is only about so or uncertain", lambda r, _: r.date.is_qualified, made_of="date"),
        Column("country_name", "text", "the country in words", _country, made_of="country"),
        Column("organiser_names", "words", "the names of the organisers", _names("organisers"), made_of="organisers"),
        Column("part_of_title", "text", "the title of the milestone of which this is a part", _title("part_of"), made_of="part_of"),
        Column("organisation_names", "words", "the names of the issuers in full", _names("organisations"), made_of="organisations"),
        Column("cosigner_names", "words", "the names of those that signed on", _names("cosigners"), made_of="cosigners"),
        Column("on_behalf_of_names", "words", "the names of those in whose name it was made", _names("on_behalf_of"), made_of="on_behalf_of"),
        Column("milestone_title", "text", "the title of the milestone that it answers", _title("milestone"), made_of="milestone"),
        Column("milestone_when", "text", "the date of that milestone in words", _milestone_when, made_of="milestone"),
        Column("milestone_edtf", "date", "the date of that milestone as EDTF, always as an interval", _milestone_date, made_of="milestone"),
        Column("supersedes_title", "text", "the title of what this one replaces", _title("supersedes"), made_of="supersedes"),
        Column("member_of_names", "words", "the names of the organisations of which it is a member", _names("member_of"), made_of="member_of"),
        Column("link_urls", "words", "the addresses of all links", _urls("links"), made_of="links"),
        Column("source_urls", "words", "the addresses of all sources that have one", _urls("sources"), made_of="sources"),
    )
}  # fmt: skip
