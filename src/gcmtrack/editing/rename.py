"""Giving a record another id: its file moves, and every reference to it is mended."""

from pathlib import Path

from gcmtrack.editing.base_copy import refuse_base
from gcmtrack.errors import InvalidRecords, NameTaken, WriteRefused
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import Record, references, text_at
from gcmtrack.store import save, toml_edit
from gcmtrack.store.load import Loaded
from gcmtrack.store.record_text import read_text
from gcmtrack.store.transaction import Change, ChangedMeanwhile


def changes(kind: Folder, id_: str, new_id: str, loaded: Loaded) -> list[Change]:
    """Returns the changes that give a record another id: the new file, every file that names it, and the old one.

    Raises `Misuse` for what is no id, `NameTaken`, `InvalidRecords` when some records cannot be read, and `WriteRefused`.
    """
    records = loaded.records
    refuse_base(loaded, kind, id_, "it keeps its id")
    if loaded.origin(kind, id_) == "override":
        raise WriteRefused(
            f"{id_!r} stands in place of a record of {loaded.base_name}; under another id both would be there,"
            " so it keeps its id"
        )
    if loaded.left_out:
        # A file that cannot be read may hold a reference that would then lead nowhere.
        raise InvalidRecords(
            "some records cannot be read, so not every reference can be mended; see: gcmtrack check"
        )
    save.check_id(new_id)
    if any(new_id in records.all_of(folder) for folder in FOLDERS):
        raise NameTaken(f"{new_id!r} exists already; nothing was written")
    old_path = loaded.folder / path_of(kind, id_)
    record = records.all_of(kind).get(id_)
    if record is None:
        raise ChangedMeanwhile(old_path)
    mended = [
        (other, old := save.read_bytes(loaded.folder / path_of(other.folder, other.id)), _mended(other, old, record, new_id))
        for other in loaded.own
        if any((reference.folder, reference.id) == (kind, id_) for reference in references(other))
    ]  # fmt: skip
    old_own = save.read_bytes(old_path)
    own = next((new for other, _, new in mended if other is record), old_own)
    return [
        Change(loaded.folder / path_of(kind, new_id), None, own),
        *(
            Change(loaded.folder / path_of(other.folder, other.id), old, new)
            for other, old, new in mended
            if other is not record
        ),
        Change(old_path, old_own, None),
    ]


def _mended(other: Record, old: bytes, record: Record, new_id: str) -> bytes:
    """The bytes of `other` with every reference to `record` changed."""
    if read_text(other.folder, other.id, old)[0] != other:
        raise ChangedMeanwhile(Path(path_of(other.folder, other.id)))
    try:
        return save.edited_bytes(other.folder, other.id, old, _exchanges(other, record, new_id))
    except save.BeyondEditing:
        tidy = save.tidied(other.folder, other.id, old)
        if tidy is None or tidy == old:
            raise
        settled, _ = read_text(other.folder, other.id, tidy)
        assert settled is not None
        return save.edited_bytes(other.folder, other.id, tidy, _exchanges(settled, record, new_id))


def _exchanges(other: Record, record: Record, new_id: str) -> list[toml_edit.Edit | toml_edit.SetInside]:
    edits: list[toml_edit.Edit | toml_edit.SetInside] = []
    for reference in references(other):
        if (reference.folder, reference.id) != (record.folder, record.id):
            continue
        text = new_id + text_at(other, reference).removeprefix(record.id)
        if reference.position is None:
            edits.append(toml_edit.Set(reference.key, text))
        elif reference.path[-1] != reference.position:
            key, inner = reference.key
            edits.append(toml_edit.SetInside(key, reference.position, inner, text))
        else:
            edits.append(toml_edit.Exchange(reference.key, reference.position, text))
    return edits
