"""A report can be read: with scripts off, at one cell, in a narrow window, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

REPORT = "agencies/pingtan-district/2024.html"
NARROW = {"width": 375, "height": 700}


def cell(page: Page, address: str) -> Locator:
    return page.locator(f'[id="{address}"]')


@pytest.fixture
def narrow_page(browser: Browser, at_root: str) -> Iterator[Page]:
    """A fresh tab as wide as a telephone."""
    with browser.new_context(base_url=at_root, viewport=NARROW) as context:
        yield context.new_page()


def test_with_scripts_off_the_cells_stand_on_the_page(page_without_scripts: Page) -> None:
    page_without_scripts.goto(REPORT)
    figures = {
        "requests.received.natural": "217",
        "requests.granted.natural": "71",
        "requests.total.total": "218",
        "disclosure.licences.decisions": "4529",
    }
    shown = {address: cell(page_without_scripts, address).inner_text() for address in figures}
    assert shown == figures
    expect(cell(page_without_scripts, "requests.granted.natural")).to_be_visible()


def test_with_scripts_off_facts_and_text_stand_on_the_page(page_without_scripts: Page) -> None:
    page_without_scripts.goto("agencies/panjin-city/2013.html")
    facts = page_without_scripts.locator(".facts-table")
    expect(facts).to_be_visible()
    assert {"252", "212", "126307", "398"} <= set(facts.locator("td:nth-child(2)").all_inner_texts())
    expect(page_without_scripts.locator("section:has(> [id='narrative.consultations'])")).to_contain_text("126307")


def test_with_scripts_off_the_years_are_linked(page_without_scripts: Page) -> None:
    page_without_scripts.goto(REPORT)
    page_without_scripts.locator("a[rel=next]").click()
    page_without_scripts.wait_for_url("**/2025.html")
    page_without_scripts.locator("a[rel=prev]").click()
    page_without_scripts.wait_for_url("**/2024.html")


def test_an_address_of_a_cell_opens_and_marks_it(page: Page, narrow_page: Page) -> None:
    for window in (page, narrow_page):
        window.goto(f"{REPORT}#requests.granted.total")
        marked, plain = (cell(window, f"requests.granted.{name}") for name in ("total", "natural"))
        expect(marked).to_be_in_viewport(ratio=1)
        look = "cell => [getComputedStyle(cell).backgroundColor, getComputedStyle(cell).outlineStyle]"
        assert marked.evaluate("cell => cell.matches(':target')")
        assert marked.evaluate(look) != plain.evaluate(look)


def test_a_marked_cell_is_not_hidden_behind_the_row_heads(narrow_page: Page) -> None:
    narrow_page.goto(f"{REPORT}#requests.granted.total")
    expect(cell(narrow_page, "requests.granted.total")).to_be_in_viewport(ratio=1)
    narrow_page.goto(f"{REPORT}#requests.granted.natural")
    marked = cell(narrow_page, "requests.granted.natural")
    expect(marked).to_be_in_viewport(ratio=1)
    assert marked.evaluate(
        """cell => {
          const box = cell.getBoundingClientRect();
          return document.elementFromPoint(box.x + 2, box.y + box.height / 2) === cell;
        }"""
    )


def test_a_number_in_the_summary_leads_to_its_cell(page: Page) -> None:
    page.goto(REPORT)
    number = page.locator(".summary a.figure").first
    target = number.get_attribute("href").removeprefix("#")
    number.click()
    expect(cell(page, target)).to_be_in_viewport()
    assert cell(page, target).inner_text() == number.inner_text().replace(",", "")


def test_in_a_narrow_window_the_table_scrolls_in_its_frame_beside_its_row_heads(narrow_page: Page) -> None:
    narrow_page.goto(REPORT)
    frame = narrow_page.locator(".frame:has([id='requests.granted.natural'])")
    frame.scroll_into_view_if_needed()
    row = narrow_page.locator("tr:has([id='requests.granted.natural'])")
    head, first = row.locator("th").last, cell(narrow_page, "requests.granted.natural")
    before = head.bounding_box()["x"], first.bounding_box()["x"]
    frame.evaluate("frame => { frame.scrollLeft = 150 }")
    after = head.bounding_box()["x"], first.bounding_box()["x"]
    assert after == pytest.approx((before[0], before[1] - 150), abs=1)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_the_row_heads_leave_room_for_the_figures(narrow_page: Page) -> None:
    for prefix in ("", "en/"):
        narrow_page.goto(prefix + REPORT)
        right = max(
            box["x"] + box["width"]
            for box in (
                narrow_page.locator(f"tr:has([id='{address}']) th").last.bounding_box()
                for address in ("requests.granted.natural", "requests.refused.state-secret.natural")
            )
        )
        assert right < NARROW["width"] - 100


def test_the_frame_of_a_table_scrolls_by_keyboard(narrow_page: Page) -> None:
    narrow_page.goto(REPORT)
    frame = narrow_page.locator(".frame:has([id='requests.granted.natural'])")
    frame.focus()
    narrow_page.keyboard.press("ArrowRight")
    narrow_page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())


def test_the_first_tab_stop_skips_to_the_text(page: Page) -> None:
    page.goto(REPORT)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_on_paper_there_is_no_navigation_and_no_scrolling(page: Page) -> None:
    page.goto(REPORT)
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".site-header", ".trail", ".contents", ".neighbours"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(cell(page, "requests.granted.natural")).to_be_visible()
    assert page.locator(".frame").first.evaluate("frame => getComputedStyle(frame).overflowX") == "visible"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
