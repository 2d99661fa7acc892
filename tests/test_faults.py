"""Real faults: killed writers, many writers, a full disk, a read-only folder. Whole records or none, and a clear sentence.

`GCMTRACK_KILLS=1000 GCMTRACK_ADDS=400 GCMTRACK_LINES=1 pytest tests/test_faults.py` makes the long runs.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest

from builders import milestone, organisation
from children import in_child, program
from conftest import Result, environment
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.store import atomic, listing, lock, toml_text, transaction
from gcmtrack.store.load import load
from gcmtrack.store.transaction import Change, ChangedMeanwhile

KILLS = int(os.environ.get("GCMTRACK_KILLS", "40"))
ADDS = int(os.environ.get("GCMTRACK_ADDS", "80"))
LINES = int(os.environ.get("GCMTRACK_LINES", "5"))
WRITERS = 8

Maker = Callable[..., Path]
Run = Callable[..., Result]
TraceFunction = Callable[[FrameType, str, Any], Any]


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(organisation("wimn"), milestone("final-draft", kind="document"))


def adding(records: Path, title: str, **more: str) -> list[str]:
    options = {"org": "wimn", "title": title, "date": "2018-07-13", "milestone": "final-draft"}
    options |= {"summary": "word " * 2000, "source-title": "S", "source-url": "https://example.org", **more}
    return [
        "add-statement",
        "--records",
        str(records),
        *(f"--{key}={value}" for key, value in options.items()),
    ]


COMMANDS = {
    "add": lambda records: adding(records, "Too much"),
    "edit": lambda records: ["edit", "final-draft", "--set", "city=Geneva", "--records", str(records)],
    "fmt": lambda records: ["fmt", "--records", str(records)],
    "rename": lambda records: ["rename", "wimn", "women", "--records", str(records)],
    "check --fix": lambda records: ["check", "--fix", "--records", str(records)],
}


def everything(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def untidy(records: Path) -> Path:
    """The records with one file that is not in canonical form, so that every command has something to write."""
    file = records / "milestones" / "final-draft.toml"
    file.write_text("# a comment\n\n" + file.read_text())
    file.write_text(file.read_text().replace('kind = "document"', "kind   = 'document'"))
    return records


def run_killed(args: list[str], after: float) -> tuple[int, str]:
    """Runs the program and kills it after so many seconds; returns how it ended and what it printed."""
    ours, theirs = os.pipe()
    child = in_child(program(*args), theirs)
    os.close(theirs)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(ours) as stream:
        return os.waitstatus_to_exitcode(status), stream.read()


def durations(records: Path) -> list[float]:
    """How long three whole runs take, without the kill."""
    took = []
    for number in range(3):
        began = time.monotonic()
        null = os.open(os.devnull, os.O_WRONLY)
        os.waitpid(in_child(program(*adding(records, f"Trial {number}")), null), 0)
        os.close(null)
        took.append(time.monotonic() - began)
    return took


def test_a_writer_that_is_killed_leaves_whole_records_or_none(records: Path, run: Run) -> None:
    """Killed at a random moment of its life, most often near the write; what printed a path has its record."""
    # What the children need is imported once, here, so that a run is mostly its own work.
    assert run(*adding(records, "Warm up")).code == 0
    longest = max(durations(records))
    dice = random.Random(20181210)
    printed = 0
    killed = 0
    for number in range(KILLS):
        code, out = run_killed(adding(records, f"Attempt {number}"), dice.uniform(0, longest * 1.1))
        killed += code == -signal.SIGKILL
        if out:
            printed += 1
            path = Path(out.removesuffix("\n"))
            assert out.endswith(".toml\n")
            assert toml_text.parse(path.read_text())["title"] == f"Attempt {number}"
    assert killed > 0
    loaded = load(records)
    assert loaded.findings == []
    # What was left beside the records trips nothing, and whoever writes next takes it away.
    assert run("check", "--records", records, "--today", "2018-07-20").code == 0
    assert run(*adding(records, "After all that")).code == 0
    titles = sorted(s.title for s in loaded.records.statements.values())
    assert len(titles) == len(set(titles))
    assert len(titles) >= printed
    assert list(records.rglob("*.tmp")) == []
    files = {file.name for file in (records / "statements").iterdir()}
    assert files == {f"{id_}.toml" for id_ in load(records).records.statements}


def dying_at(step: int, work: Callable[[], None]) -> Callable[[], None]:
    """Makes the process kill itself at the step-th line of code that runs inside a write of `work`."""

    def dying() -> None:
        left = [step]

        def each_line(frame: FrameType, event: str, _: object) -> TraceFunction:
            if event == "line":
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return each_line

        def each_call(frame: FrameType, _event: str, _: object) -> TraceFunction | None:
            return each_line if frame.f_code.co_filename in ours else None

        def watched(apply: Callable[[ChangeSet], None]) -> Callable[[ChangeSet], None]:
            def instead(change_set: ChangeSet) -> None:
                sys.settrace(each_call)
                apply(change_set)
                sys.settrace(None)

            return instead

        ours = {module.__file__ for module in (atomic, lock, transaction)}
        ChangeSet.apply = watched(ChangeSet.apply)  # type: ignore[method-assign, assignment]
        work()

    return dying


@pytest.mark.parametrize("command", ["add", "edit", "fmt", "rename", "check --fix"])
def test_killed_at_any_line_of_a_write_all_is_old_or_new(command: str, untidy: Path, run: Run) -> None:
    """At one line after the other (every fifth, or each), until a run comes through: what is read next is all old or all
    new, of many files too."""
    (untidy / "statements" / "b.toml").write_text(OTHER)
    whole = everything(untidy)
    run(*COMMANDS[command](untidy))
    after = everything(untidy)
    assert after != whole
    status = 1
    step = 0
    halves = 0
    while status:
        shutil.rmtree(untidy)
        for path, raw in whole.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(raw)
        null = os.open(os.devnull, os.O_WRONLY)
        _, status = os.waitpid(in_child(dying_at(step, program(*COMMANDS[command](untidy))), null), 0)
        os.close(null)
        halves += files(untidy) not in (whole, after)
        assert load(untidy).findings == []
        seen = files(untidy)
        assert seen in (whole, after)
        step += LINES
    assert seen == after
    assert step > 30
    # Of several files, some kills leave a half behind.
    assert (halves > 0) == (len(changed(whole, after)) > 1)
    # Whoever writes next takes away what was left beside the records.
    assert run(*adding(untidy, "Sweeper", org="women" if command == "rename" else "wimn")).code == 0
    assert list(untidy.rglob("*.tmp")) == []


def files(root: Path) -> dict[str, bytes]:
    """The records of a folder, without what is not meant to stay."""
    return {path: raw for path, raw in everything(root).items() if path.endswith(".toml")}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return [path for path in before | after if before.get(path) != after.get(path)]


OTHER = """\
kind = "statement"
title = "B"
date = "2018-07-13"
organisations = ["wimn"]

