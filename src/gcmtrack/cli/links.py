"""`gcmtrack check --links`: the progress bar, and where answers are kept."""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from gcmtrack.checks import link_trial, links
from gcmtrack.checks.link_trial import RequestLimits
from gcmtrack.checks.links import AnswerLog, Result
from gcmtrack.cli import cache
from gcmtrack.cli.output import say
from gcmtrack.errors import GcmtrackError
from gcmtrack.model.findings import Problem
from gcmtrack.store.load import load
from gcmtrack.store.locating import locate
from gcmtrack.text import counted


def run(folder: Path, today: date, *, again: bool) -> tuple[Problem, ...]:
    """Tries the links of a folder, not of what it stands on, and returns what is wrong with them, and with files whose links could not be tried.

    Raises `GcmtrackError` when nothing answers at all.
    """
    loaded = load(folder)
    places = links.addresses(loaded.own)
    kept = cache.folder()
    memory = AnswerLog(None if kept is None else Path(kept) / "links.jsonl", today)
    if again:
        memory.forget()
    known = {url: result for url, result in memory.recall().items() if url in places}
    left = [url for url in places if url not in known]
    if known:
        say(f"{counted(len(known), 'link')} answered today already (--again tries all anew)")
    with _progress(len(left)) as advance:

        def answered(result: Result) -> None:
            known[result.url] = result
            memory.note(result)
            advance()

        try:
            reached = link_trial.try_all(left, answered, _limits())
        except KeyboardInterrupt:
            raise GcmtrackError(
                f"stopped after {len(known)} of {len(places)} links; run it again to go on"
            ) from None
    if left and not reached:
        raise GcmtrackError("nothing answered, so nothing is known of the links; is there a network?")
    dead = sum(1 for result in known.values() if result.verdict == "dead")
    say(f"{counted(len(known), 'link')} tried, {dead} dead")
    unread = [finding for finding in loaded.findings if finding.check != "unknown-reference"]
    if unread:
        say(f"the links of {counted(loaded.left_out, 'file')} were not tried")
    return locate(loaded.source, unread + links.findings(places, known.values()))


def _limits() -> RequestLimits:
    # Another archive can be asked, such as one that a library runs.
    return RequestLimits(archive=os.environ.get("GCMTRACK_ARCHIVE", link_trial.ARCHIVE))


def _progress(total: int) -> AbstractContextManager[Callable[[], None]]:
    """A bar on standard error where a person sees it; else nothing."""
    if not sys.stderr.isatty() or not total:
        return nullcontext(lambda: None)
    from gcmtrack.terminal.progress import bar

    return bar("Trying links", total)
