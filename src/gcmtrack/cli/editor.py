"""Opening text in the editor that the person uses."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from gcmtrack.cli import prompts
from gcmtrack.cli.session import say
from gcmtrack.errors import GcmtrackError


def command() -> list[str]:
    """Returns the editor command. Raises `GcmtrackError` when none is set or it is not installed."""
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not said:
        raise GcmtrackError("no editor is set; set EDITOR, as in: export EDITOR=nano")
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise GcmtrackError(f"the editor {said!r} is not installed; set EDITOR to one that is")
    return words


def edit(name: str, text: bytes, accept: Callable[[bytes], None]) -> bytes | None:
    """Opens a copy of `text` in the editor until `accept` takes it; returns what it took, None when nothing changed.

    `accept` raises `GcmtrackError` to refuse. A refused text is offered again on a terminal; when the person gives up,
    the copy stays on the disk and the error says where.
    """
    editor = command()
    place = Path(tempfile.mkdtemp(prefix="gcmtrack-"))
    copy = place / f"{name}.toml"
    copy.write_bytes(text)
    while True:
        _run(editor, copy, place)
        edited = copy.read_bytes()
        if edited == text:
            shutil.rmtree(place)
            return None
        try:
            accept(edited)
        except GcmtrackError as error:
            say(str(error))
            if prompts.can_ask() and prompts.confirm("Edit it again?", default=True):
                continue
            raise GcmtrackError(f"not saved; your text is kept in {copy}") from None
        except BaseException:
            say(f"your text is kept in {copy}")
            raise
        shutil.rmtree(place)
        return edited


def _run(editor: list[str], copy: Path, place: Path) -> None:
    try:
        done = subprocess.run([*editor, str(copy)], check=False)
    except (OSError, KeyboardInterrupt):
        shutil.rmtree(place)
        raise GcmtrackError("the editor could not be run; nothing was changed") from None
    if done.returncode != 0:
        raise GcmtrackError(
            f"the editor ended with an error ({done.returncode}); nothing was changed, its copy is {copy}"
        )
