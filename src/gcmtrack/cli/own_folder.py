"""The folder that a command writes to; where none is found upward, one further down is offered."""

import os
from pathlib import Path

from gcmtrack.cli import advice, output, prompts
from gcmtrack.cli.opening import the_wording
from gcmtrack.cli.paths import here
from gcmtrack.errors import WriteRefused
from gcmtrack.store.folder import folders_below, shipped_folder
from gcmtrack.store.settings import Settings
from gcmtrack.text import command, one_of

_USE = "There is no records folder from here upward. Use {folder}?"


def to_write(given: Path | None, language: str | None = None) -> Path | None:
    """Returns the folder to open, `given` or none, which lets it be found; else one below, when the person takes it, who is
    asked in the `language` of the command.

    Only where the shipped records would be found, which nobody can write. Raises `WriteRefused` when there are folders
    below and nobody can be asked which is meant.
    """
    start = here()
    if given is not None or start is None or not _is_shipped(output.records_folder(None)):
        return given
    below = [Path(os.path.relpath(folder, start)) for folder in folders_below(start)]
    if not below:
        return None
    if not prompts.can_ask():
        ways = [command("--records", str(folder)) for folder in below[:5]]
        there = "is one" if len(ways) == 1 else "are some"
        raise WriteRefused(
            f"there is no records folder from here upward; further down there {there}: add {one_of(ways)}"
        )
    # No folder has been read yet that could say a language.
    wording = the_wording(language, Settings())
    for folder in below[:5]:
        if prompts.confirm(_USE, wording, default=True, folder=folder):
            advice.take(str(folder))
            return folder
    return None


def _is_shipped(folder: Path) -> bool:
    return folder.resolve() == shipped_folder().resolve()
