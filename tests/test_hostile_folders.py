"""Folders and files that nobody writes on purpose: each costs only itself, and is told in a sentence."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest

import gcmtrack
from builders import milestone, organisation, statement
from conftest import FolderMaker, Result, environment
from gcmtrack.model import limits
from gcmtrack.store import regular_file

Run = Callable[..., Result]
GOOD = milestone("good")
TEXT = 'title = "T"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "{day}"\n\n[[sources]]\ntitle = "S"\nurl = "https://example.org/"\n'
VIEWS = (["events"], ["events", "--past"], ["timeline"], ["show", "good"], ["search", "meeting"], ["export", "-f", "csv", "--only", "milestones", "--skip-invalid"])  # fmt: skip

LEFT_OUT = (
    "gcmtrack: 1 problem in the records, 1 record left out; see them with: gcmtrack check --records {}\n"
)


# Other systems write 00 for a day that is not known.


def test_a_day_00_costs_only_its_record(folder: FolderMaker, run: Run) -> None:
    root = folder(GOOD, milestones={"bad": TEXT.format(day="2018-07-00")})
    for view in VIEWS:
        done = run(*view, "--records", root, "--today", "2018-07-20")
        assert (done.code, done.err.splitlines(keepends=True)[0]) == (0, LEFT_OUT.format(root)), view
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


# Names of files that are not UTF-8, as old archives and disks have them.

LATIN = os.fsdecode(b"caf\xe9.toml")


def test_a_file_name_that_is_not_utf8_costs_only_its_file(
    folder: FolderMaker, run_subprocess: Run, tmp_path: Path
) -> None:
    root = folder(GOOD)
    (root / "milestones" / LATIN).write_text(TEXT.format(day="2018"))
    for view in VIEWS:
        for _ in range(2):  # the second time a snapshot might be there
            done = run_subprocess(*view, "--records", root, "--today", "2018-07-20")
            assert (done.code, done.err.splitlines(keepends=True)[0]) == (0, LEFT_OUT.format(root)), view
    said = "a file name is small letters, digits and single hyphens; rename it to caf.toml"
    done = run_subprocess("check", "--records", root, "--today", "2018-07-20")
    assert done.lines == [f"records/milestones/caf\ufffd.toml:1: {said} [bad-id]"]
    done = run_subprocess("check", "--records", root, "--today", "2018-07-20", "--json")
    assert json.loads(done.out)["problems"][0]["path"] == "records/milestones/caf\ufffd.toml"


def test_a_records_folder_whose_name_is_not_utf8(
    folder: FolderMaker, run_subprocess: Run, tmp_path: Path
) -> None:
    root = tmp_path / os.fsdecode(b"Migraci\xf3n")
    folder(GOOD, milestones={"bad": "title ="}).rename(root)
    cache = tmp_path / "cache"
    for view in VIEWS:
        done = run_subprocess(*view, "--records", root, XDG_CACHE_HOME=str(cache))
        left_out = LEFT_OUT.format(rf"$'{tmp_path}/Migraci\xf3n'")
        assert (done.code, done.err.splitlines(keepends=True)[0]) == (0, left_out), view
    assert len(list(cache.rglob("*.snapshot"))) == 1
    done = run_subprocess("check", "--records", root, "--json", "--today", "2018-07-20")
    assert json.loads(done.out)["problems"][0]["path"] == "Migraci\ufffdn/milestones/bad.toml"
    done = run_subprocess("edit", "good", "--set", "city=Geneva", "--records", root, PYTHONIOENCODING="")
    assert (done.code, done.out) == (0, "Migraci\ufffdn/milestones/good.toml\n")


# The limits: one sentence each, and only the file concerned is left out.

STATEMENT = 'title = "T"\nkind = "statement"\ndate = "2018"\norganisations = ["wimn"]\n{more}\n\n[[sources]]\ntitle = "S"\nurl = "https://example.org/"\n'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("cosigner_count = 1000000001", "5: 'cosigner_count' must be at most 1,000,000,000 [wrong-type]"),
        ("cosigner_count = 99999999999999999999", "5: this number is too large; whole numbers have 64 bits [syntax]"),
        (f"cosigner_count = {'1' * 5000}", "5: this number is too large; whole numbers have 64 bits [syntax]"),
        (f"objectives = [1, 0x{'f' * 5000}]", "5: this number is too large; whole numbers have 64 bits [syntax]"),
        (f"objectives = [{2**63 - 1}]", f"5: there is no objective {2**63 - 1}; the Compact has 1 to 23 [unknown-word]"),
        (f"zzz = {'[' * 30}{']' * 30}", "1: nested too deeply to be a record, which has at most 20 levels [syntax]"),
        (f"{'.'.join('z' * 900)} = 1", "1: nested too deeply to be a record, which has at most 20 levels [syntax]"),
        (f"milestone = '{'a' * 81}'", f"5: '{'a' * 81}' is too long for an id: at most 80 letters, digits and hyphens [bad-id]"),
        (f"summary = '{'a' * (1 << 20)}'", "1: cannot be read: the file has more than 1 MiB; a record has a few KB [unreadable]"),
    ],
    ids=lambda value: value[:40],
)  # fmt: skip
def test_a_limit_is_one_sentence(more: str, said: str, folder: FolderMaker, run: Run) -> None:
    root = folder(organisation("wimn"), statement("good"), statements={"bad": STATEMENT.format(more=more)})
    for view in (["statements"], ["timeline", "--statements"], ["show", "good"]):
        done = run(*view, "--records", root, "--today", "2018-07-20")
        assert (done.code, done.err.splitlines(keepends=True)[0]) == (0, LEFT_OUT.format(root))
    done = run("check", "--records", root, "--today", "2018-07-20")
    assert done.lines == [f"records/statements/bad.toml:{said}"]


def test_a_file_of_nothing_but_faults_is_told_in_part(folder: FolderMaker, run: Run) -> None:
    root = folder(
        organisation("wimn"), statements={"bad": "".join(f"k{number} = 1\n" for number in range(5000))}
    )
    done = run("check", "--records", root, "--today", "2018-07-20", "unknown-key")
    assert len(done.lines) == 100
    assert done.lines[98:] == [
        "records/statements/bad.toml:99: unknown key 'k98'; see them with: gcmtrack help keys [unknown-key]",
        "records/statements/bad.toml:100: more is wrong from here on; mend what is above first [unknown-key]",
    ]


def test_every_limit_is_told_in_the_documentation() -> None:
    page = (Path(__file__).parent.parent / "docs" / "records.md").read_text("utf-8")
    for what, most, why in limits.TOLD:
        assert f"| {what} | {most} | {why} |" in page


def test_nothing_is_written_that_could_not_be_read(folder: FolderMaker, run: Run) -> None:
    root = folder(organisation("wimn"))
    options = ["--org=wimn", "--title=T", "--date=2018", "--source-title=S", "--source-url=https://a.example"]
    for option, code in (("--cosigner-count=1000000001", 2), (f"--summary={'a' * (1 << 20)}", 1)):
        done = run("add-statement", *options, option, "--records", root)
        assert (done.code, done.out) == (code, "")
    assert list((root / "statements").iterdir()) == []


def test_a_message_does_not_repeat_a_whole_book(folder: FolderMaker, run: Run) -> None:
    book = "A b" * 100_000
    keys = ("country", "phase", "organisers", "part_of", "symbol", "topics", "date", "added", f'"{book}"')
    lists = ("organisers", "topics")
    root = folder(
        milestones={
            f"m{number}": TEXT.format(day="2018").replace(
                "\n\n",
                f'\n{key} = {[book] if key in lists else repr(book)}\n[[links]]\nurl = "{book}"\n\n',
                1,
            )
            for number, key in enumerate(keys)
        }
    )
    done = run("check", "--records", root, "--today", "2018-07-20")
    assert len(done.lines) > len(keys)
    assert max(map(len, done.lines)) < 1000


def test_a_statement_of_nobody_lacks_its_issuer(folder: FolderMaker, run: Run) -> None:
    root = folder(statements={"s": STATEMENT.replace('"wimn"', "").format(more="")})
    assert run("check", "--records", root, "--today", "2018-07-20").lines == [
        "records/statements/s.toml:4: 'organisations' is empty: the issuers; several when the statement is joint [missing-key]"
    ]


# What is no plain file, and what would never end.


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "link to a device", "device"])
def test_only_plain_files_are_read(kind: str, folder: FolderMaker, run_subprocess: Run) -> None:
    root = folder(GOOD)
    place = root / "milestones" / "odd.toml"
    said = "this is not a file [unreadable]"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound, chdir(place.parent):
            bound.bind("odd.toml")
    elif kind == "folder":
        place.mkdir()
    elif kind == "device":
        try:
            os.mknod(place, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("only the superuser makes devices")
    else:
        place.symlink_to("/dev/zero")
        said = "the file is a link that leads out of the records folder [outside-folder]"
    for _ in range(2):
        done = run_subprocess("events", "--past", "--records", root)
        assert (done.code, done.err) == (0, LEFT_OUT.format(root))
    assert run_subprocess("check", "--records", root, "--today", "2018-07-20").lines == [
        f"records/milestones/odd.toml:1: {said}"
    ]
    with pytest.raises(OSError, match=r"this is not a file|No such device or address"):
        regular_file.read_bytes(str(place))


def test_a_file_of_twenty_gigabytes_is_not_read(folder: FolderMaker, run: Run) -> None:
    root = folder(GOOD)
    with (root / "milestones" / "huge.toml").open("wb") as stream:
        stream.truncate(20 << 30)
    done = run("check", "--records", root, "--today", "2018-07-20")
    assert done.lines == [
        "records/milestones/huge.toml:1: cannot be read: the file has more than 1 MiB; a record has a few KB [unreadable]"
    ]
    done = run("edit", "huge", "--set", "city=Geneva", "--records", root)
    assert (done.code, done.err.splitlines()[-1]) == (
        1, f"gcmtrack: cannot read '{root}/milestones/huge.toml': the file has more than 1 MiB; a record has a few KB",
    )  # fmt: skip


def test_a_file_that_tells_no_size_is_read_up_to_the_limit() -> None:
    assert regular_file.read_bytes("/proc/self/status").startswith(b"Name:")


# Folders that cannot be read. The superuser gives up that right for it.


@pytest.fixture
def powerless(tmp_path: Path) -> Run:
    """Runs the program as one who may not read everything."""
    prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if prefix and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv, or another user than root")

    def call(*args: object) -> Result:
        command = [*prefix, sys.executable, "-m", "gcmtrack", *map(str, args)]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment(), check=False)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def closed() -> Iterator[Callable[[Path, int], None]]:
    """Takes rights away from a folder until the test is over."""
    changed: list[Path] = []

    def close(place: Path, mode: int) -> None:
        place.chmod(mode)
        changed.append(place)

    yield close
    for place in changed:
        place.chmod(0o755)


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None], tmp_path: Path
) -> None:
    root = folder(GOOD, organisation("wimn"), statement("s"))
    assert powerless("check", "--records", root, "--today", "2018-07-20").code == 0
    closed(root / "statements", 0o000)
    for _ in range(2):
        done = powerless("check", "--records", root, "--today", "2018-07-20", "unreadable")
        assert (done.code, done.lines) == (
            1, ["records/statements:1: the folder cannot be read: Permission denied [unreadable]"],
        )  # fmt: skip
        done = powerless("export", "-f", "csv", "--only", "statements", "-o", "s.csv", "--records", root)
        assert (done.code, done.out) == (1, "")
        assert not (tmp_path / "s.csv").exists()
    done = powerless("show", "s", "--records", root)
    assert (done.code, done.err.splitlines()[-1]) == (
        1, "gcmtrack: statements: the folder cannot be read: Permission denied",
    )  # fmt: skip
    assert powerless("show", "good", "--records", root).code == 0


def test_a_file_that_may_not_be_read(
    folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None]
) -> None:
    root = folder(GOOD, milestone("secret"))
    closed(root / "milestones" / "secret.toml", 0o000)
    assert powerless("check", "--records", root, "unreadable").lines == [
        "records/milestones/secret.toml:1: cannot be read: Permission denied [unreadable]"
    ]


@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_records_folder_that_cannot_be_entered(
    mode: int, folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None], tmp_path: Path
) -> None:
    """Neither when it is named nor when it is found upward; others are not used in its place."""
    root = folder(GOOD)
    closed(root, mode)
    assert powerless("events") == Result(1, "", f"gcmtrack: '{root}' cannot be read: Permission denied\n")
    done = powerless("events", "--records", root)
    assert (done.code > 0, done.out) == (True, "")
    assert f"'{root}'" in done.err
    assert "Traceback" not in done.err


def test_a_records_folder_that_can_be_entered_but_not_listed(
    folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None]
) -> None:
    root = folder(GOOD)
    closed(root, 0o100)
    done = powerless("check", "unreadable")
    assert (done.code, done.lines) == (
        1, ["records:1: the folder cannot be read: Permission denied [unreadable]"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["schema", "--write", "shut/schema"], "make the folder 'shut/schema'"),
        (["init", "shut/mine"], "make 'shut/mine'"),
        (["site", "shut/public", "--in", "en"], "make the folder 'shut/public'"),
        (["export", "--package", "shut/package"], "make the folder 'shut/package'"),
        (["export", "-o", "shut/all.csv"], "write 'shut/all.csv'"),
    ],
)
def test_what_cannot_be_made_is_told_alike(
    words: list[str],
    what: str,
    folder: FolderMaker,
    powerless: Run,
    closed: Callable[[Path, int], None],
    tmp_path: Path,
) -> None:
    """`schema`, `init` and a package said only "Permission denied" where the others said what to do."""
    folder(GOOD)
    (tmp_path / "shut").mkdir()
    closed(tmp_path / "shut", 0o500)
    said = f"gcmtrack: cannot {what}: permission denied; choose another place or make it writable\n"
    assert powerless(*words) == Result(1, "", said)


def test_a_kind_without_its_folder_in_a_folder_that_is_shut(
    folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None]
) -> None:
    root = folder(GOOD)
    (root / "organisations").rmdir()
    closed(root, 0o500)
    done = powerless(
        "add-organisation", "--records", root, "--name", "A", "--type", "civil-society", "--source-title", "S",
        "--source-url", "https://example.org/", "--today", "2018-07-20",
    )  # fmt: skip
    assert done.code == 1
    assert "denied; choose another place or make it writable" in done.err, done.err


LONG = "a" * 300


def test_a_name_that_is_too_long_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = f"gcmtrack: there is no folder '{LONG}'; make one with: gcmtrack init {LONG}\n"
    for command in ("events", "check", "timeline"):
        assert run(command, "--records", LONG) == Result(1, "", said)
    done = run("init", LONG)
    assert done == Result(1, "", f"gcmtrack: cannot make '{LONG}': File name too long\n")
    monkeypatch.setenv("GCMTRACK_RECORDS", LONG)
    assert run("events") == Result(1, "", said)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["audit", LONG], "cannot read {}: File name too long"),
        (["add-statement", "--from", LONG], "cannot read {}: File name too long"),
        (["import", LONG], "cannot read {}: File name too long"),
        (["site", "out", "--templates", LONG], "--templates: there is no folder {}"),
    ],
)
def test_a_file_with_a_name_that_is_too_long_is_a_sentence(
    words: list[str], sentence: str, folder: FolderMaker, run: Run
) -> None:
    folder(GOOD)
    assert run(*words) == Result(2, "", f"gcmtrack: {sentence.format(repr(LONG))}\n")


def test_what_is_behind_a_closed_folder_is_not_called_missing(
    folder: FolderMaker, powerless: Run, closed: Callable[[Path, int], None], tmp_path: Path
) -> None:
    (tmp_path / "shut").mkdir()
    folder(GOOD).rename(tmp_path / "shut" / "records")
    closed(tmp_path / "shut", 0)
    for words, code in (
        (["events", "--records", "shut/records"], 1),
        (["audit", "shut/p.md", "--records", "."], 1),
        (["site", "out", "--templates", "shut/t"], 2),
    ):
        done = powerless(*words)
        assert (done.code, done.out) == (code, ""), words
        assert "Traceback" not in done.err
    assert powerless("events", "--records", "shut/records").err == (
        "gcmtrack: 'shut/records' cannot be read: Permission denied\n"
    )


def test_where_nothing_can_be_read_it_is_not_said_that_nothing_is_there(
    folder: FolderMaker, run: Run
) -> None:
    folder(milestones={"bad": "title ="})
    for command in ("events", "statements", "timeline", "documents", "topics"):
        done = run(command)
        assert (done.out, done.err.splitlines()[-1]) == ("", "gcmtrack: no record can be read"), command


def test_a_folder_that_is_gone(folder: FolderMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a whole path everything works; without one the person learns what is gone."""
    root = folder(GOOD)
    gone = tmp_path / "gone"

    def call(*args: object) -> Result:
        gone.mkdir()
        script = 'rmdir "$PWD"; exec "$@"'
        command = ["sh", "-c", script, "sh", sys.executable, "-m", "gcmtrack", *map(str, args)]
        environ = environment(PYTHONPATH=str(Path(gcmtrack.__file__).parent.parent))
        done = subprocess.run(command, capture_output=True, cwd=gone, env=environ, check=False)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    for args in (["events", "--past"], ["check", "loop"], ["show", "good"], ["timeline"]):
        done = call(*args, "--records", root, "--today", "2018-07-20")
        assert (done.code, done.err) == (0, ""), args
    done = call("edit", "good", "--set", "city=Geneva", "--records", root)
    assert (done.code, done.out) == (0, f"{root}/milestones/good.toml\n")
    for args in (["export", "--into", "page.md"], ["export", "-f", "csv", "-o", "a.csv"]):
        said = "the folder you are in is gone; go to another, or give whole paths"
        assert call(*args, "--records", root) == Result(1, "", f"gcmtrack: {said}\n")
    for args in (["events", "--past"], ["check"]):
        said = "the folder you are in is gone; go to another, or give --records with a whole path"
        assert call(*args) == Result(1, "", f"gcmtrack: {said}\n")


