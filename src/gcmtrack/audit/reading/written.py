"""A date as it stands in a text: what is said of it, and nothing filled in."""

from functools import lru_cache
from typing import Literal, NamedTuple

from gcmtrack.model.dates import Part, When

Direction = Literal["", "this", "next", "last"]


class End(NamedTuple):
    """One end of a date as it is written; 0 for what is not said."""

    year: int
    month: int
    day: int

    def of(self, year: int) -> "End":
        return self._replace(year=self.year or year)

    @property
    def edtf(self) -> str:
        """Returns it as the records write dates, whether there is such a day or not."""
        return "-".join(f"{n:0{w}}" for n, w in zip(self, (4, 2, 2), strict=True) if n)


class Written(NamedTuple):
    """A date as it is written, from `begin` to `end` in the text.

    `direction` is that of a relative word: "next" in "next December"; `unit` says of what. `other` is the second reading
    of a numeric date. `weekday` is the number of a weekday that is named with the first day, -1 for none.
    """

    begin: int
    end: int
    first: End
    last: End
    about: bool = False
    since: bool = False
    direction: Direction = ""
    unit: Literal["", "month", "year"] = ""
    other: End | None = None
    weekday: int = -1
    bare: bool = False

    def when(self, year: int = 0) -> When:
        """Returns the date, `year` for one that is not said. Raises `DateError` when there is no such day."""
        return _when(self.first, self.last, year, self.about)

    def ends(self, year: int = 0) -> tuple["End", "End"]:
        """Returns both ends with their years, `year` for one that is not said."""
        return _ends(self.first, self.last, year)

    @property
    def has_year(self) -> bool:
        return self.last.year > 0


@lru_cache(maxsize=8192)
def _when(first: End, last: End, year: int, about: bool) -> When:
    qualifier = "~" if about else ""
    first, last = _ends(first, last, year)
    return When(_part(first, qualifier), _part(last, qualifier))


def _ends(first: End, last: End, year: int) -> tuple[End, End]:
    last = last.of(year)
    if first.year == 0 and first.month > last.month > 0:
        # "30 December - 2 January": the year is that of the end.
        first = first._replace(year=last.year - 1)
    return first.of(last.year), last


def _part(end: End, qualifier: str) -> Part:
    When.parse(end.edtf)
    return Part(end.year, end.month, end.day, qualifier)
