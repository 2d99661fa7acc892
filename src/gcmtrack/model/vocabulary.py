"""The field's own words: what a record may say in each key that has a fixed list, and the 23 objectives.

Each list is a `Literal`, so that a record with an unknown word cannot be built; the tuples beside them serve messages,
completion and the docs.
"""

from typing import Literal, NamedTuple, get_args

Phase = Literal[
    "groundwork", "consultation", "stocktaking", "negotiation", "adoption", "implementation", "review"
]
MilestoneKind = Literal["event", "document", "decision", "deadline"]
Status = Literal["confirmed", "tentative", "expected", "postponed", "cancelled"]
Region = Literal["africa", "arab-region", "asia-pacific", "europe-north-america", "latin-america-caribbean"]
StatementKind = Literal[
    "statement",
    "joint-statement",
    "position-paper",
    "press-release",
    "explanation-of-vote",
    "remarks",
    "open-letter",
    "comment",
    "brief",
    "report",
    "declaration",
]
Stance = Literal["supportive", "supportive-with-concerns", "neutral", "critical", "rejecting"]
OrganisationType = Literal[
    "academia",
    "civil-society",
    "employers",
    "faith",
    "intergovernmental",
    "local-government",
    "parliament",
    "political-party",
    "process",
    "state",
    "trade-union",
    "un-body",
]
LinkFormat = Literal["html", "pdf", "docx", "video", "audio", "image", "text"]
LinkRole = Literal["text", "report"]
ChangeEffect = Literal["added", "removed", "changed", "kept"]
ChangeBasis = Literal["reported", "compared", "inferred"]

EventType = Literal[
    "annual-meeting",
    "briefing",
    "civil-society-consultation",
    "civil-society-forum",
    "conference",
    "consultation",
    "consultative-process",
    "dialogue",
    "forum",
    "high-level-meeting",
    "launch",
    "meeting",
    "negotiation-process",
    "negotiation-round",
    "observance",
    "plenary",
    "policy-debate",
    "preparatory-meeting",
    "programme",
    "regional-consultation",
    "regional-review",
    "review-forum",
    "review-round",
    "round-table",
    "side-event",
    "stakeholder-hearing",
    "stocktaking-meeting",
    "summit",
    "term-of-office",
    "thematic-session",
    "workshop",
]
DocumentType = Literal[
    "concept-paper",
    "declaration",
    "draft",
    "indicator-set",
    "letter",
    "outcome-document",
    "report",
    "workplan",
]
DecisionType = Literal[
    "accession",
    "adoption",
    "agreement",
    "announcement",
    "appointment",
    "committee-decision",
    "declaration",
    "establishment",
    "mandate",
    "national-vote",
    "pledge",
    "postponement",
    "resolution",
    "silence-procedure",
    "state-position",
    "vote",
    "withdrawal",
]
DeadlineType = Literal[
    "accreditation-deadline",
    "application-deadline",
    "input-deadline",
    "negotiation-deadline",
    "registration-deadline",
]

PHASES: tuple[Phase, ...] = get_args(Phase)
MILESTONE_KINDS: tuple[MilestoneKind, ...] = get_args(MilestoneKind)
STATUSES: tuple[Status, ...] = get_args(Status)
REGIONS: tuple[Region, ...] = get_args(Region)
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
ORGANISATION_TYPES: tuple[OrganisationType, ...] = get_args(OrganisationType)
LINK_FORMATS: tuple[LinkFormat, ...] = get_args(LinkFormat)
LINK_ROLES: tuple[LinkRole, ...] = get_args(LinkRole)
CHANGE_EFFECTS: tuple[ChangeEffect, ...] = get_args(ChangeEffect)
CHANGE_BASES: tuple[ChangeBasis, ...] = get_args(ChangeBasis)

# Which types go with which kind of milestone; only "declaration" is both a text and a decision.
TYPES_OF_KIND: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType),
    "document": get_args(DocumentType),
    "decision": get_args(DecisionType),
    "deadline": get_args(DeadlineType),
}
MILESTONE_TYPES: tuple[str, ...] = tuple(sorted({t for types in TYPES_OF_KIND.values() for t in types}))

# Keys that only one kind of milestone has.
KINDS_OF_KEY: dict[str, MilestoneKind] = {"vote": "decision", "mandates": "decision", "changes": "document"}


class Objective(NamedTuple):
    """One of the Compact's 23 objectives (A/RES/73/195, paragraph 16).

    `title` is the full English title; `short`, `es` and `fr` are the labels of the United Nations Network on Migration
    (the French label of objective 23 is its full title).
    """

    number: int
    title: str
    short: str
    es: str
    fr: str


class Principle(NamedTuple):
    """One of the Compact's ten guiding principles (A/RES/73/195, paragraph 15), with the UN Network's names."""

    letter: str
    name: str
    es: str
    fr: str


