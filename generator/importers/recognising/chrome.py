"""What a site, a printer or a word processor put around and into a report's text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.declared import LABEL
from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS: Final = (
    r"附件下载|附件[:：]?$|相关(?:链接|新闻|词条|附件|文档|文章|稿件|信息)|热门词条|联[系络]我们|扫一扫|分享到?|打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?"
    r"|返回(?:顶部|首页|列表)|上一[篇条]|下一[篇条]|收藏(?:本页)?|全真版|文字版|文件下载|字[体号]|微信|微博|QQ空间|网站地图|无障碍|长者模式"
    r"|(?:版权|著作权)所有|版权信息|主办单位|承办单位|技术支持|网站标识码|[^\s。]{0,8}ICP备|[^\s。]{0,4}公网安备|责任编辑|信息来源|纠错|朗读"
    r"|当前(?:所在)?位置|您?(?:现在|当前)?的?(?:所在)?位置|首页|浏览次数|点击(?:数|量|率)?[:：]|下载(?:Word|PDF|文档)|【[^】]{1,12}】|聯[絡繫]我們|相關詞條|熱門詞條"
    r"|此件(?:主动)?公开(?:发布)?|手机(?:扫码|浏览|阅读)|\[?bookmark:\s*_\w+\]?"
)
LEADING: Final = re.compile(rf"\W*(?:{WORDS})")
TRAILING: Final = re.compile(rf"(?:^|[\s|\-])+(?:{WORDS})[^。；]{{0,12}}$")
MARKUP: Final = re.compile(
    r"<!--.{0,400}?-->|<!\[[^\]]{0,80}\]>|<!--\[[^\]]{0,80}\]>|-->|\[bookmark:\s*_\w+\]|\[(?:if|endif)[^\]]{0,80}\]",
    re.DOTALL,
)
PAGE: Final = re.compile(
    r"[-·]+\s*\d{1,3}\s*[-·]+|第\s*\d{1,3}\s*页(?:[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}|\d{1,3}|page\s*\d{1,3}(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)
LONGEST: Final = 80
"""In characters, of a line that may be a site's and not the report's."""
REPEATED: Final = 3
"""How often a short line must come to be the head or foot of pages."""
SHORT: Final = 40
MOST_PIECES: Final = 60
"""Of how many words a glued beginning is looked through."""


def is_chrome(text: str) -> bool:
    """Whether a line is not of the report."""
    if len(text) > LONGEST * 2:
        return False
    form = plain(text)
    if not form.strip("-=_.*·|:[]") or PAGE.fullmatch(form):
        return True
    return len(form) <= LONGEST and "。" not in form and bool(LEADING.match(text) or LABEL.match(text))


def without_markup(text: str) -> str:
    """A text without the remains of a word processor's comments and of what a site puts behind the last sentence."""
    if "<!" in text or "-->" in text or "[" in text:
        text = " ".join(MARKUP.sub(" ", text).split())
    stop = max(text.rfind("。"), text.rfind("；"))
    tail = text[stop + 1 :]
    while tail and len(tail) <= LONGEST and (found := TRAILING.search(tail)):
        tail = tail[: found.start()]
    return (text[: stop + 1] + tail).strip()


def repeated(texts: Iterable[str]) -> frozenset[str]:
    """The short lines that come again and again: heads and feet of pages."""
    counts = Counter(text for text in texts if len(text) <= SHORT and not text.endswith(("。", "；", "：", ":")))
    return frozenset(text for text, count in counts.items() if count >= REPEATED)


def behind_chrome(text: str, title: re.Pattern[str]) -> str:
    """What follows in a glued beginning behind the site's own words and the repeated title."""
    pieces = text.split(" ", MOST_PIECES)
    last = 0
    for at, piece in enumerate(pieces):
        if len(piece) > LONGEST or "。" in piece:
            break
        if is_chrome(piece) or not piece.strip("->") or title.fullmatch(plain(piece)) or LABEL.match(piece):
            last = at + 1
    return " ".join(pieces[last:])
