"""The preview as a reader sees it: the overlay comes and goes, and the reader's place stays."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error
from preview.previewed import PATIENCE_SECONDS, served

from generator.rendering.render import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from preview.previewed import Served

LONG = "\n".join(f"<p>Line {number} of a long page.</p>" for number in range(200))
PANELS = "<details><summary>One</summary>{0}</details><details><summary>Two</summary>{0}</details>"
TEXT = f"<h1>Title</h1><p id='part'>A part.</p>{PANELS.format(LONG)}{LONG}"
ALERT = "section[role=alertdialog]"


@pytest.fixture
def path() -> str:
    """The sub-path of the preview."""
    return "/a/b%20c/"


@pytest.fixture
def notes(path: str, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "index.toml").write_text(TEXT, encoding="utf-8")
    with served(tmp_path / "notes", path=path, policy=POLICY) as preview:
        yield preview


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def tab(browser: Browser, notes: Served, heard: list[str]) -> Iterator[Page]:
    """The preview in a tab, once livereload is connected; `heard` are its complaints."""
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        tab = context.new_page()
        tab.on("console", lambda message: message.type in ("error", "warning") and heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.add_init_script("document.addEventListener('LiveReloadConnect', () => { window.connected = true })")
        tab.goto(notes.stand.address)
        wait_for(tab, "window.connected")
        yield tab


def wait_for(tab: Page, expression: str) -> None:
    """Wait until something is true in the page, in a way that its policy allows."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(Error):  # the page may be loaded again just now
            if tab.evaluate(expression):
                return
        tab.wait_for_timeout(20)
    pytest.fail(f"in vain: {expression}")


def test_a_page_is_exchanged_in_place_and_the_readers_place_stays(notes: Served, tab: Page, heard: list[str]) -> None:
    tab.evaluate("window.same = true; location.hash = 'part'")
    tab.locator("summary", has_text="Two").click()
    tab.evaluate("scrollTo(0, 3000)")
    for title in ("New title", "Last title"):
        notes.write("index.toml", TEXT.replace("Title", title))
        tab.get_by_role("heading", name=title).wait_for(state="attached")
        assert tab.evaluate("[scrollY, window.same]") == [3000, True]
        assert tab.evaluate("[...document.querySelectorAll('details')].map(panel => panel.open)") == [False, True]
        assert tab.evaluate("document.querySelector(':target').id") == "part"
    assert tab.evaluate("document.querySelectorAll('h1').length") == 1
    notes.write("index.toml", f"<h1>Last title</h1><p id='part'>Another part.</p>{LONG}{LONG}")
    tab.get_by_text("Another part.").wait_for(state="attached")
    assert tab.evaluate("[scrollY, window.same]") == [3000, True]
    assert tab.evaluate("document.querySelector(':target').textContent") == "Another part."
    assert tab.evaluate("document.querySelectorAll('details').length") == 0
    assert tab.evaluate("document.querySelectorAll('h1').length") == 1
    for words in ("Words in no element", "Other words", "<h1>Words in an element</h1>"):
        notes.write("index.toml", words)
        tab.get_by_text(words.removeprefix("<h1>").removesuffix("</h1>")).wait_for()
    assert heard == []


@pytest.mark.parametrize("path", ["/", "/a/b%20c/"])
def test_a_page_with_a_script_is_loaded_again_and_the_readers_place_stays(
    notes: Served, tab: Page, heard: list[str]
) -> None:
    notes.saved("own.js", "document.title = 'From a script'")
    with_script = f'{TEXT}<script src="own.js"></script>'
    notes.write("index.toml", with_script)
    wait_for(tab, "document.title === 'From a script' && window.connected")
    tab.evaluate("window.same = true")
    tab.locator("summary", has_text="Two").click()
    tab.evaluate("scrollTo(0, 3000)")
    notes.write("index.toml", with_script.replace("Title", "New title"))
    tab.get_by_role("heading", name="New title").wait_for(state="attached")
    wait_for(tab, "window.connected")
    assert tab.evaluate("[scrollY, window.same]") == [3000, None]
    assert tab.evaluate("[...document.querySelectorAll('details')].map(panel => panel.open)") == [False, True]
    assert not tab.evaluate("document.documentElement.hasAttribute('style')")
    assert heard == []


