"""The search page: by keyboard, with the back button, in each language, and honest where it can't search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PREFIXES = {"zh-Hans": "", "zh-Hant": "zh-hant/", "en": "en/"}
QUERIES = {"zh-Hans": "诉讼", "zh-Hant": "訴訟", "en": "lawsuits"}
FOUND = {
    "zh-Hans": r"^找到 (\d+) 条结果：“诉讼”$",
    "zh-Hant": r"^找到 (\d+) 條結果：“訴訟”$",
    "en": r"^(\d+) results for “lawsuits”$",
}
NOTHING = {"zh-Hans": "没有找到“xyzzy”", "zh-Hant": "沒有找到“xyzzy”", "en": "Nothing found for “xyzzy”"}
BROKEN = {"zh-Hans": "检索索引无法载入", "zh-Hant": "檢索索引無法載入", "en": "The search index can't be loaded"}


def search_by_keyboard(page: Page, query: str) -> None:
    page.get_by_role("main").get_by_role("searchbox").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(query)
    page.keyboard.press("Enter")


def status(page: Page):
    return page.get_by_role("status")


def results(page: Page):
    return page.locator("#search-results > li")


def file_of(site: Path, address: str, root: str) -> Path:
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(root).path)
    return site / path


@pytest.fixture(params=["at_root", "below"])
def host(request: pytest.FixtureRequest) -> str:
    """The portal's address on a host that serves it at `/`, and on one that serves it under `/a/b/`."""
    return request.getfixturevalue(request.param)


def test_a_search_by_keyboard_says_how_many_and_leads_to_pages_of_its_language(
    page: Page, site: Path, host: str, language: str
) -> None:
    page.goto(f"{host}{PREFIXES[language]}search/index.html")
    search_by_keyboard(page, QUERIES[language])
    expect(status(page)).to_have_text(re.compile(FOUND[language]))
    total = int(re.match(FOUND[language], status(page).inner_text())[1])
    assert results(page).count() == min(total, 10)
    for address in page.locator("#search-results a").evaluate_all("links => links.map(link => link.href)"):
        found = html.parse(file_of(site, address, host)).getroot()
        assert found.get("lang") == language
        anchor = urlsplit(address).fragment
        assert not anchor or found.xpath("//*[@id=$id]", id=unquote(anchor))


def test_the_first_result_opens_from_the_keyboard(page: Page) -> None:
    page.goto("search/index.html")
    search_by_keyboard(page, "126307")
    expect(status(page)).to_have_text("找到 1 条结果：“126307”")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/panjin-city/2013.html#narrative.consultations")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_search_box_of_every_page_leads_to_results(page: Page) -> None:
    page.goto("years/index.html")
    page.get_by_role("searchbox").fill("126307")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=126307")
    expect(results(page)).to_have_count(1)


def test_back_and_forward_restore_the_query_and_its_results(page: Page) -> None:
    page.goto("search/index.html?q=126307")
    expect(status(page)).to_contain_text("“126307”")
    search_by_keyboard(page, "诉讼")
    expect(status(page)).to_contain_text("“诉讼”")
    page.go_back()
    expect(status(page)).to_have_text("找到 1 条结果：“126307”")
    expect(page.locator("#search-words")).to_have_value("126307")
    expect(results(page)).to_have_count(1)
    page.go_forward()
    expect(status(page)).to_contain_text("“诉讼”")
    expect(page.locator("#search-words")).to_have_value("诉讼")


def test_more_results_follow_on_demand_and_keep_the_place(page: Page) -> None:
    page.goto("search/index.html?q=诉讼")
    expect(results(page)).to_have_count(10)
    page.locator("#search-more").press("Enter")
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()


def test_nothing_found_is_said(page: Page, language: str) -> None:
    page.goto(f"{PREFIXES[language]}search/index.html?q=xyzzy")
    expect(status(page)).to_contain_text(NOTHING[language])
    expect(results(page)).to_have_count(0)


@pytest.mark.parametrize("missing", ["shards.json", "*/pagefind.js", "*/pagefind-entry.json*"])
def test_an_index_that_does_not_load_is_said_and_tried_again(page: Page, language: str, missing: str) -> None:
    page.route(f"**/pagefind/{missing}", lambda route: route.abort())
    page.goto(f"{PREFIXES[language]}search/index.html?q={QUERIES[language]}")
    expect(status(page)).to_contain_text(BROKEN[language])
    page.unroute(f"**/pagefind/{missing}")
    page.reload()
    expect(results(page)).to_have_count(10)


def test_a_part_of_the_index_that_is_missing_is_said(page: Page) -> None:
    page.route("**/pagefind/*/fragment/**", lambda route: route.fulfill(status=404))
    page.goto("search/index.html?q=诉讼")
    expect(status(page)).to_contain_text(BROKEN["zh-Hans"])


def test_a_query_is_shown_as_text(page: Page) -> None:
    page.goto("search/index.html?q=<img src=x> {total}")
    expect(status(page)).to_contain_text("<img src=x> {total}")
    assert page.locator("main img").count() == 0


def test_the_module_gives_total_and_results(page: Page, language: str) -> None:
    page.goto(f"{PREFIXES[language]}search/index.html")
    found = page.evaluate(
        """async ([module, query]) => (await import(module)).search(query, {limit: 3})""",
        ["/search/search.js", QUERIES[language]],
    )
    assert set(found) == {"total", "results"}
    assert found["total"] > 3
    assert [set(result) for result in found["results"]] == [{"url", "title", "excerpt", "anchor"}] * 3
    assert all(result["url"].startswith(f"/{PREFIXES[language]}agencies/") for result in found["results"])
    assert all(result["url"].endswith(".html") and result["title"] for result in found["results"])
    assert any("<mark>" in result["excerpt"] for result in found["results"])


def test_an_agency_is_found_by_its_name_and_its_address_names_the_file(page: Page) -> None:
    page.goto("search/index.html")
    found = page.evaluate("""async () => (await import("/search/search.js")).search("遂宁市安居生态环境局")""")
    assert {result["url"] for result in found["results"]} == {
        "/agencies/anju-ecology/index.html",
        "/agencies/anju-ecology/2024.html",
    }


def test_opened_from_a_disk_the_page_says_why_it_does_not_search(page: Page, site: Path, language: str) -> None:
    page.goto((site / PREFIXES[language] / "search" / "index.html").as_uri())
    said = {"zh-Hans": "浏览器不允许", "zh-Hant": "瀏覽器不允許", "en": "browsers forbid it"}
    expect(status(page)).to_contain_text(said[language])
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_url("file://**/agencies/index.html")


def test_with_scripts_off_the_page_leads_to_the_lists(page_without_scripts: Page) -> None:
    page_without_scripts.goto("search/index.html?q=诉讼")
    links = page_without_scripts.get_by_role("main").get_by_role("listitem").get_by_role("link")
    assert links.evaluate_all("links => links.map(link => link.pathname)") == [
        "/agencies/index.html",
        "/regions/index.html",
        "/years/index.html",
    ]


def test_with_scripts_off_the_page_says_why_it_does_not_search(site: Path, language: str) -> None:
    # Playwright switches scripts off without telling the parser, so that <noscript> stays unseen: read from the file.
    page = html.parse(site / PREFIXES[language] / "search" / "index.html").getroot()
    said = {"zh-Hans": "检索需要浏览器运行脚本", "zh-Hant": "檢索需要瀏覽器運行腳本", "en": "Search needs scripts"}
    assert said[language] in page.xpath("string(//main/noscript)")
