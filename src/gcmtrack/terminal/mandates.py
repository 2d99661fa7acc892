"""Mandates on a terminal: each rule with its occasions, or what is due."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.text import Text

from gcmtrack.terminal.layout import Screen, beside, heading, lines, row_of, text, time_width, wrapped
from gcmtrack.views.mandate_words import (
    anchor_words,
    distance_words,
    due_words,
    moved_words,
    rule_words,
    source_words,
    state_words,
    stretch_words,
    timing_words,
    what_words,
)
from gcmtrack.views.mandates import Carrier, Due, Occasion, Rule, State, stretches
from gcmtrack.wording import Wording

_STYLES: dict[State, str] = {
    "done": "green",
    "unseen": "yellow",
    "ahead": "cyan",
    "due": "cyan",
    "overdue": "bold red",
    "no record": "dim",
}


def mandates(out: Screen, found: Sequence[Rule], today: date, wording: Wording) -> None:
    """Prints each rule with its occasions; several in a row without a record stand on one line."""
    for rule in found:
        heading(out, what_words(rule.mandate, wording))
        _print(
            out,
            row_of(
                (source_words(rule), "green"), (rule_words(rule.mandate, wording), ""), (rule.name, "dim")
            ),
            text(wording.untranslated(rule.mandate.note or ""), "dim"),
        )
        if (coming := rule.next) is not None:
            when, distance = due_words(coming, wording), distance_words(coming, today, wording)
            _print(out, text(wording.say("mandates.next", due=when, distance=distance), "bold"))
        for left, right in _rows(rule, wording):
            beside(out, [(time_width(out), left)], right)
        out.print()


def _print(out: Screen, *parts: Text) -> None:
    for part in parts:
        if part.plain:
            for line in wrapped(out, part, out.width):
                out.print(line, soft_wrap=True)


def _rows(rule: Rule, wording: Wording) -> Iterator[tuple[Text, Text]]:
    for known, group in groupby(stretches(rule.occasions), key=lambda some: some[0].state):
        state, several = known, list(group)
        # What comes after the next one is told in short.
        if state == "ahead" and len(several) > 3:
            several = [several[0], tuple(occasion for some in several[1:] for occasion in some)]
        for some in several:
            when = text(f"  {stretch_words(some, wording)}", "cyan")
            told = state_words(some[0], wording)
            yield when, _occasion(some[0], rule, wording) if len(some) == 1 else text(told, _STYLES[state])


def _occasion(occasion: Occasion, rule: Rule, wording: Wording) -> Text:
    state = text(state_words(occasion, wording), _STYLES[occasion.state])
    carried = [_carrier(occasion, carrier, wording) for carrier in occasion.carriers]
    told = [Text(" · ", style="dim").join((state, *carried))] if len(carried) == 1 else [state, *carried]
    counted = anchor_words(occasion, rule.mandate, wording)
    return lines(*told, text(counted, "dim") if counted else None)


def _carrier(occasion: Occasion, carrier: Carrier, wording: Wording) -> Text:
    milestone = carrier.milestone
    status = wording.label("status", milestone.status) if milestone.status != "confirmed" else ""
    days = carrier.days
    late = days is not None and days > 0
    return row_of(
        (wording.date(milestone.date), "cyan"),
        (wording.called(milestone), ""),
        (status, "yellow"),
        (timing_words(occasion, carrier, wording), "red" if late else "green"),
        (moved_words(carrier, wording), "yellow"),
        (milestone.id, "dim"),
    )


def due(out: Screen, found: Sequence[Due], today: date, wording: Wording) -> None:
    """Prints what is overdue and what is due, soonest first."""
    heading(out, wording.count(len(found), "due"))
    for rule, occasion in found:
        left = lines(
            text(due_words(occasion, wording), "cyan"),
            text(distance_words(occasion, today, wording), "dim"),
        )
        right = lines(
            text(what_words(rule.mandate, wording), "bold"),
            row_of((source_words(rule), "green"), (rule_words(rule.mandate, wording), "")),
            _occasion(occasion, rule, wording),
        )
        beside(out, [(time_width(out), left)], right)
