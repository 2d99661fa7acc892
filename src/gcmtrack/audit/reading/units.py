"""All that a page says of events and texts with their dates: blocks, items, and clauses of sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from gcmtrack.audit.reading.dates import Mention
from gcmtrack.audit.reading.event_blocks import EventBlocks
from gcmtrack.audit.reading.page import Block
from gcmtrack.audit.reading.places import Gazetteer, Place
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Spot, Unit, clause_of, joined, one_range, title_around

_LONGEST_ITEM = 260


def read_units(survey: Survey, gazetteer: Gazetteer) -> list[Unit]:
    """Returns the events and dated lines of a page in order, and clauses for the dates that stand in sentences."""
    blocks = EventBlocks(survey, gazetteer)
    units = [*blocks.read()]
    lines = _Lines(survey, gazetteer, blocks.used)
    units += lines.items()
    units += lines.clauses()
    units = [
        unit._replace(symbol=symbol) if (symbol := _symbol_beside(survey, unit)) else unit for unit in units
    ]
    return sorted(units, key=lambda unit: (unit.first_block, unit.at))


_SYMBOL_BEFORE = re.compile(
    r"(?<![\w/])([A-Z]{1,6}(?:/[A-Za-z0-9.-]{1,30}){1,6})[\s,()]{1,4}(?:of|du|de|del|dated|adopted on|adoptee? le|aprobada el|on|le|el)?\s?(?:the |el |le )?$"
)


def _symbol_beside(survey: Survey, unit: Unit) -> str | None:
    """The UN symbol right before a date: "A/RES/73/195 of 19 December 2018"."""
    text = survey.page.blocks[unit.at.block].text
    if "/" not in text:
        return None
    match = _SYMBOL_BEFORE.search(text, max(0, unit.at.begin - 60), unit.at.begin)
    return match[1] if match else None


class _Line(NamedTuple):
    """What a line says with its dates: which of its dates come first, how many of them are one range, its title, its place."""

    order: tuple[int, ...]
    paired: int
    title: tuple[int, int]
    place: Place | None


class _Lines:
    """Reads what is no event block: `used` are the blocks that are part of one."""

    def __init__(self, survey: Survey, gazetteer: Gazetteer, used: set[int]) -> None:
        self._survey = survey
        self._gazetteer = gazetteer
        self._used = used

    def _block(self, number: int) -> Block:
        return self._survey.page.blocks[number]

    # Items: one line that says what and when.

    def items(self) -> Iterator[Unit]:
        for number, mentions in self._survey.dates.by_block.items():
            block = self._block(number)
            if number in self._used or len(block.text) > _LONGEST_ITEM:
                continue
            if block.kind not in ("item", "row", "line", "heading", "paragraph", "note"):
                continue
            if block.kind == "paragraph" and (
                len(block.text) > 160 or block.text.rstrip().endswith((".", "!", "?"))
            ):
                continue
            if block.kind == "note":
                continue
            if unit := self._item(number, mentions):
                self._used.add(number)
                yield unit

    def _item(self, number: int, mentions: Sequence[Mention]) -> Unit | None:
        line = self._line(number)
        if line is None:
            return None
        order, paired, title, place = line
        dates = [mentions[position] for position in order]
        primary, last = dates[0], dates[paired - 1]
        when, fault = joined(primary, last) if paired == 2 else (primary.when, None)
        return Unit(
            "item",
            self._block(number).text[title[0] : title[1]],
            Spot(number, *title),
            when,
            tuple(dates),
            Spot(number, primary.begin, last.end),
            self._survey.parts[number].state,
            place,
            Spot(number, place.begin, place.end) if place else None,
            number,
            number,
            fault,
            heading=self._survey.headings[number],
        )

    @cached_property
    def _line(self) -> Callable[[int], _Line | None]:
        """What a line of some text is, wherever it stands."""
        return self._survey.once_a_text(self._read_line)

    def _read_line(self, number: int) -> _Line | None:
        folded, text = self._survey.folded[number], self._block(number).text
        dates = [
            (position, m)
            for position, m in enumerate(self._survey.dates.of(number))
            if not m.is_bare_year and not m.written.unit and not self._survey.is_history(m)
        ]
        if not dates or (". " in text and len(text) > 160):
            return None
        first = next((pair for pair in dates if pair[1].is_day), dates[0])
        primary = first[1]
        second = next((pair for pair in dates if pair[1].begin >= primary.end), None)
        paired = [first]
        if second is not None and one_range(folded, [primary, second[1]]):
            paired.append(second)
        end = paired[-1][1].end
        places = self._gazetteer.places(folded)
        title = title_around(text, primary.begin, end, places)
        place = min(places, key=lambda p: min(abs(p.begin - end), abs(primary.begin - p.end)), default=None)
        order = (*(position for position, _ in paired), *(pair[0] for pair in dates if pair not in paired))
        return _Line(order, len(paired), title, place)

    # Clauses: a date in a sentence, with what stands before or after it.

    def clauses(self) -> Iterator[Unit]:
        for number, mentions in self._survey.dates.by_block.items():
            if number in self._used or self._block(number).kind == "note":
                continue
            text = self._block(number).text
            spoken_of: tuple[str, ...] = ()
            # "The IMRF of 2022": a year that is part of a name parts no sentence.
            told = [m for m in mentions if not m.is_bare_year or self._is_told_year(m)]
            for position, mention in enumerate(told):
                if mention.written.unit:
                    continue
                first, last = self._survey.sentence(mention)
                begin, end = first, last
                if position and told[position - 1].end > begin:
                    begin = told[position - 1].end
                if position + 1 < len(told) and told[position + 1].begin < end:
                    end = told[position + 1].begin
                title = clause_of(text, begin, mention.begin)
                if title is None and (end == last or _OPENS.fullmatch(text, first, mention.begin)):
                    # What stands between two dates is said of the second, unless the sentence begins with the first.
                    title = clause_of(text, mention.end, end)
                if title is None:
                    continue
                before, spoken_of = spoken_of, (*spoken_of[1 - _REMEMBERED :], text[slice(*title)])
                if self._survey.is_history(mention):
                    continue
                yield Unit(
                    "clause",
                    text[slice(*title)],
                    Spot(number, *title),
                    mention.when,
                    (mention,),
                    Spot(number, mention.begin, mention.end),
                    self._survey.parts[number].state,
                    None,
                    None,
                    number,
                    number,
                    mention.fault,
                    sentence=text[first:last] if self._is_one_time(mention, first, last) else "",
                    spoken_of=before,
                    heading=self._survey.headings[number],
                )

    def _is_told_year(self, mention: Mention) -> bool:
        """Whether a year stands in a sentence as the time of something: "in 2028"."""
        folded = self._survey.folded[mention.block]
        return bool(_IN.search(folded, max(0, mention.begin - 8), mention.begin))

    def _is_one_time(self, mention: Mention, begin: int, end: int) -> bool:
        """Whether all days that a sentence tells are within a few days."""
        if mention.when is None or mention.when.precision != "day":
            return False
        for other in self._survey.mentions_in(mention.block, begin, end):
            if other.when is None or other.when.precision != "day":
                return False
            if abs((other.when.first - mention.when.first).days) > _ONE_TIME:
                return False
        return True


_ONE_TIME = 3
# So many clauses back it is still known what "the second" is.
_REMEMBERED = 5
_IN = re.compile(r"\b(?:in|en|for|para|pour)\s$")
# What stands before a date with which a sentence begins.
_OPENS = re.compile(r"[^\w]{0,10}(?:\w{1,4}[ \xa0]){0,3}")
