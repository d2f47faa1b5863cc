"""The official DOCX of a report."""

from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import given, settings
from importers.noise import AGENCY, FORMS, WORDS, agreeing, chance_of, reports

from generator.exports.word import report_as_docx
from generator.models.cell import Cells
from generator.models.report import Figures, Report, ReportHead

CELLS = Cells()


def made(form: str = "national-2021", narrative: dict[str, str] | None = None, title: str = "标题") -> Report:
    chance = chance_of(7)
    figures = tuple(
        Figures(FORMS[form], section, {k: tuple(CELLS[w] for w in row) for k, row in rows.items()})
        for section in FORMS[form].tables.values()
        for rows in [agreeing(FORMS[form], section, chance, 9)]
    )
    head = ReportHead(agency=AGENCY.id, year=2023, title=title, published=None, narrative=narrative or {})
    return Report(head, figures, FORMS[form], "", "")


def test_sections_stand_in_the_order_of_the_form_with_their_numbers():
    document = docx.Document(
        io.BytesIO(report_as_docx(made(narrative={"platform": "平台。", "other": "无。"}), AGENCY, WORDS))
    )
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        "一、总体情况",
        "（四）政府信息公开平台建设",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "六、其他需要报告的事项",
    ]


def test_a_table_spans_its_heads_as_the_official_one_does():
    report = made()
    table = docx.Document(io.BytesIO(report_as_docx(report, AGENCY, WORDS))).tables[1]
    assert (len(table.rows), len(table.columns)) == (28, 10)
    assert table.cell(0, 3)._tc is table.cell(0, 9)._tc  # noqa: SLF001 - the only way to ask
    assert table.cell(7, 1)._tc is table.cell(14, 1)._tc  # noqa: SLF001
    assert table.cell(7, 1).text == "（三）不予公开"
    words = [cell.text for cell in report.figures[1].rows["received"]]
    assert [table.cell(3, column).text for column in range(3, 10)] == words


def test_each_cell_is_as_wide_as_the_columns_it_spans_so_that_every_word_processor_finds_its_place():
    table = docx.Document(io.BytesIO(report_as_docx(made(), AGENCY, WORDS))).tables[1]
    columns = [column.width for column in table.columns]
    assert min(columns) > 0
    for row in table._tbl.tr_lst:  # noqa: SLF001 - the only way to ask
        at = 0
        for cell in row.tc_lst:
            assert cell.width == sum(columns[at : at + cell.grid_span])
            at += cell.grid_span
        assert at == len(columns)


def test_what_no_xml_can_hold_and_what_it_escapes_does_not_break_a_document():
    content = report_as_docx(made(narrative={"other": "a\x00b <c> & d"}, title="标题\x0b<&>"), AGENCY, WORDS)
    document = docx.Document(io.BytesIO(content))
    assert document.paragraphs[0].text == "标题<&>"
    assert document.paragraphs[-1].text == "ab <c> & d"


@settings(deadline=None, max_examples=5)
@given(reports())
def test_the_same_report_gives_the_same_bytes_without_a_time(report):
    content = report_as_docx(report, AGENCY, WORDS)
    assert content == report_as_docx(report, AGENCY, WORDS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
