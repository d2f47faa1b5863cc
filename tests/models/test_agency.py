"""An agency's names over the years."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.models.agency import Agency, Name

NAMES = (
    Name(name="甲局", since=dt.date(2010, 1, 1), until=dt.date(2014, 12, 31)),
    Name(name="乙局", since=dt.date(2016, 1, 1), until=dt.date(2018, 6, 30)),
    Name(name="丙局", since=dt.date(2018, 7, 1)),
)
AGENCY = Agency(id="a", path="a.toml", kind="department", region="990100", names=NAMES)


@pytest.mark.parametrize(
    ("year", "name"),
    [(2009, "甲局"), (2010, "甲局"), (2014, "甲局"), (2015, "甲局"), (2016, "乙局"), (2018, "丙局"), (2030, "丙局")],
)
def test_a_report_shows_the_name_in_force_at_the_end_of_its_year(year: int, name: str) -> None:
    assert AGENCY.name_in(year).zh_hans == name


def test_the_name_now_is_the_one_without_an_end() -> None:
    assert AGENCY.name.zh_hans == "丙局"
