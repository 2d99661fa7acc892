"""What a run of gcmtrack spends its time on: imports from `-X importtime`, the rest from cProfile, by own time."""

import pstats
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_Function = tuple[str, int, str]

_IMPORTED = re.compile(r"^import time:\s*(\d+) \|", re.MULTILINE)
_FILES = re.compile(r"posix\.|nt\.|_io\.|io\.open|method 'read|method 'close'|method '__exit__' of '_io")
_IMPORTING = re.compile(r"marshal\.loads|_imp\.|builtins\.(?:exec|__build_class__|__import__)")
_LIBRARIES = (
    ("tomli", "TOML"),
    ("msgspec", "msgspec"),
    ("pickle", "unpickling"),
    ("sqlite3", "SQLite"),
    ("zlib", "decompression"),
    ("typer", "Typer"),
    ("click", "Typer"),
    ("rich", "Rich"),
)


class Share(NamedTuple):
    """One thing that a run does, and its part of the profiled time, 0 to 1."""

    what: str
    part: float


class Spent(NamedTuple):
    """Seconds of imports without a profiler, and the shares of a profiled run, largest first."""

    imports: float
    shares: tuple[Share, ...]


def spent(argv: Sequence[str], environment: Mapping[str, str], folder: Path) -> Spent:
    """Runs a gcmtrack command (its arguments) twice, once for each instrument."""
    imports = _python(["-X", "importtime", "-m", "gcmtrack", *argv], environment, folder).stderr
    microseconds = sum(int(own) for own in _IMPORTED.findall(imports))
    profile, script = folder / "profile", folder / "profiled.py"
    # The entry of the program ends the process at once, and the profiler with it; so it begins one step later.
    script.write_text(
        "import gc\n\nfrom gcmtrack.cli.app import main\n\ngc.disable()\nmain()\n", encoding="utf-8"
    )
    _python(["-m", "cProfile", "-o", str(profile), str(script), *argv], environment, folder)
    return Spent(microseconds / 1e6, _shares(pstats.Stats(str(profile))))


def _python(
    argv: Sequence[str], environment: Mapping[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *argv], capture_output=True, text=True, env=environment, cwd=empty, check=False
    )


def _shares(stats: pstats.Stats) -> tuple[Share, ...]:
    groups: Counter[str] = Counter()
    table: dict[_Function, Any] = stats.stats  # type: ignore[attr-defined]
    for function, (_, _, own, _, callers) in table.items():
        if function[0] == "~" and callers:
            for caller, (_, _, part, _) in callers.items():
                groups[_built_in_group(function, caller)] += part
        else:
            groups[_group(function)] += own
    whole = sum(groups.values()) or 1.0
    return tuple(Share(what, part / whole) for what, part in groups.most_common())


def _built_in_group(function: _Function, caller: _Function) -> str:
    """A built-in function counts as what it is where that says something, else as the one who calls it."""
    name = function[2]
    if _group(caller) == "imports" or _IMPORTING.search(name):
        return "imports"
    for library, group in _LIBRARIES:
        if library in name:
            return group
    return "finding, opening and reading files" if _FILES.search(name) else _group(caller)


def _group(function: _Function) -> str:
    file, _, name = function
    if "importlib" in file or name == "<module>":
        return "imports"
    for library, group in _LIBRARIES:
        if f"/{library}/" in file or f"/{library}." in file:
            return group
    if match := re.search(r"gcmtrack[/\\](\w+(?:[/\\]\w+)*)\.py$", file):
        return "gcmtrack." + re.sub(r"[/\\]", ".", match[1])
    if file == "~":
        return "built-in functions"
    if match := re.search(r"site-packages[/\\](\w+)", file):
        return match[1]
    # What Python has within itself has no path: `<frozen os>`, and `<string>` for what is made while it runs.
    if match := re.fullmatch(r"<(?:frozen )?(.+)>", file):
        return f"Python's {match[1].partition('.')[0]}"
    parent = Path(file).parent.name
    return f"Python's {Path(file).stem if parent.startswith('python') else parent}"
