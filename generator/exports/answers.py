"""What a sheet says about the cells of its table: warnings on entry, and the form's arithmetic in words and colour."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from generator.exports.checks import words_of
from generator.exports.looks import FIRST, align, as_answer, letter, reference, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.exports.checks import Check
    from generator.exports.grid import Grid, GridCell
    from generator.forms.form import Section
    from generator.messages import Messages

_MOST: Final = 1_000_000_000_000
"""Larger numbers are taken for slips."""
_WIDTH: Final = 20


def warn_on_entry(sheet: Any, section: Section, grid: Grid, messages: Messages) -> None:
    """Warns where no number is entered; what a report really prints can be kept all the same."""
    kinds: dict[str, list[str]] = {}
    for cell in grid.cells:
        if cell.index >= 0:
            kinds.setdefault(_kind(section, cell), []).append(reference(cell))
    for kind, places in kinds.items():
        rule = DataValidation(
            type="decimal" if kind == "amount" else "whole",
            operator="between",
            formula1=str(-_MOST if kind == "change" else 0),
            formula2=str(_MOST),
            errorStyle="warning",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=messages("workbook.unusual"),
            error=messages(f"workbook.not-{kind}"),
        )
        sheet.add_data_validation(rule)
        for place in places:
            rule.add(place)


def _kind(section: Section, cell: GridCell) -> str:
    """What numbers the form expects in a cell: a row's own kind goes before its column's."""
    key, at = section.places[cell.address]
    row, block = section.rows[key]
    return row.number or block.column_leaves[at].number or "count"


def add_checks(sheet: Any, section: Section, grid: Grid, checks: Sequence[Check], messages: Messages) -> list[str]:
    """The answers beside and below the table; gives the ranges they take."""
    right, below = grid.width + 2, FIRST + grid.height + 1
    ranges = []
    for column, group in enumerate(_by_relation(check for check in checks if check.beside), right):
        _say(sheet.cell(FIRST, column), group[0], section, messages)
        sheet.column_dimensions[letter(column)].width = _WIDTH
        for check in group:
            _answer(sheet, check, FIRST + check.right[0].row, column, messages)
        ranges.append(f"${letter(column)}${FIRST}:${letter(column)}${FIRST + grid.height}")
    for row, group in enumerate(_by_relation(check for check in checks if not check.beside), below):
        _say(sheet.cell(row, right), group[0], section, messages)
        for check in group:
            _answer(sheet, check, row, 1 + check.right[0].column, messages)
        ranges.append(f"$A${row}:${letter(right)}${row}")
    return ranges


def _by_relation(checks: Iterable[Check]) -> Iterator[list[Check]]:
    return ([*group] for _, group in groupby(checks, key=lambda check: check.relation.code))


def _say(cell: Any, check: Check, section: Section, messages: Messages) -> None:
    cell.value = messages("workbook.check", words=words_of(check.relation, section))
    align(cell, "left")


def _answer(sheet: Any, check: Check, row: int, column: int, messages: Messages) -> None:

    left, right = (",".join(map(reference, part)) for part in (check.left, check.right))
    difference = f"ROUND(SUM({left})-SUM({right}),6)"
    filled = f"COUNT({left},{right})={len(check.left) + len(check.right)}"
    word = messages("workbook.unequal")
    place = sheet.cell(row, column, f'=IF({filled},IF({difference}=0,"","{word} "&{difference}),"")')
    as_answer(place)
    rule = FormulaRule(formula=[f"LEN(${letter(column)}${row})>0"], fill=wrong())
    for coloured in (place.coordinate, *map(reference, check.right)):
        sheet.conditional_formatting.add(coloured, rule)
