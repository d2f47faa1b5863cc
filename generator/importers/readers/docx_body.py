"""The body of a DOCX: its paragraphs and tables in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Spot, Text
from generator.importers.readers.bounds import DEEPEST, MOST_COLUMNS
from generator.importers.readers.docx_styles import W, value_of
from generator.importers.readers.grids import Placed, arrange, check_bounds
from generator.importers.readers.spacing import collapse, raised
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from generator.importers.readers.docx_numbers import Numbering
    from generator.importers.readers.docx_styles import Styles

_ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_WORDS: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_NOT_SHOWN: Final = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "delText"))


class Body:
    """Reads the blocks of a document, counting its lists as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, container: _Element, depth: int = 0) -> Iterator[Block]:
        """The blocks in a body, a cell, a text box or a content control.

        Raises:
            Unreadable: they are nested too deeply, or a table is too large.
        """
        if depth > DEEPEST // 4:
            raise Unreadable("import-nested-too-deeply", found=f"> {DEEPEST // 4}")
        for child in container:
            if child.tag == W + "p":
                yield from self._paragraph(child, depth)
            elif child.tag == W + "tbl":
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in _NOT_SHOWN:
                yield from self.blocks(_chosen(child), depth + 1)

    def _paragraph(self, paragraph: _Element, depth: int) -> Iterator[Block]:
        properties = paragraph.find(W + "pPr")
        boxes: list[_Element] = []
        lines = [line for source in "".join(_words(paragraph, boxes)).split("\n") if (line := collapse(source))]
        membership = self._styles.list_of(properties) if lines else None
        number = None if membership is None else self._numbering.next(*membership)
        if number:
            lines[0] = collapse(number) + lines[0]
        level = self._styles.level(properties)
        for at, line in enumerate(lines):
            yield Text(line, level=level, item=membership is not None and not level and at == 0)
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _table(self, table: _Element, depth: int) -> Iterator[Block]:
        rows = [row for row in _parts(table, W + "tr") if not _is_deleted(row)]
        check_bounds(len(rows), 0)
        yield from arrange(self._cells(rows, depth), Spot())

    def _cells(self, rows: list[_Element], depth: int) -> Iterator[Placed]:
        """The cells of some rows; one that goes on below another (vMerge) is given to that one."""
        open_cells: dict[int, Placed] = {}
        for row, element in enumerate(rows):
            properties = element.find(W + "trPr")
            column = 0 if properties is None else _whole(value_of(properties, "gridBefore"), 0)
            going_on: dict[int, Placed] = {}
            for cell in _parts(element, W + "tc"):
                details = cell.find(W + "tcPr")
                width = 1 if details is None else max(1, _whole(value_of(details, "gridSpan"), 1))
                check_bounds(len(rows), column + 1)
                width = min(width, MOST_COLUMNS - column)
                above = open_cells.get(column)
                if _goes_on(details) and above is not None:
                    going_on[column] = Placed(above.blocks, above.row, column, row - above.row + 1, above.columns)
                else:
                    placed = Placed(tuple(self.blocks(cell, depth + 1)), row, column, 1, width)
                    if details is not None and details.find(W + "vMerge") is not None:
                        going_on[column] = placed
                    else:
                        yield placed
                column += width
            yield from (cell for at, cell in open_cells.items() if at not in going_on or going_on[at].row == row)
            open_cells = going_on
        yield from open_cells.values()


def _goes_on(details: _Element | None) -> bool:
    merge = None if details is None else details.find(W + "vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _is_deleted(row: _Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _parts(container: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls and markup of changes."""
    pending = list(container)[::-1]
    while pending:
        child = pending.pop()
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NOT_SHOWN and not child.tag.endswith("Pr"):
            pending += list(_chosen(child))[::-1]


def _chosen(element: _Element) -> _Element:
    """The first of alternatives that mean the same; any other element itself."""
    if element.tag != _ALTERNATIVES:
        return element
    choice = element.find(_CHOICE)
    return element if choice is None else choice


def _words(paragraph: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The text of a paragraph; the text boxes anchored in it are put aside."""
    pending = list(paragraph)[::-1]
    while pending:
        element = pending.pop()
        if element.tag == W + "t":
            yield raised(element.text or "") if _is_raised(element.getparent()) else element.text or ""
        elif element.tag in _WORDS:
            yield _WORDS[element.tag]
        elif element.tag == W + "txbxContent":
            boxes.append(element)
        elif isinstance(element.tag, str) and element.tag not in _NOT_SHOWN and not _is_hidden(element):
            pending += list(_chosen(element))[::-1]


def _is_hidden(element: _Element) -> bool:
    properties = element.find(W + "rPr") if element.tag == W + "r" else None
    return properties is not None and properties.find(W + "vanish") is not None


def _is_raised(run: _Element | None) -> bool:
    place = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return place is not None and place.get(W + "val") == "superscript"


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default  # noqa: PLR2004
