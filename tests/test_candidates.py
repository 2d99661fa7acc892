"""What a new record brings in is found whatever its id; what was there before is not held against it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import Result
from gcmtrack.editing.candidates import Candidate, caused
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text
from gcmtrack.store.load import load

Maker = Callable[..., Path]
Run = Callable[..., Result]
TODAY = date(2026, 11, 22)

SOURCE = ("--source-title", "S", "--source-url", "https://x.example")
FORUM = ("add-milestone", "--kind", "event", "--type", "review-forum", "--phase", "review", "--date", "17-20 May 2022", *SOURCE)  # fmt: skip


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("mmm"),
        milestone("mmm-forum", title="The forum", date="2022-05-17/2022-05-20", type="review-forum", symbol="A/76/1"),
        milestone("mmm-draft", kind="document", title="Draft", supersedes="mmm-old"),
        milestone("mmm-old", kind="document", title="Old", date="2018-06-01"),
    )  # fmt: skip


@pytest.mark.parametrize("acronym", ["AAA", "ZZZ"])
def test_an_organisation_of_the_same_name_is_refused(acronym: str, records: Path, run: Run) -> None:
    done = run("add-organisation", "--name", "women in Migration network", "--acronym", acronym, "--type", "civil-society", *SOURCE)  # fmt: skip
    assert done == Result(
        1,
        "",
        "gcmtrack: the same organisation is there already: mmm (Women in Migration Network);"
        " change it with: gcmtrack edit mmm\n",
    )


@pytest.mark.parametrize("id_", ["aaa", "zzz"])
def test_a_milestone_that_is_there_is_refused(id_: str, records: Path, run: Run) -> None:
    done = run(*FORUM, "--title", "The Forum", "--id", id_)
    assert done == Result(
        1,
        "",
        "gcmtrack: the same milestone is there already: mmm-forum (17–20 May 2022: The forum);"
        " change it with: gcmtrack edit mmm-forum\n",
    )
    done = run(*FORUM, "--title", "Another", "--symbol", "A/76/1", "--id", id_)
    assert done == Result(
        1, "", "gcmtrack: A/76/1 is 'mmm-forum' already; one document is one record, whatever its languages\n"
    )


@pytest.mark.parametrize("id_", ["aaa", "zzz"])
@pytest.mark.parametrize("day", ["2018-06-20", "2018-08-01"])
def test_a_second_next_version_is_refused(id_: str, day: str, records: Path, run: Run) -> None:
    """Whichever of the two comes first in time or by its id: the new one is named."""
    document = ("--kind", "document", "--type", "draft", "--phase", "negotiation", "--supersedes", "mmm-old")
    done = run("add-milestone", "--title", "Other", "--date", day, *document, *SOURCE, "--id", id_)
    assert done == Result(
        1, "", "gcmtrack: 'mmm-old' is superseded by 'mmm-draft' already; a chain has one next version\n"
    )


def found(root: Path, *candidates: Candidate) -> list[tuple[str, str]]:
    return [(finding.path, finding.check) for finding in caused(load(root), candidates, TODAY)]


def raw(record: Record) -> bytes:
    return toml_text.render(record).encode()


@pytest.mark.parametrize("mine", ["aaa", "zzz"])
def test_a_twin_that_is_there_already_stands_in_nobodys_way(mine: str, folder: Maker) -> None:
    old = organisation(mine, name="Same")
    root = folder(organisation("mmm", name="Same"), organisation("nnn", name="Other"), old)
    assert found(root, Candidate(organisation(mine, name="Same", acronym="S"), raw(old))) == []
    assert found(root, Candidate(organisation(mine, name="Other"), raw(old))) == [
        (f"organisations/{mine}.toml", "same-organisation")
    ]
    assert found(root, Candidate(organisation(mine, name="New"), raw(old))) == []


def test_a_reference_that_led_nowhere_before_may_move_in_its_list(folder: Maker) -> None:
    old = organisation("mmm", member_of=["aaa", "gone"])
    root = folder(organisation("aaa", name="A"), old)
    assert found(root, Candidate(organisation("mmm", member_of=["gone"]), raw(old))) == []
    assert found(root, Candidate(organisation("mmm", member_of=["gone", "lost"]), raw(old))) == [
        ("organisations/mmm.toml", "unknown-reference")
    ]


def test_what_was_wrong_in_an_unreadable_file_may_stay(folder: Maker) -> None:
    """But not what is given anew."""
    text = 'name = "A"\ntown = "X"\ntype = "state"\nmember_of = ["gone"]\n'
    root = folder(organisations={"aaa": text})
    kept = organisation("aaa", name="A", type="state", member_of=["gone"], sources=[])
    assert found(root, Candidate(kept, text.encode())) == []
    given = organisation("aaa", name="A", type="state", member_of=["lost"], sources=[])
    assert found(root, Candidate(given, text.encode())) == [("organisations/aaa.toml", "unknown-reference")]
    assert found(root, Candidate(given, b"name = ")) == [("organisations/aaa.toml", "unknown-reference")]


def test_candidates_may_name_each_other_and_may_not_be_one(folder: Maker) -> None:
    root = folder(organisation("mmm"))
    made: list[Record] = [
        organisation("bbb", name="B"),
        statement("s", organisations=["bbb"]),
        statement("t", organisations=["bbb"]),
    ]
    assert found(root, *(Candidate(record) for record in made)) == [("statements/t.toml", "same-statement")]


def test_an_id_that_is_taken_is_no_matter_of_the_checks(folder: Maker) -> None:
    """It gets a number, or is refused by its name."""
    root = folder(organisation("mmm"))
    assert found(root, Candidate(statement("mmm", organisations=["mmm"]))) == []
