"""The shipped records: sound, and able to answer what the two seed pages could not."""

import subprocess
import sys

import pytest

from conftest import SHIPPED, Result, Run
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.store.load import Loaded, load


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(SHIPPED)


@pytest.fixture
def listing(run: Run) -> Run:
    def call(*args: object) -> Result:
        result = run(*args, "--records", SHIPPED)
        assert (result.code, result.err) == (0, "")
        return result

    return call


def test_nothing_is_wrong(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems] == []
    assert len(loaded.records) == len(list(SHIPPED.glob("*/*.toml")))


def test_no_id_is_used_twice(loaded: Loaded) -> None:
    ids = [record.id for record in loaded.records]
    assert sorted(ids) == sorted(set(ids))


def test_every_record_has_a_source(loaded: Loaded) -> None:
    assert [record.id for record in loaded.records if not record.sources] == []


def test_the_three_events_of_the_network_s_page_are_past(listing: Run) -> None:
    """Where other sources have another city than the page, the page's own stands beside it."""
    rows = [line.split("\t") for line in listing("events", "--past", "--today", "2018-07-20").lines]
    found = {row[-1]: (row[0], row[4]) for row in rows}
    assert {
        "thematic-session-6": ("2017-10-12/2017-10-13", "Geneva, Switzerland"),
        "rcsc-latin-america-caribbean": ("2017-10-05/2017-10-06", "Quito, Ecuador (or Santiago, Chile)"),
        "rcsc-europe": ("2017-10-02/2017-10-03", "Brussels, Belgium (or Geneva, Switzerland)"),
    }.items() <= found.items()


def test_marrakech_was_coming(listing: Run) -> None:
    lines = listing("events", "--upcoming", "--today", "2018-07-20").lines
    [marrakech] = [line for line in lines if line.endswith("\tmarrakech-conference")]
    assert "\t10–11 December 2018\tin 4 months\t" in marrakech
    assert "\tMarrakech, Morocco" in marrakech


def test_the_review_is_ongoing_on_its_last_day_and_past_on_the_next(listing: Run) -> None:
    review = "regional-review-lac-2021"
    assert review in listing("events", "--ongoing", "--today", "2021-04-28").ids
    assert review not in listing("events", "--past", "--today", "2021-04-28").ids
    assert review in listing("events", "--past", "--today", "2021-04-29").ids
    assert review not in listing("events", "--ongoing", "--today", "2021-04-29").ids


def test_the_forum_of_2030_is_expected_without_an_invented_day(listing: Run) -> None:
    lines = listing("events", "--upcoming", "--today", "2026-11-22").lines
    [forum] = [line.split("\t") for line in lines if line.endswith("\timrf-2030")]
    assert (forum[0], forum[1], forum[2], forum[5]) == ("2030", "2030", "in 4 years", "expected")


def test_a_mistyped_network_is_met_with_the_right_one(run: Run) -> None:
    result = run("statements", "--org", "nnir", "--records", SHIPPED)
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'nnirr'" in result.err
    assert run("statements", "--objective", "24", "--records", SHIPPED) == (
        2,
        "",
        "gcmtrack: there is no objective '24'; the Compact has objectives 1 to 23\n",
    )


def test_the_draft_chain_is_whole(listing: Run) -> None:
    rows = [line.split("\t") for line in listing("documents").lines]
    [chain] = {row[2] for row in rows if row[-1] == "zero-draft"}
    versions = [row[-1] for row in rows if row[2] == chain]
    assert versions[:6] == [
        "zero-draft",
        "zero-draft-plus",
        "draft-rev-1",
        "draft-rev-2",
        "draft-rev-3",
        "final-draft",
    ]
    assert versions[-1] == "a-res-73-195"
    assert {row[5] for row in rows if row[2] == chain} >= {"A/CONF.231/3", "A/RES/73/195"}


def test_the_closing_remarks_before_the_opening_are_kept_as_a_dispute(loaded: Loaded) -> None:
    remarks = loaded.records.statements["nnirr-2021-04-23-maquitico-closing-remarks"]
    assert remarks.disputes


def test_they_answer_in_an_empty_folder(tmp_path: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", "events", "--upcoming", "--today", "2026-11-22"],
        capture_output=True, text=True, cwd=str(tmp_path), check=True,
    )  # fmt: skip
    assert "imrf-2030" in done.stdout


def test_milestones_and_statements_speak_spanish_and_french(loaded: Loaded) -> None:
    both: list[Milestone | Statement] = [
        *loaded.records.milestones.values(),
        *loaded.records.statements.values(),
    ]
    assert [r.id for r in both if not {"es", "fr"} <= set(r.summaries)] == []
    assert [m.id for m in loaded.records.milestones.values() if not {"es", "fr"} <= set(m.titles)] == []


# What it must never be called, however near it comes; in titles and summaries of ours.
_VARIANTS = {
    "es": (
        "Pacto Mundial para una Migración", "Pacto Mundial sobre Migración", "Pacto Global", "Pacto Mundial de Migración",
        "Foro de Revisión", "Foro Internacional de Examen",
    ),
    "fr": (
        "Pacte mondial sur les migrations sûres", "Pacte mondial pour une migration", "Pacte global",
        "Forum d'examen", "Forum international d’examen", "Forum de révision",
    ),
}  # fmt: skip


def test_terms_of_the_united_nations_do_not_vary(loaded: Loaded) -> None:
    both: list[Milestone | Statement] = [
        *loaded.records.milestones.values(),
        *loaded.records.statements.values(),
    ]
    wrong = [
        (record.id, variant)
        for record in both
        for language, variants in _VARIANTS.items()
        for text in (record.summaries[language], *([record.titles[language]] if language in record.our_translations and language in record.titles else []))
        for variant in variants
        if variant in text
    ]  # fmt: skip
    assert wrong == []
    said = "\n".join(
        text for record in both for text in (*record.titles.values(), *record.summaries.values())
    )
    for term in (
        "Foro de Examen de la Migración Internacional",
        "Forum d’examen des migrations internationales",
    ):
        assert said.count(term) > 3, term
    conference = loaded.records.milestones["marrakech-conference"]
    assert "Pacto Mundial para la Migración Segura, Ordenada y Regular" in conference.titles["es"]
    assert "Pacte mondial pour des migrations sûres, ordonnées et régulières" in conference.titles["fr"]


def test_the_five_and_the_twelve_are_named(listing: Run) -> None:
    lines = listing("show", "unga-endorsement-vote").lines
    [against] = [line for line in lines if line.startswith("vote\tagainst: 5 (")]
    assert against == "vote\tagainst: 5 (Czechia, Hungary, Israel, Poland, United States of America)"
    [abstained] = [line for line in lines if line.startswith("vote\tabstained: 12 (")]
    assert abstained.count(",") == 11


def test_deadlines_are_called_deadlines(loaded: Loaded) -> None:
    deadlines = [m for m in loaded.records.milestones.values() if m.kind == "deadline"]
    assert deadlines
    assert [m.id for m in deadlines if not m.title.startswith("Deadline: ")] == []
