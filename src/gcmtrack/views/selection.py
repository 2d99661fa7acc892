"""The whole record or what passes the filters, all kinds in one sequence: what export writes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from msgspec import structs

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.model.remade import at_places, held, joined, once
from gcmtrack.text import counted, one_of
from gcmtrack.views.events import EVENT_KINDS, State, in_states, is_event
from gcmtrack.views.filters import (
    Filters,
    matching_milestones,
    matching_statements,
    named_organisations,
    passing_milestones,
)

_R = TypeVar("_R", bound=Record)


class Whole(NamedTuple):
    """Milestones and statements in order of time, organisations by id. Of a large record each is made anew by whoever goes
    through them, so that not all are in memory at once."""

    milestones: Collection[Milestone]
    statements: Collection[Statement]
    organisations: Collection[Organisation]

    def of(self, folder: Folder) -> Collection[Record]:
        found: Collection[Record] = getattr(self, folder)
        return found

    def each(self) -> Iterator[Record]:
        """Yields all, one after the other, for whoever goes through them one time."""
        for folder in FOLDERS:
            yield from once(self.of(folder))

    @property
    def records(self) -> tuple[Record, ...]:
        return (*self.milestones, *self.statements, *self.organisations)

    def counted(self) -> str:
        """Returns how many there are, for a message: "3 milestones and 1 statement"."""
        counts = [(len(self.of(folder)), folder.removesuffix("s")) for folder in FOLDERS]
        said = [counted(number, noun) for number, noun in counts if number]
        return one_of(said, joint="and") or "no records"


def whole(records: Records, filters: Filters, only: Folder | None = None) -> Whole:
    """Returns the records that pass, of one kind or of all."""

    def chosen(
        folder: Folder, everything: Mapping[str, _R], passing: Callable[[Records, Filters], Collection[_R]]
    ) -> Collection[_R]:
        if only not in (None, folder):
            return ()
        return passing(records, filters) if filters.any else everything.values()

    return Whole(
        chosen("milestones", records.milestones, matching_milestones),
        chosen("statements", records.statements, matching_statements),
        chosen("organisations", records.organisations, named_organisations),
    )


def dated(records: Records, filters: Filters) -> Sequence[Milestone | Statement]:
    """Returns the milestones and statements that pass, together in order of time."""
    kinds: tuple[Sequence[Milestone | Statement], ...] = (
        matching_milestones(records, filters),
        matching_statements(records, filters),
    )
    both = joined(*kinds)
    keys = list(map(in_time, both))
    return at_places(both, sorted(range(len(keys)), key=keys.__getitem__))


def events(records: Records, filters: Filters, today: date, states: Sequence[State]) -> Whole:
    """Returns what the view of events lists for those states, in its order."""
    milestones = matching_events(records, filters, today)
    found = (milestone for milestone, _ in in_states(milestones, today, states))
    return Whole(held(found, records.milestones), (), ())


def matching_events(records: Records, filters: Filters, today: date) -> Sequence[Milestone]:
    """Returns the events and deadlines that pass, and the documents and decisions that are expected; or the kinds that the
    filters ask for. In order of time."""
    found = passing_milestones(records, filters)
    if not filters.kind:
        found = (milestone for milestone in found if is_event(milestone, today))
    return held(found, records.milestones)


def with_event_kinds(filters: Filters) -> Filters:
    """Returns filters that let no decision and no document through unless they ask for kinds."""
    return filters if filters.kind else structs.replace(filters, kind=frozenset(EVENT_KINDS))
