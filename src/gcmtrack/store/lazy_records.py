"""Records in a column of bytes, decoded when they are asked for.

Decoding one takes some microseconds, and keeping it two to three thousand bytes. So all are kept that fit into some
twenty megabytes, and of more only those that were asked for by name: whoever goes through a large record sees each once.
"""

import zlib
from array import array
from collections.abc import Callable, ItemsView, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, TypeVar

import msgspec

from gcmtrack.model.dates import When
from gcmtrack.model.records import Record
from gcmtrack.model.remade import GoneThrough, Remade, Values
from gcmtrack.store import own_files

_T = TypeVar("_T")
_R = TypeVar("_R", bound=Record)

# Of a larger number not all are kept, and of those that somebody chooses only where they stand.
KEPT = 20_000

# After so many reads what was read of the file is in memory no more.
_LET_GO = 1_024


class Column(msgspec.Struct, array_like=True, frozen=True):
    """Where the records of one kind stand: ids in the order of listings, where each begins, its checksum, its days as
    ordinals, and the positions of those that name a record that is not there."""

    ids: list[str]
    begins: bytes
    sums: bytes
    firsts: bytes
    lasts: bytes
    loose: bytes

    def fits(self, *, dated: bool) -> bool:
        """Whether there is one of each for every record; what the numbers say is another matter."""
        count = len(self.ids)
        days = 4 * count if dated else 0
        sizes = [len(each) for each in (self.begins, self.sums, self.firsts, self.lasts)]
        if sizes != [8 * (count + 1), 4 * count, days, days] or len(self.loose) % 4:
            return False
        return all(position < count for position in array("I", self.loose))


class LazyRecords(GoneThrough[_R]):
    """The records of one kind, decoded when they are asked for.

    What is damaged is asked of `mend`, by its id.
    """

    def __init__(
        self, kind: type[_R], column: Column, body: memoryview, mend: Callable[[str], Record]
    ) -> None:
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
        self._reads = 0

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._where()

    def __getitem__(self, id_: str) -> _R:
        return self.at(self._where()[id_])

    def at(self, position: int) -> _R:
        record = self._decoded.get(position)
        if record is None:
            if len(self._decoded) >= KEPT:
                self._decoded.clear()
            record = self._decoded[position] = self._read(position)
        return record

    def _passing(self, position: int) -> _R:
        """Returns a record that is one of many to be looked at."""
        return self.at(position) if len(self._ids) <= KEPT else self._read(position)

    def _read(self, position: int) -> _R:
        if self._decode is None:
            self._decode = decoder(self._kind).decode
        self._reads += 1
        if self._reads % _LET_GO == 0:
            own_files.let_go(self._body)
        piece = self._piece(position)
        id_ = self._ids[position]
        if zlib.crc32(piece) == self._sums[position]:
            try:
                record = self._decode(piece)
            except (msgspec.DecodeError, RecursionError):
                pass
            else:
                if record.id == id_:
                    return record
        mended = self._mend(id_)
        assert isinstance(mended, self._kind)
        return mended

    def _piece(self, position: int) -> bytes | memoryview:
        return self._body[self._begins[position] : self._begins[position + 1]]

    def overlapping(self, first: date, last: date) -> Iterator[_R]:
        """Yields the records some day of which may lie in `first` to `last`, both inclusive."""
        begin, end = first.toordinal(), last.toordinal()
        days = zip(array("i", self._column.firsts), array("i", self._column.lasts), strict=True)
        for position in [i for i, (a, b) in enumerate(days) if a <= end and b >= begin]:
            yield self._passing(position)

    def held(self, some: Iterable[_R]) -> Sequence[_R]:
        """Returns some of these records; of many only where they stand is kept."""
        if isinstance(some, Values) and len(self) > KEPT:
            return Remade(range(len(self)), self._passing)
        waiting = iter(some)
        first = list(islice(waiting, KEPT + 1))
        if len(first) <= KEPT:
            return first
        where = self._where()
        places = array("I", (where[record.id] for record in chain(first, waiting)))
        return Remade(places, self._passing)

    def items(self) -> "_Items[_R]":
        return _Items(self)

    def each(self) -> Iterator[_R]:
        """Yields all records in order."""
        return map(self._passing, range(len(self._ids)))

    def once(self) -> Iterator[_R]:
        """Yields all records in order for whoever goes through them one time only; none is kept for it."""
        decoded = self._decoded
        if decoded:
            return (decoded.get(position) or self._read(position) for position in range(len(self._ids)))
        return map(self._read, range(len(self._ids)))

    def _where(self) -> dict[str, int]:
        if self._positions is None:
            self._positions = {id_: position for position, id_ in enumerate(self._ids)}
        return self._positions


class _Items(ItemsView[str, _R]):
    def __init__(self, records: LazyRecords[_R]) -> None:
        super().__init__(records)
        self._records = records

    def __iter__(self) -> Iterator[tuple[str, _R]]:
        return zip(self._records, self._records.each(), strict=True)


# Many records share a day, and a date does not change.
_dates: dict[str, When] = {}


def _decode_date(_: type, value: str) -> When:
    when = _dates.get(value)
    if when is None:
        when = _dates[value] = When.parse(value)
    return when


def decoder(kind: type[_T]) -> "msgspec.msgpack.Decoder[_T]":
    """Returns what decodes what was encoded here."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_decode_date)


def _encode_date(value: When) -> str:
    return str(value)


encode = msgspec.msgpack.Encoder(enc_hook=_encode_date).encode
