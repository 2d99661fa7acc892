"""What is on and what comes stands first; every listing says how much there is, and who, and what was left out."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Run, Screen
from gcmtrack.model.dates import When
from gcmtrack.model.records import Record
from gcmtrack.model.vocabulary import PHASES
from gcmtrack.views import timeline
from gcmtrack.views.events import STATES, in_states, remarks, state_of
from gcmtrack.views.filters import Filters, matching_milestones
from gcmtrack.views.objectives import number_in, numbers_meant
from gcmtrack.wording import english

Terminal = Callable[..., Screen]
TODAY = date(2018, 7, 20)
DAY = ("--today", "2018-07-20")
ALL = (
    organisation("wimn", acronym="WIMN"),
    organisation("nnirr", acronym="NNIRR", name="National Network", member_of=["wimn"], country="US"),
    organisation("cell", name="A cell", member_of=["nnirr"], type="faith"),
    milestone("now", title="On now", date="2018-07-19/2018-07-21"),
    milestone("next", title="Comes next", date="2018-09-26", topics=["gender"], objectives=[13]),
    milestone("off", title="Called off", date="2018-08-01", status="cancelled"),
    milestone("over", title="Is over", date="2018-05-01", topics=["gender", "climate"]),
    milestone("older", title="Older", date="2016-05-01", phase="groundwork"),
    milestone("some-time", title="Some time", date="2018"),
    milestone("draft", title="The draft", kind="document", date="2018-02-05"),
    milestone("report", title="Report", kind="document", type="report", date="2019", status="expected"),
    statement("ours", title="Ours", milestone="over", stance="critical", languages=["en", "es"], objectives=[13]),
    statement(
        "theirs", title="Palabras", titles={"en": "Words"}, organisations=["cell"], milestone="draft",
        languages=["es"], stance="rejecting", topics=["gender"],
    ),
)  # fmt: skip


@pytest.fixture
def root(folder: FolderMaker) -> Path:
    return folder(*ALL)


class TestEvents:
    def test_alone_what_is_on_and_what_comes(self, root: Path, run: Run, terminal: Terminal) -> None:
        done = run("events", "--records", root, *DAY)
        assert done.ids == ["some-time", "now", "off", "next", "report"]
        assert done.err == "gcmtrack: 2 past: --past\n"
        assert terminal(80, "events", "--records", root, *DAY).text == (
            "Ongoing (2)\n"
            "2018                    Some time\n"
            "this year               some-time\n"
            "19–21 July 2018         On now\n"
            "day 2 of 3              now\n"
            "\n"
            "Upcoming (3)\n"
            "1 August 2018           Called off\n"
            "in 12 days              CANCELLED · off\n"
            "26 September 2018       Comes next\n"
            "in 2 months             next\n"
            "2019                    Report\n"
            "in 1 year               document · expected · report\n"
            "\n"
            "2 past: --past\n"
        )

    def test_from_110_columns_on_an_event_has_a_line(self, root: Path, terminal: Terminal) -> None:
        lines = terminal(110, "events", "--records", root, *DAY).text.splitlines()
        assert lines[3:8] == [
            "",
            "Upcoming (3)",
            "1 Aug 2018      in 12 days   Called off · CANCELLED · off",
            "26 Sep 2018     in 2 months  Comes next · next",
            "2019            in 1 year    Report · document · expected · report",
        ]

    def test_what_goes_on_is_told_where_what_comes_is_asked_for(
        self, root: Path, run: Run, terminal: Terminal
    ) -> None:
        done = run("events", "--upcoming", "--records", root, *DAY)
        assert (done.ids, done.err) == (["off", "next", "report"], "")
        assert terminal(80, "events", "--upcoming", "--records", root, *DAY).text.endswith(
            "\n\n2 ongoing: --ongoing\n"
        )

    @pytest.mark.parametrize("filters", ["--until 2030", "--since 2016-01-01", "--within 5y"])
    def test_a_period_holds_what_is_over(self, filters: str, root: Path, run: Run) -> None:
        done = run("events", *filters.split(), "--records", root, *DAY)
        assert done.ids[-2:] == ["over", "older"]
        assert done.err == ""

    def test_nothing_but_the_past(self, folder: FolderMaker, run: Run) -> None:
        root = folder(milestone(date="2018-05"))
        said = "gcmtrack: there are no ongoing or upcoming events; 1 past: --past\n"
        assert run("events", "--records", root, *DAY) == (0, "", said)

    def test_a_limit_counts_what_it_leaves_out(self, root: Path, run: Run, terminal: Terminal) -> None:
        shown = terminal(80, "events", "-n", "3", "--records", root, *DAY).text
        assert "Upcoming (3)\n1 August 2018" in shown
        assert "… 2 more: --limit 3" in shown
        document = json.loads(run("events", "-n", "3", "--records", root, *DAY, "--json").out)
        assert (len(document["records"]), document["total"]) == (3, 5)
        assert run("events", "--limit", "0", "--records", root).code == 2

    @given(strategies.records())
    def test_every_milestone_is_in_one_state(self, record: Record) -> None:
        for milestone_ in records(record).milestones.values():
            found = [state for m, state in in_states([milestone_], TODAY)]
            assert found == [state_of(milestone_, TODAY)]
            assert found[0] in STATES

    @pytest.mark.parametrize(
        ("date_", "status", "state"),
        [
            ("2018", "confirmed", "ongoing"),
            ("2018", "expected", "upcoming"),
            ("2018", "tentative", "upcoming"),
            ("2018-07", "confirmed", "ongoing"),
            ("2018-08", "confirmed", "upcoming"),
            ("2018~/2020-12~", "confirmed", "ongoing"),
            ("2018/2020", "expected", "upcoming"),
            ("2018-07-19/2018-07-21", "cancelled", "upcoming"),
            ("2018-07-19", "cancelled", "past"),
            ("2018-07-20", "confirmed", "ongoing"),
            ("2017", "expected", "past"),
        ],
    )
    def test_what_is_known_only_to_the_running_month_or_year(
        self, date_: str, status: str, state: str
    ) -> None:
        assert state_of(milestone(date=date_, status=status), TODAY) == state

    @pytest.mark.parametrize(
        ("dates", "said"),
        [
            (["2018"], ""),
            (["2018-07"], ""),
            (["2018-06"], "moved from June 2018"),
            (["2018-06-01", "2018-06-12"], "moved from 1 June 2018 and 12 June 2018"),
        ],
    )
    def test_a_date_that_was_made_exact_was_not_moved(self, dates: list[str], said: str) -> None:
        moved = milestone(previous_dates=[{"date": date_} for date_ in dates])
        assert remarks(moved, TODAY, english()) == said

    def test_disputes_are_joined(self) -> None:
        disputes = [{"field": "date", "value": value} for value in ("2018-07-11", "2018-07-12")]
        assert (
            remarks(milestone(disputes=disputes), TODAY, english())
            == "date disputed: 11 July 2018 or 12 July 2018"
        )


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ("statements --members-of wimn", ["ours", "theirs"]),
        ("statements --members-of nnirr", ["theirs"]),
        ("statements --stance rejecting", ["theirs"]),
        ("statements --stance critical --stance rejecting", ["ours", "theirs"]),
        ("statements --without-lang es", []),
        ("statements --without-lang fr", ["ours", "theirs"]),
        ("statements --without-lang fr --without-lang es", ["ours", "theirs"]),
        ("statements --unanswered-by wimn", ["theirs"]),
        ("statements --status expected", []),
        ("timeline --stance critical", ["over"]),
        ("timeline --stance critical --statements", ["over", "ours"]),
        ("timeline --status expected", ["report"]),
        ("timeline --unanswered-by wimn --until 2018-06", ["older", "some-time", "draft"]),
        ("documents --unanswered-by cell", ["report"]),
        ("documents --status expected", ["report"]),
        ("organisations", ["cell", "nnirr", "wimn"]),
        ("organisations --members-of nnirr", ["cell", "nnirr"]),
        ("organisations --country US", ["nnirr"]),
        ("organisations --stance rejecting", ["cell"]),
        ("organisations --type faith", ["cell"]),
        ("organisations network", ["nnirr", "wimn"]),
        ("topics", ["climate", "gender"]),
        ("topics --stance rejecting", ["gender"]),
        ("topics --org cell", ["gender"]),
        ("search words --stance critical", []),
        ("search palabras --members-of wimn", ["theirs"]),
        ("events --status cancelled", ["off"]),
    ],
)
def test_filters(filters: str, ids: list[str], root: Path, run: Run) -> None:
    assert run(*filters.split(), "--records", root, *DAY).ids == ids


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("statements --stance angry", "unknown stance 'angry'; use critical, neutral, rejecting, supportive or supportive-with-concerns"),
        ("events --status off", "unknown status 'off'; use cancelled, confirmed, expected, postponed or tentative"),
        ("objectives 0", "there is no objective '0'; the Compact has objectives 1 to 23"),
        ("objectives 24", "there is no objective '24'; the Compact has objectives 1 to 23"),
        ("objectives objective 24", "there is no objective '24'; the Compact has objectives 1 to 23"),
        ("objectives frogs", "no objective has 'frogs' in its name; find records with: gcmtrack search frogs"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("root")
def test_what_is_not_known_is_an_error(command: str, said: str, run: Run) -> None:
    assert run(*command.split()) == (2, "", f"gcmtrack: {said}\n")


def test_a_part_that_was_answered_counts_for_its_whole(folder: FolderMaker, run: Run) -> None:
    root = folder(
        organisation(),
        milestone("whole"), milestone("part", part_of="whole"), milestone("other", part_of="whole"),
        statement(milestone="part"),
    )  # fmt: skip
    assert run("events", "--unanswered-by", "wimn", "--records", root).ids == ["other"]


def test_an_empty_listing_says_what_keeps_the_rest_out(root: Path, run: Run) -> None:
    found = run("statements", "--lang", "es", "--stance", "critical", "--on", "draft", "--records", root)
    assert found.err == "gcmtrack: no statements match; 1 without --on, 1 without --stance\n"


class TestWho:
    def test_in_a_timeline(self, root: Path, run: Run, terminal: Terminal) -> None:
        lines = run("timeline", "--statements", "--records", root, *DAY).lines
        [line] = [line for line in lines if line.endswith("\ttheirs")]
        assert line.split("\t")[3:] == ["  Palabras (Words)", "", "statement", "", "A cell", "es", "theirs"]
        assert (
            "“  A cell: Palabras (Words) (es)  theirs"
            in terminal(80, "timeline", "--statements", "--records", root, *DAY).text
        )

    def test_under_what_is_shown(self, root: Path, run: Run) -> None:
        assert (
            "statements\t13 July 2018: WIMN: Ours [ours] (en, es)"
            in run("show", "over", "--records", root).lines
        )

    def test_where_it_is_found(self, root: Path, run: Run) -> None:
        assert run("search", "palabras", "--records", root).lines == [
            "statements\t13 July 2018\tPalabras (Words)\t\t2018-07-13\tA cell\ttheirs"
        ]


class TestOrganisationsAndTopics:
    def test_in_a_pipe(self, root: Path, run: Run) -> None:
        assert run("organisations", "--records", root).lines == [
            "A cell\t\tfaith\t\t0\t1\tcell",
            "National Network\tNNIRR\tcivil-society\tUS\t0\t0\tnnirr",
            "Women in Migration Network\tWIMN\tcivil-society\t\t0\t1\twimn",
        ]
        assert run("topics", "--records", root).lines == ["climate\t1\t0\tclimate", "gender\t2\t1\tgender"]

    def test_on_a_terminal(self, root: Path, terminal: Terminal) -> None:
        assert terminal(80, "organisations", "-n", "2", "--records", root).text == (
            "Organisations (3)\n"
            "       A cell\n"
            "       faith · 0 milestones · 1 statement · cell\n"
            "NNIRR  National Network\n"
            "       civil society · United States · 0 milestones · 0 statements · nnirr\n"
            "… 1 more: --limit 3\n"
        )
        assert terminal(80, "topics", "--records", root).text == (
            "Topics (2)\nclimate  1 milestone · 0 statements\ngender   2 milestones · 1 statement\n"
        )

    def test_in_json(self, root: Path, run: Run) -> None:
        [found] = json.loads(run("organisations", "faith", "--records", root, "--json").out)["records"]
        assert (found["record"], found["id"], found["milestones"], found["statements"]) == (
            "organisation",
            "cell",
            0,
            1,
        )
        assert json.loads(run("topics", "--records", root, "--json").out)["records"][0] == {
            "topic": "climate", "label": "climate", "milestones": 1, "statements": 0,
        }  # fmt: skip


class TestObjectives:
    @pytest.mark.parametrize(
        ("text", "number"),
        [("13", 13), ("objective 13", 13), ("Objective-8", 8), ("objetivo 08", 8), ("24", None), ("0", None), ("x", None), ("113", None), ("-1", None)],
    )  # fmt: skip
    def test_the_number_in_a_text(self, text: str, number: int | None) -> None:
        assert number_in(text) == number

    @pytest.mark.parametrize(
        ("words", "numbers"),
        [(["detention"], {13}), (["detención"], {13}), (["8,", "13"], {8, 13}), (["objective", "3"], {3}), (["frogs"], set())],
    )  # fmt: skip
    def test_the_objectives_that_words_mean(self, words: list[str], numbers: set[int]) -> None:
        assert numbers_meant(words) == numbers

    @pytest.mark.parametrize(
        "command", ["objectives 13", "objectives detention", "objectives --objective 13", "show 13"]
    )
    def test_one_is_shown_with_its_records(self, command: str, root: Path, run: Run) -> None:
        assert run(*command.split(), "--records", root).lines[2:] == [
            "names\tAlternativas a la detención",
            "names\tAlternatives à la rétention",
            "round table\t2",
            "milestones\t26 September 2018: Comes next [next]",
            "statements\t13 July 2018: WIMN: Ours [ours] (en, es)",
        ]

    def test_in_json(self, root: Path, run: Run) -> None:
        document = json.loads(run("show", "objective 13", "--records", root, "--json").out)
        assert (document["objective"], [r["id"] for r in document["records"]]) == (13, ["next", "ours"])

    @pytest.mark.parametrize(
        ("typed", "number"), [("24", "24"), ("0", "0"), ("99", "99"), ("objetivo 24", "24"), ("Objective n. 100", "100")]
    )  # fmt: skip
    def test_a_number_that_none_has_is_said_so(
        self, typed: str, number: str, folder: FolderMaker, run: Run
    ) -> None:
        root = folder(milestone("room-24", title="Room 24"), milestone("m99", title="Room 24, 99 and 0"))
        said = f"gcmtrack: there is no objective '{number}'; the Compact has objectives 1 to 23\n"
        done = run("show", typed, "--records", root)
        assert (done.code, done.out, done.err) == (2, "", said)

    @pytest.mark.parametrize("typed", ["24", "2024", "room 24"])
    def test_a_number_of_a_record_is_found(self, typed: str, folder: FolderMaker, run: Run) -> None:
        root = folder(milestone("24-hours", title="Room 24 in 2024"))
        assert run("show", typed, "--records", root).lines[0] == "title\tRoom 24 in 2024"

    def test_a_record_with_that_id_goes_first(self, folder: FolderMaker, run: Run) -> None:
        assert (
            run("show", "13", "--records", folder(milestone("13", title="Room 13"))).lines[0]
            == "title\tRoom 13"
        )


@pytest.mark.parametrize("fold", [False, True])
def test_the_counts_of_phases_are_the_same_everywhere(fold: bool) -> None:
    all_ = records(
        milestone("whole", phase="consultation", date="2017"),
        milestone("part", phase="stocktaking", part_of="whole"),
        milestone("deeper", phase="stocktaking", part_of="part"),
        milestone("deepest", phase="consultation", part_of="deeper"),
        milestone("own", phase="consultation", part_of="whole"),
    )
    chosen = [*all_.milestones.values()]
    bands = timeline.timeline(chosen, [], TODAY, english(), fold=fold)
    counts = {band.phase: band.milestones for band in bands}
    assert counts == {"consultation": 3, "stocktaking": 2}
    for phase in PHASES:
        alone = matching_milestones(all_, Filters(phase=frozenset({phase})))
        assert len(alone) == counts.get(phase, 0)
    [part] = bands[1].nodes
    assert part.whole == "A meeting"
    assert [node.folded for band in bands for node in band.nodes] == ([1, 0, 1] if fold else [0, 0, 0])


def test_what_began_before_the_period_stands_above_its_years(folder: FolderMaker, terminal: Terminal) -> None:
    root = folder(milestone("long", date="2016-05-01/.."), milestone("new", date="2018-09"))
    assert terminal(80, "timeline", "--since", "2018-07", "--records", root, *DAY).text.splitlines()[3:8] == [
        "         earlier ┬",
        " from 1 May 2016 ●  A meeting",
        "                 │  long",
        f"           today ┝━━ 20 July 2018 {'━' * 46}",
        "            2018 ┬",
    ]


@pytest.mark.parametrize(
    ("date_", "today", "said"),
    [
        ("2022-05-17/2022-05-20", date(2026, 11, 26), "4 years ago"),
        ("2018-06-04/2018-06-08", date(2026, 11, 26), "8 years ago"),
        ("2030", date(2026, 5, 6), "in 4 years"),
        ("2030-12-18", date(2026, 5, 6), "in 4 years"),
        ("2022-05", date(2026, 11, 26), "4 years ago"),
        ("2018-09-19", TODAY, "in 61 days"),
        ("2018-09-20", TODAY, "in 2 months"),
        ("2020-07-19", TODAY, "in 23 months"),
        ("2020-07-20", TODAY, "in 2 years"),
        ("2016-07-21", TODAY, "23 months ago"),
        ("2016-07-20", TODAY, "2 years ago"),
        ("2018-02-28", date(2018, 5, 31), "3 months ago"),
        ("2018-11-30", date(2018, 8, 31), "in 3 months"),
        ("2018-12-30", date(2018, 8, 31), "in 3 months"),
    ],
)
def test_distances_count_whole_months_and_years(date_: str, today: date, said: str) -> None:
    assert english().distance(When.parse(date_), today) == said


def test_the_heading_of_every_listing_counts(terminal: Terminal) -> None:
    for command, heading in {
        "statements": "Statements (437)",
        "documents": "Documents (57)",
        "timeline": "Timeline (482)",
        "objectives": "Objectives (23)",
        "objectives --principles": "Guiding principles (10)",
        "topics": "Topics (68)",
        "search migrants": "Found (",
        "organisations": "Organisations (",
    }.items():
        assert terminal(80, *command.split(), "--records", SHIPPED).text.startswith(heading), command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("upcoming", "no events match; 1 without the words; did you mean --upcoming?"),
        (
            "ongoing --in fr",
            "aucune manifestation ne correspond ; 1 sans les mots ; vouliez-vous dire --ongoing ?",
        ),
    ],
)
def test_a_state_among_the_words_leads_to_its_option(
    words: str, said: str, run: Run, folder: FolderMaker
) -> None:
    root = folder(organisation("wimn"), milestone("now", title="On now", date="2018-07-19/2018-07-21"))
    done = run("events", *words.split(), "--records", str(root), *DAY)
    assert done.err.replace("\u00a0", " ").replace("\u202f", " ") == f"gcmtrack: {said}\n"
