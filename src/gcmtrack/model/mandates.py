"""When a mandate falls due, and on which occasion a milestone carries it out."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from gcmtrack.model.dates import Part, When
from gcmtrack.model.days import later
from gcmtrack.model.tables import Mandate


def occasions(mandate: Mandate) -> Iterator[When]:
    """Yields the dates on which a mandate is due, in order, each as exact as the first, as far as the calendar goes."""
    first, months = mandate.first, mandate.months
    yield first
    while first.end.year + months // 12 < MAXYEAR:
        start = _cut(first.start, later(first.start.first, months))
        # What is known by the year and due every few months lies in two years.
        end = None if first.open else _cut(first.end, later(first.end.last, months))
        yield When(start, end, open=first.open)
        months += mandate.months


def _cut(part: Part, day: date) -> Part:
    """Returns a day at the precision of `part`, with its qualifier."""
    return Part(day.year, day.month if part.month else 0, day.day if part.day else 0, part.qualifier)


def occasion_of(mandate: Mandate, when: When) -> When:
    """Returns the occasion to which something that takes place at `when` is counted: the nearest, of two the earlier.

    What was due in 2020 and took place in 2021 carries out the mandate of 2020.
    """
    return min(_until(mandate, when), key=lambda due: _gap(when, due))


def _until(mandate: Mandate, when: When) -> Iterator[When]:
    """The occasions up to the first one after `when`."""
    for due in occasions(mandate):
        yield due
        if due.first > when.first:
            return


def _gap(when: When, due: When) -> timedelta:
    if when.overlaps(due.first, due.last):
        return timedelta()
    return max(when.first - due.last, due.first - when.last)
