"""What commands declare, as Typer wants it: a signature whose annotations hold its own options and arguments."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter as Shown
from inspect import Signature
from typing import Annotated, Any

import typer

from gcmtrack import docstring
from gcmtrack.cli.declared import REQUIRED, Argument, Option, parameters


def shown(command: Callable[..., Any]) -> Callable[..., Any]:
    """Returns a function that Typer makes the same command of."""

    @wraps(command)
    def run(**given: Any) -> Any:
        return command(**given)

    run.__doc__ = docstring.of(command)
    taken = {p.name: (_annotation(p.annotation), p.default) for p in parameters(command)}
    run.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Shown(
                name,
                Shown.KEYWORD_ONLY,
                default=Shown.empty if default is REQUIRED else default,
                annotation=annotation,
            )
            for name, (annotation, default) in taken.items()
        ]
    )
    run.__annotations__ = {name: annotation for name, (annotation, _) in taken.items()}
    return run


def _annotation(declared: Any) -> Any:
    metas = getattr(declared, "__metadata__", ())
    return Annotated[(declared.__origin__, *map(_meta, metas))] if metas else declared


def _meta(said: Any) -> Any:
    if isinstance(said, Option):
        return typer.Option(*said.names, **said.said)
    return typer.Argument(**said.said) if isinstance(said, Argument) else said
