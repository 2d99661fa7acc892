"""The names of the files of a site, some hundred thousand of them: what stands in one folder is one piece of memory."""

from collections.abc import Iterable, Iterator
from itertools import chain

_END = b"\n"


class Names:
    """Paths within a folder, in the order in which they came; none comes twice, and none has an end of line."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        # What came one after the other in one folder.
        self._runs: list[tuple[str, bytearray]] = []
        self._folders: dict[str, list[bytearray]] = {}
        self._count = 0
        self._known: tuple[str, frozenset[bytes]] = ("", frozenset())
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        folder, _, file = name.rpartition("/")
        if not self._runs or self._runs[-1][0] != folder:
            run = bytearray()
            self._runs.append((folder, run))
            self._folders.setdefault(folder, []).append(run)
        self._runs[-1][1].extend(file.encode() + _END)
        self._count += 1
        self._known = ("", frozenset())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        for folder, run in self._runs:
            yield from _within(folder, bytes(run).split(_END)[:-1])

    def __contains__(self, name: str) -> bool:
        folder, _, file = name.rpartition("/")
        # A build goes through one folder after the other.
        if self._known[0] != folder or not self._known[1]:
            self._known = folder, frozenset(self.files(folder))
        return file.encode() in self._known[1]

    @property
    def folders(self) -> Iterable[str]:
        """The folders in which they stand, without those that hold only folders."""
        return self._folders.keys()

    def files(self, folder: str) -> list[bytes]:
        """Returns what stands in a folder itself."""
        return b"".join(self._folders.get(folder, ())).split(_END)[:-1]

    def without(self, others: "Names") -> Iterator[str]:
        """Yields those that the others have not, folder by folder, each in order."""
        for folder in sorted(self._folders):
            yield from _within(folder, sorted(set(self.files(folder)).difference(others.files(folder))))


def in_order(*several: Names) -> Iterator[str]:
    """Yields the names of all in order, each once; never more of them than those of a folder are in memory."""
    below: dict[str, set[str]] = {"": set()}
    for folder in {folder for names in several for folder in names.folders}:
        place = folder
        while place:
            below.setdefault(place, set())
            above = place.rpartition("/")[0]
            below.setdefault(above, set()).add(place)
            place = above
    return chain.from_iterable(_below("", several, below))


def _below(folder: str, several: Iterable[Names], below: dict[str, set[str]]) -> Iterator[Iterable[str]]:
    files = {file for names in several for file in names.files(folder)}
    if not below[folder]:
        yield _within(folder, sorted(files))
        return
    # With its slash a folder stands where all that is in it belongs.
    folders = {f"{other.rpartition('/')[2]}/".encode(): other for other in below[folder]}
    for entry in sorted((*files, *folders)):
        if entry in folders:
            yield from _below(folders[entry], several, below)
        else:
            yield _within(folder, (entry,))


def _within(folder: str, files: Iterable[bytes]) -> Iterator[str]:
    start = f"{folder}/".encode() if folder else b""
    return (str(start + file, "utf-8") for file in files)
