"""Signals that would end the process in the middle of a write."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self


class Interrupted(BaseException):
    """A signal came; what is being done is to be taken back. Never seen outside of `HeldSignals`."""


class HeldSignals:
    """Holds Ctrl-C, SIGTERM and SIGHUP until the context ends, and lets them act then.

    `watch` raises `Interrupted` once one has come. In a thread other than the main one nothing is held, since signals
    never reach it.
    """

    def __init__(self) -> None:
        self._came: int | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                number = getattr(signal, name, None)
                # What is ignored (nohup) or handled by no Python code stays so.
                if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                    self._before[number] = signal.signal(number, self._note)
        return self

    def _note(self, number: int, _: FrameType | None) -> None:
        self._came = number

    def watch(self) -> None:
        if self._came is not None:
            raise Interrupted

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._came is not None:
            signal.raise_signal(self._came)
            if isinstance(error, Interrupted):
                # Somebody's own handler let us go on, but the work is undone.
                raise KeyboardInterrupt from None
