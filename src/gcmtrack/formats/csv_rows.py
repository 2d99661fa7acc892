"""The rows of a csv table, one a record, as they stand in the file.

What is made of a key that many records share (a date, the organisers, a phase) is made once, and all columns that are
made of that key together: of a large table only titles, summaries, links and sources are left to be made for each row.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter, getitem, itemgetter
from types import SimpleNamespace
from typing import Any

from gcmtrack.formats.cells import as_json, cell
from gcmtrack.formats.columns import Column, Context
from gcmtrack.formats.csv_cells import guarded, quoted
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Record

# Records come in order of time, so those that share something are near each other: not everything is remembered.
_REMEMBERED = 512

# Texts that hardly two records share. Neither do they share tables, which are slow to look up.
_OWN = frozenset({"title", "name", "summary"})
_TABLES = frozenset({"table", "tables"})

# What never needs quotation marks nor looks like a formula.
_PLAIN = frozenset({"number", "flag", "day", "date"})

_Cells = Sequence[str]


class _Remembered(dict[Any, _Cells]):
    """The cells of the columns that are made of one key, by what the key holds."""

    def __init__(self, make: Callable[[Any], _Cells]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, held: Any) -> _Cells:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[held] = tuple(self._make(held))
        return made


def row_maker(
    columns: Iterable[tuple[int, Column]], width: int, folder: Folder, context: Context, separator: str
) -> Callable[[Record], str]:
    """Returns what makes the rows of the records of one kind, from the columns that hold something of it and the place
    of each among `width`."""
    of_key: dict[str | None, list[tuple[int, Column]]] = {}
    for place, column in columns:
        of_key.setdefault(column.source, []).append((place, column))
    whole = of_key.pop(None, [])
    groups = {key: some for key, some in of_key.items() if key is not None}
    own = {key: some for key, some in groups.items() if any(_is_own(column) for _, column in some)}
    shared = {key: some for key, some in groups.items() if key not in own}

    # The cells of a row are gathered behind an empty one, which all columns take that hold nothing of the kind.
    order = [0] * width
    for number, (place, _) in enumerate(chain(*shared.values(), *own.values(), whole), 1):
        order[place] = number
    arranged = itemgetter(*order)

    def of_one(key: str, some: list[tuple[int, Column]]) -> Callable[[Any], _Cells]:
        make = _maker(some, context, separator)
        # A record that has this key alone: nothing of it can depend on another, so it may be remembered.
        return lambda held: make(SimpleNamespace(**{"folder": folder, key: held}))

    remembered = [_Remembered(of_one(key, some)) for key, some in shared.items()]
    making = [(_maker(some, context, separator), [""] * len(some)) for some in own.values()]
    of_whole = _maker(whole, context, separator)
    shared_of, own_of = attrgetter(*shared), attrgetter(*own)

    def row(record: Record) -> str:
        cells = ["", *chain.from_iterable(map(getitem, remembered, shared_of(record)))]
        for (make, nothing), held in zip(making, own_of(record), strict=True):
            cells += make(record) if held else nothing
        cells += of_whole(record)
        return separator.join(arranged(cells)) + "\r\n"

    return row


def _is_own(column: Column) -> bool:
    return column.name in _OWN or column.type in _TABLES


def _maker(
    columns: Iterable[tuple[int, Column]], context: Context, separator: str
) -> Callable[[Any], _Cells]:
    made = [(column.value, _writer(column, separator)) for _, column in columns]

    def cells(record: Any) -> _Cells:
        return [written(value(record, context)) for value, written in made]

    return cells


def _writer(column: Column, separator: str) -> Callable[[Any], str]:
    """Returns what makes of a value of the column what stands in the file."""
    if column.type in _PLAIN:
        return cell

    def text(value: Any) -> str:
        text = value if type(value) is str else cell(value)
        return quoted(guarded(text), separator) if text else text

    def table(value: Any) -> str:
        # Every table has a quotation mark, and begins with a bracket.
        return '"' + as_json(value).replace('"', '""') + '"' if value else ""

    return table if column.type in _TABLES else text
