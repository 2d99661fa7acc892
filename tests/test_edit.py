"""Editing: only what is meant changes, nothing is lost, and what cannot be done safely is not done."""

import difflib
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from conftest import CTRL_C, Dialogue, Result
from gcmtrack.editing import key_changes
from gcmtrack.errors import InvalidRecords, Misuse
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store import decode, save, toml_text
from gcmtrack.store.toml_edit import Append, CannotEdit, Discard, Edit, Exchange, Remove, Set, apply
from gcmtrack.store.toml_layout import comments_of
from strategies import Block, handwritten, records, texts


def meant(table: dict[Any, Any], edit: Edit) -> dict[Any, Any]:
    """What the table should be after the edit, told without the code under test."""
    if isinstance(edit, Append):
        return {**table, edit.key: [*table.get(edit.key, []), edit.value]}
    if isinstance(edit, Exchange):
        key, *inner = edit.path
        items = table[key][inner[0]] if inner else table[key]
        items = [*items[: edit.position], edit.value, *items[edit.position + 1 :]]
        return {**table, key: {**table[key], inner[0]: items} if inner else items}
    if isinstance(edit, Discard):
        items = table[edit.key][: edit.position] + table[edit.key][edit.position + 1 :]
        return {
            key: items if key == edit.key else value
            for key, value in table.items()
            if key != edit.key or items
        }
    key, *inner = edit.path
    rest = {k: v for k, v in table.items() if k != key}
    if isinstance(edit, Set):
        return {**rest, key: {**table.get(key, {}), inner[0]: edit.value} if inner else edit.value}
    if inner:
        left = {k: v for k, v in table.get(key, {}).items() if k != inner[0]}
        return {**rest, key: left} if left else rest
    return rest


_plain = st.one_of(texts, st.integers(-5, 5000), st.dates(), st.lists(texts, max_size=3), st.booleans())
_lists = ["objectives", "topics", "organisers", "organisations", "languages", "aliases", "links", "sources"]


@st.composite
def edits(draw: st.DrawFn, record: Record, table: dict[str, Any]) -> Edit:
    """Any change of any key that the record has or could have, and of some that it could not."""
    keys = [*RECORD_TYPES[record.folder].__struct_fields__[1:], "unknown", "with space"]
    plain = [key for key in keys if not isinstance(table.get(key), (dict, list)) or _is_flat(table[key])]
    lists = [key for key in table if isinstance(table[key], list) and table[key]]
    choices: list[st.SearchStrategy[Any]] = [
        st.builds(Set, st.tuples(st.sampled_from(plain)), _plain),
        st.builds(Set, st.tuples(st.sampled_from(["titles", "names", "summaries", "speaker", "vote"]), st.sampled_from(["es", "fr", "name"])), texts),
        st.builds(Remove, st.tuples(st.sampled_from(sorted(table)))),
        st.builds(Append, st.sampled_from([k for k in _lists if not k.endswith("s") or k not in ("links", "sources")]), texts),
        st.builds(Append, st.sampled_from(["links", "sources", "previous_dates"]), st.fixed_dictionaries({"url": texts, "title": texts})),
    ]  # fmt: skip
    for key in lists:
        position = st.integers(0, len(table[key]) - 1)
        choices.append(st.builds(Discard, st.just(key), position))
        if _is_flat(table[key]):
            choices.append(st.builds(Exchange, st.just((key,)), position, texts))
    for key, value in table.get("vote", {}).items():
        if value and isinstance(value, list):
            position = st.integers(0, len(value) - 1)
            choices.append(st.builds(Exchange, st.just(("vote", key)), position, texts))
    for key in ("titles", "names", "summaries", "speaker", "vote"):
        choices += [st.just(Remove((key, inner))) for inner in table.get(key, ())]
    edit: Edit = draw(st.one_of(choices))
    return edit


def _is_flat(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(item, dict) for item in value)


def touched(edit: Edit, table: dict[Any, Any], block: Block) -> bool:
    """Whether the edit may change the lines of a block: those of its key and of the tables under it."""
    if isinstance(edit, (Set, Remove, Exchange)):
        alone = len(edit.path) == 2 and isinstance(edit, Remove) and len(table[edit.path[0]]) == 1
        path: tuple[str | int, ...] = edit.path[:1] if alone else edit.path
    elif isinstance(edit, Discard) and isinstance(table[edit.key][0], dict):
        path = (edit.key, edit.position)
    elif isinstance(edit, Append) and isinstance(edit.value, dict):
        return False
    else:
        path = (edit.key,)
    return block.path[: len(path)] == path


def is_table(edit: Edit, table: dict[Any, Any]) -> bool:
    """Whether the edit takes out a whole table."""
    gone = meant(table, edit)
    key = edit.path[0] if isinstance(edit, (Set, Remove, Exchange)) else edit.key
    if isinstance(edit, Discard):
        return isinstance(table[key][0], dict)
    return key not in gone and not _is_flat(table[key]) and isinstance(table[key], (dict, list))


compared = [0, 0]


def test_every_line_that_is_not_meant_stays_to_the_byte() -> None:
    """Refusing everything would hold too, so what was really compared is counted."""
    compared[:] = 0, 0
    every_line_that_is_not_meant_stays_to_the_byte()
    made, tried = compared
    assert made > 0.9 * tried > 0


@given(st.data(), records())
def every_line_that_is_not_meant_stays_to_the_byte(data: st.DataObject, record: Record) -> None:
    blocks = data.draw(handwritten(record))
    text = "".join(block.text for block in blocks)
    table = toml_text.parse(text)
    assert decode.read_record(record.folder, record.id, table) == (record, [])
    edit = data.draw(edits(record, table))
    compared[1] += 1
    try:
        new = apply(record.folder, text, [edit])
    except CannotEdit:
        return
    compared[0] += 1
    assert toml_text.parse(new) == meant(table, edit)
    if isinstance(edit, (Set, Append, Exchange)):
        assert sorted(comments_of(new)) == sorted(comments_of(text))
    assert ("\r\n" in new) == ("\r\n" in text) or "\n" not in text
    where = [i for i, block in enumerate(blocks) if touched(edit, table, block)]
    if where:
        before = "".join(block.text for block in blocks[: where[0]])
        after = "".join(block.text for block in blocks[where[-1] + 1 :])
        kept = [b for b in blocks[where[0] : where[-1] + 1] if b.path and not touched(edit, table, b)]
        if is_table(edit, table):
            # Blank lines that part it from its neighbours go with it.
            before, after = before.rstrip(), after.lstrip()
        assert new.startswith(before)
        assert new.endswith(after)
        assert all(block.text in new for block in kept)
    else:
        start = _common(text, new)
        end = _common(text[::-1], new[::-1])
        assert start + end >= len(text)


