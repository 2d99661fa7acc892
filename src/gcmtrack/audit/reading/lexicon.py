"""What headings, labels and sentences of pages say in English, Spanish and French; matched against `flat` text."""

import re
from functools import lru_cache

from gcmtrack.audit.reading.flat import flat

_EVENTS_EN = (
    r"(?:events?|meetings?|activit(?:y|ies)|dates?|webinars?|consultations?|sessions?|conferences?|deadlines?|gatherings?|"
    r"opportunities|appointments?|milestones?)"
)
_EVENTS_ES = r"(?:eventos?|actividad(?:es)?|reunion(?:es)?|fechas?|citas?|encuentros?|sesion(?:es)?|consultas?|convocatorias?|actos?|jornadas?)"
_EVENTS_FR = r"(?:evenements?|rendez-vous|reunions?|dates?|activites?|rencontres?|manifestations?|echeances?|consultations?|sessions?)"
_SOME = r"(?:[\w'&-]+ ){0,3}"

UPCOMING_HEADING = re.compile(
    rf"(?:{_SOME}(?:upcoming|forthcoming|future|next|coming) (?:{_SOME}{_EVENTS_EN}|up)\b.{{0,30}}|{_SOME}{_EVENTS_EN} (?:ahead|to come)"
    r"|(?:dates? )?(?:for|in) (?:your|the) (?:diary|diaries|calendar)|diary dates|coming (?:up|soon)|what'?s (?:next|ahead|coming(?: up)?|on)|save the dates?|looking ahead|upcoming|forthcoming|mark your calendars?"
    rf"|(?:los |las |nuestr[oa]s )?(?:proxim|futur)[oa]s? (?:{_SOME}){_EVENTS_ES}\b.{{0,30}}|{_EVENTS_ES} (?:proxim|futur)[oa]s?|proximamente|lo que viene|proxim[oa]s|futur[oa]s"
    rf"|(?:les |nos )?(?:prochaine?s?|future?s?) (?:{_SOME}){_EVENTS_FR}\b.{{0,30}}|{_EVENTS_FR} (?:a venir|prochaine?s?|future?s?)|a venir|prochainement|prochaine?s"
    r"|reserve(?:n)? la fecha|reservez la date|para (?:tu|su|la) agenda|a vos agendas)\W*"
)
# A list of one kind, or of one's own, need not have what everybody has.
NARROW_HEADING = re.compile(
    r"\b(?:our|webinars?|trainings?|workshops?|deadlines?|calls?|courses?|nuestr[oa]s|talleres|formaciones|plazos|nos|ateliers|formations|webinaires|echeances)\b"
)
PAST_HEADING = re.compile(
    rf"(?:{_SOME}(?:past|previous|earlier|recent|archived) {_SOME}{_EVENTS_EN}\b.{{0,30}}|{_EVENTS_EN} archive|archives?|past|previous|earlier|anteriores|pasad[oa]s|passee?s|precedente?s|anterieure?s"
    rf"|{_EVENTS_ES} (?:pasad|anterior|realizad|reciente)\w*|{_EVENTS_FR} (?:passee?s|precedente?s|anterieure?s|recente?s)|what has happened|timeline)\W*"
)
ONGOING_HEADING = re.compile(
    rf"(?:{_SOME}(?:ongoing|current) {_EVENTS_EN}|happening now|{_EVENTS_ES} en curso|en curso|{_EVENTS_FR} en cours|en cours)\W*"
)
# Headings of other parts of a page. In plain text they end the part above, and stand empty only by neglect.
OTHER_HEADING = re.compile(
    r"(?:(?:[\w'&,-]+ ){0,4}(?:documents?|texts?|drafts?|press|gallery|photos|faq|tools?|toolkits?|letters|briefs|papers|analysis|campaigns?|meetings?|resources?|statements?|publications?|materials?|links?|news|updates?|activity|activities|media|videos?|"
    r"readings?|reports?|events?|downloads?|background|press releases?|calendar|members?|partners?"
    r"|documentos?|textos|recursos|declaraciones|publicaciones|materiales|enlaces|noticias|actividad(?:es)?|novedades|informes|eventos|descargas|antecedentes|comunicados"
    r"|textes|ressources|declarations|liens|actualites?|activites?|rapports|evenements|telechargements|communiques|contexte)"
    r"(?:(?: (?:&|and|y|et|of|on|de|del|des|clave|cles?|key|utiles?|recientes?|recente?s?))(?: [\w'-]+){0,4}| clave| cles?| utiles?| recientes?| recente?s?)?)\W*"
)
# Headings of what is no content of the page: nothing under the one above them.
FOOT_HEADING = re.compile(
    r"(?:(?:how to )?(?:contact|donate|support)(?: us)?|about(?: us)?|who we are|follow us|subscribe|newsletter|get involved|join us|imprint|privacy policy"
    r"|contacto|contactanos|quienes somos|acerca de(?: nosotros)?|donar|siguenos|suscribete|boletin"
    r"|(?:nous )?contacte?r?|a propos(?: de nous)?|qui sommes-nous|faire un don|suivez-nous|mentions legales)\W*"
)
# Headings of lists of what was written, each with the day on which it was.
NEWS_HEADING = re.compile(
    r"(?:[\w'&-]+ ){0,2}(?:news|articles?|posts?|blog|stories|press releases?|updates?|media|archives?"
    r"|noticias|articulos?|entradas|novedades|comunicados(?: de prensa)?|actualidad|publicaciones"
    r"|actualites?|actus?|billets|communiques(?: de presse)?|publications)(?: (?:recent|latest|reciente|recente?|dernier|passe)\w*|:| archive)?\W*"
)
DOCUMENTS_HEADING = re.compile(
    r".{0,40}\b(?:documents?|texts?|drafts?|press|gallery|photos|faq|tools?|toolkits?|letters|briefs|papers|analysis|campaigns?|meetings?|resources?|downloads?|readings?|publications?|documentos?|textos?|borradores|recursos|textes?|ressources|projets)\b.{0,40}"
)
LATEST = re.compile(
    r"\b(?:latest|current|newest|most recent|up-to-date|now available|just released|new draft|ultimo|ultima|mas reciente|actual|vigente|"
    r"derniere?|plus recente?|actuelle?|en vigueur)\b"
)

