"""Themes: what wins over what, slots, and templates that are wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from portals import built, make_portal, write

from generator.errors import ContentError, ThemeError
from generator.rendering.theme import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path

HOME = '{% extends "base.html" %}{% block main %}<h1>MARK</h1>{% endblock %}'


def with_theme(folder: Path, name: str = "mine", parent: str = "default", **templates: str) -> Path:
    portal = make_portal(folder)
    settings = portal / "content/portal.toml"
    settings.write_text(f'theme = "{name}"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    write(portal / f"themes/{name}/theme.toml", f'name = "{name}"\nparent = "{parent}"\n')
    for template, text in templates.items():
        write(portal / f"themes/{name}/templates/{template}.html", text)
    return portal


def test_a_theme_wins_over_the_built_in_one(tmp_path: Path) -> None:
    site = built(with_theme(tmp_path, home=HOME))
    assert b"<h1>MARK</h1>" in site["index.html"]
    assert "示例市样本局" in site["agencies/index.html"].decode()


def test_the_portals_own_templates_win_over_its_theme(tmp_path: Path) -> None:
    portal = with_theme(tmp_path, home=HOME)
    write(portal / "content/theme/templates/home.html", HOME.replace("MARK", "OWN"))
    assert b"<h1>OWN</h1>" in built(portal)["index.html"]


def test_a_themes_parent_is_looked_at_before_the_built_in_one(tmp_path: Path) -> None:
    portal = with_theme(tmp_path, parent="base")
    write(portal / "themes/base/theme.toml", 'name = "base"\n')
    write(portal / "themes/base/templates/home.html", HOME.replace("MARK", "PARENT"))
    assert b"<h1>PARENT</h1>" in built(portal)["index.html"]


def test_slots_messages_and_files_of_the_portal_are_on_every_page(tmp_path: Path) -> None:
    portal = make_portal(tmp_path)
    write(portal / "content/theme/templates/_slot_header.html", "<p>the host's own bar</p>")
    write(portal / "content/theme/static/assets/own.css", "p { margin: 0 }")
    write(portal / "content/theme/messages/zh_Hans.po", 'msgid "nav.agencies"\nmsgstr "单位"\n')
    site = built(portal)
    pages = [content.decode() for path, content in site.items() if path.endswith(".html")]
    assert all("the host's own bar" in page for page in pages)
    assert site["assets/own.css"] == b"p { margin: 0 }"
    assert "单位" in site["index.html"].decode()
    assert "單位" in site["zh-hant/index.html"].decode()


def test_a_name_that_is_not_there_fails_the_build_with_file_and_line(tmp_path: Path) -> None:
    portal = with_theme(tmp_path, home="<p>\n{{ page.nonsense }}</p>")
    with pytest.raises(ThemeError) as caught:
        built(portal)
    assert caught.value.code == "template-undefined"
    assert caught.value.values["line"] == 2
    assert str(caught.value.values["template"]).endswith("themes/mine/templates/home.html")


def test_a_template_that_can_not_be_read_fails_the_build_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ThemeError) as caught:
        built(with_theme(tmp_path, home="<p>\n\n{% if %}</p>"))
    assert (caught.value.code, caught.value.values["line"]) == ("template-broken", 3)


def test_a_theme_that_is_not_there_is_told_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    portal = with_theme(tmp_path, name="mine")
    settings = portal / "content/portal.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"mine"', '"mien"'), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        built(portal)
    (finding,) = caught.value.findings
    assert (finding.code, str(finding.place), finding.found) == ("theme-unknown", "content/portal.toml:1:9", "mien")
    assert finding.values == {"nearest": "mine"}


def test_themes_that_are_each_others_parents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        built(with_theme(tmp_path, parent="mine"))


@pytest.mark.parametrize("path", sorted((BUILT_IN / "templates").glob("*.html")), ids=lambda path: path.stem)
def test_no_word_of_the_interface_stands_in_a_template(path: Path) -> None:
    source = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}| data-pagefind-[a-z]+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    fragment = html.fragment_fromstring(source, create_parent="div")
    words = "".join(fragment.itertext())
    shown = [
        element.get(name, "") for element in fragment.iter() for name in ("title", "placeholder", "aria-label", "alt")
    ]
    assert re.findall(r"[^\W\d_]+", words + " ".join(shown)) == []


def test_made_up_data_is_called_so_on_every_page_that_shows_it(starter_site: dict[str, bytes]) -> None:
    without = {"about", "glossary", "search", "404.html"}
    for path, content in starter_site.items():
        first = path.removeprefix("zh-hant/").removeprefix("en/").split("/")[0]
        if path.endswith(".html"):
            assert (b'class="synthetic"' in content) == (first not in without), path
