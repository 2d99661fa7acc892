"""The dates of a page: each with its place, and with the year that it has from what stands around it.

A year that is not written is carried over from a date nearby and marked as carried; a relative word ("this December") is
counted from the day on which the page was last written, as far as the page tells.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from gcmtrack.audit.reading.date_scanner import scan
from gcmtrack.audit.reading.faults import Fault, no_such_date, wrong_weekday
from gcmtrack.audit.reading.flat import flat
from gcmtrack.audit.reading.page import Block, Page
from gcmtrack.audit.reading.written import Direction, Written
from gcmtrack.model.dates import DateError, Part, When

How = Literal["given", "carried", "relative", "open"]

# No page that anyone reads has so many dates, or so many in lines and paragraphs of which none is like another.
MOST_DATES = 75_000
MOST_DIFFERENT = 5_000

# So many blocks further down a year that was written is no longer meant.
_NEAR = 8


class Mention(NamedTuple):
    """A date in a block, from `begin` to `end` in its text.

    `when` is None where no year can be told (`how` is "open") or where there is no such day (`fault` says so).
    `carried_from` is the offset in the source of what the year comes from. `near` is False for a year from far away.
    """

    block: int
    begin: int
    end: int
    written: Written
    when: When | None
    how: How
    other: When | None = None
    carried_from: int | None = None
    near: bool = True
    fault: Fault | None = None

    @property
    def is_day(self) -> bool:
        return self.written.last.day > 0

    @property
    def is_bare_year(self) -> bool:
        return self.written.bare

    @property
    def direction(self) -> Direction:
        return self.written.direction


class PageDates(NamedTuple):
    """All dates of a page in order, those of each block, and the day on which the page was last written.

    `is_stamped` tells whether the page says so itself ("Last updated: ..."); else the day is that of its newest date.
    `unread` is the offset of the first date that was one too many.
    """

    mentions: tuple[Mention, ...]
    by_block: dict[int, tuple[Mention, ...]]
    written_on: date | None
    is_stamped: bool = False
    unread: int | None = None

    def of(self, block: int) -> tuple[Mention, ...]:
        return self.by_block.get(block, ())


def read_dates(page: Page, folded: Sequence[str], today: date) -> PageDates:
    """Returns the dates of a page. `folded` are the texts of its blocks as `flat` gives them."""
    known: dict[str, list[Written]] = {}
    found: list[tuple[int, Written]] = []
    left, unread = MOST_DIFFERENT, None
    for number, block in enumerate(page.blocks):
        if not block.text:
            continue
        # Pages say the same thing again and again.
        if block.text not in known:
            known[block.text] = scan(block.text, folded[number], left + 1)
            left -= len(known[block.text])
        before = len(found)
        found += [(number, written) for written in known[block.text]]
        if left < 0 or len(found) > MOST_DATES:
            # A text that stood there before has all its dates or none.
            kept = len(found) - 1 if left < 0 else before
            unread = block.offset(found[kept][1].begin)
            del found[kept:]
            break
    written_on, stamped = _written_on(page, folded, found, today)
    mentions = tuple(_resolved(page, found, written_on, day_first=_day_first(found)))
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.block, []).append(mention)
    return PageDates(
        mentions, {number: tuple(some) for number, some in by_block.items()}, written_on, stamped, unread
    )


_Found = Sequence[tuple[int, Written]]


def _day_first(found: _Found) -> bool | None:
    """Whether numeric dates of the page have the day first; None when none of them tells."""
    for _, written in found:
        if written.other is None and written.first.day > 12 and written.end - written.begin == 10:
            return True
    return None


def _resolved(page: Page, found: _Found, written_on: date | None, *, day_first: bool | None) -> list[Mention]:
    mentions: list[Mention] = []
    for position, (number, written) in enumerate(found):
        how: How = "given"
        year, source, near = 0, None, True
        if written.direction and not written.has_year:
            how, year = "relative", _relative_year(written, written_on)
        elif not written.has_year:
            how = "carried"
            year, source, near = _carried(page, found, position)
        if not written.has_year and not year:
            mentions.append(Mention(number, written.begin, written.end, written, None, "open"))
            continue
        when, fault = _when(written, year, written_on)
        other = None
        if written.other is not None and not day_first:
            other = When(Part(*written.other))
        if when is not None and how == "given":
            fault = wrong_weekday(written, when)
        mentions.append(
            Mention(number, written.begin, written.end, written, when, how, other, source, near, fault)
        )
    return mentions


def _when(written: Written, year: int, written_on: date | None) -> tuple[When | None, Fault | None]:
    if written.unit == "month" and written_on is not None:
        step = {"this": 0, "next": 1, "last": -1}[written.direction]
        month = written_on.year * 12 + written_on.month - 1 + step
        return When(Part(month // 12, month % 12 + 1)), None
    if written.unit == "year":
        return When(Part(year)), None
    try:
        return written.when(year), None
    except DateError as error:
        return None, no_such_date(written, year, error)


def _relative_year(written: Written, written_on: date | None) -> int:
    """The year of "this December", counted from the day on which the page was written; 0 when that is not known."""
    if written_on is None:
        return 0
    step = {"this": 0, "next": 1, "last": -1}[written.direction]
    if written.unit:
        return written_on.year + step
    month, now = written.first.month, written_on.month
    if written.direction == "next":
        return written_on.year if month > now else written_on.year + 1
    if written.direction == "last":
        return written_on.year if month < now else written_on.year - 1
    return written_on.year


def _carried(page: Page, found: _Found, position: int) -> tuple[int, int | None, bool]:
    """The year for a date without one: from a date after it in the same block, or from the last one before it."""
    number, written = found[position]
    before = next(
        (pair for pair in reversed(found[max(0, position - 40) : position]) if _leads(page, *pair, number)),
        None,
    )
    if before is None or before[0] != number:
        for at, other in found[position + 1 : position + 4]:
            if at == number and other.has_year and not other.bare and other.begin - written.end < 60:
                return other.first.year or other.last.year, page.blocks[at].offset(other.begin), True
    if before is None:
        return 0, None, False
    at, other = before
    return other.last.year, page.blocks[at].offset(other.begin), number - at <= _NEAR


def _leads(page: Page, at: int, written: Written, number: int) -> bool:
    """Whether a date gives its year to those that follow. A bare year does so only in its block, or as what stands above a
    list: "six hearings in 2017:"."""
    if not written.has_year:
        return False
    if not written.bare or at == number:
        return written.first.year == written.last.year or not written.bare
    if written.first != written.last:
        return False
    block = page.blocks[at]
    return (
        block.is_heading
        or block.text.endswith(":")
        or (len(block.text) <= 60 and not block.text.endswith("."))
    )


_STAMP = re.compile(
    r"\b(?:last (?:updated|modified|reviewed|edited)|updated(?: on)?|posted(?: on)?|published(?: on)?|as of|"
    r"ultima actualizacion|actualizado(?: el)?|publicado(?: el)?|derniere mise a jour|mis(?:e)? a jour(?: le)?|publiee?(?: le)?)"
    r"\s*:?\s*(?:the |el |le |on )?$"
)


def _written_on(page: Page, folded: Sequence[str], found: _Found, today: date) -> tuple[date | None, bool]:
    """The day on which the page was last written: what it says of itself, else its newest date that is not to come."""
    if page.published and (match := re.match(r"\d{4}-\d\d-\d\d", page.published)):
        try:
            return date.fromisoformat(match[0]), True
        except ValueError:
            pass
    newest: date | None = None
    for number, written in found:
        if not written.last.year or not written.last.month:
            continue
        try:
            when = written.when()
        except DateError:
            continue
        stamped = when.start.day and _STAMP.search(folded[number], max(0, written.begin - 40), written.begin)
        if stamped and when.first <= today:
            return when.first, True
        if when.first <= today and (newest is None or when.first > newest):
            newest = when.first
    return newest, False


def folded_texts(blocks: Sequence[Block], alike: Sequence[int]) -> tuple[str, ...]:
    """Returns the texts of blocks as `flat` gives them; `alike` has for each block the first one of the same text."""
    folded: list[str] = []
    for number, first in enumerate(alike):
        folded.append(folded[first] if first < number else flat(blocks[number].text))
    return tuple(folded)
