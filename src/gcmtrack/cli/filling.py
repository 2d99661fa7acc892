"""`gcmtrack export --into`: pages that somebody keeps, brought up to date together or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from gcmtrack.cli import output
from gcmtrack.cli.paths import as_seen
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import fill, markdown_page
from gcmtrack.formats.pages.markers import Slot
from gcmtrack.formats.request import Request
from gcmtrack.model.limits import PAGE_BYTES
from gcmtrack.printable import inert, writable
from gcmtrack.store import regular_file
from gcmtrack.store.transaction import Change
from gcmtrack.text import command, path_word, quoted
from gcmtrack.views.filters import FilterOptions


def fill_pages(
    pages: Sequence[Path], request: Request, asked: FilterOptions, *, check: bool, dry_run: bool
) -> None:
    """Brings pages up to date; with `dry_run` shows what would change, with `check` only tells: exit 1 when one is out of
    date.

    Filters of the command hold for every marker; a marker's own stand above them. Raises `Misuse` when one of the pages
    is not in order; all are untouched then.
    """
    wanted = markdown_page.chosen(request.options.get("sections"))
    changes = []
    faults = []
    for path in _once(pages):
        try:
            changes.append(_planned(path, request, asked, wanted))
        except Misuse as error:
            faults.append(str(error))
    if faults:
        raise Misuse("; ".join(faults), lines=tuple(faults))
    planned = ChangeSet(changes)
    if dry_run:
        output.write_lines(inert(line) for line in planned.diff(as_seen).splitlines())
        return
    if not check:
        planned.apply()
    for path, old, new in changes:
        output.say(_told(path, is_changed=old != new, check=check))
    if check and planned:
        raise SystemExit(1)


def _told(path: Path, *, is_changed: bool, check: bool) -> str:
    if not is_changed:
        return f"{writable(str(path))} is up to date"
    if not check:
        return f"{writable(str(path))} is brought up to date"
    advice = command("gcmtrack", "export", "--into", path_word(str(path)))
    return f"{writable(str(path))} is out of date; bring it up to date with: {advice}"


def _once(pages: Sequence[Path]) -> list[Path]:
    """The pages, each once, whatever it was called."""
    return list({os.path.realpath(path): path for path in reversed(pages)}.values())[::-1]


def _planned(path: Path, request: Request, asked: FilterOptions, wanted: tuple[str, ...]) -> Change:
    # Only what is a page by its name is read.
    try:
        fill.is_html_page(path)
        page = read_page(path)
        changed = fill.filled(
            path,
            page,
            request.records,
            asked,
            request.day,
            request.wording,
            wanted,
            on_empty=lambda slot: _say_empty(path, slot),
        )
    except Misuse as error:
        said = str(error)
        raise Misuse(said if said.startswith("cannot read") else f"{writable(str(path))}: {said}") from None
    return Change(path, page, changed)


def _say_empty(path: Path, slot: Slot) -> None:
    filters = " that passes its filters" if slot.asked else ""
    output.say(f"{writable(str(path))}: line {slot.line}: there is nothing for {slot.section}{filters}")


def read_page(path: Path) -> bytes:
    """Returns what a page holds. Raises `Misuse` when it is no file, cannot be read, or is too large."""
    try:
        return regular_file.read_bytes(str(path), most=PAGE_BYTES)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Misuse(f"cannot read {quoted(str(path))}: {reason}") from None


def parted(words: Sequence[str], *, into: bool) -> tuple[list[Path], tuple[str, ...]]:
    """Returns the pages among free words, as a shell makes them of `--into *.md`, and the other words.

    Raises `Misuse` for a page where no pages are filled: it is no word that somebody looks for.
    """
    pages = [word for word in words if _is_page(word, into=into)]
    if pages and not into:
        advice = command("gcmtrack", "export", "--into", *map(path_word, pages))
        raise Misuse(f"{quoted(pages[0])} is a file, no word to filter by; to fill a page: {advice}")
    return [Path(page) for page in pages], tuple(word for word in words if word not in pages)


def _is_page(word: str, *, into: bool) -> bool:
    path = Path(word)
    if fill.is_page(path):
        return True
    # A folder or file may be called as what is looked for; a name with an ending or a folder before it is none.
    return os.path.lexists(path) and (into or bool(path.suffix) or len(path.parts) > 1)
