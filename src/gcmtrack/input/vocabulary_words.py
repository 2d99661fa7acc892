"""The words of the vocabulary as people type them: as they are kept, as they are read in English, Spanish and French,
and in the short forms that are usual at the United Nations."""

from collections.abc import Sequence
from functools import cache

from gcmtrack.text import name_key, slug
from gcmtrack.wording import LANGUAGES, wording_of
from gcmtrack.wording.words import Group

# Where the words of a key are found by how each is read; a filter for types takes those of organisations too.
_GROUPS: dict[str, tuple[Group, ...]] = {
    "kind": ("kind",),
    "type": ("type", "organisation-type"),
    "phase": ("phase",),
    "status": ("status",),
    "region": ("region",),
    "stance": ("stance",),
    "facet": ("facet",),
    "format": ("format",),
    "topic": ("topic",),
}

# What people type beside the labels: for regions the commissions of the United Nations that review there.
_ALSO: dict[Group, dict[str, str]] = {
    "phase": {
        "groundwork": "preparación; préparation; preparatoria; préparatoire; antecedentes",
        "consultation": "consulta",
        "stocktaking": "stock-taking; inventario; réunion de bilan",
        "negotiation": "negotiations; negociación; negociaciones; négociation; négociations",
        "adoption": "adopción",
        "implementation": "implementación; ejecución",
        "review": "revisión; follow-up and review; examen y seguimiento; seguimiento y examen; suivi et examen; seguimiento; suivi",
    },
    "kind": {
        "event": "evento; événement",
        "deadline": "fecha límite; délai; échéance",
        "statement": "intervención; intervention",
        "joint-statement": "déclaration conjointe",
        "position-paper": "document de position; note de position; nota de posición; prise de position; posicionamiento; documento de posicionamiento",
        "press-release": "comunicado; nota de prensa; communiqué",
        # A letter that stands in the record has been published.
        "open-letter": "letter; carta; lettre",
        "explanation-of-vote": "EOV",
        "remarks": "observaciones; alocución; remarques; discours; discurso; speech",
        "comment": "observation",
        "declaration": "declaración; déclaration",
    },
    "type": {
        "launch": "lanzamiento",
        "term-of-office": "mandato; mandat",
        "review-forum": "IMRF; FEMI",
        "side-event": "evento paralelo; événement parallèle",
        "stakeholder-hearing": "audiencia; audition; hearing",
        "draft": "proyecto; avant-projet; anteproyecto",
        "concept-paper": "concept note; note conceptuelle",
        "plenary": "plenario",
        "withdrawal": "retiro",
        "programme": "program",
        "negotiation-round": "ronda; round; cycle de négociations; séance de négociation; tour de négociation; sesión de negociación",
    },
    "region": {
        "africa": "African region; región de África; ECA; UNECA; CEPA; CEA; África; Afrique",
        "arab-region": "Arab States; Arab countries; ESCWA; UNESCWA; CESPAO; CESAO; Estados árabes; États arabes; países árabes; pays arabes; mundo árabe; monde arabe",
        "asia-pacific": "Asia-Pacific region; ESCAP; UNESCAP; CESPAP; CESAP; Asia-Pacífico; Asie et Pacifique; Asia y Pacífico; Asie-Pacifique; Asia & Pacific",
        "europe-north-america": "ECE; UNECE; CEPE; CEE-ONU; CEE; UNECE region; Europe; Europa; Europa y Norteamérica",
        "latin-america-caribbean": "LAC; ECLAC; UNECLAC; CEPAL; CEPALC; ALC; GRULAC; Latin America; América Latina; Amérique latine; Latin America & Caribbean; Latinoamérica; Latinoamérica y el Caribe",
    },
    "stance": {
        "supportive": "de apoyo; apoyo; apoya; soutien; soutient; in favour; in favor; pour; accueille; accueille avec satisfaction; acoge; acoge con satisfacción; welcomes",
        "supportive-with-concerns": "a favor con inquietudes; favorable avec des préoccupations; con reservas; avec réserves; avec des réserves; con inquietudes; avec préoccupations; avec des préoccupations; with concerns; with reservations; apoyo con reservas; favorable con reservas; favorable avec réserves",
        "neutral": "neutro; neutra",
        "rejecting": "de rechazo; rechazo; rechaza; rejet; rejette; contra; contre; opposé; opuesto; opuesta; défavorable; desfavorable; against",
        "critical": "crítico",
    },
    "status": {
        "expected": "prevista; prévue; prévus",
        "tentative": "por confirmar; à confirmer; tentativo",
        "cancelled": "canceled; anulado",
        "postponed": "pospuesto; pospuesta; reprogramado",
    },
    "organisation-type": {
        "faith": "faith-based; organizaciones confesionales",
        "local-government": "local authorities; autoridades locales; collectivités locales",
        "civil-society": "NGO; ONG; CSO; OSC",
        "trade-union": "union",
        "academia": "académico; académique; universidad; université; university",
        "un-body": "organismo de las Naciones Unidas; organisme des Nations Unies; UN; ONU; United Nations; Naciones Unidas; Nations Unies; UN agency",
        "process": "proceso consultivo; processus consultatif",
        "state": "member state; estado miembro; état membre; country; government",
        "intergovernmental": "IGO; OIG",
    },
}  # fmt: skip


