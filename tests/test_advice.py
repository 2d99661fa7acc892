"""Commands that a person is told to run ask the folder that this run asks, so that they can be pasted as they stand."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from builders import milestone, organisation, statement
from conftest import FolderMaker, Run
from gcmtrack.cli import advice
from gcmtrack.cli.app import app
from gcmtrack.cli.table import COMMANDS
from gcmtrack.text import command

ASKING = [name for name in COMMANDS if name != "init"]


def having(option: str) -> list[str]:
    program: Any = typer.main.get_command(app)
    return list(program.having(option))


def test_every_command_but_init_asks_a_folder() -> None:
    assert having("--records") == ASKING


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Returns what is told in a run of these arguments."""
    monkeypatch.setattr(advice._Run, "args", ())

    def tell(args: str, text: str) -> str:
        advice.begin(args.split())
        return advice.pasteable(text)

    return tell


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ("events", "see them with: gcmtrack check"),
        ("events --records d", "see them with: gcmtrack check --records d"),
        ("events --records=d", "see them with: gcmtrack check --records d"),
        ("--records d events", "see them with: gcmtrack check --records d"),
        ("--records d events --records ../e/", "see them with: gcmtrack check --records ../e/"),
        ("events --records", "see them with: gcmtrack check"),
        ("search -- --records d", "see them with: gcmtrack check"),
        ("events --records a;b", "see them with: gcmtrack check --records 'a;b'"),
        ("add-milestone --title --records --records d", "see them with: gcmtrack check --records d"),
        ("add-milestone --title --records=one", "see them with: gcmtrack check"),
        (r"events --records \1", r"see them with: gcmtrack check --records '\1'"),
    ],
)
def test_the_folder_is_repeated_as_it_was_typed(
    args: str, told: str, said: Callable[[str, str], str]
) -> None:
    assert said(args, "see them with: gcmtrack check") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Each command in a sentence, behind its name: whatever it has further may end in words.
        ("as in: gcmtrack cite ID, or gcmtrack cite --on imrf-2022", "as in: gcmtrack cite --records d ID, or gcmtrack cite --records d --on imrf-2022"),
        ("find it with: gcmtrack search -- -x", "find it with: gcmtrack search --records d -- -x"),
        ("gcmtrack add-milestone", "gcmtrack add-milestone --records d"),
        # What asks no folder, or names its own.
        ("make one with: gcmtrack init DIR", "make one with: gcmtrack init DIR"),
        ("see them with: gcmtrack help topics", "see them with: gcmtrack help topics"),
        ("see: gcmtrack events --help", "see: gcmtrack events --help"),
        ("see them with: gcmtrack check --explain all", "see them with: gcmtrack check --explain all"),
        ("see with: gcmtrack check --records base", "see with: gcmtrack check --records base"),
        # No command.
        ("another gcmtrack is writing; gcmtrack checks", "another gcmtrack is writing; gcmtrack checks"),
        # What somebody wrote is repeated as it is.
        ("unknown topic 'gcmtrack check'; see: gcmtrack topics", "unknown topic 'gcmtrack check'; see: gcmtrack topics --records d"),
        ('"it\'s gcmtrack check"', '"it\'s gcmtrack check"'),
        ("“gcmtrack check” « gcmtrack check »", "“gcmtrack check” « gcmtrack check »"),
        ("use Women's gcmtrack check Network; see: gcmtrack topics", "use Women's gcmtrack check Network; see: gcmtrack topics --records d"),
        ("perhaps: gcmtrack past, gcmtrack events --past or gcmtrack check", "perhaps: gcmtrack past, gcmtrack events --records d --past or gcmtrack check --records d"),
        ("voir : gcmtrack check", "voir : gcmtrack check --records d"),
        ("the record's date; see: gcmtrack show x's", "the record's date; see: gcmtrack show --records d x's"),
    ],
)  # fmt: skip
def test_what_is_a_command_to_run(text: str, told: str, said: Callable[[str, str], str]) -> None:
    assert said("events --records d", text) == told


def test_no_line_ends_within_a_command() -> None:
    name = command("--records", "it's a dir, mine")
    text = f"unknown milestone 'x'; find it with: gcmtrack search {name} x; a new one comes with: gcmtrack add-milestone {name}"
    assert advice.wrapped(text, 40, further=2) == [
        "unknown milestone 'x'; find it with:",
        f"  gcmtrack search {name} x;",
        "  a new one comes with:",
        f"  gcmtrack add-milestone {name}",
    ]
    assert advice.wrapped("perhaps: gcmtrack past, or gcmtrack events --past", 20) == [
        "perhaps:",
        "gcmtrack past, or",
        "gcmtrack events --past",
    ]


@pytest.mark.parametrize(
    "name", ["my dir", "it's", "a\nb", "$(touch x)", "-x", "Migraci\udcf3n", "a\\\x1b'b", "É\xa0é"]
)
def test_a_word_comes_out_of_a_shell_as_it_was(name: str) -> None:
    written = command("printf", "%s", name)
    assert written.isprintable()
    done = subprocess.run(["bash", "-c", written], capture_output=True, check=True)
    assert done.stdout == name.encode("utf-8", "surrogateescape")


