"""Commands that a person is told to run: each asks the folder that this run asks, so it can be pasted as it stands.

Sentences below `cli` name a command and no folder; `pasteable` puts in the one that was given on the command line, where
the sentence leaves. A folder found in any other way (GCMTRACK_RECORDS, upward from here) is found again.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from gcmtrack.cli import table
from gcmtrack.cli.declared import Option, parameters
from gcmtrack.cli.table import COMMANDS
from gcmtrack.text import command

if TYPE_CHECKING:
    import re

_OPTION = "--records"
# The commands that ask no folder; tests/test_advice.py holds this against what commands take.
_ASK_NONE = frozenset({"init"})
# Our sentences lead to a command by a colon, and to a further one by "or" or a comma; a title that names one does not.
_LED = "(?:^|(?<=: )|(?<=, )|(?<= or ))"


class _Run:
    """How this run was started."""

    args: Sequence[str] = ()
    taken: str | None = None


def begin(args: Sequence[str]) -> None:
    """Notes how the program was started."""
    _Run.args, _Run.taken = args, None


def take(folder: str) -> None:
    """Notes the folder that the person took when asked."""
    _Run.taken = folder


def pasteable(said: str) -> str:
    """Returns what is said with the folder of this run in every command of ours that reads one.

    What stands in quotation marks is somebody's words, and stays.
    """
    if "gcmtrack " not in said or (asked := _Run.taken or _given(_Run.args)) is None:
        return said
    folder = command(_OPTION, asked)
    return _advice().sub(lambda found: f"{found[0]} {folder}" if found["name"] else found[0], said)


def wrapped(said: str, width: int, *, further: int = 0) -> list[str]:
    """Returns what is said as lines, broken between words but never within a command of ours; all but the first are
    indented `further`."""
    import re
    import textwrap

    # Up to where a sentence goes on, outside of the quotation marks of a shell. No text to show holds a NUL.
    commands = rf"""{_LED}gcmtrack (?:'[^']*'|"[^"]*"|[^;,'"])+"""
    lines = textwrap.wrap(
        re.sub(commands, lambda found: found[0].rstrip().replace(" ", "\0"), said),
        width,
        subsequent_indent=" " * further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\0", " ") for line in lines]


def _given(args: Sequence[str]) -> str | None:
    """The folder as it was typed, before the command or behind it; the last one counts."""
    folder = None
    valued = _valued(next((word for word in args if word in COMMANDS), None))
    words = iter(args)
    for word in words:
        option, equals, value = word.partition("=")
        if word == "--":
            break
        if option == _OPTION:
            folder = value if equals else next(words, folder)
        elif word in valued:
            next(words, None)
    return folder


def _valued(asked: str | None) -> set[str]:
    """The options of a command behind which a value stands, which may look like an option itself."""
    takes = parameters(table.command(asked)) if asked else []
    options = [taken.said for taken in takes if taken.plain_type[0] is not bool]
    return {name for said in options if isinstance(said, Option) for name in said.names}


@cache
def _advice() -> "re.Pattern[str]":
    """Finds what is quoted, and beside that each command, up to its name; not what explains and reads no records."""
    import re

    names = "|".join(name for name in COMMANDS if name not in _ASK_NONE)
    return re.compile(
        r"""(?<!\w)(?P<mark>["'])(?:\\.|(?!(?P=mark)).)*(?P=mark)(?!\w)"""
        r"|“[^”]*”|«[^»]*»"
        rf"|{_LED}gcmtrack (?P<name>{names})(?![\w-])(?! --(?:records|explain|help)\b)",
        re.DOTALL,
    )
