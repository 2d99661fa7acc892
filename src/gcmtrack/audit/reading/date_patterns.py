"""How dates look in running text in English, Spanish and French; everything here is matched against `flat` text."""

import re

from gcmtrack.input.typed_dates import MONTH_WORDS, WEEKDAYS


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


# Short forms say a month only beside a day or a year; some are words of their own and want both.
SHORT = frozenset(word for word in MONTH_WORDS if len(word) <= 4) - {
    "june",
    "july",
    "juin",
    "aout",
    "mayo",
    "may",
    "mai",
    "mars",
}
AMBIGUOUS = frozenset(("mar", "set", "ago", "mai", "may", "mars", "march", "august", "jan", "dec"))
# English, where a month has a capital letter and the verb has none.
CAPITAL = frozenset(("may", "march", "august"))

MONTH = rf"(?:{_any_of(MONTH_WORDS)})"
LONG_WEEKDAYS = {word: number for word, number in WEEKDAYS.items() if len(word) > 4}
_WEEKDAY = rf"(?:{_any_of(WEEKDAYS)})"
YEAR = r"(?:19|20)\d\d(?!\d|[.,:]\d)"
_ORDINAL = r"(?:st|nd|rd|th|ere|er|eme|e|\.?o|a|°)?(?!\w)"
_DAY = rf"(?:\d{{1,2}}{_ORDINAL}|premier|primero)"
_TO = r"(?:\s*[-–—]+\s*|\s+(?:to|till|until|til|through|thru|au|a|al|hasta)\s+)(?:(?:the|el|le)\s+)?"
_AND = rf"(?:{_TO}|\s*[/&]\s*|\s+(?:and|et|y)\s+(?:(?:the|el|le)\s+)?)"
_OF = r"(?:\s+(?:de|del|of|in|en)\s+|\s*,\s*|\s+)"
_NAMED = rf"(?:{_WEEKDAY}[.,]?\s+(?:(?:the|el|le)\s+)?)?"

# A month; what stands around it is looked at then.
MONTH_ALONE = re.compile(rf"(?<![\w/@#&]){MONTH}(?!\w|'[a-z])")

# A quick look whether reading on is worth while.
MONTH_OR_RELATIVE = re.compile(
    rf"(?<![\w/@#&]){MONTH}(?!\w)|month|year|\bmes\b|mois|\bano\b|annee|\ban (?:prochain|dernier)"
)
MAY_HOLD_DATE = re.compile(rf"\d|{MONTH_OR_RELATIVE.pattern}")

BEFORE = re.compile(
    rf"(?:(?P<w1>{_WEEKDAY})[.,]?\s+(?:(?:the|el|le)\s+)?)?(?<![\w.,:/+#$€£–—-])(?P<d1>{_DAY})"
    rf"(?P<list>(?:\s*,\s*\d{{1,2}}{_ORDINAL})*)"
    rf"(?:{_AND}(?:(?P<w2>{_WEEKDAY})[.,]?\s+)?(?P<d2>{_DAY}))?"
    rf"(?:\s+(?:de|of|del)\s+|\s*[-./]\s*|\s+)(?:mes\s+de\s+)?$"
)
# "Rev 3 March 26": a number that belongs to the word before it.
NUMBERED = re.compile(
    r"\b(?:rev|revision|draft|objective|objectives|objetivo|objectif|no|article|art|paragraph|para|phase|page|section|part|"
    r"table|mesa|goal|sdg|item|annex|chapter|room|zero)\.?\s*$"
)
WEEKDAY_BEFORE = re.compile(rf"(?<!\w)(?P<w>{_WEEKDAY})[.,]?\s+$")
AFTER_BEFORE = re.compile(
    rf"\.?(?:{_OF}(?P<y0>{YEAR})|-(?P<y1>{YEAR}))?"
    rf"(?:{_TO}{_NAMED}(?P<d2>{_DAY})(?:\s+(?:de|of)\s+|\s+)(?P<m2>{MONTH})(?!\w)\.?(?:{_OF}(?P<y>{YEAR}))?)?"
)
AFTER = re.compile(
    rf"\.?\s+(?:the\s+)?(?P<d1>{_DAY})(?![.,:]\d|\s*(?:%|[ap]\.?m\b|h\d))"
    rf"(?:\s*,?\s+(?P<y0>{YEAR}))?"
    rf"(?:{_AND}{_NAMED}(?:(?P<m2>{MONTH})(?!\w)\.?\s+)?(?P<d2>{_DAY})(?![.,:]\d|\s*(?:%|[ap]\.?m\b|h\d)))?"
    rf"(?:{_OF}(?P<y>{YEAR}))?"
)
AFTER_MONTH = re.compile(
    rf"\.?(?:{_AND}(?P<m2>{MONTH})(?!\w)\.?)?(?:{_OF}(?:l'an\s+)?|-)(?P<y>{YEAR})"
    rf"(?:{_TO}(?P<m3>{MONTH})(?!\w)\.?{_OF}(?P<y3>{YEAR}))?"
)
ABOUT = re.compile(
    r"\b(?:late|early|mid|end of|beginning of|around|about|circa|c\.|fin|debut|mi|vers|finales de|fines de|mediados de|"
    r"principios de|inicios de|hacia)(?:\s+|-)(?:of\s+|in\s+)?$"
)
SINCE = re.compile(
    r"\b(?:since|from|starting|as of|depuis|desde|a partir de|a compter de)\s+(?:the|el|le|la|du|l')?\s*$"
)
BETWEEN = re.compile(r"\b(?:between|entre)\s+(?:(?:the|el|le|les)\s+)?$")
AND_ALONE = re.compile(r"\s{1,9}(?:and|y|et)\s{1,9}(?:(?:the|el|le)\s{1,9})?")
# What makes a month of a word without day and year.
MONTH_PREPOSITION = re.compile(
    r"\b(?:in|by|until|till|since|from|during|before|after|through|throughout|for|late|early|mid|end of|en|desde|hasta|"
    r"para|durante|fin|debut|mi|des|depuis|jusqu'en|d'ici|finales de|mediados de|principios de|mes de|mois de|mois d')(?:\s+|-)?$"
)
MONTH_NOUN = re.compile(
    r"\s+(?:round|session|meeting|negotiations?|draft|consultations?|forum|plenary|summit|conference)\b"
)

