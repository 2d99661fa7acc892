"""The links of the records: where they stand, what was answered today, and what is wrong with them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding, KeyPath, Level
from gcmtrack.model.ids import Folder
from gcmtrack.model.records import Milestone, Organisation, Record
from gcmtrack.printable import writable
from gcmtrack.store import own_files

Verdict = Literal["alive", "dead", "doubtful"]


class Place(NamedTuple):
    """Where an address stands in the records."""

    folder: Folder
    id: str
    key: KeyPath
    archived: str | None = None


class Result(NamedTuple):
    """What came of trying an address; `archived` is a copy that could stand in for a dead one, `moved` where the page
    says that it is now.

    Without `sure` nothing answered that could tell: the network may be what is missing.
    """

    url: str
    verdict: Verdict
    said: str
    archived: str | None = None
    sure: bool = True
    moved: str | None = None


def addresses(records: Records) -> dict[str, list[Place]]:
    """Returns every address in the records with the places where it stands, sorted by address."""
    found: dict[str, list[Place]] = {}
    for record in records:
        for key, url, archived in _addresses(record):
            if url is not None and url.startswith(("http://", "https://")):
                found.setdefault(url, []).append(Place(record.folder, record.id, key, archived))
    return dict(sorted(found.items()))


def _addresses(record: Record) -> Iterator[tuple[KeyPath, str | None, str | None]]:
    """Yields what may be an address, with the archived copy that stands beside it."""
    for position, link in enumerate(record.links):
        yield ("links", position, "url"), link.url, link.archived
        yield ("links", position, "archived"), link.archived, None
    for position, source in enumerate(record.sources):
        yield ("sources", position, "url"), source.url, source.archived
        yield ("sources", position, "archived"), source.archived, None
    for position, dispute in enumerate(record.disputes):
        yield ("disputes", position, "source"), dispute.source, None
    if isinstance(record, Organisation):
        yield ("url",), record.url, None
        return
    for position, previous in enumerate(record.previous_dates):
        yield ("previous_dates", position, "source"), previous.source, None
    if isinstance(record, Milestone):
        for position, change in enumerate(record.changes):
            for number, url in enumerate(change.sources):
                yield ("changes", position, "sources", number), url, None


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
        if self._file is None:
            return known
        # What another may have written there says nothing of the links.
        lines = bytes(own_files.mapped(str(self._file))).decode("utf-8", "replace").splitlines()
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
                texts = (result.url, result.said, result.archived or "", result.moved or "")
                if result.verdict in get_args(Verdict) and all(isinstance(text, str) for text in texts):
                    return result._replace(said=writable(result.said))
        return None

    def forget(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()

    def note(self, result: Result) -> None:
        """Writes an answer down, unless the network may be what is missing.

        A folder that is missing, read-only or another's only means that the next run begins anew.
        """
        if self._file is None or not result.sure:
            return
        with suppress(OSError):
            own_files.make_private(str(self._file.parent))
            with open(self._file, "a", encoding="utf-8", opener=_owners) as stream:
                stream.write(json.dumps({"day": self._today, **result._asdict()}) + "\n")


def _owners(file: str, flags: int) -> int:
    """Opens a file that only its owner can read, since records may be private, and never one to which a link leads."""
    return os.open(file, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def findings(places: Mapping[str, list[Place]], results: Iterable[Result]) -> list[Finding]:
    """Returns a finding for each place of a link that is dead (error), doubtful or moved (warnings)."""
    answers = {result.url: result for result in results}
    found = []
    for result in answers.values():
        for place in places.get(result.url, ()):
            if result.verdict != "alive":
                found.append(_unserved(place, result, answers))
            elif result.moved is not None:
                said = f"{result.url} has moved to {result.moved}"
                found.append(Finding(place.folder, place.id, place.key, "moved-link", said, "warning"))
    return found


def _unserved(place: Place, result: Result, answers: Mapping[str, Result]) -> Finding:
    said = f"{result.url}: {result.said}"
    copy = answers.get(place.archived) if place.archived else None
    # A dead link serves its reader still while the archived copy that is recorded answers.
    served = copy is not None and copy.verdict == "alive"
    if result.archived and place.key[-1] != "archived" and (copy is None or copy.verdict == "dead"):
        said += f'; an archived copy is there: archived = "{result.archived}"'
    level: Level = "error" if result.verdict == "dead" and not served else "warning"
    return Finding(place.folder, place.id, place.key, f"{result.verdict}-link", said, level)