# Names of records that are there and cannot be read.


def test_a_record_that_cannot_be_read_is_not_unknown(folder: FolderMaker, run: Run) -> None:
    root = folder(
        milestone("imrf-2022-hearing"),
        organisation("nnirr-watch"),
        statement("s", organisations=["nnirr-watch"]),
        milestones={"imrf-2022": TEXT.format(day="2022-05-40")},
        organisations={"nnirr": "name = \n"},
    )
    imrf = f"milestones/imrf-2022.toml cannot be read: line 5: 2022-05-40 does not exist: May 2022 has 31 days; mend it with: gcmtrack edit --records {root} imrf-2022"
    nnirr = f"organisations/nnirr.toml cannot be read: line 1: nothing stands after the =; write a value, or take the line out; mend it with: gcmtrack edit --records {root} nnirr"
    for args, said in (
        (["show", "imrf-2022"], imrf),
        (["show", "milestones/imrf-2022"], imrf),
        (["events", "--on", "imrf-2022"], imrf),
        (["statements", "--org", "nnirr"], nnirr),
        (["fmt", "nnirr"], nnirr),
        (["rename", "nnirr", "new"], nnirr),
    ):
        done = run(*args, "--records", root)
        assert (done.code, done.out, done.err.splitlines()[-1]) == (1, "", f"gcmtrack: {said}"), args


