"""Dates and distances as a language says them: the patterns of its file, filled at the precision that is known."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.model.dates import When
from gcmtrack.wording import Wording, english, wording_of
from strategies import days, whens

TODAY = date(2018, 7, 20)

SAID = [
    # EDTF, in English
    ("2030", "2030"),
    ("2018-07", "July 2018"),
    ("2020-02", "February 2020"),
    ("2018-07-13", "13 July 2018"),
    ("2017-10-12/2017-10-13", "12–13 October 2017"),
    ("2017-09-30/2017-10-02", "30 September – 2 October 2017"),
    ("2017-12-30/2018-01-02", "30 December 2017 – 2 January 2018"),
    ("2017-04/2017-11", "April–November 2017"),
    ("2017-11/2018-02", "November 2017 – February 2018"),
    ("2018/2022", "2018–2022"),
    ("2018-07-09/2018-08", "9 July 2018 – August 2018"),
    ("2017-09~", "c. September 2017"),
    ("2017-09?", "September 2017 (?)"),
    ("2017-09%", "c. September 2017 (?)"),
    ("2017-10-12~/2017-10-13~", "c. 12–13 October 2017"),
    ("2017-10-12/2017-11~", "12 October 2017 – c. November 2017"),
    ("2018-02/..", "from February 2018"),
    ("2018-02-05~/..", "from c. 5 February 2018"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_date_in_english(text: str, said: str) -> None:
    assert english().date(When.parse(text)) == said


MONTH_FIRST = [
    ("2017-10-12", "October 12, 2017"),
    ("2017-10-12~", "c. October 12, 2017"),
    ("2017-05-08/2017-05-09", "May 8–9, 2017"),
    ("2017-09-30/2017-10-02", "September 30 – October 2, 2017"),
    ("2017-12-30/2018-01-02", "December 30, 2017 – January 2, 2018"),
    ("2017-05-08?/2017-05-09", "May 8, 2017 (?) – May 9, 2017"),
    ("2017-05-08~/2017-05-09~", "c. May 8, 2017 – c. May 9, 2017"),
    ("2017-10", "October 2017"),
    ("2018", "2018"),
    ("2018-02-05/..", "from February 5, 2018"),
    ("2024-04-01/2025-12", "April 1, 2024 – December 2025"),
]


@pytest.mark.parametrize(("text", "said"), MONTH_FIRST)
def test_a_date_with_the_month_before_the_day(text: str, said: str) -> None:
    assert english().date(When.parse(text), "mdy") == said


SHORT = [
    # EDTF, the year that stands above, what is left to say
    ("2017-09-30/2017-10-02", 2017, "30 Sep – 2 Oct"),
    ("2017-10-12/2017-10-13", 2017, "12–13 Oct"),
    ("2017-04/2017-11", 2017, "Apr–Nov"),
    ("2017-09~", 2017, "c. Sep"),
    ("2017-09-12?", 2017, "12 Sep (?)"),
    ("2018-07-09/2018-08", 2018, "9 Jul – Aug"),
    ("2018-02/..", 2018, "from Feb"),
    ("2018-02/..", 2017, "from Feb 2018"),
    ("2017-12-30/2018-01-02", 2017, "30 Dec 2017 – 2 Jan 2018"),
    ("2017-05-08", 2018, "8 May 2017"),
    ("2018", 2018, "2018"),
    ("2018-07/2018", 2018, "Jul – 2018"),
]


@pytest.mark.parametrize(("text", "year", "said"), SHORT)
def test_a_short_date_leaves_out_the_year_that_stands_above(text: str, year: int, said: str) -> None:
    assert english().short_date(When.parse(text), year) == said


AWAY = [
    ("2018-07-19", "yesterday"),
    ("2018-07-20", "today"),
    ("2018-07-21", "tomorrow"),
    ("2018-08-15", "in 26 days"),
    ("2018-08-15~", "in about 26 days"),
    ("2018-07-10", "10 days ago"),
    ("2018-12-10/2018-12-11", "in 4 months"),
    ("2010-07-13", "8 years ago"),
    ("2018-07-19/2018-07-22", "day 2 of 4"),
    ("2018-07-19~/2018-07-22", "until 22 July 2018"),
    ("2018-07-19/2018-08", "until August 2018"),
    ("2018-02/..", "since February 2018"),
    ("2018-07/..", "this month"),
    ("2018-09/..", "in 2 months"),
    ("2018-07", "this month"),
    ("2018-06", "1 month ago"),
    ("2018-06~", "about 1 month ago"),
    ("2018", "this year"),
    ("2017", "1 year ago"),
    ("2030", "in 12 years"),
    ("2030~", "in about 12 years"),
    ("2017/2019", "until 2019"),
    ("2018/2019", "this year"),
]


@pytest.mark.parametrize(("text", "distance"), AWAY)
def test_how_far_away_a_date_is_on_20_july_2018(text: str, distance: str) -> None:
    assert english().distance(When.parse(text), TODAY) == distance


def test_years_far_away_are_written_like_years() -> None:
    assert english().distance(When.parse("9999"), date(18, 1, 1)) == "in 9981 years"


@given(whens(), days)
def test_no_words_invent_a_day(when: When, today: date) -> None:
    if not (when.start.day or when.end.day):
        assert not re.search(r"\b\d{1,2} [A-Z]", english().date(when))
        assert "day" not in english().distance(when, today)


@given(whens(), st.integers(1, 9999))
def test_a_short_date_keeps_what_is_not_above_it(when: When, year: int) -> None:
    """Every number of a date but the year above it is said; days and years are all the numbers that there are."""
    said = re.findall(r"\d+", english().short_date(when, year))
    ends = [when.start] if when.open or not when.is_range else [when.start, when.end]
    for part in ends:
        assert not part.day or str(part.day) in said
        assert str(part.year) in said or part.year == year


# A language that orders and joins the pieces of a date in its own way needs its file and no code.
FRENCH = {
    "month": dict(zip(map(str, range(1, 13)), ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"], strict=True)),
    "date": {"first-day": "1er", "open": "à partir de {start}", "about": "vers {date}"},
    "distance": {"in": "dans {span}", "ago": "il y a {span}", "day-of": "jour {day} sur {days}"},
    "count": {"away-days_one": "{n} jour", "away-days_other": "{n} jours"},
}  # fmt: skip
SPANISH = {
    "month": dict(zip(map(str, range(1, 13)), ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"], strict=True)),
    "date": {
        "month": "{month} de {year}",
        "day": "{day} de {month} de {year}",
        "days-over-months": "{start_day} de {start_month} – {end}",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (FRENCH, "2019-01-01", "1er janvier 2019"),
        (FRENCH, "2019-01-01/2019-01-03", "1er–3 janvier 2019"),
        (FRENCH, "2017-09-30/2017-10-02", "30 septembre – 2 octobre 2017"),
        (FRENCH, "2018-02/..", "à partir de février 2018"),
        (FRENCH, "2017-09~", "vers septembre 2017"),
        (SPANISH, "2026-05-05/2026-05-08", "5–8 de mayo de 2026"),
        (SPANISH, "2017-09-30/2017-10-02", "30 de septiembre – 2 de octubre de 2017"),
        (SPANISH, "2017-12-30/2018-01-02", "30 de diciembre de 2017 – 2 de enero de 2018"),
        (SPANISH, "2017-04/2017-11", "abril–noviembre de 2017"),
        (SPANISH, "2017-09%", "c. septiembre de 2017 (?)"),
    ],
)
def test_a_file_of_words_says_how_dates_are_joined(
    words: dict[str, dict[str, str]], text: str, said: str
) -> None:
    assert Wording("xx", words, english).date(When.parse(text)) == said


def test_a_file_of_words_says_how_far_away() -> None:
    french = Wording("xx", FRENCH, english)
    said = [
        french.distance(When.parse(text), TODAY)
        for text in ("2018-08-15", "2018-07-10", "2018-07-19/2018-07-22")
    ]
    assert said == ["dans 26 jours", "il y a 10 jours", "jour 2 sur 4"]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "2026-03-04~", "about 4 March 2026"),
        ("es", "2026-03-04~", "hacia el 4 de marzo de 2026"),
        ("es", "2026-03~", "hacia marzo de 2026"),
        ("fr", "2026-03-04~", "vers le 4 mars 2026"),
        ("fr", "2026-03~", "vers mars 2026"),
        ("fr", "2028~", "vers 2028"),
    ],
)
def test_a_page_says_about_a_day_with_its_article(language: str, text: str, said: str) -> None:
    assert wording_of(language).on_pages().date(When.parse(text)) == said
