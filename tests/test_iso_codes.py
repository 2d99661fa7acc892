"""Countries and languages by the names that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.model.iso_codes import COUNTRIES, LANGUAGES, codes_called, names, unknown_code
from gcmtrack.model.iso_codes import _table as table
from gcmtrack.text import name_key
from gcmtrack.wording import english
from gcmtrack.wording.wording import Wording


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("BO", "Bolivia; Bolivia (Plurinational State of); Plurinational State of Bolivia; BOL; bo; Bolivie"),
        ("CD", "DR Congo; DRC; Congo, Democratic Republic of the; Democratic Republic of the Congo; Zaire; RDC"),
        ("CG", "Congo; the Congo; Republic of the Congo; Congo-Brazzaville; Congo (Brazzaville)"),
        ("CH", "Switzerland; Suiza; Suisse; la Suisse; Schweiz; Svizzera; CHE"),
        ("CI", "Côte d’Ivoire; Cote d'Ivoire; Cote dIvoire; Ivory Coast; Costa de Marfil"),
        ("CV", "Cabo Verde; Cape Verde; Cap-Vert"),
        ("CZ", "Czechia; Czech Republic; Chequia; République tchèque; Česko"),
        ("DE", "Germany; Deutschland; Alemania; Allemagne; l’Allemagne; DEU"),
        ("ES", "Spain; España; ESPANA; l'Espagne; Espagne"),
        ("GB", "UK; U.K.; United Kingdom; Great Britain; Reino Unido; GBR; United Kingdom of Great Britain and Northern Ireland"),
        ("GM", "Gambia; The Gambia; Gambia (the)"),
        ("GW", "Guinea-Bissau; Guinea Bissau; Guinée-Bissau"),
        ("KP", "North Korea; DPRK; Democratic People's Republic of Korea"),
        ("KR", "South Korea; Republic of Korea; Korea, Republic of; Corea del Sur; 대한민국"),
        ("LA", "Laos; Lao PDR; Lao People’s Democratic Republic"),
        ("LC", "Saint Lucia; St. Lucia; St Lucia; Sainte-Lucie"),
        ("MK", "North Macedonia; Macedonia; FYROM"),
        ("MM", "Myanmar; Burma; Birmania"),
        ("MX", "Mexico; México; Méjico; MEXICO; Mexique; mex; mx"),
        ("NL", "Netherlands; the Netherlands; Holland; Países Bajos; Pays-Bas; Nederland"),
        ("PS", "Palestine; State of Palestine; Palestina"),
        ("RU", "Russia; Russian Federation; Rusia; Россия"),
        ("SZ", "Eswatini; Swaziland"),
        ("TL", "Timor-Leste; East Timor"),
        ("TR", "Türkiye; Turkey; Turquía; Turkiye"),
        ("US", "USA; U.S.A.; US; United States; United States of America; EE.UU.; EE. UU.; États-Unis"),
        ("VA", "Holy See; the Holy See; Vatican; Santa Sede"),
        ("VN", "Viet Nam; Vietnam; Việt Nam"),
        ("ZA", "South Africa; Sudáfrica; Afrique du Sud; ZAF"),
    ],
)  # fmt: skip
def test_a_country_answers_to_all_its_names(code: str, called: str) -> None:
    assert {name: codes_called("country", name) for name in called.split("; ")} == dict.fromkeys(
        called.split("; "), (code,)
    )


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("es", "Spanish; español; ESPANOL; castellano; Castilian; espagnol; spa; ES; es-419; es_MX"),
        ("fr", "French; français; francés; fre; fra; fr-CA"),
        ("pt", "Portuguese; português; portugués; pt-BR; pt_BR; Brazilian Portuguese; por"),
        ("zh", "Chinese; 中文; chino; zh-Hans; zh-Hant-TW; Mandarin; Simplified Chinese"),
        ("ar", "Arabic; العربية; árabe; arabe; ara"),
        ("fa", "Persian; Farsi; فارسی"),
        ("uk", "Ukrainian; українська; ucraniano"),
        ("bn", "Bangla; Bengali; বাংলা"),
        ("ht", "Haitian Creole; Kreyòl; Kreyòl Ayisyen"),
        # Beside a feminine word, and with what is said of it.
        ("nl", "Dutch; Nederlands; holandés; holandesa; neerlandesa; hollandais; néerlandaise; flamande"),
        (
            "en",
            "inglesa; anglaise; in English; en inglés; en anglais; English language; idioma inglés; versión inglesa",
        ),
        (
            "es",
            "española; espagnole; castellana; en español; en castellano; lengua española; Español (México)",
        ),
        (
            "fr",
            "francesa; française; en français; langue française; version française; texte en français; French text",
        ),
        ("it", "italiana; italienne; lingua italiana"),
        ("pt", "portuguesa; portugaise; em português; brasileño; brésilienne; Portuguese (Brazil)"),
        ("de", "alemana; allemande; auf Deutsch"),
        ("ru", "rusa; russe"),
        ("zh", "china; chinoise; Chinese (Traditional)"),
        ("el", "griega; grecque"),
        ("tr", "turca; turque"),
        ("eu", "vasco; vasca; euskera; basque"),
        ("fi", "finlandés; finlandesa; finlandaise; finés; finnoise"),
    ],
)
def test_a_language_answers_to_all_its_names(code: str, called: str) -> None:
    assert {name: codes_called("language", name) for name in called.split("; ")} == dict.fromkeys(
        called.split("; "), (code,)
    )


@pytest.mark.parametrize("noun", ["country", "language"])
def test_every_code_and_every_shown_name_is_understood(noun: str) -> None:
    codes = COUNTRIES if noun == "country" else LANGUAGES
    for language in ("en", "es", "fr"):
        shown = names(noun, language)  # type: ignore[arg-type]
        assert list(shown) == list(codes)
        twice = {name for name in shown.values() if list(shown.values()).count(name) > 1}
        assert not twice
        for code, name in shown.items():
            assert codes_called(noun, code) == (code,)
            # Two-letter names may be codes, as Laos' is an article.
            assert codes_called(noun, name) == (code,), (language, name)


def test_what_is_typed_is_kept_as_it_is_compared() -> None:
    """After a change of folding: python scripts/names.py."""
    for noun, codes in (("country", COUNTRIES), ("language", LANGUAGES)):
        for key, meant in table("typed")[noun].items():
            assert name_key(key) == key
            assert set(meant.split()) <= set(codes)


def test_a_name_that_two_have_means_both() -> None:
    assert codes_called("country", "Korea") == codes_called("country", "Corée") == ("KP", "KR")


@pytest.mark.parametrize(
    "name", ["", " ", "-", "Atlantis", "the", "xx", "pt-", "qq-BR", "version", "lengua", "en es"]
)
def test_what_is_no_name_means_nothing(name: str) -> None:
    assert codes_called("country", name) == () == codes_called("language", name)


@given(st.text(max_size=20))
def test_any_text_can_be_asked_for(text: str) -> None:
    for noun in ("country", "language"):
        assert isinstance(codes_called(noun, text), tuple)
        assert unknown_code(text, noun)


@pytest.mark.parametrize(
    ("noun", "typed", "sentence"),
    [
        ("country", "Swizerland", "unknown country 'Swizerland', did you mean 'CH' (Switzerland)?"),
        ("country", "Alemannia", "unknown country 'Alemannia', did you mean 'DE' (Germany)?"),
        ("country", "Mexico", "unknown country 'Mexico', did you mean 'MX' (Mexico)?"),
        ("country", "EL", "unknown country 'EL', did you mean 'GR' (Greece)?"),
        (
            "country",
            "Wakanda",
            "unknown country 'Wakanda'; write an ISO 3166 code such as 'MX', or see them with: gcmtrack help countries",
        ),
        ("country", "jp", "unknown country 'jp', did you mean 'JP' (Japan)?"),
        ("language", "sp", "unknown language 'sp', did you mean 'es' (Spanish)?"),
        ("language", "frensh", "unknown language 'frensh', did you mean 'fr' (French)?"),
        (
            "language",
            "klingon",
            "unknown language 'klingon'; write an ISO 639 code such as 'es', or see them with: gcmtrack help languages",
        ),
    ],
)
def test_an_unknown_code_is_met_with_what_was_meant(noun: str, typed: str, sentence: str) -> None:
    assert unknown_code(typed, noun) == sentence


@pytest.mark.parametrize(
    ("code", "en", "es", "fr"),
    [
        ("VN", "Viet Nam", "Viet Nam", "Viet Nam"),
        ("VE", "Venezuela", "Venezuela", "Venezuela"),
        ("BO", "Bolivia", "Bolivia", "Bolivie"),
        ("TR", "Türkiye", "Türkiye", "Türkiye"),
        ("KR", "Republic of Korea", "República de Corea", "République de Corée"),
        ("GB", "United Kingdom", "Reino Unido", "Royaume-Uni"),
        ("US", "United States", "Estados Unidos", "États-Unis"),
        ("CH", "Switzerland", "Suiza", "Suisse"),
    ],
)
def test_countries_are_shown_by_the_names_of_the_united_nations(code: str, en: str, es: str, fr: str) -> None:
    shown = [english(), Wording("es", {}, english), Wording("fr", {}, english)]
    assert [wording.country(code) for wording in shown] == [en, es, fr]
    assert shown[2].language_name("es") == "espagnol"


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("MA", "Kingdom of Morocco; Reino de Marruecos; Royaume du Maroc"),
        ("IN", "Republic of India; República de la India; Bharat"),
        ("GR", "Hellenic Republic; the Hellenic Republic; République hellénique"),
        ("UY", "Oriental Republic of Uruguay; República Oriental del Uruguay"),
        ("BR", "Federative Republic of Brazil; República Federativa del Brasil"),
        ("HT", "Republic of Haiti; République d’Haïti"),
        ("QA", "State of Qatar; Estado de Qatar; État du Qatar"),
        ("KR", "Republic of Korea; República de Corea"),
        ("CG", "Republic of the Congo"),
        ("CD", "Democratic Republic of the Congo"),
        ("SK", "Slovak Republic; République slovaque"),
        ("MX", "United Mexican States; Estados Unidos Mexicanos"),
        ("LU", "Grand Duchy of Luxembourg; Grand-Duché de Luxembourg"),
    ],
)
def test_a_country_answers_to_its_formal_names(code: str, called: str) -> None:
    assert {name: codes_called("country", name) for name in called.split("; ")} == dict.fromkeys(
        called.split("; "), (code,)
    )


def test_a_formal_name_leads_to_nothing_absurd() -> None:
    assert unknown_code("Republic of Atlantis", "country").endswith("see them with: gcmtrack help countries")
    assert (
        unknown_code("Kingdom of Moroco", "country")
        == "unknown country 'Kingdom of Moroco', did you mean 'MA' (Morocco)?"
    )
    assert codes_called("country", "Republic of China") == ("CN", "TW")
