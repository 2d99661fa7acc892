"""Small pages to stand in a frame of somebody else's page; parameters of their address give them colours and a length."""

from collections.abc import Iterator

from gcmtrack.model.records import Statement
from gcmtrack.site import lists
from gcmtrack.site.edition import Edition
from gcmtrack.site.items import Item
from gcmtrack.views import news
from gcmtrack.views.events import in_states
from gcmtrack.views.filters import Filters
from gcmtrack.views.selection import dated

BLOCKS = ("upcoming", "ongoing", "new", "statements")
# As many as a frame can be asked to show.
_MOST = 50


def pages(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yields the path and the page of each block."""
    for name in BLOCKS:
        path = f"embed/{name}.html"
        values = {"title": edition.words[f"embed-{name}"], "name": name, "items": _items(edition, name)}
        yield path, edition.page("embed.html", path, "", description=edition.words["tagline"], **values)


def _items(edition: Edition, name: str) -> list[Item]:
    items = edition.items
    if name == "new":
        return items.all_of(news.newest(dated(edition.records, Filters()), _MOST))
    if name == "statements":
        last: list[Statement] = list(edition.records.statements.values())
        return items.all_of(last[::-1])
    current = in_states(lists.ever_events(edition), edition.plan.today, ("ongoing", "upcoming"))
    return [items.of(m) if state == name else items.of(m).hidden() for m, state in current]
