"""How the text of a cell stands in a csv file: between quotation marks where it needs them, and never as a formula.

Nearly every cell needs neither, and a large table has a million of them: so each is first asked what is asked fastest.
"""

from collections.abc import Sequence

from gcmtrack.patterns import late

# What would begin a formula for who opens the table with the separator of another country.
_PARTED = late(r"[,;\t][\x00-\x20]*[=+\-@]")

# Spreadsheets pass over what cannot be seen, and take the wide forms for the signs.
_FORMULA = late(r"'*[\x00-\x20\x7f\xa0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n]")


# Without any of these a text needs no quotation marks for a reason other than the separator.
_SIGNS = ('"', "\n", "\r", "\t")
# The separator of another country, by ours, and what it would have to have behind it.
_OTHERS = {",": ";", ";": ","}
_PARTED_BY = {separator: late(rf"{separator}[\x00-\x20]*[=+\-@]") for separator in _OTHERS}


def as_they_stand(texts: Sequence[str], separator: str) -> Sequence[str]:
    """Returns what stands in the file for each of the texts: guarded, and between quotation marks where it needs them."""
    whole = "".join(texts)
    other = _OTHERS[separator]
    if (
        not any(sign in whole for sign in _SIGNS)
        # All that begin with something begin with a letter or a digit, so nothing comes of their standing together here.
        and "".join([text[:1] for text in texts]).isalnum()
        and not (other in whole and _PARTED_BY[other].search(whole))
    ):
        return [f'"{text}"' if separator in text else text for text in texts] if separator in whole else texts
    return [
        text
        if not text
        or (
            # Neither a formula nor anything that needs quotation marks.
            text[0].isalnum()
            and '"' not in text
            and "," not in text
            and ";" not in text
            and "\n" not in text
            and "\r" not in text
            and "\t" not in text
        )
        else quoted(text if text[0].isalnum() else guarded(text), separator)
        for text in texts
    ]


def quoted(cell: str, separator: str) -> str:
    """Returns the cell as it stands in the file, between quotation marks where it needs them."""
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    whole = (
        separator in cell
        or "\n" in cell
        or "\r" in cell
        or ((";" in cell or "," in cell or "\t" in cell) and _PARTED.search(cell))
    )
    return f'"{cell}"' if whole else cell


def guarded(cell: str) -> str:
    """Returns the cell with a "'" before it when a spreadsheet might calculate it, or when it looks guarded already."""
    # No formula begins with a letter or a digit.
    return f"'{cell}" if cell and not cell[0].isalnum() and _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Takes away what `guarded` set before the cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
