"""What resolutions order: each occasion, what carried it out, whether in time, what is due, overdue or without a record."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builders import milestone, records
from conftest import SHIPPED, FolderMaker, Result, Screen
from gcmtrack.model.dates import When
from gcmtrack.model.records import Milestone
from gcmtrack.views.filters import Filters
from gcmtrack.views.mandates import Rule, mandates
from gcmtrack.wording import english

Run = Callable[..., Result]
Terminal = Callable[..., Screen]

FORUM = {"id": "forum", "what": "Review Forum", "paragraph": "49 (c)", "every": "4y", "first": "2022"}
REPORT = {"id": "report", "what": "Report", "every": "2y", "first": "2020"}
GUIDE = {
    "id": "guide", "what": "Report to guide the forum", "every": "4y", "first": "2022", "lead": "12w",
    "before": "resolution/forum",
}  # fmt: skip
RESOLUTION = milestone(
    "resolution",
    title="Resolution",
    kind="decision",
    date="2018-12-19",
    symbol="A/RES/73/195",
    mandates=[FORUM, REPORT, GUIDE],
)
FIRST = milestone(
    "forum-2022",
    title="First Forum",
    date="2022-05-17/2022-05-20",
    fulfils=["resolution/forum"],
    previous_dates=[{"date": "2022-05-10/2022-05-13"}],
)
SECOND = milestone(
    "forum-2026", title="Second Forum", date="2026-05-05/2026-05-08", status="tentative", fulfils=["resolution/forum"]
)  # fmt: skip


def report(id_: str, when: str, *names: str, **more: str) -> Milestone:
    return milestone(
        id_, title=f"Report {id_}", kind="document", type="report", date=when, fulfils=[*names], **more
    )


def columns(result: Result, *wanted: int) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")[i] for i in wanted) for line in result.lines]


def test_each_occasion_is_told_with_what_carried_it_out(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST, SECOND)
    told = run("mandates", "review", "--today", "2025-01-01")
    assert columns(told, 0, 2, 3, 4, 5, 6, 7, 8, 10, 11) == [
        ("2022", "took place", "Review Forum", "A/RES/73/195", "49 (c)", "17–20 May 2022", "First Forum", "in time", "resolution/forum", "forum-2022"),
        ("2026", "ahead", "Review Forum", "A/RES/73/195", "49 (c)", "5–8 May 2026", "Second Forum", "", "resolution/forum", "forum-2026"),
    ]  # fmt: skip


def states(run: Run, what: str, today: str) -> list[tuple[str, ...]]:
    return columns(run("mandates", what, "--today", today), 0, 2)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-05-08", "ahead"),
        ("2026-05-09", "announced; no source seen that it took place"),
        ("2027-05-09", "announced; no source seen that it took place"),
    ],
)
def test_what_was_announced_and_not_seen_says_so(
    today: str, state: str, folder: FolderMaker, run: Run
) -> None:
    folder(RESOLUTION, FIRST, SECOND)
    assert states(run, "review", today)[:2] == [("2022", "took place"), ("2026", state)]


def test_an_occasion_without_a_record_is_said(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, report("r-2024", "2024-12-05", "resolution/report"))
    assert states(run, "report", "2026-11-26")[:4] == [
        ("2020", "no record"),
        ("2022", "no record"),
        ("2024", "took place"),
        ("2026", "due; nothing recorded yet"),
    ]
    assert states(run, "report", "2027-01-01")[3:5] == [
        ("2026", "overdue; no record"),
        ("2028", "due; nothing recorded yet"),
    ]


def test_a_long_time_without_a_record_is_told_once(folder: FolderMaker, run: Run) -> None:
    day = {"id": "day", "what": "The day", "every": "1y", "first": "2000-12-18"}
    folder(
        milestone("resolution", kind="decision", mandates=[day], date="2000-12-04"),
        milestone("day-2017", date="2017-12-18", fulfils=["resolution/day"]),
    )
    told = run("mandates", "--today", "2020-06-01")
    assert columns(told, 0, 1, 2, 11) == [
        ("2000-12-18/2016-12-18", "18 December 2000 to 18 December 2016", "no record", ""),
        ("2017-12-18", "18 December 2017", "took place", "day-2017"),
        ("2018-12-18", "18 December 2018", "no record", ""),
        ("2019-12-18", "18 December 2019", "overdue; no record", ""),
        ("2020-12-18", "18 December 2020", "due; nothing recorded yet", ""),
    ]
    page = run("mandates", "--today", "2020-06-01", "--format", "markdown").out.splitlines()
    assert page[6:8] == [
        "- 18 December 2000 to 18 December 2016: no record",
        "- 18 December 2017: took place: [A meeting](https://example.org/source) (18 December 2017; in time)",
    ]
    # Data has each occasion.
    assert len(run("mandates", "--today", "2020-06-01", "--format", "csv").lines) == 22
    (rule,) = json.loads(run("mandates", "--today", "2020-06-01", "--json").out)["records"]
    assert len(rule["occasions"]) == 21


def test_a_rule_that_nothing_carries_out_is_there(folder: FolderMaker, run: Run) -> None:
    folder(milestone("resolution", kind="decision", mandates=[FORUM], date="2018-12-19"))
    assert columns(run("mandates", "--today", "2021-01-01"), 0, 2, 11) == [
        ("2022", "due; nothing recorded yet", "")
    ]


def test_what_was_cancelled_carries_nothing_out(folder: FolderMaker, run: Run) -> None:
    folder(
        RESOLUTION,
        milestone("gone", date="2022-05-17", status="cancelled", fulfils=["resolution/forum"]),
    )
    assert states(run, "review", "2023-01-01")[0] == ("2022", "overdue; no record")


@pytest.mark.parametrize(
    ("when", "timing"),
    [
        ("2022-06-01", "in time"),
        ("2022", "in time"),
        ("2021-12-27", "5 days before 2022"),
        ("2023-01-02", "2 days after 2022"),
        ("2023-01", "whether in time is not known: no day"),
        ("2021-12-31?", "whether in time is not known: no day"),
        ("2021-12-20/2022-01-03", "in time"),
    ],
)
def test_how_many_days_a_date_lies_beside_its_year(
    when: str, timing: str, folder: FolderMaker, run: Run
) -> None:
    folder(RESOLUTION, report("r", when, "resolution/report"))
    assert [
        line for line in columns(run("mandates", "report", "--today", "2026-01-01"), 0, 8) if line[1]
    ] == [("2022", timing)]


@pytest.mark.parametrize(
    ("when", "timing"),
    [
        ("2021-12-27", "in time, 57 days before the last day"),
        ("2022-02-22", "in time"),
        ("2022-02-23", "1 day late"),
        ("2022-03-11", "17 days late"),
        ("2022-02~", "whether in time is not known: no day"),
    ],
)
def test_weeks_before_the_forum_are_counted_back(
    when: str, timing: str, folder: FolderMaker, run: Run
) -> None:
    """Twelve weeks before 17 May 2022 is 22 February."""
    folder(RESOLUTION, FIRST, report("r", when, "resolution/guide"))
    lines = columns(run("mandates", "guide", "--today", "2025-01-01"), 1, 8, 9)
    assert lines[0] == (
        "2022, by 22 February 2022",
        timing,
        "counted back from First Forum, 17–20 May 2022",
    )
    assert lines[1] == ("2026", "", "no day is known to count back from")


@pytest.mark.parametrize(("lead", "day"), [("12w", "10 February 2026"), ("3m", "5 February 2026"), ("1d", "4 May 2026")])  # fmt: skip
def test_leads_in_days_weeks_and_months(lead: str, day: str, folder: FolderMaker, run: Run) -> None:
    folder(milestone("resolution", kind="decision", mandates=[FORUM, {**GUIDE, "lead": lead}]), SECOND)
    assert columns(run("mandates", "guide", "--today", "2025-01-01"), 1)[-1] == (f"2026, by {day}",)


def test_a_deadline_that_passed_is_overdue_though_its_year_is_not_over(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST, SECOND)
    assert states(run, "guide", "2026-02-10")[-1] == ("2026", "due; nothing recorded yet")
    assert states(run, "guide", "2026-02-11")[-2:] == [
        ("2026", "overdue; no record"),
        ("2030", "due; nothing recorded yet"),
    ]


def test_what_is_due_within_a_span(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST, SECOND, report("r-2022", "2022-02-01", "resolution/guide", "resolution/report"))
    assert columns(run("mandates", "--due", "4m", "--today", "2025-11-01"), 1, 2, 10) == [
        ("2024", "overdue; no record", "resolution/report"),
        ("2026", "due; nothing recorded yet", "resolution/report"),
        ("2026, by 10 February 2026", "due; nothing recorded yet", "resolution/guide"),
    ]
    assert len(run("mandates", "--due", "7m", "--today", "2025-11-01").lines) == 4
    assert run("mandates", "--due", "soon").err == (
        "gcmtrack: --due: 'soon' is not a span of time; write 30d, 6w, 6m or 1y\n"
    )


def test_filters_choose_rules_and_a_period_occasions(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST, SECOND)
    assert {line[0] for line in columns(run("mandates", "--type", "meeting"), 10)} == {"resolution/forum"}
    assert columns(run("mandates", "--since", "2026", "--until", "2026", "review", "--today", "2025-01-01"), 0) == [("2026",)]  # fmt: skip
    assert run("mandates", "nothing of the kind").err == (
        "gcmtrack: no mandates match; 3 without the words\n"
    )


def test_json_holds_each_rule(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST, report("r", "2022-03-11", "resolution/guide"))
    document = json.loads(run("mandates", "guide", "--today", "2022-06-01", "--json").out)
    (rule,) = document["records"]
    occasion = rule["occasions"][0]
    assert (rule["mandate"], rule["lead"], rule["before"]) == ("resolution/guide", "12w", "resolution/forum")
    assert (occasion["deadline"], occasion["counted_from"], occasion["state"]) == (
        "2022-02-22",
        "forum-2022",
        "done",
    )
    assert [(c["id"], c["days"]) for c in occasion["carried_out_by"]] == [("r", 17)]


def test_a_terminal_tells_what_is_next(folder: FolderMaker, terminal: Terminal) -> None:
    folder(RESOLUTION, FIRST, SECOND)
    shown = terminal(100, "mandates", "review", "--today", "2025-01-01").text.splitlines()
    assert [line.rstrip() for line in shown] == [
        "Review Forum",
        "A/RES/73/195 · every 4 years from 2022, paragraph 49 (c) · resolution/forum",
        "Next due: 2026 (in 1 year)",
        "  2022                  took place · 17–20 May 2022 · First Forum · in time · first set for 10–13",
        "                        May 2022 · forum-2022",
        "  2026                  ahead · 5–8 May 2026 · Second Forum · tentative · forum-2026",
        "",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("more", [[], ["--due", "24m"]], ids=" ".join)
def test_nothing_is_wider_than_the_terminal(width: int, more: list[str], terminal: Terminal) -> None:
    screen = terminal(width, "mandates", *more, "--records", SHIPPED, "--today", "2026-11-26")
    assert (screen.code, screen.err) == (0, "")
    assert screen.wider(width) == []


def test_pages_name_the_rule_and_its_occasions(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION, FIRST)
    page = run("mandates", "review", "--format", "markdown", "--today", "2022-06-01").out
    assert page.splitlines() == [
        "# What the resolutions order",
        "",
        "## Review Forum",
        "",
        "[A/RES/73/195](https://undocs.org/A/RES/73/195), every 4 years from 2022, paragraph 49 (c) \\[resolution/forum\\]",
        "",
        "- 2022: took place: [First Forum](https://example.org/source) (17–20 May 2022; in time; first set for 10–13 May 2022)",
        "- 2026: due; nothing recorded yet",
    ]


# The two keys by which a rule counts back.


def test_show_tells_the_rule(folder: FolderMaker, run: Run) -> None:
    folder(RESOLUTION)
    assert "mandates\tReport to guide the forum (every 4 years from 2022, at least 12 weeks before: forum) [guide]" in run("show", "resolution").lines  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('lead = "12w"', "'lead' goes with 'before': so long before what another mandate orders [missing-key]"),
        ('before = "resolution/forum"', "'before' goes with 'lead': so long before what another mandate orders [missing-key]"),
        ('lead = "12y"\nbefore = "resolution/forum"', "'lead' must be a span of days, weeks or months, such as 30d, 12w or 3m, not '12y' [wrong-type]"),
        ('lead = "12w"\nbefore = "resolution/gone"', "unknown mandate 'resolution/gone', did you mean 'resolution/guide' or 'resolution/forum'? [unknown-reference]"),
        ('lead = "12w"\nbefore = "nowhere/forum"', "unknown milestone 'nowhere'; use resolution [unknown-reference]"),
    ],
)  # fmt: skip
def test_a_rule_that_counts_back_from_nothing_is_found(
    keys: str, message: str, folder: FolderMaker, run: Run
) -> None:
    folder(milestones={"resolution": TOML.replace("LEAD", keys)})
    found = [line.partition(": ")[2] for line in run("check", "--today", "2020-01-01").lines]
    assert [line for line in found if not line.startswith("warning")] == [message]


TOML = """\
title = "Resolution"
kind = "decision"
type = "resolution"
phase = "adoption"
date = "2018-12-19"
added = 2026-11-01

