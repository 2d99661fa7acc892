"""Writing files: whole or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from gcmtrack.errors import NameTaken, WriteRefused
from gcmtrack.store import atomic

needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
needs_plain_user = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_replace_makes_and_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    atomic.replace(target, b"one\r\n")
    atomic.replace(target, b"two\n")
    assert target.read_bytes() == b"two\n"
    assert names(tmp_path) == ["page.md"]


def test_replace_keeps_the_permissions(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    target.write_bytes(b"one")
    target.chmod(0o640)
    atomic.replace(target, b"two")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.replace(tmp_path / "a", b"")
        atomic.create(tmp_path / "b", b"")
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"] == [0o640, 0o640]


def test_replace_follows_a_link_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"one")
    (tmp_path / "page.md").symlink_to("real.md")
    atomic.replace(tmp_path / "page.md", b"two")
    assert (tmp_path / "page.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"two"


def test_create_refuses_a_taken_name_and_leaves_it_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.toml"
    target.write_bytes(b"mine")
    with pytest.raises(WriteRefused) as refused:
        atomic.create(target, b"yours")
    assert str(refused.value) == f"'{target}' exists already; nothing was written"
    assert target.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.toml"]


def test_create_refuses_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("elsewhere")
    with pytest.raises(WriteRefused):
        atomic.create(tmp_path / "a.toml", b"yours")
    assert not (tmp_path / "elsewhere").exists()


def test_of_many_writers_of_one_name_one_succeeds(tmp_path: Path) -> None:
    won = []

    def write(number: int) -> None:
        try:
            atomic.create(tmp_path / "a.toml", str(number).encode() * 10_000)
        except WriteRefused:
            return
        won.append(number)

    threads = [Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert (tmp_path / "a.toml").read_bytes() == str(won[0]).encode() * 10_000
    assert names(tmp_path) == ["a.toml"]


@pytest.mark.parametrize("write", [atomic.replace, atomic.create])
def test_a_missing_folder_is_named(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    with pytest.raises(WriteRefused) as refused:
        write(tmp_path / "none" / "a", b"")
    assert str(refused.value) == (
        f"cannot write '{tmp_path}/none/a': there is no folder '{tmp_path}/none'; make it first"
    )


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused) as refused:
        atomic.replace(tmp_path, b"")
    assert str(refused.value) == f"cannot write '{tmp_path}': this is not a plain file"


@needs_full_device
def test_a_device_is_refused() -> None:
    with pytest.raises(WriteRefused):
        atomic.replace(Path("/dev/full"), b"data")
    assert Path("/dev/full").exists()


@needs_plain_user
def test_a_read_only_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"one")
    target.chmod(0o444)
    with pytest.raises(WriteRefused) as refused:
        atomic.replace(target, b"two")
    assert "permission denied" in str(refused.value)
    assert target.read_bytes() == b"one"


@pytest.mark.parametrize(
    "number", [errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, 45, 102]
)
def test_where_no_links_can_be_made_a_new_file_is_made_all_the_same(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Android, exFAT, FAT, shares and some FUSE each say it in their own way."""

    def link(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", link)
    atomic.create(tmp_path / "a.toml", b"one")
    with pytest.raises(NameTaken):
        atomic.create(tmp_path / "a.toml", b"two")
    assert (tmp_path / "a.toml").read_bytes() == b"one"
    assert names(tmp_path) == ["a.toml"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_link_that_fails_for_good_is_said(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(WriteRefused):
        atomic.create(tmp_path / "a.toml", b"one")
    assert names(tmp_path) == []


def test_a_name_that_was_reserved_in_vain_is_given_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteRefused):
        atomic.create(tmp_path / "a.toml", b"one")
    assert names(tmp_path) == []


def test_only_names_of_our_own_are_temporary(tmp_path: Path) -> None:
    seen = []

    def replace(source: object, _: object) -> None:
        seen.append(Path(str(source)).name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        atomic.replace(tmp_path / "a.toml", b"one")
        atomic.replace(tmp_path / ("x" * 150), b"one")
    assert all(atomic.TEMPORARY.fullmatch(name) for name in seen)
    for name in (
        ".my-notes.tmp",
        "a.toml.0123456789ab.tmp",
        ".a.0123456789AB.tmp",
        ".0123456789ab.tmp",
        ".a.toml.tmp",
    ):
        assert not atomic.TEMPORARY.fullmatch(name)
