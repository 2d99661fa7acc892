"""What the program was started with: closed and full streams, Ctrl-C at any moment, terminals of any width, a folder that is gone."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builders import milestone, organisation
from conftest import CTRL_C, Dialogue, FolderMaker, Result, Screen, environment
from sample import SAMPLE

DAY = ("--today", "2018-07-20")
BROKEN = 'title = "T"\n'
Talk = Callable[..., Dialogue]


@pytest.fixture
def sample(folder: FolderMaker) -> Path:
    return folder(*SAMPLE)


def shell(line: str, here: Path, **more: str) -> Result:
    """Runs a line of sh in which `gcmtrack` is this program."""
    done = subprocess.run(
        ["sh", "-c", f'gcmtrack() {{ "{sys.executable}" -m gcmtrack "$@"; }}; {line}'],
        cwd=here, env=environment(**more), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


CLOSED = [
    ("gcmtrack events --past --today 2018-07-20 >&-", 0, "", ""),
    ("gcmtrack events --nosuch >&- 2>&-", 2, "", ""),
    ("gcmtrack add-organisation --name A <&-", 2, "", "gcmtrack: missing: --type and --url (or --source-url or --source-locator)\n"),
    ("gcmtrack add-organisation --name A --type state --url https://a.example <&- >&- 2>&-", 0, "", ""),
    ("gcmtrack show nosuch <&- >&- 2>&-", 2, "", ""),
    ("gcmtrack --version 2>&-", 0, "gcmtrack 0.2.0\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "out", "err"), CLOSED, ids=[case[0] for case in CLOSED])
def test_closed_streams_are_nowhere(
    line: str, code: int, out: str, err: str, sample: Path, tmp_path: Path
) -> None:
    assert shell(line, tmp_path) == Result(code, out, err)


def test_what_is_written_without_streams_is_a_whole_record(sample: Path, tmp_path: Path) -> None:
    """With the numbers of the streams free, the record's own file would get one of them, and the messages."""
    line = "gcmtrack add-organisation --name A --type state --url https://a.example --today 2018-07-20"
    assert shell(f"{line} <&- >&- 2>&-", tmp_path) == Result(0, "", "")
    assert (sample / "organisations/a.toml").read_text() == (
        'name = "A"\ntype = "state"\nurl = "https://a.example"\nadded = 2018-07-20\n\n'
        '[[sources]]\ntitle = "A"\nurl = "https://a.example"\n'
    )


def test_no_message_lands_in_the_product(folder: FolderMaker, tmp_path: Path) -> None:
    folder(*SAMPLE, milestones={"broken": BROKEN})
    done = shell("gcmtrack events --json 2>&-", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["view"] == "events"


FULL = [
    ("gcmtrack show nosuch 2>/dev/full", 2, ""),
    ("gcmtrack events --nosuch 2>/dev/full", 2, ""),
    ("gcmtrack nosuch 2>/dev/full", 2, ""),
    ("gcmtrack init made --empty 2>/dev/full", 0, "made\n"),
    ("gcmtrack events >/dev/full 2>/dev/full", 1, ""),
    ("gcmtrack check missing-key 2>/dev/full", 1, "records/milestones/broken.toml:1: "),
]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize(("line", "code", "out"), FULL, ids=[case[0] for case in FULL])
def test_a_message_that_cannot_be_written_changes_nothing(
    line: str, code: int, out: str, folder: FolderMaker, tmp_path: Path
) -> None:
    folder(*SAMPLE, milestones={"broken": BROKEN})
    done = shell(line, tmp_path)
    assert (done.code, done.err) == (code, "")
    assert done.out.startswith(out)


# Sends Ctrl-C to itself when a module is about to be imported, or when an object is taken away in the middle of one.
INTERRUPTED = """
import os, signal, sys, time
import gcmtrack.__main__
class Gone:
    def __del__(self):
        raise KeyboardInterrupt
class Finder:
    def find_spec(self, name, *_):
        if name == WHERE and not UNRAISABLE:
            os.kill(os.getpid(), signal.SIGINT)
        elif name == WHERE:
            Gone()
            # It comes again in a moment, and finds the run where it was.
            for _ in range(3000):
                time.sleep(0.01)
WHERE, UNRAISABLE = sys.argv.pop(1), sys.argv.pop(1) == "unraisable"
sys.meta_path.insert(0, Finder())
gcmtrack.__main__.run()
"""
# A plain command line is read without Typer, one with a sign of equality by it.
PLAIN, BY_TYPER = ["--within", "6m"], ["--within=6m"]
MODULES = [
    ("gcmtrack.cli.streams", PLAIN), ("gcmtrack.cli.commands.events", PLAIN), ("gcmtrack.store.load", PLAIN),
    ("gcmtrack.input.relative_dates", PLAIN),
    ("typer", BY_TYPER), ("gcmtrack.cli.app", BY_TYPER), ("gcmtrack.cli.commands.events", BY_TYPER), ("gcmtrack.terminal.lines", BY_TYPER),
]  # fmt: skip


def interrupted(where: str, words: list[str], root: Path, how: str = "", **options: object) -> Result:
    line = ["events", *words, "--records", str(root), *DAY]
    command = [sys.executable, "-c", INTERRUPTED, where, how, *line]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=60, check=False, **options
    )  # type: ignore[call-overload]
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(("where", "words"), MODULES)
def test_ctrl_c_is_silent_at_any_moment(where: str, words: list[str], sample: Path) -> None:
    assert interrupted(where, words, sample) == Result(130, "", "")


