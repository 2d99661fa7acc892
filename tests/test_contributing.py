"""CONTRIBUTING tells the truth: the files that it names are there, and a key that is added as it says is everywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_files_that_it_names_are_there() -> None:
    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+|[\w/]+\.py)`", TEXT)
    assert len(named) > 20
    places = (ROOT, ROOT / "src" / "gcmtrack")
    missing = [name for name in named if "NAME" not in name and not any((p / name).exists() for p in places)]
    assert missing == []


def test_the_rooms_that_it_names_are_those_of_the_package() -> None:
    package = ROOT / "src" / "gcmtrack"
    rooms = {path.stem for path in package.iterdir() if path.is_dir() or path.suffix == ".py"}
    rooms = {room for room in rooms if not room.startswith("__")}
    table = TEXT.split("| --- | --- | --- |\n")[1].split("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[2])}
    assert named == rooms


def changes() -> dict[str, list[tuple[str, str]]]:
    """Returns the lines that the example of a new key adds to each file, each with the line after which it stands."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in re.findall(r"```diff\n--- (.*?)```", TEXT, re.DOTALL):
        path, *lines = block.splitlines()
        assert len(lines) % 2 == 0, path
        for before, after in zip(lines[::2], lines[1::2], strict=True):
            assert (before[0], after[0]) == (" ", "+"), path
            found.setdefault(path, []).append((before[1:], after[1:]))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the key added to it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("src", "docs", "tests/gallery"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path, lines in changes().items():
        text = (copy / path).read_text(encoding="utf-8")
        for before, after in lines:
            assert text.count(f"{before}\n") == 1, f"{path}: {before}"
            text = text.replace(f"{before}\n", f"{before}\n{after}\n")
        (copy / path).write_text(text, encoding="utf-8")
    (copy / "records" / "milestones").mkdir(parents=True)
    return copy


Call = Callable[..., str]


@pytest.fixture(scope="module")
def call(copy: Path) -> Call:
    """Runs the program of the copy on the records of the copy."""

    def run(*args: str) -> str:
        done = subprocess.run(
            [sys.executable, *args],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src"), "GCMTRACK_RECORDS": "records"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def program(*args: str) -> str:
        return run("-m", "gcmtrack", *args)

    assert run("-c", "import gcmtrack; print(gcmtrack.__file__)").startswith(str(copy))
    run("docs/generate.py")
    program(
        *("add-milestone", "--title", "Forum", "--kind", "event", "--type", "forum", "--phase", "review"),
        *("--date", "May 2022", "--chair", "Ana", "--id", "forum"),
        *("--source-title", "A page", "--source-url", "https://example.org/page"),
    )
    return program


def test_a_plain_key_touches_four_source_files() -> None:
    assert list(changes()) == [
        "src/gcmtrack/model/records.py",
        "src/gcmtrack/cli/add/milestone.py",
        "src/gcmtrack/formats/columns.py",
        "src/gcmtrack/views/record_fields.py",
    ]


def test_it_is_in_the_form_and_in_the_file(copy: Path, call: Call) -> None:
    assert re.search(r"--chair NAME\s+Who chaired it\.", call("add-milestone", "--help"))
    assert 'date = "2022-05"\nchair = "Ana"\n' in (copy / "records/milestones/forum.toml").read_text()
    call("edit", "forum", "--set", "chair=Ana and Ben")
    assert 'chair = "Ana and Ben"\n' in (copy / "records/milestones/forum.toml").read_text()
    call("edit", "forum", "--set", "chair=Ana")
    assert call("fmt", "--check") == ""


def test_it_is_shown(call: Call) -> None:
    assert "\nchair\tAna\n" in call("show", "forum")


def test_it_is_in_csv_at_the_end(call: Call) -> None:
    for only in ("milestones", None):
        head, row = call("export", "-f", "csv", *(("--only", only) if only else ())).splitlines()
        assert head.endswith(",source_urls,announced,chair")
        assert row.endswith(",https://example.org/page,,Ana")


def test_it_is_in_json(call: Call) -> None:
    [record] = json.loads(call("export", "-f", "json"))["records"]
    assert record["chair"] == "Ana"
    [record] = json.loads(call("show", "forum", "--json"))["records"]
    assert record["chair"] == "Ana"


def test_it_is_in_the_docs(copy: Path, call: Call) -> None:
    def text(name: str) -> str:
        return (copy / "docs" / name).read_text(encoding="utf-8")

    assert "| `chair` | text |  | who chaired it |\n" in text("records.md")
    assert len(re.findall(r"\bchair\n", text("export.md"))) == 2
    for schema in ("milestones.schema.json", "json.schema.json"):
        assert '"description": "who chaired it"' in text(schema)
    assert "chair" not in text("statements.schema.json")
