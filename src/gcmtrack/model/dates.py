"""Dates of a process, at the precision at which they are known.

`When` holds the EDTF subset of the records: `2018`, `2018-07`, `2018-07-13`, ranges `A/B`, open ends `A/..`
(EDTF level 0, ISO 8601-2:2019), and the level-1 qualifiers `~` about, `?` uncertain, `%` both, on each end.
Days are inclusive: a range holds its first and its last day. Nothing here reads the clock or speaks a language.
"""

import re
from datetime import date
from functools import total_ordering
from typing import Literal

from gcmtrack.model.date_errors import advice, leave_out, no_such_day, no_such_month
from gcmtrack.model.days import days_in
from gcmtrack.patterns import late

Precision = Literal["day", "month", "year"]
_COARSENESS = {"day": 0, "month": 1, "year": 2}

_PART = late(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)


class DateError(ValueError):
    """A text is no date of ours; the message says what to write instead. `check` names the kind of fault."""

    def __init__(self, message: str, check: str = "bad-date") -> None:
        super().__init__(message)
        self.check = check


class Part:
    """One end of a `When`: a year, a month or a day, with an optional qualifier."""

    __slots__ = ("day", "month", "qualifier", "year")

    def __init__(self, year: int, month: int = 0, day: int = 0, qualifier: str = "") -> None:
        self.year = year
        self.month = month
        self.day = day
        self.qualifier = qualifier

    @property
    def precision(self) -> Precision:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or days_in(self.year, month))

    @property
    def unqualified(self) -> str:
        """What it says without the qualifier: 2018-02."""
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text

    def __str__(self) -> str:
        return self.unqualified + self.qualifier


@total_ordering
class When:
    """A date or a range of dates; immutable. Equal when the canonical texts are equal.

    Order: first day, then the more precise, then last day, then text, so it never depends on where dates come from.
    """

    __slots__ = ("_text", "end", "first", "last", "open", "start")

    _text: str
    start: Part
    end: Part
    open: bool
    first: date
    last: date

    def __init__(self, start: Part, end: Part | None = None, *, open: bool = False) -> None:
        set_ = object.__setattr__
        single = end is None or str(end) == str(start)
        set_(self, "start", start)
        set_(self, "end", start if end is None or single else end)
        set_(self, "open", open)
        set_(self, "first", start.first)
        set_(self, "last", date.max if open else self.end.last)
        text = str(start)
        if open:
            text += "/.."
        elif not single:
            text += f"/{end}"
        set_(self, "_text", text)
        if self.first > self.last:
            raise DateError(f"{text} ends before it starts", "ends-before-start")

    @classmethod
    def parse(cls, text: str) -> "When":
        """Reads the canonical form. Raises `DateError` with a sentence that says what to write instead."""
        if (days := _plain_days(text)) is not None:
            return cls._of_days(text, *days)
        first, slash, last = text.partition("/")
        start = _part(first, text)
        if not slash:
            return cls(start)
        if last == "..":
            return cls(start, open=True)
        return cls(start, _part(last, text))

    @classmethod
    def _of_days(cls, text: str, first: date, last: date) -> "When":
        """The way of nearly all dates: plain days, known to be in order, need no more looking at."""
        when = cls.__new__(cls)
        set_ = object.__setattr__
        start = Part(first.year, first.month, first.day)
        set_(when, "start", start)
        set_(when, "end", start if last is first else Part(last.year, last.month, last.day))
        set_(when, "open", False)
        set_(when, "first", first)
        set_(when, "last", last)
        set_(when, "_text", text)
        return when

    @classmethod
    def of_day(cls, day: date) -> "When":
        return cls(Part(day.year, day.month, day.day))

    @property
    def is_range(self) -> bool:
        return self.open or self.end is not self.start

    @property
    def precision(self) -> Precision:
        """The precision of the coarser end."""
        if self.end is self.start:
            return self.start.precision
        return max(self.start.precision, self.end.precision, key=_COARSENESS.__getitem__)

    @property
    def is_exact(self) -> bool:
        """Whether both ends are days without a qualifier."""
        return self.precision == "day" and not self.is_qualified and not self.open

    @property
    def is_qualified(self) -> bool:
        return bool(self.start.qualifier or self.end.qualifier)

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day of `first` to `last`, both inclusive, may belong to this date."""
        return self.first <= last and self.last >= first

    def state(self, today: date) -> Literal["upcoming", "ongoing", "past"]:
        """Tells where `today` stands; every date is in exactly one state on each day.

        Past once its last day is over. Ongoing only when it has surely begun: a range whose first day, or the whole
        of a coarser start, is reached. What is known only as "2028" is upcoming until 2028 is over.
        """
        if self.last < today:
            return "past"
        begun = self.surely_begun
        return "ongoing" if begun is not None and begun <= today else "upcoming"

    @property
    def surely_begun(self) -> date | None:
        """The first day on which it has surely begun; None where that is known on no day, as of "2028"."""
        if self.start.day:
            return self.start.first
        return self.start.last if self.is_range else None

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"When({self._text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and self._text == other._text

    def __lt__(self, other: "When") -> bool:
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[date, int, date, str]:
        return (self.first, _COARSENESS[self.precision], self.last, self._text)

    def __hash__(self) -> int:
        return hash(self._text)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a When does not change")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (When.parse, (self._text,))


def _plain_days(text: str) -> tuple[date, date] | None:
    """Returns the two days of `A` or `A/B` written as plain days in order; None for every other text."""
    length = len(text)
    if length not in (10, 21) or text[4] != "-" or text[7] != "-":
        return None
    try:
        first = date.fromisoformat(text[:10])
        if length == 10:
            return first, first
        if text[10] != "/" or text[15] != "-" or text[18] != "-":
            return None
        last = date.fromisoformat(text[11:])
    except ValueError:
        return None
    return (first, last) if first < last else None


def _part(text: str, whole: str) -> Part:
    match = _PART.fullmatch(text)
    if match is None:
        raise DateError(advice(whole))
    year, month, day = (int(group or 0) for group in match.groups()[:3])
    if not year:
        raise DateError("there is no year 0000")
    # Other systems write 00 for what they do not know.
    if match[3] == "00" and month <= 12:
        known = f"{match[1]}-{match[2]}" if month else match[1]
        raise DateError(leave_out(text, known + match[4]))
    if match[2] and not 1 <= month <= 12:
        raise DateError(no_such_month(whole, match[1], month))
    if day > (days := days_in(year, month or 1)):
        raise DateError(no_such_day(text, year, month, days))
    return Part(year, month, day, match[4])
