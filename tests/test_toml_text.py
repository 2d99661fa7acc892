"""TOML text of a record: what is written is read back, and every key has its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, statement
from gcmtrack.model.records import Record
from gcmtrack.store import decode, toml_layout, toml_text
from gcmtrack.store.toml_text import TomlSyntaxError
from strategies import NASTY, records


@given(records())
def test_a_record_that_is_written_is_read_back(record: Record) -> None:
    text = toml_text.render(record)
    assert decode.read_record(record.folder, record.id, toml_text.parse(text)) == (record, [])


@given(records())
def test_a_record_is_written_in_one_way(record: Record) -> None:
    text = toml_text.render(record)
    again, _ = decode.read_record(record.folder, record.id, toml_text.parse(text))
    assert again is not None
    assert toml_text.render(again) == text


@pytest.mark.parametrize("title", NASTY)
def test_a_nasty_title_stays_on_its_line(title: str) -> None:
    text = toml_text.render(milestone(title=f"before {title} after"))
    assert text.split("\n")[1] == 'kind = "event"'
    assert toml_text.parse(text)["title"] == f"before {title} after"


def test_the_canonical_form() -> None:
    record = statement(
        "wimn-2018-07",
        title='Women\'s "rights"\n[rev 3]',
        date="2018-07",
        organisations=["wimn", "nnirr"],
        topics=["women", "labour"],
        objectives=[12, 5],
        languages=["es", "en"],
        speaker={"name": "Ana"},
        titles={"fr": "F", "es": "E"},
        links=[{"url": "https://example.org", "language": "es"}],
        added="2026-11-22",
    )
    assert (
        toml_text.render(record)
        == """\
title = "Women's \\"rights\\"\\n[rev 3]"
kind = "statement"
date = "2018-07"
organisations = ["wimn", "nnirr"]
languages = ["es", "en"]
objectives = [5, 12]
topics = ["labour", "women"]
added = 2026-11-22

[speaker]
name = "Ana"

[titles]
es = "E"
fr = "F"

[[links]]
url = "https://example.org"
language = "es"

[[sources]]
title = "A source"
url = "https://example.org/source"
"""
    )


def test_defaults_are_not_written() -> None:
    assert "status" not in toml_text.render(milestone(status="confirmed"))
    assert "aliases" not in toml_text.render(organisation())


LINES = """\
# a comment
title = "T"

"quoted key" = 1
titles.es = "E"
titles.fr = \"\"\"
two
lines\"\"\"
topics = [
    "a", # first
    "b",
]
speaker = { name = "Ana", role = "chair" }

[names]
es = "N"

# before the first link
[[links]]
url = "https://example.org/1"
language = "es"

[[links]]

url = "https://example.org/2"
[links.more.deep]
key = 1

[[sources]]
title = "S"
[a.b]
c = 1
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_key_has_its_line(end: str) -> None:
    lines = toml_layout.key_lines(LINES.replace("\n", end))
    expected: dict[tuple[str | int, ...], int] = {
        ("title",): 2,
        ("quoted key",): 4,
        ("titles", "es"): 5,
        ("titles", "fr"): 6,
        ("topics",): 9,
        ("speaker",): 13,
        ("names",): 15,
        ("names", "es"): 16,
        ("links",): 19,
        ("links", 0): 19,
        ("links", 0, "url"): 20,
        ("links", 0, "language"): 21,
        ("links", 1): 23,
        ("links", 1, "url"): 25,
        ("links", 1, "more", "deep"): 26,
        ("links", 1, "more", "deep", "key"): 27,
        ("sources", 0): 29,
        ("sources", 0, "title"): 30,
        ("a", "b"): 31,
        ("a", "b", "c"): 32,
    }
    assert {path: lines.get(path) for path in expected} == expected


@given(records(), st.booleans())
def test_the_line_of_a_key_of_a_record_begins_with_it(record: Record, windows: bool) -> None:
    text = toml_text.render(record)
    written = text.split("\n")
    lines = toml_layout.key_lines(text.replace("\n", "\r\n") if windows else text)
    for path, line in lines.items():
        shown = written[line - 1]
        key = path[-1]
        if isinstance(key, int) or f"[{key}]" in shown:
            assert shown.startswith("[")
        else:
            assert shown.startswith(f"{key} = ")
    tops = {(key,) for key in toml_text.plain(record)}
    assert tops <= set(lines)


