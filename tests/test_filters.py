"""The filters: each alone, together, and what an unknown value is met with."""

from datetime import date
from typing import Any

import msgspec
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation, records, statement
from gcmtrack.errors import Misuse
from gcmtrack.input.relative_dates import window
from gcmtrack.input.search_terms import terms
from gcmtrack.views.filters import (
    FilterOptions,
    Filters,
    matching_milestones,
    matching_organisations,
    matching_statements,
    named_organisations,
    read_filters,
)

TODAY = date(2018, 7, 20)
ALL = records(
    organisation("wimn", name="Women in Migration Network", acronym="WIMN", country="US"),
    organisation("nnirr", name="National Network", acronym="NNIRR", country="US"),
    organisation("chile", name="Chile", type="state", country="CL"),
    organisation("eclac", name="Economic Commission", acronym="ECLAC", type="un-body"),
    milestone("sessions", title="Thematic sessions", type="consultation", phase="consultation", date="2017"),
    milestone(
        "session-6",
        title="Sixth session",
        type="thematic-session",
        phase="consultation",
        date="2017-10-12/2017-10-13",
        part_of="sessions",
        country="CH",
        city="Geneva",
        objectives=[5, 12],
        topics=["labour"],
        titles={"es": "Sexta sesión"},
    ),
    milestone(
        "review",
        title="Review of México",
        type="regional-review",
        phase="review",
        date="2021-04-26/2021-04-28",
        region="latin-america-caribbean",
        country="MX",
        organisers=["eclac"],
        links=[{"url": "https://example.org", "language": "fr"}],
    ),
    milestone("draft", title="Draft", kind="document", date="2018-02-05", symbol="A/CONF.231/3"),
    statement(
        "s-session", title="On pathways", date="2017-10-13", organisations=["wimn"], milestone="session-6"
    ),
    statement(
        "s-review",
        kind="press-release",
        title="Palabras",
        date="2021-04-27",
        organisations=["chile"],
        cosigners=["nnirr"],
        on_behalf_of=["wimn"],
        milestone="review",
        languages=["es"],
        objectives=[23],
        topics=["returns"],
    ),
)


def found(**asked: Any) -> list[str]:
    """Returns the ids of the milestones and statements that pass."""
    filters = read_filters(msgspec.convert(asked, FilterOptions), ALL, TODAY)
    return [m.id for m in matching_milestones(ALL, filters)] + [
        s.id for s in matching_statements(ALL, filters)
    ]


