"""Where a change of a record begins: at its file, or at a copy of the one below, which is read and never written."""

from typing import NamedTuple

from gcmtrack.errors import WriteRefused
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.store import overrides, save, toml_edit
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change


class Start(NamedTuple):
    """What the file in the folder holds now, None where there is none yet; and the text that is to be changed."""

    old: bytes | None
    text: bytes


def start_of(loaded: Loaded, kind: Folder, id_: str) -> Start:
    """Returns where a change of a record begins; a record of the base is copied, and the copy says of which file.

    Raises `WriteRefused` when a file cannot be read, `InvalidRecords` when the base's holds no record.
    """
    if loaded.is_own(kind, id_):
        old = save.read_bytes(loaded.folder / path_of(kind, id_))
        return Start(old, old)
    below = save.read_bytes(loaded.path(kind, id_))
    mark = [toml_edit.Set(("overrides",), overrides.digest(below))]
    try:
        return Start(None, save.edited_bytes(kind, id_, below, mark))
    except save.BeyondEditing:
        tidy = save.tidied(kind, id_, below)
        if tidy is None:
            raise
        return Start(None, save.edited_bytes(kind, id_, tidy, mark))


def changed(loaded: Loaded, kind: Folder, id_: str, start: Start, new: bytes) -> list[Change]:
    """Returns the change of a record's file; none where a copy would say no more than what it is a copy of."""
    if start.old is None and new == start.text:
        return []
    return [Change(loaded.folder / path_of(kind, id_), start.old, new)]


def text_below(loaded: Loaded, kind: Folder, id_: str) -> bytes | None:
    """Returns the file of a record that is the base's; None for one that is our own or new."""
    if loaded.is_own(kind, id_):
        return None
    return save.read_bytes(loaded.path(kind, id_))


def refuse_base(loaded: Loaded, kind: Folder, id_: str, so: str) -> None:
    """Raises `WriteRefused` for a record of the base; `so` says what does not happen to it."""
    if not loaded.is_own(kind, id_):
        raise WriteRefused(
            f"{id_!r} comes from {loaded.base_name}, on which these stand and where nothing is written, so {so}"
        )
