"""Planted faults are exactly those that are listed: the rest is as it is without them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample.independent import (
    broken,
    cells_of,
    every_file,
    make,
    read,
    read_faults,
    read_reports,
    rows_of,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    *("sum-wrong", "row-missing", "cell-unread", "cell-blank", "cell-negative", "date-late", "date-missing"),
    *("text-differs", "carried-in-differs", "in-force-differs", "previous-differs"),
}
BESIDE_THE_YEAR_BEFORE = {"carried-in-differs", "in-force-differs", "previous-differs"}
ORDER = ("--agencies", 36, "--years", "2013-2023")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    return read_reports(make(tmp_path_factory.mktemp("sound") / "portal", *ORDER))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("faulty") / "portal", *ORDER, "--faults", 180)


@pytest.fixture(scope="module")
def faults(faulty: Path) -> list[dict]:
    return read_faults(faulty)


@pytest.fixture(scope="module")
def reports(faulty: Path) -> dict[str, dict]:
    return read_reports(faulty)


def changed(before: object, after: object, at: str = "") -> dict[str, tuple[object, object]]:
    """The places where two reports differ, with what stands in each."""
    if isinstance(before, dict) and isinstance(after, dict):
        differences = {}
        for key in {**before, **after}:
            differences |= changed(before.get(key), after.get(key), f"{at}.{key}" if at else key)
        return differences
    same = before == after or (isinstance(before, str) and isinstance(after, str) and before.split() == after.split())
    return {} if same else {at: (before, after)}


def test_as_many_faults_as_asked_for_one_in_a_report_and_of_every_kind(faults: list[dict]) -> None:
    assert len(faults) == 180
    assert len({fault["path"] for fault in faults}) == 180
    assert {fault["kind"] for fault in faults} == KINDS


def test_the_guide_explains_every_kind_of_fault_and_every_key(project: Path, faults: list[dict]) -> None:
    text = (project / "docs/editors.md").read_text("utf-8").partition("### The list of planted faults")[2]
    explained = re.findall(r"^\| `([a-z-]+)` \|", text.partition("\n## ")[0], re.MULTILINE)
    assert explained[: len(faults[0])] == list(faults[0])
    assert set(explained[len(faults[0]) :]) == KINDS


def test_just_the_listed_reports_differ_from_sound_ones(
    sound: dict[str, dict], reports: dict[str, dict], faults: list[dict]
) -> None:
    assert sound.keys() == reports.keys()
    differing = {path for path in sound if sound[path] != reports[path]}
    assert differing == {fault["path"] for fault in faults}


def test_a_report_differs_at_the_address_of_its_fault_and_nowhere_else(
    sound: dict[str, dict], reports: dict[str, dict], faults: list[dict]
) -> None:
    for fault in faults:
        if fault["kind"] in BESIDE_THE_YEAR_BEFORE:
            continue
        before, after = sound[fault["path"]], reports[fault["path"]]
        ((place, values),) = changed(before, after).items()
        if place.split(".")[0] in ("published", "narrative"):
            assert place == fault["address"]
            assert fault["found"] in str(values[1] or "")
            assert fault["sound"] in str(values[0])
        elif fault["kind"] == "row-missing":
            assert place == fault["address"]
            assert values[1] is None
            assert values[0].split() == fault["sound"].split()
        else:
            cells, sound_cells = cells_of(after), cells_of(before)
            assert [key for key in cells if cells[key] != sound_cells[key]] == [fault["address"]]
            assert sound_cells[fault["address"]].text == fault["sound"]
            assert (cells[fault["address"]].text or "_") == fault["found"]


def test_the_sums_that_do_not_add_up_are_those_listed(reports: dict[str, dict], faults: list[dict]) -> None:
    listed = {fault["path"]: fault["relations"] for fault in faults if fault["relations"]}
    assert {path: lines for path, report in reports.items() if (lines := broken(report))} == listed
    wrong = [fault for fault in faults if fault["kind"] == "sum-wrong"]
    assert len(wrong) > 15
    assert all(fault["relations"] for fault in wrong)
    assert {code.partition(":")[0] for fault in wrong for code in fault["relations"]} >= {
        "requests-results",
        "requests-applicants",
        "proceedings-results",
        "statistics-request-channels",
    }


def test_cells_are_unread_or_blank_or_below_zero_and_rows_missing_only_where_listed(
    reports: dict[str, dict], faults: list[dict]
) -> None:
    found = set()
    for path, report in reports.items():
        for address, cell in cells_of(report).items():
            if cell.meaning in ("unread", "blank"):
                found.add((path, f"cell-{cell.meaning}", address))
            if cell.number is not None and cell.number < 0 and not address.endswith(".change"):
                found.add((path, "cell-negative", address))
    kinds = ("cell-unread", "cell-blank", "cell-negative")
    assert found == {(fault["path"], fault["kind"], fault["address"]) for fault in faults if fault["kind"] in kinds}


def test_reports_are_late_or_undated_only_where_listed(
    faulty: Path, reports: dict[str, dict], faults: list[dict]
) -> None:
    agencies = every_file(faulty / "content" / "agencies")
    found = set()
    for path, report in reports.items():
        kind, year = read(agencies[f"{report['agency']}.toml"])["kind"], report["year"]
        january = kind == "department" and year >= 2019
        last = dt.date(year + 1, 1, 31) if january else dt.date(year + 1, 3, 31)
        if "published" not in report:
            found.add((path, "date-missing"))
        elif kind in ("department", "government") and report["published"] > last:
            found.add((path, "date-late"))
    assert found == {(fault["path"], fault["kind"]) for fault in faults if fault["kind"].startswith("date-")}


def test_years_do_not_fit_together_only_where_listed(reports: dict[str, dict], faults: list[dict]) -> None:
    found = set()
    by_name = {(report["agency"], report["year"]): (path, report) for path, report in reports.items()}
    for (agency, year), (path, report) in by_name.items():
        if (agency, year - 1) in by_name:
            before, now = numbers(by_name[agency, year - 1][1]), numbers(report)
            for kind, address, expected in expectations(before, now):
                if expected is not None and now.get(address) not in (None, expected):
                    found.add((path, kind, address, str(now[address]), str(expected)))
    listed = {
        (fault["path"], fault["kind"], fault["address"], fault["found"].partition("（")[0], fault["sound"])
        for fault in faults
        if fault["kind"] in BESIDE_THE_YEAR_BEFORE
    }
    assert found == listed


def numbers(report: dict) -> dict[str, int]:
    cells = cells_of(report)
    return {key: int(cell.number) for key, cell in cells.items() if cell.number is not None}


def expectations(before: dict[str, int], now: dict[str, int]) -> list[tuple[str, str, int | None]]:
    def reckoned(*signed: tuple[int, dict[str, int], str]) -> int | None:
        known = [sign * numbers[key] for sign, numbers, key in signed if key in numbers]
        return sum(known) if len(known) == len(signed) else None

    documents = "disclosure.normative-documents"
    return [
        (
            "carried-in-differs",
            "requests.carried-in.natural",
            reckoned((1, before, "requests.carried-over.natural")),
        ),
        (
            "in-force-differs",
            f"{documents}.in-force",
            reckoned(
                (1, before, f"{documents}.in-force"),
                (1, now, f"{documents}.issued"),
                (-1, now, f"{documents}.repealed"),
            ),
        ),
        (
            "previous-differs",
            "disclosure.licences.previous",
            reckoned((1, before, "disclosure.licences.previous"), (1, before, "disclosure.licences.change")),
        ),
    ]


def test_a_wrong_number_in_the_text_is_not_the_table_s(reports: dict[str, dict], faults: list[dict]) -> None:
    for fault in faults:
        if fault["kind"] == "text-differs":
            report = reports[fault["path"]]
            assert f"申请{fault['found']}件" in report["narrative"]["applications"]
            row = rows_of(report["requests"])["received"] if "requests" in report else None
            total = row.split()[-1] if row else report["statistics"]["requests"]["total"]
            assert total == fault["sound"] != fault["found"]


@given(st.integers(1, 12), st.integers(2009, 2026), st.data())
@settings(max_examples=12, deadline=None)
def test_any_number_of_faults_up_to_one_in_each_report_is_planted(
    tmp_path_factory: pytest.TempPathFactory, agencies: int, year: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, agencies * 2))
    folder = tmp_path_factory.mktemp("any")
    order = ("--agencies", agencies, "--years", f"{year}-{year + 1}", "--seed", str(count))
    sound = every_file(make(folder / "sound", *order))
    faulty = every_file(make(folder / "faulty", *order, "--faults", count))
    differing = {path for path in sound if sound[path] != faulty[path]} - {"faults.json"}
    assert sorted(differing) == sorted(fault["path"] for fault in read_faults(folder / "faulty"))
    assert len(differing) == count
