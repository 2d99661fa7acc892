"""Times `gcmtrack site` beside Hugo: `python benchmarks/site_pages.py [--records N] [--runs N]`.

First the three languages of the shipped records, against what must hold. Then N records in one language beside Hugo, which
makes as many pages of the same content: it gets the main part of each page of ours as a page of its own in Markdown, as its
pages are written, one layout around it with the same head, header and footer, and every other file (calendars, feeds,
tables) to copy. Hugo has nothing to look up, to link or to translate. Both write into an empty folder; processor time is
that of the whole process.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import entries
from launcher import Launcher
from programs import gcmtrack_executable, plain_environment

from gcmtrack.store.folder import shipped_folder

DAY = "2026-11-30"
# What must hold for the shipped records in three languages.
MOST_SECONDS, MOST_MIB = 3.0, 120.0


class Result(NamedTuple):
    """The median processor time of some runs in seconds, the highest peak in MiB, and what came out of the last."""

    processor: float
    peak: float
    files: int
    pages: int
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gcmtrack-benchmark-", ignore_cleanup_errors=True) as folder:
        failed = compared(Path(folder).resolve(), options.records, options.runs)
    sys.exit(1 if failed else 0)


def compared(work: Path, number: int, runs: int) -> bool:
    """Prints the figures; returns whether one of them does not hold."""
    ours = gcmtrack_executable()
    environment = plain_environment(work)
    launch = Launcher(work)
    out = work / "out"

    def site(records: Path, *languages: str) -> list[str]:
        chosen = [word for language in languages for word in ("--in", language)]
        return [ours, "site", str(out), "--records", str(records), "--today", DAY, *chosen]

    def timed(command: list[str], made: Path) -> Result:
        processors, peaks = [], []
        for _ in range(runs):
            shutil.rmtree(made, ignore_errors=True)
            run, said = launch.run(command, environment)
            if run.code != 0:
                sys.exit(f"{command[0]} ended with {run.code}: {said.errors}")
            processors.append(run.processor)
            peaks.append(run.peak)
        files = [file for file in made.rglob("*") if file.is_file()]
        pages = sum(file.suffix == ".html" for file in files)
        size = sum(file.stat().st_size for file in files) / 1e6
        return Result(median(processors), max(peaks) / 2**20, len(files), pages, size)

    shipped = timed(site(shipped_folder(), "en", "es", "fr"), out)
    print(_told("shipped, three languages", shipped))
    holds = shipped.processor <= MOST_SECONDS and shipped.peak <= MOST_MIB
    print(f"  at most {MOST_SECONDS} s and {MOST_MIB:.0f} MiB: {'holds' if holds else 'DOES NOT HOLD'}")
    hugo = shutil.which("hugo")
    if hugo is None:
        print("hugo is not installed, so left out (Debian: apt install hugo)")
        return not holds
    collection = entries.made(number, work / "made", write=True)
    large = timed(site(collection.records, "en"), out)
    print(_told(f"{number:,} records, one language", large))
    source = work / "hugo"
    hugo_source(out, source)
    theirs = timed([hugo, "--quiet", "--source", str(source)], source / "public")
    print(_told(subprocess.check_output([hugo, "version"], text=True).split("+")[0].strip(), theirs))
    no_more = large.processor <= theirs.processor
    print(f"  of hugo: {large.processor / theirs.processor:.2f}: {'holds' if no_more else 'DOES NOT HOLD'}")
    return not (holds and no_more)


def _told(name: str, result: Result) -> str:
    return (
        f"{name}: {result.processor:.2f} s of processor time, {result.peak:.0f} MiB, {result.files:,} files,"
        f" {result.pages:,} pages, {result.megabytes:.0f} MB"
    )


def _markdown(html: str) -> str:
    """The text of a page of ours as somebody would write it in Markdown, drawings as they are."""
    if "<svg" in html:
        return html
    said = re.sub(r'<a [^>]*?href="(.*?)"[^>]*>(.*?)</a>', r"[\2](\1)", html, flags=re.DOTALL)
    said = re.sub(
        r"<h([1-3])[^>]*>(.*?)</h\1>",
        lambda m: f"\n{'#' * int(m[1])} {m[2].strip()}\n",
        said,
        flags=re.DOTALL,
    )
    said = re.sub(r"<li[^>]*>", "\n- ", said)
    said = re.sub(r"<(?:p|dt|dd|div)\b[^>]*>", "\n\n", re.sub(r"(\n- )<p[^>]*>", r"\1", said))
    return re.sub(r"<[^>]+>", " ", said)


_MAIN = '<main id="main" tabindex="-1">'


def hugo_source(site: Path, source: Path) -> None:
    """Makes of a site what Hugo makes the same pages from."""
    (source / "layouts" / "_default").mkdir(parents=True)
    (source / "content").mkdir()
    page = (site / "en" / "about.html").read_text(encoding="utf-8")
    before, _, rest = page.partition(_MAIN)
    after = rest.partition("</main>")[2]
    before = re.sub(r"<title>.*?</title>", "<title>{{ .Title }} – {{ .Site.Title }}</title>", before)
    before = re.sub(r'content="[^"]*">\s*</head>', 'content="{{ .Description }}">\n</head>', before)
    single = f"{before}{_MAIN}{{{{ .Content }}}}</main>{after}"
    for layout in ("_default/single.html", "_default/list.html", "index.html"):
        (source / "layouts" / layout).write_text(single, encoding="utf-8")
    (source / "config.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Global Compact"\nuglyURLs = true\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section"]\n'
    )
    for file in site.rglob("*"):
        name = file.relative_to(site)
        if file.is_dir():
            continue
        if file.suffix != ".html":
            target = source / "static" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
            continue
        text = file.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        inner = _markdown(text.partition(_MAIN)[2].partition("</main>")[0])
        head = {"title": title[1] if title else "", "description": "A page"}
        target = source / "content" / ("_index.md" if str(name) == "index.html" else name.with_suffix(".md"))
        # Hugo takes a page of this name for a section.
        target = target.with_name("home.md") if name.name == "index.html" and name.parent.name else target
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{json.dumps(head)}\n{inner}", encoding="utf-8")


if __name__ == "__main__":
    main()
