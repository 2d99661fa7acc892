"""CSV: exact tables, and every record read back as it was."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from builders import SOURCE, milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Run
from gcmtrack.formats import cells, csv_cells, csv_table, rows
from gcmtrack.formats.columns import Context, columns
from gcmtrack.model import remade
from gcmtrack.model.ids import FOLDERS, Folder
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store import decode, toml_text
from gcmtrack.store.load import load
from gcmtrack.wording import english, wording_of

WIMN = organisation("wimn", acronym="WIMN", aliases=["a; b", "c"], country="NA")
SESSION = milestone(
    "session",
    title="Sixth session",
    date="2017-10-12/2017-10-13",
    city="Geneva",
    country="CH",
    organisers=["wimn", "iom"],
    objectives=[5, 12],
    added=date(2026, 11, 22),
)


def names(only: Folder | None = None) -> list[str]:
    return [column.name for column in columns(only)]


def table(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


def test_a_table_of_milestones() -> None:
    raw = csv_table.write([SESSION], records(SESSION, WIMN), english(), "milestones")
    assert raw.decode() == (
        "id,title,kind,type,phase,status,start,end,precision,when,edtf,place,city,venue,country,region,organisers,"
        "part_of,supersedes,symbol,link,objectives,topics,summary,titles,links,sources,previous_dates,disputes,added,"
        "checked,summaries,our_translations,overrides,fulfils,vote_yes,vote_no,vote_abstained,vote_absent,vote,mandates,"
        "changes,qualified,country_name,organiser_names,part_of_title,supersedes_title,link_urls,source_urls,announced\r\n"
        "session,Sixth session,event,meeting,negotiation,confirmed,2017-10-12,2017-10-13,day,12–13 October 2017,"
        '2017-10-12/2017-10-13,"Geneva, Switzerland",Geneva,,CH,,wimn; iom,,,,,5; 12,,,,,'
        '"[{""title"":""A source"",""url"":""https://example.org/source""}]",,,2026-11-22,,,,,,,,,,,,,false,Switzerland,Women in Migration Network; iom,,,,https://example.org/source,\r\n'
    )


def test_a_table_of_statements() -> None:
    said = statement(
        "said",
        languages=["en", "es"],
        speaker={"name": "Ana", "role": "Director"},
        links=[{"url": "https://a.org"}],
    )
    raw = csv_table.write([said], records(said, WIMN), english(), "statements")
    assert raw.decode() == (
        "id,title,kind,start,end,precision,when,edtf,issuers,organisations,cosigners,cosigner_count,on_behalf_of,"
        "speaker,speaker_role,milestone,supersedes,languages,stance,link,objectives,topics,summary,titles,links,"
        "sources,previous_dates,disputes,added,checked,summaries,our_translations,overrides,qualified,organisation_names,"
        "cosigner_names,on_behalf_of_names,milestone_title,milestone_when,milestone_edtf,supersedes_title,link_urls,"
        "source_urls\r\n"
        "said,A statement,statement,2018-07-13,2018-07-13,day,13 July 2018,2018-07-13/2018-07-13,WIMN,wimn,,,,"
        'Ana,Director,,,en; es,,https://a.org,,,,,"[{""url"":""https://a.org""}]",'
        '"[{""title"":""A source"",""url"":""https://example.org/source""}]",,,,,,,,false,Women in Migration Network,'
        ",,,,,,https://a.org,https://example.org/source\r\n"
    )


def test_the_names_and_the_date_of_what_a_statement_answers() -> None:
    meeting = milestone("meeting", title="A meeting", date="2018-02")
    said = statement("said", milestone="meeting", cosigners=["wimn"], date="2018-03~", supersedes="before")
    before = statement("before", title="What was said before")
    together = records(meeting, said, before, WIMN)
    (row,) = table(csv_table.write([said], together, english(), "statements"))
    assert {
        name: row[name] for name in ("qualified", "cosigner_names", "milestone_title", "supersedes_title")
    } == {
        "qualified": "true",
        "cosigner_names": "Women in Migration Network",
        "milestone_title": "A meeting",
        "supersedes_title": "What was said before",
    }
    # As everywhere no cell holds what a spreadsheet takes for a day.
    assert (row["milestone_when"], row["milestone_edtf"]) == ("in February 2018", "2018-02/2018-02")


def test_a_table_of_organisations() -> None:
    raw = csv_table.write([WIMN], records(WIMN), english(), "organisations")
    assert raw.decode() == (
        "id,name,acronym,aliases,type,country,url,member_of,summary,names,links,sources,disputes,added,checked,"
        "summaries,our_translations,overrides,country_name,member_of_names,link_urls,source_urls\r\n"
        "wimn,Women in Migration Network,WIMN,a\\; b; c,civil-society,NA,,,,,,"
        '"[{""title"":""A source"",""url"":""https://example.org/source""}]",,,,,,,Namibia,,,https://example.org/source\r\n'
    )


def test_the_table_of_all_has_each_column_once_and_says_of_each_row_what_it_is() -> None:
    rows = table(csv_table.write([SESSION, WIMN], records(SESSION, WIMN), english()))
    assert list(rows[0]) == names()
    assert [(row["record"], row["id"], row["title"]) for row in rows] == [
        ("milestone", "session", "Sixth session"),
        ("organisation", "wimn", "Women in Migration Network"),
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_key_of_a_record_has_a_column(folder: Folder) -> None:
    """A key that the model gains must not be lost in the table."""
    named = {"date": "edtf"}
    keys = {named.get(key, key) for key in RECORD_TYPES[folder].__struct_fields__}
    assert keys - set(names(folder)) == set()
    assert (keys - {"name"}) - set(names()) == set()


def test_a_vote_is_counted_and_kept_whole() -> None:
    vote = {"yes": 152, "no": ["poland", "israel"], "absent": []}
    raw = csv_table.write([milestone(kind="decision", vote=vote)], records(), english(), "milestones")
    (row,) = table(raw)
    assert {name: row[name] for name in names() if name.startswith("vote")} == {
        "vote_yes": "152",
        "vote_no": "2",
        "vote_abstained": "",
        "vote_absent": "0",
        "vote": '{"yes":152,"no":["poland","israel"],"absent":[]}',
    }


def test_mandates_changes_and_summaries_are_columns() -> None:
    mandate = {"id": "forum", "what": "Forum", "every": "4y", "first": "2022-05"}
    change = {
        "topic": "labour",
        "effect": "removed",
        "what": "W",
        "basis": "compared",
        "sources": ["https://a.org"],
    }
    some = (
        milestone("a", kind="decision", mandates=[mandate], fulfils=["b/c", "d/e"]),
        milestone(
            "b", kind="document", changes=[change], summaries={"es": "E"}, our_translations=["es", "fr"]
        ),
    )
    first, second = table(csv_table.write(some, records(), english(), "milestones"))
    assert first["mandates"] == '[{"id":"forum","what":"Forum","every":"4y","first":"2022-05"}]'
    assert first["fulfils"] == "b/c; d/e"
    assert second["changes"] == (
        '[{"topic":"labour","effect":"removed","what":"W","basis":"compared","sources":["https://a.org"]}]'
    )
    assert (second["summaries"], second["our_translations"]) == ('{"es":"E"}', "es; fr")


def test_days_inside_tables_are_days_again() -> None:
    moved = {"date": "2018-05", "changed": date(2018, 3, 1)}
    seen = {**SOURCE, "accessed": date(2026, 11, 22)}
    raw = csv_table.write(
        [milestone(previous_dates=[moved], sources=[seen])], records(), english(), "milestones"
    )
    (row,) = csv_table.read(raw, "milestones")
    assert (row.table["previous_dates"], row.table["sources"]) == ([moved], [seen])


# The columns of version 0.1.0: who reads them by place must find them there.
FIRST = {
    "milestones": "id title kind type phase status start end precision when edtf place city venue country region organisers part_of supersedes symbol link objectives topics summary titles links sources previous_dates disputes added checked",
    "statements": "id title kind start end precision when edtf issuers organisations cosigners cosigner_count on_behalf_of speaker speaker_role milestone supersedes languages stance link objectives topics summary titles links sources previous_dates disputes added checked",
    "organisations": "id name acronym aliases type country url member_of summary names links sources disputes added checked",
    None: "record id title kind type phase status start end precision when edtf place city venue country region organisers part_of supersedes symbol link objectives topics summary titles links sources previous_dates disputes added checked issuers organisations cosigners cosigner_count on_behalf_of speaker speaker_role milestone languages stance acronym aliases url member_of names",
}  # fmt: skip


@pytest.mark.parametrize(("only", "first"), FIRST.items())
def test_columns_only_grow_at_the_end(only: Folder | None, first: str) -> None:
    assert names(only)[: len(first.split())] == first.split()
    assert len(names(only)) == len(set(names(only)))


@pytest.mark.parametrize(
    ("date", "cells"),
    [
        ("2018-07-13", ["2018-07-13", "2018-07-13", "day", "13 July 2018", "2018-07-13/2018-07-13"]),
        ("2018-02", ["2018-02-01", "2018-02-28", "month", "in February 2018", "2018-02/2018-02"]),
        ("2018-02~", ["2018-02-01", "2018-02-28", "month", "c. February 2018", "2018-02~/2018-02~"]),
        ("2030", ["2030-01-01", "2030-12-31", "year", "2030", "2030/2030"]),
        ("2018-02/..", ["2018-02-01", "", "month", "from February 2018", "2018-02/.."]),
        ("2022-03~/2022-05-12", ["2022-03-01", "2022-05-12", "month", "c. March 2022 – 12 May 2022", "2022-03~/2022-05-12"]),
    ],
)  # fmt: skip
def test_no_cell_of_a_date_becomes_another_date_in_a_spreadsheet(date: str, cells: list[str]) -> None:
    """A bare 2018-02, and "February 2018" alone, become the first of the month."""
    (row,) = table(csv_table.write([milestone(date=date)], records(), english(), "milestones"))
    assert [row[column] for column in ("start", "end", "precision", "when", "edtf")] == cells


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_formula_is_guarded_and_the_guard_comes_off(text: str, cell: str) -> None:
    assert csv_cells.guarded(text) == cell
    assert csv_cells.unguarded(cell) == text


@given(st.text())
def test_the_guard_loses_nothing(text: str) -> None:
    assert csv_cells.unguarded(csv_cells.guarded(text)) == text


@given(st.lists(st.text(min_size=1)))
def test_joined_words_come_apart_again(items: list[str]) -> None:
    assert cells.split(cells.join(items)) == items


def test_joined_words_are_read_by_people() -> None:
    assert cells.join(["wimn", "a; b", "c\\d"]) == "wimn; a\\; b; c\\\\d"


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("fr", ";"), ("es", ";")])
def test_for_excel_there_is_a_mark_for_utf8_and_the_separator_of_the_language(
    language: csv_table.Excel, separator: str
) -> None:
    raw = csv_table.write([WIMN], records(WIMN), english(), "organisations", language)
    assert raw.startswith(b"\xef\xbb\xbfid" + separator.encode() + b"name")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert b'a\\; b; c"' in raw if separator == ";" else b"a\\; b; c," in raw


def as_records(raw: bytes, only: Folder | None = None) -> list[Record]:
    found = []
    for row in csv_table.read(raw, only):
        record, findings = decode.read_record(row.folder, row.id, row.table)
        assert record is not None, findings
        found.append(record)
    return found


@given(st.lists(strategies.records(), max_size=3), st.sampled_from([None, *csv_table.EXCELS]))
def test_every_record_is_read_back_as_it_was(some: list[Record], excel: csv_table.Excel | None) -> None:
    raw = csv_table.write(some, records(*some), english(), None, excel)
    assert [toml_text.plain(record) for record in as_records(raw)] == [
        toml_text.plain(record) for record in some
    ]


@given(st.lists(strategies.records(), max_size=3), st.sampled_from(["es", "fr"]))
def test_a_table_in_another_language_is_read_back_too(some: list[Record], excel: csv_table.Excel) -> None:
    raw = csv_table.write(some, records(*some), wording_of(excel), None, excel)
    assert [toml_text.plain(record) for record in as_records(raw)] == [
        toml_text.plain(record) for record in some
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("es", ["día", "mes", "año"]), ("fr", ["jour", "mois", "année"])]
)
def test_how_exact_a_date_is_stands_in_the_language(language: csv_table.Excel, words: list[str]) -> None:
    """The cell said "day" beside "mois"."""
    three = [milestone(f"m{len(day)}", date=day) for day in ("2018", "2018-07", "2018-07-13")]
    raw = csv_table.write(three, records(*three), wording_of(language), None, language).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw), delimiter=";"))
    column = wording_of(language).of_group("csv-column")["precision"]
    assert sorted(row[column] for row in rows) == sorted(words)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_column_has_a_heading_of_its_own_for_excel(language: str) -> None:
    headings = wording_of(language).of_group("csv-column")
    assert set(headings) == {column.name for only in (None, *FOLDERS) for column in columns(only)}
    assert len({heading.casefold() for heading in headings.values()}) == len(headings)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_words_of_a_column_differ_from_each_other(language: str) -> None:
    """Else a table could not be read back."""
    for group in ("kind", "type", "phase", "status", "region", "stance", "organisation-type", "record"):
        words = wording_of(language).of_group(group)
        assert len(set(words.values())) == len(words), group


@given(strategies.records())
def test_a_table_of_one_kind_is_read_back_too(record: Record) -> None:
    raw = csv_table.write([record], records(record), english(), record.folder)
    assert [toml_text.plain(read) for read in as_records(raw, record.folder)] == [toml_text.plain(record)]


@pytest.mark.parametrize(
    "raw",
    [b"id,title\r\na,b\r\n", b"record,id\r\nfish,a\r\n", b"record,id\r\nmilestone\r\n", b"record,id\r\nmilestone,a,b\r\n", b"\xff"],
)  # fmt: skip
def test_another_table_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"row|record|utf-8"):
        list(csv_table.read(raw))


def test_the_source_of_a_row_stays() -> None:
    assert (
        as_records(csv_table.write([WIMN], records(WIMN), english()))[0].sources[0].title == SOURCE["title"]
    )


def test_the_columns_in_the_docs_are_those_of_the_tables() -> None:
    """People build on the columns, so a change must be seen: new ones come at the end."""
    docs = (Path(__file__).parent.parent / "docs" / "export.md").read_text(encoding="utf-8")
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", docs, re.MULTILINE | re.DOTALL)
    blocks = [" ".join(block.split()) for language, block in fenced if not language]
    assert blocks[:4] == [", ".join(names(only)) for only in (*FOLDERS, None)]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x;=1+1", '"x;=1+1"'),
        ("x, =1", '"x, =1"'),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("x; y", "x; y"),
    ],
)
def test_no_cell_begins_a_formula_whatever_separates_cells(
    name: str, written: str, folder: FolderMaker, run: Run
) -> None:
    """A French Excel parts the plain table at each ;."""
    done = run("export", "-f", "csv", "--only", "organisations", "--records", folder(organisation(name=name)))
    assert done.out.splitlines()[1].startswith(f"wimn,{written},")


@pytest.mark.parametrize("only", [None, *FOLDERS])
@pytest.mark.parametrize("excel", [None, "en"])
def test_a_table_is_what_its_columns_say_of_each_record(
    only: Folder | None, excel: csv_table.Excel | None
) -> None:
    """Most cells hold nothing and are passed over; what stands in the others is what the columns say."""
    loaded = load(SHIPPED).records
    chosen = [
        record for folder in FOLDERS if only in (None, folder) for record in loaded.all_of(folder).values()
    ]
    context = Context(loaded, english())
    head = columns(only)
    lines = [
        csv_table._line([csv_cells.guarded(cells.cell(column.value(record, context))) for column in head])
        for record in chosen
    ]
    written = csv_table.write(chosen, loaded, english(), only, excel)
    assert written.decode("utf-8-sig" if excel else "utf-8").split("\r\n", 1)[1] == "".join(lines)


def test_a_table_is_the_same_when_little_is_remembered_of_what_rows_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = load(SHIPPED).records
    before = csv_table.write(loaded, loaded, english())
    monkeypatch.setattr(rows, "_REMEMBERED", 1)
    assert csv_table.write(loaded, loaded, english()) == before


def test_a_table_is_the_same_however_many_rows_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(SHIPPED).records
    before = csv_table.write(loaded, loaded, english())
    monkeypatch.setattr(remade, "_PORTION", 1)
    assert csv_table.write(loaded, loaded, english()) == before


@given(st.lists(strategies.records(), min_size=1, max_size=4))
def test_a_column_that_is_made_of_a_key_takes_nothing_else_of_its_record(some: list[Record]) -> None:
    """So its cell is made once for all records that hold the same there, and not at all where they hold nothing."""
    context = Context(records(*some), english())
    for record in some:
        for column in columns(record.folder):
            key = column.source
            if key is None:
                continue
            held = getattr(record, key)
            alone = SimpleNamespace(**{"folder": record.folder, key: held})
            made = cells.cell(column.value(record, context))
            assert cells.cell(column.value(alone, context)) == made
            assert held or not made


_LIKE_A_FORMULA = re.compile(r"'*[\x00-\x20\u200b]*[=+\-@＝]|'*[\t\r\n]")


@given(st.text(st.sampled_from("=+-@'\t\r\n\"; ,a\u200b＝\x00"), max_size=6), st.sampled_from(",;"))
def test_a_cell_is_written_as_if_it_were_looked_at_closely(text: str, separator: str) -> None:
    guarded = f"'{text}" if _LIKE_A_FORMULA.match(text) else text
    whole = re.search(rf'["\r\n{separator}]', guarded) or re.search(r"[,;\t][\x00-\x20]*[=+\-@]", guarded)
    as_it_stands = '"' + guarded.replace('"', '""') + '"' if whole else guarded
    assert csv_cells.guarded(text) == guarded
    assert csv_cells.quoted(guarded, separator) == as_it_stands
    assert csv_cells.as_they_stand([text, "plain", text], separator) == [as_it_stands, "plain", as_it_stands]


@given(
    st.lists(st.text(st.sampled_from("=+-@'\t\r\n\"; ,ab\u200b＝"), max_size=4), max_size=5),
    st.sampled_from(",;"),
)
def test_many_cells_at_once_are_written_as_each_alone(some: list[str], separator: str) -> None:
    each = [csv_cells.quoted(csv_cells.guarded(text), separator) for text in some]
    assert list(csv_cells.as_they_stand(some, separator)) == each


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers(), st.booleans(), st.dates()), max_size=5)
)
def test_many_values_at_once_have_the_texts_of_each_alone(values: list[object]) -> None:
    assert list(cells.texts(values)) == [cells.cell(value) for value in values]


@given(st.lists(st.text(st.sampled_from("\\; a"), min_size=1, max_size=4), max_size=4))
def test_words_that_are_joined_are_found_again(words: list[str]) -> None:
    joined = cells.join(words)
    assert joined == "; ".join(word.replace("\\", "\\\\").replace(";", "\\;") for word in words)
