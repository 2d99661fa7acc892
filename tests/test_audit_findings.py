"""Each named finding: the page as an editor left it, and what is said of it."""

from datetime import date

import pytest

from auditing import findings, names, said, shipped
from builders import milestone, records, statement
from gcmtrack.views.filters import FilterOptions

FORUM = milestone(
    "imrf-2022",
    title="First International Migration Review Forum",
    type="review-forum",
    phase="review",
    date="2022-05-17/2022-05-20",
    city="New York",
    country="US",
    previous_dates=[{"date": "2022-05-10/2022-05-13", "note": "Moved back by one week."}],
    disputes=[{"field": "date", "value": "2022-05-16/2022-05-21", "note": "One page counts two days more."}],
)
SIXTH = milestone(
    "thematic-session-6",
    title="Sixth thematic session: irregular migration and regular pathways",
    type="thematic-session",
    phase="consultation",
    date="2017-10-12/2017-10-13",
    city="Geneva",
    country="CH",
    disputes=[{"field": "city", "value": "Vienna, Austria", "note": "A calendar says so."}],
)
DRAFT = milestone(
    "final-draft", title="Final Draft of the Global Compact", kind="document", date="2018-07-11"
)
TEXT = milestone(
    "a-res-73-195",
    title="Resolution endorsing the Global Compact (A/RES/73/195)",
    kind="decision",
    date="2018-12-19",
    symbol="A/RES/73/195",
    supersedes="final-draft",
)
SOME = records(FORUM, SIXTH, DRAFT, TEXT)
BEFORE, AFTER = date(2022, 4, 1), date(2022, 7, 1)


def messages(text: str, today: date = AFTER, name: str = "page.md") -> list[str]:
    return [str(f) for f in findings(text, SOME, today=today, name=name)]


def test_past_as_upcoming() -> None:
    page = "## Upcoming events\n\n- International Migration Review Forum, 17–20 May 2022, New York\n"
    assert messages(page, BEFORE) == []
    assert messages(page) == [
        (
            "page.md:3:41: warning: shown as upcoming, and 17–20 May 2022 is over: First International Migration Review Forum"
            " (17–20 May 2022, New York, United States) [imrf-2022] [past-as-upcoming]"
        )
    ]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("Save the date: 17–20 May 2022, IMRF in New York\n", 1),
        (
            "## Próximos eventos\n\n- Foro de Examen de la Migración Internacional, 17 al 20 de mayo de 2022\n",
            3,
        ),
        ("## À venir\n\n### Forum d’examen des migrations internationales\n\nDu 17 au 20 mai 2022\n", 5),
        ("## What's next\n\n| 17–20 May 2022 | IMRF | New York |\n", 3),
    ],
)
def test_past_as_upcoming_in_other_words(page: str, line: int) -> None:
    (finding,) = findings(page, SOME, today=AFTER)
    assert (finding.name, finding.line) == ("past-as-upcoming", line)


def test_what_is_told_as_past_is_not_upcoming() -> None:
    page = "## Upcoming events\n\nThe forum was held on 17–20 May 2022; the next dates are not known.\n"
    assert messages(page) == []


def test_a_year_from_far_away_makes_nothing_past() -> None:
    """The introduction speaks of 2018; the event of 5 May may be of any year."""
    page = "# Us\n\nWe began on 3 March 2018.\n\n## Upcoming events\n\n- Members' call, 5 May\n"
    assert messages(page) == []


def test_says_none_upcoming() -> None:
    page = "## Upcoming events\n\nThere are no upcoming events.\n\n## Past events\n\n### Sixth thematic session\n\nStart date: 12 October 2017\nEnd date: 13 October 2017\n"
    assert messages(page, BEFORE) == [
        (
            "page.md:3:1: 'There are no upcoming events.', but the record has First International Migration Review Forum"
            " (17–20 May 2022, New York, United States) [imrf-2022]; the latest event on the page is of 12–13 October 2017, line 9"
            " [says-none-upcoming]"
        )
    ]
    assert messages(page, AFTER) == []


@pytest.mark.parametrize(
    "words",
    [
        "No upcoming events",
        "There are currently no events scheduled.",
        "No meetings are planned at this time",
        "No hay eventos programados por el momento.",
        "No tenemos próximas actividades.",
        "Il n'y a aucun événement à venir.",
        "Pas d’évènements prévus pour le moment",
    ],
)
def test_says_none_upcoming_in_other_words(words: str) -> None:
    assert names(f"# Us\n\n{words}\n", SOME, today=BEFORE) == ["says-none-upcoming"]


