"""Canonical form: one form for one record, every comment kept, nothing else touched."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation
from conftest import Result, Screen
from gcmtrack.model.records import Record
from gcmtrack.store import toml_canonical, toml_edit, toml_layout, toml_text
from gcmtrack.store.record_text import read_text
from strategies import handwritten, records

Maker = Callable[..., Path]
Run = Callable[..., Result]


@given(records())
def test_what_is_rendered_is_canonical(record: Record) -> None:
    text = toml_text.render(record)
    assert toml_canonical.canonical(record.folder, text, record) == text


@given(st.data(), records())
def test_formatting_twice_is_formatting_once_and_keeps_every_comment(
    data: st.DataObject, record: Record
) -> None:
    blocks = data.draw(handwritten(record))
    text = "".join(block.text for block in blocks)
    try:
        once = toml_canonical.canonical(record.folder, text, record)
    except toml_edit.CannotEdit:
        return
    assert read_text(record.folder, record.id, once.encode())[0] == record
    assert toml_canonical.canonical(record.folder, once, record) == once
    assert sorted(toml_layout.comments_of(once)) == sorted(toml_layout.comments_of(text))
    bare = [line for line in once.split("\n") if not line.startswith("#")]
    assert [line.split("  #")[0] for line in bare if line] == [
        line.split("  #")[0] for line in toml_text.render(record).split("\n") if line
    ]


UNTIDY = """\
# The sixth session.

# of six
date = 2017-10-12   # as announced
title="Sixth session"
kind = 'event'
type = "thematic-session"
phase = "consultation"
topics = [ "women",  # second
           "labour" ]
objectives = [12, 5, 12]
# where to go
[[links]]
url = "https://example.org/a" # the page
[titles]
fr = "F"
es = "E"   # ours
[[sources]]
title = "S"
url = "https://example.org/s"
# the end
"""
TIDY = """\
# The sixth session.
# of six
title = "Sixth session"
kind = "event"
type = "thematic-session"
phase = "consultation"
date = "2017-10-12"  # as announced
objectives = [5, 12]
# second
topics = ["labour", "women"]

[titles]
es = "E"  # ours
fr = "F"

# where to go
[[links]]
url = "https://example.org/a"  # the page

[[sources]]
title = "S"
url = "https://example.org/s"
# the end
"""


def test_the_whole_of_it(folder: Maker, run: Run) -> None:
    root = folder(milestones={"sixth": UNTIDY})
    assert run("fmt") == Result(0, "records/milestones/sixth.toml\n", "gcmtrack: 1 file was changed\n")
    assert (root / "milestones" / "sixth.toml").read_text() == TIDY
    assert run("fmt") == Result(0, "", "")
    assert run("fmt", "--check") == Result(0, "", "")


TOPICS = """\
topics = [
  "follow-up-and-review",
  "human-rights",
  "labour",
]
objectives = [
    5,
    12
]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_with_a_line_for_each_value_is_as_good(newline: str, folder: Maker, run: Run) -> None:
    """Even Better TOML breaks long lists on saving, unless it is told not to."""
    topics, objectives = TOPICS[: TOPICS.index("objectives")], TOPICS[TOPICS.index("objectives") :]
    text = TIDY.replace("objectives = [5, 12]\n", objectives).replace(
        'topics = ["labour", "women"]\n', topics
    )
    raw = text.replace("\n", newline).encode()
    root = folder(milestones={"sixth": raw})
    assert run("fmt", "--check") == Result(0, "", "")
    assert run("check", "not-canonical", "--strict").code == 0
    # An edit leaves the lines as they are.
    assert run("edit", "sixth", "--add", "topics=women").code == 0
    assert root.joinpath("milestones/sixth.toml").read_bytes() == raw.replace(
        b'  "labour",', f'  "labour",{newline}  "women",'.encode()
    )


@pytest.mark.parametrize(
    "topics",
    [
        'topics = [\n  "women",\n  "labour",\n]',
        'topics = [\n  "labour", "women",\n]',
        'topics = [ "labour", "women" ]',
        'topics = [\n  "labour",\n  "women",\n  "women",\n]',
    ],
)
def test_other_lists_are_brought_into_form(topics: str, folder: Maker, run: Run) -> None:
    root = folder(milestones={"sixth": TIDY.replace('topics = ["labour", "women"]', topics)})
    assert run("fmt").code == 0
    assert (root / "milestones" / "sixth.toml").read_text() == TIDY


def test_check_shows_the_difference_and_writes_nothing(folder: Maker, run: Run) -> None:
    root = folder(organisation(), organisations={"nnirr": 'type = "civil-society"\nname = "N"\n'})
    done = run("fmt", "--check")
    assert done == Result(
        1,
        """\
--- a/records/organisations/nnirr.toml
+++ b/records/organisations/nnirr.toml
@@ -1,2 +1,2 @@
+name = "N"
 type = "civil-society"
-name = "N"
""",
        "gcmtrack: 1 file would be changed\n",
    )
    assert (root / "organisations" / "nnirr.toml").read_text().startswith("type")


