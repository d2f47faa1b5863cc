"""The outline of documents: sections by their headings, wherever these stand and however they're written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms.reading import load_forms
from generator.importers.document import Table, Text
from generator.importers.recognising.outline import make_outline
from generator.languages import traditional
from tests.importers.recognising.documents import REPORT, SECTIONS, document

GLUED = "".join(block if isinstance(block, str) else "第二十条第（一）项规章000" for block in REPORT[2:])


def sections(*blocks: str | Table) -> list[str]:
    return [part.section for part in make_outline(document(*blocks)).parts]


def test_a_report_has_its_sections_with_the_texts_and_tables_below_them() -> None:
    outline = make_outline(document(*REPORT))
    assert tuple(part.section for part in outline.parts) == SECTIONS
    assert [line.text for line in outline.title_lines] == list(REPORT[:2])
    assert [block.text for block in outline.intro if isinstance(block, Text)] == [REPORT[2]]
    requests = next(part for part in outline.parts if part.section == "requests")
    assert requests.heading.text == "三、收到和处理政府信息公开申请情况"
    assert [type(block) for block in requests.blocks] == [Table]
    assert [block.text for block in outline.of("platform") if isinstance(block, Text)] == ["建好网站。"]


def test_headings_are_found_in_one_long_line_with_line_and_column() -> None:
    outline = make_outline(document(GLUED))
    assert tuple(part.section for part in outline.parts) == SECTIONS
    problems = next(part for part in outline.parts if part.section == "problems")
    assert [block.text for block in problems.blocks if isinstance(block, Text)] == ["公开不够及时。"]
    assert (problems.heading.spot.line, problems.heading.spot.column) == (1, GLUED.index("五、存在") + 1)


def test_reports_in_traditional_characters_have_the_same_outline() -> None:
    written = [traditional(block) if isinstance(block, str) else block for block in REPORT]
    assert tuple(sections(*written)) == SECTIONS
    assert make_outline(document(traditional(GLUED))).parts[0].heading.text == "一、總體情況"


def test_a_list_of_the_sections_is_not_their_beginning() -> None:
    contents = ["目录", *(f"{block}……1" for block in REPORT if isinstance(block, str) and block[1:2] == "、")]
    named = "本报告由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等部分组成。"
    outline = make_outline(document(REPORT[0], *contents, named, *REPORT[3:]))
    assert tuple(part.section for part in outline.parts) == SECTIONS
    assert next(outline.of("proactive")).text == "2021年，我局主动公开政府信息123条。"


def test_numbered_rows_of_tables_are_no_headings() -> None:
    rows = ["一、本年新收政府信息公开申请数量", "0", "二、上年结转政府信息公开申请数量", "0"]
    rows += ["三、本年度办理结果", "（一）予以公开", "0", "四、结转下年度继续办理", "0", "行政复议", "其他"]
    found = sections("一、总体情况", "甲。", "三、收到和处理政府信息公开申请情况", *rows, "五、存在的主要问题", "乙。")
    assert found == ["overview", "requests", "problems"]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、概述", "overview"),
        ("一、2020年度政府信息公开工作基本情况", "overview"),
        ("二、政府信息主动公开情况", "proactive"),
        ("三、政府信息依申请公开工作情况", "applications"),
        ("四、政府信息公开的收费及减免情况", "fees"),
        ("五、因政府信息公开申请行政复议、提起行政诉讼的情况", "proceedings"),
        ("五、政府信息公开行政法复议、行政诉讼情况", "proceedings"),
        ("六、政府信息公开工作中存在的主要困难、问题及改进措施", "problems"),
        ("六、存在的不足和下一步工作打算", "problems"),
        ("七、需要说明的其他事项", "other"),
        ("八、某某市2016年政府信息公开情况统计表", "statistics"),
        ("附表：政府信息公开情况统计表", "statistics"),
    ],
)
def test_a_section_is_known_by_the_stem_of_its_heading(heading: str, section: str) -> None:
    outline = make_outline(document("一、概述", "甲。", heading, "乙。"))
    assert [part.section for part in outline.parts][-1] == section


def test_a_heading_broken_over_two_lines_is_one() -> None:
    outline = make_outline(document(*REPORT[:21], "五、政府信息公开工作存在的主要问题", "及改进情况", *REPORT[22:]))
    problems = next(part for part in outline.parts if part.section == "problems")
    assert problems.heading.text == "五、政府信息公开工作存在的主要问题及改进情况"
    assert len(problems.blocks) == 1


def test_sections_without_numbers_are_found_where_they_stand_alone() -> None:
    names = ["概述", "主动公开政府信息情况", "依申请公开政府信息、咨询处理情况", "存在的主要问题及改进措施"]
    found = sections(",".join(names), *(text for name in names for text in (name, "做了工作。")))
    assert found == ["overview", "proactive", "applications", "problems"]


def test_sections_may_be_numbered_with_digits() -> None:
    assert sections("1.总体情况", "甲。", "2.主动公开政府信息情况", "乙。", "3.存在的主要问题", "丙。") == [
        *("overview", "proactive", "problems")
    ]


def test_a_subsection_of_another_name_stays_in_the_overview() -> None:
    outline = make_outline(document(*REPORT[:4], "（一）组织领导", "甲。", "（二）主动公开", "乙。", *REPORT[14:]))
    parts = [(part.section, part.heading.text) for part in outline.parts[:3]]
    assert parts == [("overview", "一、总体情况"), ("overview", "（一）组织领导"), ("proactive", "（二）主动公开")]


def test_a_section_whose_heading_was_lost_begins_at_its_subsection() -> None:
    lost = [*REPORT[:21], "（一）工作中存在的主要问题", "甲。", *REPORT[23:]]
    assert sections(*lost)[-2:] == ["problems", "other"]


def test_a_document_without_headings_is_all_introduction() -> None:
    outline = make_outline(document("关于天气的报道", "今天晴。"))
    assert outline.parts == ()
    assert [block.text for block in outline.intro if isinstance(block, Text)] == ["今天晴。"]
    assert make_outline(document()).intro == ()


PIECES = st.sampled_from(
    [*(block for block in REPORT if isinstance(block, str)), "。", "一、", "（二）", "统计表", " ", "0 0"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=8))
def test_no_text_is_lost_or_doubled_by_cutting(lines: list[str]) -> None:
    outline = make_outline(document(*lines))
    found = [block for block in (*outline.title_lines, *outline.intro) if isinstance(block, Text)]
    for part in outline.parts:
        found += [part.heading, *(block for block in part.blocks if isinstance(block, Text))]
    assert "".join("".join(text.text.split()) for text in found) == "".join("".join(lines).split())


@pytest.mark.parametrize("declared", ["", "##"])
@pytest.mark.parametrize("key", sorted(load_forms()[0]))
def test_every_form_is_outlined_by_its_own_headings(key: str, declared: str) -> None:
    form = load_forms()[0][key]
    blocks = []
    for section in form.sections:
        mark = section.number + ("" if section.level or not section.number else "、")
        blocks += [f"{declared}{mark}{section.label.zh_hans}", "做了工作。"]
    assert sections(*blocks) == [section.key for section in form.sections]