[[mandates]]
id = "forum"
what = "Forum"
every = "4y"
first = "2022"

[[mandates]]
id = "guide"
what = "Guide"
every = "4y"
first = "2022"
LEAD

[[sources]]
title = "A page"
url = "https://example.org/page"
"""


def test_a_rename_mends_what_a_rule_counts_back_from(folder: FolderMaker, run: Run) -> None:
    other = TOML.replace("LEAD", 'lead = "12w"  # at least\nbefore = "resolution/forum"')
    root = folder(milestones={"resolution": TOML.replace("LEAD", ""), "other": other})
    assert run("rename", "resolution", "a-res-1").code == 0
    assert (
        'lead = "12w"  # at least\nbefore = "a-res-1/forum"\n' in (root / "milestones/other.toml").read_text()
    )


# What the shipped records tell.


def shipped(today: date) -> dict[str, Rule]:
    from gcmtrack.store.load import load

    return {rule.name: rule for rule in mandates(load(SHIPPED).records, Filters(), today)}


def test_the_reports_of_the_secretary_general_are_told_with_their_days(run: Run) -> None:
    told = columns(
        run("mandates", "report", "--records", SHIPPED, "--today", "2026-11-26"), 1, 2, 6, 8, 9, 10, 11
    )
    by_name = [line for line in told if line[5].endswith("sg-report")]
    assert [(line[0], line[2], line[6]) for line in by_name if line[5].startswith("a-res-73-195")][:5] == [
        ("2020", "1 December 2020", "sg-report-2020"),
        ("2022", "27 December 2021", "sg-report-2022"),
        ("2024", "5 December 2024", "sg-report-2024"),
        ("2026", "c. February 2026", "sg-report-2026"),
        ("2028", "2028", "sg-report-2028"),
    ]
    guiding = [(line[0], line[2], line[3]) for line in by_name if line[5].startswith("a-res-73-326")]
    assert guiding[:4] == [
        ("2022, by 22 February 2022", "27 December 2021", "in time, 57 days before the last day"),
        ("2022, by 22 February 2022", "16 February 2022", "in time, 6 days before the last day"),
        ("2026, by 10 February 2026", "c. February 2026", "whether in time is not known: no day"),
        ("2026, by 10 February 2026", "27 February 2026", "17 days late"),
    ]


@pytest.mark.parametrize(("today", "next_"), [(date(2026, 11, 26), "2028"), (date(2025, 6, 1), "2026"), (date(2028, 1, 1), "2028")])  # fmt: skip
def test_the_next_report_is_told(today: date, next_: str) -> None:
    found = shipped(today)["a-res-73-195/sg-report"].next
    assert found is not None
    assert found.due == When.parse(next_)


def test_a_rule_whose_occasion_has_no_record_is_told() -> None:
    occasions = shipped(date(2026, 11, 26))["a-res-73-195/gfmd-exchange"].occasions
    assert [(str(o.due), o.state) for o in occasions if o.state in ("no record", "overdue")] == [
        ("2021", "no record"),
        ("2022", "no record"),
        ("2023", "no record"),
        ("2024", "no record"),
        ("2025", "overdue"),
    ]


def test_a_loop_of_rules_ends(tmp_path: Path) -> None:
    """Each counts back from the other: neither has a day."""
    one = {**GUIDE, "id": "one", "before": "resolution/two"}
    two = {**GUIDE, "id": "two", "before": "resolution/one"}
    all_ = records(milestone("resolution", kind="decision", mandates=[one, two]))
    for rule in mandates(all_, Filters(), date(2020, 1, 1)):
        assert rule.occasions[0].deadline is None
    assert english().text("mandates.no-day")
