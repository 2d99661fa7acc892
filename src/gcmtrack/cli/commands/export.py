"""`gcmtrack export`"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from gcmtrack.cli import completion, given_file
from gcmtrack.cli.declared import Option
from gcmtrack.cli.opening import the_day, the_view, the_wording
from gcmtrack.cli.options import AsOfOption, LanguageOption, RecordsOption, TodayOption, with_filters
from gcmtrack.cli.output import on_terminal, open_records, put, say
from gcmtrack.cli.view_formats import no_format
from gcmtrack.errors import InvalidRecords, Misuse
from gcmtrack.formats import registry
from gcmtrack.formats.registry import FORMATS
from gcmtrack.formats.request import Companion, Request, TemplateFile, one_of_known
from gcmtrack.store import atomic
from gcmtrack.views.events import STATES
from gcmtrack.views.filters import FilterOptions, Filters, read_filters


@with_filters
def export(
    asked: FilterOptions,
    format: Annotated[str | None, Option("--format", "-f", metavar="FORMAT", help="markdown, csv, json, ics, xlsx, sqlite, bibtex, ris, csl-json, atom, jsonfeed or template.", autocompletion=completion.formats)] = None,
    output: Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output.")] = None,
    upcoming: Annotated[bool, Option("--upcoming", help="As `events --upcoming`.")] = False,
    ongoing: Annotated[bool, Option("--ongoing", help="As `events --ongoing`.")] = False,
    past: Annotated[bool, Option("--past", help="As `events --past`.")] = False,
    only: Annotated[str | None, Option("--only", metavar="KIND", help="csv, json, xlsx, bibtex, ris, csl-json, atom, jsonfeed, template: milestones, statements or organisations.")] = None,
    excel: Annotated[str | None, Option("--excel", metavar="en|fr|es", help="csv: as Excel wants it in that language.")] = None,
    package: Annotated[Path | None, Option("--package", metavar="DIR", help="csv: a Frictionless data package in this folder.")] = None,
    sections: Annotated[list[str] | None, Option("--sections", metavar="NAMES", help="markdown: of upcoming, ongoing, past, documents, statements, counts.")] = None,
    into: Annotated[list[Path] | None, Option("--into", metavar="PAGE", help="Fill the markers of Markdown and HTML pages; several may follow.")] = None,
    check: Annotated[bool, Option("--check", help="With --into: write nothing, exit 1 when a page is out of date.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="With --into: show what would change, and write nothing.")] = False,
    alarm: Annotated[str | None, Option("--alarm", metavar="SPAN", help="ics: ring before a deadline is over; 7d, 2w, 12h, none [7d].")] = None,
    calendar_name: Annotated[str | None, Option("--calendar-name", metavar="NAME", help="ics: what calendars call it.")] = None,
    limit: Annotated[str | None, Option("--limit", metavar="N", help="atom, jsonfeed: at most so many entries [100].")] = None,
    template: Annotated[Path | None, Option("--template", metavar="FILE", help="template: a page of your own in Jinja2 (docs/formats.md).")] = None,
    as_of: AsOfOption = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
    skip_invalid: Annotated[bool, Option("--skip-invalid", help="Leave out records with problems instead of refusing.")] = False,
) -> None:  # fmt: skip
    """The records for other programs: pages, tables, Excel, calendars, references, databases, feeds; filtered as everywhere.

    Without filters the whole record. The same records and options give the same bytes; pages and templates depend on the day too.
    """
    pages, asked = _pages(into or (), asked)
    chosen = _format(format, output, pages, package, template, excel)
    options = {
        "only": only,
        "excel": excel,
        "package": package,
        "sections": sections,
        "alarm": alarm,
        "calendar-name": calendar_name,
        "limit": limit,
        "template": template and _template(template),
    }
    options = {name: value for name, value in options.items() if value}
    states = tuple(s for s, wanted in zip(STATES, (ongoing, upcoming, past), strict=True) if wanted)
    registry.refuse_contradictions(chosen, options)
    _refuse_contradictions(chosen, {*options, *states}, output, pages, check=check, dry_run=dry_run)
    day = the_day(today, as_of)
    loaded = open_records(records, the_view(as_of))
    if loaded.findings and not skip_invalid:
        raise InvalidRecords(
            "nothing is exported while the records have problems; mend them, or leave them out with --skip-invalid"
        )
    wording = the_wording(
        language or _excel(excel),
        loaded.settings,
        json=excel is None and FORMATS[chosen].same_in_every_language,
    )
    request = Request(
        loaded.records, wording, Filters(), day, day if today is not None else None, states, options
    )
    if pages:
        from gcmtrack.cli.filling import fill_pages

        fill_pages(pages, request, asked, check=check, dry_run=dry_run)
        return
    request = request._replace(filters=read_filters(asked, loaded.records, day))
    if package is not None:
        _write_package(package, request)
    else:
        _write(output, chosen, request)


def _excel(given: str | None) -> str | None:
    """The language of Excel that was typed, in which the table is then written. Raises `Misuse` for an unknown one."""
    if given is None:
        return None
    from gcmtrack.formats.csv_table import EXCELS

    return str(one_of_known("language of Excel", given, EXCELS))


def _pages(into: Sequence[Path], asked: FilterOptions) -> tuple[list[Path], FilterOptions]:
    """The pages of `--into`, those among the free words too, and the filters without these."""
    if not (into or asked.words):
        return [], asked
    from gcmtrack.cli.filling import parted

    more, words = parted(asked.words, into=bool(into))
    return [*into, *more], msgspec.structs.replace(asked, words=words)


def _format(
    given: str | None,
    output: Path | None,
    pages: Sequence[Path],
    package: Path | None,
    template: Path | None,
    excel: str | None,
) -> str:
    if given is not None:
        return registry.named(given)
    if template is not None:
        return "template"
    if pages:
        return "markdown"
    if package is not None:
        return "csv"
    known = None if output is None else registry.by_suffix(output)
    if known is None and excel is not None:
        return "csv"
    if known is None:
        raise no_format(tuple(FORMATS), output)
    return known


def _refuse_contradictions(
    chosen: str, given: set[str], output: Path | None, pages: Sequence[Path], *, check: bool, dry_run: bool
) -> None:
    """Raises `Misuse` for options of the command that do not go together, whatever the format."""
    if (check or dry_run) and not pages:
        raise Misuse(f"{'--check' if check else '--dry-run'} goes with --into PAGE")
    if check and dry_run:
        raise Misuse("--check only tells, --dry-run shows what would change; give one of them")
    if pages and chosen != "markdown":
        raise Misuse(f"--into fills Markdown and HTML pages, not {chosen}")
    if output is not None and (pages or "package" in given):
        raise Misuse(f"--output does not go with {'--into' if pages else '--package'}")
    if given & set(STATES) and (pages or given & {"package", "only", "sections"}):
        raise Misuse(
            "--upcoming, --ongoing and --past choose events; leave out --only, --sections, --into, --package"
        )


def _template(path: Path) -> TemplateFile:
    """The template in a file. Raises `Misuse` when it is no text."""
    try:
        return TemplateFile(str(path), given_file.content(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Misuse(f"{str(path)!r} is no text in UTF-8") from None


def _write(output: Path | None, chosen: str, request: Request) -> None:
    file = output if output is not None and str(output) != "-" else None
    if FORMATS[chosen].binary and file is None and on_terminal():
        raise Misuse(f"{chosen} is nothing for a terminal to show; give a file with -o")
    written = FORMATS[chosen].write(request)
    put(output, written.chunks)
    say(written.told)
    if file is not None and written.companion is not None:
        _put_beside(file, written.companion)


def _put_beside(file: Path, companion: Companion) -> None:
    """Writes what belongs beside a file, but never over what somebody else wrote."""
    place = file.with_name(companion.name)
    there = os.path.lexists(place)
    data = companion.content(file.stem, given_file.content(place) if there else None)
    if data is None:
        say(
            f"{place} stays as it is, since gcmtrack did not write it; give {file.name} a folder of its own to get ours"
        )
    else:
        atomic.replace(place, data)
        if not there:
            say(f"{companion.name} beside it is new too, for {companion.reader}")


def _write_package(folder: Path, request: Request) -> None:
    package = registry.package(request)
    atomic.make_folder(folder)
    for name, data in package.files.items():
        atomic.replace(folder / name, data)
    for told in (f"{package.counted} in {folder}", *package.told):
        say(told)
