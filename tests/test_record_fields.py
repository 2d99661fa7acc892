"""What is said of a record leads on: to addresses of the web, and to other records."""

from datetime import date
from typing import Any

from hypothesis import given

import strategies
from builders import milestone, organisation, records, statement
from gcmtrack.model.collection import Records
from gcmtrack.model.records import Record
from gcmtrack.views.pieces import Hyperlink, Line, Reference, plain
from gcmtrack.views.record_fields import record_fields
from gcmtrack.wording import english

TODAY = date(2018, 7, 20)


def lines(all_: Records, id_: str) -> dict[str, tuple[Line, ...]]:
    record = next(record for record in all_ if record.id == id_)
    return {field.name: field.values for field in record_fields(all_, record, TODAY, english()).fields}


def joined(line: Line) -> list[Any]:
    """The pieces with neighbouring texts put together, since how a text is cut means nothing."""
    pieces: list[Any] = []
    for piece in line:
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece != "":
            pieces.append(piece)
    return pieces


ALL = records(
    organisation("iom", name="International Organization for Migration", url="https://iom.int"),
    milestone(
        "forum",
        title="The forum",
        date="2022-05-17/2022-05-20",
        symbol="A/CONF.231/3",
        organisers=["iom"],
        links=[{"url": "https://e.org/v", "format": "video", "archived": "https://a.example/v"}],
        sources=[{"title": "Note", "publisher": "UN", "url": "https://e.org/n", "archived": "https://a.example/n"}],
        disputes=[
            {"field": "city", "value": "Geneva", "note": "so the press", "source": "https://e.org/press"},
            {"field": "date", "source": "javascript:alert(1)"},
        ],
        previous_dates=[{"date": "2022-05", "source": "a letter"}],
    ),
    statement("said", title="Palabras", titles={"en": "Words"}, milestone="forum", organisations=["iom"], date="2022-05"),
)  # fmt: skip


def test_addresses_can_be_followed() -> None:
    said = lines(ALL, "forum")
    assert joined(said["symbol"][0]) == [
        "A/CONF.231/3 (document 3 of United Nations conference 231)  ",
        Hyperlink("https://undocs.org/A/CONF.231/3", "https://undocs.org/A/CONF.231/3"),
    ]
    assert joined(said["links"][0]) == [
        Hyperlink("https://e.org/v", "https://e.org/v"),
        " (video)  archived: ",
        Hyperlink("https://a.example/v", "https://a.example/v"),
    ]
    assert joined(said["sources"][0]) == [
        "Note (UN)  ",
        Hyperlink("https://e.org/n", "https://e.org/n"),
        "  archived: ",
        Hyperlink("https://a.example/n", "https://a.example/n"),
    ]
    assert lines(ALL, "iom")["site"] == ((Hyperlink("https://iom.int", "https://iom.int"),),)


def test_a_source_is_followed_only_where_it_is_an_address_of_the_web() -> None:
    said = lines(ALL, "forum")
    assert joined(said["disputed"][0]) == [
        "city: Geneva – so the press  ",
        Hyperlink("https://e.org/press", "https://e.org/press"),
    ]
    assert joined(said["disputed"][1]) == ["date: another source differs  javascript:alert(1)"]
    assert joined(said["earlier dates"][0]) == ["May 2022  a letter"]


def test_other_records_can_be_followed_under_their_titles() -> None:
    words = Reference("statements", "said", "Palabras (Words)")
    issuer = "International Organization for Migration"
    assert lines(ALL, "forum")["statements"] == ((f"May 2022: {issuer}: ", words),)
    assert lines(ALL, "forum")["organised by"] == (
        (Reference("organisations", "iom", "International Organization for Migration"),),
    )
    assert lines(ALL, "iom")["in order of time"] == (
        ("May 2022: issued: ", words),
        ("17–20 May 2022: organised: ", Reference("milestones", "forum", "The forum")),
    )


def test_a_line_without_links_shows_addresses_and_ids() -> None:
    line: Line = (
        "see ",
        Reference("milestones", "forum", "The forum"),
        ", ",
        Hyperlink("the page", "https://e.org"),
    )
    assert plain(line) == "see The forum [forum], the page"


@given(strategies.records())
def test_nothing_but_the_web_can_be_followed(record: Record) -> None:
    made = record_fields(records(record), record, TODAY, english())
    links = [p for field in made.fields for line in field.values for p in line if isinstance(p, Hyperlink)]
    assert all(link.url.startswith(("http://", "https://")) for link in links)
    kept = [link.url for link in record.links] + [s.url for s in record.sources if s.url]
    assert {*kept} <= {link.url for link in links}
