"""What people see: whole, literal and harmless, on a terminal and in a pipe; golden files for the look of it."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, statement
from conftest import FolderMaker, Run, Screen
from gcmtrack.printable import inert
from sample import SAMPLE

Terminal = Callable[..., Screen]

TITLE = (
    "Report of the co-facilitators [rev 3] on the outcome document [draft] of the Intergovernmental"
    " Conference [A/CONF.231/3], Marrakech, 10 Dec."
)
EVIL = (
    "\x1b[2J\x1b[31mred\x1b]8;;https://evil.example\x07 [bold red]loud[/bold red] [link=https://evil.example]x[/link]"
    " :warning: \u202eesrever\u2066 a\rb\tc\nd \x9b5m \x7f\x00"
)
EVIL_SHOWN = (
    "␛[2J␛[31mred␛]8;;https://evil.example␇ [bold red]loud[/bold red] [link=https://evil.example]x[/link]"
    " :warning: esrever a b c d \N{REPLACEMENT CHARACTER}5m ␡␀"
)

COMMANDS = [
    ["events", "--past"],
    ["timeline"],
    ["timeline", "--statements"],
    ["documents"],
    ["statements"],
    ["show", "a-record"],
    ["show", "wimn"],
    ["search", "record"],
]


def test_the_title_is_as_long_as_it_should_be() -> None:
    assert len(TITLE) == 140


def with_title(folder: FolderMaker, title: str) -> Path:
    """Makes a folder in which every command shows `title`."""
    return folder(
        milestone("a-record", title=title, summary="a record"),
        milestone("a-text", kind="document", title=title),
        statement("a-statement", title=title, milestone="a-record", summary="a record"),
        organisation("wimn", name=title, summary="a record"),
    )


# What stands to the left of a title that goes over several lines.
_LEFT = ["│", "7 days ago", "milestone", "statement", "organisation"]


def unwrapped(screen: Screen) -> str:
    lines = [line for line in screen.text.splitlines() if "━" not in line]
    text = " ".join(lines)
    for left in _LEFT:
        text = re.sub(rf"(?<!\w){re.escape(left)}(?!\w)", " ", text)
    return " ".join(text.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_long_title_with_brackets_is_whole(
    command: list[str], folder: FolderMaker, terminal: Terminal, run: Run
) -> None:
    root = with_title(folder, TITLE)
    options = ["--records", str(root), "--today", "2018-07-20"]
    screen = terminal(60, *command, *options)
    assert TITLE in unwrapped(screen), screen.text
    assert max(map(len, screen.text.splitlines())) <= 60
    assert (screen.code, screen.err) == (0, "")
    assert TITLE in run(*command, *options).out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_evil_title_prints_inert(
    command: list[str], folder: FolderMaker, terminal: Terminal, run: Run
) -> None:
    root = with_title(folder, EVIL)
    options = ["--records", str(root), "--today", "2018-07-20"]
    piped = run(*command, *options).out
    assert EVIL_SHOWN in piped
    screen = terminal(200, *command, *options)
    assert EVIL_SHOWN in screen.text
    for text in (piped, screen.text):
        assert [c for c in text if acts(c)] == []


def acts(character: str) -> bool:
    """Whether a terminal would act on it; line ends and the tabs between columns are ours."""
    return character not in "\n\t" and (
        unicodedata.category(character) == "Cc"
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    )  # fmt: skip


@given(st.text())
def test_nothing_acts_after_inert(text: str) -> None:
    shown = inert(text)
    assert not any(acts(c) for c in shown)
    assert len(shown.splitlines()) <= 1
    assert "\t" not in shown
    assert inert(shown) == shown


def test_inert_leaves_readable_text_alone() -> None:
    text = "México: «العربية» 中文 👩‍👩‍👧 [rev 3] [draft] 10–11 December"
    assert inert(text) == text


def test_an_error_prints_inert(run: Run) -> None:
    result = run("show", EVIL)
    assert result.code == 2
    assert "\x1b" not in result.err
    assert result.err.count("\n") == 1


def test_words_that_match_are_pointed_out(folder: FolderMaker, terminal: Terminal) -> None:
    root = folder(milestone(title="La migración en México"))
    screen = terminal(80, "search", "MIGRACION", "--records", root)
    assert re.search(r"\x1b\[[0-9;]*33mmigración\x1b", screen.raw), screen.raw


VIEWS = {
    "events": ["events"],
    "past": ["events", "--past"],
    "timeline": ["timeline", "--statements"],
    "documents": ["documents"],
    "statements": ["statements"],
    "show": ["show", "review-lac"],
    "dossier": ["show", "nnirr"],
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_golden(
    view: str,
    width: int,
    folder: FolderMaker,
    terminal: Terminal,
    golden: Callable[[str, str], None],
) -> None:
    """`pytest tests/test_terminal.py --renew-golden` writes the files anew."""
    screen = terminal(width, *VIEWS[view], "--records", folder(*SAMPLE), "--today", "2018-07-20")
    assert (screen.code, screen.err) == (0, "")
    assert max(map(len, screen.text.splitlines())) <= width
    golden(f"{view}-{width}.txt", screen.text)


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        ("2017-06-01", "CONSULTATION"),
        ("2018-02-01", "NEGOTIATION"),
        ("2018-07-20", "NEGOTIATION"),
        ("2020-01-01", "REVIEW"),
        ("2031-01-01", "REVIEW"),
        ("2016-01-01", "CONSULTATION"),
    ],
)
def test_today_stands_once_in_the_phase_that_goes_on(
    today: str, phase: str, folder: FolderMaker, terminal: Terminal
) -> None:
    lines = terminal(80, "timeline", "--records", folder(*SAMPLE), "--today", today).text.splitlines()
    marks = [number for number, line in enumerate(lines) if "today" in line]
    assert len(marks) == 1
    heads = [line for line in lines[: marks[0]] if line.startswith("━━")]
    assert heads[-1].split()[1] == phase
