"""What the site holds for other machines: feeds, calendars, tables, a database, a map of its pages."""

import html
from collections.abc import Iterable, Iterator
from itertools import chain

from gcmtrack.formats import atom, csv_table, icalendar_events, json_document, jsonfeed, sqlite
from gcmtrack.formats.chunks import Chunks, gathered
from gcmtrack.formats.request import Request
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Milestone
from gcmtrack.model.remade import portions
from gcmtrack.model.vocabulary import PHASES, Phase
from gcmtrack.site.edition import Edition
from gcmtrack.site.plan import Plan
from gcmtrack.site.structured import has_calendar
from gcmtrack.views import news
from gcmtrack.views.events import is_event
from gcmtrack.views.filters import Filters
from gcmtrack.views.news import Feed
from gcmtrack.wording import english

# How many addresses a map of a site may hold (sitemaps.org).
_MAP = 50_000

DOWNLOADS = (*(f"{folder}.csv" for folder in FOLDERS), "records.json", "records.sqlite")


def feeds(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yields the feeds of what is new and of what comes, as Atom and JSON Feed."""
    records, wording = edition.records, edition.wording
    nothing = Filters()
    both = {
        "new": news.new(records, edition.common.lately, nothing, wording, news.ENTRIES),
        "coming": news.coming(records, _coming(edition), nothing, wording, news.ENTRIES),
    }
    for name, feed in both.items():
        yield f"feeds/{name}.atom", atom.write(_placed(feed, edition, f"feeds/{name}.atom"))
        yield f"feeds/{name}.json", jsonfeed.write(_placed(feed, edition, f"feeds/{name}.json"))


def _coming(edition: Edition) -> Iterator[Milestone]:
    today = edition.plan.today
    return (m for m, _ in edition.common.current if is_event(m, today))


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


def calendars(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    """Yields a calendar of all events, one of each phase, and one of each event."""
    wording = edition.wording
    events = edition.shelves.new("milestones", bytes, bytes)
    phases: dict[Phase, list[str]] = {phase: [] for phase in PHASES}
    for milestone in edition.common.milestones:
        if has_calendar(milestone):
            events[milestone.id] = icalendar_events.event(milestone, wording, None)
            phases[milestone.phase].append(milestone.id)
    cut = icalendar_events.Cut(edition.language, events)
    name = wording_title(edition, wording.text("calendar.name"))
    yield "calendar/all.ics", gathered(cut.pieces(name, events))
    for phase, ids in phases.items():
        if ids:
            said = wording.joined((name, wording.label("phase", phase)), "colon")
            yield f"calendar/phase-{phase}.ics", gathered(cut.pieces(said, ids))
    for id_ in events:
        yield f"calendar/event-{id_}.ics", cut.calendar(name, [id_])


def calendar_phases(edition: Edition) -> list[Phase]:
    """Returns the phases of which there is a calendar."""
    used = {m.phase for m in edition.common.milestones if has_calendar(m)}
    return [phase for phase in PHASES if phase in used]


def downloads(plan: Plan) -> Iterator[tuple[str, Chunks]]:
    """Yields the records as tables, as JSON and as a database: the same in every language."""
    request = Request(plan.records, english(), Filters(), plan.today)
    for folder in FOLDERS:
        yield f"data/{folder}.csv", csv_table.export(request._replace(options={"only": folder})).chunks
    yield "data/records.json", json_document.export(request).chunks
    yield "data/records.sqlite", sqlite.export(request).chunks


def sitemap(plan: Plan, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yields the map of the pages, in several files where one cannot hold them, with one that names those."""
    base = plan.base_url
    pages = (f"{base}{name}" for name in names if name.endswith(".html") and "/embed/" not in name)
    parts = portions(pages, _MAP)
    first, second = next(parts, []), next(parts, None)
    if second is None:
        yield "sitemap.xml", _map("urlset", "url", first)
        return
    maps: list[str] = []
    for part in chain((first, second), parts):
        maps.append(f"sitemap-{len(maps) + 1}.xml")
        yield maps[-1], _map("urlset", "url", part)
    yield "sitemap.xml", _map("sitemapindex", "sitemap", (f"{base}{name}" for name in maps))


def _map(root: str, each: str, addresses: Iterable[str]) -> bytes:
    lines = [f"<{each}><loc>{html.escape(address)}</loc></{each}>" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((head, *lines, f"</{root}>", "")).encode()
