"""The records of a folder as git has them at an earlier commit, read into memory; nothing in the repository is touched."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from gcmtrack.errors import GcmtrackError
from gcmtrack.model.collection import Records
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS, Folder, is_id, path_of
from gcmtrack.model.records import Record
from gcmtrack.store.load import Loaded, load_from
from gcmtrack.store.sources import RecordText


class NoHistory(GcmtrackError):
    """There is no earlier commit to look at. The message says why, as a sentence without its end."""


class Commit(NamedTuple):
    """A commit: its whole name and the day on which it was made, where we are."""

    name: str
    day: date

    @property
    def short(self) -> str:
        return self.name[:10]


# A hook of git runs with these set, and they would name another repository than the one around the folder.
_ELSEWHERE = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_CONFIG_PARAMETERS",
})  # fmt: skip
# Nothing is locked, fetched or asked for.
_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
# git knows no day before this one.
_FIRST_DAY = date(1970, 1, 2)


class History:
    """The commits that led to what is checked out around a records folder."""

    def __init__(self, folder: Path) -> None:
        """Raises `NoHistory` without git, outside a repository, before the first commit, and when git does not keep the
        folder."""
        self._place = os.path.realpath(folder)
        code, out, said = self._run("rev-parse", "--is-shallow-repository")
        if code:
            outside = "not a git repository" in said
            raise NoHistory("there is no git repository here" if outside else f"git says: {said}")
        self.shallow = out.strip() == b"true"
        if self._run("rev-parse", "--quiet", "--verify", "HEAD:./")[0]:
            unborn = self._run("rev-parse", "--quiet", "--verify", "HEAD^{commit}")[0]
            raise NoHistory(
                "nothing has been committed here yet" if unborn else "this folder has not been committed yet"
            )

    def before(self, day: date) -> Commit | None:
        """Returns the last commit before a day; None when there is none."""
        if day < _FIRST_DAY:
            return None
        return self._commit(f"--before={day - timedelta(days=1)}T23:59:59", "HEAD", "--")

    @cached_property
    def first(self) -> Commit:
        """The first commit that is there; of a shallow clone, where it was cut off."""
        found = self._commit("--max-parents=0", "HEAD", "--")
        if found is None:
            raise NoHistory("the first commit is not to be found")
        return found

    def commit(self, revision: str) -> Commit | None:
        """Returns the commit that a revision means ("HEAD~3", "v1.2", the start of a name); None when git knows none."""
        if revision.startswith("-") or not revision or not revision.isprintable():
            return None
        code, out, _ = self._run("rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}")
        return None if code else self._commit(out.decode().strip(), "--")

    def _commit(self, *which: str) -> Commit | None:
        code, out, said = self._run(
            *("-c", "log.showSignature=false", "log", "-1", "--first-parent", "--date=short-local"),
            *("--format=%H %cd", *which),
        )
        if code:
            raise NoHistory(f"git says: {said}")
        name, _, day = out.decode().strip().partition(" ")
        return Commit(name, date.fromisoformat(day)) if name else None

    def then(self, commit: Commit, now: Loaded) -> "Then":
        """Returns the folder as it was at a commit, also where it had another name or place then; `now` is what it holds.
        Raises `NoHistory` when git cannot tell."""
        tree = self._tree(commit.name)
        if tree or (place := self._earlier_place(commit)) is None:
            return Then(self, tree, self._differing(commit.name), now)
        tree, head = self._tree("--full-tree", f"{commit.name}:{place}"), self._tree("HEAD")
        moved = {path_of(*path) for path, object_ in tree.items() if head.get(path) != object_}
        return Then(self, tree, self._differing("HEAD") | moved, now)

    def _differing(self, commit: str) -> frozenset[str]:
        """Returns the files of records that are not as they were at a commit."""
        return frozenset(self._names("diff", "--name-only", "--no-renames", "--relative", commit))

    def _earlier_place(self, commit: Commit) -> str | None:
        """Returns the folder from which most of the records came that are in this one; None when they came from none."""
        code, out, _ = self._run("rev-parse", "--show-prefix")
        here = os.fsdecode(out.removesuffix(b"\n"))
        code, out, said = self._run(
            *("diff", "-z", "--name-status", "--find-renames", "--diff-filter=R", "--no-relative"),
            *(commit.name, "HEAD"),
        )
        if code:
            raise NoHistory(f"git says: {said}")
        names = [os.fsdecode(name) for name in out.split(b"\0")]
        places: Counter[str] = Counter()
        for old, new in zip(names[1::3], names[2::3], strict=True):
            name = new.removeprefix(here)
            if new.startswith(here) and name.partition("/")[0] in FOLDERS and f"/{old}".endswith(f"/{name}"):
                places[old.removesuffix(name).rstrip("/")] += 1
        return places.most_common(1)[0][0] if places else None

    def _tree(self, *where: str) -> dict[tuple[Folder, str], str]:
        """Returns the files of records at a commit by kind and id, with the names under which git keeps their texts."""
        folders: dict[str, Folder] = {folder: folder for folder in FOLDERS}
        found: dict[tuple[Folder, str], str] = {}
        for entry in self._names("ls-tree", "-r", *where):
            about, _, path = entry.partition("\t")
            mode, _, object_ = about.split(" ")[:3]
            kind, _, name = path.partition("/")
            folder, id_ = folders.get(kind), name.removesuffix(".toml")
            # A symbolic link holds no text of its own.
            if folder and name != id_ and is_id(id_) and mode.startswith("100"):
                found[folder, id_] = object_
        return found

    def _names(self, *command: str) -> Iterator[str]:
        code, out, said = self._run(*command[:1], "-z", *command[1:], "--", *FOLDERS)
        if code:
            raise NoHistory(f"git says: {said}")
        return (os.fsdecode(name) for name in out.split(b"\0") if name)

    def blobs(self, wanted: Mapping[tuple[Folder, str], str]) -> Iterator[tuple[tuple[Folder, str], bytes]]:
        """Yields the texts that git keeps under these names. Raises `NoHistory` for one that is not there."""
        if not wanted:
            return
        code, out, said = self._run("cat-file", "--batch", given="\n".join(wanted.values()).encode() + b"\n")
        if code:
            raise NoHistory(f"git says: {said}")
        start = 0
        for path, object_ in wanted.items():
            end = out.index(b"\n", start)
            head = out[start:end].decode().split(" ")
            if len(head) != 3:
                raise NoHistory(f"git has not the whole of this history: {object_[:10]} is missing")
            begin = end + 1
            start = begin + int(head[2]) + 1
            yield path, out[begin : start - 1]

    def _run(self, *command: str, given: bytes = b"") -> tuple[int, bytes, str]:
        """Returns the exit code, the output, and the first line of what git has to say about it."""
        import subprocess

        environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
        try:
            done = subprocess.run(
                ["git", *command],  # noqa: S607 (whichever git the person has)
                input=given,
                capture_output=True,
                cwd=self._place,
                env={**environment, **_QUIET},
                check=False,
            )
        except FileNotFoundError:
            raise NoHistory("git is not installed") from None
        except OSError as error:
            raise NoHistory(f"git cannot be started: {error.strerror}") from None
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        return done.returncode, done.stdout, re.sub(r"^fatal: ", "", said)


class Then:
    """A records folder at a commit. Only files that differ from those of now are read, and those only when asked for."""

    def __init__(
        self,
        history: History,
        tree: Mapping[tuple[Folder, str], str],
        differing: frozenset[str],
        now: Loaded,
    ) -> None:
        self._history = history
        self._tree = tree
        self._differing = differing
        self._now = now

    def count(self) -> tuple[int, int, int]:
        """Returns how many records are new, how many are gone, and of how many others the file differs in any way."""
        ids = {(record.folder, record.id) for record in self._now.own}
        gone = sum(1 for path in self._tree if path not in ids and not self._now.records.is_broken(*path))
        other = sum(1 for path in ids if path in self._tree and path_of(*path) in self._differing)
        return len(ids - self._tree.keys()), gone, other

    def records(self) -> Records:
        """Returns the records of then, over what the folder stands on now. Raises `NoHistory` when git has not the whole
        of them."""
        records: list[Record] = []
        wanted: dict[tuple[Folder, str], str] = {}
        for path, object_ in self._tree.items():
            same = path_of(*path) not in self._differing
            record = self._now.records.all_of(path[0]).get(path[1]) if same else None
            if record is not None:
                records.append(record)
            else:
                wanted[path] = object_
        read = load_from(_Texts(self._now.folder, dict(self._history.blobs(wanted))))
        found: dict[str, Any] = {folder: [] for folder in FOLDERS}
        base = () if self._now.base is None else self._now.base.records
        below = (record for record in base if (record.folder, record.id) not in self._tree)
        for record in (*records, *read.records, *below):
            found[record.folder].append(record)
        together = Records(**found)
        together.broken = read.records.broken
        return together


class _Texts:
    """Texts of records in memory, as a source."""

    def __init__(self, folder: Path, texts: Mapping[tuple[Folder, str], bytes]) -> None:
        self.folder = folder
        self._held = texts

    def texts(self) -> Iterator[RecordText | Finding]:
        for (folder, id_), raw in sorted(self._held.items()):
            yield RecordText(folder, id_, raw)

    def text(self, folder: Folder, id_: str) -> bytes:
        return self._held[folder, id_]

    def is_current(self) -> bool:
        return True
