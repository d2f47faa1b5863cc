"""The search index by shards: which page is in which, and bundles that change only where their pages do."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import SearchError
from generator.search import build_index, index_shards, keep_shards, shard_count, shard_digest, shard_list, shard_of

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = st.sampled_from(["zh-Hans", "zh-Hant", "en"])
AGENCIES = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)


def write_page(site: Path, address: str, text: str, *, language: str = "en", mark: str = " data-pagefind-body") -> None:
    """A made-up page of a site."""
    path = site / address
    path.parent.mkdir(parents=True, exist_ok=True)
    page = (
        f'<!doctype html>\n<html lang="{language}">\n<body><p>frame</p><main{mark}><h1>{text}</h1></main></body></html>'
    )
    path.write_text(page, encoding="utf-8")


def pages_of(site: Path, *addresses: str) -> list[tuple[str, Path]]:
    return [(address, site / address) for address in addresses]


def contents(bundle: Path) -> dict[str, str]:
    """The text that a bundle holds of each address."""
    fragments = [gzip.decompress(path.read_bytes()) for path in bundle.glob("fragment/*")]
    read = [json.loads(fragment.removeprefix(b"pagefind_dcd")) for fragment in fragments]
    return {fragment["url"]: fragment["content"] for fragment in read}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two made-up agencies with two reports each."""
    site = tmp_path / "site"
    for agency in ("harbour", "forest"):
        for year in (2023, 2024):
            write_page(site, f"agencies/{agency}/{year}.html", f"Synthetic {agency} {year}")
    return site


@pytest.fixture
def shards(site: Path) -> dict[str, list[tuple[str, Path]]]:
    """The agencies' pages, in a shard for each agency."""
    return {
        "en-0": pages_of(site, "agencies/harbour/2023.html", "agencies/harbour/2024.html"),
        "en-1": pages_of(site, "agencies/forest/2023.html", "agencies/forest/2024.html"),
    }


@pytest.mark.parametrize(("pages", "count"), [(0, 1), (3000, 1), (3001, 2), (6000, 2), (6001, 4), (105_000, 64)])
def test_a_language_has_as_many_shards_as_its_pages_ask_for(pages: int, count: int) -> None:
    assert shard_count(pages) == count


@given(LANGUAGES, AGENCIES, st.integers(2000, 2100), st.sampled_from([1, 2, 4, 64]))
def test_an_agencys_pages_are_in_one_shard_of_their_language(language: str, agency: str, year: int, count: int) -> None:
    report = shard_of(language, f"agencies/{agency}/{year}.html", count)
    name, _, number = report.rpartition("-")

    assert report == shard_of(language, f"agencies/{agency}/index.html", count)
    assert name == language.lower()
    assert 0 <= int(number) < count


@given(AGENCIES, st.sampled_from([1, 2, 4, 8]))
def test_growth_splits_each_shard_in_two(agency: str, count: int) -> None:
    address = f"agencies/{agency}/index.html"
    before = int(shard_of("en", address, count).removeprefix("en-"))

    assert int(shard_of("en", address, 2 * count).removeprefix("en-")) in (before, before + count)


def test_agencies_are_spread_over_the_shards() -> None:
    names = {shard_of("zh-Hans", f"agencies/agency-{number}/index.html", 4) for number in range(100)}

    assert names == {"zh-hans-0", "zh-hans-1", "zh-hans-2", "zh-hans-3"}


def test_a_bundle_holds_its_shards_pages_under_the_addresses_of_their_files(shards, tmp_path: Path) -> None:
    index_shards(shards, tmp_path / "index")

    assert contents(tmp_path / "index/en-0") == {
        "/agencies/harbour/2023.html": "Synthetic harbour 2023.",
        "/agencies/harbour/2024.html": "Synthetic harbour 2024.",
    }
    assert set(contents(tmp_path / "index/en-1")) == {"/agencies/forest/2023.html", "/agencies/forest/2024.html"}


def test_an_index_page_keeps_its_file_name_in_its_address(tmp_path: Path) -> None:
    write_page(tmp_path, "en/agencies/harbour/index.html", "Synthetic harbour")

    index_shards({"en-0": pages_of(tmp_path, "en/agencies/harbour/index.html")}, tmp_path / "index")

    assert list(contents(tmp_path / "index/en-0")) == ["/en/agencies/harbour/index.html"]


def test_a_page_may_lie_anywhere_and_is_not_touched(tmp_path: Path) -> None:
    write_page(tmp_path, "elsewhere/a7.html", "Synthetic harbour")
    page = tmp_path / "elsewhere/a7.html"
    before = page.stat()

    index_shards({"en-0": [("agencies/harbour/2024.html", page)]}, tmp_path / "index")

    assert list(contents(tmp_path / "index/en-0")) == ["/agencies/harbour/2024.html"]
    assert page.stat().st_ctime_ns == before.st_ctime_ns


