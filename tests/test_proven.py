"""A file that was found in canonical form is not read again to know it, unless it looks otherwise or the program changed."""

import os
from datetime import date
from pathlib import Path

import pytest

from gcmtrack.checks.canonical import not_canonical
from gcmtrack.checks.context import Checkup
from gcmtrack.model.ids import Folder
from gcmtrack.store import listing, snapshot
from gcmtrack.store.load import load
from gcmtrack.store.stack import Stack

ORGANISATION = """\
name = "{name}"
type = "civil-society"

[[sources]]
title = "A page"
url = "https://example.org/"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files in canonical form and one that is not, all long settled."""
    monkeypatch.setattr(listing, "RACY_NS", -10_000_000_000_000)
    place = tmp_path / "records" / "organisations"
    place.mkdir(parents=True)
    for id_ in ("one", "two"):
        (place / f"{id_}.toml").write_text(ORGANISATION.format(name=id_))
    (place / "three.toml").write_text("# Other\n" + ORGANISATION.format(name="three").replace('"', "'"))
    return place.parent


class Reading:
    """Checks a folder; tells what was not in canonical form, and which files were read for it."""

    def __init__(self, root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._root, self._cache = root, str(cache)
        self._read: list[str] = []
        text = Stack.text

        def noted(stack: Stack, folder: Folder, id_: str) -> bytes:
            self._read.append(id_)
            return text(stack, folder, id_)

        monkeypatch.setattr(Stack, "text", noted)

    def __call__(self) -> tuple[list[str], list[str]]:
        self._read.clear()
        checkup = Checkup(load(self._root, self._cache), date(2018, 7, 20), stale_after=365)
        found = sorted(finding.id for finding in not_canonical(checkup))
        return found, sorted(self._read)


@pytest.fixture
def checked(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    reading = Reading(root, tmp_path / "cache", monkeypatch)
    assert reading() == (["three"], ["one", "three", "two"])
    return reading


def test_what_is_in_canonical_form_is_read_once(checked: Reading) -> None:
    assert checked() == (["three"], ["three"])
    assert checked() == (["three"], ["three"])


def test_what_changed_is_read_again_though_size_and_time_are_the_same(checked: Reading, root: Path) -> None:
    file = root / "organisations" / "one.toml"
    before = file.stat()
    file.write_text(file.read_text().replace('"one"', "'one'"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert checked() == (["one", "three"], ["one", "three"])
    file.write_text(file.read_text().replace("'one'", '"one"'))
    assert checked() == (["three"], ["one", "three"])
    assert checked() == (["three"], ["three"])


def test_what_is_mended_and_what_is_new_is_read_once(checked: Reading, root: Path) -> None:
    (root / "organisations" / "three.toml").write_text(ORGANISATION.format(name="three"))
    (root / "organisations" / "four.toml").write_text(ORGANISATION.format(name="four"))
    (root / "organisations" / "two.toml").unlink()
    assert checked() == ([], ["four", "three"])
    assert checked() == ([], [])


def test_what_may_change_without_its_look_showing_it_is_read_again(
    checked: Reading, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = root / "organisations" / "one.toml"
    file.rename(root / "one.txt")
    file.symlink_to(root / "one.txt")
    (root / "organisations" / "three.toml").unlink()
    assert checked() == ([], ["one"])
    assert checked() == ([], ["one"])
    file.unlink()
    monkeypatch.setattr(listing, "RACY_NS", 2_500_000_000)
    file.write_text(ORGANISATION.format(name="one"))
    # All of them are younger than two seconds.
    assert checked() == ([], ["one"])
    assert checked() == ([], ["one", "two"])


def test_another_version_of_the_program_reads_all(checked: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "program", lambda: "another")
    assert checked() == (["three"], ["one", "three", "two"])


@pytest.mark.parametrize("at", [0, 10, -1])
def test_what_was_kept_and_is_damaged_is_not_believed(checked: Reading, tmp_path: Path, at: int) -> None:
    (kept,) = (tmp_path / "cache").glob("canonical-*.kept")
    raw = bytearray(kept.read_bytes())
    raw[at] ^= 1
    kept.write_bytes(raw)
    assert checked() == (["three"], ["one", "three", "two"])
    assert checked() == (["three"], ["three"])


def test_without_a_cache_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    checkup = Checkup(load(root), date(2018, 7, 20), stale_after=365)
    assert [finding.id for finding in not_canonical(checkup)] == ["three"]
    assert not (tmp_path / "cache").exists()
