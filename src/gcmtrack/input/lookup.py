"""Finding a record by what people call it: id, acronym, alias, name, symbol, or the start of an id."""

import re
from collections.abc import Iterable, Sequence

from gcmtrack.errors import AmbiguousName, InvalidRecords, NoSuchRecord
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import Milestone, Organisation, Record
from gcmtrack.text import LISTED_WITH, bare, command, fold, name_key, one_of, unknown_word

# :12, :12:5 or, as compilers print it, :12:
_LINE = r"(?::\d+)*:?"
# records/milestones/ID.toml:12, or as much of it as still says that it is a path.
_PATH = rf"(?:.*/)?(?P<folder>{'|'.join(FOLDERS)})/(?P<id>[^/]*?)(?:\.toml)?{_LINE}|(?:\./)?(?P<stem>[^/]+)\.toml{_LINE}"


def find_record(
    records: Records,
    name: str,
    folders: Sequence[Folder] = FOLDERS,
    *,
    by_words: bool = False,
    by_part: bool = True,
) -> Record:
    """Returns the record that `name` means: an id, a name of an organisation, a UN symbol, a title, or an unambiguous
    start of an id; with `by_words` also the one record that has all words of `name` in its titles, names and id. Without
    `by_part`, titles and starts of ids mean nothing: what is said twice must not take a second record for a first one
    that is gone.

    `milestones/ID` names the folder too, as does the path of the file, with or without a line. Case does not matter.
    Raises `NoSuchRecord` with the nearest ids, `AmbiguousName` with all that it may mean, or `InvalidRecords` for the id
    of a record whose file cannot be read.
    """
    if exact := _with_id(records, name, folders):
        return _only(exact, name)
    if (path := re.fullmatch(_PATH, name.strip().replace("\\", "/"))) and path["folder"] in (None, *folders):
        folders = [folder for folder in folders if path["folder"] in (None, folder)]
        name = path["id"] if path["folder"] else path["stem"]
        if exact := _with_id(records, name, folders):
            return _only(exact, name)
    _refuse_broken(records, [path_of(f, name) for f in folders])
    for means in (_called, _bearing_symbol, _with_folded_id, *((_titled, _starting) if by_part else ())):
        if found := means(records, name, folders):
            return _only(found, name)
    known = [id_ for f in folders for id_ in records.all_of(f)]
    if "organisations" in folders:
        known += _spellings(records.organisations.values())
    _refuse_broken(records, folders)
    having = _having_words(records, name, folders)
    # An id that no record has is not taken apart to mean another.
    if having and by_words and not re.search(r"\w[-/.]\w", name):
        return _only(having, name)
    _refuse_later(records, name, folders, by_words=by_words, by_part=by_part)
    noun = folders[0].removesuffix("s") if len(folders) == 1 else "record"
    message = _suggesting(noun, name, known)
    raise NoSuchRecord(message, lines=(message, *_listed(having, name)))


def find_organisation(records: Records, name: str) -> Organisation:
    """Returns the organisation with this id, acronym, alias or name (case and accents do not matter).

    The start of an id is not enough. Raises `NoSuchRecord` or `AmbiguousName`, both with candidates, or
    `InvalidRecords` for the id of one whose file cannot be read.
    """
    if name in records.organisations:
        return records.organisations[name]
    _refuse_broken(records, [path_of("organisations", name)])
    called = organisations_called(records, name)
    if called:
        found = _only(called, name)
        assert isinstance(found, Organisation)
        return found
    _refuse_broken(records, ["organisations"])
    known = [*records.organisations, *_spellings(records.organisations.values())]
    raise NoSuchRecord(_suggesting("organisation", name, known))


# Shorter words are codes of countries and acronyms of many things.
_CODE = 3


def _refuse_broken(records: Records, paths: Iterable[str]) -> None:
    """Refuses what is there and cannot be read: it is not unknown, and its name means no other record."""
    for path in paths:
        if (why := records.broken.get(path)) is not None:
            raise InvalidRecords(why())


def _refuse_later(
    records: Records, name: str, folders: Sequence[Folder], *, by_words: bool, by_part: bool
) -> None:
    """Refuses what is recorded and could not be known on the day as of which the records are seen."""
    if records.of_every_day is None:
        return
    try:
        found = find_record(records.of_every_day, name, folders, by_words=by_words, by_part=by_part)
    except (NoSuchRecord, AmbiguousName):
        return
    if isinstance(found, Organisation):
        return
    raise NoSuchRecord(f"{found.id} could not be known on that day; it is dated {found.date}")


def organisations_called(records: Records, name: str) -> list[Organisation]:
    """Returns every organisation that goes by `name`, without regard to case, accents, signs and articles: by a name of its
    record, else by its acronym in another language, else the State of a country of that name."""
    wanted, key = fold(name.strip()), name_key(name)
    every = records.organisations.values()
    called = [o for o in every if wanted == o.id or (key and key in map(name_key, _names(o)))]
    return (
        called or [o for o in every if key and key in map(name_key, _acronyms(o))] or _states(records, name)
    )


def _acronyms(organisation: Organisation) -> list[str]:
    """What an organisation is called in short in Spanish and French: "ACNUDH"."""
    from gcmtrack.wording import LANGUAGES, wording_of

    return [wording_of(language).acronym(organisation) for language in LANGUAGES[1:]]


def _states(records: Records, name: str) -> list[Organisation]:
    from gcmtrack.model.iso_codes import codes_called

    codes = codes_called("country", name) if len(name.strip()) > _CODE else ()
    return [o for o in records.organisations.values() if o.type == "state" and o.country in codes]


