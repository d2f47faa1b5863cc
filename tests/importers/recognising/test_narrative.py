"""The text of reports as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms.reading import load_forms
from generator.importers.document import Table
from generator.importers.draft import DraftTable
from generator.importers.recognising.narrative import recognise_narrative
from generator.importers.recognising.outline import make_outline
from generator.importers.recognising.paragraphs import escape
from generator.languages import traditional
from generator.rendering.markdown.renderer import Markdown
from tests.importers.recognising.documents import REPORT, document, table


def texts_of(*blocks: str | Table) -> dict[str, str]:
    texts, _, _ = recognise_narrative(make_outline(document(*blocks)), {}, ())
    return {text.section: text.markdown for text in texts}


def problems(*blocks: str) -> str:
    return texts_of("一、总体情况", "甲。", "五、存在的主要问题及改进情况", *blocks)["problems"]


def test_each_section_has_its_text_and_the_overview_the_introduction() -> None:
    assert texts_of(*REPORT) == {
        "overview": REPORT[2],
        "proactive": "2021年，我局主动公开政府信息123条。",
        "applications": "全年收到申请2件。",
        "management": "健全制度。",
        "platform": "建好网站。",
        "supervision": "开展培训2次。",
        "problems": "公开不够及时。",
        "other": "未收取信息处理费。",
    }


def test_texts_in_traditional_characters_are_given_in_simplified_ones() -> None:
    written = [traditional(block) if isinstance(block, str) else block for block in REPORT]
    assert texts_of(*written) == texts_of(*REPORT)
    slip = "公開不够及时，解读不够多样，公开形式较为单一，平台建设有待加强，人员培训不多。"
    assert problems(slip) == slip


def test_notes_of_tables_are_kept_apart() -> None:
    _, notes, _ = recognise_narrative(make_outline(document(*REPORT)), {}, ())
    assert notes == ("注：以上不含转发文件。",)


def test_sentences_beside_a_table_go_to_the_section_on_the_same_matter() -> None:
    glued = (
        "(一)主动公开政府信息的数量2021年公开信息123条。 第二十条第（一）项信息内容规章000行政处罚5 "
        "(二)主要类别2021年，公开政策。"
    )
    texts = texts_of(
        "一、总体情况",
        "甲。",
        "二、主动公开政府信息情况",
        glued,
        "三、收到和处理政府信息公开申请情况",
        "申请都已答复，没有超期。",
        table("一、本年新收|0"),
    )
    assert texts["proactive"] == "(一)主动公开政府信息的数量2021年公开信息123条。\n\n(二)主要类别2021年，公开政策。"
    assert texts["applications"] == "申请都已答复，没有超期。"


@pytest.mark.parametrize(
    "line",
    [
        *("— 3 —", "第3页 共7页", "3 / 7", "- 12 -"),
        *(
            "当前位置：首页 > 政务公开",
            "字体：[大] [中] [小]",
            "【打印】【关闭】",
            "扫一扫在手机打开当前页",
            "附件下载",
        ),
        *(
            "上一篇：某某通知",
            "分享到： 微信 微博",
            "版权所有：某某县人民政府 闽ICP备12345号",
            "相關詞條",
            "浏览次数：12",
        ),
    ],
)
def test_what_the_site_and_the_printer_put_in_is_dropped(line: str) -> None:
    assert problems("公开不够及时，", line, "解读不够多样。") == "公开不够及时，解读不够多样。"
    assert problems("公开不够及时。", line) == "公开不够及时。"


def test_the_remains_of_a_word_processor_and_of_a_site_leave_a_glued_text() -> None:
    text = "一、总体情况<!--[if !supportMisalignedColumns]--><!--[endif]-->做了工作。 附件下载"
    assert texts_of(text) == {"overview": "做了工作。"}
    begun = (
        "当前位置： 首页政务公开 平潭县教育局2021年政府信息公开工作年度报告 来源： 时间：2022-01-22 10:22 --> "
        "微信 微博 相关链接： 根据规定，编制本报告。一、总体情况做了工作。"
    )
    assert texts_of(begun)["overview"] == "根据规定，编制本报告。\n\n做了工作。"


def test_lines_that_a_layout_broke_are_joined_to_paragraphs() -> None:
    lines = [
        "一是进一步提升政策公开质效。以政府公报数字化改革为抓",
        "手，加大政策文件集成发布力度；持续深化政策公开“政社合作”",
        "机制探索，总结推广政策公开试点成果。",
        "— 6 —",
        "二是更好发挥政府网站作为政务公开第一平台的功能，聚焦",
        "营商环境、惠企服务、民生实事等重点领域，在市政府门户网站",
        "集成发布 AI 政策文件及解读。",
    ]
    joined = "".join(lines[:3]), "".join(lines[4:])
    assert problems(*lines).split("\n\n") == list(joined)


def test_a_paragraph_broken_by_the_end_of_a_page_is_one() -> None:
    begun, ended = "全县坚持以群众需求为导向，聚焦重点领域和关键环节，努力让各类政务信息“看", "得懂、用得上、易监督”。"
    assert problems(begun, "— 2 —", ended, "二是提升质量。") == f"{begun}{ended}\n\n二是提升质量。"
    assert problems("不足如下，联系邮箱：", "pt@163.com。") == "不足如下，联系邮箱：pt@163.com。"


def test_sub_headings_and_lists_are_kept() -> None:
    text = problems(
        "（一）存在的问题",
        "不足有：",
        "•公开不够及时；",
        "•解读不够。",
        "（二）改进措施。多培训。",
        "#### 三是提高",
        "办好。",
    )
    assert text.split("\n\n") == [
        *("### （一）存在的问题", "不足有：", "- 公开不够及时；\n- 解读不够。"),
        *("（二）改进措施。多培训。", "### 三是提高", "办好。"),
    ]


def test_a_glued_text_is_parted_at_its_subsections() -> None:
    assert problems("存在不足。（一）完善机制。做好（一）中所列。（二）强化监督。") == (
        "存在不足。\n\n（一）完善机制。做好（一）中所列。\n\n（二）强化监督。"
    )


def test_the_signature_is_no_text() -> None:
    assert texts_of("六、其他需要报告的事项", "无其他事项。 平潭县财政全融局 2020年1月2日") == {"other": "无其他事项。"}


def test_a_section_that_every_report_must_have_is_missed() -> None:
    forms, _ = load_forms()
    used = (DraftTable("requests", "national-2021", {}, 1.0),)
    _, _, findings = recognise_narrative(make_outline(document(*REPORT[:23])), forms, used)
    assert [(finding.code, finding.subject and finding.subject.zh_hans) for finding in findings] == [
        ("import-section-missing", "其他需要报告的事项")
    ]
    assert recognise_narrative(make_outline(document(*REPORT)), forms, used)[2] == ()


def test_two_reports_side_by_side_are_not_mixed() -> None:
    compared = document("某某市政务公开年报比对", "2023年报告2024年报告", *REPORT[3:])
    texts, _, findings = recognise_narrative(make_outline(compared), {}, ())
    assert (texts, [finding.code for finding in findings]) == ((), ["import-two-reports"])


MEANINGFUL = (
    st.text(st.sampled_from("一a1 .)#>-+*_`~[]()<>&;\\|=!:/x"), min_size=1, max_size=20).map(str.strip).filter(bool)
)


@settings(max_examples=300, deadline=None)
@given(MEANINGFUL)
def test_escaped_text_means_nothing_to_markdown(text: str) -> None:
    text = " ".join(text.split())
    html = Markdown().render(escape(text))
    shown = re.fullmatch(r"<p>(.*)</p>\n?", html, re.DOTALL)
    assert shown, html
    unescaped = shown[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped == text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("一、（二）总体情况主动公开2021年。，；<!->[] 注：页"), max_size=40), max_size=8)
)
def test_no_document_is_too_odd_for_a_narrative(lines: list[str]) -> None:
    assert all(text for text in texts_of(*lines).values())
