"""Files that change together: planned anew when others wrote meanwhile, written as one, taken back as one."""

import os
import signal
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import Result
from gcmtrack.editing import key_changes, new_record
from gcmtrack.editing import rename as renaming
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.editing.key_changes import History, RequestedChanges
from gcmtrack.errors import InvalidRecords, Misuse, NameTaken, WriteRefused
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text
from gcmtrack.store.load import load
from gcmtrack.store.transaction import Change

Maker = Callable[..., Path]
Run = Callable[..., Result]
TODAY = date(2026, 11, 22)


def everything(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn"),
        organisation("nnirr", name="N"),
        milestone("forum", organisers=["wimn"], topics=["a"]),
        statement("first"),
    )


def editing(records: Path, id_: str, **asked: tuple[str, ...]) -> ChangeSet:
    plan = partial(key_changes.changes, "milestones", id_, RequestedChanges(**asked), History(), TODAY)
    return ChangeSet.planned(load(records), plan, checked_on=TODAY)


def adding(records: Path, record: Record, *, numbered: bool = True) -> ChangeSet:
    plan = partial(new_record.changes, [record], numbered=numbered)
    return ChangeSet.planned(load(records), plan, checked_on=TODAY)


def replaced(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_two_edits_of_one_record_both_survive(records: Path) -> None:
    mine = editing(records, "forum", add=("topics=b",), set=("date=2019",))
    editing(records, "forum", add=("topics=c",), set=("date=2018-08",)).apply()
    mine.apply()
    table = toml_text.parse((records / "milestones" / "forum.toml").read_text())
    assert table["topics"] == ["a", "b", "c"]
    assert (table["date"], table["previous_dates"]) == ("2019", [{"date": "2018-07-13"}, {"date": "2018-08"}])


def test_an_edit_that_another_has_made_already_is_refused(records: Path) -> None:
    mine = editing(records, "forum", add=("topics=b",))
    editing(records, "forum", add=("topics=b",)).apply()
    with pytest.raises(Misuse) as refused:
        mine.apply()
    assert str(refused.value) == "'b' is in 'topics' already"


def test_an_edit_of_what_was_renamed_meanwhile_is_refused(records: Path) -> None:
    mine = editing(records, "forum", add=("topics=b",))
    ChangeSet.planned(load(records), partial(renaming.changes, "milestones", "forum", "imrf")).apply()
    before = everything(records)
    with pytest.raises(WriteRefused) as refused:
        mine.apply()
    assert str(refused.value) == f"cannot read '{records}/milestones/forum.toml': No such file or directory"
    assert everything(records) == before


def test_a_rename_mends_what_was_added_meanwhile(records: Path) -> None:
    mine = ChangeSet.planned(load(records), partial(renaming.changes, "organisations", "wimn", "women"))
    adding(records, statement("second", title="Second", cosigners=["wimn"])).apply()
    editing(records, "forum", add=("topics=b",)).apply()
    mine.apply()
    assert load(records).findings == []
    assert 'cosigners = ["women"]' in (records / "statements" / "second.toml").read_text()
    assert 'topics = ["a", "b"]' in (records / "milestones" / "forum.toml").read_text()


def test_what_names_a_record_that_was_renamed_meanwhile_is_refused(records: Path) -> None:
    mine = adding(records, statement("second", title="Second", cosigners=["nnirr"]))
    ChangeSet.planned(load(records), partial(renaming.changes, "organisations", "nnirr", "network")).apply()
    with pytest.raises(InvalidRecords) as refused:
        mine.apply()
    assert str(refused.value) == "unknown organisation 'nnirr'; use network or wimn"
    assert not (records / "statements" / "second.toml").exists()


def test_a_twin_that_came_meanwhile_is_found(records: Path) -> None:
    mine = adding(records, statement("second", title="Second"))
    adding(records, statement("second", title="Second")).apply()
    with pytest.raises(InvalidRecords) as refused:
        mine.apply()
    assert str(refused.value) == (
        "the same statement is there already: second (13 July 2018: Second); change it with: gcmtrack edit second"
    )


def test_an_id_that_was_taken_meanwhile_gets_a_number(records: Path) -> None:
    mine = adding(records, statement("second", title="Second one"))
    other = adding(records, statement("second", title="Third"), numbered=False)
    adding(records, statement("second", title="Second")).apply()
    mine.apply()
    assert [change.path.name for change in mine.changes] == ["second-2.toml"]
    with pytest.raises(NameTaken) as refused:
        other.apply()
    assert str(refused.value) == "'second' exists already; nothing was written"


def test_several_records_are_one_change(records: Path) -> None:
    made: list[Record] = [organisation("aca", name="A"), statement("second", organisations=["aca"])]
    change_set = ChangeSet.planned(load(records), partial(new_record.changes, made, numbered=False))
    assert change_set.findings(TODAY) == []
    assert change_set.diff(lambda path: path.name).startswith(
        '--- /dev/null\n+++ b/aca.toml\n@@ -0,0 +1,6 @@\n+name = "A"\n'
    )
    (records / "statements" / "second.toml").write_text("mine")
    before = everything(records)
    with pytest.raises(NameTaken):
        change_set.apply()
    assert everything(records) == before


def test_the_checks_run_once_for_all_of_it(records: Path) -> None:
    """Two new records that are one are found, and each finding names its file."""
    made: list[Record] = [
        organisation("aca", name="A"),
        organisation("acb", name="A"),
        statement("second", title="Second", organisations=["gone"]),
    ]
    change_set = ChangeSet.planned(load(records), partial(new_record.changes, made, numbered=False))
    assert [(finding.path, finding.check) for finding in change_set.findings(TODAY)] == [
        ("statements/second.toml", "unknown-reference"),
        ("organisations/acb.toml", "same-organisation"),
    ]
    with pytest.raises(InvalidRecords) as refused:
        change_set.refuse(TODAY)
    assert str(refused.value) == (
        "unknown organisation 'gone'; use aca, acb, nnirr or wimn; 'aca' has the same name; one body is one record"
    )


# Files of no records folder.


def test_pages_are_written_as_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one, two = tmp_path / "a" / "one.md", tmp_path / "two.md"
    one.write_bytes(b"old\n")
    change_set = ChangeSet([Change(one, b"old\n", b"new\n"), Change(two, None, b"two\n")])
    assert change_set
    change_set.apply()
    assert everything(tmp_path) == {"a/one.md": b"new\n", "two.md": b"two\n"}


def test_a_page_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_bytes(b"theirs\n")
    two.write_bytes(b"two\n")
    change_set = ChangeSet([Change(two, b"two\n", b"2\n"), Change(one, b"old\n", b"new\n")])
    with pytest.raises(WriteRefused) as refused:
        change_set.apply()
    assert str(refused.value) == f"'{one}' changed in the meantime; nothing was written, do it again"
    assert everything(tmp_path) == {"one.md": b"theirs\n", "two.md": b"two\n"}


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"same\n")
    seen = tmp_path.stat().st_mtime_ns
    change_set = ChangeSet([Change(page, b"same\n", b"same\n")])
    assert not change_set
    change_set.apply()
    assert tmp_path.stat().st_mtime_ns == seen


