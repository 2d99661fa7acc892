"""A snapshot of the records of a folder and of what it stands on, so that unchanged files need not be parsed again.

It is never believed by itself: it holds what every file looked like, in each of the folders, and `store.load` looks at
every file again. One that was written by another program, by somebody else, or for another folder is no snapshot. It
holds records and nothing that is said of them. Records are decoded one by one, when they are asked for: with ten
thousand, that saves a listing of some weeks a third of its time. A column of first and last days finds those of a period
without decoding the others.
"""

import os
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from typing import Any, BinaryIO

import msgspec

from gcmtrack import PACKAGE, __version__
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import RECORD_TYPES, Organisation, Record
from gcmtrack.store import own_files
from gcmtrack.store.lazy_records import Column, LazyRecords, encode
from gcmtrack.store.listing import Files, Looks, Seen, Stamp
from gcmtrack.store.settings import Settings

_MAGIC = b"gcmtrack snapshot 4\n"
_TAIL = 12  # eight bytes for the length of the head, four for the checksum of the head


class _Head(msgspec.Struct, array_like=True, frozen=True):
    program: str
    folder: bytes
    seen: bytes
    columns: dict[Folder, Column]
    # The files that gave no record, by the number of their folder.
    bare: list[tuple[int, Folder, str]]
    # Good settings, by what their files hold.
    settings: list[tuple[bytes, Settings]]


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """What is kept of `Seen`; whoever forged it may have written anything."""

    place: bytes
    settings: bytes | None
    looks: dict[Folder, Files]


# Reads a record from its own file, in place of one that is damaged here; None when that holds none any more.
Reread = Callable[[Folder, str], Record | None]


class Snapshot:
    """What a folder held when its files looked like `looks`."""

    def __init__(self, file: str, head: _Head, body: memoryview, reread: Reread) -> None:
        self._head = head
        self._file = file
        self._reread = reread
        kinds: dict[str, Any] = {
            folder: LazyRecords(
                RECORD_TYPES[folder], head.columns[folder], body, partial(self._mended, folder)
            )
            for folder in FOLDERS
        }
        self.records = Records.of(**kinds)

    @property
    def settings(self) -> dict[bytes, Settings]:
        """Settings that were found good, by what their files hold."""
        return dict(self._head.settings)

    def matches(self, seen: Sequence[Seen]) -> bool:
        """Whether every file looks as it did, and none was too fresh then to be sure."""
        return self._head.seen == msgspec.msgpack.encode(seen)

    def without_record(self, layers: int) -> list[dict[Folder, list[str]]]:
        """Returns the names of the files that gave no record, by kind, for each of the folders."""
        found: list[dict[Folder, list[str]]] = [{} for _ in range(layers)]
        for number, folder, name in self._head.bare:
            if number < layers:
                found[number].setdefault(folder, []).append(name)
        return found

    def unchanged(self, seen: Sequence[Seen]) -> Iterator[Record]:
        """Yields the records that would be read from files that look as they did."""
        try:
            kept = msgspec.msgpack.decode(self._head.seen, type=list[_Kept])
        except msgspec.DecodeError:
            return
        before = _uppermost([(each.place, each.looks) for each in kept])
        now = _uppermost([(each.place, each.looks) for each in seen])
        for folder, some in now.items():
            records = self.records.all_of(folder)
            then = before.get(folder, {})
            for name, look in some.items():
                id_ = name.removesuffix(".toml")
                # A folder may have the name of a record.
                if id_ != name and then.get(name) == look and id_ in records:
                    yield records[id_]

    def referring_to_none(self) -> Iterator[Record]:
        """Yields the records that name one that is not there."""
        for folder in FOLDERS:
            records = self.records.all_of(folder)
            assert isinstance(records, LazyRecords)
            yield from map(records.at, array("I", self._head.columns[folder].loose))

    def _mended(self, folder: Folder, id_: str) -> Record:
        """Reads a damaged record from its own file; the next load makes the snapshot anew."""
        with suppress(OSError):
            os.unlink(self._file)
        record = self._reread(folder, id_)
        if record is None:
            raise InvalidRecords(f"{path_of(folder, id_)} changed while it was read; run the command again")
        return record


def _uppermost(layers: Sequence[tuple[bytes, Looks]]) -> dict[Folder, dict[str, tuple[bytes, Stamp]]]:
    """The files that no folder above hides, by name: in which folder each is and how it looks."""
    found: dict[Folder, dict[str, tuple[bytes, Stamp]]] = {}
    for place, looks in layers:
        for folder, some in looks.items():
            there = found.setdefault(folder, {})
            for name, stamp in some.each():
                there.setdefault(name, (place, stamp))
    return found


@cache
def program() -> str:
    """What the form of a snapshot depends on: the version and, for who works on the program, the modules that make
    records of files. The other rooms stand above these, so nothing of them goes into a record."""
    rooms = (os.path.join(PACKAGE, room) for room in ("", "model", "store"))
    looks = [look for room in rooms for look in own_files.looks_in(room)]
    return own_files.program((__version__, msgspec.__version__), looks)


def _file_of(cache: str, folder: str) -> str:
    return os.path.join(cache, f"records-{zlib.crc32(os.fsencode(folder)):08x}.snapshot")


def read(cache: str, folder: str, reread: Reread) -> Snapshot | None:
    """Returns the snapshot of `folder` in the folder `cache`; None when there is none that holds.

    `reread` reads a record from its own file, for when the snapshot turns out to be damaged at that place.
    """
    file = _file_of(cache, folder)
    body = own_files.mapped(file)
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
    if head.program != program() or head.folder != os.fsencode(folder) or set(head.columns) != set(FOLDERS):
        return None
    if not all(head.columns[folder].fits(dated=folder != "organisations") for folder in FOLDERS):
        return None
    return Snapshot(file, head, body, reread)


def write(
    cache: str,
    folder: str,
    seen: Sequence[Seen],
    records: Records,
    bare: Iterable[tuple[int, Folder, str]],
    settings: Mapping[bytes, Settings],
) -> None:
    """Writes a snapshot that only its owner can read; a folder that cannot hold one only means that there is none."""
    with suppress(OSError, UnicodeEncodeError, OverflowError):
        looked = msgspec.msgpack.encode(seen)
        with own_files.written(cache, _file_of(cache, folder)) as stream:
            stream.write(_MAGIC)
            columns = {kind: _write_column(stream, kind, records) for kind in FOLDERS}
            head = encode(
                _Head(program(), os.fsencode(folder), looked, columns, list(bare), list(settings.items()))
            )
            head += len(head).to_bytes(8, "big")
            stream.write(head + zlib.crc32(head).to_bytes(4, "big"))


def _write_column(stream: BinaryIO, kind: Folder, records: Records) -> Column:
    begins, sums, firsts, lasts, loose = array("Q"), array("I"), array("i"), array("i"), array("I")
    position = stream.tell()
    some = records.all_of(kind)
    for number, record in enumerate(some.values()):
        piece = encode(record)
        stream.write(piece)
        begins.append(position)
        sums.append(zlib.crc32(piece))
        position += len(piece)
        if not isinstance(record, Organisation):
            firsts.append(record.date.first.toordinal())
            lasts.append(record.date.last.toordinal())
        if any(records.missing(record)):
            loose.append(number)
    begins.append(position)
    return Column(list(some), *(each.tobytes() for each in (begins, sums, firsts, lasts, loose)))
