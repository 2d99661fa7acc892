"""The JSON Schema of our JSON (docs/json.schema.json), made from the model, so that it cannot lag behind."""

from collections.abc import Mapping
from typing import Any

import msgspec

from gcmtrack.model.dates import When
from gcmtrack.model.records import RECORD_TYPES

_PREFIX = "#/$defs/"

_WHEN: dict[str, Any] = {
    "title": "When",
    "description": "A date at the precision at which it is known. Days are inclusive.",
    "type": "object",
    "properties": {
        "edtf": {"type": "string", "description": "the date as recorded (EDTF)"},
        "start": {"type": "string", "format": "date", "description": "the first day that it may cover"},
        "end": {
            "type": ["string", "null"],
            "format": "date",
            "description": "the last day that it may cover; null when the end is open",
        },
        "precision": {"enum": ["day", "month", "year"], "description": "of the coarser end"},
        "qualified": {"type": "boolean", "description": "whether it is marked as about or uncertain"},
        "words": {"type": "string", "description": "as people write it, in English"},
    },
    "required": ["edtf", "start", "end", "precision", "qualified", "words"],
    "additionalProperties": False,
}

_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What `check` found.",
    "type": "object",
    "properties": {
        "path": {"type": "string", "description": "the way to the file"},
        "line": {"type": ["integer", "null"], "description": "from 1; null for the whole file"},
        "check": {"type": "string", "description": "the name of the check"},
        "level": {"enum": ["error", "warning"]},
        "message": {"type": "string"},
    },
    "required": ["path", "line", "check", "level", "message"],
}

_COUNTS: dict[str, Any] = {
    "milestones": {"type": "integer", "description": "how many milestones speak to it"},
    "statements": {"type": "integer", "description": "how many statements speak to it"},
}


def _counted(name: str, description: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the schema of what `objectives` and `topics` have in place of records."""
    return {
        "title": name,
        "description": description,
        "type": "object",
        "properties": {**properties, **_COUNTS},
        "required": [*properties, *_COUNTS],
    }


_TEXT = {"type": "string"}
_OBJECTIVE = _counted(
    "Objective",
    "An objective of the Compact, in `objectives`.",
    {
        "number": {"type": "integer", "minimum": 1, "maximum": 23},
        **dict.fromkeys(("title", "short", "es", "fr"), _TEXT),
        "round_table": {"type": "integer", "description": "of the forum of 2022"},
    },
)
_TOPIC = _counted("Topic", "A topic in use, in `topics`.", {"topic": _TEXT, "label": _TEXT})

# Keys beside those of the record files; with a day to count from there are state and distance.
_MADE: dict[str, dict[str, Any]] = {
    "Milestone": {
        "official_link": {
            "type": ["string", "null"],
            "description": "where the United Nations keeps the text of the symbol",
        },
        "official_links": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "the same in each official language in which the United Nations issues it",
        },
        "place": {"type": ["string", "null"], "description": "city and country in words"},
        "state": {
            "enum": ["upcoming", "ongoing", "past", None],
            "description": "on the day to count from; null for a cancelled one",
        },
        "distance": {"type": "string", "description": "how far from the day to count from, in words"},
    },
    "Statement": {
        "distance": {"type": "string", "description": "how far from the day to count from, in words"},
    },
    "Organisation": {},
}
_ONLY_WITH_A_DAY = ("state", "distance")


def document_schema() -> str:
    """Returns the JSON Schema of every document that `--json` and `export --format json` print, as text."""
    kinds = list(RECORD_TYPES.values())
    _, components = msgspec.json.schema_components(kinds, schema_hook=_hook, ref_template=_PREFIX + "{name}")
    definitions = {name: _complete(component) for name, component in components.items()}
    for kind in kinds:
        definitions[kind.__name__] = _record(kind.__name__, definitions[kind.__name__])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "JSON of gcmtrack",
        "description": "What --json and `export --format json` print, version 1. Later versions of the program may"
        " add keys; what is here keeps its meaning as long as the version is 1.",
        "type": "object",
        "properties": {
            "format": {"const": "gcmtrack"},
            "version": {"const": 1},
            "view": {"type": "string", "description": "the command that printed it"},
            "today": {
                "type": "string",
                "format": "date",
                "description": "the day to count from, where one was",
            },
            "records": {
                "type": "array",
                "items": {
                    "oneOf": [
                        {"$ref": f"{_PREFIX}{name}"}
                        for name in (*(kind.__name__ for kind in kinds), "Objective", "Topic")
                    ]
                },
            },
            "total": {"type": "integer", "description": "how many there are, where --limit was given"},
            "objective": {
                "type": "integer",
                "description": "whose records `show` lists, where it was asked for one",
            },
            "problems": {"type": "array", "items": {"$ref": f"{_PREFIX}Problem"}},
        },
        "required": ["format", "version", "view"],
        "oneOf": [{"required": ["records"]}, {"required": ["problems"]}],
        "$defs": {
            **definitions,
            "When": _WHEN,
            "Problem": _PROBLEM,
            "Objective": _OBJECTIVE,
            "Topic": _TOPIC,
        },
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _hook(kind: type) -> dict[str, Any]:
    assert kind is When
    return {"$ref": f"{_PREFIX}When"}


def _complete(component: Mapping[str, Any]) -> dict[str, Any]:
    """Every key is always there; nothing has a default any more."""
    properties = {key: _plain(value) for key, value in component["properties"].items()}
    return {**component, "properties": properties, "required": list(properties)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        # Python needs the tail against a line end after `$`; in JSON Schema `$` is the very end.
        return {
            key: item.removesuffix(r"(?!\n)") if key == "pattern" else _plain(item)
            for key, item in value.items()
            if key != "default"
        }
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _record(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    properties = {"record": {"const": name.lower()}, **definition["properties"], **_MADE[name]}
    needed = [key for key in properties if key not in _ONLY_WITH_A_DAY]
    # A view adds keys of its own, such as the score of `search`.
    return definition | {"properties": properties, "required": needed, "additionalProperties": True}
