"""`gcmtrack fmt`"""

from typing import Annotated

from gcmtrack.cli import completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.options import RecordsOption
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import fixes
from gcmtrack.editing.base_copy import refuse_base
from gcmtrack.editing.change_set import ChangeSet, diff
from gcmtrack.input import lookup
from gcmtrack.model.records import Record
from gcmtrack.printable import inert
from gcmtrack.store import save
from gcmtrack.store.load import Loaded
from gcmtrack.store.transaction import Change
from gcmtrack.text import counted


def fmt(
    ids: Annotated[
        list[str] | None,
        Argument(metavar="[IDS]...", help="Only these records.", autocompletion=completion.all_records),
    ] = None,
    check: Annotated[
        bool, Option("--check", help="Write nothing; show what would change and exit 1.")
    ] = False,
    records: RecordsOption = None,
) -> None:
    """Bring files into canonical form: order of keys, quoted dates, sorted lists. Comments stay.

    Records with problems are left alone; `gcmtrack check` names them.
    """
    loaded = output.open_records(records if check else to_write(records))
    chosen = [_own(loaded, id_) for id_ in ids] if ids else None
    if not check:
        save.check_writable(loaded.folder)
    refused: list[fixes.Refused] = []

    def plan(loaded: Loaded) -> list[Change]:
        found = list(fixes.reformatted(loaded, chosen))
        refused[:] = [each for each in found if isinstance(each, fixes.Refused)]
        return [each for each in found if isinstance(each, Change)]

    change_set = ChangeSet.planned(loaded, plan)
    if check:
        for change in change_set.changes:
            path = as_seen(change.path)
            difference = diff(path, change.old, change.new) or _line_ends(path)
            output.write_lines(inert(line) for line in difference.removesuffix("\n").split("\n"))
    else:
        change_set.apply()
        for change in change_set.changes:
            output.write(f"{as_seen(change.path)}\n")
    for left in refused:
        output.say(f"{as_seen(left.path)}: {left.reason}")
    changed = len(change_set.changes)
    if changed:
        output.say(
            f"{counted(changed, 'file')} {'would be' if check else 'were' if changed > 1 else 'was'} changed"
        )
    elif not refused and output.on_terminal():
        looked_at = len(chosen) if chosen is not None else len(loaded.own)
        output.say(f"{counted(looked_at, 'file')}, in canonical form already")
    if refused or (check and changed):
        raise SystemExit(1)


def _own(loaded: Loaded, name: str) -> Record:
    record = lookup.find_record(loaded.records, name)
    refuse_base(loaded, record.folder, record.id, "it is left as it is")
    return record


def _line_ends(path: str) -> str:
    return f"--- a/{path}\n+++ b/{path}\n(line ends or byte order mark only)\n"
