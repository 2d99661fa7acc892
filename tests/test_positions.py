"""Where each stands: votes by name, decisions, stances, what was reversed, and since when there is nothing."""

import json
from collections.abc import Callable

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result, Screen

Run = Callable[..., Result]
Terminal = Callable[..., Screen]

VOTE = milestone(
    "vote-2018",
    title="Vote on the Compact",
    kind="decision",
    type="vote",
    date="2018-12-19",
    vote={"yes": 152, "no": ["hungary"], "abstained": ["chile"], "absent": 24},
)
RECORDS = (
    organisation("hungary", name="Hungary", type="state", country="HU"),
    organisation("brazil", name="Brazil", type="state", country="BR"),
    organisation("chile", name="Chile", type="state", country="CL"),
    organisation("estonia", name="Estonia", type="state", country="EE"),
    organisation("peru", name="Peru", type="state", country="PE"),
    organisation("riigikogu", name="Riigikogu", type="parliament", country="EE"),
    organisation("wimn", name="Women in Migration Network", acronym="WIMN"),
    VOTE,
    milestone("talks", title="Talks", date="2018-07"),
    milestone(
        "leaves", title="Brazil leaves", kind="decision", type="withdrawal", date="2019-01-08", organisers=["brazil"]
    ),
    milestone(
        "returns", title="Brazil returns", kind="decision", type="accession", date="2023-01-05", organisers=["brazil"],
        supersedes="leaves",
    ),
    milestone(
        "backs", title="Parliament backs it", kind="decision", type="national-vote", date="2018-11-26",
        organisers=["riigikogu"], vote={"yes": 41},
    ),
    milestone("hosts", title="Chile hosts a meeting", date="2020-01-01", organisers=["chile"]),
    statement("rejects", title="We leave", date="2019-01-08", organisations=["brazil"], stance="rejecting"),
    statement(
        "joins", title="We are back", date="2023-01-05", organisations=["brazil"], stance="supportive",
        supersedes="rejects", milestone="talks",
    ),
    statement("again", title="Once more", date="2023-06", organisations=["brazil"], supersedes="joins"),
    statement("remarks", title="Remarks", kind="remarks", date="2018-12-19", organisations=["hungary"], cosigners=["chile"]),
    statement("women", title="Rights first", date="2017-05", stance="critical"),
)  # fmt: skip


@pytest.fixture
def where(folder: FolderMaker) -> None:
    folder(*RECORDS)


def columns(result: Result, *wanted: int) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")[i] for i in wanted) for line in result.lines]


def test_the_story_of_one_state_is_told_in_order(where: None, run: Run) -> None:
    assert columns(run("positions", "brazil"), 1, 2, 3, 4, 5, 7) == [
        ("8 January 2019", "withdrawal", "Brazil leaves", "", "", "leaves"),
        ("8 January 2019", "statement, rejecting", "We leave", "", "", "rejects"),
        ("5 January 2023", "statement, supportive", "We are back", "Talks", "reverses 8 January 2019: We leave", "joins"),
        ("5 January 2023", "accession", "Brazil returns", "", "reverses 8 January 2019: Brazil leaves", "returns"),
        ("June 2023", "statement", "Once more", "", "in place of 5 January 2023: We are back", "again"),
    ]  # fmt: skip


def test_a_state_is_told_by_its_parliament_and_its_vote(where: None, run: Run) -> None:
    assert columns(run("positions", "Estonia"), 2, 7) == [("national vote (Riigikogu)", "backs")]
    assert columns(run("positions", "Chile"), 2, 7) == [
        ("remarks, cosigned", "remarks"),
        ("abstained", "vote-2018"),
    ]


def test_all_states_have_a_line_and_nobody_is_told_of_a_number(where: None, run: Run) -> None:
    """152 voted for it: who they are is in no source, so nobody is said to have voted for it."""
    lines = columns(run("positions", "--today", "2023-12-31"), 0, 1, 2, 3, 4, 5, 6)
    assert lines == [
        ("Brazil", "", "supportive", "5 January 2023", "withdrawal (8 January 2019); rejecting → supportive (5 January 2023); accession (5 January 2023)", "June 2023 (6 months ago)", "brazil"),
        ("Chile", "2018-12-19: abstained", "", "", "", "19 December 2018 (5 years ago)", "chile"),
        ("Estonia", "", "", "", "", "26 November 2018 (5 years ago)", "estonia"),
        ("Hungary", "2018-12-19: against", "", "", "", "19 December 2018 (5 years ago)", "hungary"),
    ]  # fmt: skip


