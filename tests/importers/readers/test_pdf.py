"""PDFs with a text layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from importers.readers.made import make_pdf, rows, ruled, ruling, texts, words

from generator.importers.document import Spot, Text
from generator.importers.readers import Unreadable, read_document

if TYPE_CHECKING:
    from pathlib import Path

FULL = "本报告根据条例编制所列数据统计期限自本年一月一日起至十二月三十一日止如对报告有疑"


def test_wrapped_lines_are_one_paragraph_and_page_numbers_go() -> None:
    line = FULL[:33]
    document = read_document(
        make_pdf(
            [
                words(200, 800, "某局年度报告", 16),
                words(114, 740, line[:31]),
                words(90, 720, line),
                words(280, 40, "— 1 —"),
            ],
            [words(90, 780, "问请联系。"), words(114, 760, "一、总体情况"), words(290, 40, "- 2 -")],
        ),
        "a.pdf",
    )
    assert document.blocks == (
        Text("某局年度报告", Spot(page=1, line=1)),
        Text(line[:31] + line + "问请联系。", Spot(page=1, line=2)),
        Text("一、总体情况", Spot(page=2, line=2)),
    )


def test_a_full_stop_at_the_margin_ends_no_paragraph_where_paragraphs_are_indented() -> None:
    first, second = FULL[:30] + "。", FULL[:33]
    lines = [words(114, 740, first), words(90, 720, second), words(114, 700, "另起"), words(114, 680, "再起")]
    assert texts(read_document(make_pdf(lines), "a.pdf")) == [first + second, "另起", "再起"]


def test_running_heads_go_and_a_text_that_stands_once_at_the_top_stays() -> None:
    pages = [
        [words(90, 800, f"某局年度报告第{at}页"), words(90, 600, f"第{at}段"), words(90, 60, "某局")] for at in "123"
    ]
    pages[1].insert(0, words(90, 820, "只此一次"))
    assert texts(read_document(make_pdf(*pages), "a.pdf")) == ["第1段", "只此一次", "第2段", "第3段"]


def test_a_ruled_table_is_a_grid_with_its_blank_and_merged_cells() -> None:
    drawn = ruled([90, 200, 300, 400], [700, 680, 660, 640], [["", "", ""], ["规章", "1", "22"], ["文件", "", "3"]])
    drawn.remove(ruling(200, 700, 200, 640))
    drawn += [ruling(200, 680, 200, 640), words(92, 688, "第二十条", 10)]
    table = read_document(make_pdf([*drawn, words(90, 600, "后文")]), "a.pdf").tables[0]
    assert rows(table) == [["第二十条", ""], ["规章", "1", "22"], ["文件", "", "3"]]
    assert (table.cells[0].columns, table.spot) == (2, Spot(page=1, table=1))


def test_labels_and_numbers_wrapped_in_a_cell_are_whole() -> None:
    drawn = ruled([90, 130, 160], [700, 660], [["", ""]])
    drawn += [
        words(92, 686, "本年新", 10),
        words(92, 672, "收数量", 10),
        words(132, 686, "39", 13),
        words(132, 668, "85", 13),
    ]
    drawn += ruled([90, 160], [660, 640], [["完"]])
    assert rows(read_document(make_pdf(drawn), "a.pdf").tables[0])[0] == ["本年新收数量", "3985"]


def test_a_table_over_two_pages_is_one_without_the_head_printed_again() -> None:
    head, x = ["项目", "件数"], [90, 200, 300]
    document = read_document(
        make_pdf(
            [words(90, 780, "前文"), *ruled(x, [140, 120, 100], [head, ["规章", "1"]])],
            [*ruled(x, [780, 760, 740, 720], [head, ["文件", "2"], ["许可", "3"]]), words(90, 600, "后文")],
        ),
        "a.pdf",
    )
    (table,) = document.tables
    assert rows(table) == [head, ["规章", "1"], ["文件", "2"], ["许可", "3"]]
    assert table.turns == (2,)
    assert [table.page_of(row) for row in range(4)] == [1, 1, 2, 2]
    assert texts(document) == ["前文", "后文"]


def test_tables_of_other_columns_on_the_next_page_stay_apart() -> None:
    document = read_document(
        make_pdf(ruled([90, 200, 300], [140, 120], [["甲", "1"]]), ruled([90, 250, 300], [780, 760], [["乙", "2"]])),
        "a.pdf",
    )
    assert [rows(table) for table in document.tables] == [[["甲", "1"]], [["乙", "2"]]]


def test_a_frame_around_the_page_is_no_table() -> None:
    frame = ruled([50, 550], [820, 20], [[""]])
    assert texts(read_document(make_pdf([*frame, words(90, 600, "正文"), words(90, 570, "第二行")]), "a.pdf")) == [
        "正文",
        "第二行",
    ]


def test_a_heading_printed_over_a_table_is_in_no_cell() -> None:
    drawn = ruled([90, 150, 210, 270], [700, 680, 660], [["甲", "乙", "丙"], ["88", "18", "36"]])
    drawn += ruled([90, 150, 210, 270], [660, 640], [["10000", "20000", "30000"]])
    document = read_document(make_pdf([*drawn, words(92, 668, "四、政府信息公开情况", 16)]), "a.pdf")
    assert rows(document.tables[0]) == [["甲", "乙", "丙"], ["88", "18", "36"], ["10000", "20000", "30000"]]
    assert texts(document) == ["四、政府信息公开情况"]


def test_a_title_in_larger_type_within_a_table_stays_in_its_cell() -> None:
    drawn = [*ruled([90, 270], [720, 700], [[""]]), words(92, 704, "政府信息公开", 16)]
    drawn += ruled([90, 150, 210, 270], [700, 680], [["甲", "乙", "丙"]])
    assert rows(read_document(make_pdf(drawn), "a.pdf").tables[0])[0] == ["政府信息公开"]


def test_a_page_laid_sideways_is_read_as_it_is_seen() -> None:
    drawn = [words(90, 560, "三、收到"), *ruled([90, 200, 800], [540, 520, 500], [["规章", "12"], ["文件", "34"]])]
    document = read_document(make_pdf(drawn, sideways=True), "a.pdf")
    assert texts(document) == ["三、收到"]
    assert rows(document.tables[0]) == [["规章", "12"], ["文件", "34"]]


def test_digits_apart_stay_apart() -> None:
    line = [words(90, 700, "本年新收"), *(words(200 + 30 * at, 700, digit) for at, digit in enumerate("2100"))]
    assert texts(read_document(make_pdf(line), "a.pdf")) == ["本年新收 2 1 0 0"]


def test_a_scanned_page_is_named_and_a_scan_is_refused() -> None:
    document = read_document(make_pdf([words(90, 700, "正文")], [], picture=True), "a.pdf")
    assert [(f.code, dict(f.values)) for f in document.findings] == [("import-page-without-text", {"page": "2"})]
    with pytest.raises(Unreadable, match="import-no-text"):
        read_document(make_pdf([], [], picture=True), "a.pdf")


def test_a_page_whose_font_hides_its_characters_counts_as_one_without_text() -> None:
    document = read_document(make_pdf([words(90, 700, "正文")], [words(20, 700, "\ue123" * 40)]), "a.pdf")
    assert [(f.code, dict(f.values)) for f in document.findings] == [("import-page-without-text", {"page": "2"})]
    assert texts(document) == ["正文"]


def test_a_locked_or_broken_pdf_gives_one_finding() -> None:
    whole = make_pdf([words(90, 700, "正文")])
    locked = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 "
                           b"/O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>")  # fmt: skip
    for content, code in (
        (locked, "import-locked"),
        (whole[:200], "import-cut-off"),
        (b"%PDF-1.4\nx\n%%EOF", "import-damaged"),
    ):
        with pytest.raises(Unreadable, match=code):
            read_document(content, "a.pdf")


def test_a_pdf_that_lacks_its_end_is_read_with_a_warning() -> None:
    whole = make_pdf([words(90, 700, "正文")])
    document = read_document(whole.replace(b"%%EOF", b""), "a.pdf")
    assert [finding.code for finding in document.findings] == ["import-cut-short"]


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("hongze-district-2023.pdf", [(8, 4), (6, 2), (26, 10), (4, 15)]),
        ("huaian-city-2024.pdf", [(8, 4), (6, 2), (28, 10), (4, 15)]),
    ],
)
def test_published_reports_have_all_cells_of_their_tables(
    name: str, sizes: list[tuple[int, int]], published_documents: Path
) -> None:
    document = read_document((published_documents / "corpus" / name).read_bytes(), name)
    assert [(table.height, table.width) for table in document.tables] == sizes
    figures = [row[-7:] for row in rows(document.tables[2])[3:]]
    assert all(cell.isdigit() for row in figures for cell in row)
    assert all(int(row[-1]) == sum(map(int, row[:-1])) for row in figures)
    assert not any("- 1 -" in text for text in texts(document))


def test_characters_that_a_browser_printed_in_a_font_of_its_own_stand_in_their_place(published_documents: Path) -> None:
    path = published_documents / "corpus/suqian-city-2023-2024-comparison.pdf"
    document = read_document(path.read_bytes(), path.name)
    labels = {cell.text for table in document.tables for cell in table.cells}
    assert {"自然人", "一、本年新收政府信息公开申请数量", "（四）无法提供"} <= labels
    (row,) = [row for table in document.tables for row in rows(table) if row[1:] == ["3511", "3525", "+14"]]
    assert row[0] == "本年新收政府信息公开申请数量"


def test_a_title_that_is_no_text_is_passed_over() -> None:
    for title, expected in ((b"<FEFF6807>", {"title": "标"}), (b"<FEFFD83DD83D>", {})):
        assert read_document(make_pdf([words(90, 700, "正文")], title=title), "a.pdf").metadata == expected
