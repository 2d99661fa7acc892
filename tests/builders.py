"""Records with good defaults, so that a test says only what it is about.

Values are those of TOML ("date" is text), read by the schema, so a builder cannot make what a file could not hold.
"""

from typing import Any

from gcmtrack.model.collection import Records
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.store import decode

SOURCE = {"title": "A source", "url": "https://example.org/source"}


def milestone(id_: str = "a-meeting", **keys: Any) -> Milestone:
    """Returns a milestone; an event of 13 July 2018 unless told otherwise."""
    kind = keys.get("kind", "event")
    types = {
        "event": "meeting",
        "document": "draft",
        "decision": "resolution",
        "deadline": "input-deadline",
    }
    defaults = {
        "title": "A meeting",
        "kind": kind,
        "type": types[kind],
        "phase": "negotiation",
        "date": "2018-07-13",
    }
    record = _read("milestones", id_, {**defaults, "sources": [SOURCE], **keys})
    assert isinstance(record, Milestone)
    return record


def statement(id_: str = "a-statement", **keys: Any) -> Statement:
    """Returns a statement of 13 July 2018, issued by `wimn` unless told otherwise."""
    defaults = {"title": "A statement", "kind": "statement", "date": "2018-07-13", "organisations": ["wimn"]}
    record = _read("statements", id_, {**defaults, "sources": [SOURCE], **keys})
    assert isinstance(record, Statement)
    return record


def organisation(id_: str = "wimn", **keys: Any) -> Organisation:
    """Returns an organisation; a civil-society network unless told otherwise."""
    defaults = {"name": "Women in Migration Network", "type": "civil-society"}
    record = _read("organisations", id_, {**defaults, "sources": [SOURCE], **keys})
    assert isinstance(record, Organisation)
    return record


def records(*some: Record) -> Records:
    """Returns the given records together."""
    return Records(
        milestones=[r for r in some if isinstance(r, Milestone)],
        statements=[r for r in some if isinstance(r, Statement)],
        organisations=[r for r in some if isinstance(r, Organisation)],
    )


def _read(folder: Folder, id_: str, table: dict[str, Any]) -> Record:
    record, findings = decode.read_record(folder, id_, table)
    assert record is not None, findings
    return record
