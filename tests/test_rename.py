"""Renaming: the file moves and every reference with it, or nothing changes at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import Result
from gcmtrack.errors import WriteRefused
from gcmtrack.store import atomic, save
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
    failing: int, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up at the first, second, ... of the six files."""
    before = everything(records)
    real, calls = atomic.replace, []

    def replace(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) - 1 == failing:
            raise WriteRefused(f"cannot write {str(path)!r}: the disk is full; make room and try again")
        real(path, data)

    monkeypatch.setattr(atomic, "replace", replace)
    whole = load(records).records
    with pytest.raises(WriteRefused) as refused:
        save.rename(records, whole, whole.organisations["wimn"], "women")
    assert str(refused.value).startswith("nothing was renamed: cannot write")
    assert everything(records) == before


def test_when_the_old_file_cannot_go_all_is_taken_back(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(records)
    real = os.unlink

    def unlink(path: object, *args: object, **more: object) -> None:
        if str(path).endswith("wimn.toml"):
            raise PermissionError(13, "Permission denied")
        real(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "unlink", unlink)
    whole = load(records).records
    with pytest.raises(WriteRefused):
        save.rename(records, whole, whole.organisations["wimn"], "women")
    assert everything(records) == before


def test_a_file_that_changed_in_the_meantime_stops_it(records: Path) -> None:
    whole = load(records).records
    joint = records / "statements" / "joint.toml"
    joint.write_text(JOINT.replace('"wimn"', '"nnirr"'))
    before = everything(records)
    with pytest.raises(WriteRefused) as refused:
        save.rename(records, whole, whole.organisations["wimn"], "women")
    assert (
        str(refused.value)
        == "'statements/joint.toml' changed in the meantime; nothing was renamed, do it again"
    )
    assert everything(records) == before
