"""What a command takes, as much of it as a TAB asks for: read from the parameters that Typer made, and in a form that can
be kept, so that the next TAB needs no Typer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from gcmtrack.cli import completion
from gcmtrack.cli.completion import Line, Offers


class Param(NamedTuple):
    """An argument or an option. `many` may be given again and again.

    `complete` names the function of `cli.completion` that says what can stand for it; `fixed` is what can where that is
    always the same.
    """

    name: str
    is_option: bool
    names: list[str]
    secondary_names: list[str]
    takes_value: bool
    many: bool
    hidden: bool
    help: str
    complete: str | None = None
    fixed: Offers = []  # noqa: RUF012 (nobody changes it)

    def values(self, line: Line, begun: str) -> Offers:
        """Returns what can stand for it, asked without Typer, which would drop an id offered for an acronym."""
        if self.complete is None:
            return [(value, help_) for value, help_ in self.fixed if value.startswith(begun)]
        complete = getattr(completion, self.complete)
        known = {"ctx": line, "incomplete": begun}
        code = complete.__code__
        return list(complete(**{name: known[name] for name in code.co_varnames[: code.co_argcount]}))


class Taken(NamedTuple):
    """What a command takes; of the program itself also its commands, each with what it is for."""

    params: list[Param]
    commands: Offers = []  # noqa: RUF012


# What a command takes, by its name; the program itself has the name "". Raises `LookupError` when there is none.
Lookup = Callable[[str], Taken]


def plain(taken: Taken) -> list[Any]:
    """Returns it as JSON holds it; see `of_plain`."""
    return [taken.params, taken.commands]


def of_plain(held: list[Any]) -> Taken:
    params, commands = held
    return Taken([Param(*row) for row in params], commands)


def by(command: Any, whole: Any = None) -> Taken:
    """Returns what a command of the program `whole` takes, or the program itself, from what Typer made of it."""
    from gcmtrack.cli import typer_private

    # What asks for help is said once, for the program.
    above = None if whole is None else whole.make_context("gcmtrack", [], resilient_parsing=True)
    context = command.make_context(command.name, [], parent=above, resilient_parsing=True)
    offers = getattr(command, "offers", None)
    params = [
        _param(param, None if offers else typer_private.completion_of(command, param.name))
        for param in command.get_params(context)
    ]
    return Taken(params, offers() if offers else [])


def _param(param: Any, complete: Callable[..., Offers] | None) -> Param:
    is_option = param.param_type_name == "option"
    named = getattr(completion, getattr(complete, "__name__", ""), None) is complete is not None
    return Param(
        name=param.name,
        is_option=is_option,
        names=list(param.opts),
        secondary_names=list(param.secondary_opts),
        takes_value=is_option and not param.is_flag,
        many=param.multiple if is_option else param.nargs == -1,
        hidden=is_option and param.hidden,
        help=getattr(param, "help", None) or "",
        complete=complete.__name__ if complete is not None and named else None,
        # One that a command has of its own offers words that are always the same.
        fixed=[] if complete is None or named else list(complete(incomplete="")),
    )
