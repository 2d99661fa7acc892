"""What is recorded: milestones, statements and organisations.

Records do not change. A record's `id` is the stem of its file and its kind is the folder; the file repeats neither.
Field descriptions here are the reference that `docs/records.md` and the JSON Schema are made from.
"""

from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 (the records have a key `date`)
from typing import Annotated

import msgspec
from msgspec import Meta

from gcmtrack.model.dates import When
from gcmtrack.model.ids import ID_LENGTH, ID_PATTERN, Folder
from gcmtrack.model.vocabulary import (
    DeadlineType,
    DecisionType,
    DocumentType,
    EventType,
    LinkFormat,
    MilestoneKind,
    OrganisationType,
    Phase,
    Region,
    Stance,
    StatementKind,
    Status,
)


def _like(pattern: str, noun: str, **more: str) -> Meta:
    """A text that a pattern must find. `schema` looks at it, not msgspec: what a snapshot holds was looked at before,
    and looking again would take more than half of the time of reading it."""
    return Meta(extra={"noun": noun, "pattern": pattern, **more}, extra_json_schema={"pattern": pattern})


Id = Annotated[str, Meta(max_length=ID_LENGTH), _like(ID_PATTERN, "id")]
Text = Annotated[str, _like(r"\S", "text")]
Topic = Annotated[str, _like(ID_PATTERN, "topic")]
Url = Annotated[str, _like(r"^https?://[^\s/]+\S*$(?!\n)", "address")]
Language = Annotated[str, _like(r"^[a-z]{2,3}$(?!\n)", "language", codes="languages")]
Country = Annotated[str, _like(r"^[A-Z]{2}$(?!\n)", "country", codes="countries")]
ObjectiveNumber = Annotated[int, Meta(ge=1, le=23, extra={"noun": "objective"})]
Symbol = Annotated[str, Meta(min_length=3, extra={"noun": "symbol"})]


def described(text: str) -> Meta:
    return Meta(description=text)


# `kw_only` holds for one class only and is repeated below; mypy wants `frozen` repeated too.
class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Source(_Struct, frozen=True, kw_only=True):
    """Why we believe it: where the fact was seen."""

    title: Annotated[Text, described("title of the page or document")]
    publisher: Annotated[Text | None, described("who published it")] = None
    url: Annotated[Url | None, described("its address")] = None
    locator: Annotated[
        Text | None, described("page, paragraph or other place; needed where the source has no address")
    ] = None
    language: Annotated[Language | None, described("language of the source")] = None
    accessed: Annotated[Day | None, described("the day on which it was read")] = None
    archived: Annotated[Url | None, described("address of an archived copy")] = None


class Link(_Struct, frozen=True, kw_only=True):
    """Where a reader goes: the text, the page, the video."""

    url: Annotated[Url, described("the address; http or https")]
    title: Annotated[Text | None, described("what this version is, where that is not plain")] = None
    language: Annotated[Language | None, described("language of what is found there")] = None
    format: Annotated[LinkFormat | None, described("what kind of file or page it is")] = None
    at: Annotated[Text | None, described("where to look: a time range of a video, a page, a paragraph")] = (
        None
    )
    archived: Annotated[Url | None, described("address of an archived copy")] = None


class PreviousDate(_Struct, frozen=True, kw_only=True):
    """A date that was announced before and then changed."""

    date: Annotated[When, described("the date as it was announced (EDTF)")]
    note: Annotated[Text | None, described("what became of it, in a sentence")] = None
    source: Annotated[Text | None, described("address or title of the source that announced it")] = None


class Dispute(_Struct, frozen=True, kw_only=True):
    """What another source says of one field; kept beside the value that was chosen, and shown."""

    field: Annotated[Text, described("the key that is disputed")]
    value: Annotated[Text | None, described("what the other source says")] = None
    note: Annotated[Text | None, described("why the sources differ, as far as known")] = None
    source: Annotated[Text | None, described("address or title of the other source")] = None


class Speaker(_Struct, frozen=True, kw_only=True):
    """Who spoke; left out where no source names the person."""

    name: Annotated[Text, described("the person's name")]
    role: Annotated[Text | None, described("office or function at the time")] = None


