"""What Windows and macOS do otherwise, as far as another system can play them: paths, names, line ends, open files."""

import errno
import io
import ntpath
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

import bare_system
from builders import milestone, organisation, records, statement
from conftest import SHIPPED, FolderMaker, Result, environment
from gcmtrack.cli import editor, streams
from gcmtrack.errors import WriteRefused
from gcmtrack.formats import sarif
from gcmtrack.input.lookup import find_record
from gcmtrack.model.ids import RESERVED, is_id
from gcmtrack.model.records import Milestone
from gcmtrack.site import folder as site
from gcmtrack.store import atomic, listing, own_files, snapshot, transaction
from sample import SAMPLE

Run = Callable[..., Result]
TODAY = ("--today", "2026-11-22")
BARE = Path(bare_system.__file__)


# A system without what POSIX has.

ADDED = (
    "add-statement", "--org", "wimn", "--title", "WIMN on the Compact", "--date", "2018-07-13",
    "--kind", "statement", "--lang", "en", "--source-title", "News", "--source-url", "https://wimn.example/news",
)  # fmt: skip
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("events", "--past"),
    ("timeline", "--json"),
    ADDED,
    ("edit", "wimn", "--set", "country=US"),
    ("rename", "wimn", "women-in-migration"),
    ("show", "women-in-migration"),
    ("remove", "wimn-2018-07-13-wimn-compact"),
    ("fmt", "--check"),
    ("check",),
    ("export", "--format", "csv"),
    ("site", "public"),
    ("init", "mine"),
)


def _both(folder: FolderMaker, tmp_path: Path, interpreter: list[str]) -> list[tuple[int, bytes, bytes]]:
    """What each of the commands says, one after the other in one folder, and the files that are there at the end."""
    folder(*SAMPLE)
    said: list[tuple[int, bytes, bytes]] = []
    for command in COMMANDS:
        name, *rest = command
        day = () if name in ("rename", "fmt", "init", "remove", "export") else TODAY
        done = subprocess.run(
            [sys.executable, *interpreter, name, *rest, *day],
            cwd=tmp_path,
            capture_output=True,
            env=environment(PYTHONWARNDEFAULTENCODING="1", XDG_CACHE_HOME=str(tmp_path / "cache")),
            timeout=60,
            check=False,
        )
        said.append((done.returncode, done.stdout, done.stderr))
    files = sorted(file for file in tmp_path.rglob("*") if file.is_file() and "cache" not in file.parts)
    return said + [(0, str(file.relative_to(tmp_path)).encode(), file.read_bytes()) for file in files]


