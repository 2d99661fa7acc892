"""Everything that a language says of records: their dates, places, titles, and who made them."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date as Day  # noqa: N812 (`date` says one)
from functools import cached_property
from typing import Protocol

import msgspec

from gcmtrack.model.collection import Records
from gcmtrack.model.dates import Part, When
from gcmtrack.model.records import Organisation, Record, Statement
from gcmtrack.wording.dates import DateStyle, Distances, Order, Style, form_of
from gcmtrack.wording.words import Words


class Title(msgspec.Struct, frozen=True):
    """A title as its author wrote it, and in parentheses as a reader of the language can follow it, or else in English;
    empty where the original can be followed or nobody has put it so."""

    original: str
    translation: str = ""

    @property
    def whole(self) -> str:
        return f"{self.original} {self.translation}" if self.translation else self.original


class Placed(Protocol):
    """What lies somewhere: a milestone, or where one was."""

    @property
    def city(self) -> str | None: ...

    @property
    def venue(self) -> str | None: ...

    @property
    def country(self) -> str | None: ...


class Told(Protocol):
    """What a record tells in a sentence of our own: what a mandate orders, what a draft changed."""

    @property
    def what(self) -> str: ...

    @property
    def whats(self) -> Mapping[str, str]: ...


class Wording(Words):
    """The words of a language, and records said with them. Keeps each date that it has put into words."""

    def __init__(
        self,
        language: str,
        groups: Mapping[str, Mapping[str, str]],
        otherwise: Callable[[], Words] | None = None,
    ) -> None:
        super().__init__(language, groups, otherwise)
        self._styles: dict[Style, DateStyle] = {}
        self._said: dict[When, str] = {}
        self._places: dict[tuple[str | None, str | None, bool], str] = {}
        self._order: Order = "dmy"
        self._page = False

    def on_pages(self, order: Order = "dmy") -> "Wording":
        """Returns the wording for what is published: dates in that order, and without short signs: "about 2028" for
        "c. 2028"."""
        from copy import copy

        said = copy(self)
        vars(said).update(_styles={}, _said={}, _order=order, _page=True)
        vars(said).pop("_distances", None)
        return said

    def _style(self, style: Style) -> DateStyle:
        if style not in self._styles:
            self._styles[style] = DateStyle(self, style, page=self._page)
        return self._styles[style]

    def date(self, when: When, order: Order | None = None) -> str:
        """Returns a date as people write it, at its own precision: "12–13 October 2017".

        With "mdy" the month stands before the day ("October 12–13, 2017").
        """
        if (order or self._order) == "mdy" and (when.start.day or when.end.day):
            style = self._style("date-mdy")
            return style.ends(when) if when.is_range and when.is_qualified else style.when(when)
        said = self._said.get(when)
        if said is None:
            said = self._said[when] = self._style("date").when(when)
        return said

    def day(self, day: Day) -> str:
        """Returns a day of the calendar: "13 July 2018"."""
        return self.date(When.of_day(day))

    def say_of(self, key: str, when: When, /, **values: object) -> str:
        """Returns a text with its places filled, in the form that the date in it wants: "desde el 5 de mayo de 2018",
        "desde mayo de 2018"."""
        form = "open" if when.open else form_of(when.start)
        return self.in_form(key, form).format(**values)

    def date_part(self, part: Part, order: Order | None = None) -> str:
        """Returns one end of a date."""
        return self.date(When(part), order)

    def short_date(self, when: When, year: int) -> str:
        """Returns a date with short months, without the year where all of it lies in `year`: "30 Sep – 2 Oct"."""
        known = when.start.year == year and (when.open or when.end.year == year)
        return self._style("date-short").when(when, known=year if known else 0)

    def distance(self, when: When, today: Day) -> str:
        """Returns how far away a date is: "in 26 days", "day 2 of 4", "8 years ago", "this year"."""
        return self._distances.distance(when, today)

    @cached_property
    def _distances(self) -> Distances:
        return Distances(self, self._style("date"))

    def title(self, record: Record) -> str:
        """Returns the title as its author wrote it, and in parentheses what a reader of this language needs to follow it:
        "Palabras en la mesa redonda 3 (Remarks at round table 3)"; "our translation" where only we say it so."""
        return self.titled(record).whole

    def title_alone(self, record: Record) -> str:
        """Returns the title in this language where there is one, else the original: for what has a place for each, such as
        a citation or a table."""
        if isinstance(record, Organisation):
            return self.titled(record).original
        return record.titles.get(self.language, record.title)

    def titled(self, record: Record) -> Title:
        """Returns the title of a record in two halves; see `Title`."""
        return self._in_english(record) if self.language == "en" else self._in_own_language(record)

    def _in_english(self, record: Record) -> Title:
        if isinstance(record, Organisation):
            # The name is the English one where there is one.
            return Title(record.name)
        original = record.languages[:1] if isinstance(record, Statement) else ()
        translation = record.titles.get("en", "")
        if not translation or translation == record.title or original == ("en",):
            return Title(record.title)
        key = "title.ours" if "en" in record.our_translations else "title.translated"
        return Title(record.title, self.say(key, title=translation))

    def _in_own_language(self, record: Record) -> Title:
        """The title in this language where there is one, said to be ours where it is; else the original with its language."""
        named = isinstance(record, Organisation)
        titles = record.names if isinstance(record, Organisation) else record.titles
        original = record.name if isinstance(record, Organisation) else record.title
        written_in = self._written_in(record)
        if written_in == self.language:
            return Title(original)
        if title := titles.get(self.language):
            # A name is one, whoever put it so, where it is the original.
            ours = self.language in record.our_translations and title != original
            return Title(title, self.text("title.ours-alone") if ours else "")
        if named:
            # Nobody translates what is called so everywhere.
            return Title(original)
        return Title(original, self._mark(record, written_in, titles.get("en", "")))

    def _mark(self, record: Record, written_in: str | None, in_english: str) -> str:
        """What stands behind an original: its language, and what it says in English where only that is there."""
        if written_in is None:
            return self.text("title.original")
        if not in_english or written_in == "en":
            return self.say("title.untranslated", language=written_in)
        key = "title.followed-ours" if "en" in record.our_translations else "title.followed"
        return self.say(key, language=written_in, title=in_english)

    def _written_in(self, record: Record) -> str | None:
        """The language of the title as it stands in the record; None when nobody recorded it."""
        if isinstance(record, Statement):
            return record.languages[0] if record.languages else None
        # What a milestone or an organisation is called is said in English.
        return "en"

    def called(self, record: Record) -> str:
        """Returns what a record is called in a sentence about another: its title, whoever put it in this language."""
        title = self.titled(record)
        return title.original if title.translation == self.text("title.ours-alone") else title.whole

    def untranslated(self, text: str, language: str | None = None) -> str:
        """Returns what somebody wrote in one language, marked with it for readers of others; English where none is given."""
        written_in = language or "en"
        if not text or self.language in ("en", written_in):
            return text
        return f"{text} {self.say('title.untranslated', language=written_in)}"

    def place_in(self, at: str | None) -> str:
        """Returns where to look in a text: "41:29-47:32" stands as it is, words are marked as English."""
        return self.untranslated(at) if at and re.search(r"[a-z]{3}", at) else at or ""

    def link_title(self, title: str | None) -> str:
        """Returns what a link is said to lead to, in English but for what is said of many."""
        return self.find(f"link-title.{title}") or self.untranslated(title or "")

    def summary(self, record: Record) -> str:
        """Returns the summary in this language where there is one, else the English one, marked with that."""
        return record.summaries.get(self.language) or self.untranslated(record.summary or "")

    def what(self, of: Told) -> str:
        """Returns what is ordered or was changed in this language where there is a text for it, else in English, marked."""
        return of.whats.get(self.language) or self.untranslated(of.what)

    def organisations(self, records: Records, ids: Iterable[str]) -> str:
        """Returns organisations in short: acronyms where they have one, names else, ids that no record has as they are."""
        known = records.organisations
        return self.text("joint.comma").join(
            self._short_name(known[id_]) if id_ in known else id_ for id_ in ids
        )

    def _short_name(self, organisation: Organisation) -> str:
        return self.acronym(organisation) or self.title_alone(organisation)

    def acronym(self, organisation: Organisation) -> str:
        """Returns the acronym by which an organisation goes in this language: "OIM"; empty when it has none."""
        return self.find(f"acronym.{organisation.id}") or organisation.acronym or ""

    def place(self, of: Placed) -> str:
        """Returns where: "Santiago, Chile", "online", "Morocco"; empty when nothing is recorded."""
        key = (of.city, of.country, of.venue == "online")
        said = self._places.get(key)
        if said is None:
            said = self._places[key] = self._place(*key)
        return said

    def _place(self, city: str | None, country: str | None, online: bool) -> str:
        if online and not city:
            return self.text("place.online")
        return self.joined([self.city(city) if city else "", self.country(country) if country else ""])

    def city(self, name: str) -> str:
        """Returns what a city is called: "Ginebra"; its own name where the language has no other."""
        return self.find(f"city.{name}") or name

    def venue(self, name: str) -> str:
        """Returns what a building is called, where the language has a name for it."""
        return self.find(f"venue.{name}") or name

    def country(self, code: str) -> str:
        """Returns the name of a country (ISO 3166-1 alpha-2), the code when there is none."""
        return self._countries.get(code, code)

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        from gcmtrack.model.iso_codes import names

        return names("country", self.language)

    def language_name(self, code: str) -> str:
        """Returns the name of a language (ISO 639), the code when there is none."""
        from gcmtrack.model.iso_codes import names

        return names("language", self.language).get(code, code)

    def symbol(self, symbol: str) -> str:
        """Returns what a UN document symbol stands for: "General Assembly resolution 73/195"."""
        from gcmtrack.model import un_symbols

        kind, body, number = un_symbols.meaning(symbol)
        return self.label("symbol", kind).format(body=body, number=number)

    def objective(self, number: int) -> str:
        """Returns the short label of an objective of the Compact, 1 to 23."""
        from gcmtrack.model import objectives

        objective = objectives.objective(number)
        return {"es": objective.es, "fr": objective.fr}.get(self.language, objective.short)

    def official_title(self, number: int) -> str | None:
        """Returns the official title of an objective in this language; None where no source gives it."""
        return self.find(f"objective-title.{number}")

    def objective_title(self, number: int) -> str:
        """Returns the official title of an objective in this language where a source gives it, else in English, marked."""
        from gcmtrack.model import objectives

        return self.official_title(number) or self.untranslated(objectives.objective(number).title)
