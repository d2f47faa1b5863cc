"""The benchmarks run and say all that they promise. Nothing here depends on how long anything takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from lxml import etree

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("bench")
    (folder / "work").mkdir()
    options = ["--reports", "50", "--rounds", "1", "--work", folder / "work", "--results", folder / "speed.json"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *options], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_a_small_run_measures_every_row_but_the_large_ones(run: tuple[Path, str]) -> None:
    results = json.loads((run[0] / "speed.json").read_text(encoding="utf-8"))
    targets = tomllib.loads((PROJECT / "benchmarks/targets.toml").read_text(encoding="utf-8"))["rows"]
    assert [row["key"] for row in results["rows"]] == [row["key"] for row in targets]
    for row in results["rows"]:
        if row["key"].endswith("-large"):
            assert row["value"] is row["met"] is None
        else:
            assert row["value"] > 0, row
            assert row["met"] == (row["value"] >= row["target"] if row["at_least"] else row["value"] <= row["target"])


def test_every_run_is_written_down_with_its_costs(run: tuple[Path, str]) -> None:
    results = json.loads((run[0] / "speed.json").read_text(encoding="utf-8"))
    assert {(one["what"], one["reports"]) for one in results["runs"]} == {
        ("full", 10),
        *((what, 50) for what in ("full", "plain", "bare", "changed", "unchanged", "template", "serve")),
    }
    assert all(cost[name] > 0 for one in results["runs"] for cost in one["costs"] for name in ("cpu", "wall", "peak"))
    assert all(one["pages"] > one["reports"] for one in results["collections"])


def test_results_name_machine_and_versions_and_no_place(run: tuple[Path, str]) -> None:
    text = (run[0] / "speed.json").read_text(encoding="utf-8")
    results = json.loads(text)
    assert results["machine"].keys() == {"processor", "cores", "memory_gb", "system"}
    assert results["versions"].keys() == {"python", "yangguang", "jinja2", "markdown-it-py", "pydantic"}
    assert str(Path.home()) not in text
    assert str(PROJECT) not in text
    assert str(run[0]) not in text


def test_the_table_has_each_row_with_its_target(run: tuple[Path, str]) -> None:
    lines = run[1].splitlines()
    rows = json.loads((run[0] / "speed.json").read_text(encoding="utf-8"))["rows"]
    assert [line.split("  ")[0] for line in lines] == [row["en"] for row in rows]
    assert all("at least" in line or "at most" in line for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_chart_shows_a_page_of_each(run: tuple[Path, str], language: str) -> None:
    drawing = etree.parse(run[0] / f"speed.{language}.svg").getroot()
    lengths = [float(bar.get("width")) for bar in drawing.iter("{*}rect")]
    costs = json.loads((run[0] / "speed.json").read_text(encoding="utf-8"))["microseconds_a_page"]
    assert lengths[0] / lengths[2] == pytest.approx(costs["bare"] / costs["plain"], rel=0.02)
    assert lengths[1] / lengths[2] == pytest.approx(costs["full"] / costs["plain"], rel=0.02)


def test_nothing_is_left_of_the_portals_and_sites(run: tuple[Path, str]) -> None:
    assert list((run[0] / "work").iterdir()) == []


SECTION = """
import json, sys
from benchmarks.results import READMES, RESULTS, SECTION, as_section
for language, path in READMES.items():
    wanted = as_section(json.loads(RESULTS.read_text("utf-8")), language) if RESULTS.exists() else ""
    if SECTION.search(path.read_text("utf-8"))[0] != f"<!-- speed -->\\n{wanted}<!-- /speed -->":
        sys.exit(str(path))
"""


def test_both_readmes_show_the_results_that_are_kept() -> None:
    done = subprocess.run([sys.executable, "-c", SECTION], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
