"""All that is read off a page before anything is judged: folded texts, dates, and which part of the page each block is in."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple, TypeVar, cast

from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.dates import Mention, PageDates, folded_texts, read_dates
from gcmtrack.audit.reading.page import BOLD, Block, Page

_T = TypeVar("_T")


class Part(NamedTuple):
    """The part of the page that a block is in: what its heading announces, and the block of that heading."""

    state: str | None
    heading: int | None


class Survey:
    """A page on a day, with what can be read off it."""

    def __init__(self, page: Page, today: date) -> None:
        self.page = page
        self.today = today
        self._kept: dict[object, object] = {}

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """For each block the first one of the same text: pages say the same thing again and again."""
        first: dict[str, int] = {}
        return tuple(first.setdefault(block.text, number) for number, block in enumerate(self.page.blocks))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return folded_texts(self.page.blocks, self.alike)

    def once_a_text(self, read: Callable[[int], _T]) -> Callable[[int], _T]:
        """Returns a function of the number of a block that reads the same, and each text once."""
        known: dict[int, _T] = {}

        def of(number: int) -> _T:
            first = self.alike[number]
            if first not in known:
                known[first] = read(first)
            return known[first]

        return of

    def once_a_date(self, read: Callable[[Mention], _T]) -> Callable[[Mention], _T]:
        """Returns a function of a date that reads the same, and each place in each text once."""
        known: dict[tuple[int, int], _T] = {}

        def of(mention: Mention) -> _T:
            key = (self.alike[mention.block], mention.begin)
            if key not in known:
                known[key] = read(mention)
            return known[key]

        return of

    def holding(self, pattern: re.Pattern[str], numbers: Iterable[int]) -> Iterator[int]:
        """Returns those of the blocks in whose folded text a pattern is found."""
        return filter(self.once_a_text(lambda number: pattern.search(self.folded[number])), numbers)

    @cached_property
    def dates(self) -> PageDates:
        return read_dates(self.page, self.folded, self.today)

    def as_far_as_read(self) -> "Survey":
        """Returns the survey of what stands before the date that was one too many; itself for all pages that people read."""
        dates = self.dates
        if dates.unread is None:
            return self
        read = Survey(self.page.until(dates.unread), self.today)
        read.dates = dates
        return read

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The part of each block, in order. A heading is in the part that it opens."""
        parts: list[Part] = []
        now = Part(None, None)
        level = 0
        for number, block in enumerate(self.page.blocks):
            if self.may_be_heading(number):
                state = lexicon.heading_state(self.folded[number])
                if state is not None:
                    now, level = Part(state, number), block.level
                elif block.is_heading and self._ends_part(number, level) and not self._titles_event(number):
                    now, level = Part(None, number), block.level
            parts.append(self._own_part(block) or now)
        return tuple(parts)

    def _ends_part(self, number: int, level: int) -> bool:
        """Whether a heading ends the part that one of `level` opened; a line in capitals does so in plain text only, a bold
        one where it stands above a list as the one did that opened the part."""
        block = self.page.blocks[number]
        if self.page.kind == "text":
            return block.level <= (level or BOLD)
        if block.level == level == BOLD:
            return number + 1 < len(self.page.blocks) and self.page.blocks[number + 1].kind in ("item", "row")
        return block.level <= min(level, 6)

    def _own_part(self, block: Block) -> Part | None:
        """What stands between our own markers is what the marker says."""
        own = self.page.own_part(block.begin) if self.page.own and block.text else None
        if own is None:
            return None
        return Part(own.section if own.section in ("upcoming", "ongoing", "past") else "other", None)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """For each block the text of the next heading above it; empty where there is none."""
        found = []
        now = ""
        for block in self.page.blocks:
            found.append(now)
            now = block.text if block.is_heading else now
        return tuple(found)

    def may_be_heading(self, number: int) -> bool:
        block = self.page.blocks[number]
        return block.is_heading or (block.kind in ("line", "paragraph") and len(block.text) <= 70)

    def _titles_event(self, number: int) -> bool:
        """Whether the block below a heading gives its date: then it is the title of an event, no new part."""
        if any(not mention.is_bare_year for mention in self.dates.of(number)):
            return True
        for below in range(number + 1, min(number + 3, len(self.page.blocks))):
            block = self.page.blocks[below]
            if block.is_heading:
                return False
            if block.text:
                return block.kind not in ("item", "row") and self.is_day_alone(below)
        return False

    @cached_property
    def is_day_alone(self) -> Callable[[int], bool]:
        """Whether a block is a date and hardly anything else, such as its label or a time."""
        return self.once_a_text(self._is_day_alone)

    def _is_day_alone(self, number: int) -> bool:
        mentions = [m for m in self.dates.of(number) if not m.is_bare_year]
        if not mentions or len(mentions) > 3:
            return False
        rest = self.folded[number]
        for mention in reversed(mentions):
            rest = rest[: mention.begin] + rest[mention.end :]
        return len(_LETTERS.findall(AROUND_DATE.sub(" ", rest))) <= 3

    def mentions_in(self, block: int, begin: int, end: int) -> tuple[Mention, ...]:
        """Returns the dates of a block that begin within a stretch of it."""
        mentions = self.dates.of(block)
        first = bisect_left(mentions, begin, key=_begin)
        return mentions[first : bisect_left(mentions, end, first, key=_begin)]

    def keep(self, make: Callable[["Survey"], _T]) -> _T:
        """Returns what a function makes of the survey, which it makes once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("_T", self._kept[make])

    @cached_property
    def text(self) -> str:
        """All the folded text of the page."""
        return "\n".join(self.folded)

    @cached_property
    def says(self) -> Callable[[str], bool]:
        """Whether the page says something somewhere, in folded letters."""
        return cache(self.text.__contains__)

    def text_of(self, mention: Mention) -> str:
        return self.page.blocks[mention.block].text[mention.begin : mention.end]

    @cached_property
    def is_history(self) -> Callable[[Mention], bool]:
        """Whether the text tells the date as what was once foreseen: "moved from 10–13 May 2022"."""
        return self.once_a_date(self._is_history)

    def _is_history(self, mention: Mention) -> bool:
        folded = self.folded[mention.block]
        if lexicon.ONCE_AFTER.match(folded, mention.end, mention.end + 60):
            return True
        return any(self._is_told_before(folded, first) for first in self._listed_before(mention))

    def _is_told_before(self, folded: str, mention: Mention) -> bool:
        before = folded[max(0, mention.begin - 45) : mention.begin]
        cut = max(before.rfind(";"), before.rfind(". "))
        return lexicon.ONCE.search(before[cut + 1 :]) is not None

    def _listed_before(self, mention: Mention) -> Iterator[Mention]:
        """Yields a date and those before it in one list: "March, June–July and 12–13 July 2021"."""
        yield mention
        mentions, folded = self.dates.of(mention.block), self.folded[mention.block]
        at = bisect_left(mentions, mention.begin, key=_begin)
        for before in reversed(mentions[max(0, at - _LONGEST_LIST) : at]):
            if not _LISTED.fullmatch(folded, before.end, mention.begin):
                return
            yield before
            mention = before

    @cached_property
    def sentence(self) -> Callable[[Mention], tuple[int, int]]:
        """Returns where the sentence around a date begins and ends in its block; at most 300 characters each way."""
        return self.once_a_date(
            lambda date: sentence(self.folded[date.block], self.stops(date.block), date.begin, date.end)
        )

    @cached_property
    def stops(self) -> Callable[[int], "Stops"]:
        """Returns where the sentences of a block end."""
        return self.once_a_text(lambda number: _stops(self.folded[number]))


def _begin(mention: Mention) -> int:
    return mention.begin


# So many dates of one event are told in a row.
_LONGEST_LIST = 4
_LISTED = re.compile(r",\s|,?\s(?:and|y|et|then|luego|puis)\s(?:(?:the|el|le|du|del)\s)?")
_LETTERS = re.compile(r"[a-z]")
# What may stand beside a date on a line that is a date and nothing else.
AROUND_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b(?:from|to|at|on|du|au|le|les|del?|al?|el|los|utc|gmt|cet|cest|est|edt|et|"
    r"eastern|time|hrs?|hours?|noon|all day|dates?|fechas?|when|start(?:s| date)?|end(?:s| date)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|posted|published|publicado|publie|in|en|"
    r"a las|online|virtual|hybrid|event|evento)\b"
)
_STOP = re.compile(r"[.!?;]\s|\n\n|• ")
_ABBREVIATED = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "st", "no", "dr", "mr", "ms", "mrs", "h.e", "art", "vs", "e.g", "i.e", "approx", "janv", "fevr", "avr", "juil", "abr", "ago", "dic")  # fmt: skip


# Where sentences end in a text: where each sign begins, and where what follows it does.
Stops = Sequence[tuple[int, int]]


def _stops(folded: str) -> Stops:
    return [stop.span() for stop in _STOP.finditer(folded) if not _abbreviated(folded, stop.start())]


def sentence(folded: str, ends: Stops, begin: int, end: int, reach: int = 300) -> tuple[int, int]:
    """Returns where the sentence around a stretch begins and ends; at most `reach` characters each way."""
    first, last = max(0, begin - reach), min(len(folded), end + reach)
    at = bisect_left(ends, (begin, 0))
    while at and ends[at - 1][1] > begin:
        at -= 1
    if at and ends[at - 1][0] >= first:
        first = ends[at - 1][1]
    at = bisect_left(ends, (end, 0), at)
    return first, ends[at][0] + 1 if at < len(ends) and ends[at][1] <= last else last


def _abbreviated(folded: str, at: int) -> bool:
    if folded[at] != ".":
        return False
    word = folded[max(0, at - 6) : at]
    last = word.split()[-1] if word.split() else ""
    return last.lstrip("(") in _ABBREVIATED or "." in last or (len(last) == 1 and last.isalpha())
