"""The links of a record on a page: one under its title, the others beside it."""

from collections.abc import Iterable

from gcmtrack.formats.pages.document import Inline
from gcmtrack.model.tables import Link
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.wording import Wording


def titled(title: str, url: str) -> Inline:
    """Returns the title, as a link where there is an address."""
    return Hyperlink(title, url) if url else title


def further(links: Iterable[Link], wording: Wording) -> list[Inline]:
    """Returns links by what they lead to: " · English · Spanish, video"."""
    pieces: list[Inline] = []
    for link in links:
        pieces += [" · ", Hyperlink(_label(link, wording), link.url)]
    return pieces


def _label(link: Link, wording: Wording) -> str:
    language = wording.language_name(link.language) if link.language else ""
    format_ = wording.label("format", link.format) if link.format not in (None, "html") else ""
    title = wording.link_title(link.title)
    said = wording.joined((title, language, format_, wording.place_in(link.at)))
    return said or wording.text("page.link")