@pytest.mark.parametrize(
    "words",
    [
        "If there are no upcoming events, write to us.",
        "There were no events in May.",
        "No events without you!",
    ],
)
def test_other_words_with_no_events_say_nothing(words: str) -> None:
    assert names(f"# Us\n\n{words}\n", SOME, today=BEFORE) == []


def test_missing_upcoming() -> None:
    page = "## Upcoming events\n\n- General assembly of our network, 5 May 2022\n"
    (finding,) = findings(page, SOME, today=BEFORE)
    assert str(finding) == (
        "page.md:1:4: warning: the list lacks what the record has within twelve months: First International Migration Review"
        " Forum (17–20 May 2022, New York, United States) [imrf-2022] [missing-upcoming]"
    )
    assert finding.records == ("imrf-2022",)


def test_missing_upcoming_is_what_the_filters_let_through() -> None:
    """A workshop is nothing that every page must have, but one with filters asks for it."""
    some = records(milestone("workshop", title="A workshop on data", type="workshop", date="2018-09-01"))
    page = "## Upcoming events\n\n- Summer school, 5 August 2018\n"
    assert names(page, some) == []
    assert names(page, some, asked=FilterOptions(type=("workshop",))) == ["missing-upcoming"]
    assert names(page, some, asked=FilterOptions(type=("summit",))) == []


def test_other_dates_that_were_announced_before() -> None:
    (finding,) = findings("# Us\n\n**IMRF**, 10–13 May 2022, New York\n", SOME, today=BEFORE)
    assert str(finding) == (
        "page.md:3:11: 10–13 May 2022 for what is First International Migration Review Forum (17–20 May 2022, New York, United"
        " States) [imrf-2022]; 10–13 May 2022 was announced first and then moved (Moved back by one week) [other-dates]"
    )
    assert finding.suggestion == "write 17–20 May 2022"


def test_other_dates_that_another_source_gives_are_a_warning() -> None:
    (finding,) = findings("# Us\n\nIMRF: 16–21 May 2022\n", SOME, today=BEFORE)
    assert (finding.name, finding.level) == ("other-dates", "warning")
    assert "which the record keeps as disputed (One page counts two days more)" in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "- Sixth thematic session, 13–14 October 2017, Geneva",
        "- Sexta sesión temática, 13 y 14 de octubre de 2017",
        "- 6e session thématique : 13 et 14 octobre 2017",
        "The sixth thematic session was held in Geneva on 14 October 2017.",
        "The resolution A/RES/73/195 of 9 December 2018 says so.",
    ],
)
def test_other_dates(line: str) -> None:
    (finding,) = findings(f"{line}\n", SOME, today=AFTER)
    assert (finding.name, finding.level) == ("other-dates", "error")


@pytest.mark.parametrize(
    "line",
    [
        "- Sixth thematic session, 12–13 October 2017",
        "- Sixth thematic session, 13 October 2017",
        "- Sixth thematic session, October 2017",
        "- Training on the sixth thematic session, 3 November 2017",
        "After the sixth thematic session we met on 3 November 2017.",
        "- Statement on the final draft, 16 July 2018",
        "- First International Migration Review Forum, 17–20 May 2022 (moved from 10–13 May 2022)",
        "The forum, first planned for 10–13 May 2022, was held a week later.",
        "- Regional forum on care, 10–14 May 2022",
    ],
)
def test_other_dates_are_no_guess(line: str) -> None:
    assert messages(f"{line}\n") == []


def test_other_place() -> None:
    (finding,) = findings("- IMRF, 17–20 May 2022, Geneva\n", SOME, today=AFTER)
    assert str(finding) == (
        "page.md:1:25: Geneva for what is First International Migration Review Forum (17–20 May 2022, New York, United States)"
        " [imrf-2022] [other-place]"
    )


def test_a_place_that_is_disputed_is_a_warning() -> None:
    page = "### Sixth thematic session\n\nFecha: 12 y 13 de octubre de 2017\n\nLugar: Viena\n"
    (finding,) = findings(page, SOME, today=AFTER)
    assert (finding.name, finding.level, finding.quote) == ("other-place", "warning", "Viena")
    assert finding.suggestion == "write Geneva, Switzerland"


