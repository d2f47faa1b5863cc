"""What other pages show of a report: packed without loss, added up without making zeros of blanks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import agencies, reports

from generator.models.summary import Summarizer, Summary, number_of, tally, unpack, unpack_tally

SUMMARY = Summary("a", 2024, "标题", None, {}, "narrative", 0, {})
values = st.integers(-(10**12), 10**12) | st.sampled_from(
    ["12.50", "-0.1", "not-published", "not-applicable", "absent"]
)
summaries = st.builds(
    lambda found: replace(SUMMARY, values=found),
    st.dictionaries(st.sampled_from(["requests-received", "fees", "litigation"]), values),
)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_summary_comes_back_as_it_was(data):
    report = data.draw(reports(data.draw(agencies())))
    summary = Summarizer().summarize(report)

    assert unpack(summary.agency, summary.year, summary.pack()) == summary
    assert (summary.title, summary.published) == (report.head.title, report.head.published)
    assert summary.figures == len(report.cells()) + len(report.head.facts)


@given(st.lists(summaries, max_size=6))
@settings(max_examples=80, deadline=None)
def test_a_tally_is_the_sum_of_the_numbers_and_counts_them(found):
    total = tally(found)

    assert unpack_tally(total.pack()) == total
    assert total.reports == len(found)
    for key in ("requests-received", "fees", "litigation"):
        own = [number_of(summary.values[key]) for summary in found if key in summary.values]
        numbers = [number for number in own if number is not None]
        assert (key in total.values) == bool(own)
        assert not own or total.values[key] == (sum(numbers, Decimal(0)), len(numbers))


@pytest.mark.parametrize(
    ("value", "number"), [(0, 0), (-3, -3), ("12.50", Decimal("12.50")), ("-0.1", Decimal("-0.1"))]
)
def test_a_number_is_read_exactly(value, number):
    assert number_of(value) == number


@pytest.mark.parametrize("meaning", ["not-applicable", "absent", "illegible"])
def test_a_meaning_is_no_number(meaning):
    assert number_of(meaning) is None


def test_a_report_without_tables_is_of_the_form_of_its_text():
    assert SUMMARY.forms == ("narrative",)
    assert replace(SUMMARY, tables={"a": "x", "b": "y", "c": "x"}).forms == ("x", "y")