# Signals in the middle.


class Moves:
    """Counts the files that move into place, and does something when the n-th is about to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[], None]) -> None:
        real = os.replace
        self.seen = 0

        def replace(source: object, target: object) -> None:
            if str(target).endswith(".toml"):
                self.seen += 1
                if self.seen == number:
                    act()
            real(source, target)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "replace", replace)


@pytest.fixture
def joint(folder: Maker) -> Path:
    return folder(organisation("wimn"), *(statement(f"said-{n}", title=f"{n}") for n in range(5)))


@pytest.mark.parametrize("number", range(1, 6))
def test_ctrl_c_in_a_rename_leaves_nothing_half_done(
    number: int, joint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(joint)
    change_set = ChangeSet.planned(load(joint), partial(renaming.changes, "organisations", "wimn", "women"))
    Moves(monkeypatch, number, lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        change_set.apply()
    assert everything(joint) == before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_after_the_last_file_comes_too_late(joint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_set = ChangeSet.planned(load(joint), partial(renaming.changes, "organisations", "wimn", "women"))
    real = os.unlink

    def unlink(path: object) -> None:
        real(path)  # type: ignore[arg-type]
        if str(path).endswith("wimn.toml"):
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(KeyboardInterrupt):
        change_set.apply()
    assert load(joint).findings == []
    assert sorted(load(joint).records.organisations) == ["women"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_other_signals_do_the_same_and_then_act(
    name: str, joint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = getattr(signal, name)
    came = []
    old = signal.signal(number, lambda *_: came.append(number))
    try:
        before = everything(joint)
        change_set = ChangeSet.planned(
            load(joint), partial(renaming.changes, "organisations", "wimn", "women")
        )
        Moves(monkeypatch, 3, lambda: os.kill(os.getpid(), number))
        with pytest.raises(KeyboardInterrupt):
            change_set.apply()
        assert came == [number]
        assert everything(joint) == before
    finally:
        signal.signal(number, old)


def test_what_is_ignored_stays_ignored(joint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under nohup."""
    old = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        change_set = ChangeSet.planned(
            load(joint), partial(renaming.changes, "organisations", "wimn", "women")
        )
        Moves(monkeypatch, 3, lambda: os.kill(os.getpid(), signal.SIGHUP))
        change_set.apply()
        assert sorted(load(joint).records.organisations) == ["women"]
    finally:
        signal.signal(signal.SIGHUP, old)


def test_a_file_that_somebody_changes_between_two_others_stops_and_stays(
    joint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_set = ChangeSet.planned(
        load(joint),
        partial(renaming.changes, "organisations", "wimn", "women"),
        nothing="nothing was renamed",
    )
    last = joint / "statements" / "said-4.toml"
    before = everything(joint)
    Moves(monkeypatch, 2, lambda: replaced(last, '"4"', '"Theirs"'))
    with pytest.raises(WriteRefused) as refused:
        change_set.apply()
    assert str(refused.value) == f"'{last}' changed in the meantime; nothing was written, do it again"
    assert everything(joint) == {
        **before,
        "statements/said-4.toml": before["statements/said-4.toml"].replace(b'"4"', b'"Theirs"'),
    }
