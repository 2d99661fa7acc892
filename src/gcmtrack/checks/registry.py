"""The table of checks, choosing among them, and running them."""

import inspect
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import structs

from gcmtrack import docstring
from gcmtrack.checks import (
    canonical,
    chains,
    curation,
    duplicates,
    loops,
    mandates,
    staleness,
    standing,
    votes,
)
from gcmtrack.checks.context import Checkup
from gcmtrack.checks.reading import READING_CHECKS
from gcmtrack.errors import Misuse
from gcmtrack.model.findings import Finding, Level, Problem
from gcmtrack.store.load import Loaded
from gcmtrack.store.locating import locate
from gcmtrack.text import one_of, unknown_word

Finder = Callable[[Checkup], Iterable[Finding]]


class Check(NamedTuple):
    """A named check. `find` is None for one that is made while the records are loaded.

    `fixed_by` says what `check --fix` does where the repair is certain.
    """

    name: str
    level: Level
    catches: str
    why: str
    find: Finder | None = None
    fixed_by: str | None = None


_ERRORS: tuple[Finder, ...] = (
    duplicates.same_id,
    duplicates.same_symbol,
    duplicates.same_event,
    duplicates.same_statement,
    duplicates.same_organisation,
    chains.outside_whole,
    loops.loop,
    chains.forked_chain,
    chains.draft_order,
    chains.undated_final,
    chains.early_statement,
    votes.voted_twice,
    staleness.missing_source,
)
_WARNINGS: tuple[Finder, ...] = (
    duplicates.same_act,
    staleness.future_statement,
    staleness.overdue,
    staleness.tentative_past,
    staleness.stale,
    staleness.missing_language,
    staleness.unused_organisation,
    mandates.unmet_mandate,
    standing.base_changed,
    curation.copied_link,
    curation.never_signed,
    curation.id_date,
    canonical.not_canonical,
)

# Those that look once at what was gathered of all records, not at each.
_OF_ALL: frozenset[Finder | None] = frozenset(
    {
        duplicates.same_id,
        loops.loop,
        chains.forked_chain,
        staleness.stale,
        staleness.missing_language,
        standing.base_changed,
        canonical.not_canonical,
    }
)


def _check(find: Finder, level: Level) -> Check:
    """The check that a function makes. Its name is that of the function; the first paragraph of its docstring says what
    it catches, the second why, and a third what `--fix` does, if it does something."""
    catches, why, fixed_by, *_ = (*inspect.cleandoc(docstring.of(find) or "").split("\n\n"), "", "")
    name = getattr(find, "__name__", "").replace("_", "-")
    fixed = _line(fixed_by).removeprefix("`--fix` ").removesuffix(".")
    return Check(name, level, _line(catches), _line(why), find, fixed or None)


def _line(paragraph: str) -> str:
    return " ".join(paragraph.split())


CHECKS: tuple[Check, ...] = (
    *(Check(c.name, "error", c.catches, c.why, None, c.fixed_by) for c in READING_CHECKS),
    *(_check(find, "error") for find in _ERRORS),
    *(_check(find, "warning") for find in _WARNINGS),
)

BY_NAME = {check.name: check for check in CHECKS}

STALE_AFTER = 180


def chosen(names: Sequence[str]) -> tuple[Check, ...]:
    """Returns the checks that `names` mean, an unambiguous start being enough; all when there are none.

    Raises `Misuse` that tells every unknown or ambiguous name.
    """
    if not names:
        return CHECKS
    wrong = []
    found = []
    for name in names:
        matching = [BY_NAME[name]] if name in BY_NAME else [c for c in CHECKS if c.name.startswith(name)]
        if len(matching) == 1:
            found += matching
        elif matching:
            wrong.append(f"{name!r} can mean {one_of([c.name for c in matching])}")
        else:
            wrong.append(unknown_word("check", name, BY_NAME))
    if wrong:
        raise Misuse("; ".join(wrong))
    return tuple(check for check in CHECKS if check in found)


def find(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> list[Finding]:
    """Returns what the checks find, unsorted and without lines; what loading found in the folder itself is part of it."""
    checkup = Checkup(loaded, today, stale_after=stale_after)
    names = {check.name for check in checks}
    findings = [finding for finding in loaded.findings if finding.check in names]
    findings += _found(checkup, checks)
    return findings


def _found(checkup: Checkup, checks: Sequence[Check]) -> list[Finding]:
    """What the checks find, one check after the other."""
    found: dict[str, list[Finding]] = {check.name: [] for check in checks}
    once = [check for check in checks if check.find in _OF_ALL]
    often = [check for check in checks if check.find is not None and check not in once]
    for some, passing in ((once, [checkup]), (often, checkup.portions() if often else ())):
        for portion in passing:
            for check in some:
                assert check.find is not None
                found[check.name] += check.find(portion)
    return [
        structs.replace(finding, check=check.name, level=check.level)
        for check in checks
        for finding in found[check.name]
    ]


class Report(NamedTuple):
    """What is wrong in a records folder, sorted by path and line, and how much in what it stands on."""

    problems: tuple[Problem, ...]
    below: int = 0


def run(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> tuple[Problem, ...]:
    """Returns all problems of the folder, sorted by path and line."""
    return report(loaded, today, checks, stale_after=stale_after).problems


def report(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> Report:
    """Returns all problems of the folder; those of the folders on which it stands are only counted.

    What is found there only because of a record of ours is ours to mend, and told with the path of that file.
    """
    found = find(loaded, today, checks, stale_after=stale_after)
    below = [f for f in found if f.folder is not None and not loaded.is_own(f.folder, f.id)]
    if loaded.base is None or not below:
        return Report(locate(loaded.source, found), _of_base(loaded, checks))
    alone = [check for check in checks if check.name in {finding.check for finding in below}]
    there = {_mark(finding) for finding in find(loaded.base, today, alone, stale_after=stale_after)}
    caused = [finding for finding in below if _mark(finding) not in there]
    own = [finding for finding in found if finding not in below]
    problems = [*locate(loaded.source, own), *(_at_its_place(loaded, finding) for finding in caused)]
    return Report(tuple(sorted(problems)), _of_base(loaded, checks) + len(below) - len(caused))


def _of_base(loaded: Loaded, checks: Sequence[Check]) -> int:
    names = {check.name for check in checks}
    return sum(1 for finding in loaded.base_findings if finding.check in names)


def _mark(finding: Finding) -> tuple[object, ...]:
    return (finding.path, finding.check, finding.key, finding.message)


def _at_its_place(loaded: Loaded, finding: Finding) -> Problem:
    """A finding in a file below as a problem, with the whole path of the file."""
    assert finding.folder is not None
    (problem,) = locate(loaded.source, [finding])
    return structs.replace(problem, path=os.path.abspath(loaded.path(finding.folder, finding.id)))
