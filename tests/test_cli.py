"""The commands as people run them: what is printed where, and how they end."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from builders import milestone, organisation, statement
from conftest import SHIPPED, FolderMaker, Run, environment
from gcmtrack import __version__
from gcmtrack.cli.table import COMMANDS
from sample import SAMPLE

DAY = ("--today", "2018-07-20")
Golden = Callable[[str, str], None]
TYPER = tuple(map(int, typer.__version__.split(".")[:2]))
BROKEN = 'title = "T"\nkind = "event"\n'

LISTINGS = {
    "events": ["events", "--past"],
    "timeline": ["timeline"],
    "statements": ["statements"],
    "documents": ["documents"],
    "search": ["search", "compact"],
    "show": ["show", "marrakech"],
}


@pytest.fixture
def sample(folder: FolderMaker) -> Path:
    return folder(*SAMPLE)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            ["events", "--upcoming"],
            "2018-07-31\t31 July 2018\tin 11 days\tWritten input is due\t\ttentative\tupcoming\tdeadline\tinput-deadline",
        ),
        (
            ["events", "--past"],
            "2017-05/2017-10\tMay–October 2017\t9 months ago\tInformal thematic sessions\t\t\tpast\tevent\tthematic-sessions",
        ),
        (
            ["timeline", "--phase", "review"],
            "review\t2021-04-26/2021-04-28\t26–28 April 2021\tRegional review, Latin America and the Caribbean\tSantiago, Chile (or online)\t\t1\t\t\treview-lac",
        ),
        (
            ["statements", "--on", "review-lac"],
            "2021-04-27\t27 April 2021\tNNIRR (for Latin American Bloc on Migration)\tPalabras en la mesa redonda 3 (Remarks at round table 3)\tRegional review, Latin America and the Caribbean\tes, en\tremarks\t\t\t\tnnirr-2021-04-27",
        ),
        (["documents"], "2018-02-05\t5 February 2018\t1\t\tZero draft\t\t\t\t\tzero-draft"),
        (
            ["search", "round table"],
            "statements\t27 April 2021\tPalabras en la mesa redonda 3 (Remarks at round table 3)\t\t2021-04-27\tNNIRR (for Latin American Bloc on Migration)\tnnirr-2021-04-27",
        ),
        (["show", "marrakech"], "title\tIntergovernmental Conference, Marrakech"),
    ],
)
def test_the_first_line_in_a_pipe(command: list[str], line: str, sample: Path, run: Run) -> None:
    result = run(*command, "--records", sample, *DAY)
    assert (result.code, result.lines[0], result.err) == (0, line, "")


@pytest.mark.parametrize("command", LISTINGS.values(), ids=LISTINGS)
def test_every_listing_gives_json(command: list[str], sample: Path, run: Run) -> None:
    result = run(*command, "--records", sample, *DAY, "--json")
    assert (result.code, result.err) == (0, "")
    shape = json.loads(result.out)
    assert (shape["format"], shape["version"], shape["view"]) == ("gcmtrack", 1, command[0])
    ids = [record["id"] for record in shape["records"]]
    assert ids
    if command[0] != "show":
        assert ids == run(*command, "--records", sample, *DAY).ids


@pytest.mark.parametrize(("command", "said"), [
    (["events", "--past"], "there are no past events"),
    (["events", "--org", "wimn"], "no events match"),
    (["timeline", "--phase", "review"], "no milestones match"),
    (["statements", "--lang", "es"], "no statements match"),
    (["documents"], "there are no documents"),
    (["search", "compact"], "no records match"),
    (["organisations", "--type", "state"], "no organisations match; 1 without --type"),
    (["organisations", "--type", "state", "network"], "no organisations match; 1 without --type"),
    (["topics"], "there are no topics"),
    (["objectives", "12", "--objective", "13"], "no objectives match"),
])  # fmt: skip
def test_an_empty_listing_says_so_on_standard_error(
    command: list[str], said: str, folder: FolderMaker, run: Run
) -> None:
    root = folder(organisation())
    result = run(*command, "--records", root)
    assert result == (0, "", f"gcmtrack: {said}\n")
    assert json.loads(run(*command, "--records", root, "--json").out)["records"] == []


EMPTY = "gcmtrack: there are no records yet; add one with: gcmtrack add-milestone --records {folder}\n"


@pytest.mark.parametrize(
    "command", ["events", "timeline", "statements", "documents", "search x", "organisations", "topics"]
)
def test_an_empty_folder_says_how_to_begin(command: str, folder: FolderMaker, run: Run) -> None:
    assert run(*command.split(), "--records", folder()) == (0, "", EMPTY.format(folder=folder()))


@pytest.mark.parametrize("command", LISTINGS.values(), ids=LISTINGS)
@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        (b"title = ", ", 1 record left out"),
        (b'title = "M\xe9xico"', ", 1 record left out"),
        (
            BROKEN.encode() + b'type = "forum"\nphase = "review"\ndate = "2018"\nzzz = 1',
            ", 1 record left out",
        ),
        (BROKEN.encode() + b'type = "forum"\nphase = "review"\ndate = "2018"\npart_of = "gone"', ""),
    ],
    ids=["bad TOML", "bad UTF-8", "unknown key", "dangling id"],
)
def test_a_broken_record_leaves_the_views_working(
    command: list[str], content: bytes, left_out: str, folder: FolderMaker, run: Run
) -> None:
    root = folder(*SAMPLE, milestones={"broken": content})
    result = run(*command, "--records", root, *DAY)
    assert result.code == 0
    assert result.lines
    assert result.err == (
        f"gcmtrack: 1 problem in the records{left_out}; see them with: gcmtrack check --records {root}\n"
    )


def test_a_statement_is_found_by_issuer_cosigner_and_on_whose_behalf_once(
    folder: FolderMaker, run: Run
) -> None:
    root = folder(
        organisation("nnirr", name="National Network", acronym="NNIRR", aliases=["La Red"]),
        organisation("bloque", name="Bloque"),
        statement("a-issued", organisations=["nnirr", "bloque"], cosigners=["nnirr"], on_behalf_of=["nnirr"]),
        statement("b-cosigned", organisations=["bloque"], cosigners=["nnirr"]),
        statement("c-in-name", organisations=["bloque"], on_behalf_of=["nnirr"]),
        statement("d-other", organisations=["bloque"]),
    )
    for name in ("nnirr", "NNIRR", "la red", "NATIONAL network"):
        assert run("statements", "--records", root, "--org", name).ids == [
            "a-issued",
            "b-cosigned",
            "c-in-name",
        ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["statements", "--org", "nnir"], "unknown organisation 'nnir', did you mean 'nnirr'?"),
        (["events", "--objective", "24"], "there is no objective '24'; the Compact has objectives 1 to 23"),
        (["events", "--today", "2018-07"], "--today wants a day, such as 2018-07-20, not '2018-07'"),
        (["events", "--today", "10/12/2017"], "--today: '10/12/2017' can be read two ways; write 2017-12-10 or 2017-10-12"),
        (["events", "--since", ""], "--since: the date is empty; write a year, a month or a day, such as 2018, 2018-07 or 2018-07-13"),
        (["events", "--kind", "statement"], "unknown kind 'statement'; use deadline, decision, document or event"),
        (["show", "marakech"], "unknown record 'marakech', did you mean 'marrakech'?"),
        (["show", "thematic-session"], "'thematic-session' can mean 3 records; give the id\n  thematic-sessions   May–October 2017  Informal thematic sessions\n  thematic-session-1  8–9 May 2017  First informal thematic session: human rights of all migrants\n  thematic-session-6  12–13 October 2017  Sixth informal thematic session: irregular migration and regular pathways, including decent work, labour mobility and recognition of skills"),
        (["search"], "say what to search for, as in: gcmtrack search regularization"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("sample")
def test_misuse_ends_with_2_and_one_sentence(command: list[str], said: str, run: Run) -> None:
    assert run(*command) == (2, "", f"gcmtrack: {said}\n")


def test_an_ambiguous_acronym_lists_the_candidates(folder: FolderMaker, run: Run) -> None:
    root = folder(organisation("mixed-migration", acronym="MMC"), organisation("mission", acronym="MMC"))
    result = run("statements", "--records", root, "--org", "mmc")
    assert result == (
        2,
        "",
        "gcmtrack: 'mmc' can mean 2 records; give the id\n  mission          Women in Migration Network\n  mixed-migration  Women in Migration Network\n",
    )


@pytest.mark.parametrize("args", [["evnts"], ["events", "--zzz"], ["show"]])
def test_an_unknown_command_or_option_ends_with_2(args: list[str], run: Run) -> None:
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    if args == ["evnts"]:
        assert "unknown command 'evnts', did you mean 'events'" in result.err


NO_FOLDER = [
    ("nowhere", "there is no folder 'nowhere'; make one with: gcmtrack init nowhere"),
    ("a-file", "there is no folder 'a-file'; make one with: gcmtrack init a-file"),
    (
        "empty",
        "'empty' holds no records: it has no folder milestones, statements or organisations; make them with: gcmtrack init empty",
    ),
]


@pytest.mark.parametrize(
    "command", [*LISTINGS.values(), ["objectives"], ["check"], ["fmt"], ["export", "-f", "csv"]]
)
@pytest.mark.parametrize(("place", "said"), NO_FOLDER, ids=[case[0] for case in NO_FOLDER])
def test_a_folder_without_records_ends_with_1(
    command: list[str], place: str, said: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a-file").write_text("")
    assert run(*command, "--records", place) == (1, "", f"gcmtrack: {said}\n")
    monkeypatch.setenv("GCMTRACK_RECORDS", place)
    assert run(*command) == (1, "", f"gcmtrack: {said}\n")


def test_a_symbol_shows_its_record(sample: Path, run: Run) -> None:
    assert run("show", "A/RES/73/195", "--records", sample).lines[1].startswith("record\ta-res-73-195 ·")


def test_the_start_of_an_id_is_enough(sample: Path, run: Run) -> None:
    assert (
        run("show", "marr", "--records", sample).lines[0] == "title\tIntergovernmental Conference, Marrakech"
    )


def test_records_are_found_by_environment_and_upward(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The folder `records` lies where the program runs; then a far folder is named by the environment."""
    assert run("documents").ids == ["zero-draft", "draft-rev-3", "a-res-73-195"]
    far = tmp_path / "far" / "deep"
    far.mkdir(parents=True)
    monkeypatch.chdir("/")
    monkeypatch.setenv("GCMTRACK_RECORDS", str(sample))
    assert run("documents").ids == ["zero-draft", "draft-rev-3", "a-res-73-195"]


