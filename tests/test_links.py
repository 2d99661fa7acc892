"""Trying links: verdicts, manners towards hosts, and going on after an interruption, against servers of our own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import milestone, organisation, statement
from conftest import Dialogue, Result, environment
from gcmtrack.checks import links
from gcmtrack.checks.link_trial import RequestLimits, try_all
from gcmtrack.checks.links import AnswerLog
from gcmtrack.checks.links import Result as Answer

TODAY = date(2026, 11, 22)
Maker = Callable[..., Path]


class Site:
    """A server on this machine. The path says how it answers: /410, /redirect, /slow, /no-head/404, ..."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.times: list[float] = []
        self.cookies: list[str] = []
        self.sent = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: C901, N805 (the handler has its own self)
        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self._answer()

            def do_GET(self) -> None:
                self._answer()

            def _answer(self) -> None:
                with site._lock:
                    site.asked.append(f"{self.command} {self.path}")
                    site.times.append(time.monotonic())
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                try:
                    self._respond()
                finally:
                    with site._lock:
                        site.at_once -= 1

            def _respond(self) -> None:  # noqa: C901 (a table of words)
                word = self.path.split("?")[0].strip("/").split("/")[0]
                if word == "slow":
                    time.sleep(1.5)
                if word == "busy":
                    time.sleep(0.05)
                if word == "archive":
                    return self._archive()
                if word == "hang-up":
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return None
                if word == "redirect":
                    return self._send(302, location="/200")
                if word == "bad-port":
                    return self._send(302, location="http://127.0.0.1:-1/")
                if word == "endless":
                    return self._endless()
                if word == "drip":
                    return self._drip()
                if word == "cookie":
                    return self._send(200, cookie=True)
                if word == "loop":
                    return self._send(302, location="/loop")
                if word in ("moved", "moved-twice"):
                    return self._send(301, location={"moved": "/200/new", "moved-twice": "/moved"}[word])
                if word == "home":
                    return self._send(302, location=f"/{self.path.partition('?to=')[2]}")
                if word == "plain":
                    agent, accept = self.headers["User-Agent"], self.headers["Accept"]
                    return self._send(200 if "Mozilla" in agent and "link" not in agent and "text/html" in accept else 403)  # fmt: skip
                if word.startswith("head-") and self.command == "HEAD":
                    return self._head(word)
                if word == "no-head":
                    return self._send(405 if self.command == "HEAD" else 200)
                return self._send(int(word) if word.isdigit() else 200)

            def _head(self, word: str) -> None:
                if word == "head-hangs":
                    time.sleep(1.5)
                if word == "head-loops":
                    return self._send(302, location=self.path)
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return None

            def _archive(self) -> None:
                wanted = parse_qs(urlsplit(self.path).query)["url"][0]
                if wanted.endswith("/410"):
                    return self._send(200, b'{"archived_snapshots": {}}')
                if wanted.endswith("/gone"):
                    return self._send(500, b"no JSON")
                copy = f"https://archive.example/{wanted}"
                return self._send(200, b'{"archived_snapshots": {"closest": {"available": true, "url": "%s"}}}' % copy.encode())  # fmt: skip

            def _endless(self) -> None:
                if self.command == "HEAD":
                    return self._send(405)
                self.send_response(302)
                self.send_header("Location", "/200")
                self.end_headers()
                with suppress(OSError):
                    while True:
                        self.wfile.write(b"x" * (1 << 16))
                        site.sent += 1 << 16
                self.close_connection = True
                return None

            def _drip(self) -> None:
                with suppress(OSError):
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                    for number in range(100):
                        self.wfile.write(b"X-%d: 1\r\n" % number)
                        time.sleep(0.1)
                self.close_connection = True

            def _send(
                self, code: int, body: bytes = b"", location: str | None = None, *, cookie: bool = False
            ) -> None:
                site.cookies += self.headers.get_all("Cookie", [])
                self.send_response(code)
                if cookie:
                    self.send_header("Set-Cookie", "a=\xe9; path=/")
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Standard error is for the tests."""

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def tried(site: Site, *urls: str, **manners: float) -> dict[str, Answer]:
    answers: list[Answer] = []
    try_all(urls, answers.append, RequestLimits(**{"pause": 0, "archive": f"{site.url}/archive", **manners}))  # type: ignore[arg-type]
    assert len(answers) == len(urls)
    return {answer.url.removeprefix(site.url): answer for answer in answers}


VERDICTS = {
    "/200": ("alive", "200"),
    "/redirect": ("alive", "200"),
    "/no-head": ("alive", "200"),
    "/head-hangs": ("alive", "200"),
    "/head-loops": ("alive", "200"),
    "/head-hangs-up": ("alive", "200"),
    "/plain": ("alive", "200"),
    "/moved": ("alive", "200"),
    "/home?to=200": ("alive", "200"),
    "/?to=index": ("alive", "200"),
    "/404": ("dead", "the server answers 404 Not Found"),
    "/410": ("dead", "the server answers 410 Gone"),
    "/403": ("doubtful", "the server answers 403 Forbidden"),
    "/429": ("doubtful", "the server answers 429 Too Many Requests"),
    "/500": ("doubtful", "the server answers 500 Internal Server Error"),
    "/503": ("doubtful", "the server answers 503 Service Unavailable"),
    "/slow": ("doubtful", "no answer in time"),
    "/loop": ("doubtful", "Exceeded maximum allowed redirects."),
    "/hang-up": ("doubtful", "Server disconnected without sending a response."),
}


@pytest.mark.parametrize("path", VERDICTS)
def test_verdicts(path: str, site: Site) -> None:
    answer = tried(site, site.url + path, timeout=0.4)[path]
    assert (answer.verdict, answer.said) == VERDICTS[path]


@pytest.mark.parametrize("page", ["", "en/", "es", "index.html", "fr/index.php", "Home"])
def test_what_leads_to_the_first_page_is_doubtful(page: str, site: Site) -> None:
    """A site that was made anew sends old addresses there; the page may be gone."""
    path = f"/home?to={page}"
    answer = tried(site, site.url + path)[path]
    assert (answer.verdict, answer.said) == (
        "doubtful",
        f"leads to the first page of a site, {site.url}/{page}; the page may be gone",
    )


def test_what_has_moved_for_good_names_its_new_address(site: Site) -> None:
    answers = tried(site, *(site.url + path for path in ("/moved", "/moved-twice", "/redirect", "/200")))
    assert {path: answer.moved for path, answer in answers.items()} == {
        "/moved": f"{site.url}/200/new",
        "/moved-twice": f"{site.url}/200/new",
        "/redirect": None,
        "/200": None,
    }


def test_a_server_that_is_not_there_is_dead(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (answer,) = tried(site, f"http://127.0.0.1:{port}/x").values()
    assert (answer.verdict, answer.said.split(" (")[0]) == ("dead", "cannot be reached")
    assert answer.archived == f"https://archive.example/http://127.0.0.1:{port}/x"


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://exa mple.org", "http://", "https://x.invalid:99999/", "http://\x00"]
)
def test_an_address_that_is_none_is_an_answer_too(url: str, site: Site) -> None:
    (answer,) = tried(site, url, timeout=2).values()
    assert answer.verdict in ("dead", "doubtful")


def test_no_address_ends_the_run_for_the_others(site: Site) -> None:
    """A redirect to a port that is none, a redirect with an endless body, headers that come a byte at a time."""
    began = time.monotonic()
    answers = tried(
        site, *(f"{site.url}/{word}" for word in ("bad-port", "endless", "drip", "200")), deadline=1
    )
    assert {path: answer.verdict for path, answer in answers.items()} == {
        "/bad-port": "doubtful",
        "/endless": "alive",
        "/drip": "doubtful",
        "/200": "alive",
    }
    assert answers["/drip"].said == "no answer in time"
    assert time.monotonic() - began < 15
    assert site.sent < 32 << 20


def test_no_page_changes_how_another_answers(site: Site) -> None:
    answers = tried(site, f"{site.url}/cookie", f"{site.url}/200")
    assert {answer.verdict for answer in answers.values()} == {"alive"}
    assert site.cookies == []


def test_a_certificate_that_is_not_accepted_is_doubtful(site: Site) -> None:
    """A server without any stands for it: readers may have accepted what we do not."""
    url = site.url.replace("http:", "https:")
    answer = tried(site, url, f"{site.url}/200")[url]
    assert (answer.verdict, answer.said.split(" (")[0], answer.sure) == (
        "doubtful",
        "no safe connection",
        True,
    )


def unresolving(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(host: Any, *args: Any, **more: Any) -> Any:
        if "127.0.0.1" in str(host):
            return resolve(host, *args, **more)
        raise socket.gaierror(number, "no")

    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("number", [socket.EAI_AGAIN, socket.EAI_NONAME])
def test_without_a_network_no_link_is_dead(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    unresolving(monkeypatch, number)
    answers: list[Answer] = []
    urls = ["https://a.example", "https://b.example"]
    assert not try_all(urls, answers.append, RequestLimits(pause=0))
    assert sorted((answer.url, answer.verdict, answer.sure) for answer in answers) == [
        (url, "doubtful", False) for url in urls
    ]


def test_a_name_that_nobody_knows_is_dead_when_anything_answers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    unresolving(monkeypatch, socket.EAI_NONAME)
    (answer,) = tried(site, "https://a.example").values()
    assert (answer.verdict, answer.archived, answer.sure) == (
        "dead", "https://archive.example/https://a.example", True,
    )  # fmt: skip
    answers: list[Answer] = []
    limits = RequestLimits(pause=0, archive="https://gone.example")
    assert try_all(["https://a.example", f"{site.url}/200"], answers.append, limits)
    assert sorted(answer.verdict for answer in answers) == ["alive", "dead"]


def test_a_name_that_cannot_be_asked_for_now_is_not_noted(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    unresolving(monkeypatch, socket.EAI_AGAIN)
    answers = tried(site, "https://a.example", f"{site.url}/200")
    assert answers["https://a.example"].verdict == "doubtful"
    log = AnswerLog(tmp_path / "links.jsonl", TODAY)
    for answer in answers.values():
        log.note(answer)
    assert list(log.recall()) == [f"{site.url}/200"]


def test_a_dead_link_gets_the_archived_copy_where_there_is_one(site: Site) -> None:
    answers = tried(site, f"{site.url}/404", f"{site.url}/410", f"{site.url}/404/gone", f"{site.url}/500")
    assert {path: answer.archived for path, answer in answers.items()} == {
        "/404": f"https://archive.example/{site.url}/404",
        "/410": None,
        "/404/gone": None,
        "/500": None,
    }


def test_one_request_at_a_time_for_each_host_with_a_pause(site: Site) -> None:
    began = time.monotonic()
    tried(site, *(f"{site.url}/busy/{n}" for n in range(6)), pause=0.3, at_once=8)
    assert site.most_at_once == 1
    assert time.monotonic() - began >= 1.8
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    assert min(gaps) >= 0.2


def test_only_so_many_requests_at_once_over_all_hosts() -> None:
    """Twelve hosts (each port is one), three at once."""
    sites = [Site() for _ in range(12)]
    running: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            running.append(sum(site.at_once for site in sites))
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        tried(sites[0], *(f"{site.url}/busy" for site in sites), at_once=3)
    finally:
        stop.set()
        watcher.join()
        for site in sites:
            site.close()
    assert 2 <= max(running) <= 3
    assert all(len(site.asked) == 1 for site in sites)


def test_a_slow_host_does_not_hold_up_the_others(site: Site) -> None:
    """Its links wait for one another, and take no turns from other hosts while they wait."""
    other = Site()
    order: list[str] = []
    slow = [f"{site.url}/busy/{n}" for n in range(10)]
    try_all([*slow, f"{other.url}/200"], lambda a: order.append(a.url), RequestLimits(at_once=2, pause=0))
    other.close()
    assert order.index(f"{other.url}/200") <= 1


def test_what_is_written_down_is_recalled_on_the_same_day_only(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "links.jsonl"
    answers = [
        Answer("https://a.example", "alive", "200"),
        Answer("https://b.example/é", "dead", "gone", "https://c.example"),
    ]
    for answer in answers:
        AnswerLog(file, TODAY).note(answer)
    with file.open("ab") as stream:
        stream.write(
            b'{"day": "2026-11-22", "url": "https://cut.exam\n[]\nnull\n{"day": "2026-11-22"}\n\xff\xfe\n'
            + b"[" * 100_000
            + b'\n{"day": "2026-11-22", "url": [], "verdict": "dead", "said": "x"}\n'
            + b'{"day": "2026-11-22", "url": "https://d.example", "verdict": "odd", "said": "x"}\n'
        )
    assert AnswerLog(file, TODAY).recall() == {answer.url: answer for answer in answers}
    # Only today's are kept, and nobody else can read which addresses private records hold.
    assert len(file.read_text().splitlines()) == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert AnswerLog(file, date(2026, 11, 23)).recall() == {}
    assert not file.exists()
    AnswerLog(file, TODAY).note(answers[0])
    AnswerLog(file, TODAY).forget()
    assert AnswerLog(file, TODAY).recall() == {}


def test_a_place_where_nothing_can_be_written_only_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = AnswerLog(tmp_path / "file" / "links.jsonl", TODAY)
    memory.note(Answer("https://a.example", "alive", "200"))
    assert memory.recall() == {}


def test_without_a_place_nothing_is_noted(tmp_path: Path) -> None:
    log = AnswerLog(None, TODAY)
    log.note(Answer("https://a.example", "alive", "200"))
    log.forget()
    assert log.recall() == {}


# The command.

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, site: Site) -> Check:
    """Runs `check --links` in another process, with a cache of its own and the archive of the site."""

    def call(records: Path, *args: str) -> Result:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "gcmtrack",
                "check",
                "--links",
                "--records",
                records,
                "--today",
                "2026-11-22",
                *args,
            ],
            capture_output=True,
            env=surroundings(tmp_path, site),
            cwd=tmp_path,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def surroundings(tmp_path: Path, site: Site) -> dict[str, str]:
    return environment(
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        GCMTRACK_ARCHIVE=f"{site.url}/archive",
        NO_PROXY="*",
        no_proxy="*",
    )


def linked(folder: Maker, site: Site, *paths: str) -> Path:
    links = [{"url": f"{site.url}{path}"} for path in paths]
    return folder(milestone(links=links, sources=[{"title": "S", "url": f"{site.url}/200"}]))


def test_findings_lead_to_the_line_of_every_place(folder: Maker, site: Site, check: Check) -> None:
    url = site.url
    records = folder(
        milestone(
            links=[{"url": f"{url}/404"}, {"url": f"{url}/500"}],
            sources=[{"title": "S", "url": f"{url}/410"}],
        ),
        statement(
            links=[{"url": f"{url}/404", "archived": f"{url}/200/copy"}],
            sources=[{"title": "S", "url": f"{url}/moved"}],
        ),
        organisation(url=f"{url}/410", sources=[{"title": "S", "url": f"{url}/no-head"}]),
    )
    done = check(records)
    gone = f"{url}/410: the server answers 410 Gone"
    missing = f"{url}/404: the server answers 404 Not Found"
    copy = f'; an archived copy is there: archived = "https://archive.example/{url}/404"'
    assert done.lines == [
        f"records/milestones/a-meeting.toml:8: {missing}{copy} [dead-link]",
        f"records/milestones/a-meeting.toml:11: warning: {url}/500: the server answers 500 Internal Server Error [doubtful-link]",
        f"records/milestones/a-meeting.toml:15: {gone} [dead-link]",
        f"records/organisations/wimn.toml:3: {gone} [dead-link]",
        f"records/statements/a-statement.toml:7: warning: {missing} [dead-link]",
        f"records/statements/a-statement.toml:12: warning: {url}/moved has moved to {url}/200/new [moved-link]",
    ]
    assert done.err == "gcmtrack: 6 links tried, 2 dead\ngcmtrack: 3 errors, 3 warnings\n"
    assert done.code == 1
    # An address that stands in several places is asked for once.
    assert Counter(site.asked)["HEAD /404"] == 1


def test_all_well_says_so_and_exits_0(folder: Maker, site: Site, check: Check) -> None:
    assert check(linked(folder, site, "/redirect")) == Result(0, "", "gcmtrack: 2 links tried, 0 dead\n")


def test_what_was_answered_today_is_not_asked_again_unless_told(
    folder: Maker, site: Site, check: Check
) -> None:
    records = linked(folder, site, "/404")
    first = check(records)
    asked = len(site.asked)
    second = check(records)
    assert second.out == first.out
    assert second.err.splitlines()[0] == "gcmtrack: 2 links answered today already (--again tries all anew)"
    assert len(site.asked) == asked
    assert check(records, "--again").out == first.out
    assert len(site.asked) == 2 * asked


def test_an_interrupted_run_goes_on_where_it_stopped(
    folder: Maker, site: Site, tmp_path: Path, check: Check
) -> None:
    records = linked(folder, site, *(f"/200/{n}" for n in range(5)))
    process = subprocess.Popen(
        [sys.executable, "-m", "gcmtrack", "check", "--links", "--records", records, "--today", "2026-11-22"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(tmp_path, site),
        cwd=tmp_path,
    )
    waited = time.monotonic()
    while len(site.asked) < 3:
        assert time.monotonic() - waited < 20
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, b"")
    said = err.decode()
    assert said.endswith(" of 6 links; run it again to go on\n")
    known = int(said.split("stopped after ")[1].split()[0])
    assert 1 <= known <= 4
    asked = len(site.asked)
    done = check(records)
    assert done.err.splitlines()[0].startswith(f"gcmtrack: {known} link")
    assert done.err.splitlines()[-1] == "gcmtrack: 6 links tried, 0 dead"
    assert len(site.asked) - asked == 6 - known


def test_progress_shows_only_on_a_terminal(
    folder: Maker, site: Site, check: Check, dialogue: Callable[..., Dialogue], tmp_path: Path
) -> None:
    records = linked(folder, site, "/200/1")
    assert "Trying links" not in check(records).err
    variables = {
        key: value
        for key, value in surroundings(tmp_path, site).items()
        if "CACHE_HOME" in key or "roxy" in key.lower() or "ARCHIVE" in key
    }
    shown = dialogue(
        [], "check", "--links", "--again", "--records", records, "--today", "2026-11-22", **variables
    )
    assert (shown.code, shown.out) == (0, "")
    assert "Trying links" in shown.screen
    assert "2/2" in shown.screen


def test_what_could_not_be_read_is_said_and_fails(folder: Maker, site: Site, check: Check) -> None:
    records = linked(folder, site, "/200")
    (records / "milestones" / "bad.toml").write_text("title =\n")
    assert check(records) == Result(
        1,
        "records/milestones/bad.toml:1: nothing stands after the =; write a value, or take the line out [syntax]\n",
        "gcmtrack: 1 link tried, 0 dead\ngcmtrack: the links of 1 file were not tried\ngcmtrack: 1 error\n",
    )


def test_nothing_that_answers_is_said_and_noted_nowhere(
    folder: Maker, site: Site, check: Check, tmp_path: Path
) -> None:
    records = folder(organisation(url="https://no-such.invalid", sources=[]))
    site.close()
    done = check(records)
    said = "nothing answered, so nothing is known of the links; is there a network?"
    assert done == Result(1, "", f"gcmtrack: {said}\n")
    assert list((tmp_path / "cache").rglob("links.jsonl")) == []


def test_nothing_is_kept_with_the_cache_off(
    folder: Maker, site: Site, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCMTRACK_CACHE", "off")
    assert check(linked(folder, site, "/200")).code == 0
    assert not (tmp_path / "cache").exists()


def test_links_are_checked_alone(folder: Maker, site: Site, check: Check) -> None:
    records = linked(folder, site, "/200")
    for more in (["stale"], ["--fix"]):
        assert check(records, *more) == Result(
            2, "", "gcmtrack: --links checks only links; leave out names and --fix\n"
        )
    assert site.asked == []


def test_an_archived_copy_stands_in_only_while_it_answers(folder: Maker, site: Site, check: Check) -> None:
    url = site.url
    records = folder(
        milestone(
            links=[{"url": f"{url}/404", "archived": f"{url}/404/copy"}],
            sources=[{"title": "S", "url": f"{url}/410", "archived": f"{url}/200/copy"}],
        )
    )
    assert check(records).lines == [
        (
            f"records/milestones/a-meeting.toml:8: {url}/404: the server answers 404 Not Found; an archived copy is there: "
            f'archived = "https://archive.example/{url}/404" [dead-link]'
        ),
        f"records/milestones/a-meeting.toml:9: {url}/404/copy: the server answers 404 Not Found [dead-link]",
        f"records/milestones/a-meeting.toml:13: warning: {url}/410: the server answers 410 Gone [dead-link]",
    ]


def test_sources_of_disputes_and_of_earlier_dates_are_tried(folder: Maker, site: Site, check: Check) -> None:
    url = site.url
    records = folder(
        milestone(
            previous_dates=[
                {"date": "2018-12-01", "source": f"{url}/404/previous"},
                {"date": "2018-12-02", "source": "The Guardian, p. 4"},
            ],
            disputes=[{"field": "date", "value": "2018-12-11", "source": f"{url}/404/dispute"}],
            sources=[{"title": "S", "url": f"{url}/200"}],
        )
    )
    assert [line.split(" ")[1] for line in check(records).lines] == [
        f"{url}/404/previous:",
        f"{url}/404/dispute:",
    ]


def test_every_address_of_every_kind_is_found() -> None:
    from builders import records

    found = links.addresses(
        records(
            milestone(links=[{"url": "https://a.example"}], sources=[{"title": "S", "locator": "p. 1"}]),
            statement(
                sources=[{"title": "S", "url": "https://b.example", "archived": "https://c.example"}],
                previous_dates=[{"date": "2018", "source": "https://e.example"}],
                disputes=[
                    {"field": "date", "source": "https://f.example"},
                    {"field": "date", "source": "a book"},
                ],
            ),
            organisation(url="https://a.example", links=[{"url": "https://d.example"}], sources=[]),
        )
    )
    assert [
        (url, [f"{place.folder}/{place.id} {place.key[0]}" for place in places])
        for url, places in found.items()
    ] == [
        ("https://a.example", ["milestones/a-meeting links", "organisations/wimn url"]),
        ("https://b.example", ["statements/a-statement sources"]),
        ("https://c.example", ["statements/a-statement sources"]),
        ("https://d.example", ["organisations/wimn links"]),
        ("https://e.example", ["statements/a-statement previous_dates"]),
        ("https://f.example", ["statements/a-statement disputes"]),
    ]


def test_only_our_own_links_are_tried(folder: Maker, site: Site, check: Check, tmp_path: Path) -> None:
    """Those of what the records stand on are tried by whoever keeps that."""
    linked(folder, site, "/410").rename(tmp_path / "base")
    own = tmp_path / "records"
    (own / "organisations").mkdir(parents=True)
    (own / "gcmtrack.toml").write_text('extends = "../base"\n')
    (own / "organisations/ours.toml").write_text(
        f'name = "Ours"\ntype = "state"\n\n[[sources]]\ntitle = "S"\nurl = "{site.url}/200/ours"\n'
    )
    done = check(own)
    assert (done.code, done.out, done.err) == (0, "", "gcmtrack: 1 link tried, 0 dead\n")
    assert {asked.split()[1] for asked in site.asked} == {"/200/ours"}


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs links that can be told")
def test_answers_are_written_to_no_file_to_which_a_link_leads(tmp_path: Path) -> None:
    """In a cache folder where others may write, a link of theirs had answers written into any file of ours."""
    mine = tmp_path / "mine"
    mine.write_text("mine\n")
    file = tmp_path / "cache" / "links.jsonl"
    file.parent.mkdir()
    file.symlink_to(mine)
    AnswerLog(file, TODAY).note(Answer("https://a.example", "alive", "200"))
    assert mine.read_text() == "mine\n"


def test_answers_that_another_could_have_written_say_nothing(tmp_path: Path) -> None:
    """Who may write there could have said of a dead link that it is alive."""
    file = tmp_path / "cache" / "links.jsonl"
    answer = Answer("https://a.example", "alive", "200")
    AnswerLog(file, TODAY).note(answer)
    assert AnswerLog(file, TODAY).recall() == {answer.url: answer}
    file.chmod(0o666)
    assert AnswerLog(file, TODAY).recall() == {}
