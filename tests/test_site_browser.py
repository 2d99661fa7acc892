"""The site in a real Chromium, from files: the reader's day, search, access for everyone, no request to anywhere."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.model.dates import When
from gcmtrack.store.load import load
from gcmtrack.wording import english
from sites import LANGUAGES, TODAY, built
from test_readers import ROOT, call, found, needs

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
pytestmark = needs("chromium")

Run = Callable[..., Result]
AXE = ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
# One page of each template, with all that it can hold, in one of the languages.
PAGES = (
    "index.html", "en/index.html", "es/events.html", "en/process.html", "fr/statements.html", "en/documents.html",
    "es/objectives.html", "fr/objectives/8.html", "en/organisations.html", "es/numbers.html", "en/search.html",
    "fr/about.html", "en/milestones/imrf-2022.html", "es/milestones/unga-endorsement-vote.html",
    "fr/statements/sela-2022-05-11-donde-estamos.html", "en/organisations/wimn.html", "en/milestones/a-res-73-195.html",
    "en/milestones/imrf-2030.html", "en/embed/upcoming.html", "es/embed/statements.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "out")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=found("chromium"), args=["--no-sandbox"])
        yield running
        running.close()


class Tab:
    """A page of the site in a browser, and what went wrong while it was open."""

    def __init__(self, browser: Any, site: Path, today: date = TODAY, **options: Any) -> None:
        options.setdefault("locale", "en-GB")
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.site = site
        self.wrong: list[str] = []
        if options.get("java_script_enabled", True):
            self.page.clock.set_fixed_time(f"{today}T12:00:00")
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.site.as_uri()):
            self.wrong.append(f"asked for {request.url}")

    def open(self, name: str) -> Any:
        self.page.goto(f"{self.site.as_uri()}/{name}")
        return self.page

    def ids(self, selector: str) -> list[str]:
        """The ids of the records that the shown items of a list lead to."""
        links = self.page.eval_on_selector_all(
            f"{selector} > li:not([hidden]) .title a", "all => all.map(a => a.getAttribute('href'))"
        )
        return [link.rpartition("/")[2].removesuffix(".html") for link in links]


@pytest.fixture
def tab(browser: Any, site: Path) -> Iterator[Callable[..., Tab]]:
    open_: list[Tab] = []

    def make(where: Path = site, **options: Any) -> Tab:
        open_.append(Tab(browser, where, **options))
        return open_[-1]

    yield make
    for each in open_:
        each.context.close()


# The reader's day.

DAYS = (date(2016, 9, 18), date(2018, 7, 20), date.today(), date(2030, 12, 31))  # noqa: DTZ011, TID251


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_events_stand_where_the_program_has_them(day: date, tab: Callable[..., Tab], run: Run) -> None:
    shown = run("events", "--ongoing", "--upcoming", "--past", "--today", day, "--records", SHIPPED, "--json")
    told = json.loads(shown.out)["records"]
    open_ = tab(today=day)
    page = open_.open("en/events.html")
    for state in ("ongoing", "upcoming", "past"):
        expected = [record["id"] for record in told if record["state"] == state]
        assert open_.ids(f"[data-list={state}]") == expected
        assert page.inner_text(f"[data-count={state}]") == str(len(expected))
        assert page.is_visible(f"#{state} .none") is not bool(expected)
    assert page.inner_text("[data-as-of]") == f"As of {english().day(day)}."
    assert open_.wrong == []


FURTHER_DAYS = (date(2015, 1, 1), *DAYS, TODAY, date(2028, 2, 29), date(2040, 1, 1))


@pytest.mark.parametrize("day", FURTHER_DAYS, ids=str)
def test_the_first_page_and_blocks_follow_any_day(day: date, tab: Callable[..., Tab], run: Run) -> None:
    """Also a day before that of the build, whose events these pages do not hold."""

    def told(state: str) -> list[str]:
        shown = run("events", f"--{state}", "--today", day, "--records", SHIPPED, "--json")
        return [record["id"] for record in json.loads(shown.out)["records"]]

    open_ = tab(today=day)
    page = open_.open("en/index.html")
    page.wait_for_function(
        f"document.querySelector('[data-as-of]').textContent == 'As of {english().day(day)}.'"
    )
    for state, most in (("ongoing", None), ("upcoming", 6)):
        expected = told(state)
        assert open_.ids(f"[data-list={state}]") == expected[:most]
        assert page.inner_text(f"[data-count={state}]") == str(len(expected))
        assert page.is_visible(f".{state} .none") is not bool(expected)
    if told("upcoming"):
        page.click("[data-list=upcoming] li:not([hidden]) .title a")
        assert page.url.endswith(f"/en/milestones/{told('upcoming')[0]}.html")
    for state in ("ongoing", "upcoming"):
        block = open_.open(f"es/embed/{state}.html?limit=50")
        block.wait_for_function(
            f"!document.querySelector('[data-as-of]').textContent.includes('{TODAY.year}') || {day.year} == {TODAY.year}"
        )
        assert open_.ids(f"[data-list={state}]") == told(state)[:50]
        links = block.eval_on_selector_all("li .title a", "all => all.map(a => a.getAttribute('href'))")
        assert all(link.startswith("../milestones/") for link in links)
    assert open_.wrong == []


def test_more_than_the_first_page_holds_is_fetched_when_it_is_needed(
    folder: FolderMaker, tab: Callable[..., Tab], tmp_path: Path
) -> None:
    many = [
        milestone(f"m-{n:03}", title=f"Meeting {n}", date=f"{2027 + n // 12}-{n % 12 + 1:02}-10")
        for n in range(80)
    ]
    out = built(tmp_path / "out", "en", records=folder(*many))
    for day, first in ((TODAY, 0), (date(2027, 3, 1), 2), (date(2032, 1, 1), 60), (date(2033, 7, 1), 78)):
        open_ = tab(out, today=day)
        page = open_.open("en/index.html")
        page.wait_for_function(f"document.querySelector('[data-as-of]').textContent.includes('{day.year}')")
        assert open_.ids("[data-list=upcoming]") == [f"m-{n:03}" for n in range(first, min(first + 6, 80))]
        assert page.inner_text("[data-count=upcoming]") == str(80 - first)


def test_what_nobody_has_seen_follows_the_day(
    folder: FolderMaker, tab: Callable[..., Tab], tmp_path: Path
) -> None:
    announced = [
        milestone(f"m-{n}", title=f"Meeting {n}", status="tentative", date=f"202{n}-03-01")
        for n in range(6, 10)
    ]
    out = built(tmp_path / "out", "en", records=folder(*announced))
    for day, expected in (
        (date(2025, 1, 1), []),
        (TODAY, ["m-6"]),
        (date(2027, 3, 1), ["m-6"]),
        (date(2027, 3, 2), ["m-7", "m-6"]),
        (date(2028, 3, 1), ["m-7"]),
        (date(2028, 3, 2), ["m-8"]),
        (date(2031, 1, 1), []),
    ):
        open_ = tab(out, today=day)
        page = open_.open("en/index.html")
        assert open_.ids("[data-unseen]") == expected, day
        assert page.is_visible(".overdue h2") is bool(expected)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_distances_are_those_of_the_program(day: date, tab: Callable[..., Tab]) -> None:
    page = tab(today=day).open("en/events.html")
    shown = page.eval_on_selector_all(
        "li:not([hidden]) .when .distance",
        "all => all.filter(e => e.closest('li').dataset.state != 'past').map(e => [e.closest('li').dataset.when, e.textContent])",
    )
    assert len(shown) >= 2
    for when, said in shown:
        assert said == english().distance(When.parse(when), day), when


def test_a_record_says_where_it_stands(tab: Callable[..., Tab]) -> None:
    during = tab(today=date(2022, 5, 18)).open("en/milestones/imrf-2022.html")
    assert during.inner_text(".opening .date") == "17–20 May 2022 going on now (day 2 of 4)"
    after = tab(today=date(2026, 11, 29)).open("en/milestones/imrf-2022.html")
    assert after.inner_text(".opening .date") == "17–20 May 2022 (4 years ago)"


def test_what_was_announced_and_not_seen_says_so_once_it_is_over(
    folder: FolderMaker, tab: Callable[..., Tab], tmp_path: Path
) -> None:
    out = built(tmp_path / "out", "en", records=folder(milestone(date="2018-07-13", status="tentative")))
    before = tab(out, today=date(2018, 7, 13)).open("en/milestones/a-meeting.html")
    assert before.inner_text(".status") == "tentative"
    after = tab(out, today=date(2018, 7, 14)).open("en/milestones/a-meeting.html")
    assert after.inner_text(".status") == "announced; no source seen that it took place"


# Without a script.


def test_without_scripts_everything_is_there(tab: Callable[..., Tab], site: Path) -> None:
    open_ = tab(java_script_enabled=False)
    page = open_.open("index.html")
    assert [link.inner_text() for link in page.query_selector_all("main a")] == [
        "English",
        "español",
        "français",
    ]
    page = open_.open("en/events.html")
    assert page.inner_text(".as-of") == "As of 29 November 2026."
    assert not page.is_visible(".filters") if open_.open("en/statements.html") else True
    records = load(SHIPPED).records
    seen: set[str] = set()
    for name in ("process", "statements", "organisations"):
        page = open_.open(f"en/{name}.html")
        found_ = page.eval_on_selector_all(
            "main a", "all => all.filter(a => a.offsetParent).map(a => a.getAttribute('href'))"
        )
        seen.update(found_)
    assert {f"{r.folder}/{r.id}.html" for r in records} - seen == set()


# Search.

WORDS = (
    "mexico", "México", "MÉXICO", "regularisation", "regularization", "global compact", '"global compact"', "votes",
    "wimn", "A/RES/73/195", "genève", "women migrants detention", "quno.org", "niños", "l’ONU", "xyzzy", "iom 2022",
    "firewall", "policies", "travailleurs",
)  # fmt: skip


def test_search_finds_what_the_program_finds(tab: Callable[..., Tab], run: Run) -> None:
    open_ = tab()
    page = open_.open("en/search.html")
    for typed in WORDS:
        words = re.findall(r'"[^"]*"|\S+', typed)
        shown = run("search", *(word.strip('"') for word in words), "--records", SHIPPED)
        assert page.evaluate("typed => window.gcmtrack.search(typed)", typed) == shown.ids, typed
    assert open_.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_spellings_find_the_same(language: str, tab: Callable[..., Tab]) -> None:
    page = tab().open(f"{language}/search.html")

    def found_by(typed: str) -> list[str]:
        page.fill("#q", typed)
        page.click("button")
        return [
            str(item)
            for item in page.eval_on_selector_all("[data-found] li", "all => all.map(i => i.dataset.id)")
        ]

    assert found_by("mexico")
    assert found_by("mexico") == found_by("México") == found_by("MÉXICO")
    assert sorted(found_by("regularisation")) == sorted(found_by("regularization")) != []
    assert page.inner_text("[role=status]").split()[0] == str(len(found_by("regularization")))
    assert page.url.endswith("#q=regularization")
    assert found_by("xyzzy") == []


def test_a_hostile_title_is_found_as_text(
    folder: FolderMaker, tab: Callable[..., Tab], tmp_path: Path
) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{x}}'
    root = folder(
        organisation("wimn", name=evil), milestone(title=evil, date="2030-01-01"), statement(title=evil)
    )
    open_ = tab(built(tmp_path / "out", records=root, title=evil))
    for name in (
        "en/index.html",
        "en/events.html",
        "es/process.html",
        "fr/statements.html",
        "en/milestones/a-meeting.html",
    ):
        assert evil in open_.open(name).inner_text("main").replace("\n", " "), name
    page = open_.open("en/search.html#q=alert")
    assert page.inner_text("[data-found] li:first-child a") == evil
    assert open_.wrong == []


# Choosing.


def test_statements_are_narrowed_and_the_address_keeps_it(tab: Callable[..., Tab], run: Run) -> None:
    open_ = tab()
    page = open_.open("en/statements.html")
    page.select_option("[name=lang]", "es")
    page.select_option("[name=objective]", "8")
    shown = run("statements", "--lang", "es", "--objective", "8", "--records", SHIPPED)
    assert sorted(open_.ids("[data-filtered] ul")) == sorted(shown.ids) != []
    assert page.url.endswith("#objective=8&lang=es")
    assert page.inner_text(".result") == f"{len(shown.ids)} found"
    page.click(".filters button")
    assert len(open_.ids("[data-filtered] ul")) == len(load(SHIPPED).records.statements)
    linked = tab()
    linked.open("en/statements.html#type=state&phase=review")
    shown = run("statements", "--type", "state", "--phase", "review", "--records", SHIPPED)
    assert sorted(linked.ids("[data-filtered] ul")) == sorted(shown.ids)


def test_on_a_phone_the_choices_are_folded_away_and_unfold(tab: Callable[..., Tab]) -> None:
    page = tab(viewport={"width": 360, "height": 640}).open("en/statements.html")
    assert page.is_visible(".filters summary")
    assert not page.is_visible("[name=lang]")
    first = page.locator("[data-filtered] li").first.bounding_box()
    assert first is not None
    assert first["y"] < 640
    page.click(".filters summary")
    page.select_option("[name=lang]", "es")
    assert page.url.endswith("#lang=es")
    page = tab(viewport={"width": 1280, "height": 800}).open("en/statements.html")
    assert page.is_visible("[name=lang]")


@pytest.mark.parametrize(
    ("locale", "language"), [("fr-CA", "fr"), ("es-MX", "es"), ("en-GB", "en"), ("de-DE", "en")]
)
def test_the_page_at_the_top_leads_to_the_readers_language(
    locale: str, language: str, tab: Callable[..., Tab]
) -> None:
    page = tab(locale=locale).open("index.html")
    page.wait_for_url(f"**/{language}/index.html")


def test_a_block_is_dressed_by_its_address(tab: Callable[..., Tab]) -> None:
    open_ = tab()
    page = open_.open("en/embed/upcoming.html?theme=dark&limit=3&accent=ff8800&heading=no")
    assert len(open_.ids("[data-list=upcoming]")) == 3
    assert page.evaluate("getComputedStyle(document.querySelector('.items a')).color") == "rgb(255, 136, 0)"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page = open_.open('en/embed/statements.html?accent=red;}</style>&limit=x&lang=es"')
    assert open_.wrong == []


# Access for everyone, on every screen.

SCREENS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    # What a window of 1280 pixels has left at 200 %.
    "200 %": {"viewport": {"width": 640, "height": 450}, "color_scheme": "dark", "device_scale_factor": 2},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
}


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core")
@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_shuts_anybody_out(screen: str, tab: Callable[..., Tab], site: Path) -> None:
    """One page of each template on every screen, and in dark, where contrast is hardest, forty records more."""
    open_ = tab(**SCREENS[screen])
    wrong = []
    for name in (*PAGES, *(_further_pages(site) if screen == "dark" else ())):
        page = open_.open(name)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SCREENS[screen]["viewport"]["width"]:
            wrong.append(f"{name} is {width} pixels wide")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found_ = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
        wrong += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:100]}" for v in found_["violations"]]
    assert wrong == []
    assert open_.wrong == []


def _further_pages(site: Path) -> list[str]:
    """Pages of records of each kind from all over the record, the languages in turn."""
    names = []
    for kind, number in (("milestones", 16), ("statements", 14), ("organisations", 10)):
        files = sorted(file.name for file in (site / "en" / kind).glob("*.html"))
        chosen = files[:: len(files) // number][:number]
        names += [f"{LANGUAGES[n % 3]}/{kind}/{name}" for n, name in enumerate(chosen)]
    return names


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core")
def test_the_judge_finds_what_is_wrong(tab: Callable[..., Tab]) -> None:
    """A judge that finds nothing may be asleep."""
    page = tab().open("en/index.html")
    page.evaluate(
        "document.documentElement.removeAttribute('lang'); document.querySelector('svg').removeAttribute('aria-labelledby'); document.querySelector('svg title').remove()"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found_ = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
    assert {"html-has-lang", "svg-img-alt"} <= {v["id"] for v in found_["violations"]}


def test_no_page_is_wider_than_a_phone(tab: Callable[..., Tab], site: Path) -> None:
    """All pages of a language, and the longest of each kind in another whose words are longer.

    Without scripts all that a page holds is on it, and none waits for them.
    """
    open_ = tab(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    files = sorted((site / "en").rglob("*.html"))
    for kind in ("", "milestones", "statements", "organisations"):
        files += sorted((site / "es" / kind).glob("*.html"), key=lambda f: (-f.stat().st_size, f.name))[:9]
    assert len(files) > 1000
    wide = []
    for file in files:
        page = open_.open(str(file.relative_to(site)))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{file.relative_to(site)} is {width} pixels wide")
    assert wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_a_drawing_run_into_what_is_beside_them(language: str, tab: Callable[..., Tab]) -> None:
    page = tab(viewport={"width": 360, "height": 640}).open(f"{language}/process.html")
    boxes = "[...document.querySelectorAll('SELECTOR')].map(e => e.getBBox()).map(b => [b.x, b.x + b.width])"
    names = page.evaluate(boxes.replace("SELECTOR", "svg.process .phase"))
    years = page.evaluate(boxes.replace("SELECTOR", "svg.process path.year"))
    assert max(end for _, end in names) < min(begin for begin, _ in years)
    page = tab(viewport={"width": 360, "height": 640}).open(f"{language}/numbers.html")
    years = page.evaluate(boxes.replace("SELECTOR", '.narrow-only > svg > text[font-size="11"]'))
    assert len(years) > 5
    assert all(before[1] < after[0] for before, after in pairwise(years))


def test_on_a_phone_counts_stand_in_a_list_with_the_numbers_of_the_table(tab: Callable[..., Tab]) -> None:
    page = tab(viewport={"width": 360, "height": 640}, java_script_enabled=False).open("en/numbers.html")
    assert not page.locator(".wide-only").first.is_visible()
    row = page.locator("ul.cells.narrow-only").first.locator(":scope > li").nth(12)
    assert row.is_visible()
    listed = dict(
        zip(row.locator("a").all_inner_texts(), row.locator(".cell").all_inner_texts(), strict=True)
    )
    head = [cell.strip() for cell in page.locator("table").first.locator("thead th").all_text_contents()]
    cells = page.locator("table").first.locator("tbody tr").nth(12).locator("td").all_text_contents()
    assert (
        listed
        == {name: number for name, number in zip(head[1:-1], cells, strict=False) if number != "·"}
        != {}
    )
    assert (
        tab(viewport={"width": 1280, "height": 800})
        .open("en/numbers.html")
        .locator(".wide-only")
        .first.is_visible()
    )


def test_a_page_that_is_wider_than_a_phone_is_seen(
    folder: FolderMaker, tab: Callable[..., Tab], tmp_path: Path
) -> None:
    out = built(tmp_path / "out", "en", records=folder(milestone()))
    file = out / "en" / "about.html"
    wide = '<svg width="400" height="1"></svg></main>'
    file.write_text(file.read_text(encoding="utf-8").replace("</main>", wide), encoding="utf-8")
    page = tab(out, viewport={"width": 320, "height": 640}, java_script_enabled=False).open("en/about.html")
    assert page.evaluate("document.documentElement.scrollWidth") > 320


def test_on_paper_a_title_is_larger_than_what_is_said_of_it(tab: Callable[..., Tab]) -> None:
    page = tab(viewport={"width": 680, "height": 900}, color_scheme="dark").open("en/index.html")
    page.emulate_media(media="print")

    def looks(selector: str, what: str) -> str:
        return str(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}"))

    sizes = [float(looks(each, "fontSize")[:-2]) for each in ("h1", "h2", ".title a", ".meta", ".when")]
    assert sizes[0] > sizes[1] > sizes[2] > max(sizes[3:])
    assert (looks("body", "backgroundColor"), looks(".title a", "color")) == (
        "rgb(255, 255, 255)",
        "rgb(0, 0, 0)",
    )
    assert not page.is_visible("nav.menu")


def test_the_keyboard_reaches_the_content(tab: Callable[..., Tab]) -> None:
    page = tab().open("en/events.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_policy_holds(tab: Callable[..., Tab]) -> None:
    """What an editor might paste into a page does nothing."""
    open_ = tab()
    page = open_.open("en/index.html")
    page.evaluate(
        'document.body.insertAdjacentHTML(\'beforeend\', \'<p id=x style="color: red" onclick="window.hit = 1">x</p>'
        '<img src="https://example.org/x.png">\')'
    )
    page.click("#x")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#x')).color") != "rgb(255, 0, 0)"
    assert any("Content Security Policy" in said for said in open_.wrong)


# Valid HTML, judged without a browser.

RULES = {
    "root": True,
    "extends": ["html-validate:standard"],
    # Advice on the length of a title, and of no concern to a browser.
    "rules": {"long-title": "off", "no-trailing-whitespace": "off", "no-inline-style": "error"},
}


@needs("html-validate")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(language: str, site: Path, tmp_path: Path) -> None:
    """All pages in one run a language, which read them in half a minute each."""
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    call(
        "html-validate",
        "--config",
        tmp_path / "rules.json",
        f"{site}/{language}/**/*.html",
        site / "index.html",
    )


@needs("html-validate")
def test_the_judge_of_html_finds_what_is_wrong(site: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    (tmp_path / "deep").mkdir()
    page = (site / "en" / "index.html").read_text(encoding="utf-8").replace("</main>", "<p style='x'></main>")
    (tmp_path / "deep" / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(AssertionError):
        call("html-validate", "--config", tmp_path / "rules.json", f"{tmp_path}/**/*.html")
