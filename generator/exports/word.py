"""The official DOCX of a report: title, issuer, day, the sections in the form's order, tables as the form has them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips

from generator.exports.contents import contents_of
from generator.exports.packages import NOT_IN_XML, timeless
from generator.exports.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from generator.exports.contents import Content
    from generator.exports.grid import Grid, GridCell
    from generator.messages import Messages
    from generator.models.agency import Agency
    from generator.models.cell import Cell
    from generator.models.report import Report

_SPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONT: Final = "仿宋"
_HEAD_FONT: Final = "黑体"
_PAGE: Final = (11906, 16838)
"""A4, in twentieths of a point."""
_TEXT_SIZE: Final = 32
"""Half-points: the third size of Chinese type, which official documents are set in."""
_TABLE_SIZE: Final = 18
_TABLE_WIDTH: Final = 8306
"""What A4 leaves between the margins, in twentieths of a point, as all widths are."""
_CELL_MARGIN: Final = 57
_NARROWEST, _WIDEST = 6, 14
"""Characters that a column of a table is made wide for."""
_SPACING: Final = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
_HEADINGS: Final = {"Title": 44, "Heading 1": 32, "Heading 2": 32, "Heading 3": 32}
_ROW: Final = "<w:trPr><w:cantSplit/></w:trPr>"
_ROW_ON_EACH_PAGE: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_MOST_LEVELS: Final = 2


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in one of the rows that it spans; in all but the first it goes on."""

    cell: GridCell
    goes_on: bool


def report_as_docx(report: Report, agency: Agency, messages: Messages) -> bytes:
    """A report as its agency would publish it. The same report gives the same bytes."""
    document = Document()
    _set_styles(document)
    head = report.head
    document.core_properties.title = _clean(head.title)
    document.core_properties.author = _clean(agency.name_in(report.year).zh_hans)
    document.add_paragraph(_clean(head.title), style="Title")
    source, name = head.source, agency.name_in(report.year).zh_hans
    below = [messages("exports.index", number=source.index_number)] if source.index_number else []
    below.append(messages("exports.issuer", name=source.issuer or name))
    below += [messages("exports.published", day=messages.day(head.published))] if head.published else []
    document.add_paragraph(_clean("\u3000".join(below))).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for content in contents_of(report):
        _add(document, content)
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


def _add(document: Any, content: Content) -> None:
    document.add_paragraph(_clean(content.heading), style=f"Heading {min(content.level + 1, _MOST_LEVELS)}")
    for paragraph in paragraphs_of(content.text):
        style = "Heading 3" if paragraph.heading else "List Bullet" if paragraph.item else None
        added = document.add_paragraph(style=style)
        for run in paragraph.runs:
            added.add_run(_clean(run.text)).bold = run.bold or None
    if content.grid:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(_table(content.grid, content.cells)))


def _set_styles(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Twips, _PAGE)
    for name, size in {"Normal": _TEXT_SIZE, **_HEADINGS}.items():
        style = document.styles[name]
        font = _FONT if name == "Normal" else _HEAD_FONT
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size / 2), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{key}"), font)
    title = document.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(line)


def _table(grid: Grid, cells: tuple[Cell, ...]) -> str:
    """A table with its spans, as WordprocessingML."""
    edges = _edges(grid)
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{_CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    heads = _repeated_heads(grid)
    rows = "".join(
        f"<w:tr>{_ROW_ON_EACH_PAGE if at < heads else _ROW}{''.join(_cell(cell, cells, edges) for cell in row)}</w:tr>"
        for at, row in enumerate(_spread(grid))
    )
    return (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _edges(grid: Grid) -> list[int]:
    """Where each column begins, and where the last one ends; word processors place spans by these.

    A column is as wide as its longest head asks for that stands in it alone, within bounds.
    """
    longest = [_NARROWEST] * grid.width
    for cell in grid.cells:
        if cell.columns == 1:
            longest[cell.column] = min(max(longest[cell.column], len(cell.text)), _WIDEST)
    return [_TABLE_WIDTH * length // sum(longest) for length in accumulate(longest, initial=0)]


def _repeated_heads(grid: Grid) -> int:
    """How many rows of heads stand above all cells, to be repeated on each page; none where heads stand between."""
    filled = [any(cell.index >= 0 for cell in row) for row in grid.rows()]
    first = filled.index(True)
    return first if all(filled[first:]) else 0


def _spread(grid: Grid) -> list[list[_Placed]]:
    """The rows of a table in which what spans several begins in the first and goes on in the others."""
    rows: list[list[_Placed]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        for below in range(cell.rows):
            rows[cell.row + below].append(_Placed(cell, goes_on=below > 0))
    return [sorted(row, key=lambda placed: placed.cell.column) for row in rows]


def _cell(placed: _Placed, cells: tuple[Cell, ...], edges: list[int]) -> str:
    cell = placed.cell
    width = f'<w:tcW w:w="{edges[cell.column + cell.columns] - edges[cell.column]}" w:type="dxa"/>'
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = "continue" if placed.goes_on else "restart"
    merged = f'<w:vMerge w:val="{merge}"/>' if cell.rows > 1 else ""
    text = "" if placed.goes_on else cell.text if cell.index < 0 else cells[cell.index].text
    aligned = "left" if cell.is_row_head else "center"
    run = (
        f'<w:r><w:rPr><w:sz w:val="{_TABLE_SIZE}"/></w:rPr><w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'
        if text
        else ""
    )
    return (
        f'<w:tc><w:tcPr>{width}{span}{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{_SPACING}<w:jc w:val="{aligned}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _clean(text: str) -> str:
    """A text without the characters that XML can't hold."""
    return text.translate(NOT_IN_XML)
