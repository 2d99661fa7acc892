"""What changed between two times: facts first, other words counted; the form of files is no change."""

import csv
import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Run, Screen
from gcmtrack.formats import columns, csv_table
from gcmtrack.model.collection import Records
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store.load import load
from gcmtrack.views.change_words import Sides, fact_words, report
from gcmtrack.views.changes import Changes, compare, entered
from gcmtrack.views.comparable import EVIDENCE, FACTS, NO_FACTS, PLACE, UPKEEP, WORDING
from gcmtrack.wording import english
from test_readers import found, needs

Make = Callable[[str], Path]


def told(before: Records, after: Records) -> list[str]:
    """Everything that is said of what changed, a line each: "imrf: date: was …"."""
    found = compare(before, after)
    said = report(found, Sides(before, after), "Title", english())
    lines = [
        f"{section.name} {' '.join(entry.ids)}: {'; '.join(entry.told) or entry.title}"
        for section in said.sections
        for entry in section.entries
    ]
    return [*lines, *said.counted]


def test_every_key_is_a_fact_or_words_or_evidence_or_upkeep() -> None:
    keys = {key for kind in RECORD_TYPES.values() for key in kind.__struct_fields__} - {"id"}
    assert keys == (set(FACTS) - {"place"}) | set(PLACE) | WORDING | EVIDENCE | UPKEEP
    assert not set(FACTS) & NO_FACTS
    assert len(FACTS) == len(set(FACTS))


