"""Rows of our own JSON: the records of `export --format json` and of every view with `--json`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.formats.columns import day_keys
from gcmtrack.importing import column_map
from gcmtrack.importing.column_names import REASON
from gcmtrack.importing.rows import Rejected, Row, Rows
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES
from gcmtrack.text import counted

_DAYS = frozenset({"added", "checked"})


def read(text: str, folder: Folder | None, name: str) -> Rows:
    """Returns the records of a document. Raises `GcmtrackError` when it is no JSON, `Misuse` when it is not ours."""
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        deep = isinstance(error, RecursionError)
        raise GcmtrackError(
            f"{name} is no JSON: {'nested too deeply' if deep else str(error).lower()}"
        ) from None
    records = document.get("records") if isinstance(document, dict) else document
    if not isinstance(records, list) or (isinstance(document, dict) and document.get("format") != "gcmtrack"):
        raise Misuse(f"{name} is not JSON of gcmtrack; a table (CSV) can have columns of any name")
    rows = [_row(number, each, folder) for number, each in enumerate(records, 1)]
    return Rows(rows, (f"{counted(len(rows), 'record')} in JSON",), exact=True, rejects=_rejects)


def _row(number: int, value: Any, folder: Folder | None) -> Row:
    place = f"record {number}"
    if not isinstance(value, dict):
        return Row(place, value, wrong="this is no record")
    try:
        kind = column_map.kind(str(value["record"])) if "record" in value else folder
    except Misuse as error:
        return Row(place, value, wrong=str(error))
    if kind is None:
        return Row(place, value, wrong="nothing says what kind of record this is")
    id_ = value.get("id")
    try:
        table = table_of(kind, value)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        return Row(place, value, kind, None, {}, wrong=f"this cannot be read: {error}")
    return Row(place, value, kind, id_ if isinstance(id_, str) and id_ else None, {}, table)


def table_of(folder: Folder, value: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the file of a record would hold for its JSON; what the views say beside its keys is left out."""
    fields = [field for field in RECORD_TYPES[folder].__struct_fields__ if field != "id"]
    return {key: _plain(key, value[key]) for key in fields if key in value}


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        if "edtf" in value:
            return value["edtf"]
        if "abstained" in value:
            # Nobody on a side of a vote is something.
            return {side: held for side, held in value.items() if held is not None}
        kept = {inner: _plain(inner, item) for inner, item in value.items()}
        return {inner: item for inner, item in kept.items() if item not in (None, [], {})}
    if isinstance(value, list):
        return [_plain("", item) for item in value]
    if (key in _DAYS or key in day_keys()) and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def _rejects(rejected: Sequence[Rejected]) -> bytes:
    records = [
        {REASON: reason, **(row.original if isinstance(row.original, dict) else {"value": row.original})}
        for row, reason in rejected
    ]
    raw = msgspec.json.encode({"format": "gcmtrack", "version": 1, "view": "rejects", "records": records})
    return msgspec.json.format(raw, indent=2) + b"\n"
