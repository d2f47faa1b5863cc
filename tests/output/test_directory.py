"""A site folder: switched in one step, nothing of somebody else's lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.errors import NotEmptyError, OutputError
from generator.output.artifact import Artifact
from generator.output.directory import DirectoryOutput

if TYPE_CHECKING:
    from pathlib import Path


def publish(folder: Path, **files: str) -> None:
    output = DirectoryOutput(folder)
    for name, text in files.items():
        output.write(Artifact(f"{name}.html", text.encode()))
    listed = {f"{name}.html": "" for name in files}
    output.write(Artifact("manifest.json", json.dumps({"files": listed}).encode()))
    output.publish()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_seen_before_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="old")
    output = DirectoryOutput(tmp_path / "site")
    output.write(Artifact("index.html", b"new"))
    assert (tmp_path / "site/index.html").read_text() == "old"
    output.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_pages_that_are_no_longer_made_are_gone(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="1", old="1")
    publish(tmp_path / "site", index="2")
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_no_build_made_is_carried_over(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="1")
    for name in ("CNAME", ".git/config", "agencies/note.txt"):
        (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text("mine")
    publish(tmp_path / "site", index="2")
    assert names(tmp_path / "site") == {"CNAME", ".git/config", "agencies/note.txt", "index.html", "manifest.json"}


def test_the_search_index_of_the_last_build_is_not_carried_over(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="1")
    (tmp_path / "site/pagefind").mkdir()
    (tmp_path / "site/pagefind/old.pf_index").write_text("old")
    publish(tmp_path / "site", index="2")
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(NotEmptyError):
        DirectoryOutput(tmp_path)
    assert names(tmp_path) == {"thesis.txt"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotEmptyError):
        DirectoryOutput(tmp_path / "site")


def test_a_folder_with_hidden_files_only_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.gitignore").write_text("*")
    publish(tmp_path / "site", index="1")
    assert names(tmp_path / "site") == {".gitignore", "index.html", "manifest.json"}


def test_two_pages_with_one_address_are_refused(tmp_path: Path) -> None:
    output = DirectoryOutput(tmp_path / "site")
    output.write(Artifact("a/index.html", b"1"))
    with pytest.raises(OutputError):
        output.write(Artifact("a/index.html", b"2"))
    output.discard()