def test_a_key_without_a_line_has_that_of_what_it_stands_in() -> None:
    lines = toml_layout.key_lines(LINES)
    assert toml_layout.line_of(("links", 1, "format"), lines) == 23
    assert toml_layout.line_of(("speaker", "name"), lines) == 13
    assert toml_layout.line_of(("topics", 1), lines) == 9
    assert toml_layout.line_of(("phase",), lines) == 1


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ('title = "T"\ndate = 2018-07\n', 2, 'a date must stand in quotes: date = "2018-07"'),
        ("date = 2018-07-09/2018-07-13\n", 1, 'a date must stand in quotes: date = "2018-07-09/2018-07-13"'),
        ("date = 2018~  # about\n", 1, 'a date must stand in quotes: date = "2018~"'),
        ("date = 2018-13-01", 1, "'2018-13-01' has no month 13; months are 01 to 12"),
        ("date = 2018-02-30", 1, "2018-02-30 does not exist: February 2018 has 28 days"),
        ('title = "T"\ntitle = "U"\n', 2, "this key stands twice; keep one of the two"),
        ('title = "T\n', 1, 'a quotation mark is missing: a text begins and ends with "'),
        ('date = "2018"\ntitle = T"\n', 2, 'a quotation mark is missing: a text begins and ends with "'),
        ("title = 'T\n", 1, "a quotation mark is missing: a text in single quotes ends with '"),
        ('title = """T\n', 1, 'a text in """ is not closed; write """ at its end'),
        ("title = A meeting\n", 1, 'a text must stand in quotes: title = "A meeting"'),
        ("title = “A meeting”\n", 1, 'these quotation marks are not straight ones; write title = "A meeting"'),
        ("title = «Une réunion»\n", 1, 'these quotation marks are not straight ones; write title = "Une réunion"'),
        ('title = "A meeting”\n', 1, 'the quotation mark ” is not a straight one; write "'),
        ("topics = [“a”, “b”]\n", 1, 'the quotation mark “ is not a straight one; write "'),
        ('title = "say "hi" there"\n', 1, 'a quotation mark inside a text is written \\", and nothing may follow the text on its line'),
        ('title = "T"\rdate = "2018"\r', 1, "a line ends in a carriage return (U+000D) alone; save the file with the line ends LF or CRLF"),
        ('title = "T"\ndate = "2018"\r\rcity = "A"\n', 2, "a line ends in a carriage return (U+000D) alone; save the file with the line ends LF or CRLF"),
        ('title\u00a0= "T"\n', 1, "a no-break space (U+00A0) stands outside the quotation marks; write a plain space"),
        ('title = "T"\u202f\n', 1, "a narrow no-break space (U+202F) stands outside the quotation marks; write a plain space"),
        ('\u200btitle = "T"\n', 1, "a zero width space (U+200B) stands outside the quotation marks; write a plain space"),
        ("title\n", 1, "this is no line of TOML; write key = value"),
        ("title =\n", 1, "nothing stands after the =; write a value, or take the line out"),
        ('title: "T"\n', 1, 'write = behind the key, not a colon: title = "T"'),
        ('title = "T",\n', 1, "nothing may follow the value on its line"),
        ('topics = ["a" "b"]\n', 1, "the list is not closed: its values are parted by commas and end with ]"),
        ("[[sources]\n", 1, "a bracket is missing: a table of a list begins with [[NAME]]"),
        ("[speaker\n", 1, "a bracket is missing: a table begins with [NAME], one of a list with [[NAME]]"),
        ("ok = True\n", 1, "write true in small letters"),
        ('url = "C:\\x"\n', 1, r"a backslash is written twice, as in C:\\folder, or the text stands in single quotes"),
        (
            '<<<<<<< HEAD\ntitle = "T"\n=======\ntitle = "U"\n>>>>>>> b\n',
            1,
            "a git conflict is not resolved here: keep one of the two parts and take the lines <<<<<<<, =======, >>>>>>> out",
        ),
    ],
)  # fmt: skip
def test_bad_toml_has_a_line_and_a_sentence(text: str, line: int, sentence: str) -> None:
    with pytest.raises(TomlSyntaxError) as error:
        toml_text.parse(text)
    assert (error.value.problem.line, error.value.problem.message) == (line, sentence)


def test_deep_nesting_is_a_problem_like_another() -> None:
    with pytest.raises(TomlSyntaxError):
        toml_text.parse(f"a = {'[' * 100_000}")


def test_bytes_that_are_not_utf8_have_a_line() -> None:
    with pytest.raises(TomlSyntaxError) as error:
        toml_text.decode(b'title = "T"\ncity = "M\xe9xico"\n')
    assert tuple(error.value.problem) == (2, "byte 0xe9 is not UTF-8; save the file as UTF-8")


def test_a_byte_order_mark_is_left_out() -> None:
    assert toml_text.decode(b'\xef\xbb\xbftitle = "T"') == 'title = "T"'