def undone(table: dict[str, Any], edit: Edit) -> Edit | None:
    """The edit that takes another one back."""
    if isinstance(edit, Append):
        return Discard(edit.key, len(table.get(edit.key, ())))
    if isinstance(edit, Set) and len(edit.path) == 1:
        return Set(edit.path, table[edit.path[0]]) if edit.path[0] in table else Remove(edit.path)
    return None


@given(st.data(), records())
def test_an_edit_and_its_undo_leave_the_end_of_the_file(data: st.DataObject, record: Record) -> None:
    """A file without a last newline has none after them either."""
    text = "".join(block.text for block in data.draw(handwritten(record)))
    table = toml_text.parse(text)
    edit = data.draw(edits(record, table))
    back = undone(table, edit)
    if back is None:
        return
    there = apply(record.folder, text, [edit])
    again = apply(record.folder, there, [back])
    assert toml_text.parse(again) == table
    assert again.endswith("\n") == there.endswith("\n") == text.endswith("\n")


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


MEETING = """\
# The forum of 2022.
title = "Forum"   # as announced
kind = "event"
type = "review-forum"
phase = "review"

date = "2022-05-10/2022-05-13"
city="New York"
topics = [
    "labour",  # the first
    # on its own
    "women",
]
summary = "Ours."

# where to go
[[links]]
url = "https://example.org/a"

[[sources]]
title = "S"
url = "https://example.org/s"
"""
WIMN = 'name = "Women in Migration Network"\nacronym = "WIMN"\ntype = "civil-society"\n\n[[sources]]\ntitle = "S"\nurl = "https://wimn.example"\n'
Maker = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture
def forum(folder: Maker) -> Path:
    root = folder(milestones={"forum": MEETING}, organisations={"wimn": WIMN})
    return root / "milestones" / "forum.toml"


def changed(file: Path, before: str = MEETING) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    lines = list(difflib.ndiff(before.splitlines(), file.read_bytes().decode().splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def test_one_value_is_one_line(forum: Path, run: Run) -> None:
    done = run("edit", "forum", "--set", "title=Review forum")
    assert done == Result(0, "records/milestones/forum.toml\n", "")
    assert changed(forum) == (
        ['title = "Forum"   # as announced'],
        ['title = "Review forum"   # as announced'],
    )


@pytest.mark.parametrize("ends", ["lf", "crlf", "no last newline", "byte order mark"])
def test_the_ends_of_lines_and_of_the_file_stay(ends: str, forum: Path, run: Run) -> None:
    text = MEETING.encode()
    if ends == "crlf":
        text = text.replace(b"\n", b"\r\n")
    elif ends == "no last newline":
        text = text.removesuffix(b"\n")
    elif ends == "byte order mark":
        text = b"\xef\xbb\xbf" + text
    forum.write_bytes(text)
    assert run("edit", "forum", "--set", "city=Marrakech").code == 0
    assert forum.read_bytes() == text.replace(b'"New York"', b'"Marrakech"')


def test_comments_in_a_list_stay_when_it_is_given_anew(forum: Path, run: Run) -> None:
    assert run("edit", "forum", "--set", "topics=women").code == 0
    assert changed(forum) == (
        ["topics = [", '    "labour",  # the first', "    # on its own", '    "women",', "]"],
        ["# the first", "# on its own", 'topics = ["women"]'],
    )


def test_notes_of_a_list_outlive_its_last_value(forum: Path, run: Run) -> None:
    assert run("edit", "forum", "--remove", "topics=women", "--remove", "topics=labour").code == 0
    assert changed(forum) == (
        ["topics = [", '    "labour",  # the first', "    # on its own", '    "women",', "]"],
        ["# on its own"],
    )


def test_a_new_date_keeps_the_old_one(forum: Path, run: Run) -> None:
    told = ("--note", "moved by a week", "--source", "https://example.org/moved")
    assert run("edit", "forum", "--set", "date=17-20 May 2022", *told).code == 0
    assert changed(forum) == (
        ['date = "2022-05-10/2022-05-13"'],
        [
            'date = "2022-05-17/2022-05-20"',
            "",
            "[[previous_dates]]",
            'date = "2022-05-10/2022-05-13"',
            'note = "moved by a week"',
            'source = "https://example.org/moved"',
        ],
    )


def test_a_typo_in_a_date_leaves_no_history(forum: Path, run: Run) -> None:
    assert run("edit", "forum", "--set", "date=2022-05-17/2022-05-20", "--no-history").code == 0
    assert changed(forum) == (['date = "2022-05-10/2022-05-13"'], ['date = "2022-05-17/2022-05-20"'])


def test_the_same_date_in_other_words_changes_nothing(forum: Path, run: Run) -> None:
    assert run("edit", "forum", "--set", "date=10 to 13 May 2022") == Result(
        0, "", "gcmtrack: nothing changed\n"
    )
    assert forum.read_text() == MEETING


def test_what_was_kept_before_stays_when_the_date_moves_again(forum: Path, run: Run) -> None:
    run("edit", "forum", "--set", "date=2022-05-17/2022-05-20")
    run("edit", "forum", "--set", "date=2022-06")
    table = toml_text.parse(forum.read_text())
    assert table["date"] == "2022-06"
    assert table["previous_dates"] == [{"date": "2022-05-10/2022-05-13"}, {"date": "2022-05-17/2022-05-20"}]


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ("2030", "6 to 9 May 2030", False),
        ("2030-05~", "2030-05-06", False),
        ("2030-05-06?", "2030-05-06", False),
        ("2018-09/..", "2018-09/2020", False),
        ("2030", "2031-01-02", True),
        ("2030-05~", "2030-06-01", True),
        ("2030-05-06/2030-05-09", "2030-05-07/2030-05-09", True),
        ("2030-05-06", "2030-05", True),
    ],
)
def test_a_date_made_exact_has_not_moved(before: str, now: str, kept: bool, folder: Maker, run: Run) -> None:
    root = folder(builders.milestone("forum", date=before))
    assert run("edit", "forum", "--set", f"date={now}").code == 0
    table = toml_text.parse((root / "milestones" / "forum.toml").read_text())
    assert table.get("previous_dates", []) == ([{"date": before}] if kept else [])


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("review", ["no record has the topic 'review' yet; in use: 'follow-up-and-review'"]),
        ("labor", ["no record has the topic 'labor' yet; in use: 'labour-migration'"]),
        ("migrant-workers", []),
        ("gendre", ["no record has the topic 'gendre' yet; in use: 'gender'"]),
        ("gender", []),
        ("and", []),
    ],
)
def test_a_second_word_for_a_topic_in_use_is_told(
    topic: str, said: list[str], folder: Maker, run: Run
) -> None:
    folder(
        builders.milestone("forum"),
        builders.milestone("other", topics=("follow-up-and-review", "gender", "labour-migration")),
    )
    assert notes(run("edit", "forum", "--add", f"topics={topic}")) == said


