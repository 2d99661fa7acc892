"""Names of events and texts: the same in three languages, and found without trying every phrase on every word."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcmtrack.audit.matching.name_words import BEGINNINGS, PHRASES
from gcmtrack.audit.matching.names import name_of

BEGINS = re.compile("|".join(re.escape(letters) for letters in BEGINNINGS.split()))


@pytest.mark.parametrize("pattern", [pattern for _, pattern in PHRASES])
def test_a_phrase_begins_with_letters_that_are_told(pattern: str) -> None:
    @settings(max_examples=60, database=None)
    @given(st.from_regex(pattern, fullmatch=True))
    def begins(text: str) -> None:
        assert BEGINS.match(text)

    begins()


@pytest.mark.parametrize(
    "text",
    [
        "Second round of negotiations",
        "Deuxième cycle de négociations",
        "Le deuxième cycle de négociations s'est tenu",
        "La segunda ronda de negociaciones tuvo lugar",
    ],
)
def test_one_round_in_three_languages(text: str) -> None:
    name = name_of(text)
    assert name.types == {"+negotiation-round"}
    assert name.ordinals == {"#2"}
    assert name.tokens == name.types | name.ordinals
