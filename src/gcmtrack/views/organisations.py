"""Who is in the record, and how much each said and did."""

from collections import Counter
from typing import NamedTuple

from msgspec import structs

from gcmtrack.model.collection import Records
from gcmtrack.model.records import Organisation, references
from gcmtrack.views.filters import (
    Filters,
    matching_milestones,
    matching_organisations,
    matching_statements,
    of_organisations,
)
from gcmtrack.wording import Wording


class OrganisationRow(NamedTuple):
    """An organisation, and in how many milestones and statements it had a part: issued, signed, organised, voted."""

    organisation: Organisation
    name: str
    type: str
    country: str
    milestones: int
    statements: int


def organisation_rows(records: Records, filters: Filters, wording: Wording) -> list[OrganisationRow]:
    """Returns the organisations that pass by what they are themselves, by id.

    All other filters narrow what is counted; then those of which nothing is counted are left out.
    """
    own = of_organisations(filters)
    # What chooses the organisations must not choose among what they did: others may have organised it.
    others = structs.replace(filters, org=Filters().org, members_of=Filters().members_of, type=Filters().type,
                              country=Filters().country, words=())  # fmt: skip
    parts_in_milestones = Counter(
        id_ for milestone in matching_milestones(records, others) for id_ in _named(milestone)
    )
    parts_in_statements = Counter(
        id_ for statement in matching_statements(records, others) for id_ in _named(statement)
    )
    rows = [
        OrganisationRow(
            organisation=organisation,
            name=wording.title(organisation),
            type=wording.label("organisation-type", organisation.type),
            country=wording.country(organisation.country) if organisation.country else "",
            milestones=parts_in_milestones[organisation.id],
            statements=parts_in_statements[organisation.id],
        )
        for organisation in matching_organisations(records, own)
    ]
    return [row for row in rows if row.milestones or row.statements or not others.any]


def _named(record: object) -> set[str]:
    return {id_ for _, _, folder, id_ in references(record) if folder == "organisations"}  # type: ignore[arg-type]
