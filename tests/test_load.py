"""Loading a folder: the good records, and everything that is wrong, with its place."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import milestone, organisation, statement
from conftest import FolderMaker
from gcmtrack.errors import NoRecordsFolder
from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import Folder
from gcmtrack.store import folder as records_folder
from gcmtrack.store.folder import find_folder, shipped_folder
from gcmtrack.store.load import load, load_from
from gcmtrack.store.sources import RecordText

GOOD = milestone("good")
TEXT = 'title = "T"\nkind = "event"\ntype = "forum"\nphase = "review"\ndate = "2018"\n'


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in load(folder).problems]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            TEXT.replace('"T"', '"M\xe9xico"').encode("latin-1"),
            "milestones/bad.toml:1: byte 0xe9 is not UTF-8; save the file as UTF-8 [syntax]",
        ),
        (
            b'title = "T\x00"\n',
            "milestones/bad.toml:1: a control character stands in the text; take it out [syntax]",
        ),
        (
            TEXT.encode("utf-16"),
            "milestones/bad.toml:1: byte 0xff is not UTF-8; save the file as UTF-8 [syntax]",
        ),
        (
            (TEXT + "date = 2018-07").encode(),
            'milestones/bad.toml:6: a date must stand in quotes: date = "2018-07" [syntax]',
        ),
        (
            (TEXT + 'titel = "x"\n').encode(),
            "milestones/bad.toml:6: unknown key 'titel', did you mean 'title' or 'titles'? [unknown-key]",
        ),
    ],
)
def test_a_broken_file_costs_only_itself(folder: FolderMaker, content: bytes, problem: str) -> None:
    root = folder(GOOD, milestones={"bad": content})
    loaded = load(root)
    assert [str(p) for p in loaded.problems] == [problem]
    assert (list(loaded.records.milestones), loaded.left_out) == (["good"], 1)


def test_an_empty_file_lacks_every_needed_key(folder: FolderMaker) -> None:
    assert [line.split(" [")[-1] for line in problems(folder(milestones={"bad": ""}))] == ["missing-key]"] * 5


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode(), TEXT.strip().encode()],
    ids=["byte order mark", "CRLF", "no line end"],
)
def test_what_editors_do_is_no_problem(folder: FolderMaker, content: bytes) -> None:
    root = folder(milestones={"x": content})
    assert problems(root) == []
    assert list(load(root).records.milestones) == ["x"]


def test_all_problems_come_in_one_run_sorted_by_place(folder: FolderMaker) -> None:
    root = folder(
        statement("s", organisations=["wimm"], milestone="nowhere"),
        organisation("wimn"),
        milestones={"b": TEXT + 'topics = ["A"]\n\n[[links]]\nurl = "ftp://x"\n', "a": "title = "},
    )
    assert problems(root) == [
        "milestones/a.toml:1: nothing stands after the =; write a value, or take the line out [syntax]",
        "milestones/b.toml:6: 'A' is not a topic: small letters, digits and single hyphens; did you mean 'a'? [bad-topic]",
        "milestones/b.toml:9: 'url' must be a web address (http or https), not 'ftp://x' [bad-link]",
        "statements/s.toml:4: unknown organisation 'wimm', did you mean 'wimn'? [unknown-reference]",
        "statements/s.toml:5: unknown milestone 'nowhere'; see them with: gcmtrack timeline [unknown-reference]",
    ]


def test_a_record_that_names_an_unknown_one_is_kept(folder: FolderMaker) -> None:
    loaded = load(folder(milestone("child", part_of="nowhere")))
    assert list(loaded.records.milestones) == ["child"]
    assert loaded.left_out == 0
    assert [p.check for p in loaded.problems] == ["unknown-reference"]


def test_a_directory_with_the_name_of_a_record(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "milestones" / "dir.toml").mkdir()
    assert problems(root) == ["milestones/dir.toml: this is not a file [unreadable]"]


def test_a_link_out_of_the_folder_is_not_followed(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(GOOD)
    (tmp_path / "secret.toml").write_text(TEXT)
    (root / "milestones" / "out.toml").symlink_to(tmp_path / "secret.toml")
    assert problems(root) == [
        "milestones/out.toml: the file is a link that leads out of the records folder [outside-folder]"
    ]
    assert list(load(root).records.milestones) == ["good"]


def test_a_link_to_nothing(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "milestones" / "gone.toml").symlink_to(root / "milestones" / "nothing.toml")
    assert problems(root) == ["milestones/gone.toml: this is not a file [unreadable]"]


def test_a_link_to_itself(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "milestones" / "loop.toml").symlink_to("loop.toml")
    assert problems(root) == ["milestones/loop.toml: this is not a file [unreadable]"]


def test_a_file_that_cannot_be_read(folder: FolderMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read every file, so the system is made to refuse."""
    root = folder(GOOD, milestones={"bad": TEXT})

    def refused(file: str, *, follow: bool = True) -> bytes:
        if file.endswith("bad.toml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return Path(file).read_bytes()

    monkeypatch.setattr("gcmtrack.store.regular_file.read_bytes", refused)
    assert problems(root) == ["milestones/bad.toml: cannot be read: Permission denied [unreadable]"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Thematic Session.toml", "; rename it to thematic-session.toml"),
        ("under_score.toml", "; rename it to under-score.toml"),
        ("línea.toml", "; rename it to linea.toml"),
        ("العربية.toml", ""),
        ("line\n.toml", "; rename it to line.toml"),
        (f"{'a' * 81}.toml", f"; rename it to {'a' * 80}.toml"),
    ],
)
def test_a_file_name_that_is_no_id(folder: FolderMaker, name: str, hint: str) -> None:
    root = folder(GOOD)
    (root / "milestones" / name).write_text(TEXT)
    problem = f"milestones/{name}: a file name is small letters, digits and single hyphens{hint} [bad-id]"
    assert problems(root) == [problem]


