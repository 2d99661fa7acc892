"""The program as Typer knows it: a group of commands, each imported only when it is called."""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from gcmtrack import __version__
from gcmtrack.cli import advice, ending, for_typer, options, plain_words, quick, table, typer_private
from gcmtrack.cli.command import Command, options_of, say_value
from gcmtrack.cli.table import COMMANDS
from gcmtrack.errors import WriteRefused

if TYPE_CHECKING:
    from gcmtrack.cli.taken import Taken


_NO_PAGER = "--no-pager"


class LazyGroup(TyperGroup):
    """The group of all commands; builds one only when it is called or completed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        name = _meant(cmd_name)
        if name not in COMMANDS:
            return None
        if name not in self.commands:
            self.commands[name] = _built(name)
        return self.commands[name]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        installs = "--install-completion" in args
        try:
            return super().parse_args(ctx, args)
        except typer_private.UsageError as error:
            from gcmtrack.cli import habits

            if isinstance(error, typer_private.NoSuchOption):
                having = self.having(error.option_name)
                error.message = habits.misplaced_option(error.option_name, having, args, options_of(self))
                error.possibilities = None
            else:
                say_value(error, self, "gcmtrack --help")
            raise
        except (OSError, UnicodeError, RuntimeError) as error:
            from gcmtrack.cli import shells

            # Typer writes the files of the shell while it reads this option; its own `Exit` is a RuntimeError too.
            if installs and (why := shells.why_not_installed(error)):
                raise WriteRefused(why) from None
            raise

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; without one, the digest."""
        done = super().invoke(ctx)
        if ctx.invoked_subcommand is not None:
            return done
        command = self.get_command(ctx, "digest")
        with command.make_context("digest", options.handed_on(ctx.params), parent=ctx) as inner:
            return command.invoke(inner)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds the command, and hands on to it what was said before its name. `help` and `version` end here."""
        name, *rest = args
        lists: list[str] = []
        if name not in COMMANDS and name == "version":
            _print_version(True)
        if name not in COMMANDS and name == "help":
            name, language = _asked_about(rest)
            _help(ctx, name, language or ctx.params.get("language"))
            from gcmtrack.cli.word_lists import WORD_LISTS

            rest, lists = ["--help"], list(WORD_LISTS)
        command = self.get_command(ctx, name)
        if command is None:
            from gcmtrack.cli import habits

            ctx.fail(habits.unknown_command(name, [*COMMANDS, *lists]))
        said = options.handed_on(ctx.params)
        # What is never paged is asked for in vain, but not wrongly: git says so before any command too.
        if _NO_PAGER in said and not any(_NO_PAGER in param.opts for param in command.params):
            said.remove(_NO_PAGER)
        return _meant(name), command, [*said, *rest]

    def get_help(self, ctx: Any) -> str:
        page: str = super().get_help(ctx)
        quick.keep_page("", page)
        return page

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        from gcmtrack.cli.help_pages import write_examples

        super().format_help_text(ctx, formatter)
        write_examples("", formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
            with formatter.section(panel):
                formatter.write_dl(
                    [(name, entry.help) for name, entry in COMMANDS.items() if entry.panel == panel]
                )

    def offers(self) -> list[tuple[str, str]]:
        """Returns the names of the commands with what each is for."""
        return [(name, entry.help) for name, entry in COMMANDS.items()]

    def having(self, option: str) -> list[str]:
        """Returns the commands that have an option."""
        return [
            name
            for name in COMMANDS
            if any(option in param.opts for param in self.get_command(None, name).params)
        ]


def _asked_about(words: list[str]) -> tuple[str, str | None]:
    """What help is asked about, and in which language: the words behind `help`."""
    name, language, rest = "", None, iter(words)
    for word in rest:
        if word == "--in":
            language = next(rest, None)
        elif word.startswith("--in="):
            language = word.partition("=")[2]
        elif not name and not word.startswith("-") and word != "help":
            name = word
    return name, language


def _help(ctx: Any, name: str, language: str | None) -> None:
    """Answers `help` alone, or for a list of words; for a command its own page does."""
    from gcmtrack.cli.word_lists import WORD_LISTS, lines

    if name and name not in WORD_LISTS:
        return
    if name:
        from gcmtrack.cli.opening import the_wording
        from gcmtrack.store.settings import Settings

        wording = the_wording(language, Settings())
        typer.echo("\n".join(lines(name, wording)))
    else:
        typer.echo(ctx.get_help())
    raise typer.Exit


def _meant(name: str) -> str:
    """The command of which this is another spelling; else the name as it stands."""
    if name in COMMANDS:
        return name
    from gcmtrack.cli.habits import SPELLINGS

    return SPELLINGS.get(name, name)


@cache
def _built(name: str) -> Any:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=Command)(for_typer.shown(table.command(name)))
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gcmtrack {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Records are found in --records DIR, else GCMTRACK_RECORDS, else the nearest folder `records` upward from here, else the curated set that comes with gcmtrack. The words that filters take: gcmtrack help kinds, types, phases, statuses, regions, stances, countries or languages. The keys of records: gcmtrack help keys."
)
@for_typer.shown
@options.with_before
def gcmtrack(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Keep the record of the UN Global Compact for Safe, Orderly and Regular Migration: milestones, statements, and
    who made them."""


def main(args: list[str] | None = None) -> None:
    """Runs one command. Raises `SystemExit`: 0 done, 1 the records or the request failed, 2 misuse, 130 Ctrl-C."""
    advice.begin(sys.argv[1:] if args is None else args)
    sys.exit(ending.code_of(lambda: _run(args)))


def _run(args: list[str] | None) -> int:
    """Runs one command, or tells a shell what can stand at its cursor; returns the exit code."""
    if (code := quick.answered(None, taken_by)) is not None:
        return code
    words = sys.argv[1:] if args is None else args
    if (run := plain_words.meant(words, os.environ)) is not None:
        return run() or 0
    try:
        code = typer.main.get_command(app).main(args, prog_name="gcmtrack", standalone_mode=False)
    except typer_private.ClickException as error:
        from gcmtrack.printable import inert

        error.message = "\n".join(map(inert, advice.pasteable(error.message).split("\n")))
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0


def taken_by(name: str) -> "Taken":
    """Returns what a command takes, or with "" the program itself. Raises `LookupError` when there is none."""
    from gcmtrack.cli import taken

    whole: Any = typer.main.get_command(app)
    if not name:
        return taken.by(whole)
    command = whole.get_command(None, name)
    if command is None:
        raise LookupError(name)
    return taken.by(command, whole)
