"""The 23 objectives of the Compact, and how much of the record speaks to each."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import OBJECTIVES, ROUND_TABLES, Objective


class ObjectiveRow(NamedTuple):
    """An objective, the round table that took it up at the forum of 2022, and what speaks to it."""

    objective: Objective
    round_table: int
    milestones: int
    statements: int


def objective_rows(milestones: Iterable[Milestone], statements: Iterable[Statement]) -> list[ObjectiveRow]:
    """Returns a row for each of the 23 objectives, in their order."""
    of_milestones = Counter(number for milestone in milestones for number in milestone.objectives)
    of_statements = Counter(number for statement in statements for number in statement.objectives)
    return [
        ObjectiveRow(o, _round_table(o.number), of_milestones[o.number], of_statements[o.number])
        for o in OBJECTIVES
    ]


def _round_table(number: int) -> int:
    return next(table for table, numbers in enumerate(ROUND_TABLES, 1) if number in numbers)
