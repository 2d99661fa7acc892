"""The site in one language: its words, its templates, and what stands around every page."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment, Template
from markupsafe import Markup

from gcmtrack.formats.chunks import Chunks
from gcmtrack.model.vocabulary import MILESTONE_KINDS
from gcmtrack.site import items
from gcmtrack.site.common import Common
from gcmtrack.site.long_lists import LongLists
from gcmtrack.site.plan import Plan
from gcmtrack.site.shelf import Shelves
from gcmtrack.site.templates import filled
from gcmtrack.wording import Wording

_T = TypeVar("_T")

# The pages that every page leads to, in this order.
MENU = (
    "events",
    "process",
    "statements",
    "documents",
    "objectives",
    "organisations",
    "numbers",
    "search",
    "about",
)
# Stands for the path of a page in what is the same on all of them. No text has it, since what is not seen is replaced.
_HERE = Markup("\x00")


class Frame(NamedTuple):
    """What stands around a page: what its head holds for every page of the kind, its header, its footer."""

    head: Markup
    header: Markup
    footer: Markup


class Edition:
    """The site in one language."""

    def __init__(
        self, plan: Plan, wording: Wording, environment: Environment, common: Common, shelves: Shelves
    ) -> None:
        self.plan = plan
        self.wording = wording
        self.records = plan.records
        self.common = common
        self.shelves = shelves
        self.language = wording.language
        self.words: Mapping[str, str] = wording.whole_group("site")
        self.title = plan.title or wording.text("page.title")
        self.day = wording.day(plan.today)
        self._environment = environment
        self._long = LongLists()
        self._frames: dict[tuple[str, str], Frame] = {}
        self._templates: dict[str, Template] = {}
        environment.globals.update(
            w=self.words,
            lang=self.language,
            site_title=self.title,
            today=plan.today.isoformat(),
            today_words=self.day,
            base_url=plan.base_url,
            own_css=plan.css is not None,
            kinds=wording.labels("kind", MILESTONE_KINDS),
        )
        environment.filters.update(
            rows=lambda some: self.rows(some, items.row),
            short_rows=lambda some: self.rows(some, items.short_row),
            rows_with_roles=lambda some: self.rows(some, items.row_with_role),
            each=self.rows,
        )
        macros = filled(lambda: environment.get_template("items.html").make_module({}))
        self.items = items.Items(plan.records, wording, plan.today, macros, common, shelves)

    def rows(self, some: Iterable[_T], row: Callable[[_T], str]) -> Markup:
        """Returns a list of a page as HTML, or what stands for it in the page until it is written."""
        return self._long.rows(some, row)

    def page(self, template: str, path: str, active: str, **values: Any) -> bytes | Chunks:
        """Returns the page of a path within the language; `active` is the entry of the menu to which it belongs.

        One with long lists must be written before the next is asked for.
        """
        frame = self._frame(active, "../" * path.count("/"))
        html = self.fill(
            template,
            path=path,
            head=frame.head,
            header=frame.header,
            footer=frame.footer,
            **values,
        )
        return self._long.written(html.replace(_HERE, path))

    def named_page(self, name: str, **values: Any) -> tuple[str, bytes | Chunks]:
        """Returns the path of a page that the menu leads to, and the page; see `page`."""
        path = f"{name}.html"
        described = {"title": self.words[name], "description": self.words[f"{name}-about"]}
        return path, self.page(path, path, name, **described, **values)

    def fill(self, template: str, **values: Any) -> str:
        """Returns a filled template. Raises `Misuse` for a fault in one that a person gave."""
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = filled(lambda: self._environment.get_template(template))
        return filled(lambda: found.render(values))

    def _frame(self, active: str, root: str) -> Frame:
        frame = self._frames.get((active, root))
        if frame is None:
            values = {
                "active": active,
                "root": root,
                "up": f"{root}../",
                "menu": MENU,
                "languages": self.plan.languages,
                "here": _HERE,
            }
            parts = [Markup(self.fill(f"{part}.html", **values)) for part in ("head", "header", "footer")]  # noqa: S704 (a template escaped it)
            frame = self._frames[active, root] = Frame(*parts)
        return frame
