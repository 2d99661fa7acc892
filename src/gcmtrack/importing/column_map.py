"""`--map FILE`: what a person says of a table whose columns have names of their own."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from gcmtrack.errors import Misuse
from gcmtrack.importing.column_names import target_of
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.store import toml_text
from gcmtrack.text import one_of, unknown_word

Numbers = Literal["day-first", "month-first"]


class ColumnMap(NamedTuple):
    """What the rows are, which column holds what (the heading by our key), what goes for rows that do not say it, and
    how dates in numbers are meant."""

    folder: Folder | None = None
    columns: Mapping[str, str] = {}
    defaults: Mapping[str, str] = {}
    numbers: Numbers | None = None


_KEYS = ("record", "numeric_dates", "columns", "defaults")


def read(raw: bytes, name: str) -> ColumnMap:
    """Returns the map of a file. Raises `Misuse` for what it cannot say."""
    try:
        table = toml_text.parse(toml_text.decode(raw))
    except toml_text.TomlSyntaxError as error:
        raise Misuse(f"{name}:{error.problem.line}: {error.problem.message}") from None
    for key in table:
        if key not in _KEYS:
            raise Misuse(f"{name}: {unknown_word('key', key, _KEYS)}")
    folder = None if "record" not in table else kind(str(table["record"]))
    numbers = table.get("numeric_dates")
    if numbers is not None and numbers not in get_args(Numbers):
        raise Misuse(
            f"{name}: numeric_dates is {one_of(list(map(repr, get_args(Numbers))))}, not {numbers!r}"
        )
    return ColumnMap(folder, _texts(table, "columns", name), _texts(table, "defaults", name), numbers)


def _texts(table: Mapping[str, Any], key: str, name: str) -> dict[str, str]:
    inner = table.get(key, {})
    if not isinstance(inner, dict):
        raise Misuse(f"{name}: {key!r} is a table, as in [{key}]")
    found: dict[str, str] = {}
    for inner_key, value in inner.items():
        if isinstance(value, dict):
            # titles.es = "..." in TOML is a table too.
            found |= {f"{inner_key}.{last}": str(text) for last, text in value.items()}
        elif isinstance(value, list):
            found[inner_key] = "; ".join(str(item).replace(";", "\\;") for item in value)
        else:
            found[inner_key] = str(value)
    return found


def kind(text: str) -> Folder:
    """Returns the kind of record that a person names: "milestone", "milestones". Raises `Misuse`."""
    for folder in FOLDERS:
        if text.strip().lower() in (folder, folder.removesuffix("s")):
            return folder
    raise Misuse(unknown_word("kind of record", text, [folder.removesuffix("s") for folder in FOLDERS]))


def target(key: str, folder: Folder) -> str:
    """Returns the target that a person names by a key of the record or the name of a column. Raises `Misuse`."""
    found = target_of(key, folder) or target_of(key.replace("-", "_"), folder)
    if found is None and key.partition(".")[0] in (
        "source",
        "sources",
        "titles",
        "names",
        "speaker",
        "links",
    ):
        found = {"sources": "source", "links": "link"}.get(key, key).replace("sources.", "source.")
    found = {"links.url": "link", "speaker.name": "speaker", "speaker.role": "speaker_role"}.get(
        found or "", found
    )
    if found is None:
        raise Misuse(f"{unknown_word('key', key, _known(folder))}")
    return found


def _known(folder: Folder) -> list[str]:
    from gcmtrack.formats.columns import columns

    return [column.name for column in columns(folder) if column.key is not None]
