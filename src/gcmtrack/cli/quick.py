"""What is answered without Typer, whose import takes most of the time of a short run: a TAB, from what commands take, and a
help page, as it was laid out before. Both are kept until the program changes."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gcmtrack.cli import shell_questions
from gcmtrack.patterns import late

# Every command passes here, and hardly any is answered.
if TYPE_CHECKING:
    from gcmtrack.cli.taken import Lookup, Taken

_HELP = ("--help", "-h")
_COMMAND = late(r"[a-z]+(?:-[a-z]+)*")
# By which Typer tells how wide a page is, and in which language it would say its own words.
_READ = ("COLUMNS", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def answered(args: Sequence[str] | None, taken_by: "Lookup") -> int | None:
    """Tells a shell what can stand at its cursor, or prints the help page that `args` ask for; returns the exit code,
    None when Typer is needed. `taken_by` asks Typer what a command takes."""
    if shell_questions.COMPLETE in os.environ:
        return _told_to_shell(taken_by)
    if not args or args[-1] not in _HELP or len(args) > 2:
        return None
    command = args[0] if len(args) == 2 else ""
    if command and not _COMMAND.fullmatch(command):
        return None
    from gcmtrack.cli import kept

    page = kept.read(_name("help", command), _surroundings())
    if page is None:
        return None
    sys.stdout.write(f"{page}\n")
    return 0


def keep_page(command: str, page: str) -> None:
    """Keeps the help page of a command, or with "" that of the program, for who asks again on as wide a terminal."""
    from gcmtrack.cli import kept

    kept.keep(_name("help", command), page, _surroundings())


def _name(what: str, command: str) -> str:
    return f"{what}-{command}" if command else what


def _surroundings() -> list[Any]:
    """What a page depends on beside the program."""
    try:
        columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        columns = None
    return [columns, *map(os.environ.get, _READ)]


def _told_to_shell(taken_by: "Lookup") -> int | None:
    """Answers the script of a shell; returns the exit code, None when it is asked for the script itself."""
    from gcmtrack.cli import kept, shells
    from gcmtrack.cli.taken import of_plain, plain

    def taken(name: str) -> "Taken":
        if name and not _COMMAND.fullmatch(name):
            raise LookupError(name)
        return of_plain(kept.kept(_name("taken", name), lambda: plain(taken_by(name))))

    shell = shells.asked_by()
    told = None if shell is None else shells.answer(taken, shell, os.environ)
    if told is None:
        return None
    sys.stdout.write(told[0])
    return told[1]
