"""iCalendar: an exact calendar, and every event read back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from icalendar import Calendar

import strategies
from builders import milestone
from gcmtrack.formats import icalendar_events
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.printable import visible
from gcmtrack.wording import english

WEEK = timedelta(days=7)


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
        "CATEGORIES:review,review forum,objective 7\r\n"
        "DESCRIPTION:Four days\\, every four years.\\nSource: A source\\, https://exam\r\n"
        " ple.org/source\r\n"
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


def test_a_deadline_rings_before_it() -> None:
    (event,) = events(milestone(kind="deadline", title="Inputs"))
    assert event.endswith(
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Inputs\r\nTRIGGER:-P7D\r\nEND:VALARM\r\n"
    )
    quiet = milestone(kind="deadline")
    assert b"VALARM" not in icalendar_events.write([quiet], english(), None)
    assert "VALARM" not in events(milestone(kind="deadline", status="cancelled"))[0]
    assert "VALARM" not in events(milestone())[0]


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
        assert _plain(record.summary or "") in str(event["description"])
        # What a city turns round is turned back at the end of the whole place.
        assert _plain(record.city or "").rstrip("\u202c\u2069") in str(event.get("location", ""))
