"""What holds for every file that is written into a records folder: its name, its place, and that it is a record."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gcmtrack import PACKAGE
from gcmtrack.errors import InvalidRecords, Misuse, WriteRefused
from gcmtrack.model.ids import (
    RESERVED,
    SCHEMAS,
    Folder,
    id_like,
    is_id,
    path_of,
    schema_file,
    schema_line,
)
from gcmtrack.model.records import Record
from gcmtrack.store import atomic, decode, regular_file, toml_canonical, toml_edit, toml_text
from gcmtrack.store.record_text import read_text
from gcmtrack.store.transaction import Change, ChangedMeanwhile


def record_of(folder: Folder, id_: str, table: Mapping[str, Any]) -> Record:
    """Returns the record of a table. Raises `InvalidRecords` that names everything wrong with it."""
    record, findings = decode.read_record(folder, id_, table)
    if record is None:
        raise InvalidRecords("; ".join(dict.fromkeys(finding.message for finding in findings)))
    return record


def check_id(id_: str) -> None:
    """Raises `Misuse` when `id_` cannot be the name of a record's file on every system."""
    if not is_id(id_):
        better = id_like(id_)
        hint = f"; did you mean {better!r}?" if better else ""
        raise Misuse(f"{id_!r} is not an id: small letters, digits and single hyphens{hint}")
    if id_ in RESERVED:
        raise Misuse(f"{id_!r} is a name that Windows keeps for itself; choose another")


def check_writable(folder: Path) -> None:
    """Raises `WriteRefused` for the records that came with the program."""
    if folder.resolve().is_relative_to(PACKAGE):
        raise WriteRefused(
            "the records that come with gcmtrack are read-only; make your own with: gcmtrack init my-records"
        )


def prepare(folder: Path, changes: Sequence[Change]) -> None:
    """Makes the folders of kinds that are missing.

    Raises `WriteRefused` when a file to change is or lies behind a link that leads out of the records folder.
    """
    places = dict.fromkeys(change.path.parent for change in changes)
    for place in places:
        _check_inside(place, folder)
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise WriteRefused(f"cannot make {str(place)!r}: {atomic.reason(error, place)}") from None
    for change in changes:
        if change.old is not None:
            _check_inside(change.path, folder)


def _check_inside(path: Path, folder: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WriteRefused(f"{str(path)!r} is a link that leads out of the records folder")


def new_file(folder: Path, record: Record, text: bytes | None = None) -> bytes:
    """Returns the file of a new record; of the `text` that a person wrote for it the comments stay.

    Where the records folder has the schemas for editors, the file begins with the line that names its own. Raises
    `WriteRefused` when it would not read back as the record.
    """
    written = None if text is None else tidied(record.folder, record.id, text)
    body = written or toml_text.render(record).encode()
    line = _schema_line(folder, record.folder).encode()
    data = body if line and body.startswith(b"#:schema ") else line + body
    read, _ = read_text(record.folder, record.id, data)
    # Lists that are sets are written in order.
    if read is None or toml_text.plain(read) != toml_text.plain(record):
        raise WriteRefused("the record would not read back as what was meant; nothing was written")
    return data


def _schema_line(folder: Path, kind: Folder) -> str:
    """The line for editors, in a folder to which `gcmtrack schema --write` brought the schemas."""
    here = (folder / kind / SCHEMAS / schema_file(kind)).is_file()
    return f"{schema_line(kind)}\n" if here else ""


def read_bytes(path: Path) -> bytes:
    """Returns what the file of a record holds. Raises `WriteRefused` when it cannot be read, `ChangedMeanwhile` when it
    is gone."""
    try:
        return regular_file.read_bytes(str(path))
    except FileNotFoundError:
        raise ChangedMeanwhile(path, gone=True) from None
    except OSError as error:
        raise WriteRefused(f"cannot read {str(path)!r}: {error.strerror}") from None


class BeyondEditing(WriteRefused):
    """The file is laid out in a way that cannot be edited safely; its canonical form can."""


def edited_bytes(
    kind: Folder, id_: str, old: bytes, edits: Iterable[toml_edit.Edit | toml_edit.SetInside]
) -> bytes:
    """Returns the bytes of a record's file with the edits made; what was in canonical form stays in it.

    Raises `BeyondEditing` when the edits cannot be made safely, `InvalidRecords` when the result is no record.
    """
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = toml_edit.apply(kind, toml_text.decode(old), edits)
    except (toml_edit.CannotEdit, toml_text.TomlSyntaxError) as error:
        raise BeyondEditing(f"{path_of(kind, id_)}: {error}") from None
    record_of(kind, id_, toml_text.parse(text))
    new = mark + text.encode()
    return (tidied(kind, id_, new) or new) if tidied(kind, id_, old) == old else new


def tidied(kind: Folder, id_: str, raw: bytes) -> bytes | None:
    """Returns the canonical form of a file; None where it holds no record or a comment would be lost."""
    record, _ = read_text(kind, id_, raw)
    if record is None:
        return None
    try:
        return canonical_bytes(record, raw)
    except toml_edit.CannotEdit:
        return None


def canonical_bytes(record: Record, raw: bytes) -> bytes:
    """Returns the canonical file for a record whose file now holds `raw`. Raises `CannotEdit` where that loses anything."""
    new = toml_canonical.canonical_bytes(record, raw)
    if read_text(record.folder, record.id, new)[0] != _settled(record):
        raise toml_edit.CannotEdit("its canonical form would not read back as the same record; left alone")
    return new


def _settled(record: Record) -> Record:
    """The record as it reads after its lists that are sets were sorted."""
    return read_text(record.folder, record.id, toml_text.render(record).encode())[0] or record