def test_others_are_asked_for_by_type_or_name(where: None, run: Run) -> None:
    assert run("positions", "--type", "civil-society").ids == ["wimn"]
    assert run("positions", "--org", "WIMN", "--org", "Brazil").ids == ["brazil", "wimn"]
    assert run("positions", "--country", "Chile").ids == ["chile"]
    assert columns(run("positions", "wimn"), 2, 7) == [("statement, critical", "women")]


@pytest.mark.parametrize(
    ("asked", "title"),
    [([], "Where States stand"), (["--type", "state"], "Where States stand"), (["--type", "civil-society"], "Where they stand"),
     (["--type", "state", "--type", "civil-society"], "Where they stand"), (["--org", "WIMN"], "Where they stand")],
)  # fmt: skip
def test_a_page_is_headed_by_whose_positions_it_has(
    asked: list[str], title: str, where: None, run: Run
) -> None:
    assert run("positions", *asked, "--format", "markdown").lines[0] == f"# {title}"


def test_filters_narrow_what_is_told(where: None, run: Run) -> None:
    assert run("positions", "brazil", "--since", "2023").ids == ["joins", "returns", "again"]
    assert run("positions", "brazil", "back").ids == ["joins"]
    assert run("positions", "--until", "2018").ids == ["chile", "estonia", "hungary"]
    assert run("positions", "peru") == Result(0, "", "gcmtrack: no position of Peru is recorded\n")


def test_a_name_of_several_words_needs_no_quotation_marks(run: Run) -> None:
    joined = run("positions", "united", "states", "--records", SHIPPED)
    assert joined == run("positions", "united-states", "--records", SHIPPED)
    assert joined.code == 0


def test_an_unknown_name_is_an_error(where: None, run: Run) -> None:
    assert run("positions", "brazzil") == Result(
        2, "", "gcmtrack: unknown organisation 'brazzil', did you mean 'brazil'?\n"
    )
    assert run("positions", "brasil") == run("positions", "brazil")


def test_json_holds_each_turn(where: None, run: Run) -> None:
    document = json.loads(run("positions", "brazil", "--json").out)
    (found,) = document["records"]
    assert (found["id"], found["stance"], found["silent_since"]["edtf"]) == (
        "brazil",
        "supportive",
        "2023-06",
    )
    joins = found["turns"][2]
    assert {
        key: joins[key] for key in ("id", "part", "side", "stance", "replaces", "reverses", "milestone")
    } == {
        "id": "joins",
        "part": "issued",
        "side": None,
        "stance": "supportive",
        "replaces": "rejects",
        "reverses": True,
        "milestone": "talks",
    }
    assert json.loads(run("positions", "--json").out)["votes"] == ["vote-2018"]


def test_csv_has_a_column_a_vote(where: None, run: Run) -> None:
    assert run("positions", "--format", "csv", "--today", "2023-12-31").out.splitlines()[::3] == [
        "name,vote-2018,stance,stance_date,changes,silent_since,id",
        "Estonia,,,,,26 November 2018 (5 years ago),estonia",
    ]


def test_a_page_names_who_abstained(where: None, run: Run) -> None:
    page = run("positions", "--format", "html").out
    assert "<h2>Vote on the Compact (19 December 2018)</h2>" in page
    assert "<li>abstained: 1 (Chile)</li>" in page
    assert "<td>Chile</td><td>abstained</td>" in page
    story = run("positions", "brazil", "--format", "markdown").out
    assert "- 8 January 2019: withdrawal: [Brazil leaves](https://example.org/source)\n" in story


def test_a_terminal_shows_the_story_and_the_silence(where: None, terminal: Terminal) -> None:
    shown = terminal(80, "positions", "brazil", "--today", "2023-12-31").text.splitlines()
    assert shown[0] == "Brazil"
    assert [line.rstrip() for line in shown[1:4]] == [
        "8 January 2019          withdrawal  Brazil leaves",
        "                        leaves",
        "8 January 2019          statement, rejecting  We leave",
    ]
    assert shown[-1] == "Nothing recorded since June 2023 (6 months ago)."


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", [[], ["hungary"], ["wimn"]], ids=" ".join)
def test_nothing_is_wider_than_the_terminal(width: int, name: list[str], terminal: Terminal) -> None:
    screen = terminal(width, "positions", *name, "--records", SHIPPED)
    assert (screen.code, screen.err) == (0, "")
    assert screen.wider(width) == []


