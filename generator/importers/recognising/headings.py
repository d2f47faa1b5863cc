"""Headings of a report's sections: how they are numbered and worded. Everything here is matched against plain text.

The wording is that of the national forms and of what reports made of it: it is known by its stem, with what may
stand before and behind, so that its end is found even where the text goes on without a break.
"""

from __future__ import annotations

import re
from typing import Final

NUMERALS: Final = "一二三四五六七八九十"
NUMBER: Final = rf"(?:第([{NUMERALS}]{{1,2}})(?:部分|章)[、:.,]?|(?<![表附第件{NUMERALS}])([{NUMERALS}]{{1,2}})[、.,:])"
BRACKETED: Final = re.compile(rf"[(]([{NUMERALS}]{{1,3}})[)][、.,:]?")

BEFORE: Final = (
    r"(?:因|关于|本年度?|\d{4}年度?|[我全][局县区市省委办厅镇乡院街道]+|政府信息(?:公开)?(?:工作)?的?"
    r"|政务公开(?:工作)?的?|信息公开(?:工作)?的?|本机关|工作){0,6}?"
)
LINK: Final = r"(?:[、和及与,]|以及)"
WAYS: Final = r"(?:情况|措施|打算|建议|意见|计划|安排|思路|方向|办法|对策|原因分析|分析|重点|任务)"
AHEAD: Final = r"(?:其|主要|下一步|下步|今后|工作|的|改进|整改|解决|努力)*"

STEMS: Final = {
    "overview": r"(?:总体|基本|整体)(?:工作)?(?:情况|概述|概况)|工作(?:概述|概况|情况)|概述|概况|综述|总述",
    "proactive": r"主动公开(?:政府|信息|工作|的|基本)*(?:情况|方面)?",
    "requests": rf"(?:收到|受理){LINK}?(?:处理|办理|答复)+的?(?:政府|信息|依|公开|的)*申请的?(?:工作)?(?:情况)?",
    "applications": (
        r"依?申请公开(?:政府|信息|工作|办理|申请|处理|受理|答复|咨询|的|[、和及与])*(?:情况|方面)?"
        r"|(?:公开)?申请(?:办理|处理|受理|答复)?的?情况"
    ),
    "consultations": r"咨询(?:处理|办理|服务|受理)?的?情况",
    "fees": rf"(?:支出|费用|经费|政府|工作|人员|收取|[、和及与])*收费{LINK}?(?:标准|减免|免除|情况|的|[、和及与])*",
    "proceedings": (
        r"(?:因|政府|信息|公开|工作|的|申请|被|引发|引起|发生|提起|提出|有关)*(?:行政)?法?(?:复议|诉讼)"
        r"(?:[、和及与,]|以及|行政|提起|申请|复议|诉讼|申诉|被|举报|投诉|应诉|有关|案件|的)*(?:情况|数量)?"
    ),
    "problems": (
        rf"(?:工作|中|当前|目前|存在|的|主要|及|和|困难|不足|与|、)*问题(?:{LINK}{AHEAD}{WAYS}?)*"
        rf"|(?:工作|中|存在|的|主要)*不足(?:之处)?(?:{LINK}{AHEAD}{WAYS}?)*"
        rf"|(?:下一步|下步|今后|下一?年度?)(?:的|工作|主要|改进)*{WAYS}|改进(?:措施|情况)"
        r"|工作(?:重点|计划|打算|安排|思路)"
    ),
    "other": (
        r"(?:其他|其它)(?:需要|应当|应|须|需)?(?:报告|说明)?的?(?:事项|情况)"
        r"|需要?(?:报告|说明)的?(?:其他|其它)?(?:的)?事项"
    ),
    "statistics": r"(?:附[件表录]?\d*:?)?[^。;,:]{0,30}?统计(?:汇总)?表",
}
"""How the heading of each section goes on after its number; sought in this order."""

ROWS: Final = re.compile(r"本年新收|上年(?:度)?结转|本年度?办理结果|结转下年|第二十条")
"""Numbered labels of tables that are not headings."""

SUBSECTIONS: Final = {
    "applications": r"依申请公开(?:政府|信息|工作|办理|申请|处理|受理|答复|的|和)*(?:情况|方面)?",
    "platform": r"(?:平台|载体|渠道|阵地)的?建设(?:工作|的)*(?:情况|方面)?|建设公开(?:平台|载体)",
    "supervision": rf"监督{LINK}?(?:保障|管理|检查|考核|评议|工作)+的?(?:情况|方面)?",
    "management": r"信息(?:资源)?的?(?:规范化|标准化|、)*管理(?:工作|的)*(?:情况|方面)?",
    "proactive": r"主动公开(?:政府|信息|工作|的|基本)*(?:情况|方面)?",
}
"""The subsections of the national forms' section one; sought in this order."""

STATISTICS: Final = re.compile(r"统计(?:汇总)?表(?=.{0,8}?(?:指标|单位|计量))")
"""The end of the heading of an old statistical table that goes straight on into its heads."""
STATISTICS_LEAD: Final = re.compile(r"(?:附[件表]?\d*:?)?[^。;,:!?]{0,30}$")
LONGEST_STATISTICS: Final = 40
LONGEST_HEADING: Final = 80
"""In characters, of all that is looked at of a heading."""
"""The heading of an old statistical table that goes straight on into its heads."""

ARABIC: Final = re.compile(r"(?<![\d.])()(\d{1,2})[、.](?!\d)")
IN_BRACKETS: Final = re.compile(rf"()[(]([{NUMERALS}]{{1,2}})[)][、.,:]?")
HEADING: Final = {key: re.compile(BEFORE + f"(?:{stem})") for key, stem in STEMS.items()}
NUMBERED: Final = re.compile(NUMBER)
NUMBERINGS: Final = (NUMBERED, ARABIC, IN_BRACKETS)
"""How a report numbers its sections, the usual way first."""
SUBSECTION: Final = {key: re.compile(stem) for key, stem in SUBSECTIONS.items()}
WITHIN: Final = {
    "applications": {key: HEADING[key] for key in ("consultations", "fees", "proceedings")},
    "proceedings": {"problems": HEADING["problems"]},
}
"""Sections that some reports put below another one, or whose own heading a copy lost."""


def statistics_in(text: str, start: int) -> tuple[int, int] | None:
    """Where the heading of an old statistical table stands in a text, behind a place."""
    found = STATISTICS.search(text, start)
    if not found:
        return None
    lead = STATISTICS_LEAD.search(text, max(start, found.start() - LONGEST_STATISTICS), found.start())
    return (lead.start() if lead else found.start()), found.end()


def section_of(text: str, at: int = 0) -> tuple[str, int] | None:
    """The section whose heading stands at a place of a plain text, and the place behind it."""
    for key, pattern in HEADING.items():
        if found := pattern.match(text, at, at + LONGEST_HEADING):
            return key, found.end()
    return None


def number_of(numeral: str) -> int:
    """The value of a numeral from one to ninety-nine as headings use them: 3, 一, 十, 十二, 二十一."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    value = (NUMERALS.index(ones[-1]) + 1) if ones else 0
    return value + 10 * (NUMERALS.index(tens[-1]) + 1 if tens else 1) if ten else value
