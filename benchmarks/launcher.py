"""The measuring side of a run: one launcher process, and what it answered for each command."""

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

MIB = 1024 * 1024


class Run(NamedTuple):
    """One process, from start to end: seconds, processor seconds, peak memory in bytes, exit code."""

    seconds: float
    processor: float
    peak: int
    code: int


class Output(NamedTuple):
    """What a process wrote."""

    text: str
    errors: str


class Launcher:
    """Runs commands one after the other in `folder`, each as a process of its own; use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self._out, self._err = folder / "stdout", folder / "stderr"
        empty = folder / "empty"
        empty.mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("measure.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=empty,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(self, argv: Sequence[str], environment: Mapping[str, str]) -> tuple[Run, Output]:
        told = {"argv": argv, "env": environment, "out": str(self._out), "err": str(self._err)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        run = Run(**json.loads(self._process.stdout.readline()))
        return run, Output(self._read(self._out), self._read(self._err))

    @staticmethod
    def _read(file: Path) -> str:
        return file.read_text(encoding="utf-8", errors="replace")


class Figures(NamedTuple):
    """The runs of one command at one size, in short. Seconds and bytes."""

    runs: int
    median: float
    least: float
    most: float
    processor: float
    peak: int


def figures(runs: Sequence[Run]) -> Figures:
    seconds = [run.seconds for run in runs]
    return Figures(
        runs=len(runs),
        median=statistics.median(seconds),
        least=min(seconds),
        most=max(seconds),
        processor=statistics.median(run.processor for run in runs),
        peak=max(run.peak for run in runs),
    )
