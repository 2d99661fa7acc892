"""Where the text of a record is: which link leads to it, and which only to a report about it."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.tables import Link
from gcmtrack.patterns import late

# Where a link has no `role`, its title tells: "News report", "Report on the changes", "Article that quotes the letter".
_REPORT = late(
    r"(?:un )?(?:"
    r"(?:news|press|media) (?:report|article|item|story|coverage)\b"
    r"|(?:report|article|coverage|newsletter|summary)(?: (?:on|about|that|of the (?:day|meeting|plenary|message|forum))\b|$)"
    r"|article de presse\b|article (?:sur|qui)\b|nota informativa\b|noticia\b|informe sobre\b|art[ií]culo (?:sobre|que)\b"
    r")",
    re.IGNORECASE,
)
# Those who report on negotiations of the United Nations and issue none of the texts.
_REPORTERS = ("iisd.org",)


class TextLinks(msgspec.Struct, frozen=True):
    """The address of a text, and that of a report about it; each empty where there is none."""

    address: str
    report: str


def is_report(link: Link) -> bool:
    """Tells whether a link leads to a report about the text and not to the text: by its role, else by its title or host."""
    if link.role is not None:
        return link.role == "report"
    return _is_reporter(link.url) or (link.title is not None and _names_report(link.title))


def _is_reporter(url: str) -> bool:
    if not any(name in url.lower() for name in _REPORTERS):
        return False
    from urllib.parse import urlsplit

    host = urlsplit(url).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in _REPORTERS)


@lru_cache(maxsize=1 << 12)
def _names_report(title: str) -> bool:
    return _REPORT.match(title) is not None


def text_links(record: Milestone | Statement) -> TextLinks:
    """Returns where the text is: the official place of a symbol, else the best link that is no report about it."""
    reports = [link for link in record.links if is_report(link)]
    if isinstance(record, Milestone) and record.symbol:
        from gcmtrack.model import un_symbols

        address = un_symbols.official_link(record.symbol)
    else:
        link = _best(record, reports)
        address = link.url if link else ""
    return TextLinks(address, reports[0].url if reports else "")


def text_link(record: Milestone | Statement) -> Link | None:
    """Returns the link to the text: of a statement the one in its original language where there is one; else that which
    says that it is the text, else the first; never a report."""
    return _best(record, [link for link in record.links if is_report(link)])


def _best(record: Milestone | Statement, reports: Sequence[Link]) -> Link | None:
    found = [link for link in record.links if link not in reports] if reports else record.links
    if len(found) < 2:
        return found[0] if found else None
    original = record.languages[:1] if isinstance(record, Statement) else ()
    return min(found, key=lambda link: _rank(link, original))


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
    if record.symbol is None:
        return found
    from gcmtrack.model import un_symbols

    return found | set(un_symbols.languages(record.symbol))
