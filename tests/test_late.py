"""Modules that libraries import and hardly any command uses are loaded when they are used, and are then what they are."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gcmtrack.cli import late

# Of each what a program may ask for, in the ways in which it may.
PROGRAM = """
import sys
from gcmtrack.cli import late

late.put_off()
late.bring_msgspec()
import typer
waiting = sorted(name for name in late.PUT_OFF if "__file__" not in vars(sys.modules[name]))
# Typer 0.29 brings pydantic, which uses some of them.
assert waiting == sorted(late.PUT_OFF) or "pydantic" in sys.modules, waiting

import subprocess, textwrap, linecache, msgspec
from tokenize import tok_name
from bz2 import compress, decompress
from ipaddress import ip_address
assert textwrap.dedent("  a") == "a" and decompress(compress(b"a")) == b"a" and ip_address("::1").version == 6
assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True).stdout == "1\\n"
assert msgspec.inspect.type_info(int) == msgspec.inspect.IntType() and msgspec.json.schema(int) == {"type": "integer"}
assert msgspec.toml.decode("a = 1") == {"a": 1}
assert tok_name and linecache.getline(subprocess.__file__, 1)

import platform
if sys.platform == "linux":
    assert "__file__" not in vars(platform) or "pydantic" in sys.modules
    assert platform.system() == "Linux"
assert platform.python_version() and platform.system() == platform.uname().system

from pathlib import Path
assert Path("/a b").as_uri() == "file:///a%20b" or sys.platform == "win32"
import urllib.parse
from urllib.parse import quote_from_bytes, urlsplit
assert quote_from_bytes(b"a b") == urllib.parse.quote("a b") == "a%20b" and urlsplit("http://x/y").path == "/y"
assert quote_from_bytes.__module__ == "urllib.parse" and vars(urllib.parse)["__file__"]

import typing_extensions
assert typing_extensions.__file__
for name in late.PUT_OFF:
    module = sys.modules[name]
    assert module.__name__ == name and dir(module), name
    assert not hasattr(module, "nothing") and vars(module)["__file__"] and type(module) is type(sys), name
"""


def test_what_is_put_off_waits_through_the_import_of_typer_and_is_whole_when_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that lets other threads run while it is loaded."""
    (tmp_path / "slow_to_load.py").write_text("import time\nfirst = 1\ntime.sleep(0.02)\nlast = 2\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "slow_to_load", late.Late("slow_to_load"))
    return "slow_to_load"


def test_no_thread_sees_half_of_a_module(slow: str) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(sys.modules[slow].last)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 8


def test_what_a_module_has_not_is_missed_as_in_any_other(slow: str) -> None:
    with pytest.raises(AttributeError, match="module 'slow_to_load' has no attribute 'middle'"):
        _ = sys.modules[slow].middle
    with pytest.raises(ImportError, match="cannot import name 'middle' from 'slow_to_load'"):
        exec("from slow_to_load import middle", {})


def test_what_is_loaded_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    import bz2

    late.put_off()
    assert sys.modules["bz2"] is bz2
