"""SQLite: every cell is that of csv, keys lead somewhere, search finds what `gcmtrack search` finds."""

import csv
import ctypes
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Result, environment
from gcmtrack.formats import csv_cells
from gcmtrack.model.ids import FOLDERS, Folder
from test_readers import found, needs

Run = Callable[..., Result]

WIMN = organisation("wimn", acronym="WIMN", aliases=["Women; Migration"])
RESOLUTION = milestone(
    "resolution",
    title="=1+1 'quoted' México",
    kind="decision",
    date="2018-12-19",
    objectives=[5, 12],
    vote={"yes": 152, "no": ["wimn"]},
    links=[{"url": "https://e.org/1", "language": "es"}],
)
PART = milestone("part", part_of="resolution", date="2018-07/..", organisers=["wimn"])
PAGE = statement(milestone="part", date="2018-07~", on_behalf_of=["wimn"])
BESIDE = "gcmtrack: metadata.json beside it is new too, for Datasette\n"


@pytest.fixture
def database(folder: FolderMaker, run: Run, tmp_path: Path) -> sqlite3.Connection:
    file = tmp_path / "gcm.db"
    done = run("export", "-o", file, "--records", folder(WIMN, RESOLUTION, PART, PAGE))
    assert (done.code, done.err) == (0, "gcmtrack: 2 milestones, 1 statement and 1 organisation\n" + BESIDE)
    return sqlite3.connect(file)


def asked(database: sqlite3.Connection, query: str, *values: object) -> list[Any]:
    return database.execute(query, values).fetchall()


def test_records_are_rows_and_what_is_not_known_is_null(database: sqlite3.Connection) -> None:
    assert asked(database, 'select id, title, "start", "end", symbol, qualified from milestones') == [
        ("part", "A meeting", "2018-07-01", None, None, "false"),
        ("resolution", "=1+1 'quoted' México", "2018-12-19", "2018-12-19", None, "false"),
    ]
    assert asked(database, "select qualified, speaker, cosigner_count from statements") == [
        ("true", None, None)
    ]
    for table in FOLDERS:
        for (column,) in asked(database, f"select name from pragma_table_info('{table}')"):
            assert asked(database, f'select count(*) from "{table}" where "{column}" = \'\'') == [(0,)]


def test_lists_are_tables(database: sqlite3.Connection) -> None:
    assert asked(database, "select * from milestone_objectives") == [
        ("resolution", 1, 5),
        ("resolution", 2, 12),
    ]
    assert asked(database, "select * from milestone_organisers") == [("part", 1, "wimn")]
    assert asked(database, "select * from organisation_aliases") == [("wimn", 1, "Women; Migration")]
    assert asked(database, "select * from statement_on_behalf_of") == [("a-statement", 1, "wimn")]
    assert asked(database, "select milestone, position, url, language, title from milestone_links") == [
        ("resolution", 1, "https://e.org/1", "es", None)
    ]
    assert asked(database, "select * from milestone_votes") == [("resolution", "no", 1, "wimn")]
    assert asked(database, "select short from objectives where number = 5") == [("Regular pathways",)]


def test_keys_lead_to_what_is_there(database: sqlite3.Connection) -> None:
    database.execute("pragma foreign_keys = on")
    assert asked(database, "pragma integrity_check") == [("ok",)]
    assert asked(database, "pragma foreign_key_check") == []
    keys = asked(database, 'select "table", "from" from pragma_foreign_key_list(\'milestones\')')
    assert set(keys) == {("milestones", "part_of"), ("milestones", "supersedes")}
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("update milestones set part_of = 'nowhere' where id = 'part'")


def test_views_to_ask(database: sqlite3.Connection) -> None:
    assert asked(database, "select id, first_day, last_day, date_in_words from events") == [
        ("part", "2018-07-01", None, "from July 2018")
    ]
    assert asked(database, "select organisation, statement, milestone from statements_by_organisation") == [
        ("wimn", "a-statement", "part")
    ]
    assert [row[:2] for row in asked(database, "select record, id from timeline")] == [
        ("milestone", "part"),
        ("statement", "a-statement"),
        ("milestone", "resolution"),
    ]
    # What has no end is not over on any day.
    assert asked(database, "select id from upcoming") == [("part",)]


def test_nothing_needs_a_newer_sqlite(database: sqlite3.Connection) -> None:
    """3.31 knows no strict tables, and its older programs no generated columns."""
    ours = "name not glob '*_fts_*' and sql is not null"
    ((schema,),) = asked(database, f"select group_concat(lower(sql), ';') from sqlite_master where {ours}")
    assert "strict" not in schema
    assert "generated" not in schema
    assert "without rowid" not in schema
    for table in FOLDERS:
        assert f'content="{table}"' in schema


