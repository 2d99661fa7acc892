"""What became of a demand as a small tree: each draft with its answers, and which texts are held."""

from collections.abc import Sequence

from gcmtrack.formats.pages.document import (
    Added,
    Bullets,
    Element,
    Heading,
    Inline,
    Line,
    Piece,
    Removed,
    Strong,
)
from gcmtrack.formats.pages.links import linked
from gcmtrack.formats.pages.questions import sentences
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.views.trail import Answer, Availability, Trail, chain_title
from gcmtrack.views.word_diff import Stretch
from gcmtrack.wording import Wording


def trails(found: Sequence[Trail], title: str, wording: Wording) -> Piece:
    """Returns each draft under its heading with its answers as a list."""
    elements: list[Element] = [Heading(1, (title,))]
    for trail in found:
        for step in trail.steps:
            named = f"{wording.title(step.milestone)} ({wording.date(step.milestone.date)})"
            elements.append(Heading(2, (named,)))
            elements.append(Bullets(tuple(_answer(answer, wording) for answer in step.answers)))
    if not found:
        elements += sentences([wording.text("question.nothing")])
    return Piece(tuple(elements))


def _answer(answer: Answer, wording: Wording) -> Line:
    line: list[Inline] = [Strong(wording.label("answer", answer.kind)), wording.text("joint.colon")]
    if answer.place:
        line.append(f"{answer.place}. ")
    line += _difference(answer.stretches) if answer.stretches else [answer.text]
    named: list[Inline] = [linked(link.text, link.url) for link in answer.sources] or [answer.by]
    if any(named):
        line.append(" (")
        for number, one in enumerate(named):
            line += [wording.text("joint.comma") if number else "", one]
        line.append(")")
    return tuple(line)


def _difference(stretches: Sequence[Stretch]) -> list[Inline]:
    parts: list[Inline] = []
    for stretch in stretches:
        if parts:
            parts.append(" ")
        if stretch.kind == "removed":
            parts.append(Removed(stretch.text))
        else:
            parts.append(Added(stretch.text) if stretch.kind == "added" else stretch.text)
    return parts


def availability(found: Sequence[Sequence[Availability]], title: str, wording: Wording) -> Piece:
    """Returns for each chain which texts are held, and where others are found."""
    elements: list[Element] = [Heading(1, (title,))]
    for chain in found:
        elements.append(Heading(2, (chain_title([one.milestone for one in chain], wording),)))
        elements.append(Bullets(tuple(_text(one, wording) for one in chain)))
    return Piece(tuple(elements))


def _text(one: Availability, wording: Wording) -> Line:
    held = [wording.say("trail.held", path=text.path) for text in one.held]
    said = wording.joined(held or [wording.text("trail.not-held")])
    line: list[Inline] = [
        f"{wording.date(one.milestone.date)}{wording.text('joint.colon')}{wording.title(one.milestone)} ({said})"
    ]
    for url, about in one.found_at:
        line += [" · ", Hyperlink(about or url, url)]
    return tuple(line)
