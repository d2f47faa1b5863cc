"""Indicators of one report, and their totals over many with the coverage they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.forms.indicators import load_indicators
from generator.models.cell import Meaning
from generator.models.summary import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.forms.indicators import Indicator
    from generator.forms.reading import Forms
    from generator.models.summary import Summary, Tally


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


def indicator_value(summary: Summary, indicator: str, forms: Forms) -> IndicatorValue | None:
    """An indicator of a report; None where the forms of its tables do not have it."""
    value = summary.values.get(indicator)
    if value is None:
        return None
    address = _address(summary, indicator, forms)
    number = number_of(value)
    return IndicatorValue(number, Meaning.NUMBER.value if number is not None else str(value), address)


def _address(summary: Summary, indicator: str, forms: Forms) -> str:
    """The first of the cells that an indicator is reckoned from."""
    address = ""
    for section, form in summary.tables.items():
        address = forms[form].first_cells.get((section, indicator), address)
    return address


def totals(tallies: Iterable[Tally]) -> tuple[Total, ...]:
    """Every indicator that at least one of the reports has, in the indicators' order."""
    reports, sums, counts = 0, dict[str, Decimal](), dict[str, int]()
    for tally in tallies:
        reports += tally.reports
        for key, (number, counted) in tally.values.items():
            sums[key] = sums.get(key, Decimal(0)) + number
            counts[key] = counts.get(key, 0) + counted
    return tuple(
        Total(indicator, sums[indicator.key] if counts[indicator.key] else None, counts[indicator.key], reports)
        for indicator in load_indicators()
        if indicator.key in counts
    )