def test_without_any_folder_the_shipped_records_answer(run: Run) -> None:
    result = run("show", "marrakech-conference")
    assert result.code == 0


FILTERED: dict[str, dict[str, list[str]]] = {
    "events": {
        "--since 2018-07-20 --until 2018-12": ["network", "input-deadline", "marrakech"],
        "--phase consultation --country CH": ["thematic-session-6", "thematic-session-1"],
        "--on thematic-sessions": ["thematic-sessions", "thematic-session-6", "thematic-session-1"],
        "--region latin-america-caribbean": ["review-lac"],
        "--org ECLAC": ["review-lac"],
        "geneva": ["thematic-session-6", "thematic-session-1"],
        "--org nnirr": [],
    },
    "timeline": {
        "--since 2018-07-20 --until 2018-12": ["input-deadline", "marrakech", "a-res-73-195", "network"],
        "--within 3m": ["draft-rev-3", "input-deadline", "network"],
        "--kind document --kind decision": ["zero-draft", "draft-rev-3", "a-res-73-195"],
        "--type thematic-session geneva": ["thematic-session-1", "thematic-session-6"],
        "--objective 5": [],
    },
    "statements": {
        "--lang es": ["nnirr-2021-04-27"],
        "--org nnirr": ["nnirr-2019-01", "nnirr-2021-04-27"],
        "--on thematic-sessions": ["wimn-2017-05", "nnirr-2019-01"],
        "--phase review --kind remarks": ["nnirr-2021-04-27"],
        "--country US --since 2021": ["nnirr-2021-04-27"],
        "--country CH": [],
    },
    "documents": {
        "--until 2018-03": ["zero-draft"],
        "rev": ["draft-rev-3"],
        "--phase adoption": ["a-res-73-195"],
        "--lang es": ["a-res-73-195"],
        "--lang pt": [],
    },
    "search compact": {
        "": ["draft-rev-3", "a-res-73-195", "nnirr-2019-01"],
        "--org nnirr": ["nnirr-2019-01"],
        "--kind document": ["draft-rev-3"],
        "--since 2018-07-20": ["a-res-73-195", "nnirr-2019-01"],
        "geneva": [],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "filters", "ids"),
    [(command, filters, ids) for command, cases in FILTERED.items() for filters, ids in cases.items()],
)
def test_filters_work_on_every_listing(
    command: str, filters: str, ids: list[str], sample: Path, run: Run
) -> None:
    result = run(*command.split(), *filters.split(), "--records", sample, *DAY)
    assert (result.code, result.ids) == (0, ids)
    assert (result.err == "") == bool(ids)
    shape = json.loads(run(*command.split(), *filters.split(), "--records", sample, *DAY, "--json").out)
    assert [record["id"] for record in shape["records"]] == ids


