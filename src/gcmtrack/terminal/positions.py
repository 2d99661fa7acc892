"""Positions on a terminal: the story of one, or a table of all."""

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.terminal.layout import Screen, heading, lines, row_of, text
from gcmtrack.views.positions import Story, Turn, change_words, replaced_words, silence, told
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
    heading(out, wording.title(found.organisation))
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=18 if out.width < 72 else 22, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for turn in found.turns:
        table.add_row(*_turn(turn, records, wording))
    out.print(table)
    since = found.silent_since
    if since is not None:
        out.print()
        said = wording.say(
            "positions.silent-since", date=wording.date(since), distance=wording.distance(since, today)
        )
        out.print(text(said, "bold"))


def _turn(turn: Turn, records: Records, wording: Wording) -> tuple[Text, Text]:
    record = turn.record
    answered = records.milestones.get(record.milestone or "") if isinstance(record, Statement) else None
    left = lines(text(wording.date(record.date), "cyan"))
    right = lines(
        Text.assemble(text(told(turn, records, wording), _style(turn)), "  ", text(wording.title(record))),
        text(replaced_words(turn, wording), "bold yellow" if turn.reverses else "yellow"),
        row_of(
            (wording.say("positions.answers", title=wording.title(answered)) if answered else "", "dim"),
            (record.id, "dim"),
        ),
    )
    return left, right


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
            out.print(text(f"  {line}"))
        out.print()
    heading(out, wording.count(len(found), "position"))
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=18 if out.width < 72 else 22 if out.width < 110 else 30, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for one in found:
        table.add_row(text(wording.title(one.organisation), "bold"), _standing(one, votes, today, wording))
    out.print(table)


def _standing(one: Story, votes: Sequence[Milestone], today: date, wording: Wording) -> Text:
    cast = [
        Text.assemble(
            text(wording.say("positions.vote-on", date=wording.date(vote.date)), "dim"),
            " ",
            text(wording.label("vote", side), _SIDE_STYLES[side]),
        )
        for vote in votes
        if (side := one.side(vote)) is not None
    ]
    last = one.last_stance
    stance = (
        Text.assemble(
            text(f"{wording.text('positions.stance')} ", "dim"),
            text(wording.label("stance", last.stance), _STANCE_STYLES[last.stance]),
            text(f" ({wording.date(last.record.date)})"),
        )
        if last is not None and last.stance is not None
        else None
    )
    changed = wording.joined([change_words(turn, wording) for turn in one.changes], "semicolon")
    return lines(
        Text(" · ", style="dim").join(cast) if cast else None,
        stance,
        text(changed, "yellow") if changed else None,
        Text.assemble(
            text(f"{wording.text('positions.silence')} ", "dim"), text(silence(one, today, wording), "dim")
        ),
    )
