"""Milestones by phase in order of time: parts under their wholes, statements under what they answer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from gcmtrack.model.collection import in_time
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.remade import made
from gcmtrack.model.vocabulary import PHASES, Phase
from gcmtrack.views.events import place_with_disputes, remarks
from gcmtrack.wording import Title, Wording


class Node(msgspec.Struct, frozen=True):
    """A milestone with its parts and the statements that answer it (not those that answer its parts).

    `folded` counts the parts that are left out; `whole` is the title of what it is part of where that is of another phase.
    """

    milestone: Milestone
    titled: Title
    when: str
    place: str
    remarks: str
    parts: tuple["Node", ...]
    statements: tuple[Statement, ...]
    folded: int = 0
    whole: str = ""

    @property
    def title(self) -> str:
        return self.titled.whole

    def walk(self) -> Iterator[tuple[int, "Node"]]:
        """Yields this node and all below it, with their depth."""
        waiting = [(0, self)]
        while waiting:
            depth, node = waiting.pop()
            yield depth, node
            if node.parts:
                waiting += ((depth + 1, part) for part in reversed(node.parts))


class Band(msgspec.Struct, frozen=True):
    """A phase with its milestones in order of time, those that are folded away too among `milestones`; `first` and `last`
    are the years that it spans, `last` None when its end is open."""

    phase: Phase
    milestones: int
    first: int
    last: int | None
    nodes: Sequence[Node]

    def walk(self) -> Iterator[tuple[int, Node]]:
        for node in self.nodes:
            yield from node.walk()


def timeline(
    milestones: Sequence[Milestone],
    statements: Iterable[Statement],
    today: date,
    wording: Wording,
    *,
    fold: bool = False,
) -> list[Band]:
    """Returns the phases with their milestones. A part stands under its whole when both are among `milestones` and of one
    phase, so that each phase holds its own.

    With `fold` the parts are left out, and their statements stand with the whole.
    """
    plan = _Plan(milestones)
    answers: dict[int, list[Statement]] = {}
    for statement in statements:
        if (answered := plan.places.get(statement.milestone or "")) is not None:
            answers.setdefault(answered, []).append(statement)

    def node(place: int, nodes: Mapping[int, Node]) -> Node:
        milestone = milestones[place]
        below = tuple(nodes[part] for part in plan.parts.get(place, ()))
        said = tuple(answers.get(place, ()))
        folded = 0
        if fold:
            folded = sum(1 + part.folded for part in below)
            said = tuple(sorted((*said, *(s for part in below for s in part.statements)), key=in_time))
            below = ()
        elsewhere = plan.whole_elsewhere(place)
        return Node(
            milestone=milestone,
            titled=wording.titled(milestone),
            when=wording.date(milestone.date),
            place=place_with_disputes(milestone, wording),
            remarks=remarks(milestone, today, wording),
            parts=below,
            statements=said,
            folded=folded,
            whole="" if elsewhere is None else wording.called(milestones[elsewhere]),
        )

    def whole(top: int) -> Node:
        nodes: dict[int, Node] = {}
        # A part is made before its whole, however deep they lie in each other.
        for place in reversed(_from_above([top], plan.parts)):
            nodes[place] = node(place, nodes)
        return nodes[top]

    counts = Counter(plan.phases)
    bands = []
    for phase in PHASES:
        tops = [place for place in plan.tops if plan.phases[place] == phase]
        if tops:
            dates = [plan.dates[place] for place in (tops if fold else _from_above(tops, plan.parts))]
            last = None if any(when.open for when in dates) else max(when.last for when in dates).year
            bands.append(
                Band(
                    phase,
                    counts[phase],
                    min(when.first for when in dates).year,
                    last,
                    made(tops, whole, milestones),
                )
            )
    return bands


_Parts = dict[int, list[int]]


class _Plan:
    """Which milestones stand above which, all by their places in the sequence: of many no more is in memory."""

    def __init__(self, milestones: Iterable[Milestone]) -> None:
        self.places: dict[str, int] = {}
        self.phases: list[Phase] = []
        self.dates: list[When] = []
        named: dict[int, str] = {}
        for place, milestone in enumerate(milestones):
            self.places[milestone.id] = place
            self.phases.append(milestone.phase)
            self.dates.append(milestone.date)
            if milestone.part_of:
                named[place] = milestone.part_of
        self._wholes = {place: self.places[whole] for place, whole in named.items() if whole in self.places}
        self.tops, self.parts = self._nested()

    def whole_elsewhere(self, place: int) -> int | None:
        """Returns the whole that is of another phase."""
        whole = self._wholes.get(place)
        return None if whole is None or self.phases[whole] == self.phases[place] else whole

    def _whole_of(self, place: int) -> int | None:
        """Returns the whole under which a milestone stands, None where it stands by itself."""
        whole = self._wholes.get(place)
        return None if whole is None or self.phases[whole] != self.phases[place] else whole

    def _nested(self) -> tuple[list[int], _Parts]:
        """Returns the milestones that stand alone or above all others, and the parts by their whole.

        Where `part_of` leads back to where it began, which `check` reports, each stands alone.
        """
        parts: _Parts = {}
        tops = []
        everything = range(len(self.phases))
        for place in everything:
            whole = self._whole_of(place)
            if whole is None:
                tops.append(place)
            else:
                parts.setdefault(whole, []).append(place)
        below = _from_above(tops, parts)
        if len(below) < len(everything):
            reached = set(below)
            tops = [place for place in everything if self._whole_of(place) is None or place not in reached]
            parts = {whole: some for whole, some in parts.items() if whole in reached}
        return tops, parts


def _from_above(tops: Sequence[int], parts: _Parts) -> list[int]:
    """Returns the places from the tops down, each whole before its parts."""
    found = list(tops)
    for place in found:
        if place in parts:
            found += parts[place]
    return found
