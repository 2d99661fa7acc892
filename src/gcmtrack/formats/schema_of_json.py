"""The JSON Schema of our JSON (docs/json.schema.json), made from the model, so that it cannot lag behind."""

from collections.abc import Mapping
from typing import Any

import msgspec

from gcmtrack import docstring
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

_PAGE: dict[str, Any] = {
    "title": "Page",
    "description": "What `audit` found on a page.",
    "type": "object",
    "properties": {
        "path": {"type": "string", "description": "the way to the file, the address, or `stdin`"},
        "kind": {"enum": ["html", "markdown", "text"]},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "line": {"type": "integer", "description": "from 1"},
                    "column": {"type": "integer", "description": "in characters, from 1"},
                    "end_line": {"type": "integer"},
                    "end_column": {"type": "integer", "description": "just behind the last character"},
                    "finding": {"type": "string", "description": "the name of the finding"},
                    "level": {"enum": ["error", "warning"]},
                    "message": {"type": "string"},
                    "suggestion": {"type": ["string", "null"]},
                    "quote": {"type": "string", "description": "what stands there"},
                    "records": {"type": "array", "items": {"type": "string"}, "description": "ids"},
                    "match": {
                        "enum": ["certain", "likely", None],
                        "description": "how sure it is that these records are meant",
                    },
                },
                "required": ["line", "column", "finding", "level", "message", "quote", "records", "match"],
            },
        },
        "dates": {
            "type": "array",
            "description": "every date that was read, in the order of the page",
            "items": {
                "type": "object",
                "properties": {
                    "line": {"type": "integer"},
                    "column": {"type": "integer"},
                    "text": {"type": "string"},
                    "date": {"oneOf": [{"$ref": f"{_PREFIX}When"}, {"type": "null"}]},
                    "year": {
                        "enum": ["given", "carried", "relative", "open"],
                        "description": "written, carried over, counted from a relative word, or not to be told",
                    },
                    "year_from_line": {"type": ["integer", "null"]},
                },
                "required": ["line", "column", "text", "date", "year", "year_from_line"],
            },
        },
        "suggestions": {
            "type": "array",
            "description": "with --suggest: what could stand in place of some lines",
            "items": {
                "type": "object",
                "properties": {
                    "section": {"type": "string"},
                    "first_line": {"type": "integer"},
                    "last_line": {"type": "integer"},
                    "text": {"type": "string"},
                },
                "required": ["section", "first_line", "last_line", "text"],
            },
        },
    },
    "required": ["path", "kind", "findings", "dates", "suggestions"],
}

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
_TEXT = {"type": "string"}
_ANY_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBER = {"type": "integer", "minimum": 0}
_A_DAY = {"type": ["string", "null"], "format": "date"}
_DATE = {"$ref": f"{_PREFIX}When"}


def _object(title: str, description: str, /, **properties: Any) -> dict[str, Any]:
    """Returns the schema of an object of which every key is always there."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(**properties: Any) -> dict[str, Any]:
    """Returns the schema of a list of such objects."""
    shape = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "items": shape | {"additionalProperties": False}}


# What the views that ask a question of the whole record list in place of records.
_ANSWERS: dict[str, dict[str, Any]] = {
    "MatrixRow": _object(
        "MatrixRow", "A row of `matrix`: a value, how many records have it, and have it with each column.",
        key=_TEXT, label=_TEXT, total=_NUMBER, cells=_list(key=_TEXT, records=_NUMBER),
    ),
    "Gap": _object(
        "Gap", "What `matrix --gaps` found empty; null where all of the other one is empty.",
        row=_ANY_TEXT, column=_ANY_TEXT, sentence=_TEXT,
    ),
    "Rule": _object(
        "Rule", "A rule of `mandates` with its occasions.",
        mandate=_TEXT, decision=_TEXT, what=_TEXT, paragraph=_ANY_TEXT, every=_TEXT, first=_DATE, lead=_ANY_TEXT,
        before=_ANY_TEXT, note=_ANY_TEXT,
        occasions=_list(
            due=_DATE, deadline=_A_DAY, counted_from=_ANY_TEXT,
            state={"enum": ["done", "unseen", "ahead", "due", "overdue", "no record"]},
            carried_out_by=_list(id=_TEXT, date=_DATE, status=_TEXT, days={"type": ["integer", "null"]}),
        ),
    ),
    "Trail": _object(
        "Trail", "A chain of drafts in `trail`, oldest first.",
        chain=_list(
            id=_TEXT, title=_TEXT, date=_DATE,
            answers=_list(
                kind={"enum": ["stands at", "reported", "asked by", "not known"]}, place=_TEXT, text=_TEXT, id=_TEXT,
                by=_TEXT, sources=_list(text=_TEXT, url=_TEXT), path=_TEXT,
                stretches=_list(kind={"enum": ["same", "removed", "added"]}, text=_TEXT),
            ),
        ),
    ),
    "HeldTexts": _object(
        "HeldTexts", "A chain of drafts in `trail --texts`: which texts are held.",
        chain=_list(
            id=_TEXT, held=_list(language=_TEXT, path=_TEXT), found_at={"type": "array", "items": _TEXT},
        ),
    ),
    "ChangedRecord": _object(
        "ChangedRecord", "What `changes` tells of a record: its facts, and the keys in which it has other words, other sources, other"
        " days of work on it, or ids that follow a rename.",
        change={"enum": ["new", "removed", "renamed", "changed"]}, record={"enum": ["milestone", "statement", "organisation"]},
        id=_TEXT, was_id=_ANY_TEXT, title=_TEXT, date={"anyOf": [_DATE, {"type": "null"}]},
        facts=_list(
            key={"type": "string", "description": "a key of the record, or `place`"},
            was={"description": "what it was, as JSON has that key"}, now={"description": "what it is"},
        ),
        wording=_TEXTS, evidence=_TEXTS, upkeep=_TEXTS, follows=_TEXTS,
    ),
    "DigestPart": _object(
        "DigestPart", "A part of `digest`: its first items, how many there are, and the command that lists them.",
        part={"enum": ["going-on", "next", "ordered", "unseen", "changed", "unanswered", "languages"]},
        heading=_TEXT, total=_NUMBER, command=_TEXT, items=_list(when=_TEXT, text=_TEXT, command=_TEXT, id=_ANY_TEXT),
    ),
}  # fmt: skip
_ONLY_WITH_A_DAY = ("state", "distance")


def document_schema() -> str:
    """Returns the JSON Schema of every document that `--json` and `export --format json` print, as text."""
    kinds = list(RECORD_TYPES.values())
    docstring.put_back("gcmtrack.model")
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
                        for name in (*(kind.__name__ for kind in kinds), "Objective", "Topic", *_ANSWERS)
                    ]
                },
            },
            "total": {"type": "integer", "description": "how many there are, where --limit was given"},
            "objective": {
                "type": "integer",
                "description": "whose records `show` lists, where it was asked for one",
            },
            "problems": {"type": "array", "items": {"$ref": f"{_PREFIX}Problem"}},
            "below": {
                "type": "integer",
                "description": "how much `check` found in what the records stand on, where there is something",
            },
            "pages": {"type": "array", "items": {"$ref": f"{_PREFIX}Page"}},
        },
        "required": ["format", "version", "view"],
        "oneOf": [{"required": ["records"]}, {"required": ["problems"]}, {"required": ["pages"]}],
        "$defs": {
            **definitions,
            **_ANSWERS,
            "When": _WHEN,
            "Problem": _PROBLEM,
            "Objective": _OBJECTIVE,
            "Topic": _TOPIC,
            "Page": _PAGE,
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
