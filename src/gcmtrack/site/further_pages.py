"""Further pages: the process drawn and listed, search, about the record."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from gcmtrack.formats.chunks import Chunks
from gcmtrack.model.records import Record
from gcmtrack.site import drawing, home, lists, machines
from gcmtrack.site.edition import Edition
from gcmtrack.site.embed import BLOCKS


def pages(edition: Edition) -> Iterator[tuple[str, bytes | Chunks]]:
    """Yields the path and the page of each."""
    yield edition.named_page("process", drawing=drawing.process(edition), bands=lists.phases(edition))
    yield edition.named_page("search")
    yield edition.named_page("about", **_about(edition))


def _about(edition: Edition) -> dict[str, Any]:
    wording, plan = edition.wording, edition.plan
    records, common = edition.records, edition.common
    languages = Counter(code for s in common.statements for code in s.languages)
    entered: date | None = None
    sources = disputed = 0
    for record in chain[Record](common.milestones, common.statements, records.organisations.values()):
        sources += len(record.sources)
        disputed += bool(record.disputes)
        if record.added and (entered is None or record.added > entered):
            entered = record.added
    return {
        "found": home.found(edition),
        "entered": wording.day(entered) if entered else "",
        "sources": wording.number(sources),
        "disputed": wording.number(disputed),
        "languages_said": wording.joined(
            [f"{wording.language_name(code)} ({count})" for code, count in languages.most_common(8)]
        ),
        "phases": [(phase, wording.label("phase", phase)) for phase in machines.calendar_phases(edition)],
        "downloads": machines.DOWNLOADS,
        "blocks": [(name, edition.words[f"embed-{name}"]) for name in BLOCKS],
        "webcal": plan.base_url.replace("https://", "webcal://").replace("http://", "webcal://"),
    }
