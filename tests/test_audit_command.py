"""`gcmtrack audit`: pages from files, standard input and the web; four formats; exit codes; --suggest and --fix."""

import io
import json
import shlex
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from builders import milestone
from conftest import SHIPPED, FolderMaker, Run
from gcmtrack.audit.finding.registry import KINDS
from gcmtrack.formats import schema_of_json
from gcmtrack.model.limits import PAGE_BYTES

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema, which check-jsonschema brings")

FORUM = milestone(
    "imrf-2022", title="First International Migration Review Forum", type="review-forum", phase="review",
    date="2022-05-17/2022-05-20", city="New York", country="US",
)  # fmt: skip
STALE = "## Upcoming events\n\n- International Migration Review Forum, 17–20 May 2022, New York\n"
WRONG = "- International Migration Review Forum, 17–20 May 2022, Geneva\n"


@pytest.fixture
def root(folder: FolderMaker) -> Path:
    return folder(FORUM)


def test_one_line_a_finding(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(STALE + "\n" + WRONG, "utf-8")
    done = run("audit", "page.md", "--records", root, "--today", "2022-07-01")
    assert done.lines[0] == (
        "page.md:3:41: warning: shown as upcoming, and 17–20 May 2022 is over: First International Migration Review Forum"
        " (17–20 May 2022, New York, United States) [imrf-2022]; move it to the past events, or let gcmtrack keep the list between"
        " <!-- gcmtrack:upcoming --> and <!-- /gcmtrack:upcoming --> [past-as-upcoming]"
    )
    assert done.lines[-1].startswith("page.md:5:57: Geneva for what is")
    assert (done.code, done.err) == (1, "gcmtrack: 1 error, 2 warnings\n")


@pytest.mark.parametrize(
    ("page", "options", "code"),
    [
        ("Nothing to say.\n", [], 0),
        ("Nothing to say.\n", ["--strict"], 0),
        (STALE, [], 0),
        (STALE, ["--strict"], 1),
        (WRONG, [], 1),
    ],
)
def test_exit_codes(page: str, options: list[str], code: int, run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(page, "utf-8")
    assert run("audit", "page.md", "--records", root, "--today", "2022-07-01", *options).code == code


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "say which page: a file, an address, or - for standard input"),
        (["no.md"], "cannot read 'no.md': No such file or directory; an address begins with https://"),
        (["."], "cannot read '.': Is a directory"),
        (["page.md", "--format", "sari"], "unknown format 'sari', did you mean 'sarif'?"),
        (["page.md", "--suggest", "--format", "sarif"], "--suggest goes with --format text and json"),
        (["page.md", "--region", "nowhere"], "unknown region 'nowhere'"),
        (["-", "--fix"], "--fix writes files only, not stdin"),
        (["--explain", "past"], None),
        (["--explain", "other"], "'other' can mean other-dates or other-place"),
    ],
)  # fmt: skip
def test_misuse(
    args: list[str],
    message: str | None,
    run: Run,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "page.md").write_text(STALE, "utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    done = run("audit", *args, "--records", root)
    if message is None:
        assert (done.code, done.lines[0]) == (0, "past-as-upcoming (warning)")
    else:
        assert done.code == 2
        assert message in done.err


def test_explain_all_has_every_finding_with_its_words(run: Run) -> None:
    done = run("audit", "--explain", "all")
    assert [line.partition(" ")[0] for line in done.lines if not line.startswith(" ")] == [
        kind.name for kind in KINDS
    ]
    assert all(kind.explanation[0] and kind.explanation[0][-1] == "." for kind in KINDS)


def test_standard_input(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"<ul><li>{WRONG[2:]}</ul>".encode())))
    done = run("audit", "-", "--records", root)
    assert done.out.startswith("stdin:1:63: Geneva for what is")


