"""What a page is made from, and how it is to look."""

from datetime import date
from typing import Literal, NamedTuple, get_args

from gcmtrack.model.collection import Records
from gcmtrack.views.filters import Filters
from gcmtrack.wording import Wording
from gcmtrack.wording.dates import Order

Layout = Literal["blocks", "list"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
ORDERS: tuple[Order, ...] = get_args(Order)


class PageStyle(NamedTuple):
    """How events are shown: as blocks or as a list, with dates as "12 October 2017" or as "October 12, 2017".

    `prefix` sets the keys of notes apart from those of other pieces on the same page.
    """

    layout: Layout = "blocks"
    order: Order = "dmy"
    prefix: str = ""


class Scope(NamedTuple):
    """The records that a page is about, as filters choose them, on a day, in a language."""

    records: Records
    filters: Filters
    today: date
    wording: Wording
    style: PageStyle = PageStyle()
