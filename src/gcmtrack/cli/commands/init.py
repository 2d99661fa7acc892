"""`gcmtrack init`"""

from pathlib import Path
from typing import Annotated

from gcmtrack.cli import output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.paths import here
from gcmtrack.errors import Misuse
from gcmtrack.store.folder import Beginning, make
from gcmtrack.text import command, counted, path_word


def init(
    folder: Annotated[Path, Argument(metavar="DIR", help="The folder to make.")],
    copy: Annotated[
        bool,
        Option("--copy", help="Copy the shipped records into it; later releases do not reach them."),
    ] = False,
    empty: Annotated[
        bool, Option("--empty", help="Without the shipped records: what you add is all.")
    ] = False,
) -> None:
    """Make a records folder of your own, on top of the shipped records, ready for git.

    In it is only what you add or change; the shipped records stand below and follow each release. The folder is new, or
    holds no more than a new repository does.
    """
    if copy and empty:
        raise Misuse("--copy and --empty contradict each other")
    beginning: Beginning = "copied" if copy else "empty" if empty else "on the shipped records"
    made = make(folder, beginning)
    what = counted(made, "record") if copy or empty else "your records, on top of the shipped ones,"
    steps = [command("cd", path_word(str(folder)))] if folder.resolve() != here() else []
    steps += [] if (folder / ".git").exists() else ["git init"]
    output.say(f"{what} in {folder}; keep it in git: {' && '.join([*steps, 'git add .'])}")
    output.write(f"{folder}\n")
