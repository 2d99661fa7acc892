"""What is asked of the whole record, as small trees: matrix, gaps, positions, mandates. Markdown and HTML say the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from gcmtrack.formats.pages.document import Bullets, Element, Heading, Line, Paragraph, Piece, Table
from gcmtrack.formats.pages.links import linked
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone
from gcmtrack.views.documents import address
from gcmtrack.views.mandate_words import (
    anchor_words,
    moved_words,
    rule_words,
    source_words,
    state_words,
    stretch_words,
    timing_words,
    what_words,
)
from gcmtrack.views.mandates import Carrier, Due, Occasion, Rule, stretches
from gcmtrack.views.matrix import Gap, Matrix, coverage, title
from gcmtrack.views.positions import (
    Story,
    Turn,
    answered,
    change_words,
    replaced_words,
    silence,
    silence_told,
    source_of,
    told,
)
from gcmtrack.views.votes import vote_lines
from gcmtrack.wording import Wording


def matrix(found: Matrix, wording: Wording) -> Piece:
    """Returns the numbers as a table, with totals, and what they cover; a sentence where nothing was counted."""
    if not found.total:
        return Piece((Heading(1, (title(found, wording),)), *sentences([wording.text("question.nothing")])))
    everything = wording.text("matrix.all")
    header = (wording.label("facet", found.row_facet), everything, *(c.label for c in found.columns))
    rows = [
        (row.label, str(row.total), *(str(found.number(row, column)) for column in found.columns))
        for row in found.rows
    ]
    totals = (everything, str(found.total), *(str(column.total) for column in found.columns))
    heading = Heading(1, (title(found, wording),))
    return Piece((heading, Table(header, (*rows, totals)), *sentences(coverage(found, wording))))


def gaps(found: Matrix, some: Sequence[Gap], wording: Wording) -> Piece:
    """Returns what is empty as a list of sentences, and what the count covers."""
    heading = Heading(1, (wording.joined((title(found, wording), wording.count(len(some), "gap")), "colon"),))
    listed = [Bullets(tuple((gap.sentence,) for gap in some))] if some else []
    return Piece((heading, *listed, *sentences(coverage(found, wording))))


def sentences(said: Iterable[str]) -> list[Element]:
    """Returns a paragraph for each sentence."""
    return [Paragraph(((line,),)) for line in said]


def story(found: Story, records: Records, today: date, wording: Wording) -> Piece:
    """Returns the turns of one in order of time, and since when there is nothing."""
    heading = Heading(1, (wording.say("positions.title-one", name=wording.called(found.organisation)),))
    if not found.turns:
        return Piece((heading, *sentences([wording.text("positions.silent")])))
    turns = Bullets(tuple(_turn(turn, records, wording) for turn in found.turns))
    return Piece((heading, turns, *sentences([silence_told(found, today, wording)])))


def _turn(turn: Turn, records: Records, wording: Wording) -> Line:
    record = turn.record
    milestone = answered(turn, records)
    more = [
        wording.say("positions.answers", title=wording.called(milestone)) if milestone else "",
        replaced_words(turn, wording),
    ]
    colon = wording.text("joint.colon")
    before = f"{wording.date(record.date)}{colon}{told(turn, records, wording)}{colon}"
    rest = wording.joined(more, "semicolon")
    return (before, linked(wording.title(record), source_of(record)), f" ({rest})" if rest else "")


def stories(
    found: Sequence[Story],
    votes: Sequence[Milestone],
    records: Records,
    today: date,
    title: str,
    wording: Wording,
) -> Piece:
    """Returns how each vote went, then a table of all who have a position."""
    elements: list[Element] = [Heading(1, (title,))]
    for vote in votes:
        assert vote.vote is not None
        elements.append(Heading(2, (f"{wording.title(vote)} ({wording.date(vote.date)})",)))
        elements.append(Bullets(tuple((line,) for line in vote_lines(vote.vote, records, wording))))
    header = (
        wording.text("positions.who"),
        *(wording.say_of("positions.vote-on", vote.date, date=wording.date(vote.date)) for vote in votes),
        wording.text("positions.stance"),
        wording.text("positions.changes"),
        wording.text("positions.silence"),
    )
    if not found:
        return Piece((*elements, *sentences([wording.text("question.nothing")])))
    elements.append(Heading(2, (wording.count(len(found), "position"),)))
    elements.append(
        Table(header, tuple(_standing(one, votes, today, wording) for one in found), numbers=False)
    )
    return Piece(tuple(elements))


def _standing(one: Story, votes: Sequence[Milestone], today: date, wording: Wording) -> tuple[str, ...]:
    last = one.last_stance
    stance = ""
    if last is not None and last.stance is not None:
        stance = wording.say(
            "positions.on", what=wording.label("stance", last.stance), date=wording.date(last.record.date)
        )
    return (
        wording.called(one.organisation),
        *(wording.label("vote", side) if (side := one.side(vote)) else "" for vote in votes),
        stance,
        wording.joined([change_words(turn, wording) for turn in one.changes], "semicolon"),
        silence(one, today, wording),
    )


def mandates(shown: Sequence[Due], title: str, wording: Wording) -> Piece:
    """Returns each rule under its heading with its occasions as a list."""
    elements: list[Element] = [Heading(1, (title,))]
    if not shown:
        return Piece((*elements, *sentences([wording.text("question.nothing")])))
    for name, group in groupby(shown, key=lambda due: due.rule.name):
        some = list(group)
        rule = some[0].rule
        elements.append(Heading(2, (what_words(rule.mandate, wording),)))
        cited = linked(source_words(rule), address(rule.decision))
        elements.append(
            Paragraph(
                ((cited, f"{wording.text('joint.comma')}{rule_words(rule.mandate, wording)} [{name}]"),)
            )
        )
        told = stretches(due.occasion for due in some)
        elements.append(Bullets(tuple(line for each in told for line in _occasions(each, rule, wording))))
    return Piece(tuple(elements))


def _occasions(some: Sequence[Occasion], rule: Rule, wording: Wording) -> list[Line]:
    occasion = some[0]
    colon = wording.text("joint.colon")
    counted = anchor_words(occasion, rule.mandate, wording) if len(some) == 1 else ""
    said = f"{stretch_words(some, wording)}{colon}{wording.joined([state_words(occasion, wording), counted], 'semicolon')}"
    if not occasion.carriers:
        return [(said,)]
    return [(f"{said}{colon}", *_carrier(occasion, carrier, wording)) for carrier in occasion.carriers]


def _carrier(occasion: Occasion, carrier: Carrier, wording: Wording) -> Line:
    m = carrier.milestone
    more = wording.joined(
        [wording.date(m.date), timing_words(occasion, carrier, wording), moved_words(carrier, wording)],
        "semicolon",
    )
    return (linked(wording.called(m), address(m) or source_of(m)), f" ({more})")
