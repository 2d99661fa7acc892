"""Text on a terminal: columns beside each other that fit its width, in which nothing is cut and no address is broken.

All text passes through `inert` and Rich's `Text`, so that neither escapes nor square brackets in a title do anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from gcmtrack.printable import encoded, inert
from gcmtrack.terminal.width import columns
from gcmtrack.wording import Title

GAP = 2
# What has fewer columns beside it stands below.
ROOM = 20
# From here on an event fits on a line.
WIDE = 110


class Screen(Console):
    """A console on which text means only itself: no markup, no emoji codes, no highlighting.

    `hyperlinks` tells whether it takes links behind words (OSC 8).
    """

    def __init__(
        self, stream: TextIO, *, width: int | None = None, hyperlinks: bool = False, paged: bool = False
    ) -> None:
        # With a width alone Rich would still ask COLUMNS; nothing here needs the height.
        super().__init__(
            file=stream,
            width=width or columns(),
            height=24,
            markup=False,
            emoji=False,
            highlight=False,
            force_terminal=True if paged else None,
        )
        self.hyperlinks = hyperlinks


def time_width(out: Screen) -> int:
    """Returns the width of a narrow column of dates."""
    return 18 if out.width < 72 else 22 if out.width < WIDE else 30


def text(value: str, style: str = "") -> Text:
    return Text(inert(value), style=style)


def linked(out: Screen, value: str, url: str, style: str = "") -> Text:
    """Returns a text that leads to an address where the terminal can follow one."""
    shown = text(value, style)
    if url and out.hyperlinks:
        shown.stylize(Style(link=encoded(url)))
    return shown


def titled(out: Screen, title: Title, style: str, url: str = "") -> Text:
    """Returns a title in its original words, and dimmed what they mean."""
    shown = linked(out, title.original, url, style)
    if title.translation:
        shown = Text.assemble(shown, " ", text(title.translation, "dim"))
    return shown


def lines(*parts: Text | None) -> Text:
    """Returns the parts one below the other, empty ones left out."""
    return Text("\n").join(part for part in parts if part is not None and part.plain)


def row_of(*parts: tuple[str, str] | Text) -> Text:
    """Returns the parts on one line, parted by dots, empty ones left out: ("Geneva", "dim"), ..."""
    pieces = (part if isinstance(part, Text) else text(*part) for part in parts)
    return Text(" · ", style="dim").join(piece for piece in pieces if piece.plain)


def heading(out: Screen, title: str, style: str = "bold") -> None:
    for line in wrapped(out, text(title, style), out.width):
        out.print(line, soft_wrap=True)


# What is copied or clicked and must stay in one piece: an address, an id.
_WHOLE = re.compile(r"\S*(?:https?://|undocs\.org/)\S+|[\[(]?[a-z0-9]+(?:-[a-z0-9]+)+[\])]?")


def wrapped(out: Screen, body: Text, width: int) -> Iterator[Text]:
    """Yields the lines of `body`. Only an address or an id may be longer than `width`; such a one has a line of its own."""
    for paragraph in body.split("\n", allow_blank=True):
        for line in paragraph.divide(_breaks(paragraph.plain, width)):
            line.rstrip()
            if line.cell_len <= width or _WHOLE.fullmatch(line.plain.strip()):
                yield line
            else:
                yield from line.wrap(out, width, overflow="fold")


_WORD = re.compile(r"[^ ]+")


def _breaks(plain: str, width: int) -> list[int]:
    """Returns where lines begin after the first, each at a word. Rich breaks long words, or cuts them, and breaks at
    no-break spaces."""
    found = []
    used = start = 0
    for word in _WORD.finditer(plain):
        until = used + cell_len(plain[start : word.end()])
        if until > width and word.start() > 0:
            found.append(word.start())
            until = cell_len(word[0])
        used, start = until, word.end()
    return found


def beside(out: Screen, left: Sequence[tuple[int, Text]], body: Text) -> None:
    """Prints columns of the given widths, and `body` in the rest of the line beside them.

    An address that does not fit there begins further to the left, under the columns. Where there is no room for two
    columns `body` stands below.
    """
    indent = sum(width + GAP for width, _ in left)
    rest = out.width - indent
    if rest < ROOM and left:
        _below(out, left, body)
        return
    beginnings = [list(wrapped(out, column, width)) for width, column in left]
    rows = max(map(len, beginnings), default=0)
    printed: list[Text] = []
    used = 0

    def begin(index: int) -> Text:
        row = Text()
        for (width, _), column in zip(left, beginnings, strict=True):
            cell = column[index].copy() if index < len(column) else Text()
            cell.pad_right(max(0, width - cell.cell_len) + GAP)
            row.append_text(cell)
        return row

    for line in wrapped(out, body, rest):
        if line.cell_len > rest:
            printed += [begin(index) for index in range(used, rows)]
            used = max(used, rows)
            printed.append(Text.assemble(" " * max(0, min(GAP, out.width - line.cell_len)), line))
        else:
            printed.append(begin(used).append_text(line))
            used += 1
    printed += [begin(index) for index in range(used, rows)]
    for row in printed:
        row.rstrip()
    out.print(Text("\n").join(printed), soft_wrap=True)


def _below(out: Screen, left: Sequence[tuple[int, Text]], body: Text) -> None:
    above = lines(*(column for _, column in left))
    printed = list(wrapped(out, above, out.width)) if above.plain else []
    for line in wrapped(out, body, out.width - GAP):
        printed.append(Text.assemble(" " * max(0, min(GAP, out.width - line.cell_len)), line))
    out.print(Text("\n").join(printed), soft_wrap=True)


def widest(values: Iterable[str], *, most: int) -> int:
    """Returns the width of a column for these values, at most `most`."""
    return min(most, max((Text(inert(value)).cell_len for value in values), default=0))
