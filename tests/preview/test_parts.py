"""The preview's small parts: editors' addresses, addresses of files, the last good pages, the index process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from preview.previewed import Notes, wait_until

from generator.preview.addresses import Stand, file_address, is_own_machine, sub_path
from generator.preview.editor import EDITORS, editor_link, editor_template
from generator.preview.indexing import Indexed
from generator.preview.kept import LastGood
from generator.preview.site import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("template", "link"),
    [
        (EDITORS["vscode"], "vscode://file/home/a%20b/%E9%97%A8.toml:3:7"),
        (EDITORS["idea"], "idea://open?file=/home/a%20b/%E9%97%A8.toml&line=3&column=7"),
        (EDITORS["textmate"], "txmt://open?url=file:///home/a%20b/%E9%97%A8.toml&line=3&column=7"),
        (EDITORS["none"], ""),
        ("my+editor:{path}#{line}", "my+editor:/home/a%20b/%E9%97%A8.toml#3"),
    ],
)
def test_a_link_opens_the_place_in_the_editor(template: str, link: str) -> None:
    assert editor_link(template, Path("/home/a b/门.toml"), 3, 7) == link


def test_an_editor_is_a_known_name_or_an_address_with_a_path() -> None:
    assert editor_template("zed") == EDITORS["zed"]
    assert editor_template("my://{path}") == "my://{path}"
    assert [editor_template(choice) for choice in ("ed", "ed://", "{path}", "JavaScript:{path}")] == [None] * 4


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("", "index.html"),
        ("a/", "a/index.html"),
        ("a/b.html", "a/b.html"),
        ("a/../b", None),
        ("..", None),
        ("/etc/passwd", None),
        ("a\\..\\b", None),
        ("a\0", None),
    ],
)
def test_what_is_asked_for_is_a_file_of_the_site_or_nothing(asked: str, address: str | None) -> None:
    assert file_address(asked) == address


@pytest.mark.parametrize(
    ("path", "told"), [("", "/"), ("/", "/"), ("a", "/a/"), ("/年 报/", "/%E5%B9%B4%20%E6%8A%A5/")]
)
def test_a_sub_path_has_its_slashes(path: str, told: str) -> None:
    assert sub_path(path) == told


@pytest.mark.parametrize(
    ("host", "address", "is_open"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/", False),
        ("localhost", "http://localhost:8000/", False),
        ("::1", "http://[::1]:8000/", False),
        ("0.0.0.0", "http://localhost:8000/", True),  # noqa: S104 - it is what others reach
        ("192.0.2.1", "http://192.0.2.1:8000/", True),
    ],
)
def test_a_host_is_told_as_an_address_and_whether_others_reach_it(host: str, address: str, is_open: bool) -> None:  # noqa: FBT001
    stand = Stand(host)
    assert (stand.address, stand.is_open) == (address, is_open)


def test_a_name_that_merely_looks_like_this_machine_is_another() -> None:
    assert not any(map(is_own_machine, ("localhost.example.org", "127.0.0.1.example.org", "", "10.0.0.1")))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.binary(max_size=12))))
@settings(max_examples=60, deadline=None)
@example([("b", bytes(10)), ("a", bytes(11)), ("a", b"")])
def test_the_pages_kept_are_the_newest_that_fit(kept: Sequence[tuple[str, bytes]]) -> None:
    pages = LastGood(files=3, size=20)
    expected: list[tuple[str, bytes]] = []
    for address, content in kept:
        pages.keep(address, content)
        expected = [*(page for page in expected if page[0] != address), (address, content)]
        while len(expected) > 3 or sum(len(content) for _, content in expected) > 20:
            del expected[0]
    assert {address: pages.get(address) for address, _ in kept} == dict.fromkeys(dict(kept)) | dict(expected)


def test_the_index_is_made_by_another_process_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.toml").write_text("a", encoding="utf-8")
    (tmp_path / "notes" / "page.html").write_text("%s", encoding="utf-8")
    target = tmp_path / "site" / "pagefind" / "entry.json"
    script = (
        "import pathlib, sys; path = pathlib.Path(sys.argv[1]); path.parent.mkdir(parents=True, exist_ok=True); "
        "path.open('a').write('x')"
    )
    indexed = Indexed(Notes(tmp_path / "notes"), [sys.executable, "-c", script, str(target)], tmp_path / "site")
    assert indexed.file("pagefind/entry.json") is None
    for number in (1, 2):
        indexed.update(EVERYTHING)
        wait_until(lambda number=number: indexed.file("pagefind/entry.json") == b"x" * number)
    assert indexed.file("a.html") == b"a"
    indexed.close()


def test_an_index_process_is_ended_with_the_preview(tmp_path: Path) -> None:
    mark = tmp_path / "begun"
    script = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
    indexed = Indexed(Notes(tmp_path), [sys.executable, "-c", script, str(mark)], tmp_path)
    indexed.update(EVERYTHING)
    wait_until(mark.exists)
    indexed.close()
    assert indexed._process.returncode != 0  # noqa: SLF001 - what became of it
