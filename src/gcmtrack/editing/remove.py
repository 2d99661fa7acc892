"""Taking a record out of the records, when no other one names it."""

from gcmtrack.errors import InvalidRecords
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import references
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change
from gcmtrack.text import counted, one_of

_NAMED = 5


def changes(kind: Folder, id_: str, loaded: Loaded) -> list[Change]:
    """Returns the change that takes the file of a record away.

    Raises `InvalidRecords` when another record names it, or cannot be read and might, and `WriteRefused`.
    """
    own = path_of(kind, id_)
    if set(loaded.records.broken) - {own}:
        raise InvalidRecords(
            "some records cannot be read and may name it, so nothing was removed; see: gcmtrack check"
        )
    naming = [
        other.id
        for other in loaded.records
        if (other.folder, other.id) != (kind, id_)
        and any((reference.folder, reference.id) == (kind, id_) for reference in references(other))
    ]
    if naming:
        shown = naming[:_NAMED] + ([f"{len(naming) - _NAMED} more"] if len(naming) > _NAMED else [])
        raise InvalidRecords(
            f"{counted(len(naming), 'record')} {'names' if len(naming) == 1 else 'name'} {id_!r}, so nothing was removed:"
            f" {one_of(shown, joint='and')}; change what they say of it first"
        )
    path = loaded.folder / own
    return [Change(path, save.read_bytes(path), None)]
