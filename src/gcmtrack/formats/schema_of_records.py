"""The JSON Schema of the record files, one a kind, for editors that complete and check TOML while people type.

Made from the model: its descriptions, its vocabularies, its codes. Draft 7 and plain patterns, which taplo (Even Better
TOML), tombi and check-jsonschema all read.
"""

from typing import Any

import msgspec

from gcmtrack import docstring
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES
from gcmtrack.model.records import LANGUAGE_TABLES, RECORD_TYPES
from gcmtrack.model.vocabulary import KINDS_OF_KEY, TYPES_OF_KIND
from gcmtrack.store.settings import Settings

_PART = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_WHEN: dict[str, Any] = {
    "description": 'EDTF in quotes: "2018", "2018-07", "2018-07-13", "2018-07-09/2018-07-13", "2018-02/..";'
    " ~ about, ? uncertain, % both",
    "anyOf": [
        {"type": "string", "pattern": rf"^{_PART}(/(\.\.|{_PART}))?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ],
}


def settings_schema() -> str:
    """Returns the JSON Schema of `gcmtrack.toml`, as text."""
    top, _ = _of(Settings)
    return _text({"$schema": _DRAFT, **top})


def record_schema(folder: Folder) -> str:
    """Returns the JSON Schema of the files of a kind, as text."""
    top, definitions = _of(RECORD_TYPES[folder])
    del top["properties"]["id"]
    if folder == "milestones":
        top["allOf"] = [_of_kind(word, types) for word, types in TYPES_OF_KIND.items()]
        top["allOf"] += [_only_in(key, kind) for key, kind in KINDS_OF_KEY.items()]
    schema = {
        "$schema": _DRAFT,
        **top,
        "definitions": {
            **definitions,
            "When": _WHEN,
            "Country": _codes(COUNTRIES),
            "Language": _codes(LANGUAGES),
        },
    }
    return _text(schema)


_DRAFT = "http://json-schema.org/draft-07/schema#"


def _of(kind: type[msgspec.Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of a kind of table, and of the tables in it."""
    for place in ("gcmtrack.model", kind.__module__):
        docstring.put_back(place)
    _, components = msgspec.json.schema_components(
        [kind], schema_hook=_hook, ref_template="#/definitions/{name}"
    )
    definitions = {name: _plain(component) for name, component in components.items()}
    return definitions.pop(kind.__name__), definitions


def _text(schema: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _hook(kind: type) -> dict[str, Any]:
    assert kind is When
    return {"$ref": "#/definitions/When"}


def _codes(codes: dict[str, str]) -> dict[str, Any]:
    known = dict(sorted(codes.items()))
    return {
        "type": "string",
        "enum": list(known),
        "x-taplo": {"docs": {"enumValues": list(known.values())}},
    }


def _of_kind(kind: str, types: tuple[str, ...]) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"enum": [kind]}}, "required": ["kind"]},
        "then": {"properties": {"type": {"enum": list(types)}}},
    }


def _only_in(key: str, kind: str) -> dict[str, Any]:
    return {"if": {"required": [key]}, "then": {"properties": {"kind": {"enum": [kind]}}}}


_CODED = {"country": "Country", "language": "Language"}


def _plain(component: dict[str, Any]) -> dict[str, Any]:
    """A table as TOML holds it: no nulls, since TOML has none, and no empty defaults."""
    properties = {key: _property(key, value) for key, value in component["properties"].items()}
    return {**component, "properties": properties}


def _property(key: str, value: dict[str, Any]) -> dict[str, Any]:
    told = {"description": value["description"]} if "description" in value else {}
    if key in _CODED and not _is_fixed(value):
        return told | {"$ref": f"#/definitions/{_CODED[key]}"}
    if key in ("languages", "our_translations"):
        return told | {"type": "array", "items": {"$ref": "#/definitions/Language"}}
    if key in LANGUAGE_TABLES:
        languages = {
            language: {"type": "string", "description": name} for language, name in LANGUAGES.items()
        }
        return told | {"type": "object", "properties": languages, "additionalProperties": False}
    return told | _without_null(value)


def _is_fixed(value: dict[str, Any]) -> bool:
    """Whether a key has a short list of its own."""
    return any("enum" in option for option in value.get("anyOf", ()))


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in value.items() if k != "description" and not (k == "default" and not v)}
    options = [option for option in kept.pop("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        kept |= options[0]
    elif options and all("enum" in option for option in options):
        kept["enum"] = sorted({word for option in options for word in option["enum"]})
    elif options:
        kept["anyOf"] = [_without_null(option) for option in options]
    if "enum" in kept:
        kept["type"] = "string"
    if "items" in kept:
        kept["items"] = _without_null(kept["items"])
    if "pattern" in kept:
        # Python needs the tail against a line end after `$`; editors' expressions do not know it.
        kept["pattern"] = kept["pattern"].removesuffix(r"(?!\n)")
    return kept
