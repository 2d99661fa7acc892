"""iCalendar: an exact calendar, and every event read back."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from icalendar import Calendar

import strategies
from builders import milestone, records
from conftest import FolderMaker, Run
from gcmtrack.formats import icalendar_events
from gcmtrack.formats.request import Request
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.printable import visible
from gcmtrack.views.filters import Filters
from gcmtrack.wording import english

WEEK = icalendar_events.days_before(7)


def events(*milestones: Milestone) -> list[str]:
    """The lines of each event, unfolded."""
    text = icalendar_events.write(milestones, english(), WEEK).decode().replace("\r\n ", "")
    return [part.partition("END:VEVENT")[0] for part in text.split("BEGIN:VEVENT\r\n")[1:]]


def test_a_calendar_of_one_event() -> None:
    forum = milestone(
        "imrf-2026",
        title="Second International Migration Review Forum",
        type="review-forum",
        phase="review",
        date="2026-05-05/2026-05-08",
        city="New York",
        venue="UN Headquarters",
        country="US",
        objectives=[7],
        summary="Four days, every four years.",
        links=[{"url": "https://example.org/imrf"}],
        added=date(2026, 11, 22),
    )
    assert icalendar_events.write([forum], english(), WEEK).decode() == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//gcmtrack//gcmtrack//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n"
        "NAME:Global Compact for Migration\r\n"
        "X-WR-CALNAME:Global Compact for Migration\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
        "X-PUBLISHED-TTL:P1D\r\n"
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Second International Migration Review Forum\r\n"
        "DTSTART;VALUE=DATE:20260505\r\n"
        "DTEND;VALUE=DATE:20260509\r\n"
        "DTSTAMP:20261122T000000Z\r\n"
        "UID:imrf-2026@gcmtrack\r\n"
        "SEQUENCE:0\r\n"
        "CATEGORIES:review,review forum,objective 7\r\n"
        "DESCRIPTION:Four days\\, every four years.\\nSource: A source\\, https://exam\r\n"
        " ple.org/source\r\n"
        "LAST-MODIFIED:20261122T000000Z\r\n"
        "LOCATION:UN Headquarters\\, New York\\, United States\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "URL:https://example.org/imrf\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(
    ("status", "when", "said"),
    [
        ("confirmed", "2018-07-13", "CONFIRMED"),
        ("confirmed", "2018-07-13~", "TENTATIVE"),
        ("tentative", "2018-07-13", "TENTATIVE"),
        ("expected", "2018-07-13", "TENTATIVE"),
        ("postponed", "2018-07-13", "TENTATIVE"),
        ("cancelled", "2018-07-13", "CANCELLED"),
        ("cancelled", "2018-07-13?", "CANCELLED"),
    ],
)
def test_a_calendar_knows_how_sure_it_is(status: str, when: str, said: str) -> None:
    (event,) = events(milestone(status=status, date=when))
    assert f"STATUS:{said}\r\n" in event


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ("2018-07-13", True),
        ("2018-07-13/2018-07-14", True),
        ("2018-07-13?", True),
        ("2018-07", False),
        ("2018", False),
        ("2018-07-13/2018-08", False),
        ("2018-07-13/..", False),
    ],
)
def test_only_days_fit(when: str, fits: bool) -> None:
    assert icalendar_events.fits(When.parse(when)) is fits
    assert len(events(milestone(date=when))) == fits


@pytest.mark.parametrize(
    ("span", "hours"),
    [("7d", 7 * 24 + 15), (None, 183), ("1d", 39), ("0d", 15), ("2w", 14 * 24 + 15), ("12h", 12), ("48h", 2 * 24 + 15)],
)  # fmt: skip
def test_a_deadline_rings_before_it_is_over_and_in_the_morning(span: str | None, hours: int) -> None:
    """A window from March to April closes in April; what rings days before rings at nine, not at midnight."""
    options = {"alarm": span} if span else {}
    window = milestone(kind="deadline", title="Inputs", date="2018-03-14/2018-04-17")
    asked = Request(records(window), english(), Filters(), date(2018, 1, 1), options=options)
    raw = b"".join(icalendar_events.export(asked).chunks)
    assert (
        f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Inputs\r\nTRIGGER;RELATED=END:-PT{hours}H\r\nEND:VALARM\r\n"
        in raw.decode()
    )
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    rings = datetime.combine(event.decoded("dtend"), time()) + alarm.decoded("trigger")
    assert rings == datetime.combine(date(2018, 4, 18), time()) - timedelta(hours=hours)
    assert rings.hour == (12 if span == "12h" else 9)


def test_only_a_deadline_that_holds_rings() -> None:
    quiet = milestone(kind="deadline")
    assert b"VALARM" not in icalendar_events.write([quiet], english(), None)
    assert "VALARM" not in events(milestone(kind="deadline", status="cancelled"))[0]
    assert "VALARM" not in events(milestone())[0]


def test_an_event_that_moved_says_that_it_is_newer_and_stays_the_same_event() -> None:
    before = milestone("forum", date="2026-12-01/2026-12-02", added=date(2026, 1, 1))
    after = milestone(
        "forum",
        date="2027-01-05/2027-01-06",
        added=date(2026, 1, 1),
        previous_dates=[{"date": "2026-12-01/2026-12-02", "changed": date(2026, 11, 20)}],
    )
    for record, sequence, stamp in ((before, 0, "20260101"), (after, 1, "20261120")):
        (event,) = events(record)
        assert f"UID:forum@gcmtrack\r\nSEQUENCE:{sequence}\r\n" in event
        assert f"LAST-MODIFIED:{stamp}T000000Z\r\n" in event
    cancelled = milestone(
        "forum", date="2027-01-05", status="cancelled", previous_dates=[{"date": "2026-12-01"}]
    )
    assert "SEQUENCE:2\r\n" in events(cancelled)[0]


def test_a_date_made_exact_did_not_move() -> None:
    (event,) = events(milestone(date="2030-05-06/2030-05-09", previous_dates=[{"date": "2030"}]))
    assert "Moved" not in event


def test_few_sources_stand_in_the_description() -> None:
    several = [{"title": f"Source {number}"} for number in range(1, 7)]
    (event,) = events(milestone("forum", sources=several))
    assert (
        "DESCRIPTION:Source: Source 1\\nSource: Source 2\\nSource: Source 3\\n3 more sources: gcmtrack show forum\r\n"
        in event
    )
    (event,) = events(milestone("forum", sources=several[:4]))
    assert "Source 3\\n1 more source: gcmtrack show forum\r\n" in event


def test_disputes_are_said_in_words() -> None:
    (event,) = events(
        milestone(
            disputes=[
                {"field": "date", "value": "2022-05-16/2022-05-20", "source": "https://a.org"},
                {"field": "type", "value": "review-forum"},
                {"field": "country", "value": "MX"},
                {"field": "title"},
            ]
        )
    )
    assert (
        "DESCRIPTION:Disputed date: 16–20 May 2022\\; https://a.org\\nDisputed type: review forum\\n"
        "Disputed country: Mexico\\nDisputed title: another source differs\\nSource:"
    ) in event


def test_a_calendar_has_the_name_that_it_is_given(run: Run, folder: FolderMaker) -> None:
    where = folder(milestone())
    done = run("export", "-f", "ics", "--calendar-name", "Migración,\n2026; ours", "--records", where)
    assert "\nNAME:Migración\\, 2026\\; ours\nX-WR-CALNAME:Migración\\, 2026\\; ours\n" in done.out.replace(
        "\r", ""
    )
    done = run("export", "-f", "ics", "--calendar-name", " ", "--records", where)
    assert (done.code, done.err) == (2, "gcmtrack: --calendar-name: give a name, such as 'Migration 2026'\n")
    done = run("export", "-f", "csv", "--calendar-name", "x", "--records", where)
    assert (done.code, done.err) == (2, "gcmtrack: --calendar-name goes with --format ics, not with csv\n")


@pytest.mark.parametrize(
    ("keys", "stamp"),
    [
        ({"added": date(2026, 11, 22)}, "20261122"),
        ({"sources": [{"title": "a", "accessed": date(2026, 1, 2)}, {"title": "b"}]}, "20260102"),
        ({}, "20180713"),
    ],
)
def test_the_stamp_never_comes_from_the_clock(keys: dict[str, Any], stamp: str) -> None:
    assert f"DTSTAMP:{stamp}T000000Z" in events(milestone(**keys))[0]


def test_what_a_reader_must_know_stands_in_the_description() -> None:
    (event,) = events(
        milestone(
            status="postponed",
            date="2018-07-13~",
            previous_dates=[{"date": "2018-05"}],
            disputes=[{"field": "cosigner_count", "value": "9", "note": "Or ten."}],
        )
    )
    assert (
        "DESCRIPTION:Status: postponed\\nDate: c. 13 July 2018\\nMoved from May 2018\\n"
        "Disputed cosigner count: 9\\; Or ten.\\nSource: A source\\, https://example.org/source\r\n"
    ) in event


def _plain(text: str) -> str:
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


@given(strategies.milestones())
@example(milestone(title="x" * 5000, summary="é" * 5000))
@example(
    milestone(title="a\r\nBEGIN:VEVENT\rEND:VCALENDAR", city='\\,;:"\n', summary="=1+1 | <script> \u202e")
)
@example(milestone(city="\u202e", country="AD"))
def test_every_event_is_read_back_whole(record: Milestone) -> None:
    raw = icalendar_events.write([record], english(), WEEK)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\r" not in raw.replace(b"\r\n", b"")
    found = Calendar.from_ical(raw).walk("VEVENT")
    assert len(found) == icalendar_events.fits(record.date)
    for event in found:
        assert event.decoded("dtstart") == record.date.first
        assert event.decoded("dtend") == record.date.last + timedelta(days=1)
        assert str(event["uid"]) == f"{record.id}@gcmtrack"
        assert str(event["summary"]) == _plain(record.titles.get("en", record.title))
        summary = record.summaries.get("en") or record.summary or ""
        assert _plain(summary) in str(event["description"])
        # What a city turns round is turned back at the end of the whole place.
        assert _plain(record.city or "").rstrip("\u202c\u2069") in str(event.get("location", ""))
