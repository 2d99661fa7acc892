"""What people ask of the records: events, timeline, documents, statements, search, dossier and the fields of a record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from builders import milestone, organisation, records, statement
from conftest import FolderMaker, Run, Screen
from gcmtrack.formats import json_document
from gcmtrack.input.search_terms import terms
from gcmtrack.model.collection import Records
from gcmtrack.views import documents, events, relations, search, statements, timeline
from gcmtrack.views.pieces import plain
from gcmtrack.views.record_fields import record_fields
from gcmtrack.wording import Title, english

TODAY = date(2018, 7, 20)


def listed(all_: Records, *states: events.State) -> list[str]:
    rows = events.event_rows(all_.milestones.values(), TODAY, english(), states or events.STATES)
    return [row.milestone.id for row in rows]


class TestEvents:
    def test_ongoing_then_soonest_then_newest(self) -> None:
        all_ = records(
            milestone("old", date="2016-09-19"),
            milestone("recent", date="2018-07-09/2018-07-13"),
            milestone("long", date="2018-02/2018-07-13"),
            milestone("now", date="2018-07-19/2018-07-21"),
            milestone("next", date="2018-09-26"),
            milestone("later", date="2018-12-10/2018-12-11"),
        )
        assert listed(all_) == ["now", "next", "later", "recent", "long", "old"]
        assert listed(all_, "upcoming") == ["next", "later"]

    def test_a_cancelled_event_stays_under_upcoming_until_its_day_is_over(self) -> None:
        all_ = records(
            milestone("ahead", date="2018-12", status="cancelled"),
            milestone("now", date="2018-07-19/2018-07-21", status="cancelled"),
            milestone("over", date="2018-06", status="cancelled"),
        )
        assert listed(all_) == ["now", "ahead", "over"]
        assert listed(all_, "upcoming") == ["now", "ahead"]
        said = [row.remarks for row in events.event_rows(all_.milestones.values(), TODAY, english())]
        assert said == ["CANCELLED", "CANCELLED", "cancelled"]

    @pytest.mark.parametrize(
        ("keys", "remarks"),
        [
            ({}, ""),
            ({"status": "expected", "date": "2030"}, "expected"),
            ({"status": "postponed", "date": "2018-12"}, "postponed"),
            ({"status": "tentative", "date": "2018-12"}, "tentative"),
            ({"status": "tentative"}, "announced; no source seen that it took place"),
            ({"status": "cancelled"}, "cancelled"),
            ({"previous_dates": [{"date": "2018-05-10/2018-05-13"}]}, "moved from 10–13 May 2018"),
            ({"disputes": [{"field": "date", "value": "2018-07-11"}]}, "date disputed: 11 July 2018"),
            ({"disputes": [{"field": "date", "value": "mid-July"}]}, "date disputed: mid-July"),
            ({"disputes": [{"field": "title", "value": "x"}]}, ""),
            (
                {"status": "postponed", "date": "2018-12", "previous_dates": [{"date": "2018-05"}]},
                "postponed; moved from May 2018",
            ),
        ],
    )
    def test_what_a_reader_must_know_of_the_date(self, keys: dict[str, Any], remarks: str) -> None:
        assert events.remarks(milestone(**keys), TODAY, english()) == remarks

    def test_a_disputed_place_is_shown_with_what_the_other_source_says(self) -> None:
        review = milestone(city="Santiago", country="CL", disputes=[{"field": "city", "value": "online"}])
        assert events.place_with_disputes(review, english()) == "Santiago, Chile (or online)"

    @pytest.mark.parametrize(
        ("keys", "place"),
        [
            ({"city": "Geneva", "country": "CH"}, "Geneva, Switzerland"),
            ({"country": "MA"}, "Morocco"),
            ({"venue": "online"}, "online"),
            ({"venue": "online", "city": "Santiago", "country": "CL"}, "Santiago, Chile"),
            ({}, ""),
        ],
    )
    def test_the_place(self, keys: dict[str, Any], place: str) -> None:
        assert english().place(milestone(**keys)) == place

    def test_json_says_the_state_that_the_view_says(self) -> None:
        over = milestone("over", date="2018-06", status="cancelled")
        ahead = milestone("ahead", date="2018-12", status="cancelled")
        shapes = [json_document.record(m, english(), TODAY) for m in (over, ahead)]
        assert [shape["state"] for shape in shapes] == ["past", None]


def drawn(bands: list[timeline.Band]) -> list[str]:
    """Returns the timeline as indented ids under their phases."""
    return [
        line
        for band in bands
        for line in (
            f"{band.phase} {band.first}-{band.last or ''}",
            *("  " * (depth + 1) + node.milestone.id for depth, node in band.walk()),
        )
    ]


class TestTimeline:
    ALL = records(
        milestone("consultation", phase="consultation", date="2017-04/2017-11"),
        milestone("session-2", phase="consultation", date="2017-05-22/2017-05-23", part_of="sessions"),
        milestone("session-1", phase="consultation", date="2017-05-08/2017-05-09", part_of="sessions"),
        milestone("sessions", phase="consultation", date="2017-05/2017-10", part_of="consultation"),
        milestone("marrakech", phase="adoption", date="2018-12-10/2018-12-11"),
        milestone("network", phase="implementation", date="2018-11/.."),
        statement("s-1", date="2017-05-08", milestone="session-1"),
        statement("s-2", date="2017-05", milestone="sessions"),
        statement("s-3", date="2018-12-10", milestone="marrakech"),
    )

    def bands(self, *ids: str, fold: bool = False) -> list[timeline.Band]:
        some = [m for m in self.ALL.milestones.values() if not ids or m.id in ids]
        return timeline.timeline(some, self.ALL.statements.values(), TODAY, english(), fold=fold)

    def test_parts_stand_under_their_wholes_in_phases(self) -> None:
        assert drawn(self.bands()) == [
            "consultation 2017-2017",
            "  consultation",
            "    sessions",
            "      session-1",
            "      session-2",
            "adoption 2018-2018",
            "  marrakech",
            "implementation 2018-",
            "  network",
        ]

    def test_a_part_without_its_whole_stands_by_itself(self) -> None:
        assert drawn(self.bands("session-1", "consultation")) == [
            "consultation 2017-2017",
            "  consultation",
            "  session-1",
        ]

    def test_statements_stand_with_what_they_answer(self) -> None:
        said = {n.milestone.id: [s.id for s in n.statements] for b in self.bands() for _, n in b.walk()}
        assert {id_: ids for id_, ids in said.items() if ids} == {
            "sessions": ["s-2"],
            "session-1": ["s-1"],
            "marrakech": ["s-3"],
        }

    def test_folding_leaves_out_the_parts_and_keeps_what_was_said(self) -> None:
        bands = self.bands(fold=True)
        assert drawn(bands)[:2] == ["consultation 2017-2017", "  consultation"]
        assert [s.id for s in bands[0].nodes[0].statements] == ["s-2", "s-1"]

    def test_parts_in_a_circle_stand_by_themselves(self) -> None:
        circle = records(
            milestone("a", part_of="b"), milestone("b", part_of="a"), milestone("c", part_of="a")
        )
        bands = timeline.timeline(list(circle.milestones.values()), (), TODAY, english())
        assert drawn(bands) == ["negotiation 2018-2018", "  a", "  b", "  c"]


class TestDocuments:
    @staticmethod
    def text(id_: str, date_: str, supersedes: str | None = None, **keys: Any) -> Any:
        more = {"supersedes": supersedes} if supersedes else {}
        return milestone(id_, kind="document", date=date_, **more, **keys)

    def shown(self, *texts: Any) -> tuple[list[list[tuple[str, int | None]]], list[str]]:
        found = documents.documents(records(*texts).milestones.values(), english())
        chains = [[(row.milestone.id, row.days) for row in chain.rows] for chain in found.chains]
        return chains, [row.milestone.id for row in found.others]

    def test_a_chain_counts_the_days_between_versions(self) -> None:
        chains, others = self.shown(
            self.text("zero-draft", "2018-02-05"),
            self.text("zero-draft-plus", "2018-03-05", "zero-draft"),
            self.text("rev-1", "2018-03-26", "zero-draft-plus"),
            milestone(
                "resolution", kind="decision", date="2018-12-19", symbol="A/RES/73/195", supersedes="rev-1"
            ),
            self.text("report", "2018-01-11"),
            milestone("vote", kind="decision", date="2018-12-19", type="vote"),
        )
        assert chains == [[("zero-draft", None), ("zero-draft-plus", 28), ("rev-1", 21), ("resolution", 268)]]
        assert others == ["report"]

    def test_no_days_are_counted_where_a_day_is_not_known(self) -> None:
        chains, _ = self.shown(
            self.text("a", "2018-02"), self.text("b", "2018-03-05", "a"), self.text("c", "2018-03-06", "b")
        )
        assert chains == [[("a", None), ("b", None), ("c", 1)]]

    def test_a_fork_begins_anew(self) -> None:
        chains, _ = self.shown(
            self.text("a", "2018-02-01"), self.text("b", "2018-02-02", "a"), self.text("c", "2018-02-03", "a")
        )
        assert chains == [[("a", None), ("b", 1)], [("c", None)]]

    def test_a_circle_is_shown_once(self) -> None:
        chains, _ = self.shown(self.text("a", "2018-02-01", "b"), self.text("b", "2018-02-02", "a"))
        assert [[id_ for id_, _ in chain] for chain in chains] == [["a", "b"]]

    def test_the_address_is_that_of_the_symbol_before_a_link(self) -> None:
        link = {"url": "https://example.org/text"}
        assert documents.address(self.text("a", "2018", links=[link])) == "https://example.org/text"
        both = self.text("b", "2018", links=[link], symbol="A/CONF.231/3")
        assert documents.address(both) == "https://undocs.org/A/CONF.231/3"
        assert documents.address(self.text("c", "2018")) == ""


class TestStatements:
    def test_issuers_are_said_in_short_with_those_in_whose_name(self) -> None:
        all_ = records(
            organisation("nnirr", acronym="NNIRR"),
            organisation("bloque", name="Bloque Latinoamericano"),
            milestone("review", title="The review"),
            statement(
                organisations=["nnirr"], on_behalf_of=["bloque"], milestone="review", languages=["es", "en"]
            ),
        )
        row = statements.statement_row(all_, all_.statements["a-statement"], english())
        assert (row.issuers, row.answers, row.languages) == (
            "NNIRR (for Bloque Latinoamericano)",
            "The review",
            "es, en",
        )

    def test_an_id_without_a_record_is_shown_as_it_is(self) -> None:
        row = statements.statement_row(
            records(), statement(organisations=["gone"], milestone="lost"), english()
        )
        assert (row.issuers, row.answers) == ("gone", "lost")

    def test_the_original_title_is_shown_and_the_english_one_follows(self) -> None:
        row = statements.statement_row(
            records(), statement(title="Palabras", titles={"en": "Words"}), english()
        )
        assert row.title == "Palabras (Words)"
        assert row.titled == Title("Palabras", "(Words)")
        ours = statement(title="Palabras", titles={"en": "Words"}, our_translations=["en"])
        assert english().title(ours) == "Palabras (Words; our translation)"


class TestSearch:
    def hits(self, all_: Records, *query: str) -> list[search.Hit]:
        return list(search.search(all_, list(all_), terms(query), english()))

    def ids(self, all_: Records, *query: str) -> list[str]:
        return [hit.record.id for hit in self.hits(all_, *query)]

    def test_all_words_must_be_there_without_regard_to_case_and_accents(self) -> None:
        all_ = records(
            milestone("a", title="Migración en México", city="Puerto Vallarta"),
            milestone("b", title="Migracion en Chile"),
        )
        assert self.ids(all_, "MIGRACIÓN", "mexico") == ["a"]
        assert self.ids(all_, "migracion", "vallarta") == ["a"]
        assert self.ids(all_, "nowhere") == []

    def test_the_title_counts_more_than_the_summary_and_whole_words_more_than_parts(self) -> None:
        all_ = records(
            milestone("in-summary", summary="About detention."),
            milestone("part-of-word", title="Detentions"),
            milestone("in-title", title="On detention"),
        )
        assert self.ids(all_, "detention") == ["in-title", "part-of-word", "in-summary"]

    def test_an_acronym_finds_its_organisation_first(self) -> None:
        all_ = records(
            statement("nnirr-2018-02", title="NNIRR statement", organisations=["nnirr"]),
            organisation("nnirr", name="National Network", acronym="NNIRR"),
        )
        assert self.ids(all_, "nnirr") == ["nnirr", "nnirr-2018-02"]

    def test_a_symbol_finds_its_text_first(self) -> None:
        all_ = records(
            milestone("vote", title="Vote on A/RES/73/195", summary="A/RES/73/195", kind="decision"),
            milestone("text", title="The Compact", symbol="A/RES/73/195", kind="decision"),
        )
        assert self.ids(all_, "a/res/73/195") == ["text", "vote"]

    def test_many_sources_do_not_outweigh_a_title(self) -> None:
        source = {"title": "IOM news", "publisher": "IOM"}
        all_ = records(
            milestone("sourced", sources=[source] * 20), milestone("titled", title="IOM joins", date="2019")
        )
        assert self.ids(all_, "iom") == ["titled", "sourced"]

    @pytest.mark.parametrize(
        "word",
        ["africa", "Zürich", "Palais", "rev 3", "portability", "minister", "translated", "sotto voce", "moved to May", "rebuttal"],
    )  # fmt: skip
    def test_all_text_is_looked_through(self, word: str) -> None:
        all_ = records(
            milestone(
                "m",
                region="africa",
                city="Zürich",
                venue="Palais",
                titles={"es": "[rev 3]"},
                links=[{"url": "https://example.org", "title": "a translated text"}],
                previous_dates=[{"date": "2018-05", "note": "moved to May"}],
                disputes=[{"field": "date", "note": "a rebuttal"}],
                objectives=[22],
                topics=["portability"],
            ),
            statement("s", speaker={"name": "Ana", "role": "minister"}, summary="Sotto voce."),
        )
        assert len(self.ids(all_, word)) == 1

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (["regularisation"], ["programme"]),
            (["regularizations"], ["programme"]),
            (["labor", "rights"], ["programme"]),
            (["voted", "against"], ["vote"]),
            (["voted against"], ["vote"]),
            (["detención"], ["held"]),
            (["rétention"], ["held"]),
            (["Alternativas a la detención"], ["held"]),
            (["niños"], ["held"]),
            (["zero draft"], ["zero"]),
            (["zero", "draft"], ["zero", "other"]),
            (["“zero draft”"], ["zero"]),
            (['"zero draft" 2018'], ["zero"]),
            (["peoples global action"], ["pga"]),
            (["People’s Global Action"], ["pga"]),
            (["mise en oeuvre"], ["pga"]),
            (["https://www.example.org/events/2018/zero/"], ["zero"]),
            (["example.org/events"], ["zero"]),
            (["unions"], ["union"]),
            (["universe"], []),
            (["migrant women"], []),
        ],
    )
    def test_words_are_found_as_people_type_them(self, query: list[str], found: list[str]) -> None:
        all_ = records(
            milestone("zero", title="The zero-draft of 2018", links=[{"url": "https://www.Example.org/events/2018/zero"}]),
            milestone("other", title="A draft of a zero sum"),
            milestone("vote", title="Votes", summary="5 votes against the text"),
            milestone("programme", title="Regularization of labour, and a right"),
            milestone("held", objectives=[13], topics=["children"]),
            milestone("pga", title="People's Global Action", summary="De la mise en œuvre"),
            organisation("union", name="University union"),
        )  # fmt: skip
        assert self.ids(all_, *query) == found

    def test_what_comes_near_is_counted(self) -> None:
        all_ = records(
            milestone("a", title="Detention of children", topics=["detention"]),
            milestone("b", title="Children first"),
            milestone("c", title="Women", topics=["smuggling", "missing-migrants"]),
        )
        assert search.near(all_, all_, terms(["children detention"])) == (1, 2, ("detention",), ())
        assert search.near(all_, all_, terms(["children", "women"])) == (0, 3, (), ())
        assert search.near(all_, all_, terms(["detenciones", "nowhere"])) == (0, 1, ("detention",), ())
        assert search.near(all_, all_, terms(["chidlren", "zzzz"])) == (0, 0, (), ("children",))

    def test_words_are_shown_where_the_title_does_not_have_them(self) -> None:
        all_ = records(statement(title="On detention", summary="Children must not be held."))
        assert self.hits(all_, "detention", "children")[0].shown == (
            ("summary", "Children must not be held."),
        )
        assert self.hits(all_, "detention")[0].shown == ()

    def test_both_titles_are_shown_so_that_no_word_of_them_is_repeated(self) -> None:
        all_ = records(statement(title="Palabras de clausura", titles={"en": "Closing remarks"}))
        assert self.hits(all_, "clausura")[0].shown == ()
        assert self.hits(all_, "closing")[0].shown == ()

    def test_an_excerpt_is_cut_at_words_around_the_match(self) -> None:
        text = "before " * 30 + "the Détention of children " + "after " * 30
        piece = search.excerpt(text, terms(["detention"]))
        assert piece.startswith("…before ")
        assert piece.endswith(" after…")
        assert "the Détention of children" in piece
        assert len(piece) < 150

    @pytest.mark.parametrize(
        ("text", "word", "marked"),
        [
            ("en México", "mexico", "México"),
            ("en Me\u0301xico", "mexico", "Me\u0301xico"),
            ("Straße", "strasse", "Straße"),
            ("ﬁnal", "final", "ﬁnal"),
            ("a (b", "(b", "(b"),
        ],
    )
    def test_the_marked_span_is_that_of_the_text_as_it_is(self, text: str, word: str, marked: str) -> None:
        assert [text[begin:end] for begin, end in search.find_words(text, terms([word]))] == [marked]


class TestDossier:
    ALL = records(
        organisation("nnirr", acronym="NNIRR", member_of=["coalition"]),
        organisation("coalition"),
        milestone("hearing", organisers=["nnirr"], date="2017-07"),
        milestone("paper", kind="document", organisers=["nnirr"], date="2019", supersedes="hearing"),
        statement("joint", organisations=["nnirr", "coalition"], cosigners=["nnirr"], date="2018-02-22"),
        statement("signed", organisations=["coalition"], cosigners=["nnirr"], date="2018-05", supersedes="joint"),
        statement("in-name", organisations=["coalition"], on_behalf_of=["nnirr"], date="2018", milestone="hearing"),
    )  # fmt: skip

    def test_each_record_once_in_order_of_time_with_the_part_taken(self) -> None:
        entries = relations.dossier(self.ALL, self.ALL.organisations["nnirr"])
        assert [(entry.role, entry.record.id) for entry in entries] == [
            ("organised", "hearing"),
            ("in its name", "in-name"),
            ("issued", "joint"),
            ("cosigned", "signed"),
            ("issued", "paper"),
        ]
        assert relations.span(entries, english()) == "3 statements and 2 milestones"

    @pytest.mark.parametrize(
        ("id_", "expected"),
        [
            ("nnirr", {"member of": ["coalition"]}),
            ("coalition", {"members": ["nnirr"]}),
            (
                "hearing",
                {"organised by": ["nnirr"], "superseded by": ["paper"], "statements": ["in-name"]},
            ),
            ("paper", {"issued by": ["nnirr"], "supersedes": ["hearing"]}),
            ("joint", {"issued by": ["nnirr", "coalition"], "cosigned by": ["nnirr"], "superseded by": ["signed"]}),
            (
                "in-name",
                {"issued by": ["coalition"], "in the name of": ["nnirr"], "answers": ["hearing"]},
            ),
        ],
    )  # fmt: skip
    def test_relations_both_ways(self, id_: str, expected: dict[str, list[str]]) -> None:
        record = next(record for record in self.ALL if record.id == id_)
        found = relations.relations(self.ALL, record)
        assert {relation.name: [other.id for other in relation.records] for relation in found} == expected


def fields(all_: Records, id_: str) -> dict[str, tuple[str, ...]]:
    record = next(record for record in all_ if record.id == id_)
    return {
        field.label: tuple(map(plain, field.values))
        for field in record_fields(all_, record, TODAY, english()).fields
    }


def test_the_fields_of_a_milestone_say_everything() -> None:
    all_ = records(
        milestone(
            "m",
            title="A meeting",
            date="2018-12-10/2018-12-11",
            status="postponed",
            city="Geneva",
            country="CH",
            venue="Palais des Nations",
            region="africa",
            symbol="A/CONF.231/3",
            objectives=[22],
            topics=["social-protection"],
            summary="In short.",
            titles={"es": "Una reunión"},
            added="2026-11-22",
            previous_dates=[{"date": "2018-09", "note": "put off", "source": "https://example.org/old"}],
            disputes=[{"field": "date", "value": "2018-12-09", "note": "a typo", "source": "a letter"}],
            links=[
                {
                    "url": "https://example.org/v",
                    "language": "es",
                    "format": "video",
                    "at": "1:02",
                    "archived": "https://a.example",
                }
            ],
            sources=[
                {
                    "title": "Note",
                    "publisher": "UN",
                    "locator": "p. 3",
                    "url": "https://example.org/n",
                    "accessed": "2026-11-20",
                }
            ],
        )
    )
    assert fields(all_, "m") == {
        "when": ("10–11 December 2018 (in 4 months)",),
        "status": ("postponed",),
        "earlier dates": ("September 2018 – put off  https://example.org/old",),
        "where": ("Palais des Nations, Geneva, Switzerland",),
        "region": ("Africa",),
        "symbol": (
            "A/CONF.231/3 (document 3 of United Nations conference 231)  https://undocs.org/A/CONF.231/3",
        ),
        "in six languages": (
            " · ".join(f"undocs.org/{code}/A/CONF.231/3" for code in ("ar", "zh", "en", "fr", "ru", "es")),
        ),
        "titles": ("Una reunión (es)",),
        "objectives": ("22 Social protection",),
        "topics": ("social protection",),
        "summary": ("In short.",),
        "links": ("https://example.org/v (Spanish, video, 1:02)  archived: https://a.example",),
        "disputed": ("date: 9 December 2018 – a typo  a letter",),
        "sources": ("Note (UN, p. 3)  https://example.org/n  read 2026-11-20",),
        "entered": ("2026-11-22",),
    }


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"venue": "online"}, ("online",)),
        ({"venue": "online", "country": "CL"}, ("online",)),
        ({"city": "Geneva", "country": "CH"}, ("Geneva, Switzerland",)),
        ({"venue": "Palais"}, ("Palais",)),
        ({}, None),
    ],
)
def test_the_fields_say_where(keys: dict[str, Any], where: tuple[str, ...] | None) -> None:
    assert fields(records(milestone("m", **keys)), "m").get("where") == where


def test_the_fields_of_a_statement() -> None:
    all_ = records(
        statement(
            "s",
            title="Palabras",
            titles={"en": "Words"},
            cosigner_count=1,
            speaker={"name": "Ana", "role": "chair"},
            languages=["es", "en"],
            stance="supportive-with-concerns",
        )
    )
    said = fields(all_, "s")
    assert said["cosigners"] == ("1 organisation",)
    assert said["speaker"] == ("Ana, chair",)
    assert said["languages"] == ("Spanish, English",)
    assert said["stance"] == ("supportive with concerns",)
    assert "titles" not in said


def test_the_fields_of_an_organisation_are_its_dossier() -> None:
    said = fields(TestDossier.ALL, "nnirr")
    assert said["dossier"] == ("3 statements and 2 milestones",)
    assert said["in order of time"][0] == "July 2017: organised: A meeting [hearing]"
    assert len(said["in order of time"]) == 5


def test_the_distance_of_a_cancelled_meeting_is_not_told() -> None:
    assert fields(records(milestone("m", date="2018-12", status="cancelled")), "m")["when"] == (
        "December 2018",
    )


def test_the_shape_of_json() -> None:
    all_ = records(milestone("m", date="2018-12-10/2018-12-11", symbol="A/CONF.231/3", country="MA"))
    text = json_document.document(
        "events", [json_document.record(all_.milestones["m"], english(), TODAY)], today=TODAY
    )
    shape = msgspec.json.decode(text)
    assert (shape["format"], shape["version"], shape["view"], shape["today"]) == (
        "gcmtrack",
        1,
        "events",
        "2018-07-20",
    )
    [record] = shape["records"]
    assert record["date"] == {
        "edtf": "2018-12-10/2018-12-11",
        "start": "2018-12-10",
        "end": "2018-12-11",
        "precision": "day",
        "qualified": False,
        "words": "10–11 December 2018",
    }
    assert (record["state"], record["distance"], record["place"]) == ("upcoming", "in 4 months", "Morocco")
    assert record["official_link"] == "https://undocs.org/A/CONF.231/3"
    assert (record["summary"], record["topics"]) == (None, [])
    assert json_document.when(milestone(date="2018-02/..").date, english())["end"] is None


@pytest.mark.parametrize(
    "command",
    [
        "events --past",
        "timeline",
        "documents",
        "statements",
        "events --kind document",
        "show text",
        "search text",
    ],
)
def test_a_milestone_is_called_by_its_own_title_and_the_english_one_everywhere(
    command: str, folder: FolderMaker, run: Run, terminal: Callable[..., Screen]
) -> None:
    named = {"title": "Reunión", "titles": {"en": "The meeting"}}
    root = folder(
        milestone("event", **named),
        milestone("text", kind="document", **named),
        milestone("text-2", kind="document", date="2018-07-14", supersedes="text", **named),
        statement("said", milestone="event"),
        organisation(),
    )
    options = ("--records", root, "--today", "2018-07-20")
    shown = (run(*command.split(), *options).out, terminal(120, *command.split(), *options).text)
    for text in shown:
        assert "Reunión (The meeting)" in text
