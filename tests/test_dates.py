"""Dates at the precision at which they are known."""

import pickle
from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from typing import Any

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.model.dates import DateError, When
from gcmtrack.model.days import days_in
from strategies import days, whens

DAYS = [
    # EDTF, first day, last day
    ("2030", date(2030, 1, 1), date(2030, 12, 31)),
    ("2018-07", date(2018, 7, 1), date(2018, 7, 31)),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    ("2018-07-13", date(2018, 7, 13), date(2018, 7, 13)),
    ("2017-10-12/2017-10-13", date(2017, 10, 12), date(2017, 10, 13)),
    ("2017-09-30/2017-10-02", date(2017, 9, 30), date(2017, 10, 2)),
    ("2017-12-30/2018-01-02", date(2017, 12, 30), date(2018, 1, 2)),
    ("2017-04/2017-11", date(2017, 4, 1), date(2017, 11, 30)),
    ("2017-11/2018-02", date(2017, 11, 1), date(2018, 2, 28)),
    ("2018/2022", date(2018, 1, 1), date(2022, 12, 31)),
    ("2018-07-09/2018-08", date(2018, 7, 9), date(2018, 8, 31)),
    ("2017-09~", date(2017, 9, 1), date(2017, 9, 30)),
    ("2017-09?", date(2017, 9, 1), date(2017, 9, 30)),
    ("2017-09%", date(2017, 9, 1), date(2017, 9, 30)),
    ("2017-10-12~/2017-10-13~", date(2017, 10, 12), date(2017, 10, 13)),
    ("2017-10-12/2017-11~", date(2017, 10, 12), date(2017, 11, 30)),
    ("2018-02/..", date(2018, 2, 1), date.max),
    ("2018-02-05~/..", date(2018, 2, 5), date.max),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_a_date_has_days(text: str, first: date, last: date) -> None:
    when = When.parse(text)
    assert (str(when), when.first, when.last) == (text, first, last)


def test_a_range_of_one_date_is_that_date() -> None:
    assert When.parse("2018-07-13/2018-07-13") == When.parse("2018-07-13")


REFUSED = {
    "": "the date is empty; write a year, a month or a day, such as 2018, 2018-07 or 2018-07-13",
    " ": "the date is empty; write a year, a month or a day, such as 2018, 2018-07 or 2018-07-13",
    "2017-06-31": "2017-06-31 does not exist: June 2017 has 30 days",
    "2018-02-29": "2018-02-29 does not exist: February 2018 has 28 days",
    "2018-13": "'2018-13' has no month 13; months are 01 to 12",
    "2018-00": "'2018-00' has no month 00; months are 01 to 12",
    "2018-23": "'2018-23' names a season; write its months, such as 2018-09/2018-11",
    "2018-24": "'2018-24' names a season; write its months, such as 2018-12/2019-02",
    "2018-35": "'2018-35' names a quarter; write its months: 2018-07/2018-09",
    "0000": "there is no year 0000",
    "2018-07/2018-05": "2018-07/2018-05 ends before it starts",
    "2018-7": "'2018-7' is not a date here: months and days have two digits: write 2018-07",
    "2018-7-1": "'2018-7-1' is not a date here: months and days have two digits: write 2018-07-01",
    "2018-07-1": "'2018-07-1' is not a date here: months and days have two digits: write 2018-07-01",
    "20180713": "'20180713' is not a date here: write it with hyphens: 2018-07-13",
    "2018/": "'2018/' is not a date here: an unknown end is left out: write 2018, or 2018/.. when it goes on",
    "../2018": "'../2018' is not a date here: a start must be given; only the end may be open, as in 2018-02/..",
    "/2018": "'/2018' is not a date here: a start must be given; only the end may be open, as in 2018-02/..",
    "2018-07-13 - 2018-07-15": "'2018-07-13 - 2018-07-15' is not a date here: write the range with a slash: 2018-07-13/2018-07-15",
    "2018-07-13..2018-07-15": "'2018-07-13..2018-07-15' is not a date here: write the range with a slash: 2018-07-13/2018-07-15",
    "2018/2019/2020": "'2018/2019/2020' is not a date here: a range has one slash: start/end",
    "2018-07-13T10:00": "'2018-07-13T10:00' is not a date here: clock times are not kept; write 2018-07-13",
    "2018Q3": "'2018Q3' is not a date here: quarters are not kept; write the months: 2018-07/2018-09",
    "201X": "'201X' is not a date here: decades are not kept; write a range such as 2010/2019",
    "2018-XX": "'2018-XX' is not a date here: leave out what is not known: write 2018",
    "2018-07-XX": "'2018-07-XX' is not a date here: leave out what is not known: write 2018-07",
    "2018-XX-XX": "'2018-XX-XX' is not a date here: leave out what is not known: write 2018",
    "20XX": "'20XX' is not a date here: centuries are not kept; write a range such as 2000/2099",
    "156X-12-25": "'156X-12-25' is not a date here: a year must be known to have months and days; write a range such as 1560/1569",
    "1990s": "'1990s' is not a date here: decades are not kept; write a range such as 1990/1999",
    "?2004-06-~11": "'?2004-06-~11' is not a date here: a qualifier stands at the end: write 2004-06-11%",
    "2018/now": "'2018/now' is not a date here: write 2018/.. for an open end",
    "~2018": "'~2018' is not a date here: a qualifier stands at the end: write 2018~",
    "?2018-07": "'?2018-07' is not a date here: a qualifier stands at the end: write 2018-07?",
    "2018-07-00": "'2018-07-00' is not a date here: leave out what is not known: write 2018-07",
    "2018-07-00~": "'2018-07-00~' is not a date here: leave out what is not known: write 2018-07~",
    "2018-00-00": "'2018-00-00' is not a date here: leave out what is not known: write 2018",
    "2018-07-00/2018-07-13": "'2018-07-00' is not a date here: leave out what is not known: write 2018-07",
    "2018-07-13/2018-08-00": "'2018-08-00' is not a date here: leave out what is not known: write 2018-08",
    "2018-00-13": "'2018-00-13' has no month 00; months are 01 to 12",
    "2018-13-00": "'2018-13-00' has no month 13; months are 01 to 12",
    "10/12/2017": "'10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "10.12.2017": "'10.12.2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "10-12-2017": "'10-12-2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "25/12/2017": "'25/12/2017' is not a date here: write 2017-12-25",
    "05/05/2017": "'05/05/2017' is not a date here: write 2017-05-05",
    "31/11/2017": "'31/11/2017' is no day of the calendar; write year, month and day, such as 2018-07-13",
    "01/01/0000": "'01/01/0000' is no day of the calendar; write year, month and day, such as 2018-07-13",
    "13 July 2018": "'13 July 2018' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13",
    "2018\n": "'2018\\n' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13",
    "٢٠١٨": "'٢٠١٨' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13",
    "{0}": "'{0}' is not a date here; write a year, a month, a day or a range: 2018, 2018-07, 2018-07-13, 2018-07-09/2018-07-13",
}


@pytest.mark.parametrize("year", [1, 4, 999, 1900, 2000, 2017, 2018, 2020, 9999])
def test_every_day_of_the_calendar_is_a_date_and_every_other_is_refused(year: int) -> None:
    """All months 00 to 13 with all days 00 to 32, alone, qualified, and at both ends of a range."""
    for month, day in product(range(14), range(33)):
        text = f"{year:04}-{month:02}-{day:02}"
        exists = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
        for shape, first, last in (
            ("{}", text, text),
            ("{}~", text, text),
            ("{}/..", text, "9999-12-31"),
            (f"{year:04}-01-01/{{}}", f"{year:04}-01-01", text),
            (f"{{}}/{year:04}-12-31", text, f"{year:04}-12-31"),
        ):
            if exists:
                when = When.parse(shape.format(text))
                assert (str(when.first), str(when.last)) == (first, last)
            else:
                with pytest.raises(DateError, match=text):
                    When.parse(shape.format(text))


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_a_refused_date_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as refused:
        When.parse(text)
    assert str(refused.value) == sentence


def test_a_refusal_of_a_long_text_is_short() -> None:
    with pytest.raises(DateError) as refused:
        When.parse("x" * 100_000)
    assert len(str(refused.value)) < 200


TODAY = date(2018, 7, 20)
STATES = [
    ("2018-07-19", "past"),
    ("2018-07-20", "ongoing"),
    ("2018-07-21", "upcoming"),
    ("2018-08-15", "upcoming"),
    ("2018-08-15~", "upcoming"),
    ("2018-07-10", "past"),
    ("2018-12-10/2018-12-11", "upcoming"),
    ("2010-07-13", "past"),
    ("2018-07-19/2018-07-22", "ongoing"),
    ("2018-07-19~/2018-07-22", "ongoing"),
    ("2018-07-19/2018-08", "ongoing"),
    ("2018-02/..", "ongoing"),
    ("2018-07/..", "upcoming"),
    ("2018-09/..", "upcoming"),
    ("2018-07", "upcoming"),
    ("2018-06", "past"),
    ("2018-06~", "past"),
    ("2018", "upcoming"),
    ("2017", "past"),
    ("2030", "upcoming"),
    ("2030~", "upcoming"),
    ("2017/2019", "ongoing"),
    ("2018/2019", "upcoming"),
]


@pytest.mark.parametrize(("text", "state"), STATES)
def test_where_a_date_stands_on_20_july_2018(text: str, state: str) -> None:
    assert When.parse(text).state(TODAY) == state


def test_past_counts_from_the_last_day() -> None:
    review = When.parse("2021-04-26/2021-04-28")
    states = [review.state(date(2021, 4, day)) for day in (25, 26, 28, 29)]
    assert states == ["upcoming", "ongoing", "ongoing", "past"]


def test_order_is_by_first_day_then_precision_then_last_day() -> None:
    ordered = ["2017", "2018-01-01", "2018-01-01/2018-01-02", "2018-01", "2018-01/2018-02", "2018", "2018/.."]
    assert [str(when) for when in sorted(map(When.parse, reversed(ordered)))] == ordered


def test_a_date_does_not_change() -> None:
    with pytest.raises(AttributeError, match="a When does not change"):
        When.parse("2018").open = True


@given(whens())
def test_what_is_written_is_read_back(when: When) -> None:
    assert When.parse(str(when)) == when
    assert pickle.loads(pickle.dumps(when)) == when


@given(st.text("0123456789-/~?%.XQT: ", max_size=12) | st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        when = When.parse(text)
    except DateError:
        return
    assert str(when) == text or when.start == when.end


@given(whens(), whens(), whens())
def test_order_is_total_and_consistent(a: When, b: When, c: When) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a == b) == (hash(a) == hash(b) and str(a) == str(b))
    assert not (a <= b <= c) or a <= c
    assert not a < b or a.first <= b.first


@given(whens(), days)
def test_every_day_is_before_within_or_after(when: When, today: date) -> None:
    assert when.first <= when.last
    state = when.state(today)
    assert (state == "past") == (when.last < today)
    assert state != "ongoing" or when.first <= today <= when.last
    assert state != "upcoming" or today <= when.last


@given(whens(), days)
def test_states_follow_each_other(when: When, today: date) -> None:
    order = ["upcoming", "ongoing", "past"]
    assert order.index(when.state(today)) <= order.index(when.state(today + timedelta(days=1)))


@given(whens(), days, days)
def test_overlap_agrees_with_the_days(when: When, a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    assert when.overlaps(first, last) == (max(when.first, first) <= min(when.last, last))


@given(whens())
def test_the_edtf_package_agrees_on_first_and_last_day(when: When) -> None:
    """Qualifiers are left out, since the package widens an uncertain date on both sides."""
    plain = str(when).translate({ord(mark): None for mark in "~?%"})
    if when.open:
        return
    parsed: Any = edtf.parse_edtf(plain)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    assert (date(*lower[:3]), date(*upper[:3])) == (when.first, when.last)


def test_months_have_the_days_that_the_calendar_says() -> None:
    for year in range(1, 10_000):
        for month in range(1, 13):
            assert days_in(year, month) == monthrange(year, month)[1]
