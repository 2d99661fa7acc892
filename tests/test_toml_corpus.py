"""The files of toml-test, dropped into a records folder: each invalid one is a finding with its line, no valid one a syntax
error, and none of them a traceback."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Result
from gcmtrack.store import toml_edit, toml_text
from gcmtrack.store.load import load
from gcmtrack.store.toml_edit import CannotEdit, Remove, Set
from gcmtrack.text import slug

CORPUS = Path(__file__).parent / "toml-test"
Run = Callable[..., Result]


def files(verdict: str) -> list[Path]:
    found = sorted((CORPUS / verdict).rglob("*.toml"))
    assert len(found) > 150
    return found


def dropped(verdict: str, tmp_path: Path) -> dict[str, Path]:
    """A records folder with every file of the corpus as a milestone; returns the files by the path of the record."""
    place = tmp_path / "records" / "milestones"
    place.mkdir(parents=True)
    made: dict[str, Path] = {}
    for file in files(verdict):
        name = f"{slug(str(file.relative_to(CORPUS / verdict)).removesuffix('.toml'))[:60]}-{len(made)}.toml"
        shutil.copyfile(file, place / name)
        made[f"milestones/{name}"] = file
    return made


def test_every_invalid_file_is_a_syntax_finding_with_its_line(tmp_path: Path, run: Run) -> None:
    made = dropped("invalid", tmp_path)
    problems = load(tmp_path / "records").problems
    assert {problem.path for problem in problems} == set(made)
    for problem in problems:
        lines = (tmp_path / "records" / problem.path).read_bytes().count(b"\n") + 1
        assert problem.check == "syntax", problem
        assert 1 <= problem.line <= lines, problem
        assert problem.message
        assert "\n" not in problem.message
    done = run("check", "syntax")
    assert (done.code, len(done.lines)) == (1, len(made))


def test_no_valid_file_is_called_a_syntax_error(tmp_path: Path, run: Run) -> None:
    made = dropped("valid", tmp_path)
    problems = load(tmp_path / "records").problems
    assert {problem.check for problem in problems} <= {
        "missing-key", "unknown-key", "wrong-type", "bad-date", "empty-text", "unknown-word", "bad-link"
    }  # fmt: skip
    assert {problem.path for problem in problems} == set(made)
    for problem in problems:
        assert problem.line <= (tmp_path / "records" / problem.path).read_bytes().count(b"\n") + 1
    assert run("check", "syntax") == Result(0, "", "")


@pytest.mark.parametrize("verdict", ["valid", "invalid"])
def test_no_command_falls_over_them(verdict: str, tmp_path: Path, run: Run) -> None:
    dropped(verdict, tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.toml")}
    for args in (["events"], ["statements"], ["fmt"], ["check", "--fix"], ["timeline"]):
        done = run(*args, "--today", "2018-07-20") if args != ["fmt"] else run(*args)
        assert done.code in (0, 1), args
        assert "problems in the records" in done.err or args[0] == "check"
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.toml")} == before


@pytest.mark.parametrize(
    "edit", [Set(("title",), "T"), Set(("titles", "es"), "E"), Remove(("summary",))], ids=str
)
def test_valid_files_are_edited_rightly_or_not_at_all(edit: Set | Remove) -> None:
    """tomlkit cannot read some of them and misplaces keys in others; neither may come through."""
    right = 0
    for file in files("valid"):
        text = file.read_bytes().decode("utf-8").removeprefix("\ufeff")
        table: dict[Any, Any] = toml_text.parse(text)
        try:
            new = toml_edit.apply("milestones", text, [edit])
        except CannotEdit:
            continue
        now: dict[Any, Any] = toml_text.parse(new)
        if isinstance(edit, Set):
            *above, last = edit.path
            inner = now
            for key in above:
                inner = inner[key]
            assert inner.pop(last) == edit.value
            if above and above[0] not in table:
                del now[above[0]]
            if not above:
                table.pop(last, None)
        # As text, since NaN is not equal to itself.
        assert repr(now) == repr(table)
        right += 1
    assert right > 100
