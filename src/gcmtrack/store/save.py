"""Writing records: new ones under a name that nobody has, changed ones only over what was read, nothing else touched.

What is about to be written is read back first and must be what was meant.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gcmtrack import PACKAGE
from gcmtrack.errors import InvalidRecords, Misuse, NameTaken, WriteRefused
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, ID_LENGTH, SCHEMAS, Folder, is_id, path_of, schema_file, schema_line
from gcmtrack.model.records import REFERENCES, Record, references
from gcmtrack.store import atomic, decode, toml_edit, toml_text
from gcmtrack.store.load import read_text
from gcmtrack.text import slug

# Names that Windows keeps for devices; a record so called could not be checked out there.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


def record_of(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record:
    """Returns the record of a table. Raises `InvalidRecords` that names everything wrong with it."""
    read = decode.read_record(folder, id_, table)
    if isinstance(read, list):
        raise InvalidRecords("; ".join(dict.fromkeys(fault.message for fault in read)))
    return read


def check_id(id_: str) -> None:
    """Raises `Misuse` when `id_` cannot be the name of a record's file on every system."""
    if not is_id(id_):
        better = slug(id_)[:ID_LENGTH].strip("-")
        hint = f"; did you mean {better!r}?" if better else ""
        raise Misuse(f"{id_!r} is not an id: small letters, digits and single hyphens{hint}")
    if id_ in RESERVED:
        raise Misuse(f"{id_!r} is a name that Windows keeps for itself; choose another")


def check_writable(folder: Path) -> None:
    """Raises `WriteRefused` for the records that came with the program."""
    if folder.resolve().is_relative_to(PACKAGE):
        raise WriteRefused(
            "the records that come with gcmtrack are read-only; make your own with: gcmtrack init DIR"
        )


def _place(folder: Path, kind: Folder) -> Path:
    """The folder of a kind, made when it is missing; refuses one that is a link out of the records folder."""
    check_writable(folder)
    place = folder / kind
    if not place.resolve().is_relative_to(folder.resolve()):
        raise WriteRefused(f"{str(place)!r} is a link that leads out of the records folder")
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteRefused(f"cannot make {str(place)!r}: {error.strerror}") from None
    _sweep(place)
    return place


_LITTER_AGE = 3600


def _sweep(place: Path) -> None:
    """Takes away temporary files that a killed writer left behind an hour ago or more."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(place):
            litter = entry.name.startswith(".") and entry.name.endswith(".tmp")
            if litter and time.time() - entry.stat(follow_symlinks=False).st_mtime > _LITTER_AGE:
                os.unlink(entry.path)


def add(folder: Path, record: Record, *, numbered: bool) -> Path:
    """Writes a new record and returns its path.

    Where the records folder has the schemas for editors, the file begins with the line that names its own. With
    `numbered` a taken id gets a number behind it; else `NameTaken` is raised. Ids are one name space: an id of
    another kind counts as taken.
    """
    check_id(record.id)
    place = _place(folder, record.folder)
    data = (_schema_line(folder, record.folder) + toml_text.render(record)).encode()
    if read_text(record.folder, record.id, data) != record:
        raise WriteRefused("the record would not read back as what was meant; nothing was written")
    number = 1
    while True:
        id_ = record.id if number == 1 else f"{record.id[: ID_LENGTH - 5].rstrip('-')}-{number}"
        path = place / f"{id_}.toml"
        try:
            if any((folder / kind / f"{id_}.toml").exists() for kind in FOLDERS):
                raise NameTaken(f"{id_!r} exists already; nothing was written")
            atomic.create(path, data)
        except NameTaken:
            if not numbered:
                raise
            number += 1
        else:
            return path


def _schema_line(folder: Path, kind: Folder) -> str:
    """The line for editors, in a folder to which `gcmtrack schema --write` brought the schemas."""
    here = (folder / kind / SCHEMAS / schema_file(kind)).is_file()
    return f"{schema_line(kind)}\n" if here else ""


def read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WriteRefused(f"cannot read {str(path)!r}: {error.strerror}") from None


def replace(folder: Path, kind: Folder, id_: str, old: bytes, new: bytes) -> None:
    """Writes `new` over a record's file. Raises `WriteRefused` when the file no longer holds `old`."""
    path = _place(folder, kind) / f"{id_}.toml"
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WriteRefused(f"{str(path)!r} is a link that leads out of the records folder")
    if read_bytes(path) != old:
        raise WriteRefused(f"{str(path)!r} changed in the meantime; nothing was written, do it again")
    atomic.replace(path, new)


def with_edits(kind: Folder, id_: str, old: bytes, edits: Iterable[toml_edit.Edit]) -> bytes:
    """Returns the bytes of a record's file with the edits made.

    Raises `WriteRefused` when they cannot be made safely, `InvalidRecords` when the result is no record.
    """
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = toml_edit.apply(kind, toml_text.decode(old), edits)
    except (toml_edit.CannotEdit, toml_text.TomlSyntaxError) as error:
        raise WriteRefused(f"{path_of(kind, id_)}: {error}") from None
    record_of(kind, id_, toml_text.parse(text))
    return mark + text.encode()


def rename(folder: Path, records: Records, record: Record, new_id: str) -> list[str]:
    """Gives a record another id and mends every reference; returns the paths that changed, the new file first.

    All or nothing: every new text is made and read back before anything is written, and what was written is put back
    when something fails. The old file goes last, so that even a killed run leaves no reference without its record.
    """
    check_id(new_id)
    if any(new_id in records.all_of(kind) for kind in FOLDERS):
        raise NameTaken(f"{new_id!r} exists already; nothing was written")
    place = _place(folder, record.folder)
    old_path, new_path = place / f"{record.id}.toml", place / f"{new_id}.toml"
    changes = [
        (
            other,
            old := read_bytes(folder / path_of(other.folder, other.id)),
            _renamed(other, old, record, new_id),
        )
        for other in records
        if any(kind == record.folder and id_ == record.id for _, _, kind, id_ in references(other))
    ]
    own = next((new for other, _, new in changes if other is record), read_bytes(old_path))
    atomic.create(new_path, own)
    done: list[tuple[Record, bytes, bytes]] = []
    try:
        for other, old, new in changes:
            if other is not record:
                replace(folder, other.folder, other.id, old, new)
                done.append((other, old, new))
        os.unlink(old_path)
    except (OSError, WriteRefused) as error:
        for other, old, new in done:
            replace(folder, other.folder, other.id, new, old)
        os.unlink(new_path)
        raise WriteRefused(f"nothing was renamed: {error}") from None
    return [path_of(record.folder, new_id), *(path_of(o.folder, o.id) for o, _, _ in done)]


def _renamed(other: Record, old: bytes, record: Record, new_id: str) -> bytes:
    """The bytes of `other` with every reference to `record` changed."""
    path = path_of(other.folder, other.id)
    if read_text(other.folder, other.id, old) != other:
        raise WriteRefused(f"{path!r} changed in the meantime; nothing was renamed, do it again")
    edits: list[toml_edit.Edit] = []
    for key, kind in REFERENCES[other.folder].items():
        value = getattr(other, key)
        if kind != record.folder:
            continue
        if value == record.id:
            edits.append(toml_edit.Set((key,), new_id))
        elif isinstance(value, tuple) and record.id in value:
            edits += (toml_edit.Exchange(key, i, new_id) for i, id_ in enumerate(value) if id_ == record.id)
    return with_edits(other.folder, other.id, old, edits)
