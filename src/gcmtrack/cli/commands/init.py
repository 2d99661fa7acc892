"""`gcmtrack init`"""

from pathlib import Path
from typing import Annotated

import typer

from gcmtrack.cli import output
from gcmtrack.cli.paths import here
from gcmtrack.store.folder import make
from gcmtrack.text import command, counted, operand


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    empty: Annotated[bool, typer.Option("--empty", help="Without the shipped records.")] = False,
) -> None:
    """Make a records folder of your own, with the shipped records or empty, ready for git.

    The folder is new, or holds no more than a new repository does.
    """
    made = make(folder, with_shipped=not empty)
    steps = [command("cd", *operand(str(folder)))] if folder.resolve() != here() else []
    steps += [] if (folder / ".git").exists() else ["git init"]
    output.say(f"{counted(made, 'record')} in {folder}; keep it in git: {' && '.join([*steps, 'git add .'])}")
    output.write(f"{folder}\n")
