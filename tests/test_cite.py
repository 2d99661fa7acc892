"""Citations: each style to the character, and nothing that the record does not say."""

import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.formats.citations import notes, places
from gcmtrack.formats.citations.notes import Reference
from gcmtrack.formats.citations.phrases import plain
from gcmtrack.formats.citations.styles import STYLE_NAMES, STYLES, StyleName
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Record
from gcmtrack.printable import inert
from gcmtrack.store.load import load
from gcmtrack.views.works import work
from gcmtrack.wording import wording_of

Run = Callable[..., Result]

UNGA = organisation(
    "un-general-assembly", name="United Nations General Assembly", acronym="UNGA", type="un-body"
)
SG = organisation("un-secretary-general", name="Secretary-General of the United Nations", type="un-body")
WIMN = organisation("wimn", url="https://womeninmigration.org")
RESOLUTION = milestone(
    "a-res-73-195",
    title="Resolution endorsing the Global Compact (A/RES/73/195)",
    kind="decision",
    type="resolution",
    phase="adoption",
    date="2018-12-19",
    symbol="A/RES/73/195",
    organisers=["un-general-assembly"],
    sources=[{"title": "A/RES/73/195: Global Compact for Safe, Orderly and Regular Migration"}],
)
CONFERENCE_DOCUMENT = milestone(
    "marrakech-outcome",
    title="Outcome document of the Marrakech conference (A/CONF.231/3)",
    kind="document",
    type="outcome-document",
    phase="adoption",
    date="2018-12-10",
    symbol="A/CONF.231/3",
    organisers=["un-general-assembly"],
)
REPORT = milestone(
    "sg-report-2022",
    title="Second biennial report of the Secretary-General on the Compact",
    kind="document",
    type="report",
    phase="review",
    date="2021-12-27",
    symbol="A/76/642",
    organisers=["un-secretary-general"],
    sources=[
        {
            "title": "Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General (A/76/642)"
        }
    ],
)
PAGE = statement(
    "wimn-2018-07-concluded",
    title="Statement on the concluded GCM",
    date="2018-07",
    links=[{"url": "https://womeninmigration.org/statement"}],
)
GOLD = records(UNGA, SG, WIMN, RESOLUTION, CONFERENCE_DOCUMENT, REPORT, PAGE)


def cited(
    among: Records,
    record: Record,
    style: StyleName,
    at: str = "",
    language: str = "en",
    read: date | None = None,
) -> str:
    wording = wording_of(language)
    reference = Reference(work(among, record, wording), places.read(at))
    (line,) = notes.citations([reference], STYLES[style], wording, read)
    return plain(line)