def test_all_goes_well_without_what_posix_has(
    folder: FolderMaker, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    bare = _both(folder, tmp_path, [str(BARE)])
    assert [code for code, *_ in bare[: len(COMMANDS)]] == [0] * len(COMMANDS), bare[: len(COMMANDS)]
    for there in tmp_path.iterdir():
        shutil.rmtree(there)
    assert _both(folder, tmp_path, ["-m", "gcmtrack"]) == bare


def test_a_second_writer_is_held_off_by_a_locked_byte(folder: FolderMaker, tmp_path: Path) -> None:
    """One process has the folder; another, both with locks as on Windows, waits and says so."""
    root = folder(*SAMPLE)
    holder = (
        "import sys; sys.path.insert(0, sys.argv[1]); import bare_system; bare_system.strip()\n"
        "from pathlib import Path; from gcmtrack.store.lock import locked\n"
        "with locked(Path(sys.argv[2])): print('mine', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(BARE.parent), str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == b"mine\n"
        done = subprocess.run(
            [sys.executable, str(BARE), "edit", "wimn", "--set", "country=US", *TODAY],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        holding.communicate(timeout=60)
    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (
        1,
        f"gcmtrack: another gcmtrack is writing in {str(root)!r}; nothing was written, do it again",
    )
    assert not (root / ".gcmtrack.lock.tmp").exists()


# Files that another program has open.


def _held(number: int) -> PermissionError:
    """What Windows raises for a file that another program has open."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


class Holding:
    """A program that has a file open for so many tries to move or remove it."""

    def __init__(self, name: str, tries: int, number: int, patch: pytest.MonkeyPatch) -> None:
        self.tries, self.number = tries, number
        self.acted = getattr(os, name)
        patch.setattr(os, name, self)

    def __call__(self, *paths: object) -> None:
        self.tries -= 1
        if self.tries >= 0 and str(paths[-1]).endswith("a.toml"):
            raise _held(self.number)
        self.acted(*paths)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_what_is_open_for_a_moment_is_waited_for(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.toml").write_bytes(b"one")
    Holding("replace", 3, number, monkeypatch)
    atomic.replace(tmp_path / "a.toml", b"two")
    assert (tmp_path / "a.toml").read_bytes() == b"two"
    Holding("unlink", 3, number, monkeypatch)
    atomic.remove(tmp_path / "a.toml")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["replace", "unlink"])
def test_what_stays_open_is_said_in_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"one")
    monkeypatch.setattr(atomic, "_PATIENCE", 0.05)
    Holding(name, 10_000, 32, monkeypatch)
    with pytest.raises(WriteRefused) as refused:
        atomic.replace(file, b"two") if name == "replace" else atomic.remove(file)
    assert str(refused.value) == (
        f"cannot write {str(file)!r}: another program has it open, or permission is denied;"
        " close it there and do it again"
    )
    assert file.read_bytes() == b"one"


def test_of_several_files_none_is_written_when_one_stays_open(
    folder: FolderMaker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(milestone("a", part_of="b"), milestone("b"), milestone("c", part_of="b"))
    before = {file: file.read_bytes() for file in root.rglob("*.toml")}
    monkeypatch.setattr(atomic, "_PATIENCE", 0.05)
    Holding("replace", 10_000, 5, monkeypatch)
    done = run("rename", "b", "z", "--records", root)
    assert done.code == 1
    assert "another program has it open" in done.err
    assert {file: file.read_bytes() for file in root.rglob("*.toml")} == before


def test_a_page_of_a_site_that_is_open_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content in (b"one", b"two"):
        with site.site_folder(tmp_path / "public") as made:
            Holding("replace", 2, 32, monkeypatch)
            made.put("a.toml", content)
    assert (tmp_path / "public" / "a.toml").read_bytes() == b"two"


def test_a_permission_that_is_denied_elsewhere_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def replace(*_: object) -> None:
        tried.append(1)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(WriteRefused, match="permission denied; choose another place or make it writable"):
        atomic.replace(tmp_path / "a.toml", b"one")
    assert tried == [1]


def test_a_snapshot_is_not_kept_open_where_it_could_not_be_replaced(
    folder: FolderMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gcmtrack.store.load import load

    root = folder(*SAMPLE)
    expected = list(load(root, str(tmp_path / "cache")).records.milestones.values())

    def mapped(*_: object, **__: object) -> None:
        raise AssertionError("it was mapped")

    monkeypatch.setattr("mmap.mmap", mapped)
    monkeypatch.setattr(own_files, "os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    file = snapshot._file_of(str(tmp_path / "cache"), os.path.realpath(root))
    assert len(own_files.mapped(file)) == os.path.getsize(file)
    monkeypatch.undo()
    assert list(load(root, str(tmp_path / "cache")).records.milestones.values()) == expected


# Paths.


@pytest.mark.parametrize(
    "path",
    [
        r"records\milestones\final-draft.toml",
        r"C:\Users\Ana María\records\milestones\final-draft.toml:12",
        r"\\server\share\records\milestones\final-draft.toml",
        r"milestones\final-draft",
        r".\final-draft.toml",
        "C:/records/milestones/final-draft.toml",
    ],
)
def test_a_record_is_found_by_a_path_of_windows(path: str) -> None:
    found = find_record(records(milestone("final-draft"), milestone("other")), path)
    assert found.id == "final-draft"


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        (r"C:\records\milestones", r"C:\records", True),
        (r"c:\Records\milestones", r"C:\records", True),
        (r"C:\records", r"C:\records", True),
        (r"C:\records-of-others", r"C:\records", False),
        (r"D:\milestones", r"C:\records", False),
        (r"\\server\share\records", r"C:\records", False),
        (r"C:\records", "C:\\", True),
    ],
)
def test_what_lies_inside_is_told_across_drives(
    path: str, folder: str, inside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "os", SimpleNamespace(path=ntpath))
    assert listing.is_inside(path, folder) is inside


def test_what_a_note_names_has_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network folder a machine of another kind may take back what a killed writer began."""
    monkeypatch.setattr(transaction, "os", SimpleNamespace(path=ntpath))
    monkeypatch.setattr(transaction, "Path", PureWindowsPath)
    way = transaction._way(PureWindowsPath(r"C:\r\milestones\a.toml"), PureWindowsPath(r"C:\r"))  # type: ignore[arg-type]
    assert way == "milestones/a.toml"


def test_a_page_on_a_drive_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "PurePath", PureWindowsPath)
    assert sarif._uri(r"C:\site\a page.html") == "file:///C:/site/a%20page.html"
    assert sarif._uri(r"site\a page.html") == "site/a%20page.html"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (r"C:\Tools\vim.exe -f", ["C:\\Tools\\vim.exe", "-f"]),
        (r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst', ["C:\\Program Files\\Notepad++\\notepad++.exe", "-multiInst"]),
        ("notepad", ["notepad"]),
    ],
)  # fmt: skip
def test_an_editor_is_named_by_a_path_of_windows(
    chosen: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "os", SimpleNamespace(name="nt"))
    assert editor._words(chosen) == words


# Names.


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_of_a_device_is_refused_and_told(name: str, folder: FolderMaker, run: Run) -> None:
    root = folder(organisation("wimn"))
    refused = run(
        "add-organisation", "--records", root, "--id", name, "--name", "Some Network", "--type", "civil-society",
        "--source-title", "A source", "--source-url", "https://example.org/s", *TODAY,
    )  # fmt: skip
    assert (refused.code, refused.err) == (
        2,
        f"gcmtrack: {name!r} is a name that Windows keeps for itself; choose another\n",
    )
    (root / "organisations" / "wimn.toml").rename(root / "organisations" / f"{name}.toml")
    told = run("check", "bad-id", "--records", root, *TODAY)
    assert told.code == 1
    assert told.out == (
        f"records/organisations/{name}.toml:1: Windows keeps the name {name!r} for itself, with any ending;"
        f" rename the file, as to {name}-organisation.toml [bad-id]\n"
    )


def test_an_acronym_that_is_a_device_gets_a_longer_id(folder: FolderMaker, run: Run) -> None:
    root = folder(organisation("wimn"))
    done = run(
        "add-organisation", "--records", root, "--name", "Coalition of Networks", "--acronym", "CON",
        "--type", "civil-society", "--source-title", "A source", "--source-url", "https://example.org/s", *TODAY,
    )  # fmt: skip
    assert (done.code, done.out) == (0, "records/organisations/con-organisation.toml\n"), done.err


# What Windows lets stand in no name, and a point or a space at its end.
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]$')