def test_a_file_beside_the_folders_is_misplaced(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "stray.toml").write_text(TEXT)
    assert problems(root) == [
        "stray.toml: a record belongs in milestones, statements or organisations [misplaced]"
    ]


def test_a_file_too_deep_is_misplaced(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "milestones" / "2018").mkdir()
    (root / "milestones" / "2018" / "deep.toml").write_text(TEXT)
    assert len(problems(root)) == 1


def test_an_ending_in_capitals_is_seen(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "milestones" / "record.TOML").write_text(TEXT)
    assert problems(root) or "record" in load(root).records.milestones


def test_what_is_not_toml_is_passed_over(folder: FolderMaker) -> None:
    root = folder(GOOD)
    for name in ("README.md", ".hidden.toml", "good.toml~", ".good.toml.swp"):
        (root / "milestones" / name).write_text("not toml")
    assert problems(root) == []


def test_missing_folders_of_kinds_are_empty(tmp_path: Path) -> None:
    (tmp_path / "records" / "statements").mkdir(parents=True)
    assert len(load(tmp_path / "records").records) == 0


def test_the_given_folder_wins(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(GOOD)
    assert find_folder(root, tmp_path) == root
    assert find_folder(tmp_path, Path("/")) == root


def test_the_nearest_folder_upward_is_found(folder: FolderMaker) -> None:
    root = folder(GOOD)
    deep = root.parent / "a" / "b"
    deep.mkdir(parents=True)
    assert find_folder(None, deep) == root
    assert find_folder(None, root / "milestones") == root


def test_without_a_folder_the_shipped_records_are_found(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    assert find_folder(None, tmp_path) == shipped_folder()


def test_a_given_folder_without_records_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoRecordsFolder) as error:
        find_folder(tmp_path / "nowhere", tmp_path)
    missing = tmp_path / "nowhere"
    assert str(error.value) == f"there is no folder {str(missing)!r}; make one with: gcmtrack init {missing}"
    with pytest.raises(NoRecordsFolder, match="holds no records"):
        find_folder(tmp_path, tmp_path)


def test_a_folder_that_leads_out_is_not_followed(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(GOOD)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text(TEXT)
    (root / "statements").rmdir()
    (root / "statements").symlink_to(outside)
    assert problems(root) == [
        "statements: the folder is a link that leads out of the records folder [outside-folder]"
    ]
    assert list(load(root).records.statements) == []


class Texts:
    """Records that lie in no folder, as those of an earlier commit do."""

    folder = Path("elsewhere")

    def __init__(self, texts: dict[tuple[Folder, str], str]) -> None:
        self._texts = texts

    def texts(self) -> Iterator[RecordText | Finding]:
        for (folder, id_), text in self._texts.items():
            yield RecordText(folder, id_, text.encode())

    def text(self, folder: Folder, id_: str) -> bytes:
        return self._texts[folder, id_].encode()

    def is_current(self) -> bool:
        return True


def test_records_are_loaded_from_whatever_yields_their_texts(folder: FolderMaker) -> None:
    contents = {
        "child": TEXT + 'part_of = "whole"\norganisers = ["nobody"]\n',
        "whole": TEXT,
        "bad": TEXT + "zzz = 1\n",
    }
    root = folder(milestones=contents)
    loaded = load_from(Texts({("milestones", id_): text for id_, text in contents.items()}))
    assert list(loaded.records) == list(load(root).records)
    assert loaded.problems == load(root).problems
    assert [str(problem) for problem in loaded.problems] == [
        "milestones/bad.toml:6: unknown key 'zzz'; see them with: gcmtrack help keys [unknown-key]",
        "milestones/child.toml:7: unknown organisation 'nobody'; see them with: gcmtrack organisations [unknown-reference]",
    ]
    assert (loaded.left_out, loaded.folder) == (1, Path("elsewhere"))


def test_what_cannot_be_read_is_not_told_again_by_what_names_it(folder: FolderMaker) -> None:
    """A typing error in one milestone is one error, however many statements answer it."""
    root = folder(
        organisation("wimn"),
        milestone("imrf-hearing", part_of="imrf"),
        *(statement(f"s{number}", milestone="imrf") for number in range(20)),
        milestones={"imrf": TEXT.replace("2018", "2022-05-40")},
    )
    assert problems(root) == [
        "milestones/imrf.toml:5: 2022-05-40 does not exist: May 2022 has 31 days [bad-date]"
    ]


def test_of_a_folder_that_cannot_be_read_nothing_is_unknown(folder: FolderMaker) -> None:
    root = folder(*(statement(f"s{number}", milestone="imrf") for number in range(20)))
    for kind in ("milestones", "organisations"):
        (root / kind).rmdir()
        (root / kind).symlink_to(root / "nowhere")
    assert problems(root) == [
        "milestones: the folder cannot be read: No such file or directory [unreadable]",
        "organisations: the folder cannot be read: No such file or directory [unreadable]",
    ]


def test_a_file_in_place_of_a_folder(folder: FolderMaker) -> None:
    root = folder(GOOD)
    (root / "statements").rmdir()
    (root / "statements").write_text("")
    assert problems(root) == ["statements: the folder cannot be read: Not a directory [unreadable]"]


CONFLICT = "a git conflict is not resolved here: keep one of the two parts and take the lines <<<<<<<, =======, >>>>>>> out"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('<<<<<<< HEAD\ntitle = "A"\n=======\ntitle = "B"\n>>>>>>> other\n', 1),
        ('title = "T"\n<<<<<<< HEAD\nkind = "event"\n||||||| base\n=======\n>>>>>>> other\n', 2),
        ('title = "T"\ntopics = [\n<<<<<<< HEAD\n  "a",\n=======\n  "b",\n>>>>>>> 1234567 (b)\n]\n', 3),
        ('title = "T"\ntitle = "U"\n>>>>>>> other\n', 3),
    ],
)  # fmt: skip
def test_what_git_could_not_merge(folder: FolderMaker, text: str, line: int) -> None:
    assert problems(folder(milestones={"m": text})) == [f"milestones/m.toml:{line}: {CONFLICT} [syntax]"]


