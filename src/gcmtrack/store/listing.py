"""The files of a records folder: which there are, and whether one changed since it was last looked at."""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gcmtrack.model.ids import FOLDERS, Folder

# A file that changed this short a time before it was looked at may change again without its times showing it
# (git's rule for racily clean entries); some file systems count in steps of two seconds.
RACY_NS = 2_500_000_000


# A file as its folder shows it: name, size, times of its content and of itself in nanoseconds, inode.
FileStamp = tuple[str, int, int, int, int]
Looks = Mapping[Folder, Sequence[FileStamp]]


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


# Sizes that no file has: of one that could not be looked at, and of one that may change without its look showing it.
# The second stands only in what is kept, so it never agrees with a new look.
_NO_LOOK = -1
_UNSURE = -2

# The name under which a folder that cannot be read stands in its own list, which would seem empty else.
UNREADABLE = ""


def look(folder: str) -> dict[Folder, list[FileStamp]]:
    """Looks at every TOML file of the three kinds; each list is in the order of the file system.

    A folder that cannot be read has one entry, `UNREADABLE`, with the number of the system's error for its size.
    """
    return {kind: [] if leads_out(folder, kind) else _look(os.path.join(folder, kind)) for kind in FOLDERS}


def leads_out(folder: str, kind: Folder) -> bool:
    """Whether the folder of a kind is a link out of the records folder."""
    place = os.path.join(folder, kind)
    return os.path.islink(place) and not is_inside(os.path.realpath(place), os.path.realpath(folder))


def is_inside(path: str, folder: str) -> bool:
    """Whether a real path is a folder or lies in it. On Windows it may be on another drive."""
    within, outer = os.path.normcase(path), os.path.normcase(folder)
    return within == outer or within.startswith(os.path.join(outer, ""))


def _look(place: str) -> list[FileStamp]:
    opened = None
    try:
        # Looking from an open folder spares the system the way to each file: a fifth of the time of a look.
        opened = os.open(place, os.O_RDONLY | os.O_DIRECTORY) if os.scandir in os.supports_fd else None
        with os.scandir(place if opened is None else opened) as entries:
            return _looks(entries)
    except OSError as error:
        if error.errno == errno.ENOENT and not os.path.islink(place):
            return []
        return [(UNREADABLE, error.errno or 0, 0, 0, 0)]
    finally:
        if opened is not None:
            os.close(opened)


def _looks(entries: Iterable[os.DirEntry[str]]) -> list[FileStamp]:
    # The inmost loop of every command on a large folder: nothing is done here that can be done when something changed.
    found: list[FileStamp] = []
    for entry in entries:
        name = entry.name
        if name[-5:] == ".toml" and name[0] != ".":
            try:
                seen = entry.stat()
            except OSError:
                found.append((name, _NO_LOOK, 0, 0, 0))
                continue
            found.append((name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino))
        elif name[0] != "." and _is_strange(entry):
            found.append((name, _NO_LOOK, 0, 0, 0))
    return found


def _is_strange(entry: os.DirEntry[str]) -> bool:
    """Whether something looks as if it were meant to hold records but is none of our files."""
    return entry.name.lower().endswith(".toml") or entry.is_dir()


def settled(seen: Iterable[Seen], began: int) -> list[Seen]:
    """Returns looks that began at the time `began` (ns) as they are kept: no look is for sure that was taken
    just after a change, or through a symbolic link."""
    return [each._replace(looks=_settled(os.fsdecode(each.place), each.looks, began)) for each in seen]


def _settled(folder: str, looks: Looks, began: int) -> dict[Folder, list[FileStamp]]:
    racy = began - RACY_NS
    found: dict[Folder, list[FileStamp]] = {}
    for kind, some in looks.items():
        links = _links(os.path.join(folder, kind))
        found[kind] = [
            seen if seen[2] < racy > seen[3] and seen[0] not in links else (seen[0], _UNSURE, 0, 0, 0)
            for seen in some
        ]
    return found


def _links(place: str) -> frozenset[str]:
    """The names of all symbolic links in a folder, which its list tells without a look at each."""
    try:
        with os.scandir(place) as entries:
            return frozenset(entry.name for entry in entries if entry.is_symlink())
    except OSError:
        return frozenset()
