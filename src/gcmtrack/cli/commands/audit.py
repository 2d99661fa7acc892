"""`gcmtrack audit`"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from gcmtrack.cli import advice, completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import the_day, the_wording
from gcmtrack.cli.options import LanguageOption, RecordsOption, TodayOption, with_filters
from gcmtrack.errors import Misuse
from gcmtrack.views.filters import FilterOptions
from gcmtrack.wording import english

if TYPE_CHECKING:
    from gcmtrack.audit.finding.context import RecordSide
    from gcmtrack.audit.finding.report import PageFinding, Report, Suggestion
    from gcmtrack.cli.page_source import PageSource
    from gcmtrack.wording import Wording

_FORMATS = ("text", "json", "sarif", "github")


@partial(with_filters, words=None)
def audit(
    asked: FilterOptions,
    pages: Annotated[
        list[str] | None,
        Argument(
            metavar="[PAGES]...",
            help="HTML, Markdown or text: a file, `-` for standard input, or an address, which is asked for once.",
        ),
        Path,
    ] = None,
    format: Annotated[
        str, Option("--format", "-f", metavar="FORMAT", help="text, json, sarif or github.")
    ] = "text",
    strict: Annotated[bool, Option("--strict", help="Count warnings as errors.")] = False,
    suggest: Annotated[
        bool,
        Option("--suggest", help="Write the blocks that could stand in place of lists kept by hand."),
    ] = False,
    fix: Annotated[
        bool, Option("--fix", help="Bring what stands between our own markers up to date.")
    ] = False,
    explain: Annotated[
        str | None,
        Option(
            "--explain",
            metavar="NAME",
            help="Say what a finding is; `all` for all.",
            autocompletion=completion.findings,
        ),
    ] = None,
    records: RecordsOption = None,
    today: TodayOption = None,
    language: LanguageOption = None,
) -> None:
    """Find what a page says that is stale, missing or contradicted by the record.

    Prints one line a finding, `path:line:column: message [name]`, nothing when all is well. Exits 1 when there is an
    error, or a warning with --strict. The filters say which part of the record the page is about.
    """
    if explain is not None:
        _explain(explain)
        return
    if not pages:
        raise Misuse("say which page: a file, an address, or - for standard input")
    if format not in _FORMATS:
        from gcmtrack.text import unknown_word

        raise Misuse(unknown_word("format", format, _FORMATS))
    if suggest and format not in ("text", "json"):
        raise Misuse("--suggest goes with --format text and json")
    from gcmtrack.audit.finding.context import RecordSide

    day = the_day(today)
    loaded = output.open_records(records)
    wording = the_wording(language, loaded.settings)
    # What programs read is the same in every language.
    side = RecordSide(loaded.records, asked, day, english() if format == "json" else wording)
    reports = [_audited(given, side, wording, suggest=suggest, fix=fix) for given in dict.fromkeys(pages)]
    _print(reports, format, day, wording)
    for report in reports:
        if report.unread is not None:
            line, column = report.audited.page.source.place(report.unread)
            where = f"line {line:,}, column {column:,}"
            output.say(
                f"{report.audited.page.path}: holds more than a page can; from {where} on it is not read in full"
            )
    found = [finding for report in reports for finding in report.findings]
    errors = sum(1 for finding in found if finding.level == "error")
    if found:
        counts = {"error": errors, "warning": len(found) - errors}
        output.say(wording.joined([wording.count(number, key) for key, number in counts.items() if number]))
    if errors or (strict and found):
        raise SystemExit(1)


def _explain(name: str) -> None:
    from gcmtrack.audit.finding import registry as findings

    for kind in findings.chosen(name):
        output.write(f"{kind.name} ({kind.level})\n")
        output.write("".join(f"  {text}\n" for text in kind.explanation if text))


def _audited(given: str, side: "RecordSide", wording: "Wording", *, suggest: bool, fix: bool) -> "Report":
    from gcmtrack.audit.finding.suggestions import suggestions
    from gcmtrack.cli.page_source import page_source

    source = page_source(given)
    if fix and source.file is None:
        raise Misuse(f"--fix writes files only, not {source.name}")
    report = _report(source, side)
    if fix:
        fixed = _fixed(source, side, report.findings, wording)
        report = _report(fixed, side) if fixed is not source else report
    if suggest:
        offered = suggestions(report.audited, report.findings)
        rendered = tuple(_rendered(source, suggestion, side, wording) for suggestion in offered)
        report = report._replace(suggestions=rendered)
    return report


def _report(source: "PageSource", side: "RecordSide") -> "Report":
    from gcmtrack.audit.finding.registry import audit as audit_page
    from gcmtrack.audit.reading.kinds import kind_of, read_page
    from gcmtrack.audit.reading.source import decoded
    from gcmtrack.cli.own_markers import own_parts

    text = decoded(source.raw, source.charset)
    kind = "html" if source.html else kind_of(source.name, text)
    own, faults = own_parts(text, kind)
    report = audit_page(read_page(source.name, text, kind, own), side, faults)
    found = (
        finding._replace(
            message=advice.pasteable(finding.message), suggestion=advice.pasteable(finding.suggestion)
        )
        for finding in report.findings
    )
    return report._replace(findings=tuple(found))


def _fixed(
    source: "PageSource", side: "RecordSide", found: "Sequence[PageFinding]", wording: "Wording"
) -> "PageSource":
    """Fills our own markers anew where a finding stands between them; everything else is the editor's."""
    from gcmtrack.formats.pages.fill import filled
    from gcmtrack.store import atomic

    assert source.file is not None
    if not any(finding.is_own for finding in found):
        output.say(f"{source.name}: nothing to mend between our own markers")
        return source
    try:
        changed = filled(source.file, source.raw, side.records, side.asked, side.today, wording, ())
    except Misuse as error:
        raise Misuse(f"{source.name}: {error}") from None
    if changed == source.raw:
        output.say(f"{source.name}: what stands between our own markers is up to date")
        return source
    atomic.replace(source.file, changed)
    output.say(f"{source.name} is brought up to date between our own markers")
    return source._replace(raw=changed)


