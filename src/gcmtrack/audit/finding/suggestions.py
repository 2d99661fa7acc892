"""The parts of a page that our markers could keep in place of hands."""

from collections.abc import Iterator, Sequence

import msgspec

from gcmtrack.audit.finding.context import Audited
from gcmtrack.audit.finding.report import PageFinding, Suggestion
from gcmtrack.audit.finding.upcoming_lists import none_upcoming
from gcmtrack.audit.reading.page import BOLD, Block
from gcmtrack.views.filters import FilterOptions

# The sections of a page that are suggested, by what the heading above the list announces.
_SECTIONS = {"upcoming": "upcoming", "ongoing": "ongoing", "past": "past"}
# Without filters of the command, what is coming within a year.
_SOON = (("within", "1y"),)
_OF_DOCUMENTS = ("undated-document", "superseded-text")


def suggestions(audited: Audited, findings: tuple[PageFinding, ...]) -> Iterator[Suggestion]:
    """Yields what could stand in place of lists that are kept by hand, in the order of the page."""
    found = [*_lists(audited), *_documents(audited, findings)]
    yield from sorted(found, key=lambda s: s.first_line)


def _lists(audited: Audited) -> Iterator[Suggestion]:
    parts = audited.survey.parts
    done: set[str] = set()
    none = {spot.block for spot in none_upcoming(audited)}
    for number, part in enumerate(parts):
        section = _SECTIONS.get(part.state or "")
        if section is None or part.heading != number or section in done:
            continue
        last = number
        while last + 1 < len(parts) and parts[last + 1].heading == number:
            last += 1
        inside = [unit for unit in audited.units if number < unit.at.block <= last]
        if not inside and not none & set(range(number, last + 1)):
            continue
        first = number + 1 if number + 1 <= last else number
        if audited.is_own(audited.whole(first)):
            continue
        done.add(section)
        yield _suggestion(audited, section, _filters(audited, section, number, last), first, last)
    for number in sorted(none):
        if "upcoming" not in done and not audited.is_own(audited.whole(number)):
            done.add("upcoming")
            yield _suggestion(audited, "upcoming", _asked(audited.side.asked) or _SOON, number, number)


def _suggestion(
    audited: Audited, section: str, asked: tuple[tuple[str, str], ...], first: int, last: int
) -> Suggestion:
    blocks = audited.page.blocks
    asked = (*asked, *_shown_as(blocks, section, first, last))
    end = blocks[last].offset(max(len(blocks[last].text) - 1, 0))
    source = audited.page.source
    return Suggestion(section, asked, source.line(blocks[first].begin), source.line(end))


def _shown_as(blocks: Sequence[Block], section: str, first: int, last: int) -> Iterator[tuple[str, str]]:
    """The keys with which our markers show it as the page does: headings a level below its own, or a list."""
    above = next((b.level for b in reversed(blocks[:first]) if b.is_heading and 0 < b.level < BOLD), 2)
    if section != "documents" and all(block.kind == "item" for block in blocks[first : last + 1]):
        yield "layout", "list"
    elif above != 2:
        yield "level", str(min(above + 1, 6))


def _asked(options: FilterOptions) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for key, value in msgspec.structs.asdict(options).items():
        values = value if isinstance(value, tuple) else (value,) if value else ()
        pairs += [(key, one) for one in values]
    return tuple(pairs)


def _filters(audited: Audited, section: str, first: int, last: int) -> tuple[tuple[str, str], ...]:
    """The filters of the command; a list of what is past holds, without any, events like those that it shows."""
    asked = _asked(audited.side.asked)
    if asked or section == "ongoing":
        return asked
    if section == "upcoming":
        return _SOON
    types = sorted(
        {match.milestone.type for unit, match in audited.matches if match and first <= unit.at.block <= last}
    )
    return tuple(("type", type_) for type_ in types)


def _documents(audited: Audited, findings: tuple[PageFinding, ...]) -> Iterator[Suggestion]:
    """The versions of a text, where the page has one undated or outdated."""
    named = [finding for finding in findings if finding.name in _OF_DOCUMENTS and finding.records]
    if not named:
        return
    milestone = audited.records.milestones[named[0].records[0]]
    types = ("draft", "outcome-document", "resolution")
    asked = (
        *_asked(audited.side.asked),
        *(("type", type_) for type_ in types),
        ("phase", milestone.phase),
        ("phase", "adoption"),
    )
    yield Suggestion("documents", tuple(dict.fromkeys(asked)), named[0].line, named[0].line)