# Long ways.


def test_a_chain_of_three_thousand_parts(folder: FolderMaker, run: Run) -> None:
    chain = {
        f"m{number}": TEXT.format(day="2018-01-01").replace(
            "\n\n", f'\npart_of = "m{number - 1}"\nsupersedes = "m{number - 1}"\n\n' if number else "\n\n", 1
        ).replace('"T"', f'"T{number}"').replace("example.org/", f"example.org/{number}")
        for number in range(3000)
    }  # fmt: skip
    root = folder(GOOD, milestones=chain)
    for view in (*VIEWS[1:], ["timeline", "--statements", "--fold"], ["timeline", "--json"], ["show", "m1500"]):  # fmt: skip
        done = run(*view, "--records", root, "--today", "2018-07-20")
        said = {
            "export": "gcmtrack: 3,001 milestones\n",
            "events": "gcmtrack: there are no ongoing or upcoming events; 3,001 past: --past\n",
        }
        assert (done.code, done.err) == (0, "" if "--past" in view else said.get(view[0], "")), view
    began = time.monotonic()
    done = run("check", "--records", root, "--today", "2018-07-20", "loop")
    assert (done.code, done.out) == (0, "")
    assert time.monotonic() - began < 20
    # The ends are joined.
    first = root / "milestones" / "m0.toml"
    first.write_text(first.read_text().replace("\n\n", '\npart_of = "m2999"\n\n', 1))
    done = run("check", "--records", root, "--today", "2018-07-20", "loop")
    assert len(done.lines) == 3000
    assert done.lines[0] == (
        "records/milestones/m0.toml:6: 'part_of' leads back to the record itself:"
        " m0 → m2999 → m2998 → m2997 → m2996 → 2995 more → m0 [loop]"
    )
    assert run("timeline", "--records", root, "--today", "2018-07-20").code == 0


