"""What the shell offers at TAB, asked the way bash asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import milestone, organisation
from conftest import FolderMaker, Run, environment
from gcmtrack.cli.shell_words import harmless, is_plain
from gcmtrack.model.vocabulary import PHASES
from sample import SAMPLE


def asked(root: Path, shell: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Asks as the script of a shell does."""
    return subprocess.run(
        [sys.executable, "-c", "from gcmtrack.cli.app import main; main()"],
        capture_output=True,
        text=True,
        cwd=root,
        env=environment(_GCMTRACK_COMPLETE=f"complete_{shell}", **{"GCMTRACK_RECORDS": str(root), **more}),
        timeout=60,
        check=False,
    )


def offered(root: Path, *typed: str, **more: str) -> list[str]:
    """Returns what is offered for the last of the typed words, which bash has parted at "="."""
    done = asked(root, "bash", COMP_WORDS="\n".join(("gcmtrack", *typed)), COMP_CWORD=str(len(typed)), **more)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        (["eve"], ["events"]),
        (["events", "--upc"], ["--upcoming"]),
        (["show", "thematic-session-"], ["thematic-session-1", "thematic-session-6"]),
        (["show", "nnirr-"], ["nnirr-2019-01", "nnirr-2021-04-27"]),
        (["show", "ECL"], ["ECLAC"]),
        (["statements", "--org", "nn"], ["nnirr"]),
        (["statements", "--org", "UN-"], ["UN-NM"]),
        (["show", "UN-N"], ["UN-NM"]),
        (["statements", "--on", "marr"], ["marrakech"]),
        (["events", "--phase", "re"], ["review"]),
        (["events", "--region", "asia"], ["asia-pacific"]),
        (["events", "--objective", "2"], ["2", "20", "21", "22", "23"]),
        (["events", "--country", "M"], None),
        (["events", "--kind", "de"], ["decision", "deadline", "declaration"]),
        (["events", "--type", "thematic"], ["thematic-session"]),
        (["events", "--topic", "lab"], ["labour"]),
        (["events", "--lang", "es"], ["es"]),
        # bash parts words at "=" and replaces what stands behind it.
        (["statements", "--org", "=", "nn"], ["nnirr"]),
        (["events", "--phase", "="], list(PHASES)),
        (["events", "--phase", "=", "review", "--region", "=", "asia"], ["asia-pacific"]),
        (["events", "--phase", "=", "review", "--reg"], ["--region"]),
        # Where it is told not to, it replaces the whole.
        (["statements", "--org=nn"], ["--org=nnirr"]),
        (["events", "--phase="], [f"--phase={phase}" for phase in PHASES]),
        # An acronym of two words is one word as an id.
        (["statements", "--org", "UN\\ W"], ["un-women"]),
        (["statements", "--org", '"UN W'], ["un-women"]),
        (["statements", "--org", "=", "UN\\ W"], ["un-women"]),
        # What was given already is not offered again, unless it may be repeated.
        (["events", "--upcoming", "--upc"], []),
        (["events", "--org", "nnirr", "--or"], ["--org"]),
        (["events", "--org", "--phase", "re"], []),
        (["show", "marrakech", "th"], []),
        (["fmt", "marrakech", "zero"], ["zero-draft"]),
        (["rename", "--", "zero"], ["zero-draft"]),
        (["export", "-"], None),
        (["--ver"], ["--version"]),
        (["--version", "ev"], ["events"]),
        (["nope", ""], []),
        (["events", "--phase", "=", ""], []),
        (["fmt", "marrakech", ""], None),
        (["nope", "--x"], []),
        (["add-statement", "--milestone", "marr"], ["marrakech"]),
        (["add-milestone", "--kind", "d"], ["document", "decision", "deadline"]),
        (
            ["check", "same-"],
            ["same-id", "same-symbol", "same-event", "same-statement", "same-organisation", "same-act"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and len(value) < 7 else "",
)
def test_tab(typed: list[str], offers: list[str] | None, folder: FolderMaker) -> None:
    root = folder(
        *SAMPLE,
        organisation("network", name="United Nations Network on Migration", acronym="UN-NM", type="un-body"),
        organisation("un-women", name="UN Women", acronym="UN Women", type="un-body"),
        milestone("with-topic", topics=["labour"]),
    )
    found = offered(root, *typed)
    if offers is None:
        some = {
            "--country": {"MX", "MA"},
            "-": {"--format", "-f", "--into", "-h"},
            "": {"zero-draft", "nnirr"},
        }[typed[-2 if typed[-1] == "M" else -1]]
        assert some <= set(found)
    else:
        assert found == offers


def test_tab_in_the_middle_of_a_line(folder: FolderMaker) -> None:
    words = "gcmtrack\nshow\n\n--json"
    done = asked(folder(milestone("a-meeting")), "bash", COMP_WORDS=words, COMP_CWORD="2")
    assert (done.stdout, done.stderr) == ("a-meeting\n", "")


def test_tab_is_quiet_where_the_records_are_broken(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(*SAMPLE, milestones={"broken": b"\xff"})
    assert offered(root, "show", "marr") == ["marrakech"]


def test_tab_is_quiet_where_there_are_no_records(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "marr") == []


def test_tab_is_quiet_where_the_folder_is_gone(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "m", GCMTRACK_RECORDS=str(tmp_path / "nowhere")) == []
    assert offered(tmp_path, "events", "--topic", "m", GCMTRACK_RECORDS="x" * 300) == []


def test_tab_looks_into_the_folder_on_the_line(folder: FolderMaker, tmp_path: Path) -> None:
    root = folder(*SAMPLE)
    for option in (["--records", str(root)], ["--records", "=", str(root)]):
        assert offered(tmp_path, "show", *option, "marr", GCMTRACK_RECORDS=str(tmp_path)) == ["marrakech"]


def test_only_ids_of_regular_files_are_offered(folder: FolderMaker) -> None:
    root = folder(milestone("a-meeting"), milestones={"a$(id)": "", "a b": "", "A": "", "a--b": "", ".a": ""})
    os.mkfifo(root / "milestones/a-fifo.toml")
    (root / "milestones/a-device.toml").symlink_to("/dev/zero")
    (root / "milestones/a-folder.toml").mkdir()
    assert offered(root, "show", "a") == ["a-meeting"]
    assert offered(root, "show", "") == ["a-meeting"]


@pytest.mark.parametrize(
    ("shell", "line", "out"),
    [
        ("zsh", "gcmtrack events --phase re", "_arguments '*: :((\"review\"))'\n"),
        ("zsh", "gcmtrack events --phase=re", "_arguments '*: :((\"--phase=review\"))'\n"),
        ("zsh", "gcmtrack events --region asia", "_arguments '*: :((\"asia-pacific\":\"Asia and the Pacific\"))'\n"),
        ("zsh", "gcmtrack events --phase x", "_files\n"),
        ("zsh", "gcmtrack nope ", ""),
        ("zsh", "gcmtrack show zero", "_arguments '*: :((\"zero-draft\":\"Zero draft\"))'\n"),
        ("zsh", 'gcmtrack show "zero', "_arguments '*: :((\"zero-draft\":\"Zero draft\"))'\n"),
        ("zsh", "gcmtrack show draft", "_arguments '*: :((\"draft-rev-3\":\"Draft ［rev 3］ of the Compact\"))'\n"),
        ("fish", "gcmtrack events --region asia", "asia-pacific\tAsia and the Pacific\n"),
        ("fish", "gcmtrack events --region=asia", "--region=asia-pacific\tAsia and the Pacific\n"),
        ("fish", "gcmtrack events --phase ", "".join(f"{phase}\n" for phase in PHASES)),
        ("powershell", "gcmtrack show zero", "zero-draft:::Zero draft\n"),
        ("pwsh", "gcmtrack events --phase re", "review::: \n"),
    ],
)  # fmt: skip
def test_each_shell_is_told_in_its_own_words(shell: str, line: str, out: str, folder: FolderMaker) -> None:
    word = line.rpartition(" ")[2] if shell in ("powershell", "pwsh") else ""
    done = asked(folder(*SAMPLE), shell, _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_WORD_TO_COMPLETE=word)
    assert (done.stdout, done.stderr) == (out, "")


@pytest.mark.parametrize(
    ("line", "code"), [("gcmtrack show zero", 0), ("gcmtrack show x", 1), ("gcmtrack nope ", 1)]
)
def test_fish_hears_whether_there_is_anything(line: str, code: int, folder: FolderMaker) -> None:
    done = asked(folder(*SAMPLE), "fish", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_FISH_ACTION="is-args")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", code)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Draft [rev 3] of the Compact", "Draft ［rev 3］ of the Compact"),
        ("l'égalité: \"oui\"", "l’égalité： ”oui”"),
        ("x $(rm) `rm` \\ ; & | < > ( )", "x ＄（rm） ｀rm｀ ＼ ； ＆ ｜ ＜ ＞ （ ）"),
        ("a\tb\nc\x1b[31m\x9b\u202e\u200b\ud800", "a b c␛［31m�  �".replace("  ", " ")),
        ("UN/DESA, 12-13 October 2017", "UN/DESA, 12-13 October 2017"),
        ("", ""),
        ("x" * 10_000_000, "x" * 120),
    ],
)  # fmt: skip
def test_a_description_keeps_its_words_and_nothing_that_acts(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_no_description_holds_what_a_shell_looks_at(text: str) -> None:
    assert not set(harmless(text)).intersection("\\\"'$`()[]:;&|<>{}*?~#!^=%\t\n\r")
    assert harmless(text).isprintable()
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize(
    "word", ["wimn", "UN-NM", "--org", "-f", "--org=wimn", "--org=", "A/RES/73/195", "2", "ÖGB", "C.N.D."]
)
def test_a_word_is_plain(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "UN Women",
        "$(id)",
        "a;b",
        "a\nb",
        "a'b",
        "~x",
        "*",
        "a*",
        "=x",
        "-",
        "--",
        "---x",
        "a\u200bb",
        "a:b",
        "--org=~x",
        "a{b,c}",
        "!x",
        "#x",
        "a\\b",
    ],
)
def test_a_word_is_not_plain(word: str) -> None:
    assert not is_plain(word)


