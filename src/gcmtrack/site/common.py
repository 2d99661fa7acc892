"""What the pages of every language choose alike among the records, chosen once; of a large record only places are kept."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import nlargest
from itertools import chain

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.ids import Folder
from gcmtrack.model.objectives import OBJECTIVES
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.remade import all_held, at_places, held
from gcmtrack.store import lazy_records
from gcmtrack.views import news
from gcmtrack.views.events import EVENT_KINDS, STATES, State, in_states, is_event, state_of


class Common:
    """Choices among the records on the day of the build."""

    def __init__(self, records: Records, today: date) -> None:
        self._records = records
        self._today = today
        self._places: dict[Folder, Mapping[str, int]] = {}

    @property
    def is_large(self) -> bool:
        """Whether what is said of each record is too much to be in memory."""
        return len(self._records) > lazy_records.KEPT

    def places(self, kind: Folder) -> Mapping[str, int]:
        """Returns where each record of a kind stands among them, by its id."""
        if kind not in self._places:
            self._places[kind] = {id_: place for place, id_ in enumerate(self._records.all_of(kind))}
        return self._places[kind]

    @cached_property
    def milestones(self) -> Sequence[Milestone]:
        return all_held(self._records.milestones)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        return all_held(self._records.statements)

    @cached_property
    def ever_events(self) -> Sequence[Milestone]:
        """The milestones that are events on some day, in order of time."""
        some = (m for m in self.milestones if m.kind in EVENT_KINDS or m.status != "confirmed")
        return held(some, self._records.milestones)

    @cached_property
    def in_states(self) -> Sequence[tuple[Milestone, State]]:
        """What is an event on some day by where it stands on the day of the build: ongoing, upcoming, past."""
        return in_states(self.ever_events, self._today)

    def standing(self, state: State) -> Sequence[tuple[Milestone, State]]:
        """Returns what stands so on the day of the build."""
        before = sum(self._standing[other] for other in STATES[: STATES.index(state)])
        return self.in_states[before : before + self._standing[state]]

    @property
    def current(self) -> Sequence[tuple[Milestone, State]]:
        """What is ongoing on the day of the build, then what is upcoming."""
        return self.in_states[: self._standing["ongoing"] + self._standing["upcoming"]]

    @cached_property
    def _standing(self) -> Mapping[State, int]:
        return Counter(state for _, state in self.in_states)

    @cached_property
    def counted(self) -> Mapping[State, int]:
        """How many events stand where."""
        found = Counter(state_of(m, self._today) for m in self.ever_events if is_event(m, self._today))
        return {state: found[state] for state in STATES}

    @cached_property
    def lately(self) -> Sequence[Milestone | Statement]:
        """What was entered or looked at last, as much of it as a feed tells, in order of time."""

        def placed(record: Milestone | Statement) -> tuple[object, ...]:
            return (*in_time(record), isinstance(record, Statement))

        some = chain[Milestone | Statement](self.milestones, self.statements)
        return sorted(nlargest(news.ENTRIES, some, lambda r: (news.last_written(r), placed(r))), key=placed)

    @cached_property
    def _on_objectives(self) -> Mapping[int, tuple["array[int]", "array[int]"]]:
        found = {o.number: (array("I"), array("I")) for o in OBJECTIVES}
        kinds: tuple[Sequence[Milestone | Statement], ...] = (self.milestones, self.statements)
        for kind, some in enumerate(kinds):
            for place, record in enumerate(some):
                for number in set(record.objectives):
                    found[number][kind].append(place)
        return found

    def milestones_on(self, objective: int) -> Sequence[Milestone]:
        """Returns the milestones that speak to an objective, the newest first."""
        return at_places(self.milestones, self._on_objectives[objective][0][::-1])

    def statements_on(self, objective: int) -> Sequence[Statement]:
        """Returns the statements that speak to an objective, the newest first."""
        return at_places(self.statements, self._on_objectives[objective][1][::-1])
