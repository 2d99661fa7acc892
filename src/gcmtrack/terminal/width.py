"""How many columns there are to write in."""

import shutil

# The longest words need so much; a narrower terminal breaks the lines itself, and nothing is lost.
_NARROWEST = 20
# Nobody reads a wider line, and drawing one takes time.
_WIDEST = 500


def columns() -> int:
    """Returns the width of the terminal, or what COLUMNS says: at least 20, at most 500; 80 where nothing is said."""
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
