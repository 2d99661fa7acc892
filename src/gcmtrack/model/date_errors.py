"""What to say of a text that is no date of the records: why, and what to write instead."""

import re
from datetime import date

# What ends a command is in English, whatever language it prints in.
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def no_such_day(text: str, year: int, month: int, days: int) -> str:
    """Returns the sentence for a day that its month does not have; `days` is how many it has."""
    return f"{text} does not exist: {MONTHS[month - 1]} {year} has {days} days"


def no_such_month(whole: str, year: str, month: int) -> str:
    """Says what to write for a month that is none; EDTF has seasons (21-24) and quarters (33-36) there."""
    if 21 <= month <= 24:
        return f"{whole!r} names a season; write its months, such as {season(int(year), month - 21)}"
    if 33 <= month <= 36:
        return f"{whole!r} names a quarter; write its months: {quarter(year, month - 32)}"
    return f"{whole!r} has no month {month:02}; months are 01 to 12"


def leave_out(text: str, known: str) -> str:
    """Says what to write where a month or a day is given as not known: what is known, without the rest."""
    return f"{text!r} is not a date here: leave out what is not known: write {known}"


def season(year: int, number: int) -> str:
    """Returns the months of a season of the north, 0 is spring, as a range."""
    first = 3 * number + 3
    return f"{year:04}-{first:02}/{year + (first > 10):04}-{(first + 1) % 12 + 1:02}"


def quarter(year: str, number: int) -> str:
    """Returns the months of a quarter, 1 to 4, as a range."""
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"


_HINTS: tuple[tuple[str, str], ...] = (
    (r"\s*", "the date is empty; write a year, a month or a day, such as 2018, 2018-07 or 2018-07-13"),
    (r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", ""),
    (r"(.*\d)[T ]\d\d?:\d\d.*", "clock times are not kept; write {1}"),
    (r"(\d{4})(\d\d)(\d\d)", "write it with hyphens: {1}-{2}-{3}"),
    (r"(\d{3})(?:[Xux]|0s)", "decades are not kept; write a range such as {1}0/{1}9"),
    (r"(\d\d)[Xux]{2}", "centuries are not kept; write a range such as {1}00/{1}99"),
    (r"(\d{3})[Xux]-.*", "a year must be known to have months and days; write a range such as {1}0/{1}9"),
    (r"(\d\d)[Xux]{2}-.*", "a year must be known to have months and days; write a range such as {1}00/{1}99"),
    (r"(\d{4})(-\d\d)?(?:-(?:XX|xx|uu|00)){1,2}", "leave out what is not known: write {1}{2}"),
    (r"(\d{4})-(\d)", "months and days have two digits: write {1}-0{2}"),
    (r"(\d{4})-(\d\d?)-(\d\d?)", "months and days have two digits: write {1}-{2:0>2}-{3:0>2}"),
    (r"(.+)/(?:unknown)?", "an unknown end is left out: write {1}, or {1}/.. when it goes on"),
    (r"(.+)/(?:open|now|present|today)", "write {1}/.. for an open end"),
    (r"(\.\.)?/.*", "a start must be given; only the end may be open, as in 2018-02/.."),
    (
        r"(\d{4}(?:-\d\d){0,2})\s*(?:-|–|—|--|to|\.\.)\s*(\d{4}(?:-\d\d){0,2})",
        "write the range with a slash: {1}/{2}",
    ),
    (r".*/.*/.*", "a range has one slash: start/end"),
)


# What is said where nothing better is known.
GENERAL = "write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13"


def advice(text: str) -> str:
    """Says why `text` is no date and what to write instead."""
    if match := re.fullmatch(r"(\d{4})[-_ ]?[Qq]([1-4])", text, re.ASCII):
        months = quarter(match[1], int(match[2]))
        return f"{_short(text)} is not a date here: quarters are not kept; write the months: {months}"
    if qualified := qualified_at_end(text):
        return f"{_short(text)} is not a date here: a qualifier stands at the end: write {qualified}"
    for pattern, hint in _HINTS:
        match = re.fullmatch(pattern, text, re.ASCII)
        if match is None:
            continue
        if not hint:
            return _two_readings(text, *match.groups())
        groups = [match[0], *((group or "") for group in match.groups())]
        said = hint.format(*groups)
        return said if text.strip() == "" else f"{_short(text)} is not a date here: {said}"
    return f"{_short(text)} is not a date here; {GENERAL}"


def qualified_at_end(text: str) -> str | None:
    """Returns a date with its qualifiers joined at its end; None when it has none elsewhere or is no date without."""
    ends = []
    for end in text.split("/"):
        plain = re.sub(r"[~?%]", "", end)
        if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", plain, re.ASCII):
            return None
        signs = set(end).intersection("~?%")
        ends.append(plain + ("%" if len(signs) > 1 else "".join(signs)))
    return None if "/".join(ends) == text else "/".join(ends)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _two_readings(text: str, a: str, b: str, year: str) -> str:
    readings = []
    for day, month in dict.fromkeys(((a, b), (b, a))):
        try:
            readings.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    match list(dict.fromkeys(readings)):
        case [day_first, month_first]:
            return f"{text!r} can be read two ways; write {day_first} or {month_first}"
        case [only]:
            return f"{text!r} is not a date here: write {only}"
    return f"{text!r} is no day of the calendar; write year, month and day, such as 2018-07-13"
