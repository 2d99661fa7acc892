"""An HTML page in blocks."""

import re

from gcmtrack.audit.reading.page import BOLD, BlockBuilder, BlockKind
from gcmtrack.input.html_tokens import Tag, pieces, tokens

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer form head header hr html li main nav ol p pre section summary table tbody tfoot thead"
    " tr ul caption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_PICTURES = frozenset(("img", "svg", "math", "picture", "canvas"))
_THINGS = frozenset(
    ("iframe", "video", "audio", "embed", "object", "form", "input", "select", "button", "noscript")
)
# Text of one that follows another without a space between is another word.
_APART = frozenset(("time", "label", "button", "option", "td", "th"))
_NO_SPACE = str.maketrans("\n\r\t\f\v", "     ")
# What stands around the number of a note.
_AROUND_NUMBER = " []()*,\n\xa0"
# A row of a table that is longer is a table for the layout, whose cells hold paragraphs.
_LONGEST_ROW = 600
# What stands in one cell of a table of events is shorter.
_LONGEST_CELL = 120
_BOLD = re.compile(r"\s{0,20}<(?:b|strong)[\s>]", re.IGNORECASE)


class _Reader:
    def __init__(self, out: BlockBuilder, text: str) -> None:
        self._text = text
        self._out = out
        self._heading = 0
        self._depth: dict[str, int] = {}
        self._bold = self._linked = 0
        self._said = self._said_bold = self._said_linked = False
        self._item = self._row = self._notes = False
        self._span_closed = -1
        self._picture = self._hollow = -1
        self._link_begins = self._cell_begins = 0
        self.published: str | None = None

    def read(self, begin: int) -> None:
        depth, out = self._depth, self._out
        for token in tokens(self._text, begin):
            if isinstance(token, Tag):
                self._tag(token)
            elif not depth.get("nav") and not depth.get("head"):
                self._words(token.begin, token.end)
            if out.unread is not None:
                break
        self._flush()

    @property
    def _aside(self) -> bool:
        depth = self._depth
        return bool(depth and (depth.get("aside") or depth.get("footer")))

    def _words(self, begin: int, end: int) -> None:
        if self._depth.get("sup") and self._text[begin:end].strip(_AROUND_NUMBER).isdigit():
            # A note's number belongs to no date or symbol before it; "73<sup>e</sup>" is one word.
            return
        for said, at in pieces(self._text, begin, end):
            self._out.add(said.translate(_NO_SPACE), at)
            if not said.isspace():
                self._said_bold = self._bold > 0 and (self._said_bold or not self._said)
                self._said_linked = self._linked > 0 and (self._said_linked or not self._said)
                self._said = True

    def _tag(self, tag: Tag) -> None:
        name = tag.name
        if name in ("nav", "aside", "footer", "head"):
            self._flush()
            self._depth[name] = max(0, self._depth.get(name, 0) + (-1 if tag.closing else 1))
            return
        if name == "body":
            self._depth["head"] = 0
        if name in _HEADINGS:
            self._flush()
            self._heading = 0 if tag.closing else _HEADINGS[name]
        elif name in _CELLS:
            self._cell(tag)
        elif name in _BLOCKS:
            self._block(tag)
        elif name == "br":
            self._out.add("\n", tag.begin)
        elif name in ("b", "strong"):
            self._bold = max(0, self._bold + (-1 if tag.closing else 1))
        elif name == "a":
            self._link(tag)
        else:
            self._inline(tag)

    def _link(self, tag: Tag) -> None:
        """A link without words shows a picture, such as the sign of a network."""
        self._linked = max(0, self._linked + (-1 if tag.closing else 1))
        if not tag.closing:
            self._link_begins = self._out.length
        elif self._out.length == self._link_begins:
            self._picture = tag.begin

    def _block(self, tag: Tag) -> None:
        name = tag.name
        if self._is_filled_later(tag):
            self._flush()
            self._out.thing("thing", tag.begin, aside=self._aside)
        in_cell = self._row and name in ("p", "div") and self._out.length < _LONGEST_ROW
        if name == "dd" and not tag.closing:
            # A term and what is said of it are one line: "Start date: 12 October".
            if self._out.tail() not in ":\n":
                self._out.add(":", tag.begin)
            self._out.add(" ", tag.begin)
            return
        if name == "dt" and tag.closing:
            return
        if in_cell and not (self._in_layout(tag) and not tag.closing):
            self._out.add("\n", tag.begin)
            return
        self._flush()
        if in_cell:
            self._row = False
        if name == "li":
            self._item = not tag.closing
        elif name == "tr":
            self._row = not tag.closing
        elif name in ("ul", "ol", "table"):
            self._item = self._row = False
            # Footnotes of ours.
            self._notes = name == "ol" and not tag.closing and "gcmtrack-notes" in tag.raw

    def _in_layout(self, tag: Tag) -> bool:
        """Whether a paragraph that begins in bold stands below a long one in its cell: such a table is for the layout, and
        the bold words are a heading."""
        return self._out.length - self._cell_begins > _LONGEST_CELL and bool(_BOLD.match(self._text, tag.end))

    def _is_filled_later(self, tag: Tag) -> bool:
        """Whether an element with an id is empty, as one into which a script puts a map or a list."""
        if not tag.closing:
            self._hollow = tag.end if " id=" in tag.raw else -1
            return False
        hollow = self._hollow >= 0 and self._text[self._hollow : tag.begin].isspace()
        hollow = hollow or self._hollow == tag.begin
        self._hollow = -1
        return hollow and tag.name in ("div", "section", "ul", "ol")

    def _cell(self, tag: Tag) -> None:
        if tag.closing:
            return
        if not self._out.is_blank:
            self._out.add("\n", tag.begin)
        self._cell_begins = self._out.length

    def _inline(self, tag: Tag) -> None:
        name = tag.name
        if name == "meta":
            self._meta(tag)
        elif name == "script":
            if not tag.closing and not self._depth.get("head"):
                self._out.thing("script", tag.begin, aside=self._aside)
        elif name in _PICTURES:
            self._picture = tag.begin
        elif name == "span":
            self._span(tag)
        elif name == "sup":
            self._depth["sup"] = max(0, self._depth.get("sup", 0) + (-1 if tag.closing else 1))
        elif name in _APART:
            self._out.add(" ", tag.begin)
        if (name in _THINGS or "-" in name) and not tag.closing:
            self._flush()
            self._out.thing("thing", tag.begin, aside=self._aside)

    def _meta(self, tag: Tag) -> None:
        if (tag.attribute("property") or tag.attribute("name") or "").lower() in _PUBLISHED:
            self.published = self.published or tag.attribute("content")

    def _span(self, tag: Tag) -> None:
        """Parts what stands in two spans with nothing between them: two words."""
        if tag.closing:
            self._span_closed = tag.end
        elif self._span_closed == tag.begin:
            self._out.add(" ", tag.begin)

    def _flush(self) -> None:
        self._depth["sup"] = 0
        kind: BlockKind = "paragraph"
        level = 0
        if self._heading:
            kind, level = "heading", self._heading
        elif self._row:
            kind = "row"
        elif self._item:
            kind = "note" if self._notes else "item"
        elif self._said_bold and self._out.length <= 100:
            kind, level = "heading", BOLD
        block = self._out.finish(kind, level=level, linked=self._said_linked, aside=self._aside)
        if block is None and self._picture >= 0:
            self._out.thing("thing", self._picture, aside=self._aside)
        self._picture = -1
        self._said = self._said_bold = self._said_linked = False


_PUBLISHED = frozenset(("article:published_time", "date", "dc.date", "dcterms.date", "dcterms.created"))


def read(out: BlockBuilder, text: str, begin: int = 0) -> str | None:
    """Reads the blocks of an HTML page, and returns the day of publication that it gives in its head."""
    reader = _Reader(out, text)
    reader.read(begin)
    return reader.published
