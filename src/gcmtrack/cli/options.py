"""Options that commands share, each defined once: where the records are, which day it is, JSON, and the filters."""

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from gcmtrack.cli import completion
from gcmtrack.errors import Misuse

RecordsOption = Annotated[
    Path | None,
    typer.Option(
        "--records",
        metavar="DIR",
        envvar="GCMTRACK_RECORDS",
        help="The folder of records.",
        show_envvar=False,
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The day to count from, as 2018-07-20; default: today."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md).")]


def the_day(text: str | None) -> date:
    """Returns the day to count from. The only place that reads the clock. Raises `Misuse` when `text` is no day."""
    if text is None:
        return date.today()
    from gcmtrack.model.dates import DateError, When

    try:
        when = When.parse(text)
    except DateError as error:
        raise Misuse(f"--today: {error}") from None
    if not when.is_exact or when.is_range:
        raise Misuse(f"--today wants a day, such as 2018-07-20, not {text!r}")
    return when.first


def _many(name: str, metavar: str, help_: str, complete: Callable[..., Any] | None = None) -> Any:
    option = typer.Option(name, metavar=metavar, help=help_, autocompletion=complete)
    return Annotated[list[str] | None, option]


def _one(name: str, metavar: str, help_: str) -> Any:
    return Annotated[str | None, typer.Option(name, metavar=metavar, help=help_)]


# The order is the one in which --help shows them. Options that may be repeated hold alternatives.
_FILTERS: dict[str, Any] = {
    "org": _many("--org", "NAME", "Organisation: id, acronym or name; as issuer, cosigner, on whose behalf, or organiser.", completion.organisations),
    "on": _many("--on", "MILESTONE", "What answers this milestone or one of its parts.", completion.milestones),
    "phase": _many("--phase", "PHASE", "Phase of the process.", completion.phases),
    "kind": _many("--kind", "KIND", "Kind of milestone or of statement.", completion.kinds),
    "type": _many("--type", "TYPE", "Type of milestone, or of the organisation that issued a statement.", completion.types),
    "country": _many("--country", "COUNTRY", "Place of a milestone, or home of an issuer: code or name.", completion.countries),
    "region": _many("--region", "REGION", "Review region.", completion.regions),
    "objective": _many("--objective", "1-23", "Objective of the Compact.", completion.objectives),
    "topic": _many("--topic", "TOPIC", "Subject.", completion.topics),
    "lang": _many("--lang", "LANGUAGE", "Language in which it can be read: code or name.", completion.languages),
    "since": _one("--since", "DATE", "Not over before this day, month or year."),
    "until": _one("--until", "DATE", "Begun by this day, month or year."),
    "within": _one("--within", "SPAN", "At most so far from today: 30d, 6w, 6m, 1y."),
}  # fmt: skip
_WORDS = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words that must all occur in the record.")
]


def with_filters(command: Callable[..., None], *, words: bool = True) -> Callable[..., None]:
    """Gives a command the shared filters; it takes them as one parameter `asked`.

    Without `words`, for a command that has arguments of its own, it takes no free words.
    """
    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.name != "asked"]
    free = inspect.Parameter("words", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_WORDS)
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _FILTERS.items()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        from gcmtrack.views.filters import FilterOptions

        asked = {name: given.pop(name, None) for name in (*_FILTERS, "words")}
        typed = {name: _value(value) for name, value in asked.items() if value is not None and value != []}
        command(asked=FilterOptions(**typed), **given)

    keyword_only = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    parameters = [*([free] if words else []), *keyword_only[:-3], *shared, *keyword_only[-3:]]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
