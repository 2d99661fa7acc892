"""CSV: one table a kind or one for all, with columns that only grow at the end (docs/export.md), and back to records.

Lists of words are joined by "; " (a ";" in a word stands as "\\;"), lists of tables are JSON. A cell that a spreadsheet
would take for a formula has a quotation mark before it, which `read` takes away. No cell holds a bare year and month,
since spreadsheets make a day of it.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import msgspec

from gcmtrack.formats.cells import as_json_lines, split, texts
from gcmtrack.formats.chunks import gathered
from gcmtrack.formats.columns import Column, Context, Type, column_of, columns, day_keys, filled
from gcmtrack.formats.csv_cells import as_they_stand, guarded, quoted, unguarded
from gcmtrack.formats.request import Request, Written, one_of_known
from gcmtrack.formats.rows import TABLES, Rows, Writer, batches
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    import csv

Excel = Literal["en", "fr", "es"]
EXCELS: tuple[Excel, ...] = get_args(Excel)


class Row(NamedTuple):
    """A row as a record file would hold it."""

    folder: Folder
    id: str
    table: dict[str, Any]


def export(request: Request) -> Written:
    """Returns the table of what was asked for. Raises `Misuse` for a language of Excel that is none."""
    found = request.chosen()
    excel = request.options.get("excel")
    language = None if excel is None else one_of_known("language of Excel", excel, EXCELS)
    lines = _lines(found.each(), request.records, request.wording, request.only, language)
    return Written(gathered(lines), found.counted())


def write(
    chosen: Iterable[Record],
    records: Records,
    wording: Wording,
    only: Folder | None = None,
    excel: Excel | None = None,
) -> bytes:
    """Returns the table. Without `only` it has a column `record`. For Excel: with the mark by which it knows UTF-8, with
    the separator that it wants in that language, and with the headings and the words of the wording."""
    return b"".join(_lines(chosen, records, wording, only, excel))


def _lines(
    chosen: Iterable[Record], records: Records, wording: Wording, only: Folder | None, excel: Excel | None
) -> Iterator[bytes]:
    head = columns(only)
    named = [column.name for column in head]
    if translated := excel is not None and wording.language != "en":
        from gcmtrack.formats import csv_words

        named = [csv_words.heading(column, wording) for column in head]
    context = Context(records, wording)
    separator = ";" if excel in ("fr", "es") else ","
    yield (("\ufeff" if excel else "") + _line(named, separator)).encode()
    kinds: dict[type, Rows[str]] = {}
    for folder in FOLDERS:
        own = filled(head, folder)
        if translated:
            own = [(place, csv_words.translated(column, wording)) for place, column in own]
        kinds[RECORD_TYPES[folder]] = Rows(own, len(head), context, partial(_writer, separator), "")
    for batch in batches(chosen):
        cells = _closed_up(kinds[type(batch[0])].columns(batch), separator, len(batch))
        lines = map(separator.join, zip(*cells, strict=True))
        # Each by itself: most are ASCII, which takes a tenth of the time of a text that holds anything else.
        yield b"\r\n".join([*map(str.encode, lines), b""])


def _closed_up(cells: Iterable[Sequence[str] | None], separator: str, count: int) -> Iterator[Sequence[str]]:
    """Yields the columns, of which those that are empty and next to each other are one: half of a table is empty."""
    for column, alike in groupby(cells):
        if column is None:
            yield [separator * (len(list(alike)) - 1)] * count
        else:
            yield from (each for each in alike if each is not None)


# What never needs quotation marks nor looks like a formula.
_PLAIN = frozenset({"number", "flag", "day", "date"})


def _writer(separator: str, column: Column) -> Writer[str]:
    """Returns what makes of the values of a column what stands in the file."""
    if column.type in _PLAIN:
        return texts
    return _table_cells if column.type in TABLES else lambda values: as_they_stand(texts(values), separator)


def _table_cells(values: Sequence[Any]) -> list[str]:
    # Every table has a quotation mark, and begins with a bracket.
    written = as_json_lines(values).replace(b'"', b'""').split(b"\n")
    return [f'"{each.decode()}"' if value else "" for value, each in zip(values, written, strict=False)]


def plain(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Returns a table of any rows under `head`: what a view lists, not the keys of records."""
    return "".join([_line(list(head)), *(_line([guarded(cell) for cell in row]) for row in rows)]).encode()


