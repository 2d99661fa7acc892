"""Reads a plain command line without Typer: a command, names of its options as they stand, values, words.

What is read here is what Typer would read (`tests/test_plain_words.py`). Whatever is not plain, or wrong in any way, is left to
Typer, which has the sentences for it.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gcmtrack.cli import shell_questions, table
from gcmtrack.cli.declared import REQUIRED, Argument, Option, Parameter, parameters

# What may be said of a parameter: each of these is heeded here, or is for its help page and for TAB.
_KNOWN = frozenset({"autocompletion", "envvar", "help", "metavar", "min", "show_default", "show_envvar"})
_TYPES = (str, int, bool, Path)
# A home folder to look up; on Windows Typer looks up what elsewhere shells do.
_LOOKED_UP = "~*?[$%" if os.name == "nt" else "~"


def meant(words: Sequence[str], environment: Mapping[str, str]) -> Callable[[], Any] | None:
    """Returns what runs the command that the words mean; None where Typer must read them. No words mean the digest."""
    name, *rest = words or ("digest",)
    # A shell that asks what can stand at its cursor gives no words.
    if name not in table.COMMANDS or shell_questions.COMPLETE in environment:
        return None
    command = table.command(name)
    given = read(rest, parameters(command), environment)
    return None if given is None else lambda: command(**given)


def read(
    words: Iterable[str], takes: Sequence[Parameter], environment: Mapping[str, str]
) -> dict[str, Any] | None:
    """Returns the value of each parameter by its name; None where Typer must read the words."""
    try:
        typed = _typed(words, takes)
        for taken in takes:
            if taken.name not in typed and (held := environment.get(_said(taken).get("envvar", ""))):
                typed[taken.name] = [_plain(held)]
        return {taken.name: _value(taken, typed.get(taken.name, [])) for taken in takes}
    except _NotPlain:
        return None


class _NotPlain(Exception):
    """Typer must read it."""


def _typed(words: Iterable[str], takes: Sequence[Parameter]) -> dict[str, list[Any]]:
    """What was typed for each parameter for which something was."""
    flags: dict[str, tuple[str, bool]] = {}
    options: dict[str, str] = {}
    places: list[Parameter] = []
    for taken in takes:
        kind, many = taken.plain_type
        if kind not in _TYPES or not _KNOWN.issuperset(_said(taken)):
            raise _NotPlain
        if isinstance(taken.said, Argument):
            places.append(taken)
        elif kind is not bool:
            options |= dict.fromkeys(_names(taken), taken.name)
        elif not many:
            for name in _names(taken):
                yes, *no = name.split("/")
                flags[yes] = taken.name, True
                flags.update(dict.fromkeys(no, (taken.name, False)))
    typed: dict[str, list[Any]] = {}
    free: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word in flags:
            name, value = flags[word]
            typed[name] = [value]
        elif word in options:
            typed.setdefault(options[word], []).append(_plain(next(waiting, "--")))
        else:
            free.append(_plain(word))
    return typed | _placed(free, places)


def _placed(free: list[str], places: Sequence[Parameter]) -> dict[str, list[str]]:
    """What is given by its place: one word each, and to a last one that takes many all that are left."""
    singles = [place for place in places if not place.plain_type[1]]
    given = {place.name: [word] for place, word in zip(singles, free, strict=False)}
    if left := free[len(singles) :]:
        if len(places) != len(singles) + 1 or places[-1] in singles:
            raise _NotPlain
        given[places[-1].name] = left
    return given


def _plain(word: str) -> str:
    """Returns a word that is neither an option nor anything that stands for something else."""
    if (word[:1] == "-" and word != "-") or any(sign in word for sign in _LOOKED_UP):
        raise _NotPlain
    try:
        word.encode()
    except UnicodeEncodeError:
        raise _NotPlain from None
    return word


def _value(taken: Parameter, typed: list[Any]) -> Any:
    kind, many = taken.plain_type
    if not typed:
        if taken.default is REQUIRED:
            raise _NotPlain
        return taken.default
    if kind is bool:
        return typed[-1]
    values = [_of(kind, text, taken) for text in typed]
    return values if many else values[-1]


def _of(kind: type | None, text: str, taken: Parameter) -> Any:
    if kind is int:
        # Python reads no number of thousands of digits.
        if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) < _said(taken).get(
            "min", 0
        ):
            raise _NotPlain
        return int(text)
    if kind is Path:
        # What is there and closed to us is refused.
        if not os.access(text, os.R_OK) and os.path.exists(text):
            raise _NotPlain
        return Path(text)
    return text


def _said(taken: Parameter) -> Mapping[str, Any]:
    if taken.said is None:
        raise _NotPlain
    return taken.said.said


def _names(taken: Parameter) -> tuple[str, ...]:
    """The names of an option; one for which Typer makes them is for Typer."""
    if not (isinstance(taken.said, Option) and taken.said.names):
        raise _NotPlain
    return taken.said.names