def test_a_kind_named_two_thousand_times(folder: FolderMaker, run: Run) -> None:
    root = folder(GOOD)
    assert run("show", "milestones/" * 2000 + "good", "--records", root).code == 0
    done = run("show", "milestones/" * 2000, "--records", root)
    assert (done.code, done.out, done.err) == (
        2, "", f"gcmtrack: unknown milestone ''; give an id, or look for one with: gcmtrack search --records {root} WORDS\n",
    )  # fmt: skip


def _named_files() -> list[tuple[list[str], str, str, int]]:
    page, table = limits.PAGE_BYTES, limits.TABLE_BYTES
    return [
        (["audit"], "a page.md", "cannot read {}: it has more than 10 MiB", page),
        (["audit", "--fix"], "a page.md", "cannot read {}: it has more than 10 MiB", page),
        (["export", "--into"], "a page.md", "cannot read {}: it has more than 10 MiB", page),
        (["add-statement", "--from"], "a page.html", "cannot read {}: it has more than 10 MiB", page),
        (["add-statement", "--draft"], "draft.toml", "cannot read {}: it has more than 10 MiB", page),
        (["export", "-f", "template", "--template"], "t.md", "cannot read {}: it has more than 10 MiB", page),
        (["site", "out", "--css"], "own.css", "cannot read {}: it has more than 10 MiB", page),
        (["import"], "list.csv", "cannot read {}: it has more than 50 MiB", table),
        (["import", "list.csv", "--map"], "map.toml", "cannot read {}: it has more than 50 MiB", table),
        (["changes", "--since"], "old.json", "--since: {} cannot be read: it has more than 50 MiB", table),
    ]


