"""HTML as tags and stretches of text, each with its offset, in one pass over the text.

`html.parser` of Python knows line and column too, but takes minutes over a page that ends inside a comment or a tag
(python/cpython#135462, in every Python before 3.13.6). Here nothing is looked at twice: what is not closed by the end
of the page is over there, as in a browser.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z][^\s/>]{0,60}")
# Nearly all tags: no angle bracket in a value, no stray quotation mark.
_PLAIN = re.compile(
    r"<(/?)([A-Za-z][^\s/>\"'<]{0,60})(?:[^<>\"']{0,400}(?:\"[^\"<>]{0,400}\"[^<>\"']{0,400}|'[^'<>]{0,400}'[^<>\"']{0,400}){0,20})>"
)
# A lone "<" is text.
_OPENING = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
_TAG_STOP = re.compile(r"[>\"']")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z][\w:.-]{0,40})\s{0,20}=\s{0,20}(?:"([^"]{0,400})"|'([^']{0,400})'|([^\s"'>]{0,400}))"""
)
# What stands inside is no text of the page.
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "template", "svg", "math", "iframe", "object")
}


class Tag(NamedTuple):
    """An opening or closing tag. `raw` is the tag as it stands, for the few whose attributes matter."""

    name: str
    closing: bool
    begin: int
    end: int
    raw: str = ""

    def attribute(self, name: str) -> str | None:
        """Returns the value of an attribute, None when the tag has none of that name."""
        for key, double, single, bare in _ATTRIBUTE.findall(self.raw[:4000]):
            if key.lower() == name:
                return str(double or single or bare)
        return None


class Text(NamedTuple):
    """A stretch of text without tags, references still in it."""

    begin: int
    end: int


def tokens(text: str, begin: int = 0) -> Iterator[Tag | Text]:
    """Yields the tags and texts of `text` from `begin` on; comments and what is no text of the page are left out."""
    at = begin
    unclosed: set[str] = set()
    while opening := _OPENING.search(text, at):
        less = opening.start()
        end, tag = _plain(text, less) or _markup(text, less, unclosed)
        if less > at:
            yield Text(at, less)
        if tag is not None:
            yield tag
            if not tag.closing and tag.name in _RAW and not tag.raw.endswith("/>"):
                close = _RAW[tag.name].search(text, end)
                end = close.start() if close else len(text)
        at = end
    if at < len(text):
        yield Text(at, len(text))


def _plain(text: str, at: int) -> tuple[int, Tag | None] | None:
    match = _PLAIN.match(text, at)
    if match is None:
        return None
    return match.end(), Tag(match[2].lower(), bool(match[1]), at, match.end(), match[0])


def _markup(text: str, at: int, unclosed: set[str]) -> tuple[int, Tag | None]:
    """Reads what begins with "<": where it ends, and the tag that it is; a comment is none."""
    following = text[at + 1 : at + 2]
    if following in ("!", "?"):
        closing = "-->" if text.startswith("<!--", at) else ">"
        end = text.find(closing, at + 2)
        return (len(text) if end < 0 else end + len(closing)), None
    name = _NAME.match(text, at + 2 if following == "/" else at + 1)
    assert name is not None
    end = _tag_end(text, name.end(), unclosed)
    return end, Tag(name[0].lower(), following == "/", at, end, text[at:end] if end - at <= 4000 else "")


def _tag_end(text: str, at: int, unclosed: set[str]) -> int:
    """Returns the offset behind the ">" that ends a tag; a ">" between quotation marks does not."""
    while stop := _TAG_STOP.search(text, at):
        quote = stop[0]
        if quote == ">":
            return stop.end()
        at = stop.end()
        # "don't" is no beginning of a value.
        if text[stop.start() - 1] in "= \t\n\r" and quote not in unclosed:
            close = text.find(quote, at)
            if close < 0:
                unclosed.add(quote)
            else:
                at = close + 1
    return len(text)


def pieces(text: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """Yields what a stretch of text says, references resolved: each piece with the offset at which it stands."""
    import html

    at = begin
    if text.find("&", begin, end) >= 0:
        for match in _ENTITY.finditer(text, begin, end):
            said = html.unescape(match[0])
            if said == match[0]:
                continue
            if match.start() > at:
                yield text[at : match.start()], at
            # One character, so that what follows keeps its place.
            yield said[0], match.start()
            at = match.end()
    if at < end:
        yield text[at:end], at
