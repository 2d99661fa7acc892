"""Asking a person: only on a terminal, always on standard error, so that standard output stays the product."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.printable import inert
from gcmtrack.terminal.width import columns
from gcmtrack.text import fold

_T = TypeVar("_T")
_WIDEST = 100


class Stopped(GcmtrackError):
    """The person does not want to go on (Ctrl-C, Ctrl-D)."""


def can_ask() -> bool:
    """Returns whether a person can answer: standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    text: str, read: Callable[[str], _T], *, default: str | None = None, optional: bool = False
) -> _T | None:
    """Asks until the answer can be read; an empty answer to an optional question is None.

    Raises `Stopped` when the person stops.
    """
    while True:
        try:
            answer = _prompt(text, default or "").strip()
            if not answer and optional:
                return None
            if not answer:
                raise Misuse("this one is needed; Ctrl-C stops, and nothing is written")
            return read(answer)
        except Stopped:
            raise
        except (GcmtrackError, ValueError) as error:
            tell(str(error))


def _prompt(text: str, default: str) -> str:
    return _line(f"{text} [{default}]: " if default else f"{text}: ") or default


def _line(prompt: str) -> str:
    """Reads a line; with the keys of the shell where the terminal has them. Standard output gets nothing of it."""
    try:
        if sys.stdout.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401 (`input` uses it from then on)
            answer = input(prompt)
        else:
            print(prompt, end="", file=sys.stderr, flush=True)
            answer = input()
    except UnicodeDecodeError:
        raise Misuse("what was typed is not UTF-8; set the terminal to UTF-8") from None
    except (EOFError, KeyboardInterrupt, OSError):
        # The terminal may be gone by now.
        print(file=sys.stderr)
        raise Stopped("stopped; nothing was written") from None
    return decodable(answer)


def decodable(text: str) -> str:
    """Returns `text`. Raises `Misuse` when it came in bytes that are no UTF-8, which no file could hold."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Misuse(f"{inert(text)!r} is not UTF-8; set the terminal to UTF-8")
    return text


_YES_OR_NO = {"y": True, "yes": True, "o": True, "oui": True, "s": True, "si": True, "n": False, "no": False, "non": False}  # fmt: skip


def confirm(text: str, *, default: bool) -> bool:
    """Asks for yes or no, in English, French or Spanish. Raises `Stopped` when the person stops."""
    while True:
        try:
            answer = fold(_line(f"{text} [{'Y/n' if default else 'y/N'}]: ").strip())
        except Misuse as error:
            tell(str(error))
            continue
        if not answer:
            return default
        if answer in _YES_OR_NO:
            return _YES_OR_NO[answer]
        tell("answer y or n")


def tell(text: str) -> None:
    """Prints indented lines on standard error, broken between words."""
    import textwrap

    for line in textwrap.wrap(inert(text), _width() - 2, break_long_words=False, break_on_hyphens=False):
        print(f"  {line}", file=sys.stderr)


def offer(choices: Sequence[tuple[str, str]]) -> None:
    """Prints what can be chosen, numbered: each word with what it means, or in columns where none needs that."""
    number = len(str(len(choices)))
    if any(meaning for _, meaning in choices):
        for position, (word, meaning) in enumerate(choices, 1):
            line = inert(f"  {position:>{number}} {word}  {meaning}".rstrip())
            print(line if len(line) <= _width() else line[: _width() - 1] + "…", file=sys.stderr)
        return
    cells = [f"{position:>{number}} {word}" for position, (word, _) in enumerate(choices, 1)]
    broad = max(map(len, cells)) + 2
    columns = max(1, (_width() - 2) // broad)
    rows = -(-len(cells) // columns)
    for row in range(rows):
        print("  " + "".join(cell.ljust(broad) for cell in cells[row::rows]).rstrip(), file=sys.stderr)


def chosen(answer: str, choices: Sequence[tuple[str, str]]) -> str:
    """Returns the choice that an answer means by its number or by the beginning of one word; else the answer itself."""
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1][0]
    words = [word for word, _ in choices]
    begun = [word for word in words if word.startswith(answer.lower())]
    return begun[0] if len(begun) == 1 and answer not in words else answer


def _width() -> int:
    return min(columns(), _WIDEST)
