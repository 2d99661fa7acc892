"""How commands say what they take: parameters annotated with an `Option` or an `Argument`. Typer makes of it what it needs
(`cli.app`), and a plain command line is read without it (`cli.plain_words`), whose import takes longer than most answers."""

from collections.abc import Callable, Iterable
from types import UnionType
from typing import Any


class _Said:
    """What is said of a parameter, in the words of Typer; see its functions of the same names."""

    def __init__(self, *names: str, **said: Any) -> None:
        self.names = names
        self.said = said


class Option(_Said):
    """A parameter that is given by one of its names, as `--limit 5`; `--a/--b` are those of yes and of no."""


class Argument(_Said):
    """A parameter that is given by its place."""


# The default of a parameter that must be given.
REQUIRED: Any = object()


class Parameter:
    """A parameter of a command: its name, its annotated type, and its default."""

    __slots__ = ("annotation", "default", "name")

    def __init__(self, name: str, annotation: Any, default: Any = REQUIRED) -> None:
        self.name = name
        self.annotation = annotation
        self.default = default

    @property
    def said(self) -> Option | Argument | None:
        """What is said of it; None for one that is declared in another way."""
        found = [each for each in getattr(self.annotation, "__metadata__", ()) if isinstance(each, _Said)]
        return found[0] if found else None  # type: ignore[return-value]

    @property
    def plain_type(self) -> tuple[type | None, bool]:
        """The type of a value, None where that is more than one type, and whether there may be many values."""
        kind = getattr(self.annotation, "__origin__", self.annotation)
        if isinstance(kind, UnionType):
            some = [each for each in kind.__args__ if each is not type(None)]
            kind = some[0] if len(some) == 1 else None
        if getattr(kind, "__origin__", None) is list:
            return kind.__args__[0], True
        return (kind if isinstance(kind, type) else None), False


def parameters(command: Callable[..., Any]) -> list[Parameter]:
    """Returns what a command takes: what it was given with `taking`, else what its function does."""
    found: list[Parameter] | None = getattr(command, "__takes__", None)
    if found is not None:
        return found
    # `inspect` says the same, and its import takes as long as an import of all the options.
    code, defaults, named = command.__code__, command.__defaults__ or (), command.__kwdefaults__ or {}
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    places = names[: code.co_argcount]
    held = {**dict(zip(places[len(places) - len(defaults) :], defaults, strict=True)), **named}
    return [Parameter(name, command.__annotations__[name], held.get(name, REQUIRED)) for name in names]


def taking(command: Callable[..., Any], some: Iterable[Parameter]) -> Callable[..., Any]:
    """Returns the command, which takes these parameters by name from now on."""
    command.__takes__ = list(some)  # type: ignore[attr-defined]
    return command
