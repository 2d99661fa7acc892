"""Saying the results: tables with medians, spread, memory and ratios, the scale law, and what must hold."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dominates import Spent
from launcher import MIB, Figures

DOCS = Path(__file__).resolve().parent.parent / "docs"
BEGIN = "<!-- benchmarks/run.py writes from here -->"
END = "<!-- benchmarks/run.py writes to here -->"

EVENTS = "gcmtrack events --upcoming"
FIRST_RUN = "gcmtrack events, first run"
KHAL, KHAL_FIRST, TASK, EMPTY = "khal list", "khal list, first run", "task list", "empty Typer app"

Results = Mapping[str, Mapping[str, Figures]]
Lines = Iterator[str]


class Report(NamedTuple):
    """Everything that a run found out. Collections are named as in the tables, in their order."""

    about: Mapping[str, str]
    sizes: Mapping[str, int]
    listed: Mapping[str, int]
    results: Results
    spent: Mapping[str, Mapping[str, Spent]]
    notes: Sequence[str]
    site: Sequence[str] = ()


def whole(report: Report) -> str:
    """Returns everything as Markdown."""
    return "\n".join(_whole(report)) + "\n"


def short(report: Report) -> str:
    """Returns what a reader wants to know: three tables, and what dominates."""
    return "\n".join(_short(report)) + "\n"


def _whole(report: Report) -> Lines:
    yield from _about(report)
    yield from (f"* {note}" for note in report.notes)
    for name, commands in report.results.items():
        yield f"\n### {title(report, name)}\n"
        yield from table({k: f for k, f in commands.items() if not k.startswith((_BEFORE, _TYPER))})
    for heading, prefix in (("The commit before", _BEFORE), ("The newest Typer", _TYPER)):
        if rows := list(beside(report.results, prefix)):
            yield f"\n### {heading}\n"
            yield from rows
    if report.site:
        yield "\n### The site, beside Hugo\n"
        yield from (f"* {line.strip()}" for line in report.site)
    yield "\n### What must hold\n"
    yield from must_hold(report.results)
    yield "\n### How it grows\n"
    yield from scale_law(report)
    if report.spent:
        yield "\n### What dominates\n"
        yield from dominating(report)


def _about(report: Report) -> Lines:
    yield from (f"* {key}: {value}" for key, value in report.about.items())


def _short(report: Report) -> Lines:
    yield from _about(report)
    yield "\n### How long it takes, and how much memory\n"
    yield from _grid(report, _MOST_ASKED)
    yield "\n### The others, asked for the same twelve months\n"
    yield from _grid(report, {name: name for name in (EVENTS, *_OTHERS)})
    yield "\n### What must hold\n"
    yield from must_hold(report.results)
    if report.spent:
        yield "\n### What dominates\n"
        yield from _dominating_shortly(report)


def _grid(report: Report, rows: Mapping[str, str]) -> Lines:
    """Yields a row for each command with time and memory at each size; nothing for what was not run."""
    names = [name for name in report.results if name != "300"]
    heads = ["the shipped records" if name == "shipped" else f"{name} entries" for name in names]
    yield f"| | {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * len(heads)}"
    for said, command in rows.items():
        found = [report.results[name].get(command) for name in names]
        if any(found):
            cells = [f"{seconds(f.median)}, {f.peak / MIB:.0f} MiB" if f else "" for f in found]
            yield f"| {said} | {' | '.join(cells)} |"


def _dominating_shortly(report: Report) -> Lines:
    for collection, commands in report.spent.items():
        found = commands.get(EVENTS)
        if found is not None and collection != "300":
            shares = ", ".join(f"{share.what} {share.part:.0%}" for share in found.shares[:4])
            records = "The shipped records" if collection == "shipped" else f"{collection} entries"
            yield f"* {records}, `events --upcoming`: {shares}"


_BEFORE, _TYPER = "before: ", "newest Typer: "


def beside(results: Results, prefix: str) -> Lines:
    """Yields a row for each command that was run in two ways, with the ratio of what is now to what was."""
    rows = [
        (collection, name.removeprefix(prefix), commands[name], commands.get(name.removeprefix(prefix)))
        for collection, commands in results.items()
        for name in commands
        if name.startswith(prefix)
    ]
    if not rows:
        return
    yield f"| records | command | {prefix.removesuffix(': ')} | here | time | processor | memory |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for collection, name, other, own in rows:
        if own is not None:
            one, two = (own, other) if prefix == _BEFORE else (other, own)
            ratios = (one.median / two.median, one.processor / two.processor, one.peak / two.peak)
            said = " | ".join(f"{ratio:.2f}" for ratio in ratios)
            yield f"| {collection} | {name} | {seconds(other.median)} | {seconds(own.median)} | {said} |"


def title(report: Report, name: str) -> str:
    records, listed = report.sizes[name], report.listed[name]
    said = "The shipped records" if name == "shipped" else f"{name} entries"
    return f"{said}: {records:,} files of records, {listed:,} events in the window"


def table(commands: Mapping[str, Figures]) -> Lines:
    """Yields one row a command. Ratios are those of medians."""
    bases = [(KHAL, "of khal"), (TASK, "of task"), (EMPTY, "of empty app")]
    yield f"| command | median | least – most | processor | peak memory | {' | '.join(said for _, said in bases)} | runs |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, f in commands.items():
        ratios = " | ".join(_ratio(f, commands.get(base)) for base, _ in bases)
        spread = f"{seconds(f.least)} – {seconds(f.most)}"
        yield f"| {name} | {seconds(f.median)} | {spread} | {seconds(f.processor)} | {f.peak / MIB:.0f} MiB | {ratios} | {f.runs} |"


def seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _ratio(one: Figures, other: Figures | None) -> str:
    return f"{one.median / other.median:.2f}" if other else ""


class Limit(NamedTuple):
    """A ratio of medians that must not be exceeded."""

    collection: str
    command: str
    base: str
    most: float


CHECK, CSV, HELP = "gcmtrack check", "gcmtrack export csv", "gcmtrack --help"
COMPLETION = "gcmtrack completion of an id"

LIMITS = (
    Limit("shipped", EVENTS, KHAL, 0.30),
    Limit("shipped", EVENTS, EMPTY, 1.10),
    Limit("shipped", HELP, EMPTY, 0.60),
    Limit("shipped", COMPLETION, EMPTY, 0.60),
    Limit("10,000", EVENTS, KHAL, 0.20),
    Limit("10,000", EVENTS, TASK, 0.60),
    Limit("10,000", FIRST_RUN, KHAL_FIRST, 0.15),
    Limit("10,000", CHECK, EVENTS, 6.0),
    Limit("10,000", CSV, EVENTS, 3.5),
    Limit("100,000", EVENTS, TASK, 0.40),
    Limit("100,000", CSV, TASK, 2.5),
)
# What the short page shows, in its words.
_MOST_ASKED = {
    "what comes in a year: `events --upcoming --within 12m`": EVENTS,
    "the same without a snapshot, and one is made": FIRST_RUN,
    "`search`": "gcmtrack search",
    "`timeline`": "gcmtrack timeline",
    "`check`": "gcmtrack check",
    "`digest`": "gcmtrack digest",
    "`matrix`": "gcmtrack matrix",
    "audit of a page of 1 MB": "gcmtrack audit of a page of 1 MB",
    "import of 1,000 rows, written": "gcmtrack import of 1,000 rows, written",
    "`edit`, only shown": "gcmtrack edit --dry-run",
    "`export`: csv": "gcmtrack export csv",
    "json": "gcmtrack export json",
    "markdown": "gcmtrack export markdown",
    "calendar": "gcmtrack export ics",
    "SQLite": "gcmtrack export sqlite",
    "Excel": "gcmtrack export xlsx",
    "`--help`": HELP,
    "completion": COMPLETION,
}
_OTHERS = (EMPTY, KHAL, KHAL_FIRST, TASK, "hledger print", "calcurse -Q", "remind -t")

PEAK_COLLECTION, PEAK = "100,000", 300 * MIB


def must_hold(results: Results) -> Lines:
    """Yields a row for each limit: pass, FAIL, or not measured. Elapsed time decides; processor time, which a busy
    machine disturbs less, stands beside it."""
    yield "| records | what | at most | measured | by processor time | |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    for limit in LIMITS:
        commands = results.get(limit.collection, {})
        one, other = commands.get(limit.command), commands.get(limit.base)
        measured = one.median / other.median if one and other else None
        what = f"{limit.command} / {limit.base}"
        said = "" if measured is None else f"{measured:.2f}"
        busy = f"{one.processor / other.processor:.2f}" if one and other else ""
        yield f"| {limit.collection} | {what} | {limit.most:.2f} | {said} | {busy} | {_verdict(measured, limit.most)} |"
    for what, peak in _peaks(results.get(PEAK_COLLECTION, {})):
        said = "" if peak is None else f"{peak / MIB:.0f} MiB"
        yield f"| {PEAK_COLLECTION} | {what} | {PEAK // MIB} MiB | {said} | | {_verdict(peak, PEAK)} |"


def _peaks(commands: Mapping[str, Figures]) -> Iterator[tuple[str, float | None]]:
    own = {name: f.peak for name, f in commands.items() if name.startswith("gcmtrack")}
    for name in (EVENTS, "gcmtrack search", "gcmtrack timeline", CHECK, "gcmtrack site"):
        yield f"peak memory, {name}", own.get(name)
    exports = {name: peak for name, peak in own.items() if name.startswith("gcmtrack export")}
    writing = ("audit", "import", "edit", "add-")
    reading = {k: p for k, p in own.items() if not k.removeprefix("gcmtrack ").startswith(writing)}
    for what, some in (("export", exports), ("that only reads", reading)):
        worst = max(some, key=some.__getitem__, default=None)
        said = f" ({worst.removeprefix('gcmtrack ')})" if worst else ""
        yield f"peak memory, worst {what}{said}", some[worst] if worst else None


def _verdict(measured: float | None, most: float) -> str:
    return "not measured" if measured is None else "pass" if measured <= most else "FAIL"


def failed(results: Results) -> bool:
    return any(row.endswith("| FAIL |") for row in must_hold(results))


def scale_law(report: Report) -> Lines:
    """Yields, for each two sizes that follow each other, the exponent of growth and the cost of one more record.

    An exponent of 1 means that ten times the entries take ten times as long; 0, that their number does not matter.
    """
    made = [name for name in report.results if name != "shipped"]
    pairs = list(pairwise(made))
    if not pairs:
        yield "One size alone shows no growth."
        return
    heads = [f"{a} to {b}: {what}" for a, b in pairs for what in ("time", "per entry", "memory", "per entry")]
    yield f"| command | {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * len(heads)}"
    for name in dict.fromkeys(name for collection in made for name in report.results[collection]):
        cells = [cell for a, b in pairs for cell in _growth(report, name, a, b)]
        if any(cells):
            yield f"| {name} | {' | '.join(cells)} |"


def _growth(report: Report, command: str, small: str, large: str) -> list[str]:
    one, other = report.results[small].get(command), report.results[large].get(command)
    if not (one and other):
        return [""] * 4
    records = report.sizes[large], report.sizes[small]
    more = records[0] - records[1]
    factor = math.log(records[0] / records[1])
    return [
        f"{math.log(other.median / one.median) / factor:.2f}",
        f"{(other.median - one.median) / more * 1e6:.1f} µs",
        f"{math.log(other.peak / one.peak) / factor:.2f}",
        f"{(other.peak - one.peak) / more:.0f} B",
    ]


_SHOWN = 7
_LEAST = 0.01


def dominating(report: Report) -> Lines:
    """Yields, for each size, on what gcmtrack spends its time, as shares of a profiled run."""
    yield "Imports by `-X importtime`; shares of own time by cProfile, which makes Python code look dearer than it is.\n"
    yield "| records | command | imports | shares |"
    yield "| --- | --- | ---: | --- |"
    for collection, commands in report.spent.items():
        for command, found in commands.items():
            shares = ", ".join(
                f"{share.what} {share.part:.0%}" for share in found.shares[:_SHOWN] if share.part >= _LEAST
            )
            yield f"| {collection} | {command} | {seconds(found.imports)} | {shares} |"


def put_into(file: Path, text: str) -> None:
    """Writes `text` between the two markers of a page, and leaves the rest of it alone.

    A page that is not there begins as the project's page of that name.
    """
    page = (file if file.is_file() else DOCS / file.name).read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{file} lacks the lines {BEGIN!r} and {END!r}; put them where the table belongs")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8", newline="\n")
