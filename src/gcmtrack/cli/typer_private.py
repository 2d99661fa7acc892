"""The parts of Typer that it does not promise to keep, in one place; tests/test_typer_private.py says what is relied on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

# What Typer raises for a command line that it does not understand, with `message`, `exit_code` and `show()`.
from typer._click.exceptions import ClickException, NoSuchOption, UsageError

__all__ = ["ClickException", "NoSuchOption", "UsageError", "completion_of", "holds_path"]

# How the sentence of a `UsageError` for words too many begins.
TOO_MANY = "Got unexpected extra argument"
# How the one for an option without its value ends; it has the `option_name` too.
NO_VALUE = "requires an argument."
# How the ones for a word where a number belongs end, and for one below 1; the second of each since Typer 0.29.
NO_NUMBER = ("is not a valid int range.", "unable to parse string as an integer")
BELOW_ONE = ("is not in the range x>=1.", "should be greater than or equal to 1")


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
