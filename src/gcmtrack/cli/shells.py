"""TAB in a shell: which word is being completed, what can stand there, and the answer in the shell's own words.

The scripts are those that `gcmtrack --install-completion` writes. Shells evaluate, split and expand what they are told,
so nothing is told but words that are only words, and texts without a character that means something to any of them.
"""

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gcmtrack.cli import shell_questions
from gcmtrack.cli.completion import Line, Offers
from gcmtrack.cli.shell_words import harmless, is_plain
from gcmtrack.cli.taken import Lookup, Param
from gcmtrack.cli.word_lists import WORD_LISTS


class Typed(NamedTuple):
    """The line up to the cursor: the whole words behind the program's name, and the word that is begun.

    `kept` is what the shell would replace of that word and must therefore be offered again: "--org=" of "--org=wi".
    """

    words: list[str]
    begun: str
    kept: str


def answer(taken: Lookup, shell: str, environment: Mapping[str, str]) -> tuple[str, int] | None:
    """Returns what to print for the script of a shell, and the exit code; None for a shell that is not known.

    A TAB must never disturb the line that somebody is typing: whatever goes wrong, nothing is offered.
    """
    if shell not in _SHELLS:
        return None
    read, tell = _SHELLS[shell]
    try:
        typed = read(environment)
        found = [(typed.kept + value, help_) for value, help_ in offers(taken, typed.words, typed.begun)]
        harmless_ones = [(value, harmless(help_)) for value, help_ in found if is_plain(value)]
    except Exception:  # noqa: BLE001 (a traceback would be written over the prompt)
        return "", 1
    return tell(harmless_ones, environment)


# What can stand at the cursor.


def offers(taken: Lookup, words: Sequence[str], begun: str) -> Offers:
    """Returns what can stand for the word that is begun: a command, an option, or a value of one."""
    whole = taken("")
    options, left = _parted(whole.params, words)
    if left is None or (not left and begun.startswith("-")):
        return _option_names(whole.params, options, begun)
    commands = [(name, help_) for name, help_ in whole.commands if name.startswith(begun)]
    if not left:
        return commands
    name, *rest = left
    if name == "help":
        lists = [(word, "") for word in WORD_LISTS if word.startswith(begun)]
        return [] if rest else [*commands, *lists]
    # What was said before the command is said to it.
    said = [word for word in _apart(whole.params, options) if word not in shell_questions.ENDING]
    return _in_command(taken(name).params, [*said, *rest], begun)


