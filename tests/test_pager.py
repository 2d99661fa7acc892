"""What is longer than the terminal goes through a pager, and links behind words where the terminal follows them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone
from conftest import FolderMaker, Run, Screen
from gcmtrack.cli import pager

Terminal = Callable[..., Screen]
DAY = ("--today", "2018-07-20")
LINK = "\x1b]8;"


@pytest.fixture
def long(folder: FolderMaker) -> Path:
    """More records than the terminal of the tests has lines."""
    return folder(
        *(milestone(f"m-{n:02}", title=f"Meeting {n}", date=f"2019-01-{n:02}") for n in range(1, 31))
    )


@pytest.fixture
def noting(tmp_path: Path) -> str:
    """A pager that notes what it is given and how."""
    file = tmp_path / "a pager.sh"
    file.write_text('#!/bin/sh\ncat > "$(dirname "$0")/paged"\necho "LESS=$LESS"\n')
    file.chmod(0o755)
    return f"'{file}' -x"


def test_what_is_longer_goes_through_the_pager_with_its_colours(
    long: Path, noting: str, tmp_path: Path, terminal: Terminal
) -> None:
    screen = terminal(80, "timeline", "--records", long, *DAY, PAGER=noting)
    assert (screen.code, screen.text, screen.err) == (0, "LESS=FRX\n", "")
    paged = (tmp_path / "paged").read_text()
    assert paged == terminal(80, "timeline", "--records", long, *DAY, "--no-pager", PAGER=noting).raw
    assert "\x1b[1;36m━━ NEGOTIATION" in paged


def test_the_settings_of_less_are_left_alone(long: Path, noting: str, terminal: Terminal) -> None:
    assert terminal(80, "events", "--records", long, *DAY, PAGER=noting, LESS="S").text == "LESS=S\n"


def test_our_own_pager_goes_first(long: Path, noting: str, terminal: Terminal) -> None:
    screen = terminal(80, "events", "--records", long, *DAY, PAGER=noting, GCMTRACK_PAGER="cat")
    assert "Meeting 30" in screen.text


def test_what_fits_is_not_paged(long: Path, noting: str, terminal: Terminal) -> None:
    screen = terminal(80, "events", "--limit", "3", "--records", long, *DAY, PAGER=noting)
    assert "Meeting 3" in screen.text
    assert "LESS" not in screen.text


def test_a_terminal_without_a_size_is_not_paged(long: Path, terminal: Terminal) -> None:
    """As under `script` in a job: a pager would wait for ever."""
    screen = terminal(0, "events", "--records", long, *DAY, PAGER="cat > paged; read answer < /dev/tty")
    assert (screen.code, "Meeting 30" in screen.text) == (0, True)


@pytest.mark.parametrize("command", ["no-such-pager", "exit 127", "/dev/null"])
def test_a_pager_that_cannot_be_run_costs_nothing(command: str, long: Path, terminal: Terminal) -> None:
    screen = terminal(80, "events", "--records", long, *DAY, PAGER=command)
    assert screen.code == 0
    assert "Meeting 30" in screen.text


@pytest.mark.parametrize("command", ["head -1", "true"])
def test_a_pager_may_be_left_before_the_end(command: str, long: Path, terminal: Terminal) -> None:
    screen = terminal(80, "timeline", "--records", long, *DAY, PAGER=command)
    assert (screen.code, screen.err) == (0, "")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"TERM": "xterm", "PAGER": "most -w"}, "most -w"),
        ({"TERM": "xterm", "PAGER": "less", "GCMTRACK_PAGER": "bat"}, "bat"),
        ({"TERM": "xterm", "PAGER": "less", "GCMTRACK_PAGER": ""}, ""),
        ({"TERM": "xterm", "PAGER": " cat "}, ""),
        ({"TERM": "dumb", "PAGER": "less"}, ""),
        ({"PAGER": "less"}, ""),
    ],
)
def test_which_pager(environment: dict[str, str], command: str) -> None:
    assert pager.command(environment) == command


@pytest.mark.parametrize(
    ("environment", "followed"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4900"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "new"}, False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "220401"}, True),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "tmux-256color", "VTE_VERSION": "6800"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800", "TMUX": "/tmp/x"}, False),
        ({"TERM": "dumb", "GCMTRACK_HYPERLINKS": "always"}, True),
        ({"TERM": "xterm-kitty", "GCMTRACK_HYPERLINKS": "never"}, False),
        ({"TERM": "xterm-kitty", "GCMTRACK_HYPERLINKS": "perhaps"}, True),
    ],
)
def test_where_links_are_followed(environment: dict[str, str], followed: bool) -> None:
    assert pager.hyperlinks(environment) is followed


URL = "https://example.org/a?b=c\u202e"


def test_links_behind_words(folder: FolderMaker, terminal: Terminal, run: Run) -> None:
    root = folder(milestone("a", kind="document", links=[{"url": URL}]))
    options = ("documents", "--records", root)
    assert LINK not in terminal(80, *options).raw
    shown = terminal(80, *options, "--hyperlinks").raw
    assert shown.count(LINK) == 4  # the title and the address, each begun and ended
    assert "https://example.org/a?b=c%E2%80%AE\x1b" in shown
    assert LINK in terminal(80, *options, TERM="xterm-kitty").raw
    assert LINK not in terminal(80, *options, "--no-hyperlinks", TERM="xterm-kitty").raw
    assert LINK not in run(*options, "--hyperlinks").out