def test_ctrl_c_where_nothing_can_be_raised_is_not_lost(sample: Path) -> None:
    assert interrupted("gcmtrack.store.load", PLAIN, sample, "unraisable") == Result(130, "", "")


def test_who_ignores_ctrl_c_is_not_stopped(sample: Path) -> None:
    """As under nohup, or in the background of a script."""
    done = interrupted(
        "typer", BY_TYPER, sample, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)
    )
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_ctrl_c_on_a_terminal(sample: Path, dialogue: Talk) -> None:
    done = dialogue([("Title", CTRL_C)], "add-milestone")
    assert done.code == 1
    assert done.screen.endswith("\ngcmtrack: stopped; nothing was written\n")


@pytest.mark.parametrize("columns", ["0", "1", "2", "-5", "99999999", "9" * 5000, "x", ""])
def test_any_width_of_the_terminal_shows_everything(
    columns: str, sample: Path, terminal: Callable[..., Screen]
) -> None:
    screen = terminal(80, "events", "--past", "--records", sample, *DAY, COLUMNS=columns)
    assert screen.code == 0
    assert "thematic-session-6" in "".join(screen.text.split())
    assert max(len(line) for line in screen.text.splitlines()) <= 500


@pytest.mark.parametrize("columns", ["0", "1", "2", "99999999"])
def test_a_dialogue_goes_on_at_any_width(columns: str, sample: Path, dialogue: Talk) -> None:
    done = dialogue([("Title", "T"), ("Kind", "x"), ("Kind", CTRL_C)], "add-milestone", COLUMNS=columns)
    assert done.code == 1
    assert "Traceback" not in done.screen


def test_the_current_folder_may_be_gone(sample: Path, tmp_path: Path) -> None:
    gone = f'mkdir gone && cd gone && rmdir "{tmp_path}/gone" &&'
    named = shell(f'{gone} gcmtrack documents --records "{sample}"', tmp_path)
    assert (named.code, named.ids, named.err) == (0, ["zero-draft", "draft-rev-3", "a-res-73-195"], "")
    made = shell(
        f'{gone} gcmtrack add-organisation --name A --type state --url https://a.example --records "{sample}"',
        tmp_path,
    )
    assert made == Result(0, f"{sample}/organisations/a.toml\n", "")
    assert shell(f"{gone} gcmtrack documents", tmp_path) == Result(
        1, "", "gcmtrack: the folder you are in is gone; go to another, or give --records with a whole path\n"
    )


@pytest.mark.parametrize(
    ("args", "last"),
    [
        (["rename", "a", "b", "c\u202e\x1b[31md"], "Error: Got unexpected extra argument(s) (c"),
        (["events", "--no\u202e\u2066x"], "Error: No such option: --nox"),
        (["check", "--stale-after", "x\u202e"], "Error: Invalid value for '--stale-after': "),
    ],
    ids=["argument", "option", "value"],
)
def test_what_was_typed_acts_on_no_terminal(
    args: list[str], last: str, sample: Path, run: Callable[..., Result]
) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith(last)
    assert all(line.isprintable() for line in done.err.splitlines())


