"""Repairing what has one right answer, and canonical form for whole folders."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gcmtrack import checks
from gcmtrack.checks import Check
from gcmtrack.checks.canonical import canonical_bytes
from gcmtrack.errors import InvalidRecords, WriteRefused
from gcmtrack.model.findings import Finding, Fix
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
        if read_text(record.folder, record.id, new)[0] != _settled(record):
            yield Refused(path, "its canonical form would not read back as the same record; left alone")
        elif new != old:
            yield Reformatted(record, path, old, new)


def _settled(record: Record) -> Record:
    """The record as it reads after its lists that are sets were sorted."""
    return read_text(record.folder, record.id, toml_text.render(record).encode())[0] or record


def repair(loaded: Loaded, chosen: Sequence[Check], today: date) -> Iterator[str]:
    """Makes the certain repairs of what the chosen checks find, and yields a sentence for each.

    One check after the other, in the order of their table: what the first mends, the next can look at.
    """
    for check in chosen:
        told = []
        for finding in checks.find(loaded, today, [check]) if check.fixed_by else ():
            if finding.fix is not None and _applied(loaded, finding, finding.fix):
                told.append(f"{finding.path}: {finding.fix.told}")
                yield told[-1]
        if told:
            loaded = load(loaded.folder)


def _applied(loaded: Loaded, finding: Finding, fix: Fix) -> bool:
    """Writes what mends a finding; False when something else stands in the way, which `check` reports."""
    folder, id_ = finding.folder, finding.id
    assert folder is not None
    if fix.value is None:
        for found in reformatted(loaded, [loaded.records.all_of(folder)[id_]]):
            if isinstance(found, Reformatted):
                save.replace(loaded.folder, folder, id_, found.old, found.new)
                return True
        return False
    old = save.read_bytes(loaded.folder / finding.path)
    path = tuple(str(part) for part in finding.key)
    try:
        new = save.with_edits(folder, id_, old, [toml_edit.Set(path, fix.value)])
    except (WriteRefused, InvalidRecords):
        return False
    save.replace(loaded.folder, folder, id_, old, new)
    return True