def test_a_key_that_leads_out_is_not_declared(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    done = run("export", "-o", file, "--kind", "event", "--records", folder(WIMN, RESOLUTION, PART, PAGE))
    said = "1 milestone and 1 organisation; no foreign key for milestones.part_of: some ids are not in it"
    assert done.err == f"gcmtrack: {said}\n{BESIDE}"
    database = sqlite3.connect(file)
    assert asked(database, "select part_of from milestones") == [("resolution",)]
    assert asked(database, "pragma foreign_key_check") == []


def test_the_same_records_give_the_same_bytes(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    where = folder(WIMN, RESOLUTION, PART, PAGE)
    files = [tmp_path / name for name in ("one.db", "two.db")]
    for file in files:
        run("export", "-o", file, "--records", where)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_interrupted_build_leaves_the_old_file(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    where = folder(WIMN, RESOLUTION, PART, PAGE)
    file = tmp_path / "gcm.db"
    run("export", "-o", file, "--records", where)
    before = file.read_bytes()
    (where / "statements" / "a-statement.toml").unlink()
    # It is killed at the moment at which the rows are put in.
    program = (
        "import os, signal, sys\n"
        "from gcmtrack.formats import sqlite\n"
        "sqlite._Database._votes = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from gcmtrack.cli.app import main\n"
        "main(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "export", "-o", str(file), "--records", str(where)],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9
    assert file.read_bytes() == before
    assert [entry.name for entry in tmp_path.glob("*.tmp")] == []


def test_what_datasette_is_told_stands_beside_it(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    where = folder(WIMN, RESOLUTION, PART, PAGE)
    for name, new in (("gcm.db", BESIDE), ("other.db", "")):
        done = run("export", "-o", name, "--records", where)
        assert done.err == f"gcmtrack: 2 milestones, 1 statement and 1 organisation\n{new}"
    told = json.loads((tmp_path / "metadata.json").read_bytes())
    assert told["license"] == "CC0 1.0"
    assert list(told["databases"]) == ["gcm", "other"]
    tables = told["databases"]["gcm"]["tables"]
    assert tables["milestones"]["label_column"] == "title"
    assert tables["organisations"]["label_column"] == "name"
    assert tables["statements"]["columns"]["milestone"] == "the milestone that it answers or was made at"


def test_metadata_of_somebody_else_stays(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text('{"title": "Mine"}')
    done = run("export", "-o", "gcm.db", "--records", folder(WIMN))
    assert done.code == 0
    assert done.err == (
        "gcmtrack: 1 organisation\ngcmtrack: metadata.json stays as it is, since gcmtrack did not write it; give gcm.db a"
        " folder of its own to get ours\n"
    )
    assert (tmp_path / "metadata.json").read_text() == '{"title": "Mine"}'


# The whole record.


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "gcm.db"
    command = [sys.executable, "-m", "gcmtrack", "export", "-o", str(file), "--records", str(SHIPPED)]
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    return file


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_cell_is_that_of_csv(kind: Folder, shipped: Path, run: Run) -> None:
    out = run("export", "--format", "csv", "--only", kind, "--records", SHIPPED).out
    csv.field_size_limit(2**31 - 1)
    head, *cells = list(csv.reader(io.StringIO(out, newline="")))
    columns = ", ".join(f'"{name}"' for name in head)
    rows = asked(sqlite3.connect(shipped), f"select {columns} from {kind} order by rowid")
    assert [["" if value is None else str(value) for value in row] for row in rows] == [
        [csv_cells.unguarded(cell) for cell in line] for line in cells
    ]


def test_the_whole_record_is_sound(shipped: Path) -> None:
    database = sqlite3.connect(shipped)
    database.execute("pragma foreign_keys = on")
    assert asked(database, "pragma integrity_check") == [("ok",)]
    assert asked(database, "pragma foreign_key_check") == []


WORDS = (
    "mexico",
    "México",
    "MÉXICO",
    "marrakech",
    "nnirr",
    "amnesty",
    "feminist",
    "A/RES/73/195",
    "detención",
)


@pytest.mark.parametrize("words", WORDS)
def test_search_finds_what_gcmtrack_finds(words: str, shipped: Path, run: Run) -> None:
    database = sqlite3.connect(shipped)
    quoted = " ".join(f'"{word}"' for word in words.split())
    ids = [
        id_
        for kind in FOLDERS
        for (id_,) in asked(
            database,
            f"select id from {kind} where rowid in (select rowid from {kind}_fts where {kind}_fts match ?)",
            quoted,
        )
    ]
    assert ids
    # What is another form of a word, "labor" for "labour", only gcmtrack finds.
    assert set(ids) <= set(run("search", *words.split(), "--records", SHIPPED).ids)


@pytest.mark.parametrize("words", ["mexico", "México"])
@needs("sqlite-utils")
def test_sqlite_utils_finds_the_index(words: str, shipped: Path, run: Run) -> None:
    ids: list[str] = []
    for kind in FOLDERS:
        done = subprocess.run(
            [str(found("sqlite-utils")), "search", str(shipped), kind, words, "-c", "id"],
            capture_output=True,
            check=True,
        )
        ids += [row["id"] for row in json.loads(done.stdout)]
    assert sorted(ids) == sorted(run("search", words, "--records", SHIPPED).ids)


@needs("datasette")
def test_datasette_searches_and_shows_names(shipped: Path, run: Run) -> None:
    told = shipped.with_name("metadata.json")

    def get(path: str) -> str:
        command = [str(found("datasette")), str(shipped), "-m", str(told), "--get", path]
        # Its own settings must not meddle.
        own = {**os.environ, "HOME": str(shipped.parent)}
        return subprocess.run(command, capture_output=True, check=True, env=own).stdout.decode()

    def ids(kind: str, words: str) -> list[str]:
        rows = json.loads(get(f"/gcm/{kind}.json?_search={quote(words)}&_shape=array&_size=max"))
        return [row["id"] for row in rows]

    wanted = sorted(run("search", "mexico", "--records", SHIPPED).ids)
    assert sorted(id_ for kind in FOLDERS for id_ in ids(kind, "México")) == wanted
    assert ids("milestones", "mexico") == ids("milestones", "México")
    assert ">United Nations General Assembly</a>" in get("/gcm/milestone_organisers")
    assert "CC0 1.0" in get("/")


OLDEST = SHIPPED.parent / ".tools" / "sqlite-3.31" / "libsqlite3.so"
_Row = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p), ctypes.c_void_p
)


@pytest.fixture(scope="module")
def oldest(shipped: Path) -> Iterator[Callable[[str], list[tuple[str | None, ...]]]]:
    """Asks the database of the whole record in SQLite 3.31, the oldest that is promised."""
    if not OLDEST.exists():
        pytest.skip("needs SQLite 3.31, which .ci/tools builds")
    library = ctypes.CDLL(str(OLDEST))
    handle = ctypes.c_void_p()
    assert library.sqlite3_open(str(shipped).encode(), ctypes.byref(handle)) == 0
    library.sqlite3_errmsg.restype = ctypes.c_char_p

    def ask(query: str) -> list[tuple[str | None, ...]]:
        rows: list[tuple[str | None, ...]] = []

        def row(_: object, number: int, values: Any, __: object) -> int:
            rows.append(tuple(value and value.decode() for value in values[:number]))
            return 0

        code = library.sqlite3_exec(handle, query.encode(), _Row(row), None, None)
        assert code == 0, library.sqlite3_errmsg(handle)
        return rows

    yield ask
    library.sqlite3_close(handle)


def test_the_oldest_sqlite_opens_it(
    oldest: Callable[[str], list[tuple[str | None, ...]]], shipped: Path, run: Run
) -> None:
    assert oldest("select sqlite_version()") == [("3.31.1",)]
    oldest("pragma foreign_keys = on")
    assert oldest("pragma integrity_check") == [("ok",)]
    assert oldest("pragma foreign_key_check") == []
    # Every table and every view, cell by cell, as the SQLite of today reads them.
    today = sqlite3.connect(shipped)
    ours = "type in ('table', 'view') and name not glob '*_fts_*'"
    names = {str(name) for (name,) in oldest(f"select name from sqlite_master where {ours}")}
    assert {"milestones", "upcoming", "timeline", "statements_fts"} <= names
    for name in names:
        rows = asked(today, f'select * from "{name}"')
        shown = [tuple(None if value is None else str(value) for value in row) for row in rows]
        assert oldest(f'select * from "{name}"') == shown, name
    found = [
        id_
        for kind in FOLDERS
        for (id_,) in oldest(
            f"select id from {kind} where rowid in (select rowid from {kind}_fts where {kind}_fts match 'mexico')"
        )
    ]
    assert sorted(map(str, found)) == sorted(run("search", "México", "--records", SHIPPED).ids)


@needs("sqlite3")
def test_the_sqlite_shell_opens_it(shipped: Path) -> None:
    done = subprocess.run(
        [str(found("sqlite3")), str(shipped), "pragma integrity_check; select count(*) from timeline"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.startswith("ok\n")
