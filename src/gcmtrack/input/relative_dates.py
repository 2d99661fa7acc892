"""Dates that are told from today, in English, French and Spanish: "yesterday", "last month", "3 weeks ago", "hace un año".

What is told is as exact as its unit: "3 weeks ago" is a day, "3 months ago" a month, "last year" a year.
"""

import re
from datetime import date, timedelta

from gcmtrack.errors import Misuse
from gcmtrack.model.dates import DateError, Part, When
from gcmtrack.model.days import later, moved
from gcmtrack.patterns import late
from gcmtrack.text import fold

UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "days": "d day days jour jours dia dias",
        "weeks": "w week weeks semaine semaines semana semanas",
        "months": "m month months mois mes meses",
        "years": "y year years an ans annee annees ano anos",
    }.items()
    for word in words.split()
}
# Names of several of a unit.
_SPANS: dict[str, tuple[int, str]] = {
    word: span
    for span, words in {
        (2, "weeks"): "fortnight fortnights",
        (15, "days"): "quincena quincenas",
        (3, "months"): "trimestre trimestres",
        (6, "months"): "semestre semestres",
    }.items()
    for word in words.split()
}
# Parts of a year, in months.
_PARTS: dict[str, int] = {"quarter": 3, "trimestre": 3, "semestre": 6}
_NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "a an one un una une uno",
            "two dos deux",
            "three tres trois",
            "four cuatro quatre",
            "five cinco cinq",
            "six seis",
            "seven siete sept",
            "eight ocho huit",
            "nine nueve neuf",
            "ten diez dix",
            "eleven once onze",
            "twelve doce douze",
            "thirteen trece treize",
            "fourteen catorce quatorze",
            "fifteen quince quinze",
        ),
        1,
    )
    for word in words.split()
}
_DAYS: dict[str, int] = {
    word: days
    for days, words in {
        -2: "anteayer|antes de ayer|antier|avant-hier|day before yesterday",
        -1: "yesterday|ayer|hier",
        0: "today|now|hoy|ahora|aujourd'hui|maintenant",
        1: "tomorrow|manana|demain",
        2: "pasado manana|apres-demain|day after tomorrow",
    }.items()
    for word in words.split("|")
}
_ASIDE: dict[str, int] = {
    word: step
    for step, words in {
        -1: "last past previous pasado pasada ultimo ultima anterior dernier derniere passe passee",
        0: "this current este esta esto ce cet cette",
        1: "next coming entrante proximo proxima prochain prochaine",
    }.items()
    for word in words.split()
}
_ARTICLE = late(r"^(?:(?:the|el|la|le)\s+|l'\s*)")
_YEARS = r"(?:years?|anos?|ans?|annees?)"
_HALF = late(rf"(?:(?:a|una?|une) )?(?:half(?: an?)?|medi[oa]|demi|demie)[ -]{_YEARS}\b")
_COUNT = rf"(?:\d{{1,4}}|{'|'.join(_NUMBERS)})"
_AND_HALF = late(
    rf"(?:\b(?P<years>{_COUNT}) )?{_YEARS} (?:and a half|et demie?|y medi[oa])\b|\b(?P<more>{_COUNT}) and a half years\b"
)
_AGO = late(r"(?:hace|il y a) (?P<count>\w+) (?P<unit>\w+)|(?P<count2>\w+) (?P<unit2>\w+) (?:ago|atras)")
_AHEAD = late(r"(?:in|dans|en|dentro de) (?P<count>\w+) (?P<unit>\w+)")


def number_of(word: str) -> int | None:
    """Returns a number of at most four digits, in digits or, up to fifteen, as a word of three languages."""
    return int(word) if re.fullmatch(r"\d{1,4}", word, re.ASCII) else _NUMBERS.get(word)


def window(text: str, today: date) -> tuple[date, date]:
    """Returns the first and the last day that lie `text` ("30d", "6w", "6 months", "1y") before and after today.

    Raises `Misuse` for what is no span of time, or reaches beyond the calendar.
    """
    match = re.fullmatch(r"0*(\d{1,4}|[a-z]+(?= )) ?([a-z]+)", fold(text.strip()), re.ASCII)
    number = number_of(match[1]) if match else None
    if match is None or not number or match[2] not in UNITS:
        raise Misuse(f"{text!r} is not a span of time; write 30d, 6w, 6m or 1y")
    unit = UNITS[match[2]]
    if unit in ("months", "years"):
        months = number * (12 if unit == "years" else 1)
        first, last = later(today, -months), later(today, months)
    else:
        days = number * (7 if unit == "weeks" else 1)
        first, last = moved(today, -days), moved(today, days)
    if first == date.min or last == date.max:
        raise Misuse(f"{text!r} reaches beyond the calendar")
    return first, last


