"""Finding a record by what people call it: id, acronym, alias, name, symbol, or the start of an id."""

import re
from collections.abc import Iterable, Sequence

from gcmtrack.errors import AmbiguousName, InvalidRecords, NoSuchRecord
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS, Folder, path_of
from gcmtrack.model.records import Milestone, Organisation, Record
from gcmtrack.text import command, fold, one_of, operand, unknown_word

# records/milestones/ID.toml:12, or as much of it as still says that it is a path.
_PATH = rf"(?:.*/)?(?P<folder>{'|'.join(FOLDERS)})/(?P<id>[^/]*?)(?:\.toml)?(?::\d+)?|(?P<stem>[^/]+)\.toml(?::\d+)?"


def find_record(records: Records, name: str, folders: Sequence[Folder] = FOLDERS) -> Record:
    """Returns the record that `name` means: an exact id, a name of an organisation, a UN symbol, or an unambiguous start
    of an id.

    `milestones/ID` names the folder too, as does the path of the file, with or without a line. Case does not matter.
    Raises `NoSuchRecord` with the nearest ids, `AmbiguousName` with all that it may mean, or `InvalidRecords` for the id
    of a record whose file cannot be read.
    """
    if (path := re.fullmatch(_PATH, name.strip())) and path["folder"] in (None, *folders):
        folders = [folder for folder in folders if path["folder"] in (None, folder)]
        name = path["id"] if path["folder"] else path["stem"]
    exact = _with_id(records, name, folders)
    if exact:
        return _only(exact, name)
    _refuse_broken(records, [path_of(f, name) for f in folders])
    if "organisations" in folders and (called := organisations_called(records, name)):
        return _only(called, name)
    wanted = fold(name.strip())
    if "milestones" in folders and (bearing := _bearing_symbol(records, wanted)):
        return _only(bearing, name)
    if exact := _with_id(records, wanted, folders):
        return _only(exact, name)
    starting = [r for f in folders for r in records.all_of(f).values() if wanted and r.id.startswith(wanted)]
    if starting:
        return _only(starting, name)
    known = [id_ for f in folders for id_ in records.all_of(f)]
    if "organisations" in folders:
        known += _spellings(records.organisations.values())
    _refuse_broken(records, folders)
    noun = folders[0].removesuffix("s") if len(folders) == 1 else "record"
    raise NoSuchRecord(_suggesting(noun, name, known))


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


def _refuse_broken(records: Records, paths: Iterable[str]) -> None:
    """Refuses what is there and cannot be read: it is not unknown, and its name means no other record."""
    for path in paths:
        if (why := records.broken.get(path)) is not None:
            raise InvalidRecords(why())


def organisations_called(records: Records, name: str) -> list[Organisation]:
    """Returns every organisation that goes by `name`, without regard to case and accents."""
    wanted = fold(name.strip())
    return [o for o in records.organisations.values() if wanted in (o.id, *map(fold, _names(o)))]


def _with_id(records: Records, id_: str, folders: Sequence[Folder]) -> list[Record]:
    return [records.all_of(f)[id_] for f in folders if id_ in records.all_of(f)]


def _bearing_symbol(records: Records, wanted: str) -> list[Milestone]:
    return [m for m in records.milestones.values() if m.symbol and fold(m.symbol) == wanted]


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
    return f"{message}; find it with: {command('gcmtrack', 'search', *operand(name))}"


_SHOWN = 8


def _only(found: Sequence[Record], name: str) -> Record:
    if len(found) == 1:
        return found[0]
    folders = {record.folder for record in found}
    labels = [record.id if len(folders) == 1 else f"{record.folder}/{record.id}" for record in found]
    more = f" or {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    shown = ", ".join(labels[:_SHOWN]) if more else one_of(labels)
    raise AmbiguousName(f"{name!r} can mean {shown}{more}; give the id")
