"""The rows of a table, one a record, made column by column for some hundred records at a time.

So each step is taken for many cells at once, and a column of which none of these records holds anything is not made at
all. What is made of a key that many records share (a date, the organisers, a phase) is made once, and all columns that
are made of that key together: of a large table only titles, summaries, links and sources are made for each row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from gcmtrack.formats.columns import Column, Context
from gcmtrack.model.records import Record
from gcmtrack.model.remade import portions

_T = TypeVar("_T")
_R = TypeVar("_R", bound=Record)

# Records come in order of time, so those that share something are near each other: not everything is remembered.
_REMEMBERED = 1024
_NEARLY_ALL = 0.8

# Texts that hardly two records share. Neither do they share tables, which are slow to look up.
_OWN = frozenset({"title", "name", "summary"})
TABLES = frozenset({"table", "tables"})

# Makes of the values of a column what stands in its cells.
Writer = Callable[[Sequence[Any]], Sequence[_T]]


def batches(records: Iterable[_R]) -> Iterator[list[_R]]:
    """Yields the records as they come, those of one kind together and not too many at once."""
    for _, some in groupby(records, type):
        yield from portions(some)


class Rows(Generic[_T]):
    """Makes the rows of the records of one kind.

    `columns` are those that hold something of the kind, with the place of each among `width`; in all other cells stands
    `nothing`. So it does in a cell that is made of a key that holds nothing.
    """

    def __init__(
        self,
        columns: Iterable[tuple[int, Column]],
        width: int,
        context: Context,
        writer: Callable[[Column], Writer[_T]],
        nothing: _T,
    ) -> None:
        of_key: dict[str | None, list[tuple[int, Column]]] = {}
        for place, column in columns:
            of_key.setdefault(column.source, []).append((place, column))
        self._whole = _Group(of_key.pop(None, []), context, writer)
        self._groups: list[tuple[Callable[[Any], Any], _Group[_T], dict[Any, Sequence[_T]] | None]] = [
            (attrgetter(key), _Group(some, context, writer), None if any(map(_is_own, some)) else {})
            for key, some in of_key.items()
            if key is not None
        ]
        self._width = width
        self._nothing = nothing

    def of(self, batch: Sequence[Record]) -> Iterator[tuple[_T, ...]]:
        """Returns the rows of some records of the kind."""
        empty = [self._nothing] * len(batch)
        cells = [empty if column is None else column for column in self.columns(batch)]
        return zip(*cells, strict=True)

    def columns(self, batch: Sequence[Record]) -> list[Sequence[_T] | None]:
        """Returns the cells of some records of the kind, column by column; None where nothing stands in a whole column."""
        cells: list[Sequence[_T] | None] = [None] * self._width
        for places, made in self._made(batch):
            for place, column in zip(places, made, strict=True):
                cells[place] = column
        return cells

    def _made(self, batch: Sequence[Record]) -> Iterator[tuple[Sequence[int], Iterable[Sequence[_T]]]]:
        """Yields the cells of the columns in which something stands, with their places."""
        yield self._whole.places, self._whole.cells(batch)
        for holding, group, known in self._groups:
            if any(map(holding, batch)):
                made = (
                    group.cells(batch)
                    if known is None
                    else _remembered(known, group, batch, list(map(holding, batch)))
                )
                yield group.places, made


def _is_own(placed: tuple[int, Column]) -> bool:
    _, column = placed
    return column.name in _OWN or column.type in TABLES


class _Group(Generic[_T]):
    """Columns that are made of one key, or of more than that, and their places."""

    def __init__(
        self,
        columns: Sequence[tuple[int, Column]],
        context: Context,
        writer: Callable[[Column], Writer[_T]],
    ) -> None:
        self.places = [place for place, _ in columns]
        self._making = [(column.value, writer(column)) for _, column in columns]
        self._context = context

    def cells(self, records: Iterable[Record]) -> Iterator[Sequence[_T]]:
        context = self._context
        for value, written in self._making:
            yield written([value(record, context) for record in records])


def _remembered(
    known: dict[Any, Sequence[_T]], group: _Group[_T], batch: Sequence[Record], held: Sequence[Any]
) -> Iterable[Sequence[_T]]:
    """Returns the cells of columns of a key that records share; `known` are those of a record by what it holds there."""
    new = {each: record for each, record in zip(held, batch, strict=True) if each not in known}
    if len(new) > _NEARLY_ALL * len(held):
        # They share hardly anything here: to make it for each takes less time than to remember it.
        return group.cells(batch)
    if new and len(known) + len(new) > _REMEMBERED:
        known.clear()
        new = dict(zip(held, batch, strict=True))
    # Nothing that is made of the key depends on another, so any record that holds the same will do.
    known.update(zip(new, zip(*group.cells(new.values()), strict=True), strict=True))
    return zip(*map(known.__getitem__, held), strict=True)
