"""What a trail is asked about: which changes and which paragraphs of a text speak of it."""

import re
from collections.abc import Callable

from gcmtrack.input.search_terms import Term, terms
from gcmtrack.model.tables import Change
from gcmtrack.patterns import late
from gcmtrack.text import fold
from gcmtrack.views.filters import Filters
from gcmtrack.views.paragraphs import Paragraph


class Subject:
    """What is asked about: words that all occur, one of some topics, one of some objectives."""

    def __init__(self, filters: Filters) -> None:
        self.words = filters.words
        self.objectives = filters.objective
        self.topics = filters.topic
        self._phrases = [
            late(r"[\s\u2010-\u2015-]+".join(map(re.escape, fold(topic).split("-"))))
            for topic in sorted(filters.topic)
        ]

    def __bool__(self) -> bool:
        return bool(self.words or self.topics or self.objectives)

    def of_change(self, change: Change, objective_name: Callable[[int], str]) -> bool:
        """Tells whether a change is about it."""
        if self.topics and change.topic not in self.topics:
            return False
        if self.objectives and change.objective not in self.objectives:
            return False
        named = objective_name(change.objective) if change.objective else ""
        said = (change.what, *change.whats.values(), change.topic, change.topic.replace("-", " "), named)
        text = fold("\n".join(said))
        return all(word.is_in(text) for word in self.words)

    def of_paragraph(self, paragraph: Paragraph) -> bool:
        """Tells whether a paragraph has the words or a topic, in a part on an objective where one is asked about."""
        if self.objectives and paragraph.objective not in self.objectives:
            return False
        text = fold(paragraph.text)
        if not all(word.is_in(text) for word in self.words):
            return False
        return not self._phrases or any(phrase.search(text) for phrase in self._phrases)

    @property
    def shown_words(self) -> tuple[Term, ...]:
        """The words to look for where an excerpt is made."""
        return self.words or terms(topic.replace("-", " ") for topic in sorted(self.topics))