def test_a_line_that_is_none_is_not_called_a_statement(folder: FolderMaker) -> None:
    """In these records a statement is something else."""
    assert problems(folder(milestones={"m": "*"})) == [
        "milestones/m.toml:1: this is no line of TOML; write key = value [syntax]"
    ]


COPY = "this looks like a copy of org-one.toml made by a program; compare the two and delete one"
NOT_AN_ID = "a file name is small letters, digits and single hyphens"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["org-one", "org-one.sync-conflict-20261122-101010-ABCDEF"], [COPY]),
        (["org-one", "org-one (conflicted copy 2026-11-22)"], [COPY]),
        (["org-one", "org-one (Ana's conflicted copy 2026-11-22 101010)"], [COPY]),
        (["org-one", "org-one_conflict-20261122-101010"], [COPY]),
        (["org-one", "org-one (1)"], [COPY]),
        (["org-one", "org-one - Copy"], [COPY]),
        (["org-one", "Copy of org-one"], [COPY]),
        (["org-one", "Org-One"], [f"{NOT_AN_ID}; org-one.toml is there already: compare the two and delete one"]),
        (["Org One", "Org_one"], [
            f"{NOT_AN_ID}; Org_one.toml would have the same name, org-one.toml: compare the two and delete one",
            f"{NOT_AN_ID}; Org One.toml would have the same name, org-one.toml: compare the two and delete one",
        ]),
        (["org-one.sync-conflict-20261122-101010-ABCDEF"], [f"{NOT_AN_ID}; rename it to org-one.toml"]),
        (["org-two", "Org One (1)"], [f"{NOT_AN_ID}; rename it to org-one-1.toml"]),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)  # fmt: skip
def test_no_advice_leads_to_the_name_of_another_file(
    folder: FolderMaker, names: list[str], said: list[str]
) -> None:
    root = folder(organisations=dict.fromkeys(names, 'name = "O"\ntype = "state"\n'))
    assert [problem.message for problem in load(root).problems] == said


def test_what_cannot_be_taken_away_does_not_hide_why_a_folder_was_not_made(tmp_path: Path) -> None:
    """The folder is gone, as when a disk is pulled out: tidying up raises nothing of its own."""
    records_folder._take_away(tmp_path / "gone", there={"README.md"})
    assert not (tmp_path / "gone").exists()
