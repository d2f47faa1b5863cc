"""What a document declares about itself: in its metadata, in the block above the text, in the line below the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.document import Spot, Table, Text
from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.importers.document import Block, Document
    from generator.importers.recognising.outline import Outline

NAMES: Final = {
    "title": ("标题", "信息名称", "文件名称", "名称", "articletitle", "og:title", "dc.title", "title"),
    "published": (
        *("发布时间", "发布日期", "信息公开日期", "信息公开时间", "公开时间", "公开日期", "公布日期", "公布时间"),
        *("发文日期", "发文时间", "发表日期", "发表时间", "上网日期", "上网时间", "时间", "日期"),
        *("pubdate", "pubtime", "publishdate", "publishtime", "publish_time", "article:published_time"),
        *("datepublished", "dc.date", "dcterms.issued"),
    ),
    "made": ("成文日期", "成文时间", "生成日期", "生成时间", "印发日期", "印发时间", "签发日期"),
    "index": ("信息索引号", "索引号", "索取号", "索引码", "indexnumber"),
    "issuer": (
        *(
            "发布机构",
            "发布单位",
            "公开机构",
            "发文机关",
            "发文单位",
            "发布机关",
            "公开主体",
            "公开单位",
            "责任部门",
            "发布部门",
        ),
        *("信息来源", "文章来源", "来源", "contentsource", "source", "publisher"),
    ),
    "url": ("原文链接", "原文地址", "网址", "canonical", "og:url", "url"),
}
"""The names under which pages and archives declare a field, the most trusted first."""

OTHERS: Final = (
    *(
        "主题分类",
        "体裁分类",
        "组配分类",
        "文号",
        "发文字号",
        "主题词",
        "关键词",
        "内容概述",
        "有效性",
        "效力状态",
        "栏目",
        "浏览次数",
        "阅读次数",
    ),
    *(
        "点击",
        "点击数",
        "点击量",
        "访问量",
        "字体",
        "字号",
        "作者",
        "编辑",
        "责任编辑",
        "审核",
        "分享",
        "浏览",
        "阅读",
        "打印",
        "信息类别",
    ),
)
"""Names of what isn't asked for; they end the value before them."""

OTHER_DAYS: Final = tuple(
    lead + word
    for lead in (
        *(
            "采集",
            "抓取",
            "获取",
            "下载",
            "收录",
            "入库",
            "存档",
            "归档",
            "转载",
            "导出",
            "打印",
            "更新",
            "修改",
            "访问",
        ),
        *("浏览", "当前", "系统", "截止", "统计", "办理", "受理", "申请", "答复", "实施", "施行", "失效", "页面生成"),
    )
    for word in ("时间", "日期")
)
"""Names of days that aren't the one of publication; without them 时间 would be found within."""

FIELDS: Final = {plain(name): field for field, names in NAMES.items() for name in names}
RANKS: Final = {plain(name): rank for names in NAMES.values() for rank, name in enumerate(names)}
_CHINESE: Final = sorted(
    (name for name in (*FIELDS, *OTHERS, *OTHER_DAYS) if not name.isascii()), key=len, reverse=True
)
LABEL: Final = re.compile("(" + "|".join(r"\s*".join(name) for name in _CHINESE) + r")\s*[】\]]?\s*[:：]")
REACH: Final = 400
"""How many characters of a block are looked through; what a text declares stands at its beginning."""
DEPTH: Final = 40
"""How many blocks are looked through."""
EMPTY: Final = frozenset({"", "-", "--", "无", "/"})


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared value; `rank` says how far down its name stands among those of its field."""

    value: str
    spot: Spot
    rank: int


def declared_in(document: Document, outline: Outline) -> Mapping[str, tuple[Declared, ...]]:
    """The declared values of each field, metadata first, then in the document's order."""
    found: dict[str, list[Declared]] = {field: [] for field in NAMES}
    above = (*outline.title_lines, *outline.intro)[:DEPTH]
    pairs = [(key, value, Spot()) for key, value in document.metadata.items()]
    for key, value, spot in (*sorted(pairs, key=_rank), *_pairs(above)):
        name = plain(key).casefold()
        if name in FIELDS and plain(value) not in EMPTY:
            found[FIELDS[name]].append(Declared(value.strip(), spot, RANKS[name]))
    return {field: tuple(values) for field, values in found.items()}


def _rank(pair: tuple[str, str, Spot]) -> int:
    return RANKS.get(plain(pair[0]).casefold(), len(RANKS))


def is_label(text: str) -> bool:
    """Whether a text is nothing but the name of something declared."""
    name = plain(text).rstrip(":").strip("[]")
    return name in FIELDS or name in OTHERS or name in OTHER_DAYS


def _pairs(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, Spot]]:
    for block, following in pairwise((*blocks, Text(""))):
        if isinstance(block, Table):
            for row in block.rows():
                texts = [cell.text for cell in row]
                for text, value in pairwise((*texts, "")):
                    yield from _in_text(text, block.spot)
                    if is_label(text) and not is_label(value):
                        yield plain(text).rstrip(":").strip("[]"), value, block.spot
        elif is_label(block.text) and isinstance(following, Text) and not is_label(following.text):
            yield plain(block.text).rstrip(":").strip("[]"), following.text, block.spot
        else:
            yield from _in_text(block.text, block.spot)


def _in_text(text: str, spot: Spot) -> Iterator[tuple[str, str, Spot]]:
    """What a line such as `来源：区经合局 发布时间：2020-01-30 11:48 字体：` declares."""
    marks = list(LABEL.finditer(text[:REACH]))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        value = text[mark.end() : end].strip()
        last = value.split(maxsplit=1)[0] if value and at + 1 == len(marks) and not value[:1].isdigit() else value
        yield mark[1], last[:REACH] if plain(mark[1]) in {"标题", "名称", "信息名称", "文件名称"} else last[:60], spot
