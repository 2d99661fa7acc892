"""How dates, titles and places are said in findings: the one place to change when they are to be said in other languages."""

from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.wording import english


def date_words(when: When) -> str:
    """Returns a date as people write it in English."""
    return english().date(when)


def title(milestone: Milestone) -> str:
    """Returns the title for a reader of English."""
    return english().title(milestone)


def place(_: Records, milestone: Milestone) -> str:
    """Returns city and country in English; empty when nothing is recorded."""
    return english().place(milestone)
