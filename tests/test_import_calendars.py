"""Bringing a calendar in: days, times, zones, and what is said of events that are no plain record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone
from conftest import Result, Run
from gcmtrack.formats import icalendar_reader
from test_import_tables import EVENTS

Maker = Callable[..., Path]


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(milestone("forum", title="The forum", date="2018-05-10/2018-05-13"))


def calendar(*events: str, head: str = "") -> str:
    body = "".join(
        f"BEGIN:VEVENT\nUID:u{n}\nSUMMARY:Event {n}\n{event}\nEND:VEVENT\n"
        for n, event in enumerate(events, 1)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n")


def bring(run: Run, text: str, *options: object) -> Result:
    Path("list.ics").write_bytes(text.encode())
    return run("import", "list.ics", "--today", "2026-11-29", *EVENTS[2:], *options)


@pytest.mark.parametrize(
    ("properties", "days", "timed"),
    [
        ("DTSTART;VALUE=DATE:20180510\nDTEND;VALUE=DATE:20180514", "2018-05-10/2018-05-13", False),
        ("DTSTART;VALUE=DATE:20180510\nDTEND;VALUE=DATE:20180511", "2018-05-10", False),
        ("DTSTART;VALUE=DATE:20180510\nDTEND;VALUE=DATE:20180510", "2018-05-10", False),
        ("DTSTART;VALUE=DATE:20180510", "2018-05-10", False),
        ("DTSTART;VALUE=DATE:20180510\nDURATION:P3D", "2018-05-10/2018-05-12", False),
        ("DTSTART;VALUE=DATE:20180510\nDURATION:P1W", "2018-05-10/2018-05-16", False),
        ("DTSTART:20180510T090000\nDTEND:20180510T170000", "2018-05-10", True),
        ("DTSTART:20180510T090000\nDTEND:20180512T000000", "2018-05-10/2018-05-11", True),
        ("DTSTART:20180510T000000\nDTEND:20180510T000000", "2018-05-10", True),
        ("DTSTART;TZID=Pacific/Auckland:20180510T233000\nDURATION:PT2H", "2018-05-10/2018-05-11", True),
        ('DTSTART;X-A="b:c;d";TZID=Nowhere/At All:20180510T233000\nDURATION:PT15M', "2018-05-10", True),
        ("DTSTART:20161231T235960Z", "2016-12-31", True),
    ],
)  # fmt: skip
def test_days(properties: str, days: str, timed: bool, records: Path, run: Run) -> None:
    done = bring(run, calendar(properties))
    assert f'+date = "{days}"\n' in done.out, done.err
    of_utc = " of UTC" if "Z" in properties.rsplit("T", maxsplit=1)[-1] else ""
    assert (f"gcmtrack: line 3 (u1): its times are cut to days{of_utc}\n" in done.err) == timed


def test_moments_of_utc_are_taken_to_the_zone_of_the_calendar(records: Path, run: Run) -> None:
    text = calendar(
        "DTSTART:20180510T030000Z\nDTEND:20180510T040000Z", head="X-WR-TIMEZONE:America/New_York\n"
    )
    done = bring(run, text)
    assert '+date = "2018-05-09"\n' in done.out
    assert "gcmtrack: line 4 (u1): its times are cut to days\n" in done.err


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ("DTSTART;VALUE=DATE:20180510\nRRULE:FREQ=YEARLY", "it takes place again and again (FREQ=YEARLY), and a record is of one date: keep a row for each"),
        ("DTSTART;VALUE=DATE:20180510\nRDATE:20180611", "it takes place again and again (20180611), and a record is of one date: keep a row for each"),
        ("LOCATION:Geneva", "it has no start (DTSTART)"),
        ("DTSTART:soon", "DTSTART 'soon' is no date"),
        ("DTSTART:20181310", "DTSTART '20181310' is no date"),
        ("DTSTART:²0181010", "DTSTART '²0181010' is no date"),
        ("DTSTART:20180510\nDTEND:20180501", "it ends before it begins"),
        ("DTSTART:20180510\nDURATION:long", "DURATION 'long' is no span of time"),
        ("DTSTART:99991231\nDURATION:P99999W", "date value out of range"),
    ],
)  # fmt: skip
def test_events_that_are_refused(properties: str, reason: str, records: Path, run: Run) -> None:
    done = bring(run, calendar(properties), "--rejects", "bad.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[1] == f"gcmtrack: line 3 (u1): refused: {reason}"
    assert "Event 1" in Path("bad.csv").read_text("utf-8-sig")


def test_a_recurring_event_comes_in_from_the_rejects(records: Path, run: Run) -> None:
    bring(run, calendar("DTSTART;VALUE=DATE:20180510\nRRULE:FREQ=YEARLY"), "--rejects", "bad.csv")
    done = run("import", "bad.csv", *EVENTS[2:], "--yes")
    assert done.out == "records/milestones/event-1-2018.toml\n", done.err
    assert run("check").code == 0


def test_what_is_cancelled_is_said(records: Path, run: Run) -> None:
    done = bring(run, calendar("DTSTART:20180510\nSTATUS:CANCELLED"))
    assert '+status = "cancelled"\n' in done.out
    assert "gcmtrack: line 3 (u1): it is cancelled\n" in done.err
    assert '+status = "cancelled"\n' in bring(run, calendar("DTSTART:20180510", head="METHOD:CANCEL\n")).out


def test_the_whole_of_an_event(records: Path, run: Run) -> None:
    text = calendar(
        "DTSTART;VALUE=DATE:20180611\nSUMMARY:First\\, and\n  last\nLOCATION:Palais\\, Geneva\\, Switzerland\n"
        "URL:https://example.org/e\nDESCRIPTION:Much\\nmore\nCATEGORIES:Side event,other\nBEGIN:VALARM\n"
        "SUMMARY:ring\nTRIGGER:-P7D\nEND:VALARM"
    ).replace("SUMMARY:Event 1\r\n", "")
    done = bring(run, text)
    assert [line[1:] for line in done.lines[3:]] == [
        'title = "First, and last"',
        'kind = "event"',
        'type = "side-event"',
        'phase = "review"',
        'date = "2018-06-11"',
        'city = "Geneva"',
        'venue = "Palais"',
        'country = "CH"',
        "added = 2026-11-29",
        "",
        "[[links]]",
        'url = "https://example.org/e"',
        "",
        "[[sources]]",
        'title = "First, and last"',
        'url = "https://example.org/e"',
    ]
    assert "gcmtrack: descriptions are left out: a summary is in your own words\n" in done.err


def test_other_uids_are_the_same_events(records: Path, run: Run) -> None:
    """Some programs give new UIDs with each export."""
    text = calendar("DTSTART;VALUE=DATE:20180601", "DTSTART;VALUE=DATE:20180602", head="X-WR-CALNAME:Ours\n")
    assert len(bring(run, text, "--yes").lines) == 2
    source = (records / "milestones" / "event-1-2018.toml").read_text().rpartition("[[sources]]\n")[2]
    assert source == 'title = "Calendar: Ours"\nlocator = "event u1"\n'
    done = bring(run, text.replace("UID:u", "UID:other-"), "--yes")
    assert (done.out, done.err.splitlines()[-1]) == ("", "gcmtrack: 0 changes: 2 as recorded")


def test_a_calendar_without_events(records: Path, run: Run) -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n"
    assert bring(run, text) == Result(
        2, "", "gcmtrack: list.ics is a calendar without events, only 1 task or note\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VEVENT",
        "BEGIN:VEVENT\nBEGIN:VEVENT\nDTSTART:20180510\nEND:VEVENT",
        "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:X",
        "BEGIN:VEVENT\nDTSTART;:20180510\nDTSTART;=;a:20180510\n:\n;\n\\\nSUMMARY:\\\nEND:VEVENT",
        "BEGIN:VEVENT\nDTSTART;TZID=:20180510T10\nCATEGORIES:\nORGANIZER;CN=:x\nEND:VEVENT",
        "BEGIN:VEVENT\n" + "X" * 100_000 + ";" * 100_000 + "\nEND:VEVENT",
        "BEGIN:VEVENT\nDTSTART" + ';A="' * 20_000 + "\nEND:VEVENT",
    ],
)
def test_nothing_in_a_calendar_is_an_error(text: str) -> None:
    for event in icalendar_reader.read(text).events:
        assert event.wrong or event.first is not None
