"""Rows of lists and tables are written whole: each value as it is, escaped, and never a zero where nothing is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from generator.messages import load_messages
from generator.pages.agency import Series
from generator.pages.coverage import CoverageRow, Mark
from generator.pages.listing import AgencyItem, Row, TotalView, Value
from generator.pages.page import Link, Words
from generator.rendering.lists import Lists
from generator.rendering.theme import BUILT_IN

if TYPE_CHECKING:
    from generator.languages import Language

ENGLISH = Lists(load_messages([BUILT_IN / "messages"], "en"))
CHINESE = Lists(load_messages([BUILT_IN / "messages"], "zh-Hans"))
AGENCY = Link(Words("A & B", "en"), "agencies/a&b/index.html")
REGION = Link(Words("河阳市", "zh-Hans"), "regions/990100/index.html")
texts = st.text(st.sampled_from("ab<>&'\"/#\n"), max_size=12)
numbers = st.none() | st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=2)


def row(published: dt.date | None = None, timing: str = "undated", *values: Value | None) -> Row:
    return Row(AGENCY, REGION, 2024, "agencies/a&b/2024.html", Words("标题", "zh-Hans"), published, timing, values)


@given(
    st.lists(st.none() | st.builds(Value, numbers, st.sampled_from(["blank", "slash", "absent"]), texts), max_size=9)
)
@settings(max_examples=80, deadline=None)
def test_a_row_of_values_is_its_values_one_after_another(values: list[Value | None]) -> None:
    assert ENGLISH.values(values, "../") == "".join(ENGLISH.value(value, "../") for value in values)
    for value in values:
        if value is not None:
            assert f'<a href="../{escape(value.address)}">' in ENGLISH.value(value, "../")


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (1234567, "1,234,567"), (Decimal("12.50"), "12.5"), (Decimal(1000), "1,000")]
)
def test_a_number_is_written_whether_it_is_whole_or_not(number: int | Decimal, shown: str) -> None:
    assert ENGLISH.value(Value(number, "number", "a"), "") == f'<td><a href="a">{shown}</a></td>'


def test_what_is_no_number_is_said_in_words() -> None:
    assert "—" in ENGLISH.value(None, "")
    assert ENGLISH.value(Value(None, "blank", "a"), "").startswith('<td class="blank"><a href="a">')


def test_a_report_has_its_day_and_whether_it_was_late() -> None:
    late = ENGLISH.published(row(dt.date(2025, 4, 2), "late"))
    assert '<time datetime="2025-04-02">April 2, 2025</time>' in late
    assert 'class="mark late"' in late
    assert ENGLISH.published(row()) == ENGLISH.messages("report.undated")


def test_a_row_of_a_report_is_escaped_and_marks_words_of_another_language() -> None:
    written = ENGLISH.report_rows([row(None, "undated", Value(3, "number", "agencies/a&b/2024.html#x"))], "../")
    assert '<a href="../agencies/a&amp;b/2024.html">A &amp; B</a>' in written
    assert '<span lang="zh-Hans">河阳市</span>' in written
    assert '<td><a href="../agencies/a&amp;b/2024.html#x">3</a></td>' in written
    assert "河阳市" not in ENGLISH.report_rows([row()], "../", with_region=False)
    assert '<span lang="en">A &amp; B</span>' in CHINESE.report_rows([row()], "../")


def test_a_total_without_a_number_is_no_zero() -> None:
    total = TotalView("requests", Words("Requests", "en"), "件", None, 0, 4, is_outcome=False)
    assert '<td class="absent">—</td>' in ENGLISH.total_rows([total])


@pytest.mark.parametrize(("lists", "has_unit"), [(ENGLISH, False), (CHINESE, True)])
def test_units_stand_where_the_language_has_them(lists: Lists, *, has_unit: bool) -> None:
    series = Series(Words("新收申请", "zh-Hans"), "件", (Value(4, "number", "a"), None))
    total = TotalView("requests", Words("新收申请", "zh-Hans"), "件", 1200, 3, 4, is_outcome=True)
    assert ("件</span>" in lists.series_rows([series], "")) == has_unit
    assert (">1,200 件<" in lists.total_rows([total])) == has_unit


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_an_agency_without_reports_says_so(language: Language) -> None:
    lists = Lists(load_messages([BUILT_IN / "messages"], language))
    without = AgencyItem(AGENCY, "department", REGION, (), synthetic=True)
    having = AgencyItem(AGENCY, "department", REGION, ((2024, "agencies/a&b/2024.html"),), synthetic=False)
    assert lists.messages("agency.no-reports") in lists.agency_items([without], "")
    assert lists.messages("synthetic.mark") in lists.agency_items([without], "")
    assert '<a href="agencies/a&amp;b/2024.html">2024</a>' in lists.agency_items([having], "")
    assert lists.messages("synthetic.mark") not in lists.agency_items([having], "")


def test_a_year_without_a_report_has_no_mark() -> None:
    mark = Mark("agencies/a&b/2024.html", dt.date(2025, 4, 2), "late")
    written = ENGLISH.coverage_rows([CoverageRow(AGENCY, REGION, (None, mark))], "../")
    assert written.count('<td class="absent">') == 1
    assert '<a class="mark late" href="../agencies/a&amp;b/2024.html"' in written
    assert " 2025-04-02" in written
