"""A page as a small tree, before it becomes Markdown or HTML, and what makes text fit to stand on one.

Text and addresses in a tree are whatever the records hold; the two writers escape them with the help of `visible` and
`address`.
"""

import re
from typing import NamedTuple
from urllib.parse import quote


class Strong(NamedTuple):
    """A label of ours, such as "Start date:"; never text of a record."""

    text: str


class Link(NamedTuple):
    text: str
    url: str


class Ref(NamedTuple):
    """The place where a note is called; `key` is the one of a `Note`."""

    key: str


Inline = str | Strong | Link | Ref
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    level: int
    line: Line


class Paragraph(NamedTuple):
    """Lines that stay lines."""

    lines: tuple[Line, ...]


class Bullets(NamedTuple):
    items: tuple[Line, ...]


class Table(NamedTuple):
    """A table; the first column holds words, the others numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Note(NamedTuple):
    key: str
    line: Line


Element = Heading | Paragraph | Bullets | Table


class Piece(NamedTuple):
    """A part of a page with the notes that it calls."""

    elements: tuple[Element, ...]
    notes: tuple[Note, ...] = ()


# Controls become visible pictures, as on the terminal; tabs and line ends are text and stay.
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES |= {0x7F: "\u2421", 0x85: " "} | {code: "\ufffd" for code in range(0x80, 0xA0) if code != 0x85}
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

# What opens another direction of writing, with what closes it.
_OPENERS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Returns `text` with controls made visible, and with changes of direction that end where the text ends."""
    shown = text.translate(_PICTURES)
    return _closed(shown) if DIRECTION.search(shown) else shown


def _closed(text: str) -> str:
    open_: list[str] = []
    kept: list[str] = []
    for character in text:
        if character in _OPENERS:
            open_.append(_OPENERS[character])
        elif character == "\u202c":
            if not open_ or open_[-1] != character:
                continue
            open_.pop()
        elif character == "\u2069":
            if character not in open_:
                continue
            while open_.pop() != character:
                pass
        kept.append(character)
    return "".join(kept) + "".join(reversed(open_))


def address(url: str) -> str:
    """Returns a web address in which no character can end a link, a cell or an attribute: those are percent-encoded."""
    return quote(url, safe="%/:?#[]@!$&'*+,;=~", errors="replace")
