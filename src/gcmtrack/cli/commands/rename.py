"""`gcmtrack rename`"""

from typing import Annotated

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.options import RecordsOption
from gcmtrack.cli.paths import as_seen
from gcmtrack.errors import InvalidRecords
from gcmtrack.input import lookup
from gcmtrack.store import save


def rename(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The record.", autocompletion=completion.all_records)
    ],
    new_id: Annotated[str, typer.Argument(metavar="NEW-ID", help="Its new id.")],
    records: RecordsOption = None,
) -> None:
    """Give a record another id: moves its file and mends every reference, all or nothing.

    Prints the paths that changed, the new file first.
    """
    loaded = output.open_records(records)
    record = lookup.find_record(loaded.records, id)
    if loaded.left_out:
        # A file that cannot be read may hold a reference that would then lead nowhere.
        raise InvalidRecords(
            "some records cannot be read, so not every reference can be mended; see: gcmtrack check"
        )
    for path in save.rename(loaded.folder, loaded.records, record, new_id):
        output.write(f"{as_seen(loaded.folder / path)}\n")
