"""The plain form of texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.recognising.normal import Plain, plain


@pytest.mark.parametrize(
    "written",
    [
        "（一）行政复议",
        "(一)行政复议",
        "㈠行政复议",
        "（⼀）⾏政复议",
        " （ 一 ） 行\u200b政 复\ufeff议 ",
        "（一）行政複議",
    ],
)
def test_the_ways_of_writing_a_label_have_one_plain_form(written: str) -> None:
    assert plain(written) == "(一)行政复议"


def test_digits_quotes_dashes_and_brackets_are_made_alike() -> None:
    assert plain("１２　“三安全” 「一稳定」 — 〔2021〕【下载】 ⻚⺠") == '12"三安全""一稳定"-[2021][下载]页民'


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_every_place_of_the_plain_form_leads_back_into_the_text(text: str) -> None:
    form = Plain(text)
    assert form.text == plain(text)
    assert len(form.origins) == len(form.text) + 1
    assert list(form.origins) == sorted(form.origins)
    for at, character in enumerate(form.text):
        assert character in plain(text[form.origin(at)])
    assert plain(plain(text)) == plain(text)


def test_a_piece_of_the_plain_form_is_found_in_the_text() -> None:
    form = Plain("收到 申请 ２３ 件。")
    at = form.text.index("23件")
    assert form.source[form.origin(at) : form.end(at + 3)] == "２３ 件"
