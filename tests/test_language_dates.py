"""Dates, distances, counts and lists in Spanish and French; ICU is the judge of every date of the record."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from conftest import SHIPPED
from gcmtrack.model.dates import Part, When
from gcmtrack.model.records import Milestone, Organisation, Statement
from gcmtrack.store.load import load
from gcmtrack.wording import wording_of
from gcmtrack.wording.words import read_words

TODAY = date(2018, 7, 20)
LANGUAGES = ("es", "fr")

SAID = [
    # EDTF, in Spanish, in French
    ("2030", "2030", "2030"),
    ("2018-07", "julio de 2018", "juillet 2018"),
    ("2019-01-01", "1 de enero de 2019", "1er janvier 2019"),
    ("2026-05-05/2026-05-08", "5–8 de mayo de 2026", "5–8 mai 2026"),
    ("2017-09-30/2017-10-02", "30 de septiembre – 2 de octubre de 2017", "30 septembre – 2 octobre 2017"),
    ("2017-12-30/2018-01-01", "30 de diciembre de 2017 – 1 de enero de 2018", "30 décembre 2017 – 1er janvier 2018"),
    ("2017-04/2017-11", "abril–noviembre de 2017", "avril – novembre 2017"),
    ("2017-11/2018-02", "noviembre de 2017 – febrero de 2018", "novembre 2017 – février 2018"),
    ("2018/2022", "2018–2022", "2018–2022"),
    ("2017-09~", "c. septiembre de 2017", "c. septembre 2017"),
    ("2017-09-05?", "5 de septiembre de 2017 (?)", "5 septembre 2017 (?)"),
    ("2018-12-18/..", "desde el 18 de diciembre de 2018", "dès le 18 décembre 2018"),
    ("2018-02/..", "desde febrero de 2018", "dès février 2018"),
    ("2018-02-05~/..", "desde c. 5 de febrero de 2018", "dès c. 5 février 2018"),
    ("2020/..", "desde 2020", "dès 2020"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spanish", "french"), SAID)
def test_a_date(text: str, spanish: str, french: str) -> None:
    when = When.parse(text)
    assert [wording_of(language).date(when) for language in LANGUAGES] == [spanish, french]


DISTANCES = [
    # EDTF, in Spanish, in French, on 20 July 2018
    ("2018-07-20", "hoy", "aujourd’hui"),
    ("2018-07-21", "mañana", "demain"),
    ("2018-07-19", "ayer", "hier"),
    ("2018-08-15", "dentro de 26 días", "dans 26 jours"),
    ("2018-07", "este mes", "ce mois-ci"),
    ("2018", "este año", "cette année"),
    ("2014-07-01", "hace 4 años", "il y a 4 ans"),
    ("2017", "hace 1 año", "il y a 1 an"),
    ("2018-10~", "dentro de aproximadamente 3 meses", "dans environ 3 mois"),
    ("2018-07-19/2018-07-22", "día 2 de 4", "jour 2 sur 4"),
    ("2018-01-01/..", "desde el 1 de enero de 2018", "depuis le 1er janvier 2018"),
    ("2018-02/..", "desde febrero de 2018", "depuis février 2018"),
    ("2018-01-02~/2018-12-01", "hasta el 1 de diciembre de 2018", "jusqu’au 1er décembre 2018"),
    ("2017/2019", "hasta 2019", "jusqu’en 2019"),
]


@pytest.mark.parametrize(("text", "spanish", "french"), DISTANCES)
def test_a_distance(text: str, spanish: str, french: str) -> None:
    when = When.parse(text)
    assert [wording_of(language).distance(when, TODAY) for language in LANGUAGES] == [spanish, french]


@pytest.mark.parametrize(
    ("number", "spanish", "french"),
    [
        (0, "0 declaraciones", "0 déclaration"),
        (1, "1 declaración", "1 déclaration"),
        (2, "2 declaraciones", "2 déclarations"),
        (2000, "2000 declaraciones", "2\u202f000 déclarations"),
        (20000, "20.000 declaraciones", "20\u202f000 déclarations"),
    ],
)
def test_a_count(number: int, spanish: str, french: str) -> None:
    assert [wording_of(language).count(number, "statement") for language in LANGUAGES] == [spanish, french]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["Chile", "Perú"], "Chile y Perú"),
        (["España", "Italia"], "España e Italia"),
        (["fe", "historia"], "fe e historia"),
        (["agua", "hielo"], "agua y hielo"),
        (["a", "b", "Irán"], "a, b e Irán"),
    ],
)
def test_and_in_spanish(items: list[str], said: str) -> None:
    assert wording_of("es").all_of(items) == said


def test_or_in_spanish_and_lists_in_french() -> None:
    assert wording_of("es").one_of(["plata", "oro"]) == "plata u oro"
    assert wording_of("es").one_of(["oro", "plata"]) == "oro o plata"
    assert wording_of("fr").all_of(["a", "b", "Italie"]) == "a, b et Italie"


def test_french_has_no_break_spaces_before_high_signs() -> None:
    said = [text for group in read_words("fr").values() for text in group.values()]
    for text in said:
        assert not re.search(
            r"[^\s\u00a0\u202f][;?!»]|« ?[^\u00a0 ]| [:;?!»]", re.sub(r"\(\?\)|https?:\S+", "", text)
        ), text
        assert "'" not in text, text


def test_spanish_opens_what_it_closes() -> None:
    for group in read_words("es").values():
        for text in group.values():
            rest = text.replace("(?)", "").replace("escriba ? para", "")
            assert (rest.count("?"), rest.count("!")) == (rest.count("¿"), rest.count("¡")), text


ICU = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const of = { day: { day: "numeric", month: "long", year: "numeric" }, month: { month: "long", year: "numeric" }, year: { year: "numeric" } };
const told = asked.map(([language, precision, start, end]) => {
  const format = new Intl.DateTimeFormat(language, { ...of[precision], timeZone: "UTC" });
  return end ? format.formatRange(new Date(start), new Date(end)) : format.format(new Date(start));
});
process.stdout.write(JSON.stringify(told));
"""


