"""What is printed in a cell, as the word of a data file."""

from __future__ import annotations

import pytest

from generator.importers.recognising.cells import is_cell, value_of, word_of
from generator.importers.recognising.normal import plain


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("", "_"),
        ("　", "_"),
        ("０", "0"),
        ("１２", "12"),
        ("1,234", "1,234"),
        ("-18", "-18"),
        ("－18", "-18"),
        ("+5", "5"),
        ("／", "/"),
        ("—", "/"),
        ("-", "/"),
        ("2笔", "2笔"),
        ("984361元", "984361元"),
        ("69969.73 元", "69969.73元"),
        ("7816万元", "7816万元"),
        ("22（其中修订 16 件）", "22（其中修订16件）"),
        ("55\n(含自然失效29件)", "55（含自然失效29件）"),
        ("（2笔）", "2笔"),
        ("三", "3"),
        ("十二", "12"),
        ("二百零五", "205"),
    ],
)
def test_a_cell_is_written_as_it_is_printed(printed: str, word: str) -> None:
    assert word_of(printed) == word


@pytest.mark.parametrize("printed", ["无", "见附件", "四、88政府", "1 2 3 件以上", "2021-03-05"])
def test_what_is_no_number_is_no_cell(printed: str) -> None:
    assert word_of(printed) is None


@pytest.mark.parametrize("text", ["规章", "数据1", "2016年度", "5个问题", "第二十条第(一)项", "3.其他"])
def test_words_are_not_taken_for_cells(text: str) -> None:
    assert not is_cell(text)


def test_numerals_that_are_no_number_have_no_value() -> None:
    assert value_of("一二") is None
    assert value_of("一千零一") == 1001


@pytest.mark.parametrize("published", ["=30+8", "=SUM(D6:I6)", "#REF!", "#N/A", "#DIV/0!", "?", "？"])
def test_what_nobody_has_reckoned_or_read_is_a_cell_that_no_figure_can_be_given_for(published):
    assert is_cell(plain(published))
    assert word_of(published) in {None, "?"}
