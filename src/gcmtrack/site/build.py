"""Building the site: every page in every language, the files for other machines, and what all of them share."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from gcmtrack import PACKAGE
from gcmtrack.formats.chunks import Chunks
from gcmtrack.site import (
    embed,
    further_pages,
    home,
    lists,
    machines,
    numbers,
    record_pages,
    search_index,
    words,
)
from gcmtrack.site.common import Common
from gcmtrack.site.edition import Edition
from gcmtrack.site.folder import site_folder
from gcmtrack.site.long_lists import LONG
from gcmtrack.site.plan import Plan
from gcmtrack.site.shelf import Shelves
from gcmtrack.site.templates import environment, filled

_ASSETS = Path(PACKAGE) / "site" / "assets"


class Built(NamedTuple):
    """What a build made: how many files the site has, and how many of them were written."""

    files: int
    written: int


def build(plan: Plan, out: Path, progress: Callable[[], None] = lambda: None) -> Built:
    """Makes the site of a plan in a folder; `progress` is called once for each page of a record.

    Raises `WriteRefused` for a folder that holds what is none of ours, `Misuse` for a fault in a template of the plan's.
    """
    with site_folder(out) as folder:
        common = Common(plan.records, plan.today)
        for wording in plan.wordings:
            templates = environment(plan.templates, plan.cache)
            with Shelves(common, out) as shelves:
                for path, page in _edition(Edition(plan, wording, templates, common, shelves)):
                    folder.put(f"{wording.language}/{path}", page)
                    progress()
            _let_go(plan)
        with Shelves(common, out) as shelves:
            for name, data in _shared(plan, common, shelves):
                folder.put(name, data)
        if plan.base_url:
            for name, map_ in machines.sitemap(plan, folder.names):
                folder.put(name, map_)
        return Built(len(folder.names), folder.written)


def pages(plan: Plan) -> int:
    """Returns how many times `build` calls `progress`, about."""
    return len(plan.wordings) * (len(plan.records) + 40)


def _edition(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    yield home.page(edition)
    yield from lists.pages(edition)
    _let_go(edition.plan)
    yield from further_pages.pages(edition)
    _let_go(edition.plan)
    yield numbers.page(edition)
    yield from record_pages.pages(edition)
    yield from embed.pages(edition)
    yield from machines.feeds(edition)
    yield from machines.calendars(edition)
    yield "words.js", words.script(edition)
    yield "events.js", lists.every_event(edition)
    yield "titles.js", search_index.titles(edition)


def _let_go(plan: Plan) -> None:
    """Takes apart what pages were made of: templates with macros hold themselves and all that stood in them."""
    if len(plan.records) > LONG:
        gc.collect()


def _shared(plan: Plan, common: Common, shelves: Shelves) -> Iterator[tuple[str, bytes | Chunks]]:
    for file in sorted(_ASSETS.iterdir()):
        yield f"assets/{file.name}", file.read_bytes()
    if plan.css is not None:
        yield "assets/own.css", plan.css
    yield "assets/search-texts.js", search_index.texts(plan)
    yield from machines.downloads(plan)
    yield (
        "index.html",
        _chooser(Edition(plan, plan.wordings[0], environment(plan.templates, plan.cache), common, shelves)),
    )


def _chooser(edition: Edition) -> bytes:
    """The page at the top, where a reader chooses a language, or a script does."""
    wordings = edition.plan.wordings
    intros = [(w.language, w.language_name(w.language), w.text("site.tagline")) for w in wordings]
    return filled(lambda: edition.fill("chooser.html", intros=intros)).encode()
