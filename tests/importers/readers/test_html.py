"""Pages as saved from the sites of agencies."""

from __future__ import annotations

import pytest
from importers.readers.made import rows, texts

from generator.importers.document import Document, Text
from generator.importers.readers import Unreadable, read_document

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某局2023年报_某区政府</title>
<meta name="ArticleTitle" content="某局2023年政府信息公开工作年度报告"><meta name="PubDate" content="2024-01-22 10:00">
<meta property="og:url" content="https://example.gov.cn/1.html">
<link rel="canonical" href="https://example.gov.cn/1.html">
<style>p{{}}</style><script>var x="<p>脚本</p>"; for(i=0;i<n;i++);</script></head><body>
<div class="top"><ul><li><a href=/>首页</a></li><li><a href=/a>政务公开</a></li>
<li><a href=/b>办事服务</a></li></ul></div>
<table class="meta"><tr><td>索引号：</td><td>0001/2024-001</td><td>发布机构：</td><td>某局</td></tr></table>
<dl><dt>主题分类</dt><dd>政府信息公开</dd><dt>有效性</dt><dd>有效</dd></dl>
<table width="100%"><tr><td><h1>某局2023年<br>政府信息公开工作年度报告</h1>
<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US>2023</span><span>年，
我局</span><span style='mso-bidi-font-size:16pt'>制</span><b>作</b>信息<o:p></o:p></p>
<!--[if gte mso 9]><xml>秘</xml><![endif]--><p style="display:none">看不见</p><p hidden>也看不见</p>
<p>二、主动公开政府信息情况</p>
<table border=1><tr><td colspan=4>第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年<br>制发件数</td><td>废止</td><td>有效</td></tr>
<tr><td rowspan=9><p><span>规</span><span>章</span></p></td><td>0</td><td>&nbsp;</td><td>1</td></tr>
<tr><td colspan=99>5</td></tr></table>
<ol><li>第一条</li><li><p>第二条</p></li></ol><ul><li>一项</li></ul></td></tr></table>
<noscript>无</noscript><template><p>模板</p></template><select><option>友情链接</option></select>
<div class="links"><p><a href=1>网站地图</a>|<a href=2>关于我们</a>|<a href=3>联系我们</a></p></div>
<footer>主办：某区政府</footer></body></html>"""


def page(body: str, name: str = "a.html") -> Document:
    return read_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), name)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_a_saved_page_is_read_in_whatever_charset(charset: str) -> None:
    document = read_document(PAGE.format(charset=charset).encode(charset, errors="xmlcharrefreplace"), "a.html")
    assert texts(document) == [
        "某局2023年",
        "政府信息公开工作年度报告",
        "2023年，我局制作信息",
        "二、主动公开政府信息情况",
        "1. 第一条",
        "2. 第二条",
        "一项",
    ]
    assert document.metadata["ArticleTitle"] == "某局2023年政府信息公开工作年度报告"
    assert document.metadata["canonical"] == document.metadata["og:url"] == "https://example.gov.cn/1.html"
    assert document.metadata["title"] == "某局2023年报_某区政府"
    assert document.findings == ()


def test_a_page_in_big5_is_read_though_it_declares_nothing() -> None:
    text = "<html><body><p>盤錦市政府信息公開工作報告，依申請公開政府信息情況。</p></body></html>"
    assert texts(read_document(text.encode("big5"), "a.html")) == [
        "盤錦市政府信息公開工作報告，依申請公開政府信息情況。"
    ]


def test_what_a_page_declares_wrongly_about_its_charset_does_no_harm() -> None:
    text = '<html><head><meta charset="big5"></head><body><p>政府信息公开工作年度报告</p></body></html>'
    assert texts(read_document(text.encode("utf-8"), "a.html")) == ["政府信息公开工作年度报告"]
    text = text.replace("big5", "utf-8")
    assert texts(read_document(text.encode("gbk"), "a.html")) == ["政府信息公开工作年度报告"]


def test_headings_and_items_are_told_from_paragraphs() -> None:
    document = page("<h2>一、<span>总体</span>情况</h2><p>正文</p><ul><li>第一项<p>其余</p></li></ul>")
    assert document.blocks == (
        Text("一、总体情况", level=2),
        Text("正文"),
        Text("第一项", item=True),
        Text("其余"),
    )


def test_the_tables_of_a_page_are_grids_and_those_that_lay_it_out_are_not() -> None:
    document = read_document(PAGE.format(charset="utf-8").encode(), "a.html")
    assert [rows(table) for table in document.tables] == [
        [["索引号：", "0001/2024-001", "发布机构：", "某局"]],
        [["主题分类", "政府信息公开"], ["有效性", "有效"]],
        [
            ["第二十条第（一）项"],
            ["信息内容", "本年 制发件数", "废止", "有效"],
            ["规章", "0", "", "1"],
            ["5"],
        ],
    ]
    assert [table.spot.table for table in document.tables] == [1, 2, 3]
    figures = document.tables[2]
    head, label, last = figures.cells[0], figures.cells[5], figures.cells[-1]
    assert (figures.height, figures.width) == (4, 4)
    assert (head.columns, label.rows, last.row, last.column, last.columns) == (4, 2, 3, 1, 3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("<tr><td rowspan=0>甲<td>1<tr><td>2", [["甲", "1"], ["2"]]),
        ("<tr><td rowspan=70000>甲<td>1<tr><td>2", [["甲", "1"], ["2"]]),
        ("<tr><td colspan=-3>甲<td colspan='2%'>1<tr><td rowspan=x>乙<td>2<td>3", [["甲", "1"], ["乙", "2", "3"]]),
        ("<tr><td>甲<td rowspan=2>1<tr><td colspan=3>乙", [["甲", "1"], ["乙"]]),
        ("<tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3</tbody>", [["甲", "3"], ["合计", "3"]]),
    ],
)
def test_malformed_spans_are_clipped(cells: str, expected: list[list[str]]) -> None:
    table = page(f"<table>{cells}</table>").tables[0]
    assert rows(table) == expected
    taken = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(taken) == len(set(taken))
    assert all(row < table.height and column < table.width for row, column in taken)


def test_a_report_in_one_big_table_is_read_as_text_and_tables() -> None:
    long = "本报告根据《中华人民共和国政府信息公开条例》编制。" * 10
    document = page(
        f"<table><tr><td colspan=2><h1>年度报告</h1><p>{long}</p></td></tr><tr><td>规章</td><td>1</td></tr></table>"
    )
    assert texts(document) == ["年度报告", long]
    assert rows(document.tables[0]) == [["规章", "1"]]


def test_a_long_text_beside_its_label_leaves_the_figures_of_its_table_alone() -> None:
    long = "本机关认真贯彻落实条例。" * 150
    source = f"<tr><td>规章<td>1<td></tr><tr><td>存在问题<td colspan=2>{long}</tr><tr><td>文件<td>2<td>3</tr>"
    document = page(f"<table>{source}</table>")
    assert [rows(table) for table in document.tables] == [[["规章", "1", ""]], [["文件", "2", "3"]]]
    assert texts(document) == ["存在问题", long]


def test_a_menu_beside_the_report_is_left_out_whatever_it_is_made_of() -> None:
    menu = "".join(f"<td><a href=/{at}>栏目{at}</a></td>" for at in range(20))
    document = page(f"<table><tr>{menu}</tr></table><table><tr><td><p>{'正文' * 50}</p></td></tr></table>")
    assert texts(document) == ["正文" * 50]


def test_a_report_hidden_until_a_script_shows_it_is_read() -> None:
    document = page(f"<p>载入中</p><div style='display:none'><p>{'正文' * 50}</p></div><p hidden>提示</p>")
    assert "正文" * 50 in texts(document)


def test_a_link_inside_a_sentence_stays() -> None:
    assert texts(page("<p>电子版可在<a href=x>某区政府网站</a>下载。</p>")) == ["电子版可在某区政府网站下载。"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<table><tr>" + "<td>1</td>" * 10_000 + "</tr></table>", "import-table-too-large"),
        ("<table>" + "<tr><td>1<td>2" * 6_000 + "</table>", "import-table-too-large"),
        ("<div>" * 100_000 + "深", "import-nested-too-deeply"),
        ("<b>" * 5_000 + "<p>" * 5_000, "import-nested-too-deeply"),
        (f"<div {' '.join(f'a{at}' for at in range(5_000))}>长</div>", "import-too-many-parts"),
        ("<p>" * 500_000, "import-too-many-parts"),
        ("<script>var a</script>", "import-empty"),
    ],
)
def test_a_hostile_page_gives_one_finding(body: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        page(body)
    assert caught.value.code == code
    assert caught.value.finding("a.html").place.path == "a.html"


def test_a_page_nested_deeply_but_whole_is_read() -> None:
    assert texts(page("<div>" * 900 + "深处" + "</div>" * 900)) == ["深处"]


def test_raised_figures_are_kept_apart_from_the_number_before_them() -> None:
    cells = page("<table><tr><td>规章</td><td>12<sup>1</sup></td><td>3<sup><a href=#2>2</a></sup></td></tr></table>")
    assert rows(cells.tables[0])[0] == ["规章", "12¹", "3²"]
    assert texts(page("<p>面积5m<span style='vertical-align: super'>2</span>。</p>")) == ["面积5m²。"]
