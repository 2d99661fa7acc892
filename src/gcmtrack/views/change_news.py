"""What changed as entries of a feed, one for each record."""

import hashlib

from gcmtrack.views import addresses
from gcmtrack.views.change_words import Sides, fact_words, title_of
from gcmtrack.views.changes import Change, Changes
from gcmtrack.views.comparable import content
from gcmtrack.views.news import Entry, Feed, last_written, tag
from gcmtrack.wording import Wording


def feed(found: Changes, sides: Sides, title: str, wording: Wording) -> Feed:
    """Returns an entry for each record that is new, removed or renamed or has other facts; other words make none."""
    told = [change for change in found.changes if change.kind != "changed" or change.facts]
    return Feed(
        tag("changes"), title, wording.language, tuple(_entry(change, sides, wording) for change in told)
    )


def _entry(change: Change, sides: Sides, wording: Wording) -> Entry:
    record = change.record
    lines = [fact_words(fact, sides, wording) for fact in change.facts]
    if change.kind == "renamed" and change.before is not None:
        lines.insert(0, wording.say("changes.renamed", old=change.before.id, new=record.id))
    updated = last_written(record)
    kind = wording.label("change-kind", change.kind)
    title = wording.joined((kind, title_of(record, sides, wording)), "colon")
    return Entry(
        tag(f"changes/{record.folder}/{record.id}/{_digest(change)}"),
        title,
        updated,
        record.added or updated,
        addresses.of_record(record),
        "\n".join(lines) or title,
    )


def _digest(change: Change) -> str:
    """The same change has the same id in every feed that tells of it; another one of the record has another."""
    facts = [(fact.key, content(fact.before), content(fact.after)) for fact in change.facts]
    old = change.before.id if change.before is not None else ""
    return hashlib.sha256(repr((change.kind, old, facts)).encode()).hexdigest()[:16]
