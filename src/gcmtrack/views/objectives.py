"""The 23 objectives of the Compact, how much of the record speaks to each, and which are meant by a person's words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from gcmtrack.model.objectives import OBJECTIVES, ROUND_TABLES, Objective
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.patterns import late
from gcmtrack.text import fold


class ObjectiveRow(NamedTuple):
    """An objective, the round table that took it up at the forum of 2022, and what speaks to it."""

    objective: Objective
    round_table: int
    milestones: int
    statements: int


def objective_rows(
    milestones: Iterable[Milestone],
    statements: Iterable[Statement],
    numbers: Collection[int] = range(1, len(OBJECTIVES) + 1),
) -> list[ObjectiveRow]:
    """Returns a row for each of the 23 objectives, or of those with the given numbers, in their order."""
    of_milestones = Counter(number for milestone in milestones for number in milestone.objectives)
    of_statements = Counter(number for statement in statements for number in statement.objectives)
    return [
        ObjectiveRow(o, round_table(o.number), of_milestones[o.number], of_statements[o.number])
        for o in OBJECTIVES
        if o.number in numbers
    ]


def round_table(number: int) -> int:
    """Returns the round table of the forum of 2022 that took up an objective."""
    return next(table for table, numbers in enumerate(ROUND_TABLES, 1) if number in numbers)


_WORD = r"(?:objectives?|objetivos?|objectifs?|gcm)[ -]*"
_NUMBER = late(rf"(?:{_WORD})?(?:n[.o°]* *)?0?([1-9]|1\d|2[0-3])", re.ASCII)
# Years and numbers of resolutions have more than two digits.
_ANY_NUMBER = late(rf"{_WORD}(?:n[.o°]* *)?(\d+)|(\d\d?)", re.ASCII)


def number_in(text: str) -> int | None:
    """Returns the number of the objective that a text names: "13", "objective 13"; None when it names none."""
    match = _NUMBER.fullmatch(fold(text.strip()))
    return int(match[1]) if match else None


def number_of_none(text: str) -> str | None:
    """Returns the number that a text gives as one of an objective where there is none: "24", "objective 99"."""
    match = _ANY_NUMBER.fullmatch(fold(text.strip()))
    return (match[1] or match[2]) if match and number_in(text) is None else None


def numbers_meant(words: Sequence[str]) -> set[int]:
    """Returns the objectives that a person's words mean: by number, else those that have all the words in their names."""
    if (number := number_in(" ".join(words))) is not None:
        return {number}
    texts = [part for word in words for part in re.split(r"[\s,]+", word) if part]
    if texts and all(number_in(text) is not None for text in texts):
        return {number for text in texts if (number := number_in(text)) is not None}
    wanted = fold(" ".join(words)).split()
    # What is no number of an objective is in no name either, though it may be in a number.
    if all(word.isdecimal() for word in wanted):
        return set()
    return {o.number for o in OBJECTIVES if all(word in fold(" ".join(map(str, o))) for word in wanted)}
