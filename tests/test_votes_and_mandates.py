"""Votes, mandates, changes and summaries, from the file to what is shown, renamed, searched and exported."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, records, statement
from conftest import FolderMaker, Result
from gcmtrack.checks.links import addresses
from gcmtrack.model.dates import When
from gcmtrack.model.mandates import occasion_of, occasions
from gcmtrack.model.tables import Mandate, Vote
from gcmtrack.store import toml_text
from gcmtrack.views.votes import vote_lines
from gcmtrack.wording import wording_of
from strategies import whens

Run = Callable[..., Result]

RESOLUTION = """\
title = "Resolution"
kind = "decision"
type = "resolution"
phase = "adoption"
date = "2018-12-19"
added = 2026-11-01

[vote]
yes = 152
no = [  # by name
    "poland",
    "united-states",  # the one that left
]
absent = ["italy"]

[[mandates]]
id = "review-forum"
what = "Review Forum"
paragraph = "49"
every = "4y"
first = "2022"
note = "in the first half of the year"

[[mandates]]
id = "report"
what = "Report of the Secretary-General"
every = "24m"
first = "2020"

[[sources]]
title = "A page"
url = "https://example.org/page"
"""
FORUM = milestone(
    "forum",
    title="Forum",
    date="2022-05-17/2022-05-20",
    fulfils=["resolution/review-forum"],
    previous_dates=[
        {"date": "2022-05-10/2022-05-13", "changed": date(2022, 3, 1), "note": "moved by a week"}
    ],
)
DRAFT = milestone(
    "draft",
    title="Draft",
    kind="document",
    summary="In short.",
    titles={"es": "Borrador", "fr": "Projet"},
    summaries={"es": "En breve."},
    our_translations=["es"],
    changes=[
        {
            "topic": "family-unity",
            "objective": 7,
            "effect": "removed",
            "what": "The firewall is gone.",
            "basis": "compared",
            "sources": ["https://example.org/a", "https://example.org/b"],
        }
    ],
)
STATES = [
    organisation(id_, name=name, type="state")
    for id_, name in (("poland", "Poland"), ("united-states", "United States"), ("italy", "Italy"))
]


@pytest.fixture
def where(folder: FolderMaker) -> Path:
    return folder(FORUM, DRAFT, *STATES, milestones={"resolution": RESOLUTION})


def shown(run: Run, *args: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in run("show", *args, "--today", "2022-06-01").lines:
        label, _, value = line.partition("\t")
        found.setdefault(label, []).append(value)
    return found


def test_a_decision_says_how_states_voted_and_what_it_orders(where: Path, run: Run) -> None:
    found = shown(run, "resolution")
    assert found["vote"] == ["for: 152", "against: 2 (Poland, United States)", "did not vote: 1 (Italy)"]
    assert found["mandates"] == [
        "Review Forum (every 4 years from 2022, paragraph 49) – in the first half of the year [review-forum]",
        "Report of the Secretary-General (every 2 years from 2020) [report]",
    ]
    assert found["carried out by"] == ["17–20 May 2022: Forum [forum]"]


def test_what_carries_a_mandate_out_names_it(where: Path, run: Run) -> None:
    found = shown(run, "forum")
    assert found["fulfils"] == ["Review Forum [resolution/review-forum]"]
    assert found["ordered by"] == ["19 December 2018: Resolution [resolution]"]
    assert found["earlier dates"] == ["10–13 May 2022 (changed 1 March 2022) – moved by a week"]


def test_a_draft_says_what_it_changed_and_which_texts_are_ours(where: Path, run: Run) -> None:
    found = shown(run, "draft")
    what = "removed: The firewall is gone. (objective 7, family unity; compared)"
    assert found["changes"] == [f"{what}  https://example.org/a  https://example.org/b"]
    assert found["titles"] == ["Borrador (es, our translation)", "Projet (fr)"]
    assert found["summaries"] == ["En breve. (es, our translation)"]


@pytest.mark.parametrize(
    ("every", "words"),
    [("1y", "every year"), ("12m", "every year"), ("6m", "every 6 months"), ("1m", "every month"), ("18m", "every 18 months")],
)  # fmt: skip
def test_how_often_is_said_in_words(every: str, words: str, folder: FolderMaker, run: Run) -> None:
    mandate = {"id": "m", "what": "W", "every": every, "first": "2022-05"}
    folder(milestone("d", kind="decision", mandates=[mandate]))
    assert shown(run, "d")["mandates"] == [f"W ({words} from May 2022) [m]"]


@pytest.mark.parametrize(
    ("state", "role"), [("poland", "voted against"), ("italy", "did not vote"), ("united-states", "voted against")]
)  # fmt: skip
def test_a_vote_is_part_of_the_dossier_of_a_state(state: str, role: str, where: Path, run: Run) -> None:
    assert shown(run, state)["in order of time"] == [f"19 December 2018: {role}: Resolution [resolution]"]
    document = json.loads(run("show", state, "--json").out)
    assert document["records"][0]["dossier"] == [{"role": role, "id": "resolution"}]


def test_who_voted_is_found_by_filter_and_by_words(where: Path, run: Run) -> None:
    assert run("timeline", "--org", "Poland").ids == ["resolution"]
    assert run("search", "poland", "resolution").ids == ["resolution"]
    assert run("search", "firewall").ids == ["draft"]
    assert run("search", "breve").ids == ["draft"]
    assert run("search", "secretary-general").ids == ["resolution"]
    assert run("check", "unused-organisation").out == ""


def test_a_language_in_which_only_we_say_it_is_none_to_read_it_in(where: Path, run: Run) -> None:
    assert run("timeline", "--lang", "es").ids == []
    assert run("timeline", "--lang", "fr").ids == ["draft"]


def test_json_holds_all_of_it(where: Path, run: Run) -> None:
    found = {record["id"]: record for record in json.loads(run("export", "--format", "json").out)["records"]}
    assert found["resolution"]["vote"] == {
        "yes": 152,
        "no": ["poland", "united-states"],
        "abstained": None,
        "absent": ["italy"],
    }
    assert found["resolution"]["mandates"][0]["first"]["edtf"] == "2022"
    assert found["forum"]["vote"] is None
    assert found["forum"]["fulfils"] == ["resolution/review-forum"]
    assert found["forum"]["previous_dates"][0]["changed"] == "2022-03-01"
    assert found["draft"]["changes"][0]["effect"] == "removed"
    assert found["poland"]["summaries"] == {}


def test_the_sources_of_a_change_are_tried_too() -> None:
    found = addresses(records(DRAFT))
    assert [place.key for place in found["https://example.org/b"]] == [("changes", 0, "sources", 1)]


def test_a_filtered_export_names_the_voters(where: Path, run: Run) -> None:
    exported = run("export", "--format", "csv", "--only", "organisations", "--kind", "decision").lines
    assert [line.partition(",")[0] for line in exported] == ["id", "italy", "poland", "united-states"]


def test_every_id_in_a_vote_and_every_mandate_must_be_there(folder: FolderMaker, run: Run) -> None:
    text = RESOLUTION.replace('"poland"', '"polend"')
    folder(
        *STATES,
        milestone("a", fulfils=["resolution/review-forun"]),
        milestone("b", fulfils=["resolutoin/review-forum"]),
        milestone("c", fulfils=["a/review-forum"]),
        milestones={"resolution": text},
    )
    told = [line.removeprefix("records/milestones/") for line in run("check", "unknown-reference").lines]
    assert [line.removesuffix(" [unknown-reference]") for line in told] == [
        "a.toml:6: unknown mandate 'resolution/review-forun', did you mean 'resolution/review-forum'?",
        "b.toml:6: unknown milestone 'resolutoin', did you mean 'resolution'?",
        "c.toml:6: unknown mandate 'a/review-forum'; see them with: gcmtrack mandates",
        "resolution.toml:10: unknown organisation 'polend', did you mean 'poland'?",
    ]


def test_rename_mends_votes_and_what_fulfils_them(where: Path, run: Run) -> None:
    assert run("rename", "united-states", "usa").lines == [
        "records/organisations/usa.toml",
        "records/milestones/resolution.toml",
    ]
    text = (where / "milestones" / "resolution.toml").read_text()
    assert text == RESOLUTION.replace('"united-states"', '"usa"')
    before = (where / "milestones" / "forum.toml").read_text()
    assert run("rename", "resolution", "a-res-73-195").lines == [
        "records/milestones/a-res-73-195.toml",
        "records/milestones/forum.toml",
    ]
    assert (where / "milestones" / "forum.toml").read_text() == before.replace(
        "resolution/review", "a-res-73-195/review"
    )
    assert run("check", "unknown-reference").out == ""


def test_the_canonical_form_sorts_what_is_a_set(folder: FolderMaker, run: Run) -> None:
    text = RESOLUTION.replace('absent = ["italy"]', 'absent = ["b", "a", "b"]')
    root = folder(milestones={"resolution": text.replace("# by name", "")})
    assert run("fmt", "resolution").code == 0
    written = (root / "milestones" / "resolution.toml").read_text()
    assert '# the one that left\nno = ["poland", "united-states"]\nabsent = ["a", "b"]\n' in written
    canonical = toml_text.render(milestone("m", summaries={"fr": "F", "es": "E"}, fulfils=["b/c", "a/b"]))
    assert 'fulfils = ["a/b", "b/c"]\n' in canonical
    assert '[summaries]\nes = "E"\nfr = "F"\n' in canonical


def test_one_side_of_a_vote_is_set_by_numbers_and_by_names(where: Path, run: Run) -> None:
    file = where / "milestones" / "resolution.toml"
    assert run("edit", "resolution", "--set", "vote.yes=Italy, POLAND").err == (
        "gcmtrack: 'poland' stands under 'yes' already; a State votes once;"
        " 'italy' stands under 'yes' already; a State votes once\n"
    )
    moved = ("--set", "vote.no=united-states", "--remove", "vote.absent", "--set", "vote.yes=Italy, POLAND")
    assert run("edit", "resolution", "--set", "vote.abstained=12", *moved).code == 0
    text = file.read_text()
    assert "abstained = 12\n" in text
    assert 'yes = ["italy", "poland"]\n' in text
    assert run("edit", "resolution", "--remove", "vote.abstained").code == 0
    assert "abstained" not in file.read_text()
    done = run("edit", "resolution", "--add", "vote.no=italy")
    assert (done.code, done.err) == (
        2,
        "gcmtrack: give 'vote' whole sides, as in --set vote.no=czechia,hungary or --set vote.yes=152\n",
    )
    assert run("edit", "forum", "--set", "vote.yes=3").err == (
        "gcmtrack: 'vote' goes with kind 'decision', not 'event'\n"
    )


def test_plain_new_keys_are_set_and_added_to(where: Path, run: Run) -> None:
    added = ("--add", "our_translations=French", "--add", "fulfils=resolution/report")
    kept = ("--set", "summaries.fr=Bref.", "--set", "overrides=3f9cabcd")
    assert run("edit", "forum", *added, *kept).code == 0
    text = (where / "milestones" / "forum.toml").read_text()
    assert 'fulfils = ["resolution/report", "resolution/review-forum"]\n' in text
    assert 'our_translations = ["fr"]\noverrides = "3f9cabcd"\n' in text
    assert '[summaries]\nfr = "Bref."\n' in text
    assert run("edit", "forum", "--add", "fulfils=resolution/nothing").err.startswith(
        "gcmtrack: unknown mandate 'resolution/nothing'"
    )
    assert run("edit", "resolution", "--set", "mandates=x").err == (
        "gcmtrack: 'mandates' holds tables; use the editor: gcmtrack edit ID\n"
    )


def test_a_statement_and_an_organisation_have_summaries_too(folder: FolderMaker, run: Run) -> None:
    folder(
        statement("said", summaries={"es": "En breve."}, our_translations=["es"]),
        organisation("wimn", names={"es": "Red"}, summaries={"fr": "Bref."}, our_translations=["es"]),
    )
    assert shown(run, "said")["summaries"] == ["En breve. (es, our translation)"]
    assert shown(run, "wimn")["summaries"] == ["Bref. (fr)"]
    assert shown(run, "wimn")["names"] == ["Red (es, our translation)"]


# When a mandate is due.


def mandate(every: str, first: str) -> Mandate:
    return Mandate(id="m", what="W", every=every, first=When.parse(first))


@pytest.mark.parametrize(
    ("every", "first", "due"),
    [
        ("4y", "2022", ["2022", "2026", "2030"]),
        ("12m", "2018-12-18", ["2018-12-18", "2019-12-18", "2020-12-18"]),
        ("1m", "2018-01-31", ["2018-01-31", "2018-02-28", "2018-03-31"]),
        ("4y", "2020-02-29", ["2020-02-29", "2024-02-29", "2028-02-29"]),
        ("6m", "2018-11", ["2018-11", "2019-05", "2019-11"]),
        ("2y", "2020~/2021", ["2020~/2021", "2022~/2023", "2024~/2025"]),
        ("6m", "2022", ["2022", "2022/2023", "2023"]),
        ("1m", "1999-11/1999", ["1999-11/1999", "1999-12/2000", "2000-01/2000"]),
        ("1y", "2018/..", ["2018/..", "2019/..", "2020/.."]),
    ],
)
def test_occasions(every: str, first: str, due: list[str]) -> None:
    found = occasions(mandate(every, first))
    assert [str(next(found)) for _ in due] == due


def test_occasions_end_with_the_calendar() -> None:
    assert [str(due) for due in occasions(mandate("99y", "9800"))] == ["9800", "9899", "9998"]
    assert [str(due) for due in occasions(mandate("1m", "9999-12-31"))] == ["9999-12-31"]


@pytest.mark.parametrize(
    ("every", "first", "when", "due"),
    [
        ("4y", "2022", "2026-05-05/2026-05-08", "2026"),
        ("4y", "2020", "2021-04", "2020"),  # a round that slipped
        ("4y", "2020", "2028/2029", "2028"),
        ("4y", "2020", "2023-06", "2024"),
        ("4y", "2022-05-17", "2026-05-05", "2026-05-17"),  # a few days early
        ("12m", "2019", "2026-12-31", "2026"),
        ("12m", "2019", "2027-01-01", "2027"),
        ("4y", "2022", "2018", "2022"),
        ("4y", "2022", "2026/..", "2026"),
    ],
)
def test_what_takes_place_is_counted_to_the_nearest_occasion(
    every: str, first: str, when: str, due: str
) -> None:
    assert str(occasion_of(mandate(every, first), When.parse(when))) == due


@given(whens(), st.integers(1, 99), st.sampled_from("my"), whens())
def test_every_date_has_an_occasion(first: When, number: int, unit: str, when: When) -> None:
    due = occasion_of(mandate(f"{number}{unit}", str(first)), when)
    assert due.precision == first.precision


def finding(due: str) -> str:
    return (
        f"records/milestones/d.toml:7: warning: W, due {due}: no milestone carries it out; where there is one,"
        ' write fulfils = ["d/m"] [unmet-mandate]'
    )


@pytest.mark.parametrize(
    ("today", "every", "first", "held", "found"),
    [
        # Four years ahead is the last day on which an occasion is looked for.
        ("2026-01-01", "4y", "2030", [], ["2030"]),
        ("2025-12-31", "4y", "2030", [], []),
        # Still due on its last day, over on the next.
        ("2022-12-31", "4y", "2022", [], ["2022"]),
        ("2023-01-01", "4y", "2022", [], ["2026"]),
        # Only the next one that nothing carries out.
        ("2026-11-22", "12m", "2020", ["2026", "2027"], ["2028"]),
        ("2026-11-22", "4y", "2022", ["2026-05-05", "2030"], []),
        ("2028-02-29", "4y", "2022", ["2030"], []),
    ],
)
def test_an_occasion_without_a_record(
    today: str, every: str, first: str, held: list[str], found: list[str], folder: FolderMaker, run: Run
) -> None:
    folder(
        milestone("d", kind="decision", mandates=[{"id": "m", "what": "W", "every": every, "first": first}]),
        *(milestone(f"h{number}", date=when, fulfils=["d/m"]) for number, when in enumerate(held)),
    )
    assert run("check", "unmet-mandate", "--today", today).lines == [finding(due) for due in found]


def test_names_of_a_vote_stand_in_the_order_of_the_language() -> None:
    states = [
        organisation("hungary", name="Hungary", names={"fr": "Hongrie"}, type="state"),
        organisation("czechia", name="Czechia", names={"fr": "Tchéquie"}, type="state"),
        organisation("us", name="United States", names={"fr": "États-Unis"}, type="state"),
    ]
    vote = Vote(no=("czechia", "hungary", "us"))
    french, english = wording_of("fr"), wording_of("en")
    assert vote_lines(vote, records(*states), french) == [
        "contre\N{NO-BREAK SPACE}: 3 (États-Unis, Hongrie, Tchéquie)"
    ]
    assert vote_lines(vote, records(*states), english) == ["against: 3 (Czechia, Hungary, United States)"]
