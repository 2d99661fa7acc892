"""What a person marks a date with, `?` uncertain, `~` about, `%` both: given to the date, or to what is advised instead."""

import re

from gcmtrack.model.dates import DateError, Part, When
from gcmtrack.patterns import late

_ADVISED = late(r"(?<![\w-])(\d{4}(?:-\d\d){0,2})(?![\w-])([~?%]?)", re.ASCII)


def qualified(text: str, when: When, sign: str) -> When:
    """Returns the date with the sign. Raises `DateError` when it has one, with the date that means both."""

    def marked(part: Part) -> Part:
        return Part(part.year, part.month, part.day, both(part.qualifier, sign))

    end = marked(when.end) if when.is_range and not when.open else None
    whole = When(marked(when.start), end, open=when.open)
    if when.is_qualified:
        raise DateError(f"{text!r} is marked as unsure twice; write {whole}")
    return whole


def both(one: str, other: str) -> str:
    """Returns the sign that says what two say."""
    return "%" if one and one != other else other


def refusal(error: DateError, sign: str) -> DateError:
    """Returns the refusal of a date from which a sign was taken, with the sign at each date that it says to write."""
    said, write, dates = re.split(r"(\b[Ww]rite\b|$)", str(error), maxsplit=1)
    marked = _ADVISED.sub(lambda date: date[1] + both(date[2], sign), dates)
    return DateError(f"{said}{write}{marked}")