@pytest.mark.parametrize(
    ("record", "at", "style", "expected"),
    [
        (RESOLUTION, "", "un", "General Assembly resolution 73/195"),
        (RESOLUTION, "annex, para 13", "un", "General Assembly resolution 73/195, annex, para. 13"),
        (RESOLUTION, "", "oscola", "UNGA Res 73/195 (19 December 2018) UN Doc A/RES/73/195"),
        (RESOLUTION, "para 16", "oscola", "UNGA Res 73/195 (19 December 2018) UN Doc A/RES/73/195, para 16"),
        (RESOLUTION, "para 16", "bluebook", "G.A. Res. 73/195, ¶ 16, U.N. Doc. A/RES/73/195 (Dec. 19, 2018)"),
        (
            RESOLUTION,
            "",
            "chicago",
            "UN General Assembly, Resolution 73/195, “Global Compact for Safe, Orderly and Regular Migration,” Dec. 19, 2018",
        ),
        (
            RESOLUTION,
            "",
            "apa",
            (
                "United Nations General Assembly. (2018, December 19). Global Compact for Safe, Orderly and Regular Migration"
                " (A/RES/73/195). https://undocs.org/A/RES/73/195"
            ),
        ),
        (CONFERENCE_DOCUMENT, "", "un", "Outcome document of the Marrakech conference (A/CONF.231/3)"),
        (
            CONFERENCE_DOCUMENT,
            "paras 3-5",
            "oscola",
            "UNGA, ‘Outcome document of the Marrakech conference’ (10 December 2018) UN Doc A/CONF.231/3, paras 3–5",
        ),
        (
            CONFERENCE_DOCUMENT,
            "paras 3-5",
            "bluebook",
            (
                "U.N. General Assembly, Outcome document of the Marrakech conference, ¶¶ 3–5, U.N. Doc. A/CONF.231/3"
                " (Dec. 10, 2018)"
            ),
        ),
        (
            CONFERENCE_DOCUMENT,
            "p 7",
            "chicago",
            "UN General Assembly, Outcome document of the Marrakech conference, A/CONF.231/3, 7, Dec. 10, 2018",
        ),
        (
            CONFERENCE_DOCUMENT,
            "",
            "apa",
            (
                "United Nations General Assembly. (2018, December 10). Outcome document of the Marrakech conference"
                " (A/CONF.231/3). https://undocs.org/A/CONF.231/3"
            ),
        ),
        (
            REPORT,
            "para 4",
            "un",
            "“Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General” (A/76/642), para. 4",
        ),
        (
            REPORT,
            "",
            "oscola",
            (
                "Secretary-General of the United Nations, ‘Global Compact for Safe, Orderly and Regular Migration: Report of"
                " the Secretary-General’ (27 December 2021) UN Doc A/76/642"
            ),
        ),
        (
            REPORT,
            "",
            "bluebook",
            (
                "U.N. Secretary-General, Global Compact for Safe, Orderly and Regular Migration: Report of the"
                " Secretary-General, U.N. Doc. A/76/642 (Dec. 27, 2021)"
            ),
        ),
        (
            REPORT,
            "",
            "chicago",
            (
                "UN Secretary-General, Global Compact for Safe, Orderly and Regular Migration: Report of the"
                " Secretary-General, A/76/642, Dec. 27, 2021"
            ),
        ),
        (
            REPORT,
            "",
            "apa",
            (
                "Secretary-General of the United Nations. (2021, December 27). Global Compact for Safe, Orderly and Regular"
                " Migration: Report of the Secretary-General (A/76/642). https://undocs.org/A/76/642"
            ),
        ),
        (
            PAGE,
            "",
            "un",
            (
                "Women in Migration Network, “Statement on the concluded GCM”, July 2018. Available at"
                " https://womeninmigration.org/statement"
            ),
        ),
        (
            PAGE,
            "",
            "oscola",
            (
                "Women in Migration Network, ‘Statement on the concluded GCM’ (July 2018)"
                " <https://womeninmigration.org/statement>"
            ),
        ),
        (
            PAGE,
            "",
            "bluebook",
            (
                "Women in Migration Network, Statement on the concluded GCM (July 2018),"
                " https://womeninmigration.org/statement"
            ),
        ),
        (
            PAGE,
            "",
            "chicago",
            (
                "Women in Migration Network, “Statement on the concluded GCM,” July 2018,"
                " https://womeninmigration.org/statement"
            ),
        ),
        (
            PAGE,
            "",
            "apa",
            (
                "Women in Migration Network. (2018, July). Statement on the concluded GCM."
                " https://womeninmigration.org/statement"
            ),
        ),
        (WIMN, "", "un", "Women in Migration Network. Available at https://womeninmigration.org"),
        (WIMN, "", "oscola", "Women in Migration Network <https://womeninmigration.org>"),
        (WIMN, "", "bluebook", "Women in Migration Network, https://womeninmigration.org"),
        (WIMN, "", "chicago", "Women in Migration Network, https://womeninmigration.org"),
        (WIMN, "", "apa", "Women in Migration Network. (n.d.). https://womeninmigration.org"),
    ],
)
def test_the_gold_forms(record: Record, at: str, style: StyleName, expected: str) -> None:
    assert cited(GOLD, record, style, at) == expected


@pytest.mark.parametrize(
    ("record", "at", "language", "expected"),
    [
        (RESOLUTION, "annex, para 13", "es", "Resolución 73/195 de la Asamblea General, anexo, párr. 13"),
        (RESOLUTION, "paras 13-15", "es", "Resolución 73/195 de la Asamblea General, párrs. 13 a 15"),
        (RESOLUTION, "annex, para 13", "fr", "Résolution 73/195 de l’Assemblée générale, annexe, par. 13"),
        (
            PAGE,
            "",
            "es",
            (
                "Women in Migration Network, “Statement on the concluded GCM”, julio de 2018. Disponible en"
                " https://womeninmigration.org/statement"
            ),
        ),
        (
            PAGE,
            "",
            "fr",
            (
                "Women in Migration Network, «\xa0Statement on the concluded GCM\xa0», juillet 2018. Disponible à"
                " l’adresse\xa0: https://womeninmigration.org/statement"
            ),
        ),
    ],
)
def test_the_united_nations_in_three_languages(record: Record, at: str, language: str, expected: str) -> None:
    assert cited(GOLD, record, "un", at, language) == expected


def test_a_title_in_the_language_that_is_asked_for() -> None:
    """Of a report that the United Nations have in Spanish, under its Spanish title; our description is not in quotation marks."""
    report = milestone(
        "report",
        title="Report",
        titles={"es": "Informe bienal sobre el Pacto"},
        kind="document",
        date="2021",
        symbol="A/76/642",
    )
    assert cited(records(report), report, "un", language="es") == "Informe bienal sobre el Pacto (A/76/642)"
    named = milestone(
        "report",
        title="Report",
        kind="document",
        date="2021",
        symbol="A/76/642",
        sources=[{"title": "A/76/642: Informe del Secretario General", "language": "es"}],
    )
    assert cited(records(named), named, "un", language="es") == "“Informe del Secretario General” (A/76/642)"
    assert cited(records(named), named, "un") == "Report (A/76/642)"