def test_without_a_filter_all_pass_in_order_of_time() -> None:
    assert found() == ["sessions", "session-6", "draft", "review", "s-session", "s-review"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"org": ["WIMN"]}, ["s-session", "s-review"]),
        ({"org": ["nnirr"]}, ["s-review"]),
        ({"org": ["eclac", "women in migration network"]}, ["review", "s-session", "s-review"]),
        ({"phase": ["Consultation"]}, ["sessions", "session-6", "s-session"]),
        ({"kind": ["document"]}, ["draft"]),
        ({"kind": ["press release"]}, ["s-review"]),
        ({"type": ["thematic session"]}, ["session-6"]),
        ({"type": ["state"]}, ["s-review"]),
        ({"country": ["mexico"]}, ["review"]),
        ({"country": ["us", "CL"]}, ["s-session", "s-review"]),
        ({"region": ["latin-america-caribbean"]}, ["review", "s-review"]),
        ({"region": ["Latin America and the Caribbean"]}, ["review", "s-review"]),
        ({"objective": ["05"]}, ["session-6"]),
        ({"objective": ["12", "23"]}, ["session-6", "s-review"]),
        ({"topic": ["Labour"]}, ["session-6"]),
        ({"lang": ["spanish"]}, ["session-6", "draft", "s-review"]),
        ({"lang": ["fr"]}, ["draft", "review"]),
        ({"since": "2018-03"}, ["review", "s-review"]),
        ({"until": "2017-10-12"}, ["sessions", "session-6"]),
        ({"since": "2018", "until": "2018"}, ["draft"]),
        ({"within": "6m"}, ["draft"]),
        ({"on": ["sessions"]}, ["sessions", "session-6", "s-session"]),
        ({"on": ["session-6"]}, ["session-6", "s-session"]),
        ({"words": ["MEXICO"]}, ["review"]),
        ({"words": ["sesion", "geneva"]}, ["session-6"]),
        ({"words": ["a/conf.231/3"]}, ["draft"]),
        ({"words": ["national network"]}, ["s-review"]),
        ({"words": ["geneva", "mexico"]}, []),
        ({"org": ["wimn"], "phase": ["review"]}, ["s-review"]),
    ],
)
def test_each_filter(asked: dict[str, Any], ids: list[str]) -> None:
    assert found(**asked) == ids


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"org": ["nnir"]}, "unknown organisation 'nnir', did you mean 'nnirr'?"),
        ({"org": [""]}, "unknown organisation ''; give an id, or look for one with: gcmtrack search WORDS"),
        ({"phase": ["reveiw"]}, "unknown phase 'reveiw', did you mean 'review'?"),
        ({"phase": [""]}, "unknown phase ''; use adoption, consultation, groundwork, implementation, negotiation, review or stocktaking"),
        ({"kind": ["sermon"]}, "unknown kind 'sermon'; use brief, comment, deadline, decision, declaration, document, event, explanation-of-vote, joint-statement, open-letter, position-paper, press-release, remarks, report or statement"),
        ({"type": ["sumit"]}, "unknown type 'sumit', did you mean 'summit'?"),
        ({"country": ["Swizerland"]}, "unknown country 'Swizerland', did you mean 'CH' (Switzerland)?"),
        ({"country": ["Korea"]}, "'Korea' can mean 'KP' (Democratic People’s Republic of Korea) or 'KR' (Republic of Korea); give the code"),
        ({"country": ["Atlantis"]}, "unknown country 'Atlantis'; write an ISO 3166 code such as 'MX', or see them with: gcmtrack help countries"),
        ({"region": ["asia"]}, "unknown region 'asia', did you mean 'asia-pacific'?"),
        ({"objective": ["24"]}, "there is no objective '24'; the Compact has objectives 1 to 23"),
        ({"objective": ["0"]}, "there is no objective '0'; the Compact has objectives 1 to 23"),
        ({"objective": ["5.0"]}, "there is no objective '5.0'; the Compact has objectives 1 to 23"),
        ({"objective": ["٥"]}, "there is no objective '٥'; the Compact has objectives 1 to 23"),
        ({"objective": ["9" * 5000]}, f"there is no objective '{'9' * 199}…'; the Compact has objectives 1 to 23"),
        ({"topic": ["labuor"]}, "unknown topic 'labuor', did you mean 'labour'?"),
        ({"lang": ["sp"]}, "unknown language 'sp', did you mean 'es' (Spanish)?"),
        ({"since": "10/12/2017"}, "--since: '10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12"),
        ({"since": ""}, "--since: the date is empty; write a year, a month or a day, such as 2018, 2018-07 or 2018-07-13"),
        ({"since": "2018-07-09/2018-07-13"}, "--since: '2018-07-09/2018-07-13' is a range and one date is wanted; write --since 2018-07-09 --until 2018-07-13"),
        ({"until": "9-13 July 2018"}, "--until: '9-13 July 2018' is a range and one date is wanted; write --since 2018-07-09 --until 2018-07-13"),
        ({"since": "2018/.."}, "--since: '2018/..' is a range and one date is wanted; write --since 2018"),
        ({"until": "2017-06-31"}, "--until: 2017-06-31 does not exist: June 2017 has 30 days"),
        ({"within": "6"}, "--within: '6' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "half a year"}, "--within: 'half a year' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "٦m"}, "--within: '٦m' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": ""}, "--within: '' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "0d"}, "--within: '0d' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "-1d"}, "--within: '-1d' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "9" * 5000 + "m"}, f"--within: '{'9' * 5000}m' is not a span of time; write 30d, 6w, 6m or 1y"),
        ({"within": "9999y"}, "--within: '9999y' reaches beyond the calendar"),
        ({"since": "2019", "until": "2018"}, "the period is empty: it begins on 2019-01-01 and ends on 2018-12-31"),
        ({"on": ["sesions"]}, "unknown milestone 'sesions', did you mean 'sessions'?"),
        ({"on": ["wimn"]}, "unknown milestone 'wimn'; use draft, review, session-6 or sessions; find it with: gcmtrack search wimn"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_an_error_that_offers_the_nearest(asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Misuse) as error:
        found(**asked)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30d", (date(2018, 6, 20), date(2018, 8, 19))),
        ("6w", (date(2018, 6, 8), date(2018, 8, 31))),
        ("6m", (date(2018, 1, 20), date(2019, 1, 20))),
        ("1y", (date(2017, 7, 20), date(2019, 7, 20))),
        ("6 months", (date(2018, 1, 20), date(2019, 1, 20))),
        ("6 Meses", (date(2018, 1, 20), date(2019, 1, 20))),
        (" 2 años ", (date(2016, 7, 20), date(2020, 7, 20))),
        ("10 jours", (date(2018, 7, 10), date(2018, 7, 30))),
        ("1 année", (date(2017, 7, 20), date(2019, 7, 20))),
    ],
)
def test_a_span_lies_on_both_sides_of_today(text: str, days: tuple[date, date]) -> None:
    assert window(text, TODAY) == days


def test_a_month_from_the_last_day_of_january() -> None:
    assert window("1m", date(2018, 1, 31)) == (date(2017, 12, 31), date(2018, 2, 28))


@given(
    st.dates(date(2, 1, 1), date(9000, 1, 1)),
    st.integers(1, 300),
    st.sampled_from(["days", "weeks", "months", "years"]),
)
def test_a_span_is_that_of_a_calendar(today: date, number: int, unit: str) -> None:
    span = relativedelta(**{unit: number})  # type: ignore[arg-type]
    try:
        meant = (today - span, today + span)
    except ValueError:
        with pytest.raises(Misuse, match="reaches beyond the calendar"):
            window(f"{number} {unit}", today)
    else:
        assert window(f"{number} {unit}", today) == meant


def test_the_organisations_of_a_selection_are_those_that_it_names() -> None:
    filters = read_filters(FilterOptions(phase=("review",)), ALL, TODAY)
    assert [o.id for o in named_organisations(ALL, filters)] == ["chile", "eclac", "nnirr", "wimn"]
    assert len(named_organisations(ALL, Filters())) == 4


def test_parts_of_parts_in_a_circle_do_not_hang() -> None:
    circle = records(milestone("a", part_of="b"), milestone("b", part_of="a"))
    assert circle.within("a") == {"a", "b"}


def test_organisations_by_what_they_are_themselves() -> None:
    def ids(filters: Filters) -> list[str]:
        return [o.id for o in matching_organisations(ALL, filters)]

    assert ids(Filters(type=frozenset({"state"}))) == ["chile"]
    assert ids(Filters(words=terms(["women"]))) == ["wimn"]
    assert ids(Filters(org=frozenset({"nnirr"}))) == ["nnirr"]
    assert ids(Filters(phase=frozenset({"review"}))) == []
    assert len(ids(Filters())) == 4
