"""From a TOML table to a record: strict, and with every fault of the table at once when there is one.

msgspec decides whether a table is a record; it stops at the first fault, so only for a bad table the keys are tried one
by one. Sentences come from one table and say what to write.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta

from gcmtrack.model import un_symbols
from gcmtrack.model.dates import DateError, When
from gcmtrack.model.findings import Finding, Fix, KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES, unknown_code
from gcmtrack.model.key_types import alternatives, is_union, unwrapped
from gcmtrack.model.limits import FINDINGS
from gcmtrack.model.records import LANGUAGE_TABLES, RECORD_TYPES, Milestone, Record
from gcmtrack.model.tables import Vote
from gcmtrack.model.vocabulary import KINDS_OF_KEY, MILESTONE_KINDS, MILESTONE_TYPES, TYPES_OF_KIND
from gcmtrack.store.decode_messages import SENTENCES, toml_type, unknown_key
from gcmtrack.text import one_of, quoted, unknown_word


def read_record(folder: Folder, id_: str, table: Mapping[str, Any]) -> tuple[Record | None, list[Finding]]:
    """Returns the record that `table` holds, or None and everything that is wrong with the table."""
    record = _converted(folder, id_, table)
    faults = _struct_faults(RECORD_TYPES[folder], table, ()) if record is None else _rule_faults(record)
    findings = [fault._replace(folder=folder, id=id_) for fault in islice(faults, FINDINGS + 1)]
    if len(findings) > FINDINGS:
        more = "more is wrong from here on; mend what is above first"
        findings[FINDINGS - 1 :] = [findings[FINDINGS - 1]._replace(message=more, fix=None)]
    return (None if findings else record), findings


def read_good(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record | None:
    """Returns the record that `table` holds; None when anything is wrong with it, which `read_record` tells."""
    record = _converted(folder, id_, table)
    return None if record is None or any(_rule_faults(record)) else record


def table_faults(kind: type[msgspec.Struct], table: Mapping[str, Any]) -> list[Finding]:
    """Returns everything that is wrong with a table of a kind that is no record; each finding is yet to be placed."""
    return list(islice(_struct_faults(kind, table, ()), FINDINGS))


def _converted(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record | None:
    if "id" in table:
        return None
    try:
        record = msgspec.convert({**table, "id": id_}, RECORD_TYPES[folder], dec_hook=_decode)
    except msgspec.ValidationError:
        return None
    return record if _fits(record) else None


def _fault(path: KeyPath, check: str, message: str, fix: Fix | None = None) -> Finding:
    """What is wrong at a key, in a record that is yet to be named."""
    return Finding(None, "", path, check, message, fix=fix)


def _fits(value: msgspec.Struct) -> bool:
    """Whether every text of a record is as its pattern wants it, and every code is one."""
    for key, test in _tests(type(value)):
        held = getattr(value, key)
        if held is not None and not test(held):
            return False
    return True


_Test = Callable[[Any], object]


@cache
def _tests(kind: type[msgspec.Struct]) -> tuple[tuple[str, _Test], ...]:
    """The keys of a kind of table whose values must be looked at, and how."""
    hints = get_type_hints(kind, include_extras=True)
    tests = ((key, _test(hint)) for key, hint in hints.items() if key in kind.__struct_fields__)
    return tuple((key, test) for key, test in tests if test is not None)


def _test(hint: Any) -> _Test | None:
    base, metas = unwrapped(hint)
    if isinstance(base, type) and issubclass(base, msgspec.Struct):
        return _fits
    if get_origin(base) is tuple:
        item = _test(get_args(base)[0])
        return None if item is None else lambda held: all(map(item, held))
    if get_origin(base) is dict:
        key, value = (_test(part) for part in get_args(base))
        if key is None or value is None:
            return None
        return lambda held: all(map(key, held)) and all(map(value, held.values()))
    if is_union(base):
        listed = next(test for option in alternatives(base)[0] if (test := _test(option)))
        return lambda held: not isinstance(held, tuple) or listed(held)
    extra = _extra(metas)
    if "codes" in extra:
        return _CODES[extra["noun"]].__contains__
    pattern = extra.get("pattern")
    return None if pattern is None else re.compile(pattern).search


def _extra(metas: tuple[Meta, ...]) -> dict[str, Any]:
    return {key: item for meta in metas for key, item in (meta.extra or {}).items()}


def _decode(kind: type, value: object) -> object:
    if kind is When:
        return read_date(value)
    raise NotImplementedError(kind)


def read_date(value: object) -> When:
    """Reads a date as a record may hold it: a quoted EDTF text, a bare TOML date, a bare year.

    Raises `DateError` with a sentence.
    """
    if isinstance(value, str):
        return When.parse(value)
    if isinstance(value, datetime):
        raise DateError(f'clock times are not kept; write "{value.date()}"')
    if isinstance(value, date):
        return When.of_day(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return When.parse(str(value))
    raise DateError('write a date in quotes, such as "2018-07-13", "2018-07" or "2018"')


def _rule_faults(record: Record) -> Iterator[Finding]:
    """What the types cannot say: symbols, which type and which keys go with which kind."""
    if isinstance(record, Milestone):
        yield from _type_faults(record.kind, record.type)
        yield from _key_faults(record.kind, {key for key in KINDS_OF_KEY if getattr(record, key)})
        yield from _mandate_faults([msgspec.structs.asdict(mandate) for mandate in record.mandates])
        if record.vote == Vote():
            yield _NO_VOTE
        if record.symbol is not None:
            yield from _symbol_faults(record.symbol)


_NO_VOTE = _fault(("vote",), "missing-key", "'vote' says nothing; give yes, no, abstained or absent")


def _key_faults(kind: str, keys: Iterable[str]) -> Iterator[Finding]:
    for key, wanted in KINDS_OF_KEY.items():
        if key in keys and kind != wanted:
            yield _fault((key,), "unknown-key", f"{key!r} goes with kind {wanted!r}, not {kind!r}")


def _mandate_faults(mandates: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    seen: list[object] = []
    for position, mandate in enumerate(mandates):
        id_ = mandate.get("id")
        if id_ is not None and id_ in seen:
            said = f"{quoted(id_)} is a mandate of this record already"
            yield _fault(("mandates", position, "id"), "bad-id", said)
        seen.append(id_)
        given = [key for key in ("lead", "before") if mandate.get(key) is not None]
        if len(given) == 1:
            other = "before" if given == ["lead"] else "lead"
            said = f"{given[0]!r} goes with {other!r}: so long before what another mandate orders"
            yield _fault(("mandates", position, given[0]), "missing-key", said)


def _type_faults(kind: str, type_: str) -> Iterator[Finding]:
    allowed = TYPES_OF_KIND[kind]
    if type_ not in allowed:
        kinds = [repr(k) for k, types in TYPES_OF_KIND.items() if type_ in types]
        yield _fault(
            ("type",), "unknown-word", f"type {type_!r} goes with kind {one_of(kinds)}, not {kind!r}"
        )


def _symbol_faults(symbol: str) -> Iterator[Finding]:
    try:
        normal = un_symbols.normalise(symbol)
    except ValueError as error:
        yield _fault(("symbol",), "bad-symbol", str(error))
    else:
        if normal != symbol:
            fix = Fix(f"symbol {quoted(symbol)} written as {quoted(normal)}", normal)
            yield _fault(("symbol",), "symbol-spelling", f"write the symbol as {quoted(normal)}", fix)


_CODES: dict[str, Mapping[str, str]] = {"country": COUNTRIES, "language": LANGUAGES}


def _code_fault(value: str, noun: str) -> str | None:
    codes = _CODES[noun]
    if value in codes:
        return None
    return unknown_code(value, noun)


def _struct_faults(kind: type[msgspec.Struct], table: Mapping[str, Any], path: KeyPath) -> Iterator[Finding]:
    """Every fault of a table, key by key."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {f.name: f for f in msgspec.structs.fields(kind) if path or f.name != "id"}
    for key, value in table.items():
        here = (*path, key)
        if key == "id" and not path and "id" in kind.__struct_fields__:
            yield _fault(here, "unknown-key", "the id is the name of the file; leave it out")
        elif key not in fields:
            yield _fault(here, "unknown-key", unknown_key(key, fields))
        else:
            yield from _value_faults(hints[key], value, here)
    for key, field in fields.items():
        if key not in table and field.default is NODEFAULT and field.default_factory is NODEFAULT:
            yield _fault(path, "missing-key", f"{key!r} is missing: {_description(hints[key])}")
    if kind is Milestone:
        yield from _milestone_faults(table)


