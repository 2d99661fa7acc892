"""Bringing a table in: what its columns and cells may be called and hold, and what is refused."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import Result, Run

Maker = Callable[..., Path]
TODAY = ("--today", "2026-11-29")
EVENTS = ("--as", "milestone", "--set", "kind=event", "--set", "type=meeting", "--set", "phase=review")


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn", acronym="WIMN"),
        organisation("nnirr", name="National Network for Immigrant and Refugee Rights", acronym="NNIRR"),
        milestone("forum", title="The forum", date="2018-05-10/2018-05-13", city="Geneva", country="CH"),
        statement("ours", title="What we said", milestone="forum"),
    )


@pytest.fixture
def bring(run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Imports a text or bytes."""

    def call(content: str | bytes, *options: object) -> Result:
        (tmp_path / "list.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("import", "list.csv", *TODAY, *options)

    return call


Bring = Callable[..., Result]

NEW = """\
--- /dev/null
+++ b/records/statements/wimn-2018-07-13-declaracion-sobre-pacto.toml
@@ -0,0 +1,14 @@
+title = "Declaración sobre el Pacto"
+kind = "statement"
+date = "2018-07-13"
+organisations = ["wimn"]
+languages = ["es"]
+added = 2026-11-29
+
+[[links]]
+url = "https://example.org/a"
+language = "es"
+
+[[sources]]
+title = "Declaración sobre el Pacto"
+url = "https://example.org/a"
"""


@pytest.mark.parametrize(
    "head",
    [
        "Title;Date;Issued by;Language;Link",
        "Título;Fecha;Organización;Idioma;Enlace",
        "Titre;Date;Émetteur;Langue;Lien",
        "INTITULÉ ; fecha ; Auteurs ; idiomas ; Page web",
        "title;date;organisations;languages;link",
    ],
)
def test_columns_are_known_in_three_languages(head: str, records: Path, bring: Bring) -> None:
    row = "Declaración sobre el Pacto;13 de julio de 2018;WIMN;español;https://example.org/a"
    assert bring(f"{head}\n{row}\n") == Result(
        0,
        NEW,
        "gcmtrack: 1 row of statements, parted by semicolons\n"
        "gcmtrack: 1 change: 1 new\n"
        "gcmtrack: nothing was written; write it with: gcmtrack import list.csv --today 2026-11-29 --yes\n",
    )
    assert not (records / "statements" / "wimn-2018-07-13-declaracion-sobre-pacto.toml").exists()


def test_a_list_that_came_through_a_pipe_is_sent_again(
    records: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`curl ... | gcmtrack import -` and `gcmtrack import <(curl ...)` advised `gcmtrack import - --yes`, which had
    nothing to read."""
    text = (
        "title,date,issued by,language,link\nDeclaración,2018-07-13,WIMN,es,https://example.org/a\n".encode()
    )
    said = (
        "gcmtrack: 1 change: 1 new\n"
        "gcmtrack: nothing was written; what was sent is read up by now: send it again, with --yes\n"
    )
    reading, writing = os.pipe()
    os.write(writing, text)
    os.close(writing)
    assert run("import", f"/dev/fd/{reading}").err.endswith(said)
    os.close(reading)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run("import", "-").err.endswith(said)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run("import", "-", "--yes").out == "records/statements/wimn-2018-07-13-declaracion.toml\n"


def test_what_was_shown_is_what_is_written(records: Path, bring: Bring, run: Run) -> None:
    text = "title,date,issued by,language,link\nDeclaración sobre el Pacto,13/07/2018,WIMN,es,https://example.org/a\n"
    assert bring(text).out == NEW
    before = set(records.rglob("*"))
    path = "records/statements/wimn-2018-07-13-declaracion-sobre-pacto.toml"
    assert bring(text, "--yes").out == f"{path}\n"
    assert {file.relative_to(records.parent).as_posix() for file in set(records.rglob("*")) - before} == {
        path
    }
    written = (records.parent / path).read_text("utf-8")
    assert written == "".join(f"{line[1:]}\n" for line in NEW.splitlines()[3:])
    assert bring(text, "--yes") == Result(
        0,
        "",
        "gcmtrack: 1 row of statements, parted by commas\ngcmtrack: 0 changes: 1 as recorded\n",
    )
    assert run("check").code == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("end", "encoding"),
    [
        ("\n", "utf-8"),
        ("\r\n", "utf-8-sig"),
        ("\r", "cp1252"),
        ("\r\n", "utf-16"),
        ("\n", "utf-16-le"),
        ("\r", "utf-16-be"),
        ("\n", "utf-32"),
    ],
)
def test_delimiters_line_ends_and_encodings(
    delimiter: str, end: str, encoding: str, records: Path, bring: Bring
) -> None:
    rows = (
        ("Título", "Fecha", "Organización", "Idioma", "Enlace"),
        ("Declaración sobre el Pacto", "2018-07-13", "WIMN", "es", "https://example.org/a"),
    )
    text = "".join(delimiter.join(row) + end for row in rows)
    done = bring(text.encode(encoding))
    assert done.out == NEW
    said = {"cp1252": "Windows-1252", "utf-32": "UTF-32"}
    name = said.get(encoding, "UTF-16" if "16" in encoding else "")
    line = f"the file is {name}, not UTF-8, and was read as that; look at its accents"
    assert (line in done.err) == bool(name)


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;\r"])
def test_the_line_in_which_excel_says_what_parts_the_cells(line: str, records: Path, bring: Bring) -> None:
    done = bring(
        f"{line}Título;Fecha;Organización;Idioma;Enlace\n"
        "Declaración sobre el Pacto;2018-07-13;WIMN;es;https://example.org/a\n;;WIMN;;\n"
    )
    assert done.out == NEW
    assert "gcmtrack: line 4: refused: it does not say: title and date" in done.err


@pytest.mark.parametrize("heading", ["Tipo", "type", "Type de document", "kind"])
def test_the_kind_of_a_statement_is_what_people_call_its_type(
    heading: str, records: Path, bring: Bring
) -> None:
    done = bring(
        f"title,date,issued by,language,link,{heading},postura\n"
        "A letter,2018-07-13,WIMN,es,https://example.org/a,carta,de apoyo\n"
    )
    assert 'kind = "open-letter"' in done.out
    assert 'stance = "supportive"' in done.out
    assert "not known" not in done.err


def test_where_a_kind_stands_beside_it_a_type_is_left_out(records: Path, bring: Bring) -> None:
    done = bring(
        "title,date,issued by,language,link,Type,Kind\nA letter,2018-07-13,WIMN,es,https://example.org/a,PDF,open letter\n"
    )
    assert (done.code, 'kind = "open-letter"' in done.out) == (0, True), done.err


BOTH_WAYS = "; for all rows: numeric_dates in --map says whether the day or the month comes first"
SERIAL = "; it may be a day as spreadsheets count it: give the column a date format there, and save it again"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            "A,03/04/2018,https://e.org",
            f"date: '03/04/2018' can be read two ways; write 2018-04-03 or 2018-03-04{BOTH_WAYS}",
        ),
        (
            "A,43294,https://e.org",
            f"date: '43294' is not a date here; write it as 13 July 2018, July 2018, 2018, 9-13 July 2018, or 2018-07-13{SERIAL}",
        ),
        ("A,,https://e.org", "it does not say: date"),
        (",2018,https://e.org", "it does not say: title"),
        ("A,2018,", "it has no source: give a link, or a source with its address or place"),
        ("A,2018,e.org", "link: 'e.org' is not a web address; write it whole, with http or https, as in https://e.org"),
        ("A,2018,https://e.org,more", "it has 4 cells and the head 3; a cell with a comma or line end needs quotation marks"),
    ],
)  # fmt: skip
def test_rows_that_are_refused(cells: str, reason: str, records: Path, bring: Bring) -> None:
    done = bring(f"title,date,link\n{cells}\n", *EVENTS)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[1:3] == [
        f"gcmtrack: line 2: refused: {reason}",
        "gcmtrack: 0 changes: 1 refused",
    ]


def test_two_bad_of_ten(records: Path, bring: Bring, run: Run, tmp_path: Path) -> None:
    """Eight are written, two are in the rejects with the reason and all their columns, and come in once mended."""
    rows = [f"Meeting {n},{n}/12/2018,https://example.org/{n},note {n}" for n in range(13, 23)]
    rows[3] = "Meeting 16,03/04/2018,https://example.org/16,=note 16"
    rows[7] = "Meeting 20,20/12/2018,,note 20"
    text = "title,date,link,remarks\n" + "".join(f"{row}\n" for row in rows)
    done = bring(text, *EVENTS, "--rejects", "bad.csv", "--yes")
    assert (done.code, len(done.lines)) == (1, 8)
    listed = (tmp_path / "list.csv").read_bytes()
    refused = bring(text, *EVENTS, "--rejects", tmp_path / "list.csv")
    said = (
        f"--rejects: {str(tmp_path / 'list.csv')!r} is the list itself; give another file for what is refused"
    )
    assert (refused.code, refused.err) == (2, f"gcmtrack: {said}\n")
    assert (tmp_path / "list.csv").read_bytes() == listed
    rejects = (tmp_path / "bad.csv").read_bytes().decode("utf-8-sig")
    assert rejects == (
        "refused_because,title,date,link,remarks\r\n"
        f"date: '03/04/2018' can be read two ways; write 2018-04-03 or 2018-03-04{BOTH_WAYS},"
        "Meeting 16,03/04/2018,https://example.org/16,'=note 16\r\n"
        '"it has no source: give a link, or a source with its address or place",Meeting 20,20/12/2018,,note 20\r\n'
    )
    assert run("import", "bad.csv", *EVENTS, "--yes").code == 1
    mended = rejects.replace("Meeting 16,03/04/2018", "Meeting 16,16/12/2018").replace(
        "20/12/2018,,", "20/12/2018,https://example.org/20,"
    )
    (tmp_path / "bad.csv").write_text(mended, "utf-8")
    done = run("import", "bad.csv", *EVENTS, "--yes")
    assert (done.code, len(done.lines)) == (0, 2)
    assert bring(text.replace("03/04/2018", "16/12/2018"), *EVENTS).err.splitlines()[-1] == (
        "gcmtrack: 0 changes: 10 as recorded"
    )
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("head", "cells", "date"),
    [
        ("start,end", "2018-05-01,2018-05-03", "2018-05-01/2018-05-03"),
        ("Inicio,Fin", "1 de mayo de 2018,3 de mayo de 2018", "2018-05-01/2018-05-03"),
        ("Date de début,Date de fin", "1er mai 2018,", "2018-05-01"),
        ("Date,End date", "2018-05-01,2018-05-01", "2018-05-01"),
        ("start,end,edtf", "2018-01-01,2018-12-31,2018-05~/2018-05~", "2018-05~"),
        ("start,end,precision", "2018-02-01,2018-02-28,month", "2018-02"),
        ("date", "2018/05/01", "2018-05-01"),
        ("date", "2018-05-01 09:30:00", "2018-05-01"),
        ("date", "2018-05-01T09:30:00Z", "2018-05-01"),
        ("date", "1 May 2018 9:30 am", "2018-05-01"),
        ("when", "May 2018", "2018-05"),
    ],
)
def test_dates(head: str, cells: str, date: str, records: Path, bring: Bring) -> None:
    done = bring(f"title,link,{head}\nA,https://e.org,{cells}\n", *EVENTS)
    assert f'+date = "{date}"\n' in done.out
    assert ("line 2: its times are cut to days" in done.err) == (":" in cells)


def test_start_that_says_otherwise_than_edtf_is_noted(records: Path, bring: Bring) -> None:
    done = bring("title,link,edtf,start\nA,https://e.org,2018-05-01,2018-05-02\n", *EVENTS)
    assert '+date = "2018-05-01"' in done.out
    assert "line 2: start says 2018-05-02, and edtf, which goes before it, 2018-05-01" in done.err


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        ("Geneva, Switzerland", ['+city = "Geneva"', '+country = "CH"']),
        ("Palais des Nations, Ginebra, Suiza", ['+city = "Ginebra"', '+venue = "Palais des Nations"', '+country = "CH"']),
        ("Mexico", ['+country = "MX"']),
        ("UN Headquarters", ['+venue = "UN Headquarters"']),
    ],
)  # fmt: skip
def test_places(place: str, lines: list[str], records: Path, bring: Bring) -> None:
    done = bring(f'title,link,date,location\nA,https://e.org,2018-05-01,"{place}"\n', *EVENTS)
    assert [line for line in done.lines if line[:5] in ("+city", "+venu", "+coun")] == lines


def test_a_map_says_which_column_is_what(records: Path, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        'record = "statement"\nnumeric_dates = "day-first"\n'
        '[columns]\ntitle = "What it is called"\norganisations = "Red"\ndate = "Fechas"\nlink = "Dónde"\n'
        'source.title = "Seen in"\n[defaults]\nlanguages = ["es"]\nkind = "press-release"\n',
        "utf-8",
    )
    done = bring(
        "What it is called,Red,Fechas,Dónde,Seen in\nA,WIMN; nnirr,03/04/2018,https://e.org,Their page\n",
        *("--map", "map.toml"),
    )
    assert [line[1:] for line in done.lines[3:]] == [
        'title = "A"',
        'kind = "press-release"',
        'date = "2018-04-03"',
        'organisations = ["wimn", "nnirr"]',
        'languages = ["es"]',
        "added = 2026-11-29",
        "",
        "[[links]]",
        'url = "https://e.org"',
        'language = "es"',
        "",
        "[[sources]]",
        'title = "Their page"',
        'url = "https://e.org"',
    ]


@pytest.mark.parametrize(
    ("map_", "message"),
    [
        ("x = 1", "map.toml: unknown key 'x'; use columns, defaults, numeric_dates or record"),
        ("x", "map.toml:1: this is no line of TOML; write key = value"),
        ('record = "events"', "unknown kind of record 'events'; use milestone, organisation or statement"),
        ('[columns]\ntitle = "Nom"', "--map speaks of a column 'Nom', and there is none; there are 'title', 'date' and 'link'"),
        ('[columns]\ntitel = "title"', "unknown key 'titel', did you mean 'title' or 'titles'?"),
        ('numeric_dates = "us"', "map.toml: numeric_dates is 'day-first' or 'month-first', not 'us'"),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_meant(
    map_: str, message: str, records: Path, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").write_text(map_)
    options = () if "record" in map_ else ("--as", "milestone")
    assert bring("title,date,link\nA,2018,https://e.org\n", "--map", "map.toml", *options) == Result(
        2, "", f"gcmtrack: {message}\n"
    )


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", 2, "list.csv is empty; the first row of a table names its columns"),
        (b"PK\x03\x04xlsx", 2, "list.csv is a workbook; save the sheet as CSV (UTF-8) in your spreadsheet program and import that"),
        (b"\x81\x8d\x8f", 1, "list.csv is neither UTF-8 nor Windows-1252 text; save it as CSV (UTF-8) and import that"),
        (b"a,b\n1,2\n", 2, "no column of list.csv is known: the first row must name the columns (title, date, link, ...), or --map says which is which"),
        (b"title,title,date\na,b,2018\n", 2, "the columns 'title' and 'title' would both be 'title'; say which with --map, or rename one"),
        (b'title,date\n"A,2018\nB,2018\n', 1, "list.csv:2: this is no table: a quotation mark that opens there is never closed; nothing was read"),
        (b'title,date\n"A "b" c",2018\n', 1, "list.csv:2: this is no table: a quotation mark inside quotation marks is not doubled; nothing was read"),
        (b"[" * 100_000, 1, "list.csv is no JSON: nested too deeply"),
        (b'{"a": 1}', 2, "list.csv is not JSON of gcmtrack; a table (CSV) can have columns of any name"),
    ],
)  # fmt: skip
def test_files_that_are_none(content: bytes, code: int, message: str, records: Path, bring: Bring) -> None:
    assert bring(content, "--as", "milestone") == Result(code, "", f"gcmtrack: {message}\n")


def test_hostile_cells(records: Path, bring: Bring) -> None:
    head = "title,date,link," + ",".join(f"c{n}" for n in range(10_000))
    done = bring(f"{head}\nA\0B,2018-05-01,https://e.org\n'=1+1,2018-05-02,https://e.org\n\n", *EVENTS)
    assert "10,000 columns are not known and left out: 'c0', 'c1'" in done.err
    titles = [line for line in done.lines if line.startswith("+title")]
    assert list(dict.fromkeys(titles)) == ['+title = "AB"', '+title = "=1+1"']
    done = bring("title,date,link\n" + "x" * 2_000_000 + ",2018,https://e.org\n", *EVENTS)
    assert "line 2: refused: a cell has more than 1,048,576 characters, which no record can hold" in done.err
    assert bring("title,date,link\n", *EVENTS).err.endswith("gcmtrack: 0 changes\n")


def test_columns_tell_the_kind(records: Path, bring: Bring) -> None:
    assert "2 rows of organisations" in bring("name,acronym\nA,B\nC,D\n").err
    assert "1 row of milestones" in bring("event,phase,date\nA,review,2018\n").err
    assert bring("title,date,link\nA,2018,https://e.org\n") == Result(
        2,
        "",
        "gcmtrack: nothing tells what the rows are; say it with --as milestone, statement or organisation\n",
    )


def test_rows_may_name_one_another(records: Path, bring: Bring, run: Run) -> None:
    text = (
        "record,id,title,date,kind,type,phase,organisations,milestone,url,link,part_of\n"
        "statement,theirs,Words,2018-05-12,statement,,,new-net,day-2,,https://e.org/1,\n"
        "milestone,day-2,Second day,2018-05-11,event,meeting,review,,,,https://e.org/2,forum\n"
        "organisation,new-net,New Network,,,civil-society,,,,https://e.org,,\n"
    )
    done = bring(text, "--yes")
    assert (done.code, sorted(done.lines)) == (
        0,
        [
            "records/milestones/day-2.toml",
            "records/organisations/new-net.toml",
            "records/statements/theirs.toml",
        ],
    )
    assert run("check").code == 0


def test_who_names_a_refused_row_is_refused(records: Path, bring: Bring) -> None:
    text = (
        "record,id,title,date,kind,type,phase,organisations,milestone,link\n"
        "statement,theirs,Words,2018-05-12,statement,,,wimn,day-2,https://e.org/1\n"
        "milestone,day-2,Second day,someday,event,meeting,review,,,https://e.org/2\n"
    )
    done = bring(text)
    assert (done.code, done.out) == (1, "")
    assert "line 2: refused: unknown milestone 'day-2'" in done.err
    assert "line 3: refused: date: 'someday'" in done.err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("phse=review", "unknown key 'phse', did you mean 'phase'?"),
        ("phase=reviw", "--set phase: unknown phase 'reviw', did you mean 'review'?"),
        ("phase", "--set 'phase': write KEY=VALUE, as in phase=review"),
    ],
)
def test_what_goes_for_all_rows_is_looked_at_first(
    given: str, message: str, records: Path, bring: Bring
) -> None:
    done = bring("title,date,link\nA,2018,https://e.org\n", "--as", "milestone", "--set", given)
    assert done == Result(2, "", f"gcmtrack: {message}\n")
