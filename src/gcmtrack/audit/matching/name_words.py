"""The words in which English, Spanish and French pages name the same things: phrases and single words, each with one token.

A token that begins with a plus sign is a type: what an event or a text is. A minus sign stands before types of which one
more or less makes no other thing ("informal meeting").
"""

# In order: what stands first is taken first. Matched against `flat` text.
PHRASES: tuple[tuple[str, str], ...] = (
    ("+imrf", r"(?:international migration )?review (?:forums?|fora)|imrf|foros? (?:internacional )?de (?:examen|revision) de (?:la )?migracion(?: internacional)?|femi|foros? de examen|forums? d'examen(?: des migrations(?: internationales)?)?"),
    ("gfmd", r"global forum (?:on|for) migration (?:and|&) development|gfmd|foro (?:mundial|global) (?:sobre|de) (?:la )?migracion y (?:el )?desarrollo|fmmd|forum mondial (?:sur|pour|de) (?:les |la )?migrations? et le developpement"),
    ("refugee compact", r"global compact (?:on|for) refugees|gcr|pacto mundial (?:sobre|para) (?:los )?refugiados|pacte mondial sur les refugies"),
    ("compact", r"(?:un )?global compact (?:for|on) (?:safe,? orderly,? (?:and|&) regular )?migration|global migration compact|(?:un )?global compact|gcm|marrakech compact|compact|(?:un )?(?:global )?(?:migration )?pact"),
    ("compact", r"pacto (?:mundial|global)(?: (?:para|sobre|por) (?:una |la |las )?migraci(?:on|ones)(?: (?:segura|seguras),? (?:ordenada|ordenadas) y (?:regular|regulares))?)?|pacto de marrakech|pacto"),
    ("compact", r"pacte mondial(?: (?:sur|pour) (?:les|des|la) migrations?(?: sures?,? ordonnees? et regulieres?)?)?|pacte de marrakech|pacte"),
    ("idm", r"international dialogue on migration|idm|dialogo internacional sobre (?:la )?migracion|dialogue international sur la migration"),
    ("peoples-action", r"people'?s'? global action|accion global de los pueblos|action mondiale des peuples"),
    ("lac", r"latin america(?:n)?(?: (?:and|&) (?:the )?carr?ibb?ean)?|lac|america latina(?: y (?:el|del) caribe)?|amerique latine(?: et (?:les |des |aux )?caraibes?)?"),
    ("asia pacific", r"asia(?:-| (?:and|&) the | y el |,? )pacific[o]?|asie(?:-| et (?:le )?)pacifique"),
    ("arab", r"arab (?:region|states|world)|region arabe|estados arabes|etats arabes"),
    ("mena", r"middle east (?:and|&) north africa|mena|medio oriente y (?:el )?norte de africa|moyen-orient et (?:l')?afrique du nord"),
    ("ece", r"europe (?:and|&) north america|(?:un)?ece|europa y america del norte|europe et (?:l')?amerique du nord|cepe|cee-onu"),
    ("eclac lac", r"eclac|cepalc?"),
    ("escap asia pacific", r"escap|cespap"),
    ("escwa arab", r"escwa|cespao"),
    ("eca africa", r"(?:un)?eca|cea"),
    ("us-canada", r"(?:united states|u\.s\.|us|usa)(?:-| and | & | \+ |/)canada|estados unidos y canada|etats-unis et (?:le )?canada"),
    ("united-states", r"united states(?: of america)?|u\.s\.(?:a\.)?|estados unidos|etats-unis"),
    ("+progress-declaration", r"progress declaration|declaration of progress|declaraci?on (?:sobre|de) (?:los )?progresos?|declaration (?:sur les|de) progres"),
    ("ny-declaration +declaration", r"new york declaration|declaracion de nueva york|declaration de new york"),
    ("+zero-draft plus", r"zero draft plus|borrador cero plus|avant-projet plus|projet zero plus"),
    ("+zero-draft", r"zero[- ]draft|draft zero|(?:borrador|proyecto) (?:cero|zero)|avant-projet|(?:projet|version) zero|version cero"),
    ("+final-draft", r"final draft|(?:borrador|proyecto|version) final|projet (?:final|de document final)|version finale"),
    ("+draft revised", r"(?:revised|updated) draft|borrador revisado|projet revise"),
    ("+draft", r"draft|borrador|proyecto de|projet de"),
    ("rev-1", r"rev(?:ision|\.)?[ .]?(?:1|one|uno|i)\b"),
    ("rev-2", r"rev(?:ision|\.)?[ .]?(?:2|two|dos|ii)\b"),
    ("rev-3", r"rev(?:ision|\.)?[ .]?(?:3|three|tres|iii)\b"),
    ("+thematic-session", r"thematic (?:consultation )?(?:sessions?|consultations?|hearings?|meetings?)|(?:sesion(?:es)?|reunion(?:es)?|consultas?|audiencias?) tematicas?|(?:sessions?|reunions?|consultations?|seances?) thematiques?"),
    ("+negotiation-round", r"(?:intergovernmental )?negotiati(?:on|ng) (?:rounds?|sessions?)|rounds? of (?:the )?(?:intergovernmental )?negotiations?|rondas? de (?:las )?negociaci(?:on|ones)(?: intergubernamental(?:es)?)?|(?:cycles?|series?|sessions?|rounds?|tours?) de(?:s)? negociations?(?: intergouvernementales)?"),
    ("+regional-review", r"regional reviews?(?: (?:meeting|conference|process))?|(?:examen(?:es)?|revision(?:es)?) regional(?:es)?|examens? regiona(?:l|ux)|reunion de revision regional"),
    ("+consultation regional", r"regional (?:preparatory )?consultations?|consultas? regional(?:es)?|consultations? regionales?"),
    ("+round-table", r"round[- ]?tables?|mesas? redondas?|tables? rondes?"),
    ("+side-event", r"side[- ]events?|(?:eventos?|actos?) paralelos?|(?:evenements?|manifestations?) paralleles?"),
    ("+hearing", r"(?:informal )?(?:interactive )?(?:multi-?stakeholder |stakeholders? )?hearings?|audiencias?(?: (?:con|de) (?:las )?(?:multiples )?(?:partes interesadas|interesados))?|auditions?(?: multipartites?| (?:avec les|des) parties prenantes)?"),
    ("+town-hall", r"town[- ]?halls?"),
    ("civil-society", r"civil[- ]society(?: organi[sz]ations?)?|csos?|sociedad civil|societe civile|osc"),
    ("stakeholder", r"multi-?stakeholders?|stakeholders?|partes interesadas|parties prenantes"),
    ("+civil-society-days", r"civil society days?|csd|dias de la sociedad civil|journees de la societe civile"),
    ("+migrants-day", r"international migrants' ?day|international migrants day|dia internacional (?:del|de la persona|de las personas) migrantes?|journee internationale des migrants"),
    ("+sg-report", r"secretary-general's (?:\w+ )?reports?|reports? (?:of|by) the (?:un )?secretary-general|informes? del secretario general|rapports? du secretaire general"),
    ("un-network", r"un network on migration|united nations network on migration|unnm|red de (?:las )?naciones unidas sobre (?:la )?migracion|reseau des nations unies sur les migrations"),
    ("trust-fund", r"(?:multi-partner )?trust fund|mptf|fondo fiduciario|fonds fiduciaire"),
    ("mayoral", r"mayoral|mayors'?|alcald(?:es|ias)|maires"),
    ("+stocktaking", r"stock-?taking|(?:reunion de )?balance|bilan"),
    ("human-rights", r"human rights|derechos humanos|droits (?:de l'homme|humains)"),
    ("+policy-debate", r"policy (?:debate|dialogue)|debate (?:sobre|de) politicas|debat directif|dialogue politique"),
    ("+training", r"webinars?|webinaires?|webinari?os?|trainings?|capacitaci(?:on|ones)|formations?"),
    ("+statement", r"statements?|remarks|declaraci(?:on|ones) (?:conjuntas?|publicas?)|comunicados?|communiques?|press releases?|position papers?|posicionamientos?|interventions?|intervenci(?:on|ones)|submissions?|speech(?:es)?|discursos?|discours|open letters?|briefs?|issue briefs?|comments?|comentarios?|commentaires?|analys[ie]s|responses?|reactions?|photos?|videos?|summary|resumen|synthese"),
)  # fmt: skip

