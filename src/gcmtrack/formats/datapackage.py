"""A data package: the descriptor of the tables of all kinds (Frictionless `datapackage.json`), with types and keys.

The tables themselves are made by whoever calls; their columns are described here.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES, REFERENCES, Record

# Columns that are no keys of a record, or hold only a part of one.
_MADE: dict[str, tuple[str, str]] = {
    "id": ("string", "the id of the record, which is the name of its file"),
    "start": ("date", "the first day that the date may cover"),
    "end": ("date", "the last day that the date may cover, inclusive; empty when the end is open"),
    "precision": ("string", "how exactly the date is known: day, month or year"),
    "when": ("string", "the date in words"),
    "edtf": ("string", "the date as EDTF, always as an interval: 2018-02/2018-02 is February 2018"),
    "place": ("string", "city and country in words"),
    "link": ("string", "the first link, else the official address of the symbol"),
    "issuers": ("string", "the issuers in words"),
    "speaker": ("string", "who spoke: the name"),
    "speaker_role": ("string", "office or function of the speaker at the time"),
}
_PLAIN_TYPES = {"cosigner_count": "integer", "added": "date", "checked": "date"}


class Resource(NamedTuple):
    """A table of the package: its kind, its columns, its bytes, the records in it."""

    folder: Folder
    columns: tuple[str, ...]
    raw: bytes
    chosen: tuple[Record, ...]

    @property
    def path(self) -> str:
        return f"{self.folder}.csv"


def descriptor(resources: Sequence[Resource]) -> tuple[str, list[str]]:
    """Returns the JSON text, and the columns whose foreign key is not declared since it leads out of the package."""
    ids = {resource.folder: {record.id for record in resource.chosen} for resource in resources}
    left_out: list[str] = []
    package = {
        "profile": "tabular-data-package",
        "name": "gcmtrack",
        "title": "The record of the Global Compact for Migration: milestones, statements, organisations",
        "resources": [_resource(resource, ids, left_out) for resource in resources],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2).decode() + "\n", left_out


def _resource(resource: Resource, ids: Mapping[Folder, set[str]], left_out: list[str]) -> dict[str, Any]:
    properties = _properties(resource.folder)
    keys = []
    for key, target in REFERENCES[resource.folder].items():
        if properties[key].get("type") == "array":
            continue  # a cell with several ids cannot be a foreign key
        if all(getattr(record, key) in (None, *ids[target]) for record in resource.chosen):
            same = "" if target == resource.folder else target
            keys.append({"fields": [key], "reference": {"resource": same, "fields": ["id"]}})
        else:
            left_out.append(f"{resource.folder}.{key}")
    schema: dict[str, Any] = {
        "fields": [_field(column, properties) for column in resource.columns],
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


def _properties(folder: Folder) -> dict[str, dict[str, Any]]:
    """What the model says of each key."""
    kind = RECORD_TYPES[folder]
    _, components = msgspec.json.schema_components([kind], schema_hook=lambda _: {"type": "string"})
    properties: dict[str, dict[str, Any]] = components[kind.__name__]["properties"]
    return properties


def _field(column: str, properties: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    if column in _MADE:
        type_, description = _MADE[column]
        field: dict[str, Any] = {"name": column, "type": type_, "description": description}
        return field | ({"constraints": {"required": True, "unique": True}} if column == "id" else {})
    known = properties[column]
    description = known["description"]
    type_ = _PLAIN_TYPES.get(column, "string")
    if known.get("type") == "object":
        type_, description = "object", f"{description}; as JSON"
    elif known.get("type") == "array" and "$ref" in known["items"]:
        type_, description = "array", f"{description}; as JSON"
    elif known.get("type") == "array":
        description += "; several joined by '; '"
    field = {"name": column, "type": type_, "description": description}
    words = _words(known)
    return field | ({"constraints": {"enum": words}} if words else {})


def _words(known: Mapping[str, Any]) -> list[str]:
    alternatives = known.get("anyOf", [known])
    return list(dict.fromkeys(word for one in alternatives for word in one.get("enum", ())))
