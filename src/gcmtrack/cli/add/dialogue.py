"""What the three `add` commands share: asking for what is missing, and writing the file.

Options and prompts fill the same table through the same readers, so they give the same file to the byte.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from gcmtrack.cli import editor, output, prompts
from gcmtrack.cli.add.questions import (
    AddSession,
    Choices,
    NoSuchRecordToAdd,
    Question,
    a_date,
    organisation,
    spellings,
)
from gcmtrack.cli.options import the_day
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import new_record
from gcmtrack.errors import GcmtrackError, InvalidRecords, Misuse, WriteRefused
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_text
from gcmtrack.text import nearest, one_of
from gcmtrack.wording import english


def begin(records: Path | None, today: str | None, *, dry_run: bool, edit: bool) -> AddSession:
    """Opens the records. What would fail at the end fails here, before a person has answered anything."""
    desk = AddSession(output.open_records(records), the_day(today))
    if not dry_run:
        save.check_writable(desk.loaded.folder)
    if edit:
        editor.command()
    return desk


def fill(
    questions: Sequence[Question], given: Mapping[str, Any], desk: AddSession, defaults: Mapping[str, str]
) -> dict[str, Any]:
    """Returns the table for what was given by options and, on a terminal, asked for.

    Raises `Misuse` that names every wrong and every missing option.
    """
    table: dict[str, Any] = {}
    lacking: list[str] = []
    wrong: list[str] = []
    asking = prompts.can_ask() and any(q.required and not given.get(q.option) for q in questions)
    desk.asked |= asking
    for question in questions:
        answers = given.get(question.option)
        required = question.required or bool(question.needed and question.needed(table))
        try:
            if answers:
                value = _read_all(question, answers, desk)
            elif asking and (required or question.asked):
                default = defaults.get(question.option, question.default)
                value = _asked(question, desk, table, default, required=required)
            else:
                value = _default(question, desk)
        except (Misuse, ValueError) as error:
            wrong.append(f"--{question.option}: {error}")
            if asking:
                break
            continue
        if value not in (None, []):
            _put(table, question.key, value)
        elif required:
            lacking.append(question.named or f"--{question.option}")
    if lacking:
        wrong.append(f"missing: {one_of(lacking, joint='and')}")
    if wrong:
        raise Misuse("; ".join(wrong))
    return table


def _default(question: Question, desk: AddSession) -> Any:
    if question.default is None or question.required:
        return None
    value = question.read(question.default, desk)
    return [value] if question.many else value


def _read_all(question: Question, answers: Any, desk: AddSession) -> Any:
    if not question.many:
        return question.read(prompts.decodable(answers), desk)
    return list(dict.fromkeys(question.read(prompts.decodable(answer), desk) for answer in answers))


def _asked(
    question: Question, desk: AddSession, table: Mapping[str, Any], default: str | None, *, required: bool
) -> Any:
    choices = _choices(question, desk, table)
    if choices:
        prompts.offer(choices)

    def read(answer: str) -> Any:
        if question.many:
            pieces = _pieces(question, answer, desk)
            value: Any = list(dict.fromkeys(_or_nearest(question, piece, desk) for piece in pieces))
        else:
            value = _or_nearest(question, prompts.chosen(answer, choices), desk)
        if (understood := _in_words(question, value)) != answer:
            prompts.tell(f"= {understood}")
        return value

    return prompts.ask(question.text, read, default=default, optional=not required)


def _in_words(question: Question, value: Any) -> str:
    """How an answer was understood."""
    if question.read is a_date:
        return f"{value} ({english().date(When.parse(value))})"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choices(question: Question, desk: AddSession, table: Mapping[str, Any]) -> Choices:
    if callable(question.choices):
        return question.choices(desk, table)
    return [(word, "") for word in question.choices]


def _pieces(question: Question, answer: str, desk: AddSession) -> list[str]:
    """The parts of an answer between commas; a name that has a comma of its own stays whole."""
    if question.read is organisation:
        with suppress(Misuse):
            question.read(answer, desk)
            return [answer]
    return [piece.strip() for piece in answer.split(",") if piece.strip()]


def _or_nearest(question: Question, answer: str, desk: AddSession) -> Any:
    """Reads an answer; where it names no record, offers the nearest one, then to add it."""
    try:
        return question.read(answer, desk)
    except NoSuchRecordToAdd as error:
        noun = error.folder.removesuffix("s")
        known = spellings(desk.records, error.folder)
        for near in nearest(answer, known, most=1):
            meant = f"{near!r}" if near == known[near] else f"{known[near]!r} ({near})"
            if prompts.confirm(f"There is no {noun} {answer!r}. Do you mean {meant}?", default=True):
                return known[near]
        if not prompts.confirm(f"Add {answer!r} as a new {noun} now?", default=False):
            raise
        return _added_on_the_way(error.folder, answer, desk)


def _added_on_the_way(folder: Folder, answer: str, desk: AddSession) -> str:
    """Takes in a record that another one needs, and returns its id; both are written together, at the end."""
    from gcmtrack.cli.add import milestone, organisation

    adders = {"organisations": organisation.table, "milestones": milestone.table}
    keys = {"organisations": "name", "milestones": "title"}
    table = adders[folder]({keys[folder]: answer}, desk)
    id_ = new_record.free_id(desk.records, new_record.propose_id(folder, table))
    desk.take(new_record.new_record(desk.loaded, folder, table, desk.today, id_=id_))
    prompts.tell(f"{id_} is noted and will be written too; now back to the first one.")
    return id_


def _put(table: dict[str, Any], key: tuple[str, ...], value: Any) -> None:
    *above, last = key
    for part in above:
        table = table.setdefault(part, {})
    table[last] = value


def finish(
    desk: AddSession, folder: Folder, table: Mapping[str, Any], *, id_: str | None, dry_run: bool, edit: bool
) -> None:
    """Makes the record, shows it or writes it, and prints the new path."""
    record = _edited(desk, folder, table, id_) if edit else _made(desk, folder, table, id_)
    if dry_run:
        for needed in desk.pending:
            output.say(f"{path_of(needed.folder, needed.id)} would be written too")
        output.write(toml_text.render(record))
        return
    try:
        for needed in desk.pending:
            output.say(f"added {as_seen(save.add(desk.loaded.folder, needed, numbered=False))}")
        path = save.add(desk.loaded.folder, record, numbered=id_ is None)
    except WriteRefused as error:
        if not (desk.asked or edit):
            raise
        kept = editor.keep(record.id, toml_text.render(record).encode())
        raise WriteRefused(f"{error}; your record is kept in {kept}") from None
    output.write(f"{as_seen(path)}\n")


def _made(desk: AddSession, folder: Folder, table: Mapping[str, Any], id_: str | None) -> Record:
    """The record of a table. What a person has answered is not lost when it is refused."""
    try:
        return new_record.new_record(desk.loaded, folder, table, desk.today, id_=id_)
    except InvalidRecords as error:
        if not desk.asked:
            raise
        prompts.tell(str(error))
        if editor.is_set() and _wants_to_mend():
            return _edited(desk, folder, table, id_)
        kept = editor.keep(id_ or new_record.propose_id(folder, table), _draft(desk, folder, table))
        raise InvalidRecords(f"nothing was written; what you answered is kept in {kept}") from None


def _wants_to_mend() -> bool:
    """Asks; who stops here (Ctrl-C) does not want to, and keeps the answers all the same."""
    try:
        return prompts.confirm("Reread it in your editor?", default=True)
    except GcmtrackError:
        return False


def _draft(desk: AddSession, folder: Folder, table: Mapping[str, Any]) -> bytes:
    return toml_text.render_table(folder, {**table, "added": desk.today}).encode()


def _edited(desk: AddSession, folder: Folder, table: Mapping[str, Any], id_: str | None) -> Record:
    """Opens the new file in the editor and reads the record from what was saved."""
    name = id_ or new_record.propose_id(folder, table)
    save.check_id(name)
    draft = _draft(desk, folder, table)

    def accept(raw: bytes) -> None:
        try:
            made = save.record_of(folder, name, toml_text.parse(toml_text.decode(raw)))
        except toml_text.TomlSyntaxError as error:
            raise Misuse(f"line {error.problem.line}: {error.problem.message}") from None
        new_record.verify(desk.loaded, made, desk.today)

    raw = editor.edit(name, draft, accept, unchanged_too=True)
    return save.record_of(folder, name, toml_text.parse(toml_text.decode(raw)))


def last_used(desk: AddSession) -> dict[str, str]:
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
