"""What is recorded: milestones, statements and organisations.

Records do not change. A record's `id` is the stem of its file and its kind is the folder; the file repeats neither.
Field descriptions here are the reference that `docs/records.md` and the JSON Schema are made from.
"""

from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 (the records have a key `date`)
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from gcmtrack.model.dates import When
from gcmtrack.model.findings import KeyPath
from gcmtrack.model.ids import Folder
from gcmtrack.model.limits import COSIGNERS
from gcmtrack.model.tables import (
    Change,
    Country,
    Digest,
    Dispute,
    Id,
    Language,
    Link,
    Mandate,
    MandateName,
    ObjectiveNumber,
    PreviousDate,
    Source,
    Speaker,
    Symbol,
    Table,
    Text,
    Topic,
    Url,
    Vote,
    described,
)
from gcmtrack.model.vocabulary import (
    DeadlineType,
    DecisionType,
    DocumentType,
    EventType,
    MilestoneKind,
    OrganisationType,
    Phase,
    Region,
    Stance,
    StatementKind,
    Status,
)

# What several kinds of record have is said once.
Topics = Annotated[tuple[Topic, ...], described("subjects, in kebab-case")]
Summary = Annotated[Text | None, described("one or two sentences in our own words")]
OwnTitles = Annotated[
    tuple[Language, ...],
    described("languages in which the title is our own translation; summaries always are"),
]
Overrides = Annotated[
    Digest | None,
    described("this record stands in place of one that the folder builds on: the digest of its file then"),
]
Added = Annotated[Day | None, described("the day on which the record was entered")]
Checked = Annotated[
    Day | None, described("the day on which somebody last looked whether the record still holds")
]
Summaries = Annotated[dict[Language, Text], described("the summary in other languages")]
Links = Annotated[tuple[Link, ...], described("where a reader goes: the text, the page, the video")]
Sources = Annotated[tuple[Source, ...], described("why we believe it; at least one")]
Disputes = Annotated[tuple[Dispute, ...], described("what other sources say instead")]


class Milestone(Table, frozen=True, kw_only=True):
    """What happened or will happen: an event, a document, a decision or a deadline."""

    id: str = ""
    title: Annotated[Text, described("what it is called; English unless it has only another name")]
    kind: Annotated[MilestoneKind, described("the kind of milestone")]
    type: Annotated[
        EventType | DocumentType | DecisionType | DeadlineType,
        described("the finer type; each belongs to a kind"),
    ]
    phase: Annotated[Phase, described("the phase of the process to which it belongs")]
    date: Annotated[When, described("when it happened or will (EDTF, quoted)")]
    announced: Annotated[
        When | None,
        described("since when it is known that it will take place, where a source gives it (EDTF)"),
    ] = None
    status: Annotated[Status, described("how sure it is that it takes place; confirmed when left out")] = (
        "confirmed"
    )
    city: Annotated[Text | None, described("the city where it was held or issued")] = None
    venue: Annotated[Text | None, described("the building, or `online`")] = None
    country: Annotated[
        Country | None, described("ISO 3166-1 alpha-2 code of the place, or of the State that decided")
    ] = None
    region: Annotated[Region | None, described("the review region, where the record concerns one")] = None
    organisers: Annotated[
        tuple[Id, ...],
        described("organisations that hold the event, issue the document, decide, or set the deadline"),
    ] = ()
    part_of: Annotated[Id | None, described("the milestone of which this is a part")] = None
    supersedes: Annotated[Id | None, described("the draft, text or decision that this one replaces")] = None
    fulfils: Annotated[
        tuple[MandateName, ...], described("mandates that it carries out, as `a-res-73-195/review-forum`")
    ] = ()
    symbol: Annotated[Symbol | None, described("UN document symbol, such as A/RES/73/195")] = None
    objectives: Annotated[tuple[ObjectiveNumber, ...], described("objectives of the Compact, 1 to 23")] = ()
    topics: Topics = ()
    summary: Summary = None
    our_translations: OwnTitles = ()
    overrides: Overrides = None
    added: Added = None
    checked: Checked = None
    titles: Annotated[
        dict[Language, Text], described("the title in other languages, when a source gives it")
    ] = {}
    summaries: Summaries = {}
    vote: Annotated[Vote | None, described("how States voted; of a decision")] = None
    mandates: Annotated[tuple[Mandate, ...], described("what it orders again and again; of a decision")] = ()
    changes: Annotated[tuple[Change, ...], described("what it did to the text before it; of a document")] = ()
    links: Links = ()
    sources: Sources = ()
    previous_dates: Annotated[
        tuple[PreviousDate, ...], described("dates that were announced before and then changed")
    ] = ()
    disputes: Disputes = ()

    @property
    def folder(self) -> Folder:
        return "milestones"


