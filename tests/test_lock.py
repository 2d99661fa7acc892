"""The lock of a folder: one writer at a time, free after a crash, never waited for without end."""

import errno
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from builders import organisation
from children import in_child
from conftest import Result
from gcmtrack.errors import WriteRefused
from gcmtrack.store import lock, transaction
from gcmtrack.store.listing import LOCK_FILE
from gcmtrack.store.load import load
from gcmtrack.store.lock import locked

Maker = Callable[..., Path]
Run = Callable[..., Result]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with locked(tmp_path) as held:
        assert names(tmp_path) == [LOCK_FILE]
        assert held.left == b""
    assert names(tmp_path) == []


def test_a_second_writer_waits_a_moment_and_says_so(tmp_path: Path) -> None:
    with locked(tmp_path):
        began = time.monotonic()
        with pytest.raises(WriteRefused) as refused, locked(tmp_path, wait=0.2):
            pass
        assert 0.2 <= time.monotonic() - began < 1
    assert (
        str(refused.value) == f"another gcmtrack is writing in '{tmp_path}'; nothing was written, do it again"
    )
    with locked(tmp_path):
        pass


def test_the_wait_of_a_command_is_bounded(folder: Maker, run: Run) -> None:
    root = folder(organisation("wimn"))
    before = (root / "organisations" / "wimn.toml").read_bytes()
    with locked(root):
        began = time.monotonic()
        done = run("edit", "wimn", "--set", "acronym=W")
        assert time.monotonic() - began < 5
        # What only reads does not wait.
        assert run("show", "wimn").code == 0
        assert run("edit", "wimn", "--set", "acronym=W", "--dry-run").code == 0
        assert run("fmt") == Result(0, "", "")
    assert done == Result(
        1, "", f"gcmtrack: another gcmtrack is writing in '{root}'; nothing was written, do it again\n"
    )
    assert (root / "organisations" / "wimn.toml").read_bytes() == before


def test_a_killed_owner_holds_nobody_off(tmp_path: Path) -> None:
    ours, theirs = os.pipe()

    def hold() -> None:
        with locked(tmp_path):
            os.write(1, b"locked")
            time.sleep(60)

    child = in_child(hold, theirs)
    os.close(theirs)
    assert os.read(ours, 6) == b"locked"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ours)
    assert names(tmp_path) == [LOCK_FILE]
    with locked(tmp_path, wait=0) as held:
        assert held.left == b""
    assert names(tmp_path) == []


def test_of_many_owners_only_one_is_in(tmp_path: Path) -> None:
    """Each counts up; a file that is taken away and made anew lets nobody in twice."""
    counter = tmp_path / "count"
    counter.write_text("0")

    def count() -> None:
        for _ in range(25):
            with locked(tmp_path, wait=30):
                number = int(counter.read_text())
                counter.write_text(str(number + 1))

    null = os.open(os.devnull, os.O_WRONLY)
    children = [in_child(count, null) for _ in range(6)]
    os.close(null)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    assert counter.read_text() == "150"


