"""A report as the state keeps it: nothing is lost, and nothing of how its data file was written is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import FORMS, agencies, reports

from generator.collection.reading import read_report
from generator.collection.records import pack_report, unpack_report
from generator.collection.source import Source
from generator.files import digest

if TYPE_CHECKING:
    from pathlib import Path

    from generator.models.report import Report
    from generator.pipeline import Content

REPORT = """
agency = "a"
year = 2024
title = "年度报告"
published = 2025-01-15
[proceedings]
form = "national-2021"
review = "1 0 0 0 1"
litigation-direct = "0 _ 0 0 0"
litigation-after-review = "0 0 / 0 ?"
[[facts]]
key = "staff"
label = "工作人员"
value = 12
parts = [{ label = "专职", value = 2 }, 10]
[narrative]
overview = "第一段。"
"""
OTHERWISE = """
# Written otherwise, in another order.
title = '年度报告'
published = 2025-01-15
agency = "a"
year = 2_024
proceedings.review = "1  0 0\\t0 1"
proceedings.form = "national-2021"
proceedings.litigation-after-review = " 0 0 / 0 ? "
proceedings.litigation-direct = "0 _ 0 0 0"
narrative = { overview = \"\"\"第一段。\"\"\" }

[[facts]] # the only one
parts = [
  { value = 2, label = "专职" },
  10, # others
]
value = 0xC
label = { zh-Hans = "工作人员" }
key = "staff"
"""


def read(text: str) -> Report:
    content = text.encode()
    report, findings = read_report(Source("report", "content/reports/a/2024.toml", content, digest(content)), FORMS)
    assert findings == ()
    assert report is not None
    return report


def check_round_trip(report: Report) -> None:
    packed = pack_report(report)
    again = unpack_report(packed, FORMS)
    assert again == replace(report, digest="")
    assert repr(again) == repr(replace(report, digest=""))
    assert pack_report(again) == packed


def test_every_real_report_comes_back_as_it_was(real_content: Content, project: Path) -> None:
    paths = sorted((project / "content/reports").glob("*/*.*"))
    assert len(paths) == 33
    for path in paths:
        content = path.read_bytes()
        source = Source("report", path.relative_to(project).as_posix(), content, digest(content))
        report, _ = read_report(source, real_content.collection.forms)
        assert report is not None
        check_round_trip(report)
        assert real_content.collection.report(report.agency, report.year) == replace(report, digest="")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_report_comes_back_as_it_was(data: st.DataObject) -> None:
    check_round_trip(data.draw(reports(data.draw(agencies()))))


def test_layout_order_and_comments_leave_no_trace() -> None:
    assert pack_report(read(OTHERWISE)) == pack_report(read(REPORT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1 0 0 0 1", "1 0 0 1 1"),
        ("0 _ 0 0 0", "0 / 0 0 0"),
        ("年度报告", "年度报告 "),
        ("2025-01-15", "2025-01-16"),
        ("value = 12", "value = 12.0"),
        ("专职", "兼职"),
        ("第一段。", "第二段。"),
        ('key = "staff"', 'key = "visits"'),
    ],
)
def test_whatever_a_page_shows_makes_another_record(old: str, new: str) -> None:
    assert old in REPORT
    assert pack_report(read(REPORT.replace(old, new))) != pack_report(read(REPORT))