def test_a_bundle_tells_its_files_its_pages_and_its_time(shards, tmp_path: Path) -> None:
    bundles = index_shards(shards, tmp_path / "index")

    assert [(bundle.shard, bundle.pages) for bundle in bundles] == [("en-0", 2), ("en-1", 2)]
    assert sorted(name for bundle in bundles for name in bundle.files) == list(files(tmp_path / "index"))
    assert [bundle.files[-1] for bundle in bundles] == ["en-0/pagefind-entry.json", "en-1/pagefind-entry.json"]
    assert all(bundle.seconds > 0 for bundle in bundles)


def test_a_bundle_has_what_the_search_loads_and_no_pages_of_pagefinds_own(shards, tmp_path: Path) -> None:
    index_shards(shards, tmp_path / "index")
    names = {path.name for path in (tmp_path / "index/en-0").iterdir()}

    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind"} < names
    assert not {name for name in names if "ui" in name or "highlight" in name or "playground" in name}


def test_a_changed_page_changes_the_bundle_of_its_shard_only(shards, site: Path, tmp_path: Path) -> None:
    index_shards(shards, tmp_path / "index")
    before = files(tmp_path / "index")
    write_page(site, "agencies/harbour/2024.html", "Synthetic lighthouse")

    index_shards({"en-0": shards["en-0"]}, tmp_path / "index")
    after = files(tmp_path / "index")

    assert contents(tmp_path / "index/en-0") == {
        "/agencies/harbour/2023.html": "Synthetic harbour 2023.",
        "/agencies/harbour/2024.html": "Synthetic lighthouse.",
    }
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed
    assert {name.split("/")[0] for name in changed} == {"en-0"}


def test_a_page_that_cannot_be_read_leaves_the_old_bundle(shards, site: Path, tmp_path: Path) -> None:
    index_shards(shards, tmp_path / "index")
    before = files(tmp_path / "index")
    (site / "agencies/harbour/2024.html").unlink()

    with pytest.raises(SearchError) as raised:
        index_shards(shards, tmp_path / "index")

    assert (raised.value.code, raised.value.values) == ("index-failed", {"reason": "No such file or directory"})
    assert files(tmp_path / "index") == before


def test_what_pagefind_says_is_the_reason(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'Note: a word' >&2\necho 'Error: the disk is full' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))

    with pytest.raises(SearchError) as raised:
        build_index(site)

    assert raised.value.values == {"reason": "Error: the disk is full"}


def test_a_shard_that_has_no_page_any_more_has_no_bundle(shards, tmp_path: Path) -> None:
    index_shards(shards, tmp_path / "index")

    assert index_shards({"en-0": []}, tmp_path / "index") == ()

    assert [path.name for path in (tmp_path / "index").iterdir()] == ["en-1"]


def test_shards_are_listed_by_language_and_number() -> None:
    names = ["zh-hans-10", "zh-hans-2", "en-0", "zh-hant-0", "zh-hans-0"]

    listed = json.loads(shard_list(names))

    assert listed == {"en": ["en-0"], "zh-hans": ["zh-hans-0", "zh-hans-2", "zh-hans-10"], "zh-hant": ["zh-hant-0"]}
    assert shard_list(names) == shard_list(reversed(names))


def test_only_the_shards_that_are_kept_stay(shards, tmp_path: Path) -> None:
    index = tmp_path / "index"
    index_shards(shards, index)
    (index / "fragment").mkdir()
    (index / "pagefind.js").write_text("of an older version")
    kept = files(index / "en-1")

    keep_shards(index, ["en-1"])

    assert {path.name for path in index.iterdir()} == {"shards.json", "en-1"}
    assert json.loads((index / "shards.json").read_bytes()) == {"en": ["en-1"]}
    assert files(index / "en-1") == kept


PAGES = st.dictionaries(AGENCIES, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), min_size=1, max_size=5)


@settings(max_examples=30, deadline=None)
@given(PAGES, st.data())
def test_the_digest_of_a_shard_follows_its_pages_in_any_order(pages: dict[str, str], data: st.DataObject) -> None:
    digest = shard_digest(pages.items())
    address = data.draw(st.sampled_from(sorted(pages)))

    assert shard_digest(data.draw(st.permutations(list(pages.items())))) == digest
    assert shard_digest({**pages, address: "changed"}.items()) != digest
    assert shard_digest((name, content) for name, content in pages.items() if name != address) != digest


def test_a_built_site_is_indexed_by_language_where_its_pages_are_marked(site: Path) -> None:
    write_page(site, "zh-hant/agencies/harbour/2024.html", "虛構港務局", language="zh-Hant")
    write_page(site, "years/2024.html", "Not marked", mark="")

    bundles = build_index(site)

    assert [(bundle.shard, bundle.pages) for bundle in bundles] == [("en-0", 4), ("zh-hant-0", 1)]
    assert json.loads((site / "pagefind/shards.json").read_bytes()) == {"en": ["en-0"], "zh-hant": ["zh-hant-0"]}
    assert set(contents(site / "pagefind/zh-hant-0")) == {"/zh-hant/agencies/harbour/2024.html"}


def test_a_second_index_of_a_site_leaves_nothing_of_the_first(site: Path) -> None:
    build_index(site, shards=16)
    assert len(list((site / "pagefind").iterdir())) == 3

    build_index(site)

    assert {path.name for path in (site / "pagefind").iterdir()} == {"shards.json", "en-0"}
