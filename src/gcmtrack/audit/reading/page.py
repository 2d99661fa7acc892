"""A page as it is read: its text in blocks, each character of which knows where it stands in the file."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from gcmtrack.audit.reading.source import Source

PageKind = Literal["html", "markdown", "text"]

# `line` is a short line of plain text that stands alone: a heading or a title, nobody can tell. `thing` is content
# without text, such as a picture or a form; `script` may put anything in its place.
BlockKind = Literal["heading", "paragraph", "item", "row", "line", "note", "thing", "script"]

# Levels above those of HTML: a paragraph that is bold as a whole, a line that is only perhaps a heading.
BOLD = 7


class Block(NamedTuple):
    """A heading, a paragraph, a list item, a row of a table. Lines inside are parted by line ends.

    `pieces` lead from the text back to the source: at each index of the text, the offset in the source from which on
    both run in step.
    """

    kind: BlockKind
    text: str
    pieces: tuple[tuple[int, int], ...]
    level: int = 0
    linked: bool = False
    aside: bool = False

    def offset(self, index: int) -> int:
        """Returns the offset in the source of the character at `index` of the text."""
        at = bisect_right(self.pieces, (index, len(self.text) + (1 << 60))) - 1
        begin, offset = self.pieces[max(at, 0)]
        return offset + index - begin

    def end_offset(self, index: int) -> int:
        """Returns the offset just behind the character before `index`."""
        return self.offset(index - 1) + 1 if index else self.offset(0)

    @property
    def begin(self) -> int:
        return self.offset(0)

    @property
    def is_heading(self) -> bool:
        return self.kind == "heading"


class OwnPart(NamedTuple):
    """What stands between our own markers: the section, what the marker asks for, the offsets between the two."""

    section: str
    asked: tuple[tuple[str, str], ...]
    begin: int
    end: int


class Page(NamedTuple):
    """A page: where it comes from, its source, its blocks in order, and the parts that are ours."""

    path: str
    kind: PageKind
    source: Source
    blocks: tuple[Block, ...]
    own: tuple[OwnPart, ...] = ()
    published: str | None = None
    # Where reading ended, for a page that holds more than any page does.
    unread: int | None = None

    def own_part(self, offset: int) -> OwnPart | None:
        return next((part for part in self.own if part.begin <= offset < part.end), None)

    def until(self, offset: int) -> "Page":
        """Returns the page without the blocks that begin at an offset or after it."""
        return self._replace(blocks=tuple(b for b in self.blocks if b.begin < offset), unread=offset)


# No page that anyone reads has so many blocks, or so many stretches of text between tags and marks. What is made to be too
# much for a reader has more.
MOST_BLOCKS = 60_000
MOST_PIECES = 1_000_000

# A letter with accents of its own; what shows nothing, such as a soft hyphen.
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+|[\u00ad\u200b-\u200f\u2060\ufeff]+")


class BlockBuilder:
    """Collects the text of one block, piece by piece.

    `unread` is the offset of what came when there was too much already; from there on nothing is taken in.
    """

    def __init__(self) -> None:
        self.unread: int | None = None
        self._pieces_left = MOST_PIECES
        self._texts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def length(self) -> int:
        return self._length

    @property
    def is_blank(self) -> bool:
        return not self._texts or not any(text.strip() for text in self._texts)

    def add(self, text: str, offset: int) -> None:
        """Adds text that stands at `offset`, character for character; an accent of its own joins its letter, and what shows
        nothing is left out."""
        if not text:
            return
        at = 0
        if not text.isascii():
            for match in _ACCENTED.finditer(text):
                composed = unicodedata.normalize("NFC", match[0]) if match[0][0].isalpha() else ""
                if len(composed) <= 1:
                    self._append(text[at : match.start()], offset + at)
                    self._append(composed, offset + match.start())
                    at = match.end()
        self._append(text[at:], offset + at)

    def _append(self, text: str, offset: int) -> None:
        if not text or self._is_full(offset, text):
            return
        self._pieces_left -= 1
        self._pieces.append((self._length, offset))
        self._texts.append(text)
        self._length += len(text)

    def _is_full(self, offset: int, text: str = "") -> bool:
        if self.unread is not None:
            return True
        full = not self._pieces_left or len(self.blocks) >= MOST_BLOCKS
        if full and not text.isspace():
            self.unread = offset
        return full

    def tail(self) -> str:
        """Returns the last character that was added; a line end before the first."""
        return self._texts[-1][-1] if self._texts else "\n"

    def finish(
        self, kind: BlockKind, *, level: int = 0, linked: bool = False, aside: bool = False
    ) -> Block | None:
        """Ends the block and returns it, or the first of several; what is blank makes none.

        A paragraph or an item whose lines are broken on purpose is as many blocks.
        """
        if not self._texts:
            return None
        text, pieces = "".join(self._texts), self._pieces
        self._texts, self._pieces, self._length = [], [], 0
        stripped = text.strip()
        if not stripped:
            return None
        cuts = _on_purpose(text) if "\n" in text and kind in ("paragraph", "item") else ()
        if not cuts:
            block = Block(
                kind, stripped, _cut(pieces, text.index(stripped[0]), len(stripped)), level, linked, aside
            )
            self.blocks.append(block)
            return block
        if kind == "paragraph":
            kind, level, linked = "line", 0, False
        first: Block | None = None
        for cut, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            stripped = text[cut:end].strip()
            if not stripped:
                continue
            begin = cut + text[cut:end].index(stripped[0])
            line = "paragraph" if kind == "line" and len(stripped) > LONGEST_TITLE else kind
            block = Block(line, stripped, _cut(pieces, begin, len(stripped)), level, linked, aside)
            self.blocks.append(block)
            first = first or block
        return first

    def thing(self, kind: BlockKind, offset: int, *, aside: bool = False) -> None:
        """Notes content that has no text."""
        if not self._is_full(offset):
            self.blocks.append(Block(kind, "", ((0, offset),), aside=aside))


# Longer lines are sentences.
LONGEST_TITLE = 120
# What a line begins with that was begun on purpose.
_NEW_LINE = re.compile(r"\n[ \t]*(?=[^\Wa-z_]|[(\[\"“«•])")
_WIDTH = 66
# No line ends so on purpose.
_GOES_ON = re.compile(
    r"(?:,|-|\b(?:on|in|at|the|an?|of|to|from|by|for|and|or|with|as|is|was|are|del?|la|las|los|el|en|y|con|por|para|du|des|les?|aux?|et|à|par|pour|sur))$",
    re.IGNORECASE,
)


def _on_purpose(text: str) -> list[int]:
    """Returns where lines begin that an editor began, not a program that wraps lines.

    The line above is so short that the next word had fitted.
    """
    cuts = []
    for match in _NEW_LINE.finditer(text):
        above = text.rfind("\n", 0, match.start()) + 1
        word = _NEXT_WORD.match(text, match.end())
        short = match.start() - above + len(word[0] if word else "") < _WIDTH
        goes_on = _GOES_ON.search(text, max(above, match.start() - 12), match.start())
        if (short and not goes_on) or text[match.start() - 1] in ".:;!?":
            cuts.append(match.end())
    return cuts


_NEXT_WORD = re.compile(r"\S{1,40}")


def _cut(pieces: Sequence[tuple[int, int]], begin: int, length: int) -> tuple[tuple[int, int], ...]:
    """The pieces of `length` characters from `begin` on."""
    if len(pieces) == 1:
        return ((0, pieces[0][1] + begin),)
    first = max(bisect_right(pieces, (begin, 1 << 60)) - 1, 0)
    last = bisect_right(pieces, (begin + length - 1, 1 << 60))
    return tuple((max(at - begin, 0), offset + max(begin - at, 0)) for at, offset in pieces[first:last])
