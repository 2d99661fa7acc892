"""Where the text of a record is: which link leads to it, and which only to a report about it."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from gcmtrack.model import un_symbols
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.tables import Link

# Where a link has no `role`, its title tells: "News report", "Report on the changes", "Article that quotes the letter".
_REPORT = re.compile(
    r"(?:un )?(?:"
    r"(?:news|press|media) (?:report|article|item|story|coverage)\b"
    r"|(?:report|article|coverage|newsletter|summary)(?: (?:on|about|that|of the (?:day|meeting|plenary|message|forum))\b|$)"
    r"|article de presse\b|article (?:sur|qui)\b|nota informativa\b|noticia\b|informe sobre\b|art[ií]culo (?:sobre|que)\b"
    r")",
    re.IGNORECASE,
)
# Those who report on negotiations of the United Nations and issue none of the texts.
_REPORTERS = ("iisd.org",)


class TextLinks(NamedTuple):
    """The address of a text, and that of a report about it; each empty where there is none."""

    address: str
    report: str


def is_report(link: Link) -> bool:
    """Tells whether a link leads to a report about the text and not to the text: by its role, else by its title or host."""
    if link.role is not None:
        return link.role == "report"
    host = urlsplit(link.url).hostname or ""
    reporter = any(host == name or host.endswith(f".{name}") for name in _REPORTERS)
    return reporter or _REPORT.match(link.title or "") is not None


def text_links(record: Milestone | Statement) -> TextLinks:
    """Returns where the text is: the official place of a symbol, else the best link that is no report about it."""
    link = text_link(record)
    address = link.url if link else ""
    if isinstance(record, Milestone) and record.symbol:
        address = un_symbols.official_link(record.symbol)
    return TextLinks(address, next((link.url for link in record.links if is_report(link)), ""))


def text_link(record: Milestone | Statement) -> Link | None:
    """Returns the link to the text: of a statement the one in its original language where there is one; else that which
    says that it is the text, else the first; never a report."""
    found = [link for link in record.links if not is_report(link)]
    original = record.languages[:1] if isinstance(record, Statement) else ()
    return min(found, key=lambda link: _rank(link, original), default=None)


def _rank(link: Link, original: Sequence[str]) -> tuple[bool, bool]:
    return link.language not in original, link.role != "text"


def languages_of(record: Milestone | Statement) -> set[str]:
    """Returns the languages in which a record can be read: its own, those of its links and of its titles, but for those
    in which only we say it; and those in which the United Nations issues what has a symbol. A report about a text is not
    the text in that language."""
    is_text = isinstance(record, Statement) or record.kind == "document"
    found = {link.language for link in record.links if link.language and not (is_text and is_report(link))}
    found |= set(record.titles).difference(record.our_translations)
    if isinstance(record, Statement):
        return found | set(record.languages)
    return found | set(un_symbols.languages(record.symbol)) if record.symbol else found
