"""Other records that one is tied to, a line each: when, who, the title, in which languages."""

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.views import relations
from gcmtrack.views.pieces import Line, Reference
from gcmtrack.views.statements import issuers
from gcmtrack.wording import Wording


def named(record: Record, records: Records, wording: Wording) -> Line:
    """Returns a line for another record: its date and title; of a statement also who issued it and its languages."""
    reference = Reference(record.folder, record.id, wording.called(record))
    if isinstance(record, Organisation):
        return (reference,)
    said = [wording.date(record.date)]
    return _beside(said, reference, record, records, wording)


def dossier_line(entry: relations.Entry, records: Records, wording: Wording) -> Line:
    """Returns a line of a dossier: when, as what it comes in, and the record."""
    record = entry.record
    reference = Reference(record.folder, record.id, wording.called(record))
    said = [wording.date(record.date), wording.label("role", entry.role)]
    # Whose dossier it is needs not be said of what it issued alone.
    alone = isinstance(record, Statement) and entry.role == "issued" and len(record.organisations) == 1
    return _beside(said, reference, record, records, wording, with_issuers=not alone)


def _beside(
    said: list[str],
    reference: Reference,
    record: Milestone | Statement,
    records: Records,
    wording: Wording,
    *,
    with_issuers: bool = True,
) -> Line:
    if isinstance(record, Milestone):
        return (wording.text("joint.colon").join((*said, "")), reference)
    if with_issuers:
        said.append(issuers(records, record, wording))
    languages = f" ({', '.join(record.languages)})" if record.languages else ""
    return (wording.text("joint.colon").join((*said, "")), reference, *([languages] if languages else []))
