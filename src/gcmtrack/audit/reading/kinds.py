"""Telling what kind of page a text is, and reading it in blocks."""

import re
from collections.abc import Sequence

from gcmtrack.audit.reading import html_reader, markdown_reader, text_reader
from gcmtrack.audit.reading.page import BlockBuilder, OwnPart, Page, PageKind
from gcmtrack.audit.reading.source import Source

_SUFFIXES: dict[str, PageKind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".php", ".aspx"), "html"),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx"), "markdown"),
    **dict.fromkeys((".txt", ".text"), "text"),
}
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|h[1-6]|ul|ol|table|section|article)[\s>]", re.IGNORECASE
)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|[-*] .*\]\(|.*\[[^\]\n]{1,200}\]\([^)\n]{1,400}\)|---\s*$)", re.MULTILINE
)
_LOOKED_AT = 20_000


def kind_of(name: str, text: str) -> PageKind:
    """Tells the kind of a page by the ending of its name, else by what stands in it."""
    dot = name.rfind(".")
    by_name = _SUFFIXES.get(name[dot:].lower()) if dot >= 0 else None
    if by_name is not None:
        return by_name
    beginning = text[:_LOOKED_AT]
    if _HTML.search(beginning):
        return "html"
    return "markdown" if _MARKDOWN.search(beginning) else "text"


def read_page(path: str, text: str, kind: PageKind, own: Sequence[OwnPart] = ()) -> Page:
    """Returns the page: its blocks with their places in `text`, whose line ends stay as they are."""
    begin = 1 if text.startswith("\ufeff") else 0
    published = None
    out = BlockBuilder()
    if kind == "html":
        published = html_reader.read(out, text, begin)
    elif kind == "markdown":
        markdown_reader.read(out, text, begin)
    else:
        text_reader.read(out, text, begin)
    return Page(path, kind, Source(text), tuple(out.blocks), tuple(own), published, out.unread)
