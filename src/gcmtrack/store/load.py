"""Loading records from where they are kept, plus everything that is wrong in them.

Loading never raises for bad data: one broken file costs only itself.
"""

import os
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, Problem
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import Record
from gcmtrack.store import lazy_records, listing, second_reader, snapshot
from gcmtrack.store.dangling import dangling
from gcmtrack.store.gathering import Gathering
from gcmtrack.store.listing import SETTINGS_FILE, SHIPPED
from gcmtrack.store.settings import Settings, SettingsRead, unknown_organisation
from gcmtrack.store.sources import RecordText, Source
from gcmtrack.store.stack import Names, Origin, Stack
from gcmtrack.text import unknown_word

if TYPE_CHECKING:
    from gcmtrack.store.proven import Proven


class Loaded:
    """What a source holds: the good records, and what was found wrong while reading.

    `findings` are of the folder itself. What is wrong in the folders that it stands on is in `base_findings`: it is not
    ours to mend.
    """

    def __init__(
        self,
        source: Source,
        records: Records,
        findings: list[Finding],
        cache: str | None = None,
        settings: Settings | None = None,
        base_findings: Sequence[Finding] = (),
    ) -> None:
        self.source = source
        self.records = records
        self.findings = findings
        self.settings = settings or Settings()
        self.base_findings = base_findings
        self._cache = cache

    def with_records(self, records: Records) -> "Loaded":
        """Returns the same folder with other records, and with what was found while reading."""
        return Loaded(self.source, records, self.findings, self._cache, self.settings, self.base_findings)

    @property
    def folder(self) -> Path:
        """The records folder, as the person named it."""
        return self.source.folder

    @property
    def base_folder(self) -> Path | None:
        """The folder on which this one stands; None where it stands alone."""
        stack = self._stack
        return stack.layers[1].folder if stack is not None and len(stack.layers) > 1 else None

    @property
    def base_fault(self) -> Finding | None:
        """What stands in the way of reading all that the folder is to stand on."""
        return None if self._stack is None else self._stack.fault

    @property
    def base_name(self) -> str:
        """What the records on which these stand are called in a sentence."""
        if self.settings.extends == SHIPPED:
            return "the shipped records"
        return repr(self.settings.extends)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder and those on which it stands, from the uppermost."""
        stack = self._stack
        return (self.folder,) if stack is None else tuple(layer.folder for layer in stack.layers)

    @property
    def _stack(self) -> Stack | None:
        return self.source if isinstance(self.source, Stack) else None

    @cached_property
    def base(self) -> "Loaded | None":
        """What the folder stands on, as it is without it."""
        return None if self.base_folder is None else load(self.base_folder, self._cache)

    def origin(self, folder: Folder, id_: str) -> Origin:
        """Returns whose a record is: of the folder itself, of what it stands on, or of the folder in place of another."""
        return "own" if self._stack is None else self._stack.origin(folder, id_)

    def is_own(self, folder: Folder, id_: str) -> bool:
        """Whether the file of a record is in the folder itself, where alone it may be changed."""
        return self.base_folder is None or self.origin(folder, id_) != "base"

    @property
    def own(self) -> Records:
        """The records whose files are in the folder itself."""
        stack = self._stack
        if stack is None or len(stack.layers) == 1:
            return self.records
        kinds: dict[str, Any] = {}
        for kind in FOLDERS:
            some = self.records.all_of(kind)
            kinds[kind] = {id_: some[id_] for id_ in some if stack.own.has(kind, id_)}
        return Records.of(**kinds)

    @property
    def proven(self) -> "Proven":
        """The files of the folder itself that are known to be in canonical form."""
        from gcmtrack.store.proven import Proven

        stack = self._stack
        return Proven(None, None) if stack is None else Proven(stack.own, self._cache, stack.began)

    def path(self, folder: Folder, id_: str) -> Path:
        """Returns the path of the file from which a record is read."""
        stack = self._stack
        place = self.folder if stack is None else stack.layer_of(folder, id_).folder
        return place / path_of(folder, id_)

    def is_current(self) -> bool:
        """Whether every file still looks as it did when it was read."""
        return self.source.is_current()

    def forget_looks(self) -> None:
        """Lets go of how the files looked: for whoever works on for minutes and will not ask whether it is current."""
        if self._stack is not None:
            for layer in self._stack.layers:
                layer.forget_looks()

    def again(self) -> "Loaded":
        """Returns what the folder holds now."""
        return load(self.folder, self._cache)

    @cached_property
    def unread(self) -> frozenset[str]:
        """The paths of the files in the folder that gave no record."""
        return self._unread(self.findings)

    @property
    def left_out(self) -> int:
        """How many files of the folder gave no record."""
        return len(self.unread)

    @cached_property
    def base_left_out(self) -> int:
        """How many files of what it stands on gave no record."""
        return len(self._unread(self.base_findings))

    def _unread(self, findings: Iterable[Finding]) -> frozenset[str]:
        return frozenset(
            f.path
            for f in findings
            if (f.id != SETTINGS_FILE if f.folder is None else f.id not in self.records.all_of(f.folder))
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the folder, with lines, sorted by path and line."""
        return _located(self.source, self.findings)


