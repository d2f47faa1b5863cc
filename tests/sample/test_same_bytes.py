"""The same order makes the same bytes: twice, under another hash seed, in a greater collection, for other years."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample.independent import every_file, make, read_reports

from generator.sample.chance import Chance

if TYPE_CHECKING:
    from pathlib import Path

NO_REPORTS = ("content/regions.toml", "faults.json")


def test_the_same_order_makes_the_same_files_under_any_hash_seed(tmp_path: Path) -> None:
    order = ("--agencies", 30, "--years", "2013-2022", "--faults", 40)
    here = every_file(make(tmp_path / "here", *order))
    for seed in ("0", "77"):
        command = [sys.executable, "-m", "generator", "sample", *map(str, order), "--into", str(tmp_path / seed)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert every_file(tmp_path / seed) == here


def test_more_agencies_leave_the_files_of_the_first_ones_as_they_are(tmp_path: Path) -> None:
    small = every_file(make(tmp_path / "small", "--agencies", 40, "--years", "2020-2021"))
    large = every_file(make(tmp_path / "large", "--agencies", 90, "--years", "2020-2021"))
    assert small.keys() < large.keys()
    assert {path: large[path] for path in small if path not in NO_REPORTS} == {
        path: content for path, content in small.items() if path not in NO_REPORTS
    }
    assert large["content/regions.toml"].startswith(small["content/regions.toml"])


def test_other_years_leave_the_reports_of_a_year_as_they_are(tmp_path: Path) -> None:
    one = every_file(make(tmp_path / "one", "--agencies", 25, "--years", "2021"))
    many = every_file(make(tmp_path / "many", "--agencies", 25, "--years", "2012-2023"))
    assert one.items() <= many.items()


def test_another_seed_makes_other_reports_of_the_same_agencies(tmp_path: Path) -> None:
    one = every_file(make(tmp_path / "one", "--agencies", 12, "--years", "2024"))
    other = every_file(make(tmp_path / "other", "--agencies", 12, "--years", "2024", "--seed", "spring"))
    assert one.keys() == other.keys()
    assert {path.split("/")[1] for path in one if one[path] != other[path]} == {"reports"}
    assert all(one[path] != other[path] for path in one if "/reports/" in path)


@pytest.mark.parametrize("years", ["2013", "2018-2021"])
def test_json_says_the_same_as_toml(tmp_path: Path, years: str) -> None:
    order = ("--agencies", 20, "--years", years, "--faults", 12)
    toml = read_reports(make(tmp_path / "toml", *order))
    as_json = read_reports(make(tmp_path / "json", *order, "--format", "json"))
    assert [path.replace(".toml", ".json") for path in sorted(toml)] == sorted(as_json)
    for path, report in toml.items():
        assert plain(report) == plain(as_json[path.replace(".toml", ".json")])


def plain(value: object) -> object:
    """A value with dates as text and the cells of rows with one space between them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    text = str(value)
    return " ".join(text.split()) if "\n" not in text else text


def test_chance_is_the_same_on_every_machine() -> None:
    chance = Chance("1", "990101-finance", 2024)
    assert [chance.below(1000) for _ in range(6)] == [911, 972, 24, 896, 521, 25]


@given(st.integers(0, 5_000_000), st.lists(st.integers(1, 400), min_size=1, max_size=25), st.text())
@settings(max_examples=100, deadline=None)
def test_a_total_is_spread_into_parts_that_add_up(total: int, weights: list[int], name: str) -> None:
    parts = Chance(name.encode("utf-8", "replace").decode()).spread(total, weights)
    assert sum(parts) == total
    assert all(isinstance(part, int) and part >= 0 for part in parts)
    assert len(parts) == len(weights)


def test_the_bytes_are_utf_8_with_unix_line_ends(tmp_path: Path) -> None:
    for content in every_file(make(tmp_path / "a", "--agencies", 4, "--years", "2024")).values():
        assert b"\r" not in content
        assert content.decode("utf-8").endswith("\n")
