"""Folders and files that nobody writes on purpose: each costs only itself, and is told in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation
from conftest import FolderMaker, Result

Run = Callable[..., Result]
GOOD = milestone("good")
TEXT = 'title = "T"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "{day}"\n\n[[sources]]\ntitle = "S"\nurl = "https://example.org/"\n'
VIEWS = (["events"], ["events", "--past"], ["timeline"], ["show", "good"], ["search", "meeting"], ["export", "-f", "csv", "--only", "milestones", "--skip-invalid"])  # fmt: skip

LEFT_OUT = "gcmtrack: 1 problem in the records, 1 record left out; see them with: gcmtrack check\n"


# Other systems write 00 for a day that is not known.


def test_a_day_00_costs_only_its_record(folder: FolderMaker, run: Run) -> None:
    root = folder(GOOD, milestones={"bad": TEXT.format(day="2018-07-00")})
    for view in VIEWS:
        done = run(*view, "--records", root, "--today", "2018-07-20")
        assert (done.code, done.err.splitlines(keepends=True)[0]) == (0, LEFT_OUT), view
    assert run("check", "--records", root, "--today", "2018-07-20").lines == [
        "records/milestones/bad.toml:5: '2018-07-00' is not a date here: leave out what is not known: write 2018-07 [bad-date]"
    ]


def test_a_day_00_that_another_source_gives_is_shown_as_it_stands(folder: FolderMaker, run: Run) -> None:
    disputed = milestone("disputed", disputes=[{"field": "date", "value": "2018-07-00"}])
    root = folder(GOOD, disputed)
    for view in VIEWS:
        assert run(*view, "--records", root, "--today", "2018-07-20").code == 0, view
    assert "date: 2018-07-00" in run("show", "disputed", "--records", root).out


@pytest.mark.parametrize("option", ["--today", "--since", "--until"])
def test_a_day_00_on_the_command_line_is_refused(option: str, folder: FolderMaker, run: Run) -> None:
    said = "'2018-07-00' is not a date here: leave out what is not known: write 2018-07"
    done = run("events", option, "2018-07-00", "--records", folder(GOOD))
    assert done == Result(2, "", f"gcmtrack: {option}: {said}\n")


def test_a_day_00_in_a_page_is_refused(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- gcmtrack:past since=2018-07-00 -->\n<!-- /gcmtrack:past -->\n")
    done = run("export", "--into", page, "--records", folder(GOOD, organisation()))
    assert (done.code, done.out) == (2, "")
    assert "leave out what is not known: write 2018-07" in done.err
