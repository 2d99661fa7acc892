"""The user's cache folder: where it is, and that nothing is left behind when it is switched off."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from builders import organisation
from conftest import FolderMaker, Run, environment
from gcmtrack.cli import cache

_SWITCH = ("GCMTRACK_CACHE", "XDG_CACHE_HOME", "HOME")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GCMTRACK_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/ana")


@pytest.mark.parametrize("home", ["/somewhere/else", "", None])
def test_the_folder_is_that_of_platformdirs(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if home is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert cache.folder() == platformdirs.user_cache_dir("gcmtrack", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"XDG_CACHE_HOME": "/kept/here"}, "/kept/here/gcmtrack"),
        ({"XDG_CACHE_HOME": " /kept/here "}, "/kept/here/gcmtrack"),
        ({"XDG_CACHE_HOME": "rel"}, "/home/ana/.cache/gcmtrack"),
        ({"XDG_CACHE_HOME": "./rel"}, "/home/ana/.cache/gcmtrack"),
        ({"XDG_CACHE_HOME": "~/cache"}, "/home/ana/.cache/gcmtrack"),
        ({}, "/home/ana/.cache/gcmtrack"),
        ({"HOME": "rel"}, None),
        ({"HOME": ""}, None),
        ({"HOME": "", "XDG_CACHE_HOME": "/kept/here"}, "/kept/here/gcmtrack"),
        ({"GCMTRACK_CACHE": "off"}, None),
        ({"GCMTRACK_CACHE": "OFF", "XDG_CACHE_HOME": "/kept/here"}, None),
    ],
)
def test_only_an_absolute_folder_counts(
    variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache.folder() == folder


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
def test_a_user_whom_the_system_does_not_know_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `docker run --user 12345`: no HOME, and no line in the passwd file."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache.folder() is None


def test_off_leaves_no_file_anywhere(folder: FolderMaker, tmp_path: Path) -> None:
    """Snapshots, what is known of canonical form, help pages and the answers of links: each with the cache, none without."""
    root = folder(organisation("wimn", sources=[{"title": "S", "url": "http://127.0.0.1:9/nobody"}]))
    here = tmp_path / "here"
    here.mkdir()
    made = {}
    for switch in ("", "off"):
        home = tmp_path / f"home-{switch}"
        home.mkdir()
        variables = environment(
            GCMTRACK_CACHE=switch, XDG_CACHE_HOME=str(home / "cache"), HOME=str(home), TMPDIR=str(home)
        )
        for args in (["events"], ["check"], ["check", "--links"], ["--help"]):
            subprocess.run(
                [sys.executable, "-m", "gcmtrack", *args, "--records", str(root)],
                cwd=here, env=variables, capture_output=True, check=False, timeout=60,
            )  # fmt: skip
        made[switch] = sorted(file.name for file in home.rglob("*") if file.is_file())
    assert made["off"] == []
    assert [name.rpartition(".")[2] for name in made[""]] == ["kept", "kept", "jsonl", "snapshot"]
    assert list(here.iterdir()) == []


def test_a_relative_folder_is_not_made_where_one_stands(
    folder: FolderMaker, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = folder(organisation("wimn"))
    monkeypatch.setenv("XDG_CACHE_HOME", "rel")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert run("events", "--records", root).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "records"]
