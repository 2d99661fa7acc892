"""Where everything of a TOML text stands, and what is relied on of tomlkit for that."""

from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from tomlkit.items import AoT, Array, Comment, InlineTable, Table, Whitespace

from gcmtrack.model.records import Record
from gcmtrack.store import toml_layout, toml_text
from gcmtrack.store.toml_layout import NoLayout
from strategies import handwritten, records

CORPUS = Path(__file__).parent / "toml-test"

TEXT = """\
# about
title = "T"  # as announced
titles.es = "E"

[names] # of it
  "quoted" = [1, # one
    2]
[[links]]
url = "u"
[links.deep]
"""


def test_the_parts_of_a_text() -> None:
    shown = [
        (part.kind, part.path, TEXT[part.start : part.end], TEXT[slice(*part.value)], part.comment)
        for part in toml_layout.parts(TEXT)
    ]
    assert shown == [
        ("comment", (), "# about\n", "", ""),
        ("key", ("title",), 'title = "T"  # as announced\n', '"T"', "# as announced"),
        ("implied", ("titles",), "", "", ""),
        ("key", ("titles", "es"), 'titles.es = "E"\n', '"E"', ""),
        ("blank", (), "\n", "", ""),
        ("header", ("names",), "[names] # of it\n", "", "# of it"),
        ("key", ("names", "quoted"), '  "quoted" = [1, # one\n    2]\n', "[1, # one\n    2]", ""),
        ("header", ("links", 0), "[[links]]\n", "", ""),
        ("key", ("links", 0, "url"), 'url = "u"\n', '"u"', ""),
        ("header", ("links", 0, "deep"), "[links.deep]\n", "", ""),
    ]


def whole(text: str) -> None:
    """The parts follow each other without a gap from the first character to the last."""
    end = 0
    for part in toml_layout.parts(text):
        assert part.start == end
        assert part.kind != "key" or part.start <= part.value[0] <= part.value[1] <= part.end
        end = part.end
    assert end == len(text)


@given(st.data(), records())
def test_nothing_of_a_record_is_left_out(data: st.DataObject, record: Record) -> None:
    text = "".join(block.text for block in data.draw(handwritten(record)))
    whole(text)
    keys = {part.path[:1] for part in toml_layout.parts(text) if part.path}
    assert keys == {(key,) for key in toml_text.parse(text)}


def test_nothing_of_any_toml_is_left_out() -> None:
    """But of what tomlkit cannot read, such as TOML 1.1 in part; then it is said."""
    read = 0
    files = sorted((CORPUS / "valid").rglob("*.toml"))
    for file in files:
        try:
            whole(file.read_bytes().decode().removeprefix("\ufeff"))
        except NoLayout:
            continue
        read += 1
    assert read > 0.9 * len(files)


@pytest.mark.parametrize("text", ["a =", "a = 1\na = 2\n", f"a = {'[' * 5000}", "\x00"])
def test_what_cannot_be_read_has_no_layout(text: str) -> None:
    with pytest.raises(NoLayout):
        list(toml_layout.parts(text))
    assert toml_layout.key_lines(text) == {}


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("[]", []),
        ("[ 1,2 ]", ["1", "2"]),
        ('[\n  "a, b", # c\n  # on its own\n\n  "c" # d\n]', ['"a, b"', '"c"']),
        ("[[1, 2], {a = 1},]", ["[1, 2]", "{a = 1}"]),
        ("[1,\r\n 2,\r\n]", ["1", "2"]),
    ],
)
def test_the_values_of_a_list(written: str, values: list[str]) -> None:
    assert [written[start:end] for start, end in toml_layout.item_spans(written)] == values


class TestWhatIsReliedOnOfTomlkit:
    """When one of these fails after an update of tomlkit, toml_layout is to be looked at, and nothing else."""

    def test_a_document_has_its_pieces_in_the_order_of_the_file(self) -> None:
        body = tomlkit.parse("# c\n\na = 1\n[t]\nb = 2\n[[l]]\n").body
        assert [type(item) for _, item in body][:2] == [Comment, Whitespace]
        assert [key and key.key for key, _ in body] == [None, None, "a", "t", "l"]
        assert isinstance(body[3][1], Table)
        assert isinstance(body[4][1], AoT)

    def test_a_key_keeps_how_it_is_written(self) -> None:
        ((key, item),) = tomlkit.parse("  'a b'  =\t[ 1 ] # c\r\n").body
        assert key is not None
        assert (key.as_string(), key.sep, key.is_dotted()) == ("'a b'  ", "=\t", False)
        assert [part.key for part in key] == ["a b"]
        assert item.as_string() == "[ 1 ]"
        trivia = item.trivia
        assert (trivia.indent, trivia.comment_ws, trivia.comment, trivia.trail) == ("  ", " ", "# c", "\r\n")

    def test_a_dotted_key_is_a_table_that_says_so(self) -> None:
        ((key, item),) = tomlkit.parse("a . 'b' = 1\n").body
        assert key is not None
        assert isinstance(item, Table)
        assert (key.is_dotted(), key.as_string()) == (True, "a ")
        ((inner, _),) = item.value.body
        assert inner is not None
        assert (inner.is_dotted(), inner.as_string(), inner.sep) == (False, " 'b' ", "= ")

    def test_a_table_keeps_its_header(self) -> None:
        ((_, item),) = tomlkit.parse(" [ a ] # c\nb = 1\n").body
        assert isinstance(item, Table)
        assert (item.trivia.indent, item.display_name, item.trivia.comment, item.trivia.trail) == (
            " ",
            " a ",
            "# c",
            "\n",
        )
        assert not item.is_super_table()

    def test_a_table_above_a_nested_one_has_no_header(self) -> None:
        ((_, item),) = tomlkit.parse("[a.b]\n").body
        assert isinstance(item, Table)
        assert item.is_super_table()
        ((_, inner),) = item.value.body
        assert isinstance(inner, Table)
        assert (inner.is_super_table(), inner.display_name) == (False, "a.b")

    def test_a_list_of_tables_has_its_tables(self) -> None:
        ((_, item),) = tomlkit.parse("[[a]]\n[[a]]\n").body
        assert isinstance(item, AoT)
        assert [table.display_name for table in item.body] == ["a", "a"]
        assert all(table.is_aot_element() for table in item.body)

    def test_an_inline_table_is_a_value(self) -> None:
        ((_, item),) = tomlkit.parse("a = { b = 1 }\n").body
        assert isinstance(item, InlineTable)
        assert not isinstance(item, Table)

    def test_a_list_keeps_its_pieces_in_a_private_place(self) -> None:
        array = tomlkit.parse("a = [ 1, # c\n  2 ]\n")["a"]
        assert isinstance(array, Array)
        pieces = [(piece.as_string(), piece is group.value) for group in array._value for piece in group]
        assert [text for text, is_value in pieces if is_value and text] == ["1", "2"]
        assert "".join(text for text, _ in pieces) == " 1, # c\n  2 "
