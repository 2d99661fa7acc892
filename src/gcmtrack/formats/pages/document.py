"""A page as a small tree, before it becomes Markdown or HTML.

Text and addresses in a tree are whatever the records hold; the two writers make them harmless with `printable` and escape
them.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from gcmtrack.views.pieces import Hyperlink


class Strong(NamedTuple):
    """A label of ours, such as "Start date:"; never text of a record."""

    text: str


class Emphasis(NamedTuple):
    """What stands in italics, such as the title of a work."""

    text: str


class Ref(NamedTuple):
    """The place where a note is called; `key` is the one of a `Note`."""

    key: str


class Removed(NamedTuple):
    """Words that a later wording no longer has."""

    text: str


class Added(NamedTuple):
    """Words that only the later wording has."""

    text: str


Inline = str | Strong | Emphasis | Hyperlink | Ref | Removed | Added
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    level: int
    line: Line


class Paragraph(NamedTuple):
    """Lines that stay lines."""

    lines: tuple[Line, ...]


class Bullets(NamedTuple):
    """A list; `under` holds for each item the items below it, and is empty when no item has any."""

    items: tuple[Line, ...]
    under: tuple[tuple[Line, ...], ...] = ()

    @property
    def all(self) -> Iterator[tuple[Line, tuple[Line, ...]]]:
        return zip_longest(self.items, self.under, fillvalue=())


class Table(NamedTuple):
    """A table; the first column holds words, the others numbers, or words too."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True


class Note(NamedTuple):
    key: str
    line: Line


Element = Heading | Paragraph | Bullets | Table


class Piece(NamedTuple):
    """A part of a page with the notes that it calls."""

    elements: tuple[Element, ...]
    notes: tuple[Note, ...] = ()
