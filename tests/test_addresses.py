"""Two spellings of one web address have one normal form."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gcmtrack.model import addresses
from gcmtrack.model.addresses import normal_form

PIECES = (
    "/", "//", "a", "B", ".", "-", "~", "!", "@", ":", ":80", "%20", "%41", "é", "?", "a=1", "&", "utm_source=x", "#", "#/a",
    "index", "index.html", "index.php", "/index.htm", "www.", "un.org", "+", "$",
)  # fmt: skip


@given(st.sampled_from(["http", "https"]), st.lists(st.sampled_from(PIECES), max_size=8))
@example("https", ["un.org", "/", "index.html"])
@example("https", ["un.org", "/", "index.html", "/", "a", "/"])
@example("https", ["un.org", "//", "a"])
@example("https", ["www.", "un.org", ".", "/"])
def test_an_address_that_is_plain_is_read_as_every_other(scheme: str, pieces: list[str]) -> None:
    """The short way for most addresses leads where the long one leads."""
    url = f"{scheme}://{''.join(pieces)}"
    short = normal_form(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "_PLAIN", re.compile("(?!)"))
        assert short == normal_form(url)


@pytest.mark.parametrize("url", ["https://www.un.org/en/migration/", "https://un.org"])
def test_most_addresses_are_plain(url: str) -> None:
    assert addresses._PLAIN.fullmatch(url)
