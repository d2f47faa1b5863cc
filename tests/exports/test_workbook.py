"""The workbook that editors fill in."""

from __future__ import annotations

import io
import re
from fnmatch import fnmatchcase

import openpyxl
import pytest
from exports.test_word import made
from importers.noise import AGENCY, FORMS, WORDS, Noise, as_workbook, chance_of

from generator.exports.checks import checks_of, words_of
from generator.exports.empty import empty_report, fit
from generator.exports.grid import official_grid
from generator.exports.marks import ASIDE
from generator.exports.workbook import report_as_workbook
from generator.importers.importing import Told, import_document
from generator.importers.known import Known

KNOWN = Known({AGENCY.id: AGENCY}, {})


def empty(form: str = "national-2021", year: int = 2024):
    content = report_as_workbook(empty_report(AGENCY, year, FORMS[form]), AGENCY, WORDS)
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def labelled(sheet, text: str) -> int:
    """The row of a label."""
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_each_section_has_its_sheet_in_the_order_of_the_form():
    assert empty().sheetnames == [
        "封面",
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、六",
    ]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_only_what_is_to_be_filled_in_is_open(form):
    book = empty(form, FORMS[form].since)
    assert all(sheet.protection.sheet for sheet in book)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    grids = [official_grid(section, list(section.rows)) for section in FORMS[form].tables.values()]
    figures = sum(cell.columns for grid in grids for cell in grid.cells if cell.index >= 0)
    assert len(cells) == figures + len(FORMS[form].narrative) + len(("title", "published"))
    assert sum(cell.value is not None for cell in cells) == 1


def test_what_an_editor_fills_in_is_imported():
    book = empty()
    book["封面"]["B4"].value = "2025-01-20"
    book["一、总体情况"]["A2"].value = "全年工作平稳。\n第二段。"
    requests = book["三、收到和处理政府信息公开申请情况"]
    row = labelled(requests, "一、本年新收政府信息公开申请数量")
    for column, value in enumerate([12, 1, None, "/", 0, 0, "13（含电话1件）"], 4):
        requests.cell(row, column).value = value
    draft = import_document(saved(book), "sample-bureau-2024.xlsx", KNOWN, FORMS, Told())[0]
    table = next(table for table in draft.tables if table.section == "requests")
    assert [cell.word for cell in table.rows["received"]] == ["12", "1", "_", "/", "0", "0", "13（含电话1件）"]
    assert (draft.head.agency.id, draft.head.year, str(draft.head.published)) == ("sample-bureau", 2024, "2025-01-20")
    assert [(text.section, text.markdown) for text in draft.texts] == [("overview", "全年工作平稳。\n\n第二段。")]


def test_checks_that_a_spreadsheet_program_has_worked_out_are_no_part_of_the_report():
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(made(), Noise(chance_of(1)))))
    plain = import_document(saved(book), "sample-bureau.xlsx", KNOWN, FORMS, Told())[0]
    answers = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value, answers = "不等 3", answers + 1
    assert answers > 25 + 2 * 7 + 3 - 1
    assert all(ASIDE in book[name].defined_names for name in book.sheetnames[3:5])
    answered = import_document(saved(book), "sample-bureau.xlsx", KNOWN, FORMS, Told())[0]
    assert (answered.tables, answered.texts, answered.notes) == (plain.tables, plain.texts, plain.notes)


def test_each_relation_is_compared_in_each_row_or_column():
    form = FORMS["national-2021"]
    section = form.tables["requests"]
    checks = [*checks_of(section, form.relations, official_grid(section, list(section.rows)))]
    count = {relation.code: sum(check.relation is relation for check in checks) for relation in form.relations}
    assert count == {
        "requests-balance": 7,
        "requests-results": 7,
        "requests-applicants": 25,
        "proceedings-results": 0,
    }
    results = next(
        check
        for check in checks
        if check.relation.code == "requests-results" and check.right[0].address.endswith("natural")
    )
    rows = [key for name in results.relation.sum for key in section.rows if fnmatchcase(key, name)]
    assert [cell.address for cell in results.left] == [f"requests.{row}.natural" for row in rows]
    left = "（一）予以公开 + （二）部分公开 + （三）不予公开 + （四）无法提供 + （五）不予处理 + （六）其他处理"
    assert words_of(results.relation, section) == f"{left} = （七）总计"


def test_a_check_says_in_words_and_in_colour_what_does_not_agree():
    sheet = empty()["四、政府信息公开行政复议、行政诉讼情况"]
    difference = "ROUND(SUM(A6,B6,C6,D6)-SUM(E6),6)"
    assert sheet["E8"].value == f'=IF(COUNT(A6,B6,C6,D6,E6)=5,IF({difference}=0,"","不等 "&{difference}),"")'
    coloured = {str(area.sqref): area.rules[0].formula for area in sheet.conditional_formatting}
    assert coloured["E6"] == coloured["E8"] == ["LEN($E$8)>0"]


def test_a_text_that_looks_like_a_formula_stays_a_text():
    book = openpyxl.load_workbook(
        io.BytesIO(report_as_workbook(made(narrative={"other": "=1+1"}, title="=HYPERLINK(1)"), AGENCY, WORDS))
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if re.match(r"=(1|H)", str(cell.value))} == {"s"}


def test_the_form_of_a_year_is_the_national_one_unless_the_agency_used_another():
    assert [fit(FORMS, year).key for year in (2012, 2016, 2020, 2024)] == [
        "narrative",
        "national-2014",
        "national-2019",
        "national-2021",
    ]
    assert fit(FORMS, 2016, ["national-2021", "fujian-2016"]).key == "fujian-2016"
