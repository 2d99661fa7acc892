"""The made pages of docs/ are what docs/generate.py makes of the code today, and they tell everything."""

import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from gcmtrack.checks import CHECKS
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import RECORD_TYPES

DOCS = Path(__file__).parent.parent / "docs"
MAKE: dict[str, Any] = run_path(str(DOCS / "generate.py"))
RECORDS = (DOCS / "records.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["records.md", "checks.md", "audit.md"])
def test_a_made_page_is_up_to_date(name: str) -> None:
    """Run `python docs/generate.py` when it is not."""
    assert (DOCS / name).read_text("utf-8") == MAKE["pages"]()[name]


def test_check_compares_and_writes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "docs"
    (copy / "templates").mkdir(parents=True)
    (tmp_path / "tests").symlink_to(Path(__file__).parent)
    for file in (DOCS / "generate.py", *(DOCS / "templates").iterdir()):
        (copy / file.relative_to(DOCS)).write_bytes(file.read_bytes())

    def make(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, copy / "generate.py", *arguments], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    code, said = make("--check")
    assert code == 1
    assert "records.md is stale; run: python docs/generate.py\n" in said
    assert not (copy / "records.md").exists()
    assert make()[0] == 0
    assert make("--check") == (0, "")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_key_is_told(folder: str) -> None:
    section = RECORDS.split(f"\n## {folder.capitalize()}\n")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert told == list(RECORD_TYPES[folder].__struct_fields__[1:])  # type: ignore[index]


def test_every_check_is_told() -> None:
    told = re.findall(r"^### (\S+)$", (DOCS / "checks.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(check.name for check in CHECKS)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_inside_the_docs_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in [
                re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings
            ]


def test_every_variable_of_ours_is_told() -> None:
    """The man page takes them from there too. GCMTRACK_LANGUAGE was told in another place alone."""
    source = Path(__file__).parent.parent / "src" / "gcmtrack"
    read = {
        name
        for file in source.rglob("*.py")
        for name in re.findall(r"\bGCMTRACK_[A-Z]+\b", file.read_text("utf-8"))
    }
    told = re.findall(r"`(GCMTRACK_[A-Z]+)`.* \|$", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert read == set(told)
