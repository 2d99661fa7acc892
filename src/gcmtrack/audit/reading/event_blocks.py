"""Event blocks: a title with labelled lines ("Start date: ..."), or with a line of its own for the date."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from gcmtrack.audit.reading import lexicon
from gcmtrack.audit.reading.dates import Mention
from gcmtrack.audit.reading.page import Block
from gcmtrack.audit.reading.places import Gazetteer
from gcmtrack.audit.reading.survey import AROUND_DATE, Survey
from gcmtrack.audit.reading.unit import Spot, Unit, joined, one_range

# Times, labels, a weekday and a place.
_LONGEST_BESIDE = 80
_LONGEST_TITLE = 200
# A paragraph that is longer is none of a row of dates, titles and places.
_LONGEST_LINE = 100
_SHORTEST_TITLE = 12


class _Labelled(NamedTuple):
    label: str
    block: int
    begin: int
    end: int


class EventBlocks:
    """Reads the event blocks of a page; `used` are the blocks of which they are made."""

    def __init__(self, survey: Survey, gazetteer: Gazetteer) -> None:
        self._survey = survey
        self._gazetteer = gazetteer
        self.used: set[int] = set()

    def _block(self, number: int) -> Block:
        return self._survey.page.blocks[number]

    def read(self) -> Iterator[Unit]:
        behind = 0
        # Without a date there is no event.
        for number in self._survey.dates.by_block:
            if number < behind:
                continue
            unit = self._labelled(number) or self._dated_line(number)
            if unit is not None:
                self.used.update(range(unit.first_block, unit.last_block + 1))
                yield unit
                behind = unit.last_block + 1

    def _labels(self, number: int) -> list[_Labelled]:
        return [_Labelled(label, number, begin, end) for label, begin, end in self._labels_in(number)]

    @cached_property
    def _labels_in(self) -> Callable[[int], Sequence[tuple[str, int, int]]]:
        return self._survey.once_a_text(self._read_labels)

    def _read_labels(self, number: int) -> Sequence[tuple[str, int, int]]:
        folded = self._survey.folded[number]
        if ":" not in folded:
            return ()
        found = list(lexicon.LABEL.finditer(folded))
        if not found:
            return ()
        ends = [match.start() for match in found[1:]] + [len(folded)]
        labels = []
        for match, end in zip(found, ends, strict=True):
            line = folded.find("\n", match.end(), end)
            name = next(k for k in ("start", "end", "date", "place", "other") if match[k])
            labels.append((name, match.end(), line if line > 0 else end))
        return labels

    def _labelled(self, number: int) -> Unit | None:
        labels = self._labels(number)
        if not any(label.label in ("start", "date") and self._within(label) for label in labels):
            return None
        own = self._first_line(number)
        title = own if own and own.end <= self._label_begin(number) else self._title_above(number)
        if title is None:
            return None
        last = number
        things = 0
        for below in range(number + 1, min(number + 12, len(self._survey.page.blocks))):
            if self._block(below).kind in ("thing", "script"):
                things += 1
                continue
            more = self._labels(below)
            if not more or any(label.label == "start" for label in more):
                break
            labels += more
            last = below
        return self._of_labels(title, labels, last)

    def _label_begin(self, number: int) -> int:
        match = lexicon.LABEL.search(self._survey.folded[number])
        return match.start() if match else 0

    def _of_labels(self, title: Spot, labels: Sequence[_Labelled], last: int) -> Unit | None:
        dates: list[Mention] = []
        for wanted in ("start", "date", "end"):
            for label in labels:
                if label.label == wanted:
                    dates += self._within(label)[: 1 if wanted == "end" else 2]
                    break
        if not dates:
            return None
        starts = any(label.label == "start" for label in labels)
        ends = any(label.label == "end" and self._within(label) for label in labels)
        when, fault = (
            joined(dates[0], dates[-1]) if (starts and ends) or len(dates) == 2 else (dates[0].when, None)
        )
        place, place_at = None, None
        for label in labels:
            if label.label == "place":
                places = self._gazetteer.places(self._survey.folded[label.block], label.begin, label.end)
                if places:
                    place = places[0]
                    place_at = Spot(label.block, place.begin, place.end)
                break
        mention = dates[0]
        return Unit(
            "block",
            self._text(title),
            title,
            when,
            tuple(dates),
            Spot(mention.block, mention.begin, mention.end),
            self._survey.parts[title.block].state,
            place,
            place_at,
            min(title.block, mention.block),
            last,
            fault,
            labelled=True,
        )

    def _within(self, label: _Labelled) -> list[Mention]:
        return [
            m
            for m in self._survey.dates.of(label.block)
            if label.begin <= m.begin < label.end and not m.is_bare_year and not self._survey.is_history(m)
        ]

    def _text(self, spot: Spot) -> str:
        return self._block(spot.block).text[spot.begin : spot.end]

    def _first_line(self, number: int) -> Spot | None:
        text = self._block(number).text
        end = text.find("\n")
        return Spot(number, 0, end if end >= 0 else len(text))

    def _title_above(self, number: int) -> Spot | None:
        for above in range(number - 1, max(-1, number - 4), -1):
            block = self._block(above)
            if block.kind in ("thing", "script"):
                continue
            if above in self.used or len(block.text) > _LONGEST_TITLE or self._labels(above):
                return None
            if lexicon.heading_state(self._survey.folded[above]) in ("upcoming", "past", "ongoing"):
                return None
            return self._first_line(above)
        return None

    def _dated_line(self, number: int) -> Unit | None:
        """A line that is a date, below its title or above it."""
        if not self.is_date_line(number):
            return None
        title, last = self._title_above(number), number
        block = self._block(number)
        if title is None or not self._is_title(title.block):
            title = None
            below = number + 1
            if (
                below < len(self._survey.page.blocks)
                and not block.is_heading
                and (self._is_title(below) or self._is_titled_below(number))
            ):
                title, last = self._first_line(below), below
        if title is None:
            return None
        dates = [m for m in self._survey.dates.of(number) if not m.is_bare_year]
        when, fault = joined(dates[0], dates[-1]) if len(dates) == 2 else (dates[0].when, None)
        places = self._gazetteer.places(self._survey.folded[number])
        place_block = number
        after = last + 1
        if (
            not places
            and after < len(self._survey.page.blocks)
            and (last == number or not self._is_title(last))
        ):
            following = self._block(after)
            if len(following.text) <= 60 and not following.is_heading:
                places = self._gazetteer.places(self._survey.folded[after])
                place_block = after
                last = after if places else last
        place = places[0] if places else None
        return Unit(
            "block",
            self._text(title),
            title,
            when,
            tuple(dates),
            Spot(number, dates[0].begin, dates[-1].end if len(dates) == 2 else dates[0].end),
            self._survey.parts[number].state,
            place,
            Spot(place_block, place.begin, place.end) if place else None,
            min(title.block, number),
            last,
            fault,
        )

    def _is_titled_below(self, number: int) -> bool:
        """Whether a date stands above its title where date, title and place are short paragraphs of their own, as page
        builders make them: the row of them begins with a date."""
        below = self._block(number + 1)
        return (
            self._is_short(number + 1)
            and len(below.text) >= _SHORTEST_TITLE
            and not self._survey.dates.of(number + 1)
            and self.is_date_line(self._begins_row[number])
        )

    def _is_short(self, number: int) -> bool:
        block = self._block(number)
        return (
            block.kind == "paragraph"
            and 0 < len(block.text) <= _LONGEST_LINE
            and block.text[-1] not in ".:;!?"
        )

    @cached_property
    def _begins_row(self) -> tuple[int, ...]:
        """For each block the first of the short paragraphs among which it stands."""
        found: list[int] = []
        for number in range(len(self._survey.page.blocks)):
            goes_on = number and self._is_short(number) and self._is_short(number - 1)
            found.append(found[-1] if goes_on else number)
        return tuple(found)

    def _is_title(self, number: int) -> bool:
        block = self._block(number)
        return (block.is_heading or block.kind in ("line", "item") or block.linked) and bool(block.text)

    @cached_property
    def is_date_line(self) -> Callable[[int], bool]:
        """Whether a block says a date, perhaps with a time and a place, and nothing else."""
        return self._survey.once_a_text(self._is_date_line)

    def _is_date_line(self, number: int) -> bool:
        block = self._block(number)
        dates = [m for m in self._survey.dates.of(number) if not m.is_bare_year]
        if not dates or len(block.text) > 120 or len(dates) > 2 or not all(m.is_day for m in dates):
            return False
        if len(block.text) - sum(m.end - m.begin for m in dates) > _LONGEST_BESIDE:
            return False
        if len(dates) == 2 and not one_range(self._survey.folded[number], dates):
            return False
        rest = self._survey.folded[number]
        for spot in reversed(dates):
            rest = f"{rest[: spot.begin]} {rest[spot.end :]}"
        for place in reversed(self._gazetteer.places(rest)):
            rest = f"{rest[: place.begin]} {rest[place.end :]}"
        return not re.search(r"[a-z]{2}", AROUND_DATE.sub(" ", rest))
