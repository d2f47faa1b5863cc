"""Markdown: always the HTML of markdown-it-py, and for what narratives hold without it."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_texts import PIECES, TYPICAL, edited, expected, narratives, top_blocks

from generator.rendering.markdown import Markdown, MarkdownCounts, render_markdown
from generator.rendering.markdown.inline import telling_characters
from generator.rendering.markdown.simple import simple_html

SHIFTS = st.integers(0, 5)
PIECE = st.sampled_from(PIECES)
EDITS = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 3) | st.just(40), PIECE, st.integers(0, 2)), min_size=1, max_size=5
)

NASTY = {
    "a paragraph that is blank but for a space of another width": "\u3000\n\n文",
    "a control character at the edge": "文\x1c\n\n\x85文",
    "a form feed between lines": "文\f\n文",
    "a carriage return": "- 文\r- 文\r\n\r\n文",
    "a null": "文\0**文**",
    "a reference behind its use": "[文]\n\n[文]: https://a.cn",
    "a reference in an item": "- [文]: https://a.cn\n\n[文]",
    "an underline of one character": "文\n-",
    "an underline after an item": "- 文\n===",
    "a rule of stars": "文\n***",
    "an empty item": "- 文\n-\n- 文",
    "an item that is a heading": "- #\n- # 文",
    "an item that is a list": "- 文\n- *\n- 2. 文",
    "an item that is a rule": "- ***\n- ---",
    "an item of a fence": "- ```\n- 文",
    "an item far from its marker": "-     文",
    "an indented item": "- 文\n  - 文",
    "two lines before a list": "文\n文\n1. 文",
    "two lines with a number below": "文\n2. 文",
    "items far apart": "- 文\n\n\n\n- 文",
    "an item that begins with a wide space": "- \u3000文\n- 文\u3000",
    "a paragraph that begins with wide spaces": "\u3000\u3000文\u3000\n\n\u3000文",
    "numbered items among bullets": "- 文\n1. 文",
    "numbers above a thousand": "1. 文\n1000. 文\n2. 文",
    "a lazy line": "- 文\n文",
    "an item that is separated from one only": "- 文\n\n- 文\n- 文\n\n文",
    "three kinds of marker": "- 文\n+ 文\n\n* 文\n1. 文\n2) 文",
    "a list that begins late": "7. 文\n9. 文",
    "a list that begins at zero": "000. 文",
    "a year with a full stop": "文\n2023. 文",
    "a number too long for an item": "1234567890. 文",
    "a number that begins a list below text": "文\n1. 文",
    "a number that begins no list below text": "文\n2. 文",
    "a number without a space": "1.文\n2)文\n3、文",
    "a table": "文|文\n-|-\n文|文",
    "a table of one column": "文\n:-",
    "a heading with a tail": "## 文 ##",
    "a heading with nothing": "#\n\n## \n\n文",
    "a heading of seven": "####### 文",
    "a heading below text": "文\n# 文\n文",
    "a hard break": "文  \n文\\\n文",
    "a trailing space": "文 \n文 ",
    "a blank line of spaces": "文\n  \n文",
    "four stars": "**文****文**",
    "three stars": "***文***",
    "one star": "*文*和**文**",
    "bold that is never closed": "**文**和**文",
    "bold that punctuation keeps open": "**文。**文",
    "bold that nothing ends, twice": "**文。**文。**文",
    "bold that nothing ends before bold": "**文。**文，**文**文**文**",
    "bold that nothing ends in one of the lines": "**文。**文\n文**文**\n\n- **文。**文\n- **文**",
    "bold that nothing ends beside a link": "[文](https://a.cn)**文。**文",
    "bold that punctuation keeps shut": "文**（文）**",
    "bold in punctuation": "（**（文）**）",
    "bold beside a symbol": "文**€文€**文",
    "bold beside a quotation mark": '文"**"文"**"文',
    "bold over two lines": "**文\n文**",
    "bold over two paragraphs": "**文\n\n文**",
    "bold around a link": "**[文](https://a.cn)**文",
    "bold in a link": "[**文**](https://a.cn)",
    "bold from a link outwards": "[**文](https://a.cn)文**",
    "an image": "![文](https://a.cn)",
    "a link behind an escaped bracket": "\\[文](https://a.cn)",
    "a link in a bracket": "[文[文](https://a.cn)文]",
    "a link over two lines": "[文\n文](https://a.cn)",
    "a link without a scheme": "[文](../a.html)",
    "a link that is forbidden": "[文](javascript:x)",
    "an address in Chinese": "[文](https://文.cn/文?文)",
    "an address with an entity": "[文](https://a.cn?x&amp;y&copy)",
    "an address with a bracket": "[文](https://a.cn/(b))",
    "an address with wrong percents": "[文](https://a.cn/%zz%2)",
    "an address with marks": "[文](https://a.cn/**b**_c_*d*&e)**文**",
    "an address with a user": "[文](https://a@b.cn:80/@)",
    "an address with an odd host": "[文](https://A..-cn.:/)",
    "a title in single quotes": "[文](https://a.cn 'b')",
    "a title with markup": "[文](https://a.cn \"<**b**> [c](d) 'e'\")",
    "a title without its end": '[文](https://a.cn "b)',
    "code with a link": "`[文](https://a.cn)`",
    "code beside bold": "`**`文**文**",
    "an autolink": "<https://a.cn/文>和<a@b.cn>",
    "a tag": '<b class="a">文</b>\n\n<div>\n文',
    "an entity": "&amp;&lt;&#35;&nosuch;&",
    "what must be escaped": '3>2<4 & "文"',
    "quotation marks alone": '"文"》"',
    "a quotation": "文\n> 文",
    "half a character": "\ud800**文**",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_a_nasty_text_becomes_what_markdown_it_makes_of_it(text: str) -> None:
    assert render_markdown(text, shift=2) == expected(text, 2)
    beside = f"文\n\n{text}\n\n- 文"
    assert render_markdown(beside) == expected(beside, 0)


@given(st.lists(PIECE, max_size=14).map("".join), SHIFTS)
@settings(max_examples=300, deadline=None)
def test_any_pieces_of_markdown_become_what_markdown_it_makes_of_them(text: str, shift: int) -> None:
    assert render_markdown(text, shift=shift) == expected(text, shift)


@given(st.sampled_from((TYPICAL, *narratives())), EDITS, SHIFTS)
@settings(max_examples=300, deadline=None)
def test_an_edited_narrative_becomes_what_markdown_it_makes_of_it(
    text: str, edits: list[tuple[int, int, str, int]], shift: int
) -> None:
    text = edited(text, edits)
    assert render_markdown(text, shift=shift) == expected(text, shift)


@given(st.lists(st.characters() | st.sampled_from('文a1 。（)"-'), min_size=4, max_size=4))
@settings(max_examples=250, deadline=None)
@example(list("文（）文"))
@example(list("。（）。"))
@example(list("€文€文"))
def test_bold_between_any_characters_becomes_what_markdown_it_makes_of_it(characters: list[str]) -> None:
    before, first, last, after = characters
    text = f"文{before}**{first}文{last}**{after}文"
    assert render_markdown(text) == expected(text, 0)


def test_what_counts_as_a_letter_beside_bold_is_no_punctuation_or_space_to_markdown_it() -> None:
    characters = re.findall(r"\w", "".join(map(chr, range(sys.maxunicode + 1))))
    others = [x for x in characters if isPunctChar(x) or isWhiteSpace(ord(x)) or isMdAsciiPunct(ord(x))]
    assert others == ["_"]  # which leaves its block to the library


def test_a_typical_narrative_needs_no_library() -> None:
    markdown = Markdown()
    html = markdown.render(TYPICAL, shift=2)
    assert html == expected(TYPICAL, 2)
    assert markdown.counts == MarkdownCounts(fast=9, blocks=9)
    assert "<h4>主动公开</h4>\n" in html
    assert (
        '<a href="https://www.example.gov.cn/zfxxgk/index.html?id=1&amp;page=2" title="信息公开专栏">专栏</a>' in html
    )
    assert "<p><strong>（一）总体情况</strong></p>\n<p>“三审三校”制度&gt;99%" in html


@pytest.mark.parametrize("shift", range(6))
def test_headings_go_down_by_the_shift_and_never_below_the_sixth(shift: int) -> None:
    text = "# 文\n### 文\n###### 文"
    assert render_markdown(text, shift=shift) == expected(text, shift)
    assert render_markdown(text, shift=shift).endswith("<h6>文</h6>\n")


def test_markdown_it_is_loaded_only_for_what_needs_it() -> None:
    script = (
        "import sys; from generator.rendering.markdown import render_markdown as render\n"
        "render(sys.argv[1]); print('markdown_it' in sys.modules)\n"
        "render('`code`'); print('markdown_it' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, TYPICAL], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_every_narrative_of_the_reports_is_fast_and_the_same() -> None:
    markdown = Markdown()
    for text in narratives():
        assert markdown.render(text, shift=2) == expected(text, 2)
    assert markdown.counts.fast == markdown.counts.blocks > 250


@pytest.mark.parametrize(
    ("text", "fast", "blocks"),
    [
        ("", 0, 0),
        ("文\n\n- 文\n\n- 文", 2, 2),
        ("文\n\n文`文`\n\n- 文\n- <https://a.cn>", 1, 3),
        ("# 文\n\n文  \n文\n\n- 文\n  - 文", 0, 3),
        ("[文]: https://a.cn\n\n[文]", 0, 1),
    ],
)
def test_counts_tell_the_blocks_and_which_were_fast(text: str, fast: int, blocks: int) -> None:
    markdown = Markdown()
    markdown.render(text)
    assert markdown.counts == MarkdownCounts(fast=fast, blocks=blocks)
    assert blocks == top_blocks(text)


def test_nearly_every_narrative_is_written_as_a_whole() -> None:
    texts = narratives()
    whole = [text for text in texts if simple_html(text, telling_characters(text)) is not None]
    assert len(whole) > 0.95 * len(texts)


@pytest.mark.parametrize(
    "text", ["文\n文\n\n- **文**\n- [文](https://a.cn)", "1. 文\n2. 文\n\n2023年“文”>文", "**文。**文"]
)
def test_plain_paragraphs_and_lists_are_written_as_a_whole(text: str) -> None:
    assert simple_html(text, telling_characters(text)) == (expected(text, 0), top_blocks(text))


@pytest.mark.parametrize("text", ["- 文\n\n- 文", "文\n\n\n文", "# 文", "文`文`", "**文\n文**", "[文]: https://a.cn"])
def test_anything_else_is_left_to_others(text: str) -> None:
    assert simple_html(text, telling_characters(text)) is None


def test_counts_of_several_processes_add_up() -> None:
    parts = [Markdown(), Markdown()]
    parts[0].render("文\n\n`文`")
    parts[1].render("文")
    sent = [pickle.loads(pickle.dumps(part.counts)) for part in parts]  # noqa: S301 - our own bytes
    assert sum(sent, MarkdownCounts()) == MarkdownCounts(fast=2, blocks=3)
