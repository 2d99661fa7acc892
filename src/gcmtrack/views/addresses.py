"""Where a record leads a reader to: its text, its page, its video, in one language or in any."""

from gcmtrack.model import un_symbols
from gcmtrack.model.records import Milestone, Organisation, Record

# The United Nations keep their documents in these.
_UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def of_record(record: Record, language: str | None = None) -> str:
    """Returns the address of the text of a symbol, else of the first link, else the site of an organisation; with a
    language only of what is in it. Empty when there is none. Never anything but http and https."""
    found = [
        *_official(record, language),
        *(link.url for link in record.links if language in (None, link.language)),
    ]
    if isinstance(record, Organisation) and language is None and record.url:
        found.insert(0, record.url)
    return next((url for url in found if url.startswith(("http://", "https://"))), "")


def languages(record: Record) -> list[str]:
    """Returns the languages in which `of_record` finds something, each once."""
    official = _UN_LANGUAGES if isinstance(record, Milestone) and record.symbol else ()
    return list(dict.fromkeys((*official, *(link.language for link in record.links if link.language))))


def _official(record: Record, language: str | None) -> list[str]:
    symbol = record.symbol if isinstance(record, Milestone) else None
    if not symbol or (language is not None and language not in _UN_LANGUAGES):
        return []
    return [un_symbols.official_link(symbol, language)]