def load(folder: Path, cache: str | None = None) -> Loaded:
    """Loads every record of `folder` and of what it stands on; what is wrong becomes findings, never an exception.

    With `cache`, a folder for snapshots, files that look unchanged since the last time are not parsed again. Every file
    is looked at all the same, so the answer is that of a load without it.
    """
    loaded = _load(folder, cache)
    # Where somebody was writing, what looks wrong may be half of a change: a moment later the whole of it is there.
    for _ in range(3):
        if not (loaded.findings or loaded.base_findings) or loaded.is_current():
            break
        loaded = _load(folder, cache)
    return loaded


def _load(folder: Path, cache: str | None) -> Loaded:
    whole = os.path.realpath(folder)
    if os.path.lexists(os.path.join(whole, listing.LOCK_FILE)):
        from gcmtrack.store import transaction

        transaction.recover(whole)
    if cache is None:
        stack = Stack(folder)
        gathered = Gathering()
        findings = _read_layers(stack, stack.names, gathered)
        return _stacked(stack, gathered.records(), findings)
    before = snapshot.read(cache, whole, lambda kind, id_: _read_again(stack, kind, id_))
    stack = Stack(folder, None if before is None else before.settings)
    if before is not None and before.matches(stack.seen):
        # What gave no record is read each time, so that what is said of it is never that of an older program.
        gathered = Gathering()
        findings = _read_layers(stack, before.without_record(len(stack.layers)), gathered)
        if not len(gathered):
            return _stacked(stack, before.records, findings, before.referring_to_none(), cache=cache)
    gathered = Gathering()
    for record in () if before is None else before.unchanged(stack.seen):
        gathered.add(record)
    changed: list[Names] = [
        {
            kind: [name for name in some if not gathered.holds_that_of(kind, name)]
            for kind, some in names.items()
        }
        for names in stack.names
    ]
    findings = _read_layers(stack, changed, gathered)
    bare = [
        (number, kind, name)
        for number, names in enumerate(changed)
        for kind, some in names.items()
        for name in some
        if not gathered.holds_that_of(kind, name)
    ]
    loaded = _stacked(stack, gathered.records(), findings, cache=cache)
    settings = {
        read.raw: read.settings for read in stack.settings if read.raw is not None and not read.findings
    }
    seen = listing.settled(stack.seen, stack.began)
    snapshot.write(cache, whole, seen, loaded.records, bare, settings)
    if len(loaded.records) > lazy_records.KEPT:
        # What was packed while it was read is let go; in the file it takes no memory.
        written = snapshot.read(cache, whole, lambda kind, id_: _read_again(stack, kind, id_))
        if written is not None and written.matches(seen):
            written.records.broken = loaded.records.broken
            return loaded.with_records(written.records)
    return loaded