@pytest.mark.parametrize("place", ["Ginebra", "Genève, Suisse", "Geneva", "Switzerland", "online"])
def test_the_same_place_in_other_words(place: str) -> None:
    assert messages(f"### Sixth thematic session\n\nDate: 12–13 October 2017\n\nLocation: {place}\n") == []


@pytest.mark.parametrize(
    "words",
    [
        "The forum will be held on 17–20 May 2022.",
        "In May 2022 the forum will meet in New York.",
        "We look forward to the forum in May 2022.",
        "The forum is scheduled for 17 May 2022.",
        "El foro se celebrará del 17 al 20 de mayo de 2022.",
        "El foro está previsto para mayo de 2022.",
        "Le forum aura lieu du 17 au 20 mai 2022.",
        "Le forum se tiendra en mai 2022.",
    ],
)
def test_resolved_words(words: str) -> None:
    assert names(f"{words}\n", SOME, today=AFTER) == ["resolved-words"]
    assert names(f"{words}\n", SOME, today=BEFORE) == []


@pytest.mark.parametrize(
    "words",
    [
        "The commitments made in May 2022 will guide us.",
        "We will build on the forum that was held in May 2022.",
        "We will meet to discuss the outcome adopted on 20 May 2022.",
        "The Assembly decided that the forum will be held in May 2022.",
        "“The forum will be held in May 2022,” she said.",
        "18 April 2022: The forum will be held in May 2022.",
        "The forum may be held in May 2022, or not.",
        "Since May 2022 the network will not be silent.",
        "The forum will be held every four years.",
    ],
)
def test_words_about_the_future_that_do_not_belong_to_the_date(words: str) -> None:
    assert messages(f"{words}\n") == []


def test_news_may_speak_of_the_future() -> None:
    page = "# News\n\n## To New York!\n\n12 April 2022\n\nThe forum will be held on 17–20 May 2022.\n"
    assert messages(page) == []


def test_superseded_text_and_undated_document() -> None:
    page = "## Documents\n\n- [Final Draft of the Global Compact](https://example.org/draft)\n"
    assert messages(page, date(2018, 8, 1)) == [
        (
            "page.md:3:4: warning: 'Final Draft of the Global Compact' bears no date; the record has 11 July 2018: Final Draft of the"
            " Global Compact [final-draft] [undated-document]"
        )
    ]
    assert messages(page)[0] == (
        "page.md:3:4: warning: 'Final Draft of the Global Compact' is the newest version on the page; since then came Resolution"
        " endorsing the Global Compact (A/RES/73/195) (19 December 2018) [a-res-73-195] [superseded-text]"
    )


@pytest.mark.parametrize(
    "page",
    [
        "## Documents\n\n- Final Draft of the Global Compact (11 July 2018)\n- The Compact: A/RES/73/195\n",
        "## Documents\n\nStatement on the Final Draft of the Global Compact\n",
        "## History\n\nThe Final Draft of the Global Compact was published in July.\n",
        "## Documents\n\n11 July 2018:\n\n- Final Draft of the Global Compact\n\nThe final text: A/RES/73/195\n",
    ],
)
def test_a_draft_in_its_place(page: str) -> None:
    assert messages(page) == []


def test_a_draft_that_is_called_the_latest() -> None:
    page = (
        "The latest version is the Final Draft of July 2018. Since 19 December 2018 there is A/RES/73/195.\n"
    )
    assert names(page, SOME, today=AFTER) == ["superseded-text"]


@pytest.mark.parametrize(
    ("symbol", "right"),
    [
        ("A/RES/73195", "A/RES/73/195"),
        ("A/RES/73-195", "A/RES/73/195"),
        ("A/RES73/195", "A/RES/73/195"),
        ("A/RES/195", "A/RES/73/195"),
        ("A/RES/195/73", None),
        ("A/RES/73/159", "A/RES/73/195"),
    ],
)
def test_bad_symbol(symbol: str, right: str | None) -> None:
    (finding,) = findings(f"The Global Compact ({symbol}) says so.\n", SOME, today=AFTER)
    assert (finding.name, finding.quote, finding.column) == ("bad-symbol", symbol, 21)
    assert finding.suggestion == (f"write {right}" if right else "")