def _rendered(
    source: "PageSource", suggestion: "Suggestion", side: "RecordSide", wording: "Wording"
) -> "Suggestion":
    from pathlib import Path

    from gcmtrack.formats.pages.fill import filled

    if wording.language != "en":
        # The page stays in the language in which it was asked for, whoever fills it next.
        suggestion = suggestion._replace(asked=(*suggestion.asked, ("in", wording.language)))
    markers = f"{suggestion.opening}\n{suggestion.closing}\n"
    name = Path("page.html" if source.html or source.name.lower().endswith((".html", ".htm")) else "page.md")
    text = filled(name, markers.encode(), side.records, FilterOptions(), side.today, wording, ()).decode()
    return suggestion._replace(text=text)


def _print(reports: "Sequence[Report]", format_: str, today: date, wording: "Wording") -> None:
    found = [finding for report in reports for finding in report.findings]
    if format_ == "json":
        from gcmtrack.formats import json_document

        output.write(json_document.pages(reports, today))
    elif format_ == "sarif":
        from gcmtrack.formats import sarif

        output.write(sarif.write(found))
    else:
        if format_ == "github":
            from gcmtrack.formats import github_annotations
            from gcmtrack.printable import inert

            output.write_lines(inert(line) for line in github_annotations.lines(found, wording))
        output.write_lines(_lines(found, wording))
        for report in reports:
            output.write_lines(_suggested(report, wording))


def _lines(found: "Sequence[PageFinding]", wording: "Wording") -> Iterator[str]:
    from gcmtrack.printable import inert

    for finding in found:
        message = wording.joined([finding.message, finding.suggestion], "semicolon")
        yield inert(str(finding._replace(message=message)))


def _suggested(report: "Report", wording: "Wording") -> Iterator[str]:
    from gcmtrack.printable import inert

    for suggestion in report.suggestions:
        lines = f"{suggestion.first_line}-{suggestion.last_line}"
        yield ""
        yield inert(f"{report.audited.page.path}:{lines}: {wording.text('audit.could-stand')}")
        yield from (inert(line) for line in suggestion.text.splitlines())
