"""axe finds nothing to complain of on any kind of page, in any language, light or dark, narrow or wide."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1280, "height": 800}
VIEWS = tuple(itertools.product(("light", "dark"), (NARROW, WIDE)))

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All of axe's own choice, and the size of what is tapped (WCAG 2.2 AA)."""

OF_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""What can be otherwise in dark colours, where all else is as in light ones."""


@pytest.fixture(scope="module")
def page_with_axe(browser: Browser, at_root: str) -> Iterator[Page]:
    """One tab for all pages; the policy is lifted in it, since axe is a script of a stranger."""
    with browser.new_context(base_url=at_root, bypass_csp=True) as context:
        yield context.new_page()


def test_axe_finds_nothing(page_with_axe: Page, address: str) -> None:
    page_with_axe.goto(address)
    if "?q=" in address:
        page_with_axe.locator("#search-results li").first.wait_for()
    found = []
    for scheme, size in VIEWS:
        page_with_axe.emulate_media(color_scheme=scheme)
        page_with_axe.set_viewport_size(size)
        results = Axe().run(page_with_axe, options=OPTIONS if scheme == "light" else OF_COLOURS)
        if results.violations_count:
            found.append(f"{scheme}, {size['width']} px\n{results.generate_report()}")
    assert not found, "\n".join(found)
