"""Plain text: one paragraph or cell a line, tables of tabs or pipes, the head of an archived page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importers.document import Block, Spot, Text
from generator.importers.readers import lines as _lines
from generator.importers.readers.charsets import Decoded
from generator.importers.readers.parts import Parts
from generator.importers.readers.spacing import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def read_text(decoded: Decoded) -> Parts:
    """The parts of a text file."""
    metadata, body = _lines.take_head(_lines.number_lines(decoded.text))
    return Parts(tuple(_blocks(body)), metadata)


def _blocks(lines: Sequence[_lines.Line]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if _lines.is_piped(line):
            rows = _lines.rows_from(lines, at, _lines.is_piped)
            yield from _lines.line_table(_lines.piped_rows(rows), line.number)
            at += len(rows)
        elif _lines.is_cell(line) and (rows := _lines.cells_from(lines, at)):
            yield from _lines.line_table(_lines.celled_rows(rows), line.number)
            at += len(rows)
        elif _lines.is_tabbed(line) and _lines.is_table_of_tabs(
            rows := _lines.rows_from(lines, at, lambda row: "\t" in row.text)
        ):
            yield from _lines.line_table([_lines.tabbed_cells(row) for row in rows], line.number)
            at += len(rows)
        else:
            yield from _text(line)
            at += 1


def _text(line: _lines.Line) -> Iterator[Text]:
    level, words = _lines.heading_of(line.text)
    words, is_item = _lines.item_of(words)
    if text := collapse(words):
        yield Text(text, Spot(line=line.number), level=level, item=is_item and not level)