@pytest.mark.parametrize(
    "text",
    ["A/RES/73/195", "A/Res/73/195.", "(A/CONF.231/3)", "A/76/642, A/HRC/RES/35/17", "https://undocs.org/A/RES/73195", "and/or", "A/B", "E/C.12"],
)  # fmt: skip
def test_good_symbols(text: str) -> None:
    assert messages(f"The Global Compact: {text}\n") == []


def test_empty_heading() -> None:
    page = "# Us\n\nWords.\n\n## Key documents\n\n## News\n\nMore words.\n\n### Resources\n"
    assert said(page, SOME) == ["5:4 empty-heading: Key documents", "11:5 empty-heading: Resources"]


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Documents</h2><p>Words.</p>",
        "<h2>Documents</h2><h3>Drafts</h3><p>Words.</p>",
        "<h2>Documents</h2><img src='a.png'><h2>News</h2><p>Words.</p>",
        "<h2>News</h2><iframe src='a'></iframe><h2>Us</h2><p>Words.</p>",
        "<h2>News</h2><script src='feed.js'></script><h2>Us</h2><p>Words.</p>",
        "<h2><a href='a.pdf'>Statement of May</a></h2><h2><a href='b.pdf'>Statement of June</a></h2>",
        "<h2>One title</h2><h2>On two lines</h2><p>Words.</p>",
        "<p>Words.</p><footer><h3>Newsletter</h3></footer>",
    ],
)
def test_headings_that_are_not_empty(page: str) -> None:
    assert names(f"<body><p>Words.</p>{page}</body>", SOME, name="page.html") == []


def test_an_empty_heading_in_plain_text_is_one_of_a_well_known_part() -> None:
    assert names("Words that say something.\n\nRecent Activity\n", SOME, name="page.txt") == ["empty-heading"]
    assert names("Words that say something.\n\nWomen in Migration Network\n", SOME, name="page.txt") == []


def test_same_page_contradiction() -> None:
    page = (
        "# Us\n\nIMRF: 17–20 May 2022\n\n## Dates\n\n- International Migration Review Forum, 18–21 May 2022\n"
    )
    assert messages(page)[1:] == [
        (
            "page.md:7:41: 18–21 May 2022 here, 17–20 May 2022 on line 3, for the same event: First International Migration Review"
            " Forum (17–20 May 2022, New York, United States) [imrf-2022] [same-page-contradiction]"
        )
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("We met on Tuesday, 10 December 2018.", "Tuesday, 10 December 2018: 10 December 2018 is a Monday"),
        ("La vigilia es el martes 10 de diciembre de 2018.", "martes 10 de diciembre de 2018: 10 December 2018 is a Monday"),
        ("Published on 31 June 2018", "31 June 2018: 2018-06-31 does not exist: June 2018 has 30 days"),
        (
            "### Our assembly\n\nStart date: 13 May 2018\nEnd date: 12 May 2018\n",
            "'Our assembly': it ends (12 May 2018) before it starts (13 May 2018)",
        ),
    ],
)  # fmt: skip
def test_a_date_that_contradicts_itself(text: str, message: str) -> None:
    (finding,) = findings(text, SOME)
    assert (finding.name, finding.message) == ("same-page-contradiction", message)


def test_remarks_on_a_day_when_the_meeting_did_not_meet() -> None:
    review = milestone(
        "review",
        title="First regional review: Africa",
        type="regional-review",
        phase="review",
        date="2021-08-31/2021-09-01",
    )
    spoken = statement(
        "remarks", title="Our remarks", kind="remarks", date="2021-08-25", milestone="review",
        disputes=[{"field": "date", "value": "2021-08-31", "note": "The programme says so."}],
    )  # fmt: skip
    page = "## Regional review: Africa (31 August – 1 September 2021)\n\nWe gave closing remarks to the regional review on August 25th.\n"
    (finding,) = findings(page, records(review, spoken), today=AFTER)
    assert str(finding) == (
        "page.md:3:51: remarks on 25 August 2021 at a meeting that line 1 dates 31 August – 1 September 2021: First regional review:"
        " Africa (31 August – 1 September 2021) [review]; the record: the date of [remarks] is disputed: 31 August 2021"
        " [same-page-contradiction]"
    )


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        (
            "<!-- gcmtrack:upcoming -->\n\nWords\n", 1,
            "the marker gcmtrack:upcoming is not closed; write <!-- /gcmtrack:upcoming --> where its part of the page ends",
        ),
        ("Words\n\n<!-- gcmtrack:upcomming -->\n<!-- /gcmtrack:upcomming -->\n", 3, "unknown section 'upcomming', did you mean 'upcoming'?"),
        ("Words <!-- gcmtrack: ignore other-date -->\n", 1, "unknown finding 'other-date', did you mean 'other-dates' or 'other-place'?"),
    ],
)  # fmt: skip
def test_broken_marker(page: str, line: int, message: str) -> None:
    found = findings(page, SOME, today=AFTER)
    assert (found[0].name, found[0].line, found[0].message) == ("broken-marker", line, message)


