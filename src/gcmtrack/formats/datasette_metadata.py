"""What Datasette is told of a database: titles, labels, descriptions, the licence (`datasette gcm.db -m metadata.json`)."""

from typing import Any

import msgspec

from gcmtrack.formats.columns import columns
from gcmtrack.model.ids import FOLDERS, Folder

# By this a file of ours is known from one that somebody wrote.
ABOUT = "gcmtrack"

_FACETS: dict[Folder, list[str]] = {
    "milestones": ["phase", "kind", "status", "region"],
    "statements": ["kind", "stance", "milestone"],
    "organisations": ["type", "country_name"],
}
_DESCRIPTIONS: dict[Folder, str] = {
    "milestones": "What happened or will happen: events, documents, decisions and deadlines.",
    "statements": "Who said what about it.",
    "organisations": "Who they are: networks, UN bodies, States, unions, faith groups, cities.",
}


def metadata(database: str, before: bytes | None) -> bytes | None:
    """Returns the metadata of a database of that name, beside that of others of ours in `before`; None when somebody else
    wrote that."""
    databases: dict[str, Any] = {}
    if before is not None:
        try:
            found = msgspec.json.decode(before, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError):
            return None
        if found.get("about") != ABOUT:
            return None
        databases = found.get("databases", {})
    told = {
        "title": "The record of the Global Compact for Migration",
        "description": "Milestones, statements and organisations; every record names its sources in the column sources.",
        "license": "CC0 1.0",
        "license_url": "https://creativecommons.org/publicdomain/zero/1.0/",
        "source": "The sources of each record, as compiled with gcmtrack",
        "about": ABOUT,
        "databases": {**databases, database: {"tables": _tables()}},
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = {
        folder: {
            "description": _DESCRIPTIONS[folder],
            "label_column": "name" if folder == "organisations" else "title",
            "sort": "id" if folder == "organisations" else "start",
            "facets": _FACETS[folder],
            "columns": {
                **{column.name: column.description for column in columns(folder)},
                "words": "all that the record says, which the full-text search looks through",
            },
        }
        for folder in FOLDERS
    }
    return {
        **tables,
        "objectives": {"description": "The 23 objectives of the Compact.", "label_column": "short"},
    }