NONE_UPCOMING = re.compile(
    rf"(?:\bthere (?:are|is) (?:currently |presently |now |at present |at the moment )?no (?:upcoming|forthcoming|future|scheduled|planned) {_SOME}{_EVENTS_EN}"
    rf"|\b(?:there (?:are|is) )?(?:currently |presently )?no {_SOME}{_EVENTS_EN} (?:are |is )?(?:currently |presently )?(?:scheduled|planned|upcoming|foreseen|coming up)"
    rf"|(?<!\w)no (?:upcoming|forthcoming|future) {_SOME}{_EVENTS_EN}"
    rf"|\bno (?:hay|tenemos|existen)(?: actualmente| por el momento| por ahora)? (?:ningun[oa]? )?(?:proxim[oa]s? |futur[oa]s? )?{_EVENTS_ES}(?: (?:proxim|programad|previst|futur|planificad|agendad)[oa]s?)"
    rf"|\bno (?:hay|tenemos|existen)(?: actualmente| por el momento| por ahora)? (?:proxim|futur)[oa]s? {_EVENTS_ES}"
    rf"|(?<!\w)(?:sin|ningun) (?:proxim[oa]s? )?{_EVENTS_ES} (?:proxim|programad|previst)[oa]s?"
    rf"|\b(?:il n'y a|nous n'avons)(?: actuellement| pour le moment| pour l'instant)? (?:aucune?|pas (?:de |d'))\s?(?:prochaine? )?{_EVENTS_FR}(?: (?:a venir|prevue?s?|programmee?s?|planifiee?s?))"
    rf"|(?<!\w)(?:aucune?|pas (?:de |d'))\s?{_EVENTS_FR} (?:n'est )?(?:a venir|prevue?s?|programmee?s?|planifiee?s?))"
)
# Only under a heading of upcoming events.
NONE_AT_ALL = re.compile(
    rf"(?:(?:there (?:are|is) )?(?:currently )?no {_EVENTS_EN}(?: at (?:this|the) (?:time|moment)| found| listed| to display| yet)?"
    rf"|no hay {_EVENTS_ES}(?: por el momento| por ahora| en este momento)?|(?:il n'y a )?(?:aucun|pas d')\s?{_EVENTS_FR}(?: pour le moment| trouvee?s?)?"
    r"|none (?:at (?:this|the) (?:time|moment)|currently|scheduled|planned)|nothing (?:scheduled|planned)(?: (?:yet|at this time))?)\W*"
)
CONDITIONAL = re.compile(r"\b(?:if|when|whenever|unless|where|si|cuando|quand|lorsqu)\b[^.]{0,40}$")

LABEL = re.compile(
    r"(?:^|(?<=\n))[ \t•*–-]{0,6}(?:(?P<start>start(?:s|ing)?(?: date| day)?|begins?|from|date de debut|debut|fecha de (?:inicio|comienzo)|inicio|comienzo|comienza)"
    r"|(?P<end>end(?:s|ing)?(?: date| day)?|to|until|date de fin|fin|fecha de (?:fin|finalizacion|cierre|termino)|termina|hasta)"
    r"|(?P<date>dates?(?: (?:and|&) times?)?|when|days?|fechas?(?: y hora)?|cuando|quand|date et heure)"
    r"|(?P<place>locations?|places?|venue|where|lugar|sede|donde|lieux?|ou|endroit|ubicacion|city|ciudad|ville)"
    r"|(?P<other>deadline|plazo|fecha limite|date limite|time|hora|heure|note|organi[sz]ers?|organiza|organisateurs?|language|contact|register|registration))"
    r"\s?(?P<colon>:)\s*"
)

