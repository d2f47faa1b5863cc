"""Two-stage rendering gives Jinja's bytes, whatever the report and whatever the theme. All data is synthetic."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_reports import PORTAL, views
from torture import rounds

from generator.messages import load_messages
from generator.rendering.environment import Codes, make_environment, make_watched_environment
from generator.rendering.filters import Filters
from generator.rendering.theme import BUILT_IN, Theme
from generator.rendering.two_stage import TwoStage

SETTINGS = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def filters(language: str) -> Filters:
    return Filters(load_messages([BUILT_IN / "messages"], language))


CODES = (Codes(), Codes())


def stages(language: str, warm_up: int = 0, **templates: str) -> TwoStage:
    """Both stages for the built-in theme with these templates."""
    folder = Path(tempfile.mkdtemp()) if templates else BUILT_IN
    for name, text in templates.items():
        (folder / "templates").mkdir(exist_ok=True)
        (folder / f"templates/{name}.html").write_text(text, encoding="utf-8")
    theme = Theme((folder, BUILT_IN))
    plain, watched = CODES
    environment = make_environment(theme, language, filters=filters(language), codes=plain)
    return TwoStage(environment, make_watched_environment(theme, filters(language), watched), warm_up)


def variables(view: object, kind: str = "report") -> dict[str, object]:
    return {"page": view, "portal": PORTAL, "kind": kind, "root": "../../", "site_root": "../../../"}


def outcome(render, *arguments: object) -> object:
    """What rendering gives: the bytes, or what is wrong."""
    try:
        return render(*arguments)
    except RecursionError as error:
        return type(error)
    except Exception as error:  # noqa: BLE001 - any error must be the same both ways
        return type(error), str(error)


def plain(two: TwoStage, name: str, view: object) -> bytes:
    return two.environment.get_template(name).render(variables(view)).encode()


def same_for(two: TwoStage, name: str, pages: list[object]) -> None:
    for view in pages:
        expected = outcome(plain, two, name, view)
        assert outcome(two.render, name, variables(view)) == expected
        assert outcome(two.render, name, variables(view)) == expected


@SETTINGS
@given(st.lists(views(("en",)), min_size=2, max_size=4))
def test_the_built_in_theme_in_english_is_filled_as_jinja_renders_it(pages: list[object]) -> None:
    same_for(ENGLISH, "report.html", pages)


@SETTINGS
@given(st.lists(views(("zh-Hant",)), min_size=2, max_size=4))
def test_the_built_in_theme_in_chinese_is_filled_as_jinja_renders_it(pages: list[object]) -> None:
    same_for(CHINESE, "report.html", pages)


ENGLISH, CHINESE = stages("en"), stages("zh-Hant")

VALUES = st.sampled_from(
    [
        "page.title",
        "page.title.text",
        "page.year",
        "page.kind",
        "page.published",
        "page.synthetic",
        "page.language",
        "page.agency.words",
        "page.name_now",
        "page.source.url",
        "page.source_note",
        "page.facts",
        "page.facts[:2]",
        "page.facts[0].value",
        "page.peers",
        "page.regions",
        "page.sections",
        "page.sections[0].head",
        "page.sections[0].head.words",
        "page.sections[0].table.layout.has_units",
        "page.sections[0].table.cells",
        "page.sections[0].table.cells[0].text",
        "page.sentences",
        "page.trail[0].words.text",
        "page['year']",
        "page.nonsense",
        "portal.title",
        "root",
        "kept",
        "kept",
        "kept",
        "item",
        "'<plain>'",
        "3",
    ]
)
USES = [
    "{}|length",
    "{}|upper",
    "{}|words",
    "{}|lang",
    "{}|day",
    "{}|number",
    "{}|markdown",
    "{}|e",
    "{}|safe",
    "{}|string",
    "{}|join(',')",
    "{}|list|length",
    "{}|reverse|list|length",
    "{}|default('none')",
    "{}|replace('a', 'b')",
    "{}|first",
    "{}|sort",
    "{}|tojson",
    "{}|attr('text')",
    "{} is none",
    "{} is defined",
    "{} is string",
    "{} is eq 2020",
    "{}.upper()",
    "{}.text",
    "{}[0]",
    "{}[1:3]",
    "{} + 1",
    "{} + 'x'",
    "{} * 2",
    "-{}",
    "not {}",
    "'x' ~ {} ~ '<'",
    "'%s-%5s' % ({}, 'y')",
    "'{{}}'.format({})",
    "[{}][0]",
    "{{'k': {}}}.k",
    "{{'k': {}}}.items()|list|length",
    "({}, 1)|length",
    "[{}, '1']|join",
    "({} or 'none')",
    "({} and 'all')",
    "_('report.year', year={})",
    "_({})",
    "_('kind.' ~ {})",
    "ngettext('count.reports', 'count.reports', {})",
    "own({})",
    "dict(a={}).a",
    "namespace(a={}).a",
    "range({})|length",
]
TWO_USES = ["{} == {}", "{} in [{}]", "{} < {}", "({} if {} else '')", "{} ~ {}", "[{}, {}]|max", "{}[{}]", "{} != {}"]


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(VALUES)
    one = draw(expressions(depth - 1))
    if draw(st.integers(0, 3)) == 0:
        return f"({draw(st.sampled_from(TWO_USES)).format(one, draw(expressions(depth - 1)))})"
    return f"({draw(st.sampled_from(USES)).format(one)})"


STATEMENTS = [
    "{{{{ {e} }}}}",
    "{{{{ {e} }}}}",
    "<i title='{{{{ {e} }}}}'>&{s}</i>",
    "{{% if {e} %}}yes{s}{{% elif {f} %}}{s}{{% else %}}no{{% endif %}}",
    "{{% for item in {e} %}}{{{{ loop.index }}}}{s}{{{{ item }}}}{{% if not loop.last %}},{{% endif %}}{{% endfor %}}",
    "{{% for item in page.facts if {e} %}}{{{{ item.words|words }}}}{s}{{% else %}}none{{% endfor %}}",
    "{{% for item in page.peers|reverse %}}{{{{ item.words|words }}}}{{{{ loop.cycle('a', 'b') }}}}{{% endfor %}}",
    "{{% set kept %}}{s}{{{{ {e} }}}}{{% endset %}}{t}",
    "{{% set kept = {e} %}}{s}",
    "{{% set kept | upper %}}{s}{{% endset %}}{{{{ kept }}}}",
    "{{% macro m(item, other=3) %}}[{s}{{{{ item }}}}]{{% endmacro %}}{{{{ m({e}) }}}}{{% if m({f}) %}}m{{% endif %}}",
    "{{% macro c(item) %}}({{{{ caller() }}}}{{{{ item }}}}){{% endmacro %}}{{% call c({e}) %}}{s}{{% endcall %}}",
    "{{% filter lower %}}{s}{{% endfilter %}}",
    "{{% with kept = {e} %}}{s}{{{{ kept }}}}{{% endwith %}}",
    "{{% autoescape false %}}{s}{{{{ {e} }}}}{{% endautoescape %}}",
    "{{% block b{n} %}}{s}{{{{ {e} }}}}{{% endblock %}}",
    "{{% for item in page.regions %}}{{% block c{n} scoped %}}{s}{{{{ item.address }}}}{{% endblock %}}{{% endfor %}}",
    "{{% set ns = namespace(n=0) %}}{{% for i in page.facts %}}{{% set ns.n = ns.n + 1 %}}{{% endfor %}}{{{{ ns.n }}}}",
    "{{% include ['_' ~ {e} ~ '.html', '_slot_head.html'] ignore missing %}}",
    "{{% trans year={e} %}}report.year{{% endtrans %}}",
    "{{{{ self.title() }}}}",
    "{{{{ page.sections[0].table.layout.blocks[0].rows[0].places[0]|cell(page.sections[0].table) }}}}",
]


@st.composite
def statements(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0:
        return "."
    return draw(st.sampled_from(STATEMENTS)).format(
        e=draw(expressions()),
        f=draw(expressions()),
        s=draw(statements(depth - draw(st.integers(1, 3)) if depth > 2 else 0)),
        t=draw(st.sampled_from(["{{ kept }}", "{% if kept %}k{% endif %}", "{{ kept|length }}", "{{ kept ~ 1 }}", ""])),
        n=draw(st.integers(0, 10**9)),
    )


@st.composite
def themes(draw: st.DrawFn) -> str:
    """A template that extends the report's and changes some of its blocks."""
    names = ["title", "description", "main", "identity", "summary", "sections", "peers", "menu", "synthetic", "scripts"]
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=4))
    head = "{% extends 'report.html' %}{% import '_macros.html' as m with context %}"
    head += draw(st.sampled_from(["", "{% set kept = page.title %}", "{% set kept %}{{ page.year }}{% endset %}"]))
    head += "{% macro own(item) %}<{{ item }}>{% endmacro %}"
    blocks = ""
    for name in chosen:
        inner = draw(statements()) + draw(st.sampled_from(["", "{{ super() }}", "{{ super()|length }}"]))
        blocks += f"{{% block {name} %}}{inner}{{% endblock %}}"
    return head + blocks


@settings(parent=SETTINGS, max_examples=20)
@given(themes(), st.lists(views(("en",)), min_size=2, max_size=3))
def test_any_theme_is_filled_as_jinja_renders_it(theme: str, pages: list[object]) -> None:
    same_for(stages("en", own=theme), "own.html", pages)


@settings(parent=SETTINGS, max_examples=20)
@given(statements(), statements(), st.lists(views(("zh-Hans",)), min_size=2, max_size=3))
def test_any_template_is_filled_as_jinja_renders_it(one: str, two: str, pages: list[object]) -> None:
    head = "{% set kept = page.kind %}{% macro own(item) %}<{{ item }}>{% endmacro %}{% block title %}t{% endblock %}"
    template = head + one + "{% block inner %}" + two + "{% endblock %}{{ kept }}"
    same_for(stages("zh-Hans", own=template), "own.html", pages)


@pytest.mark.torture
def test_no_theme_is_found_that_is_filled_otherwise() -> None:
    for _ in rounds():
        test_any_theme_is_filled_as_jinja_renders_it()
        test_any_template_is_filled_as_jinja_renders_it()
