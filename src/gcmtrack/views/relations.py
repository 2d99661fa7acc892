"""One record with all its relations, both ways; for an organisation, what it did and said in order of time."""

from collections.abc import Sequence

import msgspec

from gcmtrack.model.collection import Records, in_time
from gcmtrack.model.records import Milestone, Organisation, Record, Statement, references
from gcmtrack.model.remade import each
from gcmtrack.wording import Wording


class Entry(msgspec.Struct, frozen=True):
    """A line of an organisation's dossier: what it was in that record ("issued", "cosigned", ...), as JSON has it."""

    role: str
    record: Milestone | Statement


_STATEMENT_ROLES = (
    ("organisations", "issued"),
    ("cosigners", "cosigned"),
    ("on_behalf_of", "in its name"),
)
_ORGANISERS = {
    "event": "organised by",
    "document": "issued by",
    "decision": "decided by",
    "deadline": "set by",
}
_MILESTONE_ROLES = {"event": "organised", "document": "issued", "decision": "decided", "deadline": "set"}


def dossier(records: Records, organisation: Organisation) -> Sequence[Entry]:
    """Returns everything in which the organisation had a part, each record once, in order of time."""
    involving = records.involving.get(organisation.id, ())
    return each(involving, lambda record: Entry(_role(organisation.id, record), record))


def _role(id_: str, record: Milestone | Statement) -> str:
    if isinstance(record, Milestone):
        if id_ in record.organisers:
            return _MILESTONE_ROLES[record.kind]
        return next(_VOTE_ROLES[key[1]] for key, _, _, other in references(record) if other == id_)
    return next(role for key, role in _STATEMENT_ROLES if id_ in getattr(record, key))


_VOTE_ROLES = {"yes": "voted for", "no": "voted against", "abstained": "abstained", "absent": "did not vote"}


class Relation(msgspec.Struct, frozen=True):
    """Records that stand in one relation to another: "parts", "superseded by", ..., as JSON has it."""

    name: str
    records: tuple[Record, ...]


def relations(records: Records, record: Record) -> list[Relation]:
    """Returns how `record` is tied to others, both ways, empty relations left out.

    An organisation's milestones and statements are its dossier and not listed here.
    """
    if isinstance(record, Milestone):
        found = _milestone_relations(records, record)
    elif isinstance(record, Statement):
        found = _statement_relations(records, record)
    else:
        found = [
            ("member of", _present(records.organisations, record.member_of)),
            ("members", records.members.get(record.id, ())),
        ]
    return [Relation(name, tuple(others)) for name, others in found if others]


def _milestone_relations(records: Records, record: Milestone) -> list[tuple[str, Sequence[Record]]]:
    above = [] if record.part_of is None else [record.part_of]
    before = [] if record.supersedes is None else [record.supersedes]
    return [
        (_ORGANISERS[record.kind], _present(records.organisations, record.organisers)),
        ("part of", _present(records.milestones, above)),
        ("parts", records.children.get(record.id, ())),
        ("supersedes", _present(records.milestones, before)),
        ("superseded by", records.successors.get(record.id, ())),
        ("ordered by", _present(records.milestones, _decisions(record))),
        ("carried out by", _carrying_out(records, record)),
        ("statements", records.answers.get(record.id, ())),
    ]


def _decisions(record: Milestone) -> list[str]:
    return list(dict.fromkeys(name.partition("/")[0] for name in record.fulfils))


def _carrying_out(records: Records, record: Milestone) -> tuple[Milestone, ...]:
    names = [f"{record.id}/{mandate.id}" for mandate in record.mandates]
    found = {m.id: m for name in names for m in records.fulfilling.get(name, ())}
    return tuple(sorted(found.values(), key=in_time))


def _statement_relations(records: Records, record: Statement) -> list[tuple[str, Sequence[Record]]]:
    answered = [] if record.milestone is None else [record.milestone]
    before = [] if record.supersedes is None else [record.supersedes]
    return [
        ("issued by", _present(records.organisations, record.organisations)),
        ("in the name of", _present(records.organisations, record.on_behalf_of)),
        ("cosigned by", _present(records.organisations, record.cosigners)),
        ("answers", _present(records.milestones, answered)),
        ("supersedes", _present(records.statements, before)),
        ("superseded by", records.successors.get(record.id, ())),
    ]


def _present(known: object, ids: object) -> tuple[Record, ...]:
    return tuple(known[id_] for id_ in ids if id_ in known)  # type: ignore[index,attr-defined,operator]


def span(entries: Sequence[Entry], wording: Wording) -> str:
    """Returns how much a dossier holds: "12 statements and 3 milestones"."""
    statements = sum(1 for entry in entries if isinstance(entry.record, Statement))
    parts = [wording.count(statements, "statement")] if statements else []
    if others := len(entries) - statements:
        parts.append(wording.count(others, "milestone"))
    return wording.all_of(parts)
