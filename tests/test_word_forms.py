"""Forms of one word, and terms that are looked for in texts."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SHIPPED
from gcmtrack.input import word_forms
from gcmtrack.input.search_terms import SEPARATOR, apart, terms
from gcmtrack.input.word_forms import bases, beginning, related
from gcmtrack.store.load import load
from gcmtrack.text import fold
from gcmtrack.views.texts import texts_of


@pytest.mark.parametrize(
    "forms",
    [
        "regularisation regularization regularisations",
        "regularise regularize regularised regularizing",
        "labour labor labours",
        "labourers laborer",
        "vote votes voted voting",
        "plan plans planned planning",
        "study studies studied",
        "policy policies",
        "organisation organizations",
        "centre centers",
        "programme programs",
        "behaviour behaviors",
        "travelled traveling",
        "process processes",
        "women woman",
        "child children",
        "detencion detenciones",
        "ciudad ciudades",
        "refugiado refugiada refugiados refugiadas",
        "mexicana mexicanos",
        "pacto pactos",
        "voz voces",
        "national nationaux nationale nationales",
        "regulier regulieres",
        "refugie refugiee refugies",
        "travail travaux",
        "migrante migrantes migrant migrants",
    ],
)
def test_forms_of_a_word_are_related(forms: str) -> None:
    first, *others = forms.split()
    for other in others:
        assert related(first, other), (first, other)
        assert related(other, first)


@pytest.mark.parametrize(
    "apart_",
    [
        "unions universe",
        "universe university",
        "plan plane",
        "human humane",
        "new news",
        "care cars",
        "migration migrant",
        "stats states",
        "past paste",
        "organ organization",
        "police policy",
        "general generate",
        "date data",
        "party part",
        "nation international",
        "rising rose",
        "africa african",
        "business busy",
    ],
)
def test_what_is_only_akin_is_not_related(apart_: str) -> None:
    one, other = apart_.split()
    assert not related(one, other)


def shipped_words() -> list[str]:
    records = load(SHIPPED).records
    text = fold(" ".join(text for record in records for _, text in texts_of(record, records)))
    return sorted(set(re.findall(r"[a-z]{4,}", text)))


def test_the_forms_in_the_records_begin_as_is_expected() -> None:
    """What a search skips by its beginning must be no form of the word."""
    by_base: dict[str, list[str]] = {}
    for word in shipped_words():
        for base in bases(word):
            by_base.setdefault(base, []).append(word)
    pairs = [(one, other) for words in by_base.values() for one in words for other in words]
    assert len(pairs) > 5000
    assert [(one, other) for one, other in pairs if not other.startswith(beginning(one))] == []
    # Light: no base gathers many words.
    assert max(map(len, by_base.values())) <= 12


@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=3))
def test_what_is_typed_finds_itself(texts: list[str]) -> None:
    whole = fold(" ".join(texts))
    for term in terms(texts):
        assert term.is_address or term.text not in whole or term.is_in(whole)
        assert term.is_in(f"before {term.text} after")
        for begin, end in term.spans(whole):
            assert 0 <= begin < end <= len(whole)


@given(st.from_regex(r"[a-zé]{3,14}", fullmatch=True))
def test_a_word_finds_itself_in_any_case(word: str) -> None:
    (term,) = terms([word.upper()])
    assert term.is_in(fold(word))
    assert related(fold(word), fold(word))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["Zero", "DRAFT"], ["zero", "draft"]),
        (["zero draft"], ["zero draft"]),
        (["zero  draft", "zero draft"], ["zero draft"]),
        (['"zero draft" Geneva 2018'], ["zero draft", "geneva", "2018"]),
        (["«borrador cero»"], ["borrador cero"]),
        (['an "unclosed mark'], ["an unclosed mark"]),
        (["https://www.example.org/a/"], ["example.org/a"]),
        (["WWW.EXAMPLE.ORG"], ["example.org"]),
        (["https://undocs.org/es/A/RES/73/195"], ["a/res/73/195"]),
        (["A/CONF.231/3"], ["a/conf.231/3"]),
        (["", " ", '""'], []),
    ],
)
def test_terms(typed: list[str], found: list[str]) -> None:
    assert [term.text for term in terms(typed)] == found


def test_a_phrase_stands_in_one_text() -> None:
    (phrase,) = terms(["zero draft"])
    assert phrase.is_in("the zero – drafts")
    assert phrase.is_in("zero\ndrafts")
    assert not phrase.is_in(f"zero{SEPARATOR}draft")
    assert not phrase.is_in("zero sum draft")


def test_a_phrase_can_be_taken_apart() -> None:
    assert [term.text for term in apart(terms(["zero draft", "example.org/a"]))] == [
        "zero",
        "draft",
        "example.org/a",
    ]


@pytest.mark.parametrize(
    ("found", "row"),
    [(str.__contains__, row) for row in (*word_forms._AMERICAN, *word_forms._BRITISH)]
    + [(str.endswith, row) for row in word_forms._FEMININE],
    ids=lambda value: value[1].pattern if isinstance(value, tuple) else "",
)
@settings(max_examples=15)
@given(data=st.data())
def test_what_an_expression_finds_has_the_letters_that_are_looked_for_first(
    found: Callable[[str, str], bool], row: tuple[str, re.Pattern[str], str], data: st.DataObject
) -> None:
    letters, pattern, _ = row
    # "$" lets a line end follow, which no word has.
    assert found(data.draw(st.from_regex(re.compile(pattern.pattern))).rstrip("\n"), letters)