def _milestone_faults(table: Mapping[str, Any]) -> Iterator[Finding]:
    """What the types cannot say of a milestone, as far as the keys concerned are good by themselves."""
    kind, type_, symbol = table.get("kind"), table.get("type"), table.get("symbol")
    if kind in MILESTONE_KINDS:
        yield from _key_faults(kind, table.keys())
    mandates = table.get("mandates")
    if isinstance(mandates, list) and all(isinstance(item, Mapping) for item in mandates):
        yield from _mandate_faults(mandates)
    if table.get("vote") == {}:
        yield _NO_VOTE
    if (
        isinstance(kind, str)
        and kind in TYPES_OF_KIND
        and isinstance(type_, str)
        and type_ in MILESTONE_TYPES
    ):
        yield from _type_faults(kind, type_)
    if isinstance(symbol, str) and len(symbol) >= 3:
        yield from _symbol_faults(symbol)


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
            yield from _struct_faults(base, value, path)
        else:
            yield _fault(path, "wrong-type", _no_table(path))
        return
    if get_origin(base) is tuple:
        yield from _list_faults(get_args(base)[0], value, path)
        if value == [] and any(meta.min_length for meta in metas):
            yield _fault(path, "missing-key", f"{_key_name(path)} is empty: {_description(hint)}")
        return
    if get_origin(base) is dict:
        if not isinstance(value, Mapping):
            yield _fault(path, "wrong-type", f'{_key_name(path)} must be a table of languages: es = "..."')
            return
        for language, title in value.items():
            if language not in LANGUAGES:
                yield _fault((*path, language), "unknown-word", unknown_code(str(language), "language"))
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
        yield _fault(path, "wrong-type", said)