def _portable(names: list[str]) -> list[str]:
    """The paths that some system refuses, or takes for another of them."""
    wrong = [
        name
        for name in names
        if any(
            _REFUSED.search(part) or part.lower().partition(".")[0] in RESERVED for part in name.split("/")
        )
        or len(name) > 180
    ]
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            wrong.append(f"{other} and {name}")
    return wrong


def test_every_file_of_a_site_can_stand_on_every_system(run: Run, tmp_path: Path) -> None:
    assert run("site", "public", "--records", SHIPPED, *TODAY).code == 0
    names = [path.relative_to(tmp_path / "public").as_posix() for path in (tmp_path / "public").rglob("*")]
    assert len(names) > 1000
    assert _portable(names) == []


def test_every_file_of_the_project_can_stand_on_every_system() -> None:
    root = SHIPPED.parent
    names = [
        path.relative_to(root).as_posix()
        for top in ("src", "records", "tests", "docs")
        for path in (root / top).rglob("*")
        if not {"__pycache__", ".hypothesis"} & set(path.parts)
    ]
    assert len(names) > 2000
    assert _portable(names) == []
    assert _portable(["a/CON.toml", "a/b:c", "a/b.", "x/É", "x/e\N{COMBINING ACUTE ACCENT}"]) == [
        "a/CON.toml",
        "a/b:c",
        "a/b.",
        "x/É and x/e\N{COMBINING ACUTE ACCENT}",
    ]
    assert not any(is_id(name) for name in ("É", "a.b", "A", "a b"))


