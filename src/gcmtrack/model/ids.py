"""Ids, and the folders in which records live: the folder is the kind, the stem of the file is the id."""

import re
from typing import TYPE_CHECKING, Literal

from gcmtrack.model.limits import ID_LENGTH
from gcmtrack.patterns import late
from gcmtrack.text import slug

if TYPE_CHECKING:
    from gcmtrack.model.dates import When

Folder = Literal["milestones", "statements", "organisations"]
FOLDERS: tuple[Folder, ...] = ("milestones", "statements", "organisations")

# `$` alone would let a line end follow.
_WORDS = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_PATTERN = rf"^{_WORDS}$(?!\n)"
# A mandate is named by the decision that gives it and its id there: a-res-73-195/review-forum.
MANDATE_PATTERN = rf"^{_WORDS}/{_WORDS}$(?!\n)"

_ID = late(ID_PATTERN)

# Names that Windows keeps for devices, whatever follows a dot: a record so called could not be checked out there.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


# Where the JSON Schemas of a records folder stand, as seen from a record; editors find them by a first line.
SCHEMAS = "../schema"


def schema_file(folder: Folder) -> str:
    return f"{folder}.schema.json"


# The schema of `gcmtrack.toml`, and the first line by which that names it.
SETTINGS_SCHEMA = "gcmtrack.schema.json"


def settings_line(place: str) -> str:
    """Returns the first line by which `gcmtrack.toml` names its schema in `place`, without a line end."""
    return f"#:schema {place}/{SETTINGS_SCHEMA}"


def schema_line(folder: Folder, place: str = SCHEMAS) -> str:
    """Returns the first line by which a record of this kind names its schema in `place`, without a line end."""
    return f"#:schema {place}/{schema_file(folder)}"


def is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and len(text) <= ID_LENGTH


def id_like(text: str) -> str:
    """Returns the id that comes nearest to `text`; empty when nothing of it can stand in an id."""
    return slug(text)[:ID_LENGTH].strip("-")


def redated(id_: str, said: str, when: "When") -> str:
    """Returns an id with the first day of `when` in place of the date that it says, as exactly as far as that is known."""
    day = "-".join(when.start.unqualified.split("-")[: said.count("-") + 1])
    return re.sub(rf"(?<!\d){said}(?!\d)", day, id_, count=1)


def noun(folder: Folder) -> str:
    """Returns what one record of this kind is called: "milestone"."""
    return folder.removesuffix("s")


def path_of(folder: Folder, id_: str) -> str:
    """Returns the path of a record inside the records folder."""
    return f"{folder}/{id_}.toml"