# What the shipped records tell.

EXITS = {
    "hungary": ["hungary-announces-withdrawal", "hungary-formal-exit", "unga-endorsement-vote"],
    "brazil": ["brazil-announces-exit", "brazil-withdrawal-2019", "brazil-return-2023"],
    "united-states": [
        "us-withdrawal", "unga-endorsement-vote", "us-revised-national-statement-2021", "us-denounces-compacts-2025",
    ],
}  # fmt: skip


@pytest.mark.parametrize("state", EXITS)
def test_exits_and_returns_are_told_in_order(state: str, run: Run) -> None:
    told = run("positions", state, "--records", SHIPPED).ids
    assert [id_ for id_ in told if id_ in EXITS[state]] == EXITS[state]


def test_the_twelve_abstentions_of_2018_are_told_by_name(run: Run) -> None:
    lines = columns(run("positions", "--records", SHIPPED), 0, 1)
    assert [name for name, votes in lines if "2018-12-19: abstained" in votes] == [
        "Algeria", "Australia", "Austria", "Bulgaria", "Chile", "Italy", "Latvia", "Libya", "Liechtenstein", "Romania",
        "Singapore", "Switzerland",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["Germany", "Iceland", "Spain"]), ("es", ["Alemania", "España", "Islandia"]),
     ("fr", ["Allemagne", "Espagne", "Islande"])],
)  # fmt: skip
def test_states_stand_in_the_order_of_their_names_as_shown(
    language: str, names: list[str], folder: FolderMaker, run: Run
) -> None:
    states = [
        organisation(
            "germany", name="Germany", type="state", country="DE", names={"es": "Alemania", "fr": "Allemagne"}
        ),
        organisation(
            "iceland", name="Iceland", type="state", country="IS", names={"es": "Islandia", "fr": "Islande"}
        ),
        organisation(
            "spain", name="Spain", type="state", country="ES", names={"es": "España", "fr": "Espagne"}
        ),
    ]
    vote = milestone(
        "vote", title="Vote", kind="decision", type="vote", date="2018-12-19",
        vote={"no": ["spain", "iceland", "germany"]},
    )  # fmt: skip
    folder(*states, vote)
    shown = run("positions", "--in", language)
    assert [line.split("\t")[0] for line in shown.out.splitlines()][:3] == names


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing recorded since 19 December 2018 (7 years ago)."),
     ("es", "Nada registrado desde el 19 de diciembre de 2018 (hace 7 años)."),
     ("fr", "Rien d’enregistré depuis le 19 décembre 2018 (il y a 7 ans).")],
)  # fmt: skip
def test_the_silence_of_a_state_in_the_list_is_a_sentence_of_the_language(
    language: str, said: str, folder: FolderMaker, terminal: Terminal
) -> None:
    vote = milestone(
        "vote", title="Vote", kind="decision", type="vote", date="2018-12-19", vote={"no": ["hungary"]}
    )
    folder(organisation("hungary", name="Hungary", type="state", country="HU"), vote)
    assert said in terminal(120, "positions", "--in", language, "--today", "2026-11-29").text


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["Vote of 19 December 2018: against", "Last stance: critical (2019)"]),
     ("es", ["Votación del 19 de diciembre de 2018: en contra", "Última postura: crítica (2019)"]),
     ("fr", ["Vote du 19 décembre 2018 : contre", "Dernière position : critique (2019)"])],
)  # fmt: skip
def test_a_vote_and_a_stance_stand_behind_a_colon(
    language: str, said: list[str], folder: FolderMaker, terminal: Terminal
) -> None:
    folder(
        organisation("hungary", name="Hungary", type="state", country="HU"),
        milestone("vote", title="Vote", kind="decision", type="vote", date="2018-12-19", vote={"no": ["hungary"]}),
        statement("s", title="S", date="2019", organisations=["hungary"], stance="critical"),
    )  # fmt: skip
    shown = terminal(120, "positions", "--in", language, "--today", "2026-11-29").text
    assert [line for line in said if line not in shown.replace("\xa0", " ").replace("\u202f", " ")] == []
