"""Auditing a page in a test: its text in, its findings out as short lines."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from conftest import SHIPPED
from gcmtrack.audit.finding.context import RecordSide
from gcmtrack.audit.finding.registry import audit
from gcmtrack.audit.finding.report import PageFinding, Report
from gcmtrack.audit.reading.dates import PageDates
from gcmtrack.audit.reading.kinds import kind_of, read_page
from gcmtrack.audit.reading.source import decoded
from gcmtrack.cli.own_markers import own_parts
from gcmtrack.model.collection import Records
from gcmtrack.store.load import load
from gcmtrack.views.filters import FilterOptions
from gcmtrack.wording import english

TODAY = date(2018, 7, 20)


@cache
def shipped() -> Records:
    return load(SHIPPED).records


@cache
def _side(records: Records, asked: FilterOptions, today: date) -> RecordSide:
    return RecordSide(records, asked, today, english())


def report(
    text: str,
    records: Records | None = None,
    *,
    today: date = TODAY,
    name: str = "page.md",
    asked: FilterOptions | None = None,
) -> Report:
    """Returns what is said of a page whose text is given; the shipped records unless told otherwise."""
    side = _side(records or shipped(), asked or FilterOptions(), today)
    kind = kind_of(name, text)
    own, faults = own_parts(text, kind)
    return audit(read_page(name, text, kind, own), side, faults)


def findings(text: str, records: Records | None = None, **more: object) -> tuple[PageFinding, ...]:
    return report(text, records, **more).findings  # type: ignore[arg-type]


def said(text: str, records: Records | None = None, **more: object) -> list[str]:
    """Returns each finding as "line:column name: quotation"."""
    return [f"{f.line}:{f.column} {f.name}: {f.quote}" for f in findings(text, records, **more)]


def names(text: str, records: Records | None = None, **more: object) -> list[str]:
    return [finding.name for finding in findings(text, records, **more)]


def dates(text: str, *, today: date = TODAY, name: str = "page.txt") -> PageDates:
    return report(text, today=today, name=name).audited.survey.dates


def edtf(text: str, **more: object) -> list[str]:
    """Returns the dates of a text as EDTF, with "?" for one whose year cannot be told."""
    found = dates(text, **more)  # type: ignore[arg-type]
    return [str(mention.when) if mention.when else "?" for mention in found.mentions]


def page_text(file: Path) -> str:
    return decoded(file.read_bytes())


def counted(found: Sequence[PageFinding]) -> dict[str, int]:
    names_: dict[str, int] = {}
    for finding in found:
        names_[finding.name] = names_.get(finding.name, 0) + 1
    return names_
