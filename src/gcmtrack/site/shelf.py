"""What is made once and needed again, by id: of a large record in a file that nobody else sees, with only the places kept."""

import tempfile
from array import array
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import IO, Self, TypeVar

from gcmtrack.errors import WriteRefused
from gcmtrack.model.collection import Records
from gcmtrack.store import atomic, lazy_records

_T = TypeVar("_T")


class Shelf(MutableMapping[str, _T]):
    """A mapping in a file, which is gone when it is closed, however the program ends. What stands in it stays as it is.

    Raises `WriteRefused` where the file cannot hold more.
    """

    def __init__(self, folder: Path, pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]) -> None:
        self._folder = folder
        self._pack, self._unpack = pack, unpack
        self._numbers: dict[str, int] = {}
        self._ends = array("Q", [0])

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile(dir=self._folder, buffering=0)

    def __setitem__(self, id_: str, value: _T) -> None:
        packed = self._pack(value)
        end = self._ends[-1]
        try:
            self._file.seek(end)
            left = memoryview(packed)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            why = atomic.reason(error, self._folder)
            raise WriteRefused(f"cannot write in {str(self._folder)!r}: {why}") from None
        self._numbers[id_] = len(self._ends) - 1
        self._ends.append(end + len(packed))

    def __getitem__(self, id_: str) -> _T:
        number = self._numbers[id_]
        begin, end = self._ends[number], self._ends[number + 1]
        self._file.seek(begin)
        return self._unpack(self._file.read(end - begin))

    def __delitem__(self, id_: str) -> None:
        del self._numbers[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()


class Shelves:
    """Mappings for what is made of each record: of a large record in files in `folder`; use it in a `with`."""

    def __init__(self, records: Records, folder: Path) -> None:
        self._large = len(records) > lazy_records.KEPT
        self._folder = folder
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def new(self, pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]) -> MutableMapping[str, _T]:
        """Returns an empty one."""
        if not self._large:
            return {}
        made = Shelf(self._folder, pack, unpack)
        self._open.callback(made.close)
        return made
