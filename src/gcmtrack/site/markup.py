"""Lines of text with what leads somewhere, as HTML that shows whatever the records hold and nothing else."""

from collections.abc import Iterable

from markupsafe import Markup
from markupsafe import escape as _escape

from gcmtrack.formats.pages import html
from gcmtrack.printable import encoded
from gcmtrack.views.pieces import Hyperlink, Inline, Line

# The longest address that is shown whole.
_LONGEST = 70
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ur", "yi"})


def escape(text: str) -> Markup:
    """Returns `text` as HTML, for text and for quoted attributes; control characters are made visible."""
    return _escape(text) if text.isprintable() else Markup(html.escape(text))  # noqa: S704 (it is escaped)


def finalize(value: object) -> object:
    """Makes what a template prints visible; text that is HTML already stays."""
    return escape(value) if type(value) is str and not value.isprintable() else value


def line(pieces: Line, records_at: str = "../") -> Markup:
    """Returns a line; `records_at` is where the pages of records stand, seen from the page."""
    return Markup("").join(_inline(piece, records_at) for piece in pieces)


def _inline(piece: Inline, records_at: str) -> Markup:
    if isinstance(piece, str):
        return escape(piece)
    if isinstance(piece, Hyperlink):
        return link(piece.url, short(piece.url) if piece.text == piece.url else piece.text)
    return Markup('<a href="{}{}/{}.html">{}</a>').format(
        records_at, piece.folder, piece.id, escape(piece.text)
    )


def link(url: str, text: str) -> Markup:
    """Returns a link to an address of the web; text alone where it is none."""
    if not url.startswith(("http://", "https://")):
        return escape(text)
    return Markup('<a class="out" href="{}">{}</a>').format(encoded(url), escape(text))


def short(url: str) -> str:
    """Returns how an address is shown: without its scheme, and not longer than a line."""
    shown = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def in_language(code: str, page: str) -> Markup:
    """Returns the attributes that say in which language a text is, empty where it is that of the page or not known."""
    if not code or code == page:
        return Markup("")
    return Markup(' lang="{}"{}').format(code, Markup(' dir="rtl"') if code in _RIGHT_TO_LEFT else "")


def joined(lines: Iterable[Markup], joint: str) -> Markup:
    """Returns several lines as one."""
    return escape(joint).join(lines)
