"""Texts of which there are several versions: which of them a line names, and what replaced it."""

import re
from datetime import date
from functools import cached_property

from gcmtrack.audit.matching.fitting import is_named, years_and_ordinals_fit
from gcmtrack.audit.matching.names import TELLING, Name, name_of
from gcmtrack.audit.matching.record_index import RecordIndex
from gcmtrack.model.records import Milestone

# "Final Draft: 6 versions", and sentences.
_NO_NAME = re.compile(
    r"\b\d+ versions?\b|\?$|[ \xa0](?:is|are|was|were|has|have|es|son|fue|est|sont)[ \xa0]|[a-z]\.$"
)
# "(PDF, 1.2 MB)" says what the file is, not what the text is.
_FILE = re.compile(
    r"[ \xa0]?[(\[](?:pdf|docx?|odt|html|word)?[,;· \xa0-]{0,3}(?:\d{1,4}(?:[.,]\d{1,2})?[ \xa0]?[kmg]i?[bo]|\d{1,4}[ \xa0]?(?:pages?|pp?\.?|p[aá]ginas))?[)\]]",
    re.IGNORECASE,
)
# Of the latest text it may only be said that it is a revised one.
_TELLING = TELLING | {"revised"}


class Versions:
    def __init__(self, index: RecordIndex) -> None:
        self._index = index
        self._named: dict[str, Milestone | None] = {}
        self._after: dict[str, tuple[Milestone, ...]] = {}

    @cached_property
    def _all(self) -> tuple[Milestone, ...]:
        """Documents that replaced another or were replaced."""
        records = self._index.records
        return tuple(
            m
            for m in records.milestones.values()
            if m.kind == "document"
            and (m.supersedes or records.successors.get(m.id))
            and m.type in ("draft", "outcome-document")
        )

    def named(self, text: str) -> Milestone | None:
        """Returns the version whose name a line is; None when it is none, more than a name, or fits several."""
        if text not in self._named:
            bare = _FILE.sub("", text)
            self._named[text] = None if _NO_NAME.search(bare) else self._find(name_of(bare))
        return self._named[text]

    def _find(self, name: Name) -> Milestone | None:
        fitting = []
        for milestone in self._all:
            named = self._index.named[milestone.id]
            if not years_and_ordinals_fit(name, named):
                continue
            if any(is_named(self._index, name, variant) for variant in named.variants):
                whole = self._index.share(name.tokens, named.all_tokens)
                if whole >= 0.7:
                    fitting.append((whole, milestone))
        best = max((share for share, _ in fitting), default=0.0)
        top = [milestone for share, milestone in fitting if share >= best - 0.05]
        return top[0] if len(top) == 1 else None

    def told_apart(self, name: Name) -> list[Milestone]:
        """Returns the versions that a sentence can mean; those of the Compact where it names no other text."""
        telling = name.tokens & _TELLING
        found = []
        for milestone in self._all if telling else ():
            for variant in self._index.named[milestone.id].variants:
                more = variant.tokens - telling - {"compact", "+draft"}
                if "+progress-declaration" in more:
                    more -= {"+imrf"}
                if variant.tokens & _TELLING == telling and more <= name.tokens:
                    found.append(milestone)
                    break
        return found

    def later(self, milestone: Milestone, today: date) -> list[Milestone]:
        """Returns the texts that replaced a version by `today`, in order."""
        return [m for m in self._all_after(milestone) if m.date.first <= today]

    def _all_after(self, milestone: Milestone) -> tuple[Milestone, ...]:
        if milestone.id not in self._after:
            found: list[Milestone] = []
            waiting = milestone
            while True:
                following = self._index.records.successors.get(waiting.id, ())
                successors = [m for m in following if isinstance(m, Milestone) and m not in found]
                if not successors:
                    break
                waiting = successors[0]
                found.append(waiting)
            self._after[milestone.id] = tuple(found)
        return self._after[milestone.id]

    def chain(self, milestone: Milestone) -> frozenset[str]:
        """Returns the ids of all versions of a text."""
        records = self._index.records
        found = {milestone.id}
        first = milestone
        while first.supersedes and first.supersedes not in found and first.supersedes in records.milestones:
            first = records.milestones[first.supersedes]
            found.add(first.id)
        return frozenset(found | {m.id for m in self._all_after(first)})