def _list_faults(item_hint: Any, value: Any, path: KeyPath) -> Iterator[Finding]:
    base, _ = unwrapped(item_hint)
    if not isinstance(value, list):
        if isinstance(base, type) and issubclass(base, msgspec.Struct):
            message = _no_table((*path, 0))
        else:
            name = _key_name(path, bare=True)
            example = "5, 12" if base is int else _example(value)
            message = f"{name!r} must be a list: {name} = [{example}]"
        yield _fault(path, "wrong-type", message)
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
            yield _fault(path, error.check, str(error))
        return
    if get_origin(base) is Literal:
        known = get_args(base)
        if not isinstance(value, str):
            yield _fault(path, "wrong-type", f"{name} must be text in quotes, one of {one_of(known)}")
        elif value not in known:
            yield _fault(path, "unknown-word", unknown_word(_key_name(path, bare=True), value, known))
        return
    extra = _extra(metas)
    if not _is_of(base, value) and not (base is date and _is_quoted_day(value)):
        yield _fault(path, "wrong-type", f"{name} must be {_TYPE_WORDS[base]}, not {toml_type(value)}")
        return
    try:
        msgspec.convert(value, _annotated(base, metas))
        fits = "pattern" not in extra or re.search(extra["pattern"], value) is not None
    except msgspec.ValidationError:
        fits = False
    if not fits:
        yield _fault(path, *SENTENCES[extra["noun"]](name, value))
        return
    if extra.get("codes") and (message := _code_fault(value, extra["noun"])):
        yield _fault(path, "unknown-word", message)


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
    from typing import Annotated

    for meta in metas:
        base = Annotated[base, meta]
    return base
