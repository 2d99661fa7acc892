"""A load with a snapshot always equals a load without one, whatever happened to the files in between."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import environment
from gcmtrack.model.records import Milestone
from gcmtrack.store import listing, snapshot
from gcmtrack.store.load import Loaded, load, read_file

MILESTONE = """\
title = "{title}"
kind = "event"
type = "forum"
phase = "review"
date = "{date}"
organisers = ["{organiser}"]

[[sources]]
title = "S"
url = "https://example.org/"
"""
ORGANISATION = (
    'name = "{title}"\ntype = "civil-society"\n\n[[sources]]\ntitle = "S"\nurl = "https://example.org/"\n'
)


def milestone_text(title: str = "Forum", day: str = "2018-07-13", organiser: str = "iom") -> str:
    return MILESTONE.format(title=title, date=day, organiser=organiser)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "records"
    for kind in ("milestones", "statements", "organisations"):
        (root / kind).mkdir(parents=True)
    (root / "organisations/iom.toml").write_text(ORGANISATION.format(title="IOM"))
    for number in range(4):
        (root / f"milestones/m{number}.toml").write_text(milestone_text(f"Forum {number}"))
    return root


def told(loaded: Loaded) -> tuple[object, ...]:
    """All that a load says, to be compared."""
    return list(loaded.records), loaded.findings, loaded.left_out, loaded.problems


def agree(root: Path, cache: Path) -> None:
    assert told(load(root, str(cache))) == told(load(root))


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots trust every file at once: as if each had been changed long before it was looked at."""
    monkeypatch.setattr(listing, "RACY_NS", -10_000_000_000_000)


def snapshot_of(root: Path, cache: Path) -> snapshot.Snapshot | None:
    whole = os.path.realpath(root)

    def unexpected(*_: object) -> NoReturn:
        raise AssertionError("nothing should be damaged")

    return snapshot.read(snapshot.file_of(str(cache), whole), whole, unexpected)


def test_the_second_load_comes_from_the_snapshot(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(root, str(tmp_path / "cache"))

    def unexpected(*_: object) -> None:
        raise AssertionError("a file was parsed again")

    monkeypatch.setattr("gcmtrack.store.load.read_file", unexpected)
    assert list(load(root, str(tmp_path / "cache")).records.milestones) == ["m0", "m1", "m2", "m3"]


def test_only_the_changed_file_is_parsed_again(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(tmp_path / "cache")
    load(root, cache)
    (root / "milestones/m1.toml").write_text(milestone_text("Another"))
    parsed: list[str] = []
    read = read_file

    def noting(file: listing.RecordFile) -> object:
        parsed.append(file.id)
        return read(file)

    monkeypatch.setattr("gcmtrack.store.load.read_file", noting)
    assert load(root, cache).records.milestones["m1"].title == "Another"
    assert parsed == ["m1"]


def test_a_file_changed_just_now_is_not_trusted(root: Path, tmp_path: Path) -> None:
    """git's rule: what changed in the moment of looking may change again without its look changing."""
    cache = tmp_path / "cache"
    load(root, str(cache))
    kept = snapshot_of(root, cache)
    assert kept is not None
    assert {size for looks in kept.looks().values() for _, size, *_ in looks} == {-2}


def test_same_size_and_same_time_is_seen(root: Path, tmp_path: Path, trusting: None) -> None:
    """An editor that puts the time of change back cannot put back the time at which the file was touched."""
    file = root / "milestones/m1.toml"
    load(root, str(tmp_path / "cache"))
    before = file.stat()
    file.write_text(milestone_text("Forvm 1"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    agree(root, tmp_path / "cache")


def test_what_was_wrong_is_still_told(root: Path, tmp_path: Path, trusting: None) -> None:
    (root / "milestones/bad.toml").write_text("title = \n")
    (root / "milestones/dangling.toml").write_text(milestone_text(organiser="nobody"))
    (root / "stray.toml").write_text("")
    first = load(root, str(tmp_path / "cache"))
    assert len(first.findings) == 3
    assert told(load(root, str(tmp_path / "cache"))) == told(first)
    assert told(first) == told(load(root))


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:200] + bytes([raw[200] ^ 1]) + raw[201:],
        lambda raw: raw[:30] + bytes(len(raw) // 2) + raw[30 + len(raw) // 2 :],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 128]),
        lambda _: b"something else" * 100,
        lambda raw: raw + b"more",
    ],
)  # fmt: skip
def test_a_damaged_snapshot_is_made_anew(damage: object, root: Path, tmp_path: Path, trusting: None) -> None:
    cache = tmp_path / "cache"
    load(root, str(cache))
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    agree(root, cache)
    agree(root, cache)
    assert snapshot_of(root, cache) is not None


def test_a_snapshot_of_another_folder_is_foreign(root: Path, tmp_path: Path, trusting: None) -> None:
    cache = tmp_path / "cache"
    load(root, str(cache))
    other = tmp_path / "other"
    shutil.copytree(root, other)
    (file,) = cache.iterdir()
    shutil.copy(file, snapshot.file_of(str(cache), os.path.realpath(other)))
    assert snapshot_of(other, cache) is None


@pytest.mark.parametrize("cache", ["/proc/nowhere", "/dev/null/cache"])
def test_no_place_for_a_snapshot_is_no_trouble(cache: str, root: Path) -> None:
    assert told(load(root, cache)) == told(load(root))


def test_a_period_decodes_only_what_lies_in_it(root: Path, tmp_path: Path, trusting: None) -> None:
    (root / "milestones/open.toml").write_text(milestone_text("Open", "2017-01/.."))
    (root / "milestones/later.toml").write_text(milestone_text("Later", "2030"))
    load(root, str(tmp_path / "cache"))
    records = load(root, str(tmp_path / "cache")).records
    found = [m.id for m in records.milestones_in(date(2029, 1, 1), date(2031, 1, 1))]
    assert found == ["open", "later"]
    assert sorted(records.milestones._decoded) == [0, 5]  # type: ignore[attr-defined]
    assert found == [m.id for m in load(root).records.milestones_in(date(2029, 1, 1), date(2031, 1, 1))]


def test_switched_off(root: Path, tmp_path: Path) -> None:
    for off, made in (("off", 0), ("", 1)):
        home = tmp_path / f"home-{off}"
        subprocess.run(
            [sys.executable, "-m", "gcmtrack", "events", "--records", str(root)],
            env=environment(XDG_CACHE_HOME=str(home), GCMTRACK_CACHE=off), check=True, capture_output=True,
        )  # fmt: skip
        assert len(list(home.rglob("*.snapshot"))) == made


_NAMES = st.sampled_from([f"m{number}" for number in range(6)])
_DAYS = st.sampled_from(["2018-07-13", "2018", "2030", "2017-02-30", "2018-07/.."])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), _NAMES, st.sampled_from(["Forum 0", "Forum 1", "Forvm 2", "Long title"]), _DAYS),
        st.tuples(st.just("rewrite"), _NAMES, st.sampled_from(["Forum 0", "Forum 1", "Forvm 2"])),
        st.tuples(st.just("rename"), _NAMES, _NAMES),
        st.tuples(st.just("delete"), _NAMES),
        st.tuples(st.just("break"), _NAMES),
        st.tuples(st.just("organiser"), _NAMES, st.sampled_from(["iom", "nobody"])),
        st.tuples(st.just("commit")),
        st.tuples(st.just("checkout"), st.integers(0, 3)),
        st.tuples(st.just("read")),
    ),
    max_size=12,
)  # fmt: skip


