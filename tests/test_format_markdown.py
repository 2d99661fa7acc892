"""Markdown and HTML: exact pages, and text of records that stays text."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import strategies
from builders import milestone, organisation, records, statement
from gcmtrack.formats.pages import html, markdown
from gcmtrack.formats.pages.document import (
    Bullets,
    Heading,
    Note,
    Paragraph,
    Piece,
    Ref,
    Strong,
    Table,
)
from gcmtrack.formats.pages.scope import PageStyle, Scope
from gcmtrack.formats.pages.sections import SECTIONS, Section, filled, nothing, page
from gcmtrack.model.collection import Records
from gcmtrack.printable import encoded, visible
from gcmtrack.views.filters import Filters
from gcmtrack.views.pieces import Hyperlink
from gcmtrack.wording import english

TODAY = date(2018, 7, 20)
HOSTILE = (
    "a | b * c <script>alert(1)</script> ]](javascript:alert(1)) `x` {{ x }} &copy; ![i](j) [^1] <!-- c --> "
    "https://e.org www.e.org \u202egpj \u200f 👩‍👩‍👧 \r\n# h\n- l\n\n    code\n=== --- 1. x \\"
)


def one(name: Section, found: Records, style: PageStyle | None = None) -> Piece:
    scope = Scope(found, Filters(), TODAY, english(), style or PageStyle(prefix="p"))
    return filled(name, scope) or nothing(name, scope)


MEETING = milestone(
    "meeting",
    title="Sixth thematic session",
    type="thematic-session",
    date="2017-10-12/2017-10-13",
    city="Geneva",
    summary="It takes up irregular migration.",
)


def test_an_event_is_a_block_as_people_keep_it_on_their_page() -> None:
    assert markdown.render(one("past", records(MEETING))) == (
        "### Sixth thematic session\n"
        "\n"
        "**Start date:** 12 October 2017  \n"
        "**End date:** 13 October 2017  \n"
        "**Location:** Geneva\n"
        "\n"
        "It takes up irregular migration."
    )


def test_dates_can_stand_as_in_the_united_states() -> None:
    text = markdown.render(one("past", records(MEETING), PageStyle(order="mdy")))
    assert "**Start date:** October 12, 2017  \n**End date:** October 13, 2017  \n" in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2017-05-08/2017-05-09", "May 8–9, 2017"),
        ("2017-10-30/2017-11-02", "October 30 – November 2, 2017"),
        ("2017-12-30/2018-01-02", "December 30, 2017 – January 2, 2018"),
        ("2017-05-08~", "about May 8, 2017"),
        ("2017-05", "May 2017"),
        ("2017-05/..", "from May 2017"),
        ("2017-05-08?/2017-05-09?", "probably May 8, 2017 – probably May 9, 2017"),
    ],
)
def test_events_as_a_list(when: str, words: str) -> None:
    found = records(milestone(date=when, city="Geneva", title="A"))
    past = one("past", found, PageStyle("list", "mdy"))
    ongoing = one("ongoing", found, PageStyle("list", "mdy"))
    assert f"- A ({words}, Geneva)" in (markdown.render(past), markdown.render(ongoing))


def test_a_disputed_place_and_a_disputed_date_have_notes() -> None:
    found = records(
        milestone(
            "quito",
            title="Consultation",
            date="2017-10-05/2017-10-06",
            city="Quito",
            country="EC",
            disputes=[
                {
                    "field": "city",
                    "value": "Santiago",
                    "note": "One page says so.",
                    "source": "https://www.a.org/b",
                },
                {"field": "date", "value": "2017-10-05"},
            ],
        )
    )
    assert markdown.render(one("past", found)) == (
        "### Consultation\n"
        "\n"
        "**Start date:** 5 October 2017  \n"
        "**End date:** 6 October 2017[^p-quito-2]  \n"
        "**Location:** Quito, Ecuador[^p-quito-1]\n"
        "\n"
        "[^p-quito-1]: Disputed city: Santiago. One page says so. Source: [a.org](https://www.a.org/b).\n"
        "\n"
        "[^p-quito-2]: Disputed date: 5 October 2017."
    )
    assert html.render(one("past", found)) == (
        "<h3>Consultation</h3>\n"
        "<p><strong>Start date:</strong> 5 October 2017<br>\n"
        '<strong>End date:</strong> 6 October 2017<sup id="gcmtrack-ref-p-quito-2">'
        '<a href="#gcmtrack-note-p-quito-2">2</a></sup><br>\n'
        '<strong>Location:</strong> Quito, Ecuador<sup id="gcmtrack-ref-p-quito-1">'
        '<a href="#gcmtrack-note-p-quito-1">1</a></sup></p>\n'
        '<ol class="gcmtrack-notes">\n'
        '<li id="gcmtrack-note-p-quito-1">Disputed city: Santiago. One page says so. Source: '
        '<a href="https://www.a.org/b">a.org</a>. <a href="#gcmtrack-ref-p-quito-1">↩</a></li>\n'
        '<li id="gcmtrack-note-p-quito-2">Disputed date: 5 October 2017. '
        '<a href="#gcmtrack-ref-p-quito-2">↩</a></li>\n'
        "</ol>"
    )


def test_what_is_not_sure_is_said_and_no_day_is_made_up() -> None:
    found = records(
        milestone("imrf", title="Forum", date="2022", status="expected", links=[{"url": "https://a.org"}]),
        milestone("call", title="Call", kind="deadline", date="2018-09-01"),
        milestone("off", title="Off", date="2018-10-01", status="cancelled"),
    )
    assert markdown.render(one("upcoming", found)) == (
        "### Call\n\n**Deadline:** 1 September 2018\n\n"
        "### Off\n\n**Date:** 1 October 2018  \n**Note:** CANCELLED\n\n### [Forum](https://a.org)\n\n**Date:** 2022  \n**Note:** date expected"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("upcoming", "There are no upcoming events."),
        ("ongoing", "There are no ongoing events."),
        ("past", "There are no past events."),
        ("documents", "There are no documents."),
        ("statements", "There are no statements."),
        ("counts", "There are no records."),
    ],
)
def test_an_empty_section_says_so(name: Section, said: str) -> None:
    assert markdown.render(one(name, records())) == said
    assert html.render(one(name, records())) == f"<p>{said}</p>"


def test_documents_stand_in_their_chains() -> None:
    found = records(
        milestone("zero", title="Zero draft", kind="document", date="2018-02-05"),
        milestone(
            "rev-1",
            title="Draft Rev 1",
            kind="document",
            date="2018-03-26",
            supersedes="zero",
            links=[
                {"url": "https://a.org/en"},
                {"url": "https://a.org/es", "language": "es", "format": "pdf"},
            ],
        ),
        milestone("res", title="Endorsement", kind="decision", date="2018-12-19", symbol="A/RES/73/195"),
    )
    assert markdown.render(one("documents", found)) == (
        "### Draft Rev 1: 2 versions\n"
        "\n"
        "- 5 February 2018: Zero draft\n"
        "- 26 March 2018: [Draft Rev 1](https://a.org/en), 49 days after the one before"
        " · [Spanish, pdf](https://a.org/es)\n"
        "\n"
        "### Other documents\n"
        "\n"
        "- 19 December 2018: [Endorsement](https://undocs.org/A/RES/73/195), A/RES/73/195"
    )


def test_statements_stand_under_what_they_answer_in_its_order() -> None:
    found = records(
        organisation("wimn", acronym="WIMN"),
        milestone("later", title="Later", date="2018-12-10"),
        milestone("earlier", title="Earlier", date="2018-07-13"),
        statement("c", title="Free", date="2018"),
        statement("b", title="To later", milestone="later", cosigners=["wimn"], cosigner_count=9),
        statement(
            "a",
            title="Declaración",
            milestone="earlier",
            languages=["es", "en"],
            speaker={"name": "Ana", "role": "Director"},
            links=[
                {"url": "https://a.org/en", "language": "en"},
                {"url": "https://a.org/es", "language": "es"},
            ],
        ),
    )
    assert markdown.render(one("statements", found)) == (
        "### Earlier (13 July 2018)\n"
        "\n"
        "- 13 July 2018, WIMN: [Declaración](https://a.org/es) (statement; Ana, Director; Spanish and English)"
        " · [English](https://a.org/en)\n"
        "\n"
        "### Later (10 December 2018)\n"
        "\n"
        "- 13 July 2018, WIMN: To later (statement; 9 organisations signed)\n"
        "\n"
        "### Other statements\n"
        "\n"
        "- 2018, WIMN: Free (statement)"
    )


def test_counts_by_phase_year_and_kind() -> None:
    found = records(
        milestone("a", phase="adoption", date="2018-12-10"),
        milestone("b", date="2018"),
        statement("s", milestone="a", date="2019"),
        statement("t"),
    )
    assert markdown.render(one("counts", found)) == (
        "| Phase | Milestones | Statements |\n"
        "| --- | ---: | ---: |\n"
        "| negotiation | 1 | 0 |\n"
        "| adoption | 1 | 1 |\n"
        "| no phase | 0 | 1 |\n"
        "| all | 2 | 2 |\n"
        "\n"
        "| Year | Milestones | Statements |\n"
        "| --- | ---: | ---: |\n"
        "| 2018 | 2 | 1 |\n"
        "| 2019 | 0 | 1 |\n"
        "| all | 2 | 2 |\n"
        "\n"
        "| Kind of milestone | Milestones |\n"
        "| --- | ---: |\n"
        "| event | 2 |\n"
        "\n"
        "| Kind of statement | Statements |\n"
        "| --- | ---: |\n"
        "| statement | 2 |"
    )


def test_a_whole_page_opens_with_what_it_holds() -> None:
    text = "".join(markdown.texts(page(Scope(records(MEETING), Filters(), TODAY, english()), SECTIONS)))
    assert text.startswith(
        "# Global Compact for Migration\n"
        "\n"
        "1 milestone and 0 statements of 0 organisations, as of 20 July 2018.\n"
        "\n"
        "## Upcoming events\n"
        "\n"
        "There are no upcoming events.\n"
    )
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "Upcoming events",
        "Ongoing events",
        "Past events",
        "Documents",
        "Statements",
        "In numbers",
    ]


def everywhere(text: str) -> Piece:
    """The text in every place where text of records may stand."""
    url = "https://example.org/a"
    return Piece(
        (
            Heading(3, (text,)),
            Heading(3, (Hyperlink(text, url),)),
            Paragraph(((text,), (Strong("Location:"), f" {text}", Ref("k")))),
            Bullets(((text,), ("12 July: ", Hyperlink(text, url), " (statement)"))),
            Table((text, "n"), ((text, "1"),)),
        ),
        (Note("k", (text,)),),
    )


def _texts(tokens: list[Token]) -> list[str]:
    """The text of each block; asserts that nothing but our own markup was made."""
    found = []
    for token in tokens:
        assert token.type not in ("html_block", "fence", "code_block", "hr", "blockquote_open"), token
        if token.type != "inline":
            continue
        said = ""
        for child in token.children or []:
            if child.type == "hardbreak":
                found.append(said)
                said = ""
                continue
            if child.type == "html_inline" and child.content == markdown.APART:
                continue
            assert child.type in ("text", "strong_open", "strong_close", "link_open", "link_close"), child
            if child.type == "link_open":
                assert child.attrs == {"href": "https://example.org/a"}
            said += child.content
        found.append(said)
    return found


nasty = st.one_of(strategies.texts, st.text(st.characters(exclude_categories=["Cs"]), min_size=1))


@given(nasty)
@example(HOSTILE)
@example("é" * 5000)
@example("1) x")
@example("# ")
@example("\u00a0x\u3000")
@example("<!-- /gcmtrack:past -->")
@example("[a]: https://evil.example")
@example(":-:")
@example("&#x41; &amp;")
@example("a\x85b")
@example("{{ a }} {% b %} {# c #} {{< d >}} {{% e %}} {{{% f }}}")
@example("ana@example.org, a.b-c+d@x.y.org; mailto:ana@example.org")
@example("!!! note")
@example("=== tab")
@example("??? x")
@example(": definition")
@example("==mark== ++keys++ a=b c++")
def test_text_stays_text_in_markdown(text: str) -> None:
    piece = everywhere(text)
    source = markdown.render(Piece(piece.elements))
    # An address of mail is one only in two halves.
    assert "<" not in source.replace(markdown.APART, "")
    assert not re.search(r"\{\{|\{%|\{#", source)
    assert not any(ord(character) < 32 for character in source.replace("\n", ""))
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = visible(text)
    reader_shown = _texts(reader.parse(source))
    assert reader_shown == [
        shown,
        shown,
        shown,
        f"Location: {shown}[^k]",
        shown,
        f"12 July: {shown} (statement)",
        shown,
        "n",
        shown,
        "1",
    ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@given(nasty)
@example(HOSTILE)
@example("é" * 5000)
@example("<!-- /gcmtrack:past -->")
@example("\"' onclick=alert(1) x='\"")
@example("{{ a }} {% b %} {# c #} {{< d >}} {{% e %}} {{{% f }}}")
def test_text_stays_text_in_html(text: str) -> None:
    source = html.render(everywhere(text))
    assert not re.search(r"\{\{|\{%|\{#|\}\}|%\}", source)
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert reader.tags == [
        *("h3", "h3", "a", "p", "br", "strong", "sup", "a", "ul", "li", "li", "a"),
        *("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "ol", "li", "a"),
    ]
    shown = visible(text)
    said = [found for found in reader.texts if shown.strip() and shown.strip() in found]
    assert len(said) >= 9 or not shown.strip()


def test_what_changes_the_direction_of_writing_ends_with_its_text() -> None:
    assert visible("\u202eabc") == "\u202eabc\u202c"
    assert visible("\u2067a\u202eb") == "\u2067a\u202eb\u202c\u2069"
    assert visible("a\u202cb\u2069c") == "abc"
    assert visible("\u202a\u2066x\u202c\u2069\u202c") == "\u202a\u2066x\u2069\u202c"
    assert markdown.escape("\u202eabc") == "&#8238;abc&#8236;"
    assert html.escape("\u202eabc") == "&#8238;abc&#8236;"


def test_controls_become_visible() -> None:
    assert visible("\x1b[31m\x00\x7f\x9b\t") == "␛[31m␀␡\ufffd\t"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.org/b?c=d&e=%20#f", "https://a.org/b?c=d&e=%20#f"),
        ("https://a.org/(x)", "https://a.org/%28x%29"),
        ('https://a.org/"><script>', "https://a.org/%22%3E%3Cscript%3E"),
        ("https://a.org/a|b\\c\x1b", "https://a.org/a%7Cb%5Cc%1B"),
        ("https://ñ.org/é", "https://%C3%B1.org/%C3%A9"),
    ],
)
def test_an_address_cannot_end_its_link(url: str, safe: str) -> None:
    assert encoded(url) == safe
    html = MarkdownIt("commonmark").render(markdown.render(Piece((Paragraph(((Hyperlink("t", url),),)),))))
    assert html == f'<p><a href="{safe.replace("&", "&amp;")}">t</a></p>\n'