class Milestone(_Struct, frozen=True, kw_only=True):
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
    symbol: Annotated[Symbol | None, described("UN document symbol, such as A/RES/73/195")] = None
    objectives: Annotated[tuple[ObjectiveNumber, ...], described("objectives of the Compact, 1 to 23")] = ()
    topics: Annotated[tuple[Topic, ...], described("subjects, in kebab-case")] = ()
    summary: Annotated[Text | None, described("one or two sentences in our own words")] = None
    added: Annotated[Day | None, described("the day on which the record was entered")] = None
    checked: Annotated[
        Day | None, described("the day on which somebody last looked whether the record still holds")
    ] = None
    titles: Annotated[
        dict[Language, Text], described("the title in other languages, when a source gives it")
    ] = {}
    links: Annotated[tuple[Link, ...], described("where a reader goes: the text, the page, the video")] = ()
    sources: Annotated[tuple[Source, ...], described("why we believe it; at least one")] = ()
    previous_dates: Annotated[
        tuple[PreviousDate, ...], described("dates that were announced before and then changed")
    ] = ()
    disputes: Annotated[tuple[Dispute, ...], described("what other sources say instead")] = ()

    @property
    def folder(self) -> Folder:
        return "milestones"


class Statement(_Struct, frozen=True, kw_only=True):
    """Who said what: a statement, a position, a comment, remarks."""

    id: str = ""
    title: Annotated[Text, described("the title in its original language")]
    kind: Annotated[StatementKind, described("the kind of statement")]
    date: Annotated[When, described("the day of the statement itself (EDTF, quoted)")]
    organisations: Annotated[tuple[Id, ...], described("the issuers; several when the statement is joint")]
    cosigners: Annotated[tuple[Id, ...], described("organisations that signed on")] = ()
    cosigner_count: Annotated[
        Annotated[int, Meta(ge=1, extra={"noun": "number"})] | None,
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
    topics: Annotated[tuple[Topic, ...], described("subjects, in kebab-case")] = ()
    summary: Annotated[Text | None, described("one or two sentences in our own words")] = None
    added: Annotated[Day | None, described("the day on which the record was entered")] = None
    checked: Annotated[
        Day | None, described("the day on which somebody last looked whether the record still holds")
    ] = None
    speaker: Annotated[Speaker | None, described("who spoke, where a source names the person")] = None
    titles: Annotated[
        dict[Language, Text], described("the title in other languages; `en` is shown to readers of English")
    ] = {}
    links: Annotated[tuple[Link, ...], described("where a reader goes: the text, the page, the video")] = ()
    sources: Annotated[tuple[Source, ...], described("why we believe it; at least one")] = ()
    previous_dates: Annotated[tuple[PreviousDate, ...], described("dates that were given before")] = ()
    disputes: Annotated[tuple[Dispute, ...], described("what other sources say instead")] = ()

    @property
    def folder(self) -> Folder:
        return "statements"


class Organisation(_Struct, frozen=True, kw_only=True):
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
    summary: Annotated[Text | None, described("one or two sentences in our own words")] = None
    added: Annotated[Day | None, described("the day on which the record was entered")] = None
    checked: Annotated[
        Day | None, described("the day on which somebody last looked whether the record still holds")
    ] = None
    names: Annotated[dict[Language, Text], described("the name in other languages")] = {}
    links: Annotated[tuple[Link, ...], described("further addresses")] = ()
    sources: Annotated[tuple[Source, ...], described("where it is named; at least one")] = ()
    disputes: Annotated[tuple[Dispute, ...], described("what other sources say instead")] = ()

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

# Keys of a record that hold ids, and the folder where those ids live.
REFERENCES: dict[Folder, dict[str, Folder]] = {
    "milestones": {"organisers": "organisations", "part_of": "milestones", "supersedes": "milestones"},
    "statements": {
        "organisations": "organisations",
        "cosigners": "organisations",
        "on_behalf_of": "organisations",
        "milestone": "milestones",
        "supersedes": "statements",
    },
    "organisations": {"member_of": "organisations"},
}


def references(record: Record) -> Iterator[tuple[str, int, Folder, str]]:
    """Yields every id that a record holds: key, position (0 for a single one), folder, id."""
    for key, folder in REFERENCES[record.folder].items():
        value = getattr(record, key)
        ids = (value,) if isinstance(value, str) else value or ()
        for position, id_ in enumerate(ids):
            yield key, position, folder, id_
