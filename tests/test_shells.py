"""TAB in real shells: what stands on the line afterwards, and that nothing of a record was run.

Each shell is started on a terminal with the script that `gcmtrack --install-completion` would write for it.
"""

import os
import pty
import random
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker, environment
from gcmtrack.cli import shells
from gcmtrack.cli.taken import Taken

SHELLS = [
    pytest.param(name, marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"needs {name}"))
    for name in ("bash", "zsh", "fish")
]
# How each is started so that nothing of the person who runs the tests is read, and what it is told first.
_START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='READY> '; bind 'set enable-bracketed-paste off'"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='READY> '; bindkey -e; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D",
    ),
    "fish": (["fish", "--no-config", "-i"], "function fish_prompt; echo -n 'READY> '; end"),
}
_WAIT = 60


class Shell:
    """A shell at a terminal, in a folder of its own, with completion for gcmtrack."""

    def __init__(self, name: str, home: Path, records: Path) -> None:
        self.home = home
        programs = home / "bin"
        programs.mkdir()
        program = programs / "gcmtrack"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m gcmtrack "$@"\n')
        program.chmod(0o755)
        variables = environment(
            PATH=f"{programs}:{os.environ['PATH']}",
            HOME=str(home),
            XDG_CACHE_HOME=str(home / "cache"),
            GCMTRACK_RECORDS=str(records),
            TERM="dumb" if name == "bash" else "xterm",
            # So that no line is broken, which would part a word on the screen.
            COLUMNS="200",
        )
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "INPUTRC", "ZDOTDIR", "BASH_ENV", "ENV"):
            variables.pop(variable, None)
        command, settings = _START[name]
        (home / "script").write_text(script(name, variables))
        (home / "rc").write_text(f"{settings}\nsource {home / 'script'}\n")
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(home)
            os.execvpe(command[0], command, variables)
        self._shown = ""
        self._send(f"source {home / 'rc'}\n")
        self._until("READY> ")

    def _send(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def _until(self, words: str) -> str:
        """Waits for the words to be shown, and returns what was shown before them."""
        deadline = time.monotonic() + _WAIT
        while words not in self._shown:
            assert time.monotonic() < deadline, f"waited for {words!r}; the terminal shows:\n{self._shown}"
            if select.select([self._terminal], [], [], 1)[0]:
                self._shown += os.read(self._terminal, 65536).decode("utf-8", "replace")
        before, _, self._shown = self._shown.partition(words)
        return before

    def tab(self, line: str) -> tuple[list[str], str]:
        """Types the line and TAB. Returns the words that then stand on it, as the shell parts them, and what was shown.

        The keys that come after TAB are read when all that it does is done: they put `show-words` before the line.
        """
        self._send(f"{line}\t\x01{self.home / 'show-words'} \n")
        shown = self._until("WORDS-ARE\r\n")
        words = self._until("\r\nWORDS-END")
        self._until("READY> ")
        return words.split("\r\n"), shown

    def close(self) -> None:
        os.close(self._terminal)
        os.waitpid(self._pid, 0)


def script(shell: str, variables: dict[str, str]) -> str:
    """Returns what `gcmtrack --install-completion` writes, from the program itself."""
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack"],
        env={**variables, "_GCMTRACK_COMPLETE": f"source_{shell}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "gcmtrack" in done.stdout
    return done.stdout


EVIL = [
    r'title = "a\"); touch PWNED; ws+=(\"b"',
    r"title = 'x \$(touch PWNED) y'",
    r"title = 'x \`touch PWNED\` y'",
    r"title = 'x $(touch PWNED) `touch PWNED` y'",
    r'title = "x\\\"; touch PWNED; \\\""',
    "title = \"it's'; touch PWNED; '\"",
    r'title = "\"))\u0027; touch PWNED #"',
    "title = \"'; touch PWNED; '\"",
    'title = "[/b] :smile: [rev 3] ) ( & | ; < > * ? ~ # ! % {a,b}"',
    'title = "\u009b31m \u202e \u200b \u2028 x"',
]
MEETING = 'kind = "event"\ntype = "forum"\nphase = "review"\ndate = "2018"\n\n[[sources]]\ntitle = "S"\nurl = "http://a.example"\n'
Maker = Callable[..., Path]


@pytest.fixture
def records(folder: FolderMaker) -> Path:
    root = folder(
        organisation("wimn", name="Women in Migration Network", acronym="WIMN"),
        organisation("un-women", name="UN Women", acronym="UN Women", type="un-body"),
        organisation("evil", name="x $(touch PWNED)", acronym="$(touch PWNED)"),
        organisation("bad-acronym", name="x", acronym="ZZ`touch PWNED`"),
        milestone("zero-draft", title="Zero draft"),
        milestone("final-draft", title="Final draft"),
        statement("wimn-says"),
        milestones={f"evil-{number}": f"{title}\n{MEETING}" for number, title in enumerate(EVIL)},
    )
    for name in (
        "evil-$(touch PWNED)",
        "evil-`touch PWNED`",
        "evil-;touch PWNED;",
        "evil'\"",
        "evil-\nx",
        "*",
    ):
        (root / "milestones" / f"{name}.toml").write_text(f'title = "T"\n{MEETING}')
    os.mkfifo(root / "milestones" / "fifo.toml")
    (root / "milestones" / "zeros.toml").symlink_to("/dev/zero")
    return root


@pytest.fixture
def shell(tmp_path: Path, records: Path) -> Iterator[Callable[[str], Shell]]:
    started: list[Shell] = []

    def start(name: str) -> Shell:
        home = tmp_path / name
        home.mkdir()
        words = home / "show-words"
        words.write_text('#!/bin/sh\necho WORDS-ARE\nprintf "%s\\n" "$@"\necho WORDS-END\n')
        words.chmod(0o755)
        started.append(Shell(name, home, records))
        return started[-1]

    yield start
    for one in started:
        one.close()


class Case(NamedTuple):
    line: str
    words: list[str]


CASES = [
    Case("gcmtrack eve", ["gcmtrack", "events"]),
    Case("gcmtrack events --upc", ["gcmtrack", "events", "--upcoming"]),
    Case("gcmtrack show zero", ["gcmtrack", "show", "zero-draft"]),
    Case("gcmtrack statements --org wim", ["gcmtrack", "statements", "--org", "wimn"]),
    Case("gcmtrack statements --org WI", ["gcmtrack", "statements", "--org", "WIMN"]),
    Case("gcmtrack events --org=wim", ["gcmtrack", "events", "--org=wimn"]),
    Case("gcmtrack events --region=asi", ["gcmtrack", "events", "--region=asia-pacific"]),
    Case("gcmtrack events --country mx", ["gcmtrack", "events", "--country", "mx"]),
    # Nothing is offered, and nothing is waited for.
    Case("gcmtrack show fif", ["gcmtrack", "show", "fif"]),
    Case("gcmtrack show zeros", ["gcmtrack", "show", "zeros"]),
    Case("gcmtrack nope x", ["gcmtrack", "nope", "x"]),
    Case("gcmtrack show nosuch", ["gcmtrack", "show", "nosuch"]),
]


@pytest.mark.parametrize("name", SHELLS)
def test_tab_puts_one_word_on_the_line(name: str, shell: Callable[[str], Shell]) -> None:
    terminal = shell(name)
    for case in CASES:
        words, shown = terminal.tab(case.line)
        assert (case.line, words) == (case.line, case.words), shown
        assert "Traceback" not in shown


@pytest.mark.parametrize("name", SHELLS)
def test_tab_runs_nothing_that_stands_in_a_record(name: str, shell: Callable[[str], Shell]) -> None:
    terminal = shell(name)
    for number in range(len(EVIL)):
        words, shown = terminal.tab(f"gcmtrack show evil-{number}")
        assert words == ["gcmtrack", "show", f"evil-{number}"], shown
    # Several are offered with their titles, the evil file names among those that could be.
    _, shown = terminal.tab("gcmtrack show evil-")
    assert "Traceback" not in shown
    assert "\x9b" not in shown
    for typed in ("$", "Z", "*", "evil'"):
        terminal.tab(f"gcmtrack statements --org {shlex.quote(typed)}")
    assert not list(terminal.home.rglob("*PWNED*")), shown


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("typed", [r"UN\ W", '"UN W', "'UN W"])
def test_bash_gets_the_id_of_an_acronym_of_two_words(typed: str, shell: Callable[[str], Shell]) -> None:
    words, shown = shell("bash").tab(f"gcmtrack events --org {typed}")
    assert words == ["gcmtrack", "events", "--org", "un-women"], shown


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_evaluates_nothing_of_a_description(tmp_path: Path) -> None:
    """Thousands of texts made of what shells act on, evaluated twice as the script and `_arguments` do."""
    pieces = [
        *"\\\"'$`()[]{}:;&|<>*?~#!%^=\n\t \x1b\x9b\u202eé/-.,+@_", "$(touch PWNED)", "`touch PWNED`", "a", "b", "${x}", "''", '""', "\\\\",
        "))'; touch PWNED #", "\u2028", "=(touch PWNED)", "<(touch PWNED)",
    ]  # fmt: skip
    chance = random.Random(2018)
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 12))) for _ in range(3000)]
    told = _told([(f"id-{i}", text) for i, text in enumerate(texts)])
    evaluated = subprocess.run(
        ["zsh", "-f", "-c", """
            _arguments() { local action=${1#*: :}; eval "ws=( ${action[3,-3]} )"; print -r -- $#ws; print -rl -- $ws }
            eval $(cat)
        """],
        input=told, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert evaluated.stderr == ""
    number, *words = evaluated.stdout.splitlines()
    assert int(number) == len(words) == len(texts)
    assert [word.partition(":")[0] for word in words] == [f"id-{i}" for i in range(len(texts))]
    assert list(tmp_path.iterdir()) == []


def _told(found: list[tuple[str, str]]) -> str:
    """What zsh would be told if these were offered."""
    told = shells.answer(lambda _: Taken([], found), "zsh", {"_TYPER_COMPLETE_ARGS": "gcmtrack id"})
    assert told is not None
    return told[0]
