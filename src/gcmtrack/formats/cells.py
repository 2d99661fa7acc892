"""What a value of a column looks like as the text of a cell, and how the words in one are told apart."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from gcmtrack.model.dates import When

_encoder = msgspec.json.Encoder(enc_hook=str)
_encode, _encode_lines = _encoder.encode, _encoder.encode_lines


def cell(value: Any) -> str:
    """Returns the text of a value of a column; empty for nothing."""
    return _TEXTS.get(type(value), as_json)(value)


def texts(values: Sequence[Any]) -> Sequence[str]:
    """Returns the texts of many values of a column."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return values
    if kinds == {str, type(None)}:
        return [value or "" for value in values]
    text_of = _TEXTS.get
    return [value if type(value) is str else text_of(type(value), as_json)(value) for value in values]


def as_json(value: Any) -> str:
    """Returns a table, or several, as JSON."""
    return _encode(value).decode()


def as_json_lines(values: Iterable[Any]) -> bytes:
    """Returns tables, or groups of them, as JSON, each on a line of its own."""
    return _encode_lines(values)


def _interval(when: When) -> str:
    # An interval is never taken for a date, and one with two equal ends is that end.
    text = str(when)
    return text if when.is_range else f"{text}/{text}"


def _list(items: tuple[Any, ...]) -> str:
    if not items:
        return ""
    first = items[0]
    if type(first) is str:
        return join(items)
    return as_json(items) if isinstance(first, msgspec.Struct) else join(map(str, items))


# What a value looks like by its type; every other is a table.
_TEXTS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: lambda text: text,
    bool: lambda flag: "true" if flag else "false",
    int: str,
    date: date.isoformat,
    When: _interval,
    tuple: _list,
    dict: lambda table: as_json(table) if table else "",
}


def join(items: Iterable[str]) -> str:
    """Joins words by "; " so that `split` finds them again."""
    some = items if type(items) is tuple else tuple(items)
    joined = some[0] if len(some) == 1 else "; ".join(some)
    if "\\" not in joined and joined.count(";") < len(some):
        return joined
    return "; ".join([item.replace("\\", "\\\\").replace(";", "\\;") for item in some])


def split(text: str) -> list[str]:
    """Takes apart what `join` joined."""
    first, *others = re.findall(r"(?:[^;\\]|\\.)+", text, re.DOTALL) or [""]
    # Of the spaces before an item the first one belongs to the separator.
    items = [first, *(item.removeprefix(" ") for item in others)] if first else []
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in items]