def test_all_broken_markers_are_told_at_once() -> None:
    page = "<!-- /gcmtrack:past -->\n\n<!-- gcmtrack:upcoming -->\n\nWords <!-- gcmtrack:nothing -->\n"
    assert [f.line for f in findings(page, SOME, today=AFTER) if f.name == "broken-marker"] == [1, 3, 5]


def test_not_in_record() -> None:
    page = (
        "## Past events\n\n### Women's consultation on the Global Compact\n\nStart date: 5 March 2018\n\nEnd date: 6 March 2018\n\n"
        "Location: Nairobi, Kenya\n"
    )
    (finding,) = findings(page, SOME, today=AFTER)
    assert str(finding) == (
        'page.md:3:5: warning: "Women\'s consultation on the Global Compact", 5–6 March 2018, is not in the record [not-in-record]'
    )
    assert finding.suggestion == (
        "add it with: gcmtrack add-milestone --title 'Women'\"'\"'s consultation on the Global Compact' --kind event --type"
        " consultation --phase negotiation --date 2018-03-05/2018-03-06 --city Nairobi --country KE --source-title 'Past events'"
        " --source-locator 'page.md, line 3'"
    )


@pytest.mark.parametrize(
    "page",
    [
        "## Past events\n\n### Parish feast\n\nDate: 5 March 2018\n",
        "## News\n\n### Our view of the Compact\n\n5 March 2018\n",
        "## Past events\n\n- Statement on the Compact, 5 March 2018\n",
    ],
)
def test_what_is_no_event_of_the_process_is_not_missed_in_the_record(page: str) -> None:
    assert messages(page) == []


def test_the_first_page_of_a_network_in_july_2018() -> None:
    """The page says that nothing is coming above a text that awaits Marrakech."""
    page = (
        "Compact\n\nWe look forward to the adoption of the Compact in Marrakech this December.\n\nUseful Documents\n\n"
        "Final Draft of the Global Compact for Migration\n\nOur statement (July 2018)\n\nUpcoming Events\n\n"
        "There are no upcoming events.\n\nPast Events\n\nSixth Thematic Session of the GCM\n\nStart date: October 12, 2017\n\n"
        "End date: October 13, 2017\n\nLocation: Geneva\n\nRecent Activity\n"
    )
    july = findings(page, shipped(), name="page.txt")
    assert [(f.name, f.line) for f in july] == [
        ("undated-document", 7),
        ("says-none-upcoming", 13),
        ("empty-heading", 25),
    ]
    for words in (
        "Marrakech",
        "10–11 December 2018",
        "line 3 awaits it: 'this December' (December 2018)",
        "12–13 October 2017",
    ):
        assert words in july[1].message
    later = names(page, shipped(), today=date(2019, 6, 1), name="page.txt")
    assert later == [
        "resolved-words",
        "superseded-text",
        "undated-document",
        "says-none-upcoming",
        "empty-heading",
    ]