[[sources]]
title = "S"
url = "https://example.org"
"""


COLLIDING = "Compact safety order rights work pay"


def test_many_writers_of_colliding_names_lose_nothing(records: Path) -> None:
    """Every statement has the same issuer and date, and a title that makes the same id: its number is the seventh word."""
    each = ADDS // WRITERS
    children = []
    null = os.open(os.devnull, os.O_WRONLY)
    for writer in range(WRITERS):
        child = os.fork()
        if child:
            children.append(child)
            continue
        ended = [
            os.waitpid(in_child(program(*adding(records, f"{COLLIDING} {writer * each + n}")), null), 0)[1]
            for n in range(each)
        ]
        os._exit(0 if not any(ended) else 1)
    os.close(null)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * WRITERS
    loaded = load(records)
    assert loaded.findings == []
    titles = {s.title for s in loaded.records.statements.values()}
    assert titles == {f"{COLLIDING} {n}" for n in range(each * WRITERS)}
    stem = "wimn-2018-07-13-compact-safety-order-rights-work-pay"
    numbered = {stem, *(f"{stem}-{n}" for n in range(2, each * WRITERS + 1))}
    assert set(loaded.records.statements) == numbered
    assert [file.name for file in records.rglob("*.tmp")] == []


each_command = pytest.mark.parametrize("command", COMMANDS)


def limited(args: list[str], size: int) -> Result:
    """Runs the program with no file allowed to grow beyond `size` bytes, as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", *args],
        capture_output=True,
        env=environment(GCMTRACK_CACHE="off", PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=limit,  # noqa: PLW1509
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@each_command
def test_a_file_that_cannot_grow_is_not_written(command: str, untidy: Path) -> None:
    before = everything(untidy)
    done = limited(COMMANDS[command](untidy), 16)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1].startswith("gcmtrack: ")
    assert done.err.rstrip().endswith(": File too large")
    assert "Traceback" not in done.err
    assert everything(untidy) == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB of its own, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("mount") is None or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False).returncode:  # fmt: skip
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(file: Path) -> None:
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)


