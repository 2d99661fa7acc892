"""How long an audit of a page of 5 MB takes: `python benchmarks/audit_pages.py [MEGABYTES]`.

The pages of the tests, again and again, which have a date in every other line; and prose, in which dates are few.
"""

import sys
import time
from datetime import date
from pathlib import Path

from gcmtrack.audit.finding.context import RecordSide
from gcmtrack.audit.finding.registry import audit
from gcmtrack.audit.reading.kinds import kind_of, read_page
from gcmtrack.store.load import load
from gcmtrack.views.filters import FilterOptions
from gcmtrack.wording import english

ROOT = Path(__file__).parent.parent
PAGES = ("women-network.txt", "rights-coalition.md", "union.html", "clean/history.md")
PROSE = (
    "<p>The people who move may tell what the compact is worth to them, and the network will go on asking the governments,"
    " year after year, whether what they signed in Marrakech on 10 December 2018 is done at the border.</p>\n"
)


def main(arguments: list[str]) -> None:
    size = int(float(arguments[0]) * 1e6) if arguments else 5_000_000
    records = load(ROOT / "records").records
    texts = {name: (ROOT / "tests" / "pages" / name).read_text("utf-8") for name in PAGES}
    for name, text in {**texts, "prose.html": PROSE}.items():
        page = text * (size // len(text))
        began = time.process_time()
        report = audit(
            read_page(name, page, kind_of(name, page)),
            RecordSide(records, FilterOptions(), date(2018, 7, 20), english()),
        )
        took = time.process_time() - began
        print(
            f"{name:20} {len(page) / 1e6:5.1f} MB {took:6.2f} s {len(report.dates):7,} dates {len(report.findings):7,} findings"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
