"""The pages of a PDF as one flow: no page numbers and running heads, paragraphs and tables joined over page breaks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Spot, Table, TableCell, Text
from generator.importers.readers.bounds import MOST_ROWS
from generator.importers.readers.pdf_page import Line, Ruled, Sheet
from generator.importers.readers.spacing import join_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER: Final = re.compile(r"[-—–_~·.\s]*第?\s*\d{1,4}\s*页?\s*(?:[/,、|]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–_~·.\s]*")
_DIGITS: Final = re.compile(r"\d+")
_MARGIN: Final = 0.13
"""The share of a page's height at its top and bottom where page numbers and running heads stand."""
_FEWEST_PAGES: Final = 3
_NEAR: Final = 4.0
_ORDINAL: Final = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）]|第[一二三四五六七八九十]+[条章节部]|附[件表]"
)
_ENDS: Final = "。！？：；.!?:;"
_INDENT: Final = 1.2
"""Heights of a character from the margin at which a line counts as indented."""
_DEEPEST_INDENT: Final = 4.0
_FEWEST_INDENTS: Final = 3
_SHORT: Final = 1.6
"""Heights of a character before the right margin at which a line counts as ended."""
_LONG: Final = 14.0
"""Heights of a character that a line has at least that goes from margin to margin."""
_CLOSE: Final = 3.2
"""Heights of a character between two base lines beyond which the lines are not one paragraph."""


def join_pages(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """The blocks of a document."""
    items = list(_without_running(sheets))
    indents = sum(isinstance(item, Line) and 0 < _indent(item) < _DEEPEST_INDENT for item in items) >= _FEWEST_INDENTS
    run: list[Line] = []
    table: Ruled | None = None
    for item in items:
        if isinstance(item, Ruled) and table is not None and _goes_on(table, item):
            table = Ruled(_joined(table.table, item.table), table.xs)
            continue
        if table is not None:
            yield table.table
            table = None
        if isinstance(item, Line):
            if run and not _is_wrapped(run[-1], item, indents=indents):
                yield _paragraph(run)
                run = []
            run.append(item)
            continue
        if run:
            yield _paragraph(run)
            run = []
        if isinstance(item, Ruled):
            table = item
        else:
            yield item
    if run:
        yield _paragraph(run)
    if table is not None:
        yield table.table


def _without_running(sheets: Sequence[Sheet]) -> Iterator[Line | Ruled | Text]:
    repeated = Counter(key for sheet in sheets for key in {_key(line) for line in _marginal(sheet)})
    often = max(_FEWEST_PAGES, (len(sheets) + 1) // 2)
    for sheet in sheets:
        marginal = _marginal(sheet)
        for item in sheet.items:
            if item in marginal and isinstance(item, Line):
                text = unicodedata.normalize("NFKC", item.text)
                if _NUMBER.fullmatch(text) or repeated[_key(item)] >= often:
                    continue
            yield item


def _marginal(sheet: Sheet) -> list[Line]:
    """The lines in the margins of a page: its first two and last two, if they stand high or low enough."""
    lines = [item for item in sheet.items if isinstance(item, Line)]
    low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
    return [line for line in lines[:2] if line.base > high] + [line for line in lines[-2:] if line.base < low]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", unicodedata.normalize("NFKC", line.text)), round(line.base / _NEAR)


def _indent(line: Line) -> float:
    """How many heights of a character a line begins to the right of the margin; 0 where it is hardly any."""
    indent = (line.left - line.margins[0]) / line.height
    return indent if indent > _INDENT else 0


def _is_wrapped(before: Line, line: Line, *, indents: bool) -> bool:
    """Whether a line goes on with the paragraph of the one before; in a document that `indents` none begins at left."""
    height = max(before.height, line.height)
    if abs(before.height - line.height) > 0.2 * height or _ORDINAL.match(line.text):
        return False
    if before.page == line.page and before.base - line.base > _CLOSE * height:
        return False
    is_full = before.margins[1] - before.right < _SHORT * height and before.right - before.left > _LONG * height
    ends = before.text[-1] in _ENDS and before.margins[1] - before.right > height / 2
    return is_full and not _indent(line) and (indents or not ends)


def _paragraph(run: Sequence[Line]) -> Text:
    text = ""
    for line in run:
        text = join_wrapped(text, line.text)
    return Text(text, Spot(page=run[0].page, line=run[0].number))


def _goes_on(above: Ruled, below: Ruled) -> bool:
    """Whether a table goes on with another at the top of the next page: their columns stand in the same places."""
    page = above.table.page_of(above.table.height - 1)
    if page is None or below.table.spot.page != page + 1 or above.table.width != below.table.width:
        return False
    if above.table.height + below.table.height > MOST_ROWS or len(above.xs) != len(below.xs):
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(above.xs, below.xs, strict=True))


def _joined(above: Table, below: Table) -> Table:
    """Both as one table, without the head that is printed again."""
    first, second = above.rows(), below.rows()
    head = 0
    while head < min(len(first), len(second)) - 1 and _same(first[head], second[head]):
        head += 1
    shift = above.height - head
    moved = (replace(cell, row=cell.row + shift) for cell in below.cells if cell.row >= head)
    cells: tuple[TableCell, ...] = (*above.cells, *moved)
    return replace(above, cells=cells, height=above.height + below.height - head, turns=(*above.turns, above.height))


def _same(one: Sequence[TableCell], other: Sequence[TableCell]) -> bool:
    def shown(row: Sequence[TableCell]) -> list[tuple[str, int, int]]:
        return [(cell.text, cell.column, cell.columns) for cell in row]

    words = "".join(cell.text for cell in one)
    return shown(one) == shown(other) and bool(words) and not _DIGITS.fullmatch(words)