def test_the_place_stays_with_its_page(notes: Served, tab: Page) -> None:
    notes.saved("other.toml", TEXT)
    tab.evaluate("scrollTo(0, 3000)")
    tab.goto(notes.stand.address + "other.html")
    assert tab.evaluate("scrollY") == 0


def test_a_mistake_is_laid_over_the_page_and_vanishes_when_mended_without_a_reload(
    notes: Served, tab: Page, heard: list[str]
) -> None:
    tab.evaluate("scrollTo(0, 2500); window.same = true")
    notes.write("index.toml", f"{TEXT}\n\n   mistake")
    alert = tab.get_by_role("alertdialog", name="Something is wrong; this is the last good page")
    alert.wait_for()
    href = alert.get_by_role("link").get_attribute("href")
    line = f"{TEXT}\n\n   mistake".count("\n") + 1
    assert href == f"vscode://file{notes.folder}/index.toml:{line}:4"
    assert tab.get_by_role("heading", name="Title").count() == 1
    notes.write("index.toml", TEXT)
    alert.wait_for(state="detached")
    assert tab.evaluate("[scrollY, window.same]") == [2500, True]
    assert heard == []


def test_a_broken_template_is_laid_over_the_last_good_page(notes: Served, tab: Page) -> None:
    sound = (notes.folder / "page.html").read_text(encoding="utf-8")
    notes.write("page.html", sound.replace("%s", "broken %s"))
    tab.get_by_role("link", name="page.html:10:1").wait_for()
    assert tab.get_by_role("heading", name="Title").count() == 1
    tab.reload()
    tab.get_by_role("link", name="page.html:10:1").wait_for()
    notes.write("page.html", sound)
    tab.locator(ALERT).wait_for(state="detached")


def test_the_overlay_is_closed_by_key_and_stays_so_until_other_mistakes_come(notes: Served, tab: Page) -> None:
    notes.write("index.toml", "mistake")
    tab.locator(ALERT).wait_for()
    item = tab.locator(f"{ALERT} li")
    assert item.is_visible()
    assert tab.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "SUMMARY"
    tab.keyboard.press("Escape")
    item.wait_for(state="hidden")
    tab.reload()
    tab.locator(ALERT).wait_for()
    assert not item.is_visible()
    tab.keyboard.press("Tab")
    tab.locator(f"{ALERT} summary").press("Enter")
    item.wait_for()
    tab.keyboard.press("Escape")
    notes.write("index.toml", "mistake\nmistake")
    tab.locator(f"{ALERT} li").nth(1).wait_for()
    assert tab.locator(f"{ALERT} li").nth(1).is_visible()


def test_a_style_sheet_is_exchanged_without_a_reload(notes: Served, tab: Page, heard: list[str]) -> None:
    tab.evaluate("window.same = true")
    notes.write("style.css", "h1 { color: rgb(1, 2, 3) }")
    wait_for(tab, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    assert tab.evaluate("window.same")
    notes.write("index.toml", TEXT.replace("Title", "New title"))
    tab.get_by_role("heading", name="New title").wait_for(state="attached")
    assert heard == []


def test_many_mistakes_fit_a_narrow_window_and_can_be_scrolled(notes: Served, tab: Page) -> None:
    tab.set_viewport_size({"width": 375, "height": 700})
    notes.write("agencies/a-folder-with-quite-a-long-name/2024.toml", "mistake doubt\n" * 40)
    tab.locator(ALERT).wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 375
    box = tab.locator(ALERT).bounding_box()
    assert box["x"] == 0
    assert box["width"] == 375
    assert 200 < box["height"] < 560, "the page is still seen above it"
    last = tab.locator(f"{ALERT} li").last
    last.scroll_into_view_if_needed()
    assert last.bounding_box()["y"] < 700
    if "PREVIEW_SCREENSHOTS" in os.environ:
        tab.screenshot(path=f"{os.environ['PREVIEW_SCREENSHOTS']}/narrow.png")
