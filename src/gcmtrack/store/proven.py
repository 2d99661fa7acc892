"""Which files were found in canonical form, so that one that looks unchanged since needs not be read again to know it.

Nothing else is believed of them, and every file is looked at for each load.
"""

import os
import zlib
from contextlib import suppress

import msgspec

from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Record
from gcmtrack.store import listing, own_files, snapshot
from gcmtrack.store.listing import Files, Looks
from gcmtrack.store.sources import FolderSource


class Proven:
    """The files of a folder, as they looked at `began` (ns), that are known to be in canonical form.

    Without a `source` or a `cache` none is known, and none is kept.
    """

    def __init__(self, source: FolderSource | None, cache: str | None, began: int = 0) -> None:
        self._source = source
        self._cache = cache
        self._began = began
        self._names: dict[Folder, set[str]] = {kind: set() for kind in FOLDERS}
        self._more = False
        if source is not None and cache is not None:
            before = _read(_file(cache, source), source)
            for kind, some in source.looks.items():
                same = set(before[kind].each() if kind in before else ())
                self._names[kind] = {look[0] for look in some.each() if look in same}

    def holds(self, folder: Folder, id_: str) -> bool:
        """Whether the file of a record is known to be in canonical form."""
        return f"{id_}.toml" in self._names[folder]

    def add(self, record: Record) -> None:
        """Notes that the file of a record is in canonical form."""
        self._names[record.folder].add(f"{record.id}.toml")
        self._more = True

    def keep(self) -> None:
        """Keeps what is known now, where it is more than before."""
        source, cache = self._source, self._cache
        if source is None or cache is None or not self._more:
            return
        looks = {
            kind: listing.files(look for look in some.each() if look[0] in self._names[kind])
            for kind, some in source.looks.items()
        }
        (settled,) = listing.settled([listing.Seen(os.fsencode(source.place), None, looks)], self._began)
        with suppress(OSError, UnicodeEncodeError, OverflowError):
            own_files.keep(cache, _file(cache, source), _mark(source), msgspec.msgpack.encode(settled.looks))


def _file(cache: str, source: FolderSource) -> str:
    return os.path.join(cache, f"canonical-{zlib.crc32(os.fsencode(source.place)):08x}.kept")


def _mark(source: FolderSource) -> bytes:
    return b"%s\0%s\0" % (snapshot.program().encode(), os.fsencode(source.place))


def _read(file: str, source: FolderSource) -> Looks:
    held = own_files.held(file, _mark(source))
    return msgspec.msgpack.decode(held, type=dict[Folder, Files]) if held else {}