# Where it cannot be installed.


@pytest.mark.parametrize(
    ("shell", "home", "bashrc", "why"),
    [
        ("bash", "file/home", None, "'{home}': Not a directory"),
        ("fish", "file/home", None, "'{home}/.config/fish/completions': Not a directory"),
        ("bash", "folder", b"# caf\xe9\n", "the file with which your shell starts is not in UTF-8"),
        ("zsh", "~", None, "you have no home folder"),
    ],
)
def test_completion_that_cannot_be_installed_is_a_sentence(
    shell: str,
    home: str,
    bashrc: bytes | None,
    why: str,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A read-only home, or none, ended `gcmtrack --install-completion` in a traceback."""
    (tmp_path / "file").touch()
    place = tmp_path / home
    if bashrc is not None:
        place.mkdir()
        (place / ".bashrc").write_bytes(bashrc)
    # What stands for no home at all: pathlib has nothing else to ask then.
    monkeypatch.setenv("HOME", home if home == "~" else str(place))
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    said = f"gcmtrack: cannot install completion: {why.format(home=place)};"
    instead = "let your shell load what gcmtrack --show-completion prints"
    assert run("--install-completion") == (1, "", f"{said} {instead}\n")
    if bashrc is not None:
        assert (place / ".bashrc").read_bytes() == bashrc


def test_completion_is_installed_in_the_home(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    done = run("--install-completion")
    assert done.code == 0, done.err
    script = tmp_path / ".bash_completions" / "gcmtrack.sh"
    assert "_GCMTRACK_COMPLETE=complete_bash" in script.read_text("utf-8")
    assert f"source '{script}'" in (tmp_path / ".bashrc").read_text("utf-8")
