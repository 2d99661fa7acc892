"""Pages that somebody keeps: several at once, keys of markers, markers that are text, what is going on on its days."""

import os
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Run
from gcmtrack.errors import Misuse
from gcmtrack.formats.pages.fill import filled
from gcmtrack.formats.pages.marker_keys import KEYS
from gcmtrack.formats.pages.markers import fill
from gcmtrack.model.records import Record
from gcmtrack.store.load import load
from gcmtrack.views.filters import FilterOptions
from gcmtrack.wording import english

TODAY = date(2022, 5, 18)
UPCOMING = "<!-- gcmtrack:upcoming -->\n<!-- /gcmtrack:upcoming -->\n"
PAST = "<!-- gcmtrack:past -->\n<!-- /gcmtrack:past -->\n"
FORUM = milestone("imrf-2022", title="Forum", date="2022-05-17/2022-05-20", city="New York", country="US")


def page_of(marker: str, *some: Record, name: str = "page.md", today: date = TODAY) -> str:
    """What stands between a marker and its other half."""
    section = marker.split(maxsplit=1)[0]
    page = f"<!-- gcmtrack:{marker} -->\n<!-- /gcmtrack:{section} -->\n"
    return between(page, *some, name=name, today=today)[section].strip()


def between(page: str, *some: Record, name: str = "page.md", today: date = TODAY) -> dict[str, str]:
    made = filled(Path(name), page.encode(), records(*some), FilterOptions(), today, english(), ()).decode()
    parts = {}
    for part in made.split("<!-- gcmtrack:")[1:]:
        head, _, rest = part.partition("-->")
        parts[head.split()[0]] = rest.partition("<!-- /gcmtrack:")[0]
    return parts


def refused(page: str, *some: Record, name: str = "page.md") -> str:
    with pytest.raises(Misuse) as error:
        filled(Path(name), page.encode(), records(*some), FilterOptions(), TODAY, english(), ())
    return str(error.value)


# Several pages.


@pytest.fixture
def where(folder: FolderMaker) -> Path:
    return folder(milestone("next", title="Next", date="2030-09-01"), FORUM)


def test_the_pages_that_a_shell_makes_of_a_pattern_are_all_filled(
    run: Run, where: Path, tmp_path: Path
) -> None:
    for name in ("a.md", "b.md", "c.html", "d.htm"):
        (tmp_path / name).write_text(UPCOMING)
    done = run("export", "--into", "a.md", "b.md", "--into", "c.html", "d.htm", "--records", where)
    assert (done.code, done.out) == (0, "")
    assert sorted(done.err.splitlines()) == [
        f"gcmtrack: {name} is brought up to date" for name in ("a.md", "b.md", "c.html", "d.htm")
    ]
    assert all("Next" in (tmp_path / name).read_text() for name in ("a.md", "b.md", "c.html", "d.htm"))
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md", "c.html", "d.htm", "records"]


