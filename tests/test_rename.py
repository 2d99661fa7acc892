"""Renaming: the file moves and every reference with it, or nothing changes at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import Result
from gcmtrack.store.load import load

Maker = Callable[..., Path]
Run = Callable[..., Result]

JOINT = """\
title = "Joint statement"
kind = "joint-statement"
date = "2018-07-13"
organisations = [  # in their order
    "nnirr",  # first
    "wimn",   # second, as signed

    # and the third
    "ictu",
]
cosigners = ["ictu", "wimn"]  # both
on_behalf_of = ["wimn"]
milestone = "final-draft"   # the answer

[[sources]]
title = "wimn says"
url = "https://example.org/wimn"
"""


def everything(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn"),
        organisation("nnirr", name="N"),
        organisation("ictu", name="I", member_of=["wimn", "nnirr"]),
        milestone("round-6", organisers=["wimn", "nnirr"]),
        milestone("final-draft", kind="document", part_of="round-6", supersedes="rev-3"),
        milestone("rev-3", kind="document"),
        statement("first"),
        statement("second", supersedes="first"),
        statements={"joint": JOINT},
    )


def test_an_organisation_is_renamed_wherever_it_is_named(records: Path, run: Run) -> None:
    before = everything(records)
    done = run("rename", "wimn", "women-in-migration")
    assert done.code == 0
    assert done.lines == [
        "records/organisations/women-in-migration.toml",
        "records/milestones/round-6.toml",
        "records/statements/first.toml",
        "records/statements/joint.toml",
        "records/statements/second.toml",
        "records/organisations/ictu.toml",
    ]
    after = everything(records)
    assert after.pop("organisations/women-in-migration.toml") == before.pop("organisations/wimn.toml")
    assert {path: raw.replace(b'"women-in-migration"', b'"wimn"') for path, raw in after.items()} == before
    assert after["statements/joint.toml"].decode() == JOINT.replace('"wimn"', '"women-in-migration"')
    assert run("check", "unknown-reference").code == 0


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("round-6", "negotiation-round-6", ["milestones/final-draft.toml"]),
        ("final-draft", "agreed-outcome", ["statements/joint.toml"]),
        ("rev-3", "draft-rev-3", ["milestones/final-draft.toml"]),
        ("statements/first", "position-1", ["statements/second.toml"]),
        ("joint", "joint-statement", []),
    ],
)
def test_each_kind_of_reference(old: str, new: str, changed: list[str], records: Path, run: Run) -> None:
    before = everything(records)
    kind = next(path.split("/")[0] for path in before if path.endswith(f"/{old.rpartition('/')[2]}.toml"))
    done = run("rename", old, new)
    assert done.lines == [f"records/{kind}/{new}.toml", *(f"records/{path}" for path in changed)]
    after = everything(records)
    assert sorted(path for path in before if before[path] != after.get(path)) == sorted(
        [f"{kind}/{old.rpartition('/')[2]}.toml", *changed]
    )
    assert load(records).findings == []


def test_a_record_that_names_itself_is_mended_too(folder: Maker, run: Run) -> None:
    root = folder(milestone("loop", part_of="loop"))
    assert run("rename", "loop", "ring").lines == ["records/milestones/ring.toml"]
    assert 'part_of = "ring"' in (root / "milestones" / "ring.toml").read_text()


@pytest.mark.parametrize("taken", ["nnirr", "rev-3", "first"])
def test_a_taken_id_is_refused(taken: str, records: Path, run: Run) -> None:
    before = everything(records)
    assert run("rename", "wimn", taken) == Result(
        1, "", f"gcmtrack: {taken!r} exists already; nothing was written\n"
    )
    assert everything(records) == before


@pytest.mark.parametrize("bad", ["../x", "/etc/x", "A B", "con", "x" * 81, ""])
def test_a_bad_id_is_refused(bad: str, records: Path, run: Run) -> None:
    before = everything(records)
    done = run("rename", "wimn", bad)
    assert (done.code, done.out) == (2, "")
    assert everything(records) == before


def test_a_record_that_cannot_be_read_stops_it(records: Path, run: Run) -> None:
    """It may hold a reference that would then lead nowhere."""
    (records / "statements" / "broken.toml").write_text("title = ")
    before = everything(records)
    done = run("rename", "wimn", "women")
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        "gcmtrack: some records cannot be read, so not every reference can be mended; see: gcmtrack check",
    )
    assert everything(records) == before


@pytest.mark.parametrize("failing", range(5))
def test_when_one_write_fails_all_are_taken_back(
    failing: int, records: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk gives up at the first, second, ... of the five files that change."""
    before = everything(records)
    real, calls = os.replace, []

    def replace(source: object, target: object) -> None:
        if str(target).endswith(".toml"):
            calls.append(target)
            if len(calls) - 1 == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace)
    done = run("rename", "wimn", "women")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("gcmtrack: nothing was renamed: cannot write '")
    assert done.err.endswith(".toml': the disk is full; make room and try again\n")
    assert everything(records) == before


def test_when_the_old_file_cannot_go_all_is_taken_back(
    records: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(records)
    real = os.unlink

    def unlink(path: object, *args: object, **more: object) -> None:
        if str(path).endswith("wimn.toml"):
            raise PermissionError(13, "Permission denied")
        real(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "unlink", unlink)
    done = run("rename", "wimn", "women")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"gcmtrack: nothing was renamed: cannot write '{records}/organisations/wimn.toml': permission denied;"
        " choose another place or make it writable\n"
    )
    assert everything(records) == before


def test_the_canonical_form_of_who_names_it_stays(folder: Maker, run: Run) -> None:
    """A list that is a set is sorted anew."""
    root = folder(
        organisation("wimn"), organisation("aca", name="A"), statement("s", cosigners=["aca", "wimn"])
    )
    assert run("rename", "aca", "zca").code == 0
    assert 'cosigners = ["wimn", "zca"]' in (root / "statements" / "s.toml").read_text()
    assert run("fmt", "--check").code == 0


def test_a_file_that_cannot_be_edited_as_it_stands_is_brought_into_form(folder: Maker, run: Run) -> None:
    dotted = 'title = "S"\ntitles.es = "E"\nkind = "remarks"\ndate = "2018"\norganisations = ["wimn"]\ncosigners = ["wimn", "aca"]\n'
    root = folder(organisation("wimn"), organisation("aca", name="A"), statements={"s": dotted})
    assert run("rename", "wimn", "women").code == 0
    assert (root / "statements" / "s.toml").read_text() == (
        'title = "S"\nkind = "remarks"\ndate = "2018"\norganisations = ["women"]\ncosigners = ["aca", "women"]\n'
        '\n[titles]\nes = "E"\n'
    )


def test_a_rename_said_twice_takes_no_other_record(records: Path, run: Run) -> None:
    assert run("rename", "rev-3", "rev-3-of-june").code == 0
    again = run("rename", "rev-3", "revision-3")
    assert again == Result(
        2,
        "",
        "gcmtrack: unknown record 'rev-3', did you mean 'rev-3-of-june'?\n  rev-3-of-june  13 July 2018  A meeting\n",
    )
