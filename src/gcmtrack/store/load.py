"""Loading a records folder into records plus everything that is wrong in it.

Loading never raises for bad data: one broken file costs only itself.
"""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from gcmtrack.errors import InvalidRecords
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath, Problem
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import (
    Milestone,
    Organisation,
    Record,
    Reference,
    Statement,
    references,
    text_at,
)
from gcmtrack.store import listing, snapshot
from gcmtrack.store.listing import FileStamp, RecordFile
from gcmtrack.store.lock import LOCK_FILE
from gcmtrack.text import unknown_word


class Loaded:
    """What a folder holds: the good records, and what was found wrong while reading."""

    def __init__(
        self,
        folder: Path,
        records: Records,
        findings: list[Finding],
        left_out: int,
        looks: Mapping[Folder, Sequence[FileStamp]] | None = None,
        cache: str | None = None,
    ) -> None:
        self.folder = folder
        self.records = records
        self.findings = findings
        self.left_out = left_out
        self._looks = looks
        self._cache = cache

    def is_current(self) -> bool:
        """Whether every file still looks as it did when it was read."""
        return self._looks == listing.look(os.path.realpath(self.folder))

    def again(self) -> "Loaded":
        """Returns what the folder holds now."""
        return load(self.folder, self._cache)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, with lines, sorted by path and line."""
        return locate(self.folder, self.findings)


def load(folder: Path, cache: str | None = None) -> Loaded:
    """Loads every record of `folder`; what is wrong becomes findings, never an exception.

    With `cache`, a folder for snapshots, files that look unchanged since the last time are not parsed again. Every file
    is looked at all the same, so the answer is that of a load without it.
    """
    loaded = _load(folder, cache)
    # Where somebody was writing, what looks wrong may be half of a change: a moment later the whole of it is there.
    for _ in range(3):
        if not loaded.findings or loaded.is_current():
            break
        loaded = _load(folder, cache)
    return loaded


def _load(folder: Path, cache: str | None) -> Loaded:
    whole = os.path.realpath(folder)
    if os.path.lexists(os.path.join(whole, LOCK_FILE)):
        from gcmtrack.store import transaction

        transaction.recover(whole)
    # Looked at first: what changes from now on is newer than this look and shows at the next.
    began = time.time_ns()
    looks = listing.look(whole)
    before = None
    file = ""
    if cache is not None:
        file = snapshot.file_of(cache, whole)
        before = snapshot.read(file, whole, partial(_mended, whole, file))
    stray = list(listing.misplaced(whole))
    if before is not None and before.matches(looks):
        findings = stray + before.file_findings + before.dangling
        return Loaded(folder, before.records, findings, before.left_out + len(stray), looks, cache)
    records, findings, left_out = _read_all(whole, looks, before)
    loose = dangling(records)
    if cache is not None:
        settled = listing.settled(whole, looks, began)
        snapshot.write(file, whole, settled, records, findings, loose, left_out)
    return Loaded(folder, records, stray + findings + loose, left_out + len(stray), looks, cache)


def _mended(folder: str, file: str, kind: Folder, id_: str) -> Record:
    """Reads a record that is damaged in the snapshot from its own file; the next load makes the snapshot anew."""
    with suppress(OSError):
        os.unlink(file)
    read = read_file(listing.record_file(folder, kind, f"{id_}.toml"))
    if isinstance(read, list):
        raise InvalidRecords(f"{path_of(kind, id_)} changed while it was read; run the command again")
    return read


def _read_all(
    folder: str, looks: Mapping[Folder, Sequence[FileStamp]], before: snapshot.Snapshot | None
) -> tuple[Records, list[Finding], int]:
    """Reads every file, but for those that look as they did `before`; returns how many gave no record too."""
    known, known_findings = _unchanged(looks, before)
    records: list[Record] = []
    findings: list[Finding] = []
    left_out = 0
    for kind in FOLDERS:
        for name in sorted(seen[0] for seen in looks[kind]):
            path = f"{kind}/{name}"
            read: Record | list[Finding] | None = known.get(path) or known_findings.get(path)
            if read is None:
                read = read_file(listing.record_file(folder, kind, name))
            if isinstance(read, list):
                findings += read
                left_out += 1
            else:
                records.append(read)
    whole = Records(
        milestones=(r for r in records if isinstance(r, Milestone)),
        statements=(r for r in records if isinstance(r, Statement)),
        organisations=(r for r in records if isinstance(r, Organisation)),
    )
    return whole, findings, left_out


def _unchanged(
    looks: Mapping[Folder, Sequence[FileStamp]], before: snapshot.Snapshot | None
) -> tuple[dict[str, Record], dict[str, list[Finding]]]:
    """What a snapshot still knows: the records of files that look as they did, and what was wrong with others."""
    if before is None:
        return {}, {}
    old = {(kind, look[0]): look for kind, seen in before.looks().items() for look in seen}
    same = {
        f"{kind}/{look[0]}"
        for kind, seen in looks.items()
        for look in seen
        if old.get((kind, look[0])) == look
    }
    records = {path: r for r in before.records if (path := path_of(r.folder, r.id)) in same}
    findings: dict[str, list[Finding]] = {}
    for finding in before.file_findings:
        if finding.path in same:
            findings.setdefault(finding.path, []).append(finding)
    return records, findings


def read_file(file: RecordFile | Finding) -> Record | list[Finding]:
    """Returns the record in a file, or what is wrong with it."""
    if isinstance(file, Finding):
        return [file]
    try:
        # Records are small and many: what a stream adds to one read takes longer than the read.
        opened = os.open(file.file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            raw = b"".join(iter(partial(os.read, opened, 1 << 16), b""))
        finally:
            os.close(opened)
    except OSError as error:
        return [Finding(file.path, (), "unreadable", f"cannot be read: {error.strerror}")]
    return read_text(file.folder, file.id, raw)


def read_text(folder: Folder, id_: str, raw: bytes) -> Record | list[Finding]:
    """Returns the record that the bytes of a file hold, or what is wrong with them."""
    from gcmtrack.store import decode, toml_text

    path = path_of(folder, id_)
    try:
        table = toml_text.parse(toml_text.decode(raw))
    except toml_text.TomlSyntaxError as error:
        return [Finding(path, (), "syntax", error.problem.message, line=error.problem.line)]
    read = decode.read_record(folder, id_, table)
    if isinstance(read, list):
        return [Finding(path, fault.path, fault.check, fault.message) for fault in read]
    return read


def dangling(records: Records, only: Iterable[Record] | None = None) -> list[Finding]:
    """Returns a finding for every id, of the records in `only` or of all, that names no record."""
    findings = []
    for record in records if only is None else only:
        for reference in references(record):
            if message := _dangling(records, record, reference):
                path = path_of(record.folder, record.id)
                findings.append(Finding(path, reference.path, "unknown-reference", message))
    return findings


def _dangling(records: Records, record: Record, reference: Reference) -> str | None:
    known = records.all_of(reference.folder)
    if reference.id not in known:
        return unknown_word(reference.folder.removesuffix("s"), reference.id, known)
    if reference.key[-1] in ("fulfils", "before"):
        mandates = [f"{reference.id}/{m.id}" for m in records.milestones[reference.id].mandates]
        if (name := text_at(record, reference)) not in mandates:
            return unknown_word("mandate", name, mandates)
    return None


def locate(folder: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Returns the findings as problems with lines, sorted; reads again only the files concerned."""
    from gcmtrack.store import toml_layout

    lines: dict[str, dict[KeyPath, int]] = {}
    problems = []
    for finding in findings:
        line = finding.line
        if finding.key and not line:
            if finding.path not in lines:
                lines[finding.path] = _lines(folder / finding.path)
            line = toml_layout.line_of(finding.key, lines[finding.path])
        problems.append(Problem(finding.path, line, finding.check, finding.message, finding.level))
    return tuple(sorted(set(problems)))


def _lines(file: Path) -> dict[KeyPath, int]:
    from gcmtrack.store import toml_layout, toml_text

    try:
        return toml_layout.key_lines(toml_text.decode(file.read_bytes()))
    except (OSError, toml_text.TomlSyntaxError):
        return {}
