"""What is asked of gcmtrack, and of the two that do nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from entries import EDITED, TODAY, Collection
from programs import Command, forgetting, gcmtrack_executable, plain_environment

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"
_EMPTY_APP = """import typer

app = typer.Typer()


@app.command()
def empty() -> None:
    pass


if __name__ == "__main__":
    app()
"""


def idle_commands(folder: Path) -> list[Command]:
    """An empty interpreter, and an empty Typer app with the interpreter and the Typer of gcmtrack."""
    environment = plain_environment(folder / "idle")
    app = folder / "empty_typer_app.py"
    app.write_text(f"#!{sys.executable}\n{_EMPTY_APP}", encoding="utf-8")
    app.chmod(0o755)
    return [
        Command("empty interpreter", [sys.executable, "-c", "pass"], environment, _anything),
        Command("empty Typer app", [str(app)], environment, _anything),
    ]


class _Asking:
    """What makes the commands for one collection, all with the same surroundings."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        self.collection = collection
        self.folder = folder
        self.environment = plain_environment(folder / "gcmtrack")
        self.environment["GCMTRACK_RECORDS"] = str(collection.records)
        self.today = ["--today", TODAY.isoformat()]

    def command(
        self,
        name: str,
        *argv: str,
        check: Callable[[str], str | None] | None = None,
        silent: bool = False,
        **more: object,
    ) -> Command:
        made = Command(
            f"gcmtrack {name}",
            [gcmtrack_executable(), *argv],
            self.environment,
            check or _something,
            silent=silent,
        )
        return made._replace(**more)  # type: ignore[arg-type]

    def written(self, name: str, *argv: str, output: str) -> Command:
        """A command that writes a file, which is to hold something."""
        file = self.folder / output

        def check(_: str) -> str | None:
            return None if file.is_file() and file.stat().st_size else f"writes no {output}"

        return self.command(name, *argv, "-o", str(file), check=check, before=forgetting(file), warming=True)


def gcmtrack_commands(collection: Collection, folder: Path) -> list[Command]:
    """Everything that is asked of gcmtrack. The three ways to run `events` differ only in the snapshot."""
    asking = _Asking(collection, folder)
    commands = [*_listing(asking), *_exporting(asking), *_further(asking)]
    commands.append(asking.command("--help", "--help", silent=True))
    completing = {
        **asking.environment,
        "_GCMTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": f"gcmtrack\nshow\n{collection.prefix}",
        "COMP_CWORD": "2",
    }
    offered = _starting(collection.prefix)
    commands.append(asking.command("completion of an id", check=offered, silent=True, environment=completing))
    return commands


def _listing(asking: _Asking) -> list[Command]:
    collection, environment, today = asking.collection, asking.environment, asking.today
    cold = asking.folder / "first"
    first = {**environment, "HOME": str(cold), "XDG_CACHE_HOME": str(cold / "cache")}
    window = ["--within", "12m", *today]
    own = own_folder(collection, asking.folder / "own")
    on_base = {**environment, "GCMTRACK_RECORDS": str(own)}
    listed = _ids(collection)

    def command(name: str, *argv: str, **more: object) -> Command:
        return asking.command(name, *argv, silent=True, **more)  # type: ignore[arg-type]

    events = command("events --upcoming", "events", "--upcoming", *window, check=listed)
    said = _lines(collection.statements)
    sound = _anything if collection.name == "shipped" else _nothing
    return [
        events,
        events._replace(name="gcmtrack events, first run", environment=first, before=forgetting(cold)),
        events._replace(
            name="gcmtrack events, no snapshot", environment={**environment, "GCMTRACK_CACHE": "off"}
        ),
        events._replace(name="gcmtrack events, base and own", environment=on_base),
        command("timeline --within 12m", "timeline", *window),
        command("timeline", "timeline", *today),
        command("statements --org", "statements", "--org", collection.organisation, *today, check=said),
        command("search", "search", collection.word, *today),
        command("check", "check", *today, check=sound)._replace(silent=False),
        command("check, base and own", "check", *today, check=_nothing)._replace(
            environment=on_base, silent=False
        ),
    ]