@pytest.fixture
def mine(folder: FolderMaker, tmp_path: Path) -> Path:
    """A folder whose name a shell would split, with records, one that is broken, and some that checks find."""
    root = folder(
        milestone("talks", date="2018-07-09/2018-07-13", title="Talks"),
        milestone("soon", date="2026-12-05", title="Soon"),
        milestone("never", date="2026-11", title="Never seen", status="tentative"),
        organisation("wimn", name="Women in Migration Network", acronym="WIMN"),
        statement(
            "wimn-2017-on-talks",
            date="2018-07-20",
            organisations=["wimn"],
            milestone="talks",
            languages=["es"],
        ),
        milestones={"broken": "title ="},
    )
    (root / "gcmtrack.toml").write_text('us = ["wimn"]\nlanguage = "fr"\n')
    (tmp_path / "none" / "milestones").mkdir(parents=True)
    (tmp_path / "page.md").write_text("# Next\n\nThe talks will be held on 9-13 July 2018.\n")
    (tmp_path / "kept.md").write_text("<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n")
    (tmp_path / "list.csv").write_text("kind,title,date,type\nevent,A forum,2027-05,forum\n")
    return root.rename(tmp_path / "my dir")


# What each command is asked, beside nothing at all, so that it fails, finds nothing or leads on.
ASKED = {
    "digest": ["--json", "--in fr"],
    "events": ["--csv", "--on tolks", "--org zzz", "--country zzz", "--topic zzz", "xyzzy --json"],
    "timeline": ["--statements", "xyzzy"],
    "statements": ["--stance zzz", "--on nowhere"],
    "documents": ["--lang zzz"],
    "objectives": ["frogs", "99"],
    "organisations": ["--type zzz", "--members-of zzz"],
    "topics": ["xyzzy"],
    "matrix": ["zzz"],
    "positions": ["zzz"],
    "mandates": ["--due"],
    "trail": ["xyzzy", "zzz --texts", "--topic zzz"],
    "show": ["broken", "nowhere", "talks", "milestones/"],
    "search": ["xyzzy"],
    "changes": ["--since zzz", "--against base"],
    "open": ["talks --print", "nowhere"],
    "add-statement": ["--org zzz --title T --date 2018", "A title", "--date 2004-06-~11?"],
    "add-milestone": ["--title Talks --kind event --type meeting --phase review --date 2018-07-09/2018-07-13"],
    "add-organisation": ["--name WIMN --acronym WIMN --type civil-society", "--id wimn --name N --type civil-society"],
    "edit": ["talks date=2018", "talks --set id=other", "nowhere --set city=Geneva", "broken --set city=Geneva"],
    "rename": ["talks other", "nowhere other"],
    "remove": ["talks", "wimn"],
    "import": ["list.csv --as milestone --set phase=review", "list.csv --as zzz"],
    "fmt": ["--check", "broken", "zzz"],
    "check": ["--json", "--strict"],
    "audit": ["page.md", "page.md --format json", "page.md --format github", "page.md --suggest"],
    "export": ["--format template", "page.md", "--into kept.md --check --skip-invalid", "--format zzz"],
    "site": ["out"],
    "cite": ["--form json talks", "zzz", "talks --style zzz"],
    "schema": ["zzz"],
}  # fmt: skip
# Words of other programs, for which commands are advised.
OF_OTHERS = ("gaps", "votes", "drafts", "goals", "tidy", "past")
# What follows the name of a command that reads no records.
NO_RECORDS = (" --explain", " --help", " -h", " [OPTIONS]")


def test_every_command_that_is_advised_asks_the_same_folder(mine: Path, run: Run) -> None:
    assert list(ASKED) == ASKING
    advised = re.compile(rf"gcmtrack ({'|'.join(ASKING)})(?![\w-])")
    dated = having("--today")
    seen = set()
    for name, asked in {**ASKED, **dict.fromkeys(OF_OTHERS, ())}.items():
        day = ("--today", "2026-11-29") if name in dated else ()
        for where, line in (("none", ""), *((mine.name, line) for line in ("", *asked))):
            done = run("--records", where, name, *day, *line.split())
            told = done.out + done.err
            for found in advised.finditer(told):
                rest = told[found.end() :]
                right = (f" {command('--records', where)}", *NO_RECORDS)
                assert rest.startswith(right), (name, line, found[0] + rest[:80])
                seen.add(found[1])
    # Only a screen without room for all of the digest leads to the whole of it, and only `help` to the explanations of audit.
    assert set(ASKING) - seen == {"digest", "audit"}


def test_a_folder_that_is_found_again_is_not_repeated(
    mine: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "gcmtrack: 1 problem in the records, 1 record left out; see them with: gcmtrack check"
    assert run("events", "--records", mine.name).err.startswith(f"{told} --records 'my dir'\n")
    monkeypatch.setenv("GCMTRACK_RECORDS", str(mine))
    assert run("events").err.startswith(f"{told}\n")
    monkeypatch.delenv("GCMTRACK_RECORDS")
    mine.rename(mine.with_name("records"))
    assert run("events").err.startswith(f"{told}\n")
