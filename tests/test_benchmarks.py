"""What the benchmark measures must be in order, and what it says of a run must be true."""

import importlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gcmtrack import checks
from gcmtrack.store.load import load

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))


def module(name: str) -> Any:
    return importlib.import_module(name)


def test_the_records_that_it_makes_have_no_problems(tmp_path: Path) -> None:
    made = module("entries").made(300, tmp_path, write=True)
    loaded = load(made.records)
    assert len(loaded.records) == made.files
    assert checks.run(loaded, date(2026, 11, 30)) == ()
    own = load(module("own_commands").own_folder(made, tmp_path / "own"))
    assert len(own.records) == made.files + 10
    assert checks.run(own, date(2026, 11, 30)) == ()


def figures(seconds: float, mib: float = 20) -> Any:
    return module("launcher").Figures(3, seconds, seconds, seconds, seconds, int(mib * 2**20))


def a_report(**more: Any) -> Any:
    events, task = "gcmtrack events --upcoming", "task list"
    results = {
        "shipped": {events: figures(0.05), f"before: {events}": figures(0.1), "khal list": figures(0.5)},
        "100,000": {events: figures(0.5, 90), task: figures(2), "gcmtrack export csv": figures(6, 310)},
    }
    sizes, listed = {"shipped": 1200, "100,000": 100_500}, {"shipped": 2, "100,000": 6710}
    notes = ["not installed, so left out: remind"]
    return module("report").Report({"Machine": "one"}, sizes, listed, results, {}, notes, **more)


def test_a_limit_holds_fails_or_was_not_measured() -> None:
    said = module("report").whole(a_report())
    assert "| 100,000 | gcmtrack events --upcoming / task list | 0.40 | 0.25 | 0.25 | pass |" in said
    assert "| 100,000 | gcmtrack export csv / task list | 2.50 | 3.00 | 3.00 | FAIL |" in said
    assert "| shipped | gcmtrack --help / empty Typer app | 0.60 |  |  | not measured |" in said
    assert "| 100,000 | peak memory, worst export (export csv) | 300 MiB | 310 MiB | | FAIL |" in said
    assert module("report").failed(a_report().results)


def test_the_commit_before_stands_beside_this_one() -> None:
    said = module("report").whole(a_report())
    assert "| shipped | gcmtrack events --upcoming | 100 ms | 50 ms | 0.50 | 0.50 | 1.00 |" in said
    assert said.count("before: ") == 0


def test_the_short_page_has_three_tables() -> None:
    said = module("report").short(a_report())
    assert sum(line.startswith("| ---") for line in said.splitlines()) == 3
    assert (
        "| what comes in a year: `events --upcoming --within 12m` | 50 ms, 20 MiB | 500 ms, 90 MiB |" in said
    )
    assert "left out" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher is for POSIX")
def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    launcher = module("launcher")
    with launcher.Launcher(tmp_path) as launch:
        run, output = launch.run([str(tmp_path / "no-such-program")], {})
        assert (run.code, "No such file" in output.errors) == (127, True)
        run, output = launch.run(["/bin/sh", "-c", "echo there"], {})
        assert (run.code, output.text) == (0, "there\n")


def test_the_pages_are_written_into_a_folder_that_has_none(tmp_path: Path) -> None:
    """A run of an hour ended in `FileNotFoundError` where `--docs` named a new folder."""
    report = module("report")
    page = tmp_path / "new" / "performance.md"
    report.put_into(page, "what was measured")
    head, _, rest = page.read_text("utf-8").partition(report.BEGIN)
    assert head.startswith("# How fast it is\n")
    assert rest == f"\n\nwhat was measured\n{report.END}\n"
    report.put_into(page, "what was measured later")
    assert page.read_text("utf-8") == f"{head}{report.BEGIN}\n\nwhat was measured later\n{report.END}\n"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("<frozen posixpath>", "Python's posixpath"),
        ("<frozen codecs>", "Python's codecs"),
        ("<string>", "Python's string"),
        ("/usr/lib/python3.11/typing.py", "Python's typing"),
        ("/usr/lib/python3.11/re/_parser.py", "Python's re"),
        ("<frozen importlib._bootstrap>", "imports"),
        ("/venv/lib/python3.11/site-packages/tomli/_parser.py", "TOML"),
        ("/src/gcmtrack/store/load.py", "gcmtrack.store.load"),
    ],
)
def test_what_dominates_has_a_name(file: str, said: str) -> None:
    """The pages said `Python's  2%` of what is frozen into Python."""
    assert module("dominates")._group((file, 1, "f")) == said