def _git(root: Path, *args: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args],
        cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"},
    )  # fmt: skip
    return done.stdout.strip()


def _do(root: Path, step: tuple[str, ...]) -> None:
    verb, *rest = step
    file = root / "milestones" / f"{rest[0]}.toml" if rest else root
    if verb == "write":
        file.write_text(milestone_text(rest[1], rest[2]))
    elif verb == "organiser":
        file.write_text(milestone_text(organiser=rest[1]))
    elif verb == "break":
        file.write_text("title = \n")
    elif verb == "rewrite" and file.exists():
        # Same size where the titles have it, and the time of change put back.
        before = file.stat()
        file.write_text(milestone_text(rest[1]))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif verb == "rename" and file.exists():
        os.replace(file, root / "milestones" / f"{rest[1]}.toml")
    elif verb == "delete":
        file.unlink(missing_ok=True)
    elif verb == "commit":
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", "x", "--allow-empty")
    elif verb == "checkout":
        commits = _git(root, "log", "--all", "--format=%H").split()
        if commits:
            _git(root, "checkout", "-q", "-f", commits[int(rest[0]) % len(commits)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_never_stale(
    steps: list[tuple[str, ...]], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("stale")
    folder, cache = place / "records", place / "cache"
    shutil.copytree(root, folder)
    _git(folder, "init", "-q")
    for step in steps:
        if step[0] == "read":
            agree(folder, cache)
        else:
            _do(folder, step)
    agree(folder, cache)
    agree(folder, cache)


def test_never_stale_in_a_burst(root: Path, tmp_path: Path) -> None:
    """Reads and same-size writes as fast as the machine can: every read sees the last write."""
    file = root / "milestones/m1.toml"
    for number in range(60):
        file.write_text(milestone_text(f"Forum {number % 10}"))
        loaded = load(root, str(tmp_path / "cache"))
        found = loaded.records.milestones["m1"]
        assert isinstance(found, Milestone)
        assert found.title == f"Forum {number % 10}"
