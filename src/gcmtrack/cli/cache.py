"""The user's cache folder: the one place that says where something is kept from one run to the next, or that nothing is."""

import os
import sys


def folder() -> str | None:
    """Returns the folder, an absolute path; None when GCMTRACK_CACHE=off or the user has none.

    A relative XDG_CACHE_HOME counts as not set (XDG Base Directory Specification); a user without a home has no cache.
    """
    if os.environ.get("GCMTRACK_CACHE", "").lower() in ("off", "0", "no"):
        return None
    if sys.platform == "linux":
        # What platformdirs answers there; asking it takes longer than reading the snapshot.
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if not os.path.isabs(base):
            if os.environ.get("HOME") == "":
                return None
            base = os.path.expanduser("~/.cache")
        return os.path.join(base, "gcmtrack") if os.path.isabs(base) else None
    import platformdirs

    place = platformdirs.user_cache_dir("gcmtrack", appauthor=False)
    return place if os.path.isabs(place) else None
