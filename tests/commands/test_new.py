"""`yangguang new`: a portal that builds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import cli

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object):
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "en"])


def test_a_new_portal_builds_at_once_without_findings(tmp_path):
    made = run("new", tmp_path / "demo")
    built = run("build", "--portal", tmp_path / "demo", "--no-search")

    assert (made.exit_code, built.exit_code) == (0, 0)
    assert "no findings" in built.stdout
    assert (tmp_path / "demo/site/index.html").is_file()


def test_it_says_what_to_do_next(tmp_path):
    result = run("new", tmp_path / "demo")

    assert result.stdout.splitlines()[1:] == [f"  cd {tmp_path / 'demo'}", "  yangguang build", "  yangguang serve"]


def test_hidden_files_of_the_starter_are_hidden_again(tmp_path):
    run("new", tmp_path / "demo")

    assert not [path for path in (tmp_path / "demo").rglob("*") if path.name.startswith("dot-")]


def test_an_empty_folder_is_filled(tmp_path):
    assert run("new", tmp_path).exit_code == 0
    assert (tmp_path / "content/portal.toml").is_file()


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine")

    result = run("new", tmp_path)

    assert result.exit_code == 1
    assert "is not an empty folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_left_alone(tmp_path):
    (tmp_path / "demo").write_text("mine")

    assert run("new", tmp_path / "demo").exit_code == 1
    assert (tmp_path / "demo").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("mine")

    result = run("new", tmp_path / "file" / "demo")

    assert result.exit_code == 1
    assert "Can't write" in result.stderr
