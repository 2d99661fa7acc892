"""How a language says a date and how far away it is, at the precision at which it is known.

What a file of words says of dates are patterns: of a year, a month and a day, of two ends that share something, and of
what is open, about or uncertain.
"""

from datetime import date
from typing import Literal

from gcmtrack.model.dates import Part, When
from gcmtrack.model.days import days_in
from gcmtrack.wording.words import Words

Order = Literal["dmy", "mdy"]
Style = Literal["date", "date-mdy", "date-short", "date-page"]

# The patterns of each style; one that a style does not have is that of "date".
PATTERNS: dict[Style, tuple[str, ...]] = {
    "date": (
        "first-day", "year", "month", "day", "years", "months", "days", "days-over-months", "ends", "open", "about",
        "uncertain",
    ),
    "date-mdy": ("day", "days", "days-over-months"),
    "date-short": ("month", "day", "days-over-months", "month-of-year", "day-of-year"),
    "date-page": ("about", "uncertain"),
}  # fmt: skip


class DateStyle:
    """One way in which a language writes dates: in full, with the month before the day, or with short months.

    On pages it spells out what is short elsewhere: "about 2028", "probably 13 July 2018".
    """

    def __init__(self, words: Words, style: Style, *, page: bool = False) -> None:
        months = "month-short" if style == "date-short" else "month"
        self._months = ["", *(words.text(f"{months}.{number}") for number in range(1, 13))]
        groups: tuple[Style, ...] = ("date-page", style) if page else (style,)
        self._patterns = {
            key: words.text(f"{next((g for g in groups if key in PATTERNS[g]), 'date')}.{key}")
            for key in (*PATTERNS["date"], *PATTERNS[style])
        }
        self._open_day = words.in_form("date.open", "day")
        # "vers le 4 mars 2026", "hacia marzo de 2026".
        self._about_day = words.in_form("date-page.about", "day") if page else self._patterns["about"]

    def when(self, when: When, *, known: int = 0) -> str:
        """Returns a date or a range; what both ends share is said once.

        The year `known` is left out of a month or a day of it; only a style with short months can do that.
        """
        if when.open:
            pattern = self._open_day if form_of(when.start) == "day" else self._patterns["open"]
            return pattern.format(start=self.part(when.start, known=known))
        if not when.is_range:
            return self.part(when.start, known=known)
        start, end = when.start, when.end
        if start.qualifier == end.qualifier and start.precision == end.precision:
            pattern = self._patterns[_shared(start, end)]
            said = pattern.format(
                start=self._plain(start, known),
                end=self._plain(end, known),
                start_day=self._day(start.day),
                start_month=self._months[start.month],
                end_day=self._day(end.day),
                year=end.year,
            )
            return self._qualified(said, start.qualifier, self._patterns["about"])
        return self.ends(when, known=known)

    def ends(self, when: When, *, known: int = 0) -> str:
        """Returns both ends of a range, each in full."""
        start, end = (self.part(part, known=known) for part in (when.start, when.end))
        return self._patterns["ends"].format(start=start, end=end)

    def part(self, part: Part, *, known: int = 0) -> str:
        """Returns one end of a date."""
        said = self._plain(part, known)
        if not part.qualifier:
            return said
        return self._qualified(said, part.qualifier, self._about_day if part.day else self._patterns["about"])

    def _plain(self, part: Part, known: int) -> str:
        key = part.precision
        if known == part.year and part.month:
            return self._patterns[f"{key}-of-year"].format(
                day=self._day(part.day), month=self._months[part.month]
            )
        return self._patterns[key].format(
            day=self._day(part.day), month=self._months[part.month], year=part.year
        )

    def _day(self, day: int) -> str:
        return self._patterns["first-day"] if day == 1 else str(day)

    def _qualified(self, said: str, qualifier: str, about: str) -> str:
        if qualifier in ("~", "%"):
            said = about.format(date=said)
        if qualifier in ("?", "%"):
            said = self._patterns["uncertain"].format(date=said)
        return said


def form_of(part: Part) -> str:
    """Returns the form of a text in which a date stands; see `Words.in_form`. What is only about so has no article."""
    return "about" if part.qualifier else part.precision


def _shared(start: Part, end: Part) -> str:
    """Returns the pattern for two ends of the same precision."""
    if start.precision == "year":
        return "years"
    if start.year != end.year:
        return "ends"
    if start.precision == "month":
        return "months"
    return "days" if start.month == end.month else "days-over-months"


# Up to two months days are counted, up to two years months, then years.
_MONTHS_IN_DAYS = 2
_YEARS_IN_MONTHS = 24


class Distances:
    """How far away dates are, in a language. Keeps each span of time that it has put into words."""

    def __init__(self, words: Words, dates: DateStyle) -> None:
        self._words = words
        self._dates = dates
        self._spans: dict[tuple[int, str, bool], str] = {}

    def distance(self, when: When, today: date) -> str:
        """Returns how far away a date is: "in 26 days", "day 2 of 4", "8 years ago", "this year".

        Only whole months and years count, so that four years and a half are 4 years. What is known to the month or to
        the year is counted in months and years of the calendar: 2030 is 4 years from any day of 2026.
        """
        state = when.state(today)
        if state == "ongoing":
            return self._progress(when, today)
        return self._away(when.end if state == "past" else when.start, today)

    def _progress(self, when: When, today: date) -> str:
        words = self._words
        if when.open:
            return self._said("distance.since", when.start)
        if not when.is_range:
            return words.text("distance.today")
        if when.is_exact:
            day, days = (today - when.first).days + 1, (when.last - when.first).days + 1
            return words.say("distance.day-of", day=day, days=days)
        return self._said("distance.until", when.end)

    def _said(self, key: str, part: Part) -> str:
        return self._words.in_form(key, form_of(part)).format(date=self._dates.part(part))

    def _away(self, part: Part, today: date) -> str:
        about = bool(part.qualifier)
        if part.day:
            days = (part.first - today).days
            if abs(days) == 1 and not about:
                return self._words.text("distance.tomorrow" if days > 0 else "distance.yesterday")
            months = _whole_months(min(part.first, today), max(part.first, today))
            if months < _MONTHS_IN_DAYS:
                return self._span(days, "away-days", about)
            return self._months(months if days > 0 else -months, about=about)
        years = part.year - today.year
        if part.month:
            months = years * 12 + part.month - today.month
            if months == 0:
                return self._words.text("distance.this-month")
            return self._months(months, about=about)
        return (
            self._words.text("distance.this-year") if years == 0 else self._span(years, "away-years", about)
        )

    def _months(self, months: int, *, about: bool) -> str:
        if abs(months) < _YEARS_IN_MONTHS:
            return self._span(months, "away-months", about)
        return self._span(int(months / 12), "away-years", about)

    def _span(self, number: int, unit: str, about: bool) -> str:
        said = self._spans.get((number, unit, about))
        if said is None:
            said = self._spans[number, unit, about] = self._spanned(number, unit, about=about)
        return said

    def _spanned(self, number: int, unit: str, *, about: bool) -> str:
        if number > 0:
            key = "distance.in-about" if about else "distance.in"
        else:
            key = "distance.ago-about" if about else "distance.ago"
        # A number of years is written like a year, whatever the language puts between thousands.
        return self._words.say(key, span=self._words.counting(abs(number), unit).format(n=abs(number)))


def _whole_months(earlier: date, later: date) -> int:
    """Returns how many months have passed; the 31st is reached on the last day of a shorter month."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    reached = later.day >= earlier.day or later.day == days_in(later.year, later.month)
    return months if reached else months - 1