def relative(text: str, folded: str, today: date, weekdays: dict[str, int]) -> When | None:
    """Returns the date that a folded text tells from today, None when it tells none.

    Raises `DateError` when it lies beyond the calendar, or names a day of the week, which can be read two ways.
    """
    plain = _ARTICLE.sub("", folded)
    try:
        if plain in _DAYS:
            return When.of_day(today + timedelta(days=_DAYS[plain]))
        found = _counted(plain, today) or _calendar_unit(plain, today)
    except OverflowError:
        back = (
            re.search(r"\b(?:ago|atras|hace|il y a)\b", plain) or _DAYS.get(plain, 1) < 0 or today.year < 5000
        )
        side = "before the first" if back else "after the last"
        raise DateError(f"{text!r} lies {side} day of the calendar") from None
    if found is None:
        _refuse_weekday(text, plain, today, weekdays)
    return found


def _in_months(plain: str) -> str:
    """A text with half years as months: "half a year ago", "hace un año y medio"."""

    def of(found: re.Match[str]) -> str:
        years = number_of(found["years"] or found["more"] or "1")
        return f"{12 * (years or 0) + 6} months"

    return _HALF.sub("6 months", _AND_HALF.sub(of, plain))


def _counted(plain: str, today: date) -> When | None:
    """Reads "3 weeks ago", "hace 3 semanas", "in two months", "il y a un semestre"."""
    plain = _in_months(plain)
    if match := _AGO.fullmatch(plain):
        sign, count, unit = -1, match["count"] or match["count2"], match["unit"] or match["unit2"]
    elif match := _AHEAD.fullmatch(plain):
        sign, count, unit = 1, match["count"], match["unit"]
    else:
        return None
    number = number_of(count)
    several, unit = _SPANS.get(unit) or (1, UNITS.get(unit, ""))
    return _moved(today, sign * number * several, unit) if number is not None and unit else None


def _moved(today: date, number: int, unit: str) -> When:
    if unit in ("days", "weeks"):
        return When.of_day(today + timedelta(days=number * (7 if unit == "weeks" else 1)))
    month = _month(today.year * 12 + today.month - 1 + number * (12 if unit == "years" else 1))
    return When(Part(month.year) if unit == "years" else month)


def _month(number: int) -> Part:
    """The month of a number, counted from the year 0."""
    year, month = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return Part(year, month + 1)


def _calendar_unit(plain: str, today: date) -> When | None:
    """Reads "last year", "este mes", "la semaine prochaine", "last quarter"; a week is from Monday to Sunday."""
    words = re.sub(r"\bque viene\b", "proximo", plain.removesuffix("-ci")).split()
    units = {UNITS.get(word, word) for word in words if word in UNITS or word in _PARTS}
    steps = {_ASIDE[word] for word in words if word in _ASIDE}
    if len(words) != 2 or len(units) != 1 or len(steps) != 1:
        return None
    (unit,), (step,) = units, steps
    if unit == "days":
        return None
    if unit in _PARTS:
        number = (today.year * 12 + today.month - 1) // _PARTS[unit] + step
        return When(_month(number * _PARTS[unit]), _month((number + 1) * _PARTS[unit] - 1))
    if unit != "weeks":
        return _moved(today, step, unit)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    return When(When.of_day(monday).start, When.of_day(monday + timedelta(days=6)).start)


def _refuse_weekday(text: str, plain: str, today: date, weekdays: dict[str, int]) -> None:
    """Refuses "last Friday" with the two days that it can be."""
    words = plain.split()
    named = [weekdays[word] for word in words if word in weekdays]
    if len(named) != 1 or not all(word in weekdays or word in _ASIDE for word in words):
        return
    step = next((_ASIDE[word] for word in words if word in _ASIDE), 0)
    before = today - timedelta(days=(today.weekday() - named[0] - 1) % 7 + 1)
    after = before + timedelta(weeks=1 if before + timedelta(weeks=1) > today else 2)
    one, other = {
        -1: (before, before - timedelta(weeks=1)),
        0: (before, after),
        1: (after, after + timedelta(weeks=1)),
    }[step]
    raise DateError(f"{text!r} can be read two ways; write {one} or {other}")
