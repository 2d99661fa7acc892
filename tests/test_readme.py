"""What README.md and docs/commands.md show is what the program does."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SHIPPED, Run, Screen, environment
from gcmtrack.cli.table import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


_TRANSLATED = [(ROOT / f"README.{language}.md").read_text(encoding="utf-8") for language in ("es", "fr")]
_SCREENS = re.findall(
    r"`gcmtrack ([^`]+)`\xa0?:\n\n```\n(.*?)```", "\n".join([README, *_TRANSLATED]), re.DOTALL
)


def test_the_screens_were_found() -> None:
    assert len(_SCREENS) >= 9


@pytest.mark.parametrize(("command", "shown"), _SCREENS)
def test_the_screen_is_the_real_one(command: str, shown: str, terminal: Callable[..., Screen]) -> None:
    """As on a Monday of November 2026, on a terminal of 80 columns."""
    screen = terminal(80, *shlex.split(command), "--records", SHIPPED, "--today", "2026-11-23")
    drawn = "".join(f"{line.rstrip()}\n" for line in screen.text.splitlines())
    assert drawn.strip() == shown.strip()


_ASKED = re.findall(r"^\| [^|]*\| (`gcmtrack .*) \|$", README.split("## Publish")[0], re.MULTILINE)
_LOOKING = [command for cell in _ASKED for command in re.findall(r"`gcmtrack ([^`]+)`", cell)]


def test_the_table_of_questions_was_found() -> None:
    assert len(_LOOKING) >= 10


@pytest.mark.parametrize("command", _LOOKING)
def test_every_question_has_an_answer(command: str, run: Run) -> None:
    day = () if "--as-of" in command or command.startswith("open") else ("--today", "2026-11-22")
    done = run(*shlex.split(command), "--records", SHIPPED, *day)
    # How far back it can look depends on the history of the checkout, which it tells.
    assert done.err == "" or command == "changes"
    assert done.code == 0
    assert done.out


_ASKED_IN = [
    (language, command)
    for language, text in zip(("es", "fr"), _TRANSLATED, strict=True)
    for row in re.findall(r"^\| [^|]*\| (`gcmtrack.*) \|$", text, re.MULTILINE)
    for command in re.findall(r"`gcmtrack ?([^`]*)`", row)
]


def test_the_questions_are_the_same_in_three_languages() -> None:
    of = {
        language: [words.split()[0] for lang, words in _ASKED_IN if lang == language and words]
        for language in ("es", "fr")
    }
    assert of["es"] == of["fr"]
    assert set(of["es"]) >= {words.split()[0] for words in _LOOKING if not words.startswith("--in")} | {
        "audit",
        "export",
        "site",
    }


@pytest.mark.parametrize(("language", "command"), _ASKED_IN)
def test_every_command_of_a_translation_works(
    language: str, command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCMTRACK_LANGUAGE", language)
    monkeypatch.setenv("GCMTRACK_RECORDS", str(SHIPPED))
    for name in ("page", "pagina"):
        page = tmp_path / f"{name}.html"
        page.write_text("<h2>2026</h2><p>-</p>\n<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n")
        if "--check" in command:
            run("export", "--into", page.name)
    done = run(*shlex.split(command))
    assert done.code == 0, done.err
    # What writes a file prints nothing, and a page with nothing wrong has no findings.
    assert done.out or command.startswith(("audit", "export", "site"))


_BLOCKS = re.findall(r"^```\n((?:cd |gcmtrack ).*?)```$", README, re.MULTILINE | re.DOTALL)
_PUBLISHING = re.findall(r"^\| [^|]*\| `(gcmtrack export [^`]*)`.* \|$", README, re.MULTILINE)


def _in_a_shell(commands: str, folder: Path, tmp_path: Path) -> str:
    """Runs lines as a reader pastes them, the program being the one that is tested; returns what they printed."""
    program = tmp_path / "bin" / "gcmtrack"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m gcmtrack "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=folder,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def test_every_block_can_be_pasted(tmp_path: Path) -> None:
    assert _BLOCKS
    for block in _BLOCKS:
        _in_a_shell(block, tmp_path, tmp_path)
    # What they did is in order and complete, and asks no further question.
    records = tmp_path / "my-records"
    assert (
        _in_a_shell(
            "gcmtrack check --strict; gcmtrack fmt --check; gcmtrack events --on imrf-2030", records, tmp_path
        ).count("moved")
        == 0
    )
    assert 'date = "2030-05-06/2030-05-09"' in (records / "milestones" / "imrf-2030.toml").read_text()


@pytest.mark.parametrize("command", _PUBLISHING)
def test_every_way_to_publish_works(command: str, tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    (place / "page.html").write_text("<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n")
    if "--check" in command:
        _in_a_shell("gcmtrack export --into page.html", place, tmp_path)
    _in_a_shell(command, place, tmp_path)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert "readme=$(sed -n '/^python3 -m venv .*pytest/p' README.md)" in (ROOT / ".ci/run").read_text()
    assert commands[1] in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_docs() -> None:
    docs = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`{name}`" not in docs] == []
