"""`gcmtrack events`"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from msgspec import structs

from gcmtrack.cli import output
from gcmtrack.cli.declared import Option
from gcmtrack.cli.listing import Display, none_match, present
from gcmtrack.cli.opening import Opening
from gcmtrack.cli.options import with_display, with_filters
from gcmtrack.model.vocabulary import MILESTONE_KINDS, MILESTONE_TYPES
from gcmtrack.views.events import STATES, State, event_rows, in_states
from gcmtrack.views.filters import FilterOptions, Filters
from gcmtrack.views.selection import matching_events
from gcmtrack.wording import Wording

if TYPE_CHECKING:
    from gcmtrack.terminal.layout import Screen

_NOT_OVER: tuple[State, ...] = ("ongoing", "upcoming")


@with_display
@partial(with_filters, of="milestones")
def events(
    asked: FilterOptions,
    display: Display,
    opening: Opening,
    upcoming: Annotated[bool, Option("--upcoming", help="What has not begun, soonest first.")] = False,
    ongoing: Annotated[bool, Option("--ongoing", help="What has begun and is not over.")] = False,
    past: Annotated[bool, Option("--past", help="What is over, newest first.")] = False,
) -> None:
    """What is going on and coming; deadlines too, and the documents and decisions that are expected.

    What is over comes with --past, or when filters say what is looked for; other documents and decisions with --kind.
    """
    day, loaded, wording = opening.day, opening.loaded, opening.wording
    filters = opening.filters(asked, kinds=MILESTONE_KINDS, types=MILESTONE_TYPES)
    wanted = [state for state, asked_for in zip(STATES, (ongoing, upcoming, past), strict=True) if asked_for]
    alone = not wanted and not filters.any
    states: Sequence[State] = wanted or (_NOT_OVER if alone else STATES)
    if wanted and "past" not in wanted:
        # Nothing that is not over lies before today; what lies there needs not be looked at.
        filters = structs.replace(filters, first=max(filters.first or day, day))
    found = in_states(matching_events(loaded.records, filters, day), day)
    counts = dict.fromkeys(STATES, 0)
    for _, state in found:
        counts[state] += 1
    listed = [milestone for milestone, state in found if state in states]
    rows = event_rows(display.first(listed), day, wording, states)
    hidden = _hidden(counts, states, wording, alone=alone)

    def table(out: "Screen") -> None:
        from gcmtrack.terminal import tables

        tables.events(out, rows, counts, wording)
        tables.hidden(out, hidden)

    def lines() -> Iterable[str]:
        from gcmtrack.terminal import lines

        return lines.events(rows, wording)

    def count(some: Filters) -> int:
        matching = matching_events(loaded.records, some, day)
        return len(in_states(matching, day, states))

    nothing = None
    if not rows:
        named = (
            "" if states == STATES else wording.one_of([wording.label("state", state) for state in states])
        )
        what = "events-of" if named else "events"
        said = none_match(what, loaded.records, wording, filters, count, states=named)
        # A word beside the command is looked for in the records, and hardly one says that it is upcoming.
        meant = [f"--{state}" for state in STATES if state in asked.words]
        led_on = [wording.say("empty.meant", words=" ".join(meant))] if meant else []
        nothing = wording.joined((said, *hidden, *led_on), "semicolon")
    present(
        "events",
        opening,
        display,
        shapes=lambda shape: (shape(row.milestone) for row in rows),
        table=table,
        lines=lines,
        nothing=nothing,
        **display.head(len(listed)),
    )
    # Who asks for states knows what is left out; on a terminal it stands below the table.
    if alone and rows and not opening.json and not output.on_terminal():
        for said in hidden:
            output.say(said)


def _hidden(
    counts: Mapping[State, int], states: Sequence[State], wording: Wording, *, alone: bool
) -> list[str]:
    """Returns what is there and not listed, each with the option that lists it.

    What goes on is never passed over where what comes is asked for; what is over only where nothing was asked for.
    """
    told = []
    if "ongoing" not in states and "upcoming" in states and counts["ongoing"]:
        told.append(wording.say("events.ongoing", count=wording.number(counts["ongoing"])))
    if alone and counts["past"]:
        told.append(wording.say("events.past", count=wording.number(counts["past"])))
    return told
