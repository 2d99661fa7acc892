"""Reading calendars of any program (RFC 5545): events with the days that they take.

Nothing in a file is an error here: what an event lacks or has too much of is said of that event alone. Times are cut to
days where they are told: in the event's own zone, a moment of UTC in that of the calendar.

The library that writes calendars reads a file whole or not at all and knows no lines; so lines are taken apart here.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)


class CalendarEvent(NamedTuple):
    """An event: the line on which it begins, its properties as text, and its days, None with the reason in `wrong`.

    `last` is inclusive. `timed` when a time of day was cut off, `zone` when that was a moment of UTC and the calendar
    names no zone. `recurs` is the rule of one that takes place again and again.
    """

    line: int
    uid: str
    properties: dict[str, str]
    first: date | None = None
    last: date | None = None
    timed: bool = False
    utc: bool = False
    recurs: str = ""
    wrong: str = ""


class CalendarFile(NamedTuple):
    """The events of a file, what the calendar is called, and how many other things (tasks, notes) were in it."""

    name: str
    method: str
    events: tuple[CalendarEvent, ...]
    others: int


class _Line(NamedTuple):
    number: int
    name: str
    parameters: dict[str, str]
    value: str


def read(text: str) -> CalendarFile:
    """Returns the events of a calendar, in the order of the file."""
    name = method = zone = ""
    events: list[CalendarEvent] = []
    others = 0
    open_: list[str] = []
    inside: list[_Line] = []
    for line in _lines(text):
        if line.name == "BEGIN":
            kind = line.value.strip().upper()
            others += kind in ("VTODO", "VJOURNAL")
            if kind == "VEVENT":
                inside = [line]
            open_.append(kind)
        elif line.name == "END":
            kind = line.value.strip().upper()
            if kind == "VEVENT" and inside:
                events.append(_event(inside, zone))
                inside = []
            if kind in open_:
                del open_[len(open_) - 1 - open_[::-1].index(kind) :]
        elif open_[-1:] == ["VEVENT"]:
            inside.append(line)
        elif open_ in (["VCALENDAR"], []):
            name = _text(line.value) if line.name in ("X-WR-CALNAME", "NAME") and not name else name
            method = line.value.strip().upper() if line.name == "METHOD" else method
            zone = line.value.strip() if line.name == "X-WR-TIMEZONE" else zone
    if inside:
        cut = _event(inside, zone)
        events.append(cut._replace(wrong=cut.wrong or "the file ends inside this event"))
    return CalendarFile(name, method, tuple(events), others)


def _lines(text: str) -> Iterator[_Line]:
    """The lines with those that continue them put together."""
    number, whole = 0, ""
    for current, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t") and whole:
            whole += line[1:]
            continue
        if found := _parts(number, whole):
            yield found
        number, whole = current, line
    if found := _parts(number, whole):
        yield found


_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*("[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:,]*))*')
_NAME = re.compile(r"\s*([\w-]+)\s*", re.ASCII)


def _parts(number: int, whole: str) -> _Line | None:
    """A line taken apart; None for one that is none. What is no parameter before the colon is passed over."""
    name = _NAME.match(whole)
    if name is None:
        return None
    at = name.end()
    parameters: dict[str, str] = {}
    while parameter := _PARAMETER.match(whole, at):
        parameters.setdefault(parameter[1].upper(), parameter[2].strip('"'))
        at = parameter.end()
    colon = whole.find(":", at)
    return None if colon < 0 else _Line(number, name[1].upper(), parameters, whole[colon + 1 :])


_SINGLE = ("SUMMARY", "LOCATION", "URL", "STATUS", "DESCRIPTION", "CLASS")


def _event(lines: list[_Line], zone: str) -> CalendarEvent:
    by_name: dict[str, list[_Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    properties = {name: _text(by_name[name][0].value) for name in _SINGLE if name in by_name}
    if "CATEGORIES" in by_name:
        properties["CATEGORIES"] = "\n".join(
            each for line in by_name["CATEGORIES"] for each in _parted(line.value) if each
        )
    for line in by_name.get("ORGANIZER", ())[:1]:
        if common := line.parameters.get("CN"):
            properties["ORGANIZER"] = common.strip('"')
    event = CalendarEvent(
        lines[0].number, _text(by_name["UID"][0].value) if "UID" in by_name else "", properties
    )
    if "RECURRENCE-ID" in by_name:
        properties["RECURRENCE-ID"] = by_name["RECURRENCE-ID"][0].value
    rules = [line.value.strip() for name in ("RRULE", "RDATE", "EXRULE") for line in by_name.get(name, ())]
    try:
        return _dated(event, by_name, zone)._replace(recurs="; ".join(rules))
    except (ValueError, OverflowError) as error:
        return event._replace(recurs="; ".join(rules), wrong=str(error))


def _dated(event: CalendarEvent, by_name: dict[str, list[_Line]], zone: str) -> CalendarEvent:
    """The event with its days. Raises `ValueError` when its times cannot be read."""
    if "DTSTART" not in by_name:
        raise ValueError("it has no start (DTSTART)")
    start = _moment(by_name["DTSTART"][0], zone)
    end: date | datetime
    if "DTEND" in by_name:
        end = _moment(by_name["DTEND"][0], zone)
    elif "DURATION" in by_name:
        end = start + _duration(by_name["DURATION"][0].value)
    else:
        end = start + (timedelta(0) if isinstance(start, datetime) else _ONE_DAY)
    timed = isinstance(start, datetime) or isinstance(end, datetime)
    first, last = _day(start), _day(end)
    # The end is exclusive: a day for whole days, midnight for times.
    if not isinstance(end, datetime) or (end.time() == datetime.min.time() and last > first):
        last -= _ONE_DAY
    # Programs write whole days that end where they begin.
    if last == first - _ONE_DAY and not isinstance(end, datetime):
        last = first
    if last < first:
        raise ValueError("it ends before it begins")
    in_utc = any(
        line.value.strip().upper().endswith("Z")
        for name in ("DTSTART", "DTEND")
        for line in by_name.get(name, ())
    )
    return event._replace(first=first, last=last, timed=timed, utc=in_utc and not _zone(zone))


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII | re.IGNORECASE)


def _moment(line: _Line, zone: str) -> date | datetime:
    """A day, or a time without its zone. Raises `ValueError`."""
    value = line.value.strip()
    match = _MOMENT.fullmatch(value.replace("-", "").replace(":", ""))
    if match is None:
        raise ValueError(f"{line.name} {value[:60]!r} is no date")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        whole = date(int(year), int(month), int(day))
        if hour is None:
            return whole
        # A leap second is the last one of its minute.
        moment = datetime.combine(whole, time(int(hour), int(minute), min(int(second or 0), 59)))
    except ValueError:
        raise ValueError(f"{line.name} {value[:60]!r} is no date") from None
    own = _zone(zone)
    if utc and own is not None:
        moment = moment.replace(tzinfo=UTC).astimezone(own).replace(tzinfo=None)
    return moment


def _zone(name: str) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


_SPAN = re.compile(
    r"([+-]?)P(?:(\d{1,5})W|(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?)",
    re.ASCII | re.IGNORECASE,
)


def _duration(text: str) -> timedelta:
    """A span of time. Raises `ValueError`."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]) or match[1] == "-":
        raise ValueError(f"DURATION {text[:60]!r} is no span of time")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _text(value: str) -> str:
    """A value with what is escaped in it put right."""
    return "".join(_unescaped(value)).strip()


def _unescaped(value: str) -> Iterator[str]:
    at = 0
    while (slash := value.find("\\", at)) >= 0 and slash + 1 < len(value):
        yield value[at:slash]
        following = value[slash + 1]
        yield "\n" if following in "nN" else following
        at = slash + 2
    yield value[at:]


def _parted(value: str) -> list[str]:
    """The values of a list; a comma that is escaped parts nothing."""
    return [_text(part) for part in re.split(r"(?<!\\),", value)]
