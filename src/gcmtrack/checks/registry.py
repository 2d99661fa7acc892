"""The table of checks, choosing among them, and running them."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gcmtrack.checks import canonical, chains, curation, duplicates, loops, mandates, staleness, votes
from gcmtrack.checks.context import Checkup
from gcmtrack.checks.reading import READING_CHECKS
from gcmtrack.errors import Misuse
from gcmtrack.model.findings import Finding, Level, Problem
from gcmtrack.store.load import Loaded, locate
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
    curation.copied_link,
    curation.never_signed,
    curation.id_date,
    canonical.not_canonical,
)


def _check(find: Finder, level: Level) -> Check:
    """The check that a function makes. Its name is that of the function; the first paragraph of its docstring says what
    it catches, the second why, and a third what `--fix` does, if it does something."""
    catches, why, fixed_by, *_ = (*(inspect.getdoc(find) or "").split("\n\n"), "", "")
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
    """Returns what the checks find, unsorted and without lines; what loading found is part of it."""
    checkup = Checkup(loaded, today, stale_after=stale_after)
    names = {check.name for check in checks}
    findings = [finding for finding in loaded.findings if finding.check in names]
    for check in checks:
        if check.find is not None:
            findings += (
                finding._replace(check=check.name, level=check.level) for finding in check.find(checkup)
            )
    return findings


def run(
    loaded: Loaded, today: date, checks: Sequence[Check] = CHECKS, *, stale_after: int = STALE_AFTER
) -> tuple[Problem, ...]:
    """Returns all problems, sorted by path and line."""
    return locate(loaded.source, find(loaded, today, checks, stale_after=stale_after))
