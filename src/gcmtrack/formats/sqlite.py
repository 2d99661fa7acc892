"""SQLite: a table of each kind with the columns of csv, tables for what a record has several of, full-text search, views.

Made for Datasette and sqlite-utils, and for SQLite 3.31 and newer: no STRICT tables, no generated columns. What is not known
is NULL. The same records give the same bytes with the same version of SQLite.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from gcmtrack.errors import GcmtrackError
from gcmtrack.formats.cells import cell, texts
from gcmtrack.formats.columns import Column, Context, columns
from gcmtrack.formats.datasette_metadata import metadata
from gcmtrack.formats.request import Companion, Request, Written
from gcmtrack.formats.rows import Rows, batches
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.key_types import hints_of, item_of, unwrapped
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import RECORD_TYPES, REFERENCES, Milestone, Record
from gcmtrack.text import one_of
from gcmtrack.views.selection import Whole
from gcmtrack.views.texts import texts_of
from gcmtrack.wording import Wording

_SINGULAR: dict[Folder, str] = {folder: folder.removesuffix("s") for folder in FOLDERS}
# Nothing is lost with a file that nobody knows yet, and nobody else reads it.
_ASIDE = (
    "pragma journal_mode = off",
    "pragma synchronous = off",
    "pragma locking_mode = exclusive",
    "pragma cache_size = -32000",
)
_CHUNK = 1 << 20
_VOTE_SIDES = ("yes", "no", "abstained", "absent")

# Each is a table of dates or of relations for whoever asks; `first_day` and `last_day` are NULL where there is none.
_VIEWS = {
    "events": """
        select id, title, "start" as first_day, "end" as last_day, "when" as date_in_words, type, phase, status,
            place, organiser_names, part_of, link
        from milestones where kind in ('event', 'deadline') order by "start", id""",
    # Asked anew each time: the file does not depend on the day on which it was made.
    "upcoming": """
        select * from events
        where (last_day is null or last_day >= date('now')) and status != 'cancelled' order by first_day, id""",
    "documents": """
        select id, title, symbol, "start" as first_day, "when" as date_in_words, type, organiser_names, supersedes, link
        from milestones where kind = 'document' or symbol is not null order by "start", id""",
    "statements_by_organisation": """
        select o.id as organisation, o.name, s.id as statement, s.title, s."start" as first_day,
            s."when" as date_in_words, s.kind, s.stance, s.milestone, s.milestone_title, s.link
        from statement_organisations so
        join organisations o on o.id = so.organisation
        join statements s on s.id = so.statement
        order by o.id, s."start", s.id""",
    "timeline": """
        select 'milestone' as record, id, title, "start" as first_day, "end" as last_day, "when" as date_in_words,
            kind, null as milestone, link from milestones
        union all
        select 'statement', id, title, "start", "end", "when", kind, milestone, link from statements
        order by 4, 1, 2""",
}


class NoFullTextSearch(GcmtrackError):
    """The SQLite of this Python was built without FTS5."""


class _Table(NamedTuple):
    """A table: its name, its columns as SQL declares them, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


def export(request: Request) -> Written:
    found = request.chosen()
    database = _Database(found, request.records, request.wording)
    keyless = one_of(database.keyless(), joint="and")
    reason = f"; no foreign key for {keyless}: some ids are not in it" if keyless else ""
    return Written(
        database.built(), f"{found.counted()}{reason}", Companion("metadata.json", "Datasette", metadata)
    )


