"""Milestones by phase in order of time: parts under their wholes, statements under what they answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from gcmtrack.model.collection import in_time
from gcmtrack.model.records import Milestone, Statement
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
    nodes: tuple[Node, ...]

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
    among = {milestone.id: milestone for milestone in milestones}
    answers: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.milestone in among:
            answers.setdefault(statement.milestone, []).append(statement)
    tops, parts = _nested(milestones, among)
    nodes: dict[str, Node] = {}
    # A part is made before its whole, however deep they lie in each other.
    for milestone in reversed(_from_above(tops, parts)):
        below: tuple[Node, ...] = ()
        if milestone.id in parts:
            below = tuple(nodes[part.id] for part in parts[milestone.id])
        said = tuple(answers.get(milestone.id, ()))
        folded = 0
        if fold:
            folded = sum(1 + part.folded for part in below)
            said = tuple(sorted((*said, *(s for part in below for s in part.statements)), key=in_time))
            below = ()
        nodes[milestone.id] = Node(
            milestone=milestone,
            titled=wording.titled(milestone),
            when=wording.date(milestone.date),
            place=place_with_disputes(milestone, wording),
            remarks=remarks(milestone, today, wording),
            parts=below,
            statements=said,
            folded=folded,
            whole=_whole_elsewhere(milestone, among, wording),
        )

    bands = []
    for phase in PHASES:
        band = tuple(nodes[milestone.id] for milestone in tops if milestone.phase == phase)
        if band:
            count = sum(1 for milestone in milestones if milestone.phase == phase)
            bands.append(_band(phase, count, band))
    return bands


def _whole_elsewhere(milestone: Milestone, among: Mapping[str, Milestone], wording: Wording) -> str:
    whole = among.get(milestone.part_of or "")
    return wording.called(whole) if whole and whole.phase != milestone.phase else ""


_Parts = dict[str, list[Milestone]]


def _whole_of(milestone: Milestone, among: Mapping[str, Milestone]) -> str | None:
    """Returns the id of the whole under which a milestone stands, None where it stands by itself."""
    whole = among.get(milestone.part_of or "")
    return whole.id if whole and whole.phase == milestone.phase else None


def _nested(
    milestones: Sequence[Milestone], among: Mapping[str, Milestone]
) -> tuple[list[Milestone], _Parts]:
    """Returns the milestones that stand alone or above all others, and the parts by their whole, both from `among`.

    Where `part_of` leads back to where it began, which `check` reports, each stands alone.
    """
    parts: _Parts = {}
    tops = []
    for milestone in milestones:
        whole = _whole_of(milestone, among)
        if whole is None:
            tops.append(milestone)
        elif whole in parts:
            parts[whole].append(milestone)
        else:
            parts[whole] = [milestone]
    below = _from_above(tops, parts)
    if len(below) < len(milestones):
        reached = {milestone.id for milestone in below}
        tops = [m for m in milestones if _whole_of(m, among) is None or m.id not in reached]
        parts = {whole: some for whole, some in parts.items() if whole in reached}
    return tops, parts


def _from_above(tops: Sequence[Milestone], parts: _Parts) -> list[Milestone]:
    """Returns the milestones from the tops down, each whole before its parts."""
    found = list(tops)
    for milestone in found:
        if milestone.id in parts:
            found += parts[milestone.id]
    return found


def _band(phase: Phase, count: int, nodes: tuple[Node, ...]) -> Band:
    dates = [node.milestone.date for top in nodes for _, node in top.walk()]
    last = None if any(when.open for when in dates) else max(when.last for when in dates).year
    return Band(phase, count, min(when.first for when in dates).year, last, nodes)
