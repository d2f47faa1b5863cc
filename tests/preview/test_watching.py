"""Watching: one burst of changes is one update, whatever editors and tools do to save a file."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from preview.previewed import wait_until

from generator.preview.site import EVERYTHING
from generator.preview.watching import Watcher

Bursts = list[frozenset[Path]]


@contextmanager
def watched(*folders: Path) -> Iterator[Bursts]:
    bursts: Bursts = []
    watcher = Watcher(folders)

    def follow() -> None:
        for burst in watcher.bursts():
            bursts.append(burst)

    thread = threading.Thread(target=follow)
    thread.start()
    watcher.begun.wait()
    try:
        yield bursts
    finally:
        watcher.stop()
        thread.join()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.toml").write_text("a", encoding="utf-8")
    (folder / "end.toml").write_text("", encoding="utf-8")
    return folder


def after(bursts: Bursts, content: Path) -> Bursts:
    """The bursts before a last one, which is made now; so it is known that no other is under way."""
    last = content / "end.toml"
    seen = len(bursts)
    last.write_text("end", encoding="utf-8")
    wait_until(lambda: any(last in burst for burst in bursts[seen:]) or EVERYTHING in bursts[seen:])
    return [burst - {last} for burst in bursts if burst != {last}]


def save_in_place(path: Path) -> None:
    path.write_text("new", encoding="utf-8")


def save_by_renaming(path: Path) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text("new", encoding="utf-8")
    temporary.replace(path)


def save_like_vim(path: Path) -> None:
    (path.parent / "4913").touch()
    (path.parent / "4913").unlink()
    swap = path.with_name(f".{path.name}.swp")
    swap.touch()
    path.rename(path.with_name(path.name + "~"))
    path.write_text("new", encoding="utf-8")
    path.with_name(path.name + "~").unlink()
    swap.unlink()


def save_like_emacs(path: Path) -> None:
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("someone@somewhere:1")
    path.with_name(f"#{path.name}#").write_text("new", encoding="utf-8")
    path.write_text("new", encoding="utf-8")
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink()


def save_like_jetbrains(path: Path) -> None:
    temporary, old = path.with_name(f"{path.name}___jb_tmp___"), path.with_name(f"{path.name}___jb_old___")
    temporary.write_text("new", encoding="utf-8")
    path.rename(old)
    temporary.rename(path)
    old.unlink()


def save_like_sed(path: Path) -> None:
    temporary = path.with_name("sedAb1Cd2")
    temporary.write_text("new", encoding="utf-8")
    temporary.replace(path)


SAVES = (save_in_place, save_by_renaming, save_like_vim, save_like_emacs, save_like_jetbrains, save_like_sed)


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_save_is_one_burst_with_one_file(content: Path, save: Callable[[Path], None]) -> None:
    with watched(content) as bursts:
        save(content / "a.toml")
        wait_until(lambda: bursts)
        assert after(bursts, content) == [{content / "a.toml"}]


@pytest.mark.parametrize(
    "name", ["4913", ".a.toml.swp", "a.toml~", ".#a.toml", "#a.toml#", "a.toml___jb_tmp___", "~$a.toml", ".git/index"]
)
def test_an_editors_own_files_alone_are_none(content: Path, name: str) -> None:
    (content / ".git").mkdir()
    with watched(content) as bursts:
        (content / name).write_text("x", encoding="utf-8")
        (content / name).unlink()
        assert [burst for burst in after(bursts, content) if burst] == []
        assert EVERYTHING not in bursts


def test_a_folder_that_comes_or_goes_may_mean_anything(content: Path) -> None:
    with watched(content) as bursts:
        (content / "agencies").mkdir()
        (content / "agencies" / "a.toml").write_text("x", encoding="utf-8")
        wait_until(lambda: EVERYTHING in bursts)
        bursts.clear()
        (content / "agencies").rename(content / "others")
        wait_until(lambda: EVERYTHING in bursts)
        bursts.clear()
        shutil.rmtree(content / "others")
        wait_until(lambda: EVERYTHING in bursts)


def test_a_watched_folder_may_come_later_and_be_made_anew(content: Path) -> None:
    themes = content.parent / "themes"
    with watched(content, themes) as bursts:
        themes.mkdir()
        wait_until(lambda: EVERYTHING in bursts)
        wait_until(lambda: _tells(bursts, themes / "theme.toml"))
        shutil.rmtree(content)
        content.mkdir()
        wait_until(lambda: _tells(bursts, content / "b.toml"))


def _tells(bursts: Bursts, path: Path) -> bool:
    path.write_text("x", encoding="utf-8")
    return any(path in burst for burst in bursts)
