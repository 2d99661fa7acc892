"""Dates typed in numbers: those with one reading are read, those with two are refused with both."""

import re
from collections.abc import Callable

from gcmtrack.model.dates import DateError, When
from gcmtrack.patterns import late


def numeric(text: str, folded: str) -> When | None:
    """Returns the date that a folded text of numbers says, None when it says none.

    Raises `DateError` when it can be read two ways or leaves the year open; what is refused is quoted as it was typed.
    """
    for pattern, edtf in _FORMS:
        if match := pattern.fullmatch(folded):
            return parsed(text, edtf(match))
    if _YEAR_LEFT_OUT.fullmatch(folded):
        raise DateError(f"{text!r} does not say the year in four digits; write it too, nothing is guessed")
    return None


def parsed(text: str, edtf: str) -> When:
    """Reads a date in another spelling; what is refused is quoted as it was typed."""
    try:
        return When.parse(edtf)
    except DateError as error:
        raise DateError(str(error).replace(repr(edtf), repr(text))) from None


def _day_first_or_last(match: re.Match[str]) -> str:
    one, other, year = match.groups()
    first, second = int(one), int(other)
    if first <= 12 and second <= 12 and first != second:
        # The sentence with both readings is the same as for the records.
        return f"{one}/{other}/{year}"
    day, month = (first, second) if second <= 12 else (second, first)
    return f"{year}-{month:02}-{day:02}"


def _form(
    pattern: str, edtf: Callable[[re.Match[str]], str]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    return late(pattern, re.ASCII), edtf


# In which each number can be only one thing, with the records' own way to write them.
_FORMS = (
    # 2018-7-3, 2018/07/03
    _form(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", lambda m: f"{m[1]}-{int(m[3]):02}-{int(m[4]):02}"),
    # 2018-7, 2018/07
    _form(r"(\d{4})[-/.](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}"),
    # 07/2018
    _form(r"(\d{1,2})[-/.](\d{4})", lambda m: f"{m[2]}-{int(m[1]):02}"),
    # 13/7/2018
    _form(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", _day_first_or_last),
    # 12-13/10/2017
    _form(
        r"(\d{1,2})\s?[-–]\s?(\d{1,2})([/.])(\d{1,2})\3(\d{4})",
        lambda m: f"{m[5]}-{int(m[4]):02}-{int(m[1]):02}/{m[5]}-{int(m[4]):02}-{int(m[2]):02}",
    ),
    # The end leaves out what it shares with the start: 2018-07-13/15, 2018-07-13/08-02, 2018-07/08.
    _form(r"(\d{4}-\d\d-)(\d\d)/(\d\d)", lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}"),
    _form(r"(\d{4}-)(\d\d-\d\d)/(\d\d-\d\d)", lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}"),
    _form(r"(\d{4}-)(\d\d)/(\d\d)", lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}"),
    # Q1 2018, T1 2018: the sentence is that for 2018-Q1.
    _form(r"(?:q|t)([1-4])[ /-]?(\d{4})", lambda m: f"{m[2]}-Q{m[1]}"),
)  # fmt: skip
# 13/7, 13/7/18, Dec '18
_YEAR_LEFT_OUT = late(
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d\d)?|\d{1,2}-\d{1,2}-\d\d|(?:\d{1,2} )?[a-z]{3,}\.? ?'\d\d", re.ASCII
)