def test_where_case_does_not_matter_another_spelling_is_told_once(folder: FolderMaker, run: Run) -> None:
    """macOS and Windows open `Wimn.toml` as `wimn.toml`; the file is listed under the one name that it has."""
    root = folder(milestone(), organisations={"Wimn": 'name = "Women in Migration Network"\n'})
    told = run("check", "bad-id", "--records", root, *TODAY)
    assert told.out == (
        "records/organisations/Wimn.toml:1: a file name is small letters, digits and single hyphens;"
        " rename it to wimn.toml [bad-id]\n"
    )


def test_letters_taken_apart_are_put_together(folder: FolderMaker, run: Run) -> None:
    """macOS hands on names and what is dragged from the Finder in NFD."""
    root = folder(organisation("wimn"))
    title = unicodedata.normalize("NFD", "Déclaration sur la détention")
    done = run(*_with(ADDED, "--title", title), "--records", root, *TODAY)
    assert done.code == 0, done.err
    (file,) = (root / "statements").iterdir()
    assert 'title = "Déclaration sur la détention"' in file.read_text(encoding="utf-8")
    assert file.name == "wimn-2018-07-13-declaration-sur-detention.toml"
    again = run(*_with(ADDED, "--title", "Déclaration sur la détention"), "--records", root, *TODAY)
    assert again.code == 1
    for words in ("détention", unicodedata.normalize("NFD", "détention"), "detention"):
        assert run("search", words, "--records", root).ids == [file.stem]


def test_a_title_in_nfd_in_a_file_is_found_and_is_the_same(folder: FolderMaker, run: Run) -> None:
    taken_apart = unicodedata.normalize("NFD", "Una declaración")
    root = folder(
        organisation("wimn"), statement("a", title=taken_apart), statement("b", title="Una declaración")
    )
    assert run("search", "declaración", "--records", root).ids == ["a", "b"]
    told = run("check", "same-statement", "--records", root, *TODAY)
    assert told.code == 1
    assert "same-statement" in told.out


def _with(command: tuple[str, ...], option: str, value: str) -> tuple[str, ...]:
    at = command.index(option) + 1
    return (*command[:at], value, *command[at + 1 :])


@pytest.mark.parametrize("name", ["Registros de María", "récords"])
def test_a_folder_whose_name_is_taken_apart(name: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / unicodedata.normalize("NFD", name)
    assert run("init", folder, "--empty").code == 0
    assert run("add-organisation", "--records", folder, "--name", "A", "--type", "civil-society", "--source-title", "S", "--source-url", "https://example.org/", *TODAY).code == 0  # fmt: skip
    assert run("check", "--records", folder, *TODAY).code == 0


# Line ends and encodings.


def test_line_ends_of_windows_live_on(folder: FolderMaker, run: Run) -> None:
    from gcmtrack.store import toml_text

    record = milestone("a", title="A meeting", topics=["detention"])
    assert isinstance(record, Milestone)
    windows = toml_text.render(record).replace("\n", "\r\n").encode()
    root = folder(milestones={"a": windows})
    assert run("check", "--records", root, "--today", "2018-07-20").out == ""
    assert run("fmt", "--check", "--records", root).code == 0
    assert (
        run("edit", "a", "--set", "city=Geneva", "--add", "topics=women", "--records", root, *TODAY).code == 0
    )
    raw = (root / "milestones" / "a.toml").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5
    assert b'city = "Geneva"\r\n' in raw


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-16"])
@pytest.mark.parametrize("command", [("organisations",), ("timeline",), ("show", "bloque"), ("--help",)])
def test_a_pipe_gets_utf_8_whatever_the_system_has(
    command: tuple[str, ...], encoding: str, folder: FolderMaker, run_subprocess: Run
) -> None:
    folder(*SAMPLE)
    plain = run_subprocess(*command)
    assert plain.code == 0
    assert run_subprocess(*command, PYTHONIOENCODING=encoding, LC_ALL="C") == plain
    assert command[0] in ("organisations", "--help") or not plain.out.isascii()


@pytest.mark.parametrize("on_terminal", [True, False])
def test_only_a_terminal_gets_line_ends_of_its_own(
    on_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream(io.BytesIO):
        def isatty(self) -> bool:
            return on_terminal

    written = Stream()
    # What Python makes on Windows: an old encoding, and its own line ends.
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "cp1252", newline="\r\n"))
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    streams.prepare()
    print("Łódź\nNiš")
    sys.stdout.flush()
    assert written.getvalue() == "Łódź\nNiš\n".encode()
