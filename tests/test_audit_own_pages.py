"""Pages that gcmtrack made itself: nothing is wrong on their day, and a year later only what the year made stale."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from auditing import counted, findings, page_text
from conftest import SHIPPED, Run
from gcmtrack import PACKAGE
from gcmtrack.audit.reading.flat import flat
from gcmtrack.audit.reading.lexicon import LABEL
from gcmtrack.views.filters import FilterOptions

OF_TIME = {"past-as-upcoming", "missing-upcoming"}
MARKERS = (
    "<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n\n## Going on\n\n<!-- gcmtrack:ongoing -->\n<!-- /gcmtrack:ongoing -->\n\n"
    "## Past\n\n<!-- gcmtrack:past layout=list dates=mdy -->\n<!-- /gcmtrack:past -->\n\n## Texts\n\n<!-- gcmtrack:documents -->\n"
    "<!-- /gcmtrack:documents -->\n\n## What was said\n\n<!-- gcmtrack:statements -->\n<!-- /gcmtrack:statements -->\n"
)
HTML = (
    f"<h1>The Compact</h1><h2>Upcoming events</h2>\n{MARKERS}".replace(
        "## Going on", "<h2>Ongoing events</h2>"
    )
    .replace("## Past", "<h2>Past events</h2>")
    .replace("## Texts", "<h2>Documents</h2>")
    .replace("## What was said", "<h2>Statements</h2>")
)


@pytest.mark.parametrize(
    "day", ["2017-05-01", "2018-07-20", "2018-12-10", "2021-04-27", "2022-03-01", "2024-02-15", "2026-11-22"]
)
@pytest.mark.parametrize("name", ["page.md", "page.html", "markdown.md"])
def test_nothing_is_said_of_our_own_pages_but_what_time_made(
    name: str, day: str, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / name
    if name == "markdown.md":
        run("export", "-f", "markdown", "-o", page, "--records", SHIPPED, "--today", day)
    else:
        page.write_text(
            HTML if name.endswith("html") else f"# The Compact\n\n## Upcoming events\n\n{MARKERS}", "utf-8"
        )
        assert run("export", "--into", page, "--records", SHIPPED, "--today", day).code == 0
    text = page_text(page)
    today = date.fromisoformat(day)
    assert [str(f) for f in findings(text, today=today, name=name)] == []
    later = findings(text, today=today + timedelta(days=366), name=name)
    assert set(counted(later)) <= OF_TIME
    assert all(f.level == "warning" for f in later)


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (["--phase", "negotiation"], FilterOptions(phase=("negotiation",))),
        (["--until", "2018-07"], FilterOptions(until="2018-07")),
        (["--org", "nnirr"], FilterOptions(org=("nnirr",))),
        (["--type", "thematic-session"], FilterOptions(type=("thematic-session",))),
        (["--sections", "documents"], FilterOptions()),
        (["--region", "latin-america-caribbean"], FilterOptions(region=("latin-america-caribbean",))),
        (["--past", "--country", "switzerland"], FilterOptions(country=("switzerland",))),
    ],
)
def test_nothing_is_said_of_a_part_of_the_record(
    options: list[str], asked: FilterOptions, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    run("export", "-f", "markdown", "-o", page, "--records", SHIPPED, "--today", "2026-03-01", *options)
    assert [str(f) for f in findings(page_text(page), today=date(2026, 3, 1), asked=asked)] == []


def test_the_projects_own_pages() -> None:
    """Its documentation speaks of dates all the time; records.md shows some that cannot be."""
    for page in sorted({*(SHIPPED.parent / "docs").glob("*.md")} - {SHIPPED.parent / "docs" / "records.md"}):
        assert [
            str(f) for f in findings(page_text(page), today=date(2026, 11, 22)) if f.level == "error"
        ] == [], page.name


@pytest.mark.parametrize("language", ["es", "fr"])
def test_nothing_is_said_of_our_own_pages_in_other_languages(language: str, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    options = ("--in", language, "--phase", "stocktaking", "--phase", "review", "--records", SHIPPED)
    run("export", "-f", "markdown", "-o", page, *options, "--today", "2024-02-15")
    text = page_text(page)
    assert [str(f) for f in findings(text, today=date(2024, 2, 15), name="page.md")] == []
    later = findings(text, today=date(2025, 2, 15), name="page.md")
    assert set(counted(later)) <= OF_TIME


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_our_own_labels_of_events_are_read(language: str) -> None:
    """Else the end of an event is read as a day of what stands above it."""
    words = json.loads((Path(PACKAGE) / "wording" / f"{language}.json").read_text("utf-8"))["page"]
    for name, group in (("start-date", "start"), ("end-date", "end"), ("location", "place")):
        label = LABEL.search(flat(words[name]))
        assert label is not None, words[name]
        assert label[group], words[name]
