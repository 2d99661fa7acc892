"""Writes man/gcmtrack.1 from the commands: `python scripts/man_page.py`; `--check` only compares."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from gcmtrack import __version__
from gcmtrack.cli import examples
from gcmtrack.cli.app import app
from gcmtrack.cli.filter_options import FILTERS
from gcmtrack.cli.options import (
    SHARED,
)
from gcmtrack.cli.table import COMMANDS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "man" / "gcmtrack.1"
_ENVIRONMENT = re.compile(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (.+) \|$", re.MULTILINE)


def page() -> str:
    """Returns the page, in the language of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    context = group.make_context("gcmtrack", ["--today", "2026-01-01"], resilient_parsing=True)
    yield '.\\" Made by scripts/man_page.py from the commands.'
    yield f'.TH GCMTRACK 1 "" "gcmtrack {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "gcmtrack \\- the record of the Global Compact for Safe, Orderly and Regular Migration"
    yield ".SH SYNOPSIS"
    yield ".B gcmtrack"
    yield "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]]"
    yield ".SH DESCRIPTION"
    yield from _paragraphs(group.help or "")
    yield ".PP"
    yield "Without a command it gives a digest: what is on, what comes next, what is due, what changed."
    yield ".PP"
    yield from _paragraphs(group.epilog or "")
    yield ".PP"
    yield "Each command has filters and options that this page leaves out;"
    yield ".B gcmtrack help \\fICOMMAND\\fR"
    yield "has them all."
    for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
        yield f".SH {panel.upper()}"
        for name, entry in COMMANDS.items():
            if entry.panel == panel:
                yield from _command(group.get_command(context, name), name, context)
    yield ".SH COMMON OPTIONS"
    yield from _definitions(
        record
        for param in group.get_params(context)
        if (record := param.get_help_record(context)) is not None
    )
    yield ".SH EXIT STATUS"
    yield from _definitions(
        (
            ("0", "Done."),
            ("1", "The records or the request failed."),
            ("2", "The command was misused: an unknown option, name or value."),
            ("130", "Stopped by Ctrl-C."),
        )
    )
    yield ".SH ENVIRONMENT"
    told = (ROOT / "docs" / "commands.md").read_text("utf-8")
    yield from _definitions((names.replace("`", ""), what) for names, what in _ENVIRONMENT.findall(told))
    yield ".SH EXAMPLES"
    yield from _examples("")
    yield ".SH SEE ALSO"
    yield ".BR git (1),"
    yield ".BR less (1)"


def _command(command: Any, name: str, parent: Any) -> Iterator[str]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(context))
    yield ".SS " + _text(f"gcmtrack {name} {usage}".replace(" [OPTIONS]", ""))
    yield from _paragraphs(command.help or "")
    params = command.get_params(context)
    filters = FILTERS if any(param.name == "within" for param in params) else ()
    own = [
        record
        for param in params
        if param.name not in SHARED
        and param.name not in filters
        and (record := param.get_help_record(context)) is not None
    ]
    yield from _definitions(own)
    if examples.of(name):
        yield ".PP"
        yield "Examples:"
        yield from _examples(name)


def _examples(name: str) -> Iterator[str]:
    for position, (wanted, line) in enumerate(examples.of(name)):
        if name or position:
            yield ".PP"
        yield _text(wanted)
        yield ".PP"
        yield ".nf"
        yield ".RS 4"
        yield from map(_text, line.split("\n"))
        yield ".RE"
        yield ".fi"


def _definitions(rows: Any) -> Iterator[str]:
    for name, told in rows:
        yield ".TP"
        yield f".B {_text(name)}"
        yield _text(" ".join(told.replace("  [x>=1]", "").split()))


def _paragraphs(text: str) -> Iterator[str]:
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    for position, part in enumerate(parts):
        if position:
            yield ".PP"
        yield _text(part)


def _text(text: str) -> str:
    """A line that is no request, in which a hyphen stays one that can be pasted into a shell."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def main(arguments: list[str]) -> int:
    made = page()
    stale = not PAGE.exists() or PAGE.read_text("utf-8") != made
    if stale and "--check" in arguments:
        sys.stdout.write("man/gcmtrack.1 is stale; run: python scripts/man_page.py\n")
    elif stale:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, encoding="utf-8", newline="\n")
        sys.stdout.write("man/gcmtrack.1 written\n")
    return int(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
