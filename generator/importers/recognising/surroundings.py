"""Sentences that stand in a section that is a table: above it, below it, and its notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.importers.document import Table, Text
from generator.importers.recognising.normal import Plain, plain
from generator.importers.recognising.paragraphs import is_prose
from generator.importers.recognising.subsections import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importers.document import Block
    from generator.importers.recognising.outline import Outline

TABLES: Final = {"disclosure": "proactive", "requests": "applications", "proceedings": "applications"}
"""The sections of the national forms that are tables, and where their text goes."""
START: Final = re.compile(
    r"第二十条第|信息内容|[(]?本列数据|申请人情况|一、本年新收|行政复议行政诉讼(?:结果|未经)|^行政复议(?:行政诉讼)?$|结果维持|统计指标|指标名称"
)
"""What a table begins with where it is given as text."""
NOTE: Final = re.compile(r"(?:备?注|说明)\s*[:：]\s*[^。]{2,}(?:。|$)")
GLUED_NOTE: Final = re.compile(r"(?<=[\d\s])备?注[:：][^。]{2,400}。")
BRACKETS: Final = re.compile(r"[(][^()]*[)]")
CLAUSE: Final = re.compile(r"[,。]")
CELL: Final = re.compile(r"\d+(?:元|万元|笔)?(?![\d年月日条件个号])")


def beside_table(blocks: Sequence[Block]) -> Iterator[Text]:
    """The sentences above and below a table."""
    start = next((at for at, block in enumerate(blocks) if _begins_table(block)), len(blocks))
    for block in blocks[: start + 1]:
        if isinstance(block, Text):
            form = Plain(block.text)
            mark = START.search(form.text)
            end = mark.start() if mark else len(form.text)
            begin = _behind_cells(form.text, end)
            for piece in (cut(block, form, 0, end), cut(block, form, begin, len(form.text))):
                if piece and is_prose(piece.text):
                    yield piece
    below = list(blocks[start + 1 :])
    first = max(
        (at + 1 for at, block in enumerate(below) if not isinstance(block, Text) or _is_cells(block)), default=0
    )
    for block in below[first:]:
        if isinstance(block, Text) and not NOTE.match(block.text):
            yield block


def _behind_cells(text: str, start: int) -> int:
    """Where sentences go on behind the cells of a table that is glued into a text."""
    bare = BRACKETS.sub(lambda found: " " * len(found[0]), text)
    clause = CLAUSE.search(bare, start)
    if not clause:
        return len(text)
    cells = [found.end() for found in CELL.finditer(bare, start, clause.start())]
    note = NOTE.match(text, cells[-1]) if cells else None
    return note.end() if note else cells[-1] if cells else len(text)


def _begins_table(block: Block) -> bool:
    return isinstance(block, Table) or bool(START.search(plain(block.text)))


def _is_cells(block: Text) -> bool:
    """Whether a text below the beginning of a table still belongs to it."""
    form = plain(block.text)
    short = len(form) <= len("行政机关不再处理其政府信息公开申请") and "。" not in form
    return short or bool(START.search(form))


def table_notes(outline: Outline) -> Iterator[str]:
    """The notes below tables."""
    for part in outline.parts:
        for block in part.blocks if part.section in (*TABLES, "statistics") else ():
            texts = [block.text] if isinstance(block, Text) else [cell.text for cell in block.cells]
            for text in texts:
                if found := NOTE.match(text) or GLUED_NOTE.search(text):
                    yield found[0].strip()
