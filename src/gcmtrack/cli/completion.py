"""What the shell offers at TAB: ids, acronyms and vocabulary. Never fails: a completion that errs offers nothing."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.vocabulary import (
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
    # Typer drops what does not begin with just the letters that were typed.
    return [(value, help_) for value, help_ in pairs if value.startswith(incomplete)]


def _records(ctx: typer.Context) -> Any:
    """The records, for what stands only inside them; None when there are none."""
    from gcmtrack.cli.output import cache_folder
    from gcmtrack.store.load import load

    return next((load(folder, cache_folder()).records for folder in _folder(ctx)), None)


def _ids(ctx: typer.Context, kinds: Iterable[Folder], incomplete: str) -> _Offers:
    """Ids with titles, from the names of the files and their first lines: nothing is parsed for a TAB."""
    found = [
        (place / kind / name, name.removesuffix(".toml"))
        for place in _folder(ctx)
        for kind in kinds
        for name in _names(place / kind)
        if name.startswith(incomplete)
    ]
    told = len(found) <= _TOLD
    return [(id_, _title(file) if told else "") for file, id_ in found]


# So many ids get their titles; a longer list is not read anyway.
_TOLD = 60


def _folder(ctx: typer.Context) -> list[Path]:
    from gcmtrack.errors import GcmtrackError
    from gcmtrack.store.folder import find_folder

    given = ctx.params.get("records") or os.environ.get("GCMTRACK_RECORDS")
    try:
        return [find_folder(Path(given) if given else None, Path.cwd())]
    except (GcmtrackError, OSError):
        return []


def _names(place: Path) -> list[str]:
    try:
        return sorted(
            name for name in os.listdir(place) if name.endswith(".toml") and not name.startswith(".")
        )
    except OSError:
        return []


def _title(file: Path) -> str:
    """The title or name, which canonical files have on the first line; nothing when it is not there."""
    try:
        with file.open(encoding="utf-8") as stream:
            key, _, value = stream.readline().partition(" = ")
    except (OSError, UnicodeDecodeError):
        return ""
    return value.strip().strip('"') if key in ("title", "name") else ""


def _acronyms(ctx: typer.Context, incomplete: str) -> _Offers:
    records = _records(ctx)
    if records is None:
        return []
    return _starting(((o.acronym, o.name) for o in records.organisations.values() if o.acronym), incomplete)


def organisations(ctx: typer.Context, incomplete: str) -> _Offers:
    """Ids, and the acronyms when what is typed begins like one."""
    return _ids(ctx, ["organisations"], incomplete) or _acronyms(ctx, incomplete)


def milestones(ctx: typer.Context, incomplete: str) -> _Offers:
    return _ids(ctx, ["milestones"], incomplete)


def statements(ctx: typer.Context, incomplete: str) -> _Offers:
    return _ids(ctx, ["statements"], incomplete)


def all_records(ctx: typer.Context, incomplete: str) -> _Offers:
    return _ids(ctx, FOLDERS, incomplete) or _acronyms(ctx, incomplete)


def topics(ctx: typer.Context, incomplete: str) -> _Offers:
    from gcmtrack.views.filters import topics_of

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
    from gcmtrack.model.iso_codes import COUNTRIES

    return _starting(COUNTRIES.items(), incomplete)


def languages(incomplete: str) -> _Offers:
    from gcmtrack.model.iso_codes import LANGUAGES

    return _starting(LANGUAGES.items(), incomplete)


def checks(incomplete: str) -> _Offers:
    from gcmtrack.checks import CHECKS

    return _starting(((check.name, check.catches) for check in CHECKS), incomplete)


def findings(incomplete: str) -> _Offers:
    from gcmtrack.audit.finding.registry import KINDS

    return _starting(((kind.name, kind.explanation[0]) for kind in KINDS), incomplete)
