"""Opening text in the editor that the person uses."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from gcmtrack.cli import prompts
from gcmtrack.cli.output import say
from gcmtrack.errors import GcmtrackError


def is_set() -> bool:
    """Returns whether VISUAL or EDITOR names an editor."""
    return bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def command() -> list[str]:
    """Returns the editor command. Raises `GcmtrackError` when none is set or it is not installed."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise GcmtrackError("no editor is set; set EDITOR, as in: export EDITOR=nano")
    if shutil.which(chosen):
        # A path with spaces in it, written without quotes.
        return [chosen]
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise GcmtrackError(f"the editor {chosen!r} is not installed; set EDITOR to one that is")
    return words


def keep(name: str, text: bytes) -> Path:
    """Writes `text` to a temporary file, where the person finds it again, and returns its path."""
    copy = Path(tempfile.mkdtemp(prefix="gcmtrack-")) / f"{name}.toml"
    copy.write_bytes(text)
    return copy


def edit(name: str, text: bytes, accept: Callable[[bytes], None], *, unchanged_too: bool = False) -> bytes:
    """Opens a copy of `text` in the editor until `accept` takes it; returns what it took.

    What was not changed is returned as it is, and `accept` sees it only with `unchanged_too`. `accept` raises
    `GcmtrackError` to refuse. A refused text is offered again on a terminal; when the person gives up, the copy stays
    on the disk and the error says where.
    """
    editor = command()
    copy = keep(name, text)
    while True:
        _run(editor, copy)
        edited = _saved(copy)
        try:
            if edited != text or unchanged_too:
                accept(edited)
        except GcmtrackError as error:
            prompts.tell(str(error)) if prompts.can_ask() else say(str(error))
            if prompts.can_ask() and _again(copy):
                continue
            raise GcmtrackError(f"not saved; your text is kept in {copy}") from None
        except BaseException:
            say(f"your text is kept in {copy}")
            raise
        # What else an editor left beside the copy, and cannot be removed, must not cost what was accepted.
        shutil.rmtree(copy.parent, ignore_errors=True)
        return edited


def _again(copy: Path) -> bool:
    try:
        return prompts.confirm("Edit it again?", default=True)
    except prompts.Stopped:
        raise GcmtrackError(f"stopped; your text is kept in {copy}") from None


def _saved(copy: Path) -> bytes:
    try:
        return copy.read_bytes()
    except OSError as error:
        raise GcmtrackError(
            f"the edited copy {copy} cannot be read: {error.strerror}; nothing was changed"
        ) from None


def _run(editor: list[str], copy: Path) -> None:
    try:
        done = subprocess.run([*editor, str(copy)], check=False)
    except (OSError, KeyboardInterrupt) as error:
        why = f"could not be run ({error.strerror})" if isinstance(error, OSError) else "was stopped"
        raise GcmtrackError(f"the editor {why}; nothing was changed, its copy is {copy}") from None
    if done.returncode != 0:
        raise GcmtrackError(
            f"the editor ended with an error ({done.returncode}); nothing was changed, its copy is {copy}"
        )
