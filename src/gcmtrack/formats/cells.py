"""What a value of a column looks like as the text of a cell, and how the words in one are told apart."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from gcmtrack.model.dates import When

_encode = msgspec.json.Encoder(enc_hook=str).encode


def cell(value: Any) -> str:
    """Returns the text of a value of a column; empty for nothing."""
    # Most cells are empty, and most others a text; a large record has a million of them.
    if value is None:
        return ""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is tuple and not value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value == {}:
        return ""
    if isinstance(value, When):
        # An interval is never taken for a date, and one with two equal ends is that end.
        return str(value) if value.is_range else f"{value}/{value}"
    if isinstance(value, tuple) and not isinstance(value[0], msgspec.Struct):
        return join(str(item) for item in value)
    if isinstance(value, (tuple, dict, msgspec.Struct)):
        return _encode(value).decode()
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
