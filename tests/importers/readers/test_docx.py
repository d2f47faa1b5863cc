"""DOCX as Word and WPS write them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from importers.readers.made import W, make_docx, make_zip, paragraph, rows, texts, word_cell, word_table

from generator.importers.document import Document, Text
from generator.importers.readers import Unreadable, read_document

if TYPE_CHECKING:
    from pathlib import Path

SPAN = '<w:gridSpan w:val="{}"/>'
START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str, *, styles: str = "", numbering: str = "") -> Document:
    return read_document(make_docx(body, styles=styles, numbering=numbering), "a.docx")


def test_words_split_over_runs_are_one_and_lines_stay_apart() -> None:
    body = (
        "<w:p><w:r><w:t>政府</w:t></w:r><w:proofErr/><w:hyperlink><w:r><w:t>信息</w:t></w:r></w:hyperlink>"
        '<w:ins><w:r><w:t xml:space="preserve"> 公开</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:br/><w:t>下一行</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:instrText>PAGE</w:instrText><w:t>控件</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert texts(read(body)) == ["政府信息 公开", "下一行", "控件"]


def test_merged_cells_are_one_cell_with_its_spans() -> None:
    table = read(
        word_table(
            [word_cell("申请人情况", SPAN.format(3))],
            [word_cell("结果", START), word_cell("公开"), word_cell("1")],
            [word_cell("", GOES_ON), word_cell("不予公开"), word_cell()],
            [word_cell("", GOES_ON), word_cell("7", SPAN.format(2))],
        )
    ).tables[0]
    assert rows(table) == [["申请人情况"], ["结果", "公开", "1"], ["不予公开", ""], ["7"]]
    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells if cell.text}
    assert spans["申请人情况"] == (0, 0, 1, 3)
    assert spans["结果"] == (1, 0, 3, 1)
    assert spans["7"] == (3, 1, 1, 2)


def test_cells_left_out_at_the_beginning_of_a_row_shift_nothing() -> None:
    row = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + word_cell("5") + "</w:tr>"
    table = read(f"<w:tbl><w:tr>{word_cell('甲')}{word_cell('乙')}</w:tr>{row}</w:tbl>").tables[0]
    assert [(cell.text, cell.row, cell.column) for cell in table.cells][-1] == ("5", 1, 1)


def test_a_table_within_a_table_that_lays_out_the_page_stays_a_table() -> None:
    inner = word_table([word_cell("规章"), word_cell("1")], [word_cell("文件"), word_cell("2")])
    document = read(f"<w:tbl><w:tr><w:tc>{paragraph('标题')}{inner}<w:p/></w:tc></w:tr></w:tbl>")
    assert texts(document) == ["标题"]
    assert rows(document.tables[0]) == [["规章", "1"], ["文件", "2"]]


def test_headings_are_known_by_their_level_or_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
    )
    body = (
        paragraph("一级", '<w:pStyle w:val="a"/>')
        + paragraph("三级", '<w:outlineLvl w:val="2"/>')
        + paragraph("正文", '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>')
    )
    assert [block.level for block in read(body, styles=styles).blocks if isinstance(block, Text)] == [1, 3, 0]


def test_the_numbers_that_word_shows_are_read() -> None:
    def level(at: int, form: str, text: str) -> str:
        return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'

    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}'
        f"{level(1, 'decimal', '%1.%2.')}</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "●")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def listed(number: int, depth: int, text: str) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = listed(1, 0, "总体情况") + listed(1, 0, "主动公开") + listed(1, 1, "规章") + listed(1, 1, "文件")
    document = read(body + listed(1, 0, "申请") + listed(2, 0, "一项") + listed(9, 0, "无"), numbering=numbering)
    assert texts(document) == ["一、总体情况", "二、主动公开", "二.1.规章", "二.2.文件", "三、申请", "一项", "无"]


def test_text_boxes_come_after_their_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {markup}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t></w:r></w:p>"
    )
    assert texts(read(body)) == ["正文", "框内"]


def test_what_python_docx_writes_is_read() -> None:
    made = docx.Document()
    made.add_heading("一、总体情况", 1)
    made.add_paragraph("第一项", style="List Bullet")
    made.add_paragraph("第二项", style="List Number")
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "第二十条"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "规章"
    table.cell(1, 1).text, table.cell(2, 2).text = "0", "5"
    made.core_properties.title = "某局年度报告"
    content = io.BytesIO()
    made.save(content)
    document = read_document(content.getvalue(), "a.docx")
    assert document.blocks[:3] == (
        Text("一、总体情况", level=1),
        Text("第一项", item=True),
        Text("1.第二项", item=True),
    )
    assert rows(document.tables[0]) == [["第二十条"], ["规章", "0", ""], ["", "5"]]
    assert document.metadata["title"] == "某局年度报告"


def test_the_official_template_has_the_layout_of_the_form(published_documents: Path) -> None:
    path = published_documents / "corpus/official-template-2021form.docx"
    tables = read_document(path.read_bytes(), path.name).tables
    assert [(table.height, table.width) for table in tables] == [(14, 4), (28, 10), (4, 15)]
    label = next(cell for cell in tables[1].cells if cell.text == "三、本年度办理结果")
    assert (label.row, label.rows, label.columns) == (5, 22, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_docx(paragraph("x"))[:-40], "import-cut-off"),
        (make_docx(paragraph("x"))[:300], "import-cut-off"),
        (make_docx("<w:p>"), "import-damaged"),
        (make_docx(""), "import-empty"),
        (make_docx("<w:sdt>" * 150 + "x" + "</w:sdt>" * 150), "import-nested-too-deeply"),
        (make_docx(word_table([word_cell(str(at)) for at in range(300)])), "import-table-too-large"),
        (make_docx(word_table(["<w:tc/>"] * 10_000)), "import-table-too-large"),
        (make_zip({"word/document.xml": b" " * 60_000_000}), "import-unpacks-too-large"),
        (make_zip({"word/document.xml": "x", **{f"a{at}": "" for at in range(10_001)}}), "import-unpacks-too-large"),
        (make_zip({"word/document.xml": f"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document {W}/>"}), "import-entities"),
        (
            make_zip(
                {"word/document.xml": f"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><w:document {W}/>".encode("utf-16")}
            ),
            "import-entities",
        ),
        (make_zip({"mimetype": "x"}), "import-format-unknown"),
    ],
)
def test_a_hostile_docx_gives_one_finding(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(content, "a.docx")
    assert caught.value.code == code
