"""Trying addresses: bounded and polite, and no verdict where none can be given.

At most a few requests at once, one at a time to each host with a pause between.
"""

import asyncio
import errno
import json
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from gcmtrack import __version__
from gcmtrack.checks.links import Result
from gcmtrack.model.addresses import normal_form
from gcmtrack.patterns import late

ARCHIVE = "https://archive.org/wayback/available"
# Some servers refuse what does not call itself this, or names what it is for.
_AGENT = f"Mozilla/5.0 (compatible; gcmtrack/{__version__})"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
_TIMEOUT = 20.0
# For one address with all that it leads to; a server may send a byte a second for ever.
_DEADLINE = 60.0
_REDIRECTS = 20
# The answer of an archive has less than 1 KB.
_ARCHIVE_BYTES = 1 << 16
_AT_ONCE = 8
_PAUSE = 0.5
# What these hosts answer to a program says nothing about the page.
_UNCERTAIN = frozenset({401, 403, 405, 406, 408, 409, 425, 429, 451})
_MOVED_FOR_GOOD = frozenset({301, 308})
# The first page of a site, or of its edition in a language.
_FIRST_PAGE = late(
    r"/*(?:[a-z]{2}(?:[-_][a-z]{2})?/*)?(?:(?:index|home|default)(?:\.[a-z]+)?/*)?", re.IGNORECASE
)


class RequestLimits(NamedTuple):
    """How a run behaves towards the hosts that it asks."""

    at_once: int = _AT_ONCE
    pause: float = _PAUSE
    timeout: float = _TIMEOUT
    archive: str = ARCHIVE
    deadline: float = _DEADLINE


_LIMITS = RequestLimits()


def try_all(urls: Iterable[str], answered: Callable[[Result], None], limits: RequestLimits = _LIMITS) -> bool:
    """Tries every address and hands over each answer as it comes; returns whether anything answered at all."""
    return asyncio.run(_try_all(list(urls), answered, limits))


async def _try_all(urls: list[str], answered: Callable[[Result], None], limits: RequestLimits) -> bool:
    turns = asyncio.Semaphore(limits.at_once)
    hosts: dict[str, asyncio.Lock] = {}
    async with _client(limits) as client:
        trial = _Trial(client, limits, answered)

        async def one(url: str) -> None:
            async with hosts.setdefault(_host(url), asyncio.Lock()), turns:
                began = time.monotonic()
                await trial.of(url)
                await asyncio.sleep(max(0.0, limits.pause - (time.monotonic() - began)))

        await asyncio.gather(*(one(url) for url in urls))
    trial.end()
    return trial.reached


def _client(limits: RequestLimits) -> httpx.AsyncClient:
    # What one page sets must not change how another answers.
    no_cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    headers = {"User-Agent": _AGENT, "Accept": _ACCEPT}
    return httpx.AsyncClient(timeout=limits.timeout, headers=headers, cookies=no_cookies)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return url


