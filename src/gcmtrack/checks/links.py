"""Trying the links of the records: bounded, polite, resumable.

At most a few requests at once, one at a time to each host with a pause between; every answer is written down as it
comes, so that an interrupted run goes on where it stopped.
"""

import asyncio
import errno
import json
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlsplit

import httpx

from gcmtrack import __version__
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath, Level
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.printable import writable

Verdict = Literal["alive", "dead", "doubtful"]

ARCHIVE = "https://archive.org/wayback/available"
_AGENT = f"gcmtrack/{__version__} (link check)"
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


class Place(NamedTuple):
    """Where an address stands in the records."""

    folder: Folder
    id: str
    key: KeyPath
    archived: bool


class Result(NamedTuple):
    """What came of trying an address; `archived` is a copy that could stand in for a dead one.

    Without `sure` nothing answered that could tell: the network may be what is missing.
    """

    url: str
    verdict: Verdict
    said: str
    archived: str | None = None
    sure: bool = True


class RequestLimits(NamedTuple):
    """How a run behaves towards the hosts that it asks."""

    at_once: int = _AT_ONCE
    pause: float = _PAUSE
    timeout: float = _TIMEOUT
    archive: str = ARCHIVE
    deadline: float = _DEADLINE


_LIMITS = RequestLimits()


def addresses(records: Records) -> dict[str, list[Place]]:
    """Returns every address in the records with the places where it stands, sorted by address."""
    found: dict[str, list[Place]] = {}
    for record in records:
        for key, url, archived in _addresses(record):
            found.setdefault(url, []).append(Place(record.folder, record.id, key, archived))
    return dict(sorted(found.items()))


def _addresses(record: Record) -> Iterator[tuple[KeyPath, str, bool]]:
    for position, link in enumerate(record.links):
        yield ("links", position, "url"), link.url, link.archived is not None
    for position, source in enumerate(record.sources):
        if source.url is not None:
            yield ("sources", position, "url"), source.url, source.archived is not None
    if isinstance(record, Milestone):
        for position, change in enumerate(record.changes):
            for number, url in enumerate(change.sources):
                yield ("changes", position, "sources", number), url, False
    if isinstance(record, (Milestone, Statement)):
        return
    if record.url is not None:
        yield ("url",), record.url, False


class AnswerLog:
    """What was tried today: one JSON line an answer, so that a run can be interrupted at any moment.

    Without a file nothing is written down.
    """

    def __init__(self, file: Path | None, today: date) -> None:
        self._file = file
        self._today = today.isoformat()

    def recall(self) -> dict[str, Result]:
        """Returns the answers of today and forgets those of other days; damaged lines count as never written."""
        known: dict[str, Result] = {}
        lines: list[str] = []
        if self._file is None or not self._file.is_file():
            return known
        with suppress(OSError):
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines:
            if (result := self._read(line)) is not None:
                known[result.url] = result
        if len(known) < len(lines):
            self.forget()
            for result in known.values():
                self.note(result)
        return known

    def _read(self, line: str) -> Result | None:
        with suppress(ValueError, TypeError, RecursionError):
            entry = json.loads(line)
            if isinstance(entry, dict) and entry.pop("day", None) == self._today:
                result = Result(**entry)
                texts = (result.url, result.said, result.archived or "")
                if result.verdict in get_args(Verdict) and all(isinstance(text, str) for text in texts):
                    return result._replace(said=writable(result.said))
        return None

    def forget(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()

    def note(self, result: Result) -> None:
        """Writes an answer down, unless the network may be what is missing.

        A missing or read-only folder only means that the next run begins anew.
        """
        if self._file is None or not result.sure:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(self._file, "a", encoding="utf-8", opener=_owners) as stream:
                stream.write(json.dumps({"day": self._today, **result._asdict()}) + "\n")


def _owners(file: str, flags: int) -> int:
    """Opens a file that only its owner can read: records may be private."""
    return os.open(file, flags, 0o600)


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
    headers = {"User-Agent": _AGENT, "Accept": "*/*"}
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
                code, reason = await self._status("HEAD", url)
                if code >= 400:
                    # Many servers answer HEAD badly; what counts is whether a reader gets the page.
                    code, reason = await self._status("GET", url)
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
        if code < 400:
            return Result(url, "alive", str(code))
        said = f"the server answers {code} {reason}".rstrip()
        return Result(url, "doubtful" if code in _UNCERTAIN or code >= 500 else "dead", said)

    async def _status(self, method: str, url: str) -> tuple[int, str]:
        """Returns the status of what an address leads to in the end; no page is read."""
        answer = await self._sent(self._client.build_request(method, url))
        await answer.aclose()
        return answer.status_code, answer.reason_phrase

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        """Returns the last answer, still to be read; what comes with a redirect is not read, it may have no end."""
        for _ in range(_REDIRECTS + 1):
            answer = await self._client.send(request, stream=True)
            self.reached = True
            if answer.next_request is None:
                return answer
            await answer.aclose()
            request = answer.next_request
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
                answer = await self._sent(request)
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


def findings(places: Mapping[str, list[Place]], results: Iterable[Result]) -> list[Finding]:
    """Returns a finding for each place of a link that is dead (error) or doubtful (warning)."""
    found = []
    for result in results:
        if result.verdict == "alive":
            continue
        for place in places.get(result.url, ()):
            said = f"{result.url}: {result.said}"
            if result.archived and not place.archived:
                said += f'; an archived copy is there: archived = "{result.archived}"'
            # A dead link whose archived copy is recorded serves its reader still.
            level: Level = "error" if result.verdict == "dead" and not place.archived else "warning"
            found.append(Finding(place.folder, place.id, place.key, f"{result.verdict}-link", said, level))
    return found