@pytest.mark.parametrize(
    ("symbol", "un", "oscola", "bluebook"),
    [
        ("A/RES/217(III)", "General Assembly resolution 217 (III)", "UNGA Res 217 (III) (10 December 1948)", "G.A. Res. 217 (III), U.N. Doc. A/RES/217(III) (Dec. 10, 1948)"),
        ("S/RES/1325(2000)", "Security Council resolution 1325 (2000)", "UNSC Res 1325 (2000) (10 December 1948)", "S.C. Res. 1325 (2000), U.N. Doc. S/RES/1325(2000) (Dec. 10, 1948)"),
        ("E/RES/2018/5", "Economic and Social Council resolution 2018/5", "ECOSOC Res 2018/5 (10 December 1948) UN Doc E/RES/2018/5", "E.S.C. Res. 2018/5, U.N. Doc. E/RES/2018/5 (Dec. 10, 1948)"),
        ("A/HRC/RES/35/17", "Human Rights Council resolution 35/17", "UNHRC Res 35/17 (10 December 1948) UN Doc A/HRC/RES/35/17", "Human Rights Council Res. 35/17, U.N. Doc. A/HRC/RES/35/17 (Dec. 10, 1948)"),
    ],
)  # fmt: skip
def test_resolutions_of_other_organs_and_times(symbol: str, un: str, oscola: str, bluebook: str) -> None:
    record = milestone("r", kind="decision", type="resolution", date="1948-12-10", symbol=symbol)
    among = records(record)
    assert cited(among, record, "un") == un
    assert cited(among, record, "oscola") == oscola
    assert cited(among, record, "bluebook") == bluebook


def test_a_step_on_the_way_is_not_the_resolution() -> None:
    """An agreement in June on a text that the Assembly adopts later is not cited as the resolution of June."""
    record = milestone(
        "agreement", title="Agreement on the modalities", kind="decision", type="agreement", date="2016-06-17", symbol="A/RES/70/290"
    )  # fmt: skip
    assert cited(records(record), record, "oscola") == (
        "Agreement on the modalities (17 June 2016) <https://undocs.org/A/RES/70/290>"
    )


FORUM = milestone(
    "forum",
    title="Review Forum",
    date="2022-05-17/2022-05-20",
    city="New York",
    country="US",
    type="review-forum",
    phase="review",
)
SPEECH = statement(
    "remarks",
    title="Remarks",
    kind="remarks",
    date="2022-05-18",
    milestone="forum",
    speaker={"name": "Ana Ruiz", "role": "Director"},
    links=[{"url": "https://e.org/v", "at": "41:29-47:32"}],
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("un", "Ana Ruiz, Director, Women in Migration Network, “Remarks”, Review Forum, New York, United States, 18 May 2022, 41:29–47:32. Available at https://e.org/v"),
        ("oscola", "Ana Ruiz, Director, Women in Migration Network, ‘Remarks’ (Review Forum, New York, United States, 18 May 2022) 41:29–47:32 <https://e.org/v>"),
        ("bluebook", "Ana Ruiz, Director, Women in Migration Network, Remarks, 41:29–47:32, Remarks at Review Forum, New York, United States (May 18, 2022), https://e.org/v"),
        ("chicago", "Ana Ruiz, Director, Women in Migration Network, “Remarks” (remarks, Review Forum, New York, United States, May 18, 2022), 41:29–47:32, https://e.org/v"),
        ("apa", "Ana Ruiz. (2022, May 18). Remarks [Speech]. Review Forum, New York, United States. https://e.org/v"),
    ],
)  # fmt: skip
def test_what_somebody_said_at_an_event(style: StyleName, expected: str) -> None:
    assert cited(records(WIMN, FORUM, SPEECH), SPEECH, style) == expected


def test_what_was_said_before_an_event_was_not_said_at_it() -> None:
    early = statement("early", title="Remarks", kind="remarks", date="2022-04-08", milestone="forum")
    said = cited(records(WIMN, FORUM, early), early, "un")
    assert said.startswith("Women in Migration Network, “Remarks”, 8 April 2022, as reported in ")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("un", "Review Forum, New York, United States, 17–20 May 2022"),
        ("oscola", "Review Forum (New York, United States, 17–20 May 2022)"),
        ("bluebook", "Review Forum, New York, United States (May 17–20, 2022)"),
        ("chicago", "Review Forum, New York, United States, May 17–20, 2022"),
        ("apa", "Review Forum. (2022, May 17–20). New York, United States."),
    ],
)
def test_events(style: StyleName, expected: str) -> None:
    # The source of the builders has no address, so nothing follows but where it was reported.
    assert cited(records(FORUM), FORUM, style).startswith(expected)


