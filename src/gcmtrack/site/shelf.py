"""What is made once and needed again, by id: of a large record in a file that nobody else sees, with only the places kept."""

import tempfile
from array import array
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import IO, Self, TypeVar

from gcmtrack.errors import WriteRefused
from gcmtrack.model.ids import Folder
from gcmtrack.site.common import Common
from gcmtrack.store import atomic

_T = TypeVar("_T")


class Shelf(MutableMapping[str, _T]):
    """A mapping of ids that have places, in a file, which is gone when it is closed, however the program ends. It is in
    order of the places, and holds nothing that is packed to nothing.

    Raises `WriteRefused` where the file cannot hold more.
    """

    def __init__(
        self,
        places: Mapping[str, int],
        folder: Path,
        pack: Callable[[_T], bytes],
        unpack: Callable[[bytes], _T],
    ) -> None:
        self._places = places
        self._folder = folder
        self._pack, self._unpack = pack, unpack
        # By place, how long each is and where it begins; what is not there has no length.
        self._begins, self._sizes = (array(code, bytes(8 * len(places))) for code in "QQ")
        self._end = self._count = 0

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile(dir=self._folder, buffering=0)

    def __setitem__(self, id_: str, value: _T) -> None:
        place = self._places[id_]
        packed = self._pack(value)
        assert packed
        try:
            self._file.seek(self._end)
            left = memoryview(packed)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            why = atomic.reason(error, self._folder)
            raise WriteRefused(f"cannot write in {str(self._folder)!r}: {why}") from None
        self._count += not self._sizes[place]
        self._begins[place], self._sizes[place] = self._end, len(packed)
        self._end += len(packed)

    def __getitem__(self, id_: str) -> _T:
        place = self._places[id_]
        size = self._sizes[place]
        if not size:
            raise KeyError(id_)
        self._file.seek(self._begins[place])
        return self._unpack(self._file.read(size))

    def __delitem__(self, id_: str) -> None:
        if id_ not in self:
            raise KeyError(id_)
        self._sizes[self._places[id_]] = 0
        self._count -= 1

    def __contains__(self, id_: object) -> bool:
        return id_ in self._places and bool(self._sizes[self._places[id_]])  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_, size in zip(self._places, self._sizes, strict=True) if size)

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()


class Shelves:
    """Mappings for what is made of each record: of a large record in files in `folder`; use it in a `with`."""

    def __init__(self, common: Common, folder: Path) -> None:
        self._common = common
        self._folder = folder
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def new(
        self, kind: Folder, pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]
    ) -> MutableMapping[str, _T]:
        """Returns an empty one for records of a kind."""
        if not self._common.is_large:
            return {}
        made = Shelf(self._common.places(kind), self._folder, pack, unpack)
        self._open.callback(made.close)
        return made