def _exporting(asking: _Asking) -> list[Command]:
    today, window = asking.today, ["--within", "12m", *asking.today]
    commands = [
        asking.command("export csv --within 12m", "export", "--format", "csv", *window),
        asking.command("export csv", "export", "--format", "csv", *today),
        asking.command("export json", "export", "--format", "json", *today),
        asking.command("export markdown", "export", "--format", "markdown", *today),
        asking.command("export ics", "export", "--format", "ics", *today),
        asking.written("export sqlite", "export", *today, output="out.sqlite"),
    ]
    # Nobody opens a workbook of more rows, which takes minutes to make.
    if len(asking.collection.entries) < 50_000:
        commands.append(asking.written("export xlsx", "export", *today, output="out.xlsx"))
    else:
        commands.append(_site(asking))
    return commands


def _site(asking: _Asking) -> Command:
    """The site in all languages, for its peak: it takes minutes, so it is run once. `site_pages.py` times small ones."""
    out = asking.folder / "site"

    def check(_: str) -> str | None:
        made = (out / "index.html").is_file()
        # Half a million files are in nobody's way any more.
        shutil.rmtree(out, ignore_errors=True)
        return None if made else "makes no site"

    return asking.command("site", "site", str(out), *asking.today, check=check, before=forgetting(out))


def _further(asking: _Asking) -> list[Command]:
    """What people do less often: reports, an audit, an import, and changes that are only shown."""
    collection, today, folder = asking.collection, asking.today, asking.folder
    page = "https://example.org/new"
    statement = ["--org", collection.organisation, "--title", "A statement that nobody made"]
    statement += ["--date", "2026-05-08", "--link", page, "--source-title", "A page", "--source-url", page]
    rows = folder / "rows.csv"
    rows.write_text(_rows(1000), encoding="utf-8")
    audited = folder / "page.html"
    audited.write_text(_page(1_000_000), encoding="utf-8")
    into = folder / "imported"
    to_write = {**asking.environment, "GCMTRACK_RECORDS": str(into)}
    # Beside very many records it takes half a minute.
    audit = asking.command("audit of a page of 1 MB", "audit", str(audited), *today, codes=(0, 1))
    return [
        asking.command("digest", "digest", *today),
        asking.command("changes", "changes", "--since", "2026-01-01", *today, check=_anything),
        asking.command("matrix", "matrix", *today),
        *([] if len(collection.entries) >= 50_000 else [audit]),
        asking.command("import of 1,000 rows, shown", "import", str(rows), *today, check=_files(1000)),
        asking.command(
            "import of 1,000 rows, written",
            *("import", str(rows), "--yes", *today),
            check=_lines(1000),
            environment=to_write,
            before=_standing_on(collection, into),
            warming=True,
        ),
        asking.command(
            "edit --dry-run", "edit", collection.entries[0].id, "--set", "status=tentative", "--dry-run"
        ),
        asking.command("add-statement --dry-run", "add-statement", *statement, "--dry-run"),
    ]


def own_folder(collection: Collection, folder: Path) -> Path:
    """Makes a folder that stands on the records and has ten of its own, none of them in the window."""
    _standing_on(collection, folder)()
    for number in range(10):
        title = f"Planning meeting {number} of a network of our own"
        source = f'[[sources]]\ntitle = "{title}"\nurl = "https://example.org/own/{number}"\n'
        text = (
            f'title = "{title}"\nkind = "event"\ntype = "meeting"\nphase = "groundwork"\n'
            f'date = "2016-11-{number + 1:02}"\nadded = 2026-11-01\n\n{source}'
        )
        file = folder / "milestones" / f"own-meeting-{number}.toml"
        file.write_text(text, encoding="utf-8")
        # What was written a moment ago is read again each time.
        os.utime(file, (EDITED, EDITED))
    return folder


def _standing_on(collection: Collection, folder: Path) -> Callable[[], None]:
    def make() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "milestones").mkdir(parents=True)
        (folder / "gcmtrack.toml").write_text(f'extends = "{collection.records}"\n', encoding="utf-8")

    return make


def _rows(number: int) -> str:
    """A list of milestones as somebody keeps one in a spreadsheet."""
    lines = ["title,date,kind,type,phase,city,country,source"]
    for row in range(number):
        day = f"20{16 + row % 10}-{row % 12 + 1:02}-{row % 28 + 1:02}"
        lines.append(
            f"Regional meeting {row} of our network,{day},event,meeting,review,Quito,EC,https://example.org/list/{row}"
        )
    return "\n".join(lines) + "\n"


