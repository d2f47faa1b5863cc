"""XLSX: the sheets one after the other, each page one sheet; what stands alone above or below a table is text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.exports.marks import ASIDE
from generator.importers.document import Block, Spot, Text
from generator.importers.readers.grids import Placed, arrange
from generator.importers.readers.lines import item_of
from generator.importers.readers.packages import Package
from generator.importers.readers.parts import Parts
from generator.importers.readers.spacing import collapse
from generator.importers.readers.unreadable import Unreadable
from generator.importers.readers.xlsx_cells import Sheet, read_sheet, shared_texts
from generator.importers.readers.xlsx_dates import date_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(content: bytes) -> Parts:
    """The parts of a workbook.

    Raises:
        Unreadable: the file is damaged, locked, hostile or too large.
    """
    package = Package(content)
    name = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    workbook = package.part(name)
    if workbook is None:
        raise Unreadable("import-damaged")
    related = package.related(name)
    names = dict(related.values())
    texts = shared_texts(package.part(names.get("sharedStrings", "")))
    dates = date_styles(package.part(names.get("styles", "")))
    blocks: list[Block] = []
    for number, sheet in enumerate(workbook.iter(f"{_MAIN}sheet"), 1):
        _, target = related.get(sheet.get(_RELATION) or "", ("", ""))
        root = package.part(target)
        if root is not None and sheet.get("state", "visible") == "visible":
            blocks += _blocks(read_sheet(root, texts, dates).without(_aside(workbook, number - 1)), number)
    return Parts(tuple(blocks))


def _aside(workbook: _Element, at: int) -> Iterator[str]:
    """The ranges of a sheet, which is counted from 0, that our own workbooks say are no part of the report."""
    for name in workbook.iter(f"{_MAIN}definedName"):
        if name.get("name") == ASIDE and name.get("localSheetId") == str(at):
            yield from (part.rpartition("!")[2].replace("$", "") for part in (name.text or "").split(","))


def _blocks(sheet: Sheet, page: int) -> Iterator[Block]:
    """The blocks of a sheet: rows without a text part its tables."""
    filled = sorted({row for row, _ in sheet.texts})
    joined = {at for first, last, _, _ in sheet.merged for at in range(first + 1, last + 1)}
    for _, group in groupby(enumerate(filled), key=lambda pair: _start_of_run(pair, filled, joined)):
        rows = [row for _, row in group]
        yield from _region(sheet, rows[0], rows[-1], page)


def _start_of_run(pair: tuple[int, int], filled: list[int], joined: set[int]) -> int:
    """The first row of the run of rows that a row belongs to; merged cells bridge rows without a text."""
    at, row = pair
    while at > 0 and all(between in joined for between in range(filled[at - 1] + 1, filled[at])):
        at -= 1
        row = filled[at]
    return row


def _region(sheet: Sheet, first: int, last: int, page: int) -> Iterator[Block]:
    """The blocks of some rows: lone texts at the top and the bottom, and the table between them."""
    counts = {row: len(list(cells)) for row, cells in groupby(sorted(sheet.texts), key=lambda place: place[0])}
    top, bottom = first, last
    while top <= last and counts.get(top, 0) <= 1:
        top += 1
    while bottom > top and counts.get(bottom, 0) <= 1:
        bottom -= 1
    yield from _lone(sheet, first, min(top, last + 1), page)
    if top <= last:
        yield from arrange(_cells(sheet, top, bottom), Spot(page=page))
        yield from _lone(sheet, bottom + 1, last + 1, page)


def _lone(sheet: Sheet, first: int, end: int, page: int) -> Iterator[Text]:
    for row, column in sorted(place for place in sheet.texts if first <= place[0] < end):
        for line in filter(None, map(collapse, sheet.texts[row, column].split("\n"))):
            words, is_item = item_of(line)
            yield Text(words, Spot(page=page, row=row + 1, column=column + 1), item=is_item)


def _cells(sheet: Sheet, first: int, last: int) -> Iterator[Placed]:
    """Every cell of some rows, empty ones too, in the columns that any of them uses."""
    columns = [column for row, column in sheet.texts if first <= row <= last]
    spans = {(r1, c1): (r2, c2) for r1, r2, c1, c2 in sheet.merged if first <= r1 <= last}
    covered = {
        (row, column)
        for (r1, c1), (r2, c2) in spans.items()
        for row in range(r1, min(r2, last) + 1)
        for column in range(c1, min(c2, max(columns)) + 1)
        if (row, column) != (r1, c1)
    }
    for row in range(first, last + 1):
        for column in range(min(columns), max(columns) + 1):
            if (row, column) not in covered:
                end_row, end_column = spans.get((row, column), (row, column))
                text = collapse(sheet.texts.get((row, column), ""))
                height, width = min(end_row, last) - row + 1, min(end_column, max(columns)) - column + 1
                yield Placed((Text(text),) if text else (), row, column, height, width)