def test_words_beside_pages_are_filters(run: Run, where: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(UPCOMING)
    done = run("export", "--into", "a.md", "b.md", "nothing", "--records", where)
    assert done.err.splitlines()[:1] == ["gcmtrack: a.md: line 1: there is nothing for upcoming"]
    assert "There are no upcoming events." in (tmp_path / "b.md").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("-f csv page.md", "'page.md' is a file, no word to filter by; to fill a page: gcmtrack export --into page.md"),
        ("-f csv none.html", "'none.html' is a file, no word to filter by; to fill a page: gcmtrack export --into none.html"),
        ("--into page.md none.md", "cannot read 'none.md': No such file or directory"),
        ("--into page.md Geneva", "Geneva: is it Markdown or HTML? its name should end in .md or .html"),
        ("--into page.md sub", "sub: is it Markdown or HTML? its name should end in .md or .html"),
        ("--into page.md --check --dry-run", "--check only tells, --dry-run shows what would change; give one of them"),
        ("-f csv --dry-run", "--dry-run goes with --into PAGE"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("where")
def test_a_page_is_never_taken_for_a_word(words: str, told: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(UPCOMING)
    (tmp_path / "Geneva").write_text("notes")
    (tmp_path / "sub").mkdir()
    done = run("export", *words.split())
    assert (done.code, done.out, done.err) == (2, "", f"gcmtrack: {told}\n")
    assert (tmp_path / "page.md").read_text() == UPCOMING


def test_when_one_page_is_not_in_order_none_is_written_and_each_is_told(
    run: Run, where: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(UPCOMING)
    (tmp_path / "b.md").write_text("no marker")
    (tmp_path / "c.md").write_text("<!-- gcmtrack:upcoming -->")
    done = run("export", "--into", "a.md", "b.md", "c.md", "--records", where)
    assert done.code == 2
    assert [line.split(": ")[0] for line in done.err.removeprefix("gcmtrack: ").splitlines()] == [
        "b.md",
        "c.md",
    ]
    assert (tmp_path / "a.md").read_text() == UPCOMING


def test_a_page_that_cannot_be_written_leaves_the_others(run: Run, where: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(UPCOMING)
    (tmp_path / "b.md").chmod(0o400)
    if os.access(tmp_path / "b.md", os.W_OK):
        pytest.skip("whoever runs this may write everything")
    done = run("export", "--into", "a.md", "b.md", "--records", where)
    assert done.code == 1
    assert (tmp_path / "a.md").read_text() == UPCOMING


def test_check_speaks_of_each_page(run: Run, where: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(UPCOMING)
    run("export", "--into", "a.md", "--records", where)
    done = run("export", "--into", "a.md", "b.md", "--check", "--records", where)
    assert (done.code, done.err) == (
        1,
        (
            "gcmtrack: a.md is up to date\n"
            "gcmtrack: b.md is out of date; bring it up to date with: gcmtrack export"
            f" --records {where} --into b.md\n"
        ),
    )


def test_dry_run_shows_what_would_change(run: Run, where: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(UPCOMING)
    run("export", "--into", "a.md", "--records", where)
    done = run("export", "--into", "a.md", "b.md", "--dry-run", "--records", where, "--today", "2030-01-01")
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "--- a/b.md",
        "+++ b/b.md",
        "@@ -1,2 +1,7 @@",
        " <!-- gcmtrack:upcoming -->",
        "+",
        "+### Next",
        "+",
        "+**Date:** 1 September 2030",
        "+",
        " <!-- /gcmtrack:upcoming -->",
    ]
    assert (tmp_path / "b.md").read_text() == UPCOMING


def test_a_page_that_is_named_twice_is_filled_once(run: Run, where: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(UPCOMING)
    (tmp_path / "link.md").symlink_to("a.md")
    done = run("export", "--into", "a.md", "./a.md", "link.md", "--records", where)
    assert done.err == "gcmtrack: a.md is brought up to date\n"
    assert (tmp_path / "link.md").is_symlink()
    assert "Next" in (tmp_path / "a.md").read_text()


@pytest.mark.parametrize("name", ["pipe.md", "folder.md", "zero.md"])
def test_what_is_no_file_is_not_read(name: str, run: Run, where: Path, tmp_path: Path) -> None:
    page = tmp_path / name
    if name == "pipe.md":
        os.mkfifo(page)
    elif name == "folder.md":
        page.mkdir()
    else:
        page.symlink_to("/dev/zero")
    done = run("export", "--into", page, "--records", where)
    assert (done.code, done.out, done.err) == (2, "", f"gcmtrack: cannot read '{page}': this is not a file\n")


def test_a_page_too_large_to_be_one_is_refused(run: Run, where: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    with page.open("wb") as file:
        file.truncate(11 << 20)
    done = run("export", "--into", page, "--records", where)
    assert (done.code, done.err) == (2, f"gcmtrack: cannot read '{page}': it has more than 10 MiB\n")


# What is going on.


def test_what_is_on_its_days_is_never_between_upcoming_and_past() -> None:
    done = between(UPCOMING + PAST, FORUM, milestone("next", title="Next", date="2022-06-01"))
    assert done["upcoming"].strip() == (
        "### Forum\n\n**Start date:** 17 May 2022  \n**End date:** 20 May 2022  \n"
        "**Location:** New York, United States  \n**Note:** now\n\n### Next\n\n**Date:** 1 June 2022"
    )
    assert done["past"].strip() == "There are no past events."


def test_a_page_that_shows_what_is_going_on_shows_it_there() -> None:
    ongoing = "<!-- gcmtrack:ongoing layout=list -->\n<!-- /gcmtrack:ongoing -->\n"
    done = between(UPCOMING + ongoing + PAST, FORUM)
    assert done["upcoming"].strip() == "There are no upcoming events."
    assert done["ongoing"].strip() == "- Forum (17–20 May 2022, New York, United States)"


@pytest.mark.parametrize("day", [16, 17, 18, 20, 21])
@pytest.mark.parametrize("when", ["2022-05-17/2022-05-20", "2022-05-17?/2022-05-20?", "2022-05-18"])
@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled", "postponed", "expected"])
def test_on_every_day_an_event_stands_on_the_page_once(day: int, when: str, status: str) -> None:
    forum = milestone("forum", title="Forum", date=when, status=status)
    done = between(UPCOMING + PAST, forum, today=date(2022, 5, day))
    assert [text.count("### Forum") for text in done.values()] in ([1, 0], [0, 1])


@pytest.mark.parametrize("when", ["2022", "2022-05", "2018-12-18/.."])
def test_what_has_no_days_is_not_called_upcoming(when: str) -> None:
    assert page_of("upcoming", milestone(date=when)) == "There are no upcoming events."


def test_a_cancelled_event_is_said_until_its_day_is_over() -> None:
    off = milestone(title="Off", date="2022-05-18", status="cancelled")
    for keys in ("", " notes=off", " confirmed=yes"):
        assert page_of(f"upcoming layout=list{keys}", off) == "- Off (18 May 2022, CANCELLED)"
    assert page_of("past layout=list", off, today=date(2022, 5, 19)) == "- Off (18 May 2022, cancelled)"


# Keys of markers.

TWO = (
    milestone("one", title="One", date="2022-06-01"),
    milestone("two", title="Two", date="2022-07~", status="expected", previous_dates=[{"date": "2022-06"}]),
)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", ["- One (1 June 2022)", "- Two (about July 2022, date expected; moved from June 2022)"]),
        ("limit=1", ["- One (1 June 2022)"]),
        ("confirmed=yes", ["- One (1 June 2022)"]),
        ("confirmed", ["- One (1 June 2022)"]),
        ("notes=off", ["- One (1 June 2022)", "- Two (about July 2022)"]),
        ("Notes=Off", ["- One (1 June 2022)", "- Two (about July 2022)"]),
        ("dates=mdy limit=1", ["- One (June 1, 2022)"]),
        ("as-of=yes limit=1", ["- One (1 June 2022)", "", "As of 18 May 2022."]),
        ("as-of limit=1 dates=mdy", ["- One (June 1, 2022)", "", "As of May 18, 2022."]),
        ("status=“expected” notes=off", ["- Two (about July 2022)"]),
        ("status=&quot;expected&quot; notes=off", ["- Two (about July 2022)"]),
    ],
)  # fmt: skip
def test_keys_of_markers(keys: str, said: list[str]) -> None:
    assert page_of(f"upcoming layout=list {keys}", *TWO).splitlines() == said


@pytest.mark.parametrize("name", ["page.md", "page.html"])
def test_the_level_of_headings(name: str) -> None:
    text = page_of("upcoming level=5", *TWO, name=name)
    assert ("##### One" if name == "page.md" else "<h5>One</h5>") in text
    spoken = statement(milestone="one")
    assert "##### One" in page_of("statements level=5", TWO[0], spoken, organisation())


def test_limits_keep_the_newest_of_what_was_said_and_written() -> None:
    said = [statement(f"s{year}", title=f"S {year}", date=str(year)) for year in (2017, 2018, 2019)]
    assert page_of("statements limit=2", *said).count("- 201") == 2
    assert "S 2017" not in page_of("statements limit=2", *said)
    texts = [
        milestone(f"d{year}", title=f"D {year}", kind="document", date=str(year)) for year in (2017, 2018)
    ]
    assert page_of("documents limit=1", *texts) == "- 2018: D 2018"


def test_notes_can_be_left_out_everywhere() -> None:
    doubted: dict[str, Any] = {"disputes": [{"field": "date", "value": "2017"}]}
    some = (
        milestone(title="M", date="2018", **doubted),
        milestone("d", title="D", kind="document", date="2018", **doubted),
        statement(date="2018", **doubted),
    )
    for section in ("past", "documents", "statements"):
        assert "[^" in page_of(section, *some)
        assert "[^" not in page_of(f"{section} notes=off", *some)


@pytest.mark.parametrize(
    ("marker", "told"),
    [
        ("upcoming limt=5", "unknown key 'limt', did you mean 'limit'?"),
        ("upcoming limit=0", "limit is a number such as 5, not '0'"),
        ("upcoming limit=five", "limit is a number such as 5, not 'five'"),
        ("upcoming level=7", "level is a number from 1 to 6, not '7'"),
        ("upcoming notes=maybe", "unknown value of notes 'maybe'; use no, off, on or yes"),
        ("upcoming parts=under", "unknown value of parts 'under'; use apart or nested"),
        (
            "counts limit=5",
            "limit goes with upcoming, ongoing, past, documents or statements, not with counts",
        ),
        ("statements layout=list", "layout goes with upcoming, ongoing or past, not with statements"),
        (
            "upcoming zzzz=5",
            (
                "unknown key 'zzzz'; use as-of, confirmed, country, dates, in, kind, lang, layout, level, limit,"
                " members-of, notes, objective, on, org, parts, phase, region, since, stance, status, topic, type,"
                " unanswered-by, until, within or without-lang"
            ),
        ),
    ],
)
def test_a_key_that_makes_no_sense_is_told_with_what_does(marker: str, told: str) -> None:
    section = marker.split(maxsplit=1)[0]
    assert refused(f"\n<!-- gcmtrack:{marker} -->\n<!-- /gcmtrack:{section} -->") == f"line 2: {told}"


# Parts under their whole.

WHOLE = milestone("imrf", title="Forum", date="2022-06-05/2022-06-08", summary="Four days.")
PARTS = (
    milestone("plenary", title="Plenary", date="2022-06-07/2022-06-08", part_of="imrf"),
    milestone("round", title="Round table", date="2022-06-05/2022-06-06", part_of="imrf"),
    milestone("inner", title="Inner", date="2022-06-05", part_of="round"),
    milestone("hearing", title="Hearing", date="2022-06-04", part_of="imrf"),
)


def test_parts_stand_under_their_whole_and_what_comes_before_keeps_its_place() -> None:
    assert page_of("upcoming", WHOLE, *PARTS) == (
        "### Hearing\n\n**Date:** 4 June 2022\n\n"
        "### Forum\n\n**Start date:** 5 June 2022  \n**End date:** 8 June 2022\n\nFour days.\n\n"
        "- Inner (5 June 2022)\n- Round table (5–6 June 2022)\n- Plenary (7–8 June 2022)"
    )
    assert page_of("upcoming layout=list", WHOLE, *PARTS) == (
        "- Hearing (4 June 2022)\n- Forum (5–8 June 2022)\n"
        "    - Inner (5 June 2022)\n    - Round table (5–6 June 2022)\n    - Plenary (7–8 June 2022)"
    )
    assert page_of("upcoming layout=list limit=2", WHOLE, *PARTS).endswith("    - Plenary (7–8 June 2022)")
    assert page_of("upcoming layout=list", WHOLE, PARTS[0], name="page.html") == (
        "<ul>\n<li>Forum (5–8 June 2022)\n<ul>\n<li>Plenary (7–8 June 2022)</li>\n</ul>\n</li>\n</ul>"
    )
    apart = page_of("upcoming layout=list parts=apart", WHOLE, *PARTS)
    assert [line.split()[1] for line in apart.splitlines()] == [
        "Hearing",
        "Inner",
        "Round",
        "Forum",
        "Plenary",
    ]


def test_what_comes_every_year_folds_under_its_series() -> None:
    series = milestone("day", title="Migrants Day", date="2018-12-18/..")
    days = [
        milestone(f"d{y}", title=f"Day {y}", date=f"{y}-12-18", part_of="day") for y in (2022, 2023, 2024)
    ]
    other = milestone("other", title="Other", date="2023-01-01")
    assert page_of("upcoming layout=list", series, *days, other) == (
        "- Migrants Day\n    - Day 2022 (18 December 2022)\n    - Day 2023 (18 December 2023)\n"
        "    - Day 2024 (18 December 2024)\n- Other (1 January 2023)"
    )
    assert page_of("upcoming layout=list", series, days[0], other).startswith("- Day 2022 (18 December 2022)")


def test_records_that_are_parts_of_each_other_are_all_shown() -> None:
    loop = [milestone(a, title=a.upper(), date="2022-06-05", part_of=b) for a, b in ("ab", "bc", "ca")]
    text = page_of("upcoming layout=list", *loop)
    assert sorted(text.split("- ")[i][0] for i in (1, 2, 3)) == ["A", "B", "C"]


# Markers that are text.

REAL = "<!-- gcmtrack:past -->\n\nThere are no past events.\n\n<!-- /gcmtrack:past -->"
SHOWN = "<!-- gcmtrack:past --><!-- /gcmtrack:past -->"


@pytest.mark.parametrize(
    "text",
    [
        f"Write `{SHOWN}` there.",
        f"Write ``a ` {SHOWN}`` there,\nand `on\ntwo {SHOWN}` lines.",
        f"```html\n{SHOWN}\n```",
        f"~~~~\n```\n{SHOWN}\n~~~\n~~~~",
        f"    {SHOWN}",
        f"Text\n\n\t{SHOWN}\n",
        f"- item\n\n  ```\n  {SHOWN}\n  ```",
        f"> ```\n> {SHOWN}\n> ```",
        f"<pre>\n{SHOWN}\n\n{SHOWN}\n</pre>",
        f"A <code>{SHOWN}</code> b",
        f"<script>\nlet x = '{SHOWN}'\n</script>",
        f'<div data-x="{SHOWN}">x</div>',
        f"<img alt='{SHOWN}'>",
        "<!-- write <!-- gcmtrack:past --> there -->",
        f"{{% highlight html %}}\n{SHOWN}\n{{% endhighlight %}}",
        f"{{{{< highlight html >}}}}\n{SHOWN}\n{{{{< /highlight >}}}}",
        f"{{% comment %}}{SHOWN}{{% endcomment %}}",
        f"| a | b |\n| --- | --- |\n| `{SHOWN}` | `{SHOWN}` |",
        "\\<!-- not one, `<!-- gcmtrack:past` neither",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_marker_that_is_shown_as_code_is_text(text: str, line_end: str) -> None:
    page = f"# T\n\n{text}\n\n{REAL}\n\n{text}\n".replace("\n", line_end)
    assert made(page) == page
    assert refused(f"# T\n\n{text}\n").startswith("the page has no marker for upcoming")


def made(page: str, name: str = "page.md") -> str:
    return filled(Path(name), page.encode(), records(), FilterOptions(), TODAY, english(), ()).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"<code>{SHOWN}</code>",
        f"<PRE class='x'>{SHOWN}</PRE>",
        f"<script>{SHOWN}</script>",
        f"<style>{SHOWN}</style>",
        f"<textarea>{SHOWN}</textarea>",
        f'<p title="{SHOWN}">x</p>',
        f"<?php echo '{SHOWN}' ?>",
        "<!-- a <!-- gcmtrack:past -->",
    ],
)
def test_a_marker_that_no_reader_of_html_sees_as_one_is_text(text: str) -> None:
    real = "<!-- gcmtrack:past -->\n<p>There are no past events.</p>\n<!-- /gcmtrack:past -->"
    page = f"<p>\n{text}\n{real}\n{text}\n"
    assert made(page, "page.html") == page


@pytest.mark.parametrize("mark", ["---", "+++"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_front_matter_holds_no_markers(mark: str, bom: str) -> None:
    page = f"{bom}{mark}\ntitle: {SHOWN}\n{mark}\n\n{REAL}\n"
    assert made(page) == page


@pytest.mark.parametrize(
    "page",
    [
        f"- item\n\n    {SHOWN}\n",
        f"1. item\n   {SHOWN}\n",
        f"> {SHOWN}\n",
        f"Text `a` {SHOWN} `b`",
        f"<div>\n{SHOWN}\n</div>",
        f"An apostrophe's <b>tag</b> {SHOWN} isn't code",
        f"a < b and {SHOWN}",
        f"one ` tick {SHOWN}",
        f"<pre> that does not end\n\n{SHOWN}".replace("<pre>", "<kbd>"),
        "<!-- GCMTRACK: Past -->\n<!-- / gcmtrack:past-->",
    ],
)
def test_a_marker_in_the_text_is_one(page: str) -> None:
    assert "There are no past events." in made(page)


@pytest.mark.parametrize("line_end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_the_line_ends_of_the_page_are_kept(line_end: str, bom: str) -> None:
    page = f"{bom}<!-- gcmtrack:past -->{line_end}<!-- /gcmtrack:past -->{line_end}end"
    assert made(page) == (
        f"{bom}<!-- gcmtrack:past -->{line_end}{line_end}There are no past events.{line_end}{line_end}"
        f"<!-- /gcmtrack:past -->{line_end}end"
    )
    assert refused(f"a{line_end}b{line_end}<!-- gcmtrack:past -->").startswith("line 3: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["page.md", "page.html"])
def test_a_page_in_two_bytes_a_letter_is_refused(encoding: str, name: str) -> None:
    with pytest.raises(Misuse) as error:
        filled(Path(name), f"é{PAST}".encode(encoding), records(), FilterOptions(), TODAY, english(), ())
    assert str(error.value) == "the page is in UTF-16 or UTF-32; save it as UTF-8"


def test_ten_thousand_markers_take_no_time(run: Run, where: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("<!-- gcmtrack:upcoming \n" * 10_000)
    begun = time.monotonic()
    done = run("export", "--into", page, "--records", where)
    assert time.monotonic() - begun < 5
    assert done.err == f"gcmtrack: {page}: line 1: the marker does not end; close it with -->\n"
    page.write_text(
        "".join(f"<!-- gcmtrack:past limit={n} --><!-- /gcmtrack:past -->\n" for n in range(1, 5_001))
    )
    assert run("export", "--into", page, "--records", where).code == 0
    assert page.read_text().count("There are no past events.") + page.read_text().count("###") >= 5_000


def test_the_same_links_and_words_stand_once() -> None:
    links = [
        {"url": "https://a.org/x", "language": "en"},
        {"url": "https://a.org/x", "language": "es"},
        {"url": "https://b.org/y", "language": "fr"},
        {"url": "https://www.c.org/z", "language": "fr"},
        {"url": "https://c.org/w", "language": "fr"},
    ]
    spoken = statement(title="S", date="2018", languages=["en"], links=links)
    assert page_of("statements", spoken, organisation(acronym="WIMN")).splitlines()[-1] == (
        "- 2018, WIMN: [S](https://a.org/x) (statement; English) · [French (b.org)](https://b.org/y)"
        " · [French (c.org)](https://www.c.org/z) · [French (c.org) 2](https://c.org/w)"
    )


def test_nothing_is_written_where_nothing_is_found() -> None:
    assert fill(b"page", [], apart=True) == b"page"


def test_the_page_of_the_documentation_has_every_key_and_can_be_filled() -> None:
    """Each key of markers stands in the table, and the page that has them all is one that works."""
    told = (SHIPPED.parent / "docs" / "export.md").read_text("utf-8")
    table = set(re.findall(r"^\| `([a-z-]+)=", told, re.MULTILINE))
    assert table == {key.replace("_", "-") for key in KEYS}
    (example,) = re.findall(r"^```markdown\n(.*?)^```$", told, re.MULTILINE | re.DOTALL)
    found = load(SHIPPED).records
    page = filled(
        Path("page.md"), example.encode(), found, FilterOptions(), date(2026, 11, 26), english(), ()
    )
    once = page.decode()
    assert "As of 26 November 2026." in once
    assert once.count("<!-- /gcmtrack:") == 7
    again = filled(Path("page.md"), page, found, FilterOptions(), date(2026, 11, 26), english(), ())
    assert again == page


def test_the_projects_own_pages_show_markers_and_have_none() -> None:
    """Filling the page that explains markers would lose its text."""
    for name in ("README.md", "docs/export.md", "docs/audit.md"):
        page = (SHIPPED.parent / name).read_text("utf-8")
        assert refused(page).startswith("the page has no marker for upcoming")
