"""Many files are read by two processes, and nobody can tell: neither by what is said nor by what is kept."""

import errno
import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from gcmtrack.model.ids import Folder
from gcmtrack.store import lazy_records, listing, second_reader
from gcmtrack.store.load import load
from gcmtrack.store.sources import FolderSource
from gcmtrack.store.stack import Names
from test_snapshot import forums, milestone_text, told

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="here all is read by one process"),
    # The runner of the tests has threads of its own, that wait.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

BROKEN = {
    "milestones/m05.toml": "title = \n",
    "milestones/m35.toml": milestone_text() + "more = 1\n",
    "milestones/m36.toml": milestone_text(organiser="nobody"),
    "milestones/Bad Name.toml": milestone_text(),
    "statements/s1.toml": "kind = 1\nid = 2\n",
    "organisations/zzz.toml": "\x00",
    "stray.toml": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return forums(tmp_path / "records", [f"m{number:02}" for number in range(70)])


@pytest.fixture
def broken(root: Path) -> Path:
    for name, text in BROKEN.items():
        (root / name).write_text(text)
    (root / "milestones/m60").mkdir()
    (root / "organisations/link.toml").symlink_to("nowhere")
    return root


class Doubled:
    """Has every load done by two processes, of which the first waits for the end of the second."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.processes: list[int] = []
        self.ends: list[tuple[int, int]] = []
        self.parsed: list[str] = []
        started, read, here = second_reader._started, FolderSource.read, os.getpid()

        def waiting(layers: Sequence[FolderSource], only: Sequence[Names]) -> tuple[int, int]:
            process, opened = started(layers, only)
            self.processes.append(process)
            if self.waits:
                end = os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
                assert end is not None
                self.ends.append((end.si_code, end.si_status))
            return process, opened

        def noting(source: FolderSource, kind: Folder, name: str) -> Any:
            if os.getpid() == here:
                self.parsed.append(name)
            return read(source, kind, name)

        self.waits = True
        patch.setattr(second_reader, "FILES", 1)
        patch.setattr(second_reader, "is_possible", lambda: True)
        patch.setattr(second_reader, "_started", waiting)
        patch.setattr(FolderSource, "read", noting)

    def writes(self, written: Callable[[int, bytes], None]) -> None:
        """Replaces how the second process writes."""
        self._patch.setattr(second_reader, "_write", written)

    def left(self) -> list[int]:
        """The second processes that are still there, or were not waited for."""
        return [process for process in self.processes if is_ours(process)]


def is_ours(process: int) -> bool:
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots trust every file at once, so that two of the same folder are the same."""
    monkeypatch.setattr(listing, "RACY_NS", -10_000_000_000_000)


@pytest.fixture
def doubled(alone: None, monkeypatch: pytest.MonkeyPatch) -> Doubled:
    return Doubled(monkeypatch)


def kept(root: Path, cache: Path) -> tuple[object, bytes]:
    """What is said of a folder, and what is kept of it."""
    said = told(load(root, str(cache)))
    (file,) = cache.iterdir()
    return said, file.read_bytes()


def kept_alone(root: Path, cache: Path) -> tuple[object, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second_reader, "FILES", 10**9)
        return kept(root, cache)


def test_two_say_and_keep_what_one_does(root: Path, tmp_path: Path, doubled: Doubled) -> None:
    assert kept(root, tmp_path / "cache") == kept_alone(root, tmp_path / "other")
    assert doubled.parsed[: -len(list(root.rglob("*.toml")))] == ["m00.toml"]
    assert doubled.ends == [(os.CLD_EXITED, 0)]
    assert doubled.left() == []


def test_more_than_are_kept_in_memory(
    root: Path, tmp_path: Path, doubled: Doubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_records, "KEPT", 5)
    assert kept(root, tmp_path / "cache") == kept_alone(root, tmp_path / "other")
    assert len(doubled.processes) == 1


def test_what_is_wrong_is_told_as_by_one(broken: Path, tmp_path: Path, doubled: Doubled) -> None:
    assert kept(broken, tmp_path / "cache") == kept_alone(broken, tmp_path / "other")
    files = len(list((broken).glob("*/*")))
    assert doubled.parsed[:-files] == [
        "Bad Name.toml", "m05.toml", "m35.toml", "m60", "s1.toml", "link.toml", "zzz.toml",
    ]  # fmt: skip


def test_a_folder_on_another(broken: Path, tmp_path: Path, doubled: Doubled) -> None:
    own = tmp_path / "own"
    (own / "milestones").mkdir(parents=True)
    (own / "gcmtrack.toml").write_text('extends = "../records"\n')
    (own / "milestones/m07.toml").write_text(milestone_text("Ours"))
    (own / "milestones/m08.toml").write_text("title = \n")
    (own / "milestones/new.toml").write_text(milestone_text("New"))
    assert kept(own, tmp_path / "cache") == kept_alone(own, tmp_path / "other")
    both = load(own)
    assert both.records.milestones["m07"].title == "Ours"
    assert "m08" not in both.records.milestones
    assert len(both.records.milestones) == 68


def ends_at_once(opened: int, pieces: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def ends_in_between(opened: int, pieces: bytes) -> None:
    os.write(opened, pieces[: len(pieces) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def ends_in_a_head(opened: int, pieces: bytes) -> None:
    os.write(opened, pieces + pieces[:3])
    os.kill(os.getpid(), signal.SIGKILL)


def fails(opened: int, pieces: bytes) -> NoReturn:
    raise RuntimeError("unexpected")


def interrupted(opened: int, pieces: bytes) -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize(
    ("written", "end"),
    [
        (ends_at_once, (os.CLD_KILLED, signal.SIGKILL)),
        (ends_in_between, (os.CLD_KILLED, signal.SIGKILL)),
        (ends_in_a_head, (os.CLD_KILLED, signal.SIGKILL)),
        (fails, (os.CLD_EXITED, 0)),
        (interrupted, (os.CLD_KILLED, signal.SIGINT)),
    ],
)  # fmt: skip
def test_a_second_process_that_ends_early(
    written: Callable[[int, bytes], None],
    end: tuple[int, int],
    broken: Path,
    tmp_path: Path,
    doubled: Doubled,
    capfd: pytest.CaptureFixture[str],
) -> None:
    doubled.writes(written)
    assert kept(broken, tmp_path / "cache") == kept_alone(broken, tmp_path / "other")
    assert doubled.ends == [end]
    assert doubled.left() == []
    assert capfd.readouterr() == ("", "")


def never_ends(opened: int, pieces: bytes) -> None:
    signal.alarm(120)
    signal.pause()


def test_a_second_process_that_hangs_is_not_waited_for(
    broken: Path, tmp_path: Path, doubled: Doubled
) -> None:
    doubled.waits = False
    doubled.writes(never_ends)
    assert kept(broken, tmp_path / "cache") == kept_alone(broken, tmp_path / "other")
    assert len(doubled.processes) == 1
    assert doubled.left() == []


def test_ctrl_c_ends_both(root: Path, doubled: Doubled, monkeypatch: pytest.MonkeyPatch) -> None:
    doubled.waits = False
    doubled.writes(never_ends)
    here = os.getpid()
    read = FolderSource.read

    def stopped(source: FolderSource, kind: Folder, name: str) -> Any:
        if os.getpid() == here and name == "m40.toml":
            raise KeyboardInterrupt
        return read(source, kind, name)

    monkeypatch.setattr(FolderSource, "read", stopped)
    opened = len(os.listdir("/dev/fd"))
    with pytest.raises(KeyboardInterrupt):
        load(root)
    assert len(doubled.processes) == 1
    assert doubled.left() == []
    assert len(os.listdir("/dev/fd")) == opened
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_where_children_are_forgotten_at_once(root: Path, tmp_path: Path, doubled: Doubled) -> None:
    doubled.waits = False
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert kept(root, tmp_path / "cache") == kept_alone(root, tmp_path / "other")
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert len(doubled.processes) == 1


@pytest.mark.parametrize("refused", ["pipe", "fork"])
def test_a_system_that_has_no_room_for_it(
    refused: str, root: Path, tmp_path: Path, doubled: Doubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> NoReturn:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, refused, full)
    opened = len(os.listdir("/dev/fd"))
    assert kept(root, tmp_path / "cache") == kept_alone(root, tmp_path / "other")
    assert len(os.listdir("/dev/fd")) == opened
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
    assert doubled.processes == []


def test_a_small_folder_is_read_by_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected(*_: object) -> NoReturn:
        raise AssertionError("a second process was started")

    monkeypatch.setattr(second_reader, "is_possible", unexpected)
    assert len(load(root).records) == 71


def test_one_core_or_several_threads_are_read_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3})
    assert second_reader.is_possible()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert not second_reader.is_possible()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3})
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not second_reader.is_possible()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.delattr(os, "fork")
    assert not second_reader.is_possible()
