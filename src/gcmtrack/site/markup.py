"""Lines of text with what leads somewhere, as HTML that shows whatever the records hold and nothing else.

A site has some hundred thousand of them, so they are put together as plain text and marked as HTML once.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from markupsafe import Markup
from markupsafe import escape as escaped

from gcmtrack.formats.pages import html
from gcmtrack.model.remade import portions
from gcmtrack.printable import encoded
from gcmtrack.views.pieces import Hyperlink, Inline, Line

# The longest address that is shown whole.
_LONGEST = 70
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ur", "yi"})
# Nearly all text is printable and has none of the signs of HTML.
_SIGN = re.compile("[&<>\"']")
_PLAIN_ADDRESS = re.compile(r"[\w%/:?#@!$*+,;=~.-]+", re.ASCII)


def safe(text: str) -> str:
    """Returns `text` as HTML, for text and for quoted attributes; control characters are made visible."""
    return html.escape(text) if not text.isprintable() or _SIGN.search(text) else text


def escape(text: str) -> Markup:
    """Returns `text` as HTML that templates take as it is."""
    return Markup(safe(text))  # noqa: S704 (it is escaped)


def finalize(value: object) -> object:
    """Makes what a template prints visible; text that is HTML already stays."""
    return escape(value) if type(value) is str and not value.isprintable() else value


def printed(value: object) -> str:
    """Returns what a template prints as HTML: text escaped and visible, HTML as it is."""
    if type(value) is Markup:
        return value
    if type(value) is str and value.isprintable() and not _SIGN.search(value):
        return value
    return escaped(finalize(value))


def line(pieces: Line) -> Markup:
    """Returns a line on the page of a record."""
    return Markup("".join(map(_inline, pieces)))  # noqa: S704 (each piece is escaped)


def _inline(piece: Inline) -> str:
    if isinstance(piece, str):
        return safe(piece)
    if isinstance(piece, Hyperlink):
        return _link(piece.url, short(piece.url) if piece.text == piece.url else piece.text)
    return f'<a href="../{piece.folder}/{safe(piece.id)}.html">{safe(piece.text)}</a>'


def link(url: str, text: str) -> Markup:
    """Returns a link to an address of the web; text alone where it is none."""
    return Markup(_link(url, text))  # noqa: S704 (both are escaped)


def _link(url: str, text: str) -> str:
    if not url.startswith(("http://", "https://")):
        return safe(text)
    address = url if _PLAIN_ADDRESS.fullmatch(url) else safe(encoded(url))
    return f'<a class="out" href="{address}">{safe(text)}</a>'


def short(url: str) -> str:
    """Returns how an address is shown: without its scheme, and not longer than a line."""
    shown = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


@lru_cache(maxsize=256)
def in_language(code: str, page: str) -> Markup:
    """Returns the attributes that say in which language a text is, empty where it is that of the page or not known."""
    if not code or code == page:
        return Markup("")
    return Markup(' lang="{}"{}').format(code, Markup(' dir="rtl"') if code in _RIGHT_TO_LEFT else "")


def script(name: str, told: Any) -> bytes:
    """Returns a script that gives the page `told` under a name. They come as scripts and not as data, since a page on a
    stick may read nothing else."""
    return b"window.%s=%s;\n" % (name.encode(), inert(told))


def long_script(name: str, told: Iterable[Any]) -> Iterator[bytes]:
    """Yields a script that gives the page a list under a name."""
    yield b"window.%s=[" % name.encode()
    between = b""
    for some in portions(told, _TOGETHER):
        yield between + inert(some)[1:-1]
        between = b","
    yield b"];\n"


# So many are made to text in one go.
_TOGETHER = 50


def inert(told: Any) -> bytes:
    """Returns `told` as JSON in which nothing ends a script or a line, wherever somebody may put it."""
    raw = msgspec.json.encode(told).replace(b"<", b"\\u003c")
    return raw.replace(_LINE_END, b"\\u2028").replace(_PARAGRAPH_END, b"\\u2029")


_LINE_END, _PARAGRAPH_END = "\u2028".encode(), "\u2029".encode()
