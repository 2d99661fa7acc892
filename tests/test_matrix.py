"""Counting by two facets: every number is that of a listing, what is empty is said in words, and it is drawn."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result, Screen
from gcmtrack import site
from gcmtrack.errors import Misuse
from gcmtrack.formats.pages import svg
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Milestone, Statement
from gcmtrack.model.vocabulary import PHASES, STANCES, STATEMENT_KINDS
from gcmtrack.store.load import load
from gcmtrack.views.facets import FACETS, TIMES
from gcmtrack.views.filters import Filters, matching_milestones, matching_statements
from gcmtrack.views.matrix import Matrix, coverage, gaps, matrix
from gcmtrack.wording import english, wording_of

Run = Callable[..., Result]
Terminal = Callable[..., Screen]

SAID = records(
    organisation("wimn", name="Women in Migration Network", acronym="WIMN"),
    organisation("ituc", name="International Trade Union Confederation", acronym="ITUC", type="trade-union"),
    organisation("psi", name="Public Services", acronym="PSI", type="trade-union", member_of=["ituc"]),
    organisation("local", name="Local union", type="trade-union", member_of=["psi"]),
    milestone("talks", title="Talks", phase="negotiation", date="2018-02/2018-07"),
    milestone("round-1", title="First round", phase="negotiation", date="2018-02-20", part_of="talks"),
    milestone("review", title="Review", phase="review", date="2021-04-26", region="latin-america-caribbean"),
    statement("a", date="2018-02-20", milestone="round-1", objectives=[13], languages=["en", "es"]),
    statement("b", date="2018-07-30/2018-08-02", milestone="talks", objectives=[13, 5], languages=["en"]),
    statement(
        "c", date="2018", organisations=["ituc"], milestone="review", objectives=[5], stance="critical"
    ),
    statement("d", date="2019-01-05", organisations=["psi", "wimn"]),
)


EVERYTHING = Filters()


def counted(
    *facets: str, filters: Filters = EVERYTHING, all_: Records = SAID, of_statements: bool = True
) -> Matrix:
    return matrix(all_, filters, english(), facets[0], (*facets, None)[1], of_statements=of_statements)


def numbers(found: Matrix) -> dict[str, dict[str, int]]:
    """The cells that are not empty, by row and column."""
    return {
        row.key: cells
        for row in found.rows
        if (cells := {c.key: n for c in found.columns if (n := found.number(row, c))})
    }


def test_statements_by_objective_and_type() -> None:
    found = counted("objective", "type")
    assert numbers(found) == {"5": {"civil-society": 1, "trade-union": 1}, "13": {"civil-society": 2}}
    assert {value.key: value.total for value in found.columns if value.total} == {
        "civil-society": 3,
        "trade-union": 2,
    }
    assert (found.total, len(found.rows)) == (4, 23)


def test_what_is_counted_and_what_is_not_is_stated() -> None:
    assert coverage(counted("objective", "stance"), english()) == [
        "3 of 4 statements name objectives",
        "1 of 4 statements show a stance in words",
    ]


def test_a_milestone_counts_what_answers_its_parts() -> None:
    found = counted("milestone", "kind")
    assert {row.key: row.total for row in found.rows} == {"talks": 2, "round-1": 1, "review": 1}


def test_a_range_counts_once_where_it_begins_and_a_year_stands_apart() -> None:
    found = counted("month", "type")
    assert {row.key: row.total for row in found.rows if row.total} == {
        "2018": 1,
        "2018-02": 1,
        "2018-07": 1,
        "2019-01": 1,
    }
    assert [row.label for row in found.rows][:3] == ["2018, month not known", "February 2018", "March 2018"]
    assert coverage(found, english()) == [
        "3 of 4 statements give the month; the others stand under their year",
        "1 range of time reaches into another year or month and is counted where it begins",
    ]
    assert sum(row.total for row in found.rows) == found.total
    assert counted("year", "type").ranges == 0


def test_years_between_the_first_and_the_last_are_there_though_empty() -> None:
    some = records(organisation(), statement("a", date="2016-09"), statement("b", date="2019"))
    assert [row.key for row in counted("year", all_=some).rows] == ["2016", "2017", "2018", "2019"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Statements by objective and type: 34 gaps"), ("es", "Declaraciones por objetivo y tipo: 34 lagunas"),
     ("fr", "Déclarations par objectif et type\N{NO-BREAK SPACE}: 34 lacunes")],
)  # fmt: skip
def test_the_heading_of_gaps_has_the_colon_of_its_language(
    language: str, said: str, folder: FolderMaker, terminal: Terminal
) -> None:
    folder(organisation(), statement("a"))
    shown = terminal(80, "matrix", "--gaps", "--in", language).text.splitlines()
    assert shown[0] == said


def test_gaps_are_sentences() -> None:
    said = [gap.sentence for gap in gaps(counted("objective", "type"), english())]
    assert "No statement of a union on objective 13" in said
    assert "No statement on objective 1" in said
    assert "No statement of a faith group" in said
    # What is empty as a whole is not told cell by cell.
    assert "No statement of a faith group on objective 13" not in said
    assert "No statement of a union on objective 1" not in said


@pytest.mark.parametrize(
    ("facets", "sentence"),
    [
        (("org", "lang"), "No statement of PSI in Spanish"),
        (("lang", "org"), "No statement of PSI in Spanish"),
        (("month", "objective"), "No statement on objective 5 in February 2018"),
        (("phase", "kind"), "No statement in the phase groundwork"),
        (("stance", "milestone"), "No statement that is critical on “Talks”"),
        (("region", "year"), "No statement in the region Africa"),
        (("country", "org"), "No statement of WIMN"),
    ],
)
def test_a_gap_of_any_facets_is_a_sentence(facets: tuple[str, str], sentence: str) -> None:
    said = [gap.sentence for gap in gaps(counted(*facets), english())]
    assert (sentence in said) is (sentence != "No statement of WIMN"), said


def test_no_month_lies_in_another_year() -> None:
    assert [g.sentence for g in gaps(counted("year", "month"), english()) if g.row and g.column] == []


def test_members_of_a_network_are_counted_though_they_say_nothing() -> None:
    found = counted("org", "lang", filters=Filters(members_of=SAID.with_members("ituc")))
    assert [(row.label, row.total) for row in found.rows] == [("ITUC", 1), ("PSI", 1), ("Local union", 0)]
    assert found.total == 2
    assert "No statement of Local union" in [gap.sentence for gap in gaps(found, english())]


def test_milestones_are_counted_too() -> None:
    found = counted("phase", "type", of_statements=False)
    assert numbers(found) == {"negotiation": {"meeting": 2}, "review": {"meeting": 1}}


def test_a_filter_leaves_its_own_values() -> None:
    found = counted("objective", "type", filters=Filters(objective=frozenset({5, 7})))
    assert [(row.key, row.total) for row in found.rows] == [("5", 2), ("7", 0)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("organisations", "org"), ("Organization", "org"), ("langue", "lang"), ("language", "lang"), ("years", "year"),
        ("tema", "topic"), ("countries", "country"), ("pays", "country"), ("stance", "stance"),
    ],
)  # fmt: skip
def test_a_facet_is_called_in_many_ways(typed: str, meant: str) -> None:
    """What the reader calls it, in her language, in the plural."""
    assert counted(typed, "kind").row_facet == meant


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["objectiv", "type"], "unknown facet 'objectiv', did you mean 'objective'? (they are: country, kind, lang, milestone, month, objective, org, phase, region, stance, topic, type and year)"),
        (["stance", "year", "--of", "milestones"], "milestones have no stance; leave out --of milestones"),
        (["month", "year", "--chart"], "--chart draws one count; leave out COLUMNS"),
        (["--of", "orgs"], "unknown kind 'orgs'; use milestones or statements"),
        (["--format", "pdf"], "unknown format 'pdf'; use atom, csv, html, json, markdown or svg"),
        (["--format", "csv", "--json"], "--json and --format csv are two formats; give one"),
        (["--gaps", "--format", "svg"], "there is no drawing of this; use --format html"),
        (["--output", "count.pdf"], "say which format: --format csv, html, markdown, svg, json or atom; the ending .pdf tells none"),
    ],
)  # fmt: skip
def test_misuse(arguments: list[str], message: str, folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", *arguments) == Result(2, "", f"gcmtrack: {message}\n")


# Every number equals the count of a listing.


@cache
def shipped() -> Records:
    return load(SHIPPED).records


_FIELD = {"milestone": "on"}
Matching = (
    Callable[[Records, Filters], Sequence[Statement]] | Callable[[Records, Filters], Sequence[Milestone]]
)


@st.composite
def a_filter(draw: st.DrawFn) -> Filters:
    """Some filter that lets some of the shipped records through."""
    name = draw(
        st.sampled_from(["phase", "kind", "type", "lang", "country", "objective", "topic", "org", "on"])
    )
    values = {
        "phase": PHASES,
        "kind": STATEMENT_KINDS,
        "type": ("civil-society", "state", "trade-union", "un-body"),
        "lang": ("en", "es", "fr"),
        "country": ("US", "CH", "MX"),
        "objective": tuple(range(1, 24)),
        "topic": ("labour", "detention", "climate", "gender"),
        "org": ("wimn", "nnirr", "iom", "hungary"),
        "on": ("imrf-2022", "marrakech-conference", "negotiations-2018"),
    }[name]
    chosen: set[Any] = draw(st.sets(st.sampled_from(values), min_size=1, max_size=3))
    if name == "on":
        chosen = {id_ for one in chosen for id_ in shipped().within(one)}
    only: dict[str, Any] = {name: frozenset(chosen)}
    return Filters(**only)


def listed(name: str, value: str, *, of_statements: bool) -> set[str]:
    """The ids that a listing with the filter of a value has, each facet told without its own code."""
    matching: Matching = matching_statements if of_statements else matching_milestones
    if name in TIMES:
        everything = matching(shipped(), Filters())
        return {r.id for r in everything if str(r.date.start).rstrip("~?%").startswith(value) and (name == "year" or len(value) == 7 or not r.date.start.month)}  # fmt: skip
    if name == "stance":
        return {s.id for s in shipped().statements.values() if s.stance == value}
    wanted: Any = int(value) if name == "objective" else value
    values = shipped().within(value) if name == "milestone" else frozenset({wanted})
    only: dict[str, Any] = {_FIELD.get(name, name): values}
    return {record.id for record in matching(shipped(), Filters(**only))}


@settings(max_examples=25)
@given(st.sampled_from(FACETS), st.sampled_from(FACETS), a_filter(), st.booleans(), st.data())
def test_every_number_is_the_count_of_a_listing(
    rows: str, columns: str, filters: Filters, of_statements: bool, data: st.DataObject
) -> None:
    if "stance" in (rows, columns):
        of_statements = True
    if not of_statements:
        filters = structs.replace(filters, kind=frozenset(), type=frozenset())
    found = matrix(shipped(), filters, english(), rows, columns, of_statements=of_statements)
    matching: Matching = matching_statements if of_statements else matching_milestones
    base = {record.id for record in matching(shipped(), filters)}
    assert found.total == len(base)
    some_rows = data.draw(st.permutations(found.rows))[:12]
    some_columns = data.draw(st.permutations(found.columns))[:12]
    of_row = {v.key: listed(rows, v.key, of_statements=of_statements) & base for v in some_rows}
    of_column = {v.key: listed(columns, v.key, of_statements=of_statements) & base for v in some_columns}
    assert {v.key: v.total for v in some_rows} == {key: len(ids) for key, ids in of_row.items()}
    assert {v.key: v.total for v in some_columns} == {key: len(ids) for key, ids in of_column.items()}
    for row, column in product(some_rows, some_columns):
        assert found.number(row, column) == len(of_row[row.key] & of_column[column.key]), (row, column)


@pytest.mark.parametrize("of_statements", [True, False])
def test_objectives_are_counted_as_their_listing_does(of_statements: bool, run: Run) -> None:
    listed_counts = {
        line.split("\t")[0]: line.split("\t")[7 if of_statements else 6]
        for line in run("objectives", "--records", SHIPPED).lines
    }
    found = matrix(shipped(), Filters(), english(), "objective", of_statements=of_statements)
    assert {row.key: str(row.total) for row in found.rows} == listed_counts


# How it is shown.


def test_lines_in_a_pipe_are_the_cells_that_are_not_empty(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", "objective", "type").lines == [
        "5\t5 Regular pathways\tcivil-society\tcivil society\t1",
        "5\t5 Regular pathways\ttrade-union\ttrade union\t1",
        "13\t13 Alternatives to detention\tcivil-society\tcivil society\t2",
    ]
    assert run("matrix", "stance").lines[3:] == ["critical\tcritical\t1", "rejecting\trejecting\t0"]
    assert "No statement of a union on objective 13\t13\ttrade-union" in run("matrix", "--gaps").lines


def test_words_after_the_facets_are_words(folder: FolderMaker, run: Run) -> None:
    folder(*SAID, statement("e", title="On firewalls", objectives=[13]))
    assert run("matrix", "objective", "type", "firewalls", "on").lines == [
        "13\t13 Alternatives to detention\tcivil-society\tcivil society\t1"
    ]


def test_csv_is_the_whole_table(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", "stance", "year", "--format", "csv").out == (
        "stance,label,all,2018,2019\r\n"
        "supportive,supportive,0,0,0\r\n"
        "supportive-with-concerns,supportive with concerns,0,0,0\r\n"
        "neutral,neutral,0,0,0\r\n"
        "critical,critical,1,1,0\r\n"
        "rejecting,rejecting,0,0,0\r\n"
        "all,,4,3,1\r\n"
    )


def test_json_holds_the_numbers_and_what_they_cover(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    document = json.loads(run("matrix", "objective", "year", "--objective", "13", "--json").out)
    assert {
        key: document[key] for key in ("view", "of", "rows", "columns", "total", "coverage", "ranges")
    } == {
        "view": "matrix",
        "of": "statements",
        "rows": "objective",
        "columns": "year",
        "total": 2,
        "coverage": [],
        "ranges": 0,
    }
    assert document["records"] == [
        {
            "key": "13",
            "label": "13 Alternatives to detention",
            "total": 2,
            "cells": [{"key": "2018", "records": 2}],
        }
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        ["objective", "type"],
        ["type", "objective"],
        ["month", "--chart"],
        ["year", "--chart"],
        ["--gaps"],
        ["org", "lang"],
        ["milestone", "kind"],
    ],
    ids=" ".join,
)
def test_nothing_is_wider_than_the_terminal(width: int, arguments: list[str], terminal: Terminal) -> None:
    screen = terminal(width, "matrix", *arguments, "--records", SHIPPED)
    assert (screen.code, screen.err) == (0, "")
    assert screen.wider(width) == []


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("width", [80, 120])
def test_headings_do_not_run_together(width: int, language: str, terminal: Terminal) -> None:
    """Where "todos" filled its column, "todosa favor" was read."""
    shown = terminal(width, "matrix", "year", "stance", "--in", language, "--records", SHIPPED).text
    head = shown.partition("\n2016")[0].splitlines()[1:]
    wording = wording_of(language)
    labels = [wording.text("matrix.all"), *(wording.label("stance", stance) for stance in STANCES)]
    assert {word for line in head for word in line.split()} == {w for label in labels for w in label.split()}


def test_a_heading_is_not_broken_where_there_is_room(terminal: Terminal) -> None:
    wide = terminal(200, "matrix", "objective", "type", "--records", SHIPPED).text
    assert " intergovernmental " in wide
    # Here broken words have room and whole ones have none.
    narrow = terminal(160, "matrix", "objective", "type", "--records", SHIPPED).text
    assert " intergovernm " in narrow


def test_a_terminal_shows_number_and_shade(folder: FolderMaker, terminal: Terminal) -> None:
    folder(*SAID)
    shown = terminal(80, "matrix", "objective", "type")
    row = next(line for line in shown.text.splitlines() if line.startswith("13 "))
    assert re.fullmatch(r"13 Alternatives to +2 +· +2( +·){10} *", row), row
    assert re.search(r"\x1b\[[0-9;]*48;[0-9;]*m +2\x1b", shown.raw)
    assert "3 of 4 statements name objectives" in shown.text


def test_a_terminal_without_colour_or_unicode_gets_signs(folder: FolderMaker, terminal: Terminal) -> None:
    folder(*SAID)
    for arguments in (["objective", "type"], ["--chart"], ["year", "--chart"]):
        shown = terminal(40, "matrix", *arguments, TERM="dumb")
        assert shown.raw.isascii(), shown.raw
        assert "\x1b" not in shown.raw
        assert max(map(len, shown.text.splitlines())) <= 40


def test_nothing_found_is_a_sentence(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", "--phase", "groundwork") == Result(
        0, "", "gcmtrack: no statements match; 4 without --phase\n"
    )


@pytest.mark.parametrize("form", ["html", "markdown", "svg"])
@pytest.mark.parametrize("more", [[], ["--chart"]], ids=str)
def test_a_page_of_nothing_is_a_sentence(form: str, more: list[str], folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    page = run("matrix", "--phase", "groundwork", *more, "--format", form)
    assert "Nothing in the records passes these filters." in page.out
    assert not re.search(r"<table|\||>·<|NaN", page.out)
    assert (page.code, page.err) == (0, "")


def test_a_chart_by_month_has_a_line_a_year(folder: FolderMaker, terminal: Terminal) -> None:
    folder(*SAID)
    shown = [line.rstrip() for line in terminal(80, "matrix", "--chart").text.splitlines()]
    assert shown[:8] == [
        "Statements by month",
        "       Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "2018       ███                 ███",
        "             1                   1",
        "       and 1 of which the month is not known",
        "2019   ███",
        "         1",
        "",
    ]


def test_a_chart_by_year(folder: FolderMaker, terminal: Terminal) -> None:
    folder(*SAID)
    shown = terminal(40, "matrix", "year", "--chart").text.splitlines()
    assert shown[:3] == ["Statements by year", f"2018 {'█' * 32} 3", f"2019 {'█' * 11} 1"]


# Drawings.


def drawn(found: Matrix) -> list[str]:
    draw = svg.heat_map if found.column_facet else svg.bars
    return draw(found, "Title <&>", "164 of 437", "p").splitlines()


def elements(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter())


@pytest.mark.parametrize("facets", [("objective", "type"), ("org", "lang"), ("month",), ("year",), ("type",)])
def test_a_drawing_is_svg_that_says_what_it_is(facets: tuple[str, ...]) -> None:
    lines = drawn(counted(*facets))
    assert lines == drawn(counted(*facets))
    root, title, description = elements("\n".join(lines))[:3]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p-title p-desc"
    assert (title.get("id"), title.text) == ("p-title", "Title <&>")
    assert (description.get("id"), description.text) == ("p-desc", "164 of 437")
    assert not re.search(r"<style|style=|class=|<script", "\n".join(lines))


def test_a_drawing_holds_the_numbers_of_the_matrix() -> None:
    found = counted("objective", "type")
    texts = [e.text for e in elements("\n".join(drawn(found))) if e.tag.endswith("text")]
    cells = [str(found.number(row, column) or "·") for row in found.rows for column in found.columns]
    assert [text for text in texts if text and re.fullmatch(r"\d+|·", text)] == cells


def test_a_drawing_tells_what_its_numbers_cover() -> None:
    for found in (counted("objective", "type"), counted("month"), counted("stance")):
        texts = [e.text for e in elements("\n".join(drawn(found))) if e.tag.endswith("text")]
        assert texts[-1] == "164 of 437"


def test_bars_stand_over_time_and_lie_below_each_other_else() -> None:
    over_time = [e for e in elements("\n".join(drawn(counted("month")))) if e.tag.endswith("rect")][1:]
    assert [bar.get("stroke-dasharray") for bar in over_time] == ["3 2", None, None, None]
    assert len({bar.get("x") for bar in over_time}) == 4
    below = [e for e in elements("\n".join(drawn(counted("type")))) if e.tag.endswith("rect")][1:]
    assert len({bar.get("x") for bar in below}) == 1
    assert [float(bar.get("width", "0")) for bar in below] == [320.0, 213.3]


def test_a_fuller_cell_is_larger_and_darker() -> None:
    found = counted("objective", "type")
    squares = [e for e in elements("\n".join(drawn(found))) if e.tag.endswith("rect")][1:]
    by_size = sorted(
        (float(square.get("width", "0")), luminance(square.get("fill", ""))) for square in squares
    )
    assert len({size for size, _ in by_size}) == 2
    assert by_size[0][1] > by_size[-1][1]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", svg.GROUNDS)
def test_black_is_read_on_every_ground(ground: str) -> None:
    assert (luminance(ground) + 0.05) / 0.05 >= 7


def test_grounds_darken_in_grey_too() -> None:
    shades = [luminance(ground) for ground in svg.GROUNDS]
    assert shades == sorted(shades, reverse=True)
    assert all(a - b > 0.08 for a, b in pairwise(shades))


STYLES = Path(site.__file__).parent / "assets" / "site.css"


def themes() -> list[dict[str, str]]:
    """The colours of each theme of the site: light, dark, each of them chosen, and on paper."""
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", STYLES.read_text(encoding="utf-8"))
    return [dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    whole = [
        "#" + "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour for colour in (one, other)
    ]
    darker, lighter = sorted(map(luminance, whole))
    return (lighter + 0.05) / (darker + 0.05)


def test_drawings_on_the_site_are_read_in_grey_in_every_theme() -> None:
    assert len(themes()) == 5
    for theme in themes():
        shades = [theme["paper"], *(theme[f"shade-{number}"] for number in range(1, len(svg.GROUNDS)))]
        assert all(contrast(theme["ink"], shade) >= 4.5 for shade in shades)
        # Each is told from the next by its luminance alone, and by the number and the size of its square.
        assert all(contrast(one, following) >= 1.15 for one, following in pairwise(shades))
        order = [contrast(theme["paper"], shade) for shade in shades]
        assert order == sorted(order)
        # Marks of the process, the line of today and what is said beside them.
        assert all(contrast(theme["paper"], theme[name]) >= 4.5 for name in ("soft", "mark", "alert"))


def test_every_ground_of_a_drawing_has_its_shade_on_the_site() -> None:
    found = re.findall(
        r'rect\[fill="(#\w+)"\] \{\s*fill: var\(--shade-(\d)\)', STYLES.read_text(encoding="utf-8")
    )
    assert found == [(ground, str(number)) for number, ground in enumerate(svg.GROUNDS) if number]


def test_a_hostile_name_is_text_in_a_drawing() -> None:
    evil = "</text><script>x</script>\x00\x1b\ufffe & \u202e"
    some = records(organisation("wimn", name=evil), statement("a", languages=["en"]))
    text = "\n".join(drawn(counted("org", "lang", all_=some)))
    assert "<script" not in text
    assert "\u202e" not in text
    assert any("script" in (e.text or "") for e in elements(text))


def test_a_page_has_the_table_and_the_drawing(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    folder(*SAID)
    page = tmp_path / "page.html"
    assert run("matrix", "--output", page) == Result(0, "", "")
    text = page.read_text(encoding="utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert "<td>13 Alternatives to detention</td><td>2</td>" in text
    assert "<p>3 of 4 statements name objectives</p>" in text
    assert text.count("<svg ") == 1
    before = page.read_bytes()
    run("matrix", "--output", page)
    assert page.read_bytes() == before


def test_markdown_is_a_table(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", "stance", "year", "--format", "markdown").out.splitlines()[:5] == [
        "# Statements by stance and year",
        "",
        "| stance | all | 2018 | 2019 |",
        "| --- | ---: | ---: | ---: |",
        "| supportive | 0 | 0 | 0 |",
    ]


def test_members_of_an_unknown_network(folder: FolderMaker, run: Run) -> None:
    folder(*SAID)
    assert run("matrix", "org", "lang", "--members-of", "WIMNN").code == 2
    with pytest.raises(Misuse):
        counted("nothing")


def test_a_matrix_without_numbers_says_why(folder: FolderMaker, run: Run) -> None:
    """In a pipe there would be nothing at all."""
    folder(organisation(), statement("s1"), statement("s2"))
    done = run("matrix", "objective", "type")
    assert (done.code, done.out) == (0, "")
    assert done.err == "gcmtrack: 0 of 2 statements name objectives\n"
    assert run("matrix", "objective", "type", "--gaps").out.count("\n") >= 23


@pytest.mark.parametrize("facets", [("región", "tema"), ("région", "thème"), ("Region", "TOPIC")])
def test_facets_are_understood_in_three_languages(facets: tuple[str, str], run: Run) -> None:
    shown = run("matrix", *facets, "--records", SHIPPED)
    assert shown == run("matrix", "region", "topic", "--records", SHIPPED)
    assert shown.code == 0
