"""What each check takes for wrong and what it does not, at the edges where the two meet."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, statement
from conftest import FolderMaker, Result
from gcmtrack import checks
from gcmtrack.checks import CHECKS
from gcmtrack.checks.loops import ways_back
from gcmtrack.model import remade
from gcmtrack.model.findings import Fix
from gcmtrack.model.records import Record
from gcmtrack.store.load import load

Run = Callable[..., Result]


def found(root: Path, name: str, today: date = date(2026, 11, 22)) -> dict[str, str]:
    """Returns what one check says, by the id of the record."""
    return {f.id: f.message for f in checks.find(load(root), today, checks.chosen([name]))}


# Dates that are over: the last day itself is not.


@pytest.mark.parametrize(
    ("status", "name"), [("expected", "overdue"), ("postponed", "overdue"), ("tentative", "tentative-past")]
)
@pytest.mark.parametrize(
    ("when", "last"),
    [("2026-05-05", date(2026, 5, 5)), ("2026-05-05/2026-05-08", date(2026, 5, 8)), ("2026-05", date(2026, 5, 31))],
)  # fmt: skip
def test_a_date_is_over_on_the_day_after_its_last(
    status: str, name: str, when: str, last: date, folder: FolderMaker
) -> None:
    root = folder(milestone("m", status=status, date=when))
    assert found(root, name, last) == {}
    assert list(found(root, name, date.fromordinal(last.toordinal() + 1))) == ["m"]


def test_who_looked_on_the_last_day_has_not_looked_since(folder: FolderMaker) -> None:
    root = folder(
        *(
            milestone(f"m{day}", status="tentative", date="2026-05-05/2026-05-08", checked=date(2026, 5, day))
            for day in (7, 8, 9)
        )
    )
    assert list(found(root, "tentative-past")) == ["m7", "m8"]


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
def test_what_is_settled_is_not_overdue(status: str, folder: FolderMaker) -> None:
    root = folder(milestone("m", status=status, date="2020"))
    assert (found(root, "overdue"), found(root, "tentative-past")) == ({}, {})


# A part and its whole.


@pytest.mark.parametrize(
    ("whole", "part", "outside"),
    [
        # Days, with a week before and after.
        ("2022-05-17/2022-05-20", "2022-05-10", False),
        ("2022-05-17/2022-05-20", "2022-05-09", True),
        ("2022-05-17/2022-05-20", "2022-05-27", False),
        ("2022-05-17/2022-05-20", "2022-05-28", True),
        ("2022-05-17/2022-05-20", "2022-05-18/2022-06-18", True),
        # What is known only as a month or a year may be one of those days.
        ("2030-05-06/2030-05-09", "2030", False),
        ("2030-05-06/2030-05-09", "2030-05", False),
        ("2030-05-06/2030-05-09", "2030~", False),
        ("2030-05-06/2030-05-09", "2030-04", False),
        ("2030-05-06/2030-05-09", "2030-03", True),
        ("2030-05-06/2030-05-09", "2030-06", True),
        ("2030-05-06/2030-05-09", "2029", True),
        ("2030-05-06/2030-05-09", "2031", True),
        ("2030-05-06/2030-05-09", "2030-04/2030-05", False),
        ("2030-05-06/2030-05-09", "2030-05/2030-06", True),
        ("2030-05-06/2030-05-09", "2029/2031", True),
        ("2030-05-06/2030-05-09", "2030-05-07/2030", False),
        # A whole that is coarse holds all of its days.
        ("2030", "2030-05-06/2030-05-09", False),
        ("2030", "2031-01-07", False),
        ("2030", "2031-01-08", True),
        # An open end.
        ("2018-05-23/..", "2026-01-01", False),
        ("2018-05-23/..", "2026/..", False),
        ("2018-05-23/..", "2018-05-16", False),
        ("2018-05-23/..", "2018-05-15", True),
        ("2018-05-23/2018-05-25", "2018-05-24/..", True),
        # The calendar ends, and nothing breaks.
        ("0001-01-01", "0001-01-08", False),
        ("0001-01-01", "0001-01-09", True),
        ("0001", "0001", False),
        ("9999-12-31", "9999-12-24", False),
        ("9999-12-31", "9999-12-23", True),
        ("9999", "9999-12-31/..", False),
        ("9999-12-31", "9999", False),
    ],
)
def test_a_part_lies_within_its_whole(whole: str, part: str, outside: bool, folder: FolderMaker) -> None:
    root = folder(milestone("whole", date=whole), milestone("part", date=part, part_of="whole"))
    assert list(found(root, "outside-whole")) == ["part"] * outside


def test_readme_s_own_example_leaves_no_error(folder: FolderMaker, run: Run) -> None:
    """The forum gets its days, and what is known of its parts is only the year."""
    root = folder(
        milestone("imrf-2030", date="2030", status="expected", phase="review"),
        milestone("imrf-2030-hearing", title="Hearing", date="2030", status="expected", part_of="imrf-2030"),
    )
    changed = run("edit", "imrf-2030", "--set", "date=2030-05-06/2030-05-09", "--records", root)
    assert changed.code == 0
    assert run("check", "outside-whole", "--records", root) == Result(0, "", "")


# Loops.

_GRAPHS = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=3).map(tuple), max_size=7
)


@given(_GRAPHS)
def test_every_way_back_is_found_and_is_one(graph: Mapping[str, tuple[str, ...]]) -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for other in graph.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    ways = ways_back(graph)
    assert set(ways) == {id_ for id_ in graph if id_ in reached(id_)}
    for id_, (ring, position) in ways.items():
        assert ring[position] == id_
        assert len(set(ring)) == len(ring)
        assert all(after in graph[before] for before, after in zip(ring, [*ring[1:], ring[0]], strict=True))


@pytest.mark.parametrize(
    ("some", "said"),
    [
        (
            [organisation("a", member_of=["a"])],
            {"a": "'member_of' leads back to the record itself: a → a"},
        ),
        (
            [
                organisation("a", member_of=["b", "c"]),
                organisation("b", name="B"),
                organisation("c", name="C", member_of=["d"]),
                organisation("d", name="D", member_of=["a"]),
            ],
            {
                "a": "'member_of' leads back to the record itself: a → c → d → a",
                "c": "'member_of' leads back to the record itself: c → d → a → c",
                "d": "'member_of' leads back to the record itself: d → a → c → d",
            },
        ),
        (
            [statement("s", supersedes="t"), statement("t", supersedes="s"), statement("u", supersedes="t")],
            {
                "s": "'supersedes' leads back to the record itself: s → t → s",
                "t": "'supersedes' leads back to the record itself: t → s → t",
            },
        ),
        # What hangs on a loop, or lies between two, is not in one.
        (
            [
                organisation("a", member_of=["a", "b"]),
                organisation("b", name="B", member_of=["c"]),
                organisation("c", name="C", member_of=["c"]),
            ],
            {
                "a": "'member_of' leads back to the record itself: a → a",
                "c": "'member_of' leads back to the record itself: c → c",
            },
        ),
        ([organisation("a", member_of=["b"]), organisation("b", name="B"), milestone("m", part_of="n")], {}),
    ],
)
def test_what_leads_back_to_itself(some: list[Record], said: dict[str, str], folder: FolderMaker) -> None:
    assert found(folder(*some), "loop") == said


# The table.


def test_every_check_says_what_it_catches_and_why() -> None:
    """Each sentence stands once: in the docstring of the function, or in the table of what is found while reading."""
    for check in CHECKS:
        assert check.name == check.name.lower()
        assert check.catches.endswith(".")
        assert check.why.endswith(".")
        assert "\n" not in check.catches + check.why
        assert check.find is None or (check.find.__doc__ or "").startswith(check.catches[:40])
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert {check.name for check in CHECKS if check.fixed_by} == {"symbol-spelling", "not-canonical"}


def test_records_are_compared_with_those_of_other_portions(
    folder: FolderMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records of a large folder are gone through in portions; here each is one of its own."""
    monkeypatch.setattr(remade, "_PORTION", 1)
    root = folder(
        milestone(
            "draft", kind="document", type="draft", date="2018-01-01", title="Draft", symbol="A/RES/73/1"
        ),
        milestone(
            "next", kind="document", type="draft", title="Next", supersedes="draft", symbol="A/RES/73/1"
        ),
        milestone("other", kind="document", type="draft", title="Other", supersedes="draft", part_of="other"),
        milestone("twice", title="A meeting", date="2018-07-13"),
        milestone("twice-more", title="A meeting", date="2018-07-13"),
        statement("said", title="Words", milestone="twice", organisations=["wimn"]),
        statement("said-so", title="Other words", milestone="twice", organisations=["wimn"]),
        statement("twice", title="Words", organisations=["wimn"]),
        organisation("wimn", name="A network"),
        organisation("wimn-more", name="A network"),
    )
    findings = checks.find(load(root), date(2026, 11, 22))
    assert [(f.check, f.id) for f in findings] == [
        ("same-id", "twice"),
        ("same-symbol", "next"),
        ("same-event", "twice-more"),
        ("same-statement", "twice"),
        ("same-organisation", "wimn-more"),
        ("loop", "other"),
        ("forked-chain", "other"),
        ("same-act", "said-so"),
        ("stale", ""),
        ("unused-organisation", "wimn-more"),
    ]


def test_a_fix_rides_on_its_finding(folder: FolderMaker) -> None:
    root = folder(
        milestone("tidy"),
        milestones={
            "untidy": 'kind = "event"\ntitle = "T"\ntype = "forum"\nphase = "review"\ndate = "2018"\n',
            "spelt": 'title = "T"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "2018"\nsymbol = "a/res/73/195"\n',
        },
    )
    findings = checks.find(load(root), date(2018, 7, 20))
    assert {(f.id, f.check): f.fix for f in findings if f.fix} == {
        ("spelt", "symbol-spelling"): Fix("symbol 'a/res/73/195' written as 'A/RES/73/195'", "A/RES/73/195"),
        ("untidy", "not-canonical"): Fix("brought into canonical form"),
    }
