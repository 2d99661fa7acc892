"""The browser of whoever runs the program."""

import os
import sys


def show(url: str) -> None:
    """Opens an address, unless there is no screen on which a browser could show it."""
    if not _has_screen():
        return
    import webbrowser

    sys.stdout.flush()
    webbrowser.open(url)


def _has_screen() -> bool:
    """Whether a browser was named, or this system can show one; without it a program of the terminal would start."""
    if os.environ.get("BROWSER") or sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
