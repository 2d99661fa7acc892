"""From what a row says to the table of a record's file: of a new one, or over one that is there."""

from collections.abc import Mapping
from typing import Any

from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Milestone, Record
from gcmtrack.model.un_symbols import official_link
from gcmtrack.store import toml_text

Said = Mapping[str, Any]


def whole(folder: Folder, said: Said) -> dict[str, Any]:
    """Returns the table of a new record: what is empty is left out; a link without a source is the source too."""
    given = {key: value for key, value in said.items() if value not in (None, "", [], {})}
    table = {key: value for key, value in given.items() if "." not in key}
    place: dict[str, Any] = {}
    for key, inner, value in _inner(given):
        if key == "place":
            place[inner] = value
        elif key not in ("links", "source"):
            table[key] = {**table.get(key, {}), inner: value}
    if _PLACE.isdisjoint(table):
        table |= place
    urls = given.get("links.url", [])
    languages = table.get("languages", ())
    language = {"language": languages[0]} if len(languages) == 1 else {}
    if urls and "links" not in table:
        table["links"] = [{"url": url, **language} for url in urls]
    if "sources" not in table and (source := _source(given, table, urls)):
        table["sources"] = [source]
    if table.get("status") == "confirmed":
        del table["status"]
    if folder == "organisations" and "sources" not in table and "url" in table and "name" in table:
        # As with `add-organisation`.
        table["sources"] = [{"title": table["name"], "url": table["url"]}]
    return table


def _inner(given: Said) -> list[tuple[str, str, Any]]:
    return [(*key.partition(".")[::2], value) for key, value in given.items() if "." in key]


def _source(given: Said, table: Said, urls: list[str]) -> dict[str, Any] | None:
    source = {inner: value for key, inner, value in _inner(given) if key == "source"}
    if urls and "url" not in source and "locator" not in source:
        source["url"] = urls[0]
    if not source or "title" in source:
        return source or None
    title = table.get("title") or table.get("name")
    return {"title": title, **source} if title else source


# What a row of another program's list says of its own entry, and not of what it is about.
_OF_ENTRY = frozenset({"added", "checked"})


_PLACE = frozenset({"venue", "city", "country"})


def over(record: Record, said: Said, *, by_id: bool, exact: bool) -> dict[str, Any]:
    """Returns the table of a record with what a row says over it.

    An empty cell takes a value out only where the row names the record by its id: other lists just do not have it.
    Links are added. A source of a list is no value of the record. Unless it is `exact`, a list knows no "about".
    """
    before = toml_text.plain(record)
    table = dict(before)
    placed = not _PLACE.isdisjoint(before)
    for key, value in said.items():
        if key == "links.url":
            table["links"] = _linked(record, table.get("links", ()), value)
        elif "." in key:
            outer, inner = key.split(".", 1)
            if outer == "place":
                table |= {} if placed else {inner: value}
            elif outer != "source" and (value is not None or by_id):
                table[outer] = {**table.get(outer, {}), inner: value}
        elif key == "date" and not exact and unqualified(value or "") == unqualified(before.get("date", "")):
            continue
        elif by_id or (value not in (None, "", [], {}) and key not in _OF_ENTRY):
            table[key] = value
    if table.get("status") == "confirmed":
        del table["status"]
    return {
        key: kept
        for key, value in table.items()
        if (kept := _without_nothing(value)) not in (None, "", [], (), {})
    }


def unqualified(edtf: str) -> str:
    """Returns a date without the marks that say "about" and "perhaps"."""
    return edtf.translate(_MARKS)


_MARKS = str.maketrans("", "", "~?%")


def _without_nothing(value: Any) -> Any:
    return (
        {key: item for key, item in value.items() if item is not None} if isinstance(value, dict) else value
    )


def _linked(record: Record, links: Any, urls: list[str]) -> list[Any]:
    known = {link.url for link in record.links} | {source.url for source in record.sources}
    if isinstance(record, Milestone) and record.symbol:
        known.add(official_link(record.symbol))
    return [*links, *({"url": url} for url in urls if url not in known)]
