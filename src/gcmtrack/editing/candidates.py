"""What is wrong with records that are about to be written: what they themselves bring in, nothing that was there before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from gcmtrack import checks
from gcmtrack.checks import Check
from gcmtrack.checks.duplicates import twin_of
from gcmtrack.editing.new_topics import topic_remarks
from gcmtrack.errors import InvalidRecords
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath
from gcmtrack.model.ids import FOLDERS, noun, path_of
from gcmtrack.model.records import REFERENCES, Milestone, Record, Statement
from gcmtrack.store import toml_text
from gcmtrack.store.dangling import dangling
from gcmtrack.store.load import Loaded
from gcmtrack.wording import english


class Candidate(NamedTuple):
    """A record that is to be written, and what its file holds now; None for a new one."""

    record: Record
    old: bytes | None = None


def check_candidate(loaded: Loaded, candidate: Candidate, today: date) -> None:
    """Raises `InvalidRecords` when a record, put among the others, repeats one or fails a check that it did not fail
    before."""
    refuse(loaded, caused(loaded, [candidate], today), [candidate])


_TWINS = ("same-event", "same-statement", "same-organisation")


def refuse(loaded: Loaded, findings: Sequence[Finding], candidates: Sequence[Candidate]) -> None:
    """Raises `InvalidRecords` with what was found, if anything was."""
    concerned = {finding.path for finding in findings if finding.check in _TWINS}
    twins = {
        path: there_already(twin)
        for record, old in candidates
        if (path := _path(loaded.records, record, old)) in concerned
        and (twin := twin_among(loaded.records, record, new=old is None))
    }
    said = [(finding.check in _TWINS and twins.get(finding.path)) or finding.message for finding in findings]
    if said:
        raise InvalidRecords("; ".join(dict.fromkeys(said)))


def _path(records: Records, record: Record, old: bytes | None) -> str:
    return path_of(record.folder, free_id(records, record.id) if old is None else record.id)


def twin_among(records: Records, record: Record, *, new: bool) -> Record | None:
    """Returns the record that is there already under another id, or, for a `new` one, under any."""
    others = records.all_of(record.folder).values()
    return twin_of(record, (other for other in others if new or other.id != record.id))


def there_already(twin: Record) -> str:
    """Returns the sentence for a record that is recorded twice."""
    return f"the same {noun(twin.folder)} is there already: {named(twin)}; change it with: gcmtrack edit {twin.id}"


def named(record: Record) -> str:
    """Returns a record's id, date and title, as sentences name it."""
    day = f"{english().date(record.date)}: " if isinstance(record, Milestone | Statement) else ""
    return f"{record.id} ({day}{record.title})"


# Warnings that somebody who writes a record wants to hear at once.
_REMARKED = ("same-act", "future-statement")


def remarks(loaded: Loaded, candidates: Sequence[Candidate], today: date) -> list[str]:
    """Returns what is likely a mistake in the candidates and was not there before, although it may be right."""
    found = caused(loaded, candidates, today, [check for check in checks.CHECKS if check.name in _REMARKED])
    topics = topic_remarks(loaded.records, [record for record, _ in candidates])
    return list(dict.fromkeys((*(finding.message for finding in found), *topics)))


_ERRORS = [check for check in checks.CHECKS if check.level == "error"]


def caused(
    loaded: Loaded, candidates: Sequence[Candidate], today: date, chosen: Sequence[Check] = _ERRORS
) -> list[Finding]:
    """Returns what the checks, by default those of errors, find in the candidates and would not find in what is there."""
    records = loaded.records
    new = [_under_free_id(records, record) if old is None else record for record, old in candidates]
    old = [
        there
        for record, raw in candidates
        if raw is not None and (there := records.all_of(record.folder).get(record.id)) is not None
    ]
    paths = {path_of(record.folder, record.id) for record in new}
    found = _found(loaded, new, paths, today, chosen)
    if not found:
        return []
    before = {_mark(finding) for finding in _found(loaded, old, paths, today, chosen)}
    untouched = _untouched(candidates, {path_of(record.folder, record.id) for record in old})
    return [
        finding
        for finding in found
        if _mark(finding) not in before and (finding.path, finding.key[:1]) not in untouched
    ]


def _found(
    loaded: Loaded, last: Sequence[Record], paths: set[str], today: date, chosen: Sequence[Check]
) -> list[Finding]:
    """What the checks find in the files `paths` when the records `last` come after all others.

    Of two records that are one, checks name the later; so they name the candidate, whatever its date and id.
    """
    ours = {(record.folder, record.id) for record in last}
    kinds: dict[str, dict[str, Any]] = {
        folder: {id_: r for id_, r in loaded.records.all_of(folder).items() if (folder, id_) not in ours}
        for folder in FOLDERS
    }
    for record in last:
        kinds[record.folder][record.id] = record
    among = Records.of(**kinds)
    among.broken = {path: why for path, why in loaded.records.broken.items() if path not in paths}
    found = dangling(among, last) + checks.find(Loaded(loaded.source, among, []), today, chosen)
    return [finding for finding in found if finding.path in paths]


def _mark(finding: Finding) -> tuple[object, ...]:
    """What a finding is known by; not by its position in a list, which moves when something before it goes."""
    return (finding.path, finding.check, finding.key[:1], finding.message)


def _untouched(candidates: Sequence[Candidate], read_before: set[str]) -> set[tuple[str, KeyPath]]:
    """The keys that stay as they are in files that held no record before, so that no check could look at them."""
    found: set[tuple[str, KeyPath]] = set()
    for record, old in candidates:
        path = path_of(record.folder, record.id)
        if old is None or path in read_before:
            continue
        found |= {(path, (key,)) for key in _same_keys(record, old)} | {(path, ())}
    return found


def _same_keys(record: Record, old: bytes) -> Iterable[str]:
    """The keys of a record that have the value that they have in `old`; where that is not TOML, all that name no other
    record, since nobody knows."""
    fields = type(record).__struct_fields__
    try:
        table = toml_text.parse(toml_text.decode(old))
    except toml_text.TomlSyntaxError:
        return [key for key in fields if key not in REFERENCES[record.folder]]
    now = toml_text.plain(record)
    # As text, since a date may have stood without quotes.
    return [key for key in fields if str(table.get(key)) == str(now.get(key))]


def _under_free_id(records: Records, record: Record) -> Record:
    return msgspec.structs.replace(record, id=free_id(records, record.id))


def free_id(records: Records, id_: str) -> str:
    """Returns `id_`, or what begins with it and no record has."""
    while any(id_ in records.all_of(folder) for folder in FOLDERS):
        id_ += "-x"
    return id_
