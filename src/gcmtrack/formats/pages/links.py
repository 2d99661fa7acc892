"""The links of a record on a page: one under its title, the others beside it."""

from collections.abc import Iterable

from gcmtrack.formats.pages.document import Inline
from gcmtrack.model.tables import Link
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.wording import Wording


def linked(text: str, url: str) -> Inline:
    """Returns a link, or the text alone where there is no address."""
    return Hyperlink(text, url) if url else text


def further(links: Iterable[Link], shown: str, wording: Wording) -> list[Inline]:
    """Returns links by what they lead to: " · English · Spanish, video". An address stands once, `shown` not again;
    of several that would read alike each names its site."""
    others: dict[str, Link] = {}
    for link in links:
        if link.url != shown:
            others.setdefault(link.url, link)
    labels = [_label(link, wording) for link in others.values()]
    pieces: list[Inline] = []
    used: dict[str, int] = {}
    for link, label in zip(others.values(), labels, strict=True):
        said = label if labels.count(label) == 1 else f"{label} ({site(link.url)})"
        used[said] = used.get(said, 0) + 1
        pieces += [" · ", Hyperlink(said if used[said] == 1 else f"{said} {used[said]}", link.url)]
    return pieces


def site(url: str) -> str:
    """Returns the name of the site of an address."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def _label(link: Link, wording: Wording) -> str:
    language = wording.language_name(link.language) if link.language else ""
    format_ = wording.label("format", link.format) if link.format not in (None, "html") else ""
    title = wording.link_title(link.title)
    said = wording.joined((title, language, format_, wording.place_in(link.at)))
    return said or wording.text("page.link")
