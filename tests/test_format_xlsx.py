"""Excel: words, real days, live links, nothing calculated; openpyxl and LibreOffice read it back."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result
from gcmtrack.formats import xlsx
from gcmtrack.model.collection import Records
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import Milestone, Record, Statement
from gcmtrack.printable import encoded
from gcmtrack.store.load import load
from gcmtrack.views.filters import Filters
from gcmtrack.views.selection import whole
from gcmtrack.wording import Wording, english
from test_readers import call, needs

openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
Run = Callable[..., Result]

WIMN = organisation("wimn", acronym="WIMN", country="CH", url="https://womeninmigration.org")
FORUM = milestone(
    "forum",
    title="Review Forum",
    date="2022-05-17/2022-05-20",
    city="New York",
    country="US",
    organisers=["wimn"],
    objectives=[5],
    links=[{"url": "https://e.org/1"}, {"url": "https://e.org/2#part"}],
    previous_dates=[{"date": "2022-05-10/2022-05-13"}],
)
PAGE = statement(
    title="Déclaration", titles={"en": "Statement"}, date="2018-07", milestone="forum", languages=["fr"]
)


def workbook(*some: Record) -> Any:
    together = records(*some)
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(whole(together, Filters()), together, english())))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *others = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        {name: value for name, value in zip(head, row, strict=True) if value is not None} for row in others
    ]


def test_a_milestone_in_words_with_real_days() -> None:
    book = workbook(WIMN, FORUM, PAGE)
    assert book.sheetnames == ["Milestones", "Statements", "Organisations", "About"]
    (row,) = rows(book["Milestones"])
    assert row == {
        "Title": "Review Forum",
        "Date": "17–20 May 2022",
        "From": datetime(2022, 5, 17),  # noqa: DTZ001 (Excel has no zones)
        "To": datetime(2022, 5, 20),  # noqa: DTZ001
        "Kind": "event",
        "Type": "meeting",
        "Phase": "negotiation",
        "Status": "confirmed",
        "City": "New York",
        "Country": "United States",
        "Organisers": "Women in Migration Network",
        "Link": "https://e.org/1",
        "Link 2": "https://e.org/2#part",
        "Objectives": "5 Regular pathways",
        "Earlier dates": "10–13 May 2022",
        "ID": "forum",
        "Source": "A source",
    }


def test_a_statement_and_an_organisation() -> None:
    book = workbook(WIMN, FORUM, PAGE)
    (row,) = rows(book["Statements"])
    assert row == {
        "Title": "Déclaration",
        "Title in English": "Statement",
        "Date": "July 2018",
        "Kind": "statement",
        "Issued by": "Women in Migration Network",
        "Answers": "Review Forum",
        "Date of that": "17–20 May 2022",
        "Languages": "French",
        "ID": "a-statement",
        "Source": "A source",
    }
    (row,) = rows(book["Organisations"])
    assert row["Name"] == "Women in Migration Network"
    assert (row["Statements"], row["Milestones"]) == (1, 1)
    assert row["Site"] == "https://womeninmigration.org"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018-07-13", date(2018, 7, 13), date(2018, 7, 13)),
        ("2018-07-13?", None, None),
        ("2018-07", None, None),
        ("2018-07-13/..", date(2018, 7, 13), None),
        ("2018-07-13/2018-08", date(2018, 7, 13), None),
        ("2018-07-13~/2018-08-01", None, date(2018, 8, 1)),
    ],
)
def test_a_day_stands_where_it_is_known_and_sure(edtf: str, first: date | None, last: date | None) -> None:
    (row,) = rows(workbook(milestone(date=edtf))["Milestones"])
    assert [row[key].date() if key in row else None for key in ("From", "To")] == [first, last]


def test_a_day_that_excel_does_not_know_is_text() -> None:
    (row,) = rows(workbook(milestone(date="1848-02-21"))["Milestones"])
    assert row["From"] == "1848-02-21"


def test_in_another_language() -> None:
    """Whatever the language of the wording has words for is said in them."""
    spanish = Wording(
        "es",
        {
            "records": {"milestones": "Hitos"},
            "column": {"title": "Título", "date": "Fecha", "summary": "Resumen"},
            "kind": {"event": "acto"},
            "month": {"5": "mayo"},
            "date": {"day": "{day} de {month} de {year}"},
        },
        english,
    )
    record = milestone(titles={"es": "Foro"}, summaries={"es": "Un foro."}, date="2022-05-17")
    together = records(record)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(whole(together, Filters()), together, spanish)))
    assert book.sheetnames[0] == "Hitos"
    (row,) = rows(book["Hitos"])
    assert (row["Título"], row["Fecha"], row["Resumen"]) == ("Foro", "17 de mayo de 2022", "Un foro.")
    assert row["Kind"] == "acto"


def test_links_live_and_the_heading_stays() -> None:
    sheet = workbook(FORUM)["Milestones"]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [f"{link.target}{'#' + link.location if link.location else ''}" for link in links] == [
        "https://e.org/1",
        "https://e.org/2#part",
        "https://example.org/source",
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_many_addresses_share_the_last_column() -> None:
    links = [{"url": f"https://e.org/{number}"} for number in range(13)]
    (row,) = rows(workbook(milestone(links=links))["Milestones"])
    assert row["Link 10"] == "https://e.org/9\nhttps://e.org/10\nhttps://e.org/11\nhttps://e.org/12"


@pytest.mark.parametrize(
    "title",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "=HYPERLINK(A1)",
        "https://e.org",
        "{=1}",
        "2018-02",
        "007",
    ],
)
def test_text_is_never_calculated(title: str) -> None:
    sheet = workbook(milestone(title=title))["Milestones"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (title, "s")
    assert sheet["A2"].hyperlink is None


def test_text_that_no_cell_can_hold() -> None:
    long = milestone("long", title="x" * 40_000)
    odd = milestone("odd", title="a\x00b\ud83dc", summary="one\r\ntwo")
    far = milestone("url", links=[{"url": f"https://e.org/{'y' * 3000}"}])
    found = {row["ID"]: row for row in rows(workbook(long, odd, far)["Milestones"])}
    assert len(found["long"]["Title"]) == 32_767
    assert found["long"]["Title"].endswith("x…")
    assert found["odd"]["Title"] == "a␀b\ufffdc"
    assert found["odd"]["Summary"] == "one\ntwo"
    assert found["url"]["Link"] == f"https://e.org/{'y' * 3000}"


def test_the_same_records_give_the_same_bytes() -> None:
    together = records(WIMN, FORUM, PAGE)
    found = whole(together, Filters())
    made = [xlsx.write(found, together, english()) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_sheet_about_it() -> None:
    lines = [cell.value for (cell,) in workbook(WIMN, FORUM, PAGE)["About"].iter_rows() if cell.value]
    assert lines[:2] == ["Global Compact for Migration", "1 milestone, 1 statement, 1 organisation."]
    assert "The records are in the public domain (CC0 1.0)." in lines


def test_a_terminal_gets_no_bytes(folder: FolderMaker, terminal: Callable[..., Any]) -> None:
    screen = terminal(80, "export", "--format", "xlsx", "--records", folder(WIMN, FORUM))
    assert (screen.code, screen.text) == (2, "")
    assert screen.err == "gcmtrack: xlsx is nothing for a terminal to show; give a file with -o\n"


# The whole record.


@pytest.fixture(scope="module")
def shipped() -> Records:
    return load(SHIPPED).records


@pytest.fixture(scope="module")
def file(shipped: Records, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsx") / "all.xlsx"
    path.write_bytes(xlsx.write(whole(shipped, Filters()), shipped, english()))
    return path


def test_openpyxl_reads_every_link_of_the_record(file: Path, shipped: Records) -> None:
    book = openpyxl.load_workbook(file)
    found = {
        f"{cell.hyperlink.target}{'#' + cell.hyperlink.location if cell.hyperlink.location else ''}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    addresses = {link.url for record in shipped for link in record.links}
    addresses |= {source.url for record in shipped for source in record.sources if source.url}
    assert {encoded(url) for url in addresses} <= found


@needs("soffice")
def test_libreoffice_has_the_same_ids_and_days(file: Path, shipped: Records, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    # Every sheet as a table of its own, as it is shown.
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    call(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        shown,
        "--outdir",
        tmp_path,
        file,
        HOME=str(tmp_path),
    )
    csv.field_size_limit(2**31 - 1)
    for kind in FOLDERS:
        text = (tmp_path / f"all-{kind.capitalize()}.csv").read_text(encoding="utf-8")
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        records_of = shipped.all_of(kind)
        assert [row["ID"] for row in found] == list(records_of)
        for row in found:
            record = records_of[row["ID"]]
            if not isinstance(record, (Milestone, Statement)):
                continue
            when = record.date
            assert row["Date"] == english().date(when)
            for heading, part, open_ in (("From", when.start, False), ("To", when.end, when.open)):
                known = part.day and not part.qualifier and not open_
                assert row[heading] == (part.first.isoformat() if known else ""), record.id
