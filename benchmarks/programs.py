"""The programs that are compared: how each keeps the entries, and how it is asked for the window."""

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from entries import FIRST, LAST, Collection, Entry

AFTER = LAST + timedelta(1)
_TOKEN = re.compile(r"\be\d{6}\b")


class Command(NamedTuple):
    """One line of the comparison. `before` runs outside the timing; `check` says what is wrong with an output.

    A `slow` command is run once, and only when it is asked for; a `warm` one first gets a run that does not count.
    A `silent` one must write nothing on standard error. A `warming` one gets a run that does not count although
    something runs before it.
    """

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    check: Callable[[str], str | None]
    before: Callable[[], None] | None = None
    slow: bool = False
    codes: tuple[int, ...] = (0,)
    silent: bool = False
    warming: bool = False

    @property
    def warm(self) -> bool:
        return self.before is None or self.warming


class Peer(NamedTuple):
    """A program that keeps dated entries: the programs it needs, how they are stored, how the window is asked for."""

    name: str
    executable: str
    version: Sequence[str]
    store: Callable[[Path, Sequence[Entry]], None]
    ask: Callable[[Path], list[str]]


def plain_environment(home: Path) -> dict[str, str]:
    """The same quiet surroundings for every program: no settings of the person who runs it, UTC, UTF-8."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "TASKRC": str(home / "none"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }


def same_entries(expected: frozenset[str]) -> Callable[[str], str | None]:
    """Returns the check that an output names exactly the expected entries, by their tokens."""

    def check(text: str) -> str | None:
        found = _TOKEN.findall(text)
        if len(found) != len(expected) or set(found) != expected:
            return f"lists {len(found)} entries, {len(set(found) ^ expected)} of them wrong; expected {len(expected)}"
        return None

    return check


def titled(entry: Entry) -> str:
    """The title with its token, on one line."""
    return f"{' '.join(entry.title.split())} {entry.token}"


# khal


def _khal_store(folder: Path, entries: Sequence[Entry]) -> None:
    events = folder / "events"
    events.mkdir()
    for entry in entries:
        title = re.sub(r"([\\;,])", r"\\\1", titled(entry))
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//benchmark//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{entry.token}@benchmark\r\nDTSTAMP:20260101T000000Z\r\n"
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}\r\nDTEND;VALUE=DATE:{entry.day + timedelta(1):%Y%m%d}\r\n"
            f"SUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        with open(events / f"{entry.token}.ics", "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    for name in ("warm", "first"):
        (folder / f"{name}.conf").write_text(
            f"[calendars]\n[[events]]\npath = {events}\nreadonly = True\n"
            f"[sqlite]\npath = {folder / name}.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
            encoding="utf-8",
        )


def _khal_ask(folder: Path, which: str = "warm") -> list[str]:
    return ["-c", str(folder / f"{which}.conf"), "list", FIRST.isoformat(), LAST.isoformat()]


# taskwarrior


def _task_store(folder: Path, entries: Sequence[Entry]) -> None:
    (folder / "data").mkdir()
    (folder / "taskrc").write_text(f"data.location={folder / 'data'}\nconfirmation=off\n", encoding="utf-8")
    tasks = [
        {
            "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, entry.token)),
            "description": titled(entry),
            "due": f"{entry.day:%Y%m%d}T000000Z",
            "entry": "20160101T000000Z",
            "status": "pending",
        }
        for entry in entries
    ]
    given = json.dumps(tasks, ensure_ascii=False).encode()
    subprocess.run(
        ["task", f"rc:{folder / 'taskrc'}", "rc.verbose=nothing", "import", "-"],
        input=given,
        env=plain_environment(folder / "home"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def _task_ask(folder: Path) -> list[str]:
    # `due.after` a day means after its first second, so it begins with the last second before the window.
    window = [f"due.after:{FIRST - timedelta(1)}T23:59:59", f"due.before:{AFTER}"]
    return [f"rc:{folder / 'taskrc'}", "rc.verbose=nothing", *window, "list"]


# hledger


def _hledger_store(folder: Path, entries: Sequence[Entry]) -> None:
    lines = [
        f"{entry.day} {titled(entry).replace(';', ',')}\n    (events)  1\n\n" for entry in _by_day(entries)
    ]
    (folder / "events.journal").write_text("".join(lines), encoding="utf-8")


def _hledger_ask(folder: Path) -> list[str]:
    return ["-f", str(folder / "events.journal"), "print", "-b", str(FIRST), "-e", str(AFTER)]


# calcurse


def _calcurse_store(folder: Path, entries: Sequence[Entry]) -> None:
    lines = [f"{entry.day:%m/%d/%Y} [1] {titled(entry)}\n" for entry in _by_day(entries)]
    (folder / "apts").write_text("".join(lines), encoding="utf-8")
    (folder / "todo").touch()


def _calcurse_ask(folder: Path) -> list[str]:
    place = str(folder)
    window = ["--from", f"{FIRST:%m/%d/%Y}", "--to", f"{LAST:%m/%d/%Y}"]
    return ["--read-only", "-D", place, "-C", place, "-Q", "--filter-type", "cal", *window]


# remind


def _remind_store(folder: Path, entries: Sequence[Entry]) -> None:
    def line(entry: Entry) -> str:
        said = titled(entry).replace("%", "%%").replace("[", '["["]')
        return f"REM {entry.day} MSG {entry.day} {said}\n"

    (folder / "events.rem").write_text("".join(map(line, _by_day(entries))), encoding="utf-8")


def _remind_ask(folder: Path) -> list[str]:
    # -n would go on beyond the window, and -s looks at every reminder once for every day.
    return ["-q", f"-t{(LAST - FIRST).days}", str(folder / "events.rem"), FIRST.isoformat()]


def _by_day(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.day)


PEERS: tuple[Peer, ...] = (
    Peer("khal", "khal", ["--version"], _khal_store, _khal_ask),
    Peer("taskwarrior", "task", ["--version"], _task_store, _task_ask),
    Peer("hledger", "hledger", ["--version"], _hledger_store, _hledger_ask),
    Peer("calcurse", "calcurse", ["--version"], _calcurse_store, _calcurse_ask),
    Peer("remind", "remind", [], _remind_store, _remind_ask),
)


def peer_commands(
    collection: Collection, folder: Path, found: Mapping[str, str], notes: list[str], *, stored: bool
) -> list[Command]:
    """Stores the entries for every peer in `found` (name to executable), unless they are, and returns its commands.

    A peer that cannot store them is noted and left out.
    """
    commands = []
    check = same_entries(frozenset(entry.token for entry in collection.listed))
    huge = len(collection.entries) >= 50_000
    for peer in PEERS:
        if peer.name not in found:
            continue
        place = folder / peer.name
        if not stored:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            try:
                peer.store(place, collection.comparable)
            except (OSError, subprocess.CalledProcessError) as error:
                notes.append(
                    f"{collection.name}: {peer.name} is left out: it cannot store the entries: {error}"
                )
                continue
        environment = plain_environment(place / "home")
        argv = [found[peer.name], *peer.ask(place)]
        slow = huge and peer.name == "calcurse"
        commands.append(Command(_PEER_LINES[peer.name], argv, environment, check, slow=slow))
        if peer.name == "khal":
            cold = [found["khal"], *_khal_ask(place, "first")]
            forget = forgetting(place / "first.db")
            commands.append(Command("khal list, first run", cold, environment, check, forget, slow=huge))
    return commands


_PEER_LINES = {
    "khal": "khal list",
    "taskwarrior": "task list",
    "hledger": "hledger print",
    "calcurse": "calcurse -Q",
    "remind": "remind -t",
}


def forgetting(place: Path) -> Callable[[], None]:
    def forget() -> None:
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)

    return forget


def gcmtrack_executable() -> str:
    """The script that a person runs, of the same environment as this benchmark."""
    return str(Path(sys.executable).with_name("gcmtrack"))


def found_peers(khal: str | None) -> tuple[dict[str, str], list[str]]:
    """Returns the installed peers with their executables, and the names of those that are not installed."""
    given = {"khal": khal} if khal else {}
    found = {peer.name: shutil.which(given.get(peer.name, peer.executable)) for peer in PEERS}
    installed = {name: os.path.abspath(path) for name, path in found.items() if path}
    return installed, [name for name in found if name not in installed]


def versions(found: Mapping[str, str]) -> dict[str, str]:
    """Returns the version that each peer says it is."""
    said = {}
    for peer in PEERS:
        if peer.name in found:
            asked = subprocess.run(
                [found[peer.name], *peer.version], capture_output=True, text=True, check=False
            )
            number = re.search(r"\d+(?:\.\d+)+", asked.stdout + asked.stderr)
            said[peer.name] = number[0] if number else "unknown"
    return said
