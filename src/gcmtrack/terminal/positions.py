"""Positions on a terminal: the story of one, or a line for each of all."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone
from gcmtrack.terminal.layout import Screen, beside, heading, lines, row_of, text, time_width, titled
from gcmtrack.views.positions import (
    Story,
    Turn,
    answered,
    change_words,
    replaced_words,
    silence_told,
    source_of,
    told,
)
from gcmtrack.views.votes import Side, vote_lines
from gcmtrack.wording import Wording

_SIDE_STYLES: dict[Side, str] = {"yes": "green", "no": "red", "abstained": "yellow", "absent": "dim"}
_STANCE_STYLES = {
    "supportive": "green",
    "supportive-with-concerns": "green",
    "neutral": "yellow",
    "critical": "red",
    "rejecting": "red",
}


def story(out: Screen, found: Story, records: Records, today: date, wording: Wording) -> None:
    """Prints all turns of one in order of time, then since when there is nothing."""
    heading(out, wording.called(found.organisation))
    for turn in found.turns:
        _turn(out, turn, records, wording)
    if said := silence_told(found, today, wording):
        heading(out, "")
        heading(out, said)


def _turn(out: Screen, turn: Turn, records: Records, wording: Wording) -> None:
    record = turn.record
    milestone = answered(turn, records)
    title = titled(out, wording.titled(record), "", source_of(record))
    body = lines(
        Text.assemble(text(told(turn, records, wording), _style(turn)), "  ", title),
        text(replaced_words(turn, wording), "bold yellow" if turn.reverses else "yellow"),
        row_of(
            (wording.say("positions.answers", title=wording.called(milestone)) if milestone else "", "dim"),
            (record.id, "dim"),
        ),
    )
    beside(out, [(time_width(out), text(wording.date(record.date), "cyan"))], body)


def _style(turn: Turn) -> str:
    if turn.side is not None:
        return f"bold {_SIDE_STYLES[turn.side]}"
    if turn.stance is not None:
        return f"bold {_STANCE_STYLES[turn.stance]}"
    return "bold magenta" if isinstance(turn.record, Milestone) else "bold"


def stories(
    out: Screen,
    found: Sequence[Story],
    votes: Sequence[Milestone],
    records: Records,
    today: date,
    wording: Wording,
) -> None:
    """Prints how each vote went, then a line for each who has a position: their votes, last stance, what changed."""
    for vote in votes:
        assert vote.vote is not None
        heading(out, f"{wording.title(vote)} ({wording.date(vote.date)})")
        for line in vote_lines(vote.vote, records, wording):
            beside(out, [(0, Text())], text(line))
        out.print()
    heading(out, wording.count(len(found), "position"))
    for one in found:
        named = text(wording.called(one.organisation), "bold")
        beside(out, [(time_width(out), named)], _standing(one, votes, today, wording))


def _standing(one: Story, votes: Sequence[Milestone], today: date, wording: Wording) -> Text:
    cast = [
        Text.assemble(
            text(wording.say_of("positions.vote-on", vote.date, date=wording.date(vote.date)), "dim"),
            text(wording.text("joint.colon"), "dim"),
            text(wording.label("vote", side), _SIDE_STYLES[side]),
        )
        for vote in votes
        if (side := one.side(vote)) is not None
    ]
    last = one.last_stance
    stance = (
        Text.assemble(
            text(f"{wording.text('positions.stance')}{wording.text('joint.colon')}", "dim"),
            text(wording.label("stance", last.stance), _STANCE_STYLES[last.stance]),
            text(f" ({wording.date(last.record.date)})"),
        )
        if last is not None and last.stance is not None
        else None
    )
    changed = wording.joined([change_words(turn, wording) for turn in one.changes], "semicolon")
    return lines(
        row_of(*cast),
        stance,
        text(changed, "yellow"),
        text(silence_told(one, today, wording), "dim"),
    )
