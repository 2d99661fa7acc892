"""`gcmtrack export`"""

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from gcmtrack.cli.options import RecordsOption, TodayOption, the_day, the_wording, with_filters
from gcmtrack.cli.output import on_terminal, open_records, say, write_lines
from gcmtrack.errors import InvalidRecords, Misuse, WriteRefused
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.store import atomic
from gcmtrack.store.load import Loaded
from gcmtrack.text import counted, one_of
from gcmtrack.views.events import STATES, State
from gcmtrack.views.filters import FilterOptions, Filters, known_words, read_filters
from gcmtrack.views.selection import Whole, events, whole, with_event_kinds

_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".json": "json", ".ics": "ics"}


class _Job(NamedTuple):
    """What was asked for, understood. `today` is None unless it was given: only Markdown needs a day."""

    loaded: Loaded
    filters: Filters
    day: date
    today: date | None
    states: tuple[State, ...]
    only: Folder | None
    excel: str | None
    sections: tuple[str, ...]
    alarm: timedelta | None

    @property
    def records(self) -> Records:
        return self.loaded.records

    def whole(self) -> Whole:
        if self.states:
            return events(self.records, self.filters, self.day, self.states)
        return whole(self.records, self.filters, self.only)


class _Written(NamedTuple):
    """The bytes of an export, and what is said of them when they are out."""

    data: bytes
    said: str


@with_filters
def export(
    asked: FilterOptions,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="markdown, csv, json or ics.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
    ] = None,
    upcoming: Annotated[bool, typer.Option("--upcoming", help="As `events --upcoming`.")] = False,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="As `events --ongoing`.")] = False,
    past: Annotated[bool, typer.Option("--past", help="As `events --past`.")] = False,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="KIND", help="csv, json: milestones, statements or organisations."),
    ] = None,
    excel: Annotated[
        str | None,
        typer.Option("--excel", metavar="en|fr|es", help="csv: as Excel wants it in that language."),
    ] = None,
    package: Annotated[
        Path | None,
        typer.Option("--package", metavar="DIR", help="csv: a Frictionless data package in this folder."),
    ] = None,
    sections: Annotated[
        list[str] | None,
        typer.Option(
            "--sections",
            metavar="NAMES",
            help="markdown: of upcoming, ongoing, past, documents, statements, counts.",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="PAGE", help="Fill the markers of a Markdown or HTML page."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="With --into: write nothing, exit 1 when the page is out of date.")
    ] = False,
    alarm: Annotated[
        str | None,
        typer.Option("--alarm", metavar="SPAN", help="ics: ring before deadlines; 7d, 2w, 12h, none [7d]."),
    ] = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Leave out records with problems instead of refusing.")
    ] = False,
) -> None:
    """The records for other programs: a Markdown page, a table, JSON, a calendar; the same filters as everywhere.

    Without filters the whole record. The same records and options give the same bytes; Markdown depends on the day too.
    """
    chosen = _format(format, output, into, package)
    given = {
        "only": only,
        "excel": excel,
        "sections": sections,
        "alarm": alarm,
        "check": check,
        "package": package,
    }
    states = tuple(s for s, wanted in zip(STATES, (ongoing, upcoming, past), strict=True) if wanted)
    _refuse_contradictions(chosen, given, states, output, into)
    day = the_day(today)
    job = _Job(
        loaded=_open(records, skip_invalid),
        filters=Filters(),
        day=day,
        today=day if today is not None else None,
        states=states,
        only=_one_of("kind", only, FOLDERS),
        excel=excel,
        sections=_sections(sections, states),
        alarm=_alarm(alarm),
    )
    if into is not None:
        _fill(into, job.records, asked, day, job.sections if sections else (), check=check)
        return
    job = job._replace(filters=read_filters(asked, job.records, day))
    if package is not None:
        _write_package(package, job)
    else:
        written = _WRITERS[chosen](job)
        _put(output, written.data)
        say(written.said)


def _fill(
    path: Path, records: Records, asked: FilterOptions, today: date, wanted: tuple[str, ...], *, check: bool
) -> None:
    """Brings the page up to date, or with `check` only tells whether it is: exit 1 when not.

    Filters of the command hold for every marker; a marker's own stand above them. Raises `Misuse` for a page whose
    markers are not in order; it is untouched then.
    """
    from gcmtrack.formats.pages.fill import filled

    page = _page(path)
    try:
        changed = filled(path, page, records, asked, today, the_wording(), wanted)
    except Misuse as error:
        raise Misuse(f"{path}: {error}") from None
    if changed == page:
        say(f"{path} is up to date")
    elif check:
        say(f"{path} is out of date; bring it up to date with: gcmtrack export --into {path}")
        raise typer.Exit(1)
    elif _page(path) != page:
        raise WriteRefused(f"{str(path)!r} was changed by somebody meanwhile; run it again")
    else:
        atomic.replace(path, changed)
        say(f"{path} is brought up to date")


