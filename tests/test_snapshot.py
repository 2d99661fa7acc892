"""A load with a snapshot always equals a load without one, whatever happened to the files in between."""

import os
import shutil
import subprocess
import sys
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import environment
from gcmtrack import PACKAGE
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Milestone
from gcmtrack.store import listing, snapshot
from gcmtrack.store.load import Loaded, load
from gcmtrack.store.settings import NO_SETTINGS
from gcmtrack.store.sources import FolderSource
from gcmtrack.store.stack import Stack

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


def forums(root: Path, names: Iterable[str]) -> Path:
    """Makes a records folder of one organisation and its forums."""
    for kind in ("milestones", "statements", "organisations"):
        (root / kind).mkdir(parents=True)
    (root / "organisations/iom.toml").write_text(ORGANISATION.format(title="IOM"))
    for number, name in enumerate(names):
        (root / f"milestones/{name}.toml").write_text(milestone_text(f"Forum {number}"))
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return forums(tmp_path / "records", [f"m{number}" for number in range(4)])


def told(loaded: Loaded) -> tuple[object, ...]:
    """All that a load says, to be compared."""
    origins = [loaded.origin(record.folder, record.id) for record in loaded.records]
    wrong = (loaded.findings, loaded.left_out, loaded.problems, loaded.base_findings, loaded.base_left_out)
    return list(loaded.records), origins, loaded.settings, wrong


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

    return snapshot.read(str(cache), whole, unexpected)


