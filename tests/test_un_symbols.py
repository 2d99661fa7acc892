"""UN document symbols: one spelling, and where the text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcmtrack.model import un_symbols
from gcmtrack.wording import english


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("a/res/73/195", "A/RES/73/195"),
        ("Ａ／ＲＥＳ／７３／１９５", "A/RES/73/195"),
        ("A/RES/73/195 (2018)", "A/RES/73/195"),
        ("S/RES/2565 (2021)", "S/RES/2565 (2021)"),
        (
            "https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F73%2F195&Language=E&DeviceType=Desktop",
            "A/RES/73/195",
        ),
        ("https://documents.un.org/api/symbol/access?j=N1845199&t=pdf&s=A/RES/73/195", "A/RES/73/195"),
        ("A/RES/73/195", "A/RES/73/195"),
        (" UN Doc. A/CONF.231/3 ", "A/CONF.231/3"),
        ("a / conf.231 / 3", "A/CONF.231/3"),
        ("A/CONF.231/3*", "A/CONF.231/3*"),
        ("A/71/L.1.", "A/71/L.1"),
        ("a/ac.293/2022/l.1", "A/AC.293/2022/L.1"),
        ("E/CN.4/2000/rev.1", "E/CN.4/2000/Rev.1"),
        ("A/RES/73/195/corr.1", "A/RES/73/195/Corr.1"),
        ("A/HRC/RES/35/17", "A/HRC/RES/35/17"),
        ("A/RES/217(III)", "A/RES/217(III)"),
        ("A/RES/S-27/2", "A/RES/S-27/2"),
        ("a/res/es-10/21", "A/RES/ES-10/21"),
        ("A/CONF.231/PV.1", "A/CONF.231/PV.1"),
        ("https://undocs.org/A/RES/73/195", "A/RES/73/195"),
        ("https://undocs.org/en/A/RES/73/195#page=3", "A/RES/73/195"),
        ("undocs.org/fr/A/CONF.231/3", "A/CONF.231/3"),
        ("https://docs.un.org/es/A/76/642?x=1", "A/76/642"),
        ("https://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/72/244&Lang=E", "A/RES/72/244"),
        ("http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/71/1&Lang=E", "A/RES/71/1"),
        ("https://documents.un.org/symbol-explorer?s=1&symbol=A%2FRES%2F73%2F326", "A/RES/73/326"),
        ("A/RES/73/0195", "A/RES/73/195"),
        ("A/CONF.231/INF.01", "A/CONF.231/INF.1"),
        ("“A/RES/73/195”.", "A/RES/73/195"),
        ("(A/RES/73/195)", "A/RES/73/195"),
        ("Document: A/RES/73/195,", "A/RES/73/195"),
        ("resolution 73/195", "A/RES/73/195"),
        ("General Assembly resolution 73/195", "A/RES/73/195"),
        ("A_RES_73_195", "A/RES/73/195"),
        ("A/RES/S\u20112 7/2".replace(" ", ""), "A/RES/S-27/2"),
    ],
)
def test_one_spelling(typed: str, symbol: str) -> None:
    assert un_symbols.normalise(typed) == symbol


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "'' is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3"),
        ("73/195", "'73/195' is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3"),
        (
            "https://example.org/A/RES/73/195",
            "'https://example.org/A/RES/73/195' is not a UN document symbol; write it like A/RES/73/195 or A/CONF.231/3",
        ),
        ("A/RES/195", "'A/RES/195' is not a resolution; write session and number, as in A/RES/73/195"),
        (
            "A/CONF.231/3/Rev.x",
            "'A/CONF.231/3/Rev.x' is not a UN document symbol: Rev. wants a number, as in Rev.1",
        ),
        ("A/CONF.231/L", "'A/CONF.231/L' is not a UN document symbol: L. wants a number, as in L.1"),
    ],
)
def test_no_symbol(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the whole sentence is compared)
        un_symbols.normalise(typed)
    assert str(refused.value) == sentence


@given(st.text("aAeEsS/.()rRev1290 *-conflCadd", max_size=20).map(lambda text: "A/" + text))
def test_the_spelling_is_its_own_spelling(text: str) -> None:
    try:
        symbol = un_symbols.normalise(text)
    except ValueError:
        return
    assert un_symbols.normalise(symbol) == symbol


def test_the_official_link() -> None:
    assert un_symbols.official_link("A/RES/73/195") == "https://undocs.org/A/RES/73/195"
    assert un_symbols.official_link("A/AC.1/4(Part II)") == "https://undocs.org/A/AC.1/4(Part%20II)"


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("A/RES/73/195", "General Assembly resolution 73/195"),
        ("A/RES/S-27/2/Rev.1", "General Assembly resolution S-27/2"),
        ("A/CONF.231/3", "document 3 of United Nations conference 231"),
        ("A/71/L.1", "draft before the General Assembly, session 71"),
        ("A/71/728", "General Assembly document, session 71"),
        ("E/2018/1", "United Nations document"),
    ],
)
def test_what_a_symbol_means(symbol: str, said: str) -> None:
    assert english().symbol(symbol) == said
