"""Errors and help that lead on: what stands before the command, other programs' words, help pages."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import SHIPPED, Run
from gcmtrack.cli import habits
from gcmtrack.cli.app import COMMANDS

DAY = "2026-11-26"


# Before the command.


@pytest.mark.parametrize(
    "line",
    [
        "events -n 3",
        "timeline --phase stocktaking",
        "statements --org wimn",
        "show imrf-2022",
        "objectives",
        "search mexico",
    ],
)
def test_options_mean_the_same_before_the_command(line: str, run: Run) -> None:
    options = ["--records", str(SHIPPED), "--today", DAY, "--json"]
    before = run(*options, *shlex.split(line))
    assert (before.code, before.err) == (0, "")
    assert before == run(*shlex.split(line), *options)


def test_what_stands_behind_the_command_stands(run: Run) -> None:
    said = run("--records", "nowhere", "events", "--records", SHIPPED, "--today", DAY)
    assert said == run("events", "--records", SHIPPED, "--today", DAY)


def test_as_of_stands_before_too(run: Run) -> None:
    said = run("--as-of", "2018-07-20", "events", "--records", SHIPPED)
    assert said.out
    assert said == run("events", "--as-of", "2018-07-20", "--records", SHIPPED)


def test_the_option_before_goes_before_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCMTRACK_RECORDS", "nowhere")
    assert run("--records", SHIPPED, "topics").code == 0
    assert "nowhere" in run("topics").err
    # A command without records is not given any.
    assert run("init", "--help").code == 0


# `help`, `version`, other spellings.


def test_help_and_version_are_words_too(run: Run) -> None:
    assert run("help") == run("--help")
    assert run("help", "events") == run("events", "--help")
    assert run("help", "add-organization") == run("add-organisation", "--help")
    assert run("version") == run("-V") == run("--version")


def test_an_unknown_command_says_where_to_look(run: Run) -> None:
    assert (
        run("help", "qqqq").err.splitlines()[-1]
        == "Error: unknown command 'qqqq'; see them with: gcmtrack help"
    )


@pytest.mark.parametrize("spelling", habits.SPELLINGS)
def test_other_spellings_are_understood(spelling: str, run: Run) -> None:
    assert run(spelling, "--help") == run(habits.SPELLINGS[spelling], "--help")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("next", "unknown command 'next'; perhaps: gcmtrack events"),
        ("stats", "unknown command 'stats'; perhaps: gcmtrack matrix or gcmtrack topics"),
        ("list", "unknown command 'list'; perhaps: gcmtrack events"),
        ("add", "unknown command 'add'; perhaps: gcmtrack add-statement, gcmtrack add-milestone or gcmtrack add-organisation"),
        ("add-event", "unknown command 'add-event'; perhaps: gcmtrack add-milestone --kind event"),
        ("Delete", "unknown command 'Delete'; perhaps: gcmtrack remove ID"),
        ("evnts", "unknown command 'evnts', did you mean 'events'?"),
        ("xyzzy", "unknown command 'xyzzy'; see them with: gcmtrack help"),
    ],
)  # fmt: skip
def test_words_of_other_programs_lead_on(word: str, said: str, run: Run) -> None:
    done = run(word)
    assert (done.code, done.out, done.err.splitlines()[-1]) == (2, "", f"Error: {said}")


@pytest.mark.parametrize("way", habits.advised())
def test_what_is_advised_is_understood(way: str, run: Run) -> None:
    name, *rest = shlex.split(way)
    assert name in COMMANDS
    page = run(name, "--help").out
    for option in (word for word in rest if word.startswith("-")):
        assert re.search(rf"(^|\s|, ){re.escape(option)}\b", page), option


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("events --max 3", "No such option: --max; it is --limit here"),
        ("events --language es", "No such option: --language; it is --lang or --in here"),
        ("statements --from 2018", "No such option: --from; it is --since here"),
        ("events --orgg wimn", "No such option: --orgg, did you mean --org?"),
        ("events --gaps", "No such option: --gaps of events; matrix has it"),
        ("events --zzz", "No such option: --zzz; see them with: gcmtrack events --help"),
        ("events --sort date", "No such option: --sort; listings stand in order of time; sort what --json or a pipe gives"),
        ("rename --dry-run a b", "No such option: --dry-run of rename; "),
        ("--limit 3 events", "No such option: --limit; it stands behind the command, as in: gcmtrack events --limit"),
        ("--zzz events", "No such option: --zzz; see them with: gcmtrack help COMMAND"),
        ("add-statement Our words", "Got unexpected extra argument(s) (Our words); write --title 'Our words'"),
        ("add-organisation WIMN", "Got unexpected extra argument(s) (WIMN); write --name WIMN"),
    ],
)  # fmt: skip
def test_options_of_other_programs_lead_on(line: str, said: str, run: Run, tmp_path: Path) -> None:
    done = run(*shlex.split(line))
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith(f"Error: {said}")