def test_the_second_load_comes_from_the_snapshot(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(root, str(tmp_path / "cache"))

    def unexpected(*_: object) -> None:
        raise AssertionError("a file was parsed again")

    monkeypatch.setattr(FolderSource, "read", unexpected)
    assert list(load(root, str(tmp_path / "cache")).records.milestones) == ["m0", "m1", "m2", "m3"]


def test_only_the_changed_file_is_parsed_again(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(tmp_path / "cache")
    load(root, cache)
    (root / "milestones/m1.toml").write_text(milestone_text("Another"))
    parsed: list[str] = []
    read = FolderSource.read

    def noting(source: FolderSource, kind: Folder, name: str) -> object:
        parsed.append(name)
        return read(source, kind, name)

    monkeypatch.setattr(FolderSource, "read", noting)
    assert load(root, cache).records.milestones["m1"].title == "Another"
    assert parsed == ["m1.toml"]


def test_a_file_changed_just_now_is_not_trusted(root: Path, tmp_path: Path) -> None:
    """git's rule: what changed in the moment of looking may change again without its look changing."""
    cache = tmp_path / "cache"
    load(root, str(cache))
    kept = snapshot_of(root, cache)
    assert kept is not None
    assert list(kept.unchanged(Stack(root).seen)) == []


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


def test_a_folder_with_the_name_of_a_record_hides_no_change_of_it(
    root: Path, tmp_path: Path, trusting: None
) -> None:
    cache = str(tmp_path / "cache")
    (root / "milestones/m1").mkdir()
    first = load(root, cache)
    assert [(f.folder, f.id, f.check) for f in first.findings] == [(None, "milestones/m1", "misplaced")]
    assert told(load(root, cache)) == told(first)
    (root / "milestones/m1.toml").write_text(milestone_text("Another"))
    again = load(root, cache)
    assert again.records.milestones["m1"].title == "Another"
    assert again.findings == first.findings
    agree(root, tmp_path / "cache")


def test_what_was_wrong_is_still_told(root: Path, tmp_path: Path, trusting: None) -> None:
    (root / "milestones/bad.toml").write_text("title = \n")
    (root / "milestones/dangling.toml").write_text(milestone_text(organiser="nobody"))
    (root / "milestones/unordered.toml").write_text(
        'fulfils = ["m1/forum", "bad/forum"]\n' + milestone_text("F")
    )
    (root / "stray.toml").write_text("")
    first = load(root, str(tmp_path / "cache"))
    # What `bad` orders is not known, and `bad` is told for itself.
    assert [f.message for f in first.findings] == [
        "a record belongs in milestones, statements or organisations",
        "nothing stands after the =; write a value, or take the line out",
        "unknown organisation 'nobody'; use iom",
        "unknown mandate 'm1/forum'; see them with: gcmtrack mandates",
    ]
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
    load(other, str(cache))
    (taken,) = set(cache.iterdir()) - {file}
    os.replace(file, taken)
    assert snapshot_of(other, cache) is None


def test_what_is_said_is_never_that_of_an_older_program(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot holds records and no sentences, so that a mended check is not hidden by an old answer."""
    (root / "milestones/bad.toml").write_text("title = \n")
    (root / "milestones/dangling.toml").write_text(milestone_text(organiser="nobody"))
    cache = str(tmp_path / "cache")
    assert [f.message for f in load(root, cache).findings] == [
        "nothing stands after the =; write a value, or take the line out",
        "unknown organisation 'nobody'; use iom",
    ]
    monkeypatch.setattr("gcmtrack.store.dangling.unknown_word", lambda *_: "a new sentence")
    monkeypatch.setattr("gcmtrack.store.syntax_advice.advice", lambda *_: "another one")
    again = load(root, cache)
    assert snapshot_of(root, Path(cache)) is not None
    assert [f.message for f in again.findings] == ["another one", "a new sentence"]
    assert sorted(again.records.milestones._decoded) == [0]  # type: ignore[attr-defined]


def test_a_change_of_any_module_that_makes_records_makes_a_snapshot_foreign(
    root: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "gcmtrack"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(snapshot, "PACKAGE", str(package))
    modules = [*package.glob("*.py"), *(package / "model").rglob("*.py"), *(package / "store").rglob("*.py")]
    assert len(modules) > 40
    snapshot.program.cache_clear()
    seen = {snapshot.program()}
    for module in modules:
        load(root, str(tmp_path / "cache"))
        assert snapshot_of(root, tmp_path / "cache") is not None
        os.utime(module, ns=(0, module.stat().st_mtime_ns + 1))
        snapshot.program.cache_clear()
        seen.add(snapshot.program())
        assert snapshot_of(root, tmp_path / "cache") is None
    assert len(seen) == len(modules) + 1
    load(root, str(tmp_path / "cache"))
    # What stands above makes nothing of a record.
    for module in (package / "views" / "events.py", package / "cli" / "commands" / "check.py"):
        os.utime(module, ns=(0, module.stat().st_mtime_ns + 1))
        snapshot.program.cache_clear()
        assert snapshot_of(root, tmp_path / "cache") is not None
    monkeypatch.setattr(snapshot, "PACKAGE", str(tmp_path / "nowhere"))
    snapshot.program.cache_clear()
    assert snapshot.program() not in seen
    monkeypatch.undo()
    snapshot.program.cache_clear()


def test_only_its_owner_can_read_it(root: Path, tmp_path: Path) -> None:
    """Records may be private, whatever the folder allows that they lie in."""
    before = os.umask(0)
    try:
        load(root, str(tmp_path / "a" / "gcmtrack"))
        (tmp_path / "b").mkdir(mode=0o777)
        load(root, str(tmp_path / "b"))
    finally:
        os.umask(before)
    for cache in (tmp_path / "a" / "gcmtrack", tmp_path / "b"):
        assert cache.stat().st_mode & 0o777 == 0o700
        assert [file.stat().st_mode & 0o777 for file in cache.iterdir()] == [0o600]


def test_what_others_may_have_written_is_no_snapshot(root: Path, tmp_path: Path, trusting: None) -> None:
    cache = tmp_path / "cache"
    load(root, str(cache))
    (file,) = cache.iterdir()
    assert snapshot_of(root, cache) is not None
    for mode in (0o620, 0o602):
        file.chmod(mode)
        assert snapshot_of(root, cache) is None
    file.chmod(0o600)
    assert snapshot_of(root, cache) is not None
    if os.geteuid() == 0:
        os.chown(file, 12345, -1)
        assert snapshot_of(root, cache) is None
        file.unlink()
        os.chown(cache, 12345, -1)
        load(root, str(cache))
        assert list(cache.iterdir()) == []


def test_a_pipe_or_a_device_in_its_place_is_not_waited_for(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(root, str(cache))
    (file,) = cache.iterdir()
    for kind in ("pipe", "link to a device", "folder"):
        file.unlink()
        if kind == "pipe":
            os.mkfifo(file)
        elif kind == "folder":
            file.mkdir()
        else:
            file.symlink_to("/dev/zero")
        assert told(load(root, str(cache))) == told(load(root))
        if file.is_dir():
            file.rmdir()


@pytest.mark.parametrize("time", [2**63, 2**64, 2**70, -(2**70)])
@pytest.mark.parametrize("inode", [7, 2**63, 2**64 - 1, 2**127 + 5])
def test_numbers_of_file_systems_without_bounds_are_no_trouble(
    time: int, inode: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Times have no bounds there, and inodes up to 128 bits; what changes is seen all the same."""
    seen = {"m1.toml": inode}

    class Entry:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self._size = entry.name, entry.stat().st_size

        def stat(self) -> SimpleNamespace:
            inode = seen.get(self.name, 1)
            return SimpleNamespace(st_size=self._size, st_mtime_ns=time, st_ctime_ns=time, st_ino=inode)

    looks = listing._looks
    monkeypatch.setattr(listing, "_looks", lambda entries: looks(map(Entry, entries)))  # type: ignore[arg-type]
    for _ in range(2):
        agree(root, tmp_path / "cache")
    before = listing.look(str(root))
    seen["m1.toml"] += 1
    assert listing.look(str(root)) != before


_JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.text(max_size=5), st.binary(max_size=40),
    st.lists(st.integers(0, 300), max_size=5), st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=2),
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_forged_snapshot_does_no_harm(
    data: st.DataObject, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its checksums are right, and anything else in it may be wrong. It may lie, since only we can write it; it may
    say in a sentence that a record changed meanwhile; it does not end in a traceback."""
    cache = tmp_path_factory.mktemp("cache")
    (root / "milestones/dangling.toml").write_text(milestone_text(organiser="nobody"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "RACY_NS", -10_000_000_000_000)
        load(root, str(cache))
        (file,) = cache.iterdir()
        raw = file.read_bytes()
        size = int.from_bytes(raw[-12:-4], "big")
        head = msgspec.msgpack.decode(raw[-12 - size : -12])
        kind = data.draw(st.sampled_from(["milestones", "organisations"]))
        column = head[3][kind]
        place = data.draw(st.integers(0, 5))
        how = data.draw(st.sampled_from(["junk", "swap", "cut", "record", "bytes"]))
        body = bytearray(raw[: -12 - size])
        if how == "junk":
            target: list[Any] = data.draw(st.sampled_from([column, head]))
            target[place % len(target)] = data.draw(_JUNK)
        elif how == "swap":
            column[0].reverse()
        elif how == "cut":
            column[place] = column[place][: data.draw(st.integers(0, 3))]
        elif how == "bytes":
            column[1 + place % 5] = data.draw(
                st.binary(min_size=len(column[1 + place % 5]), max_size=len(column[1 + place % 5]))
            )
        else:
            record = msgspec.msgpack.encode(
                data.draw(_JUNK)
                if data.draw(st.booleans())
                else {
                    "id": column[0][0],
                    "title": "T",
                    "kind": "event",
                    "type": "forum",
                    "phase": "review",
                    "date": data.draw(st.sampled_from(["2018", "2018-07-00", "x", ""])),
                }
            )
            begins = array("Q", column[1])
            begins[0] = len(body)
            begins[1] = len(body) + len(record)
            body += record
            column[1] = begins.tobytes()
            sums = array("I", column[2])
            sums[0] = zlib.crc32(record)
            column[2] = sums.tobytes()
        forged = msgspec.msgpack.encode(head)
        forged += len(forged).to_bytes(8, "big")
        file.write_bytes(bytes(body) + forged + zlib.crc32(forged).to_bytes(4, "big"))
        with suppress(InvalidRecords):
            loaded = load(root, str(cache))
            list(loaded.records)
            list(loaded.records.milestones_in(date(2018, 1, 1), date(2019, 1, 1)))
            assert loaded.problems is not None
        # What was found to be damaged was thrown away, or holds.
        with suppress(InvalidRecords):
            list(load(root, str(cache)).records)


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
_STEP = st.one_of(
    st.tuples(st.just("write"), _NAMES, st.sampled_from(["Forum 0", "Forum 1", "Forvm 2", "Long title"]), _DAYS),
    st.tuples(st.just("rewrite"), _NAMES, st.sampled_from(["Forum 0", "Forum 1", "Forvm 2"])),
    st.tuples(st.just("rename"), _NAMES, _NAMES),
    st.tuples(st.just("delete"), _NAMES),
    st.tuples(st.just("break"), _NAMES),
    st.tuples(st.just("organiser"), _NAMES, st.sampled_from(["iom", "nobody"])),
    st.tuples(st.just("commit")),
    st.tuples(st.just("checkout"), st.integers(0, 3)),
    st.tuples(st.just("read")),
)  # fmt: skip
_STEPS = st.lists(_STEP, max_size=12)


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


_LAYERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["own", "base"]), _STEP),
        st.tuples(st.just("settings"), st.sampled_from(
            ['extends = "../base"\n', 'extends = "../other"\n', 'extends = "../base"\nlanguage = "es"\n', "", "x = ", None]
        )),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_LAYERS)
def test_never_stale_on_top_of_a_base(
    steps: list[tuple[str, Any]], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever happens to either folder and to the settings between them, a load with the snapshot equals one without."""
    place = tmp_path_factory.mktemp("stale")
    own, cache = place / "own", place / "cache"
    for name in ("base", "other"):
        shutil.copytree(root, place / name)
    (place / "other/milestones/m0.toml").write_text(milestone_text("Another"))
    (own / "milestones").mkdir(parents=True)
    (own / "gcmtrack.toml").write_text('extends = "../base"\n')
    for where, step in steps:
        if where == "settings":
            (own / "gcmtrack.toml").unlink(missing_ok=True)
            if step is not None:
                (own / "gcmtrack.toml").write_text(step)
        elif step[0] == "read":
            agree(own, cache)
        elif step[0] not in ("commit", "checkout"):
            _do(place / where, step)
    agree(own, cache)
    agree(own, cache)


@pytest.fixture
def own(root: Path, tmp_path: Path) -> Path:
    own = tmp_path / "own"
    (own / "milestones").mkdir(parents=True)
    (own / "gcmtrack.toml").write_text('extends = "../records"\n')
    (own / "milestones/mine.toml").write_text(milestone_text("Mine"))
    return own


def test_the_second_load_of_two_folders_parses_nothing(
    own: Path, tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(own, str(tmp_path / "cache"))

    def unexpected(*_: object) -> None:
        raise AssertionError("something was parsed again")

    monkeypatch.setattr(FolderSource, "read", unexpected)
    monkeypatch.setattr("gcmtrack.store.stack.settings_of", lambda raw: unexpected() if raw else NO_SETTINGS)
    loaded = load(own, str(tmp_path / "cache"))
    assert list(loaded.records.milestones) == ["m0", "m1", "m2", "m3", "mine"]
    assert loaded.settings.extends == "../records"


def test_a_file_that_takes_the_place_of_one_below_is_seen_and_so_is_its_end(
    own: Path, root: Path, tmp_path: Path, trusting: None
) -> None:
    cache = tmp_path / "cache"
    agree(own, cache)
    shutil.copy2(root / "milestones/m1.toml", own / "milestones/m1.toml")
    agree(own, cache)
    assert load(own, str(cache)).origin("milestones", "m1") == "override"
    os.replace(own / "milestones/m1.toml", own / "milestones/m2.toml")
    agree(own, cache)
    (own / "milestones/m2.toml").unlink()
    agree(own, cache)
    assert load(own, str(cache)).origin("milestones", "m2") == "base"


def test_another_folder_in_the_place_of_the_base_is_seen(
    own: Path, root: Path, tmp_path: Path, trusting: None
) -> None:
    cache = tmp_path / "cache"
    agree(own, cache)
    os.rename(root, tmp_path / "old")
    agree(own, cache)
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    (tmp_path / "new/milestones/m1.toml").write_text(milestone_text("New"))
    (tmp_path / "records").symlink_to("new")
    agree(own, cache)
    assert load(own, str(cache)).records.milestones["m1"].title == "New"


def test_a_damaged_record_of_the_base_is_read_from_the_base(
    own: Path, tmp_path: Path, trusting: None
) -> None:
    cache = tmp_path / "cache"
    load(own, str(cache))
    (file,) = cache.iterdir()
    raw = file.read_bytes()
    at = raw.index(b"Forum 1")
    file.write_bytes(raw[:at] + b"F" + bytes([raw[at + 1] ^ 1]) + raw[at + 2 :])
    assert load(own, str(cache)).records.milestones["m1"].title == "Forum 1"


def test_never_stale_in_a_burst(root: Path, tmp_path: Path) -> None:
    """Reads and same-size writes as fast as the machine can: every read sees the last write."""
    file = root / "milestones/m1.toml"
    for number in range(60):
        file.write_text(milestone_text(f"Forum {number % 10}"))
        loaded = load(root, str(tmp_path / "cache"))
        found = loaded.records.milestones["m1"]
        assert isinstance(found, Milestone)
        assert found.title == f"Forum {number % 10}"
