"""Ids that name no record."""

from collections.abc import Iterable

from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import noun
from gcmtrack.model.records import Milestone, Record, Reference, text_at
from gcmtrack.text import unknown_word


def dangling(records: Records, referring: Iterable[Record] | None = None) -> list[Finding]:
    """Returns a finding for every id that names no record, in `referring` or in all records.

    One that is there and cannot be read is told for itself, and not again by whoever names it.
    """
    return [
        Finding(record.folder, record.id, reference.path, "unknown-reference", message)
        for record in (records if referring is None else referring)
        for reference in records.missing(record)
        if (message := _unknown(records, record, reference))
    ]


def _unknown(records: Records, record: Record, reference: Reference) -> str | None:
    _, _, folder, id_ = reference
    known = records.all_of(folder)
    if isinstance(found := known.get(id_), Milestone):
        mandates = [f"{id_}/{mandate.id}" for mandate in found.mandates]
        return unknown_word("mandate", text_at(record, reference), mandates)
    return None if records.is_broken(folder, id_) else unknown_word(noun(folder), id_, known)
