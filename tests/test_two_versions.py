"""A newer gcmtrack brings newer records: a folder that stands on the shipped ones shows them, with no file touched."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import environment
from gcmtrack.wording import LANGUAGES

ROOT = Path(__file__).parent.parent
TODAY = ("--today", "2026-11-22")
pytest.importorskip("hatchling", reason="needs hatchling")


def wheel(source: Path, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (made,) = out.glob("*.whl")
    return made


class Installation:
    """A place into which one version after the other is installed, as a person does who upgrades."""

    def __init__(self, tmp_path: Path) -> None:
        self.site = tmp_path / "site"
        self.home = tmp_path / "home"
        self.folder = tmp_path / "mine"

    def install(self, wheel: Path) -> None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--upgrade"]
        subprocess.run([*pip, "--target", str(self.site), str(wheel)], check=True, capture_output=True)

    def run(self, *args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        # Snapshots of the older version are there when the newer one reads.
        more = {"PYTHONPATH": str(self.site), "XDG_CACHE_HOME": str(self.home)}
        return subprocess.run(
            [sys.executable, "-m", "gcmtrack", *args],
            cwd=cwd or self.folder,
            env=environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def record(self, id_: str) -> dict[str, Any]:
        done = self.run("show", id_, "--json", *TODAY)
        assert done.returncode == 0, done.stderr
        (shown,) = json.loads(done.stdout)["records"]
        return dict(shown)


def test_a_newer_version_changes_what_a_folder_on_top_shows(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, source / name)
    for name in ("src", "records"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    installation = Installation(tmp_path)
    installation.install(wheel(source, tmp_path / "first"))
    assert installation.run("init", "mine", cwd=tmp_path).returncode == 0
    where = installation.run("check", "--records", "mine", cwd=tmp_path)
    assert (where.returncode, where.stdout) == (0, "")
    assert installation.run("edit", "imrf-2022", "--set", "venue=Hall of ours", *TODAY).returncode == 0
    before = {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in installation.folder.rglob("*") if p.is_file()
    }
    assert installation.record("imrf-2026")["venue"] != "The new hall"
    for _ in range(2):
        assert len(installation.run("events", "--past").stdout.splitlines()) > 100
    # The files of the languages are installed with it.
    said = {language: installation.run("events", "--past", "--in", language).stdout for language in LANGUAGES}
    assert "Genève, Suisse" in said["fr"]
    assert "Ginebra, Suiza" in said["es"]
    assert "Geneva, Switzerland" in said["en"]

    init = source / "src/gcmtrack/__init__.py"
    text = init.read_text(encoding="utf-8")
    (version,) = [line for line in text.splitlines() if line.startswith("__version__")]
    init.write_text(text.replace(version, '__version__ = "99.0"'), encoding="utf-8")
    for id_ in ("imrf-2026", "imrf-2022"):
        file = source / "records/milestones" / f"{id_}.toml"
        lines = [
            line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("venue")
        ]
        place = next(i for i, line in enumerate(lines) if line.startswith("city")) + 1
        lines.insert(place, 'venue = "The new hall"')
        file.write_text("\n".join(lines), encoding="utf-8")
    installation.install(wheel(source, tmp_path / "second"))

    assert installation.run("--version").stdout == "gcmtrack 99.0\n"
    shown = installation.record("imrf-2026")
    assert (shown["venue"], shown["origin"]) == ("The new hall", "base")
    # What is ours stays ours, and we are told that the one below moved on.
    ours = installation.record("imrf-2022")
    assert (ours["venue"], ours["origin"]) == ("Hall of ours", "override")
    told = installation.run("check", "base-changed", *TODAY)
    assert (told.returncode, told.stdout.count("\n")) == (0, 1)
    assert "see how with: gcmtrack changes --against base imrf-2022" in told.stdout
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in installation.folder.rglob("*") if p.is_file()}
    assert after == before
    # Nothing writes into what was installed.
    refused = installation.run("edit", "wimn", "--set", "country=CH", cwd=tmp_path / "home")
    assert refused.returncode == 1
    assert "the records that come with gcmtrack are read-only" in refused.stderr