@pytest.mark.parametrize(
    ("edtf", "un", "bluebook", "apa"),
    [
        ("2018", "2018", "2018", "2018"),
        ("2018-07", "July 2018", "July 2018", "2018, July"),
        ("2018-09-07", "7 September 2018", "Sept. 7, 2018", "2018, September 7"),
        ("2017-10-12/2017-10-13", "12–13 October 2017", "Oct. 12–13, 2017", "2017, October 12–13"),
        ("2017-09-30/2017-10-02", "30 September – 2 October 2017", "Sept. 30–Oct. 2, 2017", "2017, September 30–October 2"),
        ("2017-12-30/2018-01-02", "30 December 2017 – 2 January 2018", "Dec. 30, 2017 – Jan. 2, 2018", "2017, December 30 – 2018, January 2"),
        ("2017-04/2017-11", "April–November 2017", "Apr.–Nov. 2017", "2017, April–November"),
        ("2017/2018", "2017–2018", "2017–2018", "2017–2018"),
        ("2018-02/..", "from February 2018", "Feb. 2018–", "2018, February–"),
        ("2017-09~", "c. September 2017", "c. Sept. 2017", "ca. 2017, September"),
        ("2018-07-13?", "[13 July 2018?]", "July 13, 2018?", "2018, July 13?"),
        ("2019%", "[c. 2019?]", "c. 2019?", "ca. 2019?"),
        ("2024-10-08~/2024-10-09~", "c. 8–9 October 2024", "c. Oct. 8–9, 2024", "ca. 2024, October 8–9"),
    ],
)  # fmt: skip
def test_dates_keep_their_precision(edtf: str, un: str, bluebook: str, apa: str) -> None:
    record = statement(date=edtf, links=[{"url": "https://e.org/"}])
    among = records(WIMN, record)
    assert cited(among, record, "un") == (
        f"Women in Migration Network, “A statement”, {un}. Available at https://e.org/"
    )
    assert f"({bluebook})" in cited(among, record, "bluebook")
    assert f". ({apa}). " in cited(among, record, "apa")


def test_the_title_of_the_author_stands_before_its_translation() -> None:
    record = statement(
        title="Governo abandona o Pacto",
        titles={"en": "Government leaves the Compact"},
        languages=["pt"],
        date="2019-01-08",
        links=[{"url": "https://e.org/en", "language": "en"}, {"url": "https://e.org/pt", "language": "pt"}],
    )
    among = records(WIMN, record)
    assert cited(among, record, "un") == (
        "Women in Migration Network, “Governo abandona o Pacto” [Government leaves the Compact], 8 January 2019."
        " Available at https://e.org/pt"
    )
    assert cited(among, record, "chicago") == (
        "Women in Migration Network, “Governo abandona o Pacto” [Government leaves the Compact], Jan. 8, 2019,"
        " https://e.org/pt"
    )


def test_quotation_marks_inside_a_title() -> None:
    record = statement(title='The "right" to “stay”', date="2018")
    among = records(WIMN, record)
    assert "“The ‘right’ to ‘stay’”" in cited(among, record, "un")
    assert "‘The “right” to “stay”’" in cited(among, record, "oscola")


def test_no_mark_of_punctuation_stands_twice() -> None:
    record = statement(title="Who counts?", date="2018", links=[{"url": "https://e.org/"}])
    ended = statement("b", title="We object.", date="2018", links=[{"url": "https://e.org/"}])
    among = records(WIMN, record, ended)
    assert cited(among, record, "apa") == "Women in Migration Network. (2018). Who counts? https://e.org/"
    assert cited(among, ended, "apa") == "Women in Migration Network. (2018). We object. https://e.org/"
    assert cited(among, record, "chicago") == (
        "Women in Migration Network, “Who counts?,” 2018, https://e.org/"
    )


def test_what_has_no_address_says_where_it_was_reported() -> None:
    record = statement(
        date="2018-11-20",
        sources=[
            {"title": "Poland and Slovakia", "publisher": "European Perspective", "url": "https://e.org/p"}
        ],
    )
    among = records(WIMN, record)
    assert cited(among, record, "un") == (
        "Women in Migration Network, “A statement”, 20 November 2018, as reported in European Perspective,"
        " “Poland and Slovakia”. Available at https://e.org/p"
    )
    assert cited(among, record, "apa") == (
        "Women in Migration Network. (2018, November 20). A statement. As reported in European Perspective, Poland and"
        " Slovakia. https://e.org/p"
    )


