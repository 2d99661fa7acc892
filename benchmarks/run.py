"""Times gcmtrack beside its peers on the same entries, and writes docs/performance.md and docs/performance-all.md.

    python benchmarks/run.py --before COMMIT

Run it with the Python in which gcmtrack is installed. What is not installed, or fails, is left out with a note; on Debian:
apt install taskwarrior hledger calcurse remind hugo, and khal with pip into an environment of its own (then --khal FILE).
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
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
from own_commands import (
    before_commands,
    earlier,
    gcmtrack_commands,
    idle_commands,
    newest_typer,
    typer_commands,
)
from programs import Command, found_peers, peer_commands, versions

from gcmtrack import __version__

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZES = ("shipped", "300", "10000", "100000")
RUNS = {"shipped": 9, "300": 5, "10000": 5, "100000": 3}
# Once a command has taken so many seconds in all, and was run twice, it gets no further run.
ENOUGH, LEAST_RUNS = 12.0, 2
# Seconds below which a warm command is run twice in its turn, and the second run counts: what the others have left in the
# caches of the processor is not its doing, and the first after them would bear it.
QUICK = 1.0


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
    before: str | None
    typer: bool
    site: bool


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
    print(report.whole(results))
    if options.json:
        options.json.write_text(as_json(results), encoding="utf-8")
    if options.docs:
        report.put_into(options.docs / "performance.md", report.short(results))
        report.put_into(options.docs / "performance-all.md", report.whole(results))
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
    add("--runs", type=int, help="runs of each command; default: 9, 5 at 300 and 10,000, 3 at 100,000")
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
    add("--before", metavar="COMMIT", help="also an earlier commit of this repository")
    add("--no-typer", action="store_true", help="leave out the newest Typer, which pip fetches")
    add("--no-site", action="store_true", help="leave out the site beside Hugo")
    add("--no-profile", action="store_true", help="leave out what dominates")
    add("--work", type=Path, metavar="DIR", help="keep the entries here and use them again")
    add("--json", type=Path, metavar="FILE", help="write all figures as JSON")
    add(
        "--docs",
        type=Path,
        metavar="DIR",
        help="write performance.md and performance-all.md here; default: docs, when all is run",
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
        docs=given.docs or (DOCS if whole else None),
        before=given.before,
        typer=not given.no_typer,
        site=whole and not given.no_site,
    )


def measured(options: Options, work: Path, found: Mapping[str, str], notes: list[str]) -> report.Report:
    """Stores the entries of each size, runs everything, and returns what was found out."""
    results: dict[str, dict[str, Figures]] = {}
    sizes: dict[str, int] = {}
    listed: dict[str, int] = {}
    spent: dict[str, dict[str, dominates.Spent]] = {}
    begun = time.perf_counter()
    variants = prepared_variants(options, work, notes)
    for size in options.sizes:
        collection, commands = prepared(size, work / size, found, notes)
        commands = varied(commands, variants, work / size, size)
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
    site = beside_hugo(notes) if options.site else ()
    told = {**about(found), **{name: said for name, said in variants.told.items() if said}}
    told["Took"] = f"{(time.perf_counter() - begun) / 60:.0f} minutes in all"
    return report.Report(told, sizes, listed, results, spent, notes, site)


class Variants(NamedTuple):
    """What else is run beside gcmtrack as it is: the script of an earlier commit, the folder of the newest Typer."""

    before: Path | None
    typer: Path | None
    told: Mapping[str, str]


def prepared_variants(options: Options, work: Path, notes: list[str]) -> Variants:
    before = typer = None
    told = {"Commit before": "", "Newest Typer": ""}
    if options.before:
        try:
            before = earlier(options.before, work)
            told["Commit before"] = options.before
        except (OSError, subprocess.CalledProcessError) as error:
            notes.append(f"the commit before is left out: {reason(error)}")
    if options.typer:
        try:
            told["Newest Typer"], typer = newest_typer(work)
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            notes.append(f"the newest Typer is left out: {reason(error)}")
    return Variants(before, typer, told)


def varied(commands: Sequence[Command], variants: Variants, folder: Path, size: str) -> list[Command]:
    """The commands with those of the variants; the newest Typer is asked only where nothing else takes long."""
    found = list(commands)
    if variants.before:
        found += before_commands(commands, variants.before, folder, shipped=size == "shipped")
    if variants.typer and size == "shipped":
        found += typer_commands(commands, variants.typer)
    return found


def beside_hugo(notes: list[str]) -> tuple[str, ...]:
    """Returns what `site_pages.py` tells, line by line; it is a program of its own."""
    script = Path(__file__).with_name("site_pages.py")
    say("the site, beside Hugo")
    ran = subprocess.run(
        [sys.executable, str(script), "--runs", "3"], capture_output=True, text=True, check=False
    )
    if not ran.stdout:
        notes.append(f"the site is left out: {last_line(ran.stderr)}")
    return tuple(ran.stdout.splitlines())


def reason(error: Exception) -> str:
    said = error.stderr if isinstance(error, subprocess.CalledProcessError) else None
    return last_line(said or "") or str(error)


def last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]


def prepared(
    size: str, folder: Path, found: Mapping[str, str], notes: list[str]
) -> tuple[entries.Collection, list[Command]]:
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
    commands += peer_commands(collection, folder, found, notes, stored=stored)
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
            if command.name in wrong or enough(so_far):
                continue
            if turn == 0 and not (command.warm and not command.slow):
                continue
            run, fault = once(command, launcher)
            if turn and command.warm and run.seconds < QUICK and not fault:
                run, fault = once(command, launcher)
            if fault:
                wrong.add(command.name)
                notes.append(f"{size}: {command.name} is left out: {fault}")
                say(notes[-1])
            elif turn:
                so_far.append(run)
        say(f"{size}: round {turn} of {runs}")
    return {name: figures(some) for name, some in taken.items() if some and name not in wrong}


def enough(so_far: Sequence[Run]) -> bool:
    spent = sum(run.seconds for run in so_far)
    return len(so_far) >= (1 if spent > 4 * ENOUGH else LEAST_RUNS) and spent > ENOUGH


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
    own = {"gcmtrack": __version__, **{name: version(name) for name in ("typer", "msgspec", "tomli")}}
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