def noon(part: Part) -> str:
    return f"{part.first.isoformat()}T12:00:00Z"


def dates_of(some: Iterable[Milestone | Statement]) -> Iterator[When]:
    """Every date that a record has: when it is, since when that is known, when it was before, when it is due."""
    for record in some:
        yield record.date
        yield from (previous.date for previous in record.previous_dates)
        if isinstance(record, Milestone):
            yield from (mandate.first for mandate in record.mandates)
            if record.announced is not None:
                yield record.announced


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_every_date_of_the_record_is_that_of_icu() -> None:
    """But for "1er": ICU writes "1 janvier", French does not. What ICU cannot say, such as "c.", stands around it."""
    found = set(dates_of(record for record in load(SHIPPED).records if not isinstance(record, Organisation)))
    ends = {When(part) for when in found for part in ((when.start,) if when.open else (when.start, when.end))}
    ranges = {
        When(when.start, when.end)
        for when in found
        # Where one end is less sure than the other each stands for itself.
        if when.is_range
        and not when.open
        and (when.start.precision, when.start.qualifier) == (when.end.precision, when.end.qualifier)
    }
    dates = sorted({*ends, *ranges}, key=str)
    assert len(dates) > 400
    asked = [
        [language, when.start.precision, noon(when.start), noon(when.end) if when.is_range else None]
        for language in LANGUAGES
        for when in dates
    ]
    done = subprocess.run(
        ["node", "-e", ICU], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    said = [plain(wording_of(language).date(when)) for language in LANGUAGES for when in dates]
    assert said == [plain(text) for text in json.loads(done.stdout)]


def plain(said: str) -> str:
    """A date without what is no affair of ICU, and with the spaces of a typewriter."""
    said = (
        said.replace("c. ", "")
        .replace(" (?)", "")
        .replace("\u2009", " ")
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )
    return re.sub(r"\b1er\b", "1", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_are_those_of_the_united_nations(language: str) -> None:
    wording = wording_of(language)
    assert [wording.country(code) for code in ("DE", "US", "TR")] == {
        "es": ["Alemania", "Estados Unidos", "Türkiye"],
        "fr": ["Allemagne", "États-Unis", "Türkiye"],
    }[language]
