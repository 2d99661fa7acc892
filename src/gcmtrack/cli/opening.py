"""What a command starts from: the day, the records, and the language in which it prints. Nothing else reads the clock."""

import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gcmtrack.cli import output
from gcmtrack.errors import Misuse
from gcmtrack.model.dates import DateError, When

if TYPE_CHECKING:
    from gcmtrack.model.collection import Records
    from gcmtrack.store.load import Loaded
    from gcmtrack.store.settings import Settings
    from gcmtrack.views.filters import FilterOptions, Filters
    from gcmtrack.wording import Wording


class Opening:
    """What a view starts from, each read when it is asked for, so that a command says first what is wrong with its own
    options. `json` is whether programs read what is printed; `language` the language as it was typed."""

    def __init__(
        self, as_of: str | None, records: Path | None, today: str | None, language: str | None, *, json: bool
    ) -> None:
        self._as_of = as_of
        self._folder = records
        self._today = today
        self.language = language
        self.json = json

    @cached_property
    def day(self) -> date:
        """The day to count from; see `the_day`."""
        return the_day(self._today, self._as_of)

    @cached_property
    def loaded(self) -> "Loaded":
        """The loaded records, as of the day that was asked for; see `output.open_records`."""
        # A day that is none is said before anything is read.
        _, view = self.day, the_view(self._as_of)
        return output.open_records(self._folder, view)

    @property
    def records(self) -> "Records":
        return self.loaded.records

    @cached_property
    def wording(self) -> "Wording":
        """The language in which it prints; see `the_wording`."""
        return the_wording(self.language, self.loaded.settings, json=self.json)

    def filters(self, asked: "FilterOptions", **known: Any) -> "Filters":
        """Returns the filters that were asked for; see `read_filters`, which `known` is for."""
        from gcmtrack.views.filters import read_filters

        day = self.day
        return read_filters(asked, self.records, day, **known)


def the_day(text: str | None, as_of: str | None = None) -> date:
    """Returns the day to count from: `text`, else `as_of`, else the clock's. Raises `Misuse`."""
    now = date.today()
    return _day("--today", text, now) or _day("--as-of", as_of, now) or now


def the_view(as_of: str | None) -> date | None:
    """Returns the day as of which the records are seen; None for today's. Raises `Misuse`."""
    return _day("--as-of", as_of, date.today())


def _day(option: str, text: str | None, now: date) -> date | None:
    if text is None:
        return None
    try:
        # What is written as in the records needs no reader of what people type.
        when = When.parse(text)
    except DateError:
        from gcmtrack.input import values

        try:
            when = values.when(text, now)
        except Misuse as error:
            raise Misuse(f"{option}: {error}") from None
    if not when.is_exact or when.is_range:
        raise Misuse(f"{option} wants a day, such as 2018-07-20, not {text!r}")
    return when.first


LANGUAGE_VARIABLE = "GCMTRACK_LANGUAGE"


def the_wording(given: str | None, settings: "Settings", *, json: bool = False) -> "Wording":
    """Returns the language in which a command prints for people: the one given, else that of GCMTRACK_LANGUAGE, else that
    of the records folder, else English; never that of the system, whose scripts would break.

    What programs read, with `json`, is the same in every language. Raises `Misuse` for a language without words.
    """
    from gcmtrack.wording import english, wording_of

    language = asked_language(given, settings)
    return english() if json or language is None else wording_of(language)


def asked_language(given: str | None, settings: "Settings") -> str | None:
    """Returns the language that was asked for, in any of the ways of `the_wording`. Raises `Misuse` for an unknown one."""
    for asked, where in ((given, "--in"), (os.environ.get(LANGUAGE_VARIABLE), LANGUAGE_VARIABLE)):
        if asked:
            return language_of(asked, where)
    return settings.language


def language_of(asked: str, where: str) -> str:
    """Returns the code of a language that has words, by code or name; `where` says what asked. Raises `Misuse`."""
    from gcmtrack.wording import LANGUAGES

    if asked in LANGUAGES:
        return asked
    from gcmtrack.input import values

    try:
        code = values.code(asked, "language")
    except Misuse as error:
        raise Misuse(f"{where}: {error}") from None
    if code not in LANGUAGES:
        from gcmtrack.text import one_of

        raise Misuse(f"{where}: there are words in {one_of(LANGUAGES, joint='and')}, not in {asked!r}")
    return code