@pytest.mark.parametrize("odd", ["byte order mark", "line ends"])
def test_check_names_what_a_diff_cannot_show(odd: str, folder: Maker, run: Run) -> None:
    text = toml_text.render(organisation()).encode()
    folder(
        organisations={
            "wimn": b"\xef\xbb\xbf" + text if odd == "byte order mark" else text.replace(b"\n", b"\r\n", 2)
        }
    )
    assert run("fmt", "--check").out == (
        "--- a/records/organisations/wimn.toml\n+++ b/records/organisations/wimn.toml\n(line ends or byte order mark only)\n"
    )


def test_a_file_whose_lines_all_end_in_crlf_is_canonical(folder: Maker, run: Run) -> None:
    """git checks it out so on Windows."""
    windows = toml_text.render(organisation()).encode().replace(b"\n", b"\r\n")
    root = folder(organisations={"wimn": windows})
    assert run("fmt", "--check") == Result(0, "", "")
    assert run("check", "not-canonical") == Result(0, "", "")
    assert run("edit", "wimn", "--add", "aliases=W", "--add", "aliases=A").code == 0
    now = (root / "organisations" / "wimn.toml").read_bytes()
    assert b'aliases = ["A", "W"]\r\n' in now
    assert now.count(b"\n") == now.count(b"\r\n")
    (root / "organisations" / "wimn.toml").write_bytes(windows.replace(b' = "', b'="'))
    assert run("fmt").code == 0
    assert (root / "organisations" / "wimn.toml").read_bytes() == windows


def test_only_the_named_ones(folder: Maker, run: Run) -> None:
    untidy = 'type = "civil-society"\nname = "%s"\n'
    folder(organisations={"a": untidy % "A", "b": untidy % "B"})
    assert run("fmt", "b").out == "records/organisations/b.toml\n"
    assert run("fmt", "--check", "b").code == 0
    assert run("fmt", "--check", "a").code == 1


BROKEN = b'tipe = "civil-society"\nname = "N"\n'


def test_a_broken_record_is_left_alone(folder: Maker, run: Run) -> None:
    root = folder(organisations={"a": BROKEN, "b": b'type = "state"\nname = "B"\n'})
    done = run("fmt")
    assert (done.code, done.out) == (0, "records/organisations/b.toml\n")
    assert done.err.splitlines()[0] == (
        "gcmtrack: 2 problems in the records, 1 record left out; see them with: gcmtrack check"
    )
    assert (root / "organisations" / "a.toml").read_bytes() == BROKEN


ODD = {
    "in a table on several lines": 'speaker = {\n  name = "Ana", # who\n  # what\n  role = "chair",\n} # all\n',
    "behind dotted keys": 'titles.es = "E" # d\n# e\ntitles.fr = "F" # f\n',
    "in a list of tables": 'links = [ # a\n {url = "https://x.example"}, # b\n # c\n]\n# d\n',
    "in an empty list": "topics = [ # z\n]\n",
    "behind text over lines": 'summary = """\nno # comment" \'\n"""" # c "quoted"\n',
    "that looks like text": 'summary = \'no # "comment\' # """ c\n',
    "behind the header of an empty table": "[titles] # q\n# nothing\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_comment_is_lost_wherever_it_stands(odd: str, folder: Maker, run: Run) -> None:
    """Kept in the canonical form, or the file is left alone and the command says so."""
    text = '# about\ntitle = "T" # t\nkind = "remarks"\ndate = 2018-07-13\norganisations = ["wimn"]\n' + odd
    root = folder(organisation(), statements={"s": text})
    done = run("fmt")
    now = (root / "statements" / "s.toml").read_text()
    if done.code:
        assert now == text
        assert done.err.endswith("by hand\n")
        return
    assert 'date = "2018-07-13"' in now
    written = [
        line.partition("#")[2].strip() for line in text.split("\n") if "#" in line and "no #" not in line
    ]
    written += ['c "quoted"'] if '# c "quoted"' in text else []
    assert all(f"# {comment}" in now for comment in written)
    assert run("fmt", "--check").code == 0


def test_comments_of_any_toml_are_found() -> None:
    text = 'a = "# no" # 1\nb = \'# no\' # 2\n"# no" = """\n# no \\""" # no\n""" # 3\nc = \'\'\'# no\'\'\'\' # 4\n#5\n'
    assert list(toml_layout.comments_of(text)) == ["# 1", "# 2", "# 3", "# 4", "#5"]


def test_a_link_inside_the_folder_stays_a_link(folder: Maker, run: Run) -> None:
    root = folder(milestone("whole"))
    untidy = root / "untidy.txt"
    untidy.write_text('type = "state"\nname = "B"\n')
    link = root / "organisations" / "b.toml"
    link.symlink_to("../untidy.txt")
    assert run("fmt").code == 0
    assert os.readlink(link) == "../untidy.txt"
    assert untidy.read_text() == 'name = "B"\ntype = "state"\n'


def test_the_shipped_form_is_canonical(run: Run) -> None:
    """`gcmtrack fmt --check` passes on what this repository holds."""
    assert run("fmt", "--check", "--records", Path(__file__).parent.parent / "records") == Result(0, "", "")


def test_a_person_hears_that_nothing_was_to_be_done(
    folder: Maker, terminal: Callable[..., Screen], run: Run
) -> None:
    folder(organisation("wimn"), organisation("nnirr", name="Other"))
    assert terminal(80, "fmt").err == "gcmtrack: 2 files, in canonical form already\n"
    assert run("fmt") == Result(0, "", "")