# A date that is told as what was once foreseen.
ONCE = re.compile(
    r"\b(?:moved|postponed|rescheduled|shifted|changed|brought forward|put off)(?: back)?(?: \w+){0,3} from|\b(?:originally|initially|instead of|rather than|"
    r"formerly|earlier dates?|previous dates?|old dates?|fechas? anterior(?:es)?|dates? anterieures?|first (?:been )?(?:announced|scheduled|planned|foreseen|set|due)|disputed|previously|earlier (?:announced|scheduled)|not on"
    r"|inicialmente|originalmente|en lugar de|en vez de|aplazad\w+ (?:d\w+ )?|pospuest\w+ (?:d\w+ )?|trasladad\w+ d\w+|prevista? inicialmente"
    r"|initialement|a l'origine|au lieu d\w*|reportee?s? d\w+|deplacee?s? d\w+|prevue? d'abord)\b"
)
# The same, said after the date: "10-13 May (postponed)".
ONCE_AFTER = re.compile(
    r"[\s,()*\]\[–-]{0,6}(?:has been |was |were |is |now |a ete |fue |ha sido )?(?:postponed|cancel{1,2}ed|moved|rescheduled|aplazad[oa]|pospuest[oa]|cancelad[oa]|reportee?|annulee?|changed|modificad[oa]|cambiad[oa]|modifiee?)\b"
)

# Says that something is to come. The date must belong to it.
WILL = re.compile(
    r"\b(?:(?:will|shall)(?! not)(?: \w+){0,2}? (?:be (?:\w+ )?(?:held|convened|hosted|launched|adopted|organi[sz]ed|presented|released|published|discussed|negotiated|signed|reviewed|opened|celebrated)|"
    r"hold|take place|convene|host|meet|gather|begin|start|open|kick off|conclude|adopt|launch|attend|participate|join|happen|occur|organi[sz]e|hand (?:over|in)|submit|visit|march|walk|rally|celebrate|mark|elect|welcome|honou?r|lead|address|observe|train|run|send|bring|negotiate|decide|present|review|vote|debate|discuss|examine|consider|endorse|sign|travel|speak|deliver|release|publish|close|end|return|go to|come to|gather|be in|be)"
    r"|(?:is|are) (?:now |currently |tentatively )?(?:scheduled|planned|set|due|expected|foreseen|slated|going) (?:for|to|on|in|from)|looks? forward to|looking forward to|(?:is|are) (?:being )?prepar(?:ing|ed) for|await(?:s|ing)?|hopes? to (?:see|meet)|preparations (?:are under ?way|have begun) for"
    r"|(?:is|are) (?:coming up|around the corner|fast approaching)|(?:scheduled|planned|due|set) to (?:take place|be held|convene|meet)|(?:is|are) to (?:be (?:held|convened|adopted|hosted)|take place|meet)"
    r"|(?:se )?(?:celebraran?|realizaran?|llevaran? a cabo|reuniran?|adoptaran?|aprobaran?|inauguraran?|desarrollaran?|tendran? lugar|sera(?:n)? (?:celebrad|adoptad|aprobad|organizad|presentad|inaugurad)\w+|albergaran?|acogeran?|comenzaran?|empezaran?|iniciaran?|organizaran?|participaran?|participaremos|tendremos|organizaremos|debatiran?|votaran?|presentaran?|discutiran?|examinaran?|asistiran?|asistiremos|acudiran?|viajaran?|intervendran?|impartiran?|arrancaran?|finalizaran?|terminaran?|concluiran?|publicaran?|lanzaran?|firmaran?|abriran?|cerraran?|negociaran?|decidiran?|sera(?:n)? (?:el|los|en|del) )"
    r"|(?:esta|estan) (?:previst|programad)\w+|se preve|se espera(?:n)? que|(?:va|van) a (?:celebrarse|tener lugar|realizarse|reunirse|adoptar|aprobar)|esperamos|a la espera"
    r"|(?:aura|auront) lieu|(?:se )?(?:tiendra|tiendront|deroulera|derouleront|reunira|reuniront)|sera(?:nt)? (?:organise|adopte|lance|presente|inaugure|tenu|convoque)\w*|accueillera|debutera|commencera|participera|participerons|organisera|organiserons|adoptera|adopteront|votera|voteront|debattra|debattront|presentera|presenteront|examinera|examineront|interviendra|interviendront|s'ouvrira|s'achevera|publiera|publieront|lancera|lanceront|signera|signeront|se rendra|negociera|negocieront|decidera|prendra part|sera(?:nt)? (?:en|le|les|du) "
    r"|(?:va|vont) (?:se tenir|avoir lieu|se derouler|se reunir|adopter)|(?:est|sont) (?:prevue?s?|programmee?s?|attendue?s?)|doit (?:se tenir|avoir lieu)|devrait (?:se tenir|avoir lieu)|nous attendons)\b"
)
# Between the verb and its date nothing may say what is over, or name what the date belongs to.
OVER = re.compile(
    r"\b(?:held|adopted|approved|signed|released|published|launched|agreed|made|dated|endorsed|established|issued|convened|concluded|took place|was|were|had|"
    r"celebrad[oa]s?|adoptad[oa]s?|aprobad[oa]s?|firmad[oa]s?|publicad[oa]s?|fue|fueron|adoptee?s?|signee?s?|publiee?s?|tenue?s?|lancee?s?|since|depuis|desde|"
    r"following|after|tras|despues|apres|anniversary|aniversario|anniversaire|outcomes?|commitments?|resultados|compromisos|resultats|engagements)\b"
)
# A sentence that names an event and dates something else by it.
BESIDE = re.compile(
    r"\b(?:after|before|following|ahead of|prior to|on the eve of|in the run-up to|in preparation (?:for|of)|preparing for|towards|on the road to|despite|"
    r"tras|despues de|antes de|previo a|en visperas de|rumbo a|camino a|de cara a|apres|avant|a la veille d\w*|a la suite d\w*|en vue d\w*)\b"
)
# Who says in the past what will be tells history.
TOLD = re.compile(
    r"\b(?:announces?|decides?|declares?|says?|vows?|pledges?|anuncia|annonce|declara|declare|decided|announced|agreed|declared|said|stated|noted|told|promised|reported|requested|called|mandated|would|had|decidio|anuncio|acordo|acordaron|declaro|dijo|"
    r"informo|decide que|a decide|a annonce|ont decide|a declare|avait|hoped|hoping|wrote|explained|confirmed that|resolved)\b"
)
# Something over is told in the past beside its date.
PAST_TENSE = re.compile(
    r"\b(?:was|were|held|took place|met|adopted|gathered|attended|participated|joined|concluded|ended|convened|hosted|organi[sz]ed|launched|released|published|spoke|presented|"
    r"fue|fueron|tuvo lugar|tuvieron lugar|se celebro|se celebraron|se realizo|se reunio|participo|participamos|concluyo|celebrad[oa]|realizad[oa]|organizo|"
    r"a eu lieu|ont eu lieu|s'est tenue?|se sont tenus|s'est reuni|a participe|avons participe|a ete|ont ete|organisee?)\b"
)
# Announcements: "Save the date: 10-13 May".
ANNOUNCED = re.compile(
    r"\b(?:save the date|register (?:now|here|today|by)|registration is (?:now )?open|join us|upcoming|forthcoming|next (?:meeting|event|session|webinar|forum|conference|briefing|call|workshop|assembly|training|hearing|gathering|date)s?|coming (?:up|soon)"
    r"|reserve la fecha|inscribete|inscribase|inscripciones abiertas|proxim[oa]s? (?:reunion|evento|sesion|foro|conferencia|cita|asamblea|taller|encuentro|audiencia)|no te pierdas|acompanenos"
    r"|reservez la date|inscrivez-vous|inscriptions ouvertes|prochaine?s? (?:reunion|evenement|session|forum|conference|rendez-vous|assemblee|atelier|rencontre|seance)|rejoignez-nous)\b"
)
# Remarks made at a meeting; the meeting is named after it.
SPOKEN_AT = re.compile(
    r"\b(?:(?:closing|opening|introductory|concluding) (?:remarks|statement|speech|address)|remarks|speech|spoke|speaking|address(?:ed)?|intervened|intervention|"
    r"palabras (?:de clausura|de cierre|de apertura|finales)|discurso|intervino|intervencion|"
    r"allocution|discours|intervenu|a pris la parole)\b"
)


@lru_cache(maxsize=4096)
def is_news(heading: str) -> bool:
    """Returns whether what stands under a heading is a list of news."""
    return NEWS_HEADING.fullmatch(flat(heading)) is not None


@lru_cache(maxsize=4096)
def heading_state(folded: str) -> str | None:
    """Returns what the part under a heading holds: "upcoming", "ongoing", "past", "other"; None when it does not tell."""
    text = " ".join(folded.split()).strip(" :.*#-–—")
    if not text or len(text) > 70 or NONE_UPCOMING.search(text):
        return None
    for pattern, state in (
        (UPCOMING_HEADING, "upcoming"),
        (PAST_HEADING, "past"),
        (ONGOING_HEADING, "ongoing"),
        (OTHER_HEADING, "other"),
    ):
        if pattern.fullmatch(text):
            return state
    return None
