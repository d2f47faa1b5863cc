"""Cells of a published table as the words of a data file: the number stays as it is printed, nothing is corrected."""

from __future__ import annotations

import re
from typing import Final

from generator.importers.recognising.normal import plain
from generator.models.cell import read_cell

UNITS: Final = r"(?:余?(?:万|亿|千)?(?:美)?元|笔|余?(?:件|条|次|人|个|项|宗|份|篇|期|场|批|起|例|家|处|卷|页)|人次)"
"""What may stand directly behind the number of a cell."""

MONEY: Final = r"(?:(?:万|亿|千)?元|笔)"
"""The units that belong to the number even where text goes on without a break."""

REMARK: Final = r"\((?![一二三四五六七八九十\d]{1,3}\))[^()]{0,10}?(?:\d|其中|包|含|均|不|另|注|为)[^()]{0,30}\)"
"""Words behind a number, in plain brackets, that aren't the number of the next label."""

NUMBER: Final = r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?"
DASHES: Final = re.compile(r"-+|/+|\\+")
PARTED: Final = re.compile(r"[\d/-]\s+[\d/-]")
"""White space between two numbers or signs: they aren't one cell."""
THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\s\d{3})+")
"""A number with white space between its thousands; it may be several numbers as well."""
_MARK: Final = re.compile(
    r"(?<=[\d\uff10-\uff19])\s*"
    r"(?:[\u2460-\u2487\u00b9\u00b2\u00b3\u2070-\u2079*\uff0a※★☆#†‡]|[\[〔【［]\s*注?\s*\d{0,2}\s*[\]〕】］])+(?=\s|$)"
)
"""What leads from a number to a footnote."""
NUMERAL: Final = re.compile(r"[零一二三四五六七八九十百千]{1,7}")

_CELL: Final = re.compile(rf"{NUMBER}(?:%|{UNITS})?(?:\([^()]{{1,40}}\))?")
_IN_BRACKETS: Final = re.compile(r"\(([^()]+)\)")
_DIGITS: Final = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_WORDS: Final = frozenset(
    {"无", "暂无", "未", "未统计", "未发生", "未涉及", "不涉及", "不适用", "没有", "无此项", "无数据"}
)
_UNKNOWN: Final = re.compile(r"=.+|#[a-z0-9/]{2,8}[!?]?|\?+", re.IGNORECASE)
"""A formula that nobody has reckoned, what a spreadsheet shows for a failed one, or the sign of an unread cell."""


def unmarked(published: str) -> str:
    """A text without the marks of footnotes behind its numbers: they would be read as figures."""
    return published if published.isalnum() and published.isascii() else _MARK.sub("", published)


def is_cell(text: str) -> bool:
    """Whether a plain text, taken as a whole, reads as a cell: empty, a number, a sign or a word for nothing."""
    return (
        not text
        or _CELL.fullmatch(text) is not None
        or DASHES.fullmatch(text) is not None
        or text in _WORDS
        or _UNKNOWN.fullmatch(text) is not None
        or (NUMERAL.fullmatch(text) is not None and value_of(text) is not None)
    )


def word_of(published: str) -> str | None:
    """The word of a data file for what is printed in one cell; None where that is no cell of the grammar."""
    published = unmarked(published)
    text = plain(published)
    if not text:
        return "_"
    if PARTED.search(published):
        return None
    if DASHES.fullmatch(text):
        return "/"
    if (within := _IN_BRACKETS.fullmatch(text)) and _CELL.fullmatch(within[1]):
        text = within[1]
    if (numeral := value_of(text)) is not None:
        return str(numeral)
    text = text.removeprefix("+")
    head, bracket, remark = text.partition("(")
    if bracket:
        text = f"{head}（{_remark(published) or remark[:-1]}）"
    return text if read_cell(text) else None


def value_of(numeral: str) -> int | None:
    """The value of a Chinese numeral below ten thousand; None where the text is none."""
    if not NUMERAL.fullmatch(numeral):
        return None
    total, digit = 0, 0
    for character in numeral:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
    return total + digit


def _remark(published: str) -> str:
    """The words in brackets as printed, without white space."""
    found = re.search(r"[(（](.+)[)）]\s*$", published, re.DOTALL)
    return "".join(found[1].split()) if found else ""
