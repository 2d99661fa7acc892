"""Adding a record: asking for what is missing, and writing the file.

Options and prompts fill the same answers through the same readers, so they give the same file to the byte.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from gcmtrack.cli import editor, output, prompts
from gcmtrack.cli.add import questions
from gcmtrack.cli.add.form import Form, Given, table
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.cli.add.questions import AddSession, Answers, Ask, Choices, NoSuchRecordToAdd
from gcmtrack.cli.options import the_day
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import new_record
from gcmtrack.editing.candidates import Candidate, check_candidate, free_id
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.errors import GcmtrackError, InvalidRecords, Misuse, WriteRefused
from gcmtrack.input import values
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import Record
from gcmtrack.store import save, toml_text
from gcmtrack.text import nearest, one_of
from gcmtrack.wording import english


def add(form: Form, given: Given) -> None:
    """Makes the record of the options and answers, shows it or writes it, and prints the new path."""
    session = _begin(given)
    made = table(form, _fill(form, given.options, session))
    _finish(session, form.folder, made, given)


def _begin(given: Given) -> AddSession:
    """Opens the records. What would fail at the end fails here, before a person has answered anything."""
    session = AddSession(output.open_records(given.records), the_day(given.today))
    if not given.dry_run:
        save.check_writable(session.loaded.folder)
    if given.edit:
        editor.command()
    return session


def _fill(form: Form, options: Mapping[str, Any], session: AddSession) -> Answers:
    """Returns the values of what was given by options and, on a terminal, asked for.

    Raises `Misuse` that names every wrong and every missing option. Nothing is asked when an option is wrong.
    """
    answers, wrong = _given(form, options, session)
    left = [row for row in form.in_order if not options.get(row.option)]
    asking = prompts.can_ask() and any(row.required for row in left)
    if wrong and asking:
        raise Misuse("; ".join(wrong))
    session.asked |= asking
    defaults = form.defaults(session) if asking else {}
    lacking: list[str] = []
    for row in left:
        required = row.required or bool(row.needed and row.needed(answers))
        if asking and (required or row.option in form.asks):
            default = defaults.get(row.option, row.default)
            value = _asked(form.folder, row, session, answers, default, required=required)
        else:
            value = _default(form.folder, row, session)
        if value not in (None, []):
            answers[row.key] = value
        elif required:
            lacking.append(row.named or f"--{row.option}")
    if lacking:
        wrong.append(f"missing: {one_of(lacking, joint='and')}")
    if wrong:
        raise Misuse("; ".join(wrong))
    return answers


def _given(form: Form, options: Mapping[str, Any], session: AddSession) -> tuple[dict[str, Any], list[str]]:
    """Reads the options; returns what they mean, and a sentence for each that is wrong."""
    answers: dict[str, Any] = {}
    wrong: list[str] = []
    for row in form.in_order:
        if typed := options.get(row.option):
            try:
                answers[row.key] = _read_all(form.folder, row, typed, session)
            except Misuse as error:
                wrong.append(f"--{row.option}: {error}")
    return answers, wrong


def _default(folder: Folder, row: Ask, session: AddSession) -> Any:
    if row.default is None or row.required:
        return None
    return _read_all(folder, row, [row.default] if row.many else row.default, session)


def _read_all(folder: Folder, row: Ask, typed: Any, session: AddSession) -> Any:
    if not row.many:
        return questions.read(folder, row, typed, session)
    return list(dict.fromkeys(questions.read(folder, row, text, session) for text in typed))


def _asked(
    folder: Folder, row: Ask, session: AddSession, answers: Answers, default: str | None, *, required: bool
) -> Any:
    choices = _choices(row, session, answers)
    if choices:
        prompts.offer(choices)

    def read(answer: str) -> Any:
        if row.many:
            pieces = values.items(folder, row.key, answer, session.records, session.today)
            value: Any = list(dict.fromkeys(_or_nearest(folder, row, piece, session) for piece in pieces))
        else:
            value = _or_nearest(folder, row, prompts.chosen(answer, choices), session)
        if (understood := _in_words(row, value)) != answer:
            prompts.tell(f"= {understood}")
        return value

    return prompts.ask(row.question, read, default=default, optional=not required)


def _in_words(row: Ask, value: Any) -> str:
    """How an answer was understood."""
    if row.key == "date":
        return f"{value} ({english().date(When.parse(value))})"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choices(row: Ask, session: AddSession, answers: Answers) -> Choices:
    if callable(row.choices):
        return row.choices(session, answers)
    return [(word, "") for word in row.choices]


def _or_nearest(folder: Folder, row: Ask, answer: str, session: AddSession) -> Any:
    """Reads an answer; where it names no record, offers the nearest one, then to add it."""
    try:
        return questions.read(folder, row, answer, session)
    except NoSuchRecordToAdd as error:
        noun = error.folder.removesuffix("s")
        known = questions.spellings(session.records, error.folder)
        for near in nearest(answer, known, most=1):
            meant = f"{near!r}" if near == known[near] else f"{known[near]!r} ({near})"
            if prompts.confirm(f"There is no {noun} {answer!r}. Do you mean {meant}?", default=True):
                return known[near]
        if not prompts.confirm(f"Add {answer!r} as a new {noun} now?", default=False):
            raise
        return _added_on_the_way(FORMS[error.folder], answer, session)


def _added_on_the_way(form: Form, answer: str, session: AddSession) -> str:
    """Takes in a record that another one needs, and returns its id; both are written together, at the end."""
    made = table(form, _fill(form, {form.asks[0]: answer}, session))
    id_ = free_id(session.records, new_record.propose_id(form.folder, made))
    session.take(new_record.new_record(session.loaded, form.folder, made, session.today, id_=id_))
    prompts.tell(f"{id_} is noted and will be written too; now back to the first one.")
    return id_


def _finish(session: AddSession, folder: Folder, made: Mapping[str, Any], given: Given) -> None:
    make = _edited if given.edit else _made
    record = make(session, folder, made, given.id)
    if given.dry_run:
        for needed in session.pending:
            output.say(f"{path_of(needed.folder, needed.id)} would be written too")
        output.write(toml_text.render(record))
        return
    plan = partial(new_record.changes, [*session.pending, record], numbered=given.id is None)
    try:
        change_set = ChangeSet.planned(session.opened, plan, checked_on=session.today)
        change_set.apply()
    except (InvalidRecords, WriteRefused) as error:
        if not (session.asked or given.edit):
            raise
        kept = editor.keep(record.id, toml_text.render(record).encode())
        kind = InvalidRecords if isinstance(error, InvalidRecords) else WriteRefused
        raise kind(f"{error}; your record is kept in {kept}") from None
    *others, path = [as_seen(change.path) for change in change_set.changes]
    for other in others:
        output.say(f"added {other}")
    output.write(f"{path}\n")


def _made(session: AddSession, folder: Folder, made: Mapping[str, Any], id_: str | None) -> Record:
    """The record of a table. What a person has answered is not lost when it is refused."""
    try:
        return new_record.new_record(session.loaded, folder, made, session.today, id_=id_)
    except InvalidRecords as error:
        if not session.asked:
            raise
        prompts.tell(str(error))
        if editor.is_set() and _wants_to_mend():
            return _edited(session, folder, made, id_)
        kept = editor.keep(id_ or new_record.propose_id(folder, made), _draft(session, folder, made))
        raise InvalidRecords(f"nothing was written; what you answered is kept in {kept}") from None


def _wants_to_mend() -> bool:
    """Asks; who stops here (Ctrl-C) does not want to, and keeps the answers all the same."""
    try:
        return prompts.confirm("Reread it in your editor?", default=True)
    except GcmtrackError:
        return False


def _draft(session: AddSession, folder: Folder, made: Mapping[str, Any]) -> bytes:
    return toml_text.render_table(folder, {**made, "added": session.today}).encode()


def _edited(session: AddSession, folder: Folder, made: Mapping[str, Any], id_: str | None) -> Record:
    """Opens the new file in the editor and reads the record from what was saved."""
    name = id_ or new_record.propose_id(folder, made)
    save.check_id(name)
    draft = _draft(session, folder, made)

    def accept(raw: bytes) -> None:
        try:
            record = save.record_of(folder, name, toml_text.parse(toml_text.decode(raw)))
        except toml_text.TomlSyntaxError as error:
            raise Misuse(f"line {error.problem.line}: {error.problem.message}") from None
        check_candidate(session.loaded, Candidate(record), session.today)

    raw = editor.edit(name, draft, accept, unchanged_too=True)
    return save.record_of(folder, name, toml_text.parse(toml_text.decode(raw)))
