"""CSV: one table a kind or one for all, with columns that only grow at the end (docs/export.md), and back to records.

Lists of words are joined by "; " (a ";" in a word stands as "\\;"), lists of tables are JSON. A cell that a spreadsheet
would take for a formula has a quotation mark before it, which `read` takes away. No cell holds a bare year and month,
since spreadsheets make a day of it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES, Milestone, Organisation, Record
from gcmtrack.views.statements import issuers
from gcmtrack.wording import Wording

_WHEN = ("start", "end", "precision", "when", "edtf")
_TAIL = ("titles", "links", "sources", "previous_dates", "disputes", "added", "checked")

COLUMNS: dict[Folder, tuple[str, ...]] = {
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

# The table of all: the columns of milestones, then what statements and organisations have besides; a name is a title.
ALL_COLUMNS: tuple[str, ...] = (
    "record",
    *dict.fromkeys(
        column
        for folder in ("milestones", "statements", "organisations")
        for column in COLUMNS[folder]
        if column != "name"
    ),
)

# Columns for people, made from others; `read` passes over them.
DERIVED = frozenset({"start", "end", "precision", "when", "place", "link", "issuers"})
WORD_LISTS = frozenset(
    {"organisers", "objectives", "topics", "organisations", "cosigners", "on_behalf_of", "languages", "aliases", "member_of"}
)  # fmt: skip
TABLES = frozenset({"titles", "names", "links", "sources", "previous_dates", "disputes"})

Excel = Literal["en", "fr", "es"]
EXCELS: tuple[Excel, ...] = get_args(Excel)


class Row(NamedTuple):
    """A row as a record file would hold it."""

    folder: Folder
    id: str
    table: dict[str, Any]


def write(
    chosen: Iterable[Record],
    records: Records,
    wording: Wording,
    only: Folder | None = None,
    excel: Excel | None = None,
) -> bytes:
    """Returns the table. Without `only` it has a column `record`. For Excel: with the mark by which it knows UTF-8, and
    with the separator that it wants in that language."""
    columns = COLUMNS[only] if only else ALL_COLUMNS
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if excel in ("fr", "es") else ",", lineterminator="\r\n")
    writer.writerow(columns)
    for record in chosen:
        cells = _cells(record, records, wording)
        writer.writerow([guarded(cells.get(column, "")) for column in columns])
    return text.getvalue().encode("utf-8-sig" if excel else "utf-8")


def _cells(record: Record, records: Records, wording: Wording) -> dict[str, str]:
    cells = {"record": record.folder.removesuffix("s")}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, When):
            cells |= _when_cells(value, wording)
        else:
            cells[field] = _cell(value)
    return cells | _derived(record, records, wording)


def _derived(record: Record, records: Records, wording: Wording) -> dict[str, str]:
    if isinstance(record, Organisation):
        return {"title": record.name}
    cells = {"link": record.links[0].url if record.links else ""}
    if isinstance(record, Milestone):
        link = cells["link"] or (un_symbols.official_link(record.symbol) if record.symbol else "")
        return {"place": wording.place(record), "link": link}
    speaker = record.speaker
    return cells | {
        "issuers": issuers(records, record, wording),
        "speaker": speaker.name if speaker else "",
        "speaker_role": (speaker.role or "") if speaker else "",
    }


def _when_cells(when: When, wording: Wording) -> dict[str, str]:
    # An interval is never taken for a date, and one with two equal ends is that end.
    edtf = str(when) if when.is_range else f"{when}/{when}"
    words = wording.date(when)
    is_bare_month = when.precision == "month" and not when.is_range and not when.is_qualified
    return {
        "start": when.first.isoformat(),
        "end": "" if when.open else when.last.isoformat(),
        "precision": when.precision,
        "when": wording.say("csv.month", date=words) if is_bare_month else words,
        "edtf": edtf,
    }


def _cell(value: Any) -> str:
    if value in (None, (), {}):
        return ""
    if isinstance(value, tuple) and not isinstance(value[0], msgspec.Struct):
        return join(str(item) for item in value)
    if isinstance(value, (tuple, dict)):
        return msgspec.json.encode(value, enc_hook=str).decode()
    return value.isoformat() if isinstance(value, date) else str(value)


def join(items: Iterable[str]) -> str:
    """Joins words by "; " so that `split` finds them again."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split(text: str) -> list[str]:
    """Takes apart what `join` joined."""
    first, *others = re.findall(r"(?:[^;\\]|\\.)+", text, re.DOTALL) or [""]
    # Of the spaces before an item the first one belongs to the separator.
    items = [first, *(item.removeprefix(" ") for item in others)] if first else []
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in items]


_FORMULA = tuple("=+-@\t\r\n")


def guarded(cell: str) -> str:
    """Returns the cell with a "'" before it when a spreadsheet might calculate it, or when it looks guarded already."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """Takes away what `guarded` set before the cell."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def read(raw: bytes, only: Folder | None = None) -> Iterator[Row]:
    """Yields the rows of a table that `write` made, in any of its shapes. Raises `ValueError` for any other.

    The kind comes from the column `record`, else from `only`.
    """
    text = raw.decode("utf-8-sig")
    head = text.partition("\r\n")[0].partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    csv.field_size_limit(2**31 - 1)
    for number, cells in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), 2):
        if None in cells or None in cells.values():
            raise ValueError(f"row {number} has another number of cells than the head")
        yield _row({column: unguarded(cell) for column, cell in cells.items()}, only)


_FOLDER_OF: dict[str, Folder] = {folder.removesuffix("s"): folder for folder in COLUMNS}


def _row(cells: Mapping[str, str], only: Folder | None) -> Row:
    folder = _FOLDER_OF.get(cells["record"]) if "record" in cells else only
    if folder is None:
        raise ValueError(
            "a row says nowhere of which kind its record is: milestone, statement or organisation"
        )
    table: dict[str, Any] = {}
    fields = RECORD_TYPES[folder].__struct_fields__
    given = {column: cell for column, cell in cells.items() if cell}
    if folder == "organisations" and "title" in given:
        given["name"] = given.pop("title")
    for column, cell in given.items():
        if column in fields and column not in DERIVED and column not in ("id", "speaker"):
            table[column] = _value(column, cell)
    if "edtf" in given:
        table["date"] = str(When.parse(given["edtf"]))
    if folder == "statements" and "speaker" in given:
        role = {"role": given["speaker_role"]} if "speaker_role" in given else {}
        table["speaker"] = {"name": given["speaker"], **role}
    if folder == "statements":
        table.setdefault("organisations", [])
    return Row(folder, cells["id"], table)


def _value(column: str, cell: str) -> Any:
    if column == "objectives":
        return [int(item) for item in split(cell)]
    if column in WORD_LISTS:
        return split(cell)
    if column in TABLES:
        return (
            [_with_days(item) for item in _json(cell)] if column not in ("titles", "names") else _json(cell)
        )
    if column in ("added", "checked"):
        return date.fromisoformat(cell)
    return int(cell) if column == "cosigner_count" else cell


def _json(cell: str) -> Any:
    return msgspec.json.decode(cell)


def _with_days(item: dict[str, Any]) -> dict[str, Any]:
    return item | ({"accessed": date.fromisoformat(item["accessed"])} if "accessed" in item else {})
