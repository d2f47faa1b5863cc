"""The Markdown of texts as paragraphs of office documents."""

from __future__ import annotations

import pytest

from generator.exports.paragraphs import Paragraph, Run, paragraphs_of


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        ("第一段。\n\n第二段。", ["第一段。", "第二段。"]),
        ("一行\n又一行 and\nmore", ["一行又一行 and more"]),
        (r"不是\*重点\*，1\. 也不是表", ["不是*重点*，1. 也不是表"]),
        ("见[公报](https://example.org/a?b=1)和<https://example.org/>。", ["见公报和https://example.org/。"]),
        ("- 甲\n- 乙\n  续\n\n丙", ["甲", "乙续", "丙"]),
        ("", []),
    ],
)
def test_a_text_becomes_paragraphs_without_marks(markdown, texts):
    assert [paragraph.text for paragraph in paragraphs_of(markdown)] == texts


def test_headings_items_and_bold_words_stay_what_they_are():
    assert list(paragraphs_of("### （一）机构\n- **主动**公开\n\n普通")) == [
        Paragraph((Run("（一）机构"),), heading=True),
        Paragraph((Run("主动", bold=True), Run("公开")), item=True),
        Paragraph((Run("普通"),)),
    ]
