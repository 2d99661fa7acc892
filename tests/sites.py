"""A site that tests look at: built once of the shipped records, in three languages."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from conftest import SHIPPED
from gcmtrack.site.build import build
from gcmtrack.site.plan import Plan
from gcmtrack.store.load import load
from gcmtrack.wording import wording_of

LANGUAGES = ("en", "es", "fr")
TODAY = date(2026, 11, 29)


def built(out: Path, *languages: str, records: Path = SHIPPED, today: date = TODAY, **more: object) -> Path:
    """Builds a site and returns its folder."""
    wordings = tuple(map(wording_of, languages or LANGUAGES))
    build(Plan(load(records).records, wordings, today, **more), out)  # type: ignore[arg-type]
    return out


class Page(NamedTuple):
    """What an HTML page holds: its elements with their attributes, and its text."""

    elements: list[tuple[str, dict[str, str]]]
    text: str

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag == name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(file: Path) -> Page:
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return Page(reader.elements, "".join(reader.text))


_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')


def broken_links(site: Path) -> Iterator[str]:
    """Yields every address of a page that leads to nothing in the folder, or to no such place of a page."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
    ids = {file: set(_ID.findall(text)) for file, text in texts.items()}
    known: dict[Path, bool] = {}
    for file, text in texts.items():
        for address in set(_ADDRESS.findall(text)):
            if address.startswith(("http://", "https://", "webcal://")):
                continue
            path, _, place = unquote(address.replace("&amp;", "&")).partition("#")
            target = Path(_normal(file.parent, path)) if path else file
            if target not in known:
                known[target] = target.is_file()
            if not known[target] or (place and "=" not in place and place not in ids[target]):
                yield f"{file.relative_to(site)}: {address}"


def _normal(folder: Path, path: str) -> str:
    import os.path

    return os.path.normpath(folder / path)