def notes(done: Result) -> list[str]:
    return [line.removeprefix("gcmtrack: note: ") for line in done.err.splitlines()]


def test_what_still_speaks_of_the_old_date_is_told(folder: Maker, run: Run) -> None:
    folder(
        builders.organisation("wimn"),
        builders.statement(
            "wimn-2018-07-ours", date="2018-07", title="Ours of 2018", summary="No dates are set yet."
        ),
        builders.milestone(
            "forum-2030", date="2030", title="Forum 2030", summary="It meets every four years."
        ),
    )
    assert notes(run("edit", "wimn-2018-07-ours", "--set", "date=13 August 2019", "--dry-run")) == [
        "the id still says 2018-07; give it another with: gcmtrack rename wimn-2018-07-ours wimn-2019-08-ours",
        "the title still says 'Ours of 2018'",
        "the summary speaks of a date, does it still hold? 'No dates are set yet.'",
    ]
    assert (
        notes(run("edit", "wimn-2018-07-ours", "--set", "date=13 July 2018", "--set", "summary=Short.")) == []
    )
    assert notes(run("edit", "forum-2030", "--set", "date=6-9 May 2030")) == []
    assert notes(run("edit", "wimn-2018-07-ours", "--set", "date=2027-08-01", "--today", "2026-11-22"))[
        0
    ] == ("a statement of 1 August 2027, which is still to come")


def test_a_summary_in_other_languages_is_told_beside_the_english_one(folder: Maker, run: Run) -> None:
    """The date of IMRF 2030 was set, and its page went on saying in Spanish that there was none."""
    folder(
        builders.milestone(
            "forum-2030",
            date="2030",
            title="The forum",
            summary="Due in 2030; no dates are set.",
            summaries={"es": "Previsto para 2030; aún no hay fechas.", "fr": "Prévu en 2030."},
        )
    )
    day = ("edit", "forum-2030", "--set", "date=6-9 May 2030")
    assert notes(run(*day, "--dry-run")) == [
        "the summary speaks of a date, does it still hold? 'Due in 2030; no dates are set.' (and in es, fr)"
    ]
    assert notes(run(*day, "--set", "summary=Due in 2030.", "--set", "summaries.fr=Prévu.", "--dry-run")) == [
        "the summary is another now, but not in es; give it with: --set summaries.es=TEXT"
    ]
    said = ("summary=Due in 2030.", "summaries.es=Previsto.", "summaries.fr=Prévu.")
    assert notes(run(*day, *(word for each in said for word in ("--set", each)))) == []


def test_a_summary_that_names_the_year_of_the_new_date_still_holds(folder: Maker, run: Run) -> None:
    folder(
        builders.milestone("forum", date="2030", title="The forum", summary="Due in 2030, as that of 2026.")
    )
    assert notes(run("edit", "forum", "--set", "date=6-9 May 2030", "--dry-run")) == []
    assert notes(run("edit", "forum", "--set", "date=2031", "--dry-run")) == [
        "the summary speaks of a date, does it still hold? 'Due in 2030, as that of 2026.'"
    ]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["forum", "status=cancelled"], "gcmtrack edit forum --set status=cancelled"),
        (
            ["forum", "city=New York", "date=2022"],
            "gcmtrack edit forum --set 'city=New York' --set date=2022",
        ),
    ],
)
def test_a_change_without_its_option_is_shown_with_it(
    words: list[str], right: str, forum: Path, run: Run
) -> None:
    assert run("edit", *words) == Result(2, "", f"gcmtrack: write a change behind --set: {right}\n")
    assert forum.read_text() == MEETING


def test_a_wrong_key_is_answered_with_where_all_are_listed(folder: Maker, run: Run) -> None:
    folder(builders.organisation("wimn"))
    assert run("edit", "wimn", "--set", "milestone=x") == Result(
        2, "", "gcmtrack: unknown key 'milestone'; see them with: gcmtrack help keys\n"
    )


SCRIPTED = [
    (["--set", "country=united states"], [], ['country = "US"']),
    (["--set", "status=postponed"], [], ['status = "postponed"']),
    (["--set", "titles.es=Foro"], [], ["[titles]", 'es = "Foro"', ""]),
    (["--set", "symbol=a/conf.231/3"], [], ['symbol = "A/CONF.231/3"']),
    (["--set", "objectives=12, 5"], [], ["objectives = [12, 5]"]),
    (["--set", "checked=today", "--today", "2026-11-22"], [], ["checked = 2026-11-22"]),
    (["--add", "organisers=WIMN"], [], ['organisers = ["wimn"]']),
    (["--add", "topics=climate"], [], ['    "climate",']),
    (["--add", "links=https://example.org/b"], [], ["[[links]]", 'url = "https://example.org/b"', ""]),
    (["--remove", "topics=labour"], ['    "labour",  # the first'], []),
    (["--remove", "summary"], ['summary = "Ours."'], []),
    (["--remove", "links=https://example.org/a"], ["[[links]]", 'url = "https://example.org/a"', ""], []),
    (
        ["--set", "city=Fez", "--remove", "summary", "--add", "topics=climate"],
        ['city="New York"', 'summary = "Ours."'],
        ['city="Fez"', '    "climate",'],
    ),
]


