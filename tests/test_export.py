"""The command export: what it writes where, what it refuses, and pages that are kept up to date."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.errors import GcmtrackError
from gcmtrack.formats.registry import FORMATS, by_suffix
from gcmtrack.text import one_of

Run = Callable[..., Result]
WIMN = organisation("wimn", acronym="WIMN")
PAST = milestone("past", title="Past", date="2018-01-01", organisers=["wimn"])
NEXT = milestone("next", title="Next", date="2018-09-01/2018-09-02", part_of="past")
COARSE = milestone("coarse", title="Coarse", date="2018-10")
TEXT = milestone("text", title="Text", kind="document", date="2018-02")
SAID = statement("said", title="Said", milestone="past")
ALL = (WIMN, PAST, NEXT, COARSE, TEXT, SAID)


def rows(done: Result, column: int = 1) -> list[str]:
    return [line.split(",")[column] for line in done.out.splitlines()[1:]]


def test_without_filters_the_whole_record(run: Run, folder: FolderMaker) -> None:
    done = run("export", "--format", "csv", "--records", folder(*ALL))
    assert rows(done) == ["past", "text", "next", "coarse", "said", "wimn"]
    assert done.err == "gcmtrack: 4 milestones, 1 statement and 1 organisation\n"
    assert done.code == 0


def test_the_filters_are_those_of_the_views(run: Run, folder: FolderMaker) -> None:
    where = folder(*ALL)
    for query in (["--org", "wimn"], ["--kind", "document"], ["--since", "2018-09"], ["coarse"]):
        listed = run("timeline", *query, "--records", where).ids
        assert (
            rows(run("export", "-f", "csv", "--only", "milestones", *query, "--records", where), 0) == listed
        )
        said = run("statements", *query, "--records", where) if query[0] != "--kind" else None
        if said:
            exported = run("export", "-f", "csv", "--only", "statements", *query, "--records", where)
            assert rows(exported, 0) == said.ids


def test_a_wrong_filter_is_an_error(run: Run, folder: FolderMaker) -> None:
    done = run("export", "-f", "csv", "--kind", "evnt", "--records", folder(*ALL))
    assert (done.code, done.out) == (2, "")
    assert done.err == "gcmtrack: unknown kind 'evnt', did you mean 'event'?\n"


@pytest.mark.parametrize("state", ["--upcoming", "--ongoing", "--past"])
def test_a_state_exports_what_events_lists(state: str, run: Run, folder: FolderMaker) -> None:
    where = folder(*ALL)
    options = (state, "--today", "2018-09-02", "--records", where)
    assert rows(run("export", "-f", "csv", *options), 0) == run("events", *options).ids
    exported = json.loads(run("export", "-f", "json", *options).out)
    assert [record["id"] for record in exported["records"]] == run("events", *options).ids


def test_the_same_records_and_options_give_the_same_bytes_on_every_day(run: Run, folder: FolderMaker) -> None:
    where = folder(*ALL)
    for format_ in ("csv", "json", "ics"):
        first = run("export", "-f", format_, "--records", where)
        assert first.out == run("export", "-f", format_, "--records", where).out
        assert "today" not in first.out
        assert "distance" not in first.out
    with_day = run("export", "-f", "markdown", "--today", "2018-09-01", "--records", where).out
    assert with_day == run("export", "-f", "markdown", "--today", "2018-09-01", "--records", where).out


def test_json_tells_state_and_distance_when_it_is_told_the_day(run: Run, folder: FolderMaker) -> None:
    done = run("export", "-f", "json", "--today", "2018-09-01", "--records", folder(*ALL))
    document = json.loads(done.out)
    assert document["today"] == "2018-09-01"
    assert [record.get("state") for record in document["records"]] == [
        "past",
        "past",
        "ongoing",
        "upcoming",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "words", ["export -f csv", "export -f json", "matrix kind year -f csv", "changes -f json"]
)
def test_no_record_is_replaced_by_what_is_made_of_it(
    words: str, folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    """A slip in the name behind -o, and the record was gone."""
    root = folder(*ALL)
    record = next((root / "milestones").iterdir())
    before = record.read_bytes()
    (tmp_path / "link.csv").symlink_to(record)
    for place in (record, root / "statements" / "new.toml", root / "gcmtrack.toml", tmp_path / "link.csv"):
        done = run(*words.split(), "-o", place, "--records", root)
        said = f"{str(place)!r} is a place for records, not for what is made of them; give another file"
        assert (done.code, done.out, done.err.splitlines()[-1]) == (2, "", f"gcmtrack: {said}")
    assert record.read_bytes() == before
    assert not (root / "gcmtrack.toml").exists()


def test_a_file_is_written_and_standard_output_stays_empty(
    run: Run, folder: FolderMaker, tmp_path: Path
) -> None:
    done = run("export", "-o", "list.csv", "--only", "organisations", "--records", folder(*ALL))
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"id,name,acronym,")


def test_what_cannot_be_written_is_said_and_nothing_is_left_behind(
    run: Run, folder: FolderMaker, tmp_path: Path
) -> None:
    done = run("export", "-o", "none/list.csv", "--records", folder(*ALL))
    assert done.code == 1
    assert done.err == "gcmtrack: cannot write 'none/list.csv': there is no folder 'none'; make it first\n"
    assert os.listdir(tmp_path) == ["records"]


def test_problems_stop_it(run: Run, folder: FolderMaker, tmp_path: Path) -> None:
    where = folder(*ALL, milestones={"broken": "title = "})
    done = run("export", "-o", "list.csv", "--records", where)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "gcmtrack: 1 problem in the records, 1 record left out; see them with: gcmtrack check --records"
        f" {where}\n"
        "gcmtrack: nothing is exported while the records have problems; mend them, or leave them out with"
        " --skip-invalid\n"
    )
    assert not (tmp_path / "list.csv").exists()
    done = run("export", "-f", "csv", "--skip-invalid", "--records", where)
    assert done.code == 0
    assert "broken" not in rows(done)
    assert done.err.startswith("gcmtrack: 1 problem in the records, 1 record left out")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("", "say which format: --format markdown, csv, json, ics, xlsx, sqlite, bibtex, ris, csl-json, atom, jsonfeed or template"),
        ("-o page.txt", "say which format: --format markdown, csv, json, ics, xlsx, sqlite, bibtex, ris, csl-json, atom, jsonfeed or template; the ending .txt tells none"),
        ("-f cvs", "unknown format 'cvs', did you mean 'csv'?"),
        ("-f ics --only milestones", "--only goes with --format csv, json, xlsx, bibtex, ris, csl-json, atom, jsonfeed or template, not with ics"),
        ("-f json --excel fr", "--excel goes with --format csv, not with json"),
        ("-f csv --excel de", "unknown language of Excel 'de'; use en, es or fr"),
        ("-f csv --only events", "unknown kind 'events'; use milestones, organisations or statements"),
        ("-f csv --sections past", "--sections goes with --format markdown, not with csv"),
        ("-f markdown --sections pasta", "unknown section 'pasta', did you mean 'past'?"),
        ("-f csv --alarm 7d", "--alarm goes with --format ics, not with csv"),
        ("-f ics --alarm soon", "--alarm: 'soon' is not a span of time; write 7d, 2w, 12h or none"),
        ("-f csv --check", "--check goes with --into PAGE"),
        ("-f csv --into page.md", "--into fills Markdown and HTML pages, not csv"),
        ("-o a --into page.md", "--output does not go with --into"),
        ("-o a.csv --package b", "--output does not go with --package"),
        ("--package b --excel fr", "--package holds plain tables of all kinds; leave out --excel and --only"),
        ("-f csv --past --only milestones", "--upcoming, --ongoing and --past choose events; leave out --only, --sections, --into, --package"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(options: str, message: str, run: Run, folder: FolderMaker) -> None:
    done = run("export", *options.split(), "--records", folder(*ALL))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"gcmtrack: {message}\n"


def test_an_option_of_a_format_is_one_of_the_command_and_names_it(run: Run) -> None:
    shown = " ".join(run("export", "--help").out.split())
    for option in {option for format_ in FORMATS.values() for option in format_.options}:
        names = [name for name, format_ in FORMATS.items() if option in format_.options]
        assert re.search(rf"--{option} \S+ {', '.join(names)}: ", shown), option
    assert f"{one_of(tuple(FORMATS))}. {'-o'}" in shown


def test_no_two_formats_share_an_ending(run: Run) -> None:
    endings = [ending for format_ in FORMATS.values() for ending in format_.suffixes]
    assert len(endings) == len(set(endings))
    for name, format_ in FORMATS.items():
        assert {by_suffix(Path(f"x{ending.upper()}")) for ending in format_.suffixes} <= {name}
    assert by_suffix(Path("x.txt")) is None


def test_a_calendar_counts_what_it_leaves_out(run: Run, folder: FolderMaker) -> None:
    done = run("export", "-f", "ics", "--records", folder(*ALL))
    assert done.err == "gcmtrack: 2 events; 1 left out, since no exact days are known\n"
    assert [line for line in done.out.splitlines() if line.startswith("UID")] == [
        "UID:past@gcmtrack",
        "UID:next@gcmtrack",
    ]
    assert "UID:text" not in run("export", "-f", "ics", "--kind", "event", "--records", folder()).out


def test_alarms(run: Run, folder: FolderMaker) -> None:
    where = folder(milestone(kind="deadline"))
    for option, trigger in (([], "-PT183H"), (["--alarm", "2w"], "-PT351H"), (["--alarm", "12h"], "-PT12H")):
        assert (
            f"TRIGGER;RELATED=END:{trigger}\r\n"
            in run("export", "-f", "ics", *option, "--records", where).out
        )
    assert "VALARM" not in run("export", "-f", "ics", "--alarm", "none", "--records", where).out


def test_sections_are_those_that_were_asked_for_in_that_order(run: Run, folder: FolderMaker) -> None:
    done = run(
        "export",
        "-f",
        "markdown",
        "--sections",
        "statements,past",
        "--today",
        "2018-08-01",
        "--records",
        folder(*ALL),
    )
    assert [line for line in done.out.splitlines() if line.startswith("## ")] == [
        "## Statements",
        "## Past events",
    ]


def test_a_package_holds_a_table_of_each_kind(run: Run, folder: FolderMaker, tmp_path: Path) -> None:
    done = run("export", "--package", "data", "--records", folder(*ALL))
    assert (done.code, done.out) == (0, "")
    assert done.err == "gcmtrack: 4 milestones, 1 statement and 1 organisation in data\n"
    assert sorted(os.listdir(tmp_path / "data")) == [
        "datapackage.json",
        "milestones.csv",
        "organisations.csv",
        "statements.csv",
    ]
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text())
    keys = {r["name"]: r["schema"].get("foreignKeys") for r in package["resources"]}
    assert keys == {
        "milestones": [
            {"fields": ["part_of"], "reference": {"resource": "", "fields": ["id"]}},
            {"fields": ["supersedes"], "reference": {"resource": "", "fields": ["id"]}},
        ],
        "statements": [
            {"fields": ["milestone"], "reference": {"resource": "milestones", "fields": ["id"]}},
            {"fields": ["supersedes"], "reference": {"resource": "", "fields": ["id"]}},
        ],
        "organisations": None,
    }
    statements = {field["name"]: field for field in package["resources"][1]["schema"]["fields"]}
    assert statements["start"]["type"] == "date"
    assert statements["cosigner_count"]["type"] == "integer"
    assert statements["links"]["type"] == "array"
    assert statements["stance"]["constraints"]["enum"][0] == "critical"


def test_a_package_declares_no_key_that_leads_out_of_it(run: Run, folder: FolderMaker) -> None:
    done = run("export", "--package", "data", "--since", "2018-07", "--records", folder(*ALL))
    assert done.err.splitlines()[-1] == (
        "gcmtrack: no foreign key for milestones.part_of and statements.milestone: some ids are not in the package"
    )


HOSTILE = (
    "| * <script>alert(1)</script> ]](javascript:alert(1)) \u202eRTL \u200f 👩‍👩‍👧 \r\nx\x1b[31m "
    + "é" * 5000
)


@pytest.mark.parametrize("title", [HOSTILE, f"=1+1{HOSTILE}"])
def test_hostile_text_comes_through_every_format(title: str, run: Run, folder: FolderMaker) -> None:
    where = folder(milestone(title=title, summary=title, date="2018-01-01"))
    csv_ = run("export", "-f", "csv", "--records", where).out
    assert ("'=1+1| *" in csv_) is title.startswith("=")
    assert title in csv_
    assert json.loads(run("export", "-f", "json", "--records", where).out)["records"][0]["title"] == title
    markdown = run("export", "-f", "markdown", "--records", where).out
    assert "<script" not in markdown
    assert "](javascript" not in markdown
    assert "\x1b" not in markdown
    assert "é" * 5000 in markdown
    ics = run("export", "-f", "ics", "--records", where).out
    assert "é" * 5000 in ics.replace("\r\n ", "")
    assert "\x1b" not in ics


def test_on_a_terminal_nothing_acts(terminal: Callable[..., object], folder: FolderMaker) -> None:
    where = folder(milestone(title=HOSTILE))
    for format_ in ("csv", "ics", "json", "markdown"):
        assert "\x1b" not in terminal(80, "export", "-f", format_, "--records", where).raw  # type: ignore[attr-defined]


def test_the_shipped_records_can_be_exported_in_every_format(run: Run) -> None:
    for format_ in ("markdown", "csv", "json", "ics"):
        assert run("export", "-f", format_, "--records", SHIPPED).code == 0


def into(run: Run, page: Path, where: Path, *options: str) -> Result:
    return run("export", "--into", page, "--today", "2018-08-01", *options, "--records", where)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(
        b"# Ours\r\n\r\n<!-- gcmtrack:upcoming -->\r\nold\r\n<!-- /gcmtrack:upcoming -->\r\n\r\n"
        b"<!-- gcmtrack:statements org=wimn since=2018-07 -->\r\n<!-- /gcmtrack:statements -->\r\nEnd"
    )
    return path


def test_a_page_is_brought_up_to_date_once(page: Path, run: Run, folder: FolderMaker) -> None:
    where = folder(*ALL)
    done = into(run, page, where)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"gcmtrack: {page} is brought up to date\n"
    once = page.read_bytes()
    assert once.decode() == (
        "# Ours\r\n\r\n<!-- gcmtrack:upcoming -->\r\n\r\n"
        "### Next\r\n\r\n**Start date:** 1 September 2018  \r\n**End date:** 2 September 2018\r\n\r\n"
        "### Coarse\r\n\r\n**Date:** October 2018\r\n\r\n"
        "<!-- /gcmtrack:upcoming -->\r\n\r\n"
        "<!-- gcmtrack:statements org=wimn since=2018-07 -->\r\n\r\n"
        "### Past (1 January 2018)\r\n\r\n- 13 July 2018, WIMN: Said (statement)\r\n\r\n"
        "<!-- /gcmtrack:statements -->\r\nEnd"
    )
    before = page.stat()
    done = into(run, page, where)
    assert done.err == f"gcmtrack: {page} is up to date\n"
    assert page.read_bytes() == once
    assert page.stat().st_mtime_ns == before.st_mtime_ns


def test_check_tells_whether_a_page_is_out_of_date_and_writes_nothing(
    page: Path, run: Run, folder: FolderMaker
) -> None:
    where = folder(*ALL)
    before = page.read_bytes()
    done = into(run, page, where, "--check")
    assert done.code == 1
    assert done.err == (
        f"gcmtrack: {page} is out of date; bring it up to date with: gcmtrack export --records {where}"
        f" --into {page}\n"
    )
    assert page.read_bytes() == before
    into(run, page, where)
    assert into(run, page, where, "--check").code == 0


def test_html_pages_get_html(tmp_path: Path, run: Run, folder: FolderMaker) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(
        b"<body>\n  <!-- gcmtrack:past layout=list dates=mdy -->\n  <!-- /gcmtrack:past -->\n</body>\n"
    )
    into(run, page, folder(milestone(title="<b>A & B</b>", date="2018-01-02", city="Geneva")))
    assert page.read_text() == (
        "<body>\n"
        "  <!-- gcmtrack:past layout=list dates=mdy -->\n"
        "  <ul>\n"
        "  <li>&lt;b&gt;A &amp; B&lt;/b&gt; (January 2, 2018, Geneva)</li>\n"
        "  </ul>\n"
        "  <!-- /gcmtrack:past -->\n"
        "</body>\n"
    )


@pytest.mark.parametrize("head", [b'<meta charset="iso-8859-1">', b"caf\xe9"])
def test_an_html_page_in_another_encoding_stays_readable(
    head: bytes, tmp_path: Path, run: Run, folder: FolderMaker
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(head + b"<!-- gcmtrack:past --><!-- /gcmtrack:past -->")
    into(run, page, folder(milestone(title="Café", date="2018-01-01")))
    assert b"<h3>Caf&#233;</h3>" in page.read_bytes()
    assert page.read_bytes().startswith(head)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.md", b"no marker", "the page has no marker for upcoming; write <!-- gcmtrack:upcoming --> and <!-- /gcmtrack:upcoming --> where it belongs"),
        ("p.md", b"<!-- gcmtrack:past -->", "line 1: the marker gcmtrack:past is not closed; write <!-- /gcmtrack:past --> where its part of the page ends"),
        ("p.md", b"\n<!-- gcmtrack:past phas=x --><!-- /gcmtrack:past -->", "line 2: unknown key 'phas', did you mean 'phase'?"),
        ("p.md", b"<!-- gcmtrack:past org=wimm --><!-- /gcmtrack:past -->", "line 1: unknown organisation 'wimm', did you mean 'wimn'?"),
        ("p.md", b"<!-- gcmtrack:past layout=lst --><!-- /gcmtrack:past -->", "line 1: unknown layout 'lst', did you mean 'list'?"),
        ("p.md", b"\xff<!-- gcmtrack:past --><!-- /gcmtrack:past -->", "the page is not in UTF-8; save it as UTF-8"),
        ("p.doc", b"x", "is it Markdown or HTML? its name should end in .md or .html"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_in_order_is_untouched(
    name: str, content: bytes, message: str, run: Run, folder: FolderMaker, tmp_path: Path
) -> None:
    page = tmp_path / name
    page.write_bytes(content)
    done = into(run, page, folder(*ALL))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"gcmtrack: {page}: {message}\n"
    assert page.read_bytes() == content
    assert sorted(os.listdir(tmp_path)) == sorted([name, "records"])


def test_chosen_sections_must_be_on_the_page_and_the_others_stay(
    page: Path, run: Run, folder: FolderMaker
) -> None:
    where = folder(*ALL)
    done = into(run, page, where, "--sections", "past")
    assert done.err == (
        f"gcmtrack: {page}: the page has no marker for past; write <!-- gcmtrack:past -->"
        " and <!-- /gcmtrack:past --> where it belongs\n"
    )
    into(run, page, where, "--sections", "statements")
    assert b"old" in page.read_bytes()
    assert b"Said" in page.read_bytes()


def test_a_missing_page_is_said(run: Run, folder: FolderMaker, tmp_path: Path) -> None:
    done = into(run, tmp_path / "none.md", folder(*ALL))
    assert done.code == GcmtrackError.exit_code + 1
    assert done.err == f"gcmtrack: cannot read '{tmp_path}/none.md': No such file or directory\n"


PAGES = {
    "wimn.md": """# Global Compact on Migration

