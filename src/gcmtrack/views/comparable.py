"""What a record says, key by key, as something to compare: which keys are facts, and which are words, evidence or upkeep."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import RECORD_TYPES

# What a person wants to know first stands first. City, venue and country are one fact.
FACTS: tuple[str, ...] = (
    *("date", "status", "place", "region", "milestone", "part_of", "supersedes", "fulfils", "links", "vote"),
    *("kind", "type", "phase", "symbol", "announced", "previous_dates", "organisations", "cosigners", "cosigner_count"),
    *("on_behalf_of", "organisers", "speaker", "stance", "objectives", "topics", "languages", "member_of", "acronym"),
    *("country", "url", "mandates", "changes"),
)  # fmt: skip
PLACE: tuple[str, ...] = ("city", "venue", "country")
WORDING = frozenset({
    "title", "titles", "name", "names", "aliases", "summary", "summaries", "our_translations",
})  # fmt: skip
EVIDENCE = frozenset({"sources", "disputes"})
# What tells of the work on a record, and nothing of what it is about.
UPKEEP = frozenset({"added", "checked", "overrides"})
# City and venue are told as the place. A key that is in none of these lists is a fact, told last.
NO_FACTS = WORDING | EVIDENCE | UPKEEP | {"city", "venue"}

# The keys that a table of an earlier time tells of, by kind; it has fewer columns, and perhaps one kind only.
Known = Mapping[Folder, Collection[str]]


def keys_of(folder: Folder, known: Known | None = None) -> list[str]:
    """Returns the keys of a kind, with `known` those among them."""
    fields = [key for key in RECORD_TYPES[folder].__struct_fields__ if key != "id"]
    return fields if known is None else [key for key in fields if key in known[folder]]


def content(value: Any) -> Any:
    """Returns what a value says as something to compare and to count: lists without their order, dates as text.

    What is only said in one more language says nothing new.
    """
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (When, date)):
        return str(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(sorted((content(item) for item in value), key=repr))
    if isinstance(value, tuple):
        return tuple(content(item) for item in value)
    if isinstance(value, dict):
        return tuple(sorted((key, content(item)) for key, item in value.items()))
    return tuple((key, content(getattr(value, key))) for key in value.__struct_fields__ if key != "whats")


def translated(value: Any) -> Any:
    """Returns what the tables of a list say in other languages, as something to compare."""
    if not isinstance(value, tuple):
        return ()
    return [dict(item.whats) for item in value if hasattr(item, "whats")]
