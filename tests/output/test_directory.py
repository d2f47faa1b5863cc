"""A site folder: switched in one step or file by file, nothing of somebody else's lost."""

from __future__ import annotations

import json
import threading
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from generator.errors import NotEmptyError, OutputError
from generator.output.directory import DirectoryOutput
from generator.output.manifest import manifest

if TYPE_CHECKING:
    from pathlib import Path


def publish(folder: Path, *, full: bool = False, gone: tuple[str, ...] = (), **files: str) -> None:
    """Publish these pages, as a first build or on top of what was published before; `gone` are removed."""
    output = DirectoryOutput(folder)
    state = output.state(full=full)
    known = {} if state.fresh else listed(folder)
    for name, text in files.items():
        output.writer.write(f"{name}.html", text.encode())
        known[f"{name}.html"] = sha256(text.encode()).hexdigest()
    kept = [(path, bytes.fromhex(digest)) for path, digest in sorted(known.items()) if path not in gone]
    output.writer.write_pieces("manifest.json", manifest(kept, "0" * 64, "1"))
    try:
        output.publish(state, gone)
    finally:
        output.discard()


def listed(folder: Path) -> dict[str, str]:
    return json.loads((folder / "manifest.json").read_bytes())["files"]


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def beside(folder: Path) -> set[str]:
    """What stands beside a site folder, and in the cache there: nothing but what the next build can use."""
    paths = [*folder.parent.iterdir(), *(folder.parent / ".site-cache").iterdir()]
    return {path.relative_to(folder.parent).as_posix() for path in paths}


KEPT = {"site", ".site-cache", ".site-cache/lock", ".site-cache/state.sqlite"}


@pytest.mark.parametrize("full", [True, False])
def test_nothing_is_seen_before_it_is_published(tmp_path: Path, *, full: bool) -> None:
    publish(tmp_path / "site", index="old")
    output = DirectoryOutput(tmp_path / "site")
    state = output.state(full=full)
    output.writer.write("index.html", b"new")
    state.close()
    assert (tmp_path / "site/index.html").read_text() == "old"
    output.discard()
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}
    assert not (tmp_path / ".site-cache/next").exists()
    assert (tmp_path / ".site-cache/state.sqlite").is_file()


def test_pages_that_are_no_longer_made_are_gone_after_a_full_build(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="1", old="1")
    publish(tmp_path / "site", full=True, index="2")
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}
    assert beside(tmp_path / "site") == KEPT


def test_pages_that_are_gone_go_with_their_empty_folders(tmp_path: Path) -> None:
    publish(tmp_path / "site", **{"index": "1", "agencies/a/2024": "1", "agencies/b/2024": "1"})
    publish(tmp_path / "site", gone=("agencies/a/2024.html",), index="2")
    assert names(tmp_path / "site") == {"agencies/b/2024.html", "index.html", "manifest.json"}
    assert not (tmp_path / "site/agencies/a").exists()
    assert (tmp_path / "site/index.html").read_text() == "2"
    assert beside(tmp_path / "site") == KEPT


@pytest.mark.parametrize("full", [True, False])
def test_what_no_build_made_is_carried_over(tmp_path: Path, *, full: bool) -> None:
    publish(tmp_path / "site", **{"index": "1", "agencies/x": "1"})
    for name in ("CNAME", ".git/config", "agencies/note.txt"):
        (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text("mine")
    publish(tmp_path / "site", full=full, gone=() if full else ("agencies/x.html",), index="2")
    mine = {"CNAME", ".git/config", "agencies/note.txt"}
    assert names(tmp_path / "site") >= {*mine, "index.html", "manifest.json"}
    assert {(tmp_path / "site" / name).read_text() for name in mine} == {"mine"}
    assert not (tmp_path / "site/agencies/x.html").exists()


def test_the_search_index_of_the_last_build_is_not_carried_over(tmp_path: Path) -> None:
    publish(tmp_path / "site", index="1")
    (tmp_path / "site/pagefind/zh-hans-0").mkdir(parents=True)
    (tmp_path / "site/pagefind/zh-hans-0/old.pf_index").write_text("old")
    publish(tmp_path / "site", full=True, index="2")
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


def test_a_page_that_goes_missing_by_hand_is_made_by_a_full_build(tmp_path: Path) -> None:
    publish(tmp_path / "site", **{"index": "1", "agencies/x": "1"})
    (tmp_path / "site/agencies/x.html").unlink()
    output = DirectoryOutput(tmp_path / "site")
    state = output.state(full=False)
    assert state.fresh
    state.close()
    output.discard()


def test_a_page_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    publish(tmp_path / "site", **{"index": "1", "agencies/x": "1"})
    before = (tmp_path / "site/agencies/x.html").stat()
    publish(tmp_path / "site", index="2")
    after = (tmp_path / "site/agencies/x.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_publishing_that_was_broken_off_is_made_good_by_a_full_build(tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path / "site", index="1", other="1")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(DirectoryOutput, "_remove", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path / "site", gone=("other.html",), index="2", new="2")
    monkeypatch.undo()
    output = DirectoryOutput(tmp_path / "site")
    assert not output.is_finished
    state = output.state(full=False)
    assert state.fresh
    output.writer.write("index.html", b"3")
    output.writer.write_pieces("manifest.json", manifest([("index.html", b"")], "0" * 64, "1"))
    output.publish(state, ())
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}
    assert DirectoryOutput(tmp_path / "site").is_finished


def test_a_second_build_of_one_folder_waits_and_then_gives_up(tmp_path: Path) -> None:
    first = DirectoryOutput(tmp_path / "site")
    first.state(full=False).close()
    with pytest.raises(OutputError) as caught:
        DirectoryOutput(tmp_path / "site", patience=0.1).state(full=False)
    assert caught.value.code == "output-busy"
    first.discard()
    publish(tmp_path / "site", index="1")
    assert names(tmp_path / "site") == {"index.html", "manifest.json"}


def test_a_second_build_goes_on_when_the_first_has_ended(tmp_path: Path) -> None:
    first = DirectoryOutput(tmp_path / "site")
    first.state(full=False).close()
    second = threading.Thread(target=publish, args=(tmp_path / "site",), kwargs={"index": "second"})
    second.start()
    second.join(0.3)
    assert second.is_alive()
    assert not (tmp_path / "site").exists()
    first.discard()
    second.join()
    assert (tmp_path / "site/index.html").read_text() == "second"
