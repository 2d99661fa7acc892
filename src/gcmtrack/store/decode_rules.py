"""What the types of a milestone cannot say: symbols, mandates, and which type and which keys go with which kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from gcmtrack.model import un_symbols
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.model.records import Milestone, Record
from gcmtrack.model.tables import Vote
from gcmtrack.model.vocabulary import KINDS_OF_KEY, MILESTONE_KINDS, MILESTONE_TYPES, TYPES_OF_KIND
from gcmtrack.store.decode_values import fault
from gcmtrack.text import one_of, quoted

_NO_VOTE = fault(("vote",), "missing-key", "'vote' says nothing; give yes, no, abstained or absent")


def rule_faults(record: Record) -> Iterator[Finding]:
    """Yields what the types cannot say: symbols, which type and which keys go with which kind."""
    if isinstance(record, Milestone):
        yield from _type_faults(record.kind, record.type)
        yield from _key_faults(record.kind, {key for key in KINDS_OF_KEY if getattr(record, key)})
        yield from _mandate_faults([msgspec.structs.asdict(mandate) for mandate in record.mandates])
        if record.vote == Vote():
            yield _NO_VOTE
        if record.symbol is not None:
            yield from _symbol_faults(record.symbol)


def milestone_faults(table: Mapping[str, Any]) -> Iterator[Finding]:
    """Yields what the types cannot say of a milestone, as far as the keys concerned are good by themselves."""
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


def _key_faults(kind: str, keys: Iterable[str]) -> Iterator[Finding]:
    for key, wanted in KINDS_OF_KEY.items():
        if key in keys and kind != wanted:
            yield fault((key,), "unknown-key", f"{key!r} goes with kind {wanted!r}, not {kind!r}")


def _mandate_faults(mandates: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    seen: list[object] = []
    for position, mandate in enumerate(mandates):
        id_ = mandate.get("id")
        if id_ is not None and id_ in seen:
            said = f"{quoted(id_)} is a mandate of this record already"
            yield fault(("mandates", position, "id"), "bad-id", said)
        seen.append(id_)
        given = [key for key in ("lead", "before") if mandate.get(key) is not None]
        if len(given) == 1:
            other = "before" if given == ["lead"] else "lead"
            said = f"{given[0]!r} goes with {other!r}: so long before what another mandate orders"
            yield fault(("mandates", position, given[0]), "missing-key", said)


def _type_faults(kind: str, type_: str) -> Iterator[Finding]:
    allowed = TYPES_OF_KIND[kind]
    if type_ not in allowed:
        kinds = [repr(k) for k, types in TYPES_OF_KIND.items() if type_ in types]
        yield fault(("type",), "unknown-word", f"type {type_!r} goes with kind {one_of(kinds)}, not {kind!r}")


def _symbol_faults(symbol: str) -> Iterator[Finding]:
    try:
        normal = un_symbols.normalise(symbol)
    except ValueError as error:
        yield fault(("symbol",), "bad-symbol", str(error))
    else:
        if normal != symbol:
            fix = Fix(f"symbol {quoted(symbol)} written as {quoted(normal)}", normal)
            yield fault(("symbol",), "symbol-spelling", f"write the symbol as {quoted(normal)}", fix)
