"""The forms by kind of record, for what adds one of any kind: a record may be added while another one is."""

from gcmtrack.cli.add.form import Form
from gcmtrack.cli.add.milestone import MILESTONE
from gcmtrack.cli.add.organisation import ORGANISATION
from gcmtrack.cli.add.statement import STATEMENT
from gcmtrack.model.ids import Folder

FORMS: dict[Folder, Form] = {
    "milestones": MILESTONE,
    "statements": STATEMENT,
    "organisations": ORGANISATION,
}
