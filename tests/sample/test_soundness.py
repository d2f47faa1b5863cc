"""Made-up reports are sound: sums, years that fit together, days in time, and words that agree with the tables."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

import pytest
from sample.independent import broken, cells_of, columns_of, every_file, make, read, read_reports, rows_of

if TYPE_CHECKING:
    from pathlib import Path

FORMS = {2012: None, 2013: None, 2014: "national-2014", 2018: "national-2014", 2019: "national-2019"} | {
    2020: "national-2019",
    2021: "national-2021",
    2024: "national-2021",
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("sample") / "portal", "--agencies", 45, "--years", "2012-2024")


@pytest.fixture(scope="module")
def reports(portal: Path) -> dict[str, dict]:
    return read_reports(portal)


@pytest.fixture(scope="module")
def agencies(portal: Path) -> dict[str, dict]:
    files = every_file(portal / "content" / "agencies")
    return {path.removesuffix(".toml"): read(content) for path, content in files.items()}


def test_each_agency_has_a_report_for_each_year(reports: dict[str, dict], agencies: dict[str, dict]) -> None:
    assert len(agencies) == 45
    assert {(report["agency"], report["year"]) for report in reports.values()} == {
        (agency, year) for agency in agencies for year in range(2012, 2025)
    }
    assert all(path.endswith(f"/{report['agency']}/{report['year']}.toml") for path, report in reports.items())


def test_every_sum_of_every_form_adds_up(reports: dict[str, dict]) -> None:
    assert {path: lines for path, report in reports.items() if (lines := broken(report))} == {}


def test_no_faults_are_listed(portal: Path) -> None:
    assert (portal / "faults.json").read_text() == "[]\n"


@pytest.mark.parametrize(("year", "form"), FORMS.items())
def test_tables_are_in_the_form_of_their_year_with_every_row(
    reports: dict[str, dict], year: int, form: str | None
) -> None:
    for report in reports.values():
        if report["year"] == year:
            tables = {
                key: report[key] for key in ("disclosure", "requests", "proceedings", "statistics") if key in report
            }
            assert {table["form"] for table in tables.values()} == ({form} if form else set())
            assert len(tables) == {None: 0, "national-2014": 1}.get(form, 3)
            for key, table in tables.items():
                assert list(rows_of(table)) == list(columns_of(table["form"], key))


def test_counts_are_whole_and_not_below_zero_and_changes_may_be(reports: dict[str, dict]) -> None:
    negative = set()
    for report in reports.values():
        for address, cell in cells_of(report).items():
            assert cell is not None
            if cell.number is not None and cell.number < 0:
                negative.add(address.rpartition(".")[2])
            if not address.endswith((".amount", "fees.count", "funds.count", ".change")) and cell.meaning != "slash":
                assert cell.is_count
    assert negative == {"change"}


def neighbours(reports: dict[str, dict]) -> list[tuple[dict, dict, dict, dict]]:
    """The reports of each agency for years that follow each other, with their numbers."""
    ordered = sorted(reports.values(), key=lambda report: (report["agency"], report["year"]))
    numbers = [{key: cell.number for key, cell in cells_of(report).items() if cell} for report in ordered]
    pairs = pairwise(zip(ordered, numbers, strict=True))
    return [(a, b, x, y) for (a, x), (b, y) in pairs if a["agency"] == b["agency"]]


def test_what_a_year_carries_over_the_next_one_carries_in(reports: dict[str, dict]) -> None:
    kinds = ("natural", "business", "research", "nonprofit", "legal", "other", "total")
    seen = 0
    for before, _, first, second in neighbours(reports):
        if before["year"] >= 2019:
            over = [first[f"requests.carried-over.{kind}"] for kind in kinds]
            assert over == [second[f"requests.carried-in.{kind}"] for kind in kinds]
            seen += bool(over[-1])
    assert seen > 40


def test_documents_and_matters_follow_from_the_year_before(reports: dict[str, dict]) -> None:
    for before, after, first, second in neighbours(reports):
        if before["year"] >= 2021:
            for row in ("regulations", "normative-documents"):
                issued, repealed, in_force = (
                    second[f"disclosure.{row}.{c}"] for c in ("issued", "repealed", "in-force")
                )
                if None not in (issued, repealed, in_force, first[f"disclosure.{row}.in-force"]):
                    assert in_force == first[f"disclosure.{row}.in-force"] + issued - repealed
        elif after["year"] == 2020:
            for row in ("licences", "other-services", "penalties", "coercive-measures", "fees"):
                previous, change = (first[f"disclosure.{row}.{column}"] for column in ("previous", "change"))
                assert second[f"disclosure.{row}.previous"] == previous + change


def test_reports_are_published_in_time(reports: dict[str, dict], agencies: dict[str, dict]) -> None:
    for report in reports.values():
        kind, year = agencies[report["agency"]]["kind"], report["year"]
        month, day = (1, 31) if kind == "department" and year >= 2019 else (3, 31)
        assert dt.date(year + 1, 1, 1) < report["published"] <= dt.date(year + 1, month, day)


def test_the_text_tells_the_numbers_of_the_tables(reports: dict[str, dict]) -> None:
    told = {
        r"(?:新收(?:政府信息公开)?申请)(\d+)件": "requests.received.total",
        r"上年结转(\d+)件": "requests.carried-in.total",
        r"予以公开(\d+)件": "requests.granted.total",
        r"全年办结(\d+)件": "requests.total.total",
        r"继续办理(\d+)件": "requests.carried-over.total",
        r"自然人提出(\d+)件": "requests.received.natural",
        r"许可决定(\d+)件": "disclosure.licences.decisions",
        r"行政复议(?:的)?(\d+)件": "proceedings.review.total",
    }
    seen = dict.fromkeys(told, 0)
    for report in reports.values():
        cells, text = cells_of(report), "".join(report["narrative"].values())
        for pattern, address in told.items():
            for number in re.findall(pattern, text) if address in cells else ():
                assert cells[address].number == int(number), (report["agency"], report["year"], address)
                seen[pattern] += 1


def test_the_parts_of_facts_add_up_and_some_reports_have_none(reports: dict[str, dict]) -> None:
    counts = {len(report.get("facts", ())) for report in reports.values()}
    assert counts == {0, 1, 2, 3}
    parted = [fact for report in reports.values() for fact in report.get("facts", ()) if "parts" in fact]
    assert len(parted) > 100
    for fact in parted:
        assert sum(part["value"] if isinstance(part, dict) else part for part in fact["parts"]) == fact["value"]


def test_texts_are_as_long_as_real_ones_and_differ(reports: dict[str, dict]) -> None:
    texts = ["".join(report["narrative"].values()) for report in reports.values()]
    lengths = [len(text) for text in texts]
    assert 1300 < mean(lengths) < 1700
    assert min(lengths) > 900
    assert max(lengths) < 3000
    assert len({re.sub(r"\d+", "", text) for text in texts}) == len(texts)
    marks = {
        mark: sum(mark in text for text in texts) for mark in ("\n- ", "\n1. ", "**", "](https://www.example.org/")
    }
    assert all(count > len(texts) / 4 for count in marks.values()), marks


def test_most_townships_have_few_requests_and_cities_hundreds(
    reports: dict[str, dict], agencies: dict[str, dict]
) -> None:
    def received(chosen: set[str]) -> list[int]:
        rows = [report["requests"]["received"].split()[-1] for report in reports.values() if report["year"] >= 2019
                and report["agency"] in chosen]  # fmt: skip
        return [int(row) for row in rows]

    townships = received({key for key, agency in agencies.items() if agency["kind"] == "township"})
    city = received({"990100-government"})
    assert median(townships) <= 5
    assert 0 in townships
    assert 200 < median(city) < 5000


def test_everything_says_that_it_is_made_up(portal: Path, reports: dict[str, dict], agencies: dict[str, dict]) -> None:
    assert all(agency["synthetic"] is True for agency in agencies.values())
    for report in reports.values():
        assert "虚构" in report["title"]
        assert "虚构" in report["narrative"]["overview"] or "样本数据" in report["narrative"]["overview"]
        assert "虚构" in report["source"]["note"]
    assert "全部是虚构的" in (portal / "content/pages/about.md").read_text("utf-8")
    assert "made up" in (portal / "content/pages/about.en.md").read_text("utf-8")


def test_a_title_has_the_name_that_was_in_force(reports: dict[str, dict], agencies: dict[str, dict]) -> None:
    renamed = {key: agency["names"] for key, agency in agencies.items() if len(agency["names"]) > 1}
    assert renamed
    for report in reports.values():
        if report["agency"] in renamed:
            former, current = renamed[report["agency"]]
            name = former["name"] if report["year"] <= 2018 else current["name"]
            assert report["title"].startswith(name)


def test_the_languages_are_those_asked_for(tmp_path: Path) -> None:
    for arguments, languages in ((), ["zh-Hans"]), (("--languages", "zh-Hans,en"), ["zh-Hans", "en"]):
        make(tmp_path / str(len(languages)), "--agencies", 1, "--years", 2024, *arguments)
        assert read((tmp_path / str(len(languages)) / "content/portal.toml").read_bytes())["languages"] == languages
    repeated = ("--languages", "en", "--languages", "zh-Hant")
    make(tmp_path / "repeated", "--agencies", 1, "--years", 2024, *repeated)
    assert read((tmp_path / "repeated/content/portal.toml").read_bytes())["languages"] == ["en", "zh-Hant"]
