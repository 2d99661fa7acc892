"""What a records folder says of itself in `gcmtrack.toml`."""

from pathlib import Path
from typing import NamedTuple

from gcmtrack.errors import InvalidRecords

FILE = "gcmtrack.toml"


class Settings(NamedTuple):
    """The settings of a records folder; None for what it does not say."""

    language: str | None = None


def read_settings(folder: Path) -> Settings:
    """Returns the settings of a records folder. Raises `InvalidRecords` for a file that cannot be read."""
    try:
        raw = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return Settings()
    from gcmtrack.store import toml_text

    try:
        table = toml_text.parse_any(toml_text.decode(raw))
    except toml_text.TomlSyntaxError as error:
        raise InvalidRecords(f"{FILE}: line {error.problem.line}: {error.problem.message}") from None
    language = table.get("language")
    if language is not None and not isinstance(language, str):
        raise InvalidRecords(f'{FILE}: language is a text, such as "es"')
    return Settings(language)
