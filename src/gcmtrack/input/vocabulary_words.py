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
    "format": ("format",),
    "topic": ("topic",),
}

# What people type beside the labels: for regions the commissions of the United Nations that review there.
_ALSO: dict[Group, dict[str, str]] = {
    "phase": {
        "consultation": "fase de consultas; phase de consultation; consulta",
        "stocktaking": "stock-taking; inventario; réunion de bilan",
        "negotiation": "negotiations; negociación; negociaciones; négociation; négociations",
        "implementation": "implementación; ejecución",
        "review": "revisión; follow-up and review; examen y seguimiento",
    },
    "kind": {
        "event": "evento; événement",
        "deadline": "fecha límite; délai; échéance",
        "statement": "intervención; intervention",
        "joint-statement": "déclaration conjointe",
        "position-paper": "document de position; posicionamiento; documento de posicionamiento",
        "press-release": "comunicado; nota de prensa; communiqué",
        # A letter that stands in the record has been published.
        "open-letter": "letter; carta; lettre",
        "explanation-of-vote": "EOV",
        "remarks": "observaciones; remarques; discours; discurso; speech",
        "comment": "observation",
        "declaration": "declaración; déclaration",
    },
    "type": {
        "launch": "lanzamiento",
        "term-of-office": "mandato; mandat",
        "review-forum": "IMRF; FEMI",
        "side-event": "evento paralelo; événement parallèle",
        "draft": "proyecto",
        "concept-paper": "concept note; note conceptuelle",
        "plenary": "plenario",
        "withdrawal": "retiro",
        "programme": "program",
        "negotiation-round": "ronda; round",
    },
    "region": {
        "africa": "African region; región de África; ECA; UNECA; CEPA; CEA; África; Afrique",
        "arab-region": "Arab States; Arab countries; ESCWA; UNESCWA; CESPAO; CESAO; Estados árabes; États arabes",
        "asia-pacific": "Asia-Pacific region; ESCAP; UNESCAP; CESPAP; Asie et Pacifique; Asia y Pacífico; Asie-Pacifique; Asia & Pacific",
        "europe-north-america": "ECE; UNECE; CEPE; CEE-ONU; CEE; UNECE region; Europe; Europa",
        "latin-america-caribbean": "LAC; ECLAC; UNECLAC; CEPAL; CEPALC; ALC; GRULAC; Latin America; América Latina; Amérique latine; Latin America & Caribbean",
    },
    "stance": {
        "supportive": "de apoyo; apoyo; soutien; in favour; in favor; pour",
        "supportive-with-concerns": "a favor con inquietudes; favorable avec des préoccupations",
        "rejecting": "de rechazo; rejet; contra; opposé",
        "critical": "crítico",
    },
    "status": {"cancelled": "canceled; anulado", "postponed": "pospuesto; reprogramado"},
    "organisation-type": {
        "faith": "faith-based; organizaciones confesionales",
        "local-government": "local authorities; autoridades locales; collectivités locales",
        "civil-society": "NGO; ONG; CSO; OSC",
        "trade-union": "union",
        "un-body": "UN; ONU; United Nations; Naciones Unidas; Nations Unies; UN agency",
        "process": "proceso consultivo; processus consultatif",
        "state": "member state; country; government",
        "intergovernmental": "IGO; OIG",
    },
}  # fmt: skip


def meant(noun: str, text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Returns the words of `known` that `text` can mean: none, one, or several where a word of Spanish or French says
    several things. What the word itself is, or how it is read in English, goes before other languages."""
    key = name_key(text)
    if not key:
        return ()
    exact = tuple(word for word in known if name_key(word) == key)
    for names in (_own_names, _other_names):
        exact = exact or tuple(word for word in known if key in names(noun).get(word, ()))
    return exact


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
