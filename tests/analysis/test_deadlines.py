"""Deadlines by the kind of agency: article 49 of the Regulation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.analysis.deadlines import deadline, timing

if TYPE_CHECKING:
    from generator.pipeline import Content


@pytest.mark.parametrize(
    ("agency", "year", "due"),
    [
        ("pingtan-finance", 2019, dt.date(2020, 1, 31)),
        ("pingtan-district", 2024, dt.date(2025, 3, 31)),
        ("pingtan-committee-office", 2018, dt.date(2019, 3, 31)),
        ("qinzhou-tianshuijun", 2021, None),
    ],
)
def test_the_last_day_depends_on_the_kind_and_the_year(
    agency: str, year: int, due: dt.date | None, real_content: Content
) -> None:
    assert deadline(real_content.collection.agency(agency), year) == due


def test_the_real_reports_were_in_time_late_or_undated(real_content: Content) -> None:
    collection = real_content.collection
    reports = [collection.summary(agency, year) for agency, year in collection.report_keys()]
    found = {(r.agency, r.year): timing(collection.agency(r.agency), r.year, r.published) for r in reports}
    assert found["pingtan-district", 2011] == "late"
    assert found["pingtan-district", 2024] == "on-time"
    assert found["xiangqiao-industry", 2019] == "undated"
    assert found["qinzhou-tianshuijun", 2021] == "no-deadline"
