"""`gcmtrack add-milestone`, `add-statement`, `add-organisation`"""

from gcmtrack.cli.add.adding import add
from gcmtrack.cli.add.form import Given, with_form
from gcmtrack.cli.add.milestone import MILESTONE
from gcmtrack.cli.add.organisation import ORGANISATION
from gcmtrack.cli.add.statement import STATEMENT


@with_form(MILESTONE)
def add_milestone(given: Given) -> None:
    """Add a milestone: an event, a document, a decision or a deadline.

    On a terminal it asks for what is missing; in a script give --title, --kind, --type, --phase, --date, --source-title
    and --source-url. Prints the path of the new file.
    """
    add(MILESTONE, given)


@with_form(STATEMENT)
def add_statement(given: Given) -> None:
    """Add a statement: who said what about which milestone.

    On a terminal it asks for what is missing; in a script give --org, --title, --date, --source-title and --source-url.
    Prints the path of the new file.
    """
    add(STATEMENT, given)


@with_form(ORGANISATION)
def add_organisation(given: Given) -> None:
    """Add an organisation: a network, a UN body, a State, a union, a city.

    On a terminal it asks for what is missing; in a script give --name, --type and --url (or a source). Its own site is
    its source when no other is given. Prints the path of the new file.
    """
    add(ORGANISATION, given)
