"""What the site holds for other machines: feeds, calendars, tables, a database, a map of its pages."""

import html
from collections.abc import Iterable, Iterator, Sequence

from gcmtrack.formats import atom, csv_table, icalendar_events, json_document, jsonfeed, sqlite
from gcmtrack.formats.chunks import Chunks
from gcmtrack.formats.request import Request
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.vocabulary import PHASES, Phase
from gcmtrack.site.edition import Edition
from gcmtrack.site.plan import Plan
from gcmtrack.site.structured import has_calendar
from gcmtrack.views import news
from gcmtrack.views.events import EVENT_KINDS
from gcmtrack.views.filters import Filters
from gcmtrack.views.news import Feed
from gcmtrack.views.selection import dated, events
from gcmtrack.wording import english

# A reader of feeds asks again and again, and wants what it has not seen.
_MOST = 100
# How many addresses a map of a site may hold (sitemaps.org).
_MAP = 50_000

DOWNLOADS = (*(f"{folder}.csv" for folder in FOLDERS), "records.json", "records.sqlite")


def feeds(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yields the feeds of what is new and of what comes, as Atom and JSON Feed."""
    records, wording, today = edition.records, edition.wording, edition.plan.today
    nothing = Filters()
    both = {
        "new": news.new(records, dated(records, nothing), nothing, wording, _MOST),
        "coming": news.coming(
            records,
            events(records, nothing, today, ("ongoing", "upcoming")).milestones,
            nothing,
            wording,
            _MOST,
        ),
    }
    for name, feed in both.items():
        yield f"feeds/{name}.atom", atom.write(_placed(feed, edition, f"feeds/{name}.atom"))
        yield f"feeds/{name}.json", jsonfeed.write(_placed(feed, edition, f"feeds/{name}.json"))


def _placed(feed: Feed, edition: Edition, path: str) -> Feed:
    """The feed with the addresses of the pages of this site, where it is known at what address it will be read."""
    base = edition.plan.base_url
    named = feed._replace(title=wording_title(edition, feed.title))
    if not base:
        return named
    here = f"{base}{edition.language}/"
    entries = tuple(entry._replace(url=f"{here}{entry.id.rpartition(':')[2]}.html") for entry in feed.entries)
    return named._replace(entries=entries, url=f"{here}{path}", home=f"{here}index.html")


def wording_title(edition: Edition, title: str) -> str:
    """Returns the title of a feed or a calendar, with that of the site where it has one of its own."""
    return edition.wording.joined((edition.plan.title, title), "colon") if edition.plan.title else title


def calendars(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yields a calendar of all events, one of each phase, and one of each event."""
    wording = edition.wording
    whole = [m for m in edition.records.milestones.values() if m.kind in EVENT_KINDS]
    cut = icalendar_events.cut(whole, wording, None)
    name = wording_title(edition, wording.text("calendar.name"))
    yield "calendar/all.ics", cut.calendar(name, cut.events)
    for phase in calendar_phases(edition):
        ids = [m.id for m in whole if m.phase == phase and m.id in cut.events]
        said = wording.joined((name, wording.label("phase", phase)), "colon")
        yield f"calendar/phase-{phase}.ics", cut.calendar(said, ids)
    for id_ in cut.events:
        yield f"calendar/event-{id_}.ics", cut.calendar(name, [id_])


def calendar_phases(edition: Edition) -> list[Phase]:
    """Returns the phases of which there is a calendar."""
    used = {m.phase for m in edition.records.milestones.values() if has_calendar(m)}
    return [phase for phase in PHASES if phase in used]


def downloads(plan: Plan) -> Iterator[tuple[str, Chunks]]:
    """Yields the records as tables, as JSON and as a database: the same in every language."""
    request = Request(plan.records, english(), Filters(), plan.today)
    for folder in FOLDERS:
        yield f"data/{folder}.csv", csv_table.export(request._replace(options={"only": folder})).chunks
    yield "data/records.json", json_document.export(request).chunks
    yield "data/records.sqlite", sqlite.export(request).chunks


def sitemap(plan: Plan, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yields the map of the pages, in several files where one cannot hold them, with one that names those."""
    pages = [name for name in names if name.endswith(".html") and "/embed/" not in name]
    if len(pages) <= _MAP:
        yield "sitemap.xml", _map("urlset", "url", (f"{plan.base_url}{name}" for name in pages))
        return
    parts = [pages[at : at + _MAP] for at in range(0, len(pages), _MAP)]
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _map("urlset", "url", (f"{plan.base_url}{name}" for name in part))
    maps = (f"{plan.base_url}sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield "sitemap.xml", _map("sitemapindex", "sitemap", maps)


def _map(root: str, each: str, addresses: Iterable[str]) -> bytes:
    lines = [f"<{each}><loc>{html.escape(address)}</loc></{each}>" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((head, *lines, f"</{root}>", "")).encode()
