"""The browser of whoever runs the program."""

import os
import sys


def show(url: str) -> bool:
    """Opens an address, unless there is no screen on which a browser could show it; False when the browser fails.

    It is the browser of this system or the one that was named, and no other instead: a program of the terminal would
    print its page between ours.
    """
    if not _has_screen():
        return True
    import webbrowser

    sys.stdout.flush()
    try:
        return webbrowser.get().open(url)
    except webbrowser.Error:
        return False


def _has_screen() -> bool:
    """Whether a browser was named, or this system can show one; without it a program of the terminal would start."""
    if os.environ.get("BROWSER") or sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
