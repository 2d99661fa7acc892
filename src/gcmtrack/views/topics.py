"""The topics in use, and how much of the record speaks to each."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from gcmtrack.model.records import Milestone, Statement
from gcmtrack.wording import Wording


class TopicRow(NamedTuple):
    """A topic as records write it and as it is read, and how many milestones and statements have it."""

    topic: str
    label: str
    milestones: int
    statements: int


def topic_rows(
    milestones: Iterable[Milestone], statements: Iterable[Statement], wording: Wording
) -> list[TopicRow]:
    """Returns the topics that the given records have, by name."""
    of_milestones = Counter(topic for milestone in milestones for topic in milestone.topics)
    of_statements = Counter(topic for statement in statements for topic in statement.topics)
    return [
        TopicRow(topic, wording.label("topic", topic), of_milestones[topic], of_statements[topic])
        for topic in sorted({*of_milestones, *of_statements})
    ]
