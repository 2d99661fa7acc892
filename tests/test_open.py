"""`open`: which address a record leads to, and what happens where there is no browser."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker, Result
from gcmtrack.model.records import Record
from gcmtrack.views.addresses import of_record

Run = Callable[..., Result]

TEXT = milestone(
    "text", kind="document", symbol="A/72/643", links=[{"url": "https://e.org/page", "language": "ca"}]
)
PAGE = statement(
    links=[{"url": "https://e.org/a", "language": "en"}, {"url": "https://e.org/b", "language": "es"}]
)
NOWHERE = statement("nowhere")
BODY = organisation(url="https://womeninmigration.org")


@pytest.mark.parametrize(
    ("record", "language", "expected"),
    [
        (TEXT, None, "https://undocs.org/A/72/643"),
        (TEXT, "es", "https://undocs.org/es/A/72/643"),
        (TEXT, "ca", "https://e.org/page"),
        (TEXT, "de", ""),
        (PAGE, None, "https://e.org/a"),
        (PAGE, "es", "https://e.org/b"),
        (PAGE, "fr", ""),
        (NOWHERE, None, ""),
        (BODY, None, "https://womeninmigration.org"),
        (BODY, "es", ""),
        (organisation(links=[{"url": "https://e.org/l", "language": "es"}]), "es", "https://e.org/l"),
    ],
)
def test_where_a_record_leads(record: Record, language: str | None, expected: str) -> None:
    assert of_record(record, language) == expected


@pytest.fixture
def root(folder: FolderMaker) -> Path:
    return folder(TEXT, PAGE, NOWHERE, BODY)


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of the browser, and the file in which it notes what it is to show."""
    noted = tmp_path / "noted"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {noted}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    return noted


def test_the_address_is_shown_and_printed(root: Path, browser: Path, run_subprocess: Run) -> None:
    done = run_subprocess(
        "open", "text", "--lang", "Spanish", "--records", root, BROWSER=os.environ["BROWSER"]
    )
    assert (done.code, done.out, done.err) == (0, "https://undocs.org/es/A/72/643\n", "")
    assert browser.read_text() == "https://undocs.org/es/A/72/643"


def test_print_only_prints(root: Path, browser: Path, run_subprocess: Run) -> None:
    done = run_subprocess("open", "wimn", "--print", "--records", root, BROWSER=os.environ["BROWSER"])
    assert (done.code, done.out, done.err) == (0, "https://womeninmigration.org\n", "")
    assert not browser.exists()


def test_where_there_is_no_screen_the_address_is_printed(root: Path, run_subprocess: Run) -> None:
    nothing = {"BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = run_subprocess("open", "a-statement", "--records", root, **nothing)
    assert (done.code, done.out, done.err) == (0, "https://e.org/a\n", "")


def test_no_other_program_stands_in_for_a_browser_that_fails(
    root: Path, tmp_path: Path, run_subprocess: Run
) -> None:
    for name in ("lynx", "w3m", "www-browser", "xdg-open", "firefox"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho the page of $1\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = run_subprocess("open", "wimn", "--records", root, BROWSER="false", TERM="xterm", PATH=path)
    assert (done.code, done.out) == (0, "https://womeninmigration.org\n")
    assert done.err == "gcmtrack: the browser did not start; open the address yourself\n"


@pytest.mark.parametrize(
    ("args", "code", "expected"),
    [
        (["nowhere"], 1, "nowhere has no link; see where it is known from with: gcmtrack show nowhere"),
        (
            ["a-statement", "--lang", "fr"],
            1,
            "a-statement has no link in French; there is English and Spanish",
        ),
        (["wimn", "--lang", "fr"], 1, "wimn has no link in French; without --lang: gcmtrack open wimn"),
        (
            ["nowhere", "--lang", "fr"],
            1,
            "nowhere has no link; see where it is known from with: gcmtrack show nowhere",
        ),
        (["nowher3"], 2, "unknown record 'nowher3', did you mean 'nowhere'?"),
    ],
)
@pytest.mark.usefixtures("root")
def test_what_leads_nowhere_is_said(args: list[str], code: int, expected: str, run: Run) -> None:
    done = run("open", *args, "--print")
    assert (done.code, done.out, done.err) == (code, "", f"gcmtrack: {expected}\n")
