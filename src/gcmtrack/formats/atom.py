"""Atom (RFC 4287): a feed to follow in a reader; ids that stay, days of the record."""

from xml.etree import ElementTree as ET

from gcmtrack.formats.feed_request import moment, of_request
from gcmtrack.formats.request import Request, Written
from gcmtrack.printable import encoded, visible
from gcmtrack.text import counted
from gcmtrack.views.news import Entry, Feed

_NAMESPACE = "http://www.w3.org/2005/Atom"
_AUTHOR = "gcmtrack"


def export(request: Request) -> Written:
    feed = of_request(request)
    return Written([write(feed)], counted(len(feed.entries), "entry", "entries"))


def write(feed: Feed) -> bytes:
    """Returns the feed as an Atom document."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", moment(feed.updated))
    for relation, address in (("self", feed.url), ("alternate", feed.home)):
        if address:
            ET.SubElement(root, "link", {"rel": relation, "href": encoded(address)})
    _add(ET.SubElement(root, "author"), "name", _AUTHOR)
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _entry(element: ET.Element, entry: Entry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", moment(entry.updated))
    _add(element, "published", moment(entry.published))
    if entry.url:
        ET.SubElement(element, "link", {"rel": "alternate", "href": encoded(entry.url)})
    for subject in entry.subjects:
        ET.SubElement(element, "category", {"term": _text(subject)})
    _add(element, "content", entry.text).set("type", "text")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _text(text)
    return element


def _text(text: str) -> str:
    """Text without what XML cannot hold."""
    return (
        visible(text.replace("\r\n", "\n").replace("\r", "\n"))
        .replace("\ufffe", "\ufffd")
        .replace("\uffff", "\ufffd")
    )
