"""Pages of networks, made for the tests, with faults planted on them: nearly all are found, hardly anything else is."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from auditing import findings, page_text

PAGES = Path(__file__).parent / "pages"
PLANTED = tomllib.loads((PAGES / "faults.toml").read_text("utf-8"))

Place = tuple[str, int]


class Score(NamedTuple):
    """What was planted on a page, and what was found, each as name and line."""

    page: str
    planted: set[Place]
    found: set[Place]

    def __str__(self) -> str:
        missed = ", ".join(f"{name} on line {line}" for name, line in sorted(self.planted - self.found))
        more = ", ".join(f"{name} on line {line}" for name, line in sorted(self.found - self.planted))
        hits = len(self.planted & self.found)
        return f"{self.page}: {hits} of {len(self.planted)} found; missed: {missed or '-'}; besides: {more or '-'}"


def score(page: str) -> Score:
    text = page_text(PAGES / page)
    lines = text.splitlines()
    planted = {
        (name, next(number for number, line in enumerate(lines, 1) if words in line))
        for name, words in PLANTED[page]["faults"]
    }
    today = date.fromisoformat(PLANTED[page]["today"])
    return Score(page, planted, {(f.name, f.line) for f in findings(text, today=today, name=page)})


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return [score(page) for page in PLANTED]


def test_there_are_pages_of_all_kinds() -> None:
    assert len(PLANTED) >= 30
    assert {Path(page).suffix for page in PLANTED} == {".txt", ".md", ".html"}
    assert {fault[0] for page in PLANTED.values() for fault in page["faults"]} == {
        "past-as-upcoming", "says-none-upcoming", "missing-upcoming", "other-dates", "other-place", "resolved-words",
        "superseded-text", "undated-document", "bad-symbol", "empty-heading", "same-page-contradiction", "broken-marker",
        "not-in-record",
    }  # fmt: skip


def test_nine_of_ten_planted_faults_are_found(scores: list[Score]) -> None:
    planted = sum(len(s.planted) for s in scores)
    hits = sum(len(s.planted & s.found) for s in scores)
    assert hits * 10 >= planted * 9, f"{hits} of {planted} found\n" + "\n".join(map(str, scores))


def test_at_most_one_finding_of_a_page_is_false(scores: list[Score]) -> None:
    assert all(len(s.found - s.planted) <= 1 for s in scores), "\n".join(map(str, scores))


def clean() -> Iterator[tuple[str, str]]:
    for file in sorted((PAGES / "clean").iterdir()):
        yield file.name, page_text(file)


@pytest.mark.parametrize("today", ["2019-06-01", "2022-06-10", "2026-03-01"])
def test_nothing_is_said_of_histories_and_news(today: str) -> None:
    """A chronology, a press kit, a blog: dates that are over and words that were true on their day."""
    said = {
        name: [str(f) for f in findings(text, today=date.fromisoformat(today), name=name)]
        for name, text in clean()
    }
    assert said == {name: [] for name, _ in clean()}
