"""TAB in a shell: which word is being completed, what can stand there, and the answer in the shell's own words.

The scripts are those that `gcmtrack --install-completion` writes. Shells evaluate, split and expand what they are told,
so nothing is told but words that are only words, and texts without a character that means something to any of them.
"""

import inspect
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from gcmtrack.cli import typer_private
from gcmtrack.cli.completion import Offers
from gcmtrack.cli.options import handed_on
from gcmtrack.cli.shell_words import harmless, is_plain
from gcmtrack.cli.word_lists import WORD_LISTS

# A command with the arguments and options that it takes, as Typer built it.
Command = Any
Builder = Callable[[], Command]


class Typed(NamedTuple):
    """The line up to the cursor: the whole words behind the program's name, and the word that is begun.

    `kept` is what the shell would replace of that word and must therefore be offered again: "--org=" of "--org=wi".
    """

    words: list[str]
    begun: str
    kept: str


def answer(group: Builder, shell: str, environment: Mapping[str, str]) -> tuple[str, int] | None:
    """Returns what to print for the script of a shell, and the exit code; None for a shell that is not known.

    A TAB must never disturb the line that somebody is typing: whatever goes wrong, nothing is offered.
    """
    if shell not in _SHELLS:
        return None
    read, tell = _SHELLS[shell]
    try:
        typed = read(environment)
        found = [(typed.kept + value, help_) for value, help_ in offers(group(), typed.words, typed.begun)]
        harmless_ones = [(value, harmless(help_)) for value, help_ in found if is_plain(value)]
    except Exception:  # noqa: BLE001 (a traceback would be written over the prompt)
        return "", 1
    return tell(harmless_ones, environment)


# What can stand at the cursor.


def offers(group: Command, words: Sequence[str], begun: str) -> Offers:
    """Returns what can stand for the word that is begun: a command, an option, or a value of one."""
    above = group.make_context("gcmtrack", [], resilient_parsing=True)
    options, left = _parted(group.get_params(above), words)
    said = [word for word in options if word not in typer_private.ENDING]
    above = group.make_context("gcmtrack", said, resilient_parsing=True)
    if left is None:
        return _option_names(group.get_params(above), options, begun)
    if not left:
        if begun.startswith("-"):
            return _option_names(group.get_params(above), options, begun)
        return [offer for offer in group.offers() if offer[0].startswith(begun)]
    name, *rest = left
    if name == "help":
        known = [*group.offers(), *((word, "") for word in WORD_LISTS)]
        return [offer for offer in known if offer[0].startswith(begun) and not rest]
    command = group.get_command(above, name)
    if command is None:
        raise LookupError(name)
    rest = [*handed_on(above.params), *rest]
    context = command.make_context(name, list(rest), parent=above, resilient_parsing=True)
    return _in_command(command, context, rest, begun)


def _parted(params: Iterable[Any], words: Sequence[str]) -> tuple[list[str], list[str] | None]:
    """The options of the program itself, and the words from the command on; None while one of them waits for a value."""
    takes = _taking_values(params)
    for i, word in enumerate(words):
        if not word.startswith("-") and not (i and words[i - 1] in takes):
            return list(words[:i]), list(words[i:])
    return list(words), None if words and words[-1] in takes else []


def _taking_values(params: Iterable[Any]) -> dict[str, Any]:
    """The names of the options that take a value, with the option."""
    return {name: p for p in params if p.param_type_name == "option" and not p.is_flag for name in p.opts}


def _in_command(command: Command, context: Any, words: Sequence[str], begun: str) -> Offers:
    params = command.get_params(context)
    takes = _taking_values(params)
    position, waiting, ended = 0, None, False
    for word in words:
        if waiting is not None:
            waiting = None
        elif word == "--" and not ended:
            ended = True
        elif word.startswith("-") and len(word) > 1 and not ended:
            waiting = takes.get(word)
        else:
            position += 1
    if waiting is not None:
        return _values(command, waiting, context, begun)
    if begun.startswith("-") and not ended:
        return _option_names(params, words, begun)
    arguments = [p for p in params if p.param_type_name == "argument"]
    at = next((p for i, p in enumerate(arguments) if i == position or p.nargs == -1), None)
    return [] if at is None else _values(command, at, context, begun)


def _option_names(params: Iterable[Any], given: Sequence[str], begun: str) -> Offers:
    return [
        (name, param.help or "")
        for param in params
        if param.param_type_name == "option" and not param.hidden
        if param.multiple or not set(param.opts).intersection(given)
        for name in (*param.opts, *param.secondary_opts)
        if name.startswith(begun)
    ]


def _values(command: Command, param: Any, context: Any, begun: str) -> Offers:
    """What the completion of a parameter says, asked without Typer, which would drop an id offered for an acronym."""
    complete = typer_private.completion_of(command, param.name)
    if complete is None:
        return []
    known = {"ctx": context, "incomplete": begun}
    return list(complete(**{name: known[name] for name in inspect.signature(complete).parameters}))


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
    parts = environment[typer_private.BASH_WORDS].split("\n")
    position = int(environment[typer_private.BASH_POSITION])
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
    line = environment.get(typer_private.LINE, "")
    words, quoted = _split(line)
    if not quoted and (line[-1:].isspace() or len(words) < 2):
        words.append("")
    return _typed(words[1:-1], words[-1], keeps=True)


def _from_powershell(environment: Mapping[str, str]) -> Typed:
    words, _ = _split(environment.get(typer_private.LINE, ""))
    begun = environment.get(typer_private.POWERSHELL_WORD, "")
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
    if environment.get(typer_private.FISH_ACTION) == "is-args":
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
    instruction, _, shell = environment.get(typer_private.COMPLETE, "").partition("_")
    return shell if instruction == "complete" else None