def _page(size: int) -> str:
    """A long page with a date in every other line."""
    page = (PAGES / "union.html").read_text(encoding="utf-8")
    return page * (size // len(page.encode()))


def _ids(collection: Collection) -> Callable[[str], str | None]:
    expected = {entry.id for entry in collection.listed}

    def check(text: str) -> str | None:
        found = [line.rsplit("\t", 1)[-1] for line in text.splitlines()]
        if len(found) != len(expected) or set(found) != expected:
            wrong = sorted(set(found) ^ expected)[:3]
            return f"lists {len(found)} entries, expected {len(expected)}; differing: {', '.join(wrong)}"
        return None

    return check


def _lines(expected: int) -> Callable[[str], str | None]:
    def check(text: str) -> str | None:
        found = len(text.splitlines())
        return None if found == expected else f"prints {found} lines, expected {expected}"

    return check


def _files(expected: int) -> Callable[[str], str | None]:
    def check(text: str) -> str | None:
        found = sum(line.startswith("+++ ") for line in text.splitlines())
        return None if found == expected else f"shows {found} files, expected {expected}"

    return check


def _starting(prefix: str) -> Callable[[str], str | None]:
    def check(text: str) -> str | None:
        found = text.split()
        good = bool(found) and all(word.startswith(prefix) for word in found)
        return None if good else f"offers {found[:3]} for {prefix!r}"

    return check


def _something(text: str) -> str | None:
    return None if text else "prints nothing"


def _nothing(text: str) -> str | None:
    return f"prints {text.splitlines()[0]}" if text else None


def _anything(_: str) -> None:
    return None


# What is asked of the commit before too: what people do most, and what takes longest.
_BEFORE = (
    "events --upcoming", "timeline", "search", "check", "export csv", "export json", "--help", "completion of an id",
)  # fmt: skip


def before_commands(
    commands: Sequence[Command], script: Path, folder: Path, *, shipped: bool
) -> list[Command]:
    """The same, asked of an earlier gcmtrack that `script` starts; of what ships, with the records of that time."""
    own = plain_environment(folder / "before")
    if shipped:
        own["GCMTRACK_RECORDS"] = str(script.with_name("records"))
    found = [
        command._replace(
            name=f"before: {command.name}",
            argv=[str(script), *command.argv[1:]],
            environment={**command.environment, **own},
        )
        for command in commands
        if command.name.removeprefix("gcmtrack ") in _BEFORE
    ]
    # Other records have other answers, and may have been in order on another day.
    return [each._replace(check=_anything, silent=False, codes=(0, 1)) if shipped else each for each in found]


def earlier(commit: str, work: Path) -> Path:
    """Puts an earlier commit of this repository into a folder, and returns a script that starts it with the same Python
    and the same libraries. Raises `OSError` and `subprocess.CalledProcessError`."""
    place = work / "before"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    root = Path(__file__).resolve().parent.parent
    archive = place / "before.tar"
    asked = ["git", "-C", str(root), "archive", "--output", str(archive), commit, "src", "records"]
    subprocess.run(asked, check=True, capture_output=True, text=True)
    shutil.unpack_archive(archive, place)
    script = place / "gcmtrack"
    script.write_text(
        f"#!{sys.executable}\nimport sys\n\nsys.path.insert(0, {str(place / 'src')!r})\n"
        "from gcmtrack.__main__ import run\n\nsys.exit(run())\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return script


_WITH_TYPER = ("empty Typer app", "gcmtrack events --upcoming", "gcmtrack --help")


def newest_typer(work: Path) -> tuple[str, Path]:
    """Fetches the newest Typer with pip into a folder; returns its version and the folder.

    Raises `OSError` and `subprocess.CalledProcessError`.
    """
    place = work / "typer"
    if not place.is_dir():
        asked = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [*asked, "--target", str(place), "--upgrade", "typer"], check=True, capture_output=True, text=True
        )
    (told,) = place.glob("typer-*.dist-info")
    return told.name.removeprefix("typer-").removesuffix(".dist-info"), place


def typer_commands(commands: Sequence[Command], place: Path) -> list[Command]:
    """The same with another Typer, which stands in a folder."""
    return [
        command._replace(
            name=f"newest Typer: {command.name}",
            # Its own cache too: help pages that one Typer laid out are laid out again for the other.
            environment={
                **command.environment,
                "PYTHONPATH": str(place),
                "XDG_CACHE_HOME": str(place / "cache"),
            },
        )
        for command in commands
        if command.name in _WITH_TYPER
    ]
