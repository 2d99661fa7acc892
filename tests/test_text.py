"""Words as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.text import counted, fold, nearest, one_of, slug, unknown_word


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("México", "mexico"),
        ("MÉXICO", "mexico"),
        ("Mex\u0069\u0301co", "mexico"),
        ("Straße", "strasse"),
        ("Ω", "ω"),
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


def test_nearest_puts_the_likeliest_first() -> None:
    assert nearest("nnir", ["wimn", "nnirr", "unitar"]) == ["nnirr", "unitar"]
    assert nearest("implem", ["implementation", "review"]) == ["implementation"]
    assert nearest("asia", ["africa", "asia-pacific"]) == ["asia-pacific", "africa"]
    assert nearest("zzz", ["wimn"]) == []


@pytest.mark.parametrize(
    ("value", "known", "sentence"),
    [
        ("reveiw", ["review", "adoption"], "unknown phase 'reveiw', did you mean 'review'?"),
        ("zzz", ["review", "adoption"], "unknown phase 'zzz'; use adoption or review"),
        ("zzz", [f"word-{n}" for n in range(30)], "unknown phase 'zzz'"),
        ("zzz", [], "unknown phase 'zzz'"),
    ],
)
def test_an_unknown_word_is_met_with_known_ones(value: str, known: list[str], sentence: str) -> None:
    assert unknown_word("phase", value, known) == sentence


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
