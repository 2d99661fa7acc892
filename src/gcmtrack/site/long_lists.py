"""Lists that are too long for a page to be in memory: a template gets a mark, and the page is written around it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from markupsafe import Markup

from gcmtrack.formats.chunks import Chunks, encoded
from gcmtrack.site.templates import filled

_T = TypeVar("_T")

# From so many rows on.
LONG = 2_000
# No text has it, since what is not seen is replaced.
_MARK = re.compile("\x01(\\d+)\x01")


class LongLists:
    """The lists of the page that is filled now."""

    def __init__(self) -> None:
        self._waiting: list[Iterator[str]] = []

    def rows(self, some: Iterable[_T], row: Callable[[_T], str]) -> Markup:
        """Returns the rows as HTML, or what stands for them until the page is written."""
        if not isinstance(some, Sequence) or len(some) <= LONG:
            return Markup("".join(map(row, some)))  # noqa: S704 (rows are HTML)
        self._waiting.append(filled(partial(row, one)) for one in some)
        return Markup(f"\x01{len(self._waiting) - 1}\x01")  # noqa: S704 (a mark)

    def written(self, html: str) -> bytes | Chunks:
        """Returns a filled page as it is written; where long lists stand in it they are made meanwhile."""
        waiting, self._waiting = self._waiting, []
        return encoded(_pieces(html, waiting)) if waiting else html.encode()


def _pieces(html: str, lists: Sequence[Iterator[str]]) -> Iterator[str]:
    # Every second one is the number of a list.
    for at, piece in enumerate(_MARK.split(html)):
        if at % 2:
            yield from lists[int(piece)]
        else:
            yield piece
