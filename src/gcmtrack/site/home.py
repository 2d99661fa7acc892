"""The first page: what goes on, what comes, what is overdue, what is new."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from gcmtrack.model.records import Milestone
from gcmtrack.site import lists
from gcmtrack.site.edition import Edition
from gcmtrack.views import news
from gcmtrack.views.events import in_states
from gcmtrack.views.filters import Filters
from gcmtrack.views.mandate_words import due_words
from gcmtrack.views.mandates import mandates
from gcmtrack.views.selection import dated

# So many of what comes and of what is new are shown; all of it is one link away.
_COMING = 6
_NEW = 8


class Due(NamedTuple):
    """An occasion that a resolution orders and nothing is recorded of; due from `first`, overdue after `last`."""

    what: str
    when: str
    decision: str
    first: date
    last: date
    overdue: bool


def page(edition: Edition) -> tuple[str, bytes]:
    """Returns the path of the first page, and the page."""
    records, wording = edition.records, edition.wording
    today = edition.plan.today
    current = [(m, state) for m, state in in_states(lists.ever_events(edition), today) if state != "past"]
    upcoming = [m for m, state in current if state == "upcoming"]
    of_us = [
        s
        for s in reversed([*records.statements.values()])
        if {*edition.plan.us} & {*s.organisations, *s.on_behalf_of}
    ]
    values: dict[str, Any] = {
        "title": edition.title,
        "description": wording.say("site.home-about", found=found(edition)),
        "found": found(edition),
        "ongoing": edition.items.from_top(m for m, state in current if state == "ongoing"),
        "upcoming": edition.items.from_top(upcoming),
        "most": _COMING,
        "counts": lists.counted(edition),
        "due": list(_due(edition)),
        "unseen": edition.items.from_top(_unseen(edition)),
        "new": edition.items.from_top(news.newest(dated(records, Filters()), _NEW)),
        "ours": edition.items.from_top(of_us[:5]),
        "us": [records.organisations[id_] for id_ in edition.plan.us if id_ in records.organisations],
    }
    return "index.html", edition.page("home.html", "index.html", "home", **values)


def found(edition: Edition) -> str:
    """Returns how much the record holds: "480 milestones, 437 statements and 285 organisations"."""
    records, wording = edition.records, edition.wording
    return wording.all_of(
        (
            wording.count(len(records.milestones), "milestone"),
            wording.count(len(records.statements), "statement"),
            wording.count(len(records.organisations), "organisation"),
        )
    )


def _unseen(edition: Edition) -> list[Milestone]:
    """What was announced or expected, is over since a year at most, and nobody has recorded that it took place."""
    today = edition.plan.today
    found = [
        m
        for m in reversed([*edition.records.milestones.values()])
        if m.status in ("tentative", "expected") and m.date.last < today and (today - m.date.last).days <= 366
    ]
    return found[:5]


def _due(edition: Edition) -> Iterator[Due]:
    for rule in mandates(edition.records, Filters(), edition.plan.today):
        for occasion in rule.occasions:
            if occasion.state in ("due", "overdue"):
                yield Due(
                    rule.mandate.what,
                    due_words(occasion, edition.wording),
                    rule.decision.id,
                    occasion.due.first,
                    occasion.last_day,
                    occasion.state == "overdue",
                )
