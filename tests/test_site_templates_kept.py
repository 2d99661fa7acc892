"""Compiled templates are kept in the cache folder, and are run: only what nobody else could have written is read again."""

import os
from pathlib import Path

import pytest
from jinja2.bccache import Bucket

from gcmtrack.site import templates


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the compiled templates that were taken from the cache folder."""
    taken: list[str] = []
    load = Bucket.bytecode_from_string

    def noted(bucket: Bucket, kept: bytes) -> None:
        taken.append(bucket.key)
        load(bucket, kept)

    monkeypatch.setattr(Bucket, "bytecode_from_string", noted)
    return taken


def footer(cache: Path, theirs: Path | None = None) -> str:
    return templates.environment(theirs, str(cache)).get_template("footer.html").name or ""


def test_a_compiled_template_is_kept_and_read_again(tmp_path: Path, loaded: list[str]) -> None:
    assert footer(tmp_path / "cache") == "footer.html"
    assert loaded == []
    assert footer(tmp_path / "cache") == "footer.html"
    (key,) = loaded
    (file,) = (tmp_path / "cache").iterdir()
    assert file.name == f"template-{key}.kept"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_another_could_have_written_is_not_run(mode: int, tmp_path: Path, loaded: list[str]) -> None:
    """Compiled templates were run from any cache folder, even one of another that everybody may write."""
    footer(tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    file.chmod(mode)
    footer(tmp_path / "cache")
    assert loaded == []


def test_nothing_is_kept_in_the_folder_of_another(
    tmp_path: Path, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder of another that cannot be written ended `site` in a traceback."""
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert [footer(cache), footer(cache)] == ["footer.html", "footer.html"]
    assert (loaded, list(cache.iterdir())) == ([], [])


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 4000])
def test_what_is_damaged_is_compiled_anew(damage: bytes, tmp_path: Path, loaded: list[str]) -> None:
    footer(tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    for raw in (damage, whole[:-1], whole[:200] + damage[:1] + whole[201:]):
        file.write_bytes(raw)
        assert footer(tmp_path / "cache") == "footer.html"
        assert raw == whole or loaded == []
        assert file.read_bytes() == whole
        loaded.clear()


def test_where_the_cache_is_no_folder_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert footer(tmp_path / "file") == "footer.html"
    assert footer(tmp_path / "file" / "below") == "footer.html"


@pytest.mark.skipif(os.name != "posix", reason="a path is bytes only there")
def test_a_folder_whose_name_is_no_text_holds_templates_too(tmp_path: Path, loaded: list[str]) -> None:
    """Installed below such a folder, or with templates in one, `site` ended in UnicodeEncodeError."""
    theirs = tmp_path / os.fsdecode(b"Jos\xe9")
    try:
        theirs.mkdir()
    except OSError:
        pytest.skip("this file system has only names that are text")
    (theirs / "footer.html").write_text("<p>Ours</p>", encoding="utf-8")
    for _ in range(2):
        made = templates.environment(theirs, str(tmp_path / "cache")).get_template("footer.html")
        assert made.render() == "<p>Ours</p>"
    assert len(loaded) == 1
