"""`yangguang sample`: a made-up portal that builds at once, and orders that can't be carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

SHOWS_AGENCIES = ("index.html", "agencies/", "regions/", "years/", "coverage/")


def run(*arguments: object, language: str = "en"):
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", language])


def make(folder: Path, *arguments: object, language: str = "en"):
    return run("sample", "--into", folder, *arguments, language=language)


def test_a_sample_builds_at_once_without_findings_and_every_page_with_data_says_it_is_made_up(tmp_path: Path) -> None:
    portal = tmp_path / "portal"
    made = make(portal, "--agencies", 6, "--years", "2018-2021", "--languages", "zh-Hans,en")
    checked = run("check", "--portal", portal)
    built = run("build", "--portal", portal, "--no-search")

    assert (made.exit_code, checked.exit_code, built.exit_code) == (0, 0, 0), (checked.output, built.output)
    assert "24 reports of 6 agencies: no findings" in checked.stdout
    pages = {path.relative_to(portal / "site").as_posix(): path for path in (portal / "site").rglob("*.html")}
    for name, path in pages.items():
        if name.removeprefix("en/").startswith(SHOWS_AGENCIES):
            assert 'class="synthetic"' in path.read_text("utf-8"), name
    assert {name for name in pages if name.startswith("agencies/990101-finance/")} == {
        f"agencies/990101-finance/{page}.html" for page in ("index", 2018, 2019, 2020, 2021)
    }
    assert "全部是虚构的" in pages["about/index.html"].read_text("utf-8")
    assert "made up" in pages["en/about/index.html"].read_text("utf-8")


def test_a_faulty_sample_builds_with_warnings(tmp_path: Path) -> None:
    make(tmp_path, "--agencies", 6, "--years", "2018-2021", "--faults", 24)

    result = run("check", "--portal", tmp_path)

    assert result.exit_code == 0, result.output
    assert "row-missing" in result.stderr
    assert "cell-not-a-count" in result.stderr
    assert "error" not in result.stderr


def test_it_says_what_was_made_and_what_to_do_next(tmp_path: Path) -> None:
    english = make(tmp_path / "a", "--agencies", 2, "--years", "2023-2024", "--faults", 1)
    chinese = make(tmp_path / "b", "--agencies", 2, "--years", "2024", language="zh")

    assert english.stdout.splitlines() == [
        f"A made-up portal is in {tmp_path / 'a'}: 4 reports of 2 agencies, 1 planted fault. Next:",
        f"  yangguang build --portal {tmp_path / 'a'}",
    ]
    assert "2个机关的2份报告，埋入0处差错" in chinese.stdout
    assert make(tmp_path / "c", "--agencies", 1, "--years", "2024", "--quiet").output == ""


@pytest.mark.parametrize(
    ("arguments", "words", "chinese"),
    [
        (("--agencies", 0, "--years", "2024"), "0 agencies can't be made up", "不能编造0个机关"),
        (("--agencies", 100_001, "--years", "2024"), "from 1 to 100000", "1到100000"),
        (("--agencies", 3, "--years", "2024-2019"), "the earlier year first", "先写较早的年份"),
        (("--agencies", 3, "--years", "2007"), "from 2008 to 2099", "从2008到2099"),
        (("--agencies", 3, "--years", "last"), "“last” is not a year", "“last”不是年份"),
        (("--agencies", 3, "--years", "2024-"), "“2024-” is not a year", "“2024-”不是年份"),
        (("--agencies", 3, "--years", "２０２４"), "is not a year", "不是年份"),
        (("--agencies", 3, "--years", "2024", "--faults", 4), "a number from 0 to 3", "0到3之间"),
        (("--agencies", 3, "--years", "2024", "--faults", -1), "-1 faults can't be planted", "不能埋入-1处差错"),
        (
            ("--agencies", 3, "--years", "2024", "--languages", "fr"),
            "Choose among zh-Hans, zh-Hant, en",
            "请从 zh-Hans",
        ),
        (("--agencies", 3, "--years", "2024", "--languages", "en,en"), "each once", "各写一次"),
    ],
)
def test_an_order_that_makes_no_sense_is_wrong_use_told_in_both_languages(
    tmp_path: Path, arguments: tuple[object, ...], words: str, chinese: str
) -> None:
    for language, expected in (("en", words), ("zh", chinese)):
        result = make(tmp_path / "portal", *arguments, language=language)
        assert result.exit_code == 2
        assert expected in result.stderr
        assert not (tmp_path / "portal").exists()


@pytest.mark.parametrize("missing", ["--agencies", "--years", "--into"])
def test_what_must_be_said_is_asked_for(tmp_path: Path, missing: str) -> None:
    every = {"--agencies": "1", "--years": "2024", "--into": str(tmp_path)}
    result = run("sample", *(word for option, value in every.items() if option != missing for word in (option, value)))

    assert result.exit_code == 2
    assert missing in result.stderr


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")

    result = make(tmp_path, "--agencies", 1, "--years", "2024")

    assert result.exit_code == 1
    assert "is not an empty folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    result = make(tmp_path / "file" / "portal", "--agencies", 1, "--years", "2024")

    assert result.exit_code == 1
    assert "Can't write" in result.stderr
