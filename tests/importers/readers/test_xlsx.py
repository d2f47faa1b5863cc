"""Workbooks as people fill them in."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from importers.readers.made import R, S, make_zip, relations, rows

from generator.importers.document import Spot, Text
from generator.importers.readers import Unreadable, read_document


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_sheets_follow_each_other_with_their_merged_cells_and_blanks() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["某局2023年政府信息公开工作年度报告"],
        [],
        ["二、主动公开政府信息情况"],
        ["信息内容", "制发", "废止", "有效"],
        ["规章", 0, None, 12],
        ["收费", 4166.241619, None, "22（其中修订16件）"],
        ["• 一项"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B6:C6")
    other = book.create_sheet("三")
    other.append(["总计", "1,234", -18])
    book.create_sheet("隐藏").append(["看不见", 1])
    book["隐藏"].sheet_state = "hidden"
    document = read_document(saved(book), "a.xlsx")
    assert document.blocks[:2] == (
        Text("某局2023年政府信息公开工作年度报告", Spot(page=1, row=1, column=1)),
        Text("二、主动公开政府信息情况", Spot(page=1, row=3, column=1)),
    )
    first, second = document.tables
    assert rows(first) == [
        ["信息内容", "制发", "废止", "有效"],
        ["规章", "0", "", "12"],
        ["收费", "4166.241619", "22（其中修订16件）"],
    ]
    assert [cell.columns for cell in first.cells if cell.text.startswith("4166")] == [2]
    assert (first.spot.page, second.spot.page) == (1, 2)
    assert rows(second) == [["总计", "1,234", "-18"]]
    assert document.blocks[3] == Text("一项", Spot(page=1, row=7, column=1), item=True)


def test_numbers_and_dates_are_read_as_a_person_sees_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([0.1 + 0.2, 1e12, 2.0, 1e-7, dt.date(2024, 1, 15), True])
    assert rows(read_document(saved(book), "a.xlsx").tables[0]) == [
        ["0.3", "1000000000000", "2", "0.0000001", "2024-01-15", "1"]
    ]


def test_formulas_give_their_last_value_and_themselves_where_they_have_none() -> None:
    cells = '<c r="A1" t="str"><f>B1</f><v>相等</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1</f></c>'
    assert rows(read_document(workbook(f'<row r="1">{cells}</row>'), "a.xlsx").tables[0]) == [["相等", "2", "=1"]]


def workbook(sheet_rows: str) -> bytes:
    return make_zip(
        {
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml"}),
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{sheet_rows}</sheetData></worksheet>",
        }
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            workbook("".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 6_000))),
            "import-table-too-large",
        ),
        (workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "import-table-too-large"),
        (workbook(""), "import-empty"),
        (workbook("<row>"), "import-damaged"),
        (workbook("")[:-30], "import-cut-off"),
        (make_zip({"xl/workbook.xml": f"<!DOCTYPE a><workbook {S}/>"}), "import-entities"),
    ],
)
def test_a_hostile_workbook_gives_one_finding(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(content, "a.xlsx")
    assert caught.value.code == code
