"""The program: a table of commands, each imported only when it is called, and the one place where errors end."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from gcmtrack import __version__
from gcmtrack.errors import GcmtrackError


class _Entry(NamedTuple):
    """Where a command lives and what the list of commands says of it."""

    module: str
    panel: str
    help: str


COMMANDS: dict[str, _Entry] = {
    "events": _Entry("commands.events", "Look", "What is coming, going on and over; deadlines too."),
    "timeline": _Entry("commands.timeline", "Look", "The whole process in order, phase by phase."),
    "statements": _Entry("commands.statements", "Look", "Who said what about it."),
    "documents": _Entry(
        "commands.documents", "Look", "Draft chains, resolutions and reports, with their links."
    ),
    "objectives": _Entry("commands.objectives", "Look", "The 23 objectives, and what speaks to each."),
    "show": _Entry("commands.show", "Look", "Everything about one record; for an organisation, its dossier."),
    "search": _Entry("commands.search", "Look", "Records that have all the words, best first."),
    "add-statement": _Entry(
        "add.statement", "Record", "Add a statement: who said what about which milestone."
    ),
    "add-milestone": _Entry("add.milestone", "Record", "Add an event, a document, a decision or a deadline."),
    "add-organisation": _Entry(
        "add.organisation", "Record", "Add a network, a UN body, a State, a union, a city."
    ),
    "edit": _Entry("commands.edit", "Record", "Change a record, by options or in your editor."),
    "rename": _Entry("commands.rename", "Record", "Give a record another id and mend every reference."),
    "fmt": _Entry("commands.fmt", "Record", "Bring files into canonical form, keeping comments."),
    "check": _Entry("commands.check", "Trust", "Find what is wrong in the records, all of it at once."),
    "audit": _Entry(
        "commands.audit", "Trust", "Find what a page says that is stale, missing or contradicted."
    ),
    "init": _Entry("commands.init", "Record", "Make a records folder of your own."),
    "export": _Entry("commands.export", "Publish", "Markdown, CSV, JSON and iCalendar for other programs."),
    "schema": _Entry(
        "commands.schema", "Publish", "JSON Schema of the records, for editors that check TOML."
    ),
}


def function_name(command: str) -> str:
    """The function of a command has its name, with underscores; `import_` style is not needed by any."""
    return command.replace("-", "_")


class LazyGroup(TyperGroup):
    """The group of all commands; builds one only when it is called or completed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _built(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from gcmtrack.text import unknown_word

            ctx.fail(unknown_word("command", args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
            with formatter.section(panel):
                formatter.write_dl(
                    [(name, entry.help) for name, entry in COMMANDS.items() if entry.panel == panel]
                )

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found or super().shell_complete(ctx, incomplete)


def _built(name: str) -> Any:
    module = import_module(f"gcmtrack.cli.{COMMANDS[name].module}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name)(getattr(module, function_name(name)))
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gcmtrack {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Records are found in --records DIR, else GCMTRACK_RECORDS, else the nearest folder `records` upward from here, else the curated set that comes with gcmtrack."
)
def gcmtrack(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Keep the record of the UN Global Compact for Safe, Orderly and Regular Migration: milestones, statements, and
    who made them."""


def main(args: list[str] | None = None) -> None:
    """Runs one command. Raises `SystemExit`: 0 done, 1 the records or the request failed, 2 misuse."""
    _use_utf8()
    try:
        try:
            app(args=args, prog_name="gcmtrack")
        finally:
            sys.stdout.flush()
    except GcmtrackError as error:
        from gcmtrack.printable import inert

        print(f"gcmtrack: {inert(str(error))}", file=sys.stderr)
        sys.exit(error.exit_code)
    except OSError as error:
        # Writing to a stream names no file; any other fault of the system is a bug and keeps its traceback.
        if error.filename is not None:
            raise
        _drop_output()
        if not isinstance(error, BrokenPipeError):
            print(f"gcmtrack: cannot write the output: {error.strerror}", file=sys.stderr)
        sys.exit(1)


def _drop_output() -> None:
    """What could not be written must not be tried again at exit; a reader that left (`| head`) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _use_utf8() -> None:
    """Pipes and files get UTF-8 whatever the locale says, so that no name is lost on Windows."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")
