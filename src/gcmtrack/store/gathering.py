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
        self._pieces: list[bytes] = []
        self._firsts, self._lasts = array("i"), array("i")

    def add(self, record: Record) -> None:
        self._pieces.append(encode(record))
        if isinstance(record, Organisation):
            self._keys.append((record.id,))
        else:
            self._keys.append(in_time(record))
            self._firsts.append(record.date.first.toordinal())
            self._lasts.append(record.date.last.toordinal())

    def records(self, kind: type[Any]) -> "_Packed":
        """Returns them in order; the pile is gone then."""
        keys, pieces = self._keys, self._pieces
        order = sorted(range(len(keys)), key=keys.__getitem__)
        firsts, lasts = (
            array("i", (days[place] for place in order if days)).tobytes()
            for days in (self._firsts, self._lasts)
        )
        ids = [keys[place][-1] for place in order]
        keys.clear()
        return _Packed(kind, ids, firsts, lasts, [pieces[place] for place in order])


class _Packed(LazyRecords[Any]):
    def __init__(
        self, kind: type[Any], ids: list[str], firsts: bytes, lasts: bytes, pieces: list[bytes]
    ) -> None:
        sums = array("I", map(zlib.crc32, pieces)).tobytes()
        super().__init__(kind, Column(ids, b"", sums, firsts, lasts, b""), memoryview(b""), _undamaged)
        self._pieces = pieces

    def _piece(self, position: int) -> bytes:
        return self._pieces[position]


def _undamaged(id_: str) -> Record:
    raise AssertionError(f"what is packed in memory is never damaged: {id_}")
