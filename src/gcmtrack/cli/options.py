"""Options that commands share, each declared once: where the records are, which day it is, JSON, and the filters. What they
mean is in `cli.opening`."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli.declared import Argument, Option, Parameter, parameters, taking

if TYPE_CHECKING:
    from gcmtrack.cli.filter_options import Listed

RecordsOption = Annotated[
    Path | None,
    Option(
        "--records",
        metavar="DIR",
        envvar="GCMTRACK_RECORDS",
        help="The folder of records.",
        show_envvar=False,
    ),
]
TodayOption = Annotated[
    str | None,
    Option("--today", metavar="DATE", help="The day to count from, as 2018-07-20; default: today."),
]
AsOfOption = Annotated[
    str | None,
    Option("--as-of", metavar="DATE", help="Only what could be known on this day; --today is this day then."),
]


def _printed_languages(incomplete: str) -> list[tuple[str, str]]:
    from gcmtrack.cli import completion

    return completion.printed_languages(incomplete)


LanguageOption = Annotated[
    str | None,
    Option(
        "--in",
        metavar="LANGUAGE",
        help="Language in which it is printed: en, es or fr.",
        autocompletion=_printed_languages,
    ),
]
JsonOption = Annotated[bool, Option("--json", help="Print JSON (docs/json.md).")]
NoPagerOption = Annotated[
    bool | None, Option("--no-pager", help="Do not page what is longer than the terminal.")
]

# What may stand before the command too, as in `gcmtrack --json events`: it is handed on to the command. Who says nothing
# hands on nothing, so the environment is read by the command alone.
BEFORE: dict[str, Any] = {
    "records": Annotated[Path | None, Option("--records", metavar="DIR", help="The folder of records.")],
    "today": TodayOption,
    "as_of": AsOfOption,
    "language": LanguageOption,
    "json": JsonOption,
    "no_pager": NoPagerOption,
}
# Those whose option is no name that a parameter can have.
_OPTIONS = {"language": "--in"}


def with_before(command: Callable[..., None]) -> Callable[..., None]:
    """Gives the program itself the options that may stand before the command."""
    shared = [Parameter(name, annotation, None) for name, annotation in BEFORE.items()]

    @wraps(command)
    def run(**given: Any) -> None:
        command(**{name: value for name, value in given.items() if name not in BEFORE})

    return taking(run, [*shared, *parameters(command)])


def handed_on(given: Mapping[str, Any]) -> list[str]:
    """Returns what was said before the command as it is said behind it."""
    words: list[str] = []
    for name in BEFORE:
        value = given.get(name)
        if value is not None and value is not False:
            option = _OPTIONS.get(name, f"--{name.replace('_', '-')}")
            words += [option] if value is True else [option, str(value)]
    return words


_WORDS = "Words that must all occur in the record."


def with_filters(
    command: Callable[..., None], *, of: "Listed" = "records", words: str | None = _WORDS
) -> Callable[..., None]:
    """Gives a command the shared filters; it takes them as one parameter `asked`. `of` says what it lists.

    Free words are one of them, of which `words` tells, but for a command that takes `ids` in their place, or has other
    arguments (None).
    """
    # The list of all commands has none of them.
    from gcmtrack.cli.filter_options import filter_options

    own = [p for p in parameters(command) if p.name != "asked"]
    named = Annotated[list[str] | None, Argument(metavar="[WORDS]...", help=words)]
    free = Parameter("words", named, None)
    filters = filter_options(of)
    shared = [Parameter(name, annotation, None) for name, annotation in filters.items()]

    @wraps(command)
    def run(**given: Any) -> None:
        from gcmtrack.views.filters import FilterOptions

        asked = {name: given.pop(name, None) for name in (*filters, "words")}
        typed = {name: _value(value) for name, value in asked.items() if value is not None and value != []}
        command(asked=FilterOptions(**typed), **given)

    arguments = [p for p in own if isinstance(p.said, Argument)]
    takes_words = words is not None and all(p.name != "ids" for p in own)
    first, last = _of_every_command_last([p for p in own if p not in arguments])
    return taking(run, [*arguments, *([free] if takes_words else []), *first, *shared, *last])


def _of_every_command_last(
    options: Sequence[Parameter],
) -> tuple[list[Parameter], list[Parameter]]:
    """Parts a command's own options from those that nearly every command has, which come last in --help."""
    common = (RecordsOption, TodayOption, LanguageOption, JsonOption)
    last = [option for option in options if option.annotation in common]
    return [option for option in options if option not in last], last


_LIMIT: dict[str, Any] = {
    "limit": Annotated[
        int | None, Option("--limit", "-n", metavar="N", min=1, help="At most so many, the first ones.")
    ],
}
_SCREEN: dict[str, Any] = {
    "no_pager": NoPagerOption,
    "hyperlinks": Annotated[
        bool | None,
        Option(
            "--hyperlinks/--no-hyperlinks",
            help="Links behind words; default: where the terminal is known to follow them.",
            show_default=False,
        ),
    ],
}


# From which records, days and language a view starts; `opening` has what they mean.
_OPENING: dict[str, Any] = {
    "as_of": AsOfOption,
    "records": RecordsOption,
    "today": TodayOption,
    "language": LanguageOption,
    "json": JsonOption,
}


# What the commands that have it share; a help page tells it last.
SHARED = frozenset({*BEFORE, *_SCREEN, "help"})


def with_display(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a listing the options of how much of it is shown and how; it takes them as one parameter `display`.

    With a parameter `opening` it takes those of every view too: as of which day, of which records, in which language.
    """
    return _with(command, {**_LIMIT, **_SCREEN})


def with_screen(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command that shows one thing the options of how, as `with_display` does."""
    return _with(command, _SCREEN)


def _with(command: Callable[..., None], options: dict[str, Any]) -> Callable[..., None]:
    taken = parameters(command)
    own = [p for p in taken if p.name not in ("display", "opening")]
    opens = _parameters(_OPENING) if any(p.name == "opening" for p in taken) else []

    @wraps(command)
    def run(**given: Any) -> None:
        from gcmtrack.cli.listing import Display

        shown = {name: given.pop(name) for name in options}
        display = Display(shown.get("limit"), not shown["no_pager"], shown["hyperlinks"])
        if opens:
            from gcmtrack.cli.opening import Opening

            given["opening"] = Opening(**{p.name: given.pop(p.name) for p in opens})
        command(display=display, **given)

    first, last = _of_every_command_last([*own, *opens])
    return taking(run, [*first, *_parameters(options), *last])


def _parameters(options: Mapping[str, Any]) -> list[Parameter]:
    return [
        Parameter(name, annotation, False if annotation is JsonOption else None)
        for name, annotation in options.items()
    ]


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
