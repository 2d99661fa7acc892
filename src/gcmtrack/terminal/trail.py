"""A trail on a terminal: each draft with its answers, and which texts are held."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from gcmtrack.terminal.layout import Screen, heading, lines, row_of, text
from gcmtrack.views.trail import Answer, Availability, Kind, Trail
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
    for trail in found:
        ends = (wording.title(trail.steps[0].milestone), wording.title(trail.steps[-1].milestone))
        if len(trail.steps) > 1:
            heading(out, wording.say("documents.chain", first=ends[0], last=ends[1]), "bold underline")
        for step in trail.steps:
            out.print()
            out.print(
                Text.assemble(
                    text(wording.title(step.milestone), "bold"),
                    " · ",
                    text(wording.date(step.milestone.date), "cyan"),
                    " · ",
                    text(step.milestone.id, "dim"),
                )
            )
            table = _grid()
            for answer in step.answers:
                kind = text(wording.label("answer", answer.kind), _STYLES[answer.kind])
                table.add_row(Text.assemble("  ", kind), _answer(answer, step.milestone.id))
            out.print(table)
        out.print()


def _grid() -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=11, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    return table


def _answer(answer: Answer, draft: str) -> Text:
    if answer.kind == "not known":
        return row_of((answer.text, "dim"), *((link.url, "dim") for link in answer.sources))
    said = _difference(answer.stretches) if answer.stretches else text(answer.text)
    named = [row_of((link.text, ""), (link.url, "dim")) for link in answer.sources]
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
        ends = (wording.title(chain[0].milestone), wording.title(chain[-1].milestone))
        heading(
            out, wording.say("documents.chain", first=ends[0], last=ends[1]) if len(chain) > 1 else ends[0]
        )
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=18 if out.width < 72 else 22, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        for one in chain:
            held = [text(wording.say("trail.held", path=each.path), "green") for each in one.held]
            table.add_row(
                text(wording.date(one.milestone.date), "cyan"),
                lines(
                    row_of((wording.title(one.milestone), "bold"), (one.milestone.id, "dim")),
                    *(held or [text(wording.text("trail.not-held"), "yellow")]),
                    *(row_of((url, ""), (about, "dim")) for url, about in one.found_at),
                ),
            )
        out.print(table)
        out.print()
