"""Where the texts of records come from. A folder is one source; whatever yields the same can be loaded as well."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, RESERVED, Folder, is_id, path_of
from gcmtrack.printable import writable
from gcmtrack.store import listing, regular_file
from gcmtrack.store.listing import SETTINGS_FILE
from gcmtrack.text import one_of


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

    def is_current(self) -> bool:
        """Whether every text is still what it was when the source was made."""
        ...


# TOML files beside the folders that are meant to be there: our settings, and those of formatters.
_OF_OTHERS = (SETTINGS_FILE, "taplo.toml", "tombi.toml")

# What the system says of something that is no file, or no longer one.
_NO_FILE = frozenset({
    errno.EINVAL, errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.EISDIR, errno.EOPNOTSUPP,
})  # fmt: skip


class FolderSource:
    """The files of a records folder, as they look now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = os.path.realpath(folder)
        self._looks: listing.Looks | None = listing.look(self.place)
        self._names: dict[Folder, frozenset[str]] = {}
        # The names of files by the id that each should have, made for the first one that has another.
        self._wanted: dict[Folder, Mapping[str, Sequence[str]]] = {}

    @property
    def looks(self) -> listing.Looks:
        """How the files looked."""
        if self._looks is None:
            self._looks = listing.look(self.place)
        return self._looks

    def forget_looks(self) -> None:
        """Lets go of how the files looked, of many a good part of what is in memory; whoever asks is told how they look then."""
        self._looks = None

    def has(self, kind: Folder, id_: str) -> bool:
        """Whether there is a file for a record, whether it can be read or not."""
        if kind not in self._names:
            self._names[kind] = frozenset(self.looks[kind].named())
        return f"{id_}.toml" in self._names[kind]

    def texts(
        self,
        only: Mapping[Folder, Iterable[str]] | None = None,
        known: Callable[[Folder, str], bool] | None = None,
    ) -> Iterator[RecordText | Finding]:
        """Yields the text of every file, or of those in `only`: names of files by kind; of none that is `known` when
        its turn comes."""
        yield from _strays(self.place)
        for kind in FOLDERS:
            names = self.looks[kind].named() if only is None else only.get(kind, ())
            for name in sorted(names):
                if known is None or not known(kind, name):
                    yield self.read(kind, name)

    def read(self, kind: Folder, name: str) -> RecordText | Finding:
        """Returns what the file `name` holds, or why it can give no record."""
        if name == listing.UNREADABLE:
            said = f"the folder cannot be read: {os.strerror(listing.why_unreadable(self.looks[kind]))}"
            return Finding(None, kind, (), "unreadable", said)
        id_ = name.removesuffix(".toml")
        if id_ == name or not is_id(id_) or id_ in RESERVED:
            from gcmtrack.store import misnamed

            if kind not in self._wanted:
                self._wanted[kind] = misnamed.wanted(self.looks[kind].named())
            return misnamed.why(self.place, kind, name, self._wanted[kind])
        file = os.path.join(self.place, kind, name)
        try:
            try:
                return RecordText(kind, id_, regular_file.read_bytes(file, follow=False))
            except OSError as error:
                if error.errno != errno.ELOOP:
                    raise
            if not listing.is_inside(os.path.realpath(file), self.place):
                said = "the file is a link that leads out of the records folder"
                return Finding(kind, id_, (), "outside-folder", said)
            return RecordText(kind, id_, regular_file.read_bytes(file))
        except OSError as error:
            said = "this is not a file" if error.errno in _NO_FILE else f"cannot be read: {error.strerror}"
            return Finding(kind, id_, (), "unreadable", said)

    def text(self, folder: Folder, id_: str) -> bytes:
        return regular_file.read_bytes(os.path.join(self.place, path_of(folder, id_)))

    def is_current(self) -> bool:
        return self.looks == listing.look(self.place)


class WithTexts:
    """Another source, with other texts in place of some of its own, by the paths of their records."""

    def __init__(self, source: Source, texts: Mapping[str, bytes]) -> None:
        self.folder = source.folder
        self._source = source
        self._texts = texts

    def texts(self) -> Iterator[RecordText | Finding]:
        for text in self._source.texts():
            new = None if isinstance(text, Finding) else self._texts.get(path_of(text.folder, text.id))
            yield text if isinstance(text, Finding) or new is None else text._replace(raw=new)

    def text(self, folder: Folder, id_: str) -> bytes:
        new = self._texts.get(path_of(folder, id_))
        return self._source.text(folder, id_) if new is None else new

    def is_current(self) -> bool:
        return self._source.is_current()


def _strays(folder: str) -> Iterator[Finding]:
    """Yields a finding for each TOML file beside the folders of records, and for each folder that cannot be followed."""
    for kind in FOLDERS:
        if listing.leads_out(folder, kind):
            said = "the folder is a link that leads out of the records folder"
            yield Finding(None, kind, (), "outside-folder", said)
    try:
        with os.scandir(folder) as entries:
            names = [
                e.name
                for e in entries
                if e.name.endswith(".toml") and e.name[0] != "." and e.name not in _OF_OTHERS and e.is_file()
            ]
    except OSError as error:
        yield Finding(None, "", (), "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    for name in sorted(names):
        yield Finding(None, writable(name), (), "misplaced", f"a record belongs in {one_of(FOLDERS)}")
