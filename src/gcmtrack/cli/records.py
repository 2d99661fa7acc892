"""Finding the record that a command is to change."""

from gcmtrack.input import lookup
from gcmtrack.model.ids import FOLDERS, Folder, is_id, path_of
from gcmtrack.store.load import Loaded


def find(loaded: Loaded, name: str, *, by_part: bool = True) -> tuple[Folder, str]:
    """Returns the record of a name; one that is left out for its problems can still be named by its whole id.

    Without `by_part` the start of an id or a title does not do. Raises `NoSuchRecord` and `AmbiguousName`.
    """
    broken = [
        (kind, id_)
        for kind in FOLDERS
        if (id_ := name.removeprefix(f"{kind}/")) not in loaded.records.all_of(kind)
        and is_id(id_)
        and (loaded.folder / path_of(kind, id_)).is_file()
    ]
    if broken:
        return broken[0]
    record = lookup.find_record(loaded.records, name, by_part=by_part)
    return record.folder, record.id