# With these letters phrases begin; a word that begins with others begins none.
BEGINNINGS = (
    "acc act alc ame ana ara asi aud ava bal bil bor bri cap cea cee cep ces civ com con csd cso cyc deb dec der dia dis dra"
    " dro eca ece ecl esc est eta eur eve exa fem fin fmm fon for gcm gcr gfm glo hea hum idm imr inf int iss jou lac lat mai"
    " man mar may med men mes mid mig moy mpt mul neg new ope osc pac par peo pho pol pos pre pro rap rea red reg rem rep res"
    " reu rev ron rou sea sec ser ses sid soc spe sta sto sub sum syn tab the tou tow tra tru u.s un upd us ver vid web zer"
)

# Single words (after the phrases), by token.
WORDS: dict[str, str] = {
    word: token
    for token, words in {
        "+conference": "conference conferences conferencia conferencias",
        "+forum": "forum forums foro foros",
        "+summit": "summit summits cumbre cumbres sommet sommets",
        "+consultation": "consultation consultations consulta consultas",
        "+session": "session sessions sesion sesiones seance seances",
        "+plenary": "plenary plenaria plenario pleniere",
        "+debate": "debate debates debat debats",
        "+dialogue": "dialogue dialogues dialogo dialogos",
        "+workshop": "workshop workshops taller talleres atelier ateliers",
        "+briefing": "briefing briefings debrief debriefing",
        "+symposium": "symposium simposio colloque coloquio",
        "+panel": "panel panels",
        "+launch": "launch launches lanzamiento lancement launched",
        "+deadline": "deadline deadlines plazo limite echeance",
        "+registration": "registration inscripcion inscripciones inscription inscriptions register",
        "+accreditation": "accreditation acreditacion",
        "+declaration": "declaration declaracion",
        "+report": "report reports informe informes rapport rapports",
        "+resolution": "resolution resolutions resolucion resoluciones",
        "+vote": "vote votes votacion voto votaciones scrutin",
        "+letter": "letter carta lettre",
        "+workplan": "workplan",
        "+adoption": "adopto adoptaron aprobo aprobaron adopta adoption adopt adopts adopted adopting adopcion aprobacion adoptar aprobar adoptado aprobado adoptada aprobada adopter adopte adoptee approve approved",
        "+withdrawal": "withdrawal withdraws withdraw retiro retirada retrait leaves leave",
        "+preparatory": "preparatory preparatoria preparatoire prep preparation preparations preparacion preparativos",
        "+negotiation": "negotiation negotiations negociacion negociaciones negociation negociations",
        "+review": "review reviews examen revision examens",
        "+assembly": "assembly asamblea assemblee",
        "+week": "week semana semaine",
        "+appointment": "appointed appoint nombramiento nomination",
        "+modalities": "modalities modalidades modalites",
        "+endorsement": "endorsement endorse endorses endorsed endorsing",
        "-meeting": "meeting meetings reunion reuniones reunions encuentro rencontre rencontres event events evento eventos evenement evenements acto",
        "intergovernmental": "intergovernmental intergubernamental intergouvernementale intergouvernementales intergouvernemental",
        "-informal": "informal informales oficiosa informelle informelles",
        "-high-level": "high-level level nivel niveau",
        "#1": "first 1st primera primer primero premiere premier 1ere 1er 1e 1a",
        "#2": "second 2nd segunda segundo deuxieme seconde 2e 2eme 2a 2o",
        "#3": "third 3rd tercera tercer tercero troisieme 3e 3eme 3a 3o",
        "#4": "fourth 4th cuarta cuarto quatrieme 4e 4eme 4a 4o iv",
        "#5": "fifth 5th quinta quinto cinquieme 5e 5eme 5a 5o",
        "#6": "sixth 6th sexta sexto sixieme 6e 6eme 6a 6o vi",
        "#7": "seventh 7th septima septimo septieme 7e 7eme vii",
        "#8": "eighth 8th octava octavo huitieme 8e viii",
        "#9": "ninth 9th novena noveno neuvieme 9e ix",
        "#10": "tenth 10th decima decimo dixieme 10e",
        "#11": "eleventh 11th undecima onceava onzieme 11e xi",
        "#12": "twelfth 12th duodecima douzieme 12e xii",
        "#13": "thirteenth 13th treizieme 13e decimotercera xiii",
        "#14": "fourteenth 14th quatorzieme 14e decimocuarta xiv",
        "#15": "fifteenth 15th quinzieme 15e decimoquinta xv",
        "africa": "africa african afrique africaine africano africana africains",
        "europe": "europe european europa europea europeo europeenne",
        "asia": "asia asian asie asiatique",
        "pacific": "pacific pacifico pacifique",
        "regional": "regional regionales regionale",
        "migration": "migration migrations migracion migraciones migratoria",
        "migrant": "migrant migrants migrante migrantes",
        "refugee": "refugee refugees refugiados refugies",
        "women": "women mujeres femmes",
        "irregular": "irregular irreguliere irregulieres",
        "pathway": "pathways pathway vias filieres voies",
        "smuggling": "smuggling trafico trafic",
        "trafficking": "trafficking trata traite",
        "driver": "drivers factores facteurs impulsores",
        "governance": "governance gobernanza gouvernance",
        "cooperation": "cooperation cooperacion",
        "contribution": "contributions contribution contribucion contribuciones",
        "diaspora": "diaspora diasporas",
        "discrimination": "discrimination discriminacion",
        "inclusion": "inclusion inclusiva",
        "slavery": "slavery esclavitud esclavage",
        "network": "network red reseau",
        "city": "cities ciudades villes",
        "parliament": "parliamentary parliament parlamentaria parlamento parlementaire parlement",
        "youth": "youth juventud jeunes juvenil",
        "international": "international internacional internationale internationales",
    }.items()
    for word in words.split()
}  # fmt: skip

