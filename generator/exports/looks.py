"""How the cells of our workbooks look: heads, cells to fill in, answers of checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from generator.exports.packages import NOT_IN_XML

if TYPE_CHECKING:
    from generator.exports.grid import GridCell

FIRST: Final = 3
"""The row of a sheet that a table begins in, below its heading and an empty row."""
_INPUT, _HEAD, _WRONG, _RED, _LINE = "FFFFFBE6", "FFE7EEF5", "FFF8C9C4", "FFB3261E", "FF8A8F98"


def as_head(cell: Any, aligned: str = "left") -> None:
    """A cell that the form fills in."""
    cell.fill, cell.font, cell.border = PatternFill("solid", _HEAD), Font(bold=True), _border()
    align(cell, aligned)


def as_open(cell: Any, aligned: str = "center", upright: str = "center") -> None:
    """A cell to fill in."""
    cell.fill, cell.border, cell.protection = PatternFill("solid", _INPUT), _border(), Protection(locked=False)
    align(cell, aligned, upright)


def as_answer(cell: Any) -> None:
    """The answer of a check."""
    cell.font = Font(bold=True, color=_RED)
    align(cell, "center")


def wrong() -> Any:
    """The colour of what does not agree."""
    return PatternFill("solid", start_color=_WRONG, end_color=_WRONG)


def align(cell: Any, aligned: str, upright: str = "center") -> None:
    """Where a cell's text stands; long ones go on in further lines."""
    cell.alignment = Alignment(aligned, upright, wrap_text=True)


def write(cell: Any, value: Any) -> None:
    """A value as it stands: a text is never taken for a formula."""
    if isinstance(value, str):
        cell.value = value.translate(NOT_IN_XML)
        cell.data_type = "s"
    else:
        cell.value = value


def letter(column: int) -> str:
    """The name of a column, which is counted from 1."""
    return str(get_column_letter(column))


def reference(cell: GridCell) -> str:
    """The name of the place in the sheet that a cell of a table stands in."""
    return f"{letter(1 + cell.column)}{FIRST + cell.row}"


def _border() -> Any:

    side = Side("thin", color=_LINE)
    return Border(side, side, side, side)
