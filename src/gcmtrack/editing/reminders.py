"""What a new date leaves behind in a record: an id, a title and a summary that may still speak of the old one."""

import re
from collections.abc import Iterator

from gcmtrack.model.dates import When
from gcmtrack.model.ids import redated
from gcmtrack.model.records import Milestone, Organisation, Record, Statement
from gcmtrack.text import command

_IN_ID = re.compile(r"(?<!\d)\d{4}(?:-\d\d){0,2}(?![\d])")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# What in a text may be meant of a date, beside the years of the old one.
_OF_A_DATE = re.compile(
    rf"\b(?:dates?|days?|scheduled|postponed|(?:{_MONTHS})(?= \d)|(?<=\d )(?:{_MONTHS}))\b", re.IGNORECASE
)


def reminders(old: Record, new: Record) -> Iterator[str]:
    """Yields what to look at after a date changed: what was left as it was and names the old one, or any date."""
    if isinstance(old, Organisation) or isinstance(new, Organisation) or old.date == new.date:
        return
    # A record of the base keeps its id.
    if new.overrides is None and (said := _date_of_id(new.id, old.date, new.date)):
        way = command("gcmtrack", "rename", new.id, redated(new.id, said, new.date))
        yield f"the id still says {said}; give it another with: {way}"
    gone = _years(old.date) - _years(new.date)
    if new.title == old.title and any(year in new.title for year in gone):
        yield f"the title still says {new.title!r}"
    if old.summary and (_OF_A_DATE.search(old.summary) or any(year in old.summary for year in gone)):
        yield from _of_summary(old, new)


def _of_summary(old: Milestone | Statement, new: Milestone | Statement) -> Iterator[str]:
    """Says which summaries were left as they were."""
    left = [language for language, text in new.summaries.items() if old.summaries.get(language) == text]
    if new.summary == old.summary:
        also = f" (and in {', '.join(left)})" if left else ""
        yield f"the summary speaks of a date, does it still hold? {new.summary!r}{also}"
    elif left and new.summary:
        ways = " ".join(f"--set summaries.{language}=TEXT" for language in left)
        yield f"the summary is another now, but not in {', '.join(left)}; give it with: {ways}"


def _years(when: When) -> set[str]:
    return {str(when.start.year), str(when.end.year)}


def _date_of_id(id_: str, old: When, new: When) -> str | None:
    """What an id says of the old date, if that is not said of the new one too."""
    for match in _IN_ID.finditer(id_):
        if old.start.unqualified.startswith(match[0]) and not new.start.unqualified.startswith(match[0]):
            return match[0]
    return None
