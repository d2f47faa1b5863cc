"""axe finds nothing to complain of on any kind of page, in any language, light or dark, narrow or wide.

The two kinds of Chinese have the same pages but for their characters: one is looked at narrow, the other wide, where
it is light, and the other way round where it is dark. English, whose words are longer, is looked at in all ways.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1280, "height": 800}
VIEWS = {
    "zh-Hans": (("light", NARROW), ("dark", WIDE)),
    "zh-Hant": (("light", WIDE), ("dark", NARROW)),
    "en": (("light", NARROW), ("light", WIDE), ("dark", NARROW), ("dark", WIDE)),
}

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


def test_axe_finds_nothing(page_with_axe: Page, address: str, language: str) -> None:
    page_with_axe.goto(address)
    if "?q=" in address:
        page_with_axe.locator("#search-results li").first.wait_for()
    page_with_axe.evaluate(AXE_SCRIPT)
    found = []
    for scheme, size in VIEWS[language]:
        page_with_axe.emulate_media(color_scheme=scheme)
        page_with_axe.set_viewport_size(size)
        options = OPTIONS if scheme == "light" else OF_COLOURS
        results = AxeResults(page_with_axe.evaluate(f"axe.run({json.dumps(options)})"))
        if results.violations_count:
            found.append(f"{scheme}, {size['width']} px\n{results.generate_report()}")
    assert not found, "\n".join(found)