class _Trial:
    """One run over addresses. What looks like a fault of the network waits until something answers."""

    def __init__(
        self, client: httpx.AsyncClient, limits: RequestLimits, answered: Callable[[Result], None]
    ) -> None:
        self._client = client
        self._limits = limits
        self._answered = answered
        self._waiting: list[Result] = []
        self.reached = False

    async def of(self, url: str) -> None:
        result = await self._tried(url)
        if result.verdict == "dead":
            result = result._replace(archived=await self._archived(url))
        self._waiting.append(result)
        if self.reached:
            self.end()

    def end(self) -> None:
        """Hands over what waits. Where nothing at all answered, none of it is sure."""
        for result in self._waiting:
            self._answered(result if self.reached else result._replace(verdict="doubtful", sure=False))
        self._waiting.clear()

    async def _tried(self, url: str) -> Result:
        try:
            async with asyncio.timeout(self._limits.deadline):
                end = await self._end_of(url)
        except (httpx.TimeoutException, TimeoutError) as error:
            self.reached |= not isinstance(error, httpx.ConnectTimeout)
            return Result(url, "doubtful", "no answer in time")
        except httpx.ConnectError as error:
            return self._unreached(url, error)
        except httpx.UnsupportedProtocol as error:
            return Result(url, "dead", f"cannot be reached ({_reason(error)})")
        except Exception as error:  # noqa: BLE001 (whatever one address does, the others are tried)
            self.reached |= isinstance(error, httpx.TransportError)
            return Result(url, "doubtful", _reason(error))
        return _judged(url, end)

    async def _end_of(self, url: str) -> "_End":
        """Returns where an address leads. Many servers answer HEAD badly; what counts is whether a reader gets the page."""
        limits = self._limits
        try:
            async with asyncio.timeout(limits.deadline / 2):
                end = await self._end("HEAD", url, limits.timeout / 2)
            if end.code < 400:
                return end
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol):
            raise
        except Exception as error:  # noqa: BLE001 (what HEAD does says nothing about GET)
            self.reached |= isinstance(error, httpx.TransportError)
        return await self._end("GET", url, limits.timeout)

    async def _end(self, method: str, url: str, seconds: float) -> "_End":
        """Returns the status of what an address leads to in the end; no page is read."""
        answer, moved = await self._sent(self._client.build_request(method, url, timeout=seconds))
        await answer.aclose()
        return _End(answer.status_code, answer.reason_phrase, str(answer.url), moved)

    async def _sent(self, request: httpx.Request) -> tuple[httpx.Response, str | None]:
        """Returns the last answer, still to be read, and the address to which the page has moved for good.

        What comes with a redirect is not read, it may have no end.
        """
        moved, for_good = None, True
        for _ in range(_REDIRECTS + 1):
            answer = await self._client.send(request, stream=True)
            self.reached = True
            if answer.next_request is None:
                return answer, moved
            await answer.aclose()
            request = answer.next_request
            for_good = for_good and answer.status_code in _MOVED_FOR_GOOD
            if for_good:
                moved = str(request.url)
        raise httpx.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)

    def _unreached(self, url: str, error: httpx.ConnectError) -> Result:
        said = f"cannot be reached ({_reason(error)})"
        causes = list(_causes(error))
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            self.reached = True
            return Result(url, "doubtful", f"no safe connection ({_reason(error)})")
        numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
        if numbers & _NO_NETWORK:
            return Result(url, "doubtful", said, sure=False)
        self.reached |= not numbers & _NO_NAME
        return Result(url, "dead", said)

    async def _archived(self, url: str) -> str | None:
        """Asks the Wayback Machine for a copy; no answer is no copy."""
        try:
            async with asyncio.timeout(self._limits.timeout):
                request = self._client.build_request("GET", self._limits.archive, params={"url": url})
                answer, _ = await self._sent(request)
                raw = b""
                async for piece in answer.aiter_bytes():
                    raw += piece
                    if len(raw) > _ARCHIVE_BYTES:
                        break
                await answer.aclose()
            closest = json.loads(raw)["archived_snapshots"]["closest"]
            copy = closest["url"] if closest["available"] else ""
        except Exception:  # noqa: BLE001 (an archive that answers strangely has no copy either)
            return None
        return copy if isinstance(copy, str) and copy.startswith(("http://", "https://")) else None


class _End(NamedTuple):
    """What an address leads to: the last status, its address, and where the page has moved for good."""

    code: int
    reason: str
    url: str
    moved: str | None


def _judged(url: str, end: _End) -> Result:
    if end.code >= 400:
        said = f"the server answers {end.code} {end.reason}".rstrip()
        return Result(url, "doubtful" if end.code in _UNCERTAIN or end.code >= 500 else "dead", said)
    if _is_first_page(end.url) and not _is_first_page(url):
        return Result(url, "doubtful", f"leads to the first page of a site, {end.url}; the page may be gone")
    moved = end.moved if end.moved is not None and normal_form(end.moved) != normal_form(url) else None
    return Result(url, "alive", str(end.code), moved=moved)


def _is_first_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _FIRST_PAGE.fullmatch(parts.path) is not None


# What the system says where no way leads out of this machine, or nobody can be asked for a name.
_NO_NETWORK = frozenset({
    errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, socket.EAI_AGAIN,
})  # fmt: skip
# No such server; without a network some systems say so of all.
_NO_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _reason(error: Exception) -> str:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return str(error).strip() or type(error).__name__
