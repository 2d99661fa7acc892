"""What the three `add` commands share: questions, reading the answers, writing the file.

Options and prompts fill the same table through the same readers, so they give the same file to the byte.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from gcmtrack import entry, names, select, store, symbols, tomltext, typed_dates, words, writing
from gcmtrack.cli import editor, prompts, session
from gcmtrack.cli.places import as_seen
from gcmtrack.codes import COUNTRIES, LANGUAGES
from gcmtrack.errors import Misuse, NoSuchRecord
from gcmtrack.ids import Folder, path_of
from gcmtrack.model import Record, Records
from gcmtrack.store import Loaded


class Desk:
    """What a reader needs to understand an answer: the records as they stand, and the day."""

    def __init__(self, loaded: Loaded, today: date) -> None:
        self.loaded = loaded
        self.today = today

    @property
    def records(self) -> Records:
        return self.loaded.records

    def reload(self) -> None:
        """Looks again, after a record was added on the way."""
        self.loaded = store.load(self.loaded.folder)


Reader = Callable[[str, Desk], Any]


class NoSuchRecordToAdd(Misuse):
    """An answer names a record that is not there; a person is offered to add it to `folder`."""

    def __init__(self, message: str, folder: Folder) -> None:
        super().__init__(message)
        self.folder = folder


class Question(NamedTuple):
    """One key of a new record: its option, how it is asked for, and how an answer is read.

    `key` is the path in the table. `asked` questions are put to the person when something required is missing.
    """

    key: tuple[str, ...]
    option: str
    text: str
    read: Reader
    required: bool = False
    many: bool = False
    asked: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()


def text(answer: str, _: Desk) -> str:
    return answer.strip()


def a_date(answer: str, desk: Desk) -> str:
    return str(typed_dates.read(answer, desk.today))


def organisation(answer: str, desk: Desk) -> str:
    try:
        return names.find_organisation(desk.records, answer).id
    except NoSuchRecord as error:
        said = f"{error}; a new one comes with: gcmtrack add-organisation"
        raise NoSuchRecordToAdd(said, "organisations") from None


def milestone(answer: str, desk: Desk) -> str:
    try:
        return names.find_record(desk.records, answer, ["milestones"]).id
    except NoSuchRecord as error:
        said = f"{error}; a new one comes with: gcmtrack add-milestone"
        raise NoSuchRecordToAdd(said, "milestones") from None


def statement(answer: str, desk: Desk) -> str:
    return names.find_record(desk.records, answer, ["statements"]).id


def word_of(noun: str, known: Sequence[str]) -> Reader:
    def read(answer: str, _: Desk) -> str:
        return next(iter(select.known_words(noun, [answer], known)))

    return read


def country(answer: str, _: Desk) -> str:
    return select.code(answer, "country", COUNTRIES)


def language(answer: str, _: Desk) -> str:
    return select.code(answer, "language", LANGUAGES)


def objective(answer: str, _: Desk) -> int:
    return select.objective(answer)


def topic(answer: str, _: Desk) -> str:
    return words.slug(answer)


def symbol(answer: str, _: Desk) -> str:
    try:
        return symbols.normalise(answer)
    except ValueError as error:
        raise Misuse(str(error)) from None


def number(answer: str, _: Desk) -> int:
    if not (answer.isascii() and answer.isdigit() and int(answer) > 0):
        raise Misuse(f"{answer!r} is not a number of organisations")
    return int(answer)


def fill(
    questions: Sequence[Question], given: Mapping[str, Any], desk: Desk, defaults: Mapping[str, str]
) -> dict[str, Any]:
    """Returns the table for what was given by options and, on a terminal, asked for.

    Raises `Misuse` that names every wrong and every missing option.
    """
    table: dict[str, Any] = {}
    lacking = [q for q in questions if q.required and not given.get(q.option)]
    wrong: list[str] = []
    asking = bool(lacking) and prompts.can_ask()
    for question in questions:
        answers = given.get(question.option)
        try:
            if answers:
                value = _read_all(question, answers, desk)
            elif asking and (question.required or question.asked):
                value = _asked(question, desk, defaults.get(question.option, question.default))
            else:
                value = _default(question, desk)
        except (Misuse, ValueError) as error:
            if asking:
                raise
            wrong.append(f"--{question.option}: {error}")
            continue
        if value not in (None, []):
            _put(table, question.key, value)
    if lacking and not asking:
        wrong.append(f"missing: {words.one_of([f'--{q.option}' for q in lacking], joint='and')}")
    if wrong:
        raise Misuse("; ".join(wrong))
    return table


def _default(question: Question, desk: Desk) -> Any:
    if question.default is None:
        return None
    value = question.read(question.default, desk)
    return [value] if question.many else value


def _read_all(question: Question, answers: Any, desk: Desk) -> Any:
    if not question.many:
        return question.read(answers, desk)
    return list(dict.fromkeys(question.read(answer, desk) for answer in answers))


def _asked(question: Question, desk: Desk, default: str | None) -> Any:
    if question.choices:
        prompts.choices(question.choices)

    def read(answer: str) -> Any:
        if not question.many:
            return _or_nearest(question, answer, desk)
        return list(
            dict.fromkeys(
                _or_nearest(question, piece.strip(), desk) for piece in answer.split(",") if piece.strip()
            )
        )

    return prompts.ask(question.text, read, default=default, optional=not question.required)


def _or_nearest(question: Question, answer: str, desk: Desk) -> Any:
    """Reads an answer; where it names no record, offers the nearest one, then to add it."""
    try:
        return question.read(answer, desk)
    except NoSuchRecordToAdd as error:
        near = words.nearest(answer, _known_ids(question, desk), most=1)
        if near and prompts.confirm(f"{answer!r} is not known. Do you mean {near[0]!r}?", default=True):
            return near[0]
        noun = error.folder.removesuffix("s")
        if not prompts.confirm(f"Add {answer!r} as a new {noun} now?", default=False):
            raise
        return _added_on_the_way(error.folder, answer, desk)


def _added_on_the_way(folder: Folder, answer: str, desk: Desk) -> str:
    """Adds a record that another one needs, and returns its id."""
    from gcmtrack.cli import add_milestone, add_organisation

    adders = {"organisations": add_organisation.table, "milestones": add_milestone.table}
    keys = {"organisations": "name", "milestones": "title"}
    writing.check_writable(desk.loaded.folder)
    table = adders[folder]({keys[folder]: answer}, desk)
    record = entry.new_record(desk.loaded, folder, table, desk.today, id_=None)
    path = writing.add(desk.loaded.folder, record, numbered=True)
    session.say(f"added {as_seen(path)}")
    desk.reload()
    return path.stem


def _known_ids(question: Question, desk: Desk) -> list[str]:
    if question.read is organisation:
        return list(desk.records.organisations)
    return list(desk.records.milestones) if question.read is milestone else []


def _put(table: dict[str, Any], key: tuple[str, ...], value: Any) -> None:
    *above, last = key
    for part in above:
        table = table.setdefault(part, {})
    table[last] = value


def finish(
    desk: Desk, folder: Folder, table: Mapping[str, Any], *, id_: str | None, dry_run: bool, edit: bool
) -> None:
    """Makes the record, shows it or writes it, and prints the new path."""
    if not dry_run:
        writing.check_writable(desk.loaded.folder)
    if edit:
        record = _edited(desk, folder, table, id_)
    else:
        record = entry.new_record(desk.loaded, folder, table, desk.today, id_=id_)
    if dry_run:
        session.write(tomltext.render(record))
        return
    path = writing.add(desk.loaded.folder, record, numbered=id_ is None)
    session.write(f"{as_seen(path)}\n")


def _edited(desk: Desk, folder: Folder, table: Mapping[str, Any], id_: str | None) -> Record:
    """Opens the new file in the editor and reads the record from what was saved."""
    name = id_ or entry.propose_id(folder, table)
    draft = tomltext.render_table(folder, {**table, "added": desk.today}).encode()

    def accept(raw: bytes) -> None:
        try:
            made = writing.record_of(folder, name, tomltext.parse(tomltext.decode(raw)))
        except tomltext.TomlSyntaxError as error:
            raise Misuse(f"line {error.problem.line}: {error.problem.message}") from None
        entry.verify(desk.loaded, made, desk.today)

    raw = editor.edit(name, draft, accept)
    if raw is None:
        accept(draft)
        raw = draft
    return writing.record_of(folder, name, tomltext.parse(tomltext.decode(raw)))


def last_used(desk: Desk) -> dict[str, str]:
    """The organisation and the date of the statement that was entered last: what is offered as default to a person."""
    if not prompts.can_ask():
        return {}
    newest: tuple[float, str] | None = None
    for id_ in desk.records.statements:
        with suppress(OSError):
            touched = os.stat(desk.loaded.folder / path_of("statements", id_)).st_mtime
            newest = max(newest or (0.0, ""), (touched, id_))
    if newest is None:
        return {}
    last = desk.records.statements[newest[1]]
    return {"org": last.organisations[0], "date": str(last.date)}
