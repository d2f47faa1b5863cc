"""A search index in several shards: answers as one would, follows a change in one shard, survives a broken one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from browser.conftest import LANGUAGES, serve

from generator.search import build_index, index_shards, shard_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

SHARDS = 4
QUERIES = {
    "zh-Hans": [
        "诉讼",
        "行政复议",
        "126307",
        "平潭综合实验区",
        "海上风电",
        "公共企事业单位",
        '"依申请公开"',
        "政府网站 建设",
    ],
    "zh-Hant": ["訴訟", "行政複議", "平潭綜合實驗區"],
    "en": ["lawsuits", "county", "2019", "disclosure report", "诉讼"],
}
"""Words that every shard has, or one, or none, some of which begin like words of other shards; and a phrase."""


def found(page: Page, root: str, *queries: str, language: str = "zh-Hans") -> list[set[str]]:
    """The addresses of all pages that are found for each query, from the search page of a language.

    Each query gets a door of its own: what Pagefind has loaded for one query can bring more pages to the next.
    """
    page.goto(f"{root}{LANGUAGES[language]}search/index.html")
    answers = [
        page.evaluate(
            "async ([module, query]) => (await import(module)).search(query, {limit: 0})",
            [f"{root}search/search.js?{number}", query],
        )
        for number, query in enumerate(queries)
    ]
    assert [answer["total"] for answer in answers] == [len(answer["results"]) for answer in answers]
    return [{result["url"] for result in answer["results"]} for answer in answers]


@pytest.fixture(scope="session")
def sharded(site: Path, made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The real portal with its index in four shards for each language."""

    def make(folder: Path) -> None:
        shutil.copytree(site, folder)
        build_index(folder, shards=SHARDS)

    folder = made_once("sharded", make)
    listed = json.loads((folder / "pagefind/shards.json").read_bytes())
    assert {language: len(shards) for language, shards in listed.items()} == {"en": 4, "zh-hans": 4, "zh-hant": 4}
    return folder


@pytest.fixture
def root(sharded: Path) -> Iterator[str]:
    """The address of the portal with several shards, on a host that serves it under `/a/b/`."""
    with serve(sharded, "/a/b/") as address:
        yield address


def test_several_shards_find_what_one_finds(page: Page, at_root: str, root: str, language: str) -> None:
    queries = QUERIES[language]
    several, one = (found(page, address, *queries, language=language) for address in (root, at_root))
    assert dict(zip(queries, several, strict=True)) == dict(zip(queries, one, strict=True))
    assert any(several)


def test_a_word_of_one_shard_brings_no_pages_of_others(page: Page, root: str) -> None:
    assert found(page, root, "126307") == [{"/agencies/panjin-city/2013.html"}]


def test_results_of_all_shards_are_sorted_by_how_well_they_fit(page: Page, root: str) -> None:
    page.goto(f"{root}search/index.html")
    module = f"{root}search/search.js"
    answer = page.evaluate("async ([module]) => (await import(module)).search('诉讼', {limit: 30})", [module])
    shards = [shard_of("zh-Hans", result["url"].removeprefix("/"), SHARDS) for result in answer["results"]]
    assert len(set(shards)) == SHARDS
    assert shards != sorted(shards, key=shards.index)
    assert all("<mark>" in result["excerpt"] for result in answer["results"])


def test_filters_hold_in_every_shard(page: Page, at_root: str, root: str) -> None:
    for address in (at_root, root):
        page.goto(f"{address}search/index.html")
        answer = page.evaluate(
            "async ([module]) => (await import(module)).search('诉讼', {limit: 0, filters: {year: '2024'}})",
            [f"{address}search/search.js"],
        )
        assert answer["total"] > 1
        assert all(result["url"].endswith("/2024.html") for result in answer["results"])


def test_a_change_is_found_when_its_shard_was_indexed_again(page: Page, sharded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(sharded, folder)
    changed = "agencies/panjin-city/2013.html"
    text = (folder / changed).read_text(encoding="utf-8")
    (folder / changed).write_text(text.replace("126307", "971357"), encoding="utf-8")
    shard = shard_of("zh-Hans", changed, SHARDS)
    reports = [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.glob("agencies/*/*.html"))]
    pages = [(address, path) for address, path in reports if shard_of("zh-Hans", address, SHARDS) == shard]

    with serve(folder, "/") as root:
        assert found(page, root, "126307") == [{f"/{changed}"}]
        assert found(page, root, "971357") != [{f"/{changed}"}]
        index_shards({shard: pages}, folder / "pagefind")
        assert found(page, root, "971357") == [{f"/{changed}"}]
        assert found(page, root, "126307") != [{f"/{changed}"}]


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (0, "pagefind.js"),
        (0, "pagefind-entry.json*"),
        (0, "wasm.*"),
        (0, "*.pf_meta"),
        (1, "pagefind-entry.json*"),
        (1, "*.pf_meta"),
        (1, "fragment/*"),
        (1, "index/*"),
    ],
)
def test_a_shard_that_does_not_load_keeps_no_other_from_answering(
    page: Page, sharded: Path, number: int, part: str
) -> None:
    broken = json.loads((sharded / "pagefind/shards.json").read_bytes())["zh-hans"][number]
    with serve(sharded, "/") as root:
        [whole] = found(page, root, "诉讼")
        page.route(f"**/pagefind/{broken}/{part}", lambda route: route.fulfill(status=404))
        [left] = found(page, root, "诉讼")
    assert left
    assert left < whole
    assert {shard_of("zh-Hans", address.removeprefix("/"), SHARDS) for address in whole - left} == {broken}