def _parted(params: Iterable[Param], words: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """The options of the program itself, and the words from the command on; None while one of them waits for a value."""
    takes = _taking_values(params)
    for i, word in enumerate(words):
        if not word.startswith("-") and not (i and words[i - 1] in takes):
            return list(words[:i]), list(words[i:])
    return list(words), None if words and words[-1] in takes else []


def _taking_values(params: Iterable[Param]) -> dict[str, Param]:
    """The names of the options that take a value, with the option."""
    return {name: param for param in params if param.takes_value for name in param.names}


def _apart(params: Iterable[Param], words: Iterable[str]) -> Iterator[str]:
    """Yields the words with the value of an option by itself, where it stands behind "="."""
    takes = _taking_values(params)
    for word in words:
        option, equals, value = word.partition("=")
        yield from (option, value) if equals and option in takes else (word,)


def _in_command(params: Sequence[Param], words: Sequence[str], begun: str) -> Offers:
    takes = _taking_values(params)
    arguments = [param for param in params if not param.is_option]

    def argument(position: int) -> Param | None:
        return next((p for i, p in enumerate(arguments) if i == position or p.many), None)

    line = Line({})
    position, waiting, ended = 0, None, False
    for word in words:
        if waiting is not None:
            line.params[waiting.name] = word
            waiting = None
        elif word == "--" and not ended:
            ended = True
        elif word.startswith("-") and len(word) > 1 and not ended:
            waiting = takes.get(word)
            option, equals, value = word.partition("=")
            if equals and option in takes:
                line.params[takes[option].name] = value
        else:
            if (at := argument(position)) is not None:
                line.params[at.name] = word
            position += 1
    if waiting is not None:
        return waiting.values(line, begun)
    if begun.startswith("-") and not ended:
        return _option_names(params, words, begun)
    at = argument(position)
    return [] if at is None else at.values(line, begun)


def _option_names(params: Iterable[Param], given: Sequence[str], begun: str) -> Offers:
    return [
        (name, param.help)
        for param in params
        if param.is_option and not param.hidden
        if param.many or not set(param.names).intersection(given)
        for name in (*param.names, *param.secondary_names)
        if name.startswith(begun)
    ]


# What the scripts send.


def _split(line: str) -> tuple[list[str], bool]:
    """The words of a line that may end within a quotation, and whether it does."""
    for end in ("", '"', "'", "\\"):
        try:
            return shlex.split(line + end), bool(end)
        except ValueError:
            continue
    return line.split(), False


def _from_bash(environment: Mapping[str, str]) -> Typed:
    """bash parts words at "=" and replaces only what stands behind it, unless COMP_WORDBREAKS was changed."""
    # A line each; the word at the cursor may be empty, and others may follow.
    parts = environment[shell_questions.BASH_WORDS].split("\n")
    position = int(environment[shell_questions.BASH_POSITION])
    upto = [" ".join(_split(part)[0]) for part in [*parts, ""][: position + 1]]
    whole: list[str] = []
    glued = False
    for word in upto:
        if whole and (word == "=" or (glued and word)):
            whole[-1] += word
        else:
            whole.append(word)
        glued = word == "="
    parted = "=" in upto[-2:]
    *before, begun = whole[1:] or [""]
    return _typed(before, begun, keeps=not parted)


def _from_line(environment: Mapping[str, str]) -> Typed:
    line = environment.get(shell_questions.LINE, "")
    words, quoted = _split(line)
    if not quoted and (line[-1:].isspace() or len(words) < 2):
        words.append("")
    return _typed(words[1:-1], words[-1], keeps=True)


def _from_powershell(environment: Mapping[str, str]) -> Typed:
    words, _ = _split(environment.get(shell_questions.LINE, ""))
    begun = environment.get(shell_questions.POWERSHELL_WORD, "")
    return _typed(words[1:-1] if begun else words[1:], begun, keeps=True)


def _typed(before: list[str], begun: str, *, keeps: bool) -> Typed:
    option, equals, value = begun.partition("=")
    if begun.startswith("--") and equals and "--" not in before:
        return Typed([*before, option], value, f"{option}=" if keeps else "")
    return Typed(before, begun, "")


# What the scripts are told.


def _to_bash(found: Offers, _: Mapping[str, str]) -> tuple[str, int]:
    return "".join(f"{value}\n" for value, _ in found), 0


def _to_zsh(found: Offers, _: Mapping[str, str]) -> tuple[str, int]:
    """The script evaluates this, and `_arguments` evaluates what stands between its brackets."""
    if not found:
        return "_files\n", 0
    pairs = "\n".join(f'"{value}":"{help_}"' if help_ else f'"{value}"' for value, help_ in found)
    return f"_arguments '*: :(({pairs}))'\n", 0


def _to_fish(found: Offers, environment: Mapping[str, str]) -> tuple[str, int]:
    if environment.get(shell_questions.FISH_ACTION) == "is-args":
        return "", 0 if found else 1
    return "".join(f"{value}\t{help_}\n" if help_ else f"{value}\n" for value, help_ in found), 0


def _to_powershell(found: Offers, _: Mapping[str, str]) -> tuple[str, int]:
    return "".join(f"{value}:::{help_ or ' '}\n" for value, help_ in found), 0


_SHELLS: dict[
    str,
    tuple[Callable[[Mapping[str, str]], Typed], Callable[[Offers, Mapping[str, str]], tuple[str, int]]],
] = {
    "bash": (_from_bash, _to_bash),
    "zsh": (_from_line, _to_zsh),
    "fish": (_from_line, _to_fish),
    "powershell": (_from_powershell, _to_powershell),
    "pwsh": (_from_powershell, _to_powershell),
}


def asked_by(environment: Mapping[str, str] = os.environ) -> str | None:
    """Returns the shell that asks what to offer; None when nobody does and a command is to be run."""
    instruction, _, shell = environment.get(shell_questions.COMPLETE, "").partition("_")
    return shell if instruction == "complete" else None


def why_not_installed(error: Exception) -> str | None:
    """Says why the script could not be put among the files of the shell; None where `error` tells of something else."""
    if isinstance(error, OSError) and error.filename is not None:
        why = f"{error.filename!r}: {error.strerror}"
    elif isinstance(error, UnicodeError):
        why = "the file with which your shell starts is not in UTF-8"
    elif type(error) is RuntimeError:
        why = "you have no home folder"
    else:
        return None
    return f"cannot install completion: {why}; let your shell load what gcmtrack --show-completion prints"