def test_many_authors() -> None:
    some = [organisation(f"o{number}", name=f"Body {number}") for number in range(1, 5)]
    joint = statement("joint", organisations=["o1", "o2", "o3"], date="2018", on_behalf_of=["o4"])
    crowd = statement("crowd", organisations=["o1", "o2", "o3", "o4"], date="2018")
    among = records(*some, joint, crowd)
    assert cited(among, joint, "un").startswith(
        "Body 1, Body 2 and Body 3, on behalf of Body 4, “A statement”"
    )
    assert cited(among, joint, "bluebook").startswith("Body 1 et al., on behalf of Body 4, A statement")
    assert cited(among, crowd, "un").startswith("Body 1 and others, “A statement”")
    assert cited(among, crowd, "chicago").startswith("Body 1 et al., “A statement,”")
    assert cited(among, crowd, "apa").startswith("Body 1, Body 2, Body 3, & Body 4. (2018).")


def test_a_special_representative_is_not_named_twice() -> None:
    srsg = organisation("srsg", name="Special Representative (Louise Arbour)", type="un-body")
    record = statement(
        organisations=["srsg"], kind="remarks", date="2017", speaker={"name": "Louise Arbour", "role": "SRSG"}
    )
    assert cited(records(srsg, record), record, "un").startswith("Louise Arbour, SRSG, “A statement”, 2017")


@pytest.mark.parametrize(
    ("named", "name", "role", "expected"),
    [
        ({"name": "President of the United Nations General Assembly"}, "Abdulla Shahid", "President of the 76th General Assembly", "Abdulla Shahid, President of the 76th General Assembly"),
        ({"name": "Secretary-General of the United Nations", "aliases": ["Secretary-General"]}, "António Guterres", "Secretary-General", "António Guterres, Secretary-General of the United Nations"),
        ({"name": "Special Rapporteur on the human rights of migrants"}, "Gehad Madi", "Special Rapporteur on the human rights of migrants", "Gehad Madi, Special Rapporteur on the human rights of migrants"),
        ({"name": "High Representative of the European Union for Foreign Affairs"}, "Ana Ruiz", "High Representative of the Union", "Ana Ruiz, High Representative of the European Union for Foreign Affairs"),
        ({"name": "Portugal", "type": "state"}, "Ana Ruiz", "Permanent Representative of Portugal", "Ana Ruiz, Permanent Representative of Portugal"),
        ({"name": "Action Committee"}, "Ana Ruiz", "Coordinator, Action Committee", "Ana Ruiz, Coordinator, Action Committee"),
        ({"name": "Action Committee", "acronym": "AC"}, "Ana Ruiz", "Coordinator, AC", "Ana Ruiz, Coordinator, Action Committee"),
        ({"name": "Latin American Bloc", "names": {"es": "Bloque Latinoamericano"}}, "Ana Ruiz", "Voice of the Bloque Latinoamericano", "Ana Ruiz, Voice of the Bloque Latinoamericano"),
        ({"name": "Holy See"}, "Pope Francis", "Pope", "Pope Francis, Holy See"),
        ({"name": "Pia Oberoi"}, "Pia Oberoi", "Advisor", "Pia Oberoi, Advisor"),
        # These only look alike.
        ({"name": "Alianza Américas"}, "Ali", "Director", "Ali, Director, Alianza Américas"),
        ({"name": "International Detention Coalition"}, "Ana Ruiz", "International Coordinator", "Ana Ruiz, International Coordinator, International Detention Coalition"),
        ({"name": "UN Network", "aliases": ["the Network"]}, "Ana Ruiz", "Network Coordinator", "Ana Ruiz, Network Coordinator, UN Network"),
        ({"name": "Mali", "type": "state"}, "Ana Ruiz", "Minister for Somalis", "Ana Ruiz, Minister for Somalis, Mali"),
        ({"name": "Mali", "type": "state"}, "Ana Ruiz", None, "Ana Ruiz, Mali"),
    ],
)  # fmt: skip
def test_an_office_is_told_once(named: dict[str, object], name: str, role: str | None, expected: str) -> None:
    body = organisation("body", **{"type": "un-body", **named})
    speaker = {"name": name} if role is None else {"name": name, "role": role}
    record = statement(title="Speech", kind="remarks", organisations=["body"], speaker=speaker)
    assert cited(records(body, record), record, "un").partition(", “")[0] == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("para 13.", ", para. 13"),
        ("para 13,", ", para. 13"),
        ("(para 13)", ", para. 13"),
        ("annex; para 13;;", ", annex, para. 13"),
        ("para. 13 .", ", para. 13"),
        ("13 (b)", ", para. 13 (b)"),
        ("paras 13 ff.", ", paras 13 ff."),
        (" ,, ", ""),
        (".", ""),
        ("()", ""),
    ],
)
def test_a_place_brings_no_marks_of_its_own(at: str, expected: str) -> None:
    assert cited(GOLD, RESOLUTION, "un", at) == f"General Assembly resolution 73/195{expected}"


