"""The sections of a page about the process: what is coming, going on and over, the texts, who said what, how many.

They come as small trees (`formats.pages.document`), so that Markdown and HTML say the same.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from gcmtrack.formats.pages.count_section import count_section
from gcmtrack.formats.pages.document import Heading, Paragraph, Piece
from gcmtrack.formats.pages.document_section import document_section
from gcmtrack.formats.pages.event_section import event_section
from gcmtrack.formats.pages.scope import Scope
from gcmtrack.formats.pages.statement_section import statement_section
from gcmtrack.views.events import STATES
from gcmtrack.views.filters import matching_milestones, matching_statements, named_organisations

Section = Literal["upcoming", "ongoing", "past", "documents", "statements", "counts"]
SECTIONS: tuple[Section, ...] = get_args(Section)


def page(scope: Scope, sections: Sequence[Section]) -> Iterator[Piece]:
    """Yields a whole page: title, what it holds, the sections under their headings."""
    scope = _published(scope)
    wording = scope.wording
    yield Piece((Heading(1, (wording.text("page.title"),)), _opening(scope)))
    for name in sections:
        yield Piece((Heading(2, (wording.label("section", name),)),))
        inner = scope._replace(style=scope.style._replace(prefix=name))
        pieces = _made(name, inner)
        yield next(pieces, None) or nothing(name, inner)
        yield from pieces


def _opening(scope: Scope) -> Paragraph:
    records, filters, wording = scope.records, scope.filters, scope.wording
    found = (
        wording.count(len(matching_milestones(records, filters)), "milestone"),
        wording.count(len(matching_statements(records, filters)), "statement"),
    )
    who = wording.count(len(named_organisations(records, filters)), "organisation")
    day = wording.day(scope.today)
    said = wording.say("page.opening", found=wording.all_of(found), organisations=who, day=day)
    return Paragraph(((said,),))


def filled(name: Section, scope: Scope) -> Piece | None:
    """Returns one section without its heading, None when there is nothing in it."""
    scope = _published(scope)
    pieces = list(_made(name, scope))
    if not pieces:
        return None
    elements = [element for piece in pieces for element in piece.elements]
    if scope.style.as_of:
        elements += _as_of(scope)
    return Piece(tuple(elements), tuple(note for piece in pieces for note in piece.notes))


def nothing(name: Section, scope: Scope) -> Piece:
    """Returns what stands where a section is empty."""
    scope = _published(scope)
    said = Paragraph(((scope.wording.label("none", name),),))
    return Piece((said, *_as_of(scope)) if scope.style.as_of else (said,))


def _as_of(scope: Scope) -> tuple[Paragraph]:
    said = scope.wording.say("page.as-of", day=scope.wording.day(scope.today))
    return (Paragraph(((said,),)),)


def _published(scope: Scope) -> Scope:
    return scope._replace(wording=scope.wording.on_pages(scope.style.order))


def _made(name: Section, scope: Scope) -> Iterator[Piece]:
    if name in STATES:
        yield from event_section(name, scope)
        return
    make = {"documents": document_section, "statements": statement_section, "counts": count_section}[name]
    if (piece := make(scope)) is not None:
        yield piece