ISO = re.compile(
    r"(?<![\w./:+-])(?P<y>(?:19|20)\d\d)(?P<s>[-/])(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"(?:\s*(?:/|–|—|-|\bto\b|\bal?\b|\bau\b)\s*(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d))?(?![\w:/]|[.-]\d)"
)
NUMERIC = re.compile(
    r"(?<![\w./:+-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\w/:]|[.-]\d)"
)
BARE_YEAR = re.compile(
    r"(?<![\w./:,+$€£#-])(?P<y>20\d\d)(?:\s*[-–—/]\s*(?P<y2>20\d\d|\d\d))?(?![\w%]|[.,:]\d|[-/]\d|\s*%)"
)
# "+41 22 917 2018"
DIGITS_BEFORE = re.compile(r".?\d\)?[\s-]$")
# Years that are names.
NAMED_YEAR = re.compile(
    r"\b(?:agenda|agenda de|vision|horizon|horizonte|programa|programme|objectifs?|objetivos?|goals?|targets?|convention of|"
    r"convencion de|convention de)(?:\s+(?:de|of))?\s*$"
)
NAMED_YEAR_AFTER = re.compile(
    r"\s*(?:agenda|convention|vision|goals?|targets?|sdgs?|protocol|constitution)\b"
)
COPYRIGHT = re.compile(
    r"©|\(c\)\s|\bcopyright\b|\ball rights reserved\b|\btodos los derechos\b|\btous droits\b|\bderechos reservados\b"
)
# One of these is in every line on a copyright.
COPYRIGHT_WORDS = ("©", "(c)", "copyright", "rights", "derechos", "droits")

# "this December", "décembre prochain"; what a relative word is said of, and in which direction.
THIS, NEXT, LAST = "this", "next", "last"
RELATIVE_BEFORE = (
    (re.compile(r"\b(?:next|coming|upcoming|proximo|proxima|el proximo mes de)\s+$"), NEXT),
    (re.compile(r"\b(?:this|this coming|este|este mes de|ce|ce mois de)\s+$"), THIS),
    (re.compile(r"\b(?:last|past|pasado)\s+$"), LAST),
)
RELATIVE_AFTER = (
    (
        re.compile(r",?\s+(?:proximo|prochain|que viene|next year|del proximo ano|de l'annee prochaine)\b"),
        NEXT,
    ),
    (re.compile(r",?\s+(?:this year|de este ano|del presente ano|de cette annee)\b"), THIS),
    (re.compile(r",?\s+(?:last year|last|pasado|dernier|del ano pasado|de l'annee derniere)\b"), LAST),
)
RELATIVE_ALONE = re.compile(
    r"(?<!\w)(?:(?P<next_month>next month|(?:el )?proximo mes|mes (?:proximo|que viene)|mois prochain)"
    r"|(?P<this_month>(?:later )?this month|este mes|ce mois-ci)"
    r"|(?P<last_month>last month|mes pasado|mois dernier)"
    r"|(?P<next_year>next year|(?:el )?proximo ano|ano (?:proximo|que viene)|annee prochaine|an prochain)"
    r"|(?P<this_year>(?:later )?this year|este ano|cette annee)"
    r"|(?P<last_year>last year|ano pasado|annee derniere|an dernier))(?!\w)"
)

# What holds digits and months that are no dates. Lengths are bounded, so that no text makes it slow.
_NO_TEXT = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}|(?<![\w/])[A-Z]{1,6}(?:/[A-Za-z0-9.()-]{1,40}){1,9}|[#@]\w+"
)
_FILE = re.compile(r"\.(?:pdf|docx?|html?|jpe?g|png|mp[34]|xlsx?|pptx?)(?!\w)", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^\s()<>\"',;]{1,150}$")


def readable(text: str, folded: str) -> str:
    """Returns `folded` with addresses, names of files, symbols and hashtags blanked, and line ends as spaces."""
    kept = []
    at = 0
    if "/" in text or "@" in text or "#" in text or "www." in folded:
        for match in _NO_TEXT.finditer(text):
            kept += [folded[at : match.start()], " " * (match.end() - match.start())]
            at = match.end()
    shown = "".join([*kept, folded[at:]]) if kept else folded
    if "." in shown and (files := list(_FILE.finditer(shown))):
        kept, at = [], 0
        for match in files:
            name = _FILE_NAME.search(shown, max(at, match.start() - 150), match.start())
            begin = name.start() if name else match.start()
            kept += [shown[at:begin], " " * (match.end() - begin)]
            at = match.end()
        shown = "".join([*kept, shown[at:]])
    return shown.replace("\n", " ").replace("\t", " ")
