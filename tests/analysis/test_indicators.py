"""Indicators and totals: never a zero where none was published, and always with what they rest on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.analysis.indicators import first_cells, number_and_meaning, totals
from generator.models.cell import read_cell
from generator.models.summary import Summarizer, tally

if TYPE_CHECKING:
    from generator.models.report import Report
    from generator.pipeline import Content


def report(content: Content, agency: str, year: int) -> Report:
    return content.collection.report(agency, year)


def value_of(report: Report, indicator: str) -> tuple[int | Decimal | None, str]:
    return number_and_meaning(Summarizer().summarize(report).values[indicator])


def test_an_indicator_adds_up_the_cells_its_form_names(real_content: Content) -> None:
    city = report(real_content, "huaian-city", 2024)
    keys = ("requests-received", "requests-refused", "litigation")
    values = {key: value_of(city, key) for key in keys}
    assert values["requests-received"] == (3119, "number")
    assert values["requests-refused"] == (2 + 31 + 5 + 6 + 8 + 12 + 9 + 105, "number")
    assert values["litigation"] == (26 + 20, "number")


def test_an_indicator_leads_to_the_first_of_its_cells(real_content: Content) -> None:
    city = report(real_content, "huaian-city", 2024)
    tables = [(table.section.key, table.form.key) for table in city.figures]
    cells = first_cells(tables, real_content.collection.forms)
    assert cells["litigation"] == "proceedings.litigation-direct.total"
    assert cells.keys() == Summarizer().summarize(city).values.keys()


@pytest.mark.parametrize("sign", ["_", "/", "?"])
def test_a_sum_with_a_cell_that_holds_no_number_has_none(sign: str, real_content: Content) -> None:
    sound = report(real_content, "huaian-city", 2024)
    (requests,) = (table for table in sound.figures if table.section.key == "requests")
    cell = read_cell(sign)
    row = (*requests.rows["refused.state-secret"][:-1], cell)
    changed = replace(requests, rows={**requests.rows, "refused.state-secret": row})
    assert value_of(replace(sound, figures=(changed,)), "requests-refused") == (None, cell.meaning.value)


def test_a_total_says_on_how_many_reports_it_rests(real_content: Content) -> None:
    collection = real_content.collection
    reports = [collection.report(summary.agency, 2024) for summary in collection.summaries_for(2024)]
    by_key = {total.indicator.key: total for total in totals(collection.tallies(2024))}
    received = by_key["requests-received"]
    assert received.sum == sum(report.cells()["requests.received.total"].number or Decimal(0) for report in reports)
    assert (received.counted, received.reports) == (6, 6)


def test_reports_without_the_item_are_not_counted(real_content: Content) -> None:
    both = (report(real_content, "panjin-city", 2013), report(real_content, "pingtan-district", 2016))
    by_key = {total.indicator.key: total for total in totals([tally(map(Summarizer().summarize, both))])}
    assert (by_key["requests-received"].counted, by_key["requests-received"].reports) == (1, 2)
    assert "licences" not in by_key
