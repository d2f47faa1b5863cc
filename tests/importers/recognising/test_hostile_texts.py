"""Texts made to hang a recogniser: what would take hours where time grew with the square of the length."""

from __future__ import annotations

import pytest

from generator.importers.known import Known
from generator.importers.recognising.facts import MOST, find_facts
from generator.importers.recognising.head import recognise_head
from generator.importers.recognising.narrative import recognise_narrative
from generator.importers.recognising.outline import make_outline
from tests.importers.recognising.documents import document

MANY = 30_000


@pytest.mark.parametrize(
    "lines",
    [
        ["一、总体情况" * MANY],
        ["一、" + "政府信息公开工作" * 60 + "。"] * 200,
        ["一、总体情况" + "公开信息5条，" * MANY],
        ["一、总体情况公开信息9999条，其中" + "信息1条、" * MANY],
        ["一、总体情况本年新收。" + "（九）主动公开。" * MANY],
        ["一、总体情况" + "（" * MANY + "第二十条第" + "（" * MANY],
        ["一、总体情况" + "<!--" * MANY + "-->。"],
        ["统计表" * MANY],
        ["三、收到和处理政府信息公开申请情况" + "1注:a" * MANY],
        ["一、总体情况", *["做了工作，没有句号的一行" * 3] * 10_000],
        ["一、总体情况。" + "共计" * MANY + "5条"],
        ["一、总体情况" + "有：" * MANY + "5条，6条"],
        ["一、总体情况" + "《" * MANY + "5条"],
        ["一、总体情况做了工作。" + " 分享打印" * 15 + "甲"],
        ["当前位置 发布时间：" * MANY],
    ],
    ids=lambda lines: lines[0][:12],
)
def test_recognition_comes_to_an_end(lines: list[str]) -> None:
    read = document(*lines)
    outline = make_outline(read)
    recognise_head(read, outline, Known())
    recognise_narrative(outline, {}, ())
    assert len(find_facts(outline, ())) <= MOST
