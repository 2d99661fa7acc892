"""The files of a records folder: which there are, and whether one changed since it was last looked at."""

import errno
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gcmtrack.model.ids import FOLDERS, Folder

# A file that changed this short a time before it was looked at may change again without its times showing it
# (git's rule for racily clean entries); some file systems count in steps of two seconds.
RACY_NS = 2_500_000_000


# How a file looks, as bytes of four numbers: its size, times of its content and of itself in nanoseconds, its inode.
Stamp = bytes
_NUMBERS = 4
_LENGTH = _NUMBERS * array("q").itemsize
_LEAST, _MOST = -(2**63), 2**63 - 1


class Files(NamedTuple):
    """The files of a folder, in the order of the file system: their names, each with a "/" behind it, which no name holds,
    and their stamps. Both are compared, kept and sent as they stand, however many files there are."""

    names: bytes
    stamps: bytes

    def named(self) -> list[str]:
        """Returns the names."""
        return os.fsdecode(self.names).split("/")[:-1]

    def each(self) -> Iterator[tuple[str, Stamp]]:
        """Yields each name with its stamp."""
        begins = range(0, len(self.stamps), _LENGTH)
        for name, begin in zip(self.named(), begins, strict=False):
            yield name, self.stamps[begin : begin + _LENGTH]


def files(some: Iterable[tuple[str, Stamp]]) -> Files:
    """Returns files of names with their stamps."""
    found = dict(some)
    return Files(os.fsencode("".join(f"{name}/" for name in found)), b"".join(found.values()))


# The files of a records folder by their kind.
Looks = Mapping[Folder, Files]


# What a folder says of itself (`store.settings`), and what `extends` says there for the records that come with the program.
SETTINGS_FILE = "gcmtrack.toml"
SHIPPED = "shipped"

# The file by which one who writes locks the folder (`store.lock`); whoever reads looks whether it is there.
LOCK_FILE = ".gcmtrack.lock.tmp"


class Seen(NamedTuple):
    """One folder of those that records are read from: where it is, what its settings file holds, how its files look."""

    place: bytes
    settings: bytes | None
    looks: Looks


# Stamps that no file has: of one that could not be looked at, and of one that may change without its stamp showing it.
# The second stands only in what is kept, so it never agrees with a new look.
_NO_LOOK = (-1, 0, 0, 0)
_UNSURE = array("q", (-2, 0, 0, 0)).tobytes()

# The name under which a folder that cannot be read stands among its own files, which would seem to be none else.
UNREADABLE = ""


def look(folder: str) -> dict[Folder, Files]:
    """Looks at every TOML file of the three kinds.

    A folder that cannot be read has one entry, `UNREADABLE`, with the number of the system's error for its size.
    """
    return {
        kind: files(()) if leads_out(folder, kind) else _look(os.path.join(folder, kind)) for kind in FOLDERS
    }


def why_unreadable(some: Files) -> int:
    """Returns the number of the system's error of a folder that cannot be read."""
    return array("q", some.stamps)[0]


def leads_out(folder: str, kind: Folder) -> bool:
    """Whether the folder of a kind is a link out of the records folder."""
    place = os.path.join(folder, kind)
    return os.path.islink(place) and not is_inside(os.path.realpath(place), os.path.realpath(folder))


def is_inside(path: str, folder: str) -> bool:
    """Whether a real path is a folder or lies in it. On Windows it may be on another drive."""
    within, outer = os.path.normcase(path), os.path.normcase(folder)
    return within == outer or within.startswith(os.path.join(outer, ""))


def _look(place: str) -> Files:
    opened = None
    try:
        # Looking from an open folder spares the system the way to each file: a fifth of the time of a look.
        opened = os.open(place, os.O_RDONLY | os.O_DIRECTORY) if os.scandir in os.supports_fd else None
        with os.scandir(place if opened is None else opened) as entries:
            return _looks(entries)
    except OSError as error:
        if error.errno == errno.ENOENT and not os.path.islink(place):
            return files(())
        return files([(UNREADABLE, array("q", (error.errno or 0, 0, 0, 0)).tobytes())])
    finally:
        if opened is not None:
            os.close(opened)


def _looks(entries: Iterable[os.DirEntry[str]]) -> Files:
    # The inmost loop of every command on a large folder: nothing is done here that can be done when something changed.
    names: list[str] = []
    numbers: list[int] = []
    for entry in entries:
        name = entry.name
        if name[-5:] == ".toml" and name[0] != ".":
            names.append(name)
            try:
                seen = entry.stat()
            except OSError:
                numbers += _NO_LOOK
                continue
            numbers += (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
        elif name[0] != "." and _is_strange(entry):
            names.append(name)
            numbers += _NO_LOOK
    names.append("")
    return Files(os.fsencode("/".join(names)), _stamps(numbers))


def _stamps(numbers: list[int]) -> bytes:
    try:
        return array("q", numbers).tobytes()
    except OverflowError:
        # Inodes may have more bits, and some file systems have times without bounds.
        numbers[3::_NUMBERS] = [inode & _MOST for inode in numbers[3::_NUMBERS]]
        return array("q", (min(max(number, _LEAST), _MOST) for number in numbers)).tobytes()


def _is_strange(entry: os.DirEntry[str]) -> bool:
    """Whether something looks as if it were meant to hold records but is none of our files."""
    return entry.name.lower().endswith(".toml") or entry.is_dir()


def settled(seen: Iterable[Seen], began: int) -> list[Seen]:
    """Returns looks that began at the time `began` (ns) as they are kept: no look is for sure that was taken
    just after a change, or through a symbolic link."""
    return [each._replace(looks=_settled(os.fsdecode(each.place), each.looks, began)) for each in seen]


def _settled(folder: str, looks: Looks, began: int) -> dict[Folder, Files]:
    racy = began - RACY_NS
    found: dict[Folder, Files] = {}
    for kind, some in looks.items():
        links = _links(os.path.join(folder, kind))
        numbers = array("q", some.stamps)
        times = zip(numbers[1::_NUMBERS], numbers[2::_NUMBERS], strict=True)
        sure = [
            stamp if content < racy > itself and name not in links else _UNSURE
            for (name, stamp), (content, itself) in zip(some.each(), times, strict=True)
        ]
        found[kind] = Files(some.names, b"".join(sure))
    return found


def _links(place: str) -> frozenset[str]:
    """The names of all symbolic links in a folder, which its list tells without a look at each."""
    try:
        with os.scandir(place) as entries:
            return frozenset(entry.name for entry in entries if entry.is_symlink())
    except OSError:
        return frozenset()
