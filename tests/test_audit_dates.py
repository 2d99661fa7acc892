"""Dates in running text: found in three languages, with their places; nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditing import dates, edtf, names, report
from gcmtrack.audit.reading import dates as reading_dates
from gcmtrack.audit.reading import page as reading_page
from gcmtrack.audit.reading.date_scanner import scan
from gcmtrack.audit.reading.flat import flat
from gcmtrack.input import typed_dates
from gcmtrack.model.date_errors import MONTHS
from gcmtrack.model.dates import When
from gcmtrack.wording import english

TODAY = date(2018, 7, 20)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Dec. 10, 2018, 164 countries agreed.", ["2018-12-10"]),
        ("from 10–13 May 2022", ["2022-05-10/2022-05-13"]),
        ("(April 26-28, 2021)", ["2021-04-26/2021-04-28"]),
        ("July 30 – August 2, 2018", ["2018-07-30/2018-08-02"]),
        ("December 30, 2018 – January 2, 2019", ["2018-12-30/2019-01-02"]),
        ("30 December – 2 January 2019", ["2018-12-30/2019-01-02"]),
        ("late September in 2017", ["2017-09~"]),
        ("June–July 2021, and in 2022", ["2021-06/2021-07", "2022"]),
        ("between April 2017 and November 2017", ["2017-04/2017-11"]),
        ("April 2017 to June 2018", ["2017-04/2018-06"]),
        ("17th till the 20th of May 2022", ["2022-05-17/2022-05-20"]),
        ("Thursday 12 - Friday 13 October 2017", ["2017-10-12/2017-10-13"]),
        ("2017-10-12 to 2017-10-13; 13/07/2018; 13.07.2018", ["2017-10-12/2017-10-13", "2018-07-13", "2018-07-13"]),
        ("del 30 de septiembre al 2 de octubre de 2017", ["2017-09-30/2017-10-02"]),
        ("los días 9, 10, 11 y 12 de octubre de 2017", ["2017-10-09/2017-10-12"]),
        ("17 a 20 de mayo de 2022", ["2022-05-17/2022-05-20"]),
        ("entre el 17 y el 20 de mayo de 2022", ["2022-05-17/2022-05-20"]),
        ("primero de diciembre de 2018", ["2018-12-01"]),
        ("du 10 au 11 décembre 2018", ["2018-12-10/2018-12-11"]),
        ("le 1er décembre 2018", ["2018-12-01"]),
        ("fin mai 2022, août 2021", ["2022-05~", "2021-08"]),
        ("vendredi 13 juillet 2018", ["2018-07-13"]),
        ("IMRF 2022 (2018–2022)", ["2022", "2018/2022"]),
        ("Draft Rev 3 March 26, 2018", ["2018-03-26"]),
    ],
)  # fmt: skip
def test_dates_are_found(text: str, found: list[str]) -> None:
    assert edtf(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Governments may 8 times refuse, and May we ask? They march 10 kilometres.",
        "The March on Washington was august. Mars is a planet, mar is the sea.",
        "Watch the video from 41:29 to 47:32, or from minute 41.29 — 47.32.",
        "A/RES/73/195, A/AC.293/2022/L.1, E/ESCAP/GCM/PREP/6, GA/12044",
        "the 1951 Convention, the Convention of 1990, the 2030 Agenda, la Agenda 2030, l'Agenda 2030, horizon 2030",
        "Tel. +41 22 917 2018, fax (212) 963-2018",
        "© 2011-2025 The network. All rights reserved 2018.",
        "Copyright 2016–2022. Tous droits réservés 2016.",
        "2,018 people, 20.18 francs, 2018% more, version 1.2018",
        "https://example.org/2018/05/12 report-2018-05-12.pdf #IMRF2022 office@2018.org",
        "8 years ago set 5 tables; 5 de cada 10; Article 13; 24/7",
        "IBAN CH93 0076 2011 6238 5295 7",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert edtf(text) == []


def test_a_year_is_carried_over_and_marked() -> None:
    """The list of the six hearings of 2017, of which none repeats the year."""
    text = "Six hearings in 2017:\n\n- Human rights (May 8-9, Geneva)\n- Drivers (May 22-23, New York)\n"
    found = dates(text, name="page.md").mentions
    assert [(str(m.when), m.how) for m in found] == [
        ("2017", "given"),
        ("2017-05-08/2017-05-09", "carried"),
        ("2017-05-22/2017-05-23", "carried"),
    ]
    assert found[1].carried_from == text.index("2017")


def test_a_year_that_only_names_something_is_not_carried_over() -> None:
    """Two paragraphs above, the Compact of 2018; the hearing is that of the day on which the page was written."""
    text = "May 9, 2022\n\nAdopted in 2018, the Compact is a promise of many words.\n\nThe hearing is on 16 May.\n"
    assert edtf(text) == ["2022-05-09", "2018", "2022-05-16"]


def test_a_date_whose_year_nothing_tells_stays_open() -> None:
    (mention,) = dates("We meet on 16 May.").mentions
    assert (mention.when, mention.how) == (None, "open")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We look forward to Marrakech this December.", "2018-12"),
        ("Nos vemos el próximo mes.", "2018-08"),
        ("Rendez-vous le mois prochain.", "2018-08"),
        ("The forum is next year.", "2019"),
        ("En mai prochain nous partons.", "2019-05"),
        ("El 10 de diciembre próximo votan.", "2018-12-10"),
    ],
)
def test_relative_words_are_counted_from_the_day_of_the_page(text: str, found: str) -> None:
    """The page says when it was updated; the day on which it is looked at is another."""
    page = f"Last updated: 13 July 2018\n\n{text}\n"
    mentions = dates(page, today=date(2021, 1, 1)).mentions
    assert [(str(m.when), m.how) for m in mentions] == [("2018-07-13", "given"), (found, "relative")]


def test_an_ambiguous_date_has_both_readings() -> None:
    (mention,) = dates("10/12/2017").mentions
    assert {str(mention.when), str(mention.other)} == {"2017-10-12", "2017-12-10"}


def test_a_day_after_the_twelfth_tells_the_order_of_the_others() -> None:
    found = dates("10/12/2017 and 13/07/2018").mentions
    assert [(str(m.when), m.other) for m in found] == [("2017-12-10", None), ("2018-07-13", None)]


_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
_DAY = st.dates(date(2015, 1, 1), date(2030, 12, 28))
_WAYS = st.sampled_from(
    [
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}, {d.year}",
        lambda d: f"{d.day} de {_ES[d.month - 1]} de {d.year}",
        lambda d: f"{'1er' if d.day == 1 else d.day} {_FR[d.month - 1]} {d.year}",
        lambda d: f"{MONTHS[d.month - 1]} {d.year}",
        lambda d: d.isoformat(),
    ]
)


@given(
    _DAY,
    _WAYS,
    st.sampled_from(["", "It was ", "(", "Reunión: ", "le "]),
    st.sampled_from(["", ".", ") and", ", Geneva"]),
)
def test_what_a_person_may_type_is_read_alike_in_running_text(
    day: date, way: object, before: str, after: str
) -> None:
    written = way(day)  # type: ignore[operator]
    text = f"{before}{written}{after}"
    (found,) = scan(text, flat(text))
    assert text[found.begin : found.end].rstrip(".") == written.rstrip(".")
    assert found.when() == typed_dates.read(written, TODAY)


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(flat(text)) == len(text)


@given(st.text(alphabet="0123456789 -–/.,MayJunemaijoctubre\n", max_size=120))
def test_no_text_stops_the_reading(text: str) -> None:
    for written in scan(text, flat(text)):
        assert 0 <= written.begin < written.end <= len(text)


def test_every_recorded_date_in_words_is_read_back() -> None:
    for text in (
        "2018-07-13",
        "2017-10-12/2017-10-13",
        "2018-07",
        "2017-04/2017-11",
        "2018-12-30/2019-01-02",
    ):
        when = When.parse(text)
        words = english().date(when)
        assert [str(w.when()) for w in scan(words, flat(words))] == [text]


def test_what_shows_nothing_parts_no_date() -> None:
    assert edtf("on 9\u00ad De\u00adcem\u00adber\u00a02018 and 30 No\u200bvember 2018") == [
        "2018-12-09",
        "2018-11-30",
    ]
    (mention,) = dates("De\u00adcem\u00adber 2018 – on 9 December 2018")[0][1:]
    assert mention.begin == len("December 2018 – on ")


@pytest.mark.parametrize(
    ("most", "found", "unread"),
    [
        (
            ("MOST_DIFFERENT", 5),
            ["2018-05-12", "2018-05-13", "2018", "2018-05-12", "2018-05-13", "2018"],
            None,
        ),
        (
            ("MOST_DIFFERENT", 3),
            ["2018-05-12", "2018-05-13", "2018", "2018-05-12", "2018-05-13", "2018"],
            None,
        ),
        (("MOST_DIFFERENT", 2), ["2018-05-12", "2018-05-13"], 37),
        (("MOST_DATES", 4), ["2018-05-12", "2018-05-13", "2018"], 44),
    ],
)
def test_a_page_that_holds_more_dates_than_any_page(
    most: tuple[str, int], found: list[str], unread: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_dates, *most)
    text = "12 May 2018 and 13 May 2018, also in 2018.\n\n" * 2
    assert edtf(text) == found
    assert dates(text).unread == (None if unread is None else unread)


def test_nothing_is_said_of_what_was_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of what stands behind the date that was one too many, nor that a heading lacks what stands there."""
    text = "# News\n\nMet on 12 May 2018.\n\n## Documents\n\n- 13 May 2018\n\n## Links\n"
    assert names(text, name="page.md") == ["empty-heading"]
    monkeypatch.setattr(reading_dates, "MOST_DATES", 1)
    found = report(text, name="page.md")
    assert (found.unread, [finding.name for finding in found.findings]) == (text.index("13 May"), [])
    assert found.audited.page.blocks[-1].text == "Documents"


def test_reading_ends_where_a_page_holds_more_than_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_page, "MOST_BLOCKS", 3)
    for name, text in (
        ("page.txt", "a\n\nb\n\nc\n\nd on 12 May 2018\n"),
        ("page.md", "- a\n- b\n- c\n- d on 12 May 2018\n"),
        ("page.html", "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d on 12 May 2018</p>\n"),
    ):
        assert report(text, name=name).unread == text.index("d on")
        assert edtf(text, name=name) == []
        assert report(text[: text.index("d on")], name=name).unread is None
    monkeypatch.setattr(reading_page, "MOST_PIECES", 3)
    assert report("<p>a<br>b<br>c<br>d</p>", name="page.html").unread == len("<p>a<br>b<br>")
