"""The checks that are made while files are read, where no function stands for one: what each catches, and why."""

from typing import NamedTuple


class ReadingCheck(NamedTuple):
    """What `decode`, `toml_text` and the sources of records find under a name; all are errors."""

    name: str
    catches: str
    why: str
    fixed_by: str | None = None


READING_CHECKS = (
    ReadingCheck("syntax", "The file is not TOML, or not UTF-8.", "Nothing in it can be read until it is mended."),
    ReadingCheck("unreadable", "The file or the folder cannot be opened, is none, or is too large.", "Its records are missing everywhere."),
    ReadingCheck("bad-id", "A file name or an id that is not small letters, digits and single hyphens.", "Ids are typed by hand, stand in addresses and live on every file system."),
    ReadingCheck("misplaced", "A TOML file beside the folders of records instead of in one.", "The folder is the kind of the record; outside it is never read."),
    ReadingCheck("bad-base", "`extends` in `gcmtrack.toml` names no records folder, or one that stands on this one.", "Half of the records are missing until it is mended."),
    ReadingCheck("outside-folder", "A file that is a link leading out of the records folder.", "Records that travel with git must be inside."),
    ReadingCheck("unknown-key", "A key that no record has, or none of its kind; often a misspelt one.", "What stands under a misspelt key is silently lost to every view."),
    ReadingCheck("missing-key", "A required key is not there, or holds an empty list.", "Without title, kind, date or issuer a record cannot be shown."),
    ReadingCheck("wrong-type", "A value of the wrong kind: text where a list belongs, a decimal number, a single table.", "Values are never converted by guessing."),
    ReadingCheck("empty-text", "A text with nothing in it.", "A key that says nothing is left out."),
    ReadingCheck("unknown-word", "A word, code or number that is not in the vocabulary of its key.", "Filters and counts work on the same words everywhere."),
    ReadingCheck("bad-date", "A date that does not exist or is not in the form of the records.", "Dates are the product; nothing is guessed."),
    ReadingCheck("ends-before-start", "A range whose end is before its start.", "Usually two typed numbers changed places."),
    ReadingCheck("bad-link", "A link or a source whose address is not http or https, or cannot be one.", "Published pages carry these addresses; `javascript:` must never be among them."),
    ReadingCheck("bad-symbol", "A UN document symbol that cannot be one.", "The symbol is how the world finds the text."),
    ReadingCheck("symbol-spelling", "A UN document symbol in another spelling than the canonical one.", "One document must be found under one spelling.", "writes the canonical spelling"),
    ReadingCheck("bad-topic", "A topic that is not small letters, digits and single hyphens.", "Topics are typed in filters."),
    ReadingCheck("unknown-reference", "An id that names no record.", "A statement on a missing milestone vanishes from the timeline."),
)  # fmt: skip
