"""`gcmtrack remove`"""

from functools import partial
from typing import Annotated

from gcmtrack.cli import completion, output, prompts
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import the_wording
from gcmtrack.cli.options import LanguageOption, RecordsOption
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.cli.records import find
from gcmtrack.editing import remove as editing
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.store import save


def remove(
    id: Annotated[str, Argument(metavar="ID", help="The record.", autocompletion=completion.all_records)],
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would be removed.")] = False,
    records: RecordsOption = None,
    language: LanguageOption = None,
) -> None:
    """Remove a record that no other one names.

    A record that stands in place of one of the base goes too: the base's is there again. Mostly `gcmtrack edit ID --set status=cancelled` is right, which keeps what was known. On a terminal it shows the file
    and asks. Prints the path of the file that is gone.
    """
    loaded = output.open_records(to_write(records, language))
    kind, id_ = find(loaded, id, by_part=False)
    save.check_writable(loaded.folder)
    back = editing.brings_back(loaded, kind, id_)
    change_set = ChangeSet.planned(loaded, partial(editing.changes, kind, id_))
    (change,) = change_set.changes
    if not dry_run:
        if prompts.can_ask():
            prompts.show((change.old or b"").decode("utf-8", "replace"))
            wording = the_wording(language, loaded.settings)
            if not prompts.confirm("Remove {path}?", wording, default=False, path=as_seen(change.path)):
                raise prompts.Stopped("stopped; nothing was removed")
        change_set.apply()
    if back:
        output.say(f"{id_!r} of {loaded.base_name} {'would be' if dry_run else 'is'} there again")
    output.write(f"{as_seen(change.path)}\n")