@pytest.mark.parametrize(("options", "gone", "new"), SCRIPTED, ids=lambda case: " ".join(case)[:40])
def test_what_a_script_may_change(
    options: list[str], gone: list[str], new: list[str], forum: Path, run: Run
) -> None:
    done = run("edit", "forum", *options)
    assert (done.code, done.err) == (0, "")
    assert tuple(map(sorted, changed(forum))) == (sorted(gone), sorted(new))
    assert run("check", "not-canonical").code == 0


REFUSED = [
    (["--set", "town=Fez"], 2, "unknown key 'town'; see them with: gcmtrack help keys"),
    (["--set", "city="], 2, "'city=' gives no value; what is to go is named with --remove city"),
    (["--set", "city"], 2, "'city': write KEY=VALUE, as in city=Geneva"),
    (["--set", "id=x"], 2, "the id is the name of the file; change it with: gcmtrack rename ID NEW-ID"),
    (["--set", "date=10/12/2022"], 2, "date: '10/12/2022' can be read two ways; write 2022-12-10 or 2022-10-12"),
    (["--set", "kind=meeting"], 2, "unknown kind 'meeting'; use deadline, decision, document or event"),
    (["--set", "part_of=forun"], 2, "unknown milestone 'forun', did you mean 'forum'?"),
    (["--add", "organisers=wimm"], 2, "unknown organisation 'wimm', did you mean 'wimn'?"),
    (["--add", "topics=labour"], 2, "'labour' is in 'topics' already"),
    (["--add", "city=Fez"], 2, "'city' is not a list; give it a value with --set city=..."),
    (["--remove", "topics=climate"], 2, "'climate' is not in 'topics'"),
    (["--remove", "venue"], 2, "'venue' is not in the record"),
    (["--remove", "title"], 1, "'title' is missing: what it is called; English unless it has only another name"),
    (["--set", "links.url=x"], 2, "'links.url' cannot be set from here; use the editor: gcmtrack edit ID"),
    (["--set", "sources=x"], 2, "'sources' holds tables; add one with --add sources=https://..., or use the editor"),
    (["--add", "links=x"], 2, "'x' is not a web address; write it whole, with http or https"),
    (["--no-history"], 2, "--note, --source and --no-history go with --set date=..."),
]  # fmt: skip


@pytest.mark.parametrize(("options", "code", "said"), REFUSED, ids=lambda case: " ".join(case)[:40] if isinstance(case, list) else None)  # fmt: skip
def test_what_is_refused_changes_nothing(
    options: list[str], code: int, said: str, forum: Path, run: Run
) -> None:
    assert run("edit", "forum", *options) == Result(code, "", f"gcmtrack: {said}\n")
    assert forum.read_text() == MEETING


def test_dry_run_shows_the_change(forum: Path, run: Run) -> None:
    done = run("edit", "forum", "--set", "city=Fez", "--dry-run")
    assert (
        done.out
        == """\
--- a/records/milestones/forum.toml
+++ b/records/milestones/forum.toml
@@ -5,7 +5,7 @@
 phase = "review"
%
 date = "2022-05-10/2022-05-13"
-city="New York"
+city="Fez"
 topics = [
     "labour",  # the first
     # on its own
""".replace("%", " ")
    )
    assert forum.read_text() == MEETING


