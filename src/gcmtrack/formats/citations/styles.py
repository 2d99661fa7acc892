"""The styles of citation, each a module beside this one."""

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol, get_args

from gcmtrack.formats.citations import apa, bluebook, chicago, oscola, un
from gcmtrack.formats.citations.phrases import Line, closed, closed_inside
from gcmtrack.formats.citations.places import Places
from gcmtrack.formats.citations.un_words import WORDS
from gcmtrack.views.works import Work
from gcmtrack.wording import Wording

StyleName = Literal["un", "oscola", "bluebook", "chicago", "apa"]
STYLE_NAMES: tuple[StyleName, ...] = get_args(StyleName)


class Full(Protocol):
    """Returns the citation of a work in full."""

    def __call__(self, work: Work, places: Places, wording: Wording, /) -> Line: ...


class Again(Protocol):
    """Returns the citation of a work that note `number` has in full; `right_after` when that is the note before."""

    def __call__(
        self, work: Work, places: Places, wording: Wording, number: int, /, *, right_after: bool
    ) -> Line: ...


class Style(NamedTuple):
    """A style: its two forms, how a note ends, the languages that it has, whether works that have a date of their own say
    when they were read, and whether a place is part of the citation in full."""

    full: Full
    again: Again
    ended: Callable[[Line], Line] = closed
    languages: tuple[str, ...] = ("en",)
    says_when_read: bool = True
    has_places: bool = True


STYLES: dict[StyleName, Style] = {
    "un": Style(un.full, un.again, languages=tuple(WORDS)),
    "oscola": Style(oscola.full, oscola.again),
    "bluebook": Style(bluebook.full, bluebook.again, says_when_read=False),
    "chicago": Style(chicago.full, chicago.again, closed_inside),
    "apa": Style(apa.full, apa.again, tuple, says_when_read=False, has_places=False),
}
