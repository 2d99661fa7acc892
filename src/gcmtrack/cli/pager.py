"""What is longer than the terminal goes through a pager, as git does it: `GCMTRACK_PAGER`, `PAGER`, else `less`."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping

# As git sets them: quit when all fits on a screen, keep colours, leave the text on the screen.
_LESS = "FRX"
_NOT_RUN = (126, 127)
_LEAST_LINES = 3


def command(environment: Mapping[str, str]) -> str:
    """Returns the pager to run, empty where none is wanted: it is set to nothing or to `cat`, or the terminal is dumb."""
    if environment.get("TERM", "dumb") in ("dumb", ""):
        return ""
    for name in ("GCMTRACK_PAGER", "PAGER"):
        if (value := environment.get(name)) is not None:
            return "" if value.strip() in ("", "cat") else value.strip()
    return "less" if shutil.which("less") else ""


def fits(text: str) -> bool:
    """Tells whether the terminal shows all of `text` at once, with a line left for what is typed next."""
    if not _has_a_screen():
        return True
    rows = max(_LEAST_LINES, shutil.get_terminal_size().lines)
    return text.count("\n") < rows


def _has_a_screen() -> bool:
    """Whether the terminal says how many lines it has. One that has none, as under `script` in a job, has no reader who
    could leave a pager."""
    try:
        return bool(os.environ.get("LINES")) or os.get_terminal_size(sys.stdout.fileno()).lines > 0
    except (OSError, ValueError):
        return True


def show(text: str, pager: str, environment: Mapping[str, str]) -> bool:
    """Shows `text` in the pager until the person leaves it. Returns False when the pager could not be run."""
    settings = {"LESS": _LESS, "LESSCHARSET": "utf-8", "LV": "-c"}
    sys.stdout.flush()
    try:
        running = subprocess.Popen(  # noqa: S602 (a pager may have options of its own, and stands in the person's settings)
            pager, shell=True, stdin=subprocess.PIPE, env={**settings, **environment}
        )
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's.
    try:
        running.communicate(text.encode("utf-8", "surrogateescape"))
    except BrokenPipeError:
        running.wait()  # It was left before it had read all.
    finally:
        signal.signal(signal.SIGINT, before)
    return running.returncode not in _NOT_RUN


def hyperlinks(environment: Mapping[str, str]) -> bool:
    """Returns whether the terminal is known to follow links behind words (OSC 8), or `GCMTRACK_HYPERLINKS` says so.

    A multiplexer passes them on only in newer versions, and cannot be asked.
    """
    wanted = environment.get("GCMTRACK_HYPERLINKS", "auto").strip().lower()
    if wanted in ("always", "never"):
        return wanted == "always"
    term = environment.get("TERM", "")
    if environment.get("TMUX") or environment.get("STY") or term.startswith(("screen", "tmux", "dumb")):
        return False
    if environment.get("TERM_PROGRAM", "") in _PROGRAMS or term in _TERMS or environment.get("WT_SESSION"):
        return True
    vte = environment.get("VTE_VERSION", "")
    konsole = environment.get("KONSOLE_VERSION", "")
    return (vte.isdecimal() and int(vte) > _VTE) or (konsole.isdecimal() and int(konsole) >= _KONSOLE)


_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio", "mintty"})
_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "contour", "alacritty", "wezterm"})
# 0.50.0 stumbles over links.
_VTE = 5000
_KONSOLE = 201200
