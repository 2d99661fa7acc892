"""What an import makes of records that are there: the same, another, changed by hand; and that nothing is half written."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from children import in_child, program
from conftest import SHIPPED, Result, Run
from gcmtrack.store.load import load
from test_import_tables import EVENTS

Maker = Callable[..., Path]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "records")
    return tmp_path / "records"


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.toml")}


@pytest.mark.parametrize(
    ("only", "format_"),
    [
        ("milestones", "csv"),
        ("statements", "excel-fr"),
        ("organisations", "excel-es"),
        (None, "csv"),
        (None, "json"),
    ],
)
def test_our_own_export_changes_nothing(only: str | None, format_: str, shipped: Path, run: Run) -> None:
    name, _, excel = format_.partition("-")
    options = [*(["--only", only] if only else []), *(["--excel", excel] if excel else [])]
    out = "out.json" if format_ == "json" else "out.csv"
    done = run("export", "--format", "csv" if excel else name, *options, "--output", out)
    assert done.code == 0, done.err
    count = len(list((shipped / only if only else shipped).rglob("*.toml")))
    done = run("import", out)
    assert (done.code, done.out, done.err.splitlines()[-1]) == (
        0,
        "",
        f"gcmtrack: 0 changes: {count:,} as recorded",
    )


def test_our_own_calendar_changes_nothing(shipped: Path, run: Run) -> None:
    run("export", "--format", "ics", "--output", "out.ics")
    done = run("import", "out.ics")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-1].startswith("gcmtrack: 0 changes: ")
    assert "refused" not in done.err
    assert "otherwise" not in done.err


@pytest.mark.parametrize("program_", ["ssconvert", "soffice"])
def test_a_spreadsheet_program_in_between(program_: str, shipped: Path, run: Run, tmp_path: Path) -> None:
    """csv -> xlsx -> csv by somebody else's program, then 0 changes."""
    if shutil.which(program_) is None:
        pytest.skip(f"needs {program_}")
    run("export", "--format", "csv", "--output", "out.csv")
    if program_ == "ssconvert":
        commands = [["ssconvert", "out.csv", "out.xlsx"], ["ssconvert", "out.xlsx", "back.csv"]]
    else:
        shared = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to"]
        commands = [
            [*shared, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1", "out.csv"],
            [*shared, "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", "back", "out.xlsx"],
        ]
    for command in commands:
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    back = "back.csv" if program_ == "ssconvert" else "back/out.csv"
    done = run("import", back)
    assert (done.code, done.out) == (0, ""), done.err
    assert f"gcmtrack: 0 changes: {len(tree(shipped)):,} as recorded" in done.err


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_our_own_export_into_an_empty_folder_gives_the_same_files(
    format_: str, shipped: Path, run: Run, tmp_path: Path
) -> None:
    run("export", "--format", format_, "--output", "out")
    (tmp_path / "new" / "milestones").mkdir(parents=True)
    done = run("import", "out", "--records", "new", "--yes")
    assert done.code == 0, done.err
    assert tree(tmp_path / "new") == tree(shipped)


@pytest.fixture
def records(folder: Maker) -> Path:
    return folder(
        organisation("wimn"),
        milestone("forum", title="The forum", date="2018-05-10/2018-05-13", city="Geneva"),
        milestone("about", title="Roughly then", date="2019-09~"),
        statement("ours", title="What we said", milestone="forum"),
    )


def bring(run: Run, text: str, *options: object) -> Result:
    Path("list.csv").write_text(text, "utf-8")
    return run("import", "list.csv", "--today", "2026-11-29", *EVENTS, *options)


def test_what_is_there_already_is_known_by_title_and_date(records: Path, run: Run) -> None:
    done = bring(
        run,
        "title,date,link,city\n"
        "THE FORUM!,10-13 May 2018,https://example.org/source,\n"
        "Roughly then,Sept 2019,https://example.org/source,Vienna\n",
    )
    assert done == Result(
        0,
        "",
        "gcmtrack: 2 rows of milestones, parted by commas\n"
        "gcmtrack: line 3: about is recorded otherwise: city: nothing -> Vienna\n"
        "gcmtrack: 0 changes: 1 as recorded, 1 recorded otherwise and left alone\n"
        "gcmtrack: to change what is recorded otherwise, name it: --update about, or --update all\n",
    )


def test_the_same_title_on_another_day_is_noted(records: Path, run: Run) -> None:
    done = bring(run, "title,date,link\nThe forum,17-20 May 2018,https://e.org\n")
    assert "line 2: forum has the same title and another date, 10–13 May 2018\n" in done.err
    assert "1 change: 1 new" in done.err


def test_the_same_thing_twice_in_the_file_is_written_once(records: Path, run: Run) -> None:
    text = (
        "title,date,city,link\n"
        "Opening,2018-05-01,Geneva,https://e.org\n"
        "Closing,2018-05-02,Geneva,https://e.org\n"
        "Opening,1 May 2018,Geneva,https://e.org\n"
        "Closing,2018-05-02,Vienna,https://e.org\n"
    )
    done = bring(run, text, "--yes")
    assert (done.code, done.lines) == (
        1,
        ["records/milestones/opening-2018.toml", "records/milestones/closing-2018.toml"],
    )
    assert "line 4: is written once: the same as line 2\n" in done.err
    assert "line 5: refused: the same milestone as line 3, which says otherwise: city\n" in done.err
    assert "2 changes: 2 new, 1 found twice, 1 refused\n" in done.err


def test_what_was_changed_by_hand_stays_unless_it_is_named(records: Path, run: Run) -> None:
    run("export", "--format", "csv", "--only", "milestones", "--output", "old.csv")
    file = records / "milestones" / "forum.toml"
    file.write_text("# ours\n" + file.read_text().replace('"Geneva"', '"New York"  # moved'))
    before = tree(records)
    done = run("import", "old.csv", "--yes")
    assert (done.code, done.out, tree(records)) == (0, "", before)
    assert done.err.splitlines()[1:] == [
        "gcmtrack: line 2: forum is recorded otherwise: city: New York -> Geneva",
        "gcmtrack: 0 changes: 1 as recorded, 1 recorded otherwise and left alone",
        "gcmtrack: to change what is recorded otherwise, name it: --update forum, or --update all",
    ]
    done = run("import", "old.csv", "--update", "forum")
    assert [line for line in done.lines[2:] if line[0] in "+-"] == [
        '-city = "New York"  # moved',
        '+city = "Geneva"  # moved',
    ]
    assert tree(records) == before
    assert run("import", "old.csv", "--update", "all", "--yes").out == "records/milestones/forum.toml\n"
    assert file.read_text().startswith("# ours\n")
    assert run("import", "old.csv", "--yes").err.endswith("gcmtrack: 0 changes: 2 as recorded\n")


def test_cells_that_were_edited_change_just_their_lines(records: Path, run: Run) -> None:
    run("export", "--format", "csv", "--only", "milestones", "--output", "out.csv")
    text = (
        Path("out.csv").read_text("utf-8").replace(",Geneva,,", ",,,").replace(",negotiation,", ",adoption,")
    )
    assert text.count("adoption") == 2
    Path("out.csv").write_text(text, "utf-8")
    done = run("import", "out.csv", "--update", "all", "--yes")
    assert (done.code, len(done.lines)) == (0, 2), done.err
    forum = (records / "milestones" / "forum.toml").read_text()
    assert 'phase = "adoption"' in forum
    assert "city" not in forum
    assert run("check").code == 0


def test_an_update_of_a_record_that_is_none(records: Path, run: Run) -> None:
    done = bring(run, "title,date\nA,2018\n", "--update", "form")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'forum'?" in done.err


ROWS = "title,date,link\n" + "".join(f"Meeting {n},2018-05-{n:02},https://e.org/{n}\n" for n in range(1, 31))


@pytest.mark.parametrize("calls", ["link", "fsync", "unlink", "ftruncate", "write"])
@pytest.mark.parametrize("after", [0, 1, 7, 29])
def test_kill_9_leaves_whole_files_and_all_or_nothing(
    calls: str, after: int, records: Path, run: Run, tmp_path: Path
) -> None:
    """Killed at the n-th call of the system that matters, the folder has all the files or none, once it is read."""
    Path("list.csv").write_text(ROWS)
    before = set(tree(records))

    def work() -> None:
        real = getattr(os, calls)
        left = [after]

        def dying(*args: object, **more: object) -> object:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return real(*args, **more)

        setattr(os, calls, dying)
        program("import", "list.csv", *EVENTS, "--yes")()

    with open(os.devnull, "wb") as nowhere:
        _, status = os.waitpid(in_child(work, nowhere.fileno()), 0)
    loaded = load(records)
    assert not loaded.findings
    assert list(records.rglob(".*")) == []
    made = set(tree(records)) - before
    assert len(made) in (0, 30)
    if not os.WIFSIGNALED(status):
        assert len(made) == 30
    assert run("check").code == 0
    assert bring(run, ROWS, "--yes").code == 0
    assert len(set(tree(records)) - before) == 30


def test_a_thousand_rows(records: Path, run: Run) -> None:
    rows = "".join(f"Meeting {n},{2000 + n % 20}-05-{n % 28 + 1:02},https://e.org/{n}\n" for n in range(1000))
    done = bring(run, f"title,date,link\n{rows}", "--yes")
    assert (done.code, len(done.lines)) == (0, 1000)
    assert "0 changes: 1,000 as recorded" in bring(run, f"title,date,link\n{rows}").err


def test_on_top_of_a_base(records: Path, run: Run, tmp_path: Path) -> None:
    """What the base has is there already; a change of it goes into a copy of ours, never into the base."""
    (tmp_path / "own" / "milestones").mkdir(parents=True)
    (tmp_path / "own" / "gcmtrack.toml").write_text('extends = "../records"\n')
    run("export", "--format", "csv", "--output", "base.csv")
    base = tree(records)
    assert run("import", "base.csv", "--records", "own").err.endswith("gcmtrack: 0 changes: 4 as recorded\n")
    Path("base.csv").write_text(Path("base.csv").read_text("utf-8").replace("Geneva", "Vienna"), "utf-8")
    options = ("--records", "own", "--update", "forum", "--yes")
    done = run("import", "base.csv", *options)
    assert done.out == "own/milestones/forum.toml\n", done.err
    text = (tmp_path / "own" / "milestones" / "forum.toml").read_text()
    assert 'city = "Vienna"' in text
    assert "overrides = " in text
    assert tree(records) == base
    assert run("check", "--records", "own").code == 0
    assert run("import", "base.csv", *options).err.endswith("gcmtrack: 0 changes: 4 as recorded\n")
