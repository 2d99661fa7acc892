"""The parts of Typer that it does not promise to keep, in one place; tests/test_typer_private.py says what is relied on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

# What Typer raises for a command line that it does not understand, with `message`, `exit_code` and `show()`.
from typer._click.exceptions import ClickException, NoSuchOption, UsageError

__all__ = ["ClickException", "NoSuchOption", "UsageError", "completion_of", "holds_path"]

# The options of the program that answer and end it, even while a line is only completed.
ENDING = ("--version", "-V", "--help", "-h")
# How the sentence of a `UsageError` for words too many begins.
TOO_MANY = "Got unexpected extra argument"

# The variable by which the scripts of `--install-completion` ask what to offer: complete_bash, complete_zsh, ...
COMPLETE = "_GCMTRACK_COMPLETE"
# What they send with it: bash the words and which of them is at the cursor, the others the line up to the cursor.
BASH_WORDS, BASH_POSITION = "COMP_WORDS", "COMP_CWORD"
LINE = "_TYPER_COMPLETE_ARGS"
# fish asks first whether there is anything to offer ("is-args"), PowerShell sends the begun word by itself.
FISH_ACTION = "_TYPER_COMPLETE_FISH_ACTION"
POWERSHELL_WORD = "_TYPER_COMPLETE_WORD_TO_COMPLETE"


def completion_of(command: Any, parameter: str) -> Callable[..., Any] | None:
    """Returns the `autocompletion` with which a parameter of a command was declared."""
    for info in getattr(_declared(command, parameter), "__metadata__", ()):
        if complete := getattr(info, "autocompletion", None):
            found: Callable[..., Any] = complete
            return found
    return None


def holds_path(command: Any, parameter: str | None) -> bool:
    """Returns whether a parameter of a command was declared as a path, or as several, or with `Path` beside its option:
    as what may be one, such as a file or an address."""
    declared = _declared(command, parameter)
    if Path in getattr(declared, "__metadata__", ()):
        return True
    bare = getattr(declared, "__origin__", declared)
    held = (bare, *get_args(bare))
    return Path in (*held, *(inner for one in held for inner in get_args(one)))


def _declared(command: Any, parameter: str | None) -> Any:
    """The annotation of a parameter; Typer keeps the signature of the function that it was given."""
    import inspect

    found = inspect.signature(command.callback, eval_str=True).parameters.get(parameter or "")
    return None if found is None else found.annotation
