"""A second process that reads some of very many files, where there is a core for it.

It begins at the last file, and who asks begins at the first, so neither waits for the other, however fast each is. Only
good records come from it. Every other file, and all of them if the second process ends early, is read by who asks as if
there were no other.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import GenericAlias
from typing import Any

from gcmtrack.model.findings import Finding
from gcmtrack.model.ids import FOLDERS
from gcmtrack.model.records import RECORD_TYPES, Record
from gcmtrack.store.gathering import Gathering
from gcmtrack.store.lazy_records import decoder, encode
from gcmtrack.store.sources import FolderSource, RecordText
from gcmtrack.store.stack import Names

# For fewer a second process saves less than anybody sees: the shipped records are read by one.
FILES = 2_000

# So many records come at once. What comes between two looks for them fits into a pipe, so that nobody waits there.
_TOGETHER = 32
_LOOK_AFTER = 16

# Before the records that come at once: one byte for their kind, four for their length.
_HEAD = 5

Texts = Iterable[RecordText | Finding]


@contextmanager
def helping(
    layers: Sequence[FolderSource], only: Sequence[Names], gathered: Gathering
) -> Iterator[Callable[[Texts], Texts]]:
    """Has a second process read the files that are in `only`, where they are many; when the `with` ends it is gone.

    Gives what passes texts on while they are read, and meanwhile adds to `gathered` the records that come.
    """
    if sum(len(some) for names in only for some in names.values()) < FILES or not is_possible():
        yield iter
        return
    # What reads is loaded once, for both.
    import gcmtrack.store.record_text  # noqa: F401

    try:
        process, opened = _started(layers, only)
    except OSError:
        # There are too many processes or open files for one more.
        yield iter
        return
    try:
        yield _Coming(opened, gathered).beside
    finally:
        os.close(opened)
        _end(process)


def is_possible() -> bool:
    """Whether a second process can be made and would have a core for itself.

    A process with several threads must not be doubled, and on macOS none is without danger.
    """
    threading = sys.modules.get("threading")
    return (
        hasattr(os, "fork")
        and hasattr(os, "sched_getaffinity")
        and len(os.sched_getaffinity(0)) > 1
        and (threading is None or threading.active_count() == 1)
    )


class _Coming:
    """What comes from the second process."""

    def __init__(self, opened: int, gathered: Gathering) -> None:
        self._opened = opened
        self._gathered = gathered
        self._came = bytearray()
        lists: list[Any] = [GenericAlias(list, RECORD_TYPES[folder]) for folder in FOLDERS]
        self._decoders = [decoder(each).decode for each in lists]

    def beside(self, texts: Texts) -> Texts:
        for number, text in enumerate(texts):
            yield text
            # What was passed on is gathered by now, so that nothing is gathered twice.
            if number % _LOOK_AFTER == 0:
                for record in self._records():
                    if not self._gathered.holds(record.folder, record.id):
                        self._gathered.add(record)

    def _records(self) -> Iterator[Record]:
        """Yields what has come since, and waits for nothing."""
        with suppress(BlockingIOError):
            while more := os.read(self._opened, 1 << 16):
                self._came += more
        while len(self._came) >= _HEAD:
            end = _HEAD + int.from_bytes(self._came[1:_HEAD], "big")
            if len(self._came) < end:
                break
            yield from self._decoders[self._came[0]](self._came[_HEAD:end])
            del self._came[:end]


def _started(layers: Sequence[FolderSource], only: Sequence[Names]) -> tuple[int, int]:
    """Starts the second process; returns its number, and from where its records are read. Raises `OSError`."""
    import signal

    ours, theirs = os.pipe()
    signals = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    # None acts before it is clear in which process it does.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        process = os.fork()
        if process == 0:
            try:
                for each in signals:
                    if callable(signal.getsignal(each)):
                        signal.signal(each, signal.SIG_DFL)
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
                os.close(ours)
                _read_backwards(layers, only, theirs)
            finally:
                # Whatever goes wrong here goes wrong once more for who asks, and is told there.
                os._exit(0)
        os.set_blocking(ours, False)
    except OSError:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process, ours


def _read_backwards(layers: Sequence[FolderSource], only: Sequence[Names], opened: int) -> None:
    """Writes the good records of all files, beginning with the last, until nobody reads them."""
    from gcmtrack.store.record_text import read_text

    for layer, names in zip(reversed(layers), reversed(only), strict=True):
        for number, kind in reversed([*enumerate(FOLDERS)]):
            some = sorted(names.get(kind, ()), reverse=True)
            for begin in range(0, len(some), _TOGETHER):
                texts = (layer.read(kind, name) for name in some[begin : begin + _TOGETHER])
                read = (read_text(*text)[0] for text in texts if isinstance(text, RecordText))
                if records := [record for record in read if record is not None]:
                    pieces = encode(records)
                    _write(opened, bytes([number]) + len(pieces).to_bytes(4, "big") + pieces)


def _write(opened: int, pieces: bytes) -> None:
    waiting = memoryview(pieces)
    while waiting:
        waiting = waiting[os.write(opened, waiting) :]


def _end(process: int) -> None:
    import signal

    # Where who started us has children forgotten at once, there is none to wait for.
    with suppress(ChildProcessError):
        if os.waitpid(process, os.WNOHANG) == (0, 0):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
