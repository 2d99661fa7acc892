"""What became of a demand: what is reported, what was asked, where it stands in texts that are held, what is not known."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result, Screen
from gcmtrack.views.paragraphs import paragraphs
from gcmtrack.views.word_diff import plain, word_diff

Run = Callable[..., Result]
Terminal = Callable[..., Screen]


def change(effect: str, what: str, **more: object) -> dict[str, object]:
    given_ = {"topic": "regularization", "objective": 7, "effect": effect, "what": what, "basis": "reported"}
    return {**given_, "sources": ["https://iisd.example/report"], **more}


CHAIN = (
    milestone("talks", title="Negotiations", date="2018-02/2018-07"),
    milestone("zero", title="Zero Draft", kind="document", date="2018-02-05", part_of="talks"),
    milestone(
        "rev-1", title="Rev 1", kind="document", date="2018-03-26", part_of="talks", supersedes="zero",
        changes=[change("added", "A way to regular status comes in.")],
        sources=[{"title": "A report", "publisher": "IISD", "url": "http://www.iisd.example/report/"}],
    ),
    milestone("round-4", title="Fourth round", date="2018-05-14/2018-05-18", part_of="talks"),
    milestone(
        "rev-2", title="Rev 2", kind="document", date="2018-05-28", part_of="talks", supersedes="rev-1",
        changes=[
            change("removed", "The firewall is gone.", topic="firewalls", objective=15),
            change("changed", "Assessments of each case instead.", basis="inferred", sources=[]),
        ],
    ),
    milestone(
        "final", title="Resolution", kind="decision", date="2018-12-19", supersedes="rev-2", symbol="A/RES/73/195"
    ),
    milestone("alone", title="A letter", kind="document", type="letter", date="2018-01-01"),
    organisation("nnirr", name="National Network", acronym="NNIRR"),
    organisation("wimn", name="Women in Migration Network", acronym="WIMN"),
    statement(
        "on-rev-1", title="Comment", date="2018-04-01", milestone="rev-1", summary="Asks for regularization of all.",
        stance="critical", links=[{"url": "https://wimn.example/comment"}],
    ),
    statement(
        "at-round-4", title="Letter", date="2018-05", organisations=["nnirr"], milestone="round-4",
        topics=["regularization"],
    ),
    statement("early", title="On regularization", date="2018-05-02", milestone="round-4", objectives=[7]),
    statement("late", title="On regularization, looking back", date="2018-08-01", milestone="talks"),
    statement("elsewhere", title="On regularization elsewhere", date="2018-04-02"),
)  # fmt: skip

REV_1 = """\
# Rev 1

## Objective 7: Address and reduce vulnerabilities

23. We commit to respond to the needs of migrants. To realize this commitment, we will:

(a) Establish comprehensive policies;

(b) Build upon existing practices for regularization of migrants
in an irregular status;

24. Regularization campaigns are taken note of.

## Objective 8: Save lives

25. We commit to save lives.
"""
REV_2 = """\
OBJECTIVE 7: ADDRESS AND REDUCE VULNERABILITIES

23. We commit to respond to the needs of migrants. To realize this commitment, we will:

(a) Establish comprehensive policies;

(b) Build upon existing practices to facilitate access for migrants
in an irregular status;

(c) Regularization is for each State to decide.

OBJECTIVE 8: SAVE LIVES

24. We commit to save lives.
"""
FINAL = """\
Preamble

Recalling regularization,

23. We commit to respond to the needs of migrants.

