"""Fixtures: a records folder from the records or TOML of a test, and three ways to run the program on it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

import pytest
from hypothesis import HealthCheck, settings

from gcmtrack.cli.app import main
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text

settings.register_profile(
    "suite",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # People look for new cases; CI says the same of the same change every time.
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("suite")

SHIPPED = Path(__file__).parent.parent / "records"
GOLDEN = Path(__file__).parent / "golden"

Files = Mapping[str, str | bytes]
NONE: Files = MappingProxyType({})


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def ids(self) -> list[str]:
        """The last column of a listing in a pipe."""
        return [line.rpartition("\t")[2] for line in self.lines]


class Screen(NamedTuple):
    """What a terminal received: every byte of it, and the text with colours taken off."""

    raw: str
    text: str
    err: str
    code: int

    @property
    def words(self) -> str:
        """The text as one line with single spaces, to look for what may have been wrapped."""
        return " ".join(self.text.split())

    def wider(self, width: int) -> list[str]:
        """The lines that are wider than the terminal, but for an address or an id that stands alone on its line."""
        return [line for line in self.text.splitlines() if len(line) > width and " " in line.strip()]


class FolderMaker(Protocol):
    def __call__(
        self, *records: Record, milestones: Files = ..., statements: Files = ..., organisations: Files = ...
    ) -> Path: ...


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what the program puts by for its next run out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> FolderMaker:
    """Makes a records folder from records, and from files given as TOML text or bytes: {id: content}."""

    def make(
        *records: Record,
        milestones: Files = NONE,
        statements: Files = NONE,
        organisations: Files = NONE,
    ) -> Path:
        root = tmp_path / "records"
        files = {"milestones": milestones, "statements": statements, "organisations": organisations}
        for kind, contents in files.items():
            (root / kind).mkdir(parents=True, exist_ok=True)
            for id_, content in contents.items():
                raw = content if isinstance(content, bytes) else content.encode()
                (root / kind / f"{id_}.toml").write_bytes(raw)
        for record in records:
            (root / record.folder / f"{record.id}.toml").write_bytes(toml_text.render(record).encode())
        return root

    return make


Run = Callable[..., Result]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    """Runs the program in this process, not on a terminal, in a folder of its own; arguments are made text."""
    monkeypatch.delenv("GCMTRACK_RECORDS", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        captured = capsys.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Result(code or 0, captured.out, captured.err)

    return call


def environment(**more: str) -> dict[str, str]:
    """Returns the environment of a run in another process: ours, without what changes the output."""
    changing = {
        "GCMTRACK_RECORDS", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUNBUFFERED",
        "GCMTRACK_PAGER", "GCMTRACK_HYPERLINKS", "TMUX", "STY", "TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "LESS",
    }  # fmt: skip
    kept = {key: value for key, value in os.environ.items() if key not in changing}
    # A test that wants a pager names one.
    return {**kept, "TERM": "xterm-256color", "PAGER": "cat", **more}


@pytest.fixture
def run_subprocess(tmp_path: Path) -> Callable[..., Result]:
    """Runs the program in another process, with pipes."""

    def call(*args: object, **more: str) -> Result:
        command = [sys.executable, "-m", "gcmtrack", *map(str, args)]
        done = subprocess.run(
            command, capture_output=True, cwd=tmp_path, env=environment(**more), timeout=60, check=False
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Screen]:
    """Runs the program with its standard output on a real terminal of `width` columns; one of none has no lines either."""

    def call(width: int, *args: object, **more: str) -> Screen:
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 50 if width else 0, width, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "gcmtrack", *map(str, args)],
            stdin=inner,
            stdout=inner,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(**more),
        )
        os.close(inner)
        received = b""
        # A program that waits for something must fail its test, not stop all the others.
        while select.select([outer], [], [], 60)[0] and (chunk := _read(outer)):
            received += chunk
        os.close(outer)
        _, err = process.communicate(timeout=60)
        raw = received.decode().replace("\r\n", "\n")
        return Screen(raw, _STYLE.sub("", raw), err.decode(), process.returncode)

    return call


def _read(stream: int) -> bytes:
    try:
        return os.read(stream, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden anew from what is drawn")
    parser.addoption(
        "--need-all", action="store_true", help="fail what is skipped because a program is missing"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With --need-all, as in CI, a test that skips with "needs PROGRAM" fails: nothing goes unjudged unseen."""
    report = yield
    if report.skipped and item.config.getoption("--need-all") and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason.startswith("needs "):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: {reason}"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file of tests/golden; `pytest --renew-golden` writes the files, to be read in the diff."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        # Editors strip what stands at line ends, and the eye does not see it.
        shown = "".join(line.rstrip() + "\n" for line in text.splitlines())
        if request.config.getoption("--renew-golden"):
            file.write_text(shown, encoding="utf-8", newline="\n")
        assert shown == file.read_text(encoding="utf-8")

    return compare