@pytest.mark.parametrize(("words", "name", "sentence", "most"), _named_files(), ids=str)
def test_what_a_person_names_is_read_up_to_a_limit(
    words: list[str], name: str, sentence: str, most: int, folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    """A file of 20 GB, or /dev/zero, was read until the memory was full."""
    folder(milestone("forum"))
    (tmp_path / "list.csv").write_text("id,title\n")
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(most + 1)
    done = run(*words, name)
    assert (done.out, done.err) == ("", f"gcmtrack: {sentence.format(repr(name))}\n")
    assert done.code in (1, 2)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system takes only names in UTF-8")
def test_a_page_whose_name_is_not_utf8_is_read(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    """As for every other path; it was taken for text."""
    folder(milestone("forum"))
    name = "caf\udce9"
    (tmp_path / f"{name}.md").write_text("# Nothing\n")
    assert run("audit", f"{name}.md").code == 0
    assert run("changes", "--since", "records").code == 0
    assert "not UTF-8" not in run("add-statement", "--from", f"{name}.md").err
    (tmp_path / "records").rename(tmp_path / name)
    assert run("changes", "--since", name, "--records", name) == Result(
        0, "", "gcmtrack: Nothing changed since caf\ufffd.\n"
    )


ORDERED = """title = "Order"
kind = "decision"
type = "resolution"
phase = "adoption"
date = "2018-12-19"

[[mandates]]
id = "forum"
what = "Forum"
every = "4y"
first = "2022"

[[sources]]
title = "s"
url = "https://a.example/"
"""


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendar_has_a_first_and_a_last_day(day: str, folder: FolderMaker, run: Run) -> None:
    """The digest, changes and check counted on beyond them."""
    folder(
        GOOD,
        milestone("old", date="0001-01-01"),
        milestone("last", date="9999-12-31"),
        milestones={"order": ORDERED},
    )
    for command in (
        [], ["digest"], ["changes"], ["check"], ["events"], ["timeline"], ["mandates"], ["matrix", "kind", "--gaps"],
        ["positions"], ["show", "order"], ["export", "-f", "ics"], ["export", "-f", "atom"],
    ):  # fmt: skip
        done = run(*command, "--today", day)
        assert done.code == 0 or command == ["check"], (command, done.err)
        assert "Traceback" not in done.err
