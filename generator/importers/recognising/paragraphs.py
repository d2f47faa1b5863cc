"""Blocks of a section as Markdown: lines broken by a layout joined, sub-headings and lists kept, nothing else meant."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.document import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMERAL: Final = "一二三四五六七八九十"
MARK: Final = re.compile(
    rf"(?:[(（][{NUMERAL}\d]{{1,3}}[)）]|[{NUMERAL}]{{1,2}}、|第[{NUMERAL}]{{1,2}}[，,、]|\d{{1,2}}[.、．)）]|[①-⑳]|[•●▪◆■▲]|[{NUMERAL}](?:是|要))"
)
"""How a paragraph, an item or a sub-heading begins."""
HEADING_MARK: Final = re.compile(rf"[(（][{NUMERAL}]{{1,3}}[)）]|[{NUMERAL}]{{1,2}}、|\d{{1,2}}[.、．]")
ENDS: Final = "。！？；：!?;:"
CLOSERS: Final = "”’」』）)】》〉"
GOES_ON: Final = ("，", "、", "（", "《", "“", ",", "—", "和", "及", "与", "的")
SUB: Final = re.compile(rf"(?<=[。；！”])\s*(?=[(（][{NUMERAL}]{{1,3}}[)）](?![、，。和]))")
"""Where a glued text goes on with another subsection."""
NARROW: Final = 110
"""Widest line, in half-width characters, of a text that a layout may have broken into lines."""
FULL: Final = 0.6
"""Share of the widest line from which on a line that ends no sentence was broken."""
INDENT: Final = 3
"""Half-width characters that the first line of a paragraph is shorter by, at least."""
SHORTEST: Final = 20
MANY: Final = 5
"""How many lines of some width tell whether a layout broke them."""
LONGEST_HEADING: Final = 30
SHORT_TITLE: Final = 16
LEVEL: Final = "###"
BULLET: Final = re.compile(r"[•●▪◆■▲·]\s*")
SPECIAL: Final = re.compile(r"([\\`*\[\]]|<(?=[A-Za-z/!?])|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|~(?=~)|&(?=#?\w+;))")
LINE_START: Final = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=~]{2,}$|(?:-\s*){3,}$|:?-+:?\s*(?:\||$))")
ORDERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def widest_line(lines: Iterable[str]) -> int:
    """The width of lines that a layout may have broken, in half-width characters; 0 where none did."""
    widths = sorted(width for line in lines if (width := width_of(line)) >= SHORTEST)
    usual = widths[len(widths) * 9 // 10] if len(widths) >= MANY else 0
    return usual if usual <= NARROW else 0


def join_lines(blocks: Sequence[Text], widest: int) -> list[Text]:
    """The blocks with those joined that were one paragraph before a layout broke it."""
    found: list[tuple[Text, list[str]]] = []
    before: Text | None = None
    for block in blocks:
        if before is not None and _is_broken(before, block, widest):
            found[-1][1].append(_between(before.text, block.text) + block.text)
        else:
            found.append((block, [block.text]))
        before = block
    return [replace(block, text="".join(pieces)) if len(pieces) > 1 else block for block, pieces in found]


def markdown_of(blocks: Sequence[Text]) -> str:
    """Whole paragraphs, sub-headings and items as Markdown."""
    found: list[str] = []
    last_item = False
    for block, following in pairwise((*blocks, Text(""))):
        bullet = BULLET.match(block.text)
        item = block.item or bullet is not None
        lead = "- " if item else f"{LEVEL} " if _is_heading(block) or _is_title(block, following) else ""
        for piece in SUB.split(block.text[bullet.end() :] if bullet else block.text):
            if not (text := piece.strip()):
                continue
            found.append("\n" if item and last_item else "\n\n" if found else "")
            found.append(lead + escape(text))
            last_item = item
    return "".join(found)


def width_of(text: str) -> int:
    """The width of a line in half-width characters."""
    return len(text.encode("gb18030", "replace"))


def escape(text: str) -> str:
    """A paragraph in which no character means anything to Markdown."""
    text = SPECIAL.sub(r"\\\1", text)
    if mark := ORDERED.match(text):
        return f"{mark[1]}\\{text[mark.end(1) :]}"
    return "\\" + text if LINE_START.match(text) else text


def _is_heading(block: Text) -> bool:
    text = block.text
    if block.level:
        return not text.rstrip(CLOSERS).endswith(("，", "；", "、", ",", ";")) and len(text) <= LONGEST_HEADING * 2
    numbered = HEADING_MARK.match(text)
    if not numbered or block.item or not numbered.end() < len(text) <= LONGEST_HEADING:
        return False
    return text[-1] not in ENDS + "，、" and "，" not in text


def _is_title(block: Text, following: Text) -> bool:
    """Whether a short line without any punctuation stands above a paragraph."""
    bare = not block.item and 1 < len(block.text) <= SHORT_TITLE and all(map(str.isalnum, block.text))
    return bare and len(following.text) > LONGEST_HEADING


def _is_broken(before: Text, after: Text, widest: int) -> bool:
    """Whether two lines were one paragraph before a layout broke it."""
    if before.level or after.level or after.item:
        return False
    if before.text.endswith(GOES_ON) and not MARK.match(after.text):
        return True
    if before.text.endswith((":", "：")) and after.text[:1].isascii() and after.text[:1].isalpha():
        return True
    if before.text.rstrip(CLOSERS).endswith(tuple(ENDS)):
        full = widest and min(width_of(before.text), width_of(after.text)) > widest - INDENT
        return after.text[:1] in CLOSERS or bool(full and not MARK.match(after.text))
    if after.text[:1] in CLOSERS + "，。、；":
        return True
    prose = len(before.text) > LONGEST_HEADING and any(sign in before.text for sign in "，。,")
    full = prose or (widest and width_of(before.text) >= widest * FULL)
    return bool(full) and not MARK.match(after.text)


def _between(before: str, after: str) -> str:
    """What parts two pieces of a line: a space between Latin words."""
    return " " if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() else ""


def is_prose(text: str) -> bool:
    """Whether a text holds a sentence."""
    return "。" in text and len(text) > len("无。")
