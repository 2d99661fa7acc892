"""Answers that were not written into the records: kept in a file, from which the same command goes on."""

from pathlib import Path
from typing import Any, NamedTuple

from gcmtrack.cli import editor
from gcmtrack.cli.add.form import Form, Given
from gcmtrack.cli.add.forms import FORMS
from gcmtrack.cli.add.interview import Typed
from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.model.ids import FOLDERS, Folder, noun
from gcmtrack.model.limits import PAGE_BYTES
from gcmtrack.store import regular_file, toml_text
from gcmtrack.text import command, unknown_word


class Draft(NamedTuple):
    """What was answered for a record, and for others that it needs: organisations added on the way."""

    typed: Typed
    needed: list[tuple[Folder, Typed]]


NOTHING = Draft({}, [])


def read(form: Form, path: Path) -> Draft:
    """Returns the draft of a file. Raises `GcmtrackError` when it cannot be read, `Misuse` when it is none."""
    try:
        whole = toml_text.parse(toml_text.decode(regular_file.read_given(str(path), PAGE_BYTES)))
    except OSError as error:
        raise GcmtrackError(f"cannot read {str(path)!r}: {error.strerror}") from None
    except toml_text.TomlSyntaxError as error:
        raise Misuse(f"{path}:{error.problem.line}: {error.problem.message}") from None
    needed = [
        (folder, _typed(FORMS[folder], part, path))
        for folder in FOLDERS
        for part in _tables(whole.pop(folder, []), folder, path)
    ]
    return Draft(_typed(form, whole, path), needed)


def _tables(found: Any, folder: str, path: Path) -> list[dict[str, Any]]:
    if isinstance(found, list) and all(isinstance(part, dict) for part in found):
        return found
    raise Misuse(f"{path}: {folder!r} holds no tables, as in [[{folder}]]")


def _typed(form: Form, part: dict[str, Any], path: Path) -> Typed:
    options = {row.option: row for row in form.rows}
    for option, typed in part.items():
        if option not in options:
            raise Misuse(f"{path}: {unknown_word('option', option, options)}")
        several = isinstance(typed, list) and all(isinstance(one, str) for one in typed)
        if not (isinstance(typed, str) or (several and options[option].many)):
            raise Misuse(f'{path}: {option!r} is written as one text, as in {option} = "..."')
    return part


def keep(form: Form, draft: Draft, given: Given) -> str:
    """Writes a draft into a file and returns the command that goes on from it."""
    kind = noun(form.folder)
    text = f"# Answers for a new {kind}; what is missing is asked.\n{toml_text.render_lines(draft.typed)}"
    for folder, typed in draft.needed:
        text += f"\n[[{folder}]]\n{toml_text.render_lines(typed)}"
    path = editor.keep(f"{kind}-draft", text.encode())
    words = ["gcmtrack", f"add-{kind}", "--draft", str(path)]
    for option, value in (
        ("--from", given.page),
        ("--id", given.id),
        ("--today", given.today),
    ):
        words += [option, str(value)] if value is not None else []
    words += [option for option, wanted in (("--dry-run", given.dry_run), ("--edit", given.edit)) if wanted]
    return command(*words)
