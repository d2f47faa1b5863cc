"""What a document says of itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.document import Table
from generator.importers.draft import DraftHead
from generator.importers.known import Known
from generator.importers.recognising.dates import days_in, periods_in, years_in
from generator.importers.recognising.head import recognise_head
from generator.importers.recognising.outline import make_outline
from generator.importers.recognising.titles import agency_in
from generator.models.agency import Agency, Name
from generator.models.region import Region
from tests.importers.recognising.documents import REPORT, document, table

KNOWN = Known(
    {
        "county-education": Agency(
            id="county-education", path="", kind="department", region="350128", names=(Name(name="平潭县教育局"),)
        )
    },
    {"350128": Region(code="350128", name="平潭县")},
)


def head_of(*blocks: str | Table, name: str = "report.txt", metadata: dict[str, str] | None = None) -> DraftHead:
    read = document(*blocks, name=name, metadata=metadata)
    return recognise_head(read, make_outline(read), KNOWN)[0]


def test_a_report_says_whose_it_is_and_of_which_year() -> None:
    head = head_of(*REPORT)
    assert head.agency is not None
    assert (head.agency.id, head.year, head.title) == ("county-education", 2021, REPORT[0])
    assert (head.published, head.issuer, head.doubts) == (dt.date(2022, 1, 25), "平潭县教育局", ())


def test_the_metadata_of_the_page_and_its_block_are_read() -> None:
    block = table("索 引 号：|FZ12-01-2022-03|主题分类|其他", "发布机构：|平潭县教育局|生成日期：|2022-01-20")
    page = head_of(
        block, *REPORT[:1], *REPORT[2:], metadata={"PubDate": "2022-01-24 09:10", "Url": "http://a.gov.cn/b.htm"}
    )
    assert (page.index_number, page.issuer, page.url) == ("FZ12-01-2022-03", "平潭县教育局", "http://a.gov.cn/b.htm")
    assert page.published == dt.date(2022, 1, 24)
    archive = head_of(
        "一、总体情况",
        "甲。",
        metadata={"标题": REPORT[0], "发布时间": "2022-01-25 10:22", "原文链接": "https://a.cn/1"},
    )
    assert (archive.title, archive.published, archive.url) == (REPORT[0], dt.date(2022, 1, 25), "https://a.cn/1")


def test_a_list_of_declared_values_is_read_like_a_table() -> None:
    head = head_of("•索引号: 20230618-163525-505", "•发布机构: 平潭县教育局", "•发布时间: 2021-12-31", *REPORT[2:])
    assert (head.index_number, head.published) == ("20230618-163525-505", dt.date(2021, 12, 31))


def test_a_title_may_be_broken_over_lines_and_parted_by_spaces() -> None:
    assert head_of("平潭县教育局", "2021 年政府信息公开工作年度报告", *REPORT[2:]).title == REPORT[0]
    broken = head_of("正文", "2021 年平潭县教育局政府信息公开", "工作年度报告", *REPORT[2:])
    assert (broken.title, broken.year) == ("2021年平潭县教育局政府信息公开工作年度报告", 2021)
    parted = "平潭县教育局2021年度 政府信息公开工作年度报告"
    assert head_of(parted, *REPORT[1:]).title == parted


def test_a_report_without_title_gets_one_and_a_doubt() -> None:
    head = head_of("来源：平潭县教育局", *REPORT[2:])
    assert (head.title, "title" in head.doubts) == ("平潭县教育局2021年政府信息公开工作年度报告", True)


def test_the_year_is_the_one_reported_on_and_a_conflict_is_a_doubt() -> None:
    assert head_of("平潭县教育局政府信息公开工作年度报告", *REPORT[1:]).year == 2021
    assert head_of("平潭县教育局二〇二一年政府信息公开工作年度报告", *REPORT[3:]).year == 2021
    assert head_of("平潭县教育局2022年政府信息公开工作年度报告", *REPORT[1:]).doubts == ("year",)
    early = head_of("平潭县教育局2022年政府信息公开工作年度报告", "发布时间：2022-01-25", "一、总体情况", "做了工作。")
    assert "year" in early.doubts
    weak = head_of("平潭县教育局政府信息公开工作年度报告", "一、总体情况", "做了工作。", name="edu-2019.txt")
    assert (weak.year, weak.doubts) == (2019, ("year",))


def test_the_day_in_the_signature_is_the_last_resort() -> None:
    signed = head_of(REPORT[0], *REPORT[2:])
    assert (signed.published, signed.doubts) == (dt.date(2022, 1, 18), ("published",))
    above = head_of(REPORT[0], "（2022年1月19日）", *REPORT[2:])
    assert (above.published, above.doubts) == (dt.date(2022, 1, 19), ())
    assert head_of(REPORT[0], *REPORT[2:25]).published is None


def test_a_day_that_cannot_be_is_a_doubt() -> None:
    assert "published" in head_of(REPORT[0], "发布时间：2019-03-01", *REPORT[2:]).doubts
    contradicted = head_of(REPORT[0], "发布时间：2022-01-25", *REPORT[2:], metadata={"PubDate": "2022-03-01"})
    assert "published" in contradicted.doubts


def test_each_doubt_and_a_new_agency_are_told() -> None:
    read = document("某某县水利局2022年政府信息公开工作年度报告", *REPORT[2:], name="a.html")
    _, findings = recognise_head(read, make_outline(read), KNOWN)
    assert {finding.code for finding in findings} >= {"import-year-doubtful", "import-agency-new"}
    assert {finding.place.path for finding in findings} == {"a.html"}


def test_the_name_of_the_file_helps_where_the_document_is_silent() -> None:
    read = document("一、总体情况", "做了工作。", name="平潭县教育局2021年政府信息公开工作年度报告.pdf")
    head = recognise_head(read, make_outline(read), KNOWN)[0]
    assert head.agency is not None
    assert (head.agency.id, head.year) == ("county-education", 2021)
    by_id = head_of("一、总体情况", "做了工作。", name="county-education-2020.txt")
    assert by_id.agency is not None
    assert (by_id.agency.id, by_id.doubts) == ("county-education", ("agency", "year", "title"))


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("2020年广州市天河区政府信息公开工作年度报告", "广州市天河区"),
        ("关于2019年度政府信息公开工作情况的报告", ""),
        ("安居区人民政府信息公开工作年度报告（2020年）", "安居区人民政府"),
        ("成都市人民政府办公厅关于2018年政府信息公开工作年度报告", "成都市人民政府办公厅"),
        ("盤錦市2013年度政府信息公開工作報告", "盘锦市"),
        ("平潭综合实验区财政金融局2022年度 政府信息公开工作年度报告", "平潭综合实验区财政金融局"),
    ],
)
def test_the_agency_is_found_in_a_title(title: str, agency: str) -> None:
    assert agency_in(title) == agency


def test_days_and_years_are_read_in_digits_and_in_words() -> None:
    assert list(days_in("二○一二年二月二十日")) == [dt.date(2012, 2, 20)]
    assert list(days_in("２０２１年 1 月 4 日，2022-01-05 10:22，20220106，2021.13.45")) == [
        *(dt.date(2021, 1, 4), dt.date(2022, 1, 5), dt.date(2022, 1, 6))
    ]
    assert years_in("二〇二一年和2022年，不是2023") == [2021, 2022]
    assert periods_in("自2021年1月1日起至2021年12月31日止，2020年1月1日至12月31日") == [2021, 2020]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("平潭县教育局2021年月日一、：:《》 发布时间来源政府信息公开年度报告（-"), max_size=60),
        max_size=6,
    )
)
def test_no_document_is_too_odd_for_a_head(lines: list[str]) -> None:
    head = head_of(*lines, metadata={line[:5]: line for line in lines})
    assert head.year is None or 2007 <= head.year <= 2100


def test_the_day_a_page_was_fetched_or_shown_is_not_that_of_publication() -> None:
    fetched = ("采集时间：2025-12-30T21:37:37+08:00", "2025年12月30日 星期二", "更新时间：2025-12-01")
    head = head_of(*fetched, table("索引号|0143/2024-2|公开日期|2022-01-17"), REPORT[0], *REPORT[2:])
    assert (head.published, "published" in head.doubts) == (dt.date(2022, 1, 17), False)
    signed = head_of(*fetched, REPORT[0], *REPORT[2:])
    assert (signed.published, "published" in signed.doubts) == (dt.date(2022, 1, 18), True)


@pytest.mark.parametrize("name", ["发布日期", "发文日期", "信息公开日期", "公布时间", "发表时间", "时间"])
def test_publication_goes_by_many_names(name: str) -> None:
    head = head_of(f"{name}：2022-01-25 10:00 打印时间：2024-05-01", REPORT[0], *REPORT[2:])
    assert (head.published, "published" in head.doubts) == (dt.date(2022, 1, 25), False)


def test_what_a_site_puts_behind_a_title_is_not_of_it() -> None:
    page = {"title": f"{REPORT[0]}-政府信息公开年报-平潭综合实验区门户网站"}
    assert head_of(*REPORT[2:], metadata=page).title == REPORT[0]


def test_a_table_alone_says_by_its_title_whose_it_is() -> None:
    title = "平潭县教育局2017年度政府信息公开情况统计表"
    head = head_of(title, table("指标名称|单位|2017年|历年累计", "主动公开文件数|条|119|465"))
    assert head.agency is not None
    assert (head.agency.id, head.year, head.title, head.doubts) == ("county-education", 2017, title, ())
