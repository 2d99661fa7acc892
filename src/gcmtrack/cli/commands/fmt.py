"""`gcmtrack fmt`"""

from typing import Annotated

import typer

from gcmtrack.cli import completion, output
from gcmtrack.cli.options import RecordsOption
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import fixes, key_changes
from gcmtrack.input import lookup
from gcmtrack.printable import inert
from gcmtrack.store import save
from gcmtrack.text import counted


def fmt(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[IDS]...", help="Only these records.", autocompletion=completion.all_records),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what would change and exit 1.")
    ] = False,
    records: RecordsOption = None,
) -> None:
    """Bring files into canonical form: order of keys, quoted dates, sorted lists. Comments stay.

    Records with problems are left alone; `gcmtrack check` names them.
    """
    loaded = output.open_records(records)
    chosen = [lookup.find_record(loaded.records, id_) for id_ in ids] if ids else None
    if not check:
        save.check_writable(loaded.folder)
    changed = refused = 0
    for found in fixes.reformatted(loaded, chosen):
        path = as_seen(loaded.folder / found.path)
        if isinstance(found, fixes.Refused):
            refused += 1
            output.say(f"{path}: {found.reason}")
            continue
        changed += 1
        if check:
            diff = key_changes.diff(path, found.old, found.new) or _line_ends(path)
            output.write_lines(inert(line) for line in diff.removesuffix("\n").split("\n"))
        else:
            save.replace(loaded.folder, found.record.folder, found.record.id, found.old, found.new)
            output.write(f"{path}\n")
    if changed:
        output.say(
            f"{counted(changed, 'file')} {'would be' if check else 'were' if changed > 1 else 'was'} changed"
        )
    if refused or (check and changed):
        raise typer.Exit(1)


def _line_ends(path: str) -> str:
    return f"--- a/{path}\n+++ b/{path}\n(line ends or byte order mark only)\n"
