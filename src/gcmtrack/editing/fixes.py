"""Repairing what has one right answer, and canonical form for whole folders."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gcmtrack.checks import Check
from gcmtrack.checks.canonical import canonical_bytes
from gcmtrack.errors import InvalidRecords, WriteRefused
from gcmtrack.model import un_symbols
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_edit, toml_text
from gcmtrack.store.load import Loaded, load, read_text


class Reformatted(NamedTuple):
    """A record whose file is not canonical: what it holds and what it should hold."""

    record: Record
    path: str
    old: bytes
    new: bytes


class Refused(NamedTuple):
    """A record that cannot be brought into canonical form, and why."""

    path: str
    reason: str


def reformatted(loaded: Loaded, records: Sequence[Record] | None = None) -> Iterator[Reformatted | Refused]:
    """Yields every record (of `records`, else of all) whose file is not canonical; nothing is written."""
    for record in loaded.records if records is None else records:
        path = path_of(record.folder, record.id)
        old = save.read_bytes(loaded.folder / path)
        try:
            new = canonical_bytes(record, old)
        except toml_edit.CannotEdit as error:
            yield Refused(path, str(error))
            continue
        if read_text(record.folder, record.id, new) != _settled(record):
            yield Refused(path, "its canonical form would not read back as the same record; left alone")
        elif new != old:
            yield Reformatted(record, path, old, new)


def _settled(record: Record) -> Record:
    """The record as it reads after its lists that are sets were sorted."""
    read = read_text(record.folder, record.id, toml_text.render(record).encode())
    return record if isinstance(read, list) else read


def repair(loaded: Loaded, chosen: Sequence[Check]) -> Iterator[str]:
    """Makes the certain repairs of the chosen checks and yields a sentence for each."""
    names = {check.name for check in chosen}
    if "symbol-spelling" in names:
        yield from _symbols(loaded)
        loaded = load(loaded.folder)
    if "not-canonical" in names:
        for found in reformatted(loaded):
            if isinstance(found, Reformatted):
                save.replace(loaded.folder, found.record.folder, found.record.id, found.old, found.new)
                yield f"{found.path}: brought into canonical form"


def _symbols(loaded: Loaded) -> Iterator[str]:
    for finding in loaded.findings:
        if finding.check != "symbol-spelling":
            continue
        old = save.read_bytes(loaded.folder / finding.path)
        symbol = toml_text.parse(toml_text.decode(old))["symbol"]
        normal = un_symbols.normalise(symbol)
        id_ = finding.path.removeprefix("milestones/").removesuffix(".toml")
        try:
            new = save.with_edits("milestones", id_, old, [toml_edit.Set(("symbol",), normal)])
        except (WriteRefused, InvalidRecords):
            # Something else is wrong in the file too; `check` reports it.
            continue
        save.replace(loaded.folder, "milestones", id_, old, new)
        yield f"{finding.path}: symbol {symbol!r} written as {normal!r}"