def test_the_six_thematic_sessions_of_a_page_agree_with_the_record() -> None:
    page = (
        "Six hearings in 2017:\n\n"
        "  • Human rights of all migrants (May 8-9, Geneva)\n  • The drivers of migration (May 22-23, New York)\n"
        "  • International cooperation and governance of migration (June 19-20, Geneva)\n"
        "  • Contributions of migrants and diasporas (July 24-25, New York)\n"
        "  • Smuggling of migrants and trafficking in persons (September 4-5, Vienna)\n"
        "  • Irregular migration and regular pathways (October 12-13, Geneva)\n"
    )
    assert findings(page, shipped(), today=AFTER, name="page.txt") == ()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # One without anything among many that have something; a habit of the page is no oversight.
        ("## A\n\nWords.\n\n## B\n\nWords.\n\n## Allies\n\n## Lobby\n\n## D\n\nWords.\n\n## Signatures\n\n## E\n\nWords.\n", []),
        ("## A\n\nWords.\n\n## B\n\nWords.\n\n## Signatures\n\n## D\n\nWords.\n", ["9:4 empty-heading: Signatures"]),
        ("## A\n\nWords.\n\n## B\n\nWords.\n\n## The Compact and\n\n## what it brings\n\nWords.\n", []),
    ],
)  # fmt: skip
def test_an_empty_heading_above_one_of_its_level(page: str, expected: list[str]) -> None:
    assert said(page, SOME) == expected


def test_headings_of_plain_text() -> None:
    """Underlined right above their text, numbered, or in capitals: they end the part above."""
    page = (
        "1. UPCOMING EVENTS\n------------------\nReview Forum, 17-20 May 2022\n\n\n2. LOOKING BACK\n---------------\n"
        "Sixth thematic session, 12-13 October 2017\n\nFUTURE EVENTS\n\nInternational Migration Review Forum, 17-20 May 2022\n\n"
        "IN BRIEF\n\nSixth thematic session, 12-13 October 2017, Geneva\n"
    )
    assert said(page, SOME, today=AFTER, name="page.txt") == [
        "3:15 past-as-upcoming: 17-20 May 2022",
        "12:39 past-as-upcoming: 17-20 May 2022",
    ]


def test_a_signature_is_no_heading() -> None:
    assert names("We write to you.\n\nYours,\nAna\n--\nThe network\n", SOME, name="page.txt") == []


def test_the_text_of_a_wiki() -> None:
    page = (
        "'''The Compact''' is [[A/RES/73/195]].<ref>{{cite web|date=10 May 2022|title=Review Forum}}</ref>\n\n"
        "== Reviews ==\nThe first [[IMRF|review forum]] was held on 17–20 May 2022 in [[Vienna]].\n\n"
        '== Timeline ==\n{| class="wikitable"\n! Date !! Event\n|-\n| 12–13 October 2017 || Sixth thematic session || [[Quito]]\n|}\n'
    )
    assert said(page, SOME, today=AFTER, name="page.txt") == [
        "4:65 other-place: Vienna",
        "10:53 other-place: Quito",
    ]


def test_the_number_of_a_note_belongs_to_no_date_and_no_symbol() -> None:
    symbol = "<p>The Compact, A/RES/73/195<sup><a href='#n'>2</a></sup>.</p>"
    assert said(symbol, SOME, today=AFTER, name="page.html") == []
    page = "<p>The sixth thematic session, 12-13 October 201{}<sup>[3]</sup> in Geneva</p>"
    assert said(page.format(7), SOME, today=AFTER, name="page.html") == []
    assert said(page.format(6), SOME, today=AFTER, name="page.html") == [
        "1:32 other-dates: 12-13 October 2016"
    ]
    assert said("The Compact, A/RES/73/195<sup>2</sup>.\n", SOME, today=AFTER) == []


def test_what_stands_between_two_dates_is_said_of_the_second() -> None:
    page = (
        "We went to the sessions (Geneva, 8–9 May 2017; Geneva, 12–13 October), the Review Forum in New York on 17–20 May 2022"
        " and others.\n"
    )
    assert said(page, SOME, today=AFTER) == []


def test_the_second_of_a_series_is_told_by_what_stands_before_it() -> None:
    page = "The fifth thematic session took place in Vienna on 4–5 September 2017, and the sixth in Quito on 12–13 October 2017.\n"
    assert said(page, SOME, today=AFTER) == ["1:89 other-place: Quito"]


def test_the_year_of_one_of_a_series() -> None:
    third = milestone(
        "imrf-2030", title="Third International Migration Review Forum", type="review-forum", phase="review", date="2030"
    )  # fmt: skip
    page = "The first review forum was held on 17–20 May 2022. The third will be held in {}.\n"
    both = records(FORUM, third)
    assert said(page.format(2028), both, today=AFTER) == ["1:78 other-dates: 2028"]
    assert said(page.format(2030), both, today=AFTER) == []
    assert said("The third workshop will be held in 2028.\n", both, today=AFTER) == []
    assert said("In 2028 there will be a review forum.\n", both, today=AFTER) == []


