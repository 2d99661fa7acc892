"""Milestones by phase in order of time: parts under their wholes, statements under what they answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import PHASES, Phase
from gcmtrack.views.events import place_with_disputes, remarks
from gcmtrack.wording import Wording


class Node(NamedTuple):
    """A milestone with its parts and the statements that answer it (not those that answer its parts)."""

    milestone: Milestone
    title: str
    when: str
    place: str
    remarks: str
    parts: tuple["Node", ...]
    statements: tuple[Statement, ...]

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Node"]]:
        """Yields this node and all below it, with their depth."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


class Band(NamedTuple):
    """A phase with its milestones in order of time; `first` and `last` are the years that it spans.

    `last` is None when its end is open.
    """

    phase: Phase
    first: int
    last: int | None
    nodes: tuple[Node, ...]

    def walk(self) -> Iterator[tuple[int, Node]]:
        for node in self.nodes:
            yield from node.walk()

    @property
    def milestones(self) -> int:
        return sum(1 for _ in self.walk())


def timeline(
    records: Records,
    milestones: Sequence[Milestone],
    statements: Iterable[Statement],
    today: date,
    wording: Wording,
    *,
    fold: bool = False,
) -> list[Band]:
    """Returns the phases with their milestones. A part stands under its whole when both are among `milestones`.

    With `fold` the parts are left out, and their statements stand with the whole.
    """
    among = {milestone.id for milestone in milestones}
    answers: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.milestone in among:
            answers.setdefault(statement.milestone, []).append(statement)
    parts: dict[str, list[Milestone]] = {}
    tops: list[Milestone] = []
    for milestone in milestones:
        if milestone.part_of in among and not _loops(records, milestone):
            parts.setdefault(milestone.part_of or "", []).append(milestone)
        else:
            tops.append(milestone)

    def node(milestone: Milestone) -> Node:
        below = tuple(node(part) for part in parts.get(milestone.id, ()))
        said = tuple(answers.get(milestone.id, ()))
        if fold:
            said = tuple(sorted((*said, *(s for part in below for s in part.statements)), key=in_time))
            below = ()
        return Node(
            milestone=milestone,
            title=wording.title(milestone),
            when=wording.date(milestone.date),
            place=place_with_disputes(milestone, wording),
            remarks=remarks(milestone, today, wording),
            parts=below,
            statements=said,
        )

    bands = []
    for phase in PHASES:
        nodes = tuple(node(milestone) for milestone in tops if milestone.phase == phase)
        if nodes:
            bands.append(_band(phase, nodes))
    return bands


def _loops(records: Records, milestone: Milestone) -> bool:
    """Tells whether `part_of` leads back to where it started; `check` reports it, a view must not hang on it."""
    seen = {milestone.id}
    above = milestone.part_of
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        whole = records.milestones.get(above)
        above = whole.part_of if whole else None
    return False


def _band(phase: Phase, nodes: tuple[Node, ...]) -> Band:
    dates = [node.milestone.date for top in nodes for _, node in top.walk()]
    last = None if any(when.open for when in dates) else max(when.last for when in dates).year
    return Band(phase, min(when.first for when in dates).year, last, nodes)
