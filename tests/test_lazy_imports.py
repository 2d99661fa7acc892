"""No command imports what it does not need."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from conftest import FolderMaker, environment
from sample import SAMPLE

HEAVY = {
    "babel", "dateutil", "edtf", "icalendar", "jinja2", "pydantic", "rich", "tomli_w", "tomlkit", "urllib.request", "sqlite3", "xlsxwriter",
}  # fmt: skip

PROGRAM = """
import sys
from gcmtrack.cli.app import main
try:
    main(sys.argv[1:])
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""


EMPTY = """
import sys, typer
app = typer.Typer(add_completion=False)
app.command()(lambda: None)
try:
    app([])
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""


@cache
def brought_by_typer() -> frozenset[str]:
    """What an empty command has imported already: Typer 0.29 imports pydantic on every run."""
    done = subprocess.run([sys.executable, "-c", EMPTY], capture_output=True, text=True, check=False)
    assert "typer" in done.stderr.split(), done.stderr
    return frozenset(done.stderr.split())


def heavy(root: Path, *args: str) -> set[str]:
    """Returns the heavy modules that a run in a pipe has imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args],
        capture_output=True, text=True, cwd=root, env=environment(GCMTRACK_RECORDS=str(root)), check=False,
    )  # fmt: skip
    assert "gcmtrack.cli.app" in done.stderr, done.stderr
    return HEAVY.intersection(done.stderr.splitlines()) - brought_by_typer()


@pytest.mark.parametrize(
    ("args", "needed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["events"], set()),
        (["events", "--json"], set()),
        (["events", "--help"], set()),
        (["events", "--within", "6m"], set()),
        (["events", "--org", "WIMN", "--country", "mexico", "--since", "2018"], set()),
        (["timeline", "--statements"], set()),
        (["statements", "--org", "nnirr"], set()),
        (["statements", "--org", "nnir"], set()),
        (["documents"], set()),
        (["show", "marrakech"], set()),
        (["open", "draft-rev-3", "--print"], set()),
        (["cite", "a-res-73-195", "draft-rev-3", "--numbered"], set()),
        (["cite", "--help"], set()),
        (["export", "--help"], set()),
        (["export", "--format", "csv"], set()),
        (["export", "--format", "bibtex"], set()),
        (["export", "--format", "atom"], set()),
        (["show", "nnirr", "--json"], set()),
        (["search", "compact"], set()),
        (["import", "list.csv", "--as", "milestone"], set()),
        (["matrix", "objective", "type"], set()),
        (["matrix", "--chart", "--format", "svg"], set()),
        (["positions"], set()),
        (["positions", "chile"], set()),
        (["mandates"], set()),
        ([], set()),
        (["digest"], set()),
        (["changes"], set()),
        (["trail", "draft"], set()),
        (["events", "--as-of", "2018-07-20"], set()),
        (["init", "new", "--empty"], set()),
        (["site", "--help"], set()),
        (["site", "out", "--in", "en"], {"jinja2", "sqlite3"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_needs(args: list[str], needed: set[str], folder: FolderMaker) -> None:
    assert heavy(folder(*SAMPLE), *args) == needed


def test_a_broken_record_does_not_load_the_editor_of_toml(folder: FolderMaker) -> None:
    """Lines are looked up only where problems are printed."""
    root = folder(*SAMPLE, milestones={"broken": 'title = "T"'})
    assert heavy(root, "events") == set()
