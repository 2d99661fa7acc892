"""A Markdown page in blocks: CommonMark as people write it, with the tables and footnotes of GitHub, and HTML in it."""

import re
from collections.abc import Callable
from typing import ClassVar

from gcmtrack.audit.reading.page import BOLD, BlockBuilder, BlockKind
from gcmtrack.input.html_tokens import Tag, pieces, tokens

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,80}\]:[ \t]*")
_LINK_PLACE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_TABLE_LINE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*$")
_HTML_HEADING = re.compile(r" {0,3}<h([1-6])[ \t>]", re.IGNORECASE)
# What can mean more than itself where it stands.
_SPECIAL = re.compile(r"[\\*_`~\[\]|]|!(?=\[)|<(?=[A-Za-z!?]|/[A-Za-z])|&(?=[#A-Za-z])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# The number of a note, behind `<sup>`.
_NOTE_NUMBER = re.compile(r"(?:<a\b[^<>]{0,400}>)?\s?[\[(]?\d{1,3}[\])]?\s?(?:</a>)?</sup>")
# Longer addresses and texts of pictures are not looked for to their end.
_FAR = 2000


def read(out: BlockBuilder, text: str, begin: int = 0) -> None:
    """Reads the blocks of a Markdown page."""
    _Reader(out, _without_scripts(without_comments(text)), text).read(_behind_front_matter(text, begin))


def _behind_front_matter(text: str, begin: int) -> int:
    opening = _FRONT.match(text, begin)
    if opening is None:
        return begin
    closing = re.compile(rf"^(?:{re.escape(opening[1])}|\.\.\.)[ \t]*$", re.MULTILINE)
    end = closing.search(text.replace("\r", "\n") if "\r" in text else text, opening.end())
    return end.end() if end else begin


def without_comments(text: str) -> str:
    """Returns `text` with its comments blanked; lines and offsets stay. One that does not end is none."""
    kept = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept += [text[at:begin], _blank(text[begin : end + 3])]
        at = end + 3
    return "".join([*kept, text[at:]])


_SCRIPT = re.compile(r"^ {0,3}<(script|style)\b", re.MULTILINE | re.IGNORECASE)


def _without_scripts(text: str) -> str:
    kept = []
    at = 0
    while opening := _SCRIPT.search(text, at):
        close = re.compile(rf"</{opening[1]}[ \t\r\n]*>", re.IGNORECASE).search(text, opening.end())
        end = close.end() if close else len(text)
        kept += [text[at : opening.start()], _blank(text[opening.start() : end])]
        at = end
    return "".join([*kept, text[at:]])


def _blank(text: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in text)


class _Reader:
    def __init__(self, out: BlockBuilder, text: str, original: str) -> None:
        self._text = text
        self._original = original
        self._out = out
        self._kind: BlockKind = "paragraph"
        self._fence = ""
        self._blank_before = True
        self._in_list = False

    def read(self, begin: int) -> None:
        at = begin
        while at < len(self._text) and self._out.unread is None:
            match = _LINE.match(self._text, at)
            assert match is not None
            end = match.end()
            content = end - (2 if match[0].endswith("\r\n") else 1 if match[0][-1:] in ("\r", "\n") else 0)
            self._line(at, content)
            at = max(end, at + 1)
        self._flush()

    def _line(self, begin: int, end: int) -> None:
        text = self._text
        if self._in_fence(begin, end):
            return
        quote = _QUOTE.match(text, begin, end)
        begin = quote.end() if quote else begin
        line = text[begin:end]
        if not line.strip():
            self._flush()
            self._blank_before = True
            return
        blank_before, self._blank_before = self._blank_before, False
        if self._heading(begin, end):
            self._in_list = False
        elif self._underlined(line) or _RULE.match(line) or _LINK_PLACE.match(line):
            self._flush()
        elif item := _ITEM.match(text, begin, end):
            self._start("item", item.end(), end)
            self._in_list = True
        elif note := _FOOTNOTE.match(text, begin, end):
            self._start("note", note.end(), end)
        elif blank_before and not self._in_list and self._original.startswith(("    ", "\t"), begin):
            # Code; what follows a blank line inside a list is indented too.
            self._blank_before = True
        elif "|" in line and (self._kind == "row" or line.lstrip().startswith("|")):
            if not _TABLE_LINE.match(line):
                self._start("row", begin, end)
        else:
            self._continue(begin, end, blank_before=blank_before)

    def _heading(self, begin: int, end: int) -> bool:
        text = self._text
        if html := _HTML_HEADING.match(text, begin, end):
            self._flush()
            self._words(begin, end)
            self._out.finish("heading", level=int(html[1]))
            return True
        heading = _ATX.match(text, begin, end)
        if heading is None:
            return False
        self._flush()
        close = _ATX_END.search(text, heading.end() - 1, end)
        self._words(heading.end(), close.start() if close else end)
        self._out.finish("heading", level=len(heading[1]))
        return True

    def _in_fence(self, begin: int, end: int) -> bool:
        fence = _FENCE.match(self._text, begin, end)
        if self._fence:
            if fence and fence[1].startswith(self._fence):
                self._fence = ""
            return True
        if fence:
            self._flush()
            self._out.thing("thing", begin)
            self._fence = fence[1]
        return bool(fence)

    def _underlined(self, line: str) -> bool:
        """Whether the line makes a heading of the one above it."""
        under = _SETEXT.match(line)
        if not under or self._kind != "paragraph" or self._out.is_blank:
            return False
        self._out.finish("heading", level=1 if under[1][0] == "=" else 2)
        return True

    def _start(self, kind: BlockKind, begin: int, end: int) -> None:
        self._flush()
        self._kind = kind
        self._words(begin, end)

    def _continue(self, begin: int, end: int, *, blank_before: bool) -> None:
        if blank_before:
            self._flush()
            indented = self._text[begin : begin + 2].isspace()
            self._in_list = self._in_list and indented
            self._kind = "item" if self._in_list else "paragraph"
        elif not self._out.is_blank:
            self._out.add("\n", begin)
        self._words(begin + len(self._text[begin:end]) - len(self._text[begin:end].lstrip()), end)

    def _flush(self) -> None:
        kind, level = self._kind, 0
        if kind == "paragraph" and self._bold:
            kind, level = "heading", BOLD
        self._out.finish(kind, level=level, linked=self._linked)
        self._kind = "paragraph"
        self._bold = self._linked = False

    _bold = False
    _linked = False

    def _words(self, begin: int, end: int) -> None:
        """Adds what a line says, without its marks."""
        text = self._text
        said = text[begin:end].strip()
        alone = self._out.is_blank
        self._bold = alone and len(said) <= 100 and _wrapped(said, "**", "__")
        self._linked = alone and said.startswith("[") and said.endswith(")") and said.count("](") == 1
        at = begin
        while self._out.unread is None and (special := _SPECIAL.search(text, at, end)):
            here = special.start()
            self._out.add(text[at:here], at)
            at = self._special(here, end)
        self._out.add(text[at:end], at)

    def _special(self, at: int, end: int) -> int:
        """Adds what a special character stands for, and returns where reading goes on."""
        meaning = self._MEANINGS.get(self._text[at])
        return meaning(self, at, end) if meaning else self._mark(at)

    def _escape(self, at: int, end: int) -> int:
        following = self._text[at + 1 : at + 2]
        if at + 1 >= end:
            return at + 1
        if following not in _PUNCTUATION:
            return self._plain(at)
        self._out.add(following, at + 1)
        return at + 2

    def _entity(self, at: int, end: int) -> int:
        entity = _ENTITY.match(self._text, at, end)
        if entity is None:
            return self._plain(at)
        for said, offset in pieces(self._text, at, entity.end()):
            self._out.add(said, offset)
        return entity.end()

    def _open_bracket(self, at: int, end: int) -> int:
        footnote = self._text[at + 1 : at + 2] == "^"
        close = self._text.find("]", at, min(end, at + 80)) if footnote else -1
        return close + 1 if close > 0 else at + 1

    def _close_bracket(self, at: int, end: int) -> int:
        return self._behind_address(at + 1, end)

    def _pipe(self, at: int, _end: int) -> int:
        self._out.add("\n" if self._kind == "row" else "|", at)
        return at + 1

    def _mark(self, at: int) -> int:
        """A mark of emphasis; an underscore inside a word is a letter."""
        text = self._text
        inside = text[at] == "_" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        return self._plain(at) if inside else at + 1

    def _plain(self, at: int) -> int:
        self._out.add(self._text[at], at)
        return at + 1

    def _tag(self, at: int, end: int) -> int:
        tag = next(tokens(self._text[at : min(end, at + _FAR)]), None)
        if not isinstance(tag, Tag) or tag.begin:
            return self._plain(at)
        if tag.name == "br":
            self._out.add("\n", at)
        elif tag.name == "sup" and (note := _NOTE_NUMBER.match(self._text, at + tag.end, end)):
            return note.end()
        elif tag.name in ("img", "iframe", "video", "form") and not tag.closing:
            self._out.thing("thing", at)
        return at + tag.end

    def _picture(self, at: int, end: int) -> int:
        close = self._text.find("](", at, min(end, at + _FAR)) if self._text[at + 1 : at + 2] == "[" else -1
        if close < 0:
            return self._plain(at)
        if self._out.is_blank:
            self._out.thing("thing", at)
        return self._behind_address(close + 1, end)

    def _behind_address(self, at: int, end: int) -> int:
        pairs = {"(": ")", "[": "]"}
        closing = pairs.get(self._text[at : at + 1])
        if closing is None or at >= end:
            return at
        close = self._text.find(closing, at, min(end, at + _FAR))
        return close + 1 if close > 0 else at

    _MEANINGS: ClassVar[dict[str, Callable[["_Reader", int, int], int]]] = {
        "\\": _escape,
        "&": _entity,
        "<": _tag,
        "!": _picture,
        "[": _open_bracket,
        "]": _close_bracket,
        "|": _pipe,
    }


def _wrapped(text: str, *marks: str) -> bool:
    return any(text.startswith(m) and text.endswith(m) and text.count(m) == 2 for m in marks)
