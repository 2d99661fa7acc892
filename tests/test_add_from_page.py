"""`--from PAGE`: what a page says of itself is offered, shown with where it was read, and never taken unseen."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builders import organisation
from conftest import Dialogue, Result, Run
from gcmtrack.input import page_metadata
from gcmtrack.input.page_metadata import Found

Maker = Callable[..., Path]
TODAY = date(2026, 11, 29)
PAGE = """<!doctype html><html lang="es-MX"><head><title>Declaración | WIMN</title>
<meta property="og:title" content="Declaraci&oacute;n sobre el &quot;Pacto&quot;">
<meta property="og:site_name" content="WIMN">
<meta name="DC.date" content="2018-07-13T10:00:00+02:00">
<link rel="canonical" href="https://example.org/a"></head><body><h1>Otra</h1></body></html>
"""


@pytest.fixture
def records(folder: Maker, tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return folder(organisation("wimn", acronym="WIMN"))


class _Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[str]:
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a"
    server.shutdown()
    server.server_close()


def test_a_script_takes_nothing_that_no_option_names(records: Path, run: Run) -> None:
    done = run("add-statement", "--from", "page.html", "--org", "wimn", "--date", "2018", "--lang", "fr")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "gcmtrack: missing: --title, --source-title and --source-url (or --source-locator); the page says"
        """ --title 'Declaración sobre el "Pacto"' (og:title), --link 'https://example.org/a' (<link rel="canonical">), """
    )
    given = ("--title", "T", "--source-title", "S", "--source-url", "https://example.org/s", "--dry-run")
    done = run(
        "add-statement",
        "--from",
        "page.html",
        "--org",
        "wimn",
        "--date",
        "2018",
        *given,
        "--today",
        "2026-11-29",
    )
    assert done.out == (
        'title = "T"\nkind = "statement"\ndate = "2018"\norganisations = ["wimn"]\nadded = 2026-11-29\n\n'
        '[[sources]]\ntitle = "S"\nurl = "https://example.org/s"\n'
    )  # fmt: skip


def test_an_address_becomes_link_and_source_with_the_day(site: str, records: Path, run: Run) -> None:
    options = (
        "--org",
        "wimn",
        "--title",
        "T",
        "--date",
        "2018",
        "--source-title",
        "S",
        "--today",
        "2026-11-29",
    )
    done = run("add-statement", "--from", site, *options)
    assert done.code == 0, done.err
    assert (records.parent / done.out.strip()).read_text() == (
        'title = "T"\nkind = "statement"\ndate = "2018"\norganisations = ["wimn"]\nadded = 2026-11-29\n\n'
        f'[[links]]\nurl = "{site}"\n\n'
        f'[[sources]]\ntitle = "S"\nurl = "{site}"\naccessed = 2026-11-29\n'
    )
    assert _Site.asked == ["/a"]
    assert run("check").code == 0


def test_a_person_sees_each_with_where_it_was_read(
    site: str, records: Path, dialogue: Callable[..., Dialogue]
) -> None:
    done = dialogue(
        [
            ('Title, in the original language (page: og:title) [Declaración sobre el "Pacto"]:', ""),
            ("Kind [statement]:", ""),
            ("Date (as 13 July 2018, July 2018, 2018) (page: dc.date) [2018-07-13]:", "14 July 2018"),
            ("(page: og:site_name) [WIMN]:", ""),
            ("In whose name", ""),
            ("Cosigned by", ""),
            ("Milestone that it answers", ""),
            ("(page: <html lang>) [es]:", "-"),
            ("Stance", ""),
            ("Objectives", ""),
            ("Topics", ""),
            ("Summary", ""),
            ("Speaker", ""),
            ('where you saw it (page: og:title) [Declaración sobre el "Pacto"]:', ""),
            ("Source: publisher (- for none) (page: og:site_name) [WIMN]:", ""),
            ("Write it? [Y/n]", ""),
        ],
        "add-statement",
        *("--from", site, "--today", "2026-11-29"),
        width=200,
    )
    assert done.code == 0, done.screen
    text = (records.parent / done.out.strip()).read_text("utf-8")
    assert text.split("\n\n") == [
        (
            'title = "Declaración sobre el \\"Pacto\\""\nkind = "statement"\ndate = "2018-07-14"\n'
            'organisations = ["wimn"]\nadded = 2026-11-29'
        ),
        f'[[links]]\nurl = "{site}"',
        (
            '[[sources]]\ntitle = "Declaración sobre el \\"Pacto\\""\npublisher = "WIMN"\n'
            f'url = "{site}"\naccessed = 2026-11-29\n'
        ),
    ]


def test_pages_that_are_none(records: Path, run: Run) -> None:
    assert run("add-milestone", "--from", "no.html") == Result(
        2,
        "",
        "gcmtrack: cannot read 'no.html': No such file or directory; an address begins with https://\n",
    )
    assert run("add-organisation", "--from", "page.html").code == 2


@pytest.mark.parametrize(
    ("html", "key", "value", "where"),
    [
        ('<meta name=citation_title content="A &amp; B">', "title", "A & B", "citation_title"),
        ('<meta name="DCTERMS.title" content="A"><title>B</title>', "title", "A", "dcterms.title"),
        ("<title>A\n  B</title>", "title", "A B", "<title>"),
        ("<h1>A <em>b</em></h1><title>B</title>", "title", "A b", "<h1>"),
        ('<meta name="citation_publication_date" content="2018/07/13">', "date", "2018-07-13", "citation_publication_date"),
        ('<meta property="article:published_time" content="2018-07-13T23:00:00Z">', "date", "2018-07-13", "article:published_time"),
        ('<meta name="dc.date" content="July 2018">', "date", "2018-07", "dc.date"),
        ('<meta name="dc.date" content="20180713">', "date", "2018-07-13", "dc.date"),
        ('<meta property="og:locale" content="fr_FR">', "language", "fr", "og:locale"),
        ('<html lang="es-419">', "language", "es", "<html lang>"),
        ('<meta property="og:url" content="/a?b=1&amp;c=2">', "address", "https://example.org/a?b=1&c=2", "og:url"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":[{"name":"N"}]}</script>', "author", "N", "JSON-LD author"),
        ('<script type="application/ld+json">[{"@graph":[{"@type":["Event"],"name":"E","startDate":"2018-07-09T09:00","endDate":"2018-07-13"}]}]</script>', "date", "2018-07-09/2018-07-13", "JSON-LD startDate"),
        ('<script type="application/ld+json">{"@type":"SocialEvent","location":{"name":"V","address":{"addressLocality":"Geneva","addressCountry":{"name":"CH"}}}}</script>', "country", "CH", "JSON-LD addressCountry"),
    ],
)  # fmt: skip
def test_where_a_page_says_it(html: str, key: str, value: str, where: str) -> None:
    assert page_metadata.read(html, TODAY, "https://example.org/x")[key] == Found(value, where)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<meta>",
        "<meta name=date content=soon>",
        '<meta name="dc.date" content="03/04/2018">',
        "<html lang>",
        '<script type="application/ld+json">{"@type":</script>',
        '<script type="application/ld+json">' + "[" * 100_000,
        '<script type="application/ld+json">{"@type":"Event","name":{"name":5},"location":[],"startDate":[]}</script>',
        "<title>" + "x" * 600 + "</title>",
        '<meta name="author" content="https://facebook.com/x">',
        '<link rel=canonical href="javascript:alert(1)">',
    ],
)
def test_what_says_nothing_that_can_be_read(html: str) -> None:
    assert page_metadata.read(html, TODAY) == {}
