"""Asking for what is missing of a record. Options and prompts are read by the same readers, so they mean the same."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from gcmtrack.cli import prompts
from gcmtrack.cli.add import questions
from gcmtrack.cli.add.form import Form, table
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.cli.add.questions import AddSession, Answers, Ask, Choices, NoSuchRecordToAdd
from gcmtrack.editing import new_record
from gcmtrack.editing.candidates import free_id, named, there_already
from gcmtrack.errors import InvalidRecords, Misuse
from gcmtrack.input import values
from gcmtrack.input.page_metadata import Found
from gcmtrack.model.dates import When
from gcmtrack.model.ids import Folder
from gcmtrack.text import nearest, one_of
from gcmtrack.wording import Wording

# What was typed for an option; several for one that may be repeated, and "" where a question was left empty.
Typed = Mapping[str, str | list[str]]


class Interview:
    """The questions for one record, of which some may be answered already.

    `typed` has what was given and answered so far, by option, as the options would take it; `fixed` are the options
    that are not asked again. `others` are the interviews for records that this one needs.
    """

    def __init__(
        self,
        form: Form,
        typed: Typed,
        session: AddSession,
        *,
        fixed: Collection[str],
        ask_on: bool = False,
        offered: Mapping[str, Found] = MappingProxyType({}),
    ) -> None:
        self.form = form
        self.session = session
        self._offered = offered
        self.typed: dict[str, str | list[str]] = dict(typed)
        self.others: list[Interview] = []
        self._rows = [row for row in form.in_order if row.option not in fixed]
        self._answered = {row.option for row in self._rows if row.option in typed}
        lacking = any(row.required and not self.typed.get(row.option) for row in form.rows)
        self.asking = prompts.can_ask() and (lacking or ask_on)
        self._answers, self._wrong = _given(form, self.typed, session)
        if self._wrong and self.asking:
            raise Misuse("; ".join(self._wrong))
        # Tomorrow "yesterday" would mean another day.
        self.typed.update(
            {
                row.option: self._answers[row.key]
                for row in form.rows
                if row.key == "date" and row.key in self._answers
            }
        )
        # Statements of the same issuers, day and milestone that are other texts, as the person said.
        self._others_known: set[str] = set()
        self._next = 0
        # The positions of the questions that were asked, to which one can go back.
        self._asked: list[int] = []

    def run(self) -> Answers:
        """Asks what is left and returns the values of all that was given and answered.

        Raises `Misuse` that names every wrong and every missing option; `prompts.Back` at the first question, and
        `prompts.Stopped`.
        """
        lacking: list[str] = []
        defaults = self.form.defaults(self.session) if self.asking else {}
        while self._next < len(self._rows):
            row = self._rows[self._next]
            required = row.required or bool(row.needed and row.needed(self._answers))
            if row.option in self._answered:
                self._answered.discard(row.option)
                self._asked.append(self._next)
            elif self.asking and (required or row.option in self.form.asks or row.option in self._offered):
                try:
                    self._ask(row, defaults.get(row.option, row.default), required=required)
                except prompts.Back:
                    self.back()
                    continue
                self._asked.append(self._next)
            elif row.default is not None and not row.required:
                self._answers[row.key] = _read_all(self.form.folder, row, row.default, self.session)
            elif required:
                lacking.append(row.named or f"--{row.option}")
            self._next += 1
        wrong = [*self._wrong, *([f"missing: {one_of(lacking, joint='and')}"] if lacking else [])]
        if lacking and (says := self._page_says()):
            wrong.append(f"the page says {says}")
        if wrong:
            raise Misuse("; ".join(wrong))
        return self._answers

    def _page_says(self) -> str:
        """What a page offers for options that are not given: in a script nothing is taken unseen."""
        rows = [
            row for row in self.form.in_order if row.option in self._offered and row.key not in self._answers
        ]
        return ", ".join(
            f"--{row.option} {self._offered[row.option].value!r} ({self._offered[row.option].where})"
            for row in rows
        )

    def back(self) -> None:
        """Goes back to the question before; what was answered is offered. Raises `prompts.Back` where there is none."""
        if not self._asked:
            raise prompts.Back("there is no question before this one")
        self._next = self._asked.pop()
        self._answers.pop(self._rows[self._next].key, None)

    def _ask(self, row: Ask, default: str | None, *, required: bool) -> None:
        choices = self._choices(row)
        if choices:
            prompts.offer(choices)
        offered = self._offered.get(row.option)
        if offered is not None:
            default = offered.value
        if row.option in self.typed:
            default = _joined(self.typed[row.option])

        def read(answer: str) -> Any:
            if row.listed is not None and answer == "?":
                prompts.offer(row.listed(self.session), numbered=False)
                raise Misuse("give one, or several parted by commas" if row.many else "give one of them")
            value = self._value(row, answer, choices)
            if (understood := _in_words(row, value, self.session.wording)) != answer:
                prompts.tell(f"= {understood}")
            self._repeats_none(row, value)
            return value

        say = self.session.wording.prompt
        question = _question(row, self._answers, default, say, required=required)
        if offered is not None and default == offered.value:
            question = say("{question} (page: {where})", question=question, where=offered.where)
        between = ", " if row.many else " "
        value = prompts.ask(
            question, read, default=default, optional=not required and row.default is None, between=between
        )
        self.typed[row.option] = "" if value is None else _typed(value)
        if value not in (None, []):
            self._answers[row.key] = value

    def _value(self, row: Ask, answer: str, choices: Choices) -> Any:
        if not row.many:
            return self._or_nearest(row, prompts.chosen(answer, choices))
        folder, session = self.form.folder, self.session
        pieces = values.items(folder, row.key, answer, session.records, session.today)
        return list(dict.fromkeys(self._or_nearest(row, piece) for piece in pieces))

    def _repeats_none(self, row: Ask, value: Any) -> None:
        """Raises `Misuse` as soon as the answers tell that the record is there already, or a person says so."""
        folder, loaded = self.form.folder, self.session.loaded
        try:
            made = table(self.form, {**self._answers, row.key: value})
        except Misuse:
            # Told at the end, when all is answered.
            return
        if twin := new_record.twin_so_far(loaded, folder, made):
            raise Misuse(there_already(twin))
        if (
            folder == "statements"
            and (act := new_record.act_so_far(loaded, made))
            and act.id not in self._others_known
        ):
            if not self._confirm(
                "{named} is of the same issuer, day and milestone. Is yours another text?",
                default=False,
                named=named(act),
            ):
                raise Misuse(there_already(act))
            self._others_known.add(act.id)

    def _confirm(self, question: str, *, default: bool, **values: object) -> bool:
        return prompts.confirm(question, self.session.wording, default=default, **values)

    def _choices(self, row: Ask) -> Choices:
        if callable(row.choices):
            return row.choices(self.session, self._answers)
        return questions.labelled(row.key, row.choices, self.session.wording, self.form.folder)

    def _or_nearest(self, row: Ask, answer: str) -> Any:
        """Reads an answer; where it names no record, offers the nearest one, then to add it."""
        try:
            return questions.read(self.form.folder, row, answer, self.session)
        except NoSuchRecordToAdd as error:
            noun, quoted = error.folder.removesuffix("s"), self.session.wording.quoted
            known = questions.spellings(self.session.records, error.folder)
            for near in nearest(answer, known, most=1):
                meant = quoted(known[near]) + ("" if near == known[near] else f" ({near})")
                if self._confirm(
                    f"There is no {noun} {{answer}}. Do you mean {{meant}}?",
                    default=True,
                    answer=quoted(answer),
                    meant=meant,
                ):
                    return known[near]
            if not self._confirm(
                f"Add {{answer}} as a new {noun} now?", default=False, answer=quoted(answer)
            ):
                raise
            form = FORMS[error.folder]
            return self.add_other(form, {form.asks[0]: answer})

    def add_other(self, form: Form, typed: Typed) -> str:
        """Asks for a record that this one needs, and returns its id; both are written together, at the end.

        Raises `Misuse` when the person goes back from its first question.
        """
        session = self.session
        other = Interview(form, typed, session, fixed={form.asks[0]})
        self.others.append(other)
        try:
            while True:
                try:
                    made = table(form, other.run())
                    id_ = free_id(session.records, new_record.propose_id(form.folder, made))
                    record = new_record.new_record(session.loaded, form.folder, made, session.today, id_=id_)
                    break
                except InvalidRecords as error:
                    prompts.tell(str(error))
                    other.back()
        except prompts.Back:
            self.others.remove(other)
            raise Misuse("back to the first one") from None
        session.take(record)
        prompts.tell(
            session.wording.prompt(
                "{id} is noted and will be written too; now back to the first one.", id=id_
            )
        )
        return id_


def _given(form: Form, typed: Typed, session: AddSession) -> tuple[dict[str, Any], list[str]]:
    """Reads the options; returns what they mean, and a sentence for each that is wrong."""
    answers: dict[str, Any] = {}
    wrong: list[str] = []
    for row in form.in_order:
        if given := typed.get(row.option):
            try:
                answers[row.key] = _read_all(form.folder, row, given, session)
            except Misuse as error:
                wrong.append(f"--{row.option}: {error}")
    return answers, wrong


def _read_all(folder: Folder, row: Ask, typed: str | list[str], session: AddSession) -> Any:
    if isinstance(typed, str):
        value = questions.read(folder, row, typed, session)
        return [value] if row.many else value
    return list(dict.fromkeys(questions.read(folder, row, text, session) for text in typed))


def _question(
    row: Ask, answers: Answers, default: str | None, say: Callable[..., str], *, required: bool
) -> str:
    """The question; one that need not be answered says so."""
    question = say(row.question)
    if required or row.default is not None:
        return question
    if default:
        return f"{question} ({say('- for none')})"
    return f"{question} ({say(row.enter(answers) if row.enter else 'enter for none')})"


def _in_words(row: Ask, value: Any, wording: Wording) -> str:
    """How an answer was understood."""
    if row.key == "date":
        return f"{value} ({wording.date(When.parse(value))})"
    return _joined(_typed(value))


def _typed(value: Any) -> str | list[str]:
    """A value as an option would take it."""
    return [str(item) for item in value] if isinstance(value, list) else str(value)


def _joined(typed: str | list[str]) -> str:
    return typed if isinstance(typed, str) else ", ".join(typed)