def test_deadlines_are_events_and_documents_come_with_kind(sample: Path, run: Run) -> None:
    assert "input-deadline" in run("events", "--records", sample, *DAY).ids
    assert run("events", "--records", sample, "--kind", "document").ids == ["draft-rev-3", "zero-draft"]


def test_timeline_folds_and_lists_statements(sample: Path, run: Run) -> None:
    ids = run("timeline", "--records", sample, "--phase", "consultation", "--statements").ids
    assert ids == [
        "thematic-sessions",
        "wimn-2017-05",
        "thematic-session-1",
        "thematic-session-6",
        "nnirr-2019-01",
    ]
    folded = run("timeline", "--records", sample, "--phase", "consultation", "--fold").lines
    assert [line.split("\t")[-4:] for line in folded] == [["2", "", "", "thematic-sessions"]]


def test_init_makes_a_folder_of_the_shipped_records(run: Run, tmp_path: Path) -> None:
    result = run("init", "records", "--copy")
    assert (result.code, result.out) == (0, "records\n")
    assert result.err.startswith("gcmtrack: ")
    made = tmp_path / "records"
    shipped = {p.relative_to(SHIPPED) for p in SHIPPED.glob("*/*.toml")}
    assert {p.relative_to(made) for p in made.glob("*/*.toml")} == shipped
    again = run("init", "records")
    assert again == (1, "", "gcmtrack: 'records' is not empty; give the name of a new folder\n")


