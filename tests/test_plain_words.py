"""A plain command line is read without Typer, and as Typer reads it; every other one is left to it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from conftest import FolderMaker, environment
from gcmtrack.cli import app, plain_words, table, typer_private
from gcmtrack.cli.declared import REQUIRED, Option, Parameter, parameters, taking
from gcmtrack.errors import Misuse
from sample import SAMPLE

COMMANDS = list(table.COMMANDS)
TAKES = {name: parameters(table.command(name)) for name in COMMANDS}
# Values and words of every kind, those too that are for Typer.
WORDS = [
    "1", "0", "007", "9" * 5000, "-1", "x", "12m", "", "-", "--", "~", "~/recs", "a~b", "é", "२", "1_0", " 5", "nnirr", "a=b", "--nosuch", "--limit=2", "-n3", "-nx",
    "--help", "-h", "--lim", "--json=1", "*", "$HOME", "\udcff", "--no-json", "--", ".", "tests",
]  # fmt: skip


def names_of(taken: Parameter) -> list[str]:
    return [name for names in taken.said.names for name in names.split("/")] if taken.said else []


class Asked(Exception):
    """What Typer would call the function of a command with."""


def recorder(name: str) -> Any:
    def record(**given: Any) -> None:
        raise Asked(given)

    return taking(record, TAKES[name])


@pytest.fixture(scope="module")
def whole() -> Any:
    """The program as Typer knows it, but for what its commands do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "command", recorder)
        patch.setattr(app, "_built", app._built.__wrapped__)
        program = typer.main.get_command(app.app)
        for name in COMMANDS:
            program.get_command(None, name)  # type: ignore[attr-defined]
        yield program


def by_typer(whole: Any, words: Sequence[str], variables: Mapping[str, str]) -> Mapping[str, Any] | None:
    """Returns the value of each parameter as Typer reads it; None when it refuses the words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GCMTRACK_RECORDS", raising=False)
        for key, value in variables.items():
            patch.setenv(key, value)
        try:
            whole.main(list(words), prog_name="gcmtrack", standalone_mode=False)
        except Asked as asked:
            held: Mapping[str, Any] = asked.args[0]
            return held
        except (typer_private.ClickException, Misuse):
            return None
    return None


def plainly(name: str, *words: str, **variables: str) -> dict[str, Any] | None:
    return plain_words.read(words, TAKES[name], variables)


def as_told(given: Mapping[str, Any]) -> dict[str, str]:
    """Values with their types: True is not 1 here, and a text no path."""
    return {name: repr(value) for name, value in given.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_read_as_typer_reads_it(name: str, whole: Any) -> None:
    """Together with the words that the command must have; without them Typer has the sentence."""
    must = ["w"] * sum(p.default is REQUIRED for p in TAKES[name])
    read = plainly(name, *must)
    assert read is not None
    assert as_told(read) == as_told(by_typer(whole, [name, *must], {}) or {})
    assert plainly(name, *must[1:]) is None or not must
    for taken in TAKES[name]:
        for option in names_of(taken):
            said = [option] if taken.plain_type[0] is bool else [option, "7"]
            words = [*must, *said, *said]
            read = plainly(name, *words)
            assert read is not None, words
            assert as_told(read) == as_told(by_typer(whole, [name, *words], {}) or {}), words


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str], dict[str, str]]:
    name = draw(st.sampled_from(COMMANDS))
    options = [option for taken in TAKES[name] for option in names_of(taken)]
    word = st.sampled_from(WORDS) | st.text(max_size=3)
    part = st.one_of(
        st.tuples(st.sampled_from(options), word), st.tuples(st.sampled_from(options)), st.tuples(word)
    )
    words = [each for some in draw(st.lists(part, max_size=4)) for each in some if "\0" not in each]
    held = draw(st.sampled_from([None, "", "recs", "~/recs", "tests", "-x"]))
    return name, words, {} if held is None else {"GCMTRACK_RECORDS": held}


@given(lines())
def test_what_is_read_plainly_is_what_typer_reads(
    whole: Any, line: tuple[str, list[str], dict[str, str]]
) -> None:
    name, words, variables = line
    read = plainly(name, *words, **variables)
    if read is not None:
        found = by_typer(whole, [name, *words], variables)
        assert found is not None, "Typer refuses it"
        assert as_told(read) == as_told(found)


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "events"], ["--version"], ["--help"], ["events", "--help"], ["events", "-h"], ["event"], ["help"], ["nosuch"],
        ["events", "--limit"], ["events", "--limit", "x"], ["events", "--limit", "0"], ["events", "--limit", "9" * 5000], ["events", "--limit=3"], ["events", "-n3"],
        ["events", "--", "x"], ["events", "--records", "~/recs"], ["events", "\udcff"], ["show"], ["rename", "a"], ["rename", "a", "b", "c"],
    ],
    ids=lambda words: " ".join(words)[:40],
)  # fmt: skip
def test_every_other_command_line_is_for_typer(words: list[str]) -> None:
    assert plain_words.meant(words, {}) is None


def test_a_shell_that_asks_gives_no_words() -> None:
    assert plain_words.meant([], {}) is not None
    assert plain_words.meant([], {"_GCMTRACK_COMPLETE": "source_bash"}) is None


def test_what_may_not_be_read_is_for_typer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert plainly("events", "--records", str(tmp_path)) is None
    assert plainly("events", "--records", str(tmp_path / "new")) is not None


def test_on_windows_typer_looks_up_what_shells_do_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plainly("fmt", "*.toml") is not None
    monkeypatch.setattr(plain_words, "_LOOKED_UP", "~*?[$%")
    assert plainly("fmt", "*.toml") is None
    assert plainly("events", GCMTRACK_RECORDS="%HOME%") is None


def test_a_parameter_of_another_kind_leaves_its_command_to_typer() -> None:
    for said in (Option("--new", is_flag=True), Option(), None):
        annotation = str if said is None else __import__("typing").Annotated[str, said]
        assert plain_words.read([], [Parameter("new", annotation, "")], {}) is None


def test_words_that_are_plain_need_no_typer(folder: FolderMaker) -> None:
    program = "import sys, gcmtrack.__main__ as m\nm.os._exit = sys.exit\ntry: m.run()\nfinally: print('typer' in sys.modules, file=sys.stderr)"

    def ran(*words: str) -> tuple[int, str, str]:
        root = folder(*SAMPLE)
        done = subprocess.run(
            [sys.executable, "-c", program, *words],
            capture_output=True, text=True, env=environment(GCMTRACK_RECORDS=str(root)), check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    code, printed, said = ran("events", "--past", "--limit", "1", "--today", "2018-12-01")
    assert (code, said) == (0, "False\n")
    assert ran("events", "--past", "--limit=1", "--today", "2018-12-01") == (code, printed, "True\n")
