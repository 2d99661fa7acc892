"""`gcmtrack objectives`."""

import json
from collections.abc import Callable

from builders import milestone, statement
from conftest import SHIPPED, FolderMaker, Run, Screen

DAY = ("--today", "2018-07-20")


def test_each_objective_is_counted(folder: FolderMaker, run: Run) -> None:
    root = folder(
        milestone("a", objectives=(2, 8)), statement("s", objectives=(8,)), statement("t", objectives=(8, 23))
    )
    lines = run("objectives", "--records", root, *DAY).lines
    assert len(lines) == 23
    assert lines[7].split("\t") == [
        "8",
        "Save lives",
        "Save lives and establish coordinated international efforts on missing migrants",
        "Salvar vidas",
        "Sauver des vies",
        "2",
        "1",
        "2",
    ]
    assert [line.split("\t")[-2:] for line in lines if line.startswith(("2\t", "23\t"))] == [
        ["1", "0"],
        ["0", "1"],
    ]


def test_the_filters_narrow_what_is_counted(folder: FolderMaker, run: Run) -> None:
    root = folder(statement("s", objectives=(8,)), statement("t", objectives=(8,), date="2030"))
    assert run("objectives", "--records", root, "--since", "2030", *DAY).lines[7].endswith("\t0\t1")


def test_principles(run: Run) -> None:
    lines = run("objectives", "--principles").lines
    assert lines[0] == "a\tPeople-centred\tCentrada en las personas\tPriorité à la dimension humaine"
    assert len(lines) == 10


def test_json(folder: FolderMaker, run: Run) -> None:
    shape = json.loads(run("objectives", "--json", "--records", folder(), *DAY).out)
    assert (shape["view"], len(shape["records"]), len(shape["principles"])) == ("objectives", 23, 10)
    assert shape["records"][12]["short"] == "Alternatives to detention"


def test_on_a_terminal(terminal: Callable[..., Screen]) -> None:
    screen = terminal(60, "objectives")
    assert (
        "Use migration detention only as a measure of last resort and work towards alternatives"
        in screen.words
    )
    assert "People-centred" in terminal(60, "objectives", "--principles").words


def test_the_official_title_stands_in_french_where_a_source_gives_it(run: Run) -> None:
    said = run("show", "13", "--in", "fr", "--records", SHIPPED).lines
    assert (
        "noms\tNe recourir au placement en rétention administrative des migrants qu’en dernier ressort et chercher des"
        " solutions de rechange" in said
    )
    # Nobody gives that of objective 17 in French.
    assert (
        run("show", "17", "--in", "fr", "--records", SHIPPED)
        .lines[2]
        .endswith("perceptions of migration (en)")
    )
