"""`gcmtrack check`"""

from pathlib import Path
from typing import Annotated

from msgspec import structs

from gcmtrack import checks
from gcmtrack.cli import advice, cache, completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.opening import the_day
from gcmtrack.cli.options import RecordsOption, TodayOption
from gcmtrack.cli.paths import as_seen
from gcmtrack.errors import Misuse
from gcmtrack.model.findings import Problem
from gcmtrack.store.load import Loaded, load
from gcmtrack.text import command, counted

_Names = Annotated[
    list[str] | None,
    Argument(
        metavar="[NAMES]...",
        help="Only these checks; the start of a name is enough.",
        autocompletion=completion.checks,
    ),
]


def check(
    names: _Names = None,
    strict: Annotated[bool, Option("--strict", help="Count warnings as errors.")] = False,
    fix: Annotated[bool, Option("--fix", help="Repair what has one right answer.")] = False,
    explain: Annotated[
        str | None,
        Option(
            "--explain",
            metavar="NAME",
            help="Say what a check is for; `all` for all.",
            autocompletion=completion.checks,
        ),
    ] = None,
    links: Annotated[bool, Option("--links", help="Try every link; this asks the network.")] = False,
    again: Annotated[bool, Option("--again", help="With --links: try those answered today anew.")] = False,
    stale_after: Annotated[
        int, Option("--stale-after", metavar="DAYS", min=1, help="When `stale` warns.")
    ] = checks.STALE_AFTER,
    records: RecordsOption = None,
    today: TodayOption = None,
    json: Annotated[bool, Option("--json", help="Print the findings as JSON (docs/json.md).")] = False,
) -> None:
    """Find what is wrong in the records, all of it at once.

    Prints one line a finding, `path:line: message [check]`, nothing when all is well. Exits 1 when there is an error,
    or a warning with --strict. What is wrong in the records that these stand on is counted apart and changes neither.
    """
    if explain is not None:
        _explain(explain)
        return
    chosen = checks.chosen(names or [])
    day = the_day(today)
    folder = output.records_folder(records)
    if links:
        if names or fix:
            raise Misuse("--links checks only links; leave out names and --fix")
        from gcmtrack.cli import links as link_check

        below = 0
        problems = link_check.run(folder, day, again=again)
    else:
        if fix:
            from gcmtrack.editing.change_set import ChangeSet
            from gcmtrack.editing.fixes import Repairs

            repairs = Repairs(chosen, day)
            ChangeSet.planned(load(folder), repairs).apply()
            for done in repairs.told:
                output.say(done)
        loaded = load(folder, cache.folder())
        problems, below = checks.report(loaded, day, chosen, stale_after=stale_after)
        if not problems and not json and output.on_terminal():
            output.say(f"{counted(sum(1 for _ in loaded.own), 'record')}, no problems")
    _report(folder, problems, json=json, below=below)
    if below:
        _say_below(loaded, below)
    if any(problem.level == "error" or strict for problem in problems):
        raise SystemExit(1)


def _explain(name: str) -> None:
    for check in checks.CHECKS if name == "all" else checks.chosen([name]):
        output.write(f"{check.name} ({check.level})\n  {check.catches}\n  {check.why}\n")
        if check.fixed_by:
            output.write(f"  --fix {check.fixed_by}.\n")


def _say_below(loaded: Loaded, below: int) -> None:
    base = loaded.base_folder
    assert base is not None
    where = command("gcmtrack", "check", "--records", as_seen(base))
    output.say(
        f"{counted(below, 'finding')} in what these records stand on, not yours to mend; see with: {where}"
    )


def _report(folder: Path, problems: tuple[Problem, ...], *, json: bool, below: int = 0) -> None:
    shown = [
        structs.replace(
            problem, path=as_seen(folder / problem.path), message=advice.pasteable(problem.message)
        )
        for problem in problems
    ]
    if json:
        from gcmtrack.formats import json_document

        output.write(json_document.problems(shown, below))
        return
    from gcmtrack.terminal.lines import line

    # Editors and CI read `path:line:`, so what concerns a whole file stands at its first line.
    output.write_lines(line(str(structs.replace(problem, line=problem.line or 1))) for problem in shown)
    if shown:
        errors = sum(1 for problem in shown if problem.level == "error")
        counts = (counted(errors, "error"), counted(len(shown) - errors, "warning"))
        output.say(", ".join(said for said in counts if not said.startswith("0 ")))