def _page(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misuse(f"cannot read {str(path)!r}: {error.strerror}") from None


def _format(given: str | None, output: Path | None, into: Path | None, package: Path | None) -> str:
    if given is not None:
        return str(_one_of("format", given, tuple(_WRITERS)))
    if into is not None:
        return "markdown"
    if package is not None:
        return "csv"
    if output is not None and output.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[output.suffix.lower()]
    raise Misuse(f"say which format: --format {one_of(tuple(_WRITERS))}")


def _one_of(noun: str, value: str | None, known: tuple[Any, ...]) -> Any:
    if value is None:
        return None
    return next(iter(known_words(noun, [value], known)))


# Options that make sense with one format or two.
_BELONGS = {
    "only": ("csv", "json"),
    "excel": ("csv",),
    "package": ("csv",),
    "sections": ("markdown",),
    "alarm": ("ics",),
}


def _refuse_contradictions(
    format_: str, given: dict[str, Any], states: Iterable[str], output: Path | None, into: Path | None
) -> None:
    for name, formats in _BELONGS.items():
        if given[name] and format_ not in formats:
            raise Misuse(f"--{name} goes with --format {one_of(formats)}, not with {format_}")
    if given["check"] and into is None:
        raise Misuse("--check goes with --into PAGE")
    if into is not None and format_ != "markdown":
        raise Misuse(f"--into fills Markdown and HTML pages, not {format_}")
    if output is not None and (into is not None or given["package"]):
        raise Misuse(f"--output does not go with {'--into' if into else '--package'}")
    if given["package"] and (given["excel"] or given["only"]):
        raise Misuse("--package holds plain tables of all kinds; leave out --excel and --only")
    if states and (into is not None or given["package"] or given["only"] or given["sections"]):
        raise Misuse(
            "--upcoming, --ongoing and --past choose events; leave out --only, --sections, --into, --package"
        )


def _open(folder: Path | None, skip_invalid: bool) -> Loaded:
    loaded = open_records(folder)
    if loaded.findings and not skip_invalid:
        raise InvalidRecords(
            "nothing is exported while the records have problems; mend them, or leave them out with --skip-invalid"
        )
    return loaded


def _sections(given: list[str] | None, states: tuple[State, ...]) -> tuple[str, ...]:
    from gcmtrack.formats.pages.sections import SECTIONS

    if states:
        return tuple(section for section in SECTIONS if section in states)
    names = [name for text in given or () for name in text.split(",") if name.strip()]
    return tuple(str(_one_of("section", name, SECTIONS)) for name in names) or SECTIONS


_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


def _alarm(text: str | None) -> timedelta | None:
    if text == "none":
        return None
    match = re.fullmatch(r"(\d{1,3})([hdw])", text or "7d", re.ASCII)
    if match is None:
        raise Misuse(f"--alarm: {text!r} is not a span of time; write 7d, 2w, 12h or none")
    return timedelta(hours=int(match[1]) * _HOURS[match[2]])


def _markdown(job: _Job) -> _Written:
    from gcmtrack.formats.pages import markdown, sections
    from gcmtrack.formats.pages.scope import Scope

    piece = sections.page(Scope(job.records, job.filters, job.day, the_wording()), job.sections)  # type: ignore[arg-type]
    said = f"{whole(job.records, job.filters).counted()}, as of {job.day}"
    return _Written(f"{markdown.render(piece)}\n".encode(), said)


def _csv(job: _Job) -> _Written:
    from gcmtrack.formats import csv_table

    found = job.whole()
    only: Folder | None = "milestones" if job.states else job.only
    excel = _one_of("language of Excel", job.excel, csv_table.EXCELS)
    return _Written(csv_table.write(found.records, job.records, the_wording(), only, excel), found.counted())


def _json(job: _Job) -> _Written:
    from gcmtrack.formats import json_document

    found = job.whole()
    shapes = (json_document.record(record, the_wording(), job.today) for record in found.records)
    return _Written(json_document.document("export", shapes, today=job.today).encode(), found.counted())


def _ics(job: _Job) -> _Written:
    from gcmtrack.formats import icalendar_events

    job = job._replace(filters=with_event_kinds(job.filters), only="milestones")
    found = job.whole().milestones
    fitting = [milestone for milestone in found if icalendar_events.fits(milestone.date)]
    left_out = len(found) - len(fitting)
    reason = f"; {left_out} left out, since no exact days are known" if left_out else ""
    said = f"{counted(len(fitting), 'event')}{reason}"
    return _Written(icalendar_events.write(fitting, the_wording(), job.alarm), said)


_WRITERS: dict[str, Callable[[_Job], _Written]] = {
    "markdown": _markdown,
    "csv": _csv,
    "json": _json,
    "ics": _ics,
}


def _write_package(folder: Path, job: _Job) -> None:
    from gcmtrack.formats import csv_table, datapackage

    found = whole(job.records, job.filters)
    resources = [
        datapackage.Resource(
            kind,
            csv_table.COLUMNS[kind],
            csv_table.write(found.of(kind), job.records, the_wording(), kind),
            found.of(kind),
        )
        for kind in FOLDERS
    ]
    descriptor, left_out = datapackage.descriptor(resources)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteRefused(f"cannot make the folder {str(folder)!r}: {error.strerror}") from None
    for resource in resources:
        atomic.replace(folder / resource.path, resource.raw)
    atomic.replace(folder / "datapackage.json", descriptor.encode())
    say(f"{found.counted()} in {folder}")
    if left_out:
        say(f"no foreign key for {one_of(left_out, joint='and')}: some ids are not in the package")


def _put(output: Path | None, data: bytes) -> None:
    """Writes to the file, or to standard output byte by byte; on a terminal no byte may act on it."""
    if output is not None and str(output) != "-":
        atomic.replace(output, data)
    elif on_terminal():
        from gcmtrack.printable import inert

        write_lines(inert(line) for line in data.decode().split("\n")[:-1])
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
