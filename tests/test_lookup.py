"""Finding a record by what people call it."""

import pytest

from builders import milestone, organisation, records, statement
from gcmtrack.errors import AmbiguousName, NoSuchRecord
from gcmtrack.input import lookup

ALL = records(
    organisation("nnirr", name="National Network for Immigrant and Refugee Rights", acronym="NNIRR"),
    organisation("gcm-coalition", name="Global Coalition on Migration", acronym="GCM"),
    organisation("mixed-migration-centre", name="Mixed Migration Centre", acronym="MMC"),
    organisation("migrants-mission", name="Migrants Mission", acronym="MMC"),
    organisation(
        "bloque",
        name="Latin American Bloc on Migration",
        aliases=["Bloque Latino"],
        names={"es": "Bloque Latinoamericano sobre Migración"},
    ),
    milestone("draft-rev-1"),
    milestone("draft-rev-2"),
    milestone("draft-rev-20"),
    milestone("a-res-73-195", kind="decision", symbol="A/RES/73/195"),
    milestone("both"),
    statement("both"),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("nnirr", "nnirr"),
        ("NNIRR", "nnirr"),
        (" gcm ", "gcm-coalition"),
        ("bloque latino", "bloque"),
        ("bloque latinoamericano sobre migracion", "bloque"),
        ("NATIONAL NETWORK FOR IMMIGRANT AND REFUGEE RIGHTS", "nnirr"),
    ],
)
def test_an_organisation_answers_to_all_its_names(name: str, found: str) -> None:
    assert lookup.find_organisation(ALL, name).id == found
    assert lookup.find_record(ALL, name).id == found


def test_an_acronym_of_two_is_ambiguous() -> None:
    with pytest.raises(AmbiguousName) as error:
        lookup.find_organisation(ALL, "mmc")
    assert str(error.value) == "'mmc' can mean migrants-mission or mixed-migration-centre; give the id"


def test_a_mistyped_organisation_is_met_with_the_nearest() -> None:
    with pytest.raises(NoSuchRecord) as error:
        lookup.find_organisation(ALL, "nnir")
    assert str(error.value) == "unknown organisation 'nnir', did you mean 'nnirr'?"


def test_the_start_of_an_organisation_is_not_enough_for_a_filter() -> None:
    with pytest.raises(NoSuchRecord):
        lookup.find_organisation(ALL, "mixed")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("draft-rev-1", "draft-rev-1"),
        ("draft-rev-2", "draft-rev-2"),
        ("a-res", "a-res-73-195"),
        ("A-RES", "a-res-73-195"),
        ("A/RES/73/195", "a-res-73-195"),
        ("a/res/73/195", "a-res-73-195"),
        ("milestones/draft-rev-1", "draft-rev-1"),
        ("DRAFT-REV-2", "draft-rev-2"),
        ("records/milestones/draft-rev-2.toml", "draft-rev-2"),
        ("./my records/milestones/draft-rev-2.toml:12", "draft-rev-2"),
        ("milestones/draft-rev-2:12", "draft-rev-2"),
        ("draft-rev-2.toml", "draft-rev-2"),
        ("draft-rev-2.toml:12", "draft-rev-2"),
        ("milestones/" * 2000 + "draft-rev-1", "draft-rev-1"),
        ("mixed", "mixed-migration-centre"),
    ],
)
def test_a_record_is_found_by_id_or_start_or_symbol(name: str, found: str) -> None:
    assert lookup.find_record(ALL, name).id == found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("draft", "'draft' can mean draft-rev-1, draft-rev-2 or draft-rev-20; give the id"),
        ("both", "'both' can mean milestones/both or statements/both; give the id"),
    ],
)
def test_what_is_ambiguous_lists_the_candidates(name: str, sentence: str) -> None:
    with pytest.raises(AmbiguousName) as error:
        lookup.find_record(ALL, name)
    assert str(error.value) == sentence


def test_many_candidates_are_counted() -> None:
    many = records(*(milestone(f"session-{number:02}") for number in range(12)))
    with pytest.raises(AmbiguousName, match=r"session-07 or 4 more; give the id$"):
        lookup.find_record(many, "session")


def test_the_folder_tells_two_records_apart() -> None:
    assert lookup.find_record(ALL, "statements/both").folder == "statements"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "drafd-rev-2",
            "unknown record 'drafd-rev-2', did you mean 'draft-rev-2', 'draft-rev-1' or 'draft-rev-20'?",
        ),
        ("zzzz", "unknown record 'zzzz'; find it with: gcmtrack search zzzz"),
        ("Cote d'Azur", "unknown record \"Cote d'Azur\"; find it with: gcmtrack search 'Cote d'\"'\"'Azur'"),
        ("-zzzz", "unknown record '-zzzz'; find it with: gcmtrack search -- -zzzz"),
        ("statements/zzzz.toml", "unknown statement 'zzzz'; use both; find it with: gcmtrack search zzzz"),
        ("", "unknown record ''; give an id, or look for one with: gcmtrack search WORDS"),
    ],
)
def test_a_mistyped_id_is_met_with_the_nearest(name: str, sentence: str) -> None:
    with pytest.raises(NoSuchRecord) as error:
        lookup.find_record(ALL, name)
    assert str(error.value) == sentence


def test_only_the_asked_kinds_are_looked_through() -> None:
    with pytest.raises(NoSuchRecord) as error:
        lookup.find_record(ALL, "nnirr", ["milestones"])
    assert str(error.value) == (
        "unknown milestone 'nnirr'; use a-res-73-195, both, draft-rev-1, draft-rev-2 or draft-rev-20;"
        " find it with: gcmtrack search nnirr"
    )


def test_two_spellings_of_one_name_are_offered_once() -> None:
    one = records(organisation("wimn", name="WIMN", acronym="WIMN", aliases=["wimn"]))
    with pytest.raises(NoSuchRecord) as error:
        lookup.find_record(one, "zzzz")
    assert str(error.value) == "unknown record 'zzzz'; use wimn; find it with: gcmtrack search zzzz"
