"""Finding a record by what people call it."""

from functools import cache

import pytest

from builders import milestone, organisation, records, statement
from conftest import SHIPPED
from gcmtrack.errors import AmbiguousName, NoSuchRecord
from gcmtrack.input import lookup
from gcmtrack.store.load import load
from gcmtrack.text import name_key
from gcmtrack.wording import LANGUAGES, wording_of

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_organisation_is_called_in_print_is_understood(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each name is held against all the others.
    monkeypatch.setattr(lookup, "name_key", cache(name_key))
    wording, all_ = wording_of(language), load(SHIPPED).records
    misread = []
    for each in all_.organisations.values():
        country = wording.country(each.country) if each.type == "state" and each.country else ""
        for name in filter(None, (wording.acronym(each), wording.title_alone(each), country)):
            try:
                found = lookup.find_organisation(all_, name).id
            except AmbiguousName:
                # Two go by it in the records themselves.
                found = each.id if name == each.acronym else ""
            misread += [] if found == each.id else [(each.id, name, found)]
    assert misread == []


def test_an_acronym_in_another_language_is_no_name_where_an_organisation_goes_by_it() -> None:
    un = organisation("ohchr", acronym="OHCHR", type="un-body")
    assert lookup.find_organisation(records(un), "ACNUDH").id == "ohchr"
    assert lookup.find_organisation(records(un, organisation("own", acronym="ACNUDH")), "acnudh").id == "own"
    # Words for what has an acronym are those of one record, not of others with the same letters.
    own = organisation("coalition", acronym="OHCHR")
    assert wording_of("es").acronym(own) == "OHCHR"


def test_a_state_goes_by_the_name_of_its_country() -> None:
    state = organisation("pyongyang", name="Government in Pyongyang", type="state", country="KP")
    assert lookup.find_organisation(records(state), "Corée du Nord").id == "pyongyang"
    with pytest.raises(NoSuchRecord):
        lookup.find_organisation(records(state), "KP")


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
        ("records/milestones/draft-rev-2.toml:12:", "draft-rev-2"),
        ("records/milestones/draft-rev-2.toml:12:5", "draft-rev-2"),
        ("C:\\records\\milestones\\draft-rev-2.toml", "draft-rev-2"),
        ("draft-rev-2.toml", "draft-rev-2"),
        ("draft-rev-2.toml:12", "draft-rev-2"),
        ("milestones/" * 2000 + "draft-rev-1", "draft-rev-1"),
        ("mixed", "mixed-migration-centre"),
    ],
)
def test_a_record_is_found_by_id_or_start_or_symbol(name: str, found: str) -> None:
    assert lookup.find_record(ALL, name).id == found


def test_a_single_letter_is_no_word_that_records_have() -> None:
    """`show x` listed every organisation with an x in its name."""
    with pytest.raises(NoSuchRecord, match=r"unknown record 'x'; find it with: gcmtrack search x"):
        lookup.find_record(ALL, "x")


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
        ("Cote d'Azur", "unknown record \"Cote d'Azur\"; find it with: gcmtrack search Cote 'd'\"'\"'Azur'"),
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


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("First International Migration Review Forum", "imrf-2022"),
        ("first international migration review forum.", "imrf-2022"),
        ("Primer Foro de Examen de la Migración Internacional", "imrf-2022"),
        ("IMRF-2022", "imrf-2022"),
        ("imrf 2022", "imrf-2022"),
        ("milestones/IMRF-2022", "imrf-2022"),
        ("Imrf-2022.toml:4", "imrf-2022"),
        ("UN Doc. a/res/73/326", "modalities"),
        ("https://undocs.org/es/A/RES/73/326", "modalities"),
        ("the peoples coalition", "coalition"),
        ("People’s Coalition", "coalition"),
    ],
)
def test_a_record_is_found_by_its_title_its_symbol_as_pasted_and_names_without_signs(
    name: str, found: str
) -> None:
    assert lookup.find_record(FORUMS, name).id == found


FORUMS = records(
    milestone("imrf-2022-round-table-1", title="Round table 1 of the forum", part_of="imrf-2022", date="2022-05-17"),
    milestone(
        "imrf-2022",
        title="First International Migration Review Forum",
        titles={"es": "Primer Foro de Examen de la Migración Internacional"},
        date="2022-05-17/2022-05-20",
    ),
    milestone("imrf-2022-hearing", title="Hearing before the forum", date="2022-05-16"),
    milestone("modalities", kind="decision", type="resolution", title="Modalities", symbol="A/RES/73/326", date="2019"),
    organisation("coalition", name="Peoples' Coalition"),
)  # fmt: skip


def test_candidates_stand_one_a_line_wholes_first_with_date_and_title() -> None:
    with pytest.raises(AmbiguousName) as error:
        lookup.find_record(FORUMS, "imrf")
    assert (
        str(error.value)
        == "'imrf' can mean imrf-2022, imrf-2022-hearing or imrf-2022-round-table-1; give the id"
    )
    assert error.value.lines == (
        "'imrf' can mean 3 records; give the id",
        "  imrf-2022                17–20 May 2022  First International Migration Review Forum",
        "  imrf-2022-hearing        16 May 2022  Hearing before the forum",
        "  imrf-2022-round-table-1  17 May 2022  Round table 1 of the forum",
    )


def test_more_candidates_than_are_shown_come_with_a_search() -> None:
    many = records(*(milestone(f"session-{number:02}") for number in range(12)))
    with pytest.raises(AmbiguousName) as error:
        lookup.find_record(many, "session")
    assert error.value.lines[-1] == "  4 more: gcmtrack search session"
    assert len(error.value.lines) == 10


def test_words_find_what_has_them_where_words_are_asked_for() -> None:
    assert lookup.find_record(FORUMS, "round tables", by_words=True).id == "imrf-2022-round-table-1"
    assert lookup.find_record(FORUMS, "migration forum", by_words=True).id == "imrf-2022"
    with pytest.raises(AmbiguousName, match="imrf-2022, imrf-2022-hearing or imrf-2022-round-table-1"):
        lookup.find_record(FORUMS, "the forum 2022", by_words=True)


def test_an_id_that_is_not_there_means_no_other_record() -> None:
    with pytest.raises(NoSuchRecord):
        lookup.find_record(FORUMS, "tables-round", by_words=True)


def test_elsewhere_words_are_no_name_and_those_who_have_them_are_told() -> None:
    with pytest.raises(NoSuchRecord) as error:
        lookup.find_record(FORUMS, "round tables", ["milestones"])
    assert error.value.lines[1:] == ("  imrf-2022-round-table-1  17 May 2022  Round table 1 of the forum",)
