"""The sheets of a workbook: its cover, a table with its checks, the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.workbook.defined_name import DefinedName

from generator.exports.answers import add_checks, warn_on_entry
from generator.exports.checks import checks_of
from generator.exports.looks import FIRST, align, as_head, as_open, letter, write
from generator.exports.marks import ASIDE
from generator.exports.paragraphs import paragraphs_of
from generator.models.cell import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.exports.contents import Content
    from generator.exports.grid import Grid, GridCell
    from generator.forms.form import Relation, Section
    from generator.messages import Messages
    from generator.models.agency import Agency
    from generator.models.cell import Cell
    from generator.models.report import Report

_EXACT: Final = 15
"""So many digits of a number a spreadsheet keeps."""
_LABEL, _FIGURE, _TEXT = 24, 12, 100
"""Widths of columns, in characters."""
_ADVICE_HEIGHT, _TEXT_HEIGHT = 150, 120
"""Heights of rows, in points."""


def add_cover(sheet: Any, report: Report, agency: Agency, messages: Messages) -> None:
    """Agency, year, title and day, and below them how to fill the workbook in."""
    lines: list[tuple[str, Any, bool]] = [
        ("title", report.head.title, True),
        ("issuer", report.head.source.issuer or agency.name_in(report.year).zh_hans, False),
        ("year", report.year, False),
        ("published", report.head.published, True),
        ("form", "、".join(form.name.zh_hans for form in report.forms), False),
    ]
    for row, (key, value, is_open) in enumerate(lines, 1):
        as_head(sheet.cell(row, 1, messages(f"workbook.{key}")))
        cell = sheet.cell(row, 2)
        write(cell, value)
        if is_open:
            as_open(cell, "left")
        else:
            as_head(cell)
    sheet.cell(4, 2).number_format = "yyyy-mm-dd"
    last = len(lines) + 2
    align(sheet.cell(last, 1, messages("workbook.advice")), "left")
    sheet.merge_cells(start_row=last, end_row=last, start_column=1, end_column=2)
    sheet.row_dimensions[last].height = _ADVICE_HEIGHT
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _TEXT
    _finish(sheet, [f"$A${last}:$B${last}"])


def add_texts(sheet: Any, contents: Sequence[Content]) -> None:
    """Headings, and below each a cell for its text: a line in it is a paragraph."""
    for row, content in zip(range(1, 3 * len(contents), 3), contents, strict=True):
        as_head(sheet.cell(row, 1, content.heading))
        cell = sheet.cell(row + 1, 1)
        write(cell, _plain(content.text))
        as_open(cell, "left", "top")
        sheet.row_dimensions[row + 1].height = _TEXT_HEIGHT
    sheet.column_dimensions["A"].width = _TEXT
    _finish(sheet, [])


def add_table(  # noqa: PLR0913, PLR0917 - all that a sheet shows
    sheet: Any, content: Content, section: Section, grid: Grid, relations: Iterable[Relation], messages: Messages
) -> None:
    """A table as the form prints it, and around it the checks of its arithmetic."""
    as_head(sheet.cell(1, 1, content.heading))
    for cell in grid.cells:
        _place(sheet, cell, content.cells)
    labels = {cell.column + cell.columns - 1 for cell in grid.cells if cell.is_row_head}
    for column in range(grid.width):
        sheet.column_dimensions[letter(1 + column)].width = _LABEL if column in labels else _FIGURE
    warn_on_entry(sheet, section, grid, messages)
    _finish(sheet, add_checks(sheet, section, grid, [*checks_of(section, relations, grid)], messages))


def _place(sheet: Any, cell: GridCell, cells: Sequence[Cell]) -> None:
    row, column = FIRST + cell.row, 1 + cell.column
    last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
    for y in range(row, last_row + 1):
        for x in range(column, last_column + 1):
            if cell.index < 0:
                as_head(sheet.cell(y, x), "left" if cell.is_row_head else "center")
            else:
                as_open(sheet.cell(y, x))
    write(sheet.cell(row, column), cell.text if cell.index < 0 else _value(cells[cell.index]))
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(start_row=row, end_row=last_row, start_column=column, end_column=last_column)


def _value(cell: Cell) -> Any:
    """A number where a spreadsheet keeps it as it is written, else a text."""
    if cell.meaning is Meaning.BLANK:
        return None
    if cell.meaning is Meaning.NUMBER and cell.number is not None and len(cell.text) <= _EXACT:
        number = float(cell.number) if cell.whole is None else cell.whole
        return number if cell.text == str(number) else cell.text
    return cell.text


def _finish(sheet: Any, aside: list[str]) -> None:
    """Locks all but what is to be filled in, and marks what is no part of the report."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if aside:
        ranges = ",".join(f"'{sheet.title}'!{place}" for place in aside)
        sheet.defined_names[ASIDE] = DefinedName(ASIDE, attr_text=ranges)


def _plain(text: str) -> str | None:
    """A text without what means something to Markdown alone."""
    lines = [f"{'• ' if paragraph.item else ''}{paragraph.text}" for paragraph in paragraphs_of(text)]
    return "\n".join(lines) or None
