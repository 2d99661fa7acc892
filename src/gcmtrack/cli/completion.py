"""What can stand for each kind of word at TAB: ids, acronyms and vocabulary."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gcmtrack.model.ids import Folder


# Every command names what completes its options here, and hardly any completes one: what is known is imported where it
# is offered.

# What can stand at the cursor, with what it means.
Offers = list[tuple[str, str]]


class Line(NamedTuple):
    """The line up to the cursor: what was given to each argument and option, by its name."""

    params: dict[str, str]


def _starting(pairs: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    return [(value, help_) for value, help_ in pairs if value.startswith(incomplete)]


def _words(words: Iterable[str], incomplete: str) -> Offers:
    return _starting(((word, "") for word in words), incomplete)


def _records(ctx: Line) -> Any:
    """The records, for what stands only inside them; None when there are none."""
    from gcmtrack.cli import cache
    from gcmtrack.store.load import load

    return next((load(folder, cache.folder()).records for folder in _folder(ctx)), None)


def _ids(ctx: Line, kinds: "Iterable[Folder]", incomplete: str) -> Offers:
    """Ids with titles, from the names of the files and their first lines: nothing is parsed for a TAB."""
    found = [
        (os.path.join(place, kind, f"{id_}.toml"), id_)
        for place in _folder(ctx)
        for kind in kinds
        for id_ in _ids_in(os.path.join(place, kind))
        if id_.startswith(incomplete)
    ]
    told = len(found) <= _TOLD
    return [(id_, _title(file) if told else "") for file, id_ in found]


# So many ids get their titles; a longer list is not read anyway.
_TOLD = 60


def _folder(ctx: Line) -> list[Path]:
    from gcmtrack.cli.output import records_folder
    from gcmtrack.errors import GcmtrackError

    given = ctx.params.get("records") or os.environ.get("GCMTRACK_RECORDS")
    try:
        return [records_folder(Path(os.path.expanduser(given)) if given else None)]
    except (GcmtrackError, OSError):
        return []


def _ids_in(place: str) -> list[str]:
    from gcmtrack.model.ids import is_id

    try:
        with os.scandir(place) as entries:
            stems = [
                e.name.removesuffix(".toml") for e in entries if e.name.endswith(".toml") and e.is_file()
            ]
    except OSError:
        return []
    return sorted(filter(is_id, stems))


# More than any title is long; a first line without end is not waited for.
_MOST_READ = 4096


def _title(file: str) -> str:
    """The title or name, which canonical files have on the first line; nothing when it is not there."""
    from gcmtrack.store.regular_file import open_regular

    try:
        opened, _ = open_regular(file)
        try:
            raw = os.read(opened, _MOST_READ)
        finally:
            os.close(opened)
    except OSError:
        return ""
    key, _, value = raw.partition(b"\n")[0].decode("utf-8", "replace").partition(" = ")
    return value.strip().strip("\"'") if key in ("title", "name") else ""


def _acronyms(ctx: Line, incomplete: str) -> Offers:
    """The acronyms that begin so; the id where an acronym is more than one word to a shell."""
    from gcmtrack.cli.shell_words import is_plain

    records = _records(ctx)
    if records is None:
        return []
    return [
        (o.acronym if is_plain(o.acronym) else o.id, o.name)
        for o in records.organisations.values()
        if o.acronym and o.acronym.startswith(incomplete)
    ]


def organisations(ctx: Line, incomplete: str) -> Offers:
    """Ids, and the acronyms when what is typed begins like one."""
    return _ids(ctx, ["organisations"], incomplete) or _acronyms(ctx, incomplete)


def milestones(ctx: Line, incomplete: str) -> Offers:
    return _ids(ctx, ["milestones"], incomplete)


def statements(ctx: Line, incomplete: str) -> Offers:
    return _ids(ctx, ["statements"], incomplete)


def first_record(ctx: Line, incomplete: str) -> Offers:
    """Records for the first of several words; those after it are words of a title."""
    return [] if ctx.params.get("id") else all_records(ctx, incomplete)


def all_records(ctx: Line, incomplete: str) -> Offers:
    from gcmtrack.model.ids import FOLDERS

    return _ids(ctx, FOLDERS, incomplete) or _acronyms(ctx, incomplete)


def topics(ctx: Line, incomplete: str) -> Offers:
    from gcmtrack.views.filters import topics_of

    records = _records(ctx)
    return [] if records is None else _starting(((topic, "") for topic in topics_of(records)), incomplete)


def phases(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.PHASES, incomplete)


def kinds(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words((*vocabulary.MILESTONE_KINDS, *vocabulary.STATEMENT_KINDS), incomplete)


def types(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words((*vocabulary.MILESTONE_TYPES, *vocabulary.ORGANISATION_TYPES), incomplete)


def milestone_kinds(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.MILESTONE_KINDS, incomplete)


def statement_kinds(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.STATEMENT_KINDS, incomplete)


def milestone_types(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.MILESTONE_TYPES, incomplete)


def organisation_types(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.ORGANISATION_TYPES, incomplete)


def statuses(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.STATUSES, incomplete)


def stances(incomplete: str) -> Offers:
    from gcmtrack.model import vocabulary

    return _words(vocabulary.STANCES, incomplete)


def facets(incomplete: str) -> Offers:
    from gcmtrack.views.facets import FACETS

    return _starting(((name, "") for name in FACETS), incomplete)


def regions(incomplete: str) -> Offers:
    from gcmtrack.model.vocabulary import REGIONS
    from gcmtrack.wording import english

    return _starting(english().labels("region", REGIONS).items(), incomplete)


def objectives(incomplete: str) -> Offers:
    from gcmtrack.model.objectives import OBJECTIVES

    return _starting(((str(o.number), o.short) for o in OBJECTIVES), incomplete)


def countries(incomplete: str) -> Offers:
    from gcmtrack.model.iso_codes import COUNTRIES

    return _starting(COUNTRIES.items(), incomplete)


def languages(incomplete: str) -> Offers:
    from gcmtrack.model.iso_codes import LANGUAGES

    return _starting(LANGUAGES.items(), incomplete)


def printed_languages(incomplete: str) -> Offers:
    from gcmtrack.model.iso_codes import names
    from gcmtrack.wording import LANGUAGES

    return _starting(((code, names("language", code)[code]) for code in LANGUAGES), incomplete)


def formats(incomplete: str) -> Offers:
    from gcmtrack.formats.registry import FORMATS

    return _starting(((word, "") for word in FORMATS), incomplete)


def styles(incomplete: str) -> Offers:
    from gcmtrack.formats.citations.styles import STYLES

    return _starting(((word, "") for word in STYLES), incomplete)


def checks(incomplete: str) -> Offers:
    from gcmtrack.checks import CHECKS

    return _starting(((check.name, check.catches) for check in CHECKS), incomplete)


def findings(incomplete: str) -> Offers:
    from gcmtrack.audit.finding.registry import KINDS

    return _starting(((kind.name, kind.explanation[0]) for kind in KINDS), incomplete)
