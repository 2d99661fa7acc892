"""A snapshot of loaded records, so that unchanged files need not be parsed again.

It is never believed by itself: it holds what every file looked like, and `store.load` looks at every file again. One
that is of another version or of another folder is no snapshot, and a record that is damaged in it is read from its own
file. Records are decoded one by one, when they are
asked for; a column of first and last days finds those of a period without decoding the others.
"""

import mmap
import os
import time
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence, ValuesView
from contextlib import suppress
from datetime import date
from typing import Any, BinaryIO, TypeVar

import msgspec

from gcmtrack import __version__
from gcmtrack.model import dates, records, tables, vocabulary
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store import listing
from gcmtrack.store.listing import FileStamp

_MAGIC = b"gcmtrack snapshot 1\n"
_TAIL = 12  # eight bytes for the length of the head, four for the checksum of the head
_R = TypeVar("_R", bound=Record)


class _Column(msgspec.Struct, array_like=True, frozen=True):
    """Where the records of one kind stand: ids in the order of listings, where each begins, its
    checksum, and its days as ordinals."""

    ids: list[str]
    begins: bytes
    sums: bytes
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


# Reads a record from its own file, in place of one that is damaged here.
Reread = Callable[[Folder, str], Record]


class Snapshot:
    """What a folder held when its files looked like `looks`."""

    def __init__(self, head: _Head, body: memoryview, mend: Reread) -> None:
        self._head = head
        self.file_findings = head.file_findings
        self.dangling = head.dangling
        self.left_out = head.left_out
        self.records = Records.of(
            milestones=LazyRecords("milestones", Milestone, head.columns["milestones"], body, mend),
            statements=LazyRecords("statements", Statement, head.columns["statements"], body, mend),
            organisations=LazyRecords(
                "organisations", Organisation, head.columns["organisations"], body, mend
            ),
        )

    def matches(self, looks: Mapping[Folder, Sequence[FileStamp]]) -> bool:
        """Whether every file looks as it did, and none was too fresh then to be sure."""
        return self._head.looks == msgspec.msgpack.encode(looks)

    def looks(self) -> dict[Folder, list[FileStamp]]:
        """How the files looked; empty when that cannot be read, and then every file is read."""
        try:
            return msgspec.msgpack.decode(self._head.looks, type=dict[Folder, list[FileStamp]])
        except msgspec.DecodeError:
            return {}


class LazyRecords(Mapping[str, _R]):
    """The records of one kind, decoded when they are asked for."""

    def __init__(
        self, folder: Folder, kind: type[_R], column: _Column, body: memoryview, mend: Reread
    ) -> None:
        self._folder = folder
        self._kind = kind
        self._ids = column.ids
        self._begins = array("Q", column.begins)
        self._sums = array("I", column.sums)
        self._column = column
        self._body = body
        self._mend = mend
        self._decode: Callable[[Any], _R] | None = None
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
            record = self._decoded[position] = self._read(position)
        return record

    def _read(self, position: int) -> _R:
        if self._decode is None:
            self._decode = msgspec.msgpack.Decoder(self._kind, dec_hook=_decode_date).decode
        piece = self._body[self._begins[position] : self._begins[position + 1]]
        if zlib.crc32(piece) == self._sums[position]:
            return self._decode(piece)
        mended = self._mend(self._folder, self._ids[position])
        assert isinstance(mended, self._kind)
        return mended

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
    def __init__(self, shelf: LazyRecords[_R]) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[_R]:
        return map(self._shelf.at, range(len(self._shelf)))


def _program() -> list[Any]:
    """What the form of a snapshot depends on: the version and, for who works on the program, the modules themselves."""
    marks: list[Any] = [__version__]
    for file in (
        __file__,
        listing.__file__,
        records.__file__,
        tables.__file__,
        dates.__file__,
        vocabulary.__file__,
    ):
        with suppress(OSError, TypeError):
            seen = os.stat(str(file))
            marks += [seen.st_size, seen.st_mtime_ns]
    return marks


# Many records share a day, and a date does not change.
_dates: dict[str, When] = {}


def _decode_date(_: type, value: str) -> When:
    when = _dates.get(value)
    if when is None:
        when = _dates[value] = When.parse(value)
    return when


def _encode_date(value: When) -> str:
    return str(value)


_encode = msgspec.msgpack.Encoder(enc_hook=_encode_date).encode


def file_of(cache: str, folder: str) -> str:
    """Returns the file in `cache` that holds the snapshot of `folder`."""
    return os.path.join(cache, f"records-{zlib.crc32(os.fsencode(folder)):08x}.snapshot")


def read(file: str, folder: str, mend: Reread) -> Snapshot | None:
    """Returns the snapshot of `folder` in `file`; None when there is none that holds.

    `mend` reads a record from its own file, for when the snapshot turns out to be damaged at that place.
    """
    try:
        with open(file, "rb") as stream:
            body = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    # The head stands at the end, since only then it is known where the records stand.
    tail = len(body) - _TAIL
    if tail < len(_MAGIC) or body[: len(_MAGIC)] != _MAGIC:
        return None
    size = int.from_bytes(body[tail : tail + 8], "big")
    if size > tail - len(_MAGIC) or int.from_bytes(body[tail + 8 :], "big") != zlib.crc32(
        body[tail - size : -4]
    ):
        return None
    try:
        head = msgspec.msgpack.decode(body[tail - size : tail], type=_Head)
    except msgspec.DecodeError:
        return None
    if head.program != _program() or head.folder != folder or set(head.columns) != set(FOLDERS):
        return None
    return Snapshot(head, body, mend)


def write(
    file: str,
    folder: str,
    looks: Mapping[Folder, Sequence[FileStamp]],
    records: Records,
    file_findings: list[Finding],
    dangling: list[Finding],
    left_out: int,
) -> None:
    """Writes a snapshot; a folder that is missing or read-only only means that there is none."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        _forget_old(os.path.dirname(file))
        # Unlike records, a snapshot need not survive a power cut, so nothing waits for the disk here.
        temporary = f"{file}.{os.getpid()}.tmp"
        try:
            with open(temporary, "wb") as stream:
                stream.write(_MAGIC)
                columns = {kind: _write_column(stream, records.all_of(kind)) for kind in FOLDERS}
                looked = msgspec.msgpack.encode(looks)
                head = _encode(_Head(_program(), folder, looked, file_findings, dangling, left_out, columns))
                head += len(head).to_bytes(8, "big")
                stream.write(head + zlib.crc32(head).to_bytes(4, "big"))
            os.replace(temporary, file)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)


def _write_column(stream: BinaryIO, records: Mapping[str, Record]) -> _Column:
    begins, sums, firsts, lasts = array("Q"), array("I"), array("i"), array("i")
    position = stream.tell()
    for record in records.values():
        piece = _encode(record)
        stream.write(piece)
        begins.append(position)
        sums.append(zlib.crc32(piece))
        position += len(piece)
        if not isinstance(record, Organisation):
            firsts.append(record.date.first.toordinal())
            lasts.append(record.date.last.toordinal())
    begins.append(position)
    return _Column(list(records), begins.tobytes(), sums.tobytes(), firsts.tobytes(), lasts.tobytes())


_OLD = 60 * 24 * 3600


def _forget_old(cache: str) -> None:
    """Takes away snapshots that nobody renewed for two months; their folders may be long gone."""
    with suppress(OSError), os.scandir(cache) as entries:
        for entry in entries:
            if entry.name.endswith((".snapshot", ".tmp")) and time.time() - entry.stat().st_mtime > _OLD:
                os.unlink(entry.path)
