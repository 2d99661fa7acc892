"""The sections of what is coming, going on and over."""

from collections.abc import Iterator

from gcmtrack.formats.pages.document import Bullets, Element, Heading, Inline, Line, Paragraph, Piece, Strong
from gcmtrack.formats.pages.event_groups import EventGroup, groups
from gcmtrack.formats.pages.links import linked
from gcmtrack.formats.pages.notes import Notes
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.records import Milestone
from gcmtrack.views.documents import address
from gcmtrack.views.events import State, moved, state_of

_UNSEEN = ("tentative", "expected")


def event_section(state: State, scope: Scope) -> Iterator[Piece]:
    """Yields the events in a state, each as a block or all as a list; nothing when there are none."""
    shown = groups(state, scope)[: scope.style.limit]
    if shown and scope.style.layout == "list":
        notes = Notes(scope)
        items = tuple(_head(group, scope, notes) for group in shown)
        under = tuple(tuple(_line(part, scope, notes) for part in group.parts) for group in shown)
        yield Piece((Bullets(items, under if any(under) else ()),), notes.all)
        return
    for group in shown:
        notes = Notes(scope)
        block = _block(group, scope, notes)
        yield Piece(tuple(block), notes.all)


def _head(group: EventGroup, scope: Scope, notes: Notes) -> Line:
    return (_title(group.whole, scope),) if group.is_series else _line(group.whole, scope, notes)


def _block(group: EventGroup, scope: Scope, notes: Notes) -> list[Element]:
    block: list[Element] = []
    if group.is_series:
        block.append(Heading(scope.style.level, (_title(group.whole, scope),)))
    else:
        block += _one(group.whole, scope, notes)
    if group.parts:
        block.append(Bullets(tuple(_line(part, scope, notes) for part in group.parts)))
    return block


def _one(milestone: Milestone, scope: Scope, notes: Notes) -> list[Element]:
    wording = scope.wording
    on_date, on_place, others = notes.of(milestone)
    lines: list[Line] = [(Strong(name), f" {said}") for name, said in _date_lines(milestone, scope)]
    lines[-1] = (*lines[-1], *on_date)
    place = wording.place(milestone)
    if place:
        lines.append((Strong(wording.text("page.location")), f" {place}", *on_place))
    else:
        others = [*on_place, *others]
    if said := _remarks(milestone, scope):
        lines.append((Strong(wording.text("page.note")), f" {said}"))
    block: list[Element] = [
        Heading(scope.style.level, (_title(milestone, scope), *others)),
        Paragraph(tuple(lines)),
    ]
    if summary := wording.summary(milestone):
        block.append(Paragraph(((summary,),)))
    return block


def _line(milestone: Milestone, scope: Scope, notes: Notes) -> Line:
    wording = scope.wording
    said = wording.joined(
        (wording.date(milestone.date), wording.place(milestone), _remarks(milestone, scope))
    )
    return (_title(milestone, scope), f" ({said})", *notes.called(milestone))


def _title(milestone: Milestone, scope: Scope) -> Inline:
    url = milestone.links[0].url if milestone.links else address(milestone)
    return linked(scope.wording.title(milestone), url)


def _date_lines(milestone: Milestone, scope: Scope) -> list[tuple[str, str]]:
    when, wording = milestone.date, scope.wording
    start = wording.date_part(when.start)
    if when.open:
        return [(wording.text("page.start-date"), start)]
    if when.is_range:
        end = wording.date_part(when.end)
        return [(wording.text("page.start-date"), start), (wording.text("page.end-date"), end)]
    return [(wording.text("page.deadline" if milestone.kind == "deadline" else "page.date"), start)]


def _remarks(milestone: Milestone, scope: Scope) -> str:
    """Returns what a reader must know; without notes only what would mislead who does not know it.

    What other sources say of the date stands in notes of its own.
    """
    wording = scope.wording
    state = state_of(milestone, scope.today)
    said = [wording.text("page.now") if state == "ongoing" and scope.style.ongoing else ""]
    if milestone.status == "cancelled" and state != "past":
        said.append(wording.text("remark.cancelled"))
    elif scope.style.notes and state == "past" and milestone.status in _UNSEEN:
        said.append(wording.label("page-unseen", milestone.status))
    elif milestone.status not in ("confirmed", *(() if scope.style.notes else _UNSEEN)):
        said.append(wording.label("page-status", milestone.status))
    if scope.style.notes:
        said.append(moved(milestone, wording))
    return wording.joined(said, "semicolon")
