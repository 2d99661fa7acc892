"""Where the text of a record is, in which languages it can be read, and what is only a report about it."""

from collections.abc import Callable
from typing import Any

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker, Run, Screen
from gcmtrack.model import un_symbols
from gcmtrack.model.tables import Link
from gcmtrack.views.text_links import TextLinks, is_report, languages_of, text_links

URL = "https://example.org/text"
NEWS = "https://sdg.iisd.org/news/draft"


@pytest.mark.parametrize(
    ("keys", "report"),
    [
        ({}, False),
        ({"role": "report"}, True),
        ({"role": "text", "title": "Report on the changes"}, False),
        ({"title": "Report on the changes"}, True),
        ({"title": "Report of the Secretary-General"}, False),
        ({"title": "News report that quotes the ministry's note"}, True),
        ({"title": "Article that quotes the explanation"}, True),
        ({"title": "UN summary of the plenary"}, True),
        ({"title": "Newsletter"}, True),
        ({"title": "Summary report"}, False),
        ({"title": "Article de presse"}, True),
        ({"url": NEWS}, True),
        ({"url": "https://enb.iisd.org/x"}, True),
        ({"url": "https://notiisd.org/x"}, False),
        ({"url": NEWS, "role": "text"}, False),
    ],
)
def test_a_report_about_a_text(keys: dict[str, str], report: bool) -> None:
    assert is_report(Link(**{"url": URL, **keys})) is report  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({}, ("", "")),
        ({"links": [{"url": URL}]}, (URL, "")),
        ({"links": [{"url": NEWS}]}, ("", NEWS)),
        ({"links": [{"url": NEWS}, {"url": URL}]}, (URL, NEWS)),
        ({"links": [{"url": "https://a.example"}, {"url": URL, "role": "text"}]}, (URL, "")),
        ({"links": [{"url": URL}], "symbol": "A/RES/73/195"}, ("https://undocs.org/A/RES/73/195", "")),
    ],
)
def test_the_address_of_a_document(keys: dict[str, Any], found: tuple[str, str]) -> None:
    assert text_links(milestone(kind="document", **keys)) == TextLinks(*found)


def test_the_address_of_a_statement_is_that_of_its_original() -> None:
    links = [{"url": "https://a.example/en", "language": "en"}, {"url": URL, "language": "es"}]
    assert text_links(statement(languages=["es", "en"], links=links)).address == URL
    assert text_links(statement(languages=["fr"], links=links)).address == "https://a.example/en"


@pytest.mark.parametrize(
    ("symbol", "official"),
    [
        ("A/RES/73/195", True),
        ("A/CONF.231/3", True),
        ("A/73/L.99", True),
        ("S/2018/1", True),
        ("E/2018/1", True),
        ("CMW/C/GC/6", True),
        ("A/CONF.231/CRP.1", False),
        ("ESCAP/GCM/2021/CRP.1", False),
        ("E/ESCAP/GCM/PREP/6", False),
        ("A/HRC/35/NGO/1", False),
        ("LC/MDM.43/1", False),
        ("IOM/1", False),
    ],
)
def test_what_is_issued_in_six_languages(symbol: str, official: bool) -> None:
    six = ("ar", "zh", "en", "fr", "ru", "es")
    assert un_symbols.languages(symbol) == (six if official else ())
    assert languages_of(milestone(kind="document", symbol=symbol)) == (set(six) if official else set())
    assert un_symbols.official_link(symbol, "es") == f"https://undocs.org/es/{symbol}"


def test_a_report_is_not_the_text_in_its_language() -> None:
    news = [{"url": NEWS, "language": "en"}, {"url": URL, "language": "fr"}]
    assert languages_of(milestone(kind="document", links=news)) == {"fr"}
    assert languages_of(milestone(links=news)) == {"en", "fr"}


LONG = "https://example.org/a-very-long-address/of-a-page/that-fits-on-no-line/of-any-narrow-terminal.html"


@pytest.mark.parametrize("width", [30, 44, 80, 120])
def test_no_address_and_no_id_is_broken(
    width: int, folder: FolderMaker, terminal: Callable[..., Screen]
) -> None:
    id_ = "a-document-with-a-rather-long-id-of-sixty-one-letters-and-more"
    root = folder(
        organisation(),
        milestone(id_, kind="document", links=[{"url": LONG}]),
        milestone("news", kind="document", links=[{"url": LONG, "role": "report"}]),
        statement("said", milestone=id_, links=[{"url": LONG}]),
    )
    for command in ("documents", "statements", f"show {id_}", "show said", "timeline"):
        screen = terminal(width, *command.split(), "--records", root)
        lines = screen.text.splitlines()
        assert screen.code == 0
        if command != "timeline":
            assert any(LONG in line for line in lines), screen.text
        if command in ("documents", "timeline"):
            assert any(id_ in line for line in lines), screen.text
    assert "no text found; report:" in " ".join(terminal(width, "documents", "--records", root).words.split())


def test_where_the_text_is_in_a_pipe(folder: FolderMaker, run: Run) -> None:
    root = folder(
        organisation(),
        milestone("a", kind="document", links=[{"url": URL, "language": "en"}]),
        milestone("b", kind="document", links=[{"url": NEWS, "language": "en"}]),
        milestone("c", kind="decision", symbol="A/RES/73/195"),
        statement(languages=["en"], stance="critical", links=[{"url": URL, "language": "en"}]),
    )
    assert [line.split("\t")[5:] for line in run("documents", "--records", root).lines] == [
        ["", URL, "en", "", "a"],
        ["", "", "", NEWS, "b"],
        ["A/RES/73/195", "https://undocs.org/A/RES/73/195", "ar, en, es, fr, ru, zh", "", "c"],
    ]
    assert run("statements", "--records", root).lines[0].split("\t")[5:] == [
        "en", "statement", "critical", URL, "", "a-statement",
    ]  # fmt: skip
    assert run("documents", "--lang", "es", "--records", root).ids == ["c"]
