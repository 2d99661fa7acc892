"""`--from PAGE`: a web page as link and source of a new record, and what it says of itself as answers to be seen."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from gcmtrack.cli.add import questions
from gcmtrack.cli.add.form import Form
from gcmtrack.cli.add.interview import Typed
from gcmtrack.cli.add.questions import AddSession
from gcmtrack.cli.page_source import page_source
from gcmtrack.errors import GcmtrackError
from gcmtrack.input import page_metadata
from gcmtrack.input.page_metadata import Found


class OfPage(NamedTuple):
    """What `--from` itself says, by option, as if it were typed: the address; and what the page says, to be offered."""

    named: Typed
    offered: Mapping[str, Found]


NOTHING = OfPage({}, {})


def read(form: Form, given: str, session: AddSession) -> OfPage:
    """Reads a page, asking an address once. Raises `GcmtrackError`, `Misuse` for a file that cannot be read."""
    from gcmtrack.audit.reading.source import decoded

    source = page_source(given)
    address = given if source.file is None and given != "-" else None
    found = page_metadata.read(decoded(source.raw, source.charset), session.today, address)
    named: dict[str, str | list[str]] = {}
    if address is not None:
        named = {"link": [address], "source-url": address, "source-accessed": session.today.isoformat()}
    elif source.file is not None:
        found["saved"] = Found(_saved(source.file).isoformat(), "when the file was saved")
    offered = {
        option: best
        for option, keys in form.of_page.items()
        if option not in named
        and (best := _best(form, option, [found[key] for key in keys if key in found], session))
    }
    return OfPage(named, offered)


def _saved(file: Path) -> date:
    return datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()


def _best(form: Form, option: str, found: list[Found], session: AddSession) -> Found | None:
    """The first that can be read as the option is; where none can, the first all the same when it is a name: who is not
    in the records can be added."""
    row = next(row for row in form.rows if row.option == option)
    for each in found:
        with suppress(GcmtrackError):
            questions.read(form.folder, row, each.value, session)
            return each
    return found[0] if found and option == "org" else None
