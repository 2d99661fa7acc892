"""Trying the links of the records: bounded, polite, resumable.

At most a few requests at once, one at a time to each host with a pause between; every answer is written down as it
comes, so that an interrupted run goes on where it stopped.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import httpx

from gcmtrack import __version__
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath
from gcmtrack.model.ids import path_of
from gcmtrack.model.records import Milestone, Record, Statement

Verdict = Literal["alive", "dead", "doubtful"]

ARCHIVE = "https://archive.org/wayback/available"
_AGENT = f"gcmtrack/{__version__} (link check)"
_TIMEOUT = 20.0
_AT_ONCE = 8
_PAUSE = 0.5
# What these hosts answer to a program says nothing about the page.
_UNCERTAIN = frozenset({401, 403, 405, 406, 408, 409, 425, 429, 451})


class Place(NamedTuple):
    """Where an address stands in the records."""

    path: str
    key: KeyPath
    archived: bool


class Result(NamedTuple):
    """What came of trying an address; `archived` is a copy that could stand in for a dead one."""

    url: str
    verdict: Verdict
    said: str
    archived: str | None = None


class RequestLimits(NamedTuple):
    """How a run behaves towards the hosts that it asks."""

    at_once: int = _AT_ONCE
    pause: float = _PAUSE
    timeout: float = _TIMEOUT
    archive: str = ARCHIVE


_LIMITS = RequestLimits()


def addresses(records: Records) -> dict[str, list[Place]]:
    """Returns every address in the records with the places where it stands, sorted by address."""
    found: dict[str, list[Place]] = {}
    for record in records:
        for key, url, archived in _addresses(record):
            found.setdefault(url, []).append(Place(path_of(record.folder, record.id), key, archived))
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

    Without a file nothing is kept.
    """

    def __init__(self, file: Path | None, today: date) -> None:
        self._file = file
        self._today = today.isoformat()

    def recall(self) -> dict[str, Result]:
        """Returns the answers of today; damaged lines count as never written."""
        known: dict[str, Result] = {}
        if self._file is None:
            return known
        with suppress(OSError):
            for line in self._file.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, TypeError, AttributeError, KeyError):
                    entry = json.loads(line)
                    if entry.pop("day", None) == self._today:
                        known[entry["url"]] = Result(**entry)
        return known

    def forget(self) -> None:
        if self._file is None:
            return
        with suppress(OSError):
            self._file.unlink()

    def note(self, result: Result) -> None:
        """A missing or read-only folder only means that the next run begins anew."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"day": self._today, **result._asdict()}) + "\n")


def try_all(urls: Iterable[str], answered: Callable[[Result], None], limits: RequestLimits = _LIMITS) -> None:
    """Tries every address and hands over each answer as it comes."""
    asyncio.run(_try_all(list(urls), answered, limits))


async def _try_all(urls: list[str], answered: Callable[[Result], None], limits: RequestLimits) -> None:
    turns = asyncio.Semaphore(limits.at_once)
    hosts: dict[str, asyncio.Lock] = {}
    headers = {"User-Agent": _AGENT, "Accept": "*/*"}
    async with httpx.AsyncClient(timeout=limits.timeout, follow_redirects=True, headers=headers) as client:

        async def one(url: str) -> None:
            async with hosts.setdefault(_host(url), asyncio.Lock()), turns:
                began = time.monotonic()
                result = await _try(client, url)
                if result.verdict == "dead":
                    result = result._replace(archived=await _archived(client, url, limits.archive))
                answered(result)
                await asyncio.sleep(max(0.0, limits.pause - (time.monotonic() - began)))

        await asyncio.gather(*(one(url) for url in urls))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return url


async def _try(client: httpx.AsyncClient, url: str) -> Result:
    try:
        answer = await client.head(url)
        if answer.status_code >= 400:
            # Many servers answer HEAD badly; what counts is whether a reader gets the page.
            async with client.stream("GET", url) as got:
                answer = got
    except httpx.TimeoutException:
        return Result(url, "doubtful", "no answer in time")
    except (httpx.ConnectError, httpx.UnsupportedProtocol) as error:
        return Result(url, "dead", f"cannot be reached ({_reason(error)})")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Result(url, "doubtful", _reason(error))
    code = answer.status_code
    if code < 400:
        return Result(url, "alive", str(code))
    said = f"the server answers {code} {answer.reason_phrase}".rstrip()
    return Result(url, "doubtful" if code in _UNCERTAIN or code >= 500 else "dead", said)


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__


async def _archived(client: httpx.AsyncClient, url: str, archive: str) -> str | None:
    """Asks the Wayback Machine for a copy; no answer is no copy."""
    with suppress(httpx.HTTPError, ValueError, AttributeError):
        answer = await client.get(archive, params={"url": url})
        closest = answer.json().get("archived_snapshots", {}).get("closest", {})
        copy = closest.get("url")
        return str(copy) if closest.get("available") and copy else None
    return None


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
            if result.verdict == "dead":
                # A dead link whose archived copy is recorded serves its reader still.
                level: Literal["error", "warning"] = "warning" if place.archived else "error"
                found.append(Finding(place.path, place.key, "dead-link", said, level))
            else:
                found.append(Finding(place.path, place.key, "doubtful-link", said, "warning"))
    return found
