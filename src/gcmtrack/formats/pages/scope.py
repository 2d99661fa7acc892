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
Parts = Literal["nested", "apart"]
PARTS: tuple[Parts, ...] = get_args(Parts)


class PageStyle(NamedTuple):
    """How a section is shown.

    `layout`: events as blocks or as a list; `order`: dates as "12 October 2017" or as "October 12, 2017"; `level`: of its
    headings; `limit`: at most so many; `confirmed`: without what is only tentative or expected; `notes`: with what is to
    be known of a date, and what other sources say; `parts`: under their whole, or each by itself; `as_of`: with the day
    at its end; `ongoing`: what is on its days stands among what is coming, since the page shows it nowhere else.
    `prefix` sets the keys of notes apart from those of other pieces on the same page.
    """

    layout: Layout = "blocks"
    order: Order = "dmy"
    prefix: str = ""
    level: int = 3
    limit: int | None = None
    confirmed: bool = False
    notes: bool = True
    parts: Parts = "nested"
    as_of: bool = False
    ongoing: bool = False


class Scope(NamedTuple):
    """The records that a page is about, as filters choose them, on a day, in a language."""

    records: Records
    filters: Filters
    today: date
    wording: Wording
    style: PageStyle = PageStyle()
