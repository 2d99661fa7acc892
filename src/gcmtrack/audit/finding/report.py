"""What an audit says: findings at their places, and the parts of a page that could be kept by gcmtrack."""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from gcmtrack.audit.finding.context import Audited
from gcmtrack.audit.reading.dates import Mention
from gcmtrack.model.findings import Level


class PageFinding(NamedTuple):
    """A finding at a place of a page. Lines and columns count from 1; the end is just behind the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    name: str
    level: Level
    message: str
    suggestion: str
    quote: str
    records: tuple[str, ...]
    sure: bool
    begin: int
    is_own: bool

    def __str__(self) -> str:
        kind = "warning: " if self.level == "warning" else ""
        return f"{self.path}:{self.line}:{self.column}: {kind}{self.message} [{self.name}]"


class Suggestion(NamedTuple):
    """A part of the page, from line to line, in whose place a section of ours may stand. `asked` are its filters.

    `text` is the whole of what may stand there, markers and all, once it is rendered.
    """

    section: str
    asked: tuple[tuple[str, str], ...]
    first_line: int
    last_line: int
    text: str = ""

    @property
    def opening(self) -> str:
        return f"<!-- gcmtrack:{' '.join((self.section, *_pairs(self.asked)))} -->"

    @property
    def closing(self) -> str:
        return f"<!-- /gcmtrack:{self.section} -->"


def _pairs(asked: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for key, value in asked:
        yield shlex.quote(value) if key == "words" else f"{key}={shlex.quote(value)}"


class Report(NamedTuple):
    """What came of auditing a page: the findings in the order of the page, every date on it, and what is suggested."""

    audited: Audited
    findings: tuple[PageFinding, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def dates(self) -> tuple[Mention, ...]:
        return self.audited.survey.dates.mentions

    @property
    def unread(self) -> int | None:
        """The offset from which on the page was not read, since it holds too much; None for all pages that people read."""
        return self.audited.page.unread
