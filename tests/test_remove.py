"""Removing a record: only when no other one names it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import CTRL_C, Dialogue, Result, Run

Maker = Callable[..., Path]
PATH = "records/statements/ours.toml"


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn"),
        milestone("forum"),
        statement("ours", milestone="forum"),
        *(statement(f"s{n}", title=f"S {n}", milestone="forum") for n in range(6)),
    )


def test_what_no_record_names_is_removed(records: Path, run: Run) -> None:
    assert run("remove", "ours", "--dry-run") == Result(0, f"{PATH}\n", "")
    assert (records / "statements" / "ours.toml").exists()
    assert run("remove", "ours") == Result(0, f"{PATH}\n", "")
    assert not (records / "statements" / "ours.toml").exists()
    assert run("remove", "ours").code == 2


def test_what_others_name_stays(records: Path, run: Run) -> None:
    assert run("remove", "forum") == Result(
        1,
        "",
        "gcmtrack: 7 records name 'forum', so nothing was removed: ours, s0, s1, s2, s3 and 2 more;"
        " change what they say of it first\n",
    )
    assert (records / "milestones" / "forum.toml").exists()


def test_what_cannot_be_read_may_name_it(records: Path, run: Run) -> None:
    """The broken record itself can be removed."""
    (records / "statements" / "broken.toml").write_text("title =\n")
    done = run("remove", "ours")
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        "gcmtrack: some records cannot be read and may name it, so nothing was removed; see: gcmtrack check",
    )
    assert run("remove", "broken").out == "records/statements/broken.toml\n"
    assert run("remove", "ours").code == 0


@pytest.mark.parametrize("answer", ["", "n", CTRL_C])
def test_a_person_is_asked(answer: str, records: Path, dialogue: Callable[..., Dialogue]) -> None:
    question = f"Remove {PATH}? [y/N]:"
    done = dialogue([(question, answer)], "remove", "ours")
    assert (done.code, done.out) == (1, "")
    assert '    title = "A statement"\n' in done.screen
    assert (records / "statements" / "ours.toml").exists()
    assert dialogue([(question, "y")], "remove", "ours").out == f"{PATH}\n"


def test_a_person_is_asked_in_the_language_asked_for(
    records: Path, dialogue: Callable[..., Dialogue]
) -> None:
    stopped = dialogue([(f"¿Eliminar {PATH}? [s/N]:", "n")], "remove", "ours", "--in", "es")
    assert (stopped.code, stopped.out) == (1, "")
    question = f"Supprimer {PATH}\u202f? [o/N]:"
    assert dialogue([(question, "o")], "remove", "ours", "--in", "fr").out == f"{PATH}\n"