class Dialogue(NamedTuple):
    """What came of a dialogue: the exit code, standard output, and all that the terminal showed."""

    code: int
    out: str
    screen: str


CTRL_C = "\x03"
# How long a terminal may be silent after Ctrl-C before it is pressed again: a signal that comes just before the read
# begins leaves the read waiting (as in any program), and a person presses the key again.
_PRESS_AGAIN = 5


@pytest.fixture
def dialogue(tmp_path: Path) -> Callable[..., Dialogue]:
    """Runs the program with a person at a terminal: `answers` are pairs of the words to wait for and the line typed then.

    Standard input and standard error are the terminal; so is standard output, unless `piped`.
    """

    def call(
        answers: list[tuple[str, str]], *args: object, width: int = 80, piped: bool = True, **more: str
    ) -> Dialogue:
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "gcmtrack", *map(str, args)],
            stdin=inner,
            stdout=subprocess.PIPE if piped else inner,
            stderr=inner,
            cwd=tmp_path,
            env=environment(GCMTRACK_CACHE="off", **more),
            preexec_fn=_own_terminal,  # noqa: PLW1509 (no threads here)
        )
        os.close(inner)
        try:
            shown = _talk(outer, answers)
        except BaseException:
            process.kill()
            raise
        finally:
            os.close(outer)
            out, _ = process.communicate(timeout=60)
        return Dialogue(
            process.returncode, (out or b"").decode(), shown.decode("utf-8", "replace").replace("\r\n", "\n")
        )

    return call


def _talk(terminal: int, answers: list[tuple[str, str]]) -> bytes:
    """Answers what is asked and returns all that the terminal showed until its other side was closed."""
    shown = b""
    unread = 0
    again = 0
    for words, answer in answers:
        while (at := shown.find(words.encode(), unread)) < 0:
            received = _heard(terminal, again)
            assert received, f"waited for {words!r}; the terminal shows:\n{shown.decode('utf-8', 'replace')}"
            shown += received
        unread = at + len(words.encode())
        again = 3 if answer == CTRL_C else 0
        keys = answer.encode("utf-8", "surrogateescape")
        os.write(terminal, keys if answer == CTRL_C else keys + b"\n")
    while received := _heard(terminal, again):
        shown += received
        again = max(0, again - 1)
    return shown


def _heard(terminal: int, again: int) -> bytes:
    """What the terminal shows next; nothing when its other side is closed, or silent for a minute. Ctrl-C is pressed
    `again` times in the silence."""
    for silence in range(60 // _PRESS_AGAIN):
        if select.select([terminal], [], [], _PRESS_AGAIN)[0]:
            return _read(terminal)
        if silence < again:
            os.write(terminal, CTRL_C.encode())
    return b""


def _own_terminal() -> None:
    """Makes the terminal at standard input the one whose Ctrl-C reaches this process."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