OBJECTIVES: tuple[Objective, ...] = (
    Objective(
        1,
        "Collect and utilize accurate and disaggregated data as a basis for evidence-based policies",
        "Data",
        "Datos",
        "Données",
    ),
    Objective(
        2,
        "Minimize the adverse drivers and structural factors that compel people to leave their country of origin",
        "Minimize adverse drivers",
        "Minimizar factores adversos",
        "Lutter contre les facteurs négatifs",
    ),
    Objective(
        3,
        "Provide accurate and timely information at all stages of migration",
        "Information provision",
        "Proporcionar información",
        "Fourniture d’informations",
    ),
    Objective(
        4,
        "Ensure that all migrants have proof of legal identity and adequate documentation",
        "Legal identity and documentation",
        "Identidad jurídica y documentación",
        "Identité légale et papiers",
    ),
    Objective(
        5,
        "Enhance availability and flexibility of pathways for regular migration",
        "Regular pathways",
        "Vías de migración regular",
        "Filières de migration régulière",
    ),
    Objective(
        6,
        "Facilitate fair and ethical recruitment and safeguard conditions that ensure decent work",
        "Recruitment and decent work",
        "Contratación y trabajo decente",
        "Recrutement et travail décent",
    ),
    Objective(
        7,
        "Address and reduce vulnerabilities in migration",
        "Reduce vulnerabilities",
        "Reducir vulnerabilidades",
        "Réduire la vulnérabilité",
    ),
    Objective(
        8,
        "Save lives and establish coordinated international efforts on missing migrants",
        "Save lives",
        "Salvar vidas",
        "Sauver des vies",
    ),
    Objective(
        9,
        "Strengthen the transnational response to smuggling of migrants",
        "Counter smuggling",
        "Combatir el tráfico de migrantes",
        "Combattre le trafic de migrants",
    ),
    Objective(
        10,
        "Prevent, combat and eradicate trafficking in persons in the context of international migration",
        "Eradicate trafficking",
        "Erradicar la trata de personas",
        "Éradiquer la traite de personnes",
    ),
    Objective(
        11,
        "Manage borders in an integrated, secure and coordinated manner",
        "Manage borders",
        "Gestión de fronteras",
        "Gérer les frontières",
    ),
    Objective(
        12,
        "Strengthen certainty and predictability in migration procedures for appropriate screening, assessment and referral",
        "Screening and referral",
        "Verificación de antecedentes y derivación",
        "Contrôle, évaluation et orientation",
    ),
    Objective(
        13,
        "Use migration detention only as a measure of last resort and work towards alternatives",
        "Alternatives to detention",
        "Alternativas a la detención",
        "Alternatives à la rétention",
    ),
    Objective(
        14,
        "Enhance consular protection, assistance and cooperation throughout the migration cycle",
        "Consular protection",
        "Protección consular",
        "Protection consulaire",
    ),
    Objective(
        15,
        "Provide access to basic services for migrants",
        "Access to basic services",
        "Acceso a los servicios básicos",
        "Accès aux services de base",
    ),
    Objective(
        16,
        "Empower migrants and societies to realize full inclusion and social cohesion",
        "Inclusion and social cohesion",
        "Inclusión y cohesión social",
        "Intégration et cohésion sociale",
    ),
    Objective(
        17,
        "Eliminate all forms of discrimination and promote evidence-based public discourse to shape perceptions of migration",
        "Eliminate discrimination",
        "Eliminar la discriminación",
        "Éliminer les discriminations",
    ),
    Objective(
        18,
        "Invest in skills development and facilitate mutual recognition of skills, qualifications and competences",
        "Skills development and recognition",
        "Desarrollo y reconocimiento de competencias",
        "Perfectionnement et reconnaissance des qualifications",
    ),
    Objective(
        19,
        "Create conditions for migrants and diasporas to fully contribute to sustainable development in all countries",
        "Migrant and diaspora contributions",
        "Contribución de migrantes y diásporas",
        "Contributions des migrants et diaspora",
    ),
    Objective(
        20,
        "Promote faster, safer and cheaper transfer of remittances and foster financial inclusion of migrants",
        "Remittances",
        "Remesas",
        "Envois de fonds",
    ),
    Objective(
        21,
        "Cooperate in facilitating safe and dignified return and readmission, as well as sustainable reintegration",
        "Dignified return and reintegration",
        "Retorno y reintegración dignos",
        "Retour digne et réintégration durable",
    ),
    Objective(
        22,
        "Establish mechanisms for the portability of social security entitlements and earned benefits",
        "Social protection",
        "Protección social",
        "Protection sociale",
    ),
    Objective(
        23,
        "Strengthen international cooperation and global partnerships for safe, orderly and regular migration",
        "International cooperation",
        "Cooperación internacional",
        "Renforcer la coopération internationale et les partenariats mondiaux pour des migrations sûres, ordonnées et régulières",
    ),
)

PRINCIPLES: tuple[Principle, ...] = (
    Principle("a", "People-centred", "Centrada en las personas", "Priorité à la dimension humaine"),
    Principle("b", "International cooperation", "Cooperación internacional", "Coopération internationale"),
    Principle("c", "National sovereignty", "Soberanía nacional", "Souveraineté nationale"),
    Principle(
        "d",
        "Rule of law and due process",
        "Estado de derecho y garantías procesales",
        "Primauté du droit et garanties d’une procédure régulière",
    ),
    Principle("e", "Sustainable development", "Desarrollo sostenible", "Développement durable"),
    Principle("f", "Human rights", "Derechos humanos", "Droits de l’homme"),
    Principle(
        "g", "Gender-responsive", "Perspectiva de género", "Prise en compte de la problématique femmes-hommes"
    ),
    Principle("h", "Child-sensitive", "Perspectiva infantil", "Adaptation aux besoins de l’enfant"),
    Principle(
        "i",
        "Whole-of-government approach",
        "Enfoque pangubernamental",
        "Approche mobilisant l’ensemble des pouvoirs publics",
    ),
    Principle(
        "j", "Whole-of-society approach", "Enfoque pansocial", "Approche mobilisant l’ensemble de la société"
    ),
)

# Round tables of the review forum and the objectives each took at the forum of 2022; the UN calls the grouping indicative.
ROUND_TABLES: tuple[tuple[int, ...], ...] = (
    (2, 5, 6, 12, 18),
    (4, 8, 9, 10, 11, 13, 21),
    (14, 15, 16, 19, 20, 22),
    (1, 3, 7, 17, 23),
)


def objective(number: int) -> Objective:
    """Returns objective `number`, 1 to 23."""
    return OBJECTIVES[number - 1]
