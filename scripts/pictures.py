"""Makes the pictures of README.md from the real site, in a real browser: `python scripts/pictures.py [chromium]`.

Needs playwright (pip) and a Chromium of the system.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from gcmtrack.site.build import build
from gcmtrack.site.plan import Plan
from gcmtrack.store.load import load
from gcmtrack.wording import wording_of

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
# The Monday of the screens in README.md.
DAY = date(2026, 11, 23)


def main(chromium: str) -> None:
    with tempfile.TemporaryDirectory(prefix="gcmtrack-pictures-") as folder:
        site = Path(folder) / "site"
        build(Plan(load(ROOT / "records").records, tuple(map(wording_of, ("en", "es", "fr"))), DAY), site)
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context(
                viewport={"width": 1180, "height": 760}, color_scheme="light", locale="en-GB"
            ).new_page()
            page.clock.set_fixed_time(f"{DAY}T12:00:00")
            page.goto(f"{site.as_uri()}/en/index.html")
            page.screenshot(path=PICTURES / "site.png")
            page.goto(f"{site.as_uri()}/en/process.html")
            page.locator("figure.drawing").screenshot(path=PICTURES / "process.png")
            browser.close()


if __name__ == "__main__":
    found = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    if found is None:
        sys.exit("no chromium; say where it is: python scripts/pictures.py PATH")
    main(found)
