"""Rows of a calendar: its events as milestones."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from gcmtrack.errors import Misuse
from gcmtrack.formats import icalendar_reader
from gcmtrack.formats.csv_cells import guarded
from gcmtrack.formats.icalendar_reader import CalendarEvent, CalendarFile
from gcmtrack.importing.column_names import REASON
from gcmtrack.importing.rows import Rejected, Row, Rows
from gcmtrack.input import values
from gcmtrack.input.cleaning import clean
from gcmtrack.model.dates import When
from gcmtrack.model.ids import is_id
from gcmtrack.model.vocabulary import MILESTONE_TYPES, PHASES, TYPES_OF_KIND
from gcmtrack.text import counted

_STATUS = {
    "CANCELLED": "cancelled",
    "CANCELED": "cancelled",
    "TENTATIVE": "tentative",
    "CONFIRMED": "confirmed",
}
# The UIDs of our own calendars.
_OURS = re.compile(r"(.+)@gcmtrack")


def read(text: str, name: str) -> Rows:
    """Returns the events of a calendar. Raises `Misuse` when there is none."""
    found = icalendar_reader.read(text)
    if not found.events:
        what = f", only {counted(found.others, 'task or note', 'tasks or notes')}" if found.others else ""
        raise Misuse(f"{name} is a calendar without events{what}")
    rows = [_row(event, found, name) for event in found.events]
    return Rows(rows, tuple(_said(found)), exact=False, rejects=_rejects)


def _said(found: CalendarFile) -> Iterator[str]:
    yield f"{counted(len(found.events), 'event')} of a calendar" + (
        f", {clean(found.name)}" if found.name else ""
    )
    if found.others:
        yield f"{counted(found.others, 'task or note', 'tasks or notes')} left out"
    if any(event.properties.get("DESCRIPTION") for event in found.events):
        yield "descriptions are left out: a summary is in your own words"


def _row(event: CalendarEvent, calendar: CalendarFile, name: str) -> Row:
    uid = clean(event.uid)
    place = f"line {event.line}" + (f" ({uid})" if uid else "")
    own = _OURS.fullmatch(uid)
    id_ = own[1] if own and is_id(own[1]) else None
    cells = dict(_cells(event, calendar, uid, name, ours=id_ is not None))
    return Row(place, event, "milestones", id_, cells, wrong=_wrong(event), notes=tuple(_notes(event, cells)))


def _wrong(event: CalendarEvent) -> str | None:
    if event.wrong:
        return event.wrong
    if event.recurs:
        return f"it takes place again and again ({event.recurs}), and a record is of one date: keep a row for each"
    return None


def _notes(event: CalendarEvent, cells: dict[str, str]) -> Iterator[str]:
    if event.timed and not event.wrong:
        yield "its times are cut to days" + (" of UTC" if event.utc else "")
    if cells.get("status") == "cancelled":
        yield "it is cancelled"
    if "RECURRENCE-ID" in event.properties:
        yield "it is one of an event that takes place again and again"


def _cells(
    event: CalendarEvent, calendar: CalendarFile, uid: str, name: str, *, ours: bool
) -> Iterator[tuple[str, str]]:
    said = event.properties
    yield "title", " ".join(clean(said.get("SUMMARY", "")).split())
    if event.first is not None and event.last is not None:
        yield "date", str(When.parse(f"{event.first.isoformat()}/{event.last.isoformat()}"))
    status = "cancelled" if calendar.method == "CANCEL" else _STATUS.get(said.get("STATUS", "").upper(), "")
    # Ours says of one that is expected or postponed that it is tentative.
    if status and not (ours and status == "tentative"):
        yield "status", status
    if place := said.get("LOCATION"):
        yield "place", " ".join(clean(place).split())
    if link := _address(said.get("URL", "")):
        yield "link", link
    yield from _categories(said.get("CATEGORIES", "").split("\n"), ours=ours)
    if organiser := said.get("ORGANIZER"):
        yield "organiser_if_known", clean(organiser)
    if not link:
        yield "source.title", f"Calendar: {clean(calendar.name) or name}"
        yield "source.locator", f"event {uid}" if uid else f"line {event.line}"


def _address(text: str) -> str:
    address = clean(text).strip()
    return address if re.fullmatch(r"https?://[^\s/]+\S*", address, re.IGNORECASE) else ""


def _categories(names: Sequence[str], *, ours: bool) -> Iterator[tuple[str, str]]:
    """What categories say in words that records have. Ours say the phase, the type, then the objectives."""
    of_phase, of_type = (names[:1], names[1:2]) if ours else (names, names)
    if phase := _word(of_phase, "phase", PHASES):
        yield "phase", phase
    if type_ := _word(of_type, "type", MILESTONE_TYPES):
        yield "type", type_
        kinds = [kind for kind, types in TYPES_OF_KIND.items() if type_ in types]
        if len(kinds) == 1:
            yield "kind", kinds[0]
    numbers = [number[0] for name in names[2:] if ours and (number := re.search(r"\d{1,2}$", name))]
    if numbers:
        yield "objectives", "; ".join(numbers)


def _word(names: Sequence[str], key: str, known: Sequence[str]) -> str | None:
    for name in names:
        with suppress(Misuse):
            return values.word(clean(name), key, known)
    return None


_REJECTS = (
    "title",
    "date",
    "status",
    "place",
    "link",
    "type",
    "phase",
    "kind",
    "source.title",
    "source.locator",
)
_HEADINGS = {"source.title": "source title", "source.locator": "source locator"}


def _rejects(rejected: Sequence[Rejected]) -> bytes:
    """A table of the events, which can be mended and read again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [REASON, *(_HEADINGS.get(name, name) for name in _REJECTS), "uid", "rule", "dtstart", "dtend"]
    )
    for row, reason in rejected:
        event: CalendarEvent = row.original
        days = [each.isoformat() if each else "" for each in (event.first, event.last)]
        cells = [reason, *(row.cells.get(name, "") for name in _REJECTS), event.uid, event.recurs, *days]
        writer.writerow([guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")
