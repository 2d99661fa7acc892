"""What Atom and JSON Feed share: which feed an export asks for, what is new or with events asked for those, and its days."""

from datetime import date

from gcmtrack.errors import Misuse
from gcmtrack.formats.request import Request
from gcmtrack.views import news
from gcmtrack.views.news import Feed
from gcmtrack.views.selection import dated


def of_request(request: Request) -> Feed:
    """Returns the feed of what was asked for. Raises `Misuse` when the limit is no number."""
    most = _limit(request.options.get("limit"))
    if request.states:
        return news.coming(request.records, request.chosen().records, request.filters, request.wording, most)
    chosen = request.chosen().records if request.only else dated(request.records, request.filters)
    return news.new(request.records, chosen, request.filters, request.wording, most)


def moment(day: date) -> str:
    """Returns a day as the moment at which it begins."""
    return f"{day.isoformat()}T00:00:00Z"


def _limit(given: str | None) -> int:
    if given is None:
        return news.ENTRIES
    if not given.isascii() or not given.isdigit() or not int(given):
        raise Misuse(f"--limit: {given!r} is no number of entries; write one, such as 50")
    return int(given)
