"""From a TOML table to a record: strict, and with every fault of the table at once when there is one.

msgspec decides whether a table is a record; it stops at the first fault, so only for a bad table the keys are tried one
by one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import structs

from gcmtrack.model.dates import When
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import Folder
from gcmtrack.model.key_types import alternatives, is_union, unwrapped
from gcmtrack.model.limits import FINDINGS
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store.decode_rules import rule_faults
from gcmtrack.store.decode_values import CODES, extra_of, read_date


def read_record(folder: Folder, id_: str, table: Mapping[str, Any]) -> tuple[Record | None, list[Finding]]:
    """Returns the record that `table` holds, or None and everything that is wrong with the table."""
    record = _converted(folder, id_, table)
    faults = _faults(RECORD_TYPES[folder], table) if record is None else rule_faults(record)
    findings = [structs.replace(fault, folder=folder, id=id_) for fault in islice(faults, FINDINGS + 1)]
    if len(findings) > FINDINGS:
        more = "more is wrong from here on; mend what is above first"
        findings[FINDINGS - 1 :] = [structs.replace(findings[FINDINGS - 1], message=more, fix=None)]
    return (None if findings else record), findings


def read_good(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record | None:
    """Returns the record that `table` holds; None when anything is wrong with it, which `read_record` tells."""
    record = _converted(folder, id_, table)
    return None if record is None or any(rule_faults(record)) else record


def table_faults(kind: type[msgspec.Struct], table: Mapping[str, Any]) -> list[Finding]:
    """Returns everything that is wrong with a table of a kind that is no record; each finding is yet to be placed."""
    return list(islice(_faults(kind, table), FINDINGS))


def _faults(kind: type[msgspec.Struct], table: Mapping[str, Any]) -> Iterator[Finding]:
    # Where all is well nothing of this is loaded.
    from gcmtrack.store.decode_faults import struct_faults

    return struct_faults(kind, table, ())


def _converted(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record | None:
    if "id" in table:
        return None
    try:
        record = msgspec.convert({**table, "id": id_}, RECORD_TYPES[folder], dec_hook=_decode)
    except msgspec.ValidationError:
        return None
    return record if _fits(record) else None


def _decode(kind: type, value: object) -> object:
    if kind is When:
        return read_date(value)
    raise NotImplementedError(kind)


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
    extra = extra_of(metas)
    if "codes" in extra:
        return CODES[extra["noun"]].__contains__
    pattern = extra.get("pattern")
    return None if pattern is None else re.compile(pattern).search