BEYOND = {
    "dotted keys": 'title = "T"\nnames.es = "N"\nname = "N"\ntype = "civil-society"\nsources = []\n',
    "an inline table": 'name = "N"\ntype = "civil-society"\nnames = { es = "N" }\n',
    "nested tables": 'name = "N"\ntype = "civil-society"\n[names.deep]\nes = "N"\n',
    "a list in a row over lines": 'name = "N"\ntype = "civil-society"\naliases = ["a",\n  "b", "c"]\n',
    "an empty list over lines": 'name = "N"\ntype = "civil-society"\naliases = [\n  # none yet\n]\n',
    "spaces in a header": 'name = "N"\ntype = "civil-society"\n[ names ]\nes = "N"\n\n[[ sources ]]\ntitle = "S"\n',
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
@pytest.mark.parametrize(
    "edit",
    [Set(("name",), "M"), Set(("names", "fr"), "F"), Append("aliases", "d"), Discard("aliases", 0), Remove(("names",))],
    ids=str,
)  # fmt: skip
def test_what_is_beyond_careful_editing_is_refused_or_right(text: str, edit: Edit) -> None:
    table = toml_text.parse(text)
    if isinstance(edit, Discard) and not table.get("aliases"):
        return
    try:
        new = apply("organisations", text, [edit])
    except CannotEdit:
        return
    assert toml_text.parse(new) == meant(table, edit)
    assert new.count("#") == text.count("#")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets an editor that is a shell script; it finds the file in $1."""

    def use(script: str) -> None:
        file = tmp_path / "editor.sh"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(file))
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("TMPDIR", str(tmp_path / "copies"))
        monkeypatch.setattr(tempfile, "tempdir", None)
        (tmp_path / "copies").mkdir(exist_ok=True)

    return use


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "copies").rglob("*.toml"))


Editor = Callable[[str], None]


def test_the_editor_gets_a_copy_and_what_it_saves_is_written(
    forum: Path, run: Run, editor: Editor, tmp_path: Path
) -> None:
    editor("""grep -q Forum "$1" && sed -i 's/New York/Fez/' "$1" """)
    assert run("edit", "forum") == Result(0, "records/milestones/forum.toml\n", "")
    assert changed(forum) == (['city="New York"'], ['city="Fez"'])
    assert copies(tmp_path) == []


def test_an_editor_with_options_is_called_with_them(
    forum: Path, run: Run, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('test "$1" = --wait && sed -i s/Ours/Theirs/ "$2"')
    monkeypatch.setenv("EDITOR", f"{os.environ['EDITOR']} --wait")
    assert run("edit", "forum").code == 0
    assert 'summary = "Theirs."' in forum.read_text()


def test_no_change_in_the_editor_is_no_change(forum: Path, run: Run, editor: Editor, tmp_path: Path) -> None:
    editor("sleep 1.1")
    assert run("edit", "forum") == Result(0, "", "gcmtrack: nothing changed\n")
    assert copies(tmp_path) == []


def test_an_editor_that_comes_back_at_once_loses_nothing(
    forum: Path, run: Run, editor: Editor, tmp_path: Path
) -> None:
    """Editors with windows (`code` without --wait) return while the text is still open."""
    editor("true")
    done = run("edit", "forum")
    (copy,) = copies(tmp_path)
    assert done == Result(
        0,
        "",
        "gcmtrack: the editor came back at once and nothing was changed; if it is still open, make it wait with:"
        f" export EDITOR='code --wait' (or what yours has). What you save in it is in {copy}\n"
        "gcmtrack: nothing changed\n",
    )
    assert copy.read_text() == MEETING


def test_on_a_terminal_an_editor_in_a_window_is_waited_for(
    forum: Path, dialogue: Callable[..., Dialogue], editor: Editor, tmp_path: Path
) -> None:
    editor("""(sleep 0.3; sed -i 's/New York/Fez/' "$1"; touch "$1.saved") >/dev/null 2>&1 & """)

    class Saved(str):
        """The line is typed when the text is saved."""

        __slots__ = ()

        def encode(self, *args: str) -> bytes:
            until = time.monotonic() + 20
            while not list((tmp_path / "copies").rglob("*.saved")) and time.monotonic() < until:
                time.sleep(0.05)
            return super().encode(*args)

    done = dialogue([("then press Enter:", Saved(""))], "edit", "forum")
    assert (done.code, done.out) == (0, "records/milestones/forum.toml\n")
    assert changed(forum) == (['city="New York"'], ['city="Fez"'])
    assert copies(tmp_path) == []


def test_who_stops_before_the_window_is_saved_finds_the_text(
    forum: Path, dialogue: Callable[..., Dialogue], editor: Editor, tmp_path: Path
) -> None:
    editor("true")
    done = dialogue([("then press Enter:", CTRL_C)], "edit", "forum")
    (copy,) = copies(tmp_path)
    assert (done.code, done.screen.splitlines()[-1]) == (1, f"gcmtrack: stopped; your text is kept in {copy}")


def test_an_editor_that_fails_changes_nothing_and_the_copy_is_named(
    forum: Path, run: Run, editor: Editor, tmp_path: Path
) -> None:
    editor("""sed -i 's/Forum/Lost?/' "$1"; exit 3""")
    done = run("edit", "forum")
    (copy,) = copies(tmp_path)
    assert done == Result(
        1, "", f"gcmtrack: the editor ended with an error (3); nothing was changed, its copy is {copy}\n"
    )
    assert "Lost?" in copy.read_text()
    assert forum.read_text() == MEETING


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("""sed -i 's/"review"/"revue"/' "$1" """, "unknown phase 'revue', did you mean 'review'?"),
        (
            """sed -i 's/^title.*/title = /' "$1" """,
            "line 2: nothing stands after the =; write a value, or take the line out",
        ),
        ("""sed -i '3i part_of = "gone"' "$1" """, "unknown milestone 'gone'; use forum"),
        ("""printf '\\377' > "$1" """, "line 1: byte 0xff is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_does_not_hold_is_refused_and_kept(
    script: str, why: str, forum: Path, run: Run, editor: Editor, tmp_path: Path
) -> None:
    editor(script)
    done = run("edit", "forum")
    (copy,) = copies(tmp_path)
    assert done == Result(1, "", f"gcmtrack: {why}\ngcmtrack: not saved; your text is kept in {copy}\n")
    assert forum.read_text() == MEETING


def test_everything_wrong_is_said_at_once(forum: Path, run: Run, editor: Editor) -> None:
    editor("""sed -i 's/"review"/"revue"/; s/"event"/"evnt"/' "$1" """)
    assert run("edit", "forum").err.splitlines()[0] == (
        "gcmtrack: unknown kind 'evnt', did you mean 'event'?; unknown phase 'revue', did you mean 'review'?"
    )


def test_on_a_terminal_what_does_not_hold_is_offered_again(
    forum: Path, dialogue: Callable[..., Dialogue], editor: Editor, tmp_path: Path
) -> None:
    editor(
        """if grep -q revue "$1"; then sed -i s/revue/adoption/ "$1"; else sed -i s/review\\"/revue\\"/ "$1"; fi"""
    )
    done = dialogue([("¿Volver a editarlo? [S/n]:", "sí")], "edit", "forum", "--in", "es")
    assert (done.code, done.out) == (0, "records/milestones/forum.toml\n")
    assert done.screen.startswith("  unknown phase 'revue', did you mean 'review'?\n¿Volver a editarlo?")
    assert changed(forum) == (['phase = "review"'], ['phase = "adoption"'])
    assert copies(tmp_path) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (None, "no editor is set; set EDITOR, as in: export EDITOR=nano"),
        ("", "no editor is set; set EDITOR, as in: export EDITOR=nano"),
        ("no-such-editor -w", "the editor 'no-such-editor -w' is not installed; set EDITOR to one that is"),
        ("'", 'the editor "\'" is not installed; set EDITOR to one that is'),
    ],
)
def test_a_missing_editor_is_said(
    said: str | None, message: str, forum: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    if said is not None:
        monkeypatch.setenv("EDITOR", said)
    assert run("edit", "forum") == Result(1, "", f"gcmtrack: {message}\n")
    assert forum.read_text() == MEETING


def test_a_file_that_changes_while_the_editor_is_open_is_not_overwritten(
    forum: Path, run: Run, editor: Editor, tmp_path: Path
) -> None:
    editor(f"""sed -i 's/Ours/Mine/' "$1"; sed -i 's/Ours/Theirs/' {forum}""")
    done = run("edit", "forum")
    (copy,) = copies(tmp_path)
    assert done == Result(
        1,
        "",
        f"gcmtrack: '{forum}' changed in the meantime; nothing was written, do it again;"
        f" your text is kept in {copy}\n",
    )
    assert 'summary = "Theirs."' in forum.read_text()
    assert 'summary = "Mine."' in copy.read_text()


def test_a_broken_record_can_be_mended_in_the_editor(forum: Path, run: Run, editor: Editor) -> None:
    forum.write_text(MEETING.replace('"event"', '"evnt"'))
    editor("""sed -i 's/evnt/event/' "$1" """)
    assert run("edit", "forum").out == "records/milestones/forum.toml\n"
    assert forum.read_text() == MEETING


def test_an_unknown_key_can_be_taken_out_of_a_broken_record(forum: Path, run: Run) -> None:
    forum.write_text(MEETING.replace("city=", "town="))
    done = run("edit", "forum", "--set", "summary=Theirs.")
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        "gcmtrack: unknown key 'town'; see them with: gcmtrack help keys",
    )
    assert run("edit", "forum", "--remove", "town").code == 0
    assert changed(forum) == (['city="New York"'], [])


def test_what_does_not_read_back_as_meant_is_refused() -> None:
    """NaN is not even equal to itself, so nothing shows that it was written rightly."""
    with pytest.raises(CannotEdit) as refused:
        apply("organisations", WIMN, [Set(("name",), float("nan"))])
    assert str(refused.value) == "the change would not read back as what was meant; edit the file by hand"


def test_a_table_is_not_given_as_one_value() -> None:
    """It would stand twice."""
    with pytest.raises(CannotEdit):
        apply("organisations", WIMN, [Set(("sources",), "S")])


def test_a_file_nested_too_deeply_is_refused_in_a_sentence() -> None:
    text = WIMN.replace("[[sources]]", f"x{'.x' * 900} = 1\n[[sources]]")
    with pytest.raises(CannotEdit) as refused:
        apply("organisations", text, [Remove(("acronym",))])
    # tomlkit has a limit of its own, in newer versions.
    assert "nested" in str(refused.value)
    assert str(refused.value).endswith("edit it by hand")


def test_deep_nesting_ends_no_command_in_a_traceback(folder: Maker, run: Run) -> None:
    deep = WIMN.replace("[[sources]]", f"x{'.x' * 900} = 1\n[[sources]]")
    root = folder(organisations={"wimn": deep})
    for options in (["--remove", "acronym"], ["--remove", "x"], ["--set", "name=W"], ["--add", "aliases=W"]):
        done = run("edit", "wimn", *options)
        assert (done.code, done.out) == (1, "")
        assert done.err.splitlines()[-1].startswith("gcmtrack: ")
    for args in (["fmt"], ["check", "--fix"], ["rename", "wimn", "women"]):
        assert run(*args).code in (0, 1, 2)
    assert (root / "organisations" / "wimn.toml").read_text() == deep


# Each edit of a command is planned on what the edits before it leave.

TOPICS = WIMN.replace("[[sources]]", 'aliases = ["a", "b", "c", "d", "e"]\n\n[[sources]]', 1)
ORDERED = [
    (["--remove=aliases=a", "--remove=aliases=a"], 2, "'a' is not in 'aliases'"),
    (["--remove=aliases=a", "--remove=aliases=b", "--remove=aliases=e", "--remove=aliases=d"], 0, ["c"]),
    (["--remove=aliases=e", "--remove=aliases=a", "--remove=aliases=c"], 0, ["b", "d"]),
    ([f"--remove=aliases={letter}" for letter in "caebd"], 0, None),
    (["--add=aliases=x", "--add=aliases=x"], 2, "'x' is in 'aliases' already"),
    (["--add=aliases=x", "--remove=aliases=x", "--remove=aliases=x"], 2, "'x' is not in 'aliases'"),
    (["--set=aliases=x,y", "--remove=aliases=a"], 2, "'a' is not in 'aliases'"),
    (["--set=aliases=x,y,x", "--add=aliases=z", "--remove=aliases=y"], 0, ["x", "z"]),
    (["--set=aliases=x", "--remove=aliases=x", "--remove=aliases=x"], 2, "'x' is not in 'aliases'"),
    (["--remove=aliases", "--remove=aliases"], 2, "'aliases' is not in the record"),
    (["--remove=aliases", "--remove=aliases=a"], 2, "'a' is not in 'aliases'"),
    (["--remove=sources", "--remove=sources=https://wimn.example"], 2, "'https://wimn.example' is not in 'sources'"),
    (["--add=sources=https://x.example", "--add=sources=https://x.example"], 2, "'https://x.example' is in 'sources' already"),
    (["--set=names=x", "--set=names.es=y"], 2, "'names' is a table; write the language behind a dot, as in names.es=..."),
    (["--set=names.es=x", "--set=names.es=y"], 2, "'names.es' is given two values, 'x' and 'y'; give it one"),
    (["--set=names.es=x", "--set=names.es=x"], 0, ["a", "b", "c", "d", "e"]),
    (["--set=names.es=x", "--add=names.es=y"], 2, "'names.es' is given two values, 'x' and 'y'; give it one"),
    (["--set=acronym=A", "--set=acronym=B", "--set=acronym=A"], 2, "'acronym' is given two values, 'A' and 'B'; give it one"),
    (["--set=country=US", "--set=country=United States"], 0, ["a", "b", "c", "d", "e"]),
    (["--set=aliases=x", "--set=aliases=y"], 2, "'aliases' is given two values, 'x' and 'y'; set all at once, as in aliases=x,y"),
    (["--set=aliases=x,y", "--set=aliases=x,y,x"], 0, ["x", "y"]),
    (["--remove=member_of=x"], 2, "'x' is not in 'member_of'"),
    (["--remove=country=x"], 2, "'country' is not a list; take it out with --remove country"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "code", "left"), ORDERED, ids=lambda case: " ".join(case)[:60] if isinstance(case, list) else None)  # fmt: skip
def test_each_edit_is_planned_on_what_those_before_it_leave(
    options: list[str], code: int, left: Any, folder: Maker, run: Run
) -> None:
    root = folder(organisations={"wimn": TOPICS})
    file = root / "organisations" / "wimn.toml"
    done = run("edit", "wimn", *options)
    assert done.code == code
    if code:
        assert (done.out, done.err) == ("", f"gcmtrack: {left}\n")
        assert file.read_text() == TOPICS
    else:
        assert toml_text.parse(file.read_text()).get("aliases") == left


def test_two_names_of_one_organisation_are_one(folder: Maker, run: Run) -> None:
    meeting = MEETING.replace("city=", 'organisers = ["wimn", "nnirr"]\ncity=')
    root = folder(milestones={"forum": meeting}, organisations={"wimn": WIMN, "nnirr": NNIRR})
    done = run("edit", "forum", "--remove", "organisers=WIMN", "--remove", "organisers=wimn")
    assert done == Result(2, "", "gcmtrack: 'wimn' is not in 'organisers'\n")
    assert (root / "milestones" / "forum.toml").read_text() == meeting
    done = run("edit", "forum", "--set", "organisers=WIMN,wimn", "--add", "organisers=nnirr")
    assert done.code == 0
    assert 'organisers = ["wimn", "nnirr"]' in (root / "milestones" / "forum.toml").read_text()


NNIRR = 'name = "National Network"\ntype = "civil-society"\n\n[[sources]]\ntitle = "S"\nurl = "https://nnirr.example"\n'


def test_a_date_that_is_given_twice_moved_once(forum: Path, run: Run) -> None:
    assert run("edit", "forum", "--set", "date=2022-06", "--set", "date=June 2022").code == 0
    table = toml_text.parse(forum.read_text())
    assert (table["date"], table["previous_dates"]) == ("2022-06", [{"date": "2022-05-10/2022-05-13"}])


_words = st.sampled_from(["a", "b", "c", "d", "e", "f"])
_keys = st.sampled_from(["aliases", "acronym", "names.es", "names.fr"])
_mostly = st.sampled_from([*[True] * 9, False])


@st.composite
def requests(draw: st.DrawFn, aliases: list[str]) -> key_changes.RequestedChanges:
    """Some --set, --add and --remove together, of a list, a text and a table. Mostly such as can be meant: what is
    added is not there and what is removed is, as those before have left it."""
    there = list(aliases)
    made: tuple[list[str], list[str], list[str]] = ([], [], [])
    for key in draw(st.lists(_keys, max_size=2)):
        values = draw(st.lists(_words, min_size=1, max_size=3))
        made[0].append(f"{key}={','.join(values)}")
        there = list(dict.fromkeys(values)) if key == "aliases" else there
    for _ in range(draw(st.integers(0, 2))):
        new = [letter for letter in "abcdef" if letter not in there]
        known = bool(new) and draw(_mostly)
        added = draw(st.sampled_from(new) if known else _words)
        made[1].append(f"aliases={added}")
        there.append(added)
    for _ in range(draw(st.integers(0, 4))):
        known = draw(_mostly)
        if known and not there:
            break
        gone = draw(st.sampled_from(there) if known else _words)
        made[2].append(f"aliases={gone}")
        there = [letter for letter in there if letter != gone]
    whole = ["acronym", "names.es", "names", *(["aliases"] if there else [])]
    made[2].extend(draw(st.lists(st.sampled_from(whole), max_size=1)))
    return key_changes.RequestedChanges(*map(tuple, made))


def asked_of(table: dict[str, Any], asked: key_changes.RequestedChanges) -> dict[str, Any] | None:
    """What a plain table becomes, one request after the other; None where one cannot be meant."""
    now: dict[tuple[str, ...], Any] = {
        ("aliases",): table["aliases"],
        ("acronym",): "W",
        ("names", "es"): "N",
    }
    given: dict[str, Any] = {}
    for change in asked.set:
        key, _, value = change.partition("=")
        read = list(dict.fromkeys(value.split(","))) if key == "aliases" else value
        if given.setdefault(key, read) != read:
            return None
        now[tuple(key.split("."))] = read
    for change in asked.add:
        value = change.removeprefix("aliases=")
        if value in now.get(("aliases",), []):
            return None
        now["aliases",] = [*now.get(("aliases",), []), value]
    for change in asked.remove:
        key, equals, value = change.partition("=")
        gone = [path for path in now if path[: key.count(".") + 1] == tuple(key.split("."))]
        if not gone or (equals and value not in now["aliases",]):
            return None
        for path in gone:
            whole = now.pop(path)
            if equals and (left := [item for item in whole if item != value]):
                now[path] = left
    made = {**table, "aliases": now.get(("aliases",)), "acronym": now.get(("acronym",))}
    made["names"] = {path[1]: value for path, value in now.items() if path[0] == "names"}
    return {key: value for key, value in made.items() if value}


requested = [0, 0]


def test_what_is_asked_for_together_is_done_one_after_the_other() -> None:
    """Refusing everything would hold too, so what was really compared is counted."""
    requested[:] = 0, 0
    what_is_asked_for_together_is_done_one_after_the_other()
    made, tried = requested
    assert made > 0.6 * tried > 0


@given(st.data(), st.permutations(["a", "b", "c", "d", "e"]), st.integers(2, 5), st.booleans())
def what_is_asked_for_together_is_done_one_after_the_other(
    data: st.DataObject, letters: list[str], many: int, lines: bool
) -> None:
    asked = data.draw(requests(letters[:many]))
    items = [f'"{letter}"' for letter in letters[:many]]
    written = "".join(f"    {item},  # its note\n" for item in items)
    aliases = f"[\n{written}]" if lines else f"[{', '.join(items)}]"
    text = f'name = "N"\nacronym = "W"\naliases = {aliases}\ntype = "state"\n\n[names]\nes = "N"\n'
    table = toml_text.parse(text)
    expected = asked_of(table, asked)
    requested[1] += 1
    try:
        edits = key_changes.plan(
            builders.records(), "organisations", text.encode(), asked, None, date(2026, 11, 22)
        )
        new = apply("organisations", text, edits)
        made: dict[str, Any] | None = toml_text.parse(new)
    except Misuse:
        made = None
    assert made == expected
    requested[0] += made is not None


# What would make a record wrong is refused, whatever the order of ids; what was wrong before is no hindrance.


def test_a_record_is_no_part_of_itself(forum: Path, run: Run) -> None:
    done = run("edit", "forum", "--set", "part_of=forum")
    assert done == Result(1, "", "gcmtrack: 'part_of' leads back to the record itself: forum → forum\n")
    assert forum.read_text() == MEETING


@pytest.mark.parametrize(("mine", "theirs"), [("a", "b"), ("b", "a")])
def test_an_edit_makes_no_twin(mine: str, theirs: str, folder: Maker, run: Run) -> None:
    """Whichever of the two ids comes first."""
    root = folder(
        builders.milestone(f"doc-{mine}", kind="document", title="One", symbol="A/71/1"),
        builders.milestone(f"doc-{theirs}", kind="document", title="Two", symbol="A/71/2"),
        builders.organisation(f"org-{mine}", name="One"),
        builders.organisation(f"org-{theirs}", name="Two"),
        builders.statement(f"said-{mine}", title="One", organisations=[f"org-{mine}"]),
        builders.statement(f"said-{theirs}", title="Two", organisations=[f"org-{mine}"]),
    )
    before = {file: file.read_bytes() for file in root.rglob("*.toml")}
    for id_, change, said in (
        (f"doc-{mine}", "symbol=A/71/2", f"A/71/2 is 'doc-{theirs}' already; one document is one record, whatever its languages"),
        (f"doc-{mine}", "title=Two", f"the same milestone is there already: doc-{theirs} (13 July 2018: Two); change it with: gcmtrack edit doc-{theirs}"),
        (f"org-{mine}", "name=Two", f"the same organisation is there already: org-{theirs} (Two); change it with: gcmtrack edit org-{theirs}"),
        (f"said-{mine}", "title=Two", f"the same statement is there already: said-{theirs} (13 July 2018: Two); change it with: gcmtrack edit said-{theirs}"),
    ):  # fmt: skip
        assert run("edit", id_, "--set", change) == Result(1, "", f"gcmtrack: {said}\n")
    assert {file: file.read_bytes() for file in root.rglob("*.toml")} == before


def test_what_was_wrong_before_does_not_stand_in_the_way(folder: Maker, run: Run) -> None:
    """A twin, a reference that leads nowhere, a missing source: each can stay while something else is mended."""
    root = folder(
        builders.organisation("a", name="Same"),
        builders.organisation("b", name="Same", sources=[], member_of=["gone", "a"]),
    )
    assert run("edit", "b", "--set", "acronym=B").code == 0
    assert run("edit", "b", "--remove", "member_of=a").code == 0
    assert run("edit", "b", "--set", "member_of=gone,a").code == 2
    assert run("edit", "b", "--set", "name=Other").code == 0
    done = run("edit", "b", "--set", "name=Same")
    assert (
        done.err.splitlines()[-1]
        == "gcmtrack: the same organisation is there already: a (Same); change it with: gcmtrack edit a"
    )
    assert 'acronym = "B"' in (root / "organisations" / "b.toml").read_text()


def test_a_record_with_two_faults_is_mended_one_at_a_time(folder: Maker, run: Run) -> None:
    root = folder(organisations={"a": 'name = "A"\ntype = "state"\ntown = "X"\nmember_of = ["gone"]\n'})
    assert run("edit", "a", "--remove", "town").code == 0
    assert "town" not in (root / "organisations" / "a.toml").read_text()


# What was in canonical form stays in it.


def test_a_default_is_left_out(folder: Maker, run: Run) -> None:
    root = folder(builders.milestone("m", status="expected"))
    file = root / "milestones" / "m.toml"
    assert run("edit", "m", "--set", "status=confirmed").code == 0
    assert "status" not in file.read_text()
    assert run("edit", "m", "--set", "status=confirmed") == Result(0, "", "gcmtrack: nothing changed\n")
    assert run("fmt", "--check").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--set", "status=confirmed"],
        ["--set", "objectives=12,5"],
        ["--add", "topics=climate"],
        ["--add", "topics=aaa", "--remove", "topics=women"],
        ["--set", "titles.es=E", "--set", "titles.de=D"],
        ["--set", "country=Chile", "--set", "date=2019", "--add", "links=https://x.example"],
        ["--remove", "summary"],
    ],
    ids=" ".join,
)
def test_canonical_form_stays_canonical_form(options: list[str], folder: Maker, run: Run) -> None:
    made = builders.milestone(
        "m", status="expected", topics=["labour", "women"], summary="Ours.", titles={"fr": "F"}
    )
    text = f"# about\n{toml_text.render(made)}".replace("topics =", "# of it\ntopics =")
    folder(milestones={"m": text})
    assert run("fmt", "--check").code == 0
    assert run("edit", "m", *options).code == 0
    assert run("fmt", "--check") == Result(0, "", "")


kept_in_form = [0, 0]


def test_any_edit_of_a_canonical_file_leaves_a_canonical_file() -> None:
    """Most edits of the strategy make no record; what was really compared is counted."""
    kept_in_form[:] = 0, 0
    any_edit_of_a_canonical_file_leaves_a_canonical_file()
    made, tried = kept_in_form
    assert made > 0.3 * tried > 0


@given(st.data(), records(), st.booleans())
def any_edit_of_a_canonical_file_leaves_a_canonical_file(
    data: st.DataObject, record: Record, windows: bool
) -> None:
    text = toml_text.render(record)
    edit = data.draw(edits(record, toml_text.parse(text)))
    raw = (text.replace("\n", "\r\n") if windows else text).encode()
    kept_in_form[1] += 1
    try:
        new = save.edited_bytes(record.folder, record.id, raw, [edit])
    except InvalidRecords:
        return
    kept_in_form[0] += 1
    assert save.tidied(record.folder, record.id, new) == new
    assert new.count(b"\n") == (new.count(b"\r\n") if windows else new.count(b"\n"))


LAID_OUT = {
    "dotted keys": 'title = "M"\ntitles.es = "Hola"\n',
    "an inline table": 'title = "M"\ntitles = { es = "Hola" }\n',
    "an inline table over lines": 'title = "M"\ntitles = {\n  es = "Hola",\n}\n',
}


@pytest.mark.parametrize("head", LAID_OUT.values(), ids=LAID_OUT)
def test_a_file_that_cannot_be_edited_as_it_stands_is_brought_into_form(
    head: str, folder: Maker, run: Run
) -> None:
    rest = (
        toml_text.render(builders.milestone("m", topics=["b", "a"]))
        .partition("\n")[2]
        .replace('["a", "b"]', '["b", "a"]')
    )
    root = folder(milestones={"m": f"# about\n{head}{rest}"})
    done = run("edit", "m", "--set", "titles.es=Adiós", "--remove", "topics=b")
    assert done == Result(0, "records/milestones/m.toml\n", "")
    table = toml_text.parse((root / "milestones" / "m.toml").read_text())
    assert (table["titles"], table["topics"]) == ({"es": "Adiós"}, ["a"])
    assert (root / "milestones" / "m.toml").read_text().startswith('# about\ntitle = "M"\nkind')
    assert run("fmt", "--check").code == 0


@pytest.mark.parametrize("option", ["--note", "--source", "--set"])
def test_what_is_not_utf8_is_said(option: str, forum: Path, run: Run) -> None:
    typed = "city=\udcff" if option == "--set" else "\udcff"
    done = run("edit", "forum", "--set", "date=2029", option, typed)
    assert (done.code, done.out) == (2, "")
    assert "UTF-8" in done.err
    assert forum.read_text() == MEETING
