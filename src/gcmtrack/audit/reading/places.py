"""Cities and countries as pages write them in English, Spanish and French."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from gcmtrack.audit.reading.flat import flat
from gcmtrack.model.collection import Records
from gcmtrack.model.iso_codes import COUNTRIES
from gcmtrack.text import fold

# Other spellings of cities, and cities where such meetings are held, by the name that the record would use.
_CITIES: dict[str, tuple[str, str]] = {
    "New York": ("US", "nueva york|new york city|nyc|nova york|un headquarters"),
    "Geneva": ("CH", "ginebra|geneve|genf"),
    "Vienna": ("AT", "viena|vienne|wien"),
    "Marrakech": ("MA", "marrakesh|marraquech|marrakesch"),
    "Cairo": ("EG", "el cairo|le caire"),
    "Addis Ababa": ("ET", "addis abeba|adis abeba|addis-abeba"),
    "Brussels": ("BE", "bruselas|bruxelles"),
    "Berlin": ("DE", ""),
    "Bangkok": ("TH", ""),
    "Beirut": ("LB", "beyrouth"),
    "Istanbul": ("TR", "estambul"),
    "Dhaka": ("BD", "daca|dacca"),
    "Rome": ("IT", "roma"),
    "Mexico City": ("MX", "ciudad de mexico|cdmx"),
    "Guadalajara": ("MX", ""),
    "Puerto Vallarta": ("MX", ""),
    "Quito": ("EC", ""),
    "Santiago": ("CL", "santiago de chile"),
    "Bogotá": ("CO", ""),
    "Barranquilla": ("CO", ""),
    "Riohacha": ("CO", ""),
    "Lima": ("PE", ""),
    "Panama City": ("PA", "ciudad de panama"),
    "San José": ("CR", ""),
    "Buenos Aires": ("AR", ""),
    "Montevideo": ("UY", ""),
    "Guatemala City": ("GT", "ciudad de guatemala"),
    "San Salvador": ("SV", ""),
    "Tegucigalpa": ("HN", ""),
    "Paris": ("FR", ""),
    "London": ("GB", "londres"),
    "Madrid": ("ES", ""),
    "Barcelona": ("ES", "barcelone"),
    "Lisbon": ("PT", "lisboa|lisbonne"),
    "Athens": ("GR", "atenas|athenes"),
    "Valletta": ("MT", "la valeta|la valette"),
    "Manila": ("PH", "manille"),
    "Jakarta": ("ID", "yakarta"),
    "Kathmandu": ("NP", "katmandu|katmandou"),
    "Colombo": ("LK", ""),
    "New Delhi": ("IN", "nueva delhi"),
    "Nairobi": ("KE", ""),
    "Johannesburg": ("ZA", "johannesburgo"),
    "Tunis": ("TN", "tunez"),
    "Dakar": ("SN", ""),
    "Abuja": ("NG", ""),
    "Accra": ("GH", ""),
    "Kigali": ("RW", ""),
    "Rabat": ("MA", ""),
    "Agadir": ("MA", ""),
    "Bamako": ("ML", ""),
    "Niamey": ("NE", ""),
    "Banjul": ("GM", ""),
    "Amman": ("JO", ""),
    "Doha": ("QA", ""),
    "Dubai": ("AE", ""),
    "Abu Dhabi": ("AE", "abou dabi"),
    "Washington": ("US", "washington, d.c.|washington d.c.|washington dc"),
    "Montreal": ("CA", ""),
    "Toronto": ("CA", ""),
    "Ottawa": ("CA", ""),
    "Tokyo": ("JP", "tokio"),
    "Nadi": ("FJ", ""),
    "Suva": ("FJ", ""),
    "Mechelen": ("BE", "malines|malinas"),
    "Bern": ("CH", "berna|berne"),
    "Cancún": ("MX", ""),
    "Monterrey": ("MX", ""),
    "Tijuana": ("MX", ""),
    "La Paz": ("BO", ""),
    "Asunción": ("PY", ""),
    "Caracas": ("VE", ""),
    "Havana": ("CU", "la habana|la havane"),
    "Santo Domingo": ("DO", "saint-domingue"),
    "Port-au-Prince": ("HT", "puerto principe"),
    "Kingston": ("JM", ""),
    "Port of Spain": ("TT", ""),
    "Bridgetown": ("BB", ""),
    "Managua": ("NI", ""),
    "Medellín": ("CO", ""),
    "Cartagena": ("CO", "carthagene"),
    "Brasilia": ("BR", ""),
    "São Paulo": ("BR", ""),
    "Rio de Janeiro": ("BR", ""),
    "Casablanca": ("MA", ""),
    "Algiers": ("DZ", "argel"),
    "Tripoli": ("LY", ""),
    "Khartoum": ("SD", "jartum"),
    "Kampala": ("UG", ""),
    "Dar es Salaam": ("TZ", ""),
    "Lusaka": ("ZM", ""),
    "Harare": ("ZW", ""),
    "Pretoria": ("ZA", ""),
    "Cape Town": ("ZA", "ciudad del cabo|le cap"),
    "Durban": ("ZA", ""),
    "Maputo": ("MZ", ""),
    "Luanda": ("AO", ""),
    "Kinshasa": ("CD", ""),
    "Yaoundé": ("CM", ""),
    "Libreville": ("GA", ""),
    "Abidjan": ("CI", "abiyan"),
    "Lagos": ("NG", ""),
    "Ouagadougou": ("BF", "uagadugu"),
    "Nouakchott": ("MR", ""),
    "Antananarivo": ("MG", ""),
    "Baghdad": ("IQ", "bagdad"),
    "Riyadh": ("SA", "riad|riyad"),
    "Kuwait City": ("KW", ""),
    "Manama": ("BH", ""),
    "Tehran": ("IR", "teheran"),
    "Islamabad": ("PK", ""),
    "Karachi": ("PK", ""),
    "Mumbai": ("IN", "bombay"),
    "Singapore": ("SG", "singapur|singapour"),
    "Kuala Lumpur": ("MY", ""),
    "Hanoi": ("VN", ""),
    "Phnom Penh": ("KH", ""),
    "Yangon": ("MM", ""),
    "Beijing": ("CN", "pekin"),
    "Hong Kong": ("HK", ""),
    "Seoul": ("KR", "seul"),
    "Sydney": ("AU", ""),
    "Canberra": ("AU", ""),
    "Wellington": ("NZ", ""),
    "Baku": ("AZ", "bakou"),
    "Tbilisi": ("GE", "tiflis"),
    "Ankara": ("TR", ""),
    "Moscow": ("RU", "moscu|moscou"),
    "Warsaw": ("PL", "varsovia|varsovie"),
    "Prague": ("CZ", "praga"),
    "Budapest": ("HU", ""),
    "Bucharest": ("RO", "bucarest"),
    "Sofia": ("BG", ""),
    "Belgrade": ("RS", "belgrado"),
    "Zagreb": ("HR", ""),
    "Sarajevo": ("BA", ""),
    "Copenhagen": ("DK", "copenhague"),
    "Stockholm": ("SE", "estocolmo"),
    "Oslo": ("NO", ""),
    "Helsinki": ("FI", ""),
    "Amsterdam": ("NL", ""),
    "The Hague": ("NL", "la haya|la haye"),
    "Dublin": ("IE", ""),
    "Luxembourg": ("LU", ""),
    "Strasbourg": ("FR", "estrasburgo"),
    "Milan": ("IT", "milano"),
    "Palermo": ("IT", "palerme"),
    "Turin": ("IT", "torino"),
    "Chicago": ("US", ""),
    "San Francisco": ("US", ""),
    "Los Angeles": ("US", ""),
    "Vancouver": ("CA", ""),
}
_COUNTRY_WORDS: dict[str, str] = {
    "MA": "marruecos|maroc",
    "US": "estados unidos|etats-unis|u.s.a.|u.s.|usa",
    "CH": "suiza|suisse",
    "MX": "mexique",
    "EC": "equateur",
    "CL": "chili",
    "BE": "belgica|belgique",
    "DE": "alemania|allemagne",
    "AT": "autriche",
    "LB": "libano|liban",
    "ET": "etiopia|ethiopie",
    "TH": "tailandia|thailande",
    "EG": "egipto|egypte",
    "FR": "francia",
    "ES": "espana|espagne",
    "IT": "italie",
    "BR": "bresil|brasil",
    "PE": "perou",
    "CO": "colombie",
    "SN": "senegal",
    "TN": "tunez|tunisie",
    "KE": "kenia",
    "ZA": "sudafrica|afrique du sud",
    "GH": "ghana",
    "MT": "malte",
    "TR": "turkey|turquia|turquie",
    "GB": "united kingdom|reino unido|royaume-uni",
}
# Names that mean something else more often.
_NOT_COUNTRIES = frozenset(("georgia", "jordan", "chad", "guinea", "turkey"))
_ONLINE = (
    "online",
    "virtual",
    "virtually",
    "virtuel",
    "virtuelle",
    "zoom",
    "webinar",
    "videoconference",
    "en ligne",
    "en linea",
)


class Place(NamedTuple):
    """A place that a text names: a city, a country, or `online`; where it stands in the text."""

    begin: int
    end: int
    city: str | None
    country: str | None
    online: bool = False


_Known = tuple[str, str | None, str | None]
_WORD = re.compile(r"[a-z][^\W_]*")
# Texts that are remembered: as many as a page of five megabytes has lines.
_MOST_KEPT = 100_000


class Gazetteer:
    """The cities of the records and those where such meetings are held, with the names of countries."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._places_once = lru_cache(_MOST_KEPT)(self._places)

    @cached_property
    def _names(self) -> dict[str, tuple[str | None, str | None]]:
        names: dict[str, tuple[str | None, str | None]] = {}
        for code, name in COUNTRIES.items():
            if (folded := flat(name)) not in _NOT_COUNTRIES and len(folded) > 3:
                names[folded] = (None, code)
        for code, words in _COUNTRY_WORDS.items():
            names.update(dict.fromkeys(words.split("|"), (None, code)))
        for milestone in self._records.milestones.values():
            if milestone.city:
                names[flat(milestone.city)] = (milestone.city, milestone.country)
        for city, (code, words) in _CITIES.items():
            # The record may write "Washington, D.C.".
            own = next((c for c, _ in names.values() if c and flat(c).startswith(flat(city))), city)
            for spelling in (flat(city), *filter(None, words.split("|"))):
                names.setdefault(spelling, (own, code))
        return names

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[_Known, ...]]:
        """The names by their first words, the longest first."""
        found: dict[str, list[_Known]] = {}
        for name, (city, country) in self._names.items():
            match = _WORD.match(name)
            if match:
                found.setdefault(match[0], []).append((name, city, country))
        for word in _ONLINE:
            found.setdefault(word.split()[0], []).append((word, None, None))
        return {word: tuple(sorted(some, key=lambda known: -len(known[0]))) for word, some in found.items()}

    def places(self, folded: str, begin: int = 0, end: int | None = None) -> Sequence[Place]:
        """Returns the places that a text names, in order; "Santiago, Chile" is one."""
        return self._places_once(folded, begin, end)

    def _places(self, folded: str, begin: int, end: int | None) -> Sequence[Place]:
        known = self._by_first_word
        if known.keys().isdisjoint(_WORD.findall(folded, begin, len(folded) if end is None else end)):
            return ()
        found: list[Place] = []
        done = begin
        for match in _WORD.finditer(folded, begin, len(folded) if end is None else end):
            at = match.start()
            if (
                match[0] not in known
                or at < done
                or (at and (folded[at - 1].isalnum() or folded[at - 1] == "_"))
            ):
                continue
            for name, city, country in known[match[0]]:
                stop = at + len(name)
                if folded.startswith(name, at) and not folded[stop : stop + 1].isalnum():
                    done = stop
                    _add(found, Place(at, stop, city, country, online=city is None and country is None))
                    break
        return found


def _add(found: list[Place], place: Place) -> None:
    """Adds a place; a country right behind a city only lengthens it."""
    last = found[-1] if found else None
    behind = (
        last is not None
        and last.city
        and place.begin - last.end <= 3
        and last.country in (place.country, None)
    )
    if last is not None and behind and place.city is None and not place.online:
        found[-1] = last._replace(end=place.end)
    else:
        found.append(place)


def same_city(a: str, b: str) -> bool:
    first, second = fold(a), fold(b)
    return first == second or first.startswith(f"{second},") or second.startswith(f"{first},")
