"""Small pages to stand in a frame of somebody else's page; parameters of their address give them colours and a length."""

from collections.abc import Iterator, Sequence

from gcmtrack.formats.chunks import Chunks
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views import news

BLOCKS = ("upcoming", "ongoing", "new", "statements")
# As many as a frame can be asked to show.
_MOST = 50


def pages(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    """Yields the path and the page of each block."""
    for name in BLOCKS:
        path = f"embed/{name}.html"
        values = {"title": edition.words[f"embed-{name}"], "name": name, "items": _items(edition, name)}
        yield path, edition.page("embed.html", path, "", description=edition.words["tagline"], **values)


def _items(edition: Edition, name: str) -> Sequence[Item]:
    items, common = edition.items, edition.common
    if name == "new":
        return items.all_of(news.newest(common.lately, _MOST))
    if name == "statements":
        return items.all_of(common.statements[: -10 * _MOST : -1])
    return [
        items.of(m) if state == name else items.of(m).hidden() for m, state in common.current[: 4 * _MOST]
    ]
