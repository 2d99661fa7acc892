"""iCalendar (RFC 5545): milestones as all-day events that a calendar can subscribe to.

The same record gives the same event: the UID is the id, the time stamp is the newest day that the record holds about
itself, and the sequence grows with each date that was given up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.formats.chunks import gathered
from gcmtrack.formats.request import Request, Written
from gcmtrack.model import un_symbols
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Dispute, Source
from gcmtrack.printable import encoded, visible
from gcmtrack.text import counted, quoted
from gcmtrack.views.events import disputed_value, is_moved
from gcmtrack.views.selection import with_event_kinds
from gcmtrack.wording import Wording

_STATUS = {
    "confirmed": "CONFIRMED",
    "tentative": "TENTATIVE",
    "expected": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
_ONE_DAY = timedelta(days=1)


def fits(when: When) -> bool:
    """Whether a calendar can show the date without inventing a day: both ends are days."""
    return when.precision == "day" and not when.open and when.last < date.max


def export(request: Request) -> Written:
    """Returns the calendar of the events that were asked for, and tells how many have no exact days.

    Raises `Misuse` for an alarm that is no span of time.
    """
    alarm = _span(request.options.get("alarm"))
    filters = request.filters if request.states else with_event_kinds(request.filters)
    found = request._replace(filters=filters, options={"only": "milestones"}).chosen()
    count = sum(1 for milestone in found.milestones if fits(milestone.date))
    left_out = len(found.milestones) - count
    fitting = (milestone for milestone in found.milestones if fits(milestone.date))
    reason = f"; {left_out} left out, since no exact days are known" if left_out else ""
    name = _name(request.options.get("calendar-name"))
    return Written(
        gathered(_calendar(fitting, request.wording, alarm, name)), f"{counted(count, 'event')}{reason}"
    )


def _name(text: str | None) -> str | None:
    """What calendars are to call it. Raises `Misuse` for a name without a letter."""
    if text is not None and not text.strip():
        raise Misuse("--calendar-name: give a name, such as 'Migration 2026'")
    return text


_DAYS = {"d": 1, "w": 7}
# A day or more before a deadline it rings at nine in the morning, when people can still act on it.
_MORNING = timedelta(hours=9)


def _span(text: str | None) -> timedelta | None:
    """How long before a deadline is over it rings, a week when nothing was typed; None for `none`. Raises `Misuse`.

    Days are days before the last one, in the morning.
    """
    if text == "none":
        return None
    match = re.fullmatch(r"(\d{1,3})([hdw])", text or "7d", re.ASCII)
    if match is None:
        raise Misuse(f"--alarm: {quoted(text or '')} is not a span of time; write 7d, 2w, 12h or none")
    number = int(match[1])
    if match[2] != "h":
        return days_before(number * _DAYS[match[2]])
    return days_before(number // 24) if number and number % 24 == 0 else timedelta(hours=number)


def days_before(days: int) -> timedelta:
    """Returns how long before the end of a day it is, so many days earlier, nine in the morning."""
    return timedelta(days=days + 1) - _MORNING


class Cut(NamedTuple):
    """The events of some milestones, each ready to stand in any number of calendars.

    A site has a calendar of each event, so the lines are written here; `tests/test_format_icalendar.py` holds them against
    what the library for reading calendars writes itself.
    """

    language: str
    events: Mapping[str, bytes]

    def calendar(self, name: str, ids: Iterable[str]) -> bytes:
        """Returns the calendar of that name with the events of those ids."""
        return b"".join(self.pieces(name, ids))

    def pieces(self, name: str, ids: Iterable[str]) -> Iterator[bytes]:
        """Yields the same, event by event."""
        yield _known_head(self.language, name)
        yield from map(self.events.__getitem__, ids)
        yield _END


_END = b"END:VCALENDAR\r\n"


@lru_cache(maxsize=32)
def _known_head(language: str, name: str) -> bytes:
    """The head, made once for all the calendars of a site."""
    return _head(language, name)


def _head(language: str, name: str) -> bytes:
    said = _text(" ".join(name.split()))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//gcmtrack//gcmtrack//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{said}",
        f"X-WR-CALNAME:{said}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    )
    return b"".join(map(_folded, lines))


def event(milestone: Milestone, wording: Wording, alarm: timedelta | None) -> bytes:
    """Returns what a calendar holds of a milestone whose date `fits`; a deadline rings `alarm` before it is over."""
    return b"".join(map(_folded, _event(milestone, wording, alarm)))


def write(
    milestones: Iterable[Milestone], wording: Wording, alarm: timedelta | None, name: str | None = None
) -> bytes:
    """Returns the calendar of those milestones whose date `fits`; deadlines ring `alarm` before they are over."""
    return b"".join(_calendar(milestones, wording, alarm, name))


def _calendar(
    milestones: Iterable[Milestone], wording: Wording, alarm: timedelta | None, name: str | None
) -> Iterator[bytes]:
    yield _head(wording.language, name or wording.text("calendar.name"))
    yield from (event(m, wording, alarm) for m in milestones if fits(m.date))
    yield _END


def _event(milestone: Milestone, wording: Wording, alarm: timedelta | None) -> Iterator[str]:
    """The lines of an event, not folded yet."""
    when = milestone.date
    title = _text(wording.title(milestone))
    stamp = f"{_day(_stamp(milestone))}T000000Z"
    place = wording.joined(_place(milestone, wording))
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{title}"
    yield f"DTSTART;VALUE=DATE:{_day(when.first)}"
    yield f"DTEND;VALUE=DATE:{_day(when.last + _ONE_DAY)}"
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{milestone.id}@gcmtrack"
    yield f"SEQUENCE:{_sequence(milestone)}"
    yield f"CATEGORIES:{','.join(map(_text, _categories(milestone, wording)))}"
    yield "DESCRIPTION:" + r"\n".join(map(_text, _description(milestone, wording)))
    yield f"LAST-MODIFIED:{stamp}"
    if place:
        yield f"LOCATION:{_text(place)}"
    yield f"STATUS:{_status(milestone)}"
    # A day in the process does not make its reader busy.
    yield "TRANSP:TRANSPARENT"
    if url := _url(milestone):
        yield f"URL:{encoded(url)}"
    if alarm is not None and milestone.kind == "deadline" and milestone.status != "cancelled":
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}")
        # From the end, since a window closes on its last day.
        yield f"TRIGGER;RELATED=END:{_hours(-alarm)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _hours(span: timedelta) -> str:
    """A span of time as one number of hours."""
    hours = span // timedelta(hours=1)
    return f"{'-' if hours < 0 else ''}PT{abs(hours)}H"


def _text(text: str) -> str:
    """A text as RFC 5545 has it, with line ends as it writes them and no other control characters, which it forbids."""
    shown = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    # One after the other takes a tenth of the time of a table of them: most texts have none.
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


# RFC 5545 wants lines of 75 bytes at most.
_LINE = 74


def _folded(line: str) -> bytes:
    """A line, cut where it is too long, and never in a character or between a backslash and what it escapes."""
    raw = line.encode(errors="replace")
    if len(raw) <= _LINE:
        return raw + b"\r\n"
    pieces = []
    begin = 0
    while len(raw) - begin > _LINE:
        end = begin + _LINE
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        if raw[end - 1] == 0x5C:
            end -= 1
        pieces.append(raw[begin:end])
        begin = end
    return b"\r\n ".join((*pieces, raw[begin:])) + b"\r\n"


def _stamp(milestone: Milestone) -> date:
    """The newest day on which the record was entered or looked at, a date changed, or a source was read; else the event's
    own."""
    days = [
        milestone.added,
        milestone.checked,
        *(source.accessed for source in milestone.sources),
        *(previous.changed for previous in milestone.previous_dates),
    ]
    return max((day for day in days if day), default=milestone.date.first)


def _sequence(milestone: Milestone) -> int:
    """How often it was moved; a program that has seen an earlier date takes the one with the higher number."""
    return len(milestone.previous_dates) + (milestone.status == "cancelled")


def _status(milestone: Milestone) -> str:
    if milestone.status == "confirmed" and milestone.date.is_qualified:
        return "TENTATIVE"
    return _STATUS[milestone.status]


def _categories(milestone: Milestone, wording: Wording) -> Iterator[str]:
    yield wording.label("phase", milestone.phase)
    yield wording.label("type", milestone.type)
    for number in milestone.objectives:
        yield wording.say("calendar.objective", number=number)


def _place(milestone: Milestone, wording: Wording) -> tuple[str, str]:
    place = wording.place(milestone)
    venue = wording.venue(milestone.venue or "")
    return ("" if venue == place else venue, place)


def _url(milestone: Milestone) -> str:
    if milestone.links:
        return milestone.links[0].url
    return un_symbols.official_link(milestone.symbol) if milestone.symbol else ""


def _description(milestone: Milestone, wording: Wording) -> Iterator[str]:
    if summary := wording.summary(milestone):
        yield summary
    if milestone.status != "confirmed":
        yield wording.say("calendar.status", status=wording.label("status", milestone.status))
    if milestone.date.is_qualified:
        yield wording.say("calendar.date", date=wording.date(milestone.date))
    for previous in milestone.previous_dates:
        if is_moved(milestone, previous.date):
            yield wording.say("calendar.moved-from", date=wording.date(previous.date))
    for dispute in milestone.disputes:
        yield _dispute(dispute, wording)
    for source in milestone.sources[:_MOST_SOURCES]:
        yield wording.say("calendar.source", source=_source(source, wording))
    more = len(milestone.sources) - _MOST_SOURCES
    if more > 0:
        said = wording.count(more, "more-sources")
        yield wording.say("calendar.more-sources", sources=said, id=milestone.id)


# A calendar shows little; everything stands in the record.
_MOST_SOURCES = 3


def _dispute(dispute: Dispute, wording: Wording) -> str:
    parts = (disputed_value(dispute, wording), wording.untranslated(dispute.note or ""), dispute.source or "")
    key = wording.key_in_words(dispute.field)
    return wording.say("calendar.disputed", key=key, value=wording.joined(parts, "semicolon"))


def _source(source: Source, wording: Wording) -> str:
    title = wording.untranslated(source.title, source.language)
    parts = (title, source.publisher or "", wording.place_in(source.locator), source.url or "")
    return wording.joined(parts)
