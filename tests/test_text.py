"""Words as people type them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gcmtrack.text import bare, counted, fold, nearest, one_of, slug, unknown_word


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("México", "mexico"),
        ("MÉXICO", "mexico"),
        ("Mex\u0069\u0301co", "mexico"),
        ("Straße", "strasse"),
        ("Ω", "ω"),
        ("mise en œuvre", "mise en oeuvre"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ǾÆØÞÐĐ", "oaeothdd"),
        ("ISTANBUL ıstanbul İstanbul", "istanbul istanbul istanbul"),
        ("People’s People‘s Peopleʼs People´s People′s", "people's people's people's people's people's"),
        ("“Pact” «Pacto» „Pakt“", '"pact" "pacto" "pakt"'),
        ("2018–2019 2018—2019 2018‑2019 2018−2019", "2018-2019 2018-2019 2018-2019 2018-2019"),
        ("inter\u00adnational\u200b \ufeffmigra\u200dtion", "international migration"),
        ("العـــربية", "العربية"),
        ("الإتفاق", "الاتفاق"),
        ("فارسی", "فارسي"),
        ("ＵＮ ﬁnal", "un final"),
    ],
)
def test_fold_takes_off_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_folding_a_text_folds_its_characters(text: str) -> None:
    """The spans that a search points out rest on this."""
    assert "".join(map(fold, text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bloque Latinoamericano sobre Migración", "bloque-latinoamericano-sobre-migracion"),
        ("A/RES/73/195", "a-res-73-195"),
        ("  -- ", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("العربية", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "People's  Global Action",
        "People’s Global Action.",
        "Peoples global-action",
        "«PEOPLES» GLOBAL ACTION",
    ],
)
def test_bare_text_is_the_same_whatever_stands_between_words(text: str) -> None:
    assert bare(text) == "peoplesglobalaction"


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("nnir", ["wimn", "nnirr", "unitar"], ["nnirr"]),
        ("IMFR", ["imrf", "iom"], ["imrf"]),
        ("implem", ["implementation", "review"], ["implementation"]),
        ("asia", ["africa", "asia-pacific"], ["asia-pacific"]),
        ("witzerland", ["Switzerland", "Swaziland"], ["Switzerland"]),
        ("Switserlnad", ["Swaziland", "Switzerland"], ["Switzerland"]),
        ("zzz", ["wimn"], []),
        ("revue", ["review", "adoption"], ["review"]),
        ("im", ["imrf"], []),
        ("", ["wimn"], []),
    ],
)
def test_the_likeliest_comes_first(word: str, known: list[str], near: list[str]) -> None:
    assert nearest(word, known) == near


@pytest.mark.parametrize(
    ("word", "absurd"),
    [
        ("Suiza", "Suriname"),
        ("Holland", "Poland"),
        ("DR Congo", "Congo"),
        ("Burma", "Bermuda"),
        ("Deutschland", "Netherlands"),
        ("español", "Esperanto"),
        ("castellano", "Catalan"),
        ("nnir", "unitar"),
        ("Asia", "Africa"),
        ("Maroc", "Macao"),
    ],
)
def test_nothing_is_better_than_an_absurd_suggestion(word: str, absurd: str) -> None:
    assert nearest(word, [absurd]) == []


@given(st.text(min_size=3, max_size=12), st.data())
def test_one_slip_in_a_word_is_forgiven(word: str, data: st.DataObject) -> None:
    folded = fold(word)
    assume(len(folded) >= 5)
    at = data.draw(st.integers(1, len(folded) - 1))
    for slipped in (
        folded[:at] + folded[at + 1 :],
        folded[:at] + "x" + folded[at:],
        folded[: at - 1] + folded[at] + folded[at - 1] + folded[at + 1 :],
    ):
        assert nearest(slipped, [word]) == [word]


@pytest.mark.parametrize(
    ("value", "known", "sentence"),
    [
        ("reveiw", ["review", "adoption"], "unknown phase 'reveiw', did you mean 'review'?"),
        ("zzz", ["review", "adoption"], "unknown phase 'zzz'; use adoption or review"),
        ("zzz", [f"word-{n}" for n in range(50)], "unknown phase 'zzz'"),
        ("zzz", [], "unknown phase 'zzz'"),
    ],
)
def test_an_unknown_word_is_met_with_known_ones(value: str, known: list[str], sentence: str) -> None:
    assert unknown_word("phase", value, known) == sentence


def test_what_a_command_lists_is_not_listed_again() -> None:
    known = [f"word-{n}" for n in range(30)]
    assert unknown_word("topic", "zzz", known) == "unknown topic 'zzz'; see them with: gcmtrack topics"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_one_of(items: list[str], said: str) -> None:
    assert one_of(items) == said


def test_count() -> None:
    assert [counted(n, "record") for n in (0, 1, 2, 1027)] == [
        "0 records",
        "1 record",
        "2 records",
        "1,027 records",
    ]