@each_command
def test_a_full_disk_changes_nothing(command: str, untidy: Path, tiny_disk: Path, run: Run) -> None:
    records = tiny_disk / "records"
    shutil.copytree(untidy, records)
    fill(tiny_disk / "filler")
    before = everything(records)
    done = run(*COMMANDS[command](records))
    assert (done.code, done.out) == (1, "")
    assert done.err.rstrip().endswith("the disk is full; make room and try again")
    assert everything(records) == before


@pytest.fixture
def read_only(untidy: Path, tmp_path: Path) -> Iterator[Path]:
    """The records where nobody, not even root, may write."""
    if os.geteuid():
        for folder in (untidy, *(f for f in untidy.iterdir() if f.is_dir())):
            folder.chmod(0o555)
        yield untidy
        for folder in (untidy, *(f for f in untidy.iterdir() if f.is_dir())):
            folder.chmod(0o755)
        return
    place = tmp_path / "locked"
    place.mkdir()
    bound = subprocess.run(["mount", "--bind", untidy, place], capture_output=True, check=False).returncode
    if (
        bound
        or subprocess.run(
            ["mount", "-o", "remount,ro,bind", place], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("nothing can be mounted read-only here, and root may write everywhere else")
    yield place
    subprocess.run(["umount", place], check=True)


@each_command
def test_a_read_only_folder_is_said(command: str, read_only: Path, run: Run) -> None:
    before = everything(read_only)
    done = run(*COMMANDS[command](read_only))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("gcmtrack: ")
    assert "read-only" in done.err or "permission denied" in done.err
    assert everything(read_only) == before


def test_only_what_killed_writers_left_is_swept_away(records: Path, run: Run) -> None:
    mine = records / "organisations" / ".my-notes.tmp"
    litter = records / "organisations" / ".wimn.toml.0123456789ab.tmp"
    for file in (mine, litter):
        file.write_text("text")
        os.utime(file, (0, 0))
    assert run("edit", "wimn", "--set", "acronym=W", "--records", records).code == 0
    assert mine.read_text() == "text"
    assert not litter.exists()


@pytest.mark.parametrize("between", ["nobody", "a reader", "a writer who is refused", "no lock file"])
def test_what_a_killed_writer_left_goes_with_the_next_write_wherever_that_is(
    between: str, records: Path, run: Run
) -> None:
    """The lock file that tells of the kill may be gone by then: with a reader who took a half back, with a writer who
    was refused, or with one who opened it before the killed one locked it."""
    litter = records / "organisations" / ".wimn.toml.0123456789ab.tmp"
    litter.write_text("text")
    if between != "no lock file":
        (records / listing.LOCK_FILE).write_bytes(
            msgspec.msgpack.encode([("organisations/x.toml", None, b"x")])
        )
    if between == "a reader":
        assert run("show", "wimn", "--records", records).code == 0
        assert not (records / listing.LOCK_FILE).exists()
    elif between == "a writer who is refused":
        loaded = load(records)
        moved = ChangeSet.planned(
            loaded, lambda _: [Change(records / "statements" / "x.toml", b"old", b"new")]
        )
        with pytest.raises(ChangedMeanwhile):
            moved.apply()
        assert not (records / listing.LOCK_FILE).exists()
    assert run(*adding(records, "Elsewhere")).code == 0
    assert list(records.rglob(".*")) == []


# No write leaves the folder.

TRICKS = ["../x", "../../x", "/tmp/x", "a/b", "..", ".", "", ".hidden", "x.toml/..", "nul", "com1", "CON", "a\\b", "C:x", "x\x00y", "x\n", "é", "a" * 81]  # fmt: skip


@pytest.mark.parametrize("id_", TRICKS)
def test_an_id_is_never_a_path(id_: str, records: Path, run: Run, tmp_path: Path) -> None:
    before = everything(tmp_path)
    for args in (
        [*adding(records, "T"), f"--id={id_}"],
        ["rename", "wimn", id_, "--records", records],
        ["edit", id_ or "../wimn", "--set", "acronym=W", "--records", records],
        ["edit", f"organisations/{id_}", "--set", "acronym=W", "--records", records],
    ):
        done = run(*args)
        if not id_ and args[0] == "add-statement":
            continue
        assert (done.code, done.out) == (2, ""), args
        assert "Traceback" not in done.err
    now = everything(tmp_path)
    assert {path: raw for path, raw in now.items() if path in before} == before
    assert all(
        path.startswith(f"{records}/statements/wimn-2018-07-13-t") for path in now if path not in before
    )


@pytest.mark.parametrize("command", ["add", "edit", "fmt", "check --fix"])
def test_a_folder_that_is_a_link_leading_out_is_not_written_to(
    command: str, untidy: Path, run: Run, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    kind = "statements" if command == "add" else "milestones"
    if (untidy / kind).exists():
        (untidy / kind).rename(outside)
    outside.mkdir(exist_ok=True)
    (untidy / kind).symlink_to(outside)
    if command == "add":
        (untidy / "milestones").mkdir(exist_ok=True)
    before = everything(outside)
    done = run(*COMMANDS[command](untidy))
    assert everything(outside) == before
    if command in ("add", "edit"):
        assert (done.code, done.out) == (1, "")
        assert (
            done.err.splitlines()[-1]
            == f"gcmtrack: '{untidy}/{kind}' is a link that leads out of the records folder"
        )


def test_a_record_that_is_a_link_leading_out_is_not_written_to(
    records: Path, run: Run, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text('name = "O"\ntype = "state"\n')
    (records / "organisations" / "o.toml").symlink_to(outside)
    for args in (["edit", "o", "--set", "name=P"], ["rename", "o", "p"], ["fmt", "o"], ["fmt"]):
        run(*args, "--records", records)
    assert outside.read_text() == 'name = "O"\ntype = "state"\n'


def test_a_link_that_leads_nowhere_is_not_filled(records: Path, run: Run, tmp_path: Path) -> None:
    """Its name is taken, and what it points to is not made."""
    (records / "statements" / "taken.toml").symlink_to(tmp_path / "nowhere.toml")
    done = run(*adding(records, "T"), "--id=taken")
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        f"gcmtrack: '{records}/statements/taken.toml' exists already; nothing was written",
    )
    assert not (tmp_path / "nowhere.toml").exists()


def test_two_records_whose_names_differ_in_case_cannot_be_made(records: Path, run: Run) -> None:
    """They would be one file on other systems."""
    assert run(*adding(records, "T"), "--id=Position").code == 2
    assert run(*adding(records, "T"), "--id=position").code == 0
    (records / "statements" / "POSITION-2.toml").write_text("")
    assert run(*adding(records, "T!"), "--id=position").code == 1
