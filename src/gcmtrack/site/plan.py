"""What a site is made of: the records, the day, the languages, and what the person wants of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gcmtrack.model.collection import Records
from gcmtrack.wording import Wording


class Plan(NamedTuple):
    """What a site is made of.

    `title` stands in place of our own; `us` are the ids of those whose site it is. `base_url` is where it will be read,
    with a slash at its end, empty where nobody knows. `css` is a style sheet that is read after ours. `templates` is a
    folder whose templates stand in place of ours, `cache` one for what is kept from one build to the next.
    """

    records: Records
    wordings: tuple[Wording, ...]
    today: date
    title: str = ""
    us: tuple[str, ...] = ()
    base_url: str = ""
    css: bytes | None = None
    templates: Path | None = None
    cache: str | None = None

    @property
    def languages(self) -> Mapping[str, str]:
        """The codes of the languages with what each calls itself."""
        return {w.language: w.language_name(w.language) for w in self.wordings}
