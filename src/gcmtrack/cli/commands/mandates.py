"""`gcmtrack mandates`"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, none_match
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_filters, with_screen
from gcmtrack.cli.view_formats import FormatOption, Forms, OutputOption, chosen, show, wording_for
from gcmtrack.errors import Misuse
from gcmtrack.input.relative_dates import window
from gcmtrack.model.collection import Records
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views.filters import FilterOptions, Filters
from gcmtrack.views.mandate_words import (
    anchor_words,
    source_words,
    state_words,
    stretch_words,
    timing_words,
    what_words,
)
from gcmtrack.views.mandates import Carrier, Due, Occasion, Rule, due_within, stretches
from gcmtrack.views.mandates import mandates as ordered
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.formats.pages.document import Piece
    from gcmtrack.terminal.layout import Screen


@with_screen
@partial(with_filters, of="milestones")
def mandates(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    due: Annotated[str | None, Option("--due", metavar="SPAN", help="Only what is overdue or due within 24m, 90d, 2y.")] = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
) -> None:  # fmt: skip
    """What the resolutions order again and again: each occasion, what carried it out and whether in time, what is due.

    Filters look at the decision and at what carries it out; --since and --until at the occasions.
    """
    day, form = opening.day, chosen(format, output_file, json=opening.json)
    last = None if due is None else _window(due, day)
    loaded = opening.loaded
    wording = wording_for(form, opening.language, loaded.settings)
    filters = opening.filters(asked, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    found = ordered(loaded.records, filters, day)
    listed = None if last is None else due_within(found, day, last)
    title = (
        wording.text("mandates.title")
        if last is None
        else wording.say("mandates.title-due", day=wording.day(last))
    )
    show(
        "mandates",
        _forms(found, listed, day, wording, title),
        form,
        output_file,
        today=day,
        wording=wording,
        display=display,
        title=title,
        nothing=None
        if (found if listed is None else listed)
        else _none(loaded.records, filters, day, wording, due=last is not None),
    )


def _none(records: Records, filters: Filters, day: date, wording: Wording, *, due: bool) -> str:
    if due and len(records):
        none = none_match("mandates", records, wording, filters)
        return wording.joined((none, wording.text("empty.all-without-due")), "semicolon")
    return none_match("mandates", records, wording, filters, lambda some: len(ordered(records, some, day)))


def _window(due: str, day: date) -> date:
    try:
        return window(due, day)[1]
    except Misuse as error:
        raise Misuse(f"--due: {error}") from None


def _forms(
    found: Sequence[Rule], listed: Sequence[Due] | None, day: date, wording: Wording, title: str
) -> Forms:
    shown = [Due(rule, o) for rule in found for o in rule.occasions] if listed is None else listed

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import mandates as terminal

        if listed is None:
            terminal.mandates(out, found, day, wording)
        else:
            terminal.due(out, listed, day, wording)

    def rows() -> Iterable[list[str]]:
        return (row for rule, occasion in shown for row in _rows(rule, [occasion], wording))

    def lines() -> Iterable[str]:
        from gcmtrack.terminal.lines import line

        if listed is not None:
            return (line(*row) for row in rows())
        told = ((rule, some) for rule in found for some in stretches(rule.occasions))
        return (line(*row) for rule, some in told for row in _rows(rule, some, wording))

    def piece() -> "Piece":
        from gcmtrack.formats.pages import questions

        return questions.mandates(shown, title, wording)

    head = ["due", "when", "state", "what", "decision", "paragraph", "date", "title", "timing", "counted", "mandate", "id"]  # fmt: skip
    return Forms(lambda _: _shapes(shown, wording), table, lines, lambda: (head, rows()), piece)


def _rows(rule: Rule, some: Sequence[Occasion], wording: Wording) -> Iterable[list[str]]:
    """Yields a row for each milestone that carries an occasion out, and one where there is none.

    Several occasions are a stretch that nothing is known of, and one row.
    """
    occasion, last = some[0], some[-1]
    before = [
        str(occasion.due) if last is occasion else f"{occasion.due.start}/{last.due.end}",
        stretch_words(some, wording),
        state_words(occasion, wording),
        what_words(rule.mandate, wording),
        source_words(rule),
        rule.mandate.paragraph or "",
    ]
    counted = anchor_words(occasion, rule.mandate, wording) if last is occasion else ""
    if not occasion.carriers:
        yield [*before, "", "", "", counted, rule.name, ""]
    for carrier in occasion.carriers:
        m = carrier.milestone
        timing = timing_words(occasion, carrier, wording)
        yield [*before, wording.date(m.date), wording.title(m), timing, counted, rule.name, m.id]


def _shapes(shown: Sequence[Due], wording: Wording) -> Iterable[dict[str, Any]]:
    """Yields a shape for each rule with those of its occasions that are listed."""
    from gcmtrack.formats.json_document import when

    of: dict[str, tuple[Rule, list[Occasion]]] = {}
    for rule, occasion in shown:
        of.setdefault(rule.name, (rule, []))[1].append(occasion)
    for rule, occasions in of.values():
        yield {
            "mandate": rule.name,
            "decision": rule.decision.id,
            "what": rule.mandate.what,
            "paragraph": rule.mandate.paragraph,
            "every": rule.mandate.every,
            "first": when(rule.mandate.first, wording),
            "lead": rule.mandate.lead,
            "before": rule.mandate.before,
            "note": rule.mandate.note,
            "occasions": [_occasion_shape(occasion, wording) for occasion in occasions],
        }


def _occasion_shape(occasion: Occasion, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import when

    return {
        "due": when(occasion.due, wording),
        "deadline": occasion.deadline.isoformat() if occasion.deadline else None,
        "counted_from": occasion.anchor.id if occasion.anchor else None,
        "state": occasion.state,
        "carried_out_by": [_carrier_shape(carrier, wording) for carrier in occasion.carriers],
    }


def _carrier_shape(carrier: Carrier, wording: Wording) -> dict[str, Any]:
    from gcmtrack.formats.json_document import when

    milestone = carrier.milestone
    return {
        "id": milestone.id,
        "date": when(milestone.date, wording),
        "status": milestone.status,
        "days": carrier.days,
    }