class Statement(Table, frozen=True, kw_only=True):
    """Who said what: a statement, a position, a comment, remarks."""

    id: str = ""
    title: Annotated[Text, described("the title in its original language")]
    kind: Annotated[StatementKind, described("the kind of statement")]
    date: Annotated[When, described("the day of the statement itself (EDTF, quoted)")]
    organisations: Annotated[
        tuple[Id, ...], Meta(min_length=1), described("the issuers; several when the statement is joint")
    ]
    cosigners: Annotated[tuple[Id, ...], described("organisations that signed on")] = ()
    cosigner_count: Annotated[
        Annotated[int, Meta(ge=1, le=COSIGNERS, extra={"noun": "number"})] | None,
        described("how many signed on, where a source gives the number"),
    ] = None
    on_behalf_of: Annotated[tuple[Id, ...], described("organisations in whose name it was made")] = ()
    milestone: Annotated[Id | None, described("the milestone that it answers or was made at")] = None
    supersedes: Annotated[
        Id | None, described("the earlier statement that this one reverses or replaces")
    ] = None
    languages: Annotated[
        tuple[Language, ...], described("languages in which it exists, the original first")
    ] = ()
    stance: Annotated[
        Stance | None, described("towards the Compact, only where the text shows it in words")
    ] = None
    objectives: Annotated[
        tuple[ObjectiveNumber, ...], described("objectives of the Compact, by subject")
    ] = ()
    topics: Topics = ()
    summary: Summary = None
    our_translations: OwnTitles = ()
    overrides: Overrides = None
    added: Added = None
    checked: Checked = None
    speaker: Annotated[Speaker | None, described("who spoke, where a source names the person")] = None
    titles: Annotated[
        dict[Language, Text], described("the title in other languages; `en` is shown to readers of English")
    ] = {}
    summaries: Summaries = {}
    links: Links = ()
    sources: Sources = ()
    previous_dates: Annotated[tuple[PreviousDate, ...], described("dates that were given before")] = ()
    disputes: Disputes = ()

    @property
    def folder(self) -> Folder:
        return "statements"


class Organisation(Table, frozen=True, kw_only=True):
    """Who they are: networks, UN bodies, States, unions, faith groups, cities."""

    id: str = ""
    name: Annotated[Text, described("the official name, in English where there is one")]
    acronym: Annotated[Text | None, described("the acronym; two bodies may share one")] = None
    aliases: Annotated[tuple[Text, ...], described("other names by which people look for it")] = ()
    type: Annotated[OrganisationType, described("the type of organisation")]
    country: Annotated[
        Country | None, described("ISO 3166-1 alpha-2 code, where it belongs to one country")
    ] = None
    url: Annotated[Url | None, described("its own site")] = None
    member_of: Annotated[
        tuple[Id, ...], described("organisations of which it is a member; members are found from here")
    ] = ()
    summary: Summary = None
    our_translations: Annotated[
        tuple[Language, ...],
        described("languages in which the name is our own translation; summaries always are"),
    ] = ()
    overrides: Overrides = None
    added: Added = None
    checked: Checked = None
    names: Annotated[dict[Language, Text], described("the name in other languages")] = {}
    summaries: Summaries = {}
    links: Annotated[tuple[Link, ...], described("further addresses")] = ()
    sources: Annotated[tuple[Source, ...], described("where it is named; at least one")] = ()
    disputes: Disputes = ()

    @property
    def folder(self) -> Folder:
        return "organisations"

    @property
    def title(self) -> str:
        return self.name


