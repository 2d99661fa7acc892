"""The site as files: what is made, what stays, what is valid. What needs a browser stands in test_site_browser.py."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result, environment
from gcmtrack.model.records import Milestone
from gcmtrack.site import search_index
from gcmtrack.site.plan import Plan
from gcmtrack.store.load import load
from gcmtrack.text import fold
from gcmtrack.views.events import state_of, turns
from gcmtrack.wording import wording_of
from judges import json_feed_faults
from sample import SAMPLE
from sites import LANGUAGES, TODAY, broken_links, built, page
from test_readers import call, needs
from untranslated import check, texts

Run = Callable[..., Result]
GRAMMAR = Path(__file__).parent / "atom.rnc"
WIMN = organisation("wimn", acronym="WIMN")
FORUM = milestone(
    "forum",
    title="Review forum",
    type="review-forum",
    phase="review",
    date="2030-05-06/2030-05-09",
    city="New York",
    country="US",
    organisers=["wimn"],
    objectives=[8],
)
SAID = statement("said", title="Lo que decimos", languages=["es"], milestone="forum", objectives=[8])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "out")


def names(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


# What is made, and what stays.


def test_every_record_has_a_page_in_every_language(site: Path) -> None:
    shipped = load(SHIPPED).records
    expected = {f"{code}/{r.folder}/{r.id}.html" for code in LANGUAGES for r in shipped}
    assert len(expected) > 3000
    assert expected - names(site) == set()


def test_no_link_is_broken(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_every_page_is_one_link_away_from_its_other_languages(site: Path) -> None:
    for name in ("index.html", "milestones/imrf-2022.html", "objectives/8.html"):
        links = {a["href"] for a in page(site / "en" / name).all("a") if a.get("hreflang")}
        assert links == {f"{'../' * (name.count('/') + 1)}{code}/{name}" for code in ("es", "fr")}


def test_what_a_build_says(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    done = run(
        "site", tmp_path / "out", "--in", "en", "--records", folder(WIMN, FORUM), "--today", "2026-11-29"
    )
    made = len(names(tmp_path / "out")) - 1
    assert (done.code, done.out) == (0, "")
    assert done.err == f"gcmtrack: {made} files in {tmp_path / 'out'}, {made} written\n"
    again = run(
        "site", tmp_path / "out", "--in", "en", "--records", folder(WIMN, FORUM), "--today", "2026-11-29"
    )
    assert again.err == f"gcmtrack: {made} files in {tmp_path / 'out'}, 0 written\n"


def test_a_rebuild_removes_what_it_made_and_nothing_else(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(WIMN, FORUM, SAID)
    out = built(tmp_path / "out", records=root)
    before = names(out)
    (out / "CNAME").write_text("example.org")
    (out / "en" / "statements" / "mine.html").write_text("mine")
    (root / "statements" / "said.toml").unlink()
    built(out, records=root)
    assert before - names(out) == {f"{code}/statements/said.html" for code in LANGUAGES}
    assert names(out) - before == {"CNAME", "en/statements/mine.html"}
    assert not (out / "fr" / "statements").exists()


def test_what_has_not_changed_is_not_written(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(WIMN, FORUM)
    out = built(tmp_path / "out", "en", records=root)
    for name in names(out):
        os.utime(out / name, (1, 1))
    (root / "organisations" / "wimn.toml").write_text(
        (root / "organisations" / "wimn.toml").read_text().replace('"WIMN"', '"WOMEN"')
    )
    built(out, "en", records=root)
    changed = {name for name in names(out) if (out / name).stat().st_mtime > 1}
    assert "en/organisations/wimn.html" in changed
    assert "en/milestones/forum.html" not in changed
    assert "assets/site.css" not in changed


def test_a_folder_that_is_not_ours_is_refused(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "theirs"
    out.mkdir()
    (out / "index.html").write_text("theirs")
    done = run("site", out, "--records", folder(WIMN))
    assert done.code == 1
    assert done.err == (
        f"gcmtrack: {str(out)!r} holds what gcmtrack did not make; give the site a new folder, or an empty one\n"
    )
    assert names(out) == {"index.html"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_in_the_place_of_the_list_is_not_ours(
    folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    """A pipe was waited for without end, and /dev/zero read until the memory was full."""
    out = tmp_path / "site"
    out.mkdir()
    for make in (os.mkfifo, lambda place: place.symlink_to("/dev/zero")):
        make(out / "gcmtrack-site.json")
        done = run("site", out, "--records", folder(WIMN))
        assert (done.code, done.out) == (1, "")
        assert done.err.endswith(
            "holds what gcmtrack did not make; give the site a new folder, or an empty one\n"
        )
        (out / "gcmtrack-site.json").unlink()


@pytest.mark.parametrize(
    "listed",
    [
        '{"made_by": "somebody", "files": ' + "[" * 100_000,
        '{"made_by": "somebody", "files": []}',
        '{"made_by": "gcmtrack site", "files": ["../kept.txt"]}',
        '{"made_by": "gcmtrack site", "files": ["/kept.txt"]}',
        "[]",
        "not JSON",
    ],
)
def test_a_list_that_we_did_not_write_makes_no_folder_ours(
    listed: str, folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    out = tmp_path / "out"
    out.mkdir()
    (out / "gcmtrack-site.json").write_text(listed)
    assert run("site", out, "--records", folder(WIMN)).code == 1
    assert names(out) == {"gcmtrack-site.json"}
    assert (tmp_path / "kept.txt").read_text() == "kept"


def test_a_file_of_somebody_is_never_written_over(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    out = built(tmp_path / "out", "en", records=folder(WIMN))
    (out / "en" / "milestones").mkdir()
    theirs = out / "en" / "milestones" / "forum.html"
    theirs.write_text("theirs")
    done = run("site", out, "--in", "en", "--records", folder(WIMN, FORUM))
    assert done.code == 1
    assert "is there already and is none of the site's; move it somewhere else" in done.err
    assert theirs.read_text() == "theirs"


def test_a_folder_of_the_site_that_leads_elsewhere_is_refused(
    folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = built(tmp_path / "out", "en", records=folder(WIMN))
    (out / "es").symlink_to(elsewhere)
    done = run("site", out, "--records", folder(WIMN))
    assert done.code == 1
    assert "is there already and is no folder" in done.err
    assert list(elsewhere.iterdir()) == []


def test_records_with_problems_are_refused(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    root = folder(WIMN, milestones={"broken": 'title = "T"'})
    done = run("site", tmp_path / "out", "--records", root)
    assert done.code == 1
    assert "no site is made while the records have problems" in done.err
    assert not (tmp_path / "out").exists()
    assert run("site", tmp_path / "out", "--records", root, "--skip-invalid").code == 0


def test_an_empty_folder_of_records_gives_a_site(folder: FolderMaker, tmp_path: Path) -> None:
    out = built(tmp_path / "out", records=folder())
    assert list(broken_links(out)) == []
    assert "Nothing is known to be coming." in page(out / "en" / "index.html").text


@pytest.mark.parametrize(
    "more",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8", "PYTHONHASHSEED": "77"},
    ],
)
def test_the_same_records_give_the_same_bytes(
    more: dict[str, str], folder: FolderMaker, tmp_path: Path
) -> None:
    root = folder(*SAMPLE)
    first = built(tmp_path / "first", records=root)
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", "site", "second", "--records", root, "--today", str(TODAY)],
        cwd=tmp_path,
        env=environment(**more),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    second = tmp_path / "second"
    assert names(first) == names(second)
    assert [
        name for name in names(first) if (first / name).read_bytes() != (second / name).read_bytes()
    ] == []


# What a person asks for.


def test_an_unknown_language_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("site", tmp_path / "out", "--in", "de")
    assert (done.code, done.err) == (2, "gcmtrack: --in: there are words in en, es and fr, not in 'de'\n")


def test_languages_are_named_in_words_too(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    done = run(
        "site", tmp_path / "out", "--in", "French", "--in", "fr", "--in", "en", "--records", folder(WIMN)
    )
    assert done.code == 0
    assert {p.name for p in (tmp_path / "out").iterdir() if p.is_dir()} == {"assets", "data", "en", "fr"}


@pytest.mark.parametrize("given", ["example.org", "ftp://example.org/", "https://", "https://e.org/?a=b"])
def test_an_address_that_is_none_is_refused(given: str, run: Run, tmp_path: Path) -> None:
    done = run("site", tmp_path / "out", "--base-url", given)
    assert done.code == 2
    assert done.err == (
        f"gcmtrack: --base-url: {given!r} is no address of a site; write one, as https://example.org/gcm/\n"
    )


def test_with_an_address_pages_and_feeds_say_where_they_are(folder: FolderMaker, tmp_path: Path) -> None:
    out = built(tmp_path / "out", records=folder(WIMN, FORUM), base_url="https://e.org/gcm/")
    links = page(out / "en" / "milestones" / "forum.html").all("link")
    assert [a["href"] for a in links if a["rel"] == "canonical"] == [
        "https://e.org/gcm/en/milestones/forum.html"
    ]
    assert {a["hreflang"]: a["href"] for a in links if "hreflang" in a} == {
        code: f"https://e.org/gcm/{code}/milestones/forum.html" for code in LANGUAGES
    }
    feed = (out / "es" / "feeds" / "coming.atom").read_text()
    assert '<link rel="self" href="https://e.org/gcm/es/feeds/coming.atom" />' in feed
    assert '<link rel="alternate" href="https://e.org/gcm/es/milestones/forum.html" />' in feed
    told = json.loads((out / "es" / "feeds" / "coming.json").read_text())
    assert told["feed_url"] == "https://e.org/gcm/es/feeds/coming.json"
    assert told["home_page_url"] == "https://e.org/gcm/es/index.html"
    places = [e.text for e in ET.parse(out / "sitemap.xml").iter() if e.tag.endswith("loc")]
    assert {"https://e.org/gcm/index.html", "https://e.org/gcm/fr/milestones/forum.html"} <= set(places)
    assert all((out / str(place).removeprefix("https://e.org/gcm/")).is_file() for place in places)


def test_without_an_address_no_page_claims_one(folder: FolderMaker, tmp_path: Path) -> None:
    out = built(tmp_path / "out", "en", records=folder(WIMN, FORUM))
    assert "canonical" not in (out / "en" / "index.html").read_text()
    assert 'rel="self"' not in (out / "en" / "feeds" / "new.atom").read_text()
    assert not (out / "sitemap.xml").exists()


def test_a_title_and_us_stand_on_the_first_page(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(WIMN, FORUM, SAID)
    out = built(tmp_path / "out", "en", records=root, title="Our <record>", us=("wimn",))
    first = page(out / "en" / "index.html")
    assert "Our <record>" in first.text
    assert "What we said" in first.text
    assert (
        "What we said" not in page(built(tmp_path / "plain", "en", records=root) / "en" / "index.html").text
    )


def test_the_settings_of_the_records_give_title_us_and_language(
    folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    root = folder(WIMN, FORUM, SAID)
    (root / "gcmtrack.toml").write_text('title = "Our record"\nus = ["wimn"]\nlanguage = "fr"\n')
    out = tmp_path / "out"
    assert run("site", out, "--records", root).code == 0
    first = page(out / "fr" / "index.html")
    assert "Our record" in first.text
    assert "Ce que nous avons dit" in first.text
    chooser = page(out / "index.html")
    assert [a["href"] for a in chooser.all("a")] == ["fr/index.html", "en/index.html", "es/index.html"]


def test_a_style_sheet_of_ones_own_is_read_last(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("h1 { color: red }")
    out = tmp_path / "out"
    assert run("site", out, "--in", "en", "--css", tmp_path / "own.css", "--records", folder(WIMN)).code == 0
    sheets = [a["href"] for a in page(out / "en" / "index.html").all("link") if a["rel"] == "stylesheet"]
    assert sheets == ["../assets/site.css", "../assets/own.css"]
    assert (out / "assets" / "own.css").read_text() == "h1 { color: red }"


def test_a_template_of_ones_own_stands_in_place_of_ours(
    folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    theirs = tmp_path / "templates"
    theirs.mkdir()
    (theirs / "footer.html").write_text("<footer>Made by <b>us</b> for {{ site_title }}</footer>")
    out = tmp_path / "out"
    root = folder(WIMN, FORUM)
    assert run("site", out, "--in", "en", "--templates", theirs, "--records", root).code == 0
    assert (
        "<footer>Made by <b>us</b> for Global Compact for Migration</footer>"
        in (out / "en" / "milestones" / "forum.html").read_text()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nothing.at.all }}", "footer.html:1: 'nothing' is undefined"),
        ("a\n{% if %}", "footer.html:2: Expected an expression, got 'end of statement block'"),
        (
            "{{ ''.__class__.__mro__ }}",
            "footer.html:1: access to attribute '__class__' of 'str' object is unsafe.",
        ),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(
    text: str, said: str, folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    theirs = tmp_path / "templates"
    theirs.mkdir()
    (theirs / "footer.html").write_text(text)
    done = run("site", tmp_path / "out", "--in", "en", "--templates", theirs, "--records", folder(WIMN))
    assert (done.code, done.err) == (2, f"gcmtrack: {theirs}/{said}\n")


def test_a_folder_of_templates_must_be_there(run: Run, tmp_path: Path) -> None:
    done = run("site", tmp_path / "out", "--templates", tmp_path / "none")
    assert (done.code, done.err) == (
        2,
        f"gcmtrack: --templates: there is no folder {str(tmp_path / 'none')!r}\n",
    )


# What a record holds is text, whatever it is.

HOSTILE = "\"><script>alert(1)</script></title><!-- {{x}} {% y %} ' & \x1b[31m \u202e \u2028"


def test_a_hostile_title_is_text_everywhere(folder: FolderMaker, tmp_path: Path) -> None:
    evil = milestone(
        "evil",
        title=HOSTILE,
        summary=HOSTILE,
        date="2030-05-06",
        venue=HOSTILE,
        city=HOSTILE,
        country="US",
        organisers=["evil"],
        links=[{"url": "https://e.org/?a=%22%3E", "title": HOSTILE}],
        sources=[{"title": HOSTILE, "url": "https://e.org/"}],
        disputes=[{"field": "date", "note": HOSTILE, "source": HOSTILE}],
    )
    said = statement("evil", title=HOSTILE, organisations=["evil"], milestone="evil", summary=HOSTILE)
    root = folder(evil, said, organisation("evil", name=HOSTILE, acronym=HOSTILE))
    out = built(tmp_path / "out", records=root, title=HOSTILE, base_url="https://e.org/")
    for file in out.rglob("*.html"):
        found = page(file)
        assert all("src" in a or a.get("type") == "application/ld+json" for a in found.all("script")), file
        assert found.all("style") == []
        assert not any(name.startswith("on") or name == "style" for _, a in found.elements for name in a)
        assert "\x1b" not in found.text
    shown = page(out / "en" / "milestones" / "evil.html")
    assert "\"><script>alert(1)</script></title><!-- {{x}} {% y %} ' & \u241b[31m" in shown.text
    for file in out.rglob("*.js"):
        if file.name in ("titles.js", "search-texts.js"):
            text = file.read_text()
            assert "</script" not in text
            assert "<!--" not in text
            assert "\u2028" not in text
            json.loads(text.partition("=")[2].rstrip(";\n"))
    for file in out.rglob("*.atom"):
        assert [e.text for e in ET.parse(file).iter() if e.tag.endswith("title")]
    for file in out.rglob("*.ics"):
        Calendar.from_ical(file.read_bytes())
    assert list(broken_links(out)) == []


# For other machines.


def test_events_of_exact_days_are_described_and_no_others() -> None:
    exact = described(FORUM)
    assert exact == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Review forum",
        "startDate": "2030-05-06",
        "endDate": "2030-05-09",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "name": "New York, United States",
            "address": {"@type": "PostalAddress", "addressLocality": "New York", "addressCountry": "US"},
        },
        "organizer": [{"@type": "Organization", "name": "Women in Migration Network"}],
    }
    for when in ("2030", "2030-05", "2030-05-06?", "2030-05-06/..", "2030-05-06/2030-06"):
        assert described(milestone(date=when)) is None, when
    assert described(milestone(kind="document")) is None
    assert described(milestone(kind="deadline")) is None


def described(record: Milestone) -> dict[str, object] | None:
    from gcmtrack.site.common import Common
    from gcmtrack.site.edition import Edition
    from gcmtrack.site.shelf import Shelves
    from gcmtrack.site.structured import event
    from gcmtrack.site.templates import environment

    plan = Plan(records(WIMN, record), (wording_of("en"),), TODAY)
    common = Common(plan.records, TODAY)
    edition = Edition(plan, plan.wordings[0], environment(None, None), common, Shelves(common, Path()))
    text = str(event(edition, record))
    inner = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    return json.loads(inner) if inner else None


@pytest.mark.parametrize(
    ("keys", "status", "previous"),
    [
        ({"status": "postponed"}, "https://schema.org/EventPostponed", None),
        ({"status": "cancelled"}, "https://schema.org/EventCancelled", None),
        ({"status": "tentative"}, None, None),
        ({"previous_dates": [{"date": "2018-07-01"}]}, "https://schema.org/EventRescheduled", "2018-07-01"),
        (
            {"previous_dates": [{"date": "2018-07-01"}, {"date": "2018-06-01/2018-06-02"}]},
            "https://schema.org/EventRescheduled",
            ["2018-07-01", "2018-06-01"],
        ),
        # A month tells no day, and an exact day in it is no other date.
        ({"previous_dates": [{"date": "2018-07"}]}, "https://schema.org/EventScheduled", None),
        ({"previous_dates": [{"date": "2018-05"}]}, "https://schema.org/EventRescheduled", None),
    ],
)
def test_the_status_of_an_event_is_what_the_record_knows(
    keys: dict[str, Any], status: str | None, previous: object
) -> None:
    found = described(milestone(**keys))
    assert found is not None
    assert found.get("eventStatus") == status
    assert found.get("previousStartDate") == previous


def test_a_place_that_is_not_known_is_left_out() -> None:
    found = described(milestone(venue="online"))
    assert found is not None
    assert "location" not in found
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


@needs("jing")
def test_feeds_are_valid_and_keep_their_ids(site: Path) -> None:
    ids = set()
    for file in sorted(site.rglob("*.atom")):
        call("jing", "-c", str(GRAMMAR), str(file))
        ids.add(ET.parse(file).getroot().findtext("{http://www.w3.org/2005/Atom}id"))
    assert len(ids) == 6
    for file in sorted(site.rglob("feeds/*.json")):
        told = json.loads(file.read_bytes())
        assert json_feed_faults(told) == []
        # The schema takes any address for a version.
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["items"]
        assert all(item["id"].startswith("tag:gcmtrack,2026:") for item in told["items"])
        assert all(item["content_text"] and item["date_modified"].endswith("Z") for item in told["items"])


def test_calendars_hold_all_events_those_of_a_phase_and_each(site: Path) -> None:
    def uids(file: Path) -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]

    folder = site / "es" / "calendar"
    whole = uids(folder / "all.ics")
    assert len(whole) > 250
    phases = sorted(folder.glob("phase-*.ics"))
    assert sorted(uid for file in phases for uid in uids(file)) == sorted(whole)
    each = sorted(folder.glob("event-*.ics"))
    assert len(each) == len(whole)
    assert uids(folder / "event-imrf-2022.ics") == ["imrf-2022@gcmtrack"]


def test_downloads_are_what_export_writes(site: Path, run: Run) -> None:
    shown = run("export", "--format", "csv", "--only", "statements", "--records", SHIPPED)
    assert (site / "data" / "statements.csv").read_bytes().decode() == shown.out
    assert len(json.loads((site / "data" / "records.json").read_bytes())["records"]) > 1000


def test_what_search_looks_through_is_folded_as_the_program_folds(folder: FolderMaker) -> None:
    plan = Plan(records(WIMN, milestone(title="Ciudad de MÉXICO, Œuvre")), (wording_of("en"),), TODAY)
    told = json.loads(b"".join(search_index.texts(plan)).decode().partition("=")[2].rstrip(";\n"))
    title = told["records"][0][2][1]
    assert title == fold("Ciudad de MÉXICO, Œuvre") == "ciudad de mexico, oeuvre"
    assert told["fold"]["É"] == "e"
    assert told["fold"]["Œ"] == "oe"


# The day of the reader.


@given(strategies.milestones(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_states_follow_from_two_days(record: Milestone, day: date) -> None:
    begins, ends = turns(record)
    on_day = "past" if ends < day else "ongoing" if begins is not None and begins <= day else "upcoming"
    assert state_of(record, day) == on_day
    if record.status not in ("confirmed", "cancelled"):
        assert state_of(record, day) == record.date.state(day)
    if ends < date.max:
        assert state_of(record, ends + timedelta(days=1)) == "past"
        assert state_of(record, ends) != "past"


def test_without_a_script_the_page_says_as_of_which_day_it_counts(
    folder: FolderMaker, tmp_path: Path
) -> None:
    out = built(tmp_path / "out", "en", records=folder(WIMN, FORUM), today=date(2018, 7, 20))
    for name in ("index.html", "events.html"):
        assert "As of 20 July 2018." in page(out / "en" / name).text


def test_the_calendar_of_an_event_holds_it_as_the_export_does(site: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "all.ics"
    told = run(
        "--in", "fr", "export", "--format", "ics", "--alarm", "none", "--output", file, "--records", SHIPPED
    )
    assert told.code == 0, told.err
    exported = {str(event["uid"]): event for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    made = {}
    for each in (site / "fr/calendar").glob("event-*.ics"):
        (event,) = Calendar.from_ical(each.read_bytes()).walk("VEVENT")
        made[str(event["uid"])] = event
    assert made.keys() == exported.keys() != set()
    for uid, event in made.items():
        assert event.to_ical() == exported[uid].to_ical(), uid


_BLOCK_ENDS = re.compile(r"</(?:p|li|td|th|h\d|dd|dt|div|summary|section)>|<br>")


def said_in(page: str, language: str) -> list[str]:
    """The lines of a page, without what says of itself that it is in another language."""
    page = re.sub(
        r"(?s)<(style|script|title)\b.*?</\1>", " ", page.replace(f'<html lang="{language}"', "<html")
    )
    page = re.sub(rf'(?s)<(\w+)\b[^>]* lang="(?!{language}")[^"]+"[^>]*>.*?</\1>', " ", page)
    # What marks a heading stands below it.
    page = re.sub(r'</h1>\s*(?=<p class="translation")', " ", page)
    text = html.unescape(re.sub(r"(?s)<[^>]*>", " ", _BLOCK_ENDS.sub("\0", re.sub(r"[ \n]+", " ", page))))
    # An address is shown without its beginning.
    text = re.sub(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", " ", text)
    lines = [re.sub(r" +", " ", line).strip() for line in text.split("\0")]
    return [line for line in lines if not re.fullmatch(r"[\w.-]+\.[a-z]{2,}", line)]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_english_on_any_page(language: str, site: Path) -> None:
    pages = [file.read_text(encoding="utf-8") for file in (site / language).rglob("*.html")]
    assert len(pages) > 1200
    lines = dict.fromkeys(line for page in pages for line in said_in(page, language))
    check("\n".join(lines), language)
    # What the pages tell a screen reader, and what scripts say.
    told = re.compile(r'(?:aria-label|placeholder|title|alt)="([^"]*)"')
    spoken = {html.unescape(text) for page in pages for text in told.findall(page)}
    script = (
        (site / language / "words.js").read_text(encoding="utf-8").partition("=")[2].strip().removesuffix(";")
    )
    check("\n".join([*spoken, *texts(json.loads(script))]), language)