def test_init_empty_makes_a_folder_that_works(run: Run, tmp_path: Path) -> None:
    assert run("init", "records", "--empty").code == 0
    assert sorted(p.name for p in (tmp_path / "records").iterdir()) == [
        ".gitattributes",
        ".gitignore",
        ".taplo.toml",
        "README.md",
        "milestones",
        "organisations",
        "statements",
    ]
    assert run("events", "--records", "records") == (0, "", EMPTY.format(folder="records"))


def test_init_works_in_a_fresh_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    theirs = {
        ".gitignore": "*.tmp\n.env\n",
        ".gitattributes": "*.png binary",
        "README.md": "Ours\n",
        "LICENSE": "MIT\n",
    }
    for name, text in theirs.items():
        (tmp_path / name).write_text(text)
    done = run("init", ".", "--copy")
    assert (done.code, done.out) == (0, ".\n")
    assert done.err.endswith(" records in .; keep it in git: git add .\n")
    made = {name: (tmp_path / name).read_text() for name in theirs}
    assert made == {**theirs, ".gitattributes": "*.png binary\n*.toml text eol=lf\n"}
    assert run("check").code == 0


def test_what_an_editor_formats_on_saving_is_canonical(run: Run, tmp_path: Path) -> None:
    taplo = shutil.which("taplo", path=str(Path(sys.executable).parent))
    if taplo is None:
        pytest.skip("needs taplo")
    run("init", "records", "--copy")
    before = {path: path.read_bytes() for path in tmp_path.glob("records/*/*.toml")}
    subprocess.run([taplo, "fmt"], cwd=tmp_path / "records", check=True, capture_output=True)
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_of_ones_own_is_found_from_within(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("init", "my-network", "--empty")
    monkeypatch.chdir(tmp_path / "my-network")
    assert run("events").out == ""


@pytest.mark.parametrize("options", [[], ["--empty"], ["--copy"]])
@pytest.mark.parametrize("is_there", [True, False])
def test_init_that_fails_can_be_tried_again(
    options: list[str], is_there: bool, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk it left half a folder, which was "not empty" when there was room again."""
    if is_there:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / ".gitignore").write_text("build/")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("gcmtrack.store.atomic.move", full)
        done = run("init", "mine", *options)
        assert (done.code, done.out) == (1, "")
        assert "the disk is full" in done.err
    assert [path.name for path in tmp_path.glob("mine/*")] == ([".gitignore"] if is_there else [])
    assert not is_there or (tmp_path / "mine" / ".gitignore").read_text() == "build/"
    assert run("init", "mine", *options).code == 0


@pytest.mark.parametrize("options", [[], ["--empty"]])
def test_init_refuses_what_is_there(options: list[str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    (tmp_path / "link").symlink_to("full")
    for name in ("file", "full", "link"):
        assert run("init", name, *options) == (
            1,
            "",
            f"gcmtrack: {name!r} is not empty; give the name of a new folder\n",
        )
    assert run("init", "file/new", *options) == (
        1,
        "",
        "gcmtrack: cannot make 'file/new': 'file' is not a folder\n",
    )
    assert (tmp_path / "file").read_text() == "mine"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"gcmtrack {__version__}\n", "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_help_lists_the_commands(run: Run) -> None:
    listed = run("--help")
    assert (listed.code, listed.err) == (0, "")
    assert run("-h") == listed
    named = re.findall(r"^  ([a-z-]+)  +\S", listed.out.partition("Look:")[2], re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)


# ID must be given, [KIND] may be, and so may [IDS]..., any number of them.
USAGE = r"Usage: gcmtrack( [a-z-]+)? \[OPTIONS\]( [A-Z-]+)*( \[[A-Z|]+\])*( \[[A-Z]+S\]\.\.\.)?"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, run: Run, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """What --help says, to the byte; `pytest --renew-golden` when it changes on purpose."""
    monkeypatch.setenv("COLUMNS", "100")
    result = run(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert run(*command.split(), "-h") == result
    assert re.fullmatch(USAGE, result.out.partition("\n")[0])
    if "\nArguments:\n" in result.out and TYPER >= (0, 29):
        pytest.skip("Typer words the arguments in another way from 0.29 on")
    golden(f"help-{command or 'gcmtrack'}.txt", result.out)


def test_the_reader_of_a_pipe_may_leave(tmp_path: Path) -> None:
    """`gcmtrack timeline | head -1` is quiet."""
    command = [sys.executable, "-m", "gcmtrack", "timeline", "--statements", "--records", str(SHIPPED)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert err == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence(sample: Path, tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gcmtrack", "events", "--records", str(sample)],
            stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"gcmtrack: cannot write the output: No space left on device\n"


def test_a_sentence_about_a_list_stands_below_it_where_both_go_to_one_file(
    sample: Path, tmp_path: Path
) -> None:
    """`gcmtrack events > log 2>&1` told first how many are past, and then what comes."""
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", "events", "--records", str(sample), "--today", "2018-12-01"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=tmp_path, env=environment(), check=True,
    )  # fmt: skip
    *listed, said = done.stdout.decode().splitlines()
    assert listed
    assert all("\t" in line for line in listed)
    assert re.fullmatch(r"gcmtrack: \d+ past: --past", said)


def test_names_survive_a_locale_without_them(sample: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gcmtrack", "events", "--records", str(sample), "--past", *DAY],
        capture_output=True, cwd=tmp_path, env=environment(PYTHONIOENCODING="cp1252", PYTHONUTF8="0"), check=True,
    )  # fmt: skip
    assert "12–13 October 2017" in done.stdout.decode("utf-8")


def test_the_same_records_give_the_same_bytes(folder: FolderMaker, run: Run) -> None:
    """The order never depends on the order in which files were made."""
    same_day = [milestone(f"m-{name}", title="Same", date="2018-07-13") for name in "cab"]
    root = folder(*same_day)
    first = run("timeline", "--records", root, *DAY).ids
    assert first == ["m-a", "m-b", "m-c"]
