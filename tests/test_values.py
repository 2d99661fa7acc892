"""One reader a key: what filters understand, `add`, `edit` and the markers of pages understand too."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, records, statement
from conftest import FolderMaker, Run
from gcmtrack.errors import Misuse
from gcmtrack.input import values, vocabulary_words
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import RECORD_TYPES, REFERENCES
from gcmtrack.model.tables import Link
from gcmtrack.store import toml_text
from gcmtrack.wording.words import read_words

TODAY = date(2018, 7, 20)
ALL = records(
    organisation("wimn", acronym="WIMN", aliases=["Women, in Migration"]),
    milestone("final-draft", title="Final draft", kind="document", symbol="A/CONF.231/3"),
    statement("wimn-says"),
)


def understood(folder: Folder, key: str, text: str) -> Any:
    return values.read(folder, key, text, ALL, TODAY)


@pytest.mark.parametrize(
    ("folder", "key", "text", "value"),
    [
        ("milestones", "kind", "Event", "event"),
        ("milestones", "type", "Thematic Session", "thematic-session"),
        ("milestones", "region", "Asia and the Pacific", "asia-pacific"),
        ("milestones", "status", " CANCELLED ", "cancelled"),
        ("statements", "kind", "press release", "press-release"),
        ("statements", "stance", "supportive with concerns", "supportive-with-concerns"),
        ("organisations", "type", "UN body", "un-body"),
        ("milestones", "links.format", "PDF", "pdf"),
        ("milestones", "date", "13 July 2018", "2018-07-13"),
        ("statements", "date", "hier", "2018-07-19"),
        ("milestones", "checked", "today", date(2018, 7, 20)),
        ("milestones", "country", "méxico", "MX"),
        ("statements", "languages", "Spanish", "es"),
        ("milestones", "objectives", "05", 5),
        ("milestones", "objectives", "detention", 13),
        ("milestones", "objectives", "Alternativas a la detención", 13),
        ("milestones", "objectives", "envois de fonds", 20),
        ("milestones", "topics", "Labour rights", "labour-rights"),
        ("milestones", "symbol", "un doc. a/conf.231/3", "A/CONF.231/3"),
        ("statements", "cosigner_count", "0120", 120),
        ("milestones", "organisers", "WIMN", "wimn"),
        ("statements", "milestone", "final", "final-draft"),
        ("milestones", "supersedes", "A/CONF.231/3", "final-draft"),
        ("statements", "supersedes", "wimn", "wimn-says"),
        ("organisations", "url", " HTTPS://Wimn.Example/a ", "https://Wimn.Example/a"),
        ("milestones", "sources.title", " WIMN: news ", "WIMN: news"),
        ("milestones", "titles", "Spanish= Borrador", ("es", "Borrador")),
        ("milestones", "city", " New York ", "New York"),
    ],
)
def test_a_value_is_read_as_people_type_it(folder: Folder, key: str, text: str, value: Any) -> None:
    assert understood(folder, key, text) == value


@pytest.mark.parametrize(
    ("folder", "key", "text", "sentence"),
    [
        ("milestones", "kind", "statement", "unknown kind 'statement'; use deadline, decision, document or event"),
        ("milestones", "links.format", "word", "unknown format 'word'; use audio, docx, html, image, pdf, text or video"),
        ("milestones", "date", "10/12/2017", "'10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12"),
        ("milestones", "added", "2018-07", "'2018-07' is not a day; write it as 2018-07-13"),
        ("milestones", "country", "Swizerland", "unknown country 'Swizerland', did you mean 'CH' (Switzerland)?"),
        ("milestones", "topics", "!", "'!' is not a topic: small letters, digits and single hyphens"),
        ("milestones", "objectives", "cooperation", "'cooperation' can mean the objectives 14 or 23; give the number"),
        ("milestones", "objectives", "unicorns", "there is no objective 'unicorns'; the Compact has objectives 1 to 23"),
        ("statements", "cosigner_count", "0", "'0' is not a number of organisations"),
        ("statements", "cosigner_count", "1234567890", "'1234567890' is not a number of organisations"),
        ("statements", "cosigner_count", "١٢", "'١٢' is not a number of organisations"),
        ("statements", "cosigner_count", "1" * 5000, f"'{'1' * 5000}' is not a number of organisations"),
        ("organisations", "url", "wimn.example", "'wimn.example' is not a web address; write it whole, with http or https, as in https://wimn.example"),
        ("organisations", "url", "https://", "'https://' is not a web address; write it whole, with http or https"),
        ("organisations", "url", "https://a.example/b c", "'https://a.example/b c' is not a web address; write it whole, with http or https"),
        ("milestones", "sources.title", "https://a.example", "'https://a.example' is an address; the title of the page is asked for here"),
        ("milestones", "titles", "Borrador", "write LANG=TEXT, as in es=Declaración, not 'Borrador'"),
        ("milestones", "symbol", "73/195", "'73/195' is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_misuse(folder: Folder, key: str, text: str, sentence: str) -> None:
    with pytest.raises(Misuse) as error:
        understood(folder, key, text)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("key", "text", "parts"),
    [
        ("organisers", "wimn, WIMN", ["wimn", "WIMN"]),
        ("organisers", "women, in migration", ["women, in migration"]),
        ("topics", " labour, ,returns ,", ["labour", "returns"]),
    ],
)
def test_a_list_is_parted_at_commas_that_are_in_no_name(key: str, text: str, parts: list[str]) -> None:
    assert values.items("milestones", key, text, ALL, TODAY) == parts


def literals() -> Iterator[tuple[Folder, str, tuple[str, ...]]]:
    """Every key of the model that has a fixed list of words, found in the types themselves."""
    for folder in FOLDERS:
        fields: dict[str, Any] = get_type_hints(RECORD_TYPES[folder])
        fields["links.format"] = get_type_hints(Link)["format"]
        for key, hint in fields.items():
            options = (hint, *get_args(hint))
            words = [word for option in options if get_origin(option) is Literal for word in get_args(option)]
            if words:
                yield folder, key, tuple(dict.fromkeys(words))


@pytest.mark.parametrize(
    ("folder", "key", "words"), [*literals()], ids=lambda v: v if isinstance(v, str) else ""
)
def test_every_word_of_the_model_is_read_in_any_case(
    folder: Folder, key: str, words: tuple[str, ...]
) -> None:
    for word in words:
        assert understood(folder, key, word.upper().replace("-", " ")) == word


def test_every_reference_of_the_model_is_read_as_a_name() -> None:
    for folder, keys in REFERENCES.items():
        for key, kind in keys.items():
            (record,) = ALL.all_of(kind).values()
            assert understood(folder, key, record.id[:-1] if kind != "organisations" else "WIMN") == record.id


def test_no_key_has_a_reader_that_the_model_does_not_know() -> None:
    inner = {f"{table}.{field.name}" for table in ("links", "sources") for field in _fields(table)}
    known = {field for type_ in RECORD_TYPES.values() for field in type_.__struct_fields__} | inner
    assert set(values._READERS) <= known
    assert {key for words in values.WORDS.values() for key in words} <= known


def _fields(table: str) -> tuple[msgspec.structs.FieldInfo, ...]:
    (item, _) = get_args(get_type_hints(RECORD_TYPES["milestones"])[table])
    return msgspec.structs.fields(item)


@given(st.sampled_from(FOLDERS), st.data(), st.text(max_size=30))
def test_any_text_is_read_or_is_misuse(folder: Folder, data: st.DataObject, text: str) -> None:
    key = data.draw(
        st.sampled_from([*RECORD_TYPES[folder].__struct_fields__, "links.format", "sources.title"])
    )
    with suppress(Misuse):
        understood(folder, key, text)


# The same words, through every door.

SOURCE = ("--source-title", "S", "--source-url", "https://e.example/s")
MEETING = 'title = "Forum"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "2022-05"\n\n[[sources]]\ntitle = "S"\nurl = "https://e.example"\n'
SAME = [
    ("region", "region", "Asia and the Pacific", "asia-pacific"),
    ("kind", "kind", "Event", "event"),
    ("type", "type", "Round Table", "round-table"),
    ("phase", "phase", "Review", "review"),
    ("country", "country", "méxico", "MX"),
    ("topic", "topics", "Labour rights", ["labour-rights"]),
    ("objective", "objectives", "07", [7]),
    ("org", "organisers", "WIMN", ["wimn"]),
]
Maker = Callable[..., Path]


@pytest.mark.parametrize(("option", "key", "typed", "value"), SAME, ids=[case[1] for case in SAME])
def test_filters_add_edit_and_markers_understand_the_same(
    option: str, key: str, typed: str, value: Any, folder: FolderMaker, run: Run, tmp_path: Path
) -> None:
    matching = {"type": "round-table", key: value}
    root = folder(
        organisation("wimn", acronym="WIMN"),
        milestone("matching", title="Matching one", date="2017", **matching),
        milestones={"forum": MEETING},
    )
    others = {"kind": "event", "type": "forum", "phase": "review", "date": "2022"} | {option: typed}
    options = [part for name, given in others.items() for part in (f"--{name}", given)]
    made = run("add-milestone", "--title", "T", *options, *SOURCE, "--dry-run")
    assert (made.code, toml_text.parse(made.out)[key]) == (0, value)

    how = "--add" if isinstance(value, list) else "--set"
    edited = run("edit", "forum", how, f"{key}={typed}")
    assert (edited.err in ("", "gcmtrack: nothing changed\n"), edited.code) == (True, 0)
    assert toml_text.parse((root / "milestones/forum.toml").read_text())[key] == value

    assert "matching" in run("timeline", f"--{option}", typed).ids

    page = tmp_path / "page.md"
    page.write_text(f'<!-- gcmtrack:past {option}="{typed}" kind=event -->\n<!-- /gcmtrack:past -->\n')
    assert run("export", "--into", page, "--today", "2026-01-01").code == 0
    assert "Matching one" in page.read_text()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("1 January 2018", "2018-01-01"), ("1er janvier 2018", "2018-01-01"), ("yesterday", "2018-07-19"), ("July 2018", "2018-07-01")],
)  # fmt: skip
def test_every_date_is_read_alike(typed: str, first: str, folder: FolderMaker, run: Run) -> None:
    day = date.fromisoformat(first)
    before = date.fromordinal(day.toordinal() - 1)
    folder(
        milestone("before", title="Before", date=str(before)),
        milestone("there", title="There", date=first),
        milestones={"forum": MEETING},
    )
    today = ("--today", "20 July 2018")
    assert run("timeline", "--since", typed, "--until", "2018", *today).ids == ["there"]
    made = run("add-milestone", "--title", "T", "--kind", "event", "--type", "forum", "--phase", "review",
               "--date", typed, *SOURCE, "--dry-run", *today)  # fmt: skip
    written = toml_text.parse(made.out)["date"]
    assert first.startswith(written)
    edited = run("edit", "forum", "--set", f"date={typed}", *today)
    assert (edited.code, edited.err) == (0, "")
    assert run("show", "forum", "--json", *today).code == 0


@pytest.mark.parametrize(("word", "first"), [("yesterday", "0001-01-01"), ("hier", "0001-01-01")])
def test_yesterday_of_the_first_day_is_refused(word: str, first: str, folder: FolderMaker, run: Run) -> None:
    folder(milestone("m"))
    done = run("events", "--since", word, "--today", first)
    assert done == (2, "", f"gcmtrack: --since: {word!r} lies before the first day of the calendar\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "titles=x"], "'titles' is a table; write the language behind a dot, as in titles.es=..."),
        (
            ["--set", "titles=es=Foro"],
            "'titles' is a table; write the language behind a dot, as in titles.es=...",
        ),
        (
            ["--set", "titles.xx=x"],
            "unknown language 'xx'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages",
        ),
    ],
)
def test_a_title_is_given_with_its_language(
    options: list[str], said: str, folder: FolderMaker, run: Run
) -> None:
    root = folder(milestones={"forum": MEETING})
    assert run("edit", "forum", *options) == (2, "", f"gcmtrack: {said}\n")
    assert run("edit", "forum", "--set", "titles.Spanish=Foro").code == 0
    assert toml_text.parse((root / "milestones/forum.toml").read_text())["titles"] == {"es": "Foro"}


@pytest.mark.parametrize(
    ("folder", "key", "value", "called"),
    [
        ("milestones", "region", "latin-america-caribbean", "LAC; lac; ECLAC; CEPAL; CEPALC; GRULAC; América Latina y el Caribe; Amérique latine et Caraïbes; Latin America & the Caribbean"),
        ("milestones", "region", "europe-north-america", "ECE; UNECE; CEPE; Europe; Europa y América del Norte; Europe and North America"),
        ("milestones", "region", "asia-pacific", "ESCAP; CESPAP; Asia Pacific; Asie-Pacifique; Asia y el Pacífico"),
        ("milestones", "region", "arab-region", "ESCWA; CESPAO; CESAO; Arab States; région arabe"),
        ("milestones", "region", "africa", "ECA; UNECA; Afrique; África; Africa"),
        ("milestones", "phase", "review", "Review; examen; revisión"),
        ("milestones", "phase", "negotiation", "négociations intergouvernementales; negociaciones; negotiations"),
        ("milestones", "phase", "implementation", "aplicación; mise en œuvre; MISE EN OEUVRE"),
        ("milestones", "status", "cancelled", "cancelado; annulé; canceled"),
        ("milestones", "kind", "event", "evento; acto; événement"),
        ("milestones", "type", "round-table", "mesa redonda; table ronde; round table; Round-Table"),
        ("milestones", "type", "stocktaking-meeting", "reunión de balance; réunion de bilan"),
        ("statements", "kind", "explanation-of-vote", "explanation of vote; Explicación de voto; explication de vote; EOV"),
        ("statements", "kind", "joint-statement", "declaración conjunta; déclaration commune"),
        ("statements", "stance", "supportive-with-concerns", "supportive with concerns; a favor, con reservas; favorable, avec des réserves"),
        ("statements", "stance", "rejecting", "en contra; opposée"),
        ("organisations", "type", "civil-society", "civil society; sociedad civil; société civile; NGO; ONG"),
        ("organisations", "type", "trade-union", "sindicato; syndicat"),
        ("organisations", "type", "state", "Estado; État"),
        ("milestones", "kind", "event", "events; eventos; actos; manifestations; événements"),
        ("milestones", "kind", "deadline", "deadlines; plazos; fechas límite; dates limites; échéances"),
        ("milestones", "type", "negotiation-round", "ronda de negociación; rondas de negociaciones; cycle de négociations; séance de négociation"),
        ("milestones", "type", "stakeholder-hearing", "audiencia; auditions"),
        ("milestones", "phase", "consultation", "fase de consultas; phase de consultation; consulta"),
        ("milestones", "phase", "review", "exámenes; suivi; seguimiento"),
        ("milestones", "status", "cancelled", "cancelada; cancelados; annulée; annulées"),
        ("milestones", "status", "expected", "prevista; previstos; prévue; prévus"),
        ("milestones", "status", "tentative", "por confirmar; à confirmer"),
        ("milestones", "region", "asia-pacific", "CESAP; Asia-Pacífico"),
        ("milestones", "region", "arab-region", "países árabes; pays arabes; regiones árabes"),
        ("statements", "kind", "joint-statement", "declaraciones conjuntas; déclarations communes; joint statements"),
        ("statements", "kind", "explanation-of-vote", "explicación del voto; explicaciones de voto; explications de vote"),
        ("statements", "kind", "press-release", "comunicados; communiqués de presse; press releases"),
        ("statements", "kind", "declaration", "declaration; declarations"),
        ("statements", "stance", "supportive", "favorables; accueille; acoge con satisfacción"),
        ("statements", "stance", "supportive-with-concerns", "con reservas; avec des réserves"),
        ("statements", "stance", "critical", "críticas; critiques; críticos"),
        ("statements", "stance", "rejecting", "contre; rechazo; opuesta; opposées"),
        ("organisations", "type", "trade-union", "sindicatos; syndicats; trade unions"),
        ("organisations", "type", "state", "Estados; États membres"),
        ("milestones", "topics", "detention", "detention; Detención; rétention"),
        ("milestones", "topics", "children", "niños y niñas; enfants; children"),
    ],
)  # fmt: skip
def test_the_vocabulary_is_understood_in_three_languages(
    folder: Folder, key: str, value: str, called: str
) -> None:
    assert {text: understood(folder, key, text) for text in called.split("; ")} == dict.fromkeys(
        called.split("; "), value
    )


@pytest.mark.parametrize("text", ["declaración", "declaraciones", "déclaration", "Déclarations"])
def test_a_word_that_means_two_things_is_asked_about(text: str) -> None:
    """Without its accent "declaration" is English, and the word itself."""
    with pytest.raises(Misuse) as error:
        understood("statements", "kind", text)
    assert str(error.value) == f"'{text}' can mean 'statement' or 'declaration'; give the word"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["children detention"], "the words apart: 1; topic: detention"),
        (["detención", "nowhere"], "any of the words: 1; topic: detention"),
        (["chidlren"], "did you mean 'children'?"),
    ],
)
def test_a_search_without_a_hit_says_what_comes_near(
    words: list[str], said: str, folder: FolderMaker, run: Run
) -> None:
    folder(
        milestone("a", title="Detention of children", topics=["detention"]), milestone("b", title="Children")
    )
    assert run("search", *words) == (0, "", f"gcmtrack: no records match; {said}\n")


def test_words_of_a_listing_are_not_those_of_its_sources(folder: FolderMaker, run: Run) -> None:
    """C7: `documents A/RES/73/195` listed a resolution whose source only spoke of it."""
    folder(
        milestone("text", kind="decision", type="resolution", symbol="A/RES/73/195", date="2018-12-19"),
        milestone(
            "other",
            date="2018-08-06",
            sources=[{"title": "A/RES/73/195", "url": "https://undocs.org/A/RES/73/195"}],
        ),
    )
    assert run("timeline", "A/RES/73/195").ids == ["text"]
    assert run("search", "A/RES/73/195").ids == ["text", "other"]
    assert run("timeline", "undocs.org/A/RES/73/195").ids == ["other", "text"]


def test_what_people_type_beside_the_labels_are_words_of_the_vocabulary() -> None:
    english_words = read_words("en")
    for group, words in vocabulary_words._ALSO.items():
        assert set(words) <= set(english_words[group]), group