def meant(noun: str, text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Returns the words of `known` that `text` can mean: none, one, or several where a word of Spanish or French says
    several things. What the word itself is, or how it is read in English, goes before other languages, except where the
    text has accents: "déclaration" is not English. What is nowhere so is looked for in its other forms, such as plurals.
    """
    key = name_key(text)
    if not key:
        return ()
    own, others = _own_names(noun), _other_names(noun)
    languages = (own, others) if text.isascii() else (others, own)
    for names in languages:
        found = [word for word in known if key == name_key(word)] if names is own else []
        if found := found or [word for word in known if key in names.get(word, ())]:
            return tuple(found)
    for names in languages:
        if found := [word for word in known if _is_form(key, names.get(word, frozenset()))]:
            return tuple(found)
    return ()


# What stands between the words of a name and says nothing of its own: "ronda de negociaciones", "fase de consultas".
_BETWEEN = frozenset(["d", "de", "del", "des", "du", "of", "fase", "phase"])


def _is_form(key: str, names: frozenset[str]) -> bool:
    """Returns whether a key has another form of each word of a name: plural or singular, feminine or masculine."""
    from gcmtrack.input.word_forms import related

    words = _telling(key)
    return bool(words) and any(
        len(parts := _telling(name)) == len(words) and all(map(related, words, parts)) for name in names
    )


def _telling(key: str) -> list[str]:
    return [word for word in key.split() if word not in _BETWEEN]


@cache
def _own_names(noun: str) -> dict[str, frozenset[str]]:
    return _labels(noun, "en")


@cache
def _other_names(noun: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for language in LANGUAGES[1:]:
        for word, names in _labels(noun, language).items():
            found[word] = found.get(word, frozenset()) | names
    for group in _GROUPS.get(noun, ()):
        for word, text in _ALSO.get(group, {}).items():
            found[word] = found.get(word, frozenset()) | {name_key(name) for name in text.split("; ")}
    return found


def _labels(noun: str, language: str) -> dict[str, frozenset[str]]:
    groups = wording_of(language)
    found: dict[str, frozenset[str]] = {}
    for group in _GROUPS.get(noun, ()):
        for word, label in groups.of_group(group).items():
            found[word] = found.get(word, frozenset()) | {name_key(label)}
    return found


def topic(text: str) -> str:
    """Returns the topic that `text` means: one that Spanish or French has another word for, else its own words joined by
    hyphens; empty when nothing of it is ASCII."""
    key = name_key(text)
    found = [word for word, names in _other_names("topic").items() if key in names]
    return found[0] if len(found) == 1 else slug(text)


def topic_among(text: str, known: Sequence[str]) -> str | None:
    """Returns the topic of `known` that `text` means; its words may be other forms of the topic's: "labor" is labour."""
    from gcmtrack.input.word_forms import related

    meant_ = topic(text)
    if meant_ in known:
        return meant_
    words = meant_.split("-")
    alike = [
        other
        for other in known
        if len(parts := other.split("-")) == len(words) and all(map(related, words, parts))
    ]
    return alike[0] if len(alike) == 1 else None
