"""The 23 objectives of the Compact, its ten guiding principles, and how its forum groups the objectives."""

from typing import NamedTuple


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
