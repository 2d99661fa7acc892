"""`gcmtrack rename`"""

from functools import partial
from typing import Annotated

from gcmtrack.cli import completion, output
from gcmtrack.cli.declared import Argument
from gcmtrack.cli.options import RecordsOption
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import rename as editing
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.input import lookup


def rename(
    id: Annotated[str, Argument(metavar="ID", help="The record.", autocompletion=completion.all_records)],
    new_id: Annotated[str, Argument(metavar="NEW-ID", help="Its new id.")],
    records: RecordsOption = None,
) -> None:
    """Give a record another id: moves its file and mends every reference, all or nothing.

    Prints the paths that changed, the new file first.
    """
    loaded = output.open_records(to_write(records))
    record = lookup.find_record(loaded.records, id, by_part=False)
    plan = partial(editing.changes, record.folder, record.id, new_id)
    change_set = ChangeSet.planned(loaded, plan, nothing="nothing was renamed")
    change_set.apply()
    for change in change_set.changes:
        if change.new is not None:
            output.write(f"{as_seen(change.path)}\n")
