"""iCalendar (RFC 5545): milestones as all-day events that a calendar can subscribe to.

The same record gives the same event: the UID is the id, the time stamp is the day on which the record was entered.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

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


def write(milestones: Iterable[Milestone], wording: Wording, alarm: timedelta | None) -> bytes:
    """Returns the calendar of those milestones whose date `fits`; deadlines ring `alarm` before they begin."""
    calendar = Calendar()
    name = wording.text("calendar.name")
    calendar.add("prodid", f"-//gcmtrack//gcmtrack//{wording.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _ONE_DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for milestone in milestones:
        if fits(milestone.date):
            calendar.add_component(_event(milestone, wording, alarm))
    raw: bytes = calendar.to_ical()
    return raw


def _event(milestone: Milestone, wording: Wording, alarm: timedelta | None) -> Event:
    when = milestone.date
    title = _text(wording.title(milestone))
    event = Event()
    event.add("uid", f"{milestone.id}@gcmtrack")
    event.add("dtstamp", datetime.combine(_stamp(milestone), time(), UTC))
    event.add("dtstart", when.first)
    event.add("dtend", when.last + _ONE_DAY)
    event.add("summary", title)
    event.add("status", _status(milestone))
    # A day in the process does not make its reader busy.
    event.add("transp", "TRANSPARENT")
    event.add("categories", list(_categories(milestone, wording)))
    place = wording.joined(_place(milestone, wording))
    if place:
        event.add("location", _text(place))
    if url := _url(milestone):
        event.add("url", encoded(url))
    event.add("description", "\n".join(_text(line) for line in _description(milestone, wording)))
    if alarm is not None and milestone.kind == "deadline" and milestone.status != "cancelled":
        event.add_component(_alarm(title, alarm))
    return event


def _text(text: str) -> str:
    """Line ends as RFC 5545 has them, and no other control characters, which it forbids."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


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
        yield wording.say("calendar.moved-from", date=wording.date(previous.date))
    for dispute in milestone.disputes:
        said = wording.joined(
            (dispute.value or "", wording.untranslated(dispute.note or ""), dispute.source or ""), "semicolon"
        )
        yield wording.say("calendar.disputed", key=wording.key_in_words(dispute.field), value=said)
    for source in milestone.sources:
        yield wording.say("calendar.source", source=_source(source, wording))


def _source(source: Source, wording: Wording) -> str:
    title = wording.untranslated(source.title, source.language)
    parts = (title, source.publisher or "", wording.place_in(source.locator), source.url or "")
    return wording.joined(parts)


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm
