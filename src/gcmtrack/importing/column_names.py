"""What the columns of a table are called, and what they hold: our own names, and those that people use in English,
Spanish and French.

What a column holds is a *target*: a key of a record ("city"), a key in a table of it ("speaker.name", "source.url",
"titles.es"), or a part of the date ("start").
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from gcmtrack.errors import Misuse
from gcmtrack.formats.columns import column_of, columns
from gcmtrack.model.ids import FOLDERS, Folder, noun
from gcmtrack.model.iso_codes import codes_called
from gcmtrack.model.records import RECORD_TYPES
from gcmtrack.text import name_key, one_of
from gcmtrack.wording import LANGUAGES, wording_of

# Written by `rejects`; it is about the row and not of the record.
REASON = "refused_because"

# What people call a column, by target; parted by semicolons.
_NAMES: dict[str, str] = {
    "id": "id; gcmtrack id",
    "record": "record; record type; registro; tipo de registro; enregistrement",
    "title": "title; título; titre; intitulé; subject; asunto; objet; headline; summary title",
    "kind": "kind; clase; genre",
    "type": "type; tipo",
    "phase": "phase; fase; stage; etapa; étape",
    "status": "status; estado; état; statut",
    "edtf": "edtf; date edtf",
    "date": "date; fecha; day; día; jour; dates; fechas; date of issue; fecha de publicación; date de publication",
    "start": "start; start date; from; begin; begins; beginning; inicio; fecha de inicio; desde; comienzo; début; date de début; du",
    "end": "end; end date; to; until; ends; fin; fecha de fin; fecha final; hasta; date de fin; jusqu'au; au",
    "precision": "precision; precisión; précision",
    "when": "when; cuándo; quand",
    "place": "place; location; where; lugar; ubicación; lieu; endroit; emplacement",
    "city": "city; town; ciudad; ville",
    "venue": "venue; building; sede; edificio; salle; bâtiment",
    "country": "country; país; pays; country code; código de país; code pays",
    "region": "region; región; région",
    "organisers": "organisers; organizers; organiser; organizer; organised by; organized by; host; hosts; organizador; organizadores; organizado por; organisateur; organisateurs; organisé par",
    "part_of": "part of; parte de; partie de; fait partie de",
    "supersedes": "supersedes; replaces; reemplaza; sustituye a; remplace",
    "symbol": "symbol; un symbol; document symbol; símbolo; signatura; cote; symbole",
    "link": "link; url; web address; page; website; web page; enlace; vínculo; página; dirección; lien; adresse; page web; hyperlink",
    "objectives": "objectives; objective; gcm objectives; gcm objective; objetivos; objetivo; objectifs; objectif",
    "topics": "topics; topic; temas; tema; thèmes; thème; sujets; keywords; tags; palabras clave; mots clés",
    "summary": "summary; abstract; resumen; résumé",
    "links": "links; enlaces; liens",
    "sources": "sources; fuentes",
    "source": "source; fuente",
    "source.title": "source title; title of source; título de la fuente; titre de la source",
    "source.url": "source url; source link; url of source; source address; enlace de la fuente; url de la fuente; lien de la source; url de la source",
    "source.publisher": "source publisher; publisher; published by; editor; editorial; éditeur; publicado por; publié par",
    "source.locator": "source locator; locator; page number; localizador; página de la fuente; page de la source",
    "source.accessed": "source accessed; accessed; access date; date accessed; fecha de acceso; fecha de consulta; consultado el; date d'accès; date de consultation; consulté le",
    "added": "added; entered; fecha de registro; registrado; ingresado; saisi; saisi le",
    "checked": "checked; last checked; verificado; última verificación; vérifié; vérifié le",
    "organisations": "organisations; organizations; organisation; organization; organización; organizaciones; issuer; issuers; issued by; author; authors; autor; autores; emisor; emisores; emitido por; auteur; auteurs; émetteur; émetteurs; publiée par; who",
    "cosigners": "cosigners; co-signers; cosigned by; signatories; signed on; firmantes; cofirmantes; signataires; cosignataires",
    "cosigner_count": "cosigner count; number of cosigners; how many signed on; número de firmantes; nombre de signataires",
    "on_behalf_of": "on behalf of; en nombre de; au nom de",
    "speaker": "speaker; orador; oradora; ponente; orateur; oratrice; intervenant",
    "speaker_role": "speaker role; role of the speaker; office of the speaker; cargo; cargo del orador; fonction; fonction de l'orateur",
    "milestone": "milestone; answers; hito; responde a; jalon; étape visée; répond à; in response to; occasion",
    "languages": "languages; language; lang; idioma; idiomas; lengua; lenguas; langue; langues",
    "stance": "stance; position; postura; posición; prise de position",
    "name": "name; nombre; nom",
    "acronym": "acronym; abbreviation; sigla; siglas; acrónimo; sigle; acronyme",
    "aliases": "aliases; alias; also called; also known as; otros nombres; autres noms; aussi appelé",
    "url": "site; website; web site; home page; homepage; sitio; sitio web; página web; site web; site internet; url",
    "member_of": "member of; miembro de; membre de",
}  # fmt: skip
# The headings of our workbook, by what stands in their columns.
_HEADINGS: dict[str, str] = {
    "title": "title", "date": "date", "from": "start", "to": "end", "kind": "kind", "type": "type",
    "phase": "phase", "status": "status", "city": "city", "country": "country", "venue": "venue",
    "region": "region", "organisers": "organisers", "part-of": "part_of", "supersedes": "supersedes",
    "symbol": "symbol", "link": "link", "objectives": "objectives", "topics": "topics", "summary": "summary",
    "source": "source", "entered": "added", "checked": "checked", "id": "id", "issuers": "organisations",
    "on-behalf-of": "on_behalf_of", "speaker": "speaker", "office": "speaker_role", "cosigners": "cosigners",
    "cosigner-count": "cosigner_count", "answers": "milestone", "languages": "languages", "stance": "stance",
    "name": "name", "acronym": "acronym", "also-called": "aliases", "member-of": "member_of", "site": "url",
}  # fmt: skip
# Names that mean something else in the table of one kind.
_OF_KIND: dict[Folder, dict[str, str]] = {
    "milestones": {
        "title": "name; nombre; nom; event; event name; event title; evento; nombre del evento; événement; nom de l'événement; milestone; hito; jalon; meeting; reunión; réunion; activity; actividad; activité; what; qué; quoi",
        "organisers": "organisation; organization; organisations; organizations; organización; organizaciones; who; issued by; decided by",
        "link": "site; website; sitio web; site web",
    },
    "statements": {
        "title": "name; nombre; nom; statement; declaración; déclaration; document; documento; what; qué; quoi",
        "milestone": "event; evento; événement; meeting; reunión; réunion; part of",
        "link": "site; website; sitio web; site web",
        "type_of_statement": "type; tipo; type of statement; tipo de declaración; type de déclaration; document type; type of document; tipo de documento; type de document",
    },
    "organisations": {
        "name": "title; título; titre; organisation; organization; organización; network; red; réseau; who",
        "url": "link; page; enlace; lien; web",
    },
}  # fmt: skip

# A column that only repeats what another one holds: read where the other is missing.
REPEATING: dict[str, tuple[str, ...]] = {
    "link": ("links",),
    "type_of_statement": ("kind",),
    "link_urls": ("links", "link"),
    "source_urls": ("sources", "source", "source.url"),
    "issuers": ("organisations",),
    "organisation_names": ("organisations", "issuers"),
    "organiser_names": ("organisers",),
    "cosigner_names": ("cosigners",),
    "on_behalf_of_names": ("on_behalf_of",),
    "member_of_names": ("member_of",),
    "milestone_title": ("milestone",),
    "part_of_title": ("part_of",),
    "supersedes_title": ("supersedes",),
    "country_name": ("country",),
    "place": ("city", "venue", "country"),
    "date": ("edtf",),
    "start": ("edtf",),
    "end": ("edtf",),
    "precision": ("edtf",),
    "when": ("edtf", "date", "start"),
}
# What is read from a column that stands in for another.
STANDS_FOR: dict[str, str] = {
    "type_of_statement": "kind",
    "link_urls": "link",
    "source_urls": "source",
    "issuers": "organisations",
    "organisation_names": "organisations",
    "organiser_names": "organisers",
    "cosigner_names": "cosigners",
    "on_behalf_of_names": "on_behalf_of",
    "member_of_names": "member_of",
    "milestone_title": "milestone",
    "part_of_title": "part_of",
    "supersedes_title": "supersedes",
    "country_name": "country",
}


def target_of(heading: str, folder: Folder) -> str | None:
    """Returns what the column of this heading holds in a table of a kind; None when the heading is not known."""
    name = heading.strip()
    key = name_key(name.replace("_", " ").replace("-", " "))
    found = _by_key(folder)
    if column_of(folder, name) is not None or (name in _own_names() and found.get(key) not in STANDS_FOR):
        return "name" if folder == "organisations" and name == "title" else name
    if not key:
        return None
    if key in found:
        return found[key]
    if in_language := re.fullmatch(
        r"(titles?|t[ií]tulos?|titres?|names?|noms?|nombres?) (?:in |en |\()?(\w+)\)?", key
    ):
        codes = codes_called("language", in_language[2])
        if len(codes) == 1:
            return f"{'names' if folder == 'organisations' else 'titles'}.{codes[0]}"
    # Link 2, Link 3: the workbook has a column for each.
    numbered = re.fullmatch(r"(.+) \d{1,2}", key)
    base = found.get(numbered[1]) if numbered else None
    return base if base in ("link", "source") else None


@cache
def _own_names() -> frozenset[str]:
    return frozenset(column.name for column in columns())


@cache
def _by_key(folder: Folder) -> dict[str, str]:
    found: dict[str, str] = {}

    def put(target: str, names: Iterable[str]) -> None:
        for each in names:
            found.setdefault(name_key(each.replace("-", " ")), target)

    fields = RECORD_TYPES[folder].__struct_fields__
    for target, names in _OF_KIND[folder].items():
        put(target, names.split(";"))
    for language in LANGUAGES:
        for heading, target in _HEADINGS.items():
            if target in _NOT_KEYS or target in fields:
                put(target, [wording_of(language).label("column", heading)])
    for target, names in _NAMES.items():
        if target in _NOT_KEYS or target in fields or "." in target:
            put(target, names.split(";"))
    return found


# Targets that are no key of their own.
_NOT_KEYS = frozenset({"id", "record", "edtf", "date", "start", "end", "precision", "when", "place", "link", "source", "speaker", "speaker_role"})  # fmt: skip

# What only the tables of one kind have.
_TELLING: dict[Folder, frozenset[str]] = {
    "milestones": frozenset({"phase", "part_of", "city", "venue", "start", "end", "place", "symbol", "organisers", "status", "region"}),
    "statements": frozenset({"organisations", "cosigners", "cosigner_count", "on_behalf_of", "speaker", "speaker_role", "milestone", "languages", "stance", "issuers"}),
    "organisations": frozenset({"name", "acronym", "aliases", "member_of", "url"}),
}  # fmt: skip


def kind_of_table(headings: Sequence[str]) -> Folder:
    """Returns the kind of record whose table has these headings. Raises `Misuse` when nothing tells it."""
    known = {folder: {target_of(heading, folder) for heading in headings} for folder in FOLDERS}
    own = {folder: sum(column_of(folder, heading) is not None for heading in headings) for folder in FOLDERS}
    points = {
        folder: (len(known[folder] & _TELLING[folder]) - _apart(folder, known[folder]), own[folder])
        for folder in FOLDERS
    }
    best = max(points.values())
    found = [folder for folder in FOLDERS if points[folder] == best]
    if len(found) > 1 or best[0] <= 0:
        raise Misuse(
            f"nothing tells what the rows are; say it with --as {one_of([noun(folder) for folder in FOLDERS])}"
        )
    return found[0]


def _apart(folder: Folder, targets: set[str | None]) -> int:
    """An organisation has no date; what has one is none."""
    return 9 if folder == "organisations" and targets & {"date", "edtf", "start", "title"} else 0
