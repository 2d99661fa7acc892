"""A records folder and those that it stands on, read as one: what is above stands in place of what is below."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.store import listing
from gcmtrack.store.folder import FolderProblem, base_folder
from gcmtrack.store.settings import Settings, SettingsRead, at_extends, raw_settings, settings_of
from gcmtrack.store.sources import FolderSource, RecordText

# Whose a record is: of the folder itself, of what it stands on, or of the folder in place of another.
Origin = Literal["own", "base", "override"]

# Names of files by kind.
Names = Mapping[Folder, Sequence[str]]


class Stack:
    """The folders from which one set of records is read: a person's own first, below it what it stands on.

    Only the first is ever written. A file hides those of the same kind and name below it, whether it can be read or not.
    `known` are settings by what their files hold, so that these need not be parsed again.
    """

    def __init__(self, folder: Path, known: Mapping[bytes, Settings] | None = None) -> None:
        self.folder = folder
        # What changes from now on is newer than the looks at the files.
        self.began = time.time_ns()
        self.layers: list[FolderSource] = []
        self.settings: list[SettingsRead] = []
        # What stands in the way of reading all that the folder is to stand on.
        self.fault: Finding | None = None
        next_: Path | None = folder
        while next_ is not None:
            next_ = self._add(next_, known or {})

    def _add(self, folder: Path, known: Mapping[bytes, Settings]) -> Path | None:
        """Adds a folder; returns the one on which it stands, if it can be stood on."""
        layer = FolderSource(folder)
        raw = raw_settings(layer.place)
        there = known.get(raw) if isinstance(raw, bytes) else None
        read = (
            settings_of(raw)
            if there is None
            else SettingsRead(there, raw=raw if isinstance(raw, bytes) else None)
        )
        self.layers.append(layer)
        self.settings.append(read)
        if not read.known:
            first = next(f for f in read.findings if f.key[:1] in ((), ("extends",)))
            self._refuse(first.message, first if len(self.layers) == 1 else None)
        elif read.settings.extends is not None:
            try:
                below = base_folder(folder, read.settings.extends)
            except FolderProblem as error:
                self._refuse(str(error))
                return None
            if os.path.realpath(below) in [each.place for each in self.layers]:
                self._refuse("these records would stand on themselves; give another folder or leave it out")
                return None
            return below
        return None

    def _refuse(self, said: str, finding: Finding | None = None) -> None:
        """Notes that the chain ends too early; what is wrong further down is told where the folder names its base."""
        if len(self.layers) > 1:
            # Each is called as the one above it calls it.
            first, last = self.settings[0].settings.extends, self.settings[-2].settings.extends
            whose = "its gcmtrack.toml" if len(self.layers) == 2 else f"the gcmtrack.toml of {last!r}"
            said = f"{first!r} cannot be stood on, {whose}: {said}"
        self.fault = finding or at_extends(self.settings[0], said)

    @property
    def own(self) -> FolderSource:
        return self.layers[0]

    @property
    def seen(self) -> list[listing.Seen]:
        """How every file looked."""
        return [
            listing.Seen(os.fsencode(layer.place), read.raw, layer.looks)
            for layer, read in zip(self.layers, self.settings, strict=True)
        ]

    def is_current(self) -> bool:
        return all(
            layer.is_current()
            and raw_settings(layer.place) == (read.raw if read.raw is not None else _unread(read))
            for layer, read in zip(self.layers, self.settings, strict=True)
        )

    @cached_property
    def names(self) -> list[dict[Folder, list[str]]]:
        """The files of each layer that no other hides."""
        if len(self.layers) == 1:
            return [{kind: some.named() for kind, some in self.own.looks.items()}]
        found: list[dict[Folder, list[str]]] = []
        hidden: dict[Folder, set[str]] = {kind: set() for kind in FOLDERS}
        for layer in self.layers:
            here = {kind: layer.looks[kind].named() for kind in FOLDERS}
            found.append({kind: [n for n in some if n not in hidden[kind]] for kind, some in here.items()})
            for kind, some in here.items():
                hidden[kind].update(some)
        return found

    def layer_of(self, folder: Folder, id_: str) -> FolderSource:
        """Returns the folder from which a record is read; the person's own for one that is in none."""
        return next((layer for layer in self.layers if layer.has(folder, id_)), self.own)

    def origin(self, folder: Folder, id_: str) -> Origin:
        """Returns whose a record is."""
        if any(layer.has(folder, id_) for layer in self.layers[1:]):
            return "override" if self.own.has(folder, id_) else "base"
        return "own"

    def texts(self) -> Iterator[RecordText | Finding]:
        """Yields the texts of all layers, and findings of the person's own."""
        for layer, names in zip(self.layers, self.names, strict=True):
            for text in layer.texts(names):
                if layer is self.own or isinstance(text, RecordText):
                    yield text

    def text(self, folder: Folder, id_: str) -> bytes:
        return self.layer_of(folder, id_).text(folder, id_)


def _unread(read: SettingsRead) -> Finding | None:
    return read.findings[0] if read.findings else None
