"""The records as of a day: what had been said, what was announced, which date stood then; --today only moves the clock."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.cli.table import COMMANDS
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, references
from gcmtrack.store.load import load
from gcmtrack.views.as_of import known_on

Run = Callable[..., Result]

MOVED = milestone(
    "forum",
    title="Forum",
    date="2022-05-17/2022-05-20",
    announced="2021-11",
    previous_dates=[
        {"date": "2022-05-10/2022-05-13", "changed": date(2022, 3, 1), "note": "moved by a week"}
    ],
)


def then(day: str, *some: Milestone | object) -> Records:
    return known_on(records(*some), date.fromisoformat(day))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "when"),
    [
        ("2021-11-29", None),
        ("2021-11-30", "2022-05-10/2022-05-13"),
        ("2022-02-28", "2022-05-10/2022-05-13"),
        ("2022-03-01", "2022-05-17/2022-05-20"),
        ("2023-01-01", "2022-05-17/2022-05-20"),
    ],
)
def test_the_date_that_stood_then(day: str, when: str | None) -> None:
    found = then(day, MOVED).milestones.get("forum")
    assert (None if found is None else str(found.date)) == when
    if found is not None:
        # What had not been moved yet had no earlier date.
        assert bool(found.previous_dates) is (day >= "2022-03-01")


def test_of_several_changes_the_one_that_stood_then() -> None:
    twice = milestone(
        "m",
        date="2020-03",
        announced="2018",
        previous_dates=[
            {"date": "2018-06"},
            {"date": "2019-01", "changed": date(2019, 1, 1)},
            {"date": "2019-06", "changed": date(2019, 5, 1)},
        ],
    )
    dates = {}
    for day in ("2018-12-31", "2019-02-01", "2019-06-01"):
        found = then(day, twice).milestones["m"]
        dates[day] = (str(found.date), [str(previous.date) for previous in found.previous_dates])
    assert dates == {
        "2018-12-31": ("2019-01", ["2018-06"]),
        "2019-02-01": ("2019-06", ["2018-06", "2019-01"]),
        "2019-06-01": ("2020-03", ["2018-06", "2019-01", "2019-06"]),
    }


def test_without_the_day_of_a_change_the_later_date_stands() -> None:
    moved = milestone("m", date="2022-05-17", announced="2021", previous_dates=[{"date": "2022-05-10"}])
    assert str(then("2022-01-01", moved).milestones["m"].date) == "2022-05-17"


@pytest.mark.parametrize(
    ("when", "last_unknown"),
    [("2018-07-13", "2018-07-12"), ("2018-07", "2018-07-30"), ("2018", "2018-12-30"), ("2018-07-13/2018-09-01", "2018-07-12")],
)  # fmt: skip
def test_what_was_said_or_issued_is_known_from_its_date_on(when: str, last_unknown: str) -> None:
    day = date.fromisoformat(last_unknown)
    some = records(statement("s", date=when), milestone("d", kind="document", date=when), organisation())
    assert [r.id for r in known_on(some, day)] == ["wimn"]
    assert {r.id for r in known_on(some, date.fromordinal(day.toordinal() + 1))} == {"s", "d", "wimn"}


@pytest.mark.parametrize(
    "more",
    [
        statement("said", date="2018-01-05", milestone="m"),
        milestone("part", date="2018-01-05", part_of="m"),
    ],
    ids=["a statement on it", "a part of it"],
)
def test_what_is_still_ahead_is_known_where_something_shows_it(more: object) -> None:
    ahead = milestone("m", date="2018-12-10")
    assert "m" not in then("2018-01-04", ahead, more).milestones
    assert "m" in then("2018-01-05", ahead, more).milestones
    assert "m" not in then("2018-12-09", ahead).milestones


def test_what_was_entered_before_is_known() -> None:
    ahead = milestone("m", date="2030", status="expected", added=date(2026, 11, 22))
    assert "m" not in then("2026-11-21", ahead).milestones
    assert "m" in then("2026-11-22", ahead).milestones


RULE = {"id": "forum", "what": "Review Forum", "every": "4y", "first": "2022", "note": "Every four years."}


def test_what_only_a_decision_ordered_is_expected_when_it_is_due() -> None:
    """In 2019 nobody knew on which days the forum of 2022 would be, nor what it would be called."""
    decision = milestone("d", kind="decision", date="2018-12-19", mandates=[RULE])
    held = milestone(
        "f", title="First Forum", date="2022-05-17/2022-05-20", city="New York", fulfils=["d/forum"]
    )
    part = milestone("p", date="2022-05-17", part_of="f", fulfils=["d/forum"])
    found = then("2019-01-01", decision, held, part).milestones
    assert list(found) == ["d", "f"]
    assert (found["f"].title, str(found["f"].date), found["f"].status, found["f"].city, found["f"].summary) == (
        "Review Forum", "2022", "expected", None, "Every four years.",
    )  # fmt: skip
    assert then("2018-12-18", decision, held, part).milestones == {}
    assert then("2022-05-17", decision, held, part).milestones["f"] == held


def test_references_to_what_was_not_known_are_left_out() -> None:
    later = milestone("whole", date="2019")
    part = milestone("part", date="2018-01-01", part_of="gone", supersedes="whole", fulfils=["whole/x"])
    found = then("2018-06-01", part, later).milestones["part"]
    assert (found.part_of, found.supersedes, found.fulfils) == (None, None, ())


@settings(max_examples=15)
@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_as_of_any_day_nothing_leads_to_what_was_not_known(day: date) -> None:
    found = known_on(shipped(), day)
    for record in found:
        for reference in references(record):
            if reference.id in shipped().all_of(reference.folder):
                assert reference.id in found.all_of(reference.folder), (record.id, reference)
    assert all(s.date.first <= day for s in found.statements.values())


def test_as_of_a_later_day_at_least_as_much_is_known() -> None:
    days = [date(2016, 9, 19), date(2018, 7, 20), date(2019, 1, 1), date(2026, 11, 30)]
    known = [{s.id for s in known_on(shipped(), day).statements.values()} for day in days]
    assert all(earlier <= later for earlier, later in pairwise(known))
    assert known[-1] == set(shipped().statements)


def shipped() -> Records:
    global _shipped  # noqa: PLW0603 (read once)
    if _shipped is None:
        _shipped = load(SHIPPED).records
    return _shipped


_shipped: Records | None = None


# On the command line.

# They show nothing that could be known on a day; docs/questions.md says why.
WITHOUT = {"changes", "open", "site", "schema", "check", "audit"}
VIEWS = [name for name, command in COMMANDS.items() if command.panel != "Record" and name not in WITHOUT]


@pytest.mark.parametrize("command", VIEWS)
def test_every_view_has_it(command: str, run: Run) -> None:
    assert "--as-of DATE" in run(command, "--help").out


@pytest.mark.parametrize("command", sorted(WITHOUT))
def test_a_command_without_it_says_why(command: str, run: Run) -> None:
    assert "--as-of DATE" not in run(command, "--help").out
    told = (SHIPPED.parent / "docs" / "questions.md").read_text(encoding="utf-8")
    reasons = told.partition("Without it are")[2].partition("As of a day, there are:")[0]
    assert f"`{command}`" in reasons


def test_what_was_not_known_is_not_cited(folder: FolderMaker, run: Run) -> None:
    folder(organisation(), statement("early", date="2018-07-01"), statement("late", date="2018-07-21"))
    options = ["--as-of", "2018-07-20"]
    assert run("cite", "--org", "wimn", *options).out == run("cite", "early").out
    assert run("cite", "late", *options).code == 2
    assert run("cite", "late").code == 0


def test_marrakech_was_foreseen_for_september(run: Run) -> None:
    options = ["--records", SHIPPED, "--as-of"]
    assert (
        "when\tSeptember 2018 (in 9 months)"
        in run("show", "marrakech-conference", *options, "2017-12-01").lines
    )
    found = run("events", "--upcoming", "marrakech", "conference", *options, "2018-07-20").lines
    assert found[0].startswith("2018-12-10/2018-12-11\t10–11 December 2018\tin 4 months\t")
    assert "marrakech-conference" not in run("timeline", *options, "2016-12-01").ids
    assert "marrakech-conference" in run("timeline", *options, "2017-04-06").ids


def test_it_counts_from_that_day_unless_told_another(folder: FolderMaker, run: Run) -> None:
    folder(MOVED)
    assert [line.split("\t")[:3] for line in run("events", "--as-of", "2022-04-10").lines] == [
        ["2022-05-17/2022-05-20", "17–20 May 2022", "in 37 days"]
    ]
    assert run("events", "--past", "--as-of", "2022-02-01", "--today", "2022-06-01").lines[0].split("\t")[:3] == [
        "2022-05-10/2022-05-13", "10–13 May 2022", "19 days ago",
    ]  # fmt: skip
    # The clock alone changes nothing of what is told.
    assert run("events", "--today", "2022-02-01").lines[0].split("\t")[:2] == [
        "2022-05-17/2022-05-20",
        "17–20 May 2022",
    ]


def test_nothing_said_later_is_listed_searched_or_exported(folder: FolderMaker, run: Run) -> None:
    folder(organisation(), statement("early", date="2018-07-01"), statement("late", date="2018-07-21"))
    options = ["--as-of", "2018-07-20"]
    assert run("statements", *options).ids == ["early"]
    assert run("search", "statement", *options).ids == ["early"]
    assert "late" not in run("export", "--format", "csv", *options).out
    assert run("show", "late", *options).code == 2
    assert "late" not in run("show", "wimn", *options).out


def test_the_digest_tells_what_was_coming(folder: FolderMaker, run: Run) -> None:
    folder(MOVED, milestone("later", date="2022-06-01"))
    told = run("digest", "--as-of", "2022-02-01")
    parts = [line.split("\t") for line in told.lines]
    assert [part[:3] for part in parts if part[0] == "next"] == [
        ["next", "", "Next (1)"],
        ["next", "10–13 May", "in 3 months: Forum"],
    ]
    # What changed in the files is nothing that was known.
    assert "changed" not in {part[0] for part in parts}
    assert run("--as-of", "2022-02-01").out == told.out
    assert run("digest", "--as-of", "2022-02-01", "--since", "14d") == Result(
        2,
        "",
        "gcmtrack: --as-of goes without --since: it tells what could be known, not what was changed in the files\n",
    )


def test_a_day_is_wanted(folder: FolderMaker, run: Run) -> None:
    folder(MOVED)
    assert run("events", "--as-of", "2018") == Result(
        2, "", "gcmtrack: --as-of wants a day, such as 2018-07-20, not '2018'\n"
    )
    assert run("events", "--as-of", "someday").err.startswith("gcmtrack: --as-of: ")


def test_since_when_a_milestone_is_known_is_a_key(folder: FolderMaker, run: Run) -> None:
    folder(MOVED)
    assert "announced\tNovember 2021" in run("show", "forum").lines
    assert run("edit", "forum", "--set", "announced=15 October 2021").code == 0
    assert "announced\t15 October 2021" in run("show", "forum").lines


@pytest.mark.parametrize("name", ["resolution", "A/RES/73/195", "A resolution", "milestones/resolution"])
@pytest.mark.parametrize("command", [["show"], ["cite"], ["statements", "--on"]])
def test_what_was_not_known_is_named_as_such(
    name: str, command: list[str], folder: FolderMaker, run: Run
) -> None:
    """Not "unknown, did you mean ...?": it is there, and who asked knows it."""
    folder(
        milestone(
            "resolution", title="A resolution", kind="decision", type="resolution", date="2018-12-19", symbol="A/RES/73/195"
        )
    )  # fmt: skip
    assert run(*command, name, "--as-of", "2018-07-20") == Result(
        2, "", "gcmtrack: resolution could not be known on that day; it is dated 2018-12-19\n"
    )
    assert run(*command, name, "--as-of", "2018-12-19").code == 0
