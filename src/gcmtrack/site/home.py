"""The first page: what goes on, what comes, what is overdue, what is new."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from gcmtrack.formats.chunks import Chunks
from gcmtrack.model.remade import each
from gcmtrack.site import drawing
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views import events, news
from gcmtrack.views.filters import Filters
from gcmtrack.views.mandate_words import due_words
from gcmtrack.views.mandates import mandates

# So many of what comes and of what is new are shown; all of it is one link away. More of what comes stand by for the days
# on which the first of it is over.
_COMING = 6
_STANDING_BY = 60
_NEW = 8
_OURS = 5
# So much of what nobody has seen to take place is shown, and so much stands by on either side.
_UNSEEN = 5
_UNSEEN_STANDING_BY = 15
# More marks would make the first page heavy; they stand on the page of the process.
_MOST_DRAWN = 1500


class Due(NamedTuple):
    """An occasion that a resolution orders and nothing is recorded of; due from `first`, overdue after `last`; `ahead` on
    the day of the build, it stands by."""

    what: str
    when: str
    decision: str
    first: date
    last: date
    overdue: bool
    ahead: bool


def page(edition: Edition) -> tuple[str, bytes | Chunks]:
    """Returns the path of the first page, and the page."""
    records, wording = edition.records, edition.wording
    upcoming, ongoing = (
        each(edition.common.standing(state), itemgetter(0)) for state in ("upcoming", "ongoing")
    )
    of_us = (
        s
        for s in reversed(edition.common.statements)
        if not {*edition.plan.us}.isdisjoint((*s.organisations, *s.on_behalf_of))
    )
    due, unseen = list(_due(edition)), list(_unseen(edition))
    values: dict[str, Any] = {
        "title": edition.title,
        "description": wording.say("site.home-about", found=found(edition)),
        "found": found(edition),
        "ongoing": edition.items.from_top(ongoing),
        "upcoming": edition.items.from_top(upcoming[:_STANDING_BY]),
        "beyond": max(0, len(upcoming) - _STANDING_BY),
        "most": _COMING,
        "counts": edition.common.counted,
        "due": due,
        "any_due": not all(each.ahead for each in due),
        "unseen": unseen,
        "any_unseen": any(" hidden" not in item.attributes for item in unseen),
        "most_unseen": _UNSEEN,
        "new": edition.items.from_top(news.newest(edition.common.lately, _NEW)),
        "drawing": drawing.process(edition) if len(records.milestones) <= _MOST_DRAWN else "",
        "ours": edition.items.from_top(islice(of_us, _OURS)),
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


def _unseen(edition: Edition) -> Iterator[Item]:
    """What was announced or expected, is over since a year at most, and nobody has recorded that it took place, the newest
    first; before it, hidden, what may come to that next."""
    today = edition.plan.today
    open_ = [m for m in edition.common.milestones if m.status in ("tentative", "expected")]
    open_.sort(key=lambda m: events.turns(m)[1], reverse=True)
    over = [m for m in open_ if m.date.last < today and (today - m.date.last).days <= 366]
    ahead = [m for m in open_ if today <= m.date.last < date.max]
    yield from (item.hidden() for item in edition.items.from_top(ahead[-_UNSEEN_STANDING_BY:]))
    for number, item in enumerate(edition.items.from_top(over[:_UNSEEN_STANDING_BY])):
        yield item if number < _UNSEEN else item.hidden()


def _due(edition: Edition) -> Iterator[Due]:
    for rule in mandates(edition.records, Filters(), edition.plan.today):
        for occasion in rule.occasions:
            if occasion.state in ("due", "overdue"):
                yield Due(
                    edition.wording.what(rule.mandate),
                    due_words(occasion, edition.wording),
                    rule.decision.id,
                    occasion.due.first,
                    occasion.last_day,
                    occasion.state == "overdue",
                    occasion.due.first > edition.plan.today,
                )
