"""The blocks of a plain text: paragraphs, `#` headings and flat lists.

A text is plain if markdown-it-py would certainly see the same blocks in it. No line of it is indented or ends in a
space, none defines a reference, and each line that could begin anything but a paragraph is one of the forms below.
"""

from __future__ import annotations

import re
from typing import TypeAlias

# The HTML before a block's texts, these texts, still Markdown inside, and the HTML between and after them.
Block: TypeAlias = tuple[str, list[str], str, str]

# How a line of a paragraph begins.
TEXT = (
    r"[^\n #\-*+_=>|:~`0-9]"
    r"|[0-9]{1,9}(?![0-9.)])|[0-9]{10}|[0-9]{1,9}[.)](?![ ]|$)"  # a year or an amount, not the number of an item
    r"|(?:\*\*?|__?)(?![*_ ]|$)"  # neither a list nor a rule: emphasis, most often
    r"|#{1,6}(?![# ]|$)|#{7}"  # too little or too much for a heading
    r"|[-|:](?![-|: ]|$)|\+(?![ ]|$)|=(?![= ]|$)"  # neither a list, a rule, an underline nor a table
    r"|``?(?!`)|~~?(?!~)"  # no fence
)
_HEADING = r"(?P<level>#{1,6}) +(?=[^ ])(?!.*#$)"  # a # at the end may close the heading
_MARKER = r"(?:(?P<bullet>[-*+])|(?P<number>[0-9]{1,9})(?P<stop>[.)]))"
_BEGINS_TEXT = re.compile(TEXT, re.MULTILINE)
_BULLETS = re.compile(rf"- (?:{TEXT}).*(?:\n- (?:{TEXT}).*)*\Z", re.MULTILINE)
_LINE = re.compile(rf"(?:{TEXT})|{_HEADING}|{_MARKER} {{1,4}}(?={TEXT})", re.MULTILINE)


def plain_blocks(text: str, shift: int) -> list[Block] | None:
    """The blocks of a text without control characters, its headings `shift` levels deeper; None if it is not plain."""
    if " \n" in text or text.endswith(" ") or "]:" in text:
        return None
    reader = _Reader(shift)
    for part in text.strip("\n").split("\n\n"):
        if "\n" not in part and _BEGINS_TEXT.match(part):
            reader.paragraph(part)
        elif part.startswith("- ") and _BULLETS.match(part):
            reader.items("-", 1, [content.strip() for content in part[2:].split("\n- ")])
        elif not reader.lines(part.strip("\n")):
            return None
    reader.end_list()
    return reader.blocks


class _Reader:
    """Puts the lines of a text together to blocks."""

    __slots__ = ("_after_blank", "_items", "_lines", "_loose", "_marker", "_shift", "_start", "blocks")

    def __init__(self, shift: int) -> None:
        self.blocks: list[Block] = []
        self._shift = shift
        self._lines: list[str] = []  # of the paragraph that is open
        self._items: list[str] = []  # of the list that is open
        self._marker = ""
        self._start = 1
        self._loose = False
        self._after_blank = True

    def paragraph(self, content: str) -> None:
        """A whole paragraph."""
        if self._items:
            self.end_list()
        self.blocks.append(("<p>", [content.strip()], "", "</p>\n"))

    def lines(self, part: str) -> bool:
        """Lines with a blank one behind but none among them; whether all are plain."""
        for line in part.split("\n") if part else ():
            found = _LINE.match(line)
            if not found or not self._line(line, found):
                return False
            self._after_blank = False
        self._end_paragraph()
        self._after_blank = True
        return True

    def items(self, marker: str, number: int, contents: list[str]) -> None:
        """Items of a list, which goes on if their marker is that of the list above."""
        if marker != self._marker:
            self.end_list()
        if self._items:
            self._loose |= self._after_blank
        else:
            self._marker, self._start, self._loose = marker, number, False
        self._items += contents

    def end_list(self) -> None:
        """Close the list that is open, if any."""
        if not self._items:
            return
        tag = "ul" if self._marker in "-*+" else "ol"
        start = "" if self._start == 1 else f' start="{self._start}"'
        opening, closing = ("<li>\n<p>", "</p>\n</li>\n") if self._loose else ("<li>", "</li>\n")
        self.blocks.append((f"<{tag}{start}>\n{opening}", self._items, closing + opening, f"{closing}</{tag}>\n"))
        self._items = []

    def _line(self, line: str, found: re.Match[str]) -> bool:
        kind = found.lastgroup
        if not kind:
            return self._text(line)
        content = line[found.end() :].strip()
        if kind == "level":
            self._heading(len(found["level"]), content)
            return True
        number = int(found["number"] or 1)
        if self._lines and number != 1:  # directly below text no list begins so
            return False
        self._end_paragraph()
        self.items(found["bullet"] or found["stop"], number, [content])
        return True

    def _text(self, line: str) -> bool:
        """A line of a paragraph. Directly below an item it would belong to the item."""
        if self._items:
            if not self._after_blank:
                return False
            self.end_list()
        self._lines.append(line)
        return True

    def _heading(self, level: int, content: str) -> None:
        self._end_paragraph()
        self.end_list()
        tag = f"h{min(6, level + self._shift)}"
        self.blocks.append((f"<{tag}>", [content], "", f"</{tag}>\n"))

    def _end_paragraph(self) -> None:
        if self._lines:
            self.paragraph("\n".join(self._lines))
            self._lines = []
