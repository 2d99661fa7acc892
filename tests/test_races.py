"""Several writers at once, some of them killed: what was reported as done is there, and the records hold together.

`GCMTRACK_RACES=300 pytest tests/test_races.py -s` makes the long run and prints what came of it.
"""

import os
import random
import re
import select
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from builders import milestone, organisation, statement
from children import in_child, program
from gcmtrack import checks
from gcmtrack.editing import new_record
from gcmtrack.editing.change_set import ChangeSet
from gcmtrack.errors import GcmtrackError
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Record
from gcmtrack.store import toml_text
from gcmtrack.store.load import load

RACES = int(os.environ.get("GCMTRACK_RACES", "42"))
TODAY = date(2026, 11, 22)
SECONDS = 5

Work = Callable[[], None]


class Ended(NamedTuple):
    """How one of the racers ended: its exit code (negative when it was killed), what it printed, how long it took."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def reported(self) -> bool:
        """Whether it said that its work is done."""
        return self.out.endswith("\n")


def race(racers: Sequence[Work], kill_after: dict[int, float]) -> list[Ended]:
    """Starts all at once, kills some after so many seconds, and waits for all."""
    began = time.monotonic()
    pipes = [(os.pipe(), os.pipe()) for _ in racers]
    children = [in_child(work, out[1], err[1]) for work, (out, err) in zip(racers, pipes, strict=True)]
    for out, err in pipes:
        os.close(out[1])
        os.close(err[1])
    for number, after in sorted(kill_after.items(), key=lambda each: each[1]):
        time.sleep(max(0.0, began + after - time.monotonic()))
        os.kill(children[number], signal.SIGKILL)
    ended = {}
    waiting = set(range(len(children)))
    while waiting:
        for number in list(waiting):
            child, status = os.waitpid(children[number], os.WNOHANG)
            if child:
                took = time.monotonic() - began
                ended[number] = (os.waitstatus_to_exitcode(status), took)
                waiting.discard(number)
        assert time.monotonic() - began < 60, "somebody waits for ever"
        time.sleep(0.005)
    return [Ended(ended[i][0], _all(out[0]), _all(err[0]), ended[i][1]) for i, (out, err) in enumerate(pipes)]


def _all(pipe: int) -> str:
    assert select.select([pipe], [], [], 5)[0]
    with os.fdopen(pipe) as stream:
        return stream.read()


UNTIDY = "# a note\nkind = 'event'\n" + toml_text.render(milestone("x", city="Fez")).replace(
    'kind = "event"\n', ""
)
SOURCE = ("--source-title", "S", "--source-url", "https://example.org/s")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def laid_out(root: Path) -> None:
    """The folder as each race finds it."""
    made: list[Record] = [
        organisation("wimn"),
        organisation("nnirr", name="N", member_of=["wimn"]),
        milestone("forum", title="Forum", organisers=["wimn"], topics=["a"]),
        milestone("draft", title="Draft", kind="document", part_of="forum"),
        *(statement(f"said-{n}", title=f"Said {n}", milestone="forum") for n in range(6)),
    ]
    for kind in FOLDERS:
        (root / kind).mkdir(parents=True, exist_ok=True)
        for file in (root / kind).iterdir():
            file.unlink()
    for record in made:
        (root / record.folder / f"{record.id}.toml").write_bytes(toml_text.render(record).encode())
    (root / "milestones" / "untidy.toml").write_text(UNTIDY.replace('"A meeting"', '"Untidy"'))


def table(root: Path, *paths: str) -> dict[str, object]:
    """What the first of the files that is there holds."""
    for path in paths:
        if (root / path).exists():
            return toml_text.parse((root / path).read_text())
    raise AssertionError(f"{paths} is gone")


class Game(NamedTuple):
    """Who races, and whether what each of them reported is there."""

    racers: list[Work]
    holds: Callable[[list[Ended]], None]


def with_records(root: Path, *args: str) -> Work:
    return (
        program(*args, "--records", root, "--today", TODAY)
        if args[0] != "rename"
        else program(*args, "--records", root)
    )


def editors(root: Path, id_: str = "forum", many: int = 4) -> list[Work]:
    return [with_records(root, "edit", id_, "--add", f"topics=topic-{n}") for n in range(many)]


def topics_hold(root: Path, ended: Sequence[Ended], *paths: str) -> None:
    topics = table(root, *paths)["topics"]
    assert isinstance(topics, list)
    for number, each in enumerate(ended):
        assert not each.reported or f"topic-{number}" in topics, (each, topics)


def edit_edit(root: Path) -> Game:
    return Game(editors(root), lambda ended: topics_hold(root, ended, "milestones/forum.toml"))


def edit_rename(root: Path) -> Game:
    """One edits what the other renames, and what refers to it."""
    renaming = with_records(root, "rename", "forum", "imrf")
    elsewhere = with_records(root, "edit", "said-1", "--set", "summary=Ours.")

    def hold(ended: list[Ended]) -> None:
        topics_hold(root, ended[:3], "milestones/imrf.toml", "milestones/forum.toml")
        assert not ended[3].reported or (root / "milestones" / "imrf.toml").exists()
        assert not ended[4].reported or table(root, "statements/said-1.toml")["summary"] == "Ours."

    return Game([*editors(root, many=3), renaming, elsewhere], hold)


def adding(root: Path, title: str, org: str = "wimn", on: str = "forum") -> Work:
    options = ("--org", org, "--title", title, "--date", "2019", "--milestone", on, "--lang", "en")
    return with_records(root, "add-statement", *options, *SOURCE)


def all_there(root: Path, ended: Sequence[Ended]) -> None:
    for each in ended:
        for path in each.out.splitlines() if each.reported else ():
            assert (root.parent / path).exists() or Path(path).exists(), each


def rename_add(root: Path) -> Game:
    renaming = with_records(root, "rename", "wimn", "women")
    adders = [adding(root, f"New {n}") for n in range(4)]
    return Game([renaming, *adders], lambda ended: all_there(root, ended))


def rename_rename(root: Path) -> Game:
    racers = [with_records(root, "rename", "forum", f"imrf-{n}") for n in range(2)]
    racers.append(with_records(root, "rename", "draft", "zero-draft"))

    def hold(ended: list[Ended]) -> None:
        assert sum(each.reported for each in ended[:2]) <= 1
        for each in ended:
            # The others are files that name it, and may have been renamed since.
            assert not each.reported or (root.parent / each.out.splitlines()[0]).exists()

    return Game(racers, hold)


def fmt_edit(root: Path) -> Game:
    def hold(ended: list[Ended]) -> None:
        topics_hold(root, ended[:3], "milestones/untidy.toml")
        assert "# a note" in (root / "milestones" / "untidy.toml").read_text()

    fixing = program("check", "--fix", "--records", root, "--today", TODAY)
    return Game([*editors(root, "untidy", 3), program("fmt", "--records", root), fixing], hold)


def add_add(root: Path) -> Game:
    """Six times the same: one record and five refusals."""

    def hold(ended: list[Ended]) -> None:
        all_there(root, ended)
        assert sum(each.reported for each in ended) <= 1
        if all(each.code >= 0 for each in ended):
            assert sorted(each.code for each in ended) == [0, 1, 1, 1, 1, 1], ended
            for each in ended:
                assert each.code == 0 or "the same statement is there already" in each.err, each

    return Game([adding(root, "The same") for _ in range(6)], hold)


def batch(root: Path, name: str, many: int) -> Work:
    """Many records that name each other, written as one."""

    def work() -> None:
        made: list[Record] = [organisation(name, name=f"Body {name}")]
        made += [statement(f"{name}-{n}", title=f"{name} {n}", organisations=[name]) for n in range(many)]
        made += [statement("shared", title="Shared", date="2020")]
        plan = partial(new_record.changes, made, numbered=False)
        try:
            change_set = ChangeSet.planned(load(root), plan, checked_on=TODAY)
            change_set.refuse(TODAY)
            change_set.apply()
        except GcmtrackError as error:
            os.write(2, str(error).encode())
            raise SystemExit(1) from None
        os.write(1, "".join(f"{change.path}\n" for change in change_set.changes).encode())

    return work


def batches(root: Path) -> Game:
    """Batches that share one record: only one of them goes in, whole, beside an edit and a rename."""

    def hold(ended: list[Ended]) -> None:
        all_there(root, ended)
        assert sum(each.reported for each in ended[:3]) <= 1
        for name in ("one", "two", "three"):
            files = [
                *(root / "statements").glob(f"{name}-*.toml"),
                *(root / "organisations").glob(f"{name}.toml"),
            ]
            assert len(files) in (0, 6), files

    others = [with_records(root, "rename", "wimn", "women"), *editors(root, many=1)]
    return Game([*(batch(root, name, 5) for name in ("one", "two", "three")), *others], hold)


GAMES = [edit_edit, edit_rename, rename_add, rename_rename, fmt_edit, add_add, batches]


def what_is_wrong(root: Path) -> list[str]:
    """Dangling ids, twins and whatever else is an error, as the next command would find it."""
    loaded = load(root)
    errors = [check for check in checks.CHECKS if check.level == "error"]
    return [f"{finding.path}: {finding.message}" for finding in checks.find(loaded, TODAY, errors)]


def test_races(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(records.parent)
    monkeypatch.delenv("GCMTRACK_RECORDS", raising=False)
    seed = random.randrange(10**6) if RACES > 100 else 73195
    dice = random.Random(seed)
    figures: Counter[str] = Counter()
    longest = 0.0
    usual = 0.4
    for number in range(RACES):
        laid_out(records)
        assert what_is_wrong(records) == []
        make = GAMES[number % len(GAMES)]
        game = make(records)
        kills = {}
        if number % 2:
            victims = dice.sample(range(len(game.racers)), dice.randint(1, 2))
            kills = {victim: dice.uniform(0, usual) for victim in victims}
        ended = race(game.racers, kills)
        about = f"race {number} of seed {seed}, {make.__name__}: {ended}"
        assert what_is_wrong(records) == [], about
        game.holds(ended)
        assert 70 not in [each.code for each in ended], about
        assert all(each.code in (0, 1, 2, -signal.SIGKILL) for each in ended), about
        # A sentence, and under it what else an id could mean, a line each.
        assert all(each.code <= 0 or not re.search("\n[^ ]", each.err) for each in ended), about
        assert "Traceback" not in "".join(each.err for each in ended), about
        if not kills:
            assert list(records.rglob(".*")) == [], about
        else:
            # Whoever writes next takes away what the killed left behind.
            sweep = race([adding(records, "Sweeper", org="nnirr", on="untidy")], {})
            assert (sweep[0].code, list(records.rglob(".*"))) == (0, []), (sweep, about)
        longest = max(longest, *(each.seconds for each in ended))
        usual = 0.7 * usual + 0.3 * max(each.seconds for each in ended)
        figures.update({"races": 1, "racers": len(ended)})
        figures["reported done"] += sum(each.reported for each in ended)
        figures["refused"] += sum(each.code > 0 for each in ended)
        figures["killed"] += sum(each.code < 0 for each in ended)
        figures["killed after the report"] += sum(each.code < 0 and each.reported for each in ended)
    print(f"\nseed {seed}: {dict(figures)}; the slowest took {longest:.2f} s")
    assert longest < SECONDS
    assert figures["killed"] > RACES / 8
    assert figures["reported done"] > RACES
