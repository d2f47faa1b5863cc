"""What is seen without reading: files that came, went or changed, and those of which that can't be said yet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.collection import look as looking
from generator.collection.look import Look, difference, look_at, same

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_700_000_000_000_000_000


def write(path: Path, text: str = "", time: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(time, time))


def seen(folder: Path) -> Look:
    return look_at([("content", folder)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files that were last changed long ago."""
    for name in ("a.toml", "reports/x/2023.toml", "reports/x/2024.toml"):
        write(tmp_path / name, name)
    return tmp_path


def test_names_are_in_order_and_hidden_files_are_passed_over(folder):
    for name in (".git/config", "reports/x/2024.toml~", "reports/x/~$2024.toml", "reports/x/__pycache__/x.toml"):
        write(folder / name)

    look = seen(folder)

    assert {name: look.names(name) for name in look.folders} == {
        "content": ["a.toml"],
        "content/reports": [],
        "content/reports/x": ["2023.toml", "2024.toml"],
    }


def test_two_looks_at_the_same_are_the_same(folder):
    before, after = seen(folder), seen(folder)

    assert same(before, after)
    assert difference(before, after) == difference(Look(), Look())


def test_a_first_look_finds_every_file_new(folder):
    found = difference(Look(), seen(folder))

    assert found.changed == ("content/a.toml", "content/reports/x/2023.toml", "content/reports/x/2024.toml")
    assert found.gone == ()


@pytest.mark.parametrize(("text", "time"), [("longer than before", LONG_AGO), ("a.toml", LONG_AGO + 1)])
def test_another_size_or_time_is_a_change(folder, text, time):
    before = seen(folder)
    write(folder / "a.toml", text, time)

    found = difference(before, seen(folder))

    assert (found.folders, found.changed, found.gone) == (("content",), ("content/a.toml",), ())
    assert not same(before, seen(folder))


def test_a_file_put_in_the_place_of_another_of_the_same_size_and_time_is_a_change(folder):
    before = seen(folder)
    write(folder / "new", "b.toml")
    (folder / "new").rename(folder / "a.toml")

    assert difference(before, seen(folder)).changed == ("content/a.toml",)


def test_a_renamed_file_is_gone_and_new(folder):
    before = seen(folder)
    (folder / "reports/x/2023.toml").rename(folder / "reports/x/2022.toml")

    found = difference(before, seen(folder))

    assert (found.changed, found.gone) == (("content/reports/x/2022.toml",), ("content/reports/x/2023.toml",))


def test_a_renamed_folder_takes_its_files_along(folder):
    before = seen(folder)
    (folder / "reports/x").rename(folder / "reports/y")

    found = difference(before, seen(folder))

    assert found.folders == ("content/reports/x", "content/reports/y")
    assert found.changed == ("content/reports/y/2023.toml", "content/reports/y/2024.toml")
    assert found.gone == ("content/reports/x/2023.toml", "content/reports/x/2024.toml")


def test_a_file_changed_twice_within_the_clock_s_grain_is_noticed(folder, monkeypatch):
    """The second change leaves time and place on the disk as they were: not every system knows more than these."""
    monkeypatch.setattr(looking.time, "time_ns", lambda: LONG_AGO + looking.GRAIN_NANOSECONDS)
    before = seen(folder)
    write(folder / "a.toml", "b.toml")
    monkeypatch.setattr(looking.time, "time_ns", lambda: LONG_AGO + looking.GRAIN_NANOSECONDS * 9)

    after = seen(folder)

    (_, size, time, _, number), (_, _, *later) = before.entries("content")[0], after.entries("content")[0]
    assert size < 0
    assert [time, number] == later[::2]
    assert "content/a.toml" in difference(before, after).changed
    assert not same(before, after)
    assert same(after, seen(folder))


def test_a_file_within_the_grain_is_never_the_same(folder, monkeypatch):
    times = iter(range(LONG_AGO, LONG_AGO + 10))
    monkeypatch.setattr(looking.time, "time_ns", lambda: next(times))

    before, after = seen(folder), seen(folder)

    assert len(difference(before, after).changed) == 3


def test_a_file_from_the_future_is_racy(folder):
    write(folder / "a.toml", "x", 4_000_000_000_000_000_000)

    assert difference(seen(folder), seen(folder)).changed == ("content/a.toml",)


def test_a_link_to_a_file_is_as_the_file_it_leads_to(folder):
    (folder / "link.toml").symlink_to("a.toml")
    before = seen(folder)
    write(folder / "a.toml", "changed")

    assert difference(before, seen(folder)).changed == ("content/a.toml", "content/link.toml")


def test_links_to_folders_are_followed_but_not_round_in_circles(folder):
    (folder / "reports/y").symlink_to("x")
    (folder / "reports/x/again").symlink_to("..")

    assert seen(folder).names("content/reports/y") == ["2023.toml", "2024.toml"]
    assert not any("again" in name for name in seen(folder).folders)


def test_a_link_that_leads_nowhere_is_there_and_never_the_same(folder):
    (folder / "b.toml").symlink_to("nothing")

    assert seen(folder).names("content") == ["a.toml", "b.toml"]
    assert difference(seen(folder), seen(folder)).changed == ("content/b.toml",)


def test_a_folder_that_can_t_be_looked_into_is_told_and_never_the_same(folder, monkeypatch):
    real = os.scandir

    def refuse(path):
        if str(path).endswith("/x"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(looking.os, "scandir", refuse)
    look = seen(folder)

    assert look.unreadable == {"content/reports/x": "Permission denied"}
    assert not same(look, look)


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    assert seen(tmp_path / "missing").folders == {}