(c) Regularization is for each sovereign State to decide.
"""


@pytest.fixture
def root(folder: FolderMaker) -> Path:
    return folder(*CHAIN)


@pytest.fixture
def with_texts(root: Path) -> Path:
    (root / "texts").mkdir()
    (root / "texts" / "rev-1.en.md").write_text(REV_1, encoding="utf-8")
    (root / "texts" / "rev-2.en.txt").write_text(REV_2, encoding="utf-8-sig", newline="\r\n")
    (root / "texts" / "final.en.md").write_text(FINAL, encoding="utf-8")
    return root


def told(result: Result, *kinds: str) -> list[tuple[str, ...]]:
    """Draft, answer, place, text, by, source and the record that says it, of the answers of these kinds or of all."""
    rows = [line.split("\t") for line in result.lines]
    return [(row[8], *row[3:8], row[9]) for row in rows if not kinds or row[3] in kinds]


def test_what_drafts_are_reported_to_have_changed(root: Path, run: Run) -> None:
    assert told(run("trail", "--topic", "regularization"), "reported") == [
        ("rev-1", "reported", "added, reported, objective 7", "A way to regular status comes in.", "IISD", "https://iisd.example/report", "rev-1"),
        ("rev-2", "reported", "changed, inferred, objective 7", "Assessments of each case instead.", "", "", "rev-2"),
    ]  # fmt: skip


def test_what_was_asked_of_the_draft_on_the_table(root: Path, run: Run) -> None:
    """A letter to the fourth round, in May, is on the draft of March; what was said after the talks on the last one."""
    found = told(run("trail", "regularization"), "asked by")
    assert [(row[0], row[6]) for row in found] == [
        ("rev-1", "on-rev-1"),
        ("rev-1", "at-round-4"),
        ("rev-1", "early"),
        ("rev-2", "late"),
    ]
    assert found[0] == ("rev-1", "asked by", "1 April 2018, critical", "Comment: Asks for regularization of all.", "WIMN", "https://wimn.example/comment", "on-rev-1")  # fmt: skip
    assert found[1][2:5] == ("May 2018, at Fourth round", "Letter", "NNIRR")


def test_a_statement_from_before_a_draft_is_not_on_it(folder: FolderMaker, run: Run) -> None:
    """Made on 26 June for the round of July, when the draft of 29 June was not yet there."""
    folder(
        milestone("talks", date="2018-02/2018-07"),
        milestone("rev-2", kind="document", date="2018-05-28", part_of="talks"),
        milestone("rev-3", kind="document", date="2018-06-29", part_of="talks", supersedes="rev-2"),
        milestone("round-6", date="2018-07-09", part_of="talks"),
        organisation(),
        statement("before", title="On firewalls", date="2018-06-26", milestone="round-6"),
        statement("after", title="On firewalls", date="2018-07-01", milestone="round-6"),
    )
    found = told(run("trail", "firewalls"), "asked by")
    assert [(row[0], row[6]) for row in found] == [("rev-2", "before"), ("rev-3", "after")]


def test_silence_is_never_absence(root: Path, run: Run) -> None:
    """Nothing is known of the zero draft and of the resolution: both say so, with where a reader finds the text."""
    found = told(run("trail", "regularization"), "not known")
    assert [(row[0], row[3], row[5]) for row in found] == [
        ("zero", "no text held", ""),
        ("rev-1", "no text held", ""),
        ("rev-2", "no text held", ""),
        ("final", "no text held", "https://undocs.org/A/RES/73/195"),
    ]
    assert run("trail", "statelessness") == Result(
        0,
        "",
        "gcmtrack: nothing is known of statelessness: no draft is reported to have changed it, no statement on one"
        " speaks of it; see which texts are held with: gcmtrack trail --texts\n",
    )


def test_objectives_and_words_narrow_together(root: Path, run: Run) -> None:
    assert [row[6] for row in told(run("trail", "--objective", "7"), "asked by", "reported")] == [
        "rev-1",
        "early",
        "rev-2",
    ]
    assert [row[3] for row in told(run("trail", "firewall", "--objective", "15"), "reported")] == [
        "The firewall is gone."
    ]
    assert told(run("trail", "--topic", "regularization", "--org", "nnirr"), "asked by")[0][6] == "at-round-4"


def test_on_leaves_the_chain_of_a_milestone(root: Path, run: Run) -> None:
    assert [row[0] for row in told(run("trail", "statelessness", "--on", "rev-1"))] == ["zero", "rev-1", "rev-2", "final"]  # fmt: skip
    assert [row[0] for row in told(run("trail", "statelessness", "--on", "alone"))] == ["alone"]


def test_where_words_stand_and_how_their_wording_changed(with_texts: Path, run: Run) -> None:
    found = [(row[0], row[2], row[3]) for row in told(run("trail", "regularization"), "stands at")]
    assert found == [
        (
            "rev-1",
            "objective 7, paragraph 23 (b)",
            "Build upon existing practices for regularization of migrants in an irregular status;",
        ),
        ("rev-1", "objective 7, paragraph 24", "Regularization campaigns are taken note of."),
        (
            "rev-2",
            "objective 7, paragraph 23 (c), not in Rev 1",
            "Regularization is for each State to decide.",
        ),
        (
            "rev-2",
            "no longer at objective 7, paragraph 23 (b) of Rev 1, now objective 7, paragraph 23 (b)",
            "Build upon existing practices {+to facilitate access+} for [-regularization of-] migrants in an irregular status;",
        ),
        (
            "rev-2",
            "no longer at objective 7, paragraph 24 of Rev 1",
            "[-Regularization campaigns are taken note of.-]",
        ),
        ("final", "line 3, not in Rev 2", "Recalling regularization,"),
        (
            "final",
            "paragraph 23 (c), changed since Rev 2",
            "Regularization is for each {+sovereign+} State to decide.",
        ),
    ]
    assert [row[0] for row in told(run("trail", "regularization"), "not known")] == ["zero"]


def test_what_stands_as_before_says_so_and_what_stands_nowhere_too(with_texts: Path, run: Run) -> None:
    found = [(row[0], row[2], row[5]) for row in told(run("trail", "comprehensive", "policies"), "stands at")]
    assert found == [
        ("rev-1", "objective 7, paragraph 23 (a)", "texts/rev-1.en.md"),
        ("rev-2", "objective 7, paragraph 23 (a), as in Rev 1", "texts/rev-2.en.txt"),
        ("final", "nowhere in texts/final.en.md", "texts/final.en.md"),
        ("final", "no longer at objective 7, paragraph 23 (a) of Rev 2", "texts/final.en.md"),
    ]


def test_an_objective_alone_is_all_of_its_part(with_texts: Path, run: Run) -> None:
    found = [(row[0], row[2]) for row in told(run("trail", "--objective", "8"), "stands at")]
    assert found == [
        ("rev-1", "objective 8, line 14"),
        ("rev-1", "objective 8, paragraph 25"),
        ("rev-2", "objective 8, line 12, changed since Rev 1"),
        ("rev-2", "objective 8, paragraph 24, as in Rev 1"),
        ("final", "nowhere in texts/final.en.md"),
        ("final", "no longer at objective 8, line 12 of Rev 2"),
        ("final", "no longer at objective 8, paragraph 24 of Rev 2"),
    ]


def test_a_topic_of_two_words_is_found_in_a_text(root: Path, run: Run) -> None:
    (root / "texts").mkdir()
    for id_, said in (
        ("rev-1", "Non-refoulement holds for all migrants."),
        ("rev-2", "Non refoulement holds for all migrants."),
        ("final", "Refoulement."),
    ):
        (root / "texts" / f"{id_}.en.txt").write_text(f"1. {said}\n", encoding="utf-8")
    (root / "statements" / "x.toml").write_text(
        'title = "X"\nkind = "statement"\ndate = "2018-04-01"\norganisations = ["wimn"]\ntopics = ["non-refoulement"]\n'
        '[[sources]]\ntitle = "S"\nurl = "https://example.org"\n',
        encoding="utf-8",
    )
    found = [(row[0], row[2]) for row in told(run("trail", "--topic", "non-refoulement"), "stands at")]
    assert found[:2] == [("rev-1", "paragraph 1"), ("rev-2", "paragraph 1, changed since Rev 1")]
    assert found[2] == ("final", "nowhere in texts/final.en.txt")


def test_texts_are_compared_in_one_language_only(root: Path, run: Run) -> None:
    (root / "texts").mkdir()
    (root / "texts" / "rev-1.en.txt").write_text("1. On regularization.\n", encoding="utf-8")
    (root / "texts" / "rev-2.es.txt").write_text("1. Sobre la regularización.\n", encoding="utf-8")
    (root / "texts" / "final.en.txt").write_text("1. On regularization.\n", encoding="utf-8")
    found = [(row[0], row[2]) for row in told(run("trail", "regularizacion"), "stands at")]
    assert found == [
        ("rev-1", "nowhere in texts/rev-1.en.txt"),
        ("rev-2", "paragraph 1"),
        ("final", "nowhere in texts/final.en.txt"),
    ]
    assert [row[2] for row in told(run("trail", "on regularization"), "stands at")][
        2
    ] == "paragraph 1, as in Rev 1"


def test_which_texts_are_held_and_where_others_are(with_texts: Path, run: Run) -> None:
    rows = [line.split("\t")[2:] for line in run("trail", "--texts").lines]
    assert rows == [
        ["Zero Draft", "", "", "zero"],
        ["Rev 1", "texts/rev-1.en.md", "", "rev-1"],
        ["Rev 2", "texts/rev-2.en.txt", "", "rev-2"],
        ["Resolution", "texts/final.en.md", "https://undocs.org/A/RES/73/195", "final"],
    ]


def test_what_is_no_text_is_said(with_texts: Path, run: Run) -> None:
    texts = with_texts / "texts"
    (texts / "rev-1.en.txt").write_text("again", encoding="utf-8")
    (texts / "Rev 2.txt").write_text("x", encoding="utf-8")
    (texts / "zero.fr.md").write_bytes(b"\xff\xfe")
    (texts / "nothing.en.md").write_text("x", encoding="utf-8")
    (texts / "README.md").write_text("x", encoding="utf-8")
    (texts / "zero.en.md").symlink_to("/etc/hostname")
    assert run("trail", "--texts").err.splitlines() == [
        "gcmtrack: texts/Rev 2.txt: the name is not MILESTONE.LANGUAGE.md or .txt, as draft-rev-1.en.md",
        "gcmtrack: texts/rev-1.en.txt: texts/rev-1.en.md is the same text in the same language",
        "gcmtrack: texts/zero.en.md: cannot be read as a text in UTF-8 of at most 20 MiB",
        "gcmtrack: texts/zero.fr.md: cannot be read as a text in UTF-8 of at most 20 MiB",
        "gcmtrack: texts/nothing.en.md: there is no milestone 'nothing'",
    ]


def test_texts_are_no_records(with_texts: Path, run: Run) -> None:
    assert run("check", "--today", "2018-12-31").err == run("check", "--today", "2018-12-31").err
    assert "texts" not in run("check", "--today", "2018-12-31").out


def test_something_must_be_asked(root: Path, run: Run) -> None:
    assert run("trail") == Result(
        2,
        "",
        "gcmtrack: say what became of what: WORDS, --topic or --objective, or --texts; changes are recorded on firewalls and regularization\n",
    )


def test_json_holds_the_words_that_changed(with_texts: Path, run: Run) -> None:
    document = json.loads(run("trail", "regularization", "--json").out)
    (chain,) = (one["chain"] for one in document["records"])
    answer = chain[3]["answers"][-1]
    assert (answer["kind"], answer["place"], answer["path"]) == ("stands at", "paragraph 23 (c), changed since Rev 2", "texts/final.en.md")  # fmt: skip
    assert answer["stretches"] == [
        {"kind": "same", "text": "Regularization is for each"},
        {"kind": "added", "text": "sovereign"},
        {"kind": "same", "text": "State to decide."},
    ]
    assert chain[1]["answers"][0]["sources"] == [{"text": "IISD", "url": "https://iisd.example/report"}]


def test_a_page_marks_what_came_and_went(with_texts: Path, run: Run) -> None:
    page = run("trail", "regularization", "--format", "html").out
    assert "practices <ins>to facilitate access</ins> for <del>regularization of</del> migrants" in page
    assert "<h2>Rev 2 (28 May 2018)</h2>" in page
    markdown = run("trail", "regularization", "--format", "markdown").out
    assert "practices \\{+to facilitate access+\\} for \\[-regularization of-\\] migrants" in markdown
    assert "- **not known**: no text held\n" in markdown


def test_csv(root: Path, run: Run) -> None:
    lines = run("trail", "--topic", "firewalls", "--format", "csv").out.splitlines()
    assert lines[0] == "date,when,draft,answer,place,text,by,source,draft_id,id"
    assert '2018-05-28,28 May 2018,Rev 2,reported,"removed, reported, objective 15",The firewall is gone.,IISD,https://iisd.example/report,rev-2,rev-2' in lines  # fmt: skip


def test_a_terminal_shows_the_answers_apart(with_texts: Path, terminal: Terminal) -> None:
    shown = [line.rstrip() for line in terminal(100, "trail", "regularization").text.splitlines()]
    assert shown[:11] + shown[15:16] == [
        "From Zero Draft to Resolution",
        "",
        "Zero Draft · 5 February 2018 · zero",
        "  not known  no text held",
        "",
        "Rev 1 · 26 March 2018 · rev-1",
        "  reported   added, reported, objective 7",
        "             A way to regular status comes in.",
        "             IISD",
        "             https://iisd.example/report",
        "  asked by   1 April 2018, critical",
        "  asked by   May 2018, at Fourth round",
    ]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_words_of_any_language_fit_a_narrow_terminal(language: str, terminal: Terminal) -> None:
    screen = terminal(40, "trail", "regularization", "--in", language, "--records", SHIPPED)
    assert screen.wider(40) == []


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("more", [["regularization"], ["--texts"], ["--objective", "13"]], ids=" ".join)
def test_nothing_is_wider_than_the_terminal(width: int, more: list[str], terminal: Terminal) -> None:
    screen = terminal(width, "trail", *more, "--records", SHIPPED)
    assert (screen.code, screen.err) == (0, "")
    assert screen.wider(width) == []


# Paragraphs and words.


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1. One\n2. Two", ["1", "2"]),
        ("1. One\n(a) A\n(b) B\n2. Two\n(a) A", ["1", "1 (a)", "1 (b)", "2", "2 (a)"]),
        ("23.\tWe commit\na) A\nb) B", ["23", "23 (a)", "23 (b)"]),
        ("23. We\n(g) G\n(h) H\n(i) I\n(j) J", ["23", "23 (g)", "23 (h)", "23 (i)", "23 (j)"]),
        ("5. We\n(a) A\n(i) One\n(ii) Two\n(b) B", ["5", "5 (a)", "5 (a) (i)", "5 (a) (ii)", "5 (b)"]),
        ("(i) One\n(ii) Two\n(iii) Three", ["(i)", "(ii)", "(iii)"]),
        ("**23.** We commit\n\n**(a)** A", ["23", "23 (a)"]),
        ("23\\. We commit", ["23"]),
        ("We recall\nthe charter.\n\n- a bullet\n- another", ["", "", ""]),
        ("In 2018. The year\n(see the annex) it was", [""]),
    ],
)
def test_numbers_of_paragraphs(text: str, labels: list[str]) -> None:
    assert [paragraph.label for paragraph in paragraphs(text)] == labels


def test_paragraphs_know_their_part_and_line() -> None:
    found = paragraphs(REV_1)
    assert [(p.line, p.label, p.objective) for p in found] == [
        (1, "", None), (3, "", 7), (5, "23", 7), (7, "23 (a)", 7), (9, "23 (b)", 7), (12, "24", 7), (14, "", 8), (16, "25", 8),
    ]  # fmt: skip
    assert (
        found[4].text
        == "Build upon existing practices for regularization of migrants in an irregular status;"
    )
    assert found[3].part == "Objective 7: Address and reduce vulnerabilities"


@given(st.text())
def test_no_text_is_lost_in_paragraphs(text: str) -> None:
    """All letters stand in some paragraph, in order; only marks and markup are taken off."""
    kept = "".join("".join(p.text.split()) for p in paragraphs(text))
    letters = [c for c in text if c.isalpha() and len(c.encode()) > 1]
    remaining = iter(kept)
    assert all(letter in remaining for letter in letters)


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("end detention", "end detention", "end detention"),
        ("end child detention now", "work to end child detention", "{+work to+} end child detention [-now-]"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("a b c", "a x c", "a [-b-] {+x+} c"),
    ],
)
def test_a_difference_of_words(before: str, after: str, difference: str) -> None:
    assert plain(word_diff(before, after)) == difference


_sentences = st.lists(st.sampled_from(["we", "commit", "to", "end", "detention", "of", "children"]), max_size=12).map(" ".join)  # fmt: skip


@given(_sentences, _sentences)
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    stretches = word_diff(before, after)
    assert " ".join(s.text for s in stretches if s.kind != "added") == before
    assert " ".join(s.text for s in stretches if s.kind != "removed") == after


# What the shipped records tell.


@pytest.mark.parametrize(
    ("arguments", "story"),
    [
        (["regularization"], [("draft-rev-2", "changed"), ("marrakech-outcome", "kept")]),
        (["non-refoulement"], [("draft-rev-2", "added"), ("draft-rev-3", "removed"), ("marrakech-outcome", "kept")]),
        (
            ["--topic", "climate"],
            [("zero-draft-plus", "added"), ("draft-rev-1", "added"), ("draft-rev-2", "added"), ("draft-rev-2", "added")],
        ),
        (["--objective", "13"], [("draft-rev-2", "changed"), ("marrakech-outcome", "kept")]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value[0], str) else "",
)  # fmt: skip
def test_the_documented_story_is_told_with_its_sources(
    arguments: list[str], story: list[tuple[str, str]], run: Run
) -> None:
    found = told(run("trail", *arguments, "--records", SHIPPED), "reported")
    assert [(row[0], row[2].split(",")[0]) for row in found] == story
    assert all(row[4] and row[5].startswith("http") for row in found)


def test_the_modalities_of_the_forum_are_a_chain_too(run: Run) -> None:
    found = told(run("trail", "--topic", "modalities", "--on", "a-res-73-326", "--records", SHIPPED))
    assert list(dict.fromkeys(row[0] for row in found)) == [
        "imrf-modalities-zero-draft",
        "imrf-modalities-final-draft",
        "imrf-modalities-final-revised-draft",
        "a-res-73-326",
    ]


def test_the_number_of_an_objective_is_no_word(with_texts: Path, run: Run) -> None:
    """As for `show` and `objectives`; it was looked for in the texts, and nothing was known of "objective 8"."""
    asked = run("trail", "--objective", "8")
    for words in (["8"], ["objective", "8"], ["Objetivo 8"]):
        assert run("trail", *words) == asked
