"""Indicators of one report, and their totals over many with the coverage they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.forms.indicators import load_indicators
from generator.models.cell import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.forms.indicators import Indicator
    from generator.models.cell import Cell
    from generator.models.report import Report


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """An indicator in one report: the number, None where a cell it needs holds none, and the first cell's address.

    `meaning` tells what the first cell without a number holds; for a number it is `number`.
    """

    number: Decimal | None
    meaning: str
    address: str


@dataclass(frozen=True, slots=True)
class Total:
    """An indicator over many reports: the sum, how many reports it rests on, and of how many."""

    indicator: Indicator
    sum: Decimal | None
    counted: int
    reports: int


def indicator_values(report: Report) -> Mapping[str, IndicatorValue]:
    """The indicators that the forms of a report's tables have, by key. A blank, slash or unread cell is no zero."""
    values: dict[str, IndicatorValue] = {}
    cells = report.cells()
    for table in report.figures:
        for indicator, addresses in table.form.terms.items():
            own = [address for address in addresses if address.startswith(f"{table.section.key}.")]
            if own:
                values[indicator] = _add([cells.get(a) for a in own], own[0])
    return values


def _add(cells: list[Cell | None], address: str) -> IndicatorValue:
    numbers: list[Decimal] = []
    for cell in cells:
        if cell is None or cell.number is None:
            return IndicatorValue(None, cell.meaning.value if cell else "absent", address)
        numbers.append(cell.number)
    return IndicatorValue(sum(numbers, Decimal(0)), Meaning.NUMBER.value, address)


def totals(reports: Iterable[Report]) -> tuple[Total, ...]:
    """Every indicator that at least one of the reports has, in the indicators' order."""
    rows = [indicator_values(report) for report in reports]
    found = []
    for indicator in load_indicators():
        numbers = [row[indicator.key].number for row in rows if indicator.key in row]
        known = [number for number in numbers if number is not None]
        if numbers:
            found.append(Total(indicator, sum(known, Decimal(0)) if known else None, len(known), len(rows)))
    return tuple(found)