def test_a_draft_is_not_the_next_one() -> None:
    zero = milestone(
        "zero", title="Zero Draft of the Global Compact", kind="document", type="draft", date="2018-02-05"
    )
    plus = milestone(
        "plus", title="Zero Draft Plus of the Global Compact", kind="document", type="draft", date="2018-03-05", supersedes="zero"
    )  # fmt: skip
    page = "The Zero Draft{} was published on 5 March 2018.\n"
    assert said(page.format(""), records(zero, plus)) == ["1:33 other-dates: 5 March 2018"]
    assert said(page.format(" Plus"), records(zero, plus)) == []


def test_a_file_is_no_part_of_the_name_of_a_draft() -> None:
    assert said("- Final draft of the Compact (PDF, 1.2 MB)\n", SOME, today=date(2018, 8, 1)) == [
        "1:3 undated-document: Final draft of the Compact (PDF, 1.2 MB)"
    ]


def test_words_about_the_future_behind_a_date_in_brackets() -> None:
    page = "The sixth thematic session (12–13 October 2017) will discuss pathways.\n"
    assert said(page, SOME, today=AFTER) == ["1:29 resolved-words: 12–13 October 2017) will discuss"]


def test_a_symbol_without_its_stop() -> None:
    (finding,) = findings("See A/CONF.231/L1.\n", SOME, today=AFTER)
    assert (finding.name, finding.suggestion) == ("bad-symbol", "write A/CONF.231/L.1")


def test_news_that_begin_with_their_day_may_speak_of_the_future_to_their_end() -> None:
    words = "The co-facilitators sent round a summary of what was said. " * 10
    page = f"22 December 2016: {words}The sixth thematic session will take place on 12–13 October 2017.\n"
    assert said(page, SOME, today=AFTER) == []
    assert names(page.partition(": ")[2], SOME, today=AFTER) == ["resolved-words"]


def test_a_draft_that_is_dated_elsewhere_on_the_page_is_not_undated() -> None:
    page = "- Final Draft of the Global Compact (11 July 2018)\n\nOther languages:\n\n- Final draft of the Compact\n"
    assert said(page, SOME, today=date(2018, 8, 1)) == []


def test_a_marker_that_does_not_end_is_told_wherever_it_stands() -> None:
    page = "<p>Words <!-- gcmtrack: ignore bad-symbol --> <!-- gcmtrack:upcomming --></p>\n<!-- gcmtrack: ignore other-dates\n"
    assert said(page, SOME, name="page.html") == [
        "1:47 broken-marker: <!-- gcmtrack:upcomming -->",
        "2:1 broken-marker: <!-- gcmtrack:",
    ]


def test_a_page_builder_puts_date_title_and_place_into_paragraphs_of_their_own() -> None:
    forum = milestone(
        "forum", title="International Migration Review Forum", type="review-forum", date="2022-05-17/2022-05-20",
        city="New York", country="US",
    )  # fmt: skip
    rows = "".join(
        f"<div>{day}</div><div>{title}</div><div>{place}</div>"
        for day, title, place in (
            ("2 May 2022", "Rehearsal of the choir", "Vienna"),
            ("17 - 20 May 2022", "International Migration Review Forum", "Geneva"),
            ("21 May 2022", "Party for all members", "Vienna"),
        )
    )
    page = f"<h3>Upcoming</h3>\n{rows}"
    found = findings(page, records(forum), today=date(2022, 4, 1), name="page.html")
    assert [(f.name, f.quote) for f in found] == [("other-place", "Geneva")]


def test_lists_under_a_heading_that_names_what_they_list() -> None:
    review = milestone(
        "review", title="First regional review: Africa", type="regional-review", date="2021-08-31/2021-09-01"
    )
    page = "## Regional reviews 2020-2021\n\n- Africa: 31 August and {}\n"
    assert names(page.format("1 September 2021"), records(review), today=AFTER) == []
    (finding,) = findings(page.format("2 September 2021"), records(review), today=AFTER)
    assert (finding.name, finding.sure) == ("other-dates", False)


