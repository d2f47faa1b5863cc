"""What a disk may do to a portal: a damaged state, names that are not UTF-8, links in a ring."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from portals import make_portal

from generator.collection.look import look_at
from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.state import NAME

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("place", [4096, 40_960])
def test_a_damaged_state_is_made_anew(tmp_path: Path, place: int) -> None:
    portal = make_portal(tmp_path)
    output = DirectoryOutput(portal / "site")
    built = build_site(portal, output)
    pages = {path: path.read_bytes() for path in (portal / "site").rglob("*.html")}
    state = output.cache / NAME
    content = bytearray(state.read_bytes())
    for at in range(place, len(content), 97):
        content[at] ^= 0x5A
    state.write_bytes(content)
    (portal / "content/pages/about.md").touch()
    assert build_site(portal, DirectoryOutput(portal / "site")).pages == built.pages
    assert {path: path.read_bytes() for path in (portal / "site").rglob("*.html")} == pages


def test_names_that_are_not_utf_8_are_seen_as_files_that_nothing_can_read(tmp_path: Path) -> None:
    (tmp_path / "whole.toml").touch()
    (tmp_path / os.fsdecode(b"folder\xff")).mkdir()
    assert look_at([("content", tmp_path)]).names("content") == ["folder?", "whole.toml"]


def test_links_in_a_ring_are_followed_once(tmp_path: Path) -> None:
    for folder, other in (("one", "two"), ("two", "one")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.toml").touch()
        for name in "abcdef":
            (tmp_path / folder / name).symlink_to(tmp_path / other)
    assert len(look_at([("content", tmp_path)]).folders) < 40
