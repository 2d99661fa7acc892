"""How mandates and their occasions are said in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gcmtrack.model.dates import When
from gcmtrack.model.tables import Mandate
from gcmtrack.wording import Wording

# `show` says the rule of a record and looks for no occasion of it.
if TYPE_CHECKING:
    from gcmtrack.views.mandates import Carrier, Occasion, Rule


def every_words(mandate: Mandate, wording: Wording) -> str:
    """Returns how often: "every 4 years"."""
    years, months = divmod(mandate.months, 12)
    return wording.count(mandate.months, "every-months") if months else wording.count(years, "every-years")


def rule_words(mandate: Mandate, wording: Wording) -> str:
    """Returns the rule: "every 4 years from 2022, paragraph 49 (c)", "…, at least 12 weeks before review forum"."""
    said = wording.say_of(
        "mandate.every", mandate.first, every=every_words(mandate, wording), first=wording.date(mandate.first)
    )
    place = wording.say("mandate.paragraph", paragraph=mandate.paragraph) if mandate.paragraph else ""
    return wording.joined([said, place, lead_words(mandate, wording)])


def lead_words(mandate: Mandate, wording: Wording) -> str:
    """Returns how long before what at the latest; empty for a rule that does not count back."""
    if mandate.lead is None or mandate.before is None:
        return ""
    number = int(mandate.lead[:-1])
    span = {
        "d": wording.count(number, "lead-days"),
        "w": wording.count(number, "lead-weeks"),
        "m": wording.count(number, "lead-months"),
    }[mandate.lead[-1]]
    return wording.say("mandate.lead", span=span, what=_rule_called(mandate.before, wording))


def _rule_called(name: str, wording: Wording) -> str:
    """Returns a mandate by its id, which often is a type of milestone: "review forum"."""
    id_ = name.partition("/")[2]
    return wording.find(f"type.{id_}") or wording.untranslated(id_.replace("-", " "))


def what_words(mandate: Mandate, wording: Wording) -> str:
    """Returns what is ordered."""
    return wording.what(mandate)


def due_words(occasion: Occasion, wording: Wording) -> str:
    """Returns when an occasion is due: "2026", or "2026, by 10 February 2026"."""
    said = wording.date(occasion.due)
    if occasion.deadline is None:
        return said
    return wording.say("mandates.by", due=said, day=wording.day(occasion.deadline))


def stretch_words(some: Sequence[Occasion], wording: Wording) -> str:
    """Returns when occasions that are told as one are due: "18 December 2000 to 18 December 2016"."""
    if len(some) == 1:
        return due_words(some[0], wording)
    return wording.say("mandates.several", first=wording.date(some[0].due), last=wording.date(some[-1].due))


def distance_words(occasion: Occasion, today: date, wording: Wording) -> str:
    """Returns how far away the last day is, or the period where there is none."""
    when = occasion.due if occasion.deadline is None else When.of_day(occasion.deadline)
    return wording.distance(when, today)


def state_words(occasion: Occasion, wording: Wording) -> str:
    return wording.label("occasion", occasion.state)


def timing_words(occasion: Occasion, carrier: Carrier, wording: Wording) -> str:
    """Returns how a date stands to the rule: "in time", "17 days late", "57 days before the last day"."""
    days = carrier.days
    # Of what is only announced or expected nobody knows when it takes place.
    if carrier.milestone.status != "confirmed":
        return ""
    if days is None:
        return wording.text("mandates.not-to-the-day")
    if occasion.deadline is not None:
        if days > 0:
            return wording.say("mandates.late", days=wording.count(days, "day"))
        return (
            wording.say("mandates.on-time-by", days=wording.count(-days, "day"))
            if days
            else wording.text("mandates.in-time")
        )
    if days > 0:
        return wording.say_of(
            "mandates.after", occasion.due, days=wording.count(days, "day"), due=wording.date(occasion.due)
        )
    if days < 0:
        return wording.say_of(
            "mandates.early", occasion.due, days=wording.count(-days, "day"), due=wording.date(occasion.due)
        )
    return wording.text("mandates.in-time")


def moved_words(carrier: Carrier, wording: Wording) -> str:
    """Returns for when a date was set before: "first set for 10–13 May 2022"; empty for one that never moved."""
    earlier = carrier.milestone.previous_dates
    return (
        wording.say_of("mandates.first-set", earlier[0].date, date=wording.date(earlier[0].date))
        if earlier
        else ""
    )


def anchor_words(occasion: Occasion, mandate: Mandate, wording: Wording) -> str:
    """Returns what an occasion is counted back from; empty for a rule that does not count back."""
    if mandate.before is None:
        return ""
    if occasion.anchor is None or occasion.deadline is None:
        return wording.text("mandates.no-day")
    when = wording.date(occasion.anchor.date)
    return wording.say("mandates.counted-from", title=wording.called(occasion.anchor), date=when)


def source_words(rule: Rule) -> str:
    """Returns how the decision is cited: its symbol, else its id."""
    return rule.decision.symbol or rule.decision.id
