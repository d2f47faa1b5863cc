"""Texts that are almost plain Markdown, and markdown-it-py itself to compare with."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent.parent / "content"

# Synthetic, in the manner of the reports.
TYPICAL = """\
2024年，我局认真贯彻落实《条例》，**坚持以公开为常态、不公开为例外**，推进决策、执行和管理公开。

## 主动公开

全年公开信息1136条，详见[专栏](https://www.example.gov.cn/zfxxgk/index.html?id=1&page=2 "信息公开专栏")。

- 规章1件，政策性文件11件；
- **公报**出6期；
- 2024年新闻发布会12场。

### 依申请公开

受理申请3119件，答复3050件。
行政复议和行政诉讼如下：

1. 行政复议351件；
2. 行政诉讼46件。

**（一）总体情况**

　　“三审三校”制度>99%，"双公开"；其他3.5件。
"""

# Alone or together these are what Markdown is made of, and what only looks like it.
PIECES = (
    *"\n\n\n  \t\r\0\v\f\\`*_[]()<>!#-+=|:~&;.,\"'1x年。（）《》“”％①＋€\u3000\u00a0\u2028\u0085\u200b\ufeff\u0301𠀀😀",
    *(
        "**",
        "**",
        "***",
        "****",
        "__",
        "- ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "1) ",
        "10.",
        "1234567890. ",
        "-   ",
        "-     ",
    ),
    *(
        "# ",
        "## ",
        "####### ",
        "#",
        " #",
        "> ",
        "---",
        "***",
        "===",
        "- - -",
        "|-|",
        "|:-|",
        "a|b\n-|-\n",
        "```",
        "~~~",
        "    ",
        "\n\n",
    ),
    *(
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n\n- ",
        "\n\n2. ",
        "\n# ",
        "\n  ",
        "  \n",
        " \n",
        "\\\n",
        "\n\n\n",
        "\n　　",
        "\n=",
        "\n-",
        "\n*",
        "\n_",
    ),
    *(
        "[a](https://a.cn)",
        "[a](https://a.cn/x_y*z?b=1&c=2#d)",
        '[a](https://a.cn "t")',
        "[",
        "](",
        "](https://a.cn)",
        "![",
        "![a](https://a.cn)",
    ),
    *(
        "https://a.cn",
        "http://",
        "<https://a.cn>",
        "<a@b.cn>",
        "<b>",
        "&amp;",
        "&copy",
        "&#35;",
        "%20",
        "%2",
        "%zz",
        "[a]: /u",
        "]: ",
        "[a][b]",
    ),
    *(
        "https://用户.cn",
        "https://A.CN:80/",
        "javascript:x",
        "`a`",
        "``",
        "中文",
        "信息公开",
        "一",
        "（一）",
        "2024年",
        "3.5",
        "a b",
        "：",
        "、",
    ),
)


@cache
def library() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def expected(text: str, shift: int) -> str:
    """What markdown-it-py makes of a text."""
    tokens = library().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    return str(library().renderer.render(tokens, library().options, {}))


def top_blocks(text: str) -> int:
    """How many blocks markdown-it-py sees in a text, those within others aside."""
    return sum(token.level == 0 and token.nesting >= 0 and token.type != "inline" for token in library().parse(text))


@cache
def narratives() -> tuple[str, ...]:
    """All narratives of the reports in `content/`."""
    files = sorted((CONTENT / "reports").glob("*/*.toml"))
    reports = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return tuple(text for report in reports for key, text in report.get("narrative", {}).items() if key != "form")


def edited(text: str, edits: list[tuple[int, int, str, int]]) -> str:
    """A text after some edits: where, how many characters are taken out, what is put in, how often."""
    for at, length, piece, times in edits:
        place = at % (len(text) + 1)
        text = text[:place] + piece * times + text[place + length :]
    return text
