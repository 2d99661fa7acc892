"""Markers: what is between them changes, what is around them does not, by a byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.errors import Misuse
from gcmtrack.formats.pages.markers import fill, slots

SECTIONS = ("upcoming", "past", "statements")


def filled(page: bytes, text: str = "NEW", *, apart: bool = False, ascii_only: bool = False) -> bytes:
    return fill(page, [(slot, text) for slot in slots(page, SECTIONS)], apart=apart, ascii_only=ascii_only)


def refusal(page: str) -> str:
    with pytest.raises(Misuse) as refused:
        slots(page.encode(), SECTIONS)
    return str(refused.value)


def test_only_what_is_between_changes() -> None:
    page = b"\xef\xbb\xbf# T \t\r\n<!-- gcmtrack:past -->\r\nold\r\n<!-- /gcmtrack:past -->\r\nend\x00\xff"
    assert filled(page, "a\nb") == (
        b"\xef\xbb\xbf# T \t\r\n<!-- gcmtrack:past -->\r\na\r\nb\r\n<!-- /gcmtrack:past -->\r\nend\x00\xff"
    )


def test_markdown_gets_empty_lines_around() -> None:
    page = b"<!-- gcmtrack:past --><!-- /gcmtrack:past -->"
    once = filled(page, apart=True)
    assert once == b"<!-- gcmtrack:past -->\n\nNEW\n\n<!-- /gcmtrack:past -->"
    assert filled(once, apart=True) == once


def test_the_indent_of_the_marker_is_kept() -> None:
    page = b"<ul>\n    <!--gcmtrack:past-->\n    <!--/gcmtrack:past-->\n</ul>"
    assert filled(page, "a\n\nb") == (
        b"<ul>\n    <!--gcmtrack:past-->\n    a\n\n    b\n    <!--/gcmtrack:past-->\n</ul>"
    )


def test_another_encoding_gets_character_references() -> None:
    page = b"caf\xe9 <!-- gcmtrack:past --><!-- /gcmtrack:past -->"
    assert filled(page, "é", ascii_only=True) == (
        b"caf\xe9 <!-- gcmtrack:past -->\n&#233;\n<!-- /gcmtrack:past -->"
    )


def test_filters_stand_in_the_marker() -> None:
    (slot,) = slots(
        '\n<!-- gcmtrack:past org=wimn org="Ana & Co"\n since=2018-07 México -->x<!-- /gcmtrack:past -->'.encode(),
        SECTIONS,
    )
    assert slot.asked == (("org", "wimn"), ("org", "Ana & Co"), ("since", "2018-07"), ("words", "México"))
    assert slot.line == 2


def test_a_section_may_stand_twice_with_other_filters() -> None:
    page = "<!-- gcmtrack:past org=a --><!-- /gcmtrack:past --><!-- gcmtrack:past org=b --><!-- /gcmtrack:past -->"
    assert [slot.asked for slot in slots(page.encode(), SECTIONS)] == [(("org", "a"),), (("org", "b"),)]


OPEN, CLOSE = "<!-- gcmtrack:past -->", "<!-- /gcmtrack:past -->"
NOT_CLOSED = (
    "the marker gcmtrack:past is not closed; write <!-- /gcmtrack:past --> where its part of the page ends"
)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            f"a\n{OPEN}",
            f"line 2: {NOT_CLOSED}",
        ),
        (f"a\n\n{CLOSE}", "line 3: <!-- /gcmtrack:past --> closes nothing; write <!-- gcmtrack:past --> above it"),
        (
            f"{OPEN}\n{OPEN}{CLOSE}",
            f"line 1: {NOT_CLOSED}",
        ),
        (
            f"{OPEN}{CLOSE}\n{OPEN}{CLOSE}",
            "line 2: the marker gcmtrack:past stands on line 1 already; take one away, or give them different filters",
        ),
        (f"{OPEN}{CLOSE}\n{CLOSE}", "line 2: <!-- /gcmtrack:past --> closes nothing; write <!-- gcmtrack:past --> above it"),
        (
            f"{OPEN}<!-- /gcmtrack:upcoming -->",
            f"line 1: {NOT_CLOSED}",
        ),
        ("<!-- gcmtrack:pasta -->", "line 1: unknown section 'pasta', did you mean 'past'?"),
        (f"<!-- gcmtrack:past \n{CLOSE}", "line 1: the marker does not end; close it with -->"),
        ("x <!-- gcmtrack:past", "line 1: the marker does not end; close it with -->"),
        ('<!-- gcmtrack:past org="a -->' + CLOSE, "line 1: a quotation mark in the marker is not closed"),
        (
            OPEN + "<!-- /gcmtrack:past org=a -->",
            "line 1: filters stand in the opening marker, not in the closing one",
        ),
    ],
)  # fmt: skip
def test_markers_out_of_order_are_refused(page: str, message: str) -> None:
    assert refusal(page) == message


_around = st.binary(max_size=30).filter(lambda raw: b"<!--" not in raw and b"-->" not in raw)
_text = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=20).filter(
    lambda text: "<!--" not in text and "-->" not in text
)


@given(_around, st.binary(max_size=20).filter(lambda raw: b"<!--" not in raw), _around, _text, st.booleans())
def test_every_byte_outside_stays_and_a_second_run_changes_nothing(
    before: bytes, between: bytes, after: bytes, text: str, apart: bool
) -> None:
    head, tail = before + OPEN.encode(), CLOSE.encode() + after
    once = filled(head + between + tail, text, apart=apart)
    assert once.startswith(head)
    assert once.endswith(tail)
    assert filled(once, text, apart=apart) == once