def load_from(source: Source, settings: Settings | None = None) -> Loaded:
    """Loads every record of a source; what is wrong becomes findings, never an exception."""
    gathered = Gathering()
    findings = _read(source.texts(), gathered)
    together = gathered.records()
    _note_broken(together, source, findings)
    return Loaded(source, together, findings + dangling(together), settings=settings)


def _read_layers(stack: Stack, only: Sequence[Names], gathered: Gathering) -> list[list[Finding]]:
    """Reads the files of each folder that are in `only`; returns the findings of each."""
    with second_reader.helping(stack.layers, only, gathered) as beside:
        return [
            _read(beside(layer.texts(names, gathered.holds_that_of)), gathered)
            for layer, names in zip(stack.layers, only, strict=True)
        ]


def _read(texts: Iterable[RecordText | Finding], gathered: Gathering) -> list[Finding]:
    findings: list[Finding] = []
    for text in texts:
        if isinstance(text, Finding):
            findings.append(text)
            continue
        from gcmtrack.store.record_text import read_text

        record, found = read_text(*text)
        findings += found
        if record is not None:
            gathered.add(record)
    return findings


def _stacked(
    stack: Stack,
    records: Records,
    findings: Sequence[list[Finding]],
    referring: Iterable[Record] | None = None,
    *,
    cache: str | None = None,
) -> Loaded:
    """The records with what is wrong between them; `referring` are those that may name one that is not there."""
    if stack.fault is not None:
        # What would be below may hold anything, so nothing is unknown.
        records.broken = dict.fromkeys(FOLDERS, partial(_why_broken, stack, [stack.fault]))
    for layer, found in zip(stack.layers, findings, strict=True):
        _note_broken(records, layer, found, own=layer is stack.own)
    own, *below = findings
    base = [finding for found in below for finding in found]
    base += [finding for read in stack.settings[1:] for finding in read.findings]
    first = [*stack.settings[0].findings]
    if stack.fault is not None and stack.fault not in first:
        first.append(stack.fault)
    own = [*first, *own]
    for finding in dangling(records, referring):
        assert finding.folder is not None
        is_own = len(stack.layers) == 1 or stack.origin(finding.folder, finding.id) != "base"
        (own if is_own else base).append(finding)
    own += _unknown_among_us(records, stack.settings[0])
    return Loaded(stack, records, own, cache, stack.settings[0].settings, base)


def _note_broken(records: Records, source: Source, findings: Iterable[Finding], *, own: bool = True) -> None:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    why = _why_broken if own else _why_broken_below
    records.broken = {
        **{path: partial(why, source, some) for path, some in by_path.items()},
        **records.broken,
    }


def _unknown_among_us(records: Records, read: SettingsRead) -> list[Finding]:
    known = records.organisations
    return [
        unknown_organisation(read, position, unknown_word("organisation", id_, known))
        for position, id_ in enumerate(read.settings.us)
        if id_ not in known and not records.is_broken("organisations", id_)
    ]


def _located(source: Source, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    # What is loaded has no faults as a rule.
    from gcmtrack.store.locating import locate

    return locate(source, findings)


def _why_broken(source: Source, findings: list[Finding]) -> str:
    first = _located(source, findings)[0]
    if first.check in ("unreadable", "outside-folder") or first.path == SETTINGS_FILE:
        return f"{first.path}: {first.message}"
    place = f"line {first.line}: " if first.line else ""
    return (
        f"{first.path} cannot be read: {place}{first.message}; mend it with: gcmtrack edit {findings[0].id}"
    )


def _why_broken_below(source: Source, findings: list[Finding]) -> str:
    first = _located(source, findings)[0]
    return f"{first.path} cannot be read: {first.message}; it is in what these records stand on"


def _read_again(stack: Stack, kind: Folder, id_: str) -> Record | None:
    """Reads a record from its own file, in place of one that is damaged in a snapshot."""
    from gcmtrack.store.record_text import read_text

    text = stack.layer_of(kind, id_).read(kind, f"{id_}.toml")
    return None if isinstance(text, Finding) else read_text(*text)[0]