# Words that name nothing.
_EMPTY = """
a a-t-il about abril after afternoon again agosto al all also am an and anglais annual any aout april aquel
arabic are as asistimos assiste at attend attended attends au august aura aussi autre autres aux avaient
avec avez avons avril be because been began begin begins being between both brought building but by cabo
cada came can cannot car celebra celebrar celebrara celebraron celebro celle celui center centre ces cet
cette chaired chaque chinese church city click closed closes come comenzo comes commence como con concluded
concludes concluyo convene convened convenes could cual cuales cuando d dans date dates day days de december
decembre del depuis deroule deroulee des desarrollo desde details dias diciembre did didn't dimanche do does
doing domingo don't donc donde done dont download du due during each either el ella elles ellos empezo en
end ended ending ends enero english entre esa ese eso espagnol espanol est esta estaba estan estar estas
este estos estuvimos estuvo et etaient etait ete etre eu even evening ever every expected febrero february
fevrier few first-ever for francais frances french friday from fue fueron fuimos full further fut future
gather gathered get go goes going got government governments h ha habia habian had hall han happened has
hasta have he headquarters held here hers herself him himself his hold holding hosted hosting hosts hotel hq
hubo hybrid i if ii iii ils in info ingles into is isn't it its itself january janvier jeudi join joined
jours jueves juillet juin julio july june junio jusqu'au just l la las le learn les let lets leur leurs lieu
like link llevara llevo lo location los lugar lundi lunes made mai mais make makes many march mardi mars
martes marzo mas may mayo me meet meets member members menos mercredi met mientras miercoles might moins
monday more morning most must muy my naciones nations ne neither never new next ni no non noon nos nosotros
not notre nous november novembre noviembre october octobre octubre of official on once online only ont
opened opens or organise organised organisee organisees organize organized other others otra otras otro
otros ou our ours out over own page palais par para parce part participamos participate participation
participe pas past pdf pendant per pero place planned plus pm por porque pour process prochain prochaine
proxima proximo quand que qui quien quoi read realizara realizaron realizo register reuni reunieron reunio
reunira reunis room russian s s'est s'est-tenue sabado same samedi saturday save scheduled se see seen
september septembre septiembre ser sera set shall she should si since sino site so sobre some son sont
spanish spoke start started state states still su such sunday sur sus t take takes tambien tendra tenir
tenue tenus termine termino text texte texto than that the their theirs them themselves then there these
they this those thursday tiendra tiennent tient to toda todas todo todos together too took tous tout toute
toutes tuesday tuvieron tuvo un una under une unidas unies united until up upcoming us vendredi venue
version versions very via viernes virtual votre vous was wasn't we website wednesday week weeks went were
what when where which while who whom whose will with within would y ya year years yes yet you your yours
published releases released issued circulated dated publie publies publiee publiees publicado publicada publico difundido difundida
celebrada celebrado celebradas celebrados celebraran celebrarse efectuo efectuara tiene tienen tuvimos asistio asistieron asistimos
tenu tenues deroulera derouleront deroules eues organiseront serons seront sera etions aurons aurait auront avions eurent s'etait
"""
EMPTY = frozenset(_EMPTY.split())
