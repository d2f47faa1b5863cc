"""Glued digits: every way to part them, and what arithmetic, other years and the text leave."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.document import Document, Spot
from generator.importers.recognising.lines import Piece
from generator.importers.recognising.solving import balances_of, solve, sums_of
from generator.importers.recognising.splitting import readings
from generator.importers.recognising.tables import recognise_tables
from generator.models.cell import Cell, Meaning
from tests.importers.recognising.documents import document
from tests.importers.recognising.reports import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = FORMS["national-2021"]


def ways(section: str, row: str, *texts: str, blanks: bool = False, form: str = "national-2021") -> list[str]:
    table = FORMS[form].tables[section]
    pieces = [Piece(text, text, Spot(), hard=False) for text in texts]
    columns = table.rows[row][1].column_leaves
    found = readings(pieces, columns, sums_of(FORMS[form], table, row), blanks=blanks)
    return [" ".join(reading) for reading in found]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["0000000"], ["0 0 0 0 0 0 0"]),
        (["200", "000121"], ["20 0 0 0 0 1 21"]),
        (["20", "0", "0", "0", "02"], ["2 0 0 0 0 0 2"]),
        (["491000050"], ["49 1 0 0 0 0 50"]),
        (["640020470"], ["64 0 0 2 0 4 70"]),
        (["300000", "3"], ["3 0 0 0 0 0 3"]),
        (["6000001"], []),
    ],
)
def test_the_sum_of_a_row_says_where_its_borders_are(texts: list[str], found: list[str]) -> None:
    assert ways("requests", "received", *texts) == found


def test_without_a_sum_every_way_is_kept() -> None:
    assert ways("disclosure", "normative-documents", "97253") == [
        *("9 7 253", "9 72 53", "9 725 3", "97 2 53", "97 25 3", "972 5 3"),
    ]
    assert ways("disclosure", "normative-documents", "303") == ["3 0 3"]


def test_a_sign_begins_a_cell_and_a_unit_ends_one() -> None:
    assert ways("disclosure", "fees", "35-15", form="national-2019") == ["35 -15"]
    assert ways("disclosure", "procurement", "2832995元", form="national-2019")[0] == "2 832995元"
    assert "28 32995元" in ways("disclosure", "procurement", "2832995元", form="national-2019")


def test_blank_cells_that_left_no_trace_are_thought_of_where_there_may_be_some() -> None:
    assert ways("requests", "received", "1200012", blanks=True) != ways("requests", "received", "1200012")
    assert "12 _ 0 0 0 _ 12" in ways("requests", "received", "1200012", blanks=True)


def test_too_much_to_try_is_left_in_doubt_at_once() -> None:
    assert ways("disclosure", "normative-documents", "1" * 401) == []
    assert ways("requests", "received", "123456789" * 4) == []


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
@settings(max_examples=40, deadline=None)
def test_what_was_printed_is_always_among_the_ways(numbers: list[int]) -> None:
    row = [*map(str, numbers), str(sum(numbers))]
    assert " ".join(row) in ways("requests", "received", "".join(row))


def test_relations_between_rows_leave_what_is_in_some_solution() -> None:
    section = FORM.tables["requests"]
    nothing = ("0",) * 7
    table = {key: [nothing] for key in section.rows}
    table["received"] = [("1", "11", *("0",) * 4, "12"), ("11", "1", *("0",) * 4, "12")]
    table["granted"] = [("11", "1", *("0",) * 4, "12")]
    table["total"] = [("1", "11", *("0",) * 4, "12"), ("11", "1", *("0",) * 4, "12")]
    left = solve(table, balances_of(FORM, section, section.rows))
    assert left["received"] == left["total"] == table["granted"]


def test_a_published_sum_that_is_wrong_does_not_keep_the_others_from_being_read() -> None:
    section = FORM.tables["requests"]
    table = {key: [("0",) * 7] for key in section.rows}
    table["received"] = [("1", "11", *("0",) * 4, "12"), ("11", "1", *("0",) * 4, "12")]
    table["total"] = [("11", "1", *("0",) * 4, "12")]
    table["granted"] = [("9", "1", *("0",) * 4, "10")]
    left = solve(table, balances_of(FORM, section, section.rows))
    assert left["received"] == table["total"]


GLUED = "二、主动公开政府信息情况规章000行政规范性文件97253行政许可0行政处罚0行政强制0行政事业性收费0三、收到"


def number(value: int) -> Cell:
    return Cell(Meaning.NUMBER, str(value), Decimal(value))


def read(text: str, others: Mapping[int, Mapping[str, Cell]], *more: str) -> tuple[str, set[str]]:
    published: Document = document(text, *more)
    tables, findings = recognise_tables(published, FORMS, lambda year: others.get(year, {}), 2025)
    row = tables[0].rows["normative-documents"]
    return " ".join(cell.word for cell in row), {finding.code for finding in findings}


def test_the_year_before_settles_what_is_in_force() -> None:
    before = {"disclosure.normative-documents.in-force": number(251)}
    words, codes = read(GLUED, {2024: before})
    assert words == "9 7 253"
    assert "import-settled-by-neighbour" in codes


def test_the_year_after_settles_as_far_as_it_says() -> None:
    after = {
        f"disclosure.normative-documents.{column}": number(value)
        for column, value in (("issued", 4), ("repealed", 1), ("in-force", 256))
    }
    words, _ = read(GLUED, {2026: after})
    assert words == "9 7 253"


def test_the_text_settles_what_it_repeats_beside_the_same_words() -> None:
    words, codes = read(GLUED, {}, "全年制发行政规范性文件9件，废止7件，现行有效行政规范性文件253件。")
    assert words == "9 7 253"
    assert "import-settled-by-text" in codes


@pytest.mark.parametrize("text", ["没有说明。", "全年发布信息253条。", "现行有效行政规范性文件53件。"])
def test_a_text_that_says_nothing_of_the_row_settles_nothing(text: str) -> None:
    words, codes = read(GLUED, {}, text)
    assert words == "? ? ?"
    assert codes == {"import-cells-doubtful"}
