"""The table of formats: what their files end with, which options are theirs, and what writes them.

A format is a module beside this one and a row here; its module is imported when it writes.
"""

from collections.abc import Callable, Collection
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.formats.request import Request, Written, one_of_known
from gcmtrack.text import one_of

if TYPE_CHECKING:
    from gcmtrack.formats.datapackage import Package


class Format(NamedTuple):
    """A format of export. `options` are the options of the command that it understands, without their hyphens.

    What programs read is the same in every language.
    """

    suffixes: tuple[str, ...]
    options: tuple[str, ...]
    write: Callable[[Request], Written]
    binary: bool = False
    same_in_every_language: bool = False


def _markdown(request: Request) -> Written:
    from gcmtrack.formats.pages import markdown_page

    return markdown_page.export(request)


def _csv(request: Request) -> Written:
    from gcmtrack.formats import csv_table

    return csv_table.export(request)


def _json(request: Request) -> Written:
    from gcmtrack.formats import json_document

    return json_document.export(request)


def _ics(request: Request) -> Written:
    from gcmtrack.formats import icalendar_events

    return icalendar_events.export(request)


def _bibtex(request: Request) -> Written:
    from gcmtrack.formats import bibtex

    return bibtex.export(request)


def _ris(request: Request) -> Written:
    from gcmtrack.formats import ris

    return ris.export(request)


def _csl_json(request: Request) -> Written:
    from gcmtrack.formats import csl_json

    return csl_json.export(request)


def _xlsx(request: Request) -> Written:
    from gcmtrack.formats import xlsx

    return xlsx.export(request)


def _sqlite(request: Request) -> Written:
    from gcmtrack.formats import sqlite

    return sqlite.export(request)


def _atom(request: Request) -> Written:
    from gcmtrack.formats import atom

    return atom.export(request)


def _jsonfeed(request: Request) -> Written:
    from gcmtrack.formats import jsonfeed

    return jsonfeed.export(request)


def _template(request: Request) -> Written:
    from gcmtrack.formats import templates

    return templates.export(request)


def package(request: Request) -> "Package":
    """Returns the tables of all kinds with their descriptor: what `--package` writes."""
    from gcmtrack.formats import csv_table, datapackage

    return datapackage.export(request, csv_table.write)


FORMATS: dict[str, Format] = {
    "markdown": Format((".md", ".markdown"), ("sections",), _markdown),
    "csv": Format((".csv",), ("only", "excel", "package"), _csv, same_in_every_language=True),
    "json": Format((".json",), ("only",), _json, same_in_every_language=True),
    "ics": Format((".ics",), ("alarm", "calendar-name"), _ics),
    "xlsx": Format((".xlsx",), ("only",), _xlsx, binary=True),
    "sqlite": Format((".db", ".sqlite", ".sqlite3"), (), _sqlite, binary=True, same_in_every_language=True),
    "bibtex": Format((".bib",), ("only",), _bibtex, same_in_every_language=True),
    "ris": Format((".ris",), ("only",), _ris, same_in_every_language=True),
    "csl-json": Format((".csljson",), ("only",), _csl_json, same_in_every_language=True),
    "atom": Format((".atom",), ("only", "limit"), _atom),
    "jsonfeed": Format((), ("only", "limit"), _jsonfeed),
    "template": Format((), ("only", "template"), _template),
}


def named(given: str) -> str:
    """Returns the format of that name. Raises `Misuse` with the nearest one."""
    return str(one_of_known("format", given, tuple(FORMATS)))


def by_suffix(path: PurePath) -> str | None:
    """Returns the format whose files end like `path`."""
    return next((name for name, format_ in FORMATS.items() if path.suffix.lower() in format_.suffixes), None)


def refuse_contradictions(chosen: str, options: Collection[str]) -> None:
    """Raises `Misuse` for an option that the format does not know, or for two that do not go together."""
    for option in options:
        knowing = [name for name, format_ in FORMATS.items() if option in format_.options]
        if chosen not in knowing:
            raise Misuse(f"--{option} goes with --format {one_of(knowing)}, not with {chosen}")
    if "package" in options and ("excel" in options or "only" in options):
        raise Misuse("--package holds plain tables of all kinds; leave out --excel and --only")