def test_json(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# May 2022\n\n" + STALE, "utf-8")
    done = run(
        "audit", "page.md", "--records", root, "--today", "2022-07-01", "--format", "json", "--suggest"
    )
    document = json.loads(done.out)
    jsonschema.Draft202012Validator(json.loads(schema_of_json.document_schema())).validate(document)
    (page,) = document["pages"]
    assert (page["path"], page["kind"]) == ("page.md", "markdown")
    (finding,) = page["findings"]
    assert (finding["line"], finding["column"], finding["finding"], finding["records"], finding["match"]) == (
        5, 41, "past-as-upcoming", ["imrf-2022"], "certain",
    )  # fmt: skip
    assert [(d["line"], d["column"], d["text"], d["date"]["edtf"], d["year"]) for d in page["dates"]] == [
        (1, 3, "May 2022", "2022-05", "given"),
        (5, 41, "17–20 May 2022", "2022-05-17/2022-05-20", "given"),
    ]
    (suggestion,) = page["suggestions"]
    assert (suggestion["section"], suggestion["first_line"], suggestion["last_line"]) == ("upcoming", 5, 5)


def test_github(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "a,b.md").write_text(STALE + "\n" + WRONG, "utf-8")
    done = run("audit", "a,b.md", "--records", root, "--today", "2022-07-01", "--format", "github")
    first, second = done.lines[:2]
    assert first.startswith(
        "::error file=a%2Cb.md,line=5,endLine=5,col=57,endColumn=63,title=other-place::Geneva for what is"
    )
    assert second.startswith("::warning file=a%2Cb.md,line=3,")
    # GitHub drops what is more than ten of a kind; the log has it all.
    assert done.lines[-1].startswith("a,b.md:5:57: Geneva")


def test_several_pages_each_once(run: Run, root: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text(WRONG, "utf-8")
    done = run("audit", "a.md", "b.txt", "a.md", "--records", root)
    assert [line.partition(":")[0] for line in done.lines] == ["a.md", "b.txt"]


def test_the_line_for_what_the_record_lacks_adds_it(run: Run, root: Path, tmp_path: Path) -> None:
    page = "<h1>Our page</h1><h2>Past events</h2><h3>“Don't wait”: forum on the Global Compact</h3><p>Date: 5 March 2018</p>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    (line,) = run("audit", "page.html", "--records", root).lines
    command = line.partition("add it with: ")[2].removesuffix(" [not-in-record]")
    words = shlex.split(command)
    assert words[:2] == ["gcmtrack", "add-milestone"]
    added = run(*words[1:], "--records", root)
    assert (added.code, added.out) == (
        0,
        f"{root}/milestones/don-t-wait-forum-global-compact-2018.toml\n".replace(f"{tmp_path}/", ""),
    )
    assert run("audit", "page.html", "--records", root).out == ""


def test_suggest_writes_what_could_stand_there(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("## Upcoming events\n\nThere are no upcoming events.\n", "utf-8")
    done = run("audit", "page.md", "--records", root, "--today", "2022-04-01", "--suggest")
    assert done.lines[1:] == [
        "",
        "page.md:3-3: in place of these lines could stand",
        "<!-- gcmtrack:upcoming within=1y -->",
        "",
        "### First International Migration Review Forum",
        "",
        "**Start date:** 17 May 2022  ",
        "**End date:** 20 May 2022  ",
        "**Location:** New York, United States",
        "",
        "<!-- /gcmtrack:upcoming -->",
    ]


def test_the_command_that_fills_a_list_names_the_page(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said `gcmtrack export --into PAGE`, of whatever page."""
    none = "There are no upcoming events.\n"
    (tmp_path / "my page.md").write_text(none, "utf-8")
    asked = ("--records", root, "--today", "2022-04-01")
    way = (
        run("audit", "my page.md", *asked)
        .out.partition("in its place and run: gcmtrack ")[2]
        .partition(" [")[0]
    )
    (tmp_path / "my page.md").write_text("<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n", "utf-8")
    assert (
        run(*shlex.split(way), "--today", "2022-04-01").err == "gcmtrack: my page.md is brought up to date\n"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(none.encode())))
    assert "--into PAGE [says-none-upcoming]" in run("audit", "-", *asked).out


def test_what_is_suggested_stays_in_its_language(run: Run, root: Path, tmp_path: Path) -> None:
    """A page that was asked about in Spanish is filled in Spanish by whoever fills it next."""
    (tmp_path / "page.md").write_text("## Upcoming events\n\nThere are no upcoming events.\n", "utf-8")
    asked = ("audit", "page.md", "--records", root, "--today", "2022-04-01", "--suggest")
    shown = run(*asked, "--in", "es").lines
    block = shown[shown.index("<!-- gcmtrack:upcoming within=1y in=es -->") :]
    (tmp_path / "filled.md").write_text("\n".join(block) + "\n", "utf-8")
    filled = run("export", "--into", "filled.md", "--records", root, "--today", "2022-04-01", "--check")
    assert (filled.code, filled.err) == (0, "gcmtrack: filled.md is up to date\n")


def test_what_is_suggested_ends_the_findings(run: Run, tmp_path: Path) -> None:
    """The blocks are put in place of the lines, page after page."""
    page = tmp_path / "page.html"
    page.write_text(
        "<h1>Us</h1><h2>Upcoming events</h2>\n<p>No upcoming events.</p>\n<h2>Past events</h2>\n<h3>Sixth thematic session</h3>\n"
        "<p>Date: 12 October 2017</p>\n<h2>More</h2><p>Words.</p>\n",
        "utf-8",
    )
    asked = (
        "audit",
        "page.html",
        "--records",
        SHIPPED,
        "--today",
        "2018-07-20",
        "--format",
        "json",
        "--suggest",
    )
    (shown,) = json.loads(run(*asked).out)["pages"]
    lines = page.read_text("utf-8").splitlines()
    for part in reversed(shown["suggestions"]):
        lines[part["first_line"] - 1 : part["last_line"]] = part["text"].splitlines()
    page.write_text("\n".join(lines), "utf-8")
    done = run("audit", "page.html", "--records", SHIPPED, "--today", "2018-07-20")
    assert (done.code, done.out) == (0, "")
    assert (
        run("export", "--into", "page.html", "--check", "--records", SHIPPED, "--today", "2018-07-20").code
        == 0
    )


def test_fix_only_between_our_own_markers(run: Run, root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    ours = "<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->"
    page.write_text(f"# Us\n\n{ours}\n\n{STALE}", "utf-8")
    run("export", "--into", page, "--records", root, "--today", "2022-04-01")
    before = page.read_text("utf-8")
    assert "**Start date:** 17 May 2022" in before
    done = run("audit", "page.md", "--records", root, "--today", "2022-07-01", "--fix")
    assert "page.md is brought up to date between our own markers" in done.err
    assert [line.split(":")[1] for line in done.lines] == ["11"]
    after = page.read_text("utf-8")
    assert "There are no upcoming events." in after
    assert after.endswith(STALE)
    again = run("audit", "page.md", "--records", root, "--today", "2022-07-01", "--fix")
    assert "nothing to mend between our own markers" in again.err
    assert page.read_text("utf-8") == after


def test_an_ignore_comment_is_no_marker_for_export(run: Run, root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n\nWords <!-- gcmtrack: ignore -->\n",
        "utf-8",
    )
    assert run("export", "--into", page, "--records", root, "--today", "2022-04-01").code == 0


class _Pages(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/page": (
                200,
                {"Content-Type": "text/html; charset=iso-8859-1"},
                f"<p>é {WRONG[2:]}".replace("–", "&#8211;").encode("latin-1"),
            ),
            "/moved": (301, {"Location": "/page"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/picture": (200, {"Content-Type": "image/png"}, b"x"),
            "/large": (200, {"Content-Type": "text/plain"}, b"x" * (PAGE_BYTES + 1)),
        }
        code, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[str]:
    _Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_asked_for_once(site: str, run: Run, root: Path) -> None:
    done = run("audit", f"{site}/page", "--records", root)
    assert done.out.startswith(f"{site}/page:1:")
    assert "Geneva for what is" in done.out
    assert "gcmtrack: 127.0.0.1 is a private address: others do not see what is there\n" in done.err
    assert [path for path, _ in _Pages.asked] == ["/page"]
    assert _Pages.asked[0][1].startswith("gcmtrack/")


def test_a_page_that_moved(site: str, run: Run, root: Path) -> None:
    assert run("audit", f"{site}/moved", "--records", root).code == 1
    assert [path for path, _ in _Pages.asked] == ["/moved", "/page"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "the server answers 404 Not Found"),
        ("/round", "leads from address to address without end"),
        ("/picture", "is no page but image/png"),
        ("/large", "has more than 10 MiB"),
    ],
)
def test_an_address_that_gives_no_page(path: str, message: str, site: str, run: Run, root: Path) -> None:
    done = run("audit", f"{site}{path}", "--records", root)
    assert (done.code, done.out) == (1, "")
    assert message in done.err


def test_an_address_where_nobody_answers(run: Run, root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        done = run("audit", f"http://127.0.0.1:{taken.getsockname()[1]}/", "--records", root)
    assert done.code == 1
    assert "cannot fetch http://127.0.0.1:" in done.err


def test_a_public_address_does_not_lead_into_a_private_network(
    site: str, run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server says that the page has moved to an address of this machine."""
    monkeypatch.setattr("gcmtrack.cli.page_source._said_private", lambda _host: False)
    done = run("audit", f"{site}/moved", "--records", root)
    assert done.code == 1
    assert "leads to 127.0.0.1, a private address; it was not followed" in done.err
    assert [path for path, _ in _Pages.asked] == ["/moved"]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04word/document.xml", "a packed document"),
        (b"\x7fELF\0\0", "no text"),
    ],
)
def test_what_is_no_text_is_no_page(raw: bytes, what: str, run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(raw)
    done = run("audit", "page.html", "--records", root)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"gcmtrack: page.html is {what}; pages are HTML, Markdown or plain text\n"


def test_a_page_that_holds_more_than_a_page_can(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gcmtrack.audit.reading.page.MOST_BLOCKS", 2)
    (tmp_path / "page.md").write_text("- a\n- b\n", "utf-8")
    assert run("audit", "page.md", "--records", root).err == ""
    (tmp_path / "page.md").write_text("- a\n- b\n- c\n", "utf-8")
    done = run("audit", "page.md", "--records", root)
    assert done.code == 0
    assert done.err == (
        "gcmtrack: page.md: holds more than a page can; from line 3, column 3 on it is not read in full\n"
    )