NOT_TEXT = [
    (["edit", "marrakech", "--set", "date=2029", "--note", "a\udcff"], "--note: 'a\ufffd'"),
    (["edit", "marrakech", "--set", "date=2029", "--source", "a\udcff"], "--source: 'a\ufffd'"),
    (["edit", "marrakech", "--set", "city=a\udcff"], "--set: 'city=a\ufffd'"),
    (["add-milestone", "--title-in", "es=\udcff"], "--title-in: 'es=\ufffd'"),
    (["add-statement", "--at", "\udcff"], "--at: '\ufffd'"),
    (["events", "--org", "a\udcff"], "--org: 'a\ufffd'"),
    (["export", "--format", "\udcff"], "--format: '\ufffd'"),
    (["search", "a", "b\udcff"], "'b\ufffd'"),
    (["show", "\udcff"], "'\ufffd'"),
]


@pytest.mark.parametrize(("args", "said"), NOT_TEXT, ids=[case[1] for case in NOT_TEXT])
def test_bytes_that_are_no_text_are_refused_wherever_they_stand(
    args: list[str], said: str, sample: Path, run_subprocess: Callable[..., Result]
) -> None:
    before = {file: file.read_bytes() for file in sample.rglob("*.toml")}
    assert run_subprocess(*args, *DAY[: 2 * (args[0] != "search")]) == Result(
        2, "", f"gcmtrack: {said} is not UTF-8; set the terminal to UTF-8\n"
    )
    assert {file: file.read_bytes() for file in sample.rglob("*.toml")} == before


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_US.ISO-8859-1"])
def test_a_path_may_hold_any_bytes(locale: str, tmp_path: Path) -> None:
    name = b"Migraci\xf3n"
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", "init", "--empty", name],
        cwd=tmp_path, env=environment(LC_ALL=locale), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, name + b"\n")
    assert done.stderr.startswith(b"gcmtrack: 0 records in Migraci")
    assert os.path.isdir(os.fsencode(tmp_path) + b"/" + name + b"/milestones")


ADVICE = [
    (["show", "Cote d'Azur"], "; find it with: gcmtrack search Cote 'd'\"'\"'Azur'"),
    (["events", "--org", "a; rm -rf x"], "; find it with: gcmtrack search -- 'a;' rm -rf x, or see all with: gcmtrack organisations"),
    (["show", "--", "-x"], "; find it with: gcmtrack search -- -x"),
    (["events", "--records", "my records"], "there is no folder 'my records'; make one with: gcmtrack init 'my records'"),
    (["events", "--records", "$(id)"], "there is no folder '$(id)'; make one with: gcmtrack init '$(id)'"),
    (["events", "--records", "empty one"], "make them with: gcmtrack init 'empty one'"),
    (["init", "my network", "--empty"], "0 records in my network; keep it in git: cd 'my network' && git init && git add ."),
    (["init", "--empty", "--", "-mine"], "0 records in -mine; keep it in git: cd ./-mine && git init && git add ."),
    (["export", "--check", "--into", "my page.md"], "my page.md is out of date; bring it up to date with: gcmtrack export --into 'my page.md'"),
    (["export", "--check", "--into=-page.md"], "-page.md is out of date; bring it up to date with: gcmtrack export --into ./-page.md"),
    (["export", "--", "-page.md"], "'-page.md' is a file, no word to filter by; to fill a page: gcmtrack export --into ./-page.md"),
    (["events", "--records=-mine"], "there is no folder '-mine'; make one with: gcmtrack init ./-mine"),
    (["import", "--as", "milestone", "--", "-list.csv"], "nothing was written; write it with: gcmtrack import ./-list.csv --as milestone --yes"),
    (["objectives", "--", "-x"], "no objective has '-x' in its name; find records with: gcmtrack search -- -x"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "said"), ADVICE, ids=[" ".join(case[0]) for case in ADVICE])
def test_an_advised_command_can_be_pasted(
    args: list[str], said: str, folder: FolderMaker, run: Callable[..., Result], tmp_path: Path
) -> None:
    folder(organisation("wimn"), milestone("m"))
    (tmp_path / "empty one").mkdir()
    for page in ("my page.md", "-page.md"):
        (tmp_path / page).write_text("<!-- gcmtrack:past -->\n<!-- /gcmtrack:past -->\n")
    (tmp_path / "-list.csv").write_text(
        "title,date,kind,type,phase,link\nA forum,2027-05-03,event,meeting,review,https://example.org/\n"
    )
    done = run(*args)
    assert done.err.endswith(f"{said}\n")
    command = done.err.rpartition(": ")[2]
    assert subprocess.run(["bash", "-nc", command], check=False).returncode == 0


