"""Times `gcmtrack site` beside Hugo: `python benchmarks/site_pages.py [--records N] [--runs N]`.

First the three languages of the shipped records, against what must hold. Then N records in one language beside Hugo, which
makes the same site from the same records as people write them for it (`hugo_source.py`): Markdown with front matter, layouts
with partials, taxonomies for what leads back, and each feed, calendar, table and index as an output form of its own. Every page
of Hugo's has as many bytes as ours, and so has the whole; a run in which that does not hold is no comparison and says so.
Both write into an empty folder, in turn; processor time is that of the whole process with all its threads.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import entries
import hugo_source
from launcher import Launcher, Run
from programs import gcmtrack_executable, plain_environment

from gcmtrack.store.folder import shipped_folder

DAY = "2026-11-30"
# What must hold for the shipped records in three languages.
MOST_SECONDS, MOST_MIB = 3.0, 120.0
# How far the sizes may differ for a comparison, as a part of ours.
MOST_UNEVEN = 0.01


class Result(NamedTuple):
    """The median processor time of some runs in seconds, the highest peak in MiB, and what came out of the last."""

    processor: float
    peak: float
    files: int
    pages: int
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gcmtrack-benchmark-", ignore_cleanup_errors=True) as folder:
        failed = compared(Path(folder).resolve(), options.records, options.runs)
    sys.exit(1 if failed else 0)


class Command(NamedTuple):
    """A program that makes a site in a folder."""

    argv: list[str]
    made: Path


def compared(work: Path, number: int, runs: int) -> bool:
    """Prints the figures; returns whether one of them does not hold."""
    ours = gcmtrack_executable()
    environment = plain_environment(work)
    launch = Launcher(work)
    out = work / "out"

    def site(records: Path, *languages: str) -> Command:
        chosen = [word for language in languages for word in ("--in", language)]
        return Command([ours, "site", str(out), "--records", str(records), "--today", DAY, *chosen], out)

    def timed(*commands: Command) -> list[Result]:
        taken: list[list[Run]] = [[] for _ in commands]
        for _ in range(runs):
            for command, so_far in zip(commands, taken, strict=True):
                shutil.rmtree(command.made, ignore_errors=True)
                run, said = launch.run(command.argv, environment)
                if run.code != 0:
                    sys.exit(f"{command.argv[0]} ended with {run.code}: {said.errors}")
                so_far.append(run)
        return [_result(some, command.made) for some, command in zip(taken, commands, strict=True)]

    (shipped,) = timed(site(shipped_folder(), "en", "es", "fr"))
    print(_told("shipped, three languages", shipped))
    holds = shipped.processor <= MOST_SECONDS and shipped.peak <= MOST_MIB
    print(f"  at most {MOST_SECONDS} s and {MOST_MIB:.0f} MiB: {'holds' if holds else 'DOES NOT HOLD'}")
    hugo = shutil.which("hugo")
    if hugo is None:
        print("hugo is not installed, so left out (Debian: apt install hugo)")
        return not holds
    records = entries.made(number, work / "made", write=True).records
    source = work / "hugo"
    of_ours = site(records, "en")
    of_hugo = Command([hugo, "--quiet", "--source", str(source)], source / "public")
    launch.run(of_ours.argv, environment)
    hugo_source.write(records, out, source)
    launch.run(of_hugo.argv, environment)
    hugo_source.evened(records, out, source)
    large, theirs = timed(of_ours, of_hugo)
    print(_told(f"{number:,} records, one language", large))
    print(_told(subprocess.check_output([hugo, "version"], text=True).split("+")[0].strip(), theirs))
    uneven = hugo_source.uneven(records, out, source, MOST_UNEVEN)
    as_much = abs(theirs.megabytes / large.megabytes - 1) <= MOST_UNEVEN and not uneven
    told = (
        f"holds ({theirs.megabytes / large.megabytes - 1:+.1%} in sum)"
        if as_much
        else f"DOES NOT HOLD: {uneven[:3]}"
    )
    print(f"  each page and the whole of the same size, within {MOST_UNEVEN:.0%}: {told}")
    no_more = large.processor <= theirs.processor
    print(f"  of hugo: {large.processor / theirs.processor:.2f}: {'holds' if no_more else 'DOES NOT HOLD'}")
    return not (holds and as_much and no_more)


def _result(runs: list[Run], made: Path) -> Result:
    files = [file for file in made.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    size = sum(file.stat().st_size for file in files) / 1e6
    processor = median(run.processor for run in runs)
    return Result(processor, max(run.peak for run in runs) / 2**20, len(files), pages, size)


def _told(name: str, result: Result) -> str:
    return (
        f"{name}: {result.processor:.2f} s of processor time, {result.peak:.0f} MiB, {result.files:,} files,"
        f" {result.pages:,} pages, {result.megabytes:.0f} MB"
    )


if __name__ == "__main__":
    main()
