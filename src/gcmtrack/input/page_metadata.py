"""What a web page says of itself: title, date, language, publisher, author, and of an event its days and place.

From Open Graph, Dublin Core, schema.org (JSON-LD), the tags of scholarly citations and HTML itself; each value with the
place where it was read. What a page says is somebody's word, nothing more.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urljoin

import msgspec

from gcmtrack.errors import Misuse
from gcmtrack.input import values
from gcmtrack.input.cleaning import clean
from gcmtrack.input.html_tokens import Tag, tokens

Key = str
# The keys for which a page may have something, in the words of the forms that use them.
KEYS = ("title", "date", "language", "publisher", "author", "address", "venue", "city", "country")

# What is read for a key, the surest first: tags of `meta`, keys of JSON-LD.
_META: dict[Key, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "date": (
        "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date",
        "dcterms.date", "dcterms.created", "dc.date.created", "article:published_time", "og:article:published_time", "date",
    ),
    "language": ("citation_language", "dc.language", "dcterms.language", "og:locale", "content-language"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name", "application-name"),
    "author": ("citation_author_institution", "citation_author", "dc.creator", "dcterms.creator", "article:author", "author"),
    "address": ("og:url", "citation_public_url", "dc.identifier.uri"),
}  # fmt: skip
_TEXTS = {"Article", "NewsArticle", "Report", "WebPage", "BlogPosting", "PressRelease", "ScholarlyArticle", "Legislation", "CreativeWork", "TechArticle", "DigitalDocument", "Statement"}  # fmt: skip
# A text that is longer is no value of a form.
_LONGEST = 500


class Found(NamedTuple):
    """A value that a page gives for a key, and where: "og:title", "JSON-LD datePublished", "<html lang>"."""

    value: str
    where: str


def read(text: str, today: date, address: str | None = None) -> dict[Key, Found]:
    """Returns what a page says of itself by key, the surest of each. `address` is where it was fetched."""
    page = _Page(text)
    found: dict[Key, Found] = {}
    for key, each in (*_of_json(page.json, today), *_of_meta(page.meta), *_of_html(page)):
        value = _settled(key, each.value, address, today)
        if value and key not in found:
            found[key] = Found(value, each.where)
    return found


class _Page:
    """The parts of a page that speak of it."""

    def __init__(self, text: str) -> None:
        self.meta: dict[str, list[str]] = {}
        self.json: list[Any] = []
        self.language = self.canonical = ""
        self.titles: dict[str, str] = {}
        self._read(text)

    def _read(self, text: str) -> None:
        open_: Tag | None = None
        for token in tokens(text):
            if not isinstance(token, Tag):
                continue
            if open_ is not None and token.closing and token.name == open_.name:
                self._inside(open_, text[open_.end : token.begin])
                open_ = None
            if token.closing:
                continue
            if token.name in ("title", "script", "h1"):
                open_ = token
            elif token.name == "html":
                self.language = token.attribute("lang") or token.attribute("xml:lang") or ""
            elif token.name == "link" and (token.attribute("rel") or "").lower() == "canonical":
                self.canonical = self.canonical or token.attribute("href") or ""
            elif token.name == "meta":
                self._meta(token)

    def _meta(self, tag: Tag) -> None:
        name = tag.attribute("property") or tag.attribute("name") or tag.attribute("http-equiv") or ""
        if content := tag.attribute("content"):
            self.meta.setdefault(
                name.lower().replace("dcterms:", "dcterms.").replace("dc:", "dc."), []
            ).append(content)

    def _inside(self, tag: Tag, content: str) -> None:
        if tag.name == "script":
            if "ld+json" in (tag.attribute("type") or "").lower():
                try:
                    self.json.append(msgspec.json.decode(content.strip()))
                except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
                    return
        else:
            self.titles.setdefault(tag.name, re.sub(r"<[^<>]*>", " ", content))


def _of_meta(meta: Mapping[str, Sequence[str]]) -> Iterator[tuple[Key, Found]]:
    for key, names in _META.items():
        for name in names:
            for value in meta.get(name, ())[:1]:
                yield key, Found(value, name)


def _of_html(page: _Page) -> Iterator[tuple[Key, Found]]:
    for name in ("h1", "title"):
        if name in page.titles:
            yield "title", Found(page.titles[name], f"<{name}>")
    yield "language", Found(page.language, "<html lang>")
    yield "address", Found(page.canonical, '<link rel="canonical">')


def _of_json(documents: Sequence[Any], today: date) -> Iterator[tuple[Key, Found]]:
    things = [thing for document in documents for thing in _things(document, 0)]
    for thing in things:
        kinds = _kinds(thing)
        if any(kind.endswith("Event") for kind in kinds):
            yield from _event(thing, today)
    for thing in things:
        if _TEXTS & _kinds(thing):
            yield from _text(thing)


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for each in value[:200]:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        yield from _things(value.get("@graph", []), depth + 1)


def _kinds(thing: Mapping[str, Any]) -> set[str]:
    kinds = thing.get("@type", [])
    return {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _event(thing: Mapping[str, Any], today: date) -> Iterator[tuple[Key, Found]]:
    yield "title", Found(_said(thing.get("name")), "JSON-LD name")
    start, end = (_day(_said(thing.get(key)), today) for key in ("startDate", "endDate"))
    if start:
        yield "date", Found(f"{start}/{end}" if end and end > start else start, "JSON-LD startDate")
    place = thing.get("location")
    place = place[0] if isinstance(place, list) and place else place
    if isinstance(place, dict):
        yield "venue", Found(_said(place.get("name")), "JSON-LD location")
        post = place.get("address")
        if isinstance(post, dict):
            yield "city", Found(_said(post.get("addressLocality")), "JSON-LD addressLocality")
            yield "country", Found(_said(post.get("addressCountry")), "JSON-LD addressCountry")
    yield "author", Found(_said(thing.get("organizer")), "JSON-LD organizer")
    yield "language", Found(_said(thing.get("inLanguage")), "JSON-LD inLanguage")


def _text(thing: Mapping[str, Any]) -> Iterator[tuple[Key, Found]]:
    for key, names in (
        ("title", ("headline", "name")),
        ("date", ("datePublished", "dateCreated")),
        ("language", ("inLanguage",)),
        ("publisher", ("publisher",)),
        ("author", ("author", "creator")),
    ):
        for name in names:
            yield key, Found(_said(thing.get(name)), f"JSON-LD {name}")


def _said(value: Any) -> str:
    """A value of JSON-LD as text: one is often a thing with a name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("alternateName")
    return value if isinstance(value, str) else ""


def _settled(key: Key, text: str, address: str | None, today: date) -> str:
    """A value as a form takes it; empty for what it cannot."""
    value = " ".join(clean(html.unescape(text)).split())
    if not value or len(value) > _LONGEST:
        return ""
    if key == "date":
        return _day(value, today)
    if key == "language":
        return (
            re.split(r"[-_]", value)[0].lower()
            if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", value)
            else value
        )
    if key == "address":
        whole = urljoin(address or "", value)
        return whole if re.match(r"https?://[^\s/]+", whole) else ""
    # An author that is an address names nobody.
    return "" if key in ("author", "publisher") and re.match(r"https?://", value) else value


def _day(text: str, today: date) -> str:
    """A date as records write it, a time cut off; empty for what is none."""
    day = re.sub(r"(?<=\d)(?:T|\s+)\d{1,2}:?\d\d.*", "", text.strip())
    day = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", day)
    try:
        return str(values.when(day, today))
    except Misuse:
        return ""
