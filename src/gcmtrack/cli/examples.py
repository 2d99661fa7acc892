"""The examples with which each help page begins: what is wanted, and the command that does it.

Each does what it says on the shipped records, or on a copy of them for those that write (tests/test_help.py).
"""

from collections.abc import Mapping

Examples = tuple[tuple[str, str], ...]

_FOR: Mapping[str, Examples] = {
    "": (
        ("What is coming, by when?", "gcmtrack events"),
        ("Everything about the forum of 2022:", "gcmtrack show imrf-2022"),
        ("How a command is used:", "gcmtrack help statements"),
    ),
    "import": (
        ("What would a list bring in?", "gcmtrack import list.csv"),
        ("Bring it in:", "gcmtrack import list.csv --as statement --yes"),
    ),
    "site": (
        ("The whole record as a site:", "gcmtrack site public"),
        ("In Spanish alone, as it will stand at its address:", "gcmtrack site public --in es --base-url https://example.org/gcm/"),
    ),
    "events": (
        ("What is going on and coming in the next six months:", "gcmtrack events --within 6m"),
        ("What was held in Mexico, newest first:", "gcmtrack events --past --country Mexico"),
        ("The hearings so far:", "gcmtrack events --past --type stakeholder-hearing"),
    ),
    "timeline": (
        ("How it was negotiated:", "gcmtrack timeline --phase negotiation"),
        ("The outline of it all:", "gcmtrack timeline --fold"),
        ("The forum of 2022 with what was said there:", "gcmtrack timeline --on imrf-2022 --statements"),
    ),
    "statements": (
        ("What did we say?", "gcmtrack statements --org wimn"),
        ("Who was critical at the forum of 2022?", "gcmtrack statements --on imrf-2022 --stance critical"),
        ("What is there in Spanish on detention?", "gcmtrack statements --lang es --topic detention"),
    ),
    "documents": (
        ("Which draft came when, and where is the text?", "gcmtrack documents --phase negotiation"),
        ("What can be read in Spanish?", "gcmtrack documents --lang es"),
    ),
    "objectives": (
        ("The 23 objectives, and how much was said on each:", "gcmtrack objectives"),
        ("Objective 13 with its records:", "gcmtrack objectives 13"),
        ("What did we speak to?", "gcmtrack objectives --org wimn"),
    ),
    "organisations": (
        ("Who of civil society is in the record?", "gcmtrack organisations --type civil-society"),
        ("Who is from Mexico?", "gcmtrack organisations --country Mexico"),
        ("Who spoke on the zero draft?", "gcmtrack organisations --on zero-draft"),
    ),
    "topics": (
        ("All topics:", "gcmtrack topics"),
        ("The topics of one organisation:", "gcmtrack topics --org wimn"),
    ),
    "matrix": (
        ("Which type of actor spoke on which objective?", "gcmtrack matrix"),
        ("Which topics have nothing in which language?", "gcmtrack matrix topic lang --gaps"),
        ("How many statements were there in which year?", "gcmtrack matrix year --chart"),
    ),
    "positions": (
        ("Where does Brazil stand?", "gcmtrack positions brazil"),
        ("A line for every State:", "gcmtrack positions"),
    ),
    "digest": (
        ("What is due, and what is new? (gcmtrack alone says it too)", "gcmtrack digest"),
        ("The same, for a mail:", "gcmtrack digest --markdown"),
    ),
    "changes": (
        ("What changed in the last two weeks, for a mail?", "gcmtrack changes --markdown"),
        ("What changed since then, as a feed?", 'gcmtrack changes --since "3 months ago" -o changes.atom'),
    ),
    "mandates": (
        ("What is overdue, or due in the next year?", "gcmtrack mandates --due 12m"),
        ("All of it, occasion by occasion:", "gcmtrack mandates"),
    ),
    "trail": (
        ("What became of the demands on detention?", "gcmtrack trail --topic detention"),
        ("The same for an objective:", "gcmtrack trail --objective 8"),
        ("Which texts are held here, and where are the others?", "gcmtrack trail --texts"),
    ),
    "show": (
        ("A milestone, with its parts and statements:", "gcmtrack show imrf-2022"),
        ("A text, by its symbol:", "gcmtrack show A/RES/73/195"),
        ("All that an organisation said and did:", "gcmtrack show wimn"),
    ),
    "search": (
        ("Where is that word?", "gcmtrack search regularization"),
        ("Words that stand together:", "gcmtrack search '\"climate change\"'"),
        ("Only in statements of 2018:", "gcmtrack search detention --since 2018 --until 2018"),
    ),
    "open": (
        ("The Compact in Spanish, in the browser:", "gcmtrack open a-res-73-195 --lang es"),
        ("Only its address:", "gcmtrack open a-res-73-195 --print"),
    ),
    "add-statement": (
        (
            "Add a statement; without --dry-run it is written:",
            ("gcmtrack add-statement --org wimn --title 'Our statement' \\\n"
            "    --date '8 May 2026' --milestone imrf-2026 \\\n"
            "    --link https://example.org/statement \\\n"
            "    --source-title 'Our site' --source-url https://example.org/ --dry-run"),
        ),
        (
            "What was said aloud, by whom, and where to hear it:",
            ("gcmtrack add-statement --org wimn --title 'Remarks at the forum' \\\n"
            "    --kind remarks --date '7 May 2026' --milestone imrf-2026 \\\n"
            "    --speaker 'Ana Example' --link https://example.org/video \\\n"
            "    --at 41:29-47:32 --source-title 'Recording'"),
        ),
    ),
    "add-milestone": (
        (
            "Add an event; without --dry-run it is written:",
            ("gcmtrack add-milestone --title 'Strategy meeting' --kind event \\\n"
            "    --type forum --phase review --date '12-13 October 2027' \\\n"
            "    --status tentative --country Mexico \\\n"
            "    --source-title 'Our site' --source-url https://example.org/ --dry-run"),
        ),
        (
            "Add a deadline:",
            ("gcmtrack add-milestone --title 'Deadline: pledges' --kind deadline \\\n"
            "    --type input-deadline --phase review --date 2030-04-01 \\\n"
            "    --source-title 'Call for pledges' --source-url https://example.org/call"),
        ),
    ),
    "add-organisation": (
        (
            "Add an organisation; its own site is the source:",
            ("gcmtrack add-organisation --name 'Example Network' --acronym EXN \\\n"
            "    --type civil-society --country Kenya --url https://example.org/"),
        ),
        (
            "Only look at the file that would be written:",
            ("gcmtrack add-organisation --name 'Example Union' --type trade-union \\\n"
            "    --url https://example.org/union --dry-run"),
        ),
    ),
    "edit": (
        ("Its date is known now:", "gcmtrack edit imrf-2030 --set date=2030-05-06/2030-05-09"),
        ("It is cancelled; only show the change:", "gcmtrack edit imrf-2030 --set status=cancelled --dry-run"),
        ("Add to a list:", "gcmtrack edit imrf-2030 --add topics=gender"),
    ),
    "rename": (("Mends all that names it:", "gcmtrack rename imrf-2030 third-forum"),
               ("And back:", "gcmtrack rename third-forum imrf-2030")),
    "remove": (
        ("What would be removed?", "gcmtrack remove wimn-2018-07-concluded-gcm --dry-run"),
        ("Remove it:", "gcmtrack remove wimn-2018-07-concluded-gcm"),
    ),
    "fmt": (
        ("Bring all files into form:", "gcmtrack fmt"),
        ("Only say what would change:", "gcmtrack fmt --check"),
    ),
    "check": (
        ("Is all well?", "gcmtrack check"),
        ("Repair what has one right answer:", "gcmtrack check --fix"),
        ("What is a check for?", "gcmtrack check --explain same-symbol"),
    ),
    "audit": (
        ("What is stale, missing or contradicted on a page?", "gcmtrack audit page.html"),
        ("What could stand in place of its lists?", "gcmtrack audit page.html --suggest"),
        ("What do the findings mean?", "gcmtrack audit --explain all"),
    ),
    "init": (
        ("Your records, on top of the shipped ones:", "gcmtrack init my-records"),
        ("A folder for records of your own alone:", "gcmtrack init own-records --empty"),
    ),
    "export": (
        ("Fill the markers of a page:", "gcmtrack export --into page.html"),
        ("A calendar to subscribe to:", "gcmtrack export --format ics -o gcm.ics"),
        (
            "Statements for Excel in French:",
            "gcmtrack export --format csv --only statements --excel fr -o statements.csv",
        ),
    ),
    "cite": (
        ("The Compact, as the United Nations cite it:", "gcmtrack cite a-res-73-195"),
        ("A place in it, in another style:", "gcmtrack cite a-res-73-195 --at 'para 13' --style apa"),
        ("All that was said at the forum of 2022:", "gcmtrack cite --on imrf-2022 --numbered"),
    ),
    "schema": (
        ("For an editor that checks TOML while you type:", "gcmtrack schema --write records/schema"),
        ("One of them, on standard output:", "gcmtrack schema statements"),
    ),
}  # fmt: skip


def of(command: str) -> Examples:
    """Returns the examples of a command; of the program itself for an empty name; none for a command that is not known."""
    return _FOR.get(command, ())
