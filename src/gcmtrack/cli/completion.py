"""What the shell offers at TAB: ids, acronyms and vocabulary. Never fails: a completion that errs offers nothing."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from gcmtrack.vocabulary import (
    MILESTONE_KINDS,
    MILESTONE_TYPES,
    OBJECTIVES,
    ORGANISATION_TYPES,
    PHASES,
    REGION_NAMES,
    STANCES,
    STATEMENT_KINDS,
    STATUSES,
)

_Offers = list[tuple[str, str]]


def _starting(pairs: Iterable[tuple[str, str]], incomplete: str) -> _Offers:
    from gcmtrack.words import fold

    return [(value, help_) for value, help_ in pairs if fold(value).startswith(fold(incomplete))]


def _records(ctx: typer.Context) -> Any:
    from gcmtrack import store
    from gcmtrack.errors import GcmtrackError

    given = ctx.params.get("records") or os.environ.get("GCMTRACK_RECORDS")
    try:
        return store.load(store.find_folder(Path(given) if given else None, Path.cwd())).records
    except (GcmtrackError, OSError):
        return None


def organisations(ctx: typer.Context, incomplete: str) -> _Offers:
    """Ids, and the acronyms when what is typed begins like one."""
    records = _records(ctx)
    if records is None:
        return []
    ids = [(o.id, o.name) for o in records.organisations.values()]
    return _starting(ids, incomplete) or _starting(_acronyms(records), incomplete)


def _acronyms(records: Any) -> _Offers:
    return [(o.acronym, o.name) for o in records.organisations.values() if o.acronym]


def milestones(ctx: typer.Context, incomplete: str) -> _Offers:
    records = _records(ctx)
    return (
        []
        if records is None
        else _starting(((m.id, m.title) for m in records.milestones.values()), incomplete)
    )


def all_records(ctx: typer.Context, incomplete: str) -> _Offers:
    records = _records(ctx)
    if records is None:
        return []
    ids = ((r.id, r.title) for r in records)
    return _starting(ids, incomplete) or _starting(_acronyms(records), incomplete)


def topics(ctx: typer.Context, incomplete: str) -> _Offers:
    from gcmtrack.select import topics_of

    records = _records(ctx)
    return [] if records is None else _starting(((topic, "") for topic in topics_of(records)), incomplete)


def phases(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in PHASES), incomplete)


def kinds(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in (*MILESTONE_KINDS, *STATEMENT_KINDS)), incomplete)


def types(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in (*MILESTONE_TYPES, *ORGANISATION_TYPES)), incomplete)


def milestone_kinds(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in MILESTONE_KINDS), incomplete)


def statement_kinds(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in STATEMENT_KINDS), incomplete)


def milestone_types(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in MILESTONE_TYPES), incomplete)


def organisation_types(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in ORGANISATION_TYPES), incomplete)


def statuses(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in STATUSES), incomplete)


def stances(incomplete: str) -> _Offers:
    return _starting(((word, "") for word in STANCES), incomplete)


def regions(incomplete: str) -> _Offers:
    return _starting(REGION_NAMES.items(), incomplete)


def objectives(incomplete: str) -> _Offers:
    return _starting(((str(o.number), o.short) for o in OBJECTIVES), incomplete)


def countries(incomplete: str) -> _Offers:
    from gcmtrack.codes import COUNTRIES

    return _starting(COUNTRIES.items(), incomplete)


def languages(incomplete: str) -> _Offers:
    from gcmtrack.codes import LANGUAGES

    return _starting(LANGUAGES.items(), incomplete)


def checks(incomplete: str) -> _Offers:
    from gcmtrack.checks import CHECKS

    return _starting(((check.name, check.catches) for check in CHECKS), incomplete)