def _with_id(records: Records, id_: str, folders: Sequence[Folder]) -> list[Record]:
    return [records.all_of(f)[id_] for f in folders if id_ in records.all_of(f)]


def _with_folded_id(records: Records, name: str, folders: Sequence[Folder]) -> list[Record]:
    return _with_id(records, _id_like(name), folders)


def _id_like(name: str) -> str:
    """Returns a name as ids are written, "Zero draft" as "zero-draft"; what has other signs, such as a path, is no id."""
    folded = fold(name.strip())
    return "-".join(re.split(r"[\s_-]+", folded)) if re.fullmatch(r"[a-z0-9\s_-]+", folded) else folded


def _called(records: Records, name: str, folders: Sequence[Folder]) -> Sequence[Record]:
    return organisations_called(records, name) if "organisations" in folders else ()


def _bearing_symbol(records: Records, name: str, folders: Sequence[Folder]) -> list[Milestone]:
    if "milestones" not in folders:
        return []
    wanted = fold(_symbol(name))
    return [m for m in records.milestones.values() if m.symbol and fold(m.symbol) == wanted]


def _symbol(name: str) -> str:
    from gcmtrack.model import un_symbols

    try:
        return un_symbols.normalise(name)
    except ValueError:
        return name.strip()


def _titled(records: Records, name: str, folders: Sequence[Folder]) -> list[Record]:
    wanted = bare(name)
    return [
        record
        for record in _among(records, folders)
        if wanted and not isinstance(record, Organisation) and wanted in map(bare, _titles(record))
    ]


def _starting(records: Records, name: str, folders: Sequence[Folder]) -> list[Record]:
    wanted = _id_like(name)
    return [r for r in _among(records, folders) if wanted and r.id.startswith(wanted)]


def _having_words(records: Records, name: str, folders: Sequence[Folder]) -> list[Record]:
    from gcmtrack.input.search_terms import SEPARATOR, terms

    wanted = terms(name_key(name).split())
    return [
        record
        for record in _among(records, folders)
        # A single letter is in everything.
        if any(len(term.text) > 1 for term in wanted)
        and all(
            term.is_in(SEPARATOR.join(map(fold, (record.id.replace("-", " "), *_titles(record)))))
            for term in wanted
        )
    ]


def _among(records: Records, folders: Sequence[Folder]) -> Iterable[Record]:
    return (record for folder in folders for record in records.all_of(folder).values())


def _titles(record: Record) -> list[str]:
    return _names(record) if isinstance(record, Organisation) else [record.title, *record.titles.values()]


def _names(organisation: Organisation) -> list[str]:
    acronym = [organisation.acronym] if organisation.acronym else []
    return [organisation.name, *acronym, *organisation.aliases, *organisation.names.values()]


def _spellings(organisations: Iterable[Organisation]) -> list[str]:
    return [name for organisation in organisations for name in _names(organisation)]


def _suggesting(noun: str, name: str, known: Iterable[str]) -> str:
    if not name.strip():
        return f"unknown {noun} {name!r}; give an id, or look for one with: gcmtrack search WORDS"
    message = unknown_word(noun, name, known)
    if "did you mean" in message:
        return message
    # All that there is of a kind is of no help to who has a name.
    message = message.removesuffix(f"; see them with: {LISTED_WITH.get(noun)}")
    seen = f", or see all with: {LISTED_WITH[noun]}" if noun == "organisation" else ""
    return f"{message}; find it with: {search_for(name)}{seen}"


def search_for(name: str) -> str:
    """Returns the command that looks for all words of a name, wherever they stand."""
    words = name.split()
    dashed = ("--",) if any(word.startswith("-") for word in words) else ()
    return command("gcmtrack", "search", *dashed, *words)


_SHOWN = 8


def _only(found: Sequence[Record], name: str) -> Record:
    if len(found) == 1:
        return found[0]
    labels = _labels(found)
    more = f" or {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    shown = ", ".join(labels[:_SHOWN]) if more else one_of(labels)
    raise AmbiguousName(
        f"{name!r} can mean {shown}{more}; give the id",
        lines=(f"{name!r} can mean {len(found)} records; give the id", *_listed(found, name)),
    )


def _listed(found: Sequence[Record], name: str) -> list[str]:
    """Returns a line a record: id, date and title; those that are no part of another first, then the shortest ids."""
    from gcmtrack.wording import english

    wording = english()
    labels = _labels(found)[:_SHOWN]
    width = max(map(len, labels), default=0)
    lines = []
    for label, record in zip(labels, _ordered(found), strict=False):
        when = "" if isinstance(record, Organisation) else wording.date(record.date)
        lines.append(
            "  ".join(piece for piece in (f"  {label:{width}}", when, wording.title(record)) if piece)
        )
    if len(found) > _SHOWN:
        lines.append(f"  {len(found) - _SHOWN} more: {search_for(name)}")
    return lines


def _labels(found: Sequence[Record]) -> list[str]:
    several = len({record.folder for record in found}) > 1
    return [f"{record.folder}/{record.id}" if several else record.id for record in _ordered(found)]


def _ordered(found: Sequence[Record]) -> list[Record]:
    def order(record: Record) -> tuple[bool, bool, int, str]:
        is_part = isinstance(record, Milestone) and record.part_of is not None
        return (record.folder == "statements", is_part, len(record.id), record.id)

    return sorted(found, key=order)
