"""Every kind of page keeps the strict policy and fits the window, at the root of a host and under a sub-path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 375, 1280)


def test_a_page_keeps_the_policy_and_fits_the_window(
    page: Page, complaints, at_root: str, below: str, address: str
) -> None:
    complaints.listen_to(page)
    for host in (at_root, below):
        answer = page.goto(host + address)
        if "?q=" in address:
            page.locator("#search-results li").first.wait_for()
        assert answer.ok
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert page.locator("main").evaluate("main => getComputedStyle(main).maxWidth") != "none", "no style"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints.heard == []


def test_the_policy_is_in_force(page: Page, complaints) -> None:
    complaints.listen_to(page)
    page.goto("index.html")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'void 0'}))")
    assert any("Content Security Policy" in complaint for complaint in complaints.heard)
