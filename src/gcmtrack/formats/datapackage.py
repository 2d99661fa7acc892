"""A data package: a table of each kind and their descriptor (Frictionless `datapackage.json`), with types and keys."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from gcmtrack.formats.columns import Column, Type, columns
from gcmtrack.formats.request import Request
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import REFERENCES, Record
from gcmtrack.text import one_of
from gcmtrack.views.selection import whole
from gcmtrack.wording import Wording

_TYPES: dict[Type, str] = {
    "number": "integer",
    "flag": "boolean",
    "day": "date",
    "table": "object",
    "tables": "array",
}
_NOTES: dict[Type, str] = {
    "words": "; several joined by '; '",
    "numbers": "; several joined by '; '",
    "table": "; as JSON",
    "tables": "; as JSON",
}

TableWriter = Callable[[Collection[Record], Records, Wording, Folder], bytes]


class Package(NamedTuple):
    """The files of a package by name, the descriptor last, and what a person is told when they are out."""

    files: dict[str, bytes]
    counted: str
    told: tuple[str, ...] = ()


class _Resource(NamedTuple):
    """A table of the package: its kind, its bytes, the records in it."""

    folder: Folder
    raw: bytes
    chosen: Collection[Record]

    @property
    def path(self) -> str:
        return f"{self.folder}.csv"


def export(request: Request, write_table: TableWriter) -> Package:
    """Returns the package of the records that pass the filters; `write_table` makes the table of a kind."""
    found = whole(request.records, request.filters)
    resources = [
        _Resource(
            folder, write_table(found.of(folder), request.records, request.wording, folder), found.of(folder)
        )
        for folder in FOLDERS
    ]
    ids = {resource.folder: {record.id for record in resource.chosen} for resource in resources}
    left_out: list[str] = []
    descriptor = {
        "profile": "tabular-data-package",
        "name": "gcmtrack",
        "title": "The record of the Global Compact for Migration: milestones, statements, organisations",
        "resources": [_resource(resource, ids, left_out) for resource in resources],
    }
    files = {resource.path: resource.raw for resource in resources}
    files["datapackage.json"] = msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n"
    told = f"no foreign key for {one_of(left_out, joint='and')}: some ids are not in the package"
    return Package(files, found.counted(), (told,) if left_out else ())


def _resource(resource: _Resource, ids: Mapping[Folder, set[str]], left_out: list[str]) -> dict[str, Any]:
    """Describes a table; adds the columns whose key is not declared, since it leads out of the package, to `left_out`."""
    keys = []
    for column in columns(resource.folder):
        target = REFERENCES[resource.folder].get(column.name)
        if target is None or column.type != "text":
            continue  # a cell with several ids cannot be a foreign key
        known = {None, *ids[target]}
        if all(getattr(record, column.name) in known for record in resource.chosen):
            same = "" if target == resource.folder else target
            keys.append({"fields": [column.name], "reference": {"resource": same, "fields": ["id"]}})
        else:
            left_out.append(f"{resource.folder}.{column.name}")
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns(resource.folder)],
        "primaryKey": ["id"],
    }
    return {
        "profile": "tabular-data-resource",
        "name": resource.folder,
        "path": resource.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(resource.raw),
        "hash": f"sha256:{hashlib.sha256(resource.raw).hexdigest()}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "description": column.description + _NOTES.get(column.type, ""),
    }
    if column.name == "id":
        return field | {"constraints": {"required": True, "unique": True}}
    return field | ({"constraints": {"enum": list(column.allowed)}} if column.allowed else {})