def _pieces(file: str, aside: ExitStack) -> Iterator[bytes]:
    with aside, open(file, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _Database:
    """The database of the records that were found."""

    def __init__(self, found: Whole, records: Records, wording: Wording) -> None:
        self.found = found
        self.context = Context(records, wording)
        self.ids = {folder: {record.id for record in found.of(folder)} for folder in FOLDERS}

    def built(self) -> Iterator[bytes]:
        """Makes the file aside, so that nobody sees half of it, and returns what yields it and takes it away."""
        with ExitStack() as aside:
            file = os.path.join(
                aside.enter_context(tempfile.TemporaryDirectory(prefix="gcmtrack-")), "new.db"
            )
            self._make(file)
            return _pieces(file, aside.pop_all())

    def _make(self, file: str) -> None:
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            for line in (*_ASIDE, "begin"):
                connection.execute(line)
            self._fill(connection)
            for line in ("commit", "vacuum"):
                connection.execute(line)
        except sqlite3.OperationalError as error:
            if "fts5" not in str(error):
                raise
            raise NoFullTextSearch(
                "the SQLite of this Python has no full-text search (FTS5); use another Python, or --format csv"
            ) from None
        finally:
            connection.close()

    def _fill(self, connection: sqlite3.Connection) -> None:
        for table in self._tables():
            connection.execute(f'create table "{table.name}" (\n  {f",{chr(10)}  ".join(table.columns)}\n)')
            places = ", ".join(
                "?" for column in table.columns if not column.startswith(("primary", "foreign"))
            )
            connection.executemany(f'insert into "{table.name}" values ({places})', table.rows)  # noqa: S608 (our own names)
        for folder in FOLDERS:
            title = "name" if folder == "organisations" else "title"
            # Datasette finds the index of a table only when its name stands in double quotes here.
            connection.execute(
                f'create virtual table "{folder}_fts" using fts5 ({title}, words, content="{folder}",'
                " tokenize='unicode61 remove_diacritics 2')"
            )
            connection.execute(f"insert into {folder}_fts ({folder}_fts) values ('rebuild')")  # noqa: S608
            connection.execute(f"insert into {folder}_fts ({folder}_fts) values ('optimize')")  # noqa: S608
        for name, query in _VIEWS.items():
            connection.execute(f"create view {name} as{query}")

    def _tables(self) -> Iterator[_Table]:
        yield _Table(
            "objectives",
            ("number integer primary key", "short text not null", "title text not null"),
            [(o.number, o.short, o.title) for o in OBJECTIVES],
        )
        # Those that others lead to come first.
        for folder in sorted(FOLDERS, key=("organisations", "milestones", "statements").index):
            yield self._kind(folder)
        for folder in FOLDERS:
            for column in columns(folder):
                if column.key is not None and column.type in ("words", "numbers"):
                    yield self._list(folder, column)
                elif column.type == "tables":
                    yield self._children(folder, column)
        yield self._votes()

    def _kind(self, folder: Folder) -> _Table:
        """The table of a kind: the columns of csv, and all the words by which `search` finds a record."""
        fields = columns(folder)
        declared = [
            '"id" text primary key' if column.name == "id" else f'"{column.name}" {_type(column)}'
            for column in fields
        ]
        keys = [
            f'foreign key ("{column.name}") references "{target}" ("id")'
            for column in fields
            if (target := self._target(folder, column)) is not None
        ]
        return _Table(folder, (*declared, '"words" text not null', *keys), self._rows(folder, fields))

    def _rows(self, folder: Folder, fields: Sequence[Column]) -> Iterator[tuple[str | None, ...]]:
        rows = Rows(list(enumerate(fields)), len(fields), self.context, lambda _: _known, None)
        for batch in batches(self.found.of(folder)):
            for record, cells in zip(batch, rows.of(batch), strict=True):
                yield (*cells, self._words(record))

    def _words(self, record: Record) -> str:
        return "\n".join(text for _, text in texts_of(record, self.context.records))

    def _list(self, folder: Folder, column: Column) -> _Table:
        """A table of the words, the numbers or the ids that a key holds, with their places in the list."""
        owner = _SINGULAR[folder]
        target = REFERENCES[folder].get(column.name)
        name = _SINGULAR[target] if target else "objective" if column.type == "numbers" else "word"
        if name == owner:
            name = column.name
        keys = [f'foreign key ("{owner}") references "{folder}" ("id")']
        if target and self._holds(folder, column, target):
            keys.append(f'foreign key ("{name}") references "{target}" ("id")')
        elif column.type == "numbers":
            keys.append('foreign key ("objective") references "objectives" ("number")')
        declared = (
            f'"{owner}" text not null',
            '"position" integer not null',
            f'"{name}" {"integer" if column.type == "numbers" else "text"} not null',
            f'primary key ("{owner}", "position")',
        )
        rows = (
            (record.id, position, item)
            for record in self.found.of(folder)
            for position, item in enumerate(column.value(record, self.context), 1)
        )
        return _Table(f"{owner}_{column.name}", (*declared, *keys), rows)

    def _children(self, folder: Folder, column: Column) -> _Table:
        """A table of the tables that a key holds, such as the links, with their places in the list."""
        owner = _SINGULAR[folder]
        item = item_of(unwrapped(hints_of(RECORD_TYPES[folder])[column.name])[0])
        keys = tuple(hints_of(item))
        rows = (
            (record.id, position, *(cell(getattr(each, key)) or None for key in keys))
            for record in self.found.of(folder)
            for position, each in enumerate(getattr(record, column.name), 1)
        )
        declared = (
            f'"{owner}" text not null',
            '"position" integer not null',
            *(f'"{key}" text' for key in keys),
            f'primary key ("{owner}", "position")',
            f'foreign key ("{owner}") references "{folder}" ("id")',
        )
        return _Table(f"{owner}_{column.name}", declared, rows)

    def _votes(self) -> _Table:
        """A table of the States that are known by name, and of the side on which each voted."""
        declared: tuple[str, ...] = (
            '"milestone" text not null',
            '"side" text not null',
            '"position" integer not null',
            '"organisation" text not null',
            'primary key ("milestone", "side", "position")',
            'foreign key ("milestone") references "milestones" ("id")',
        )
        votes = [
            (record.id, side, position, state)
            for record in self.found.milestones
            for side in _VOTE_SIDES
            for position, state in enumerate(_states(record, side), 1)
        ]
        if all(state in self.ids["organisations"] for *_, state in votes):
            declared = (*declared, 'foreign key ("organisation") references "organisations" ("id")')
        return _Table("milestone_votes", declared, votes)

    def _target(self, folder: Folder, column: Column) -> Folder | None:
        """The table to which the ids of a column lead, when it holds all of them."""
        target = REFERENCES[folder].get(column.name)
        if target is None or column.type != "text" or not self._holds(folder, column, target):
            return None
        return target

    def _holds(self, folder: Folder, column: Column, target: Folder) -> bool:
        values = (column.value(record, self.context) or () for record in self.found.of(folder))
        ids = ((value,) if isinstance(value, str) else value for value in values)
        return all(id_ in self.ids[target] for each in ids for id_ in each)

    def keyless(self) -> list[str]:
        """Returns the columns whose ids lead out of the database, for which it declares no key."""
        return [
            f"{folder}.{column.name}"
            for folder in FOLDERS
            for column in columns(folder)
            if (target := REFERENCES[folder].get(column.name)) and not self._holds(folder, column, target)
        ]


def _known(values: Sequence[Any]) -> list[str | None]:
    # What is empty is not known; what looks like a number is one where the column says so.
    return [text or None for text in texts(values)]


def _states(record: Milestone, side: str) -> tuple[str, ...]:
    held = getattr(record.vote, side) if record.vote else None
    return held if isinstance(held, tuple) else ()


def _type(column: Column) -> str:
    return "integer" if column.type == "number" else "text"
