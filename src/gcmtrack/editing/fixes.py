"""Repairing what has one right answer, and canonical form for whole folders."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gcmtrack.checks import Check
from gcmtrack.errors import InvalidRecords, WriteRefused
from gcmtrack.model import un_symbols
from gcmtrack.model.collection import in_time
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Milestone, Record
from gcmtrack.store import save, toml_edit, toml_text
from gcmtrack.store.load import Loaded, read_text
from gcmtrack.store.transaction import Change


class Refused(NamedTuple):
    """A record that cannot be brought into canonical form, and why."""

    path: Path
    reason: str


def reformatted(loaded: Loaded, only: Collection[Record] | None = None) -> Iterator[Change | Refused]:
    """Yields what brings every file into canonical form, for the records in `only` or for all; nothing is written.

    A record that is in `only` and no more in the folder is left out.
    """
    chosen = loaded.records if only is None else _as_they_are_now(loaded, only)
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
        if now is not None:
            yield now


class Repairs:
    """The certain repairs of some checks, as a plan; `told` has a sentence for each once it was made."""

    def __init__(self, chosen: Sequence[Check]) -> None:
        self._names = {check.name for check in chosen}
        self.told: list[str] = []

    def __call__(self, loaded: Loaded) -> list[Change]:
        self.told = []
        made = (
            {change.path: change for change in self._symbols(loaded)}
            if "symbol-spelling" in self._names
            else {}
        )
        if "not-canonical" in self._names:
            for record in self._with_mended(loaded, made):
                relative = path_of(record.folder, record.id)
                path = loaded.folder / relative
                before = made.get(path)
                old = save.read_bytes(path) if before is None else before.old
                raw = old if before is None else before.new
                assert raw is not None
                try:
                    new = save.canonical_bytes(record, raw)
                except toml_edit.CannotEdit:
                    # `check` reports it.
                    continue
                if new != raw:
                    made[path] = Change(path, old, new)
                    self.told.append(f"{relative}: brought into canonical form")
        return list(made.values())

    def _symbols(self, loaded: Loaded) -> Iterator[Change]:
        for finding in loaded.findings:
            if finding.check != "symbol-spelling":
                continue
            path = loaded.folder / finding.path
            old = save.read_bytes(path)
            symbol = toml_text.parse(toml_text.decode(old))["symbol"]
            normal = un_symbols.normalise(symbol)
            try:
                new = save.edited_bytes("milestones", path.stem, old, [toml_edit.Set(("symbol",), normal)])
            except (WriteRefused, InvalidRecords):
                # Something else is wrong in the file too; `check` reports it.
                continue
            self.told.append(f"{finding.path}: symbol {symbol!r} written as {normal!r}")
            yield Change(path, old, new)

    def _with_mended(self, loaded: Loaded, made: Mapping[Path, Change]) -> Iterator[Record]:
        """The records, those among them whose symbol is mended."""
        mended = []
        for path, change in made.items():
            assert change.new is not None
            record = read_text("milestones", path.stem, change.new)
            assert isinstance(record, Milestone)
            mended.append(record)
        records = loaded.records
        yield from sorted([*records.milestones.values(), *mended], key=in_time)
        yield from records.statements.values()
        yield from records.organisations.values()
