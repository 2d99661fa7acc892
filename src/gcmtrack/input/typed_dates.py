"""Dates as people type them in English, French and Spanish, read without guessing.

What is not typed is not filled in: a missing year is refused, a missing day leaves a month, and a text with two
readings (`10/12/2017`) is refused with both. python-dateutil reads single days and months; its habit of taking what is
missing from a default is turned against it: two defaults are given, and what differs was not typed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from gcmtrack.input.numeric_dates import numeric
from gcmtrack.input.relative_dates import relative
from gcmtrack.input.unsure_dates import qualified, refusal
from gcmtrack.model.date_errors import GENERAL, MONTHS, qualified_at_end, season
from gcmtrack.model.dates import DateError, Part, When
from gcmtrack.patterns import late
from gcmtrack.text import fold

# Folded month names and their short forms, by the month that they name.
MONTH_WORDS: dict[str, int] = {
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
WEEKDAYS: dict[str, int] = {
    word: number
    for number, spellings in enumerate(
        (
            # "mar" alone is March; for Tuesday it is written out.
            "monday mon lundi lunes lun",
            "tuesday tue tues mardi martes",
            "wednesday wed mercredi mer miercoles mie",
            "thursday thu thurs jeudi jeu jueves jue",
            "friday fri vendredi ven viernes vie",
            "saturday sat samedi sam sabado sab",
            "sunday sun dimanche dim domingo dom",
        )
    )
    for word in spellings.split()
}
_FILLERS = frozenset(
    word
    for words in ("of the on in", "de del d el los en mes dia dias", "la le les du des au mois")
    for word in words.split()
)
_ABOUT = late(
    r"^(?:about|around|approximately|approx\.?|circa|ca?\.|vers|environ|autour de|hacia|alrededor de|sobre"
    r"|en torno a|aux alentours de|early|mid|late|beginning of|end of|debut|mi|fin"
    r"|(?:a )?(?:principios|comienzos|inicios|mediados|finales|fines) de)(?:\s+|-)(?:(?:of|de|del) |d')?"
)
_FROM = late(r"^(?:from|since|as of|depuis|a partir de|des|desde)\s+(.+)$")
_AGO = late(r"(?<=[a-z]{3}) ago$")
_LASTING = late(r"^depuis (?=\w+ [a-z]+$)(?!\w+ (?:dernier|derniere|passe|passee)$)")
_BETWEEN = late(r"^(?:from|between|du|de|del|entre|desde(?: el)?)\s+")
_TO = r"to|until|till|through|and|&|au|a|et|al|y|hasta(?: el)?"
_RANGE = late(
    rf"\s*(?:\s[-–—]\s|(?<=[\w.])[–—]|(?<=\d)-(?=\d{{1,2}}\b)|(?<=[a-z])-(?=[a-z])|(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)|\s(?:{_TO})\s)\s*"
)
_ISO = r"\d{4}(?:-\d\d){0,2}"
_ISO_RANGE = late(rf"({_ISO})(?:\s*[-–—]\s*|\s+(?:{_TO})\s+)({_ISO})", re.ASCII)
_AND = late(r"\s(?:and|&|et|y)\s")
_YEAR = late(r"(?<!\d)(\d{4})(?!\d)")


def read(text: str, today: date) -> When:
    """Returns the date that a person typed. `today` serves only what is told from it, such as "yesterday".

    Raises `DateError` with a sentence when the text leaves the year open, can be read two ways, or is no date.
    """
    cleaned = " ".join(text.split())
    if len(cleaned) > 80:
        raise DateError(f"{cleaned[:40] + '…'!r} is too long for a date")
    try:
        return When.parse(cleaned)
    except DateError as error:
        refused = error
    # Marked within, it says itself what belongs to which of its ends.
    if qualified_at_end(cleaned):
        raise refused
    if any(c.isnumeric() and not c.isascii() for c in cleaned):
        # Folding would make "12" of "1²".
        raise _refusal(refused)
    folded = _simple(cleaned)
    for reading in _READINGS:
        if (when := reading(text, folded, today)) is not None:
            return when
    if misspelt := _misspelt(text, folded):
        raise misspelt
    raise _refusal(refused)


# What a person is told to write; the records' own forms are for who writes records.
_TYPED = "write it as 13 July 2018, July 2018, 2018, 9-13 July 2018, or 2018-07-13"


def _refusal(refused: DateError) -> DateError:
    return DateError(str(refused).replace(GENERAL, _TYPED))


def _misspelt(text: str, folded: str) -> DateError | None:
    """What to say where a month was perhaps meant."""
    import difflib

    for word in re.findall(r"[a-z]{4,}", folded):
        for near in difflib.get_close_matches(word, [m for m in MONTH_WORDS if len(m) > 3], 1, 0.75):
            return DateError(
                f"{text!r} cannot be read as a date: {word!r} is no month, did you mean {near!r}?"
            )
    return None


_ORDINAL = late(
    r"\b(\d{1,2})\.?(?:(?<=\.)(?:º|o|ª|a|°)|(?<!\.)(?:st|nd|rd|th|er|re|nd|e|eme|º|o|ª|a|°))(?!\w)"
)


# 10-Dec-2018, 10/Dec/2018, Dec-10-2018, Dec-2018 and 2018-Dec-10 as they are said.
_WITH_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (late(r"^(\d{1,2})([-/.])([a-z]+)\.?\2(\d{4})$"), r"\1 \3 \4"),
    (late(r"^([a-z]+)\.?([-/.])(\d{1,2})\2(\d{4})$"), r"\3 \1 \4"),
    (late(r"^([a-z]+)\.?[-/.](\d{4})$"), r"\1 \2"),
    (late(r"^(\d{4})([-/.])([a-z]+)\.?\2(\d{1,2})$"), r"\4 \3 \1"),
)


def _simple(text: str) -> str:
    """The text folded, ordinals as plain numbers, French elisions taken apart."""
    folded = fold(text).strip(" .,")
    if folded.startswith("aujourd"):
        return folded
    folded = re.sub(r"\b(?:premier|primero)\b", "1", folded)
    for pattern, in_words in _WITH_SIGNS:
        folded = pattern.sub(in_words, folded)
    return " ".join(re.sub(r"\b[dl]['’]", " ", _ORDINAL.sub(r"\1", folded)).split())


def _relative(text: str, folded: str, today: date) -> When | None:
    return relative(text, folded, today, WEEKDAYS)


def _numeric(text: str, folded: str, _: date) -> When | None:
    return numeric(text, folded)


def _season(text: str, folded: str, _: date) -> None:
    """Refuses what is no date and often written for one, with what to write instead."""
    if match := _SEASON.fullmatch(folded):
        number = next(n for n, words in enumerate(_SEASONS) if match[1] in words.split())
        raise DateError(f"{text!r} names a season; write its months, such as {season(int(match[2]), number)}")
    if _ENDING.fullmatch(folded):
        raise DateError(f"{text!r} has no start; a filter takes it as --until, a date wants both ends")


_SEASONS = (
    "spring printemps primavera",
    "summer ete verano",
    "autumn fall automne otono",
    "winter hiver invierno",
)
_SEASON = late(
    rf"(?:the |in |en |au |a )?({'|'.join(' '.join(_SEASONS).split())}) (?:of |de |del? )?(\d{{4}})"
)
_ENDING = late(r"(?:until|till|before|up to|by|hasta|antes de|jusqu'(?:a|en)|avant) .*\d{4}.*")


def _rest(text: str, folded: str, today: date) -> When:
    """Reads what is left of a text; what is refused is quoted as it was typed."""
    try:
        return read(folded, today)
    except DateError as error:
        raise DateError(str(error).replace(repr(folded), repr(text))) from None


def _iso_range(text: str, folded: str, _: date) -> When | None:
    match = _ISO_RANGE.fullmatch(_BETWEEN.sub("", folded))
    return _joined(text, folded, When.parse(f"{match[1]}/{match[2]}")) if match else None


def _about(text: str, folded: str, today: date) -> When | None:
    match = _ABOUT.match(folded)
    return _unsure(text, folded[match.end() :], today, "~") if match else None


def _marked(text: str, folded: str, today: date) -> When | None:
    marked = len(folded) > 1 and folded[-1] in "?~%"
    return _unsure(text, folded[:-1], today, folded[-1]) if marked else None


def _unsure(text: str, rest: str, today: date, sign: str) -> When:
    try:
        when = _rest(text, rest, today)
    except DateError as error:
        raise refusal(error, sign) from None
    return qualified(text, when, sign)


def _of_words(text: str, folded: str, _: date) -> When | None:
    # "ago" is August too.
    if _month_in(_AGO.sub("", folded)) is None:
        return None
    ends = _RANGE.split(_BETWEEN.sub("", folded))
    if len(ends) == 2:
        return _joined(text, folded, _range(text, ends[0], ends[1]))
    if len(ends) > 2:
        raise DateError(f"{text!r} has more than two ends; write it as 2018-07-09/2018-07-13")
    if match := _FROM.match(folded):
        return When(_part(text, match[1]), open=True)
    return When(_part(text, folded))


def _open(text: str, folded: str, today: date) -> When | None:
    match = _FROM.match(folded)
    if match is None:
        return None
    start = _rest(text, _LASTING.sub("il y a ", folded) if _LASTING.match(folded) else match[1], today)
    if start.is_range:
        raise DateError(f"{text!r} cannot be read as a date; write an open end as 2018-07/..")
    return When(start.start, open=True)


def _in_a_year(_text: str, folded: str, _: date) -> When | None:
    match = re.fullmatch(r"(?:(?:in|en) )?(?:(?:the|el|la) )?(?:(?:year|ano|annee) )?(\d{4})", folded)
    return When.parse(match[1]) if match else None


# What a text is tried as, in turn.
_READINGS: tuple[Callable[[str, str, date], When | None], ...] = (
    _relative,
    _numeric,
    _season,
    _iso_range,
    _about,
    _marked,
    _of_words,
    _open,
    _in_a_year,
)


def _joined(text: str, folded: str, when: When) -> When:
    """Refuses "12 and 14 October": what lies between was not named."""
    apart = when.end.first - when.start.last > timedelta(days=1)
    if apart and _AND.search(folded) and not re.match(r"between\b|entre\b", folded):
        raise DateError(
            f"{text!r} leaves out what lies between; write {when} if it lasted throughout, else one record each"
        )
    return when


def _range(text: str, first: str, last: str) -> When:
    """Two ends; the first one may leave out the month and the year that the last one gives: "12-13 October 2017"."""
    month = _month_in(first)
    if month and not _month_in(last) and re.fullmatch(r"(?:[a-z]+ )*\d{1,2},? \d{4}", last):
        # "October 12-13, 2017": the month stands with the first end.
        end = _part(text, f"{last.rpartition(' ')[0]} {_month_word(month)} {last[-4:]}")
        return When(_part(text, f"{first} {end.year}"), end)
    end = _part(text, last)
    if re.fullmatch(r"(?:[a-z]+\.?,? )*\d{1,2}", first) and not month:
        # "12-13 October 2017", "Thursday 12 - Friday 13 October 2017"
        first = f"{first} {_month_word(end.month)} {end.year}"
    elif not _YEAR.search(first):
        # "29 December - 3 January 2019" lies across the new year.
        turns = month is not None and month >= 11 and end.month <= 2
        first = f"{first} {end.year - turns}"
    start = _part(text, first)
    if bool(start.day) != bool(end.day):
        raise DateError(f"{text!r}: one end has a day, the other has none; write it as 2018-07/2018-08-02")
    return When(start, end)


def _month_word(number: int) -> str:
    return MONTHS[number - 1].lower()


def _month_in(text: str) -> int | None:
    return next((MONTH_WORDS[word] for word in re.findall(r"[a-z]+", text) if word in MONTH_WORDS), None)


def _part(text: str, folded: str) -> Part:
    """One day or month in words. dateutil reads it twice, with two defaults; what differs was not typed."""
    english = _english(text, folded)
    year = _YEAR.search(english)
    if year is None:
        raise DateError(f"{text!r} does not say the year in four digits; write it too, nothing is guessed")
    from dateutil.parser import ParserError, parse

    try:
        one, other = (parse(english, default=datetime(year, 1, day)) for year, day in ((2000, 1), (2004, 2)))  # noqa: DTZ001
    except (ParserError, OverflowError, ValueError) as error:
        raise DateError(_unreadable(text, english, str(error))) from None
    if one.year != int(year[1]):
        raise DateError(_unreadable(text, english, ""))
    day = one.day if one.day == other.day else 0
    _check_weekday(text, folded, one if day else None)
    return Part(one.year, one.month, day)


def _unreadable(text: str, english: str, reason: str) -> str:
    match = re.fullmatch(r"(\d+) ([A-Za-z]+) (\d+)", english) or re.fullmatch(
        r"([A-Za-z]+) (\d+) (\d+)", english
    )
    if match and "day" in reason:
        return f"{text!r} does not exist; look at the day of the month"
    return f"{text!r} cannot be read as a date; write it as 2018-07-13, 2018-07 or 2018"


def _english(text: str, folded: str) -> str:
    """Returns the words of one date in English, without weekdays and fillers; refuses what is no part of a date."""
    kept = []
    for word in re.findall(r"[a-z]+|\d+|\S", folded):
        if word.isdigit():
            kept.append(word)
        elif word in MONTH_WORDS:
            kept.append(MONTHS[MONTH_WORDS[word] - 1])
        elif word not in _FILLERS and word not in WEEKDAYS and word not in ".,":
            raise DateError(f"{text!r} cannot be read as a date: what is {word!r}? Write it as 2018-07-13")
    numbers = [word for word in kept if word.isdigit()]
    if len(kept) - len(numbers) != 1 or len(numbers) > 2 or any(len(n) == 3 or len(n) > 4 for n in numbers):
        raise DateError(f"{text!r} cannot be read as a date; write it as 2018-07-13, 2018-07 or 2018")
    return " ".join(kept)


def _check_weekday(text: str, folded: str, day: datetime | None) -> None:
    named = [word for word in re.findall(r"[a-z]+", folded) if word in WEEKDAYS]
    if named and day is None:
        raise DateError(f"{text!r} names a weekday and no day; write the day too, or leave {named[0]!r} out")
    if day is not None and any(WEEKDAYS[word] != day.weekday() for word in named):
        right = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
        raise DateError(f"{text!r}: {day.day} {MONTHS[day.month - 1]} {day.year} is a {right}")
