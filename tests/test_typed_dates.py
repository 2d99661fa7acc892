"""Dates as people type them: read exactly, or refused with a sentence; never filled in."""

# ruff: noqa: SIM905 (lists of words read best as words)

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gcmtrack.input.typed_dates import read
from gcmtrack.model.date_errors import MONTHS
from gcmtrack.model.dates import DateError, When
from gcmtrack.wording import english
from strategies import whens

TODAY = date(2026, 11, 22)

FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
SPANISH = ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split()
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split(),
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sep. oct. nov. dic.".split(),
}
LONG = {"en": MONTHS, "fr": FRENCH, "es": SPANISH}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
}


def said(text: str, today: date = TODAY) -> str:
    return str(read(text, today))


def refusal(text: str) -> str:
    with pytest.raises(DateError) as refused:
        read(text, TODAY)
    return str(refused.value)


@pytest.mark.parametrize("language", LONG)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_names(language: str, month: int) -> None:
    for names in (LONG, SHORT):
        name = names[language][month - 1]
        spellings = {
            name,
            name.upper(),
            name.lower(),
            name.rstrip("."),
            name.replace("é", "e").replace("û", "u"),
        }
        for spelling in spellings:
            assert said(f"{spelling} 2018") == f"2018-{month:02}"
            assert said(f"7 {spelling} 2018") == f"2018-{month:02}-07"


@pytest.mark.parametrize("spelling", ["setiembre", "set.", "sep", "SEPT", "septembre"])
def test_september_has_more_names_than_others(spelling: str) -> None:
    assert said(f"12 {spelling} 2017") == "2017-09-12"


