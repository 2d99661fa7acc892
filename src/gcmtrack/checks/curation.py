"""What can be seen by a machine of how records are to be written: links, words and ids."""

import re
from collections.abc import Iterator
from functools import cache

from gcmtrack.checks.context import Checkup, at
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import redated
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.text import command

# Hosts that show what others wrote, uploaded by anyone: the text there may be cut, altered, or gone tomorrow.
_COPIES = (
    "123dok.com", "123dok.org", "academia.edu", "docplayer.es", "docplayer.net", "docplayer.fr", "docslib.org",
    "dokumen.pub", "dokumen.tips", "fdocuments.ec", "fdocuments.in", "fdocuments.net", "fdocuments.nl", "fdocuments.us",
    "info.5y1.org", "lawsdocbox.com", "pdfcoffee.com", "pdfhost.io", "pdfslide.net", "pdfslide.tips", "pdfslide.us",
    "readkong.com", "scribd.com", "sgpjbg.com", "slideorbit.com", "slideshare.net", "studylib.es", "studylib.net",
    "technocracy.news", "vdocuments.mx", "vdocuments.net", "vdocuments.site", "yumpu.com",
)  # fmt: skip
# A part of a host's name by which people tell each other that a site is being built.
_BUILT = re.compile(r"(?:^|[.-])(?:dev|test|staging|preprod|localhost)\d*(?=[.-])|flywheelstaging\.com$")

# Only where the Compact itself is signed: not a letter about it, nor an agreement for its conference.
_SIGNED = re.compile(
    r"\b[Ss]ign(?:s|ed|ing)?\s+(?:up\s+to\s+|of\s+)?"
    r"(?:(?:the|a|this|that|new|whole|UN|U\.N\.|United\s+Nations|Global|global|Marrakech|migration)\s+)*"
    r"(?:[Cc]ompact|[Pp]act|[Aa]ccord)\b"
    r"|(?:^|[.;:,]\s+|\bthat\s+)(?:[Tt]he\s+)?(?:(?:UN|Global|global|migration)\s+)*(?:[Cc]ompact|[Pp]act|[Aa]ccord)"
    r"\s+(?:is|was|were|has\s+been|will\s+be)\s+(?:not\s+)?signed\b"
    r"|\b[Ff]irm(?:a|an|ó|aron|ar|ará|arán|ando|ado|ada)\s+(?:el|al|del|de|este|un)\s+[Pp]acto\b"
    r"|\b[Ss]ign(?:e|ent|a|er|era|eront|é|és|ant|ature)\s+(?:le|du|au|ce|un)\s+[Pp]acte\b"
)
_DAY_IN_ID = re.compile(
    r"(?:^|-)(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?(?=-|$)"
)


def copied_link(checkup: Checkup) -> Iterator[Finding]:
    """A link to a host of uploads and copies, or to a site that is being built.

    A reader is led to whoever issued the text; what was seen only as a copy stands as a source.
    """
    for record in checkup.each:
        for position, link in enumerate(record.links):
            host = _host(link.url)
            if _shows_copies(host):
                said = f"{host} shows copies: link to the issuer, and keep this address under [[sources]]"
                yield at(record, "links", position, "url", says=said)


def never_signed(checkup: Checkup) -> Iterator[Finding]:
    """A title or summary of ours that has somebody sign the Compact.

    It was adopted and is joined, endorsed or left; nobody ever signed it. A statement's own title stays as it is.
    """
    for record in checkup.dated:
        texts: dict[tuple[str, ...], str | None] = {("summary",): record.summary}
        texts |= {("summaries", language): text for language, text in record.summaries.items()}
        if isinstance(record, Milestone):
            texts[("title",)] = record.title
        for key, text in texts.items():
            # Each of its words for signing has one of these; looking for them first takes a tenth of the time.
            if text and ("ign" in text or "irm" in text) and (found := _SIGNED.search(text)):
                said = f"{found[0].lstrip(' .;:,')!r}: the Compact was adopted and is joined or endorsed; nobody signs it"
                yield at(record, *key, says=said)


def id_date(checkup: Checkup) -> Iterator[Finding]:
    """A statement whose id carries another year, month or day than its date.

    One of the two is wrong, and people quote the id. What stands in place of a record of the base keeps that one's id.
    """
    for statement in checkup.statements:
        said = _DAY_IN_ID.search(statement.id) if statement.overrides is None else None
        if said and not _within(statement, said):
            written = "-".join(part for part in said.groups() if part)
            way = command("gcmtrack", "rename", statement.id, redated(statement.id, written, statement.date))
            told = f"the id says {written}, the date {statement.date}; give it another id with: {way}"
            yield at(statement, "date", says=told)


def _host(url: str) -> str:
    found = re.match(r"\w+://(?:[^/@]*@)?([^/:?#]+)", url)
    return found[1].lower().rstrip(".") if found else ""


@cache
def _shows_copies(host: str) -> bool:
    return any(host == copy or host.endswith(f".{copy}") for copy in _COPIES) or bool(_BUILT.search(host))


def _within(statement: Statement, said: "re.Match[str]") -> bool:
    """Whether the year, month and day of an id, as far as it has them, lie between the first and the last day."""
    given = tuple(int(part) for part in said.groups() if part)
    first, last = statement.date.first, statement.date.last
    size = len(given)
    return (first.year, first.month, first.day)[:size] <= given <= (last.year, last.month, last.day)[:size]
