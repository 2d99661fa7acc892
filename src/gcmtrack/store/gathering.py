"""Records as they are read, one after the other: of very many each is packed at once, in a third of the memory."""

import zlib
from array import array
from typing import Any

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import RECORD_TYPES, Organisation, Record
from gcmtrack.store import lazy_records
from gcmtrack.store.lazy_records import Column, LazyRecords, encode


class Gathering:
    """What was read so far."""

    def __init__(self) -> None:
        self._ids: dict[Folder, set[str]] = {folder: set() for folder in FOLDERS}
        self._plain: list[Record] = []
        self._piles: dict[Folder, _Pile] | None = None

    def __len__(self) -> int:
        return sum(map(len, self._ids.values()))

    def holds(self, folder: Folder, id_: str) -> bool:
        return id_ in self._ids[folder]

    def holds_that_of(self, folder: Folder, name: str) -> bool:
        """Whether the record of a file is there, by the name of the file."""
        id_ = name.removesuffix(".toml")
        return id_ != name and id_ in self._ids[folder]

    def add(self, record: Record) -> None:
        """Takes a record, of which there is none yet."""
        self._ids[record.folder].add(record.id)
        if self._piles is not None:
            self._piles[record.folder].add(record)
            return
        self._plain.append(record)
        if len(self._plain) > lazy_records.KEPT:
            self._piles = {folder: _Pile() for folder in FOLDERS}
            for each in self._plain:
                self._piles[each.folder].add(each)
            self._plain = []

    def records(self) -> Records:
        """Returns them all, each kind in its order."""
        kinds: dict[str, Any] = {}
        if self._piles is None:
            for folder in FOLDERS:
                kinds[folder] = [record for record in self._plain if record.folder == folder]
            return Records(**kinds)
        for folder in FOLDERS:
            kinds[folder] = self._piles.pop(folder).records(RECORD_TYPES[folder])
        return Records.of(**kinds)


class _Pile:
    """The records of one kind, packed, in the order in which they came."""

    def __init__(self) -> None:
        self._keys: list[tuple[Any, ...]] = []
        # One piece of memory, which the system has back at once when it is let go.
        self._body = bytearray()
        self._begins = array("Q")
        self._firsts, self._lasts = array("i"), array("i")

    def add(self, record: Record) -> None:
        self._begins.append(len(self._body))
        self._body += encode(record)
        if isinstance(record, Organisation):
            self._keys.append((record.id,))
        else:
            self._keys.append(in_time(record))
            self._firsts.append(record.date.first.toordinal())
            self._lasts.append(record.date.last.toordinal())

    def records(self, kind: type[Any]) -> "_Packed":
        """Returns them in order; the pile is gone then."""
        keys = self._keys
        order = sorted(range(len(keys)), key=keys.__getitem__)
        firsts, lasts = (
            array("i", (days[place] for place in order if days)).tobytes()
            for days in (self._firsts, self._lasts)
        )
        ids = [keys[place][-1] for place in order]
        keys.clear()
        body = memoryview(self._body)
        ends = array("Q", (*self._begins[1:], len(body)))
        begins, ends = (array("Q", (some[place] for place in order)) for some in (self._begins, ends))
        return _Packed(kind, ids, firsts, lasts, body, begins, ends)


class _Packed(LazyRecords[Any]):
    def __init__(
        self,
        kind: type[Any],
        ids: list[str],
        firsts: bytes,
        lasts: bytes,
        body: memoryview,
        begins: "array[int]",
        ends: "array[int]",
    ) -> None:
        pieces = (body[begin:end] for begin, end in zip(begins, ends, strict=True))
        sums = array("I", map(zlib.crc32, pieces)).tobytes()
        super().__init__(kind, Column(ids, b"", sums, firsts, lasts, b""), body, _undamaged)
        # They stand in the order in which they came.
        self._begins, self._ends = begins, ends

    def _piece(self, position: int) -> memoryview:
        return self._body[self._begins[position] : self._ends[position]]


def _undamaged(id_: str) -> Record:
    raise AssertionError(f"what is packed in memory is never damaged: {id_}")
