"""Web addresses, compared: two spellings of one address have one normal form."""

import re

from gcmtrack.patterns import late

# What analytics, mailings and social networks hang on an address; the page is the same without it.
_TRACKING = late(
    r"utm_\w+|mtm_\w+|pk_\w+|fbclid|d?gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_[ce]id|_hs\w+|ref_src|si"
)
# Most addresses are so plain that nothing has to be taken apart: the way is left as it is, but for its last `/`.
_PLAIN = late(
    r"https?://(?P<host>[A-Za-z0-9.-]+)(?P<path>(?:/(?!index\.(?:html?|php)/?$)[A-Za-z0-9._~!$&'()*+,;=@-]+)*)/?",
    re.ASCII,
)
# A way inside of one page that programs of the page make pages of.
_ROUTE = ("/", "!")
_PORTS = {"http": ":80", "https": ":443"}


def normal_form(url: str) -> str:
    """Returns what equal addresses share: without scheme, `www.`, usual port, final `/`, tracking and place in the page;
    host in small letters, only what must be percent-encoded so, parameters in order. It is for comparing only."""
    if plain := _PLAIN.fullmatch(url):
        return plain["host"].lower().removeprefix("www.").removesuffix(".") + plain["path"]
    from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

    try:
        parts = urlsplit(url.strip())
        host = (parts.netloc.rpartition("@")[2]).lower().removesuffix(_PORTS.get(parts.scheme.lower(), ":"))
    except ValueError:
        return url.strip()
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/(?:index\.(?:html?|php))?$", "", re.sub(r"/{2,}", "/", path))
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key.lower())
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    place = f"#{parts.fragment}" if parts.fragment.startswith(_ROUTE) else ""
    return host.removeprefix("www.").removesuffix(".") + path + query + place
