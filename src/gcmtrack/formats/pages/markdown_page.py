"""Markdown as an export: a page of its own with the sections that were asked for."""

from collections.abc import Iterable
from itertools import chain

from gcmtrack.formats.chunks import encoded
from gcmtrack.formats.pages import markdown, sections
from gcmtrack.formats.pages.scope import PageStyle, Scope
from gcmtrack.formats.pages.sections import SECTIONS, Section
from gcmtrack.formats.request import Request, Written, one_of_known
from gcmtrack.views.selection import whole


def export(request: Request) -> Written:
    """Returns a page of the sections that were asked for, those of the states, or all. Raises `Misuse`.

    As in the view of events each stands by itself, and what was asked for by its state is nothing else.
    """
    names: tuple[Section, ...] = tuple(section for section in SECTIONS if section in request.states)
    names = names or chosen(request.options.get("sections")) or SECTIONS
    style = PageStyle(parts="apart", ongoing=not request.states and "ongoing" not in names)
    scope = Scope(request.records, request.filters, request.day, request.wording, style)
    texts = chain(markdown.texts(sections.page(scope, names)), ["\n"])
    told = f"{whole(request.records, request.filters).counted()}, as of {request.day}"
    return Written(encoded(texts), told)


def chosen(given: Iterable[str] | None) -> tuple[Section, ...]:
    """Returns the sections that were typed, several in one text parted by commas, in that order. Raises `Misuse`."""
    names = [name for text in given or () for name in text.split(",") if name.strip()]
    return tuple(one_of_known("section", name, SECTIONS) for name in names)
