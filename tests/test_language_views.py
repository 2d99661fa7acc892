"""No English in what a view prints in Spanish or French, over the whole record, but for pieces that are marked as such."""

from datetime import date
from typing import Any

import pytest

from conftest import SHIPPED, Run, Screen
from gcmtrack.store.load import load
from gcmtrack.terminal import lines
from gcmtrack.views.record_fields import record_fields
from gcmtrack.wording import wording_of
from untranslated import LANGUAGES, check, unfolded

TODAY = date(2026, 11, 28)
VIEWS = [
    "events", "events --past", "timeline", "timeline --statements", "statements", "documents", "organisations",
    "topics", "objectives", "objectives --principles", "matrix", "matrix phase region --of milestones",
    "matrix kind year", "matrix stance country", "matrix lang topic", "matrix type month --gaps",
    "matrix --gaps", "matrix kind --chart", "positions", "positions brazil", "positions --type civil-society",
    "mandates", "mandates --due 10y", "trail --texts", "trail detention", "trail --topic returns",
    "trail --objective 13", "show imrf-2022", "show 13", "show wimn", "show a-res-73-195", "cite --phase adoption",
    "export -f markdown --today 2026-11-28", "export -f ics", "export -f atom", "export -f jsonfeed",
]  # fmt: skip
PAGES = [
    f"{view} -f {form}"
    for view in ("matrix", "matrix --gaps", "positions", "positions brazil", "mandates", "trail --topic returns", "trail --texts")
    for form in ("markdown", "html")
]  # fmt: skip
DRAWN = ["matrix kind year -f svg"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [*VIEWS, *PAGES, *DRAWN])
def test_no_english_in_a_view(view: str, language: str, run: Run) -> None:
    code, out, err = run(*view.split(), "--in", language, "--records", SHIPPED)
    assert code == 0, err
    assert len(out) > 100
    # A citation quotes a title as it is.
    check(unfolded(out, view), language, marked=not view.startswith("cite"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_in_any_record(language: str) -> None:
    wording, all_ = wording_of(language), load(SHIPPED).records
    said = "\n".join(
        line
        for record in all_
        for line in lines.record_fields(record_fields(all_, record, TODAY, wording), wording)
    )
    check(said, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    ["events", "timeline", "statements", "documents", "organisations", "topics", "objectives", "matrix", "matrix --gaps",
     "matrix kind --chart", "positions", "positions brazil", "mandates", "mandates --due 10y", "trail --topic returns", "trail --texts", "show imrf-2022", "search detención"],
)  # fmt: skip
def test_no_english_on_a_terminal(view: str, language: str, terminal: Any) -> None:
    screen: Screen = terminal(1000, *view.split(), "--in", language, "--records", SHIPPED, "--no-pager")
    assert screen.code == 0, screen.err
    assert len(screen.text) > 100
    check(screen.text, language)
