"""A table for Excel in another language than English: its headings and the words of the vocabulary in its cells, and back.

Ids, codes, dates as EDTF, addresses and what records hold as JSON are the same in every language.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from gcmtrack.formats.cells import join, split
from gcmtrack.formats.columns import Column, Context
from gcmtrack.input import vocabulary_words
from gcmtrack.model.ids import Folder
from gcmtrack.wording import LANGUAGES, Wording, wording_of
from gcmtrack.wording.words import Group, group_of

# Columns that are no keys of a record and whose cells hold words of a list all the same.
_GROUPS: dict[str, Group] = {"record": "record", "precision": "precision"}


def heading(column: Column, wording: Wording) -> str:
    """Returns what stands above a column; its name where the language has no other."""
    return wording.find(f"csv-column.{column.name}") or column.name


def translated(column: Column, wording: Wording) -> Column:
    """Returns the column with the words of the vocabulary in the language."""
    value = column.value

    if column.name == "topics":
        return column._replace(
            value=lambda record, context: tuple(
                wording.label("topic", topic) for topic in value(record, context) or ()
            )
        )
    if _group(column.name, None) is None:
        return column

    def said(record: Any, context: Context) -> Any:
        word = value(record, context)
        group = _group(column.name, record.folder)
        return wording.label(group, word) if word and group else word

    return column._replace(value=said)


def _group(name: str, folder: Folder | None) -> Group | None:
    return _GROUPS.get(name) or group_of(name, folder)


def names_of(head: Sequence[str]) -> list[str] | None:
    """Returns the names of the columns under headings of one language; None where they are not all of such a table."""
    for language in LANGUAGES[1:]:
        names = _names(language)
        if head and all(heading in names for heading in head):
            return [names[heading] for heading in head]
    return None


@cache
def _names(language: str) -> dict[str, str]:
    return {heading: name for name, heading in wording_of(language).of_group("csv-column").items()}


def meant(name: str, cell: str, folder: Folder | None) -> str:
    """Returns a cell with the words of the vocabulary as files keep them; what means none of them as it is."""
    if name == "topics":
        return join(vocabulary_words.topic(topic) for topic in split(cell))
    group = _group(name, folder)
    if group is None or not cell:
        return cell
    for language in LANGUAGES[1:]:
        for word, label in wording_of(language).of_group(group).items():
            if label == cell:
                return word
    return cell
