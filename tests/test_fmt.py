"""Canonical form: one form for one record, every comment kept, nothing else touched."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Result
from gcmtrack import store, tomledit, tomlform, tomltext
from gcmtrack.model import Record
from make import milestone, organisation
from strategies import handwritten, records

Maker = Callable[..., Path]
Run = Callable[..., Result]


@given(records())
def test_what_is_rendered_is_canonical(record: Record) -> None:
    text = tomltext.render(record)
    assert tomlform.canonical(record.folder, text, record) == text


@given(st.data(), records())
def test_formatting_twice_is_formatting_once_and_keeps_every_comment(
    data: st.DataObject, record: Record
) -> None:
    blocks = data.draw(handwritten(record))
    text = "".join(block.text for block in blocks)
    try:
        once = tomlform.canonical(record.folder, text, record)
    except tomledit.CannotEdit:
        return
    assert store.read_text(record.folder, record.id, once.encode()) == record
    assert tomlform.canonical(record.folder, once, record) == once
    assert sorted(tomlform.comments_of(once)) == sorted(tomlform.comments_of(text))
    bare = [line for line in once.split("\n") if not line.startswith("#")]
    assert [line.split("  #")[0] for line in bare if line] == [
        line.split("  #")[0] for line in tomltext.render(record).split("\n") if line
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


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf%s", b"%s\r\n"], ids=["byte order mark", "line ends"])
def test_check_names_what_a_diff_cannot_show(raw: bytes, folder: Maker, run: Run) -> None:
    text = tomltext.render(organisation()).encode()
    crlf = text.replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    folder(organisations={"wimn": raw % (crlf if b"\r" in raw else text)})
    assert run("fmt", "--check").out == (
        "--- a/records/organisations/wimn.toml\n+++ b/records/organisations/wimn.toml\n(line ends or byte order mark only)\n"
    )


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


def test_comments_that_cannot_be_kept_are_not_lost(folder: Maker, run: Run) -> None:
    """tomlkit does not give the comment inside an inline table back."""
    text = '# c\ntype = "state"\nname = "B"\nnames.es = "E" # d\n'
    root = folder(organisations={"b": text})
    run("fmt")
    now = (root / "organisations" / "b.toml").read_text()
    assert now.count("# c") == now.count("# d") == 1


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