FORUM = milestone("forum", title="The forum", date="2022-05-10/2022-05-13", status="tentative")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {"date": "2022-05-17/2022-05-20"}, "date: was 10–13 May 2022, now 17–20 May 2022"),
        ({}, {"date": "2022-05~"}, "date: was 10–13 May 2022, now c. May 2022"),
        ({}, {"status": "confirmed"}, "status: was tentative, now confirmed"),
        ({}, {"city": "Geneva", "country": "CH"}, "place: now Geneva, Switzerland"),
        ({"country": "CH"}, {"country": "CH", "city": "Geneva", "venue": "Palais"}, "place: was Switzerland, now Palais, Geneva, Switzerland"),
        ({"city": "Quito"}, {}, "place: was Quito, now nothing"),
        ({}, {"symbol": "A/RES/73/195"}, "symbol: now A/RES/73/195"),
        ({}, {"objectives": [5, 12]}, "objectives: new 5, 12"),
        ({"topics": ["labour", "gender"]}, {"topics": ["gender", "children"]}, "topics: new children; no longer labour"),
        ({}, {"organisers": ["wimn"]}, "organisers: new Women in Migration Network [wimn]"),
        ({"part_of": "whole"}, {"part_of": "other"}, "part of: was The whole [whole], now The other [other]"),
        ({}, {"links": [{"url": "https://e.org/", "language": "es"}]}, "links: new https://e.org/ (Spanish)"),
        (
            {"links": [{"url": "https://e.org/"}]},
            {"links": [{"url": "https://e.org/", "format": "pdf"}]},
            "links: described anew https://e.org/ (pdf)",
        ),
        ({}, {"phase": "review"}, "phase: was negotiation, now review"),
        ({}, {"announced": "2021-03"}, "announced: now March 2021"),
    ],
)  # fmt: skip
def test_a_fact_in_words(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    def some(**keys: Any) -> Records:
        whole, other = milestone("whole", title="The whole"), milestone("other", title="The other")
        own = {"title": "The forum", "date": "2022-05-10/2022-05-13", "status": "tentative", **keys}
        return records(milestone("forum", **own), whole, other, organisation())

    assert told(some(**before), some(**after)) == [f"facts forum: {line}"]


def test_the_earlier_date_that_is_kept_is_not_told_twice() -> None:
    moved = milestone(
        "forum", title="The forum", status="tentative", date="2022-05-17/2022-05-20",
        previous_dates=[{"date": "2022-05-10/2022-05-13", "changed": date(2022, 2, 1)}],
    )  # fmt: skip
    assert told(records(FORUM), records(moved)) == [
        "facts forum: date: was 10–13 May 2022, now 17–20 May 2022"
    ]


def test_a_vote() -> None:
    before = milestone("vote", kind="decision", vote={"yes": 152, "no": 5})
    after = milestone("vote", kind="decision", vote={"yes": 153, "no": 5})
    assert told(records(before), records(after)) == [
        "facts vote: vote: was for: 152; against: 5, now for: 153; against: 5"
    ]


def test_new_and_removed() -> None:
    assert told(records(FORUM), records(organisation())) == [
        "new wimn: Women in Migration Network",
        "removed forum: The forum",
    ]


def test_other_words_are_counted() -> None:
    before = records(FORUM, statement(title="One", summary="A."))
    after = records(
        milestone("forum", title="Forum", date=str(FORUM.date), status="tentative", titles={"es": "Foro"}),
        statement(title="Two", summary="B.", checked=date(2026, 11, 2), sources=[{"title": "Other", "locator": "p. 1"}]),
    )  # fmt: skip
    assert told(before, after) == [
        "2 in other words: title 2, titles 1, summary 1",
        "1 with other sources or disputes",
        "1 looked at again",
    ]


def test_the_same_change_to_many_is_told_once() -> None:
    before = records(*(milestone(f"m{n}", title=f"M {n}") for n in range(4)))
    after = records(*(milestone(f"m{n}", title=f"M {n}", phase="review", **({"city": "Quito"} if n == 2 else {})) for n in range(4)))  # fmt: skip
    found = compare(before, after)
    said = report(found, Sides(before, after), "Title", english())
    assert [(s.name, s.heading) for s in said.sections] == [
        ("alike", "Changed alike (1)"),
        ("facts", "Changed (1)"),
    ]
    alike = said.sections[0].entries[0]
    assert (alike.when, alike.title) == ("4 milestones", "phase: was negotiation, now review")
    assert alike.ids == ("m0", "m1", "m2", "m3")
    assert said.sections[1].entries[0].told == ("place: now Quito",)


def test_a_rename_is_a_rename_and_what_names_it_only_follows() -> None:
    before = records(organisation("wimn"), milestone("a", title="A", organisers=["wimn"]), statement("s"))
    after = records(
        organisation("women"),
        milestone("a", title="A", organisers=["women"]),
        statement("s", organisations=["women"]),
    )
    assert told(before, after) == [
        "renamed women: was wimn, now women",
        "2 name by its new id what was renamed",
    ]


def test_a_part_that_is_renamed_with_its_whole() -> None:
    before = records(milestone("whole", title="W"), milestone("part", title="P", part_of="whole"))
    after = records(milestone("all", title="W"), milestone("piece", title="P", part_of="all"))
    assert told(before, after) == [
        "renamed all: was whole, now all",
        "renamed piece: was part, now piece",
        "1 names by its new id what was renamed",
    ]


def test_of_two_alike_each_has_one_new_id() -> None:
    before = records(milestone("a"), milestone("b"))
    after = records(milestone("c"), milestone("d"), milestone("e"))
    assert [(c.kind, c.record.id) for c in compare(before, after).changes] == [
        ("renamed", "c"), ("renamed", "d"), ("new", "e"),
    ]  # fmt: skip


@given(strategies.records(), st.randoms(use_true_random=False))
def test_the_order_of_lists_is_no_change(record: Record, chance: random.Random) -> None:
    mixed: dict[str, Any] = {}
    for key in record.__struct_fields__:
        value = getattr(record, key)
        if isinstance(value, tuple):
            items = list(value)
            chance.shuffle(items)
            mixed[key] = tuple(items)
        elif isinstance(value, dict):
            keys = list(value)
            chance.shuffle(keys)
            mixed[key] = {name: value[name] for name in keys}
    other = msgspec.structs.replace(record, **mixed)
    assert compare(records(record), records(other)) == Changes(())


SOME = st.lists(strategies.records(), max_size=4, unique_by=lambda r: (r.folder, r.id))


@settings(max_examples=20)
@given(SOME, SOME)
def test_back_is_the_other_way_round(one: list[Record], other: list[Record]) -> None:
    there, back = compare(records(*one), records(*other)), compare(records(*other), records(*one))
    new, removed = (sorted(c.record.id for c in there.of(kind)) for kind in ("new", "removed"))
    assert (removed, new) == tuple(sorted(c.record.id for c in back.of(kind)) for kind in ("new", "removed"))
    assert len(there.of("renamed")) == len(back.of("renamed"))
    assert {f.key for c in there.changes for f in c.facts} == {f.key for c in back.changes for f in c.facts}
    for change in there.changes:
        for fact in change.facts:
            assert fact_words(fact, Sides(records(*one), records(*other)), english())


# As people run it.

CALL = ("--today", "2026-11-29")


@pytest.fixture
def two(folder: FolderMaker, tmp_path: Path) -> tuple[Path, Path]:
    """A folder as it was and as it is."""
    old = folder(FORUM, organisation(), statement(milestone="forum"), milestone("gone", title="Gone"))
    shutil.copytree(old, tmp_path / "old")
    shutil.rmtree(old)
    new = folder(
        milestone("forum", title="The forum", date="2022-05-17/2022-05-20", status="confirmed"),
        organisation(),
        statement(milestone="forum", summary="New words."),
        statement("fresh", title="Fresh", date="2022-06-01"),
    )
    return tmp_path / "old", new


def test_in_a_pipe(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    result = run("changes", "--since", old, "--records", new, *CALL)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "changed\tmilestone\t2022-05-17/2022-05-20\tThe forum\tdate\t10–13 May 2022\t17–20 May 2022\tforum",
        "changed\tmilestone\t2022-05-17/2022-05-20\tThe forum\tstatus\ttentative\tconfirmed\tforum",
        "removed\tmilestone\t2018-07-13\tGone\t\t\t\tgone",
        "changed\tstatement\t2018-07-13\tWomen in Migration Network: A statement\tsummary\t\t\ta-statement",
        "new\tstatement\t2022-06-01\tWomen in Migration Network: Fresh\t\t\t\tfresh",
    ]


def test_on_a_terminal(two: tuple[Path, Path], terminal: Callable[..., Screen]) -> None:
    old, new = two
    screen = terminal(80, "changes", "--since", old, "--records", new, *CALL)
    assert (screen.code, screen.err, screen.wider(80)) == (0, "", [])
    # A path that is longer than the terminal has a line of its own.
    assert (
        screen.text.partition("1 new")[1] + screen.text.partition("1 new")[2]
        == """\
1 new, 1 removed, 1 with other facts, 1 in other words

New (1)
1 June 2022             Women in Migration Network: Fresh
                        fresh

Removed (1)
13 July 2018            Gone
                        gone

Changed (1)
17–20 May 2022          The forum
                        date: was 10–13 May 2022, now 17–20 May 2022
                        status: was tentative, now confirmed
                        forum

1 in other words: summary 1
"""
    )


def test_as_markdown_for_a_mail(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    result = run("changes", "--since", old, "--records", new, "--markdown", *CALL)
    assert (
        result.out.split("\n", 1)[1]
        == """
1 new, 1 removed, 1 with other facts, 1 in other words

## New (1)

- **1 June 2022**: Women in Migration Network: Fresh (fresh)

## Removed (1)

- **13 July 2018**: Gone (gone)

## Changed (1)

- **17–20 May 2022**: The forum (forum) – date: was 10–13 May 2022, now 17–20 May 2022; status: was tentative, now confirmed

1 in other words: summary 1
"""
    )


def test_as_json(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    shape = json.loads(run("changes", "--since", old, "--records", new, "--json", *CALL).out)
    assert (shape["view"], shape["since"], shape["alike"], shape["not_compared"]) == (
        "changes",
        str(old),
        [],
        0,
    )
    assert [(r["change"], r["record"], r["id"]) for r in shape["records"]] == [
        ("changed", "milestone", "forum"), ("removed", "milestone", "gone"),
        ("changed", "statement", "a-statement"), ("new", "statement", "fresh"),
    ]  # fmt: skip
    date_, status = shape["records"][0]["facts"]
    assert (date_["key"], date_["was"]["edtf"], date_["now"]["words"]) == (
        "date", "2022-05-10/2022-05-13", "17–20 May 2022",
    )  # fmt: skip
    assert status == {"key": "status", "was": "tentative", "now": "confirmed"}
    assert shape["records"][2]["wording"] == ["summary"]


def test_as_a_feed_whose_ids_stay(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    first = run("changes", "--since", old, "--records", new, "--format", "atom", *CALL).out
    again = run("changes", "--since", old, "--records", new, "--format", "atom", "--today", "2027-01-01").out
    assert first == again
    assert "<title>changed: The forum</title>" in first
    assert "date: was 10–13 May 2022, now 17–20 May 2022\nstatus: was tentative, now confirmed" in first
    assert first.count("<entry>") == 3


def test_only_some_records(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    given = ("changes", "--since", old, "--records", new, *CALL)
    assert run(*given, "forum").ids == ["forum", "forum"]
    assert run(*given, "gone", "fresh").ids == ["gone", "fresh"]
    unchanged = run(*given, "wimn")
    assert (unchanged.code, unchanged.out, unchanged.err) == (
        0, "", f"gcmtrack: Nothing changed since {old}.\n",
    )  # fmt: skip
    unknown = run(*given, "forun")
    assert (unknown.code, unknown.out) == (2, "")
    assert "forum" in unknown.err


def test_what_cannot_be_read_is_neither_new_nor_removed(two: tuple[Path, Path], run: Run) -> None:
    old, new = two
    (old / "statements" / "fresh.toml").write_text("title =")
    (new / "milestones" / "gone.toml").write_text("title =")
    result = run("changes", "--since", old, "--records", new, "--markdown", *CALL)
    assert "## New" not in result.out
    assert "## Removed" not in result.out
    assert "2 cannot be read on one side and are not compared" in result.out


@pytest.mark.parametrize("options", [["--format", "csv"], ["--format", "csv", "--excel", "fr"], ["--format", "json"]])  # fmt: skip
def test_since_a_file_that_was_exported(
    options: list[str], two: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    old, new = two
    file = tmp_path / f"then.{options[1]}"
    assert run("export", *options, "--records", old, "-o", file).code == 0
    by_file = run("changes", "--since", file, "--records", new, *CALL)
    by_folder = run("changes", "--since", old, "--records", new, *CALL)
    assert (by_file.code, by_file.err, by_file.lines) == (0, "", by_folder.lines)
    same = run("export", *options, "--records", new, "-o", file)
    assert same.code == 0
    assert run("changes", "--since", file, "--records", new, *CALL).lines == []


def test_since_a_table_of_one_kind_with_fewer_columns(
    two: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    old, new = two
    whole = run("export", "--format", "csv", "--only", "milestones", "--records", old).out
    rows = list(csv.DictReader(io.StringIO(whole, newline="")))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, ["id", "title", "kind", "type", "phase", "edtf", "sources"], extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    file = tmp_path / "short.csv"
    file.write_text(text.getvalue())
    result = run("changes", "--since", file, "--records", new, *CALL)
    # It tells nothing of the status, and nothing of statements.
    assert [line.split("\t")[4] for line in result.lines] == ["date", ""]
    assert result.ids == ["forum", "gone"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"\xff\xfe\x00", "it is no csv or JSON that gcmtrack exported"),
        ("a.csv", b"name,city\nA,B\n", "its first line has no column `id`"),
        ("a.csv", b"id,title,kind\n../x,T,event\n", "'../x' is no id"),
        ("a.json", b"{}", "it does not say that its format is gcmtrack"),
        ("a.json", b"[" * 100_000, "it is no csv or JSON that gcmtrack exported"),
        ("a.json", b"[1", "it is no csv or JSON that gcmtrack exported"),
    ],
)
def test_a_file_that_was_not_exported(
    name: str, content: bytes, says: str, two: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("changes", "--since", tmp_path / name, "--records", two[1], *CALL)
    assert (result.code, result.out) == (1, "")
    assert result.err == f"gcmtrack: --since: '{tmp_path / name}' cannot be compared: {says}\n"


def test_every_shape_of_the_shipped_records_is_the_records(run: Run, tmp_path: Path) -> None:
    for form in ("csv", "json"):
        file = tmp_path / f"all.{form}"
        assert run("export", "--format", form, "--records", SHIPPED, "-o", file).code == 0
        assert run("changes", "--since", file, "--records", SHIPPED, *CALL).lines == []


# Without git, the records tell themselves.


def test_what_the_records_tell_of_the_work_on_them() -> None:
    some = records(
        milestone("entered", added=date(2026, 11, 20)),
        milestone("old", added=date(2026, 1, 1)),
        milestone("seen", added=date(2026, 1, 1), checked=date(2026, 11, 21)),
        milestone(
            "moved", date="2026-12-05",
            previous_dates=[{"date": "2026-12-01", "changed": date(2026, 11, 16)}],
        ),
        milestone("later", added=date(2026, 12, 1)),
    )  # fmt: skip
    found = entered(some, date(2026, 11, 15), date(2026, 11, 29))
    said = report(found, Sides(some, some), "T", english())
    assert said.summary == "1 new, 1 with other facts"
    assert [entry.ids for section in said.sections for entry in section.entries] == [("entered",), ("moved",)]
    assert said.sections[1].entries[0].told == ("date: was 1 December 2026, now 5 December 2026",)
    assert said.counted == ("1 looked at again",)


# Another program says the same of two tables.


@needs("daff")
@pytest.mark.parametrize("seed", range(2))
def test_daff_finds_the_same_ids(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    now = list(load(SHIPPED).records)[::5]
    before = [_mutated(record, chance) for record in now]
    old = records(*(record for record in before if record is not None))
    new = records(*now[10:])
    # Columns that repeat what other records hold change with those, and the records themselves do not.
    own = {c.name for c in columns.columns() if c.key is not None} | {"id", "record"}
    tables = []
    for name, some in (("old", old), ("new", new)):
        file = tmp_path / f"{name}.csv"
        file.write_text(_columns(csv_table.write(some, some, english()), own), newline="")
        tables.append(file)
    program = found("daff")
    assert program is not None
    done = subprocess.run(
        [program, "diff", "--id", "record", "--id", "id", *tables], capture_output=True, text=True, check=True
    )
    theirs: dict[str, set[tuple[str, str]]] = {"new": set(), "removed": set(), "changed": set()}
    names = {"+++": "new", "---": "removed"}
    rows = list(csv.reader(io.StringIO(done.stdout)))
    head = next(row for row in rows if row[0] == "@@")
    for row in rows:
        kind = names.get(row[0], "changed" if "->" in row[0] else None)
        if kind:
            theirs[kind].add((row[head.index("record")], row[head.index("id")]))
    ours: dict[str, set[tuple[str, str]]] = {"new": set(), "removed": set(), "changed": set()}
    for change in compare(old, new).changes:
        kind = change.record.folder.removesuffix("s")
        if change.kind == "renamed":
            assert change.before is not None
            ours["removed"].add((kind, change.before.id))
            ours["new"].add((kind, change.record.id))
        else:
            ours[change.kind].add((kind, change.record.id))
    assert all(ours.values())
    assert ours == theirs


def _mutated(record: Record, chance: random.Random) -> Record | None:
    change = chance.randrange(12)
    if change == 0:
        return None
    if change == 1:
        return msgspec.structs.replace(record, summary="Other words.")
    if change == 2 and record.folder != "organisations":
        return msgspec.structs.replace(record, objectives=(7,), topics=("labour", "children"))
    if change == 3:
        return msgspec.structs.replace(record, id=f"{record.id[:40]}-{chance.randrange(1000)}")
    if change == 4:
        return msgspec.structs.replace(record, links=())
    return record


def _columns(table: bytes, wanted: set[str]) -> str:
    rows = list(csv.reader(io.StringIO(table.decode(), newline="")))
    keep = [number for number, name in enumerate(rows[0]) if name in wanted]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([row[number] for number in keep] for row in rows)
    return text.getvalue()
