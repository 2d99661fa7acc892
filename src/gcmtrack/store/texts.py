"""Texts of milestones that somebody keeps beside the records: `texts/MILESTONE.LANGUAGE.md` or `.txt`, in UTF-8.

They never come with gcmtrack: a text belongs to whoever wrote it. What cannot be read is said, and costs only itself.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gcmtrack.model.iso_codes import LANGUAGES
from gcmtrack.model.limits import TEXT_BYTES
from gcmtrack.store.listing import is_inside

FOLDER = "texts"
SUFFIXES = (".md", ".txt")

_NAME = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>[a-z]{2,3})(?P<suffix>\.md|\.txt)")


class HeldText(NamedTuple):
    """A text that the folder has. `path` is relative to the folder, with forward slashes."""

    milestone: str
    language: str
    path: str
    text: str


class Texts(NamedTuple):
    """The texts of a folder, by milestone and language, and a sentence for each file that is none."""

    held: tuple[HeldText, ...]
    faults: tuple[str, ...]

    def of(self, milestone: str) -> list[HeldText]:
        return [text for text in self.held if text.milestone == milestone]


def read_texts(folder: Path, *below: Path) -> Texts:
    """Reads all texts of a records folder and of those `below` it, on which it stands; none where there is no folder for
    them. A text stands in place of one below it, whose faults are not told."""
    held: dict[tuple[str, str], HeldText] = {}
    faults: list[str] = []
    for place in (folder, *below):
        for read in _read(place / FOLDER):
            if isinstance(read, HeldText):
                held.setdefault((read.milestone, read.language), read)
            elif place == folder:
                faults.append(read)
    return Texts(tuple(sorted(held.values())), tuple(faults))


def _read(place: Path) -> Iterator[HeldText | str]:
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return
    seen: dict[tuple[str, str], str] = {}
    for name in names:
        if name.startswith(".") or not name.endswith(SUFFIXES):
            continue
        path = f"{FOLDER}/{name}"
        match = _NAME.fullmatch(name)
        if match is None or match["language"] not in LANGUAGES:
            if name.lower().startswith("readme"):
                continue
            yield f"{path}: the name is not MILESTONE.LANGUAGE.md or .txt, as draft-rev-1.en.md"
            continue
        key = (match["id"], match["language"])
        if key in seen:
            yield f"{path}: {seen[key]} is the same text in the same language"
            continue
        text = _text(place / name, place)
        if text is None:
            yield f"{path}: cannot be read as a text in UTF-8 of at most {TEXT_BYTES >> 20} MiB"
            continue
        seen[key] = path
        yield HeldText(*key, path, text)


def _text(file: Path, place: Path) -> str | None:
    """Returns what a file holds; None for what is no file inside the folder, too large or no text."""
    try:
        found = os.stat(file)
        inside = is_inside(os.path.realpath(file), os.path.realpath(place))
        if not stat.S_ISREG(found.st_mode) or found.st_size > TEXT_BYTES or not inside:
            return None
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
