"""In which language a command prints: --in, GCMTRACK_LANGUAGE, gcmtrack.toml, in this order; never that of the system."""

from pathlib import Path

import pytest

from builders import milestone
from conftest import FolderMaker, Run

MEETING = milestone(
    "a", title="A meeting", date="2019-01-01", titles={"es": "Una reunión", "fr": "Une réunion"}
)
SAID = {"en": "1 January 2019", "es": "1 de enero de 2019", "fr": "1er janvier 2019"}


def printed(run: Run, *words: str) -> str:
    code, out, err = run("events", "--past", *words)
    assert code == 0, err
    return out.split("\t")[1]


@pytest.mark.parametrize("language", SAID)
def test_the_language_given(language: str, folder: FolderMaker, run: Run) -> None:
    folder(MEETING)
    assert printed(run, "--in", language) == SAID[language]


def test_a_language_by_its_name(folder: FolderMaker, run: Run) -> None:
    folder(MEETING)
    assert printed(run, "--in", "Spanish") == printed(run, "--in", "español") == SAID["es"]


def test_what_stands_nearer_goes_first(
    folder: FolderMaker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder(MEETING)
    assert printed(run) == SAID["en"]
    (place / "gcmtrack.toml").write_text('language = "es"\n', encoding="utf-8")
    assert printed(run) == SAID["es"]
    monkeypatch.setenv("GCMTRACK_LANGUAGE", "fr")
    assert printed(run) == SAID["fr"]
    assert printed(run, "--in", "en") == SAID["en"]
    monkeypatch.setenv("GCMTRACK_LANGUAGE", "")
    assert printed(run) == SAID["es"]


@pytest.mark.parametrize(
    ("name", "value"), [("LANG", "es_ES.UTF-8"), ("LANGUAGE", "fr"), ("LC_ALL", "fr_FR.UTF-8")]
)
def test_the_language_of_the_system_is_not_asked(
    name: str, value: str, folder: FolderMaker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(MEETING)
    monkeypatch.setenv(name, value)
    assert printed(run) == SAID["en"]


def test_a_language_without_words_is_refused(
    folder: FolderMaker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(MEETING)
    said = "there are words in en, es and fr, not in 'de'\n"
    assert run("events", "--in", "de") == (2, "", f"gcmtrack: --in: {said}")
    monkeypatch.setenv("GCMTRACK_LANGUAGE", "de")
    assert run("events") == (2, "", f"gcmtrack: GCMTRACK_LANGUAGE: {said}")


def test_it_may_stand_before_the_command(folder: FolderMaker, run: Run) -> None:
    folder(MEETING)
    assert run("--in", "es", "events", "--past") == run("events", "--past", "--in", "es")


def test_a_marker_has_a_language_of_its_own(folder: FolderMaker, run: Run, tmp_path: Path) -> None:
    folder(MEETING)
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- gcmtrack:past in=es -->\n<!-- /gcmtrack:past -->\n<!-- gcmtrack:past -->\n<!-- /gcmtrack:past -->\n",
        encoding="utf-8",
    )
    assert run("export", "--into", str(page), "--in", "fr")[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "Una reunión" in text
    assert "1 de enero de 2019" in text
    assert "Une réunion" in text
    assert "1er janvier 2019" in text


@pytest.mark.parametrize(
    "command", [("events", "--past"), ("show", "a"), ("timeline",), ("search", "meeting")]
)
def test_json_is_the_same_in_every_language(command: tuple[str, ...], folder: FolderMaker, run: Run) -> None:
    folder(MEETING)
    assert (
        run(*command, "--json", "--in", "es")
        == run(*command, "--json")
        == run(*command, "--json", "--in", "fr")
    )


@pytest.mark.parametrize("format_", ["csv", "json", "bibtex", "ris", "csl-json"])
def test_what_programs_read_is_the_same_in_every_language(
    format_: str, folder: FolderMaker, run: Run
) -> None:
    folder(MEETING)
    assert run("export", "-f", format_, "--in", "es") == run("export", "-f", format_)


def test_a_table_for_excel_is_in_its_language(folder: FolderMaker, run: Run) -> None:
    folder(MEETING)
    head, row = run("export", "-f", "csv", "--excel", "es", "--only", "milestones")[1].splitlines()
    assert head.removeprefix("\ufeff").split(";")[:6] == ["ID", "Título", "Clase", "Tipo", "Fase", "Estado"]
    assert row.split(";")[:4] == ["a", "A meeting", "acto", "reunión"]
    assert "1 de enero de 2019" in row
