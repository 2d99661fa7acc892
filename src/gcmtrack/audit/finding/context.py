"""What the findings are made from: a page on a day, the record, and what of the page means what of the record."""

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from msgspec import structs

from gcmtrack.audit.matching.matcher import Match, Matcher
from gcmtrack.audit.matching.record_index import RecordIndex
from gcmtrack.audit.matching.versions import Versions
from gcmtrack.audit.reading.page import Page
from gcmtrack.audit.reading.places import Gazetteer
from gcmtrack.audit.reading.survey import Survey
from gcmtrack.audit.reading.unit import Spot, Unit
from gcmtrack.audit.reading.units import read_units
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.views.filters import FilterOptions, Filters, matching_milestones, read_filters
from gcmtrack.wording import Wording


class Stretch(NamedTuple):
    """A stretch of the source, for what is not in a block: a comment."""

    begin: int
    end: int


class MarkerFault(NamedTuple):
    """What is wrong with a marker of ours, and where it stands."""

    at: Stretch
    message: str


class Found(NamedTuple):
    """Something at a place of the page; the finding that it is gives it its name and level.

    `warning` makes a warning of what else is an error. `sure` is False where the record's milestone is only likely.
    """

    at: Spot | Stretch
    message: str
    suggestion: str = ""
    records: tuple[str, ...] = ()
    sure: bool = True
    warning: bool = False


class RecordSide:
    """The record as pages are held against it; made once for all pages of a run."""

    def __init__(self, records: Records, asked: FilterOptions, today: date, wording: Wording) -> None:
        self.records = records
        self.asked = asked
        self.filters = read_filters(asked, records, today)
        self.today = today
        self.wording = wording
        # A page says the same dates and means the same milestones again and again.
        self.say = cache(wording.date)
        self._said: dict[str, str] = {}
        self.index = RecordIndex(records)
        self.gazetteer = Gazetteer(records)
        self.matcher = Matcher(self.index)
        self.versions = Versions(self.index)
        self._upcoming: dict[Filters, list[Milestone]] = {}
        self._titles_with: dict[str, tuple[str, ...]] = {}

    def named(self, milestone: Milestone) -> str:
        """Says a milestone: title, date, place, id."""
        if milestone.id not in self._said:
            self._said[milestone.id] = self._named(milestone)
        return self._said[milestone.id]

    def _named(self, milestone: Milestone) -> str:
        known = self.wording.joined([self.say(milestone.date), self.wording.place(milestone)])
        title = self.wording.called(milestone)
        return self.wording.say("audit.milestone", title=title, known=known, id=milestone.id)

    def titled(self, milestone: Milestone) -> str:
        """Says which milestone: title, id."""
        title = self.wording.called(milestone)
        return self.wording.say("audit.milestone-alone", title=title, id=milestone.id)

    def upcoming(self, filters: Filters) -> list[Milestone]:
        """Returns the events of a selection that have not begun, soonest first; cancelled ones are none."""
        if filters not in self._upcoming:
            self._upcoming[filters] = self._ahead(filters)
        return self._upcoming[filters]

    def titles_with(self, words: str) -> tuple[str, ...]:
        """Returns the titles of milestones and statements that hold words just as they stand."""
        if words not in self._titles_with:
            both: list[Milestone | Statement] = [
                *self.records.milestones.values(),
                *self.records.statements.values(),
            ]
            titles = (title for record in both for title in (record.title, *record.titles.values()))
            self._titles_with[words] = tuple(dict.fromkeys(title for title in titles if words in title))
        return self._titles_with[words]

    def _ahead(self, filters: Filters) -> list[Milestone]:
        ahead = structs.replace(filters, first=max(filters.first or self.today, self.today))
        return [
            m
            for m in matching_milestones(self.records, ahead)
            if m.kind == "event" and m.status != "cancelled" and m.date.state(self.today) == "upcoming"
        ]


class Audited:
    """A page held against the record on a day."""

    def __init__(self, page: Page, side: RecordSide, marker_faults: Sequence[MarkerFault] = ()) -> None:
        self.side = side
        self.marker_faults = tuple(marker_faults)
        self.survey = Survey(page, side.today).as_far_as_read()
        self.page = self.survey.page

    @property
    def today(self) -> date:
        return self.side.today

    @property
    def records(self) -> Records:
        return self.side.records

    @property
    def wording(self) -> Wording:
        return self.side.wording

    @cached_property
    def units(self) -> Sequence[Unit]:
        return read_units(self.survey, self.side.gazetteer)

    @cached_property
    def matches(self) -> Sequence[tuple[Unit, Match | None]]:
        """The units of the page, each with the milestone that it means, where one can be told."""
        both = ((unit, self.side.matcher.match(unit)) for unit in self.units)
        # A year alone says little; it counts where the record has another one.
        return [(unit, match) for unit, match in both if match or not unit.mention.is_bare_year]

    @cached_property
    def awaited(self) -> Sequence[tuple[Unit, Match]]:
        """The first unit for each milestone that the page speaks of and that is not over by the date of the unit."""
        found: dict[str, tuple[Unit, Match]] = {}
        for unit, match in self.matches:
            if match is not None and unit.when is not None and unit.when.last >= self.today:
                found.setdefault(match.milestone.id, (unit, match))
        return tuple(found.values())

    @cached_property
    def newest(self) -> Unit | None:
        """The event block with the latest day that is over."""
        over = [
            u for u in self.units if u.kind == "block" and u.when is not None and u.when.last < self.today
        ]
        return max(over, key=lambda unit: unit.when.last if unit.when else date.min, default=None)

    @cached_property
    def lists(self) -> frozenset[int | None]:
        """The headings of the parts in which events stand as blocks or items."""
        return frozenset(
            self.survey.parts[unit.at.block].heading for unit in self.units if unit.kind != "clause"
        )

    @cached_property
    def shown(self) -> dict[str, list[Unit]]:
        """The units that mean a milestone, by its id."""
        found: dict[str, list[Unit]] = {}
        for unit, match in self.matches:
            if match is not None:
                found.setdefault(match.milestone.id, []).append(unit)
        return found

    def offset(self, spot: Spot) -> int:
        return self.page.blocks[spot.block].offset(spot.begin)

    def line(self, spot: Spot) -> int:
        return self.page.source.line(self.offset(spot))

    def is_own(self, spot: Spot) -> bool:
        """Whether a place of the page stands between our own markers."""
        return bool(self.page.own) and self.page.own_part(self.offset(spot)) is not None

    def text(self, spot: Spot) -> str:
        return " ".join(self.page.blocks[spot.block].text[spot.begin : spot.end].split())

    def whole(self, block: int) -> Spot:
        return Spot(block, 0, len(self.page.blocks[block].text))
