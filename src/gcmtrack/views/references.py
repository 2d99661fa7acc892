"""Works as programs that keep references hold them: which of the records they are, and what no field of theirs holds."""

from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Organisation, Statement
from gcmtrack.text import counted
from gcmtrack.views.selection import Whole
from gcmtrack.views.works import Work, works
from gcmtrack.wording import Wording


class References(NamedTuple):
    """The works, and what a person is told of what they are and what they are not."""

    works: tuple[Work, ...]
    told: str


def references(records: Records, found: Whole, wording: Wording) -> References:
    """Returns milestones and statements as works. Organisations are none; when nothing else was chosen, their sites are."""
    dated = found._replace(organisations=())
    if not dated.records and found.organisations:
        return References(tuple(works(records, found.organisations, wording)), found.counted())
    left = counted(len(found.organisations), "organisation")
    reason = f"; {left} left out, which are no works" if found.organisations else ""
    return References(tuple(works(records, dated.records, wording)), f"{dated.counted()}{reason}")


def form(work: Work) -> str:
    """Returns what kind of thing it is, in words: "resolution", "press release", "review forum"."""
    record = work.record
    if isinstance(record, Organisation):
        return ""
    return (record.kind if isinstance(record, Statement) else record.type).replace("-", " ")


def keywords(work: Work) -> tuple[str, ...]:
    """Returns the subjects in words."""
    if isinstance(work.record, Organisation):
        return ()
    return tuple(topic.replace("-", " ") for topic in work.record.topics)


def publisher(work: Work) -> str:
    """Returns who is told beside the authors: for what has a symbol the United Nations, else the organisations that hold the
    event or for which the speaker speaks; empty when there is nobody."""
    if work.symbol:
        return "United Nations"
    beside = (work.authors and work.makers != work.authors) or work.kind == "document"
    return ", ".join(work.authors) if beside else ""


def note(work: Work) -> str:
    """Returns what no field holds: on whose behalf, a translation of the title, where it was reported, what is not sure."""
    notes = (
        f"on behalf of {', '.join(work.on_behalf_of)}" if work.on_behalf_of else "",
        work.title.translation,
        work.at,
        work.status,
        _reported(work),
        f"archived at {work.archived}" if work.archived else "",
    )
    return "; ".join(filter(None, notes))


def _reported(work: Work) -> str:
    source = work.source
    if source is None:
        return ""
    said = (source.publisher, source.title, source.locator, source.url)
    return f"as reported in {', '.join(filter(None, said))}"
