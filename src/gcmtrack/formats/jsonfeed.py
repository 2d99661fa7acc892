"""JSON Feed 1.1: a feed to follow in a reader; ids that stay, days of the record."""

from typing import Any

import msgspec

from gcmtrack.formats.feed_request import moment, of_request
from gcmtrack.formats.request import Request, Written
from gcmtrack.printable import encoded, visible
from gcmtrack.text import counted
from gcmtrack.views.news import Entry, Feed

_VERSION = "https://jsonfeed.org/version/1.1"


def export(request: Request) -> Written:
    feed = of_request(request)
    return Written([write(feed)], counted(len(feed.entries), "entry", "entries"))


def write(feed: Feed) -> bytes:
    """Returns the feed as a JSON Feed document."""
    told = {
        "version": _VERSION,
        "title": visible(feed.title),
        **({"home_page_url": encoded(feed.home)} if feed.home else {}),
        **({"feed_url": encoded(feed.url)} if feed.url else {}),
        "language": feed.language,
        "authors": [{"name": "gcmtrack"}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": encoded(entry.url),
        "title": visible(entry.title),
        "content_text": visible(entry.text),
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "tags": [visible(subject) for subject in entry.subjects],
    }
    return {name: value for name, value in item.items() if value}