def test_an_office_is_told_once_in_each_style_and_language() -> None:
    president = organisation(
        "president",
        name="President of the United Nations General Assembly",
        names={"es": "Presidencia de la Asamblea General"},
        type="un-body",
    )
    iom = organisation("iom", name="IOM", names={"es": "OIM"}, type="un-body")
    record = statement(
        organisations=["president", "iom"],
        kind="remarks",
        speaker={"name": "Abdulla Shahid", "role": "President of the 76th General Assembly"},
    )
    among = records(president, iom, record)
    before = "Abdulla Shahid, President of the 76th General Assembly, IOM, "
    assert cited(among, record, "un").startswith(before + "“A statement”")
    assert cited(among, record, "oscola").startswith(before + "‘A statement’")
    assert cited(among, record, "bluebook").startswith(before + "A statement")
    assert cited(among, record, "chicago").startswith(before + "“A statement”")
    spanish = cited(among, record, "un", language="es")
    assert spanish.startswith("Abdulla Shahid, President of the 76th General Assembly, OIM, “A statement”")


# The day on which somebody read it.


READ = statement(
    links=[{"url": "https://e.org/"}],
    sources=[{"title": "Page", "url": "https://e.org/", "accessed": date(2026, 11, 22)}],
)


def test_only_a_recorded_day_of_reading_is_told() -> None:
    among = records(WIMN, READ, PAGE)
    assert cited(among, READ, "un").endswith("Available at https://e.org/ (accessed on 22 November 2026)")
    assert cited(among, READ, "oscola").endswith("<https://e.org/> accessed 22 November 2026")
    assert cited(among, READ, "chicago").endswith("accessed Nov. 22, 2026, https://e.org/")
    # These have it only for works without a date of their own.
    assert cited(among, READ, "bluebook").endswith("(July 13, 2018), https://e.org/")
    assert cited(among, READ, "apa").endswith("A statement. https://e.org/")


def test_a_day_of_reading_on_request() -> None:
    day = date(2026, 5, 3)
    among = records(WIMN, PAGE)
    assert cited(among, PAGE, "un", read=day).endswith("/statement (accessed on 3 May 2026)")
    assert cited(among, PAGE, "bluebook", read=day).endswith("/statement (last visited May 3, 2026)")
    assert cited(among, WIMN, "apa", read=day) == (
        "Women in Migration Network. (n.d.). Retrieved May 3, 2026, from https://womeninmigration.org"
    )
    assert cited(among, PAGE, "un", language="fr", read=day).endswith("/statement (consulté le 3 mai 2026)")


def test_an_archived_copy() -> None:
    record = statement(
        date="2018", links=[{"url": "https://e.org/", "archived": "https://web.archive.org/e"}]
    )
    assert cited(records(WIMN, record), record, "bluebook").endswith(
        "(2018), https://e.org/ [https://web.archive.org/e]"
    )


# Nothing but what is there.


@pytest.fixture(scope="module")
def shipped() -> Records:
    return load(SHIPPED).records


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_the_shipped_record_makes_no_odd_citation(style: StyleName, shipped: Records) -> None:
    days = {source.accessed for record in shipped for source in record.sources} - {None}
    for record in shipped:
        said = re.sub(r"https?://\S+", "URL", cited(shipped, record, style))
        assert said, record.id
        assert said == said.strip(), record.id
        # What the record itself holds may be odd.
        own = " ".join(
            [record.title, *(s.title for s in record.sources), *(s.locator or "" for s in record.sources)]
        )
        for odd in ("None", ",,", ", ,", "..", " ,", "()", "[]", "( ", " )", "  ", "“”", "‘’"):
            assert odd not in said or odd in own, (record.id, said)
        if not days:
            assert not re.search(r"accessed|visited|Retrieved", said) or re.search(
                r"accessed|visited|Retrieved", own
            )


@given(record=strategies.records(), style=st.sampled_from(STYLE_NAMES))
def test_any_record_can_be_cited(record: Record, style: StyleName) -> None:
    said = cited(records(record), record, style)
    # A name of characters alone that steer a terminal, which is all that may be left out, leaves nothing to say.
    assert said or not inert(record.title).strip("\ufffd "), repr(record)
    assert "\n" not in said


# Notes.


def packed(style: StyleName, *cites: str, language: str = "en") -> list[str]:
    wording = wording_of(language)
    among = records(UNGA, SG, WIMN, RESOLUTION, REPORT, PAGE, FORUM)
    references = []
    for text in cites:
        id_, _, at = text.partition("@")
        record = next(r for r in among if r.id == id_)
        references.append(Reference(work(among, record, wording), places.read(at)))
    lines = notes.notes(references, STYLES[style], wording)
    return notes.rendered(lines, "text", numbered=True).splitlines()


