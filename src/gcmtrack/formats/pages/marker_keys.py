"""The keys of a marker that say how its section is shown; all others are filters."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.formats.pages.scope import LAYOUTS, ORDERS, PARTS, PageStyle
from gcmtrack.input import values
from gcmtrack.text import nearest, one_of, quoted, unknown_word
from gcmtrack.views.filters import FilterOptions


class MarkerKey(NamedTuple):
    """A key: what reads its value, and the sections that know it. `flag` may stand without a value."""

    read: Callable[[str], Any]
    sections: tuple[str, ...]
    flag: bool = False
    field: str = ""


_SAID = {"yes": True, "on": True, "no": False, "off": False}


def _either(key: str) -> Callable[[str], bool]:
    return lambda text: _SAID[values.word(text, f"value of {key}", tuple(_SAID))]


def _word(key: str, known: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: values.word(text, key, known)


def _number(key: str, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= most):
            limits = f"from 1 to {most}" if most < 10 else "such as 5"
            raise Misuse(f"{key} is a number {limits}, not {quoted(text)}")
        return int(text)

    return read


_EVENTS = ("upcoming", "ongoing", "past")
_RECORDS = (*_EVENTS, "documents", "statements")

KEYS: Mapping[str, MarkerKey] = {
    "layout": MarkerKey(_word("layout", LAYOUTS), _EVENTS),
    "parts": MarkerKey(_word("value of parts", PARTS), _EVENTS),
    "limit": MarkerKey(_number("limit", 999_999_999), _RECORDS),
    "level": MarkerKey(_number("level", 6), _RECORDS),
    "confirmed": MarkerKey(_either("confirmed"), (*_EVENTS, "documents"), flag=True),
    "notes": MarkerKey(_either("notes"), _RECORDS),
    "dates": MarkerKey(_word("dates", ORDERS), (*_RECORDS, "counts"), field="order"),
    "as_of": MarkerKey(_either("as-of"), (*_RECORDS, "counts"), flag=True),
}
# The language of what is written there.
LANGUAGE = "in"
FLAGS = frozenset(name for name, key in KEYS.items() if key.flag)


def read_style(section: str, given: dict[str, list[str]]) -> PageStyle:
    """Takes the keys out of `given` that say how a section is shown. Raises `Misuse` when one makes no sense there."""
    style: dict[str, Any] = {}
    for name, key in KEYS.items():
        if name not in given:
            continue
        written = name.replace("_", "-")
        if section not in key.sections:
            raise Misuse(f"{written} goes with {one_of(key.sections)}, not with {section}")
        style[key.field or name] = key.read(given.pop(name)[-1])
    return PageStyle(**style)


def refuse_unknown(name: str) -> None:
    """Raises `Misuse` for what is neither a filter nor a key of markers, with what is known."""
    if name in KEYS or name == LANGUAGE or name in FilterOptions.__struct_fields__:
        return
    known = [
        key.replace("_", "-") for key in (*KEYS, LANGUAGE, *FilterOptions.__struct_fields__) if key != "words"
    ]
    written = name.replace("_", "-")
    # Nothing else lists them, so the message does, however many they are.
    near = nearest(written, known)
    raise Misuse(
        unknown_word("key", written, known)
        if near
        else f"unknown key {quoted(written)}; use {one_of(sorted(known))}"
    )