READ = {
    # one day
    "2018-07-13": "2018-07-13",
    "  13   July  2018 ": "2018-07-13",
    "July 13, 2018": "2018-07-13",
    "Dec. 10, 2018": "2018-12-10",
    "the 13th of July, 2018": "2018-07-13",
    "1st July 2018": "2018-07-01",
    "1.º de mayo de 2019": "2019-05-01",
    "el día 8 de mayo de 2026": "2026-05-08",
    "los días 8 y 9 de mayo de 2026": "2026-05-08/2026-05-09",
    "el 2018": "2018",
    "año 2018": "2018",
    "en el año 2018": "2018",
    "année 2018": "2018",
    "a fines de mayo de 2018": "2018-05~",
    "a comienzos de 2019": "2019~",
    "inicios de 2019": "2019~",
    "en torno a 2018": "2018~",
    "aux alentours de mai 2018": "2018-05~",
    "antes de ayer": "2026-11-20",
    "hace quince días": "2026-11-07",
    "dans quinze jours": "2026-12-07",
    "el mes entrante": "2026-12",
    "2nd July 2018": "2018-07-02",
    "3rd July 2018": "2018-07-03",
    "2018 July 13": "2018-07-13",
    "1er décembre 2018": "2018-12-01",
    "le 2ème juillet 2018": "2018-07-02",
    "le premier juillet 2018": "2018-07-01",
    "12 d’octobre 2017": "2017-10-12",
    "el 13 de julio del 2018": "2018-07-13",
    "1º de julio de 2018": "2018-07-01",
    "primero de julio de 2018": "2018-07-01",
    "2018/7/3": "2018-07-03",
    "2018.07.03": "2018-07-03",
    "13/7/2018": "2018-07-13",
    "7/13/2018": "2018-07-13",
    "13.07.2018": "2018-07-13",
    "5-5-2018": "2018-05-05",
    "29 février 2020": "2020-02-29",
    "10-Dec-2018": "2018-12-10",
    "10/Dec/2018": "2018-12-10",
    "10.déc..2018": "2018-12-10",
    "2018-Dec-10": "2018-12-10",
    "Dec-10-2018": "2018-12-10",
    "12/2018": "2018-12",
    "12-2018": "2018-12",
    "Dec-2018": "2018-12",
    "Dec. 2018": "2018-12",
    # a month, a year
    "julio de 2018": "2018-07",
    "July of 2018": "2018-07",
    "mes de julio de 2018": "2018-07",
    "in July 2018": "2018-07",
    "en juillet 2018": "2018-07",
    "2018": "2018",
    "in 2018": "2018",
    # weekdays that are right
    "Friday, 13 July 2018": "2018-07-13",
    "Fri 13 Jul 2018": "2018-07-13",
    "vendredi 13 juillet 2018": "2018-07-13",
    "viernes 13 de julio de 2018": "2018-07-13",
    "mié. 11 jul. 2018": "2018-07-11",
    # about
    "late September 2017": "2017-09~",
    "mid-July 2018": "2018-07~",
    "about 13 July 2018": "2018-07-13~",
    "c. 2018": "2018~",
    "fin septembre 2017": "2017-09~",
    "mi-juillet 2018": "2018-07~",
    "vers juillet 2018": "2018-07~",
    "début d'octobre 2017": "2017-10~",
    "a mediados de julio de 2018": "2018-07~",
    "finales de septiembre de 2017": "2017-09~",
    "fin de 2025": "2025~",
    "early in 2018": "2018~",
    "fin d’août 2018": "2018-08~",
    "about 12-13 October 2017": "2017-10-12~/2017-10-13~",
    "July 2018?": "2018-07?",
    "2018-07%": "2018-07%",
    # ranges
    "2018-07-09/2018-07-13": "2018-07-09/2018-07-13",
    "2018-07-09 to 2018-07-13": "2018-07-09/2018-07-13",
    "2018-07-09 - 2018-07-13": "2018-07-09/2018-07-13",
    "2017-2018": "2017/2018",
    "de 2017 à 2018": "2017/2018",
    "12-13 October 2017": "2017-10-12/2017-10-13",
    "12–13 October 2017": "2017-10-12/2017-10-13",
    "12 — 13 October 2017": "2017-10-12/2017-10-13",
    "12 to 13 October 2017": "2017-10-12/2017-10-13",
    "12th to 13th October, 2017": "2017-10-12/2017-10-13",
    "12 and 13 October 2017": "2017-10-12/2017-10-13",
    "12 & 13 October 2017": "2017-10-12/2017-10-13",
    "October 12-13, 2017": "2017-10-12/2017-10-13",
    "Oct. 12–13 2017": "2017-10-12/2017-10-13",
    "July 1st-2nd, 2018": "2018-07-01/2018-07-02",
    "from 9 to 13 July 2018": "2018-07-09/2018-07-13",
    "between 9 and 13 July 2018": "2018-07-09/2018-07-13",
    "July 9 to July 13, 2018": "2018-07-09/2018-07-13",
    "July 9, 2018 to July 13, 2018": "2018-07-09/2018-07-13",
    "July 30-August 2, 2018": "2018-07-30/2018-08-02",
    "30 July to 2 August 2018": "2018-07-30/2018-08-02",
    "28 December 2017 - 3 January 2018": "2017-12-28/2018-01-03",
    "29 Dec-3 Jan 2019": "2018-12-29/2019-01-03",
    "9 July-13 July 2018": "2018-07-09/2018-07-13",
    "30 December - 2 January 2018": "2017-12-30/2018-01-02",
    "del 30 de diciembre al 2 de enero de 2018": "2017-12-30/2018-01-02",
    "Monday 9 - Friday 13 July 2018": "2018-07-09/2018-07-13",
    "July-August 2018": "2018-07/2018-08",
    "July and August 2018": "2018-07/2018-08",
    "December 2017 to January 2018": "2017-12/2018-01",
    "12 et 13 octobre 2017": "2017-10-12/2017-10-13",
    "du 12 au 13 octobre 2017": "2017-10-12/2017-10-13",
    "du lundi 9 au vendredi 13 juillet 2018": "2018-07-09/2018-07-13",
    "du 30 juin au 2 juillet 2018": "2018-06-30/2018-07-02",
    "entre le 9 et le 13 juillet 2018": "2018-07-09/2018-07-13",
    "31 déc. 2017 au 2 janv. 2018": "2017-12-31/2018-01-02",
    "juillet-août 2018": "2018-07/2018-08",
    "de juillet à août 2018": "2018-07/2018-08",
    "12 y 13 de octubre de 2017": "2017-10-12/2017-10-13",
    "del 12 al 13 de octubre de 2017": "2017-10-12/2017-10-13",
    "desde el 9 hasta el 13 de julio de 2018": "2018-07-09/2018-07-13",
    "lunes 9 a viernes 13 de julio de 2018": "2018-07-09/2018-07-13",
    "del 30 de septiembre al 2 de octubre de 2017": "2017-09-30/2017-10-02",
    # open ends
    "from February 2018": "2018-02/..",
    "since 2018": "2018/..",
    "depuis février 2018": "2018-02/..",
    "desde febrero de 2018": "2018-02/..",
    "à partir de juillet 2018": "2018-07/..",
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_is_read(text: str) -> None:
    assert said(text) == READ[text]


REFUSED = {
    "10/12/2017": "'10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "10.12.2017": "'10.12.2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "13/07/18": "'13/07/18' does not say the year in four digits; write it too, nothing is guessed",
    "13/7": "'13/7' does not say the year in four digits; write it too, nothing is guessed",
    "Dec '18": "\"Dec '18\" does not say the year in four digits; write it too, nothing is guessed",
    "Monday": "'Monday' can be read two ways; write 2026-11-16 or 2026-11-23",
    "last Friday": "'last Friday' can be read two ways; write 2026-11-20 or 2026-11-13",
    "vendredi prochain": "'vendredi prochain' can be read two ways; write 2026-11-27 or 2026-12-04",
    "Summer 2018": "'Summer 2018' names a season; write its months, such as 2018-06/2018-08",
    "hiver 2018": "'hiver 2018' names a season; write its months, such as 2018-12/2019-02",
    "until July 2018": "'until July 2018' has no start; a filter takes it as --until, a date wants both ends",
    "2018/now": "'2018/now' is not a date here: write 2018/.. for an open end",
    "the day before yesterday noon": "'the day before yesterday noon' is not a date here; write it as 13 July 2018, July 2018, 2018, 9-13 July 2018, or 2018-07-13",
    "9999 years ago": "'9999 years ago' lies before the first day of the calendar",
    "13 July 18": "'13 July 18' does not say the year in four digits; write it too, nothing is guessed",
    "2 de mayo": "'2 de mayo' does not say the year in four digits; write it too, nothing is guessed",
    "12-13 October": "'12-13 October' does not say the year in four digits; write it too, nothing is guessed",
    "mayo": "'mayo' does not say the year in four digits; write it too, nothing is guessed",
    "31 June 2018": "'31 June 2018' does not exist; look at the day of the month",
    "29 février 2019": "'29 février 2019' does not exist; look at the day of the month",
    "32 July 2018": "'32 July 2018' does not exist; look at the day of the month",
    "Thursday 13 July 2018": "'Thursday 13 July 2018': 13 July 2018 is a Friday",
    "jeudi 13 juillet 2018": "'jeudi 13 juillet 2018': 13 July 2018 is a Friday",
    "jueves 13 de julio de 2018": "'jueves 13 de julio de 2018': 13 July 2018 is a Friday",
    "Monday 9 - Thursday 13 July 2018": "'Monday 9 - Thursday 13 July 2018': 13 July 2018 is a Friday",
    "Friday July 2018": "'Friday July 2018' names a weekday and no day; write the day too, or leave 'friday' out",
    "13-9 July 2018": "2018-07-13/2018-07-09 ends before it starts",
    "5 August - 3 July 2018": "2018-08-05/2018-07-03 ends before it starts",
    "13/2018": "'13/2018' has no month 13; months are 01 to 12",
    "Q1 2018": "'Q1 2018' is not a date here: quarters are not kept; write the months: 2018-01/2018-03",
    "circa 10.12.2017": "'circa 10.12.2017' can be read two ways; write 2017-12-10~ or 2017-10-12~",
    "since 10/12/2017": "'since 10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12",
    "Since 5 Febuary 2018": "'Since 5 Febuary 2018' cannot be read as a date: 'febuary' is no month, did you mean 'february'?",
    "12 and 14 October 2017": (
        "'12 and 14 October 2017' leaves out what lies between;"
        " write 2017-10-12/2017-10-14 if it lasted throughout, else one record each"
    ),
    "12-13-14 October 2017": (
        "'12-13-14 October 2017' has more than two ends; write it as 2018-07-09/2018-07-13"
    ),
    "July to 2 August 2018": (
        "'July to 2 August 2018': one end has a day, the other has none; write it as 2018-07/2018-08-02"
    ),
    "c. 2018?": "'c. 2018?' is marked as unsure twice; write 2018%",
    "9 or 10 July 2018": "'9 or 10 July 2018' cannot be read as a date: what is 'or'? Write it as 2018-07-13",
    "13 July 2018 10:00": "'13 July 2018 10:00' cannot be read as a date: what is ':'? Write it as 2018-07-13",
    "13 July 2018 漢": "'13 July 2018 漢' cannot be read as a date: what is '漢'? Write it as 2018-07-13",
    "5 Febuary 2018": "'5 Febuary 2018' cannot be read as a date: 'febuary' is no month, did you mean 'february'?",
    "5 febrer de 2018": "'5 febrer de 2018' cannot be read as a date: 'febrer' is no month, did you mean 'febrero'?",
    "July 0013": "'July 0013' cannot be read as a date; write it as 2018-07-13, 2018-07 or 2018",
    "2018-13-01": "'2018-13-01' has no month 13; months are 01 to 12",
    "13 July " + "2018" * 30: "'13 July 20182018201820182018201820182018…' is too long for a date",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(text: str) -> None:
    assert refusal(text) == REFUSED[text]


SIGNED = {
    "2004-06-~11?": "2004-06-11%",
    "2004-06-11~?": "2004-06-11%",
    "~2004-06-11~": "2004-06-11~",
    "2004/2005-~06?": "2004/2005-06%",
    "?2004-06/2004-~07": "2004-06?/2004-07~",
    "20040611?": "2004-06-11?",
    "2004-06-00?": "2004-06?",
    "2004-XX-XX~": "2004~",
    "200X%": "2000%/2009%",
    "2004-Q3?": "2004-07?/2004-09?",
    "summer 2018?": "2018-06?/2018-08?",
    "about summer 2018": "2018-06~/2018-08~",
    "c. 2018/2019?": "2018~/2019%",
    "about 20180611?": "2018-06-11%",
}


@pytest.mark.parametrize("text", SIGNED)
def test_what_is_advised_is_a_date_that_is_as_unsure(text: str) -> None:
    said = refusal(text)
    assert said.startswith(repr(text))
    assert said.rpartition(" ")[2] == SIGNED[text]
    assert str(When.parse(SIGNED[text])) == SIGNED[text]


GENERAL = "is not a date here; write it as 13 July 2018, July 2018, 2018, 9-13 July 2018, or 2018-07-13"


@pytest.mark.parametrize(
    "text", ["13 luglio 2018", "3 07 2018", "last 30 days", "x", "201807"]
)  # fmt: skip
def test_what_is_no_date_of_ours(text: str) -> None:
    assert refusal(text) == f"{text!r} {GENERAL}"


@pytest.mark.parametrize("text", ["1² July 2018", "１3 July 2018", "١٣ July 2018"])
def test_digits_of_other_scripts_are_not_read_as_ours(text: str) -> None:
    """Folding would make "12 July" of "1² July"."""
    assert refusal(text) == f"{text!r} {GENERAL}"


@pytest.mark.parametrize("text", ["today", "Today", "aujourd'hui", "aujourd’hui", "hoy"])
def test_today(text: str) -> None:
    assert said(text) == "2026-11-22"


@pytest.mark.parametrize("text", ["yesterday", "hier", "ayer", "Ayer."])
def test_yesterday(text: str) -> None:
    assert said(text, date(2026, 3, 1)) == "2026-02-28"


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
languages = st.sampled_from(sorted(LONG))


@st.composite
def months(draw: st.DrawFn, language: str, number: int) -> str:
    name = draw(st.sampled_from([LONG, SHORT]))[language][number - 1]
    return draw(st.sampled_from([name, name.upper(), name.capitalize(), name.rstrip(".")]))


@st.composite
def a_day(draw: st.DrawFn) -> tuple[str, str]:
    """A day as it is written in one of the languages, and its EDTF."""
    day, language = draw(days), draw(languages)
    month = draw(months(language, day.month))
    of = " de" if language == "es" else ""
    layouts = [
        f"{day.day} {month} {day.year}",
        f"{day.day:02}{of} {month}{of} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.year} {month} {day.day}",
        f"{WEEKDAYS[language][day.weekday()]} {day.day}{of} {month}{of} {day.year}",
        f"{WEEKDAYS[language][day.weekday()].upper()}, {day.day} {month} {day.year}",
    ]
    return draw(st.sampled_from(layouts)), day.isoformat()


@given(a_day())
def test_a_day_in_words_is_read_exactly(written: tuple[str, str]) -> None:
    text, meant = written
    assert said(text) == meant


@given(days, languages, st.data())
def test_a_month_in_words_is_read_exactly(day: date, language: str, data: st.DataObject) -> None:
    month = data.draw(months(language, day.month))
    of = data.draw(st.sampled_from([" ", ", ", " de ", " of "]))
    assert said(f"{month}{of}{day.year}") == f"{day.year}-{day.month:02}"


@st.composite
def a_range(draw: st.DrawFn) -> tuple[str, str]:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(1, 400)))
    language = draw(languages)
    one, other = draw(months(language, first.month)), draw(months(language, last.month))
    of = " de" if language == "es" else ""
    frames = {
        "en": ["{} - {}", "{} – {}", "{} to {}", "from {} to {}", "between {} and {}"],
        "fr": ["{} - {}", "du {} au {}", "entre le {} et le {}", "{} au {}"],
        "es": ["{} – {}", "del {} al {}", "desde el {} hasta el {}", "entre el {} y el {}"],
    }
    frame = draw(st.sampled_from(frames[language]))
    end = f"{last.day}{of} {other}{of} {last.year}"
    starts = [f"{first.day}{of} {one}{of} {first.year}"]
    if first.year == last.year:
        starts.append(f"{first.day}{of} {one}")
        if first.month == last.month:
            starts.append(f"{first.day}")
    return frame.format(draw(st.sampled_from(starts)), end), f"{first}/{last}"


