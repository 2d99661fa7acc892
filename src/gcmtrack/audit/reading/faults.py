"""What is wrong with a date on a page, for a finding to put into words."""

from calendar import monthrange
from typing import Literal, NamedTuple

from gcmtrack.audit.reading.written import Written
from gcmtrack.model.dates import DateError, Part, When

FaultKind = Literal["no-such-day", "range-ends-first", "ends-first", "weekday", "other"]


class Fault(NamedTuple):
    """What is wrong. `text` is the date as EDTF, or the whole sentence for what has no kind of its own."""

    kind: FaultKind
    text: str = ""
    # A day on a wrong weekday, a month that lacks the day, an end.
    when: When | None = None
    # What the end lies before.
    start: When | None = None
    # The right weekday, Monday is 0, or how many days the month has.
    number: int = 0


def no_such_date(written: Written, year: int, error: DateError) -> Fault:
    """Returns why numbers are no date; `year` is that of a date without one."""
    ends = written.ends(year)
    for end in ends:
        if 1 <= end.month <= 12 and end.day > (days := monthrange(end.year, end.month)[1]):
            return Fault("no-such-day", end.edtf, When(Part(end.year, end.month)), number=days)
    if error.check == "ends-before-start":
        return Fault("range-ends-first", "/".join(end.edtf for end in ends))
    return Fault("other", str(error))


def wrong_weekday(written: Written, when: When) -> Fault | None:
    """Returns what is wrong with the day of the week that stands beside a date; None when it is right."""
    if written.weekday < 0 or not when.start.day or when.first.weekday() == written.weekday:
        return None
    return Fault("weekday", when=When.of_day(when.first), number=when.first.weekday())


def ends_first(start: When, end: When) -> Fault:
    """Returns the fault of two dates of which the later one is written first."""
    return Fault("ends-first", when=end, start=start)
