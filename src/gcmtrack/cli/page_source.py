"""Where pages come from: a file, standard input, an address on the web that is asked for once."""

import codecs
import sys
import time
from pathlib import Path
from typing import NamedTuple

from gcmtrack import __version__
from gcmtrack.cli.output import say
from gcmtrack.cli.paths import as_seen
from gcmtrack.errors import GcmtrackError, Misuse
from gcmtrack.model.limits import PAGE_BYTES
from gcmtrack.store import regular_file

_SECONDS = 20.0
_REDIRECTS = 5
_AGENT = f"gcmtrack/{__version__} (reads one page)"


class PageSource(NamedTuple):
    """The bytes of a page, by what name to call it, and what was said of its encoding and kind.

    `file` is None for what did not come from a file.
    """

    name: str
    raw: bytes
    file: Path | None = None
    charset: str | None = None
    html: bool = False


def page_source(given: str) -> PageSource:
    """Returns the page at a path, an address, or on standard input (`-`). Raises `Misuse` when it cannot be read."""
    if given == "-":
        try:
            return _text(PageSource("stdin", regular_file.read_stream(sys.stdin.buffer, PAGE_BYTES)))
        except OSError as error:
            raise Misuse(f"cannot read standard input: {error.strerror}") from None
    if given.startswith(("http://", "https://")):
        return _fetched(given)
    path = Path(given)
    try:
        return _text(PageSource(as_seen(path), regular_file.read_given(given, PAGE_BYTES), path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        hint = "; an address begins with https://" if isinstance(error, FileNotFoundError) else ""
        raise Misuse(f"cannot read {given!r}: {reason}{hint}") from None


# How documents begin that look like pages and are none: PDF, and the packed files of word processors.
_NO_PAGES = {b"%PDF-": "a PDF", b"PK\x03\x04": "a packed document"}
_LOOKED_AT = 8192


def _text(source: PageSource) -> PageSource:
    """Returns the source. Raises `Misuse` where it is no text, of which nothing could be said."""
    what = next((said for begins, said in _NO_PAGES.items() if source.raw.startswith(begins)), None)
    wide = source.raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if what is None and (wide or b"\0" not in source.raw[:_LOOKED_AT]):
        return source
    raise Misuse(f"{source.name} is {what or 'no text'}; pages are HTML, Markdown or plain text")


def _fetched(address: str) -> PageSource:
    """Asks for an address once, following a few redirects, within limits of size and time."""
    import httpx

    until = time.monotonic() + _SECONDS
    headers = {"User-Agent": _AGENT, "Accept": "text/html, text/markdown, text/plain;q=0.8, */*;q=0.1"}
    try:
        url = httpx.URL(address)
        public = not _said_private(url.host)
        with httpx.Client(headers=headers, timeout=_SECONDS, follow_redirects=False) as client:
            for _ in range(_REDIRECTS + 1):
                with client.stream("GET", url) as answer:
                    if answer.next_request is None:
                        return _page(address, answer, until)
                    url = answer.next_request.url
                if public and _private(url.host):
                    raise GcmtrackError(
                        f"{address} leads to {url.host}, a private address; it was not followed"
                    )
        raise GcmtrackError(f"{address} leads from address to address without end")
    except httpx.TimeoutException:
        raise GcmtrackError(f"{address} did not answer within {_SECONDS:.0f} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise GcmtrackError(f"cannot fetch {address}: {str(error).strip() or type(error).__name__}") from None


def _page(address: str, answer: "object", until: float) -> PageSource:
    import httpx

    assert isinstance(answer, httpx.Response)
    if answer.status_code >= 400:
        raise GcmtrackError(
            f"cannot fetch {address}: the server answers {answer.status_code} {answer.reason_phrase}"
        )
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not (kind.startswith("text/") or "html" in kind or "xml" in kind):
        raise GcmtrackError(f"{address} is no page but {kind}")
    read = bytearray()
    for piece in answer.iter_bytes():
        read += piece
        if len(read) > PAGE_BYTES:
            raise GcmtrackError(f"{address} has more than {PAGE_BYTES >> 20} MiB")
        if time.monotonic() > until:
            raise GcmtrackError(f"{address} did not answer within {_SECONDS:.0f} seconds")
    return PageSource(address, bytes(read), None, answer.charset_encoding, "html" in kind)


def _said_private(host: str) -> bool:
    """Whether a host is one of this machine or of a private network; that is said, since others do not see it."""
    if not _private(host):
        return False
    say(f"{host} is a private address: others do not see what is there")
    return True


def _private(host: str) -> bool:
    import ipaddress
    import socket

    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return any(not ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)