CITED = (
    "a-res-73-195@para 13",
    "a-res-73-195@para 16",
    "wimn-2018-07-concluded",
    "sg-report-2022@para 4",
    "wimn-2018-07-concluded",
    "sg-report-2022@paras 5, 7",
    "a-res-73-195",
)


def test_notes_of_the_united_nations() -> None:
    assert packed("un", *CITED) == [
        "1. General Assembly resolution 73/195, para. 13.",
        "2. Ibid., para. 16.",
        "3. Women in Migration Network, “Statement on the concluded GCM”, July 2018. Available at https://womeninmigration.org/statement.",
        "4. “Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General” (A/76/642), para. 4.",
        "5. Women in Migration Network, “Statement on the concluded GCM” (see footnote 3).",
        "6. A/76/642, paras. 5 and 7.",
        "7. General Assembly resolution 73/195.",
    ]


def test_notes_of_oscola() -> None:
    assert packed("oscola", *CITED) == [
        "1. UNGA Res 73/195 (19 December 2018) UN Doc A/RES/73/195, para 13.",
        "2. ibid para 16.",
        "3. Women in Migration Network, ‘Statement on the concluded GCM’ (July 2018) <https://womeninmigration.org/statement>.",
        "4. Secretary-General of the United Nations, ‘Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General’ (27 December 2021) UN Doc A/76/642, para 4.",
        "5. Women in Migration Network (n 3).",
        "6. Secretary-General of the United Nations (n 4) paras 5 and 7.",
        "7. UNGA Res 73/195 (n 1).",
    ]


def test_notes_of_the_bluebook() -> None:
    assert packed("bluebook", *CITED)[1:] == [
        "2. Id. ¶ 16.",
        "3. Women in Migration Network, Statement on the concluded GCM (July 2018), https://womeninmigration.org/statement.",
        "4. U.N. Secretary-General, Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General, ¶ 4, U.N. Doc. A/76/642 (Dec. 27, 2021).",
        "5. Women in Migration Network, supra note 3.",
        "6. U.N. Secretary-General, supra note 4, ¶¶ 5, 7.",
        "7. G.A. Res. 73/195, supra note 1.",
    ]


def test_notes_of_chicago_and_what_apa_has_in_their_place() -> None:
    assert packed("chicago", *CITED)[4:] == [
        "5. Women in Migration Network, “Statement on the concluded GCM.”",
        "6. UN Secretary-General, Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General, paras. 5 and 7.",
        "7. UN General Assembly, Resolution 73/195.",
    ]
    assert packed("apa", *CITED)[4:] == [
        "5. (Women in Migration Network, 2018)",
        "6. (Secretary-General of the United Nations, 2021, paras. 5, 7)",
        "7. (United Nations General Assembly, 2018)",
    ]


def test_notes_in_spanish_and_french() -> None:
    assert packed("un", *CITED, language="es")[1:5:3] == [
        "2. Ibid., párr. 16.",
        "5. Women in Migration Network, “Statement on the concluded GCM” (véase la nota 3).",
    ]
    assert packed("un", *CITED, language="fr")[4] == (
        "5. Women in Migration Network, «\xa0Statement on the concluded GCM\xa0» (voir la note 3)."
    )


# The command.


@pytest.fixture
def root(folder: FolderMaker) -> Path:
    return folder(UNGA, SG, WIMN, RESOLUTION, CONFERENCE_DOCUMENT, REPORT, PAGE, FORUM)


def test_ids_symbols_and_the_place_in_one_text(root: Path, run: Run) -> None:
    assert run("cite", "a-res-73-195@para 13", "A/76/642@7", "--records", root).lines == [
        "General Assembly resolution 73/195, para. 13",
        "“Global Compact for Safe, Orderly and Regular Migration: Report of the Secretary-General” (A/76/642), para. 7",
    ]
    done = run("cite", "a-res-73-195", "--at", "objective 7", "-s", "bluebook", "--records", root)
    assert done.lines == ["G.A. Res. 73/195, objective 7, U.N. Doc. A/RES/73/195 (Dec. 19, 2018)"]
    assert done.err == ""


def test_filters_cite_in_order_of_time(root: Path, run: Run) -> None:
    done = run("cite", "--since", "2018-12-15", "--style", "oscola", "--numbered", "--records", root)
    assert [line[:28] for line in done.lines] == [
        "1. UNGA Res 73/195 (19 Decem",
        "2. Secretary-General of the ",
        "3. Review Forum (New York, U",
    ]


