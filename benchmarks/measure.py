"""Times a whole process: elapsed time, processor time and peak memory, with its output going to a pipe.

Run as a program, this file is a small launcher that starts what it is told and reports. It is a process of its own
because a child inherits, as its first peak, the memory of the process that started it: the launcher must stay small,
so it imports little and keeps no output in memory.
"""

import json
import os
import sys
import time


def launch() -> None:
    """Reads one command a line from standard input, as JSON, runs it, and answers with one line of JSON."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for line in sys.stdin:
        told = json.loads(line)
        out = os.open(told["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        err = os.open(told["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        reader, writer = os.pipe()
        begun = time.perf_counter()
        try:
            child = os.posix_spawnp(
                told["argv"][0],
                told["argv"],
                told["env"],
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, nothing, 0),
                    (os.POSIX_SPAWN_DUP2, writer, 1),
                    (os.POSIX_SPAWN_DUP2, err, 2),
                ],
            )
        except OSError as error:
            # As a shell says it of a program that is not there.
            os.write(err, f"{error}\n".encode())
            for descriptor in (reader, writer, out, err):
                os.close(descriptor)
            print(json.dumps({"seconds": 0.0, "processor": 0.0, "peak": 0, "code": 127}), flush=True)
            continue
        os.close(writer)
        while piece := os.read(reader, 1 << 16):
            os.write(out, piece)
        _, status, used = os.wait4(child, 0)
        seconds = time.perf_counter() - begun
        for descriptor in (reader, out, err):
            os.close(descriptor)
        answer = {
            "seconds": seconds,
            "processor": used.ru_utime + used.ru_stime,
            "peak": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
            "code": os.waitstatus_to_exitcode(status),
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    launch()
