"""A TAB and a help page are answered without Typer from what was kept, and are what Typer would say."""

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import FolderMaker, environment
from gcmtrack.cli import app, completion, kept, quick, shells, table, typer_private
from gcmtrack.cli.taken import Taken, of_plain, plain
from sample import SAMPLE

COMMANDS = ["", *table.COMMANDS]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which things are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("GCMTRACK_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    kept._program.cache_clear()
    yield tmp_path / "gcmtrack"
    kept._program.cache_clear()


def nobody(name: str) -> Taken:
    raise AssertionError(f"Typer was asked for {name!r}")


def asking(command: str) -> list[str]:
    return [command, "--help"] if command else ["--help"]


def live(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        app.main(args)
    assert stop.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_a_kept_page_is_the_page_that_was_laid_out(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in COMMANDS:
        args = asking(command)
        assert quick.answered(args, nobody) is None
        page = live(args, capsys)
        assert page.startswith("Usage: gcmtrack")
        assert quick.answered(args, nobody) == 0
        assert capsys.readouterr().out == page
        assert quick.answered([*args[:-1], "-h"], nobody) == 0
        assert capsys.readouterr().out == page


def test_on_a_terminal_of_another_width_the_page_is_laid_out_anew(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    narrow = live(["show", "--help"], capsys)
    for name, value in (("COLUMNS", "100"), ("LANGUAGE", "es"), ("LC_ALL", "fr_FR.UTF-8")):
        with monkeypatch.context() as other:
            other.setenv(name, value)
            assert quick.answered(["show", "--help"], nobody) is None, name
    assert quick.answered(["show", "--help"], nobody) == 0
    assert capsys.readouterr().out == narrow


@pytest.mark.parametrize(
    "args", [[], ["show"], ["--json", "show", "--help"], ["help", "show"], ["../show", "--help"], ["--help", "x"], ["-h", "-h"]]
)  # fmt: skip
def test_what_is_no_plain_question_for_a_page_is_for_typer(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("", "show"):
        live(asking(command), capsys)
    assert quick.answered(args, nobody) is None


def test_what_another_program_kept_is_not_believed(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "package"
    (package / "cli").mkdir(parents=True)
    (package / "records").mkdir()
    module, record = package / "cli" / "app.py", package / "records" / "a.json"
    module.write_text("1")
    record.write_text("1")
    monkeypatch.setattr(kept, "PACKAGE", str(package))

    def again() -> int | None:
        kept._program.cache_clear()
        return quick.answered(["--help"], nobody)

    live(["--help"], capsys)
    assert again() == 0
    record.write_text("22")
    assert again() == 0
    module.write_text("22")
    assert again() is None
    live(["--help"], capsys)
    assert again() == 0
    monkeypatch.setattr(kept, "__version__", "99")
    assert again() is None
    typer = tmp_path / "site" / "typer" / "__init__.py"
    live(["--help"], capsys)
    assert again() == 0
    typer.parent.mkdir(parents=True)
    typer.write_text('__version__ = "99"\n')
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert again() is None


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b"[1, 2, 3]", b"\xff", b'"help"'])
def test_what_is_damaged_is_not_believed(
    held: bytes, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = live(["--help"], capsys)
    (place / "help.kept").write_bytes(held)
    assert quick.answered(["--help"], nobody) is None
    assert live(["--help"], capsys) == page
    assert quick.answered(["--help"], nobody) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows does not tell who may write")
def test_what_others_may_write_is_not_believed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live(["--help"], capsys)
    (place / "help.kept").chmod(0o666)
    assert quick.answered(["--help"], nobody) is None


def test_without_a_cache_nothing_is_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GCMTRACK_CACHE", "off")
    live(["--help"], capsys)
    assert quick.answered(["--help"], nobody) is None
    assert not place.exists()


def test_what_commands_take_stays_the_same_when_it_is_kept() -> None:
    for name in COMMANDS:
        taken = app.taken_by(name)
        assert of_plain(json.loads(json.dumps(plain(taken)))) == taken._replace(
            params=[p._replace(fixed=[list(o) for o in p.fixed]) for p in taken.params],  # type: ignore[misc]
            commands=[list(o) for o in taken.commands],  # type: ignore[misc]
        )
        assert {"--help", "-h"} <= {option for param in taken.params for option in param.names}


def test_what_a_command_offers_of_its_own_is_what_its_function_says() -> None:
    seen = 0
    for name in table.COMMANDS:
        command = app._built(name)
        for param in app.taken_by(name).params:
            complete: Any = typer_private.completion_of(command, param.name)
            if complete is None:
                assert (param.complete, param.fixed) == (None, [])
            elif param.complete is not None:
                assert getattr(completion, param.complete) is complete
                assert set(inspect.signature(complete).parameters) <= {"ctx", "incomplete"}
            else:
                seen += 1
                for begun in ("", *(value[:2] for value, _ in param.fixed), "q"):
                    assert param.values(completion.Line({}), begun) == complete(incomplete=begun)
    assert seen > 20


@pytest.mark.parametrize(
    ("words", "params"),
    [
        (["show", "--records", "x"], {"records": "x"}),
        (["show", "a", "--records"], {"id": "a"}),
        (["--records", "x", "show"], {"records": "x"}),
        (["--records=x", "show"], {"records": "x"}),
        (["show", "--records=x", "a", "b"], {"records": "x", "id": "b"}),
        (["--records", "x", "show", "--records", "y"], {"records": "y"}),
        (["show", "--", "--records=x"], {"id": "--records=x"}),
    ],
)
def test_a_completion_sees_what_stands_on_the_line(
    words: list[str], params: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []

    def listening(ctx: completion.Line) -> completion.Offers:
        seen.append(ctx.params)
        return []

    monkeypatch.setattr(completion, "listening", listening, raising=False)

    def taken(name: str) -> Taken:
        found = app.taken_by(name)
        heard = [p._replace(complete="listening") if p.name in ("id", "records") else p for p in found.params]
        return found._replace(params=heard)

    assert shells.offers(taken, words, "") == []
    assert seen == [params]


PROGRAM = """
import sys
from gcmtrack.__main__ import _run
code = _run()
print("typer" in sys.modules, "msgspec" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


def test_the_second_time_neither_typer_nor_msgspec_is_imported(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(*SAMPLE)
    tab = {"_GCMTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "gcmtrack\nshow\nmarr", "COMP_CWORD": "2"}
    for args, asked, said in ((["show", "--help"], {}, "Usage: gcmtrack show"), ([], tab, "marrakech\n")):
        outputs = []
        # The newest Typer needs no msgspec for a help page.
        for known in ("True (True|False)", "False False"):
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, *args],
                env=environment(GCMTRACK_RECORDS=str(root), XDG_CACHE_HOME=str(tmp_path / "other"), **asked),
                capture_output=True, text=True, check=False, cwd=root,
            )  # fmt: skip
            assert done.returncode == 0
            assert re.fullmatch(f"{known}\n", done.stderr)
            outputs.append(done.stdout)
        assert outputs[0] == outputs[1]
        assert outputs[0].startswith(said)
