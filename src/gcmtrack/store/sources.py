"""Where the texts of records come from. A folder is one source; whatever yields the same can be loaded as well."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder, is_id, path_of
from gcmtrack.store import listing, misplaced, regular_file


class RecordText(NamedTuple):
    """The bytes that should hold one record."""

    folder: Folder
    id: str
    raw: bytes


class Source(Protocol):
    """Texts of records, sorted by kind and id, and findings in place of what can give none."""

    @property
    def folder(self) -> Path:
        """The records folder, as the person named it; what is changed is changed there."""
        ...

    def texts(self) -> Iterator[RecordText | Finding]: ...

    def text(self, folder: Folder, id_: str) -> bytes:
        """Returns the text of one record. Raises `OSError` when it is not there or cannot be read."""
        ...


# What the system says of something that is no file, or no longer one.
_NO_FILE = frozenset({errno.EINVAL, errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.EISDIR})


class FolderSource:
    """The files of a records folder, as they look now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = os.path.realpath(folder)
        self.looks = listing.look(self.place)

    def texts(self, only: Mapping[Folder, Iterable[str]] | None = None) -> Iterator[RecordText | Finding]:
        """Yields the text of every file, or of those in `only`: names of files by kind."""
        yield from misplaced.strays(self.place)
        for kind in FOLDERS:
            names = [seen[0] for seen in self.looks[kind]] if only is None else only.get(kind, ())
            for name in sorted(names):
                yield self.read(kind, name)

    def read(self, kind: Folder, name: str) -> RecordText | Finding:
        """Returns what the file `name` holds, or why it can give no record."""
        if name == listing.UNREADABLE:
            return misplaced.unreadable_folder(kind, self.looks[kind][0][1])
        id_ = name.removesuffix(".toml")
        if id_ == name or not is_id(id_):
            return misplaced.misnamed(self.place, kind, name, {seen[0] for seen in self.looks[kind]})
        file = os.path.join(self.place, kind, name)
        if os.path.islink(file) and not listing.is_inside(os.path.realpath(file), self.place):
            said = "the file is a link that leads out of the records folder"
            return Finding(kind, id_, (), "outside-folder", said)
        try:
            return RecordText(kind, id_, regular_file.read_bytes(file))
        except OSError as error:
            said = "this is not a file" if error.errno in _NO_FILE else f"cannot be read: {error.strerror}"
            return Finding(kind, id_, (), "unreadable", said)

    def text(self, folder: Folder, id_: str) -> bytes:
        return regular_file.read_bytes(os.path.join(self.place, path_of(folder, id_)))
