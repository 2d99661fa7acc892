"""Reading what a person gives for a key of a new record, by an option or at a prompt: the same readers for both."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from gcmtrack.editing import new_record
from gcmtrack.errors import Misuse, NoSuchRecord
from gcmtrack.input import lookup, typed_dates
from gcmtrack.model import un_symbols
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES
from gcmtrack.model.records import Record
from gcmtrack.store.load import Loaded
from gcmtrack.text import slug
from gcmtrack.views.filters import code, known_words, objective_number
from gcmtrack.wording import english


class AddSession:
    """What a reader needs to understand an answer: the records as they stand, and the day.

    `pending` are records that others need and that are written with them; `asked` tells whether a person was asked.
    """

    def __init__(self, loaded: Loaded, today: date) -> None:
        self.loaded = loaded
        self.today = today
        self.pending: list[Record] = []
        self.asked = False

    @property
    def records(self) -> Records:
        return self.loaded.records

    def take(self, record: Record) -> None:
        """Counts a record among the others before it is written."""
        self.pending.append(record)
        loaded = self.loaded
        records = new_record.with_record(loaded.records, record)
        self.loaded = Loaded(loaded.folder, records, loaded.findings, loaded.left_out)


Reader = Callable[[str, AddSession], Any]
Choices = Sequence[tuple[str, str]]


class NoSuchRecordToAdd(Misuse):
    """An answer names a record that is not there; a person is offered to add it to `folder`."""

    def __init__(self, message: str, folder: Folder) -> None:
        super().__init__(message)
        self.folder = folder


class Question(NamedTuple):
    """One key of a new record: its option, how it is asked for, and how an answer is read.

    `key` is the path in the table. `asked` questions are put to the person when something required is missing;
    `needed` tells from the table so far whether this one is required after all, and `named` how it is called then.
    `choices` are the words, or are found from what was answered before.
    """

    key: tuple[str, ...]
    option: str
    text: str
    read: Reader
    required: bool = False
    many: bool = False
    asked: bool = False
    default: str | None = None
    choices: tuple[str, ...] | Callable[[AddSession, Mapping[str, Any]], Choices] = ()
    needed: Callable[[Mapping[str, Any]], bool] | None = None
    named: str | None = None


def text(answer: str, _: AddSession) -> str:
    return answer.strip()


def page_title(answer: str, _: AddSession) -> str:
    if answer.strip().lower().startswith(("http://", "https://")):
        raise Misuse(f"{answer.strip()!r} is an address; the title of the page is asked for here")
    return answer.strip()


def address(answer: str, _: AddSession) -> str:
    answer = answer.strip()
    if answer.lower().startswith(("http://", "https://")) and " " not in answer:
        return answer
    hint = f", as in https://{answer}" if "." in answer and ":" not in answer and " " not in answer else ""
    raise Misuse(f"{answer!r} is not a web address; write it whole, with http or https{hint}")


def a_date(answer: str, desk: AddSession) -> str:
    return str(typed_dates.read(answer, desk.today))


def organisation(answer: str, desk: AddSession) -> str:
    try:
        return lookup.find_organisation(desk.records, answer).id
    except NoSuchRecord as error:
        said = f"{error}; a new one comes with: gcmtrack add-organisation"
        raise NoSuchRecordToAdd(said, "organisations") from None


def milestone(answer: str, desk: AddSession) -> str:
    try:
        return lookup.find_record(desk.records, answer, ["milestones"]).id
    except NoSuchRecord as error:
        said = f"{error}; a new one comes with: gcmtrack add-milestone"
        raise NoSuchRecordToAdd(said, "milestones") from None


def statement(answer: str, desk: AddSession) -> str:
    return lookup.find_record(desk.records, answer, ["statements"]).id


def word_of(noun: str, known: Sequence[str]) -> Reader:
    def read(answer: str, _: AddSession) -> str:
        return next(iter(known_words(noun, [answer], known)))

    return read


def country(answer: str, _: AddSession) -> str:
    return code(answer, "country", COUNTRIES)


def language(answer: str, _: AddSession) -> str:
    return code(answer, "language", LANGUAGES)


def objective(answer: str, _: AddSession) -> int:
    return objective_number(answer)


def topic(answer: str, _: AddSession) -> str:
    written = slug(answer)
    if not written:
        raise Misuse(f"{answer!r} is not a topic: small letters, digits and single hyphens")
    return written


def symbol(answer: str, _: AddSession) -> str:
    try:
        return un_symbols.normalise(answer)
    except ValueError as error:
        raise Misuse(str(error)) from None


def number(answer: str, _: AddSession) -> int:
    if not (answer.isascii() and answer.isdigit() and int(answer) > 0):
        raise Misuse(f"{answer!r} is not a number of organisations")
    return int(answer)


_NEAR = timedelta(days=14)
_OFFERED = 9


def milestones_nearby(desk: AddSession, made: Mapping[str, Any]) -> Choices:
    """The milestones around the date of a statement, in order of time: one of them is mostly the one that it answers."""
    if "date" not in made:
        return ()
    when = When.parse(made["date"])
    first = when.first
    last = first if when.open else when.last
    if first.year < 2 or last.year > 9998:
        return ()
    near = [m for m in desk.records.milestones_in(first - _NEAR, last + _NEAR) if m.status != "cancelled"]
    nearest = sorted(near, key=lambda m: (m.date.precision != "day", abs(m.date.first - first), m.id))[
        :_OFFERED
    ]
    return [(m.id, f"{english().date(m.date)}: {m.title}") for m in near if m in nearest]


def spellings(records: Records, folder: Folder) -> dict[str, str]:
    """Every way in which people call the records of a kind, with the id that it means."""
    found = {id_: id_ for id_ in records.all_of(folder)}
    if folder == "organisations":
        for o in records.organisations.values():
            for name in (o.acronym, o.name, *o.aliases, *o.names.values()):
                found.setdefault(name or o.id, o.id)
    return found


def unsourced(made: Mapping[str, Any]) -> bool:
    """Whether nothing that was given so far could be the address of the source."""
    return not (made.get("_source", {}).get("url") or made.get("_links") or made.get("url"))
