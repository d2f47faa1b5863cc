"""Plain text and Markdown: what people copy out of pages, and what text recognition writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from importers.readers.made import rows, texts

from generator.importers.document import Spot, Text
from generator.importers.readers import Unreadable, read_document

if TYPE_CHECKING:
    from pathlib import Path


def test_each_line_is_a_text_with_its_number() -> None:
    document = read_document("  一、总体情况\n\n规\u3000章\n • 索引号: 1\n".encode(), "a.txt")
    assert document.blocks == (
        Text("一、总体情况", Spot(line=1)),
        Text("规 章", Spot(line=3)),
        Text("索引号: 1", Spot(line=4), item=True),
    )


def test_lines_with_tabs_or_pipes_are_tables_with_their_blank_cells() -> None:
    document = read_document(
        "规章\t1\t\t3\n文件\t\t5\t6\n完\n| 许可 | 4 | |\n|---|---|---|\n| 处罚 |  | - |\n".encode(), "a.txt"
    )
    assert rows(document.tables[0]) == [["规章", "1", "", "3"], ["文件", "", "5", "6"]]
    assert rows(document.tables[1]) == [["许可", "4", ""], ["处罚", "", "-"]]
    assert [table.spot for table in document.tables] == [Spot(table=1, line=1), Spot(table=2, line=4)]
    assert texts(document) == ["完"]


def test_a_table_copied_cell_by_cell_keeps_its_blank_cells() -> None:
    document = read_document("\t规章\n\t\n\t\u30005\n\n\t文件\n\t7\n\t\n\n二、后文\n\t缩进\n".encode(), "a.txt")
    assert rows(document.tables[0]) == [["规章", "", "5"], ["文件", "7", ""]]
    assert texts(document) == ["二、后文", "缩进"]


def test_a_line_with_one_tab_is_a_text() -> None:
    assert texts(read_document("发布日期：\t2024-01-02\n".encode(), "a.txt")) == ["发布日期： 2024-01-02"]


def test_the_head_of_an_archived_page_becomes_metadata() -> None:
    head = "标题: 某局2019年度报告\n发布时间: 2020-01-06 20:04\n文号: \n页面链接详见别处\n"
    text = f"{head}==== 正文 ====\n当前位置： 首页\n"
    document = read_document(text.encode(), "page.txt")
    assert document.metadata == {"标题": "某局2019年度报告", "发布时间": "2020-01-06 20:04"}
    assert document.blocks == (Text("当前位置： 首页", Spot(line=6)),)


def test_a_text_without_such_a_head_keeps_its_first_lines() -> None:
    assert texts(read_document("来源: 某局\n正文\n".encode(), "a.txt")) == ["来源: 某局", "正文"]


def test_comments_of_word_processors_are_dropped_and_lines_keep_their_numbers() -> None:
    text = "甲<!--[if !supportMisalignedColumns]--><!--[endif]-->乙 --> 丙\n<!-- 一\n二 -->丁\n"
    document = read_document(text.encode(), "a.txt")
    assert document.blocks == (Text("甲乙 --> 丙", Spot(line=1)), Text("丁", Spot(line=3)))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_a_text_is_read_in_whatever_charset(charset: str) -> None:
    text = "政府信息公開工作年度報告，依申請公開" if charset == "big5hkscs" else "政府信息公开工作年度报告，依申请公开"
    assert texts(read_document(text.encode(charset), "a.txt")) == [text]


def test_utf_8_that_was_saved_as_gbk_is_repaired_and_said() -> None:
    text = "政府信息公开工作年度报告\n主动公开政府信息情况\n123 0 本年新收政府信息公开申请数量 行政许可\n"
    document = read_document(text.encode().decode("gb18030").encode("utf-8"), "a.txt")
    assert texts(document) == text.splitlines()
    assert [finding.code for finding in document.findings] == ["import-charset-repaired"]


def test_what_was_lost_when_it_was_saved_so_never_becomes_digits() -> None:
    text = "政府信息公开年度报告，依申请公开情况123件。\n" * 3
    document = read_document(text.encode().decode("gbk", errors="replace").encode("utf-8"), "a.txt")
    assert all(
        [digit for digit in line if digit.isascii() and digit.isdigit()] == ["1", "2", "3"] for line in texts(document)
    )
    assert "import-charset-broken" in [finding.code for finding in document.findings]


def test_a_few_broken_bytes_are_counted_not_guessed() -> None:
    content = "政府信息公开工作年度报告。".encode() * 100
    document = read_document(content[:300] + b"\xff" + content[300:], "a.txt")
    assert texts(document)[0].count("\ufffd") == 1
    assert [(finding.code, finding.found) for finding in document.findings] == [("import-charset-broken", "1")]


def test_markdown_is_read_without_its_signs() -> None:
    source = (
        "---\ntitle: 某县报告\n---\n# 某县 *2025* 年报告\n\n一是**拓宽**[渠道](http://a)。![图](b.png)\n"
        "- 第一项\n2. 第二项\n\n二、情况\n---\n1\\. 转义 &lt; `码`\n"
    )
    document = read_document(source.encode(), "a.md")
    assert document.metadata == {"title": "某县报告"}
    assert [(block.text, block.level, block.item) for block in document.blocks if isinstance(block, Text)] == [
        ("某县 2025 年报告", 1, False),
        ("一是拓宽渠道。", 0, False),
        ("第一项", 0, True),
        ("2. 第二项", 0, True),
        ("二、情况", 2, False),
        ("1. 转义 < 码", 0, False),
    ]


def test_tables_in_markdown_are_of_pipes_or_of_html() -> None:
    source = (
        "规章 | 1\n--- | ---\n文件 | **2**\n\n"
        "<table><tr><td rowspan=2>申请</td><td>3</td></tr>\n<tr><td>4</td></tr></table>\n后文\n"
    )
    document = read_document(source.encode(), "a.md")
    assert [rows(table) for table in document.tables] == [[["规章", "1"], ["文件", "2"]], [["申请", "3"], ["4"]]]
    assert texts(document) == ["后文"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-empty"),
        (b" \n\t\x00", "import-empty"),
        (b"a\n" * 300_000, "import-too-many-parts"),
        (b"\t".join([b"1"] * 10_000) + b"\n2\t3", "import-table-too-large"),
        (b"|" * 100_000, "import-table-too-large"),
        (bytes(range(256)) * 100, "import-format-unknown"),
        ("字".encode() * 8_000_000, "import-too-large"),
    ],
)
def test_a_hostile_text_gives_one_finding(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(content, "a.txt")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "*a " * 30_000, "<!--" * 30_000, "`" * 100_000, "# " + " #x" * 30_000, " " * 100_000 + "x"]
)
def test_no_line_of_markdown_takes_long(line: str) -> None:
    assert read_document(f"# 一\n# 二\n# 三\n{line}\n".encode(), "a.md").format == "markdown"


def test_every_published_document_can_be_read(published_documents: Path) -> None:
    found = sorted((*published_documents.glob("seeds/*.txt"), *published_documents.glob("corpus/*.[tpdm]*[tfxd]")))
    for path in found:
        document = read_document(path.read_bytes(), path.name)
        assert document.blocks, path.name
        assert document.findings == (), path.name
    assert len(found) > 20


def test_each_cell_of_a_seed_is_a_text_of_its_own(published_documents: Path) -> None:
    path = published_documents / "seeds/004_73d3659610ab42d7.txt"
    found = texts(read_document(path.read_bytes(), path.name))
    start = found.index("一、本年新收政府信息公开申请数量")
    assert found[start + 1 : start + 9] == ["0"] * 7 + ["二、上年结转政府信息公开申请数量"]
