"""Taking a record out of the records, when no other one names it."""

from gcmtrack.editing.base_copy import refuse_base
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import references
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change
from gcmtrack.text import counted, one_of

_NAMED = 5


def brings_back(loaded: Loaded, kind: Folder, id_: str) -> bool:
    """Whether the base's record is there again when our own is gone, so that who names it names that one."""
    base = loaded.base
    return base is not None and loaded.is_own(kind, id_) and id_ in base.records.all_of(kind)


def changes(kind: Folder, id_: str, loaded: Loaded) -> list[Change]:
    """Returns the change that takes the file of a record away.

    Raises `InvalidRecords` when another record names it, or cannot be read and might, and `WriteRefused`.
    """
    own = path_of(kind, id_)
    refuse_base(loaded, kind, id_, "nothing was removed")
    path = loaded.folder / own
    if brings_back(loaded, kind, id_):
        return [Change(path, save.read_bytes(path), None)]
    if loaded.unread - {own}:
        raise InvalidRecords(
            "some records cannot be read and may name it, so nothing was removed; see: gcmtrack check"
        )
    naming = [
        other.id
        for other in loaded.own
        if (other.folder, other.id) != (kind, id_)
        and any((reference.folder, reference.id) == (kind, id_) for reference in references(other))
    ]
    if naming:
        shown = naming[:_NAMED] + ([f"{len(naming) - _NAMED} more"] if len(naming) > _NAMED else [])
        raise InvalidRecords(
            f"{counted(len(naming), 'record')} {'names' if len(naming) == 1 else 'name'} {id_!r}, so nothing was removed:"
            f" {one_of(shown, joint='and')}; change what they say of it first"
        )
    return [Change(path, save.read_bytes(path), None)]
