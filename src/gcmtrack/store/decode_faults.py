"""Every fault of a table that is no record, key by key. Sentences come from one table and say what to write."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta

from gcmtrack.model.dates import DateError, When
from gcmtrack.model.findings import Finding, KeyPath
from gcmtrack.model.iso_codes import LANGUAGES, unknown_code
from gcmtrack.model.key_types import alternatives, is_union, unwrapped
from gcmtrack.model.records import LANGUAGE_TABLES, Milestone
from gcmtrack.store.decode_messages import SENTENCES, toml_type, unknown_key
from gcmtrack.store.decode_rules import milestone_faults
from gcmtrack.store.decode_values import CODES, extra_of, fault, read_date
from gcmtrack.text import one_of, unknown_word


def struct_faults(kind: type[msgspec.Struct], table: Mapping[str, Any], path: KeyPath) -> Iterator[Finding]:
    """Yields every fault of a table, key by key."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {f.name: f for f in msgspec.structs.fields(kind) if path or f.name != "id"}
    for key, value in table.items():
        here = (*path, key)
        if key == "id" and not path and "id" in kind.__struct_fields__:
            yield fault(here, "unknown-key", "the id is the name of the file; leave it out")
        elif key not in fields:
            yield fault(here, "unknown-key", unknown_key(key, fields))
        else:
            yield from _value_faults(hints[key], value, here)
    for key, field in fields.items():
        if key not in table and field.default is NODEFAULT and field.default_factory is NODEFAULT:
            yield fault(path, "missing-key", f"{key!r} is missing: {_description(hints[key])}")
    if kind is Milestone:
        yield from milestone_faults(table)


def _description(hint: Any) -> str:
    for meta in getattr(hint, "__metadata__", ()):
        if isinstance(meta, Meta) and meta.description:
            return meta.description
    return "it is required"


def _value_faults(hint: Any, value: Any, path: KeyPath) -> Iterator[Finding]:
    """Every fault of one value against the type of its key."""
    base, metas = unwrapped(hint)
    if isinstance(base, type) and issubclass(base, msgspec.Struct):
        if isinstance(value, Mapping):
            yield from struct_faults(base, value, path)
        else:
            yield fault(path, "wrong-type", _no_table(path))
        return
    if get_origin(base) is tuple:
        yield from _list_faults(get_args(base)[0], value, path)
        if value == [] and any(meta.min_length for meta in metas):
            yield fault(path, "missing-key", f"{_key_name(path)} is empty: {_description(hint)}")
        return
    if get_origin(base) is dict:
        if not isinstance(value, Mapping):
            yield fault(path, "wrong-type", f'{_key_name(path)} must be a table of languages: es = "..."')
            return
        for language, title in value.items():
            if language not in LANGUAGES:
                yield fault((*path, language), "unknown-word", unknown_code(str(language), "language"))
            yield from _value_faults(get_args(base)[1], title, (*path, language))
        return
    if is_union(base):
        yield from _list_or_number_faults(base, value, path)
        return
    yield from _plain_faults(base, metas, value, path)


def _list_or_number_faults(base: Any, value: Any, path: KeyPath) -> Iterator[Finding]:
    options, _ = alternatives(base)
    listed = next(option for option in options if get_origin(option) is tuple)
    if isinstance(value, list):
        yield from _list_faults(get_args(listed)[0], value, path)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _value_faults(next(option for option in options if option is not listed), value, path)
    else:
        said = f"{_key_name(path)} must be a list of ids or a whole number, not {toml_type(value)}"
        yield fault(path, "wrong-type", said)


def _list_faults(item_hint: Any, value: Any, path: KeyPath) -> Iterator[Finding]:
    base, _ = unwrapped(item_hint)
    if not isinstance(value, list):
        if isinstance(base, type) and issubclass(base, msgspec.Struct):
            message = _no_table((*path, 0))
        else:
            name = _key_name(path, bare=True)
            example = "5, 12" if base is int else _example(value)
            message = f"{name!r} must be a list: {name} = [{example}]"
        yield fault(path, "wrong-type", message)
        return
    for position, item in enumerate(value):
        yield from _value_faults(item_hint, item, (*path, position))


def _example(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) and len(value) <= 80 else "..."


def _no_table(path: KeyPath) -> str:
    name = _key_name(path, bare=True)
    if isinstance(path[-1], int):
        return f"{name!r} must be a list of tables, each headed [[{name}]]"
    return f"{name!r} must be a table: [{name}]"


def _plain_faults(base: Any, metas: tuple[Meta, ...], value: Any, path: KeyPath) -> Iterator[Finding]:
    name = _key_name(path)
    if base is When:
        try:
            read_date(value)
        except DateError as error:
            yield fault(path, error.check, str(error))
        return
    if get_origin(base) is Literal:
        known = get_args(base)
        if not isinstance(value, str):
            yield fault(path, "wrong-type", f"{name} must be text in quotes, one of {one_of(known)}")
        elif value not in known:
            yield fault(path, "unknown-word", unknown_word(_key_name(path, bare=True), value, known))
        return
    extra = extra_of(metas)
    if not _is_of(base, value) and not (base is date and _is_quoted_day(value)):
        yield fault(path, "wrong-type", f"{name} must be {_TYPE_WORDS[base]}, not {toml_type(value)}")
        return
    try:
        msgspec.convert(value, _annotated(base, metas))
        fits = "pattern" not in extra or re.search(extra["pattern"], value) is not None
    except msgspec.ValidationError:
        fits = False
    if not fits:
        yield fault(path, *SENTENCES[extra["noun"]](name, value))
        return
    if extra.get("codes") and (message := _code_fault(value, extra["noun"])):
        yield fault(path, "unknown-word", message)


def _code_fault(value: str, noun: str) -> str | None:
    codes = CODES[noun]
    if value in codes:
        return None
    return unknown_code(value, noun)


_TYPE_WORDS: dict[Any, str] = {str: "text in quotes", int: "a whole number", date: "a date without quotes"}


def _is_of(base: Any, value: Any) -> bool:
    if base is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, base) and not (base is int and isinstance(value, bool))


def _is_quoted_day(value: Any) -> bool:
    """Whether msgspec takes this text for a date; it stands in quotes where people are used to quoted dates."""
    try:
        return isinstance(value, str) and bool(msgspec.convert(value, date))
    except msgspec.ValidationError:
        return False


def _key_name(path: KeyPath, *, bare: bool = False) -> str:
    name = next(str(part) for part in reversed(path) if isinstance(part, str))
    if len(path) > 1 and isinstance(path[0], str) and path[0] in LANGUAGE_TABLES:
        name = path[0]
    return name if bare else repr(name)


def _annotated(base: Any, metas: tuple[Meta, ...]) -> Any:
    for meta in metas:
        base = Annotated[base, meta]
    return base
