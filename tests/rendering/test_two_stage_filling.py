"""What is filled and what is not: the speed can't be lost, nor exactness, without one of these failing."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import CELLS, FORMS, PORTAL, regions

from generator.languages import LANGUAGES
from generator.messages import LOCALES, load_messages
from generator.models.agency import Agency, Name
from generator.models.report import Figures, Report, ReportHead, Source
from generator.pages.page import View
from generator.pages.report import report_page
from generator.pages.surroundings import Surroundings
from generator.rendering.closure import Closures
from generator.rendering.environment import Codes, make_environment, make_watched_environment
from generator.rendering.filters import Filters
from generator.rendering.theme import BUILT_IN, Theme
from generator.rendering.two_stage import TwoStage
from generator.rendering.units import Filling

AGENCY = Agency(
    id="sample-bureau",
    path="content/agencies/sample-bureau.toml",
    kind="department",
    region="990101",
    names=(Name(name="示例市样本局", en="Sample Bureau"),),
    synthetic=True,
)
CODES = Codes(), Codes()


def made_view(number: int, language: str = "zh-Hans") -> View:
    """A report with this number in every cell. It is synthetic."""
    form = FORMS["national-2021"]
    tables = tuple(
        Figures(form, section, {k: (CELLS[str(number)],) * width for k, width in section.widths.items()})
        for section in form.tables.values()
    )
    head = ReportHead(
        agency=AGENCY.id,
        year=2010 + number,
        title=f"{number}<年报>",
        published=dt.date(2011 + number, 1, 20),
        source=Source(url=f"https://example.org/{number}"),
        narrative=dict.fromkeys(list(form.narrative)[:3], f"第{number}段"),
    )
    report = Report(head, tables, form, f"content/reports/sample-bureau/{2010 + number}.toml", "")
    years = (2009 + number, 2010 + number, 2011 + number)
    peers = Surroundings(AGENCY, regions, years, regions[1], (AGENCY,) * 3, number)
    return report_page(report, peers, language)


def stages(language: str = "zh-Hans", warm_up: int = 0, **templates: str) -> TwoStage:
    folder = Path(tempfile.mkdtemp())
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / f"templates/{name}.html").write_text(text, encoding="utf-8")
    theme = Theme((folder, BUILT_IN))
    filters = Filters(load_messages(theme.messages, language))
    environment = make_environment(theme, language, filters=filters, codes=CODES[0])
    return TwoStage(environment, make_watched_environment(theme, filters, CODES[1]), warm_up)


def variables(view: View) -> dict[str, object]:
    return {"page": view, "portal": PORTAL, "kind": "report", "root": "../../", "site_root": "../../"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_of_a_reports_page_is_filled_once_it_was_seen(language: str) -> None:
    two = stages(language)
    two.render("report.html", variables(made_view(3, language)))
    view = made_view(24, language)
    family = two.family("report.html", variables(view))
    filling = Filling(view)
    filled = filling.fill(family.root)
    assert filling.missed == []
    assert filled == two.environment.get_template("report.html").render(variables(view)).encode()
    assert filled.count(b">24</td>") > 100
    assert not family.is_ordinary
    blocks = set(re.findall(r"{% block (\w+)", (BUILT_IN / "templates/report.html").read_text(encoding="utf-8")))
    asking = {name for name, _ in filling.root.blocks}
    assert {"identity", "summary", "contents", "sections", "source", "neighbours", "peers"} <= asking & blocks
    assert all(unit.failures == 0 and unit.variants for unit in filling.root.blocks.values())


def test_pages_like_one_before_are_found_by_asking_everything_at_once() -> None:
    two = stages()
    views = [made_view(number) for number in (3, 4, 5, 6)]
    pages = [two.render("report.html", variables(view)) for view in views]
    assert pages == [two.environment.get_template("report.html").render(variables(v)).encode() for v in views]
    assert two.family("report.html", variables(views[0])).wholes.hits == 2


def test_a_block_that_looks_into_a_value_is_rendered_ordinarily_beside_filled_ones() -> None:
    own = "{% extends 'report.html' %}{% block peers %}{{ page.title.text.upper() }}{% endblock %}"
    two = stages(own=own)
    for number in range(1, 6):
        page = two.render("own.html", variables(made_view(number)))
        assert f"{number}&lt;年报&gt;".encode() in page
    family = two.family("own.html", variables(made_view(6)))
    filling = Filling(made_view(6))
    assert filling.fill(family.root) is None
    assert filling.missed == [unit for (name, _), unit in filling.root.blocks.items() if name == "peers"]
    assert "sections" in {name for name, _ in filling.blocks}


def test_nothing_is_traced_for_a_few_pages() -> None:
    two = stages(warm_up=3)
    for number in range(1, 4):
        two.render("report.html", variables(made_view(number)))
    family = two.family("report.html", variables(made_view(1)))
    assert family.root.variants == 0
    two.render("report.html", variables(made_view(4)))
    assert family.root.variants == 1


def test_an_undefined_name_is_told_for_the_page_that_has_it_even_after_filled_ones() -> None:
    two = stages(own="{% if page.year > 2015 %}\n{{ page.nonsense }}{% endif %}{{ page.year }}")
    assert [two.render("own.html", variables(made_view(n))) for n in (3, 4)] == [b"2013", b"2014"]
    with pytest.raises(Exception, match="nonsense"):
        two.render("own.html", variables(made_view(7)))


@pytest.mark.parametrize(
    "template",
    [
        "{% set x %}{{ page.title.text }}{% endset %}{% if x == '3&lt;年报&gt;' %}three{% endif %}{{ x }}",
        "{% set x %}{{ page.title.text }}{% endset %}{{ x|length }}{{ x }}",
        "{% macro m() %}{{ page.year }}{% endmacro %}{{ '%6s' % m() }}",
        "{% autoescape false %}{% set x %}{{ page.title|words }}{% endset %}{{ x }}{% endautoescape %}",
        "{% set x = [page.year] %}{{ x }}",
        "{{ {'a': page.title.text}|tojson }}",
        "{% for c in page.title.text %}{{ c }}-{% endfor %}",
        "{% if page.year in [2013, 2014] %}early{% endif %}",
        "{% block a %}{% set y = page.year %}{% block b scoped %}{{ y }}{% endblock %}{% endblock %}",
        "{{ self.a() }}{% set k = page.year %}{% block a %}{{ k is defined }}{% endblock %}",
        "{{ 'kind.' ~ page.kind }}{{ page.title ~ '<' }}",
        "{% for s in page.sections %}{{ loop.index }}/{{ loop.length }}{{ s.head.words }}{% endfor %}",
    ],
)
def test_odd_uses_of_values_give_what_jinja_gives(template: str) -> None:
    two = stages(own=template)
    for number in (3, 4, 5, 24, 3):
        view = made_view(number)
        expected = two.environment.get_template("own.html").render(variables(view)).encode()
        assert two.render("own.html", variables(view)) == expected


@settings(deadline=None, max_examples=60)
@given(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=6), st.dates(dt.date(1900, 1, 1)))
def test_numbers_and_days_are_written_as_babel_writes_them(whole: int, broken: Decimal, day: dt.date) -> None:
    for language, locale in LOCALES.items():
        messages = load_messages([], language)
        assert messages.number(whole) == format_decimal(whole, locale=locale)
        expected = format_decimal(broken, locale=locale, decimal_quantization=False)
        assert messages.number(broken) == expected
        assert messages.day(day) == format_date(day, "long", locale)


def test_read_catalogues_are_kept_and_read_anew_when_their_files_change(tmp_path: Path) -> None:
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "en.po").write_text('msgid "a"\nmsgstr "one"\n', encoding="utf-8")
    assert load_messages([folder], "en", tmp_path / "kept")("a") == "one"
    assert load_messages([folder], "en", tmp_path / "kept")("a") == "one"
    (folder / "en.po").write_text('msgid "a"\nmsgstr "two"\n', encoding="utf-8")
    assert load_messages([folder], "en", tmp_path / "kept")("a") == "two"


def test_the_digest_of_a_template_covers_what_it_is_made_of_and_nothing_else(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    texts = {
        "a": "{% extends 'b.html' %}",
        "b": "{%- import 'c.html' as c with context -%}",
        "c": "",
        "d": "",
        "e": "{% include page.kind ~ '.html' %}",
    }
    for name, text in texts.items():
        (templates / f"{name}.html").write_text(text, encoding="utf-8")

    def digests() -> dict[str, str]:
        closures = Closures(Theme((tmp_path,)))
        return {name: closures.digest(f"{name}.html") for name in texts}

    before = digests()
    (templates / "c.html").write_text("changed", encoding="utf-8")
    after = digests()
    assert {name for name in texts if before[name] != after[name]} == {"a", "b", "c", "e"}