Record = Milestone | Statement | Organisation

RECORD_TYPES: dict[Folder, type[Milestone] | type[Statement] | type[Organisation]] = {
    "milestones": Milestone,
    "statements": Statement,
    "organisations": Organisation,
}

# Keys that are tables of languages: a text in each.
LANGUAGE_TABLES = frozenset({"titles", "names", "summaries", "whats"})

# Keys of a record that hold ids, and the folder where those ids live; "vote.yes" is a key inside a table.
REFERENCES: dict[Folder, dict[str, Folder]] = {
    "milestones": {
        "organisers": "organisations",
        "part_of": "milestones",
        "supersedes": "milestones",
        "vote.yes": "organisations",
        "vote.no": "organisations",
        "vote.abstained": "organisations",
        "vote.absent": "organisations",
    },
    "statements": {
        "organisations": "organisations",
        "cosigners": "organisations",
        "on_behalf_of": "organisations",
        "milestone": "milestones",
        "supersedes": "statements",
    },
    "organisations": {"member_of": "organisations"},
}


class Reference(NamedTuple):
    """An id that a record holds: its key, its position in a list (None for a single one), and of which kind it is."""

    key: tuple[str, ...]
    position: int | None
    folder: Folder
    id: str

    @property
    def path(self) -> KeyPath:
        """Where it stands: in `vote.no` behind the key of a list, in `mandates` inside a table of a list."""
        if self.position is None:
            return self.key
        if self.key[0] == "mandates":
            return (self.key[0], self.position, *self.key[1:])
        return (*self.key, self.position)


def references(record: Record) -> Iterator[Reference]:
    """Yields every id that a record holds."""
    for key, folder in _REFERENCE_KEYS[record.folder]:
        value = _at(record, key)
        if isinstance(value, str):
            yield Reference(key, None, folder, value)
        elif isinstance(value, tuple):
            for position, id_ in enumerate(value):
                yield Reference(key, position, folder, id_)
    if isinstance(record, Milestone):
        yield from _mandates_named(record)


def organisations_named(record: Record) -> list[str]:
    """Returns the id of every organisation that a record holds, each once: faster than going through all references."""
    found: list[str] = []
    for key, folder in _REFERENCE_KEYS[record.folder]:
        if folder == "organisations" and (value := _at(record, key)):
            # A vote may hold how many voted.
            found += value if isinstance(value, tuple) else ()
    return list(dict.fromkeys(found))


def _at(record: Record, key: tuple[str, ...]) -> Any:
    value = getattr(record, key[0])
    return getattr(value, key[1]) if len(key) == 2 and value else value


def _mandates_named(record: Milestone) -> Iterator[Reference]:
    for position, name in enumerate(record.fulfils):
        yield Reference(("fulfils",), position, "milestones", _decision_of(name))
    for position, mandate in enumerate(record.mandates):
        if mandate.before is not None:
            yield Reference(("mandates", "before"), position, "milestones", _decision_of(mandate.before))


def _decision_of(mandate: str) -> str:
    """Returns the id of the decision that gives a mandate, from its name."""
    return mandate.partition("/")[0]


_REFERENCE_KEYS = {
    folder: [(tuple(key.split(".")), target) for key, target in keys.items()]
    for folder, keys in REFERENCES.items()
}


def text_at(record: Record, reference: Reference) -> str:
    """Returns what stands where a reference is: its id, and where a mandate is named the id of the mandate behind it."""
    found: Any = record
    for part in reference.path:
        found = found[part] if isinstance(part, int) else getattr(found, part)
    return str(found)
