"""A command of the program: its help page, and what is said of arguments that it does not take."""

import os
from typing import Any

from typer.core import TyperCommand

from gcmtrack.cli import quick, typer_private
from gcmtrack.errors import Misuse


class Command(TyperCommand):
    """A command of the program."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Reads the arguments. What is not understood is told with what leads on."""
        try:
            return super().parse_args(ctx, list(args))
        except typer_private.UsageError as error:
            _lead_on(error, self, ctx, args)
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Returns what the usage line names: `ID` must be given, `[IDS]...` may be, each in the one form of Unix manuals, as it
        was declared. Typer puts braces around some, and since 0.29 a second pair of brackets around others."""
        arguments = [param for param in self.get_params(ctx) if param.param_type_name == "argument"]
        return ["[OPTIONS]", *(param.metavar or (param.name or "").upper() for param in arguments)]

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        from gcmtrack.cli.help_pages import write_examples

        write_examples(self.name or "", formatter)
        super().format_help_text(ctx, formatter)

    def get_help(self, ctx: Any) -> str:
        from gcmtrack.cli.help_pages import plain, whole

        self.help = whole(self.help or "")
        page = plain(super().get_help(ctx))
        quick.keep_page(self.name or "", page)
        return page

    def format_options(self, ctx: Any, formatter: Any) -> None:
        from gcmtrack.cli.help_pages import write_options

        write_options(self.get_params(ctx), ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Raises `Misuse` for an option or argument in bytes that are no text; paths may be any bytes."""
        for param in self.params:
            value = ctx.params.get(param.name)
            if "~" in str(value) and typer_private.holds_path(self, param.name):
                ctx.params[param.name] = _at_home(value)
            for text in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(text, str) and not _is_text(text):
                    _refuse(text, param, self)
        return super().invoke(ctx)


def _lead_on(error: Any, command: Command, ctx: Any, args: list[str]) -> None:
    """Says, after what is wrong, what it is called here or where to look."""
    from gcmtrack.cli import habits

    if isinstance(error, typer_private.NoSuchOption):
        having = ctx.parent.command.having(error.option_name) if ctx.parent else []
        error.message = habits.unknown_option(error.option_name, ctx.info_name, options_of(command), having)
        error.possibilities = None
    elif error.message.startswith(typer_private.TOO_MANY):
        error.message = habits.unexpected(error.message, ctx.info_name, " ".join(args))
    elif error.message.endswith(typer_private.NO_NUMBER):
        error.message = f"{_typed(error, args)!r} is no whole number; write one, such as 20"
    elif error.message.endswith(typer_private.BELOW_ONE):
        error.message = f"{_typed(error, args)} is less than 1"
    else:
        say_value(error, command, f"gcmtrack {ctx.info_name} --help")


def _typed(error: Any, args: list[str]) -> str:
    """The value that was typed for the option of which the error tells: `-n 0`, `-n0`, `--limit=0`."""
    names = error.param.opts if error.param else []
    for word, after in zip(args, (*args[1:], ""), strict=True):
        option, equals, value = word.partition("=")
        if word in names:
            return after
        if equals and option in names and option.startswith("--"):
            return value
        if word[:2] in names:
            return word[2:]
    return ""


def options_of(command: Any) -> list[str]:
    """Returns the names of the options that a command, or the program itself, has."""
    return [name for param in command.params for name in (*param.opts, *param.secondary_opts)]


def say_value(error: Any, command: Any, page: str) -> None:
    """Says what stands behind an option, where it was given without; `page` is the command for its help."""
    if error.message.endswith(typer_private.NO_VALUE):
        wanted = next((p for p in command.params if error.option_name in p.opts), None)
        example = f", as in: {error.option_name} {wanted.metavar}" if wanted and wanted.metavar else ""
        error.message = f"{error.message.removesuffix('.')}{example}; see: {page}"


def _at_home(value: Any) -> Any:
    """A path that begins with ~ where no shell has read it: `--records=~/recs`, GCMTRACK_RECORDS in a service. What lies
    here under that very name goes before it."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(_at_home, value))
    path = str(value)
    return type(value)(os.path.expanduser(path)) if path[:1] == "~" and not os.path.lexists(path) else value


def _is_text(typed: str) -> bool:
    try:
        typed.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse(typed: str, param: Any, command: Command) -> None:
    if typer_private.holds_path(command, param.name):
        return
    from gcmtrack.cli.prompts import decodable

    try:
        decodable(typed)
    except Misuse as error:
        name = f"{max(param.opts, key=len)}: " if param.param_type_name == "option" else ""
        raise Misuse(f"{name}{error}") from None
