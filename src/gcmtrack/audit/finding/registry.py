"""The named findings, as one table; making them all for a page, and leaving out what the page silences."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from gcmtrack import docstring
from gcmtrack.audit.finding import (
    layout,
    other_dates,
    other_place,
    past_as_upcoming,
    resolved_words,
    same_page,
    texts,
    unknown,
    upcoming_lists,
)
from gcmtrack.audit.finding.context import Audited, Found, MarkerFault, RecordSide, Stretch
from gcmtrack.audit.finding.phrases import short
from gcmtrack.audit.finding.report import PageFinding, Report
from gcmtrack.audit.finding.silencing import silenced, unknown_names
from gcmtrack.audit.reading.page import Page
from gcmtrack.audit.reading.unit import Spot
from gcmtrack.errors import Misuse
from gcmtrack.model.findings import Level
from gcmtrack.text import one_of, unknown_word


class Kind(NamedTuple):
    """A named finding. Its explanation is the docstring of what finds it: what it is, then why it matters."""

    level: Level
    find: Callable[[Audited], Iterable[Found]]

    @property
    def name(self) -> str:
        return self.find.__name__.replace("_", "-")

    @property
    def explanation(self) -> tuple[str, str]:
        """Returns what is found, in a sentence or two, and what is to be known about it."""
        what, _, why = (docstring.of(self.find) or "").strip().partition("\n\n")
        return " ".join(what.split()), " ".join(why.split())


# What the passing of time alone makes is a warning; a contradiction is an error.
KINDS: tuple[Kind, ...] = (
    Kind("warning", past_as_upcoming.past_as_upcoming),
    Kind("error", upcoming_lists.says_none_upcoming),
    Kind("warning", upcoming_lists.missing_upcoming),
    Kind("error", other_dates.other_dates),
    Kind("error", other_place.other_place),
    Kind("warning", resolved_words.resolved_words),
    Kind("warning", texts.superseded_text),
    Kind("warning", texts.undated_document),
    Kind("error", texts.bad_symbol),
    Kind("warning", layout.empty_heading),
    Kind("error", same_page.same_page_contradiction),
    Kind("error", layout.broken_marker),
    Kind("warning", unknown.not_in_record),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def chosen(name: str) -> tuple[Kind, ...]:
    """Returns the findings that a name means: all for "all", one for an unambiguous start. Raises `Misuse`."""
    if name == "all":
        return KINDS
    matching = [BY_NAME[name]] if name in BY_NAME else [kind for kind in KINDS if kind.name.startswith(name)]
    if len(matching) == 1:
        return tuple(matching)
    if matching:
        raise Misuse(f"{name!r} can mean {one_of([kind.name for kind in matching])}")
    raise Misuse(unknown_word("finding", name, BY_NAME))


def audit(page: Page, side: RecordSide, marker_faults: Sequence[MarkerFault] = ()) -> Report:
    """Returns what is to be said of a page, without what the page silences."""
    faults = [*marker_faults, *unknown_names(page.source, tuple(BY_NAME))]
    audited = Audited(page, side, faults)
    quiet = silenced(audited.page)
    found = [finding for finding in _all(audited) if not quiet(finding.name, finding.begin)]
    return Report(audited, tuple(sorted(set(found), key=lambda f: (f.begin, f.name, f.message))))


def _all(audited: Audited) -> Iterator[PageFinding]:
    for kind in KINDS:
        for found in kind.find(audited):
            yield _finding(audited, kind, found)


def _finding(audited: Audited, kind: Kind, found: Found) -> PageFinding:
    begin, end = _offsets(audited, found.at)
    source = audited.page.source
    return PageFinding(
        audited.page.path,
        *source.place(begin),
        *source.place(end),
        kind.name,
        "warning" if found.warning else kind.level,
        found.message,
        found.suggestion,
        short(source.text[begin:end], 200),
        found.records,
        found.sure,
        begin,
        audited.page.own_part(begin) is not None,
    )


def _offsets(audited: Audited, at: Spot | Stretch) -> tuple[int, int]:
    if isinstance(at, Stretch):
        return at.begin, at.end
    block = audited.page.blocks[at.block]
    return block.offset(at.begin), block.end_offset(at.end)
