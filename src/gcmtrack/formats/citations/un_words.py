"""The words of the United Nations' own style in English, Spanish and French, as their documents have them.

They belong to the style, as "accessed" belongs to OSCOLA, and not to the language in which a command prints.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gcmtrack.model.un_symbols import Organ


class Words(NamedTuple):
    """What the style says in a language; `{...}` are places to fill, a unit is one or several."""

    resolution: Mapping[Organ, str]
    quoted: str
    on_behalf: str
    others: str
    available: str
    accessed: str
    reported: str
    see_note: str
    range: str
    units: Mapping[str, tuple[str, str]]
    ibid: str = "Ibid."


WORDS: dict[str, Words] = {
    "en": Words(
        resolution={
            "general-assembly": "General Assembly resolution {number}",
            "security-council": "Security Council resolution {number}",
            "economic-and-social-council": "Economic and Social Council resolution {number}",
            "human-rights-council": "Human Rights Council resolution {number}",
        },
        quoted="“{title}”",
        on_behalf="on behalf of {names}",
        others=" and others",
        available="Available at {url}",
        accessed="accessed on {day}",
        reported="as reported in {source}",
        see_note="(see footnote {number})",
        range="–",
        units={
            "paragraph": ("para.", "paras."),
            "page": ("p.", "pp."),
            "article": ("art.", "arts."),
            "annex": ("annex", "annexes"),
            "section": ("sect.", "sects."),
            "chapter": ("chap.", "chaps."),
            "objective": ("objective", "objectives"),
        },
    ),
    "es": Words(
        resolution={
            "general-assembly": "resolución {number} de la Asamblea General",
            "security-council": "resolución {number} del Consejo de Seguridad",
            "economic-and-social-council": "resolución {number} del Consejo Económico y Social",
            "human-rights-council": "resolución {number} del Consejo de Derechos Humanos",
        },
        quoted="“{title}”",
        on_behalf="en nombre de {names}",
        others=" y otros",
        available="Disponible en {url}",
        accessed="consultado el {day}",
        reported="según {source}",
        see_note="(véase la nota {number})",
        range=" a ",
        units={
            "paragraph": ("párr.", "párrs."),
            "page": ("pág.", "págs."),
            "article": ("art.", "arts."),
            "annex": ("anexo", "anexos"),
            "section": ("secc.", "seccs."),
            "chapter": ("cap.", "caps."),
            "objective": ("objetivo", "objetivos"),
        },
    ),
    "fr": Words(
        resolution={
            "general-assembly": "résolution {number} de l’Assemblée générale",
            "security-council": "résolution {number} du Conseil de sécurité",
            "economic-and-social-council": "résolution {number} du Conseil économique et social",
            "human-rights-council": "résolution {number} du Conseil des droits de l’homme",
        },
        quoted="«\xa0{title}\xa0»",
        on_behalf="au nom de {names}",
        others=" et autres",
        available="Disponible à l’adresse\xa0: {url}",
        accessed="consulté le {day}",
        reported="selon {source}",
        see_note="(voir la note {number})",
        range=" à ",
        units={
            "paragraph": ("par.", "par."),
            "page": ("p.", "p."),
            "article": ("art.", "art."),
            "annex": ("annexe", "annexes"),
            "section": ("sect.", "sect."),
            "chapter": ("chap.", "chap."),
            "objective": ("objectif", "objectifs"),
        },
    ),
}
