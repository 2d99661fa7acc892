"""The tables inside a record, and what a value may be: the types from which the records are made.

Field descriptions here are the reference that `docs/records.md` and the JSON Schema are made from.
"""

from datetime import date as Day  # noqa: N812 (the records have a key `date`)
from typing import Annotated

import msgspec
from msgspec import Meta

from gcmtrack.model.dates import When
from gcmtrack.model.ids import ID_PATTERN, MANDATE_PATTERN
from gcmtrack.model.limits import ID_LENGTH
from gcmtrack.model.vocabulary import ChangeBasis, ChangeEffect, LinkFormat, LinkRole


def _like(pattern: str, noun: str, **more: str) -> Meta:
    """A text that a pattern must find. `decode` looks at it, not msgspec: what a snapshot holds was looked at before,
    and looking again would take more than half of the time of reading it."""
    return Meta(extra={"noun": noun, "pattern": pattern, **more}, extra_json_schema={"pattern": pattern})


Id = Annotated[str, Meta(max_length=ID_LENGTH), _like(ID_PATTERN, "id")]
Text = Annotated[str, _like(r"\S", "text")]
Topic = Annotated[str, _like(ID_PATTERN, "topic")]
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f"
# Ports go up to 65535.
_SERVER = (
    rf"(?:[^{_UNSEEN}/?#:@\[\]\\]+|\[[0-9A-Fa-f:.]+\])"
    r"(?::(?:[0-9]{0,4}|[0-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
)
_ADDRESS = rf"^https?://(?:{_SERVER}|[^{_UNSEEN}/?#@\[\]]*@{_SERVER})(?:[/?#][^{_UNSEEN}]*)?$(?!\n)"
Url = Annotated[str, _like(_ADDRESS, "address")]
Language = Annotated[str, _like(r"^[a-z]{2,3}$(?!\n)", "language", codes="languages")]
Country = Annotated[str, _like(r"^[A-Z]{2}$(?!\n)", "country", codes="countries")]
ObjectiveNumber = Annotated[int, Meta(ge=1, le=23, extra={"noun": "objective"})]
Symbol = Annotated[str, Meta(min_length=3, extra={"noun": "symbol"})]
Number = Annotated[int, Meta(ge=0, extra={"noun": "count"})]
Span = Annotated[str, _like(r"^[1-9][0-9]?[my]$(?!\n)", "span")]
Lead = Annotated[str, _like(r"^[1-9][0-9]{0,2}[dwm]$(?!\n)", "lead")]
MandateName = Annotated[str, _like(MANDATE_PATTERN, "mandate")]
Digest = Annotated[str, _like(r"^[0-9a-f]{8,128}$(?!\n)", "digest")]


def described(text: str) -> Meta:
    return Meta(description=text)


# `kw_only` holds for one class only and is repeated below; mypy wants `frozen` repeated too.
class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Source(Table, frozen=True, kw_only=True):
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


class Link(Table, frozen=True, kw_only=True):
    """Where a reader goes: the text, the page, the video."""

    url: Annotated[Url, described("the address; http or https")]
    title: Annotated[Text | None, described("what this version is, where that is not plain")] = None
    role: Annotated[
        LinkRole | None,
        described("what it is to the record: its text, or only a report about it"),
    ] = None
    language: Annotated[Language | None, described("language of what is found there")] = None
    format: Annotated[LinkFormat | None, described("what kind of file or page it is")] = None
    at: Annotated[Text | None, described("where to look: a time range of a video, a page, a paragraph")] = (
        None
    )
    archived: Annotated[Url | None, described("address of an archived copy")] = None


class PreviousDate(Table, frozen=True, kw_only=True):
    """A date that was announced before and then changed."""

    date: Annotated[When, described("the date as it was announced (EDTF)")]
    changed: Annotated[Day | None, described("the day on which it was changed, where a source gives it")] = (
        None
    )
    note: Annotated[Text | None, described("what became of it, in a sentence")] = None
    source: Annotated[Text | None, described("address or title of the source that announced it")] = None


class Dispute(Table, frozen=True, kw_only=True):
    """What another source says of one field; kept beside the value that was chosen, and shown."""

    field: Annotated[Text, described("the key that is disputed")]
    value: Annotated[Text | None, described("what the other source says")] = None
    note: Annotated[Text | None, described("why the sources differ, as far as known")] = None
    source: Annotated[Text | None, described("address or title of the other source")] = None


class Speaker(Table, frozen=True, kw_only=True):
    """Who spoke; left out where no source names the person."""

    name: Annotated[Text, described("the person's name")]
    role: Annotated[Text | None, described("office or function at the time")] = None


class Vote(Table, frozen=True, kw_only=True):
    """How States voted: who they are, or how many where only that is known."""

    yes: Annotated[tuple[Id, ...] | Number | None, described("who voted for it, or how many")] = None
    no: Annotated[tuple[Id, ...] | Number | None, described("who voted against it, or how many")] = None
    abstained: Annotated[tuple[Id, ...] | Number | None, described("who abstained, or how many")] = None
    absent: Annotated[tuple[Id, ...] | Number | None, described("who did not vote, or how many")] = None

    @property
    def states(self) -> frozenset[str]:
        """The ids of all who are named, on whatever side."""
        sides = (self.yes, self.no, self.abstained, self.absent)
        return frozenset(id_ for side in sides if isinstance(side, tuple) for id_ in side)

    def count(self, side: str) -> int | None:
        """Returns how many are on a side ("yes", "no", ...); None where nothing is known of it."""
        held: tuple[str, ...] | int | None = getattr(self, side)
        return len(held) if isinstance(held, tuple) else held


Whats = Annotated[dict[Language, Text], described("the same in other languages, in our own words")]


class Mandate(Table, frozen=True, kw_only=True):
    """What a decision orders again and again."""

    id: Annotated[Id, described("its id within the decision: milestones name both in `fulfils`")]
    what: Annotated[Text, described("what shall take place")]
    whats: Whats = {}
    paragraph: Annotated[Text | None, described("the paragraph that orders it, where it was seen")] = None
    every: Annotated[Span, described("how often: `4y` for every four years, `12m` for every twelve months")]
    first: Annotated[When, described("when it is due first (EDTF, quoted)")]
    lead: Annotated[Lead | None, described("how long before `before` at the latest: `12w`, `3m`, `1d`")] = (
        None
    )
    before: Annotated[
        MandateName | None,
        described("the mandate that it comes so long before, as `a-res-73-195/review-forum`"),
    ] = None
    note: Annotated[Text | None, described("what else is known of the rule, in a sentence")] = None

    @property
    def months(self) -> int:
        """The number of months between two occasions."""
        return int(self.every[:-1]) * (12 if self.every.endswith("y") else 1)


class Change(Table, frozen=True, kw_only=True):
    """What a draft did to the text before it."""

    topic: Annotated[Topic, described("the subject, in kebab-case")]
    objective: Annotated[ObjectiveNumber | None, described("objective of the Compact, 1 to 23")] = None
    effect: Annotated[ChangeEffect, described("what became of it")]
    what: Annotated[Text, described("the change in our own words")]
    whats: Whats = {}
    basis: Annotated[ChangeBasis, described("how it is known: reported, seen in both texts, or inferred")]
    sources: Annotated[tuple[Url, ...], described("addresses of what tells or shows it")] = ()
