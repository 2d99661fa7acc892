"""How States voted, in words."""

from typing import Literal, get_args

from gcmtrack.model.collection import Records
from gcmtrack.model.tables import Vote
from gcmtrack.text import fold
from gcmtrack.wording import Wording

Side = Literal["yes", "no", "abstained", "absent"]
SIDES: tuple[Side, ...] = get_args(Side)


def side_of(vote: Vote, id_: str) -> Side | None:
    """Returns the side on which an organisation is named."""
    return next((side for side in SIDES if id_ in named(vote, side)), None)


def named(vote: Vote, side: Side) -> tuple[str, ...]:
    """Returns the ids on a side; none where only their number is known."""
    held: tuple[str, ...] | int | None = getattr(vote, side)
    return held if isinstance(held, tuple) else ()


def vote_lines(vote: Vote, records: Records, wording: Wording) -> list[str]:
    """Returns a line a side: how many, and who where that is known."""
    known = records.organisations
    lines: list[str] = []
    for side in SIDES:
        number = vote.count(side)
        if number is None:
            continue
        ids = named(vote, side)
        titles = (wording.title(known[id_]) if id_ in known else id_ for id_ in ids)
        names = wording.joined(sorted(titles, key=lambda name: (fold(name), name)))
        said = wording.label("vote", side)
        count = wording.number(number)
        counted = wording.say("votes.counted", side=said, count=count)
        lines.append(wording.say("votes.named", side=said, count=count, names=names) if names else counted)
    return lines
