"""The sections of what is coming, going on and over."""

import msgspec

from gcmtrack.formats.pages.document import Bullets, Heading, Inline, Line, Paragraph, Piece, Strong
from gcmtrack.formats.pages.links import titled
from gcmtrack.formats.pages.notes import Notes
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.model.records import Milestone
from gcmtrack.views.documents import address
from gcmtrack.views.events import State, in_states, remarks
from gcmtrack.views.selection import matching_events


def event_section(state: State, scope: Scope) -> Piece | None:
    """Returns the events in a state as blocks or as a list, None when there are none."""
    matching = matching_events(scope.records, scope.filters, scope.today)
    shown = [milestone for milestone, _ in in_states(matching, scope.today, [state])]
    notes = Notes(scope.style.prefix, scope.wording)
    if not shown:
        return None
    if scope.style.layout == "list":
        items = tuple(_line(milestone, scope, notes) for milestone in shown)
        return Piece((Bullets(items),), notes.all)
    blocks = [_block(milestone, scope, notes) for milestone in shown]
    return Piece(tuple(element for block in blocks for element in block), notes.all)


def _block(milestone: Milestone, scope: Scope, notes: Notes) -> list[Heading | Paragraph]:
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
    block: list[Heading | Paragraph] = [
        Heading(3, (_title(milestone, scope), *others)),
        Paragraph(tuple(lines)),
    ]
    if summary := wording.summary(milestone):
        block.append(Paragraph(((summary,),)))
    return block


def _line(milestone: Milestone, scope: Scope, notes: Notes) -> Line:
    wording = scope.wording
    when = wording.date(milestone.date, scope.style.order)
    said = wording.joined((when, wording.place(milestone), _remarks(milestone, scope)))
    return (_title(milestone, scope), f" ({said})", *notes.called(milestone))


def _title(milestone: Milestone, scope: Scope) -> Inline:
    url = milestone.links[0].url if milestone.links else address(milestone)
    return titled(scope.wording.title(milestone), url)


def _date_lines(milestone: Milestone, scope: Scope) -> list[tuple[str, str]]:
    when, wording, order = milestone.date, scope.wording, scope.style.order
    start = wording.date_part(when.start, order)
    if when.open:
        return [(wording.text("page.start-date"), start)]
    if when.is_range:
        end = wording.date_part(when.end, order)
        return [(wording.text("page.start-date"), start), (wording.text("page.end-date"), end)]
    return [(wording.text("page.deadline" if milestone.kind == "deadline" else "page.date"), start)]


def _remarks(milestone: Milestone, scope: Scope) -> str:
    """Returns the remarks on the date without the disputes: those are notes."""
    return remarks(msgspec.structs.replace(milestone, disputes=()), scope.today, scope.wording)
