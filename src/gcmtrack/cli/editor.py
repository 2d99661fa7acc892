"""Opening text in the editor that the person uses."""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gcmtrack.cli import prompts
from gcmtrack.cli.output import say
from gcmtrack.errors import GcmtrackError
from gcmtrack.model.limits import PAGE_BYTES
from gcmtrack.store import regular_file

if TYPE_CHECKING:
    from gcmtrack.wording import Wording


def is_set() -> bool:
    """Returns whether VISUAL or EDITOR names an editor."""
    return bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def command() -> list[str]:
    """Returns the editor command. Raises `GcmtrackError` when none is set or it is not installed."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise GcmtrackError("no editor is set; set EDITOR, as in: export EDITOR=nano")
    # A setting that no shell has read may begin with ~.
    chosen = os.path.expanduser(chosen)
    if shutil.which(chosen):
        # A path with spaces in it, written without quotes.
        return [chosen]
    try:
        words = _words(chosen)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise GcmtrackError(f"the editor {chosen!r} is not installed; set EDITOR to one that is")
    return words


def _words(chosen: str) -> list[str]:
    """The words of a command; on Windows a backslash is a part of a path. Raises `ValueError` for an open quote."""
    if os.name != "nt":
        return shlex.split(chosen)
    return [word.strip('"') for word in shlex.split(chosen, posix=False)]


def keep(name: str, text: bytes) -> Path:
    """Writes `text` to a temporary file, where the person finds it again, and returns its path."""
    copy = Path(tempfile.mkdtemp(prefix="gcmtrack-")) / f"{name}.toml"
    copy.write_bytes(text)
    return copy


# No person opens a text, reads it and closes it so fast: the editor works on in a window of its own.
_AT_ONCE = 1.0


def edit(
    name: str,
    text: bytes,
    accept: Callable[[bytes], None],
    wording: "Wording",
    *,
    unchanged_too: bool = False,
) -> bytes:
    """Opens a copy of `text` in the editor until `accept` takes it; returns what it took.

    What was not changed is returned as it is, and `accept` sees it only with `unchanged_too`. `accept` raises
    `GcmtrackError` to refuse. A refused text is offered again on a terminal; when the person gives up, the copy stays
    on the disk and the error says where. After an editor that came back at once with nothing changed a person is asked
    to say when the text is saved; where nobody can be asked, the copy stays too.
    """
    with prompts.kept_on_hangup():
        return _edit(name, text, accept, wording, unchanged_too=unchanged_too)


def _edit(
    name: str, text: bytes, accept: Callable[[bytes], None], wording: "Wording", *, unchanged_too: bool
) -> bytes:
    editor = command()
    copy = keep(name, text)
    while True:
        before = _saved(copy)
        began = time.monotonic()
        _run(editor, copy)
        edited = _saved(copy)
        at_once = edited == before and time.monotonic() - began < _AT_ONCE
        if at_once and prompts.can_ask():
            _wait_for_window(copy, wording)
            edited = _saved(copy)
            at_once = edited == before
        try:
            if edited != text or unchanged_too:
                accept(edited)
        except GcmtrackError as error:
            prompts.tell(str(error)) if prompts.can_ask() else say(str(error))
            if prompts.can_ask() and _again(copy, wording):
                continue
            raise GcmtrackError(f"not saved; your text is kept in {copy}") from None
        except BaseException:
            say(f"your text is kept in {copy}")
            raise
        if at_once:
            say(f"{_CAME_BACK} What you save in it is in {copy}")
            return edited
        # What else an editor left beside the copy, and cannot be removed, must not cost what was accepted.
        shutil.rmtree(copy.parent, ignore_errors=True)
        return edited


_CAME_BACK = "the editor came back at once and nothing was changed; if it is still open, make it wait with: export EDITOR='code --wait' (or what yours has)."
_THEN_ENTER = "Save the text there, then press Enter: "


def _wait_for_window(copy: Path, wording: "Wording") -> None:
    """Waits until the person has saved what is open in a window."""
    prompts.tell(wording.prompt(_CAME_BACK))
    try:
        prompts.pick(wording.prompt(_THEN_ENTER), {"": None}, "")
    except prompts.Stopped:
        raise GcmtrackError(f"stopped; your text is kept in {copy}") from None


def _again(copy: Path, wording: "Wording") -> bool:
    try:
        return prompts.confirm("Edit it again?", wording, default=True)
    except prompts.Stopped:
        raise GcmtrackError(f"stopped; your text is kept in {copy}") from None


def _saved(copy: Path) -> bytes:
    try:
        return regular_file.read_given(str(copy), PAGE_BYTES)
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
