"""Figures that only the text states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.importers.document import Spot
from generator.importers.draft import DraftCell, DraftFact, DraftTable
from generator.importers.recognising.facts import find_facts
from generator.importers.recognising.outline import make_outline
from generator.languages import traditional
from tests.importers.recognising.documents import document

Shown = tuple[str, str, str, list[tuple[str, str]]]


def facts_of(*sentences: str, tables: tuple[DraftTable, ...] = ()) -> list[DraftFact]:
    read = document("一、概述", *sentences, "二、存在的主要问题", "计划明年公开999条。")
    return list(find_facts(make_outline(read), tables))


def shown(fact: DraftFact) -> Shown:
    return fact.label, str(fact.value), fact.unit, [(part.label, str(part.value)) for part in fact.parts]


def requests(*words: str) -> DraftTable:
    return DraftTable(
        "requests", "national-2021", {"received": tuple(DraftCell(word, word, Spot()) for word in words)}, 1.0
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2021年，我局主动公开政府信息 1,136 条。", ("主动公开政府信息", "1136", "条", [])),
        ("公开信息5500余条，访问7854070人次。", ("公开信息", "5500", "余条", [])),
        ("组织召开了“春节前后服务企业用工”“优化营商环境”等新闻发布会 12 场。", ("新闻发布会", "12", "场", [])),
        ("全年开展3次网上评查。", ("开展网上评查", "3", "次", [])),
        ("全年收取信息处理费共计3940.5元。", ("收取信息处理费", "3940.5", "元", [])),
        (
            "共公布信息49条,其中,部门文件1条、工作动态信息9条,便民服务环境保护专项36条,其他信息3条。",
            (
                "公布信息",
                "49",
                "条",
                [("部门文件", "1"), ("工作动态信息", "9"), ("便民服务环境保护专项", "36"), ("其他信息", "3")],
            ),
        ),
        (
            "全年制作政府信息110条，其中主动公开政府信息20条，依申请公开政府信息86条、不予公开政府信息4条。",
            (
                "制作政府信息",
                "110",
                "条",
                [("主动公开政府信息", "20"), ("依申请公开政府信息", "86"), ("不予公开政府信息", "4")],
            ),
        ),
        (
            "制作信息总数10条，其中主动公开信息4条，占40%；作为依申请公开信息数1条，不予公开信息数5。",
            ("制作信息", "10", "条", [("主动公开信息", "4"), ("作为依申请公开信息", "1"), ("不予公开信息", "5")]),
        ),
        (
            "共制作119期政策简明问答，其中，市级47期、宿城区28期、泗洪县2期。",
            ("制作政策简明问答", "119", "期", [("市级", "47"), ("宿城区", "28"), ("泗洪县", "2")]),
        ),
        (
            "收办案件400件（市政府349件、市各有关部门51件），同比增长70.3%。",
            ("收办案件", "400", "件", [("市政府", "349"), ("市各有关部门", "51")]),
        ),
        (
            "收到群众诉求348件，现场解决162件，跟进解决186件，都已办结。",
            ("收到群众诉求", "348", "件", [("现场解决", "162"), ("跟进解决", "186")]),
        ),
        (
            "爆款内容52条，其中1条播放量破亿、2条破千万、49条破百万。",
            ("爆款内容", "52", "条", [("播放量破亿", "1"), ("破千万", "2"), ("破百万", "49")]),
        ),
        (
            "公开信息30条。其中，各部门20条，占67%。各乡镇10条，占33%。",
            ("公开信息", "30", "条", [("各部门", "20"), ("各乡镇", "10")]),
        ),
        (
            "在主动公开的9条政府信息中，机构职能类信息4条，占44%；政策类信息5条，占56%。",
            ("主动公开政府信息", "9", "条", [("机构职能类信息", "4"), ("政策类信息", "5")]),
        ),
    ],
)
def test_a_sentence_gives_label_number_unit_and_parts(sentence: str, expected: Shown) -> None:
    assert shown(facts_of(sentence)[0]) == expected


def test_parts_are_as_published_even_if_they_do_not_add_up() -> None:
    sentence = (
        "2013年全市信息公开咨询累计处理(受理)126307次,其中:12345专线查询受理12580次,民心网政策咨询受理407次,"
        "网络查询受理1228次,现场咨询受理100006次(包含乡镇村级),通过拨打办公电话和热线电话、发邮件、传真、"
        "QQ留言等其他方式的咨询受理2001次,均在规定时限内答复。"
    )
    (fact,) = facts_of(traditional(sentence))
    assert (fact.key, fact.value, fact.unit) == ("enquiries", Decimal(126307), "次")
    assert [part.value for part in fact.parts] == [12580, 407, 1228, 100006, 2001]
    assert fact.parts[0].label == "12345专线查询受理"
    assert fact.sentence == traditional(sentence)


def test_a_later_list_gives_the_parts_of_a_figure_it_adds_up_to() -> None:
    facts = facts_of(
        "（一）主动公开的数量公开政府信息5条。",
        "（二）主动公开的类别有：政策类信息2条，环保、卫生类信息1条，其他信息2条。",
    )
    assert [(fact.value, [part.value for part in fact.parts]) for fact in facts] == [(5, [2, 1, 2])]
    shares = "在主动公开的信息中，机构职能类信息10条，占总体的比例为25%；政策类信息20条，占50%；动态信息10条，占25%。"
    facts = facts_of("公开信息40条。", shares)
    assert [(fact.value, [part.value for part in fact.parts]) for fact in facts] == [(40, [10, 20, 10])]


def test_what_the_tables_tell_is_left_to_them() -> None:
    facts = facts_of("收到申请23件，公开信息23条。", "予以公开5件，办结率100%。", tables=(requests("23", "4"),))
    assert [(fact.label, fact.value) for fact in facts] == [("公开信息", 23)]
    assert [fact.value for fact in facts_of("受理申请749件。", tables=(requests("740", "9"),))] == [749]


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            "第3次会议于9月23日召开，自2021年1月1日起20个工作日内答复。",
            "每周召开1次例会，至少公开2条。",
            "印发《优化营商环境10条措施》。",
        ),
        *("电话：0591-23165385，邮编350400，主楼14层。", "报告共分6个部分。", "依据国办发〔2014〕32号。"),
    ],
)
def test_numbers_that_count_nothing_done_are_no_facts(sentence: str) -> None:
    assert facts_of(sentence) == []


def test_plans_and_shortcomings_state_no_facts() -> None:
    assert facts_of("做了工作。") == []


def test_keys_come_from_known_labels_or_from_pinyin_and_each_fact_comes_once() -> None:
    facts = facts_of("开展培训2次，培训人员45人次。", "开展培训2次。", "编发工作简报16期，12家单位参与。")
    assert [(fact.key, fact.value) for fact in facts[:3]] == [
        *(("trainings", 2), ("people-trained", 45), ("bian-fa-gong-zuo-jian-bao", 16))
    ]