# A terminal that is closed while questions are asked.


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_closed_terminal_keeps_the_answers(name: str, sample: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gcmtrack", "add-statement", "--records", str(sample)],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=tmp_path,
        env=environment(TMPDIR=str(copies), GCMTRACK_CACHE="off"),
    )
    os.close(inner)
    os.write(outer, b"Our words at the forum\n")
    shown = b""
    # The question after the first one stands there.
    while shown.count(b": ") < 2 and select.select([outer], [], [], 10)[0]:
        shown += os.read(outer, 4096)
    process.send_signal(getattr(signal, name))
    if name == "SIGHUP":
        os.close(outer)
    for _ in range(20):
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            break
        # One that comes after the prompt and before readline waits is only seen at the next key, or signal.
        process.send_signal(getattr(signal, name))
    assert process.poll() not in (0, None)
    (kept,) = copies.glob("*/*.toml")
    assert 'title = "Our words at the forum"' in kept.read_text()


# Paths that no shell has read.


def test_a_tilde_is_the_home_folder(sample: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.move(sample, home / "recs")
    listed = shell('gcmtrack organisations "--records=~/recs"', tmp_path, HOME=str(home))
    assert listed.out
    assert (listed.code, listed.err) == (0, "")
    assert shell("gcmtrack organisations", tmp_path, HOME=str(home), GCMTRACK_RECORDS="~/recs") == listed
    assert shell('gcmtrack "--records=~/recs" organisations', tmp_path, HOME=str(home)) == listed
    shell(
        'gcmtrack export --format csv --only statements "-o~/x.csv" "--records=~/recs"',
        tmp_path,
        HOME=str(home),
    )
    assert (home / "x.csv").exists()


def test_what_lies_here_goes_before_the_home_folder(sample: Path, tmp_path: Path) -> None:
    shutil.move(sample, tmp_path / "~")
    assert shell("gcmtrack topics '--records=~'", tmp_path, HOME="/nowhere").code == 0


# Standard output by name, and what is no file.


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "-"])
def test_standard_output_has_names(name: str, sample: Path, tmp_path: Path) -> None:
    export = "gcmtrack export --format csv --only statements"
    whole = shell(export, tmp_path)
    assert whole.out
    assert shell(f"{export} -o {name}", tmp_path).out == whole.out
    assert shell(f"{export} -o {name} > x.csv && cat x.csv", tmp_path).out == whole.out
    assert shell(f"{export} -o {name} | cat", tmp_path).out == whole.out


def test_a_device_is_written_to_and_not_replaced(sample: Path, tmp_path: Path) -> None:
    export = "gcmtrack export --format csv --only statements"
    assert shell(f"{export} -o /dev/null; test -c /dev/null", tmp_path).code == 0
    full = shell(f"{export} -o /dev/full", tmp_path)
    assert (full.code, full.err) == (1, "gcmtrack: cannot write '/dev/full': No space left on device\n")
    piped = shell(f"mkfifo pipe; cat pipe & {export} -o pipe; wait", tmp_path)
    assert piped.out == shell(export, tmp_path).out


def test_twenty_columns_show_one_thing_below_the_other(
    folder: FolderMaker, terminal: Callable[..., Screen]
) -> None:
    records = folder(
        milestone(
            "review-2020",
            title="Regional review of the Compact",
            date="2018-09-03/2018-09-05",
            links=[{"url": "https://example.org/a/page"}],
        )
    )
    shown = terminal(20, "events", "--records", records, *DAY)
    assert (
        shown.text
        == """\
Upcoming (1)
3–5 September 2018
in 45 days
  Regional review of
  the Compact
  review-2020

"""
    )
    drawn = terminal(20, "timeline", "--records", records, *DAY).text.splitlines()
    assert drawn[drawn.index("2018 ┬") :][:6] == [
        "2018 ┬",
        " ●  3–5 Sep",
        " │  Regional review",
        " │  of the Compact",
        " │  review-2020",
        "",
    ]
