"""A snapshot of loaded records, so that unchanged files need not be parsed again.

It is never believed by itself: it holds what every file looked like, and `store.load` looks at every file again. One
that is damaged, of another version or of another folder is no snapshot. Records are decoded one by one, when they are
asked for; a column of first and last days finds those of a period without decoding the others.
"""

import os
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence, ValuesView
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

import msgspec

from gcmtrack import __version__, dates, model, vocabulary
from gcmtrack.dates import When
from gcmtrack.files import Look
from gcmtrack.ids import FOLDERS, Folder
from gcmtrack.model import Milestone, Organisation, Record, Records, Statement
from gcmtrack.problems import Finding

_MAGIC = b"gcmtrack snapshot\n"
_R = TypeVar("_R", bound=Record)


class _Column(msgspec.Struct, array_like=True, frozen=True):
    """Where the records of one kind stand: ids in the order of listings, where each begins, and its days as ordinals."""

    ids: list[str]
    begins: bytes
    firsts: bytes
    lasts: bytes


class _Head(msgspec.Struct, array_like=True, frozen=True):
    program: list[Any]
    folder: str
    looks: bytes
    file_findings: list[Finding]
    dangling: list[Finding]
    left_out: int
    columns: dict[Folder, _Column]


class Snapshot:
    """What a folder held when its files looked like `looks`."""

    def __init__(self, head: _Head, body: memoryview) -> None:
        self._head = head
        self.file_findings = head.file_findings
        self.dangling = head.dangling
        self.left_out = head.left_out
        self.records = Records.of(
            milestones=_Shelf(head.columns["milestones"], body, _decoder(Milestone)),
            statements=_Shelf(head.columns["statements"], body, _decoder(Statement)),
            organisations=_Shelf(head.columns["organisations"], body, _decoder(Organisation)),
        )

    def matches(self, looks: Mapping[Folder, Sequence[Look]]) -> bool:
        """Whether every file looks as it did, and none was too fresh then to be sure."""
        return self._head.looks == msgspec.msgpack.encode(looks)

    def looks(self) -> dict[Folder, list[Look]]:
        return msgspec.msgpack.decode(self._head.looks, type=dict[Folder, list[Look]])


class _Shelf(Mapping[str, _R]):
    """The records of one kind, decoded when they are asked for."""

    def __init__(self, column: _Column, body: memoryview, decode: Callable[[Any], _R]) -> None:
        self._ids = column.ids
        self._begins = array("Q", column.begins)
        self._column = column
        self._body = body
        self._decode = decode
        self._positions: dict[str, int] | None = None
        self._decoded: dict[int, _R] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._where()

    def __getitem__(self, id_: str) -> _R:
        return self.at(self._where()[id_])

    def values(self) -> ValuesView[_R]:
        return _Values(self)

    def at(self, position: int) -> _R:
        record = self._decoded.get(position)
        if record is None:
            record = self._decode(self._body[self._begins[position] : self._begins[position + 1]])
            self._decoded[position] = record
        return record

    def overlapping(self, first: date, last: date) -> Iterator[_R]:
        """Yields the records some day of which may lie in `first` to `last`, both inclusive."""
        begin, end = first.toordinal(), last.toordinal()
        days = zip(array("i", self._column.firsts), array("i", self._column.lasts), strict=True)
        for position in [i for i, (a, b) in enumerate(days) if a <= end and b >= begin]:
            yield self.at(position)

    def _where(self) -> dict[str, int]:
        if self._positions is None:
            self._positions = {id_: position for position, id_ in enumerate(self._ids)}
        return self._positions


class _Values(ValuesView[_R]):
    def __init__(self, shelf: _Shelf[_R]) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[_R]:
        return map(self._shelf.at, range(len(self._shelf)))


def _program() -> list[Any]:
    """What the form of a snapshot depends on: the version and, for who works on the program, the modules themselves."""
    marks: list[Any] = [__version__]
    for module in (model, dates, vocabulary):
        with suppress(OSError, TypeError):
            seen = os.stat(str(module.__file__))
            marks += [seen.st_size, seen.st_mtime_ns]
    return marks


def _decoder(kind: type[_R]) -> Callable[[Any], _R]:
    return msgspec.msgpack.Decoder(kind, dec_hook=_decode_date).decode


def _decode_date(_: type, value: str) -> When:
    return When.parse(value)


def _encode_date(value: When) -> str:
    return str(value)


def file_of(cache: str, folder: str) -> str:
    """Returns the file in `cache` that holds the snapshot of `folder`."""
    return os.path.join(cache, f"records-{zlib.crc32(os.fsencode(folder)):08x}.snapshot")


def read(file: str, folder: str) -> Snapshot | None:
    """Returns the snapshot of `folder` in `file`; None when there is none that holds."""
    try:
        with open(file, "rb") as stream:
            raw = memoryview(stream.read())
    except OSError:
        return None
    start = len(_MAGIC)
    if raw[:start] != _MAGIC or int.from_bytes(raw[start : start + 4], "big") != zlib.crc32(raw[start + 4 :]):
        return None
    size = int.from_bytes(raw[start + 4 : start + 12], "big")
    body = raw[start + 12 :]
    try:
        head = msgspec.msgpack.decode(body[:size], type=_Head)
    except msgspec.DecodeError:
        return None
    if head.program != _program() or head.folder != folder or set(head.columns) != set(FOLDERS):
        return None
    return Snapshot(head, body[size:])


def write(
    file: str,
    folder: str,
    looks: Mapping[Folder, Sequence[Look]],
    records: Records,
    file_findings: list[Finding],
    dangling: list[Finding],
    left_out: int,
) -> None:
    """Writes a snapshot; a folder that is missing or read-only only means that there is none."""
    encode = msgspec.msgpack.Encoder(enc_hook=_encode_date).encode
    pieces: list[bytes] = []
    columns: dict[Folder, _Column] = {}
    position = 0
    for kind in FOLDERS:
        begins, firsts, lasts = array("Q"), array("i"), array("i")
        for record in records.all_of(kind).values():
            piece = encode(record)
            begins.append(position)
            position += len(piece)
            pieces.append(piece)
            if not isinstance(record, Organisation):
                firsts.append(record.date.first.toordinal())
                lasts.append(record.date.last.toordinal())
        begins.append(position)
        columns[kind] = _Column(
            list(records.all_of(kind)), begins.tobytes(), firsts.tobytes(), lasts.tobytes()
        )
    head = encode(
        _Head(_program(), folder, msgspec.msgpack.encode(looks), file_findings, dangling, left_out, columns)
    )
    checked = b"".join((len(head).to_bytes(8, "big"), head, *pieces))
    with suppress(OSError):
        _move_into_place(file, _MAGIC + zlib.crc32(checked).to_bytes(4, "big") + checked)


def _move_into_place(file: str, data: bytes) -> None:
    """Unlike records, a snapshot need not survive a power cut, so nothing waits for the disk here."""
    os.makedirs(os.path.dirname(file), exist_ok=True)
    temporary = f"{file}.{os.getpid()}.tmp"
    try:
        with open(temporary, "wb") as stream:
            stream.write(data)
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
