"""Atom and JSON Feed: valid, with ids that stay and days of the record."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result
from judges import json_feed_faults
from test_readers import call, needs

Run = Callable[..., Result]
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = Path(__file__).parent / "atom.rnc"

WIMN = organisation("wimn", acronym="WIMN")
OLD = milestone(
    "old", title="Old & <new>", date="2018-07-13", added=date(2026, 11, 22), topics=["human-rights"]
)
NEW = statement(
    "new",
    title="What we say",
    date="2018-07",
    added=date(2026, 11, 28),
    summary="They ask for more.",
    links=[{"url": "https://e.org/a|b"}],
)
NEXT = milestone(
    "next", title="Next forum", date="2030-05-06/2030-05-09", city="New York", country="US", status="expected"
)


def test_what_is_new_as_atom(folder: FolderMaker, run: Run) -> None:
    done = run("export", "--format", "atom", "--records", folder(WIMN, OLD, NEW))
    assert done.err == "gcmtrack: 2 entries\n"
    assert done.out == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        "  <id>tag:gcmtrack,2026:new</id>\n"
        "  <title>Global Compact for Migration: new in the record</title>\n"
        "  <updated>2026-11-28T00:00:00Z</updated>\n"
        "  <author>\n"
        "    <name>gcmtrack</name>\n"
        "  </author>\n"
        "  <entry>\n"
        "    <id>tag:gcmtrack,2026:statements/new</id>\n"
        "    <title>WIMN: What we say</title>\n"
        "    <updated>2026-11-28T00:00:00Z</updated>\n"
        "    <published>2026-11-28T00:00:00Z</published>\n"
        '    <link rel="alternate" href="https://e.org/a%7Cb" />\n'
        '    <content type="text">They ask for more.\nstatement, July 2018</content>\n'
        "  </entry>\n"
        "  <entry>\n"
        "    <id>tag:gcmtrack,2026:milestones/old</id>\n"
        "    <title>13 July 2018: Old &amp; &lt;new&gt;</title>\n"
        "    <updated>2026-11-22T00:00:00Z</updated>\n"
        "    <published>2026-11-22T00:00:00Z</published>\n"
        '    <category term="human rights" />\n'
        '    <content type="text">Old &amp; &lt;new&gt;</content>\n'
        "  </entry>\n"
        "</feed>\n"
    )


def test_what_comes_as_json_feed(folder: FolderMaker, run: Run) -> None:
    done = run(
        "export",
        "--format",
        "jsonfeed",
        "--upcoming",
        "--today",
        "2026-11-22",
        "--records",
        folder(WIMN, OLD, NEXT),
    )
    assert json.loads(done.out) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Global Compact for Migration: what comes",
        "language": "en",
        "authors": [{"name": "gcmtrack"}],
        "items": [
            {
                "id": "tag:gcmtrack,2026:milestones/next",
                "title": "6–9 May 2030: Next forum [expected]",
                "content_text": "New York, United States",
                "date_published": "2000-01-01T00:00:00Z",
                "date_modified": "2000-01-01T00:00:00Z",
            }
        ],
    }


def test_an_entry_keeps_its_id_after_an_edit(folder: FolderMaker, run: Run) -> None:
    folder(WIMN, OLD, NEW)
    first = run("export", "--format", "atom").out
    assert run("export", "--format", "atom").out == first
    before = entries(first)
    for key in ("title=Another title", "summary=Another text.", "date=2019-01-01", "checked=2026-12-01"):
        assert run("edit", "old", "--set", key).code == 0
    assert run("edit", "new", "--set", "title=We say more", "--add", "links=https://e.org/other").code == 0
    after = entries(run("export", "--format", "atom").out)
    assert set(before) == set(after)
    assert after["tag:gcmtrack,2026:milestones/old"] == "2026-12-01T00:00:00Z"
    assert before["tag:gcmtrack,2026:milestones/old"] == "2026-11-22T00:00:00Z"
    told = json.loads(run("export", "--format", "jsonfeed").out)["items"]
    assert {item["id"] for item in told} == set(before)
    assert {"Another title", "We say more"} <= {item["title"].partition(": ")[2] for item in told}


def test_a_record_with_another_id_is_another_entry(folder: FolderMaker, run: Run) -> None:
    folder(WIMN, OLD, NEW)
    assert run("rename", "old", "older").code == 0
    assert set(entries(run("export", "--format", "atom").out)) == {
        "tag:gcmtrack,2026:statements/new",
        "tag:gcmtrack,2026:milestones/older",
    }


def entries(text: str) -> dict[str, str]:
    feed = ET.fromstring(text)
    return {
        entry.findtext(f"{ATOM}id", ""): entry.findtext(f"{ATOM}updated", "")
        for entry in feed.iter(f"{ATOM}entry")
    }


def test_another_choice_of_records_is_another_feed(folder: FolderMaker, run: Run) -> None:
    where = folder(WIMN, OLD, NEW)
    ids = [
        ET.fromstring(run("export", "--format", "atom", *args, "--records", where).out).findtext(f"{ATOM}id")
        for args in ((), ("--org", "wimn"), ("--org", "WIMN"), ("--since", "2018-07"), ("--upcoming",))
    ]
    assert ids[0] == "tag:gcmtrack,2026:new"
    assert ids[4] == "tag:gcmtrack,2026:coming"
    assert ids[1] == ids[2]
    assert len(set(ids)) == 4


@pytest.mark.parametrize(("given", "number"), [("1", 1), ("2", 2), ("100", 2)])
def test_the_limit(given: str, number: int, folder: FolderMaker, run: Run) -> None:
    done = run("export", "--format", "atom", "--limit", given, "--records", folder(WIMN, OLD, NEW))
    assert done.out.count("<entry>") == number


@pytest.mark.parametrize("given", ["0", "-1", "ten", "²"])
def test_a_limit_is_a_number(given: str, folder: FolderMaker, run: Run) -> None:
    done = run("export", "--format", "jsonfeed", f"--limit={given}", "--records", folder(WIMN))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"gcmtrack: --limit: {given!r} is no number of entries; write one, such as 50\n"


def test_text_that_xml_cannot_hold(folder: FolderMaker, run: Run) -> None:
    where = folder(milestone(title="a\x00\x1b[31m \ufffe ]]> </feed>", links=[{"url": 'https://e.org/"<'}]))
    feed = ET.fromstring(run("export", "--format", "atom", "--records", where).out)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "13 July 2018: a␀␛[31m \ufffd ]]> </feed>"


# The whole record.


@pytest.fixture(scope="module")
def no_limit() -> tuple[str, ...]:
    return ("--limit", "100000", "--records", str(SHIPPED))


@needs("jing")
@pytest.mark.parametrize("options", [(), ("--upcoming",), ("--org", "wimn")])
def test_jing_finds_atom_valid(
    options: tuple[str, ...], no_limit: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    assert run("export", "--format", "atom", "-o", "feed.xml", *options, *no_limit).code == 0
    call("jing", "-c", GRAMMAR, tmp_path / "feed.xml")


@needs("jing")
@pytest.mark.parametrize(
    ("there", "instead"),
    [("<updated>2026", "<updated>26"), ("<id>", "<ID>"), ('rel="alternate" href=', 'rel="alternate" url=')],
)
def test_jing_would_find_a_wrong_feed(there: str, instead: str, run: Run, tmp_path: Path) -> None:
    text = run("export", "--format", "atom", "--records", SHIPPED).out
    assert there in text
    wrong = (
        text.replace(there, instead).replace("</id>", "</ID>")
        if there == "<id>"
        else text.replace(there, instead)
    )
    (tmp_path / "feed.xml").write_text(wrong, encoding="utf-8")
    with pytest.raises(AssertionError):
        call("jing", "-c", GRAMMAR, tmp_path / "feed.xml")


def test_feedparser_reads_every_entry(no_limit: tuple[str, ...], run: Run) -> None:
    feedparser = pytest.importorskip("feedparser", reason="needs feedparser")
    read = feedparser.parse(run("export", "--format", "atom", *no_limit).out.encode())
    assert not read.bozo
    ids = [entry.id for entry in read.entries]
    assert len(set(ids)) == len(ids) > 800
    assert all(entry.title and entry.updated_parsed and entry.content for entry in read.entries)


def test_a_json_feed_has_what_its_version_wants(no_limit: tuple[str, ...], run: Run) -> None:
    feed = json.loads(run("export", "--format", "jsonfeed", *no_limit).out)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    moment = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
    allowed = {"id", "url", "title", "content_text", "date_published", "date_modified", "tags"}
    for item in feed["items"]:
        assert {"id", "content_text"} <= set(item) <= allowed
        assert item.get("url", "https://").startswith(("https://", "http://"))
        assert all(item.get("tags", []))
        assert moment.fullmatch(item["date_published"])
        assert moment.fullmatch(item["date_modified"])
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("options", [(), ("--upcoming",), ("--org", "wimn"), ("--in", "es")])
def test_the_schema_of_json_feed_finds_nothing(
    options: tuple[str, ...], no_limit: tuple[str, ...], run: Run
) -> None:
    feed = json.loads(run("export", "--format", "jsonfeed", *options, *no_limit).out)
    assert feed["items"]
    assert json_feed_faults(feed) == []


def test_the_schema_would_find_a_wrong_json_feed(folder: FolderMaker, run: Run) -> None:
    where = folder(WIMN, OLD, NEW)

    def faults(name: str, value: object, *, of_item: bool) -> list[str]:
        feed = json.loads(run("export", "--format", "jsonfeed", "--records", where).out)
        (feed["items"][0] if of_item else feed)[name] = value
        return json_feed_faults(feed)

    assert faults("url", "https://e.org/a|b", of_item=True) == [
        "$.items[0].url: 'https://e.org/a|b' is not a 'uri'"
    ]
    assert faults("date_published", "2018", of_item=True) == [
        "$.items[0].date_published: '2018' is not a 'date-time'"
    ]
    assert faults("tags", ["a", "a"], of_item=True) == ["$.items[0].tags: ['a', 'a'] has non-unique elements"]
    assert faults("authors", {"name": "gcmtrack"}, of_item=False) == [
        "$.authors: {'name': 'gcmtrack'} is not of type 'array'"
    ]
    assert len(faults("updated", "2018", of_item=False)) == 1


def test_the_same_records_give_the_same_feed_on_every_day(run: Run) -> None:
    made = [
        run("export", "--format", "atom", "--today", day, "--records", SHIPPED).out
        for day in ("2018-01-01", "2030-01-01")
    ]
    assert made[0] == made[1]
