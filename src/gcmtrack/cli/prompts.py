"""Asking a person: only on a terminal, always on standard error, so that standard output stays the product."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from gcmtrack.cli import advice
from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.printable import inert
from gcmtrack.terminal.width import columns
from gcmtrack.text import fold, one_of

if TYPE_CHECKING:
    from gcmtrack.wording import Wording

_T = TypeVar("_T")
_WIDEST = 100


# How long nothing must come for a paste to be over.
_PASTE_PAUSE = 0.05


class Stopped(GcmtrackError):
    """The person does not want to go on (Ctrl-C, Ctrl-D)."""


class Back(GcmtrackError):
    """The person wants to answer the question before this one once more."""


def can_ask() -> bool:
    """Returns whether a person can answer: standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _hang_up(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def kept_on_hangup() -> Iterator[None]:
    """Lets a terminal that is closed (SIGHUP), and a shutdown (SIGTERM), stop a conversation as Ctrl-C does, so that what
    was answered is kept."""
    names = ("SIGHUP", "SIGTERM")
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    # nohup has it ignored; then it stays so.
    mine = [number for number in numbers if before[number] is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, _hang_up)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, before[number])


def ask(
    text: str,
    read: Callable[[str], _T],
    *,
    default: str | None = None,
    optional: bool = False,
    between: str = " ",
) -> _T | None:
    """Asks until the answer can be read; an empty answer to an optional question is None, and so is "-" where something
    is offered. Lines pasted together are one answer, with `between` between them.

    Raises `Stopped` when the person stops, `Back` for the answer "<" or "back".
    """
    while True:
        try:
            answer = _line(f"{text} [{default}]: " if default else f"{text}: ", between).strip()
            if answer.lower() in ("<", "back"):
                raise Back("there is no question before this one")
            if optional and (answer == "-" if default else not answer):
                return None
            answer = answer or default or ""
            if not answer:
                raise Misuse("this one is needed; < goes back, Ctrl-C stops")
            return read(answer)
        except (Stopped, Back):
            raise
        except (GcmtrackError, ValueError) as error:
            tell(str(error))


def pick(text: str, answers: Mapping[str, _T], default: str) -> _T:
    """Asks for one of some short answers and returns what it stands for. Raises `Stopped` when the person stops."""
    while True:
        try:
            answer = fold(_line(text).strip()) or default
        except Misuse as error:
            tell(str(error))
            continue
        if answer in answers:
            return answers[answer]
        tell(f"answer {one_of([answer or 'with Enter' for answer in answers])}")


def _line(prompt: str, between: str = " ") -> str:
    """Reads a line, and what was pasted with it; with the keys of the shell where the terminal has them. Standard output
    gets nothing of it."""
    try:
        if sys.stdout.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401 (`input` uses it from then on)
            answer = input(prompt)
        else:
            print(prompt, end="", file=sys.stderr, flush=True)
            answer = input()
        answer += _pasted_behind()
    except UnicodeDecodeError:
        raise Misuse("what was typed is not UTF-8; set the terminal to UTF-8") from None
    except (EOFError, KeyboardInterrupt, OSError):
        # The terminal may be gone by now.
        print(file=sys.stderr)
        raise Stopped("stopped; nothing was written") from None
    lines = [line for line in map(str.strip, decodable(answer).splitlines()) if line]
    if len(lines) > 1:
        tell(f"taken as one answer: {between.join(lines)}")
    return between.join(lines)


def _pasted_behind() -> str:
    """What waits behind the line that was read: no person types so fast, so it was pasted with it and answers no other
    question."""
    try:
        import termios
    except ImportError:
        return ""
    import select

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    at_once = [*before]
    # A last line without its end, too, can be read then.
    at_once[3] &= ~termios.ICANON
    received = b""
    termios.tcsetattr(terminal, termios.TCSANOW, at_once)
    try:
        while select.select([terminal], [], [], _PASTE_PAUSE)[0] and (more := os.read(terminal, 65536)):
            received += more
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return "\n" + received.replace(b"\r", b"\n").decode() if received else ""


def decodable(text: str) -> str:
    """Returns `text`. Raises `Misuse` when it came in bytes that are no UTF-8, which no file could hold."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Misuse(f"{inert(text)!r} is not UTF-8; set the terminal to UTF-8")
    return text


_YES_OR_NO = {"y": True, "yes": True, "o": True, "oui": True, "s": True, "si": True, "n": False, "no": False, "non": False}  # fmt: skip


def confirm(question: str, wording: "Wording", *, default: bool, **values: object) -> bool:
    """Asks for yes or no in the language of `wording`; `values` fill the places of the question, which stands in English
    in the code. An answer in English, French or Spanish is understood. Raises `Stopped` when the person stops."""
    text, yes = wording.prompt(question, **values), wording.prompt("y")
    while True:
        try:
            answer = fold(_line(f"{text} [{f'{yes.upper()}/n' if default else f'{yes}/N'}]: ").strip())
        except Misuse as error:
            tell(str(error))
            continue
        if not answer:
            return default
        if answer in _YES_OR_NO:
            return _YES_OR_NO[answer]
        tell(f"answer {yes} or n")


def tell(text: str, *, further: int = 0) -> None:
    """Prints indented lines on standard error, broken between words; all but the first are indented `further`.

    A command stays whole, so that it can be pasted.
    """
    for line in advice.wrapped(inert(advice.pasteable(text)), _width() - 2, further=further):
        print(f"  {line}", file=sys.stderr)


def show(text: str) -> None:
    """Prints the lines of a text on standard error as they are, indented."""
    for line in text.removesuffix("\n").split("\n"):
        print(f"    {inert(line)}".rstrip(), file=sys.stderr)


def offer(choices: Sequence[tuple[str, str]], *, numbered: bool = True) -> None:
    """Prints what can be chosen, by number where `numbered`: each word with what it means, or in columns where none
    needs that."""
    digits = len(str(len(choices)))
    numbers = [f"{position:>{digits}} " if numbered else "" for position in range(1, len(choices) + 1)]
    if any(meaning for _, meaning in choices):
        for number, choice in zip(numbers, choices, strict=True):
            _offer_one(number, *choice)
        return
    cells = [f"{number}{word}" for number, (word, _) in zip(numbers, choices, strict=True)]
    broad = max(map(len, cells), default=0) + 2
    columns = max(1, (_width() - 2) // broad)
    rows = -(-len(cells) // columns)
    for row in range(rows):
        print("  " + "".join(cell.ljust(broad) for cell in cells[row::rows]).rstrip(), file=sys.stderr)


def _offer_one(number: str, word: str, meaning: str) -> None:
    """Prints a word with what it means; where a number is enough to choose it, what a person knows it by comes first."""
    line = f"{number}{meaning}  {word}" if number else f"{word}  {meaning}"
    if number and len(line) > _width() - 2:
        tell(f"{number}{meaning}", further=len(number))
        tell(" " * len(number) + word, further=len(number))
    else:
        tell(line.rstrip(), further=len(number or word) + (0 if number else 2))


def chosen(answer: str, choices: Sequence[tuple[str, str]]) -> str:
    """Returns the choice that an answer means by its number or by the beginning of one word; else the answer itself."""
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1][0]
    words = [word for word, _ in choices]
    begun = [word for word in words if word.startswith(answer.lower())]
    return begun[0] if len(begun) == 1 and answer not in words else answer


def _width() -> int:
    return min(columns(), _WIDEST)
