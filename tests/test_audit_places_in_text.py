"""Line and column of a finding are those of its first character, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditing import dates, findings, report
from gcmtrack.audit.reading.kinds import read_page
from gcmtrack.audit.reading.source import Source, decoded

NONE = "There are no upcoming events."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize(
    ("name", "lines", "place"),
    [
        ("page.txt", ["Events", "", f"\t{NONE}"], (3, 2)),
        ("page.txt", [NONE], (1, 1)),
        ("page.md", ["---", "date: 2001-01-01", "---", "", f"* {NONE}"], (5, 3)),
        ("page.md", ["<!-- none", "at all", f"--> **{NONE}**"], (3, 7)),
        ("page.md", ["```", NONE, "```", "", f"> {NONE}"], (5, 3)),
        ("page.html", ["<script>", f"// {NONE}", "</script>", f"<p>\t&nbsp;<b>{NONE}</b></p>"], (4, 14)),
        ("page.html", [f"<!-- <p>{NONE}</p> -->", f"<style>/* {NONE} */</style><p class='a>b'>é. {NONE}"], (2, 69)),
    ],
)  # fmt: skip
def test_line_and_column(name: str, lines: list[str], place: tuple[int, int], mark: str, end: str) -> None:
    text = mark + end.join(lines) + end
    (finding,) = findings(text, name=name)
    assert (finding.line, finding.column) == place
    assert (finding.end_line, finding.end_column) == (place[0], place[1] + len(NONE))
    assert finding.quote == NONE


def test_a_date_in_html_with_references_and_tags() -> None:
    """The year is written with a reference, the day in a tag of its own, the accent as a character of its own."""
    text = "<p>Le <b>10</b>&nbsp;de\u0301cembre <i>2&#48;18</i></p>"
    (mention,) = dates(text, name="page.html").mentions
    page = read_page("page.html", text, "html")
    block = page.blocks[mention.block]
    assert str(mention.when) == "2018-12-10"
    assert text[block.offset(mention.begin) :].startswith("10</b>")


def test_what_is_no_text_of_the_page_is_not_read() -> None:
    text = (
        "<html><head><title>1 May 2001</title><style>a{content:'2 May 2001'}</style></head><body>"
        "<nav><a href='/3-May-2001'>3 May 2001</a></nav><script>var d = '4 May 2001'</script>"
        "<template>5 May 2001</template><!-- 6 May 2001 --><p title='7 May 2001'>8 May 2001</p></body></html>"
    )
    assert [str(m.when) for m in dates(text, name="page.html").mentions] == ["2001-05-08"]


def test_markdown_without_its_marks() -> None:
    text = "| **Date** | [12 May 2022](https://x.org/13-May-2022) | `14 May 2022` |\n|---|---|---|\n\n[a]: https://x.org/2001\n"
    assert [str(m.when) for m in dates(text, name="page.md").mentions] == ["2022-05-12", "2022-05-14"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("é".encode(), "é"),
        ("\ufeffé".encode(), "\ufeffé"),
        ("é".encode("utf-16"), "\ufeffé"),
        ("é".encode("cp1252"), "é"),
        (b'<meta charset="iso-8859-15"><p>\xa4', '<meta charset="iso-8859-15"><p>€'),
        (b'<meta charset="iso-8859-1"><p>17\x9620 mai', '<meta charset="iso-8859-1"><p>17–20 mai'),
        (b'<meta charset="no-such-code"><p>\xc3\xa9', '<meta charset="no-such-code"><p>é'),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    assert decoded(raw) == text


@given(st.text(alphabet=" ab\t\r\n\u2028é", max_size=60))
def test_every_character_has_a_place(text: str) -> None:
    source = Source(text)
    seen = [source.place(offset) for offset in range(len(text))]
    assert seen == sorted(seen)
    for offset, (line, column) in enumerate(seen):
        assert source.line_begin(offset) + column - 1 == offset
        assert line == text[:offset].replace("\r\n", "\n").count("\n") + text[:offset].replace(
            "\r\n", ""
        ).count("\r") + 1 or (text[offset] == "\n" and offset and text[offset - 1] == "\r")


_PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br>", "<h2>", "</h2>", "<li>", "&amp;", "&eacute;", "&#8217;", "&", "<", "<!-- x -->", "text ",
         "12 May 2022", "é", "e\u0301", "\n", "\r\n", "\t", "# ", "* ", "**", "[a](b)", "![i](j)", "\\*", "`", "|", "> ", "---\n", "\n\n",
         "Upcoming events", "There are no upcoming events.", "Start date: 12 May 2022", "<script>", "</script>", "<td>", "<!-- gcmtrack:upcoming -->",
         "A/RES/73/19", "Geneva", "will be held on 1 May 2017", "Final Draft of the Global Compact"]
    ),
    max_size=40,
)  # fmt: skip


@given(_PIECES, st.sampled_from(["page.txt", "page.md", "page.html"]))
def test_any_page_is_read_and_what_is_said_stands_where_it_says(pieces: list[str], name: str) -> None:
    text = "".join(pieces)
    found = report(text, name=name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in found.findings:
        assert (
            lines[finding.line - 1][finding.column - 1 :]
            .split()[0]
            .startswith(finding.quote.split()[0].rstrip("…"))
        )
    for block in found.audited.page.blocks:
        for index, character in enumerate(block.text):
            original = text[block.offset(index)]
            assert original == character or character in " \n:" or original in "&e\\"


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "<a ", "<a b='", "</p", "<![CDATA[", "&", "&amp;", "a-", "May ", "12-", "12 May ", "2018-", "[", "](", "![", "|", "- ",
     "(", "A/RES/", "a@", "www.", "no upcoming ", "will ", "<h2>x</h2>", "<br>", "<td>", "e\u0301", "“", "Title\n12 May 2017\n", "x",
     "<!-- gcmtrack: ignore -->", "<!-- /gcmtrack: ignore -->", "Remarks at the regional review on 3 May 2021. "],
)  # fmt: skip
def test_nothing_makes_the_reading_run_away(unit: str) -> None:
    """150 kB of it, in three kinds of page; where the time grows with the square, this takes minutes."""
    for name in ("page.txt", "page.md", "page.html"):
        report(unit * (50_000 // len(unit)), name=name)
