"""Repairing what has one right answer, and canonical form for whole folders."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gcmtrack import checks
from gcmtrack.checks import Check
from gcmtrack.errors import InvalidRecords, WriteRefused
from gcmtrack.model.findings import Finding, Fix
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_edit
from gcmtrack.store.load import Loaded, load_from
from gcmtrack.store.sources import WithTexts
from gcmtrack.store.transaction import Change


class Refused(NamedTuple):
    """A record that cannot be brought into canonical form, and why."""

    path: Path
    reason: str


def reformatted(loaded: Loaded, only: Collection[Record] | None = None) -> Iterator[Change | Refused]:
    """Yields what brings every file of the folder into canonical form, for the records in `only` or for all; nothing is
    written, and nothing that the folder stands on is touched.

    A record that is in `only` and no more in the folder is left out.
    """
    chosen = loaded.own if only is None else _as_they_are_now(loaded, only)
    for record in chosen:
        path = loaded.folder / path_of(record.folder, record.id)
        old = save.read_bytes(path)
        try:
            new = save.canonical_bytes(record, old)
        except toml_edit.CannotEdit as error:
            yield Refused(path, str(error))
            continue
        if new != old:
            yield Change(path, old, new)


def _as_they_are_now(loaded: Loaded, records: Collection[Record]) -> Iterator[Record]:
    for record in records:
        now = loaded.records.all_of(record.folder).get(record.id)
        if now is not None and loaded.is_own(record.folder, record.id):
            yield now


class Repairs:
    """The certain repairs of what some checks find, as a plan; `told` has a sentence for each once it was made.

    They are made one check after the other, in the order of their table: what the first mends, the next can look at.
    """

    def __init__(self, chosen: Sequence[Check], today: date) -> None:
        self._checks = [check for check in chosen if check.fixed_by]
        self._today = today
        self.told: list[str] = []

    def __call__(self, loaded: Loaded) -> list[Change]:
        self.told = []
        old: dict[str, bytes] = {}
        new: dict[str, bytes] = {}
        now = loaded
        for check in self._checks:
            mended = False
            for finding in checks.find(now, self._today, [check]):
                path = finding.path
                if (
                    finding.fix is None
                    or finding.folder is None
                    or not loaded.is_own(finding.folder, finding.id)
                ):
                    continue
                if path not in new:
                    old[path] = new[path] = save.read_bytes(loaded.folder / path)
                text = _mended(now, finding, finding.fix, new[path])
                if text is not None and text != new[path]:
                    new[path] = text
                    mended = True
                    self.told.append(f"{path}: {finding.fix.told}")
            if mended:
                now = load_from(WithTexts(loaded.source, new))
        return [Change(loaded.folder / path, old[path], new[path]) for path in new if new[path] != old[path]]


def _mended(loaded: Loaded, finding: Finding, fix: Fix, raw: bytes) -> bytes | None:
    """The text of a file with a finding mended; None when something else stands in the way, which `check` reports."""
    folder, id_ = finding.folder, finding.id
    assert folder is not None
    try:
        if fix.value is None:
            return save.canonical_bytes(loaded.records.all_of(folder)[id_], raw)
        key = tuple(str(part) for part in finding.key)
        return save.edited_bytes(folder, id_, raw, [toml_edit.Set(key, fix.value)])
    except (InvalidRecords, WriteRefused, toml_edit.CannotEdit):
        return None
