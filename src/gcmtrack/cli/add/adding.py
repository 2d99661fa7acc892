"""Adding a record: from options and answers to the written file."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from gcmtrack.cli import editor, output, prompts
from gcmtrack.cli.add import drafts, pages
from gcmtrack.cli.add.form import Form, Given, table
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.cli.add.interview import Interview
from gcmtrack.cli.add.questions import AddSession
from gcmtrack.cli.opening import the_day, the_wording
from gcmtrack.cli.own_folder import to_write
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing import new_record
from gcmtrack.editing.candidates import Candidate, check_candidate, remarks
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.errors import InvalidRecords, Misuse, WriteRefused
from gcmtrack.model.ids import Folder, path_of
from gcmtrack.model.records import Record, references
from gcmtrack.store import save, toml_text


def add(form: Form, given: Given) -> None:
    """Makes the record of the options and answers, shows it or writes it, and prints the new path."""
    session = _begin(given)
    draft = drafts.read(form, given.draft) if given.draft else drafts.NOTHING
    options = {option: typed for option, typed in given.options.items() if typed}
    page = pages.read(form, given.page, session) if given.page else pages.NOTHING
    options = {**page.named, **options}
    interview = Interview(
        form,
        {**draft.typed, **options},
        session,
        fixed=options,
        ask_on=given.draft is not None or given.page is not None,
        offered=page.offered,
    )
    try:
        with prompts.kept_on_hangup():
            for folder, typed in draft.needed:
                interview.add_other(FORMS[folder], typed)
            record = _record(interview, session, given)
    except (prompts.Stopped, KeyboardInterrupt):
        raise prompts.Stopped(_stopped(interview, given)) from None
    _finish(interview, session, record, given)


def _begin(given: Given) -> AddSession:
    """Opens the records. What would fail at the end fails here, before a person has answered anything."""
    loaded = output.open_records(to_write(given.records, given.language))
    session = AddSession(loaded, the_day(given.today), the_wording(given.language, loaded.settings))
    if not given.dry_run:
        save.check_writable(session.loaded.folder)
    if given.edit:
        editor.command()
    return session


def _stopped(interview: Interview, given: Given) -> str:
    """What is said to who stops: where the answers are, if there are any."""
    draft = drafts.Draft(interview.typed, [(other.form.folder, other.typed) for other in interview.others])
    if not any(draft):
        return "stopped; nothing was written"
    return f"stopped; nothing was written; go on with: {drafts.keep(interview.form, draft, given)}"


def _record(interview: Interview, session: AddSession, given: Given) -> Record:
    """The record of what was given and answered, as the person wants it."""
    form = interview.form
    if not interview.asking:
        return _made(form.folder, table(form, interview.run()), session, given)
    prompts.tell(session.wording.prompt(_KEYS))
    while True:
        try:
            made = table(form, interview.run())
            try:
                record: Record | None = _made(form.folder, made, session, given)
            except InvalidRecords as error:
                record = None
                prompts.tell(str(error))
            if record is not None and (given.dry_run or given.edit):
                return record
            next_ = _last_look(record, session)
            if next_ == "write" and record is not None:
                return record
            if next_ == "edit":
                return _edited(session, form.folder, made, given.id)
            if next_ == "stop":
                raise prompts.Stopped
            interview.back()
        except prompts.Back as error:
            prompts.tell(str(error))


def _made(folder: Folder, made: Mapping[str, Any], session: AddSession, given: Given) -> Record:
    if given.edit:
        return _edited(session, folder, made, given.id)
    return new_record.new_record(session.loaded, folder, made, session.today, id_=given.id)


_KEYS = "Enter takes what stands in brackets, < goes back, Ctrl-C stops and keeps the answers."
Next = Literal["write", "edit", "back", "stop"]


def _last_look(record: Record | None, session: AddSession) -> Next:
    """Shows what would be written, and asks what to do; without a record, what to do instead."""
    answers: dict[str, Next] = {}
    ways: list[str] = []
    say = session.wording.prompt
    if record is not None:
        for remark in remarks(session.loaded, [Candidate(record)], session.today):
            prompts.tell(f"note: {remark}")
        for other in [*_needed(session, record), record]:
            prompts.tell(f"{path_of(other.folder, other.id)}:")
            prompts.show(toml_text.render(other))
        yes = {"es": ("s", "si"), "fr": ("o", "oui")}.get(session.wording.language, ())
        answers |= dict.fromkeys(("y", "yes", *yes), "write")
    if editor.is_set():
        answers["e"] = "edit"
        ways.append(say("e opens it in your editor"))
    answers |= {"<": "back", "n": "stop", "no": "stop"}
    if session.wording.language == "fr":
        answers["non"] = "stop"
    ways += [say("< goes back"), say("n keeps it for later")]
    question = say("Write it? [Y/n]") if record is not None else say("What now? [<]")
    return prompts.pick(f"{question} ({', '.join(ways)}): ", answers, "y" if record is not None else "<")


def _needed(session: AddSession, record: Record) -> list[Record]:
    """What was added on the way and is still named, by the record or by another that is."""
    named: set[tuple[Folder, str]] = set()
    wanted: list[Record] = []
    for each in (record, *reversed(session.pending)):
        if each is not record and (each.folder, each.id) not in named:
            continue
        named |= {(reference.folder, reference.id) for reference in references(each)}
        wanted.append(each)
    return wanted[:0:-1]


def _finish(interview: Interview, session: AddSession, record: Record, given: Given) -> None:
    needed = _needed(session, record)
    if not interview.asking:
        for remark in remarks(session.loaded, [Candidate(record)], session.today):
            output.say(f"note: {remark}")
    plan = partial(new_record.changes, [*needed, record], numbered=given.id is None, text=session.text)
    if given.dry_run:
        would = ChangeSet.planned(session.opened, plan, checked_on=session.today)
        output.write(save.new_file(session.loaded.folder, record, session.text).decode())
        # What is said of the file comes after it, also where both go the same way.
        output.stdout().flush()
        for change in would.changes:
            output.say(f"{as_seen(change.path)} would be written")
        return
    try:
        change_set = ChangeSet.planned(session.opened, plan, checked_on=session.today)
        change_set.apply()
    except (InvalidRecords, WriteRefused) as error:
        if not (interview.asking or given.edit):
            raise
        kept = editor.keep(record.id, session.text or toml_text.render(record).encode())
        kind = InvalidRecords if isinstance(error, InvalidRecords) else WriteRefused
        raise kind(f"{error}; your record is kept in {kept}") from None
    *others, path = [as_seen(change.path) for change in change_set.changes]
    for other in others:
        output.say(f"added {other}")
    output.write(f"{path}\n")


def _edited(session: AddSession, folder: Folder, made: Mapping[str, Any], id_: str | None) -> Record:
    """Opens the new file in the editor and reads the record from what was saved."""
    name = id_ or new_record.propose_id(folder, made)
    save.check_id(name)
    draft = toml_text.render_table(folder, {**made, "added": session.today}).encode()

    def accept(raw: bytes) -> None:
        try:
            record = save.record_of(folder, name, toml_text.parse(toml_text.decode(raw)))
        except toml_text.TomlSyntaxError as error:
            raise Misuse(f"line {error.problem.line}: {error.problem.message}") from None
        check_candidate(session.loaded, Candidate(record), session.today)

    session.text = editor.edit(name, draft, accept, session.wording, unchanged_too=True)
    return save.record_of(folder, name, toml_text.parse(toml_text.decode(session.text)))
