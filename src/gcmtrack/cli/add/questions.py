"""What is asked for a new record: the rows of a form, and what an answer is read with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from gcmtrack.errors import Misuse, NoSuchRecord
from gcmtrack.input import values
from gcmtrack.model.collection import Records
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import REFERENCES, Record
from gcmtrack.store.load import Loaded
from gcmtrack.wording import Wording
from gcmtrack.wording.words import group_of

# What was given and answered, by key; "speaker.name" stands for a key in a table of the record.
Answers = Mapping[str, Any]
# What can be chosen, each with what it means.
Choices = Sequence[tuple[str, str]]


class AddSession:
    """The records as they stand while something is added, the day, and the language in which a person is asked.

    `opened` are the records as they were read, `loaded` has with them the `pending` ones, which others need and which
    are written together with those; `text` is what a person wrote in the editor for the record itself.
    """

    def __init__(self, loaded: Loaded, today: date, wording: Wording) -> None:
        self.opened = loaded
        self.loaded = loaded
        self.today = today
        self.wording = wording
        self.pending: list[Record] = []
        self.text: bytes | None = None

    @property
    def records(self) -> Records:
        return self.loaded.records

    def take(self, record: Record) -> None:
        """Counts a record among the others before it is written."""
        self.pending.append(record)
        loaded = self.loaded
        self.loaded = loaded.with_records(loaded.records.having(record))


class Ask(NamedTuple):
    """One key of a new record, declared once: the option, its line in --help, and the question at the prompt.

    `key` is that of the record's file, as `input.values` knows it. A key with `many` values is asked for once, with
    commas. `needed` tells from the answers so far whether this one is required after all, and `named` how it is called
    then. `also` is another name of the option. `choices` are the words, or are found from what was answered before; `listed` are shown only to who answers
    "?". `default` is text as people type it, `enter` tells what an empty answer to an optional question means.
    """

    option: str
    key: str
    metavar: str
    question: str = ""
    help: str | None = None
    required: bool = False
    many: bool = False
    default: str | None = None
    choices: tuple[str, ...] | Callable[[AddSession, Answers], Choices] = ()
    listed: Callable[[AddSession], Choices] | None = None
    enter: Callable[[Answers], str] | None = None
    needed: Callable[[Answers], bool] | None = None
    named: str | None = None
    complete: Callable[..., Any] | None = None
    also: str | None = None


class NoSuchRecordToAdd(Misuse):
    """An answer names a record that is not there; a person is offered to add it to `folder`."""

    def __init__(self, message: str, folder: Folder) -> None:
        super().__init__(message)
        self.folder = folder


# The kinds of record that can be added while another one is.
_ADDABLE: tuple[Folder, ...] = ("organisations", "milestones")


def read(folder: Folder, ask: Ask, text: str, session: AddSession) -> Any:
    """Returns one value of a key. Raises `Misuse`, and `NoSuchRecordToAdd` for a record that could be added first."""
    try:
        return values.read(folder, ask.key, text, session.records, session.today)
    except NoSuchRecord as error:
        named = REFERENCES[folder][ask.key]
        if named not in _ADDABLE:
            raise
        asks = str(error).endswith("?")
        comes = f"a new one comes with: gcmtrack add-{named.removesuffix('s')}"
        message = f"{error} {comes[0].upper()}{comes[1:]}" if asks else f"{error}; {comes}"
        raise NoSuchRecordToAdd(message, named) from None


_NEAR = timedelta(days=14)
_OFFERED = 9


def milestones_nearby(session: AddSession, answers: Answers) -> Choices:
    """Returns the milestones around the date of a statement, in order of time: it mostly answers one of them."""
    if "date" not in answers:
        return ()
    when = When.parse(answers["date"])
    first = when.first
    last = first if when.open else when.last
    if first.year < 2 or last.year > 9998:
        return ()
    near = [
        m
        for m in session.records.milestones_in(first - _NEAR, last + _NEAR)
        # What goes on since long ago goes on for every statement.
        if m.status != "cancelled" and not (m.date.open and m.date.first < first - _NEAR)
    ]
    nearest = sorted(near, key=lambda m: (m.date.precision != "day", abs(m.date.first - first), m.id))
    wording = session.wording
    return [
        (m.id, wording.joined((wording.date(m.date), wording.called(m)), "colon"))
        for m in near
        if m in nearest[:_OFFERED]
    ]


def all_objectives(session: AddSession) -> Choices:
    """Returns the objectives of the Compact with their titles, which are at hand in English, else with their labels."""
    from gcmtrack.model.objectives import OBJECTIVES

    wording = session.wording
    return [
        (str(o.number), o.title if wording.language == "en" else wording.objective(o.number))
        for o in OBJECTIVES
    ]


def topics_in_use(session: AddSession) -> Choices:
    """Returns the topics that the records have."""
    topics = {topic for record in session.records for topic in getattr(record, "topics", ())}
    return labelled("topics", sorted(topics), session.wording)


def labelled(key: str, words: Iterable[str], wording: Wording, folder: Folder = "milestones") -> Choices:
    """Returns words of the vocabulary; in another language than English each with how it is read there."""
    group = group_of(key, folder)
    if wording.language == "en" or group is None:
        return [(word, "") for word in words]
    return [(word, wording.label(group, word)) for word in words]


def spellings(records: Records, folder: Folder) -> dict[str, str]:
    """Returns every way in which people call the records of a kind, with the id that it means."""
    found = {id_: id_ for id_ in records.all_of(folder)}
    if folder == "organisations":
        for o in records.organisations.values():
            for name in (o.acronym, o.name, *o.aliases, *o.names.values()):
                found.setdefault(name or o.id, o.id)
    return found


def unsourced(answers: Answers) -> bool:
    """Returns whether nothing that was given so far could be the address of the source."""
    return not any(answers.get(key) for key in ("sources.url", "links.url", "url"))
