"""Events for search engines: schema.org/Event as JSON-LD, of events of exact days only, with nothing that is not recorded."""

from typing import Any

import msgspec
from markupsafe import Markup

from gcmtrack.formats import icalendar_events
from gcmtrack.model.records import Milestone
from gcmtrack.site import items
from gcmtrack.site.edition import Edition
from gcmtrack.views.events import EVENT_KINDS, is_moved
from gcmtrack.views.text_links import text_links

_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}


def has_calendar(milestone: Milestone) -> bool:
    """Whether a calendar can hold it: an event or a deadline of known days."""
    return milestone.kind in EVENT_KINDS and icalendar_events.fits(milestone.date)


def event(edition: Edition, milestone: Milestone) -> Markup:
    """Returns the block of data of an event, empty for what is none or has no exact days."""
    if milestone.kind != "event" or not milestone.date.is_exact:
        return Markup("")
    when, wording = milestone.date, edition.wording
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": wording.title_alone(milestone),
        "startDate": when.first.isoformat(),
        "endDate": when.last.isoformat(),
        **_status(milestone),
    }
    if summary := items.summary(milestone, wording)[0]:
        told["description"] = summary
    if place := _place(edition, milestone):
        told["location"] = place
    if milestone.venue == "online":
        told["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode"
    if organisers := _organisers(edition, milestone):
        told["organizer"] = organisers
    base = edition.plan.base_url
    if base:
        told["url"] = f"{base}{edition.language}/milestones/{milestone.id}.html"
    elif url := text_links(milestone).address:
        told["url"] = url
    return block(told)


def block(told: dict[str, Any]) -> Markup:
    """Returns a block of data in which no text ends the block or begins a comment."""
    text = msgspec.json.encode(told).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (no sign of markup is left)


def _status(milestone: Milestone) -> dict[str, Any]:
    """What is known of whether it takes place, in the words of schema.org; of what is not sure they have none."""
    if milestone.status in _STATUS:
        return {"eventStatus": f"https://schema.org/{_STATUS[milestone.status]}"}
    moved = [p.date for p in milestone.previous_dates if is_moved(milestone, p.date)]
    days = [when.first.isoformat() for when in moved if when.is_exact]
    if milestone.status != "confirmed":
        return {}
    if not moved:
        return {"eventStatus": "https://schema.org/EventScheduled"}
    found: dict[str, Any] = {"eventStatus": "https://schema.org/EventRescheduled"}
    if days:
        found["previousStartDate"] = days if len(days) > 1 else days[0]
    return found


def _place(edition: Edition, milestone: Milestone) -> dict[str, Any] | None:
    address = {
        key: value
        for key, value in (("addressLocality", milestone.city), ("addressCountry", milestone.country))
        if value
    }
    if not address:
        return None
    name = (
        milestone.venue
        if milestone.venue and milestone.venue != "online"
        else edition.wording.place(milestone)
    )
    return {"@type": "Place", "name": name, "address": {"@type": "PostalAddress", **address}}


def _organisers(edition: Edition, milestone: Milestone) -> list[dict[str, Any]]:
    known = edition.records.organisations
    found = []
    for id_ in milestone.organisers:
        if id_ in known:
            told: dict[str, Any] = {"@type": "Organization", "name": edition.wording.title_alone(known[id_])}
            found.append(told | ({"url": known[id_].url} if known[id_].url else {}))
    return found