def test_a_folder_reached_through_a_link_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "link").symlink_to("records")
    with locked(tmp_path / "records"), pytest.raises(WriteRefused), locked(tmp_path / "link", wait=0):
        pass


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF])
def test_where_nothing_can_be_locked_that_is_said(
    number: int, folder: Maker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network folder without its lock service."""
    root = folder(organisation("wimn"))

    def take(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock, "_take", take)
    done = run("edit", "wimn", "--set", "acronym=W")
    assert done == Result(
        1,
        "",
        f"gcmtrack: '{root}' cannot be locked ({os.strerror(number)}), and two writers could spoil each other's work;"
        " nothing was written, move the records to a disk of this machine\n",
    )
    assert names(root) == ["milestones", "organisations", "statements"]


@pytest.mark.parametrize("trick", ["folder", "pipe", "link"])
def test_what_stands_in_its_place_is_not_followed(
    trick: str, folder: Maker, run: Run, tmp_path: Path
) -> None:
    root = folder(organisation("wimn"))
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    place = root / LOCK_FILE
    if trick == "folder":
        place.mkdir()
    elif trick == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(mine)
    done = run("edit", "wimn", "--set", "acronym=W")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"gcmtrack: cannot write in '{root}': ")
    assert mine.read_text() == "mine"
    assert run("show", "wimn").code == 0


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused) as refused, locked(tmp_path / "none"):
        pass
    assert str(refused.value) == f"there is no folder '{tmp_path}/none'; make it first"


def test_it_is_no_record_and_git_ignores_it(run: Run, tmp_path: Path) -> None:
    assert run("init", "mine", "--empty").code == 0
    (tmp_path / "mine" / LOCK_FILE).write_bytes(b"")
    assert run("check", "--records", tmp_path / "mine", "misplaced", "bad-id") == Result(0, "", "")
    if shutil.which("git"):
        subprocess.run(["git", "init", "-q"], cwd=tmp_path / "mine", check=True)
        told = subprocess.run(
            ["git", "status", "--porcelain", "-uall"], cwd=tmp_path / "mine", check=True, capture_output=True
        ).stdout.decode()
        assert "README.md" in told
        assert LOCK_FILE not in told


# The note of a writer that was killed between two files.


def noted(root: Path, *changes: tuple[str, bytes | None, bytes | None]) -> None:
    (root / LOCK_FILE).write_bytes(msgspec.msgpack.encode(list(changes)))


def test_a_reader_takes_back_what_was_half_done(folder: Maker, run: Run) -> None:
    root = folder(organisation("wimn"))
    old = (root / "organisations" / "wimn.toml").read_bytes()
    new = old.replace(b"Women", b"People")
    (root / "organisations" / "wimn.toml").write_bytes(new)
    (root / "organisations" / "aca.toml").write_bytes(old)
    noted(
        root,
        ("organisations/aca.toml", None, old),
        ("organisations/wimn.toml", old, new),
        ("organisations/gone.toml", old, None),
    )
    assert "Women" in run("show", "wimn").out
    assert names(root) == ["milestones", "organisations", "statements"]
    assert names(root / "organisations") == ["gone.toml", "wimn.toml"]
    assert (root / "organisations" / "wimn.toml").read_bytes() == old


def test_what_somebody_changed_since_then_stays(folder: Maker) -> None:
    root = folder(organisation("wimn"))
    noted(root, ("organisations/wimn.toml", b"old", b"new"))
    before = (root / "organisations" / "wimn.toml").read_bytes()
    assert list(load(root).records.organisations) == ["wimn"]
    assert (root / "organisations" / "wimn.toml").read_bytes() == before


@pytest.mark.parametrize("note", [b"\x93\xa1", b"garbage", msgspec.msgpack.encode([1, 2])])
def test_a_note_that_was_cut_short_means_nothing(note: bytes, folder: Maker) -> None:
    """Nothing had begun when it was not yet whole."""
    root = folder(organisation("wimn"))
    (root / LOCK_FILE).write_bytes(note)
    assert load(root).findings == []
    assert not (root / LOCK_FILE).exists()


@pytest.mark.parametrize(
    "path", ["../mine.txt", "organisations/../../mine.txt", "{tmp_path}/mine.txt", "link.txt"]
)
def test_a_note_reaches_nothing_outside(path: str, folder: Maker, tmp_path: Path) -> None:
    """A folder from elsewhere may bring one."""
    root = folder(organisation("wimn"))
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (root / "link.txt").symlink_to(tmp_path / "mine.txt")
    noted(root, (path.format(tmp_path=tmp_path), b"theirs", b"mine"))
    assert load(root).findings == []
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


def test_readers_let_a_living_writer_come_to_its_end(folder: Maker) -> None:
    root = folder(organisation("wimn"))
    with locked(root) as held:
        held.note(msgspec.msgpack.encode([("organisations/wimn.toml", b"old", b"new")]))
        began = time.monotonic()
        assert list(load(root).records.organisations) == ["wimn"]
        assert time.monotonic() - began < 2
        assert held.left
        transaction.recover(str(root))
        held.note(b"")
