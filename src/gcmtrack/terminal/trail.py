"""A trail on a terminal: each draft with its answers, and which texts are held."""

from collections.abc import Sequence
from typing import get_args

from rich.cells import cell_len
from rich.text import Text

from gcmtrack.terminal.layout import Screen, beside, heading, lines, linked, row_of, text, time_width
from gcmtrack.views.trail import Answer, Availability, Kind, Trail, chain_title
from gcmtrack.views.word_diff import Stretch
from gcmtrack.wording import Wording

_STYLES: dict[Kind, str] = {
    "stands at": "bold green",
    "reported": "bold magenta",
    "asked by": "bold cyan",
    "not known": "dim",
}
_MARKS = {
    "same": ("", "", ""),
    "removed": ("[-", "-]", "red strike"),
    "added": ("{+", "+}", "green underline"),
}


def trails(out: Screen, found: Sequence[Trail], wording: Wording) -> None:
    """Prints each chain, oldest draft first."""
    width = max(cell_len(wording.label("answer", kind)) for kind in get_args(Kind)) + 2
    for trail in found:
        if len(trail.steps) > 1:
            heading(out, chain_title([step.milestone for step in trail.steps], wording), "bold underline")
        for step in trail.steps:
            out.print()
            beside(
                out,
                [],
                row_of(
                    (wording.title(step.milestone), "bold"),
                    (wording.date(step.milestone.date), "cyan"),
                    (step.milestone.id, "dim"),
                ),
            )
            for answer in step.answers:
                kind = text(f"  {wording.label('answer', answer.kind)}", _STYLES[answer.kind])
                beside(out, [(width, kind)], _answer(out, answer, step.milestone.id))
        out.print()


def _answer(out: Screen, answer: Answer, draft: str) -> Text:
    if answer.kind == "not known":
        return lines(text(answer.text, "dim"), *(text(link.url, "dim") for link in answer.sources))
    said = _difference(answer.stretches) if answer.stretches else text(answer.text)
    named = [
        lines(linked(out, link.text, link.url), text("" if out.hyperlinks else link.url, "dim"))
        for link in answer.sources
    ]
    return lines(
        text(answer.place, "yellow"),
        said,
        *(named or [text(answer.by)]),
        row_of((answer.path, "dim"), (answer.id if answer.id != draft else "", "dim")),
    )


def _difference(stretches: Sequence[Stretch]) -> Text:
    """Returns a difference with its marks, so that it is read without colour too."""
    parts = []
    for stretch in stretches:
        begin, end, style = _MARKS[stretch.kind]
        parts.append(text(f"{begin}{stretch.text}{end}", style))
    return Text(" ").join(parts)


def availability(out: Screen, found: Sequence[Sequence[Availability]], wording: Wording) -> None:
    """Prints for each chain which texts are held and where others are found."""
    for chain in found:
        heading(out, chain_title([one.milestone for one in chain], wording))
        for one in chain:
            held = [text(wording.say("trail.held", path=each.path), "green") for each in one.held]
            body = lines(
                row_of((wording.title(one.milestone), "bold"), (one.milestone.id, "dim")),
                *(held or [text(wording.text("trail.not-held"), "yellow")]),
                *(lines(text(about, "dim"), text(url)) for url, about in one.found_at),
            )
            beside(out, [(time_width(out), text(wording.date(one.milestone.date), "cyan"))], body)
        out.print()
