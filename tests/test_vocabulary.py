"""The field's own words hang together."""

from gcmtrack.model import objectives, vocabulary
from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES


def test_there_are_23_objectives_with_titles_in_each_language() -> None:
    assert [o.number for o in objectives.OBJECTIVES] == list(range(1, 24))
    for objective in objectives.OBJECTIVES:
        assert objectives.objective(objective.number) == objective
        assert all((objective.title, objective.short, objective.es, objective.fr))
    for titles in zip(*((o.title, o.short, o.es, o.fr) for o in objectives.OBJECTIVES), strict=True):
        assert len(set(titles)) == 23


def test_the_round_tables_share_out_the_objectives() -> None:
    taken = [number for table in objectives.ROUND_TABLES for number in table]
    assert sorted(taken) == list(range(1, 24))


def test_the_principles_are_ten_letters() -> None:
    assert "".join(principle.letter for principle in objectives.PRINCIPLES) == "abcdefghij"


def test_only_declarations_are_both_a_text_and_a_decision() -> None:
    kinds = {
        type_: [kind for kind, types in vocabulary.TYPES_OF_KIND.items() if type_ in types]
        for type_ in vocabulary.MILESTONE_TYPES
    }
    assert {t: k for t, k in kinds.items() if len(k) > 1} == {"declaration": ["document", "decision"]}
    assert set(vocabulary.TYPES_OF_KIND) == set(vocabulary.MILESTONE_KINDS)


def test_codes_are_codes() -> None:
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)
    assert all(len(code) in (2, 3) and code.islower() for code in LANGUAGES)
    assert {"CH", "MA", "MX", "US", "CL", "GB"} <= set(COUNTRIES)
    assert {"en", "es", "fr", "ar", "zh", "ru", "pt"} <= set(LANGUAGES)
