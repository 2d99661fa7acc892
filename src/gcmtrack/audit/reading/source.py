"""The text of a page as it stands in its file, and where in it an offset is."""

import codecs
import re
from bisect import bisect_right
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM = "\ufeff"
# By these names every browser understands Windows-1252, in which the dashes and quotation marks of such pages are.
_WINDOWS = frozenset(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "us-ascii", "ascii"))


def decoded(raw: bytes, charset: str | None = None) -> str:
    """Returns the text of a page, a byte order mark included, so that offsets are those of the file.

    Tried in turn: the byte order mark, `charset` (what a server said), what an HTML page says of itself, UTF-8, and at
    last Windows-1252, in which every byte means something.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    declared = _CHARSET.search(raw[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else None, "utf-8"):
        if name is None:
            continue
        try:
            return raw.decode("cp1252" if name.lower() in _WINDOWS else name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("cp1252", "replace")


class Source:
    """A text with its lines. Lines and columns count from 1; a column is a character, a tab too.

    A byte order mark takes no column; `\\r\\n`, `\\n` and `\\r` end a line.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        first = len(_BOM) if self.text.startswith(_BOM) else 0
        return [first, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Returns line and column of the character at `offset`."""
        line = max(1, bisect_right(self._starts, offset))
        return line, max(1, offset - self._starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        return self.place(offset)[0]

    def line_begin(self, offset: int) -> int:
        """Returns the offset at which the line of `offset` begins."""
        return self._starts[self.place(offset)[0] - 1]

    def line_end(self, offset: int) -> int:
        """Returns the offset just behind the line of `offset`, its line end left out."""
        at = bisect_right(self._starts, offset)
        end = self._starts[at] if at < len(self._starts) else len(self.text)
        while end > offset and self.text[end - 1] in "\r\n":
            end -= 1
        return end
