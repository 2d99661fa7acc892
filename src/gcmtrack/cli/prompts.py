"""Asking a person: only on a terminal, always on standard error, so that standard output stays the product."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from gcmtrack.cli.session import say
from gcmtrack.errors import GcmtrackError, Misuse

_T = TypeVar("_T")


def can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    text: str, read: Callable[[str], _T], *, default: str | None = None, optional: bool = False
) -> _T | None:
    """Asks until the answer can be read; an empty answer to an optional question is None.

    Raises `GcmtrackError` when the person stops (Ctrl-C, Ctrl-D).
    """
    while True:
        answer = _prompt(text, default if default is not None else ("" if optional else None)).strip()
        if not answer:
            if optional:
                return None
            continue
        try:
            return read(answer)
        except (Misuse, ValueError) as error:
            say(str(error))


def _prompt(text: str, default: str | None) -> str:
    try:
        answer: str = typer.prompt(text, default=default, show_default=bool(default), err=True)
    except (typer.Abort, KeyboardInterrupt):
        raise _stopped() from None
    return answer


def _stopped() -> GcmtrackError:
    print(file=sys.stderr)
    return GcmtrackError("stopped; nothing was written")


def confirm(text: str, *, default: bool) -> bool:
    try:
        return typer.confirm(text, default=default, err=True)
    except (typer.Abort, KeyboardInterrupt):
        raise _stopped() from None


def choices(words: Sequence[str]) -> None:
    """Shows what can be chosen."""
    say(f"one of: {', '.join(words)}")
