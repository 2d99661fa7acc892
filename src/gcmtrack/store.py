"""The records folder: finding it, and loading it into records plus everything that is wrong in it.

Loading never raises for bad data: one broken file costs only itself.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gcmtrack import schema, tomltext, words
from gcmtrack.errors import NoRecordsFolder
from gcmtrack.model import (
    FOLDERS,
    ID_LENGTH,
    ID_PATTERN,
    Folder,
    Milestone,
    Organisation,
    Record,
    Records,
    Statement,
    references,
)
from gcmtrack.problems import Level, Problem
from gcmtrack.tomltext import KeyPath

_ID = re.compile(ID_PATTERN)


class Finding(NamedTuple):
    """A problem that still stands at a key, not at a line; `locate` turns it into a `Problem`.

    `path` is relative to the records folder; `line` is 0 unless it is known already.
    """

    path: str
    key: KeyPath
    check: str
    message: str
    level: Level = "error"
    line: int = 0


class Loaded:
    """What a folder holds: the good records, and what was found wrong while reading."""

    def __init__(self, folder: Path, records: Records, findings: list[Finding], left_out: int) -> None:
        self.folder = folder
        self.records = records
        self.findings = findings
        self.left_out = left_out

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, with lines, sorted by path and line."""
        return locate(self.folder, self.findings)


def path_of(folder: Folder, id_: str) -> str:
    """Returns the path of a record inside the records folder."""
    return f"{folder}/{id_}.toml"


def is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and len(text) <= ID_LENGTH


def looks_like_records(folder: Path) -> bool:
    return any((folder / kind).is_dir() for kind in FOLDERS)


def shipped_folder() -> Path:
    """Returns the curated records that come with the program."""
    package = Path(__file__).resolve().parent
    installed = package / "records"
    return installed if installed.is_dir() else package.parent.parent / "records"


def find_folder(given: Path | None, start: Path) -> Path:
    """Returns the folder to use: `given`, else the nearest `records` upward from `start`, else the shipped one.

    Raises `NoRecordsFolder` when `given` holds no records.
    """
    if given is not None:
        return _checked(given)
    for above in (start, *start.parents):
        candidate = above / "records"
        if looks_like_records(candidate):
            return candidate
    return _checked(shipped_folder())


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise NoRecordsFolder(f"there is no folder {str(folder)!r}; make one with: gcmtrack init {folder}")
    if looks_like_records(folder):
        return folder
    if looks_like_records(folder / "records"):
        return folder / "records"
    raise NoRecordsFolder(
        f"{str(folder)!r} holds no records: it has no folder {words.one_of(FOLDERS)};"
        f" make them with: gcmtrack init {folder}"
    )


class RecordFile(NamedTuple):
    """A file that should hold one record."""

    folder: Folder
    id: str
    file: str

    @property
    def path(self) -> str:
        return path_of(self.folder, self.id)


def record_files(folder: Path) -> Iterator[RecordFile | Finding]:
    """Yields the files of all records, sorted by kind and name, and a finding for each file in the wrong place."""
    for kind in FOLDERS:
        place = folder / kind
        if not place.is_dir():
            continue
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            if entry.name.startswith(".") or not entry.name.endswith(".toml"):
                continue
            yield _record_file(folder, kind, entry)
    yield from _misplaced(folder)


def _record_file(folder: Path, kind: Folder, entry: os.DirEntry[str]) -> RecordFile | Finding:
    id_ = entry.name.removesuffix(".toml")
    path = f"{kind}/{entry.name}"
    if not is_id(id_):
        better = words.slug(id_)[:ID_LENGTH].strip("-")
        hint = f"; rename it to {better}.toml" if better else ""
        return Finding(path, (), "bad-id", f"a file name is small letters, digits and single hyphens{hint}")
    if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(folder.resolve()):
        return Finding(path, (), "outside-folder", "the file is a link that leads out of the records folder")
    if not entry.is_file():
        return Finding(path, (), "unreadable", "this is not a file")
    return RecordFile(kind, id_, entry.path)


def _misplaced(folder: Path) -> Iterator[Finding]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".toml") and entry.is_file() and not entry.name.startswith("."):
            yield Finding(entry.name, (), "misplaced", f"a record belongs in {words.one_of(FOLDERS)}")


def load(folder: Path) -> Loaded:
    """Loads every record of `folder`; what is wrong becomes findings, never an exception."""
    records: list[Record] = []
    findings: list[Finding] = []
    left_out = 0
    for file in record_files(folder):
        if isinstance(file, Finding):
            findings.append(file)
            left_out += 1
            continue
        read = read_file(file)
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
    findings += dangling(whole)
    return Loaded(folder, whole, findings, left_out)


def read_file(file: RecordFile) -> Record | list[Finding]:
    """Returns the record in a file, or what is wrong with it."""
    try:
        with open(file.file, "rb") as stream:
            raw = stream.read()
    except OSError as error:
        return [Finding(file.path, (), "unreadable", f"cannot be read: {error.strerror}")]
    return read_text(file.folder, file.id, raw)


def read_text(folder: Folder, id_: str, raw: bytes) -> Record | list[Finding]:
    """Returns the record that the bytes of a file hold, or what is wrong with them."""
    path = path_of(folder, id_)
    try:
        table = tomltext.parse(tomltext.decode(raw))
    except tomltext.TomlSyntaxError as error:
        return [Finding(path, (), "syntax", error.problem.message, line=error.problem.line)]
    read = schema.read_record(folder, id_, table)
    if isinstance(read, list):
        return [Finding(path, fault.path, fault.check, fault.message) for fault in read]
    return read


def dangling(records: Records) -> list[Finding]:
    """Returns a finding for every id that names no record."""
    findings = []
    for record in records:
        for key, position, folder, id_ in references(record):
            if id_ not in records.of(folder):
                noun = folder.removesuffix("s")
                message = words.unknown(noun, id_, records.of(folder))
                where = (key, position) if isinstance(getattr(record, key), tuple) else (key,)
                findings.append(
                    Finding(path_of(record.folder, record.id), where, "unknown-reference", message)
                )
    return findings


def locate(folder: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Returns the findings as problems with lines, sorted; reads again only the files concerned."""
    lines: dict[str, dict[KeyPath, int]] = {}
    problems = []
    for finding in findings:
        line = finding.line
        if finding.key and not line:
            if finding.path not in lines:
                lines[finding.path] = _lines(folder / finding.path)
            line = tomltext.line_of(finding.key, lines[finding.path])
        problems.append(Problem(finding.path, line, finding.check, finding.message, finding.level))
    return tuple(sorted(set(problems)))


def _lines(file: Path) -> dict[KeyPath, int]:
    try:
        return tomltext.key_lines(tomltext.decode(file.read_bytes()))
    except (OSError, tomltext.TomlSyntaxError):
        return {}
