"""Indicators of one report, and their totals over many with the coverage they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.forms.indicators import load_indicators
from generator.models.cell import Meaning
from generator.models.summary import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.forms.indicators import Indicator
    from generator.forms.reading import Forms
    from generator.models.summary import Tally
NUMBER: Final[str] = Meaning.NUMBER.value


@dataclass(frozen=True, slots=True)
class Total:
    """An indicator over many reports: the sum, how many reports it rests on, and of how many."""

    indicator: Indicator
    sum: int | Decimal | None
    counted: int
    reports: int


def number_and_meaning(value: int | str) -> tuple[int | Decimal | None, str]:
    """What an indicator's value in a summary is: its number, or None and what the first cell without one holds."""
    if isinstance(value, int):
        return value, NUMBER
    number = number_of(value)
    return number, value if number is None else NUMBER


def first_cells(tables: Iterable[tuple[str, str]], forms: Forms) -> Mapping[str, str]:
    """The address of the first of the cells that each indicator is reckoned from, in these tables of these forms."""
    found: dict[str, str] = {}
    for table, form in tables:
        for (section, indicator), address in forms[form].first_cells.items():
            if section == table:
                found[indicator] = address
    return found


def totals(tallies: Iterable[Tally]) -> tuple[Total, ...]:
    """Every indicator that at least one of the reports has, in the indicators' order."""
    reports, sums, counts = 0, dict[str, int | Decimal](), dict[str, int]()
    for tally in tallies:
        reports += tally.reports
        for key, (number, counted) in tally.values.items():
            sums[key] = sums.get(key, 0) + number
            counts[key] = counts.get(key, 0) + counted
    return tuple(
        Total(indicator, sums[indicator.key] if counts[indicator.key] else None, counts[indicator.key], reports)
        for indicator in load_indicators()
        if indicator.key in counts
    )
