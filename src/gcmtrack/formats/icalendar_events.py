"""iCalendar (RFC 5545): milestones as all-day events that a calendar can subscribe to.

The same record gives the same event: the UID is the id, the time stamp is the day on which the record was entered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from gcmtrack.errors import Misuse
from gcmtrack.formats.request import Request, Written
from gcmtrack.model import un_symbols
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.model.tables import Source
from gcmtrack.printable import encoded, visible
from gcmtrack.text import counted
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
    fitting = [milestone for milestone in found.milestones if fits(milestone.date)]
    left_out = len(found.milestones) - len(fitting)
    reason = f"; {left_out} left out, since no exact days are known" if left_out else ""
    return Written(write(fitting, request.wording, alarm), f"{counted(len(fitting), 'event')}{reason}")


_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


def _span(text: str | None) -> timedelta | None:
    """How long before a deadline it rings, a week when nothing was typed; None for `none`. Raises `Misuse`."""
    if text == "none":
        return None
    match = re.fullmatch(r"(\d{1,3})([hdw])", text or "7d", re.ASCII)
    if match is None:
        raise Misuse(f"--alarm: {text!r} is not a span of time; write 7d, 2w, 12h or none")
    return timedelta(hours=int(match[1]) * _HOURS[match[2]])


class Cut(NamedTuple):
    """The events of some milestones, each ready to stand in any number of calendars."""

    language: str
    events: Mapping[str, bytes]

    def calendar(self, name: str, ids: Iterable[str]) -> bytes:
        """Returns the calendar of that name with the events of those ids."""
        head = (
            _BEGIN_CALENDAR,
            _folded(f"PRODID:-//gcmtrack//gcmtrack//{self.language.upper()}"),
            b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
            _folded(f"NAME:{_text(name)}"),
            _folded(f"X-WR-CALNAME:{_text(name)}"),
            b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n",
        )
        return b"".join((*head, *(self.events[id_] for id_ in ids), b"END:VCALENDAR\r\n"))


_BEGIN_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"


def cut(milestones: Iterable[Milestone], wording: Wording, alarm: timedelta | None) -> Cut:
    """Returns the events of those milestones whose date `fits`; deadlines ring `alarm` before they begin."""
    events = {m.id: b"".join(map(_folded, _event(m, wording, alarm))) for m in milestones if fits(m.date)}
    return Cut(wording.language, events)


def write(milestones: Iterable[Milestone], wording: Wording, alarm: timedelta | None) -> bytes:
    """Returns the calendar of those milestones whose date `fits`; deadlines ring `alarm` before they begin."""
    found = cut(milestones, wording, alarm)
    return found.calendar(wording.text("calendar.name"), found.events)


def _event(milestone: Milestone, wording: Wording, alarm: timedelta | None) -> Iterator[str]:
    """The lines of an event, not folded yet."""
    when = milestone.date
    title = _text(wording.title(milestone))
    place = wording.joined(_place(milestone, wording))
    url = _url(milestone)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{title}"
    yield f"DTSTART;VALUE=DATE:{_day(when.first)}"
    yield f"DTEND;VALUE=DATE:{_day(when.last + _ONE_DAY)}"
    yield f"DTSTAMP:{_day(_stamp(milestone))}T000000Z"
    yield f"UID:{milestone.id}@gcmtrack"
    yield f"CATEGORIES:{','.join(map(_text, _categories(milestone, wording)))}"
    yield "DESCRIPTION:" + r"\n".join(map(_text, _description(milestone, wording)))
    if place:
        yield f"LOCATION:{_text(place)}"
    yield f"STATUS:{_status(milestone)}"
    # A day in the process does not make its reader busy.
    yield "TRANSP:TRANSPARENT"
    if url:
        yield f"URL:{encoded(url)}"
    if alarm is not None and milestone.kind == "deadline" and milestone.status != "cancelled":
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{title}",
            f"TRIGGER:-{_duration(alarm)}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _duration(span: timedelta) -> str:
    hours = span.seconds // 3600
    return f"P{f'{span.days}D' if span.days else ''}{f'T{hours}H' if hours else ''}"


_ESCAPES = {ord(sign): f"\\{sign}" for sign in "\\;,"} | {ord("\n"): "\\n"}


def _text(text: str) -> str:
    """A text as RFC 5545 has it, with line ends as it writes them and no other control characters, which it forbids."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


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
    """The day of entry; where it is not recorded the newest day on which a source was read, else the event's own."""
    read = [source.accessed for source in milestone.sources if source.accessed]
    return milestone.added or max(read, default=milestone.date.first)


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
    venue = milestone.venue or ""
    return ("" if venue == place else venue, place)


def _url(milestone: Milestone) -> str:
    if milestone.links:
        return milestone.links[0].url
    return un_symbols.official_link(milestone.symbol) if milestone.symbol else ""


def _description(milestone: Milestone, wording: Wording) -> Iterator[str]:
    if milestone.summary:
        yield milestone.summary
    if milestone.status != "confirmed":
        yield wording.say("calendar.status", status=wording.label("status", milestone.status))
    if milestone.date.is_qualified:
        yield wording.say("calendar.date", date=wording.date(milestone.date))
    for previous in milestone.previous_dates:
        yield wording.say("calendar.moved-from", date=wording.date(previous.date))
    for dispute in milestone.disputes:
        said = wording.joined((dispute.value or "", dispute.note or "", dispute.source or ""), "semicolon")
        yield wording.say("calendar.disputed", key=wording.key_in_words(dispute.field), value=said)
    for source in milestone.sources:
        yield wording.say("calendar.source", source=_source(source, wording))


def _source(source: Source, wording: Wording) -> str:
    parts = (source.title, source.publisher or "", source.locator or "", source.url or "")
    return wording.joined(parts)
