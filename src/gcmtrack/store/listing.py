"""The files of a records folder: which there are, and whether one changed since it was last looked at."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, ID_LENGTH, Folder, is_id, path_of
from gcmtrack.text import one_of, slug

# A file that changed this short a time before it was looked at may change again without its times showing it
# (git's rule for racily clean entries); some file systems count in steps of two seconds.
RACY_NS = 2_500_000_000


# A file as its folder shows it: name, size, times of its content and of itself in nanoseconds, inode.
FileStamp = tuple[str, int, int, int, int]

# Sizes that no file has: of one that could not be looked at, and of one that may change without its look showing it.
# The second stands only in what is kept, so it never agrees with a new look.
_NO_LOOK = -1
_UNSURE = -2


class RecordFile(NamedTuple):
    """A file that should hold one record."""

    folder: Folder
    id: str
    file: str

    @property
    def path(self) -> str:
        return path_of(self.folder, self.id)


def look(folder: str) -> dict[Folder, list[FileStamp]]:
    """Looks at every TOML file of the three kinds; each list is in the order of the file system."""
    return {kind: [] if _leads_out(folder, kind) else _look(os.path.join(folder, kind)) for kind in FOLDERS}


def _leads_out(folder: str, kind: Folder) -> bool:
    """Whether the folder of a kind is a link out of the records folder."""
    place = os.path.join(folder, kind)
    return os.path.islink(place) and not _is_inside(os.path.realpath(place), os.path.realpath(folder))


def _look(place: str) -> list[FileStamp]:
    try:
        # Looking from an open folder spares the system the way to each file: a fifth of the time of a look.
        opened = os.open(place, os.O_RDONLY) if os.scandir in os.supports_fd else None
    except OSError:
        return []
    try:
        with os.scandir(place if opened is None else opened) as entries:
            return _looks(entries)
    except OSError:
        return []
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


def settled(
    folder: str, looks: Mapping[Folder, Sequence[FileStamp]], began: int
) -> dict[Folder, list[FileStamp]]:
    """Returns looks that began at the time `began` (ns) as they are kept: no look is for sure that was taken
    just after a change, or through a symbolic link."""
    racy = began - RACY_NS
    return {
        kind: [
            seen
            if seen[2] < racy > seen[3] and not os.path.islink(os.path.join(folder, kind, seen[0]))
            else (seen[0], _UNSURE, 0, 0, 0)
            for seen in some
        ]
        for kind, some in looks.items()
    }


def _is_strange(entry: os.DirEntry[str]) -> bool:
    """Whether something looks as if it were meant to hold records but is none of our files."""
    return entry.name.lower().endswith(".toml") or entry.is_dir()


def record_files(folder: str) -> Iterator[RecordFile | Finding]:
    """Yields the files of all records, sorted by kind and name, and a finding for each file in the wrong place."""
    for kind, seen in look(folder).items():
        for name in sorted(each[0] for each in seen):
            yield record_file(folder, kind, name)
    yield from misplaced(folder)


def record_file(folder: str, kind: Folder, name: str) -> RecordFile | Finding:
    """Returns what the file `name` should hold, or why it can hold no record."""
    id_ = name.removesuffix(".toml")
    path = f"{kind}/{name}"
    file = os.path.join(folder, kind, name)
    if not name.endswith(".toml"):
        if os.path.isdir(file):
            return Finding(
                path, (), "misplaced", f"records stand directly in {kind}; folders within it are not read"
            )
        return Finding(path, (), "bad-id", "the name of a record's file ends in .toml, in small letters")
    if not is_id(id_):
        better = slug(id_)[:ID_LENGTH].strip("-")
        hint = f"; rename it to {better}.toml" if better else ""
        return Finding(path, (), "bad-id", f"a file name is small letters, digits and single hyphens{hint}")
    if os.path.islink(file) and not _is_inside(os.path.realpath(file), os.path.realpath(folder)):
        return Finding(path, (), "outside-folder", "the file is a link that leads out of the records folder")
    if not os.path.isfile(file):
        return Finding(path, (), "unreadable", "this is not a file")
    return RecordFile(kind, id_, file)


def _is_inside(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder


def misplaced(folder: str) -> Iterator[Finding]:
    """Yields a finding for each TOML file beside the folders of records, and for a folder that leads out."""
    for kind in FOLDERS:
        if _leads_out(folder, kind):
            yield Finding(
                kind, (), "outside-folder", "the folder is a link that leads out of the records folder"
            )
    with os.scandir(folder) as entries:
        names = [e.name for e in entries if e.name.endswith(".toml") and e.name[0] != "." and e.is_file()]
    for name in sorted(names):
        yield Finding(name, (), "misplaced", f"a record belongs in {one_of(FOLDERS)}")
