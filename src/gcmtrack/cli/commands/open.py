"""`gcmtrack open`"""

from typing import Annotated

from gcmtrack.cli import browser, completion, output
from gcmtrack.cli.declared import Argument, Option
from gcmtrack.cli.options import RecordsOption
from gcmtrack.errors import NoLink
from gcmtrack.model.records import Record
from gcmtrack.text import one_of


def open(
    id: Annotated[
        str,
        Argument(
            metavar="ID",
            help="An id, the start of one, a UN symbol, or an organisation's acronym or name.",
            autocompletion=completion.all_records,
        ),
    ],
    lang: Annotated[
        str | None,
        Option(
            "--lang",
            metavar="LANGUAGE",
            help="The text in this language: code or name.",
            autocompletion=completion.languages,
        ),
    ] = None,
    print_: Annotated[bool, Option("--print", help="Only print the address.")] = False,
    records: RecordsOption = None,
) -> None:
    """Open the text, the page or the video of a record in the browser; the address is printed too.

    Where there is no browser, the address alone is printed.
    """
    from gcmtrack.input import lookup, values
    from gcmtrack.views import addresses

    loaded = output.open_records(records)
    record = lookup.find_record(loaded.records, id)
    language = None if lang is None else values.code(lang, "language")
    found = addresses.of_record(record, language)
    if not found:
        raise NoLink(_reason(record, language))
    output.write_lines([found])
    if not print_ and not browser.show(found):
        output.say("the browser did not start; open the address yourself")


def _reason(record: Record, language: str | None) -> str:
    """Why there is nothing to open, and where to look instead."""
    from gcmtrack.model.iso_codes import LANGUAGES
    from gcmtrack.views import addresses

    having = addresses.languages(record)
    if language is not None and (having or addresses.of_record(record)):
        others = one_of([LANGUAGES.get(code, code) for code in having], joint="and")
        there = f"; there is {others}" if others else f"; without --lang: gcmtrack open {record.id}"
        return f"{record.id} has no link in {LANGUAGES[language]}{there}"
    return f"{record.id} has no link; see where it is known from with: gcmtrack show {record.id}"