def _line(cells: Sequence[str], separator: str = ",") -> str:
    return separator.join([quoted(cell, separator) for cell in cells]) + "\r\n"


def read(raw: bytes, only: Folder | None = None) -> Iterator[Row]:
    """Yields the rows of a table that `write` made, in any of its shapes. Raises `ValueError` for any other.

    The kind comes from the column `record`, else from `only`.
    """
    for number, cells in enumerate(_reader(raw), 2):
        if None in cells or None in cells.values():
            raise ValueError(f"row {number} has another number of cells than the head")
        yield _row(_as_kept({column: unguarded(cell) for column, cell in cells.items()}, only), only)


def _as_kept(cells: dict[str, str], only: Folder | None) -> dict[str, str]:
    """The cells under the names of their columns and with the words that files keep, whatever the language of the table."""
    from gcmtrack.formats import csv_words

    names = csv_words.names_of(list(cells))
    if names is None:
        return cells
    named = dict(zip(names, cells.values(), strict=True))
    if "record" in named:
        named["record"] = csv_words.meant("record", named["record"], None)
    folder = _FOLDER_OF.get(named["record"]) if "record" in named else only
    return {name: csv_words.meant(name, cell, folder) for name, cell in named.items()}


def head(raw: bytes) -> list[str]:
    """Returns the names of the columns of a table, whatever the language of its headings. Raises `ValueError` for bytes that are no text."""
    from gcmtrack.formats import csv_words

    headings = list(_reader(raw).fieldnames or ())
    return csv_words.names_of(headings) or headings


def _reader(raw: bytes) -> "csv.DictReader[str]":
    import csv

    text = raw.decode("utf-8-sig")
    first = text.partition("\r\n")[0].partition("\n")[0]
    csv.field_size_limit(2**31 - 1)
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)


_FOLDER_OF: dict[str, Folder] = {folder.removesuffix("s"): folder for folder in FOLDERS}


def _row(cells: Mapping[str, str], only: Folder | None) -> Row:
    folder = _FOLDER_OF.get(cells["record"]) if "record" in cells else only
    if folder is None:
        raise ValueError(
            "a row says nowhere of which kind its record is: milestone, statement or organisation"
        )
    table: dict[str, Any] = {"organisations": []} if folder == "statements" else {}
    for name, text in cells.items():
        known = column_of(folder, name)
        if text and known is not None and known.key is not None:
            *above, last = known.key
            inner = table
            for part in above:
                inner = inner.setdefault(part, {})
            inner[last] = read_value(known.type, text)
    return Row(folder, cells["id"], table)


def read_value(type_: Type, text: str) -> Any:
    """Returns what a cell holds that `cell` wrote, as a record's file holds it. Raises `ValueError`."""
    return _VALUES[type_](text)


def _tables(text: str) -> list[dict[str, Any]]:
    return [
        {key: date.fromisoformat(item) if key in day_keys() else item for key, item in table.items()}
        for table in msgspec.json.decode(text)
    ]


# How a cell is read, by what its column holds.
_VALUES: dict[Type, Callable[[str], Any]] = {
    "text": str,
    "number": int,
    "flag": lambda text: text == "true",
    "day": date.fromisoformat,
    "date": lambda text: str(When.parse(text)),
    "words": split,
    "numbers": lambda text: [int(item) for item in split(text)],
    "table": msgspec.json.decode,
    "tables": _tables,
}
