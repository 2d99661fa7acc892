"""Reading back what was exported: csv or JSON, to compare it with the records of now."""

from collections.abc import Callable, Collection, Iterable
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from gcmtrack.formats import csv_table
from gcmtrack.formats.columns import column_of, columns
from gcmtrack.formats.csv_table import Row
from gcmtrack.importing.json_rows import table_of
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder, is_id, path_of
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store import decode


class NotExported(ValueError):
    """The bytes are no table and no JSON of ours; the message says why."""


class Exported(NamedTuple):
    """The records of a file, with the keys of each kind that it tells of; what makes no record is broken there."""

    records: Records
    known: dict[Folder, Collection[str]]


def read(raw: bytes, name: str) -> Exported:
    """Reads a file by what its name ends with. Raises `NotExported`."""
    try:
        if PurePath(name).suffix.lower() == ".json":
            rows, known = _json(raw)
        else:
            rows, known = _csv(raw)
        return Exported(_records(rows), known)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, NotExported):
            raise
        raise NotExported("it is no csv or JSON that gcmtrack exported") from error


def _records(rows: Iterable[Row]) -> Records:
    found: dict[str, list[Record]] = {folder: [] for folder in FOLDERS}
    broken: dict[str, Callable[[], str]] = {}
    for folder, id_, table in rows:
        if not is_id(id_):
            raise NotExported(f"{id_!r} is no id")
        record, _ = decode.read_record(folder, id_, table)
        if record is None:
            broken[path_of(folder, id_)] = lambda: "cannot be read"
        else:
            found[folder].append(record)
    records = Records(**found)  # type: ignore[arg-type]
    records.broken = broken
    return records


def _csv(raw: bytes) -> tuple[list[Row], dict[Folder, Collection[str]]]:
    head = csv_table.head(raw)
    if "id" not in head or len(head) < 3:
        raise NotExported("its first line has no column `id`")
    only: Folder | None = None
    if "record" not in head:
        names = set(head)
        only = max(FOLDERS, key=lambda folder: len(names.intersection(c.name for c in columns(folder))))
    known: dict[Folder, Collection[str]] = {
        folder: {c.key[0] for name in head if (c := column_of(folder, name)) and c.key}
        for folder in (FOLDERS if only is None else (only,))
    }
    return list(csv_table.read(raw, only)), known


def _json(raw: bytes) -> tuple[list[Row], dict[Folder, Collection[str]]]:
    document = msgspec.json.decode(raw)
    if document.get("format") != "gcmtrack":
        raise NotExported("it does not say that its format is gcmtrack")
    folders: dict[str, Folder] = {folder.removesuffix("s"): folder for folder in FOLDERS}
    rows: list[Row] = []
    known: dict[Folder, Collection[str]] = {}
    for shape in document["records"]:
        folder = folders[shape["record"]]
        keys = [key for key in RECORD_TYPES[folder].__struct_fields__ if key != "id" and key in shape]
        table = table_of(folder, shape)
        rows.append(
            Row(folder, shape["id"], {k: held for k, held in table.items() if held not in (None, [], {})})
        )
        known.setdefault(folder, keys)
    return rows, known
