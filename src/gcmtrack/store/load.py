"""Loading records from where they are kept, plus everything that is wrong in them.

Loading never raises for bad data: one broken file costs only itself.
"""

import os
import time
from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath, Problem
from gcmtrack.model.ids import FOLDERS, Folder, noun
from gcmtrack.model.limits import FILE_BYTES
from gcmtrack.model.records import Milestone, Record, Reference, text_at
from gcmtrack.store import listing, snapshot
from gcmtrack.store.lock import LOCK_FILE
from gcmtrack.store.regular_file import TOO_LARGE
from gcmtrack.store.settings import (
    NO_SETTINGS,
    SETTINGS_FILE,
    Settings,
    SettingsRead,
    read_settings,
    unknown_organisation,
)
from gcmtrack.store.sources import FolderSource, RecordText, Source
from gcmtrack.text import unknown_word


class Loaded:
    """What a source holds: the good records, and what was found wrong while reading."""

    def __init__(
        self,
        source: Source,
        records: Records,
        findings: list[Finding],
        cache: str | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.source = source
        self.records = records
        self.findings = findings
        self.settings = settings or Settings()
        self._cache = cache

    @property
    def folder(self) -> Path:
        """The records folder, as the person named it."""
        return self.source.folder

    def is_current(self) -> bool:
        """Whether every file still looks as it did when it was read."""
        return self.source.is_current()

    def again(self) -> "Loaded":
        """Returns what the folder holds now."""
        return load(self.folder, self._cache)

    @cached_property
    def left_out(self) -> int:
        """How many files gave no record."""
        return len(
            {
                f.path
                for f in self.findings
                if (f.id != SETTINGS_FILE if f.folder is None else f.id not in self.records.all_of(f.folder))
            }
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, with lines, sorted by path and line."""
        return locate(self.source, self.findings)


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
    source = FolderSource(folder)
    read = read_settings(source.place)
    if cache is None:
        return load_from(source, read)
    before = snapshot.read(cache, source.place, partial(_read_again, source))
    if before is not None and before.matches(source.looks):
        # What gave no record is read each time, so that what is said of it is never that of an older program.
        records, findings = _read(source.texts(before.without_record(source.looks)))
        if not records:
            return _loaded(
                source, before.records, findings, before.referring_to_none(), cache=cache, read=read
            )
    known = {} if before is None else before.unchanged(source.looks)
    changed = {
        kind: [seen[0] for seen in some if f"{kind}/{seen[0]}" not in known]
        for kind, some in source.looks.items()
    }
    records, findings = _read(source.texts(changed))
    loaded = _loaded(source, _together([*known.values(), *records]), findings, cache=cache, read=read)
    snapshot.write(cache, source.place, listing.settled(source.place, source.looks, began), loaded.records)
    return loaded


def load_from(source: Source, read: SettingsRead = NO_SETTINGS) -> Loaded:
    """Loads every record of a source; what is wrong becomes findings, never an exception."""
    records, findings = _read(source.texts())
    return _loaded(source, _together(records), findings, read=read)


def _read(texts: Iterable[RecordText | Finding]) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for text in texts:
        if isinstance(text, Finding):
            findings.append(text)
            continue
        record, found = read_text(*text)
        findings += found
        if record is not None:
            records.append(record)
    return records, findings


def _together(records: Iterable[Record]) -> Records:
    kinds: dict[str, Any] = {folder: [] for folder in FOLDERS}
    for record in records:
        kinds[record.folder].append(record)
    return Records(**kinds)


def _loaded(
    source: Source,
    records: Records,
    findings: list[Finding],
    referring: Iterable[Record] | None = None,
    *,
    cache: str | None = None,
    read: SettingsRead = NO_SETTINGS,
) -> Loaded:
    """The records with what is wrong between them; `referring` are those that may name one that is not there."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    records.broken = {path: partial(_why_broken, source, some) for path, some in by_path.items()}
    findings = [*read.findings, *findings, *dangling(records, referring), *_unknown_among_us(records, read)]
    return Loaded(source, records, findings, cache, read.settings)


def _unknown_among_us(records: Records, read: SettingsRead) -> list[Finding]:
    known = records.organisations
    return [
        unknown_organisation(read, position, unknown_word("organisation", id_, known))
        for position, id_ in enumerate(read.settings.us)
        if id_ not in known and not records.is_broken("organisations", id_)
    ]


def _why_broken(source: Source, findings: list[Finding]) -> str:
    first = locate(source, findings)[0]
    if first.check in ("unreadable", "outside-folder"):
        return f"{first.path}: {first.message}"
    place = f"line {first.line}: " if first.line else ""
    return (
        f"{first.path} cannot be read: {place}{first.message}; mend it with: gcmtrack edit {findings[0].id}"
    )


def _read_again(source: FolderSource, kind: Folder, id_: str) -> Record | None:
    """Reads a record from its own file, in place of one that is damaged in a snapshot."""
    text = source.read(kind, f"{id_}.toml")
    return None if isinstance(text, Finding) else read_text(*text)[0]


def read_text(folder: Folder, id_: str, raw: bytes) -> tuple[Record | None, list[Finding]]:
    """Returns the record that the bytes of a file hold, or None and everything that is wrong with them."""
    from gcmtrack.store import decode, toml_text

    if len(raw) > FILE_BYTES:
        return None, [Finding(folder, id_, (), "unreadable", f"cannot be read: {TOO_LARGE}")]
    try:
        text = toml_text.decode(raw)
        # What makes a record is within all limits, so nearly no text is looked through for them.
        if (record := decode.read_good(folder, id_, toml_text.parse_any(text))) is not None:
            return record, []
        table = toml_text.parse(text)
    except toml_text.TomlSyntaxError as error:
        return None, [Finding(folder, id_, (), "syntax", error.problem.message, line=error.problem.line)]
    return decode.read_record(folder, id_, table)


def dangling(records: Records, referring: Iterable[Record] | None = None) -> list[Finding]:
    """Returns a finding for every id that names no record, in `referring` or in all records.

    One that is there and cannot be read is told for itself, and not again by whoever names it.
    """
    return [
        Finding(record.folder, record.id, reference.path, "unknown-reference", message)
        for record in (records if referring is None else referring)
        for reference in records.missing(record)
        if (message := _unknown(records, record, reference))
    ]


def _unknown(records: Records, record: Record, reference: Reference) -> str | None:
    _, _, folder, id_ = reference
    known = records.all_of(folder)
    if isinstance(found := known.get(id_), Milestone):
        mandates = [f"{id_}/{mandate.id}" for mandate in found.mandates]
        return unknown_word("mandate", text_at(record, reference), mandates)
    return None if records.is_broken(folder, id_) else unknown_word(noun(folder), id_, known)


def locate(source: Source, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Returns the findings as problems with lines, sorted; reads again only the files concerned."""
    from gcmtrack.store import toml_layout

    lines: dict[str, dict[KeyPath, int]] = {}
    problems = []
    for finding in findings:
        line = finding.line
        if finding.key and not line and finding.folder is not None:
            if finding.path not in lines:
                lines[finding.path] = _lines(source, finding.folder, finding.id)
            line = toml_layout.line_of(finding.key, lines[finding.path])
        problems.append(Problem(finding.path, line, finding.check, finding.message, finding.level))
    return tuple(sorted(set(problems)))


def _lines(source: Source, folder: Folder, id_: str) -> dict[KeyPath, int]:
    from gcmtrack.store import toml_layout, toml_text

    try:
        return toml_layout.key_lines(toml_text.decode(source.text(folder, id_)))
    except (OSError, toml_text.TomlSyntaxError):
        return {}
