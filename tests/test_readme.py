"""What README.md and docs/commands.md show is what the program does."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SHIPPED, Run, Screen
from gcmtrack.cli.app import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_screen_is_the_real_one(terminal: Callable[..., Screen]) -> None:
    shown = re.search(
        r"`gcmtrack (timeline [^`]*)`, on a terminal of 80 columns:\n\n```\n(.*?)```", README, re.DOTALL
    )
    assert shown is not None
    screen = terminal(80, *shlex.split(shown[1]), "--records", SHIPPED, "--today", "2026-11-22")
    drawn = "".join(f"{line.rstrip()}\n" for line in screen.text.splitlines())
    assert drawn.strip() == shown[2].strip()


_ASKED = re.findall(r"^\| [^|]*\| (`gcmtrack .*) \|$", README.split("## Publish")[0], re.MULTILINE)
_LOOKING = [command for cell in _ASKED for command in re.findall(r"`gcmtrack ([^`]+)`", cell)]


def test_the_table_of_questions_was_found() -> None:
    assert len(_LOOKING) >= 10


@pytest.mark.parametrize("command", _LOOKING)
def test_every_question_has_an_answer(command: str, run: Run) -> None:
    done = run(*shlex.split(command), "--records", SHIPPED, "--today", "2026-11-22")
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert "readme=$(sed -n '/^python3 -m venv .*pytest/p' README.md)" in (ROOT / ".ci/run").read_text()
    assert commands[1] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_docs() -> None:
    docs = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`{name}`" not in docs] == []