@given(a_range())
def test_a_range_in_words_is_read_exactly(written: tuple[str, str]) -> None:
    text, meant = written
    assert said(text) == meant


@given(whens())
def test_what_the_records_hold_is_read_as_it_is(when: When) -> None:
    assert said(str(when)) == str(when)


def _is_plain(when: When) -> bool:
    return not when.is_qualified and when.start.year >= 1000 and when.start.precision == when.end.precision


@given(whens().filter(_is_plain))
def test_a_date_as_it_is_shown_is_read_back(when: When) -> None:
    assert said(english().date(when)) == str(when)


_words = st.sampled_from(
    "12 13 2018 2017-10 July juillet mayo de le - – to au al y and from about ~ ? Friday , . 1st 1er hoy' 5/6 th"
    " 10/12/2017 99 0 fin in 2018-07-13 &".split()
)


@given(st.lists(_words, min_size=1, max_size=6).map(" ".join), days)
@example("July 12", date(2018, 7, 31))
@example("31", date(2018, 7, 31))
@example("de 2018", date(2018, 7, 31))
def test_nothing_is_filled_in_from_today(text: str, today: date) -> None:
    """Whatever is typed gives the same date on every day, and no day or year that was not typed."""

    def answer(day: date) -> str:
        try:
            return said(text, day)
        except DateError as error:
            # The days that "Friday" can be are those around today; it is refused on every day.
            return f"refused: {str(error).partition(' can be read two ways')[0]}"

    there = answer(date(2000, 2, 29))
    assert answer(today) == there
    if not there.startswith("refused"):
        for end in there.replace("..", "").strip("/").split("/"):
            year, _, rest = end.rstrip("~?%").partition("-")
            assert year in text
            day = rest.partition("-")[2]
            assert not day or str(int(day)) in text


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    with contextlib.suppress(DateError):
        read(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today; now; hoy; aujourd'hui; aujourd’hui", "2026-11-22"),
        ("yesterday; ayer; hier; 1 day ago; hace un día; il y a un jour", "2026-11-21"),
        ("the day before yesterday; anteayer; avant-hier", "2026-11-20"),
        ("tomorrow; mañana; demain", "2026-11-23"),
        ("2 weeks ago; two weeks ago; hace dos semanas; il y a 2 semaines; hace 2 semanas", "2026-11-08"),
        ("in 3 weeks; dans 3 semaines; dentro de tres semanas", "2026-12-13"),
        ("3 months ago; hace 3 meses; il y a trois mois", "2026-08"),
        ("11 months ago", "2025-12"),
        ("half a year ago; half year ago; hace medio año; il y a une demi-année; il y a un semestre; il y a six mois", "2026-05"),
        ("in half a year; dentro de medio año; dans une demi-année", "2027-05"),
        ("a year and a half ago; one and a half years ago; hace un año y medio; hace año y medio; il y a un an et demi", "2025-05"),
        ("two and a half years ago; two years and a half ago; hace dos años y medio; il y a deux ans et demi", "2024-05"),
        ("hace un trimestre; il y a un trimestre", "2026-08"),
        ("a fortnight ago; 2 weeks ago", "2026-11-08"),
        ("hace una quincena; hace quince días", "2026-11-07"),
        ("since 6 months ago; desde hace 6 meses; desde hace medio año; depuis six mois; depuis 6 mois", "2026-05/.."),
        ("last quarter; el trimestre pasado; le trimestre dernier; último trimestre", "2026-07/2026-09"),
        ("this quarter; este trimestre; ce trimestre", "2026-10/2026-12"),
        ("el próximo semestre; le semestre prochain", "2027-01/2027-06"),
        ("in 2 months; en dos meses; dans deux mois", "2027-01"),
        ("a year ago; last year; past year; el año pasado; el último año; año pasado; l'année dernière; l’an passé", "2025"),
        ("this year; este año; cette année", "2026"),
        ("next year; el próximo año; el año que viene; l'année prochaine", "2027"),
        ("last month; past month; el mes pasado; último mes; el último mes; le mois dernier; le dernier mois", "2026-10"),
        ("this month; este mes; ce mois-ci", "2026-11"),
        ("last week; la semana pasada; la última semana; la semaine dernière", "2026-11-09/2026-11-15"),
        ("next week; la semana que viene; la semaine prochaine", "2026-11-23/2026-11-29"),
        ("2018-7-3; 2018/7/3; 2018/07/03", "2018-07-03"),
        ("2018/07; 2018-7; 07/2018; 7/2018", "2018-07"),
        ("2018-07-13/15; 13-15/07/2018; 13-15 July 2018", "2018-07-13/2018-07-15"),
        ("2018-07-30/08-02", "2018-07-30/2018-08-02"),
        ("2018-07/08", "2018-07/2018-08"),
    ],
)  # fmt: skip
def test_what_is_told_from_today_or_in_numbers(typed: str, day: str) -> None:
    assert {text: said(text) for text in typed.split("; ")} == dict.fromkeys(typed.split("; "), day)


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["days", "weeks", "months", "years"]))
def test_what_lies_so_far_back_lies_so_far_ahead(today: date, count: int, unit: str) -> None:
    try:
        back = read(f"{count} {unit} ago", today)
    except DateError:
        with pytest.raises(DateError, match="lies before the first day of the calendar"):
            read(f"{count} {unit} ago", today)
        return
    assert back.precision == {"days": "day", "weeks": "day", "months": "month", "years": "year"}[unit]
    assert back.first <= today
    assert read(f"in {count} {unit}", back.first).overlaps(today, today)
