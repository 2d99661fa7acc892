"""Other people's schemas, and what they find wrong with an export."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

SCHEMAS = Path(__file__).parent / "schemas"


def csl_json_faults(found: object) -> list[str]:
    """Returns what the schema of the Citation Style Language finds, each with its place."""
    return _faults(_csl_json(), found)


def json_feed_faults(found: object) -> list[str]:
    """Returns what the schema of JSON Feed 1.1 finds, each with its place; moments and addresses are looked at too."""
    return _faults(_json_feed(), found)


def _faults(validator: Any, found: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(found)]


def _jsonschema() -> Any:
    return pytest.importorskip("jsonschema", reason="needs jsonschema, which check-jsonschema brings")


@cache
def _csl_json() -> Any:
    return _jsonschema().Draft7Validator(_read("csl/csl-data.json"))


@cache
def _json_feed() -> Any:
    jsonschema = _jsonschema()
    from referencing import Registry, Resource  # noqa: PLC0415 (jsonschema brings it)
    from referencing.jsonschema import DRAFT4  # noqa: PLC0415

    older = _read("json-feed/feed-1.json")
    known: Any = Registry()
    known = known.with_resource(older["id"], Resource.from_contents(older, default_specification=DRAFT4))
    return jsonschema.Draft4Validator(
        _read("json-feed/feed.json"), registry=known, format_checker=_formats(jsonschema)
    )


def _read(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_bytes())


def _formats(jsonschema: Any) -> Any:
    """The two formats of the schema: on its own jsonschema looks at none of them."""
    checker = jsonschema.FormatChecker(formats=())
    formats: dict[str, Callable[[str], bool]] = {"uri": _is_address, "date-time": _is_moment}
    for name, holds in formats.items():
        checker.checks(name)(holds)
    return checker


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return bool(parts.scheme and (parts.netloc or parts.path) and re.fullmatch(r"[!#-;=?-\[\]_a-z~]+", text))


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
