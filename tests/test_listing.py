"""Every listing comes in one of four forms, and what makes the other three is not called."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from builders import milestone, organisation
from conftest import FolderMaker, Run, Screen
from gcmtrack.cli.listing import Display, Shape, present
from gcmtrack.cli.opening import Opening
from gcmtrack.wording import english
from sample import SAMPLE

TODAY = date(2018, 7, 20)
MEETING = milestone("a-meeting")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Forms:
    """A listing of one milestone that notes which of its forms were made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def present(self, *, json: bool = False, nothing: str | None = None) -> None:
        opening = Opening(None, None, TODAY.isoformat(), None, json=json)
        opening.wording = english()
        present(
            "events",
            opening,
            Display(),
            shapes=self.shapes,
            table=self.table,
            lines=self.lines,
            nothing=nothing,
            more="a key of the head",
        )

    def shapes(self, shape: Shape) -> Iterable[Mapping[str, Any]]:
        self.made.append("shapes")
        return [shape(MEETING, depth=1)]

    def table(self, out: Any) -> None:
        self.made.append("table")
        out.print("[a table]")

    def lines(self) -> Iterable[str]:
        self.made.append("lines")
        return ["a\tline", "another"]


def test_lines_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    forms = Forms()
    forms.present()
    assert (forms.made, capsys.readouterr()) == (["lines"], ("a\tline\nanother\n", ""))


def test_a_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, terminal = Forms(), _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    forms.present()
    assert (forms.made, terminal.getvalue()) == (["table"], "[a table]\n")


@pytest.mark.parametrize("on_terminal", [False, True])
def test_a_word_where_there_is_nothing(
    on_terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = Forms()
    if on_terminal:
        monkeypatch.setattr(sys, "stdout", terminal := _Terminal())
    forms.present(nothing="no events match")
    assert (forms.made, capsys.readouterr()) == ([], ("", "gcmtrack: no events match\n"))
    assert not on_terminal or terminal.getvalue() == ""


@pytest.mark.parametrize("nothing", [None, "no events match"])
def test_json_whatever_there_is(nothing: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """Also on a terminal, and also when the listing is empty: a program reads it."""
    forms = Forms()
    forms.present(json=True, nothing=nothing)
    out, err = capsys.readouterr()
    document = json.loads(out)
    [record] = document.pop("records")
    assert (forms.made, err) == (["shapes"], "")
    assert document == {
        "format": "gcmtrack",
        "version": 1,
        "view": "events",
        "today": "2018-07-20",
        "more": "a key of the head",
    }
    assert (record["id"], record["depth"], record["distance"]) == ("a-meeting", 1, "7 days ago")


LISTINGS = {
    "events": "events",
    "timeline": "milestones",
    "statements": "statements",
    "documents": "documents",
    "search nowhere-at-all": "records",
}


@pytest.mark.parametrize("command", LISTINGS)
def test_an_empty_listing_says_so_in_every_command(
    command: str, folder: FolderMaker, run: Run, terminal: Callable[..., Screen]
) -> None:
    options = ("--records", folder(organisation()), "--today", "2018-07-20")
    said = f"gcmtrack: no {LISTINGS[command]} match\n"
    command += " --org wimn"
    done = run(*command.split(), *options)
    assert (done.code, done.out, done.err) == (0, "", said)
    screen = terminal(80, *command.split(), *options)
    assert (screen.code, screen.raw, screen.err) == (0, "", said)
    done = run(*command.split(), "--json", *options)
    assert (done.code, json.loads(done.out)["records"], done.err) == (0, [], "")


@pytest.mark.parametrize(
    "command",
    [
        "events --past",
        "timeline",
        "statements",
        "documents",
        "objectives",
        "show nnirr",
        "search review",
        "organisations",
        "objectives 13",
    ],
)
def test_every_command_has_its_three_forms(
    command: str, folder: FolderMaker, run: Run, terminal: Callable[..., Screen]
) -> None:
    options = ("--records", folder(*SAMPLE), "--today", "2018-07-20")
    piped = run(*command.split(), *options).out
    assert all("\t" in line for line in piped.splitlines())
    assert "\t" not in terminal(80, *command.split(), *options).text
    assert json.loads(run(*command.split(), "--json", *options).out)["view"] == command.split(maxsplit=1)[0]
