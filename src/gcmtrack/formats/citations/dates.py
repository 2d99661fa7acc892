"""Dates as citations have them: ranges kept, no day that is not known, and in brackets no brackets."""

from collections.abc import Sequence

from gcmtrack.model.dates import Part, When
from gcmtrack.wording import Wording

# As the Bluebook and Chicago shorten them.
SHORT_MONTHS = (
    "",
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)
LONG_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def in_words(when: When, wording: Wording) -> str:
    """Returns the date with the day before the month: "12–13 October 2017", "c. July 2018", "2016?"."""
    bare = _bare(when)
    if bare is None:
        return wording.date(when)
    said = wording.date(bare)
    if when.start.qualifier in ("~", "%"):
        said = wording.say("date.about", date=said)
    return f"{said}?" if when.start.qualifier in ("?", "%") else said


def month_first(when: When, months: Sequence[str], about: str) -> str:
    """Returns the date with the month before the day: "Oct. 12–13, 2017", "July 2018"; `about` stands before one that is
    not exactly known."""
    bare = _bare(when)
    if bare is None:
        return f"{_marked(when.start, months, about)}–{_marked(when.end, months, about)}"
    return _qualified(_months(bare, months), when.start.qualifier, about)


def year_first(when: When, about: str) -> str:
    """Returns the date as a list of references begins with it: "2017, October 12–13", "2018, July", "2018"."""
    start, end = when.start, when.end
    months, year = LONG_MONTHS, str(start.year)
    if when.open:
        said = f"{_inverted(start)}–"
    elif not when.is_range:
        said = _inverted(start)
    elif start.year != end.year:
        said = f"{_inverted(start)} – {_inverted(end)}" if start.month or end.month else f"{year}–{end.year}"
    elif start.month == end.month and start.day and end.day:
        said = f"{year}, {months[start.month]} {start.day}–{end.day}"
    else:
        said = f"{year}, {_of_year(start, months)}–{_of_year(end, months)}"
    return _qualified(said, start.qualifier or end.qualifier, about)


def set_apart(said: str) -> str:
    """Returns an uncertain date in square brackets, where its question mark would else end a sentence."""
    return f"[{said}]" if said.endswith("?") else said


def _bare(when: When) -> When | None:
    """The date without its qualifiers; None when its ends have different ones."""
    start, end = when.start, when.end
    if when.is_range and not when.open and start.qualifier != end.qualifier:
        return None
    plain = [Part(part.year, part.month, part.day) for part in (start, end)]
    return When(plain[0], None if when.open else plain[1], open=when.open)


def _months(when: When, months: Sequence[str]) -> str:
    start, end = when.start, when.end
    if when.open:
        return f"{_dated(start, months)}–"
    if not when.is_range:
        return _dated(start, months)
    if start.year != end.year:
        joint = " – " if start.month or end.month else "–"
        return f"{_dated(start, months)}{joint}{_dated(end, months)}"
    year = f", {end.year}" if end.day else f" {end.year}"
    if start.month == end.month and start.day and end.day:
        return f"{months[start.month]} {start.day}–{end.day}{year}"
    return f"{_of_year(start, months)}–{_of_year(end, months)}{year}"


def _dated(part: Part, months: Sequence[str]) -> str:
    if not part.month:
        return str(part.year)
    return f"{_of_year(part, months)}{', ' if part.day else ' '}{part.year}"


def _of_year(part: Part, months: Sequence[str]) -> str:
    return f"{months[part.month]} {part.day}" if part.day else months[part.month]


def _inverted(part: Part) -> str:
    return f"{part.year}, {_of_year(part, LONG_MONTHS)}" if part.month else str(part.year)


def _marked(part: Part, months: Sequence[str], about: str) -> str:
    return _qualified(_dated(part, months), part.qualifier, about)


def _qualified(said: str, qualifier: str, about: str) -> str:
    before = f"{about} " if qualifier in ("~", "%") else ""
    return f"{before}{said}{'?' if qualifier in ('?', '%') else ''}"
