"""The field's own words: what a record may say in each key that has a fixed list.

Each list is a `Literal`, so that a record with an unknown word cannot be built; the tuples beside them serve messages,
completion and the docs.
"""

from typing import Literal, get_args

Phase = Literal[
    "groundwork", "consultation", "stocktaking", "negotiation", "adoption", "implementation", "review"
]
MilestoneKind = Literal["event", "document", "decision", "deadline"]
Status = Literal["confirmed", "tentative", "expected", "postponed", "cancelled"]
Region = Literal["africa", "arab-region", "asia-pacific", "europe-north-america", "latin-america-caribbean"]
StatementKind = Literal[
    "statement",
    "joint-statement",
    "position-paper",
    "press-release",
    "explanation-of-vote",
    "remarks",
    "open-letter",
    "comment",
    "brief",
    "report",
    "declaration",
]
Stance = Literal["supportive", "supportive-with-concerns", "neutral", "critical", "rejecting"]
OrganisationType = Literal[
    "academia",
    "civil-society",
    "employers",
    "faith",
    "intergovernmental",
    "local-government",
    "parliament",
    "political-party",
    "process",
    "state",
    "trade-union",
    "un-body",
]
LinkFormat = Literal["html", "pdf", "docx", "video", "audio", "image", "text"]
LinkRole = Literal["text", "report"]
ChangeEffect = Literal["added", "removed", "changed", "kept"]
ChangeBasis = Literal["reported", "compared", "inferred"]

EventType = Literal[
    "annual-meeting",
    "briefing",
    "civil-society-consultation",
    "civil-society-forum",
    "conference",
    "consultation",
    "consultative-process",
    "dialogue",
    "forum",
    "high-level-meeting",
    "launch",
    "meeting",
    "negotiation-process",
    "negotiation-round",
    "observance",
    "plenary",
    "policy-debate",
    "preparatory-meeting",
    "programme",
    "regional-consultation",
    "regional-review",
    "review-forum",
    "review-round",
    "round-table",
    "side-event",
    "stakeholder-hearing",
    "stocktaking-meeting",
    "summit",
    "term-of-office",
    "thematic-session",
    "workshop",
]
DocumentType = Literal[
    "concept-paper",
    "declaration",
    "draft",
    "indicator-set",
    "letter",
    "outcome-document",
    "report",
    "workplan",
]
DecisionType = Literal[
    "accession",
    "adoption",
    "agreement",
    "announcement",
    "appointment",
    "committee-decision",
    "declaration",
    "establishment",
    "mandate",
    "national-vote",
    "pledge",
    "postponement",
    "resolution",
    "silence-procedure",
    "state-position",
    "vote",
    "withdrawal",
]
DeadlineType = Literal[
    "accreditation-deadline",
    "application-deadline",
    "input-deadline",
    "negotiation-deadline",
    "registration-deadline",
]

PHASES: tuple[Phase, ...] = get_args(Phase)
MILESTONE_KINDS: tuple[MilestoneKind, ...] = get_args(MilestoneKind)
STATUSES: tuple[Status, ...] = get_args(Status)
REGIONS: tuple[Region, ...] = get_args(Region)
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
ORGANISATION_TYPES: tuple[OrganisationType, ...] = get_args(OrganisationType)
LINK_FORMATS: tuple[LinkFormat, ...] = get_args(LinkFormat)
LINK_ROLES: tuple[LinkRole, ...] = get_args(LinkRole)
CHANGE_EFFECTS: tuple[ChangeEffect, ...] = get_args(ChangeEffect)
CHANGE_BASES: tuple[ChangeBasis, ...] = get_args(ChangeBasis)

# Which types go with which kind of milestone; only "declaration" is both a text and a decision.
TYPES_OF_KIND: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType),
    "document": get_args(DocumentType),
    "decision": get_args(DecisionType),
    "deadline": get_args(DeadlineType),
}
MILESTONE_TYPES: tuple[str, ...] = tuple(sorted({t for types in TYPES_OF_KIND.values() for t in types}))

# Keys that only one kind of milestone has.
KINDS_OF_KEY: dict[str, MilestoneKind] = {"vote": "decision", "mandates": "decision", "changes": "document"}