def test_earlier_dates_under_a_heading_that_names_the_event() -> None:
    moved = milestone(
        "imrf-2022", title="First International Migration Review Forum", type="review-forum",
        date="2022-05-17/2022-05-20", previous_dates=[{"date": "2022-05-10/2022-05-13", "note": "Moved."}],
    )  # fmt: skip
    page = "# Guide: the International Migration Review Forum\n\nThe first one is on **{}** in New York.\n"
    assert names(page.format("10–13 May 2022"), records(moved), today=date(2022, 4, 1)) == ["other-dates"]
    assert names(page.format("17–20 May 2022"), records(moved), today=date(2022, 4, 1)) == []


def test_the_day_beside_a_title_in_a_list_of_news_is_that_of_the_news() -> None:
    summit = milestone(
        "summit",
        title="Fifteenth GFMD Summit, Riohacha",
        type="summit",
        date="2025-09-02/2025-09-04",
        city="Riohacha",
    )
    line = (
        "<ul><li><a href='/s'>The Summit of the GFMD in Riohacha</a><time>5 September 2025</time></li></ul>"
    )
    for heading in ("Recent posts", "Articles récents", "Noticias", "Nos actualités"):
        assert names(f"<h2>{heading}</h2>{line}", records(summit), today=AFTER, name="page.html") == []
    assert names(f"<h2>Summits</h2>{line}", records(summit), today=AFTER, name="page.html") == ["other-dates"]


def test_bold_headings_in_a_table_for_the_layout() -> None:
    page = """<table><tr><td><a href="/">Home</a></td><td>
<p>States adopted the Compact in Marrakech, and the network was there with a delegation of twelve people who sang on the square.
<p><b>Upcoming dates</b>
<ul><li>8 May 2017: concert for refugees</ul>
<p><b>The sessions of 2016</b>
<ul><li>8 May 2016: concert for refugees</ul></td></tr></table>"""
    assert said(page, records(FORUM), today=date(2018, 7, 20), name="page.html") == [
        "4:9 past-as-upcoming: 8 May 2017"
    ]


def test_dates_listed_behind_words_that_they_were_once_foreseen() -> None:
    moved = milestone(
        "review", title="First regional review: Africa", type="regional-review", date="2021-08-31/2021-09-01",
        previous_dates=[{"date": "2021-07-12/2021-07-13", "note": "Moved."}],
    )  # fmt: skip
    for said_ in (
        "earlier dates: March 2021, June–July 2021 and 12–13 July 2021",
        "fechas anteriores: marzo de 2021, junio–julio de 2021 y 12–13 de julio de 2021",
        "dates antérieures : mars 2021, juin-juillet 2021 et 12-13 juillet 2021",
    ):
        page = f"## First regional review: Africa\n\n31 August – 1 September 2021\n\n{said_}\n"
        assert names(page, records(moved), today=AFTER) == []


def test_the_day_on_which_a_text_was_adopted_told_with_its_symbol() -> None:
    page = "## Timeline\n\n- Dec. {}, 2018: General Assembly endorses the Compact (A/RES/73/195)\n- {}\n"
    (finding,) = findings(page.format(18, "May 3, 2019: our comment on A/RES/73/195"), today=AFTER)
    assert (finding.name, finding.quote, finding.records) == (
        "other-dates",
        "Dec. 18, 2018",
        ("a-res-73-195",),
    )
    assert names(page.format(19, "The Compact (A/RES/73/195) was adopted in 2018."), today=AFTER) == []
    assert names("IMRF modalities (A/RES/73/326), 19 July 2018\n", today=AFTER) == ["other-dates"]
    assert names("IMRF modalities (A/RES/73/326), 19 July 2019\n", today=AFTER) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The high-level debate of 27 February 2019 will be held in New York.", ["resolved-words"]),
        ("The high-level debate on 27 February 2019 will be held in New York.", ["resolved-words"]),
        ("What was decided at the high-level debate of 27 February 2019 will be held against us.", []),
        ("On the migration debate of 27 February 2019 we will present a paper.", []),
        ("We will hand over our petition on 15 January 2019.", ["resolved-words"]),
        ("The declaration of 19 September 2016 will be reviewed.", []),
    ],
)
def test_words_about_the_future_right_behind_the_date_of_an_event(line: str, expected: list[str]) -> None:
    assert names(f"{line}\n", today=date(2019, 6, 1)) == expected
