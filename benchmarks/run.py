"""Times gcmtrack beside its peers on the same entries, and writes the table of docs/performance.md.

    python benchmarks/run.py

Run it with the Python in which gcmtrack is installed. Peers that are not installed are left out with a note; on Debian:
apt install taskwarrior hledger calcurse remind, and khal with pip into an environment of its own (then --khal FILE).
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import dominates
import entries
import report
from launcher import Figures, Launcher, Run, figures
from programs import Command, found_peers, gcmtrack_commands, idle_commands, peer_commands, versions

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
SIZES = ("shipped", "300", "10000", "100000")
RUNS = {"shipped": 15, "300": 15, "10000": 7, "100000": 3}
LONG = 60.0  # seconds after which a command gets no further run


class Options(NamedTuple):
    """What was asked for on the command line."""

    sizes: Sequence[str]
    runs: int | None
    only: Sequence[str]
    khal: str | None
    slow: bool
    profile: bool
    work: Path | None
    json: Path | None
    docs: Path | None


def main() -> None:
    options = read_options()
    found, missing = found_peers(options.khal)
    notes = [f"not installed, so left out: {', '.join(missing)}"] if missing else []
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
        results = measured(options, options.work.resolve(), found, notes)
    else:
        with tempfile.TemporaryDirectory(prefix="gcmtrack-benchmark-") as folder:
            results = measured(options, Path(folder).resolve(), found, notes)
    text = report.markdown(results)
    print(text)
    if options.json:
        options.json.write_text(as_json(results), encoding="utf-8")
    if options.docs:
        report.put_into(options.docs, text)
        say(f"written to {options.docs}")
    sys.exit(1 if report.failed(results.results) else 0)


def read_options() -> Options:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "--sizes",
        nargs="+",
        default=SIZES,
        metavar="N",
        help="shipped or numbers; default: shipped 300 10000 100000",
    )
    add("--runs", type=int, help="runs of each command; default: 15, 7 at 10,000, 3 at 100,000")
    add(
        "--only",
        nargs="+",
        default=(),
        metavar="WORD",
        help="only commands with one of these words in their name",
    )
    add("--khal", metavar="FILE", help="the khal to run; default: the one on the PATH")
    add(
        "--slow",
        action="store_true",
        help="also what takes minutes at 100,000: calcurse, and khal's first run",
    )
    add("--no-profile", action="store_true", help="leave out what dominates")
    add("--work", type=Path, metavar="DIR", help="keep the entries here and use them again")
    add("--json", type=Path, metavar="FILE", help="write all figures as JSON")
    add(
        "--docs",
        type=Path,
        metavar="FILE",
        help="write the table here; default: docs/performance.md, when all is run",
    )
    given = parser.parse_args()
    whole = tuple(given.sizes) == SIZES and not given.only
    return Options(
        sizes=given.sizes,
        runs=given.runs,
        only=given.only,
        khal=given.khal,
        slow=given.slow,
        profile=not given.no_profile,
        work=given.work,
        json=given.json,
        docs=given.docs or (PAGE if whole else None),
    )


def measured(options: Options, work: Path, found: Mapping[str, str], notes: list[str]) -> report.Report:
    """Stores the entries of each size, runs everything, and returns what was found out."""
    results: dict[str, dict[str, Figures]] = {}
    sizes: dict[str, int] = {}
    listed: dict[str, int] = {}
    spent: dict[str, dict[str, dominates.Spent]] = {}
    for size in options.sizes:
        collection, commands = prepared(size, work / size, found)
        name = collection.name
        sizes[name], listed[name] = collection.files, len(collection.listed)
        commands = [c for c in commands if not options.only or any(word in c.name for word in options.only)]
        if left := [c.name for c in commands if c.slow and not options.slow]:
            notes.append(f"{name}: left out without --slow: {', '.join(left)}")
            commands = [c for c in commands if c.name not in left]
        with Launcher(work) as launcher:
            runs = options.runs or RUNS.get(size, 5)
            results[name] = timed(commands, runs, launcher, name, notes)
        if options.profile:
            spent[name] = profiled(commands, work)
    return report.Report(about(found), sizes, listed, results, spent, notes)


def prepared(size: str, folder: Path, found: Mapping[str, str]) -> tuple[entries.Collection, list[Command]]:
    """Returns the entries of a size, stored for every program, and the commands that ask for them."""
    done = folder / "stored"
    # The shipped records change with the project, so they are never used again.
    stored = (
        done.is_file() and size != "shipped" and done.read_text(encoding="utf-8").split() == sorted(found)
    )
    if not stored:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    collection = (
        entries.shipped(folder) if size == "shipped" else entries.made(int(size), folder, write=not stored)
    )
    commands = idle_commands(folder)
    commands += gcmtrack_commands(collection, folder)
    commands += peer_commands(collection, folder, found, stored=stored)
    done.write_text("\n".join(sorted(found)), encoding="utf-8")
    say(f"{collection.name}: stored for every program in {time.perf_counter() - begun:.1f} s")
    return collection, commands


def timed(
    commands: Sequence[Command], runs: int, launcher: Launcher, size: str, notes: list[str]
) -> dict[str, Figures]:
    """Runs all commands in turn, `runs` times; returns the figures of those that answered rightly."""
    taken: dict[str, list[Run]] = {command.name: [] for command in commands}
    wrong: set[str] = set()
    # Round 0 does not count: it fills caches, and shows what is wrong before hours are spent on it.
    for turn in range(runs + 1):
        for command in commands:
            so_far = taken[command.name]
            if command.name in wrong or (so_far and so_far[-1].seconds > LONG):
                continue
            if turn == 0 and not (command.warm and not command.slow):
                continue
            run, fault = once(command, launcher)
            if fault:
                wrong.add(command.name)
                notes.append(f"{size}: {command.name} is left out: {fault}")
                say(notes[-1])
            elif turn:
                so_far.append(run)
        say(f"{size}: round {turn} of {runs}")
    return {name: figures(some) for name, some in taken.items() if some and name not in wrong}


def once(command: Command, launcher: Launcher) -> tuple[Run, str | None]:
    """Runs a command once; returns the figures, and what is wrong with its answer."""
    if command.before:
        command.before()
    run, output = launcher.run(command.argv, command.environment)
    if run.code not in command.codes:
        first = (output.errors or output.text).strip().splitlines()[:1]
        return run, f"exit code {run.code}: {' '.join(first)}"
    if command.silent and output.errors:
        return run, f"says on standard error: {output.errors.strip().splitlines()[0]}"
    return run, command.check(output.text)


def profiled(commands: Sequence[Command], work: Path) -> dict[str, dominates.Spent]:
    wanted = ("gcmtrack events --upcoming", "gcmtrack events, no snapshot")
    return {c.name: dominates.spent(c.argv[1:], c.environment, work) for c in commands if c.name in wanted}


def about(found: Mapping[str, str]) -> dict[str, str]:
    """Returns the machine and the versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    own = {name: version(name) for name in ("gcmtrack", "typer", "msgspec", "tomli")}
    said = {**own, **versions(found)}
    return {
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()} {platform.release()}",
        "Versions": ", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {number}" for name, number in said.items())]
        ),
        "Day": time.strftime("%Y-%m-%d"),
        "Window": f"{entries.FIRST} to {entries.LAST}, asked on {entries.TODAY}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def as_json(results: report.Report) -> str:
    def plain(value: object) -> object:
        if isinstance(value, tuple) and hasattr(value, "_asdict"):
            return {key: plain(item) for key, item in value._asdict().items()}
        if isinstance(value, Mapping):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        return value

    return json.dumps(plain(results), ensure_ascii=False, indent=1) + "\n"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
