"""What the site relies on in Jinja's compiler, which does not promise it; where it goes, templates only take longer."""

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from gcmtrack.site import markup, templates
from gcmtrack.site.jinja_private import OneCall


def test_the_compiler_asks_before_and_after_each_printed_value() -> None:
    own = {name for name in vars(OneCall) if not name.startswith("__")}
    assert own == {"_output_child_pre", "_output_child_post"}
    assert own <= vars(CodeGenerator).keys()


def test_what_is_printed_is_one_call() -> None:
    environment = templates.environment(None, None)
    assert isinstance(environment, Environment)
    raw = environment.compile("{{ a }} and {{ b|upper }}", raw=True)
    assert raw.count("environment.printed(") == 2
    assert "escape(" not in raw.split("def root", 1)[1]


def test_what_is_printed_is_as_escaped_as_by_jinja() -> None:
    """Where a template turns escaping on and off by itself, Jinja's own calls stand."""
    ours = templates.environment(None, None)
    plain = Environment(autoescape=True, undefined=ours.undefined)
    values = {"a": "<b>&\"'", "b": Markup("<i>"), "n": 7, "none": None, "many": ["<", 1]}
    for text in (
        "{{ a }}|{{ b }}|{{ n }}|{{ none }}|{{ many }}|{{ a ~ b }}|{{ a|safe }}",
        "{% autoescape false %}{{ a }}{{ b }}{% endautoescape %}",
        "{% autoescape n > 3 %}{{ a }}{{ b }}{% endautoescape %}",
    ):
        assert ours.from_string(text).render(values) == plain.from_string(text).render(values)
    assert markup.printed("<") == "&lt;"