def test_as_markdown_and_html(root: Path, run: Run) -> None:
    markdown = run("cite", "wimn-2018-07-concluded", "sg-report-2022", "-s", "chicago", "--numbered", "-f", "markdown", "--records", root)  # fmt: skip
    assert markdown.out == (
        "[^1]: Women in Migration Network, “Statement on the concluded GCM,” July 2018,"
        " [https&#58;//womeninmigration.org/statement](https://womeninmigration.org/statement).\n\n"
        "[^2]: UN Secretary-General, *Global Compact for Safe, Orderly and Regular Migration: Report of the"
        " Secretary-General*, A/76/642, Dec. 27, 2021.\n"
    )
    page = run("cite", "sg-report-2022", "-s", "chicago", "--numbered", "-f", "html", "--records", root)
    assert page.out == (
        '<ol class="gcmtrack-notes">\n<li>UN Secretary-General, <em>Global Compact for Safe, Orderly and Regular Migration:'
        " Report of the Secretary-General</em>, A/76/642, Dec. 27, 2021.</li>\n</ol>\n"
    )
    plain_page = run("cite", "a-res-73-195", "-f", "html", "--records", root)
    assert plain_page.out == "<p>General Assembly resolution 73/195</p>\n"


def test_hostile_text_stays_text(folder: FolderMaker, run: Run) -> None:
    where = folder(
        WIMN, statement(title="<script>*a* \x1b[31m | b", date="2018", links=[{"url": 'https://e.org/"><b>'}])
    )
    page = run("cite", "a-statement", "-f", "html", "--records", where).out
    assert "<script>" not in page
    assert '"><b>' not in page
    assert "\x1b" not in run("cite", "a-statement", "--records", where).out
    assert "\\*a\\*" in run("cite", "a-statement", "-f", "markdown", "--records", where).out


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], "say what to cite: an id, or filters for several, as in: gcmtrack cite a-res-73-195, or gcmtrack cite --on imrf-2022 --numbered"),
        (["a-res-73-195", "--org", "wimn"], "ids or filters, not both, as in: gcmtrack cite a-res-73-195, or gcmtrack cite --on imrf-2022 --numbered"),
        (["a-res-73-195", "--style", "oscoal"], "unknown style 'oscoal', did you mean 'oscola'?"),
        (["a-res-73-195", "--format", "word"], "unknown format 'word'; use html, markdown or text"),
        (["a-res-73-195", "--in", "es", "--style", "apa"], "--in es goes with --style un; --style apa is written in en"),
        (["a-res-73-195", "--in", "de"], "--in: there are words in en, es and fr, not in 'de'"),
        (["a-res-73-195", "wimn", "--at", "3"], "--at is a place in one text; with several write it behind each, as a-res-73-195@'para 13'"),
        (["a-res-73-195", "--accessed", "May 2026"], "--accessed wants a day, such as 2026-11-22, not 'May 2026'"),
        (["a-res-73-196"], "unknown record 'a-res-73-196', did you mean 'a-res-73-195'?"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("root")
def test_what_is_asked_wrongly(args: list[str], expected: str, run: Run) -> None:
    done = run("cite", *args)
    assert (done.code, done.out, done.err) == (2, "", f"gcmtrack: {expected}\n")


def test_nothing_found_is_said(root: Path, run: Run) -> None:
    done = run("cite", "--since", "2030", "--records", root)
    assert (done.code, done.out, done.err) == (0, "", "gcmtrack: no records match\n")


def test_apa_has_places_in_the_text(root: Path, run: Run) -> None:
    done = run("cite", "a-res-73-195@13", "-s", "apa", "--records", root)
    assert done.err == (
        "gcmtrack: the place stands in the text: (United Nations General Assembly, 2018, para. 13)\n"
    )


def shown_in_the_docs() -> list[tuple[str, list[str]]]:
    """The commands in docs/cite.md with the lines that stand under each."""
    text = (SHIPPED.parent / "docs" / "cite.md").read_text(encoding="utf-8")
    found: list[tuple[str, list[str]]] = []
    for line in re.findall(r"^    (.+)$", text, re.MULTILINE):
        if line.startswith("$ gcmtrack "):
            found.append((line.removeprefix("$ gcmtrack "), []))
        elif found and not line.startswith("gcmtrack "):
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize(("command", "lines"), shown_in_the_docs(), ids=lambda value: str(value)[:40])
def test_the_docs_show_what_is_printed(command: str, lines: list[str], run: Run) -> None:
    assert run(*shlex.split(command), "--records", SHIPPED).lines == lines


def test_a_reference_manager_gets_its_file_from_export(folder: FolderMaker, run: Run) -> None:
    folder(milestone("forum"))
    assert run("cite", "forum", "-f", "bibtex") == Result(
        2,
        "",
        "gcmtrack: citations are text, markdown or html; bibtex is written by: gcmtrack export --format bibtex\n",
    )