Upcoming Events

<!-- gcmtrack:upcoming until=2017-12 dates=mdy -->
There are no upcoming events.
<!-- /gcmtrack:upcoming -->

Past Events

<!-- gcmtrack:past on=thematic-session-6 on=rcsc-europe on=rcsc-latin-america-caribbean dates=mdy -->
Sixth Thematic Session of the GCM
<!-- /gcmtrack:past -->

Recent Activity
""",
    "nnirr.html": """<h2>Compact Implementation</h2>
<!-- gcmtrack:past on=regional-review-lac-2021 type=regional-review dates=mdy -->
<!-- /gcmtrack:past -->
<h2>Compact Development Process &amp; Background</h2>
<!-- gcmtrack:past on=thematic-sessions-2017 type=thematic-session kind=event dates=mdy -->
<!-- /gcmtrack:past -->
<!-- gcmtrack:past on=stocktaking-meeting dates=mdy -->
<!-- /gcmtrack:past -->
""",
}
# What two pages kept by hand say: start, end, place; a place that others dispute stands in a note.
BLOCKS = {
    "wimn.md": [
        ("October 12, 2017", "October 13, 2017", "Geneva"),
        ("October 5, 2017", "October 6, 2017", "Santiago, Chile"),
        ("October 2, 2017", "October 3, 2017", "Geneva, Switzerland"),
    ],
    "nnirr.html": [
        ("April 26, 2021", "April 28, 2021", ""),
        ("October 12, 2017", "October 13, 2017", "Geneva"),
        ("September 4, 2017", "September 5, 2017", "Vienna"),
        ("July 24, 2017", "July 25, 2017", "New York"),
        ("June 19, 2017", "June 20, 2017", "Geneva"),
        ("May 22, 2017", "May 23, 2017", "New York"),
        ("May 8, 2017", "May 9, 2017", "Geneva"),
        ("December 4, 2017", "December 6, 2017", "Puerto Vallarta"),
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_the_events_of_pages_kept_by_hand_come_from_the_records(name: str, run: Run, tmp_path: Path) -> None:
    page = tmp_path / name
    page.write_text(PAGES[name], encoding="utf-8")
    done = run("export", "--into", page, "--today", "2021-06-01", "--records", SHIPPED)
    assert done.code == 0, done.err
    filled = page.read_text(encoding="utf-8")
    text = re.sub(r"</?(strong|p|h3|a)[^>]*>|\*\*|<br>|  $", "", filled, flags=re.MULTILINE)
    found = re.findall(
        r"^Start date: (.*)\nEnd date: (.*)\nLocation: ([^\[<\n]*).*\n(?:Note: .*\n)?\n?(.+)$",
        text,
        re.MULTILINE,
    )
    assert [(start, end) for start, end, _, _ in found] == [(start, end) for start, end, _ in BLOCKS[name]]
    for (_, _, place, summary), (_, _, said) in zip(found, BLOCKS[name], strict=True):
        assert said in place or said in text
        assert len(summary) > 30
    if name == "wimn.md":
        assert "There are no upcoming events." in text
    before = page.read_bytes()
    run("export", "--into", page, "--today", "2021-06-01", "--records", SHIPPED)
    assert page.read_bytes() == before


def test_excel_alone_means_csv(run: Run, folder: FolderMaker) -> None:
    records = folder(*ALL)
    options = ("--excel", "fr", "--only", "milestones", "--records", records)
    assert run("export", *options).out == run("export", "-f", "csv", *options).out != ""
