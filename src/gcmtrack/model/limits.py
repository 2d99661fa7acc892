"""The limits of what is recorded. Each is told in one sentence where it is reached; docs/records.md lists them."""

# A record is a page of text and has a few KB. What is much larger is no record, and reading it would fill the memory.
FILE_BYTES = 1 << 20

# A page that somebody keeps. What is much larger is none, and would be read for minutes.
PAGE_BYTES = 10 << 20

# No list that somebody keeps by hand is so long; it is held in memory while it is read.
TABLE_BYTES = 50 << 20

# The longest draft of the Compact has 100 KB; a whole book of annexes has a few MB.
TEXT_BYTES = 20 << 20

# File names travel between systems, and ids are typed and stand in addresses.
ID_LENGTH = 80

# Tables and lists inside each other; a record has three. What is deeper makes programs that walk it run out of stack.
DEPTH = 20

# Whole numbers of TOML have 64 bits; larger ones are read otherwise, or not at all, by the programs that get them.
NUMBER_MIN, NUMBER_MAX = -(2**63), 2**63 - 1

# More people than any list was ever signed by; a spreadsheet and a database keep it exactly.
COSIGNERS = 1_000_000_000

# Faults of one file that are told; who reads more of them at once mends none, and each costs time.
FINDINGS = 100

# What is told of them: the limit, how much it is, and why.
TOLD: tuple[tuple[str, str, str], ...] = (
    ("a file", f"{FILE_BYTES >> 20} MiB", "a record has a few KB; what is much larger is something else"),
    (
        "a page, a template, kept answers",
        f"{PAGE_BYTES >> 20} MiB",
        "what is much larger is nothing that people read",
    ),
    (
        "a list to import or to compare with",
        f"{TABLE_BYTES >> 20} MiB",
        "no list that people keep is longer; import it in parts",
    ),
    ("the text of a document", f"{TEXT_BYTES >> 20} MiB", "a book of annexes has a few MB"),
    ("an id", f"{ID_LENGTH} letters", "file names travel between systems, and ids are typed"),
    ("tables and lists inside each other", f"{DEPTH} levels", "a record has three"),
    ("a whole number", "64 bits", "the TOML standard has no larger ones"),
    ("what is told of one file at once", f"{FINDINGS} findings", "the first ones are mended first"),
    ("`cosigner_count`", f"{COSIGNERS:,}", "spreadsheets and databases keep it exactly"),
)
