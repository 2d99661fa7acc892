"""Dates as people type them in English, French and Spanish, read without guessing.

What is not typed is not filled in: a missing year is refused, a missing day leaves a month, and a text with two
readings (`10/12/2017`) is refused with both. python-dateutil reads single days and months; its habit of taking what is
missing from a default is turned against it: two defaults are given, and what differs was not typed.
"""

import re
from datetime import date, datetime, timedelta

from gcmtrack.dates import MONTHS, DateError, Part, When
from gcmtrack.words import fold

# Folded month names and their short forms, by the month that they name.
_MONTH_WORDS: dict[str, int] = {
    word: number
    for number, spellings in enumerate(
        (
            "january jan janvier janv enero ene",
            "february feb fevrier fevr fev febrero",
            "march mar mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juin junio",
            "july jul juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre setiembre set",
            "october oct octobre octubre",
            "november nov novembre noviembre",
            "december dec decembre diciembre dic",
        ),
        1,
    )
    for word in spellings.split()
}
_WEEKDAYS: dict[str, int] = {
    word: number
    for number, spellings in enumerate(
        (
            "monday mon lundi lunes",
            "tuesday tue tues mardi martes",
            "wednesday wed mercredi miercoles",
            "thursday thu thurs jeudi jueves",
            "friday fri vendredi viernes",
            "saturday sat samedi sabado",
            "sunday sun dimanche domingo",
        )
    )
    for word in spellings.split()
}
_FILLERS = frozenset(["of", "the", "on", "de", "del", "d", "el", "la", "le", "les", "du", "des", "au", "en"])
_ABOUT = re.compile(
    r"^(?:about|around|approximately|approx\.?|circa|ca?\.|vers|environ|autour de|hacia|alrededor de|sobre"
    r"|early|mid|late|beginning of|end of|debut|mi|fin|principios de|a principios de|mediados de|a mediados de"
    r"|finales de|a finales de|fines de)(?:\s+|-)"
)
_FROM = re.compile(r"^(?:from|since|as of|depuis|a partir de|des|desde)\s+(.+)$")
_BETWEEN = re.compile(r"^(?:from|between|du|de|del|entre|desde(?: el)?)\s+")
_RANGE = re.compile(
    r"\s*(?:\s[-–—]\s|(?<=[\w.])[–—]|(?<=\d)-(?=\d{1,2}\b)|(?<=[a-z])-(?=[a-z])|\s(?:to|until|till|through|and|au|a|et|al|y|hasta(?: el)?)\s)\s*"
)
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def read(text: str, today: date) -> When:
    """Returns the date that a person typed. `today` serves only the words "today" and "yesterday".

    Raises `DateError` with a sentence when the text leaves the year open, can be read two ways, or is no date.
    """
    cleaned = " ".join(text.split())
    if len(cleaned) > 80:
        raise DateError(f"{cleaned[:40] + '…'!r} is too long for a date")
    try:
        return When.parse(cleaned)
    except DateError as error:
        refused = error
    folded = fold(cleaned).strip(" .,")
    if (relative := _relative(folded, today)) is not None:
        return relative
    if match := _NUMERIC.fullmatch(folded):
        return _numeric(text, *match.groups())
    if match := re.fullmatch(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", folded):
        return When.parse(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    if match := _ABOUT.match(folded):
        return _qualified(read(folded[match.end() :], today), "~")
    if not any(word in _MONTH_WORDS for word in re.findall(r"[a-z]+", folded)):
        raise refused
    return _in_words(text, folded)


def _relative(folded: str, today: date) -> When | None:
    if folded in ("today", "aujourd'hui", "aujourd’hui", "hoy"):
        return When.of_day(today)
    if folded in ("yesterday", "hier", "ayer"):
        return When.of_day(today - timedelta(days=1))
    return None


def _numeric(text: str, a: str, b: str, year: str) -> When:
    if len(year) == 2:
        raise DateError(f"{text!r}: write the year in full, with four digits")
    first, second = int(a), int(b)
    if first <= 12 and second <= 12 and first != second:
        # The sentence with both readings is the same as for the records.
        return When.parse(f"{a}/{b}/{year}")
    day, month = (first, second) if second <= 12 else (second, first)
    return When.parse(f"{year}-{month:02}-{day:02}")


def _in_words(text: str, folded: str) -> When:
    ends = _RANGE.split(_BETWEEN.sub("", folded))
    if len(ends) == 2:
        return _range(text, ends[0], ends[1])
    if len(ends) > 2:
        raise DateError(f"{text!r} has more than two ends; write it as 2018-07-09/2018-07-13")
    if match := _FROM.match(folded):
        return When(_part(text, match[1]), open=True)
    return When(_part(text, folded))


def _qualified(when: When, qualifier: str) -> When:
    def with_qualifier(part: Part) -> Part:
        return Part(part.year, part.month, part.day, qualifier)

    if when.open:
        return When(with_qualifier(when.start), open=True)
    return When(with_qualifier(when.start), with_qualifier(when.end) if when.is_range else None)


def _range(text: str, first: str, last: str) -> When:
    """Two ends; the first one may leave out the month and the year that the last one gives: "12-13 October 2017"."""
    month = _month_in(first)
    if month and not _month_in(last) and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?,? \d{4}", last):
        # "October 12-13, 2017": the month stands with the first end.
        end = _part(text, f"{_month_word(month)} {last}")
        return When(_part(text, f"{first} {end.year}"), end)
    end = _part(text, last)
    if re.fullmatch(r"(?:[a-z]+ )?\d{1,2}(?:st|nd|rd|th|er|º|°)?", first) and not _month_in(first):
        # "12-13 October 2017", "Thursday 12 - Friday 13 October 2017"
        first = f"{first} {_month_word(end.month)} {end.year}" if end.month else first
    elif not _YEAR.search(first):
        first = f"{first} {end.year}"
    start = _part(text, first)
    if not start.day and end.day:
        raise DateError(f"{text!r}: one end has a day, the other has none; write it as 2018-07/2018-08-02")
    return When(start, end)


def _month_word(number: int) -> str:
    return MONTHS[number - 1].lower()


def _month_in(text: str) -> int | None:
    return next((_MONTH_WORDS[word] for word in re.findall(r"[a-z]+", text) if word in _MONTH_WORDS), None)


def _part(text: str, folded: str) -> Part:
    """One day or month in words. dateutil reads it twice, with two defaults; what differs was not typed."""
    english = _english(text, folded)
    if not _YEAR.search(english):
        raise DateError(f"{text!r} does not say the year; write it too, nothing is guessed")
    from dateutil.parser import ParserError, parse

    try:
        one, other = (parse(english, default=datetime(year, 1, day)) for year, day in ((2000, 1), (2004, 2)))  # noqa: DTZ001
    except (ParserError, OverflowError, ValueError) as error:
        raise DateError(_unreadable(text, english, str(error))) from None
    day = one.day if one.day == other.day else 0
    _check_weekday(text, folded, one if day else None)
    return Part(one.year, one.month, day)


def _unreadable(text: str, english: str, said: str) -> str:
    match = re.fullmatch(r"(\d+) ([A-Za-z]+) (\d+)", english) or re.fullmatch(
        r"([A-Za-z]+) (\d+) (\d+)", english
    )
    if match and "day" in said:
        return f"{text!r} does not exist; look at the day of the month"
    return f"{text!r} cannot be read as a date; write it as 2018-07-13, 2018-07 or 2018"


_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|re|º|°|ª)\b")


def _english(text: str, folded: str) -> str:
    """Returns the words of one date in English, without weekdays and fillers; refuses what is no part of a date."""
    kept = []
    for word in re.findall(r"[a-z’']+|\d+|[^\s\w]", _ORDINAL.sub(r"\1", folded)):
        if word.isdigit():
            kept.append(word)
        elif word in _MONTH_WORDS:
            kept.append(MONTHS[_MONTH_WORDS[word] - 1])
        elif word not in _FILLERS and word not in _WEEKDAYS and word not in ".,":
            raise DateError(f"{text!r} cannot be read as a date: what is {word!r}? Write it as 2018-07-13")
    numbers = [word for word in kept if word.isdigit()]
    if len(kept) - len(numbers) != 1 or len(numbers) > 2 or any(len(n) == 3 or len(n) > 4 for n in numbers):
        raise DateError(f"{text!r} cannot be read as a date; write it as 2018-07-13, 2018-07 or 2018")
    return " ".join(kept)


def _check_weekday(text: str, folded: str, day: datetime | None) -> None:
    named = [_WEEKDAYS[word] for word in re.findall(r"[a-z]+", folded) if word in _WEEKDAYS]
    if day is not None and named and day.weekday() != named[0]:
        right = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
        raise DateError(f"{text!r}: {day.day} {MONTHS[day.month - 1]} {day.year} was a {right}")
