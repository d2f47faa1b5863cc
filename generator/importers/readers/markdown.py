"""Markdown as editors and text recognition write it: headings, lists, pipe tables, tables of HTML between the lines.

Lines stay lines, as in plain text: what recognition wrote on two lines need not be one paragraph.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Spot, Text
from generator.importers.readers import lines as _lines
from generator.importers.readers.charsets import Decoded
from generator.importers.readers.html import read_fragment
from generator.importers.readers.parts import Parts
from generator.importers.readers.spacing import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNDERLINE: Final = re.compile(r" {0,3}(={3,}|-{3,})\s*")
_RULE: Final = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*")
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+).*")
_BULLET: Final = re.compile(r"\s*[-*+•]\s+(?!\d+\s*[-—]\s*$)(\S.*)")
_NUMBERED: Final = re.compile(r"\s*\d{1,3}[.)]\s+\S.*")
_QUOTE: Final = re.compile(r"(?:\s*>)+\s?(.*)")
_FRONT: Final = re.compile(r"\s*([\w\u4e00-\u9fff -]{1,30}?)\s*:\s*(.*)")
# None of these looks further than the next sign of its kind, so that no line takes long.
_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()]{0,2000}\)")
_LINK: Final = re.compile(r"\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)")
_STRONG: Final = re.compile(
    r"(?<!\*)\*\*(?=[^\s*])([^*]{1,2000})(?<=\S)\*\*(?!\*)|(?<!_)__(?=[^\s_])([^_]{1,2000})(?<=\S)__(?!_)"
)
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,2000})(?<=\S)\*(?![\w*])")
_CODE: Final = re.compile(r"(?<!`)`([^`]{1,2000})`(?!`)")
_TAG: Final = re.compile(
    r"</?(?:br|p|div|span|font|center|sup|sub|b|i|u|strong|em|a|img)\b[^<>]{0,500}>", re.IGNORECASE
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_TABLE_START: Final = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END: Final = re.compile(r"</table\s*>", re.IGNORECASE)
_LONGEST_FRONT: Final = 60


def read_markdown(decoded: Decoded) -> Parts:
    """The parts of a Markdown file."""
    metadata, body = _lines.take_head(_lines.number_lines(decoded.text))
    front, rest = _take_front(body)
    return Parts(tuple(_blocks(rest)), {**metadata, **front})


def _take_front(lines: Sequence[_lines.Line]) -> tuple[dict[str, str], Sequence[_lines.Line]]:
    """The `key: value` lines between two `---` at the very top, and the lines after them."""
    if not lines or lines[0].text.rstrip() != "---":
        return {}, lines
    end = next((at for at, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.text.rstrip() == "---"), None)
    if end is None:
        return {}, lines
    pairs = filter(None, (_FRONT.fullmatch(line.text) for line in lines[1:end]))
    return {match[1]: value for match in pairs if (value := match[2].strip("\"' "))}, lines[end + 1 :]


def _blocks(lines: Sequence[_lines.Line]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if rows := _table_rows(lines, at):
            yield from _lines.line_table(_lines.piped_rows(rows), line.number, _plain)
            at += len(rows)
        elif _TABLE_START.search(line.text):
            source = _html_table(lines, at)
            fragment = "\n".join(row.text for row in source)
            yield from (replace(block, spot=Spot(line=line.number)) for block in read_fragment(fragment))
            at += len(source)
        else:
            level = _underlined(lines, at)
            yield from _text(line, level)
            at += 2 if level else 1


def _table_rows(lines: Sequence[_lines.Line], at: int) -> Sequence[_lines.Line]:
    if _lines.is_piped(lines[at]):
        return _lines.rows_from(lines, at, _lines.is_piped)
    if (
        "|" in lines[at].text
        and at + 1 < len(lines)
        and "|" in lines[at + 1].text
        and _lines.is_separator(lines[at + 1])
    ):
        return _lines.rows_from(lines, at, lambda row: "|" in row.text)
    return ()


def _html_table(lines: Sequence[_lines.Line], start: int) -> Sequence[_lines.Line]:
    open_tables = 0
    for at in range(start, len(lines)):
        open_tables += len(_TABLE_START.findall(lines[at].text)) - len(_TABLE_END.findall(lines[at].text))
        if open_tables <= 0:
            return lines[start : at + 1]
    return lines[start:]


def _underlined(lines: Sequence[_lines.Line], at: int) -> int:
    """1 or 2 where the next line makes this one a heading."""
    below = _UNDERLINE.fullmatch(lines[at + 1].text) if at + 1 < len(lines) else None
    if (
        below is None
        or not _plain(lines[at].text)
        or _lines.heading_of(lines[at].text)[0]
        or _RULE.fullmatch(lines[at].text)
    ):
        return 0
    return 1 if below[1].startswith("=") else 2


def _text(line: _lines.Line, level: int) -> Iterator[Text]:
    source = match[1] if (match := _QUOTE.fullmatch(line.text)) else line.text
    if _FENCE.fullmatch(source) or _RULE.fullmatch(source):
        return
    item = bool(_NUMBERED.fullmatch(source))
    declared, words = _lines.heading_of(source)
    if declared:
        source, level = words, declared
    elif bullet := _BULLET.fullmatch(source):
        source, item = bullet[1], True
    if text := _plain(source):
        yield Text(text, Spot(line=line.number), level=level, item=item and not level)


def _plain(source: str) -> str:
    """A piece of Markdown as it reads."""
    text = _IMAGE.sub("", source)
    for pattern, kept in ((_LINK, r"\1"), (_CODE, r"\1"), (_STRONG, r"\1\2"), (_EMPHASIS, r"\1")):
        text = pattern.sub(kept, text)
    text = _ESCAPED.sub(r"\1", _TAG.sub(" ", text))
    return collapse(html.unescape(text) if "&" in text else text)
