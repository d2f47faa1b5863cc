"""Documents as streams of lines: words, then the pieces that follow them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.document import Text
from generator.importers.recognising.lines import Line, read_lines
from tests.importers.recognising.documents import document, table


def lines_of(*blocks: object) -> list[Line]:
    return read_lines(document(*blocks).blocks)  # type: ignore[arg-type]


def shown(line: Line) -> tuple[str, list[str]]:
    return line.own, [piece.text for piece in line.pieces]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "1.属于国家秘密00000002.其他法律行政法规禁止公开4910000503.补正",
            [("1.属于国家秘密", ["0000000"]), ("2.其他法律行政法规禁止公开", ["491000050"])],
        ),
        ("（一）予以公开1 0 0 0 0 01（二）部分公开", [("(一)予以公开", ["1", "0", "0", "0", "0", "01"])]),
        ("行政事业性收费4166.241619三、收到", [("行政事业性收费", ["4166.241619"])]),
        ("行政事业性收费5949.09(二)主动公开", [("行政事业性收费", ["5949.09"])]),
        ("行政处罚2648-18538行政强制", [("行政处罚", ["2648-18538"])]),
        ("政府集中采购 2笔 984361元 三、收到", [("政府集中采购", ["2笔", "984361元"])]),
        ("规章 22（其中修订16件） / 235", [("规章", ["22（其中修订16件）", "/", "235"])]),
        ("主动公开政府信息数（相同信息计1条）条4252．申请", [("主动公开政府信息数(相同信息计1条)条", ["425"])]),
        (
            "单位2016年度历年累计主动公开文件数条346085376",
            [("单位2016年度历年累计主动公开文件数条", ["346085376"])],
        ),
        ("①当面申请0②传真申请3", [("1.当面申请", ["0"]), ("2.传真申请", ["3"])]),
    ],
)
def test_a_text_is_cut_into_words_and_pieces(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert [shown(line) for line in lines_of(text)] == found


def test_cells_below_one_another_follow_their_words_and_blank_ones_count() -> None:
    lines = lines_of("规章", "0", "", "3", "行政规范性", "文件", "5", "— 2 —", "6")
    assert [(line.label, [piece.plain for piece in line.pieces]) for line in lines] == [
        ("规章", ["0", "", "3"]),
        ("行政规范性文件", ["5", "6"]),
    ]


def test_a_row_of_a_table_has_hard_borders_and_its_blank_cells() -> None:
    first, second = lines_of(table("信息内容|本年制发件数|本年废止件数", "1|规章||0", "许可|12 3|0"))
    assert shown(first) == ("规章", ["", "0"])
    assert first.hard
    assert first.label == "信息内容本年制发件数本年废止件数1规章"
    assert [piece.text for piece in second.pieces] == ["12", "3", "0"]
    assert not second.hard


def test_heads_with_blank_cells_behind_them_stay_words_of_the_row_below() -> None:
    line = lines_of("2024年报告", table("结果维持|总计||", "1|2|3|4"))[-1]
    assert line.label.startswith("2024年报告")


@given(st.lists(st.text(alphabet="0123456789.,-/ 件（）()、一二其他规章|\t①", max_size=40), max_size=6))
def test_no_digit_of_a_text_is_lost_or_invented(texts: list[str]) -> None:
    lines = read_lines([Text(" ".join(text.split())) for text in texts])
    found = "".join(piece.plain for line in lines for piece in line.pieces)
    assert sum(map(str.isdigit, found)) <= sum(map(str.isdigit, "".join(texts).replace("①", "1")))
