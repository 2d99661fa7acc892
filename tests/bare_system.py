"""Runs the program as on a system without what POSIX has: `python bare_system.py ARGUMENTS...`.

Files are locked by a byte, as on Windows; there are no links, no SIGHUP, no fork, no users, no terminal settings, and a
folder cannot be looked at through a descriptor. Whatever is opened as text without an encoding is an error, since
elsewhere that is cp1252.
"""

import fcntl
import multiprocessing
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import types
import warnings

# They find out at their import what the system has, so they come before it is taken away.
_BEFORE = (multiprocessing, pathlib, shutil, subprocess, tempfile)


def _locking(handle: int, mode: int, length: int) -> None:
    """As Windows: from where the file stands, refused with EACCES, which is what lockf says too."""
    fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, length)


msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_NBLCK = 2  # type: ignore[attr-defined]
msvcrt.locking = _locking  # type: ignore[attr-defined]


def strip() -> None:
    """Takes away what other systems do not have."""
    sys.modules["msvcrt"] = msvcrt
    platform, sys.platform = sys.platform, "win32"
    from gcmtrack.store import lock

    sys.platform = platform
    vars(lock)["sys"] = types.SimpleNamespace(platform="win32")
    for name in ("fcntl", "termios", "tty", "pty", "readline", "grp", "pwd", "resource"):
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in (
        (os, ("fork", "link", "symlink", "geteuid", "getuid", "fchmod", "mkfifo", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY")),
        (signal, ("SIGHUP", "SIGALRM", "SIGUSR1", "SIGPIPE")),
    ):  # fmt: skip
        for name in names:
            delattr(module, name)
    os.supports_fd = set()
    os.supports_dir_fd = set()
    warnings.simplefilter("error", EncodingWarning)


if __name__ == "__main__":
    strip()
    from gcmtrack.__main__ import run

    run()
