"""What an export is asked for, and what comes of it: the same for every format."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from gcmtrack.formats.chunks import Chunks
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.views.events import State
from gcmtrack.views.filters import Filters
from gcmtrack.views.selection import Whole, events, whole
from gcmtrack.wording import Wording


class Request(NamedTuple):
    """The records, and which of them; `options` are those of the format, as they were typed.

    `day` is the day to count from, and `today` the same when a person gave it: what does not depend on a day says
    nothing that does, unless it was given one. With `states` the request is for events, as the view of events lists them.
    """

    records: Records
    wording: Wording
    filters: Filters
    day: date
    today: date | None = None
    states: tuple[State, ...] = ()
    options: Mapping[str, Any] = MappingProxyType({})

    @property
    def only(self) -> Folder | None:
        """The one kind that is wanted. Raises `Misuse` when there is no such kind."""
        if self.states:
            return "milestones"
        given = self.options.get("only")
        return None if given is None else one_of_known("kind", given, FOLDERS)

    def chosen(self) -> Whole:
        """Returns the records to write, in the order of the views."""
        if self.states:
            return events(self.records, self.filters, self.day, self.states)
        return whole(self.records, self.filters, self.only)


class TemplateFile(NamedTuple):
    """A template that a person gives: the name of its file, and what stands in it."""

    name: str
    text: str


class Companion(NamedTuple):
    """A file that stands beside the one that is written.

    `content` makes it from the name of that one without its ending and from what stands there already; None when that is
    somebody else's and stays. `reader` is the program that it is for.
    """

    name: str
    reader: str
    content: Callable[[str, bytes | None], bytes | None]


class Written(NamedTuple):
    """The bytes of an export, made while they are written, and what a person is told of them when they are out."""

    chunks: Chunks
    told: str
    companion: Companion | None = None


def one_of_known(noun: str, given: str, known: tuple[Any, ...]) -> Any:
    """Returns the word of `known` that was typed. Raises `Misuse` with the nearest one."""
    # Most exports are asked for no word, and reading what people type brings much with it.
    from gcmtrack.input import values

    return values.word(given, noun, known)
