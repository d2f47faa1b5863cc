"""Measurements to the rows of the table, each with its target and whether it was met."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.costs import median

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.costs import Cost
    from benchmarks.rounds import Measured

TARGETS: Final = Path(__file__).with_name("targets.toml")


@dataclass(frozen=True)
class Row:
    """One line of the table: words in two languages, what was measured (None when it was not), the target."""

    key: str
    en: str
    zh: str
    unit: str
    value: float | None
    target: float
    at_least: bool

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None when nothing was measured."""
        if self.value is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def as_mapping(self) -> dict[str, object]:
        """The row as it is written down."""
        return asdict(self) | {"met": self.met}


def make_rows(measured: Measured) -> list[Row]:
    """Every row of the table, in the order of the targets."""
    sizes = measured.sizes
    values = _values(measured)
    words = {
        "reports": f"{sizes.reports:,}",
        "large": f"{sizes.large or 100_000:,}",
        "least": f"{sizes.small:,}",
        "most": f"{sizes.large or sizes.reports:,}",
    }
    rows = tomllib.loads(TARGETS.read_text(encoding="utf-8"))["rows"]
    return [_row(row, values.get(row["key"]), words) for row in rows]


def _row(row: Mapping[str, Any], value: float | None, words: Mapping[str, str]) -> Row:
    at_least = "at-least" in row
    target = row["at-least" if at_least else "at-most"]
    texts = {language: row[language].format(**words) for language in ("en", "zh")}
    return Row(row["key"], **texts, unit=row["unit"], value=value, target=target, at_least=at_least)


def _values(measured: Measured) -> dict[str, float]:
    sizes = measured.sizes
    costs = {key: median(runs) for key, runs in measured.costs.items()}
    full = costs["full", sizes.reports]
    values = {
        "plain": costs["plain", sizes.reports].cpu / full.cpu,
        "bare": full.cpu / costs["bare", sizes.reports].cpu,
        "rate": measured.pages[sizes.reports] / full.cpu,
        "growth": _growth(measured, costs),
        "memory": max(cost.peak for (what, _), cost in costs.items() if what in BUILDS) / 1e6,
        "changed": costs["changed", sizes.reports].cpu,
        "unchanged": costs["unchanged", sizes.reports].cpu,
        "template": costs["template", sizes.reports].cpu / full.cpu,
        "serve": costs["serve", sizes.reports].wall,
    }
    if sizes.large:
        values |= {f"{what}-large": costs[what, sizes.large].cpu for what in ("changed", "unchanged")}
    return {key: round(value, 4) for key, value in values.items()}


BUILDS: Final = ("full", "changed", "unchanged", "template")


def _growth(measured: Measured, costs: Mapping[tuple[str, int], Cost]) -> float:
    least, most = measured.sizes.small, measured.sizes.large or measured.sizes.reports
    per_page = [costs["full", size].cpu / measured.pages[size] for size in (most, least)]
    return per_page[0] / per_page[1]
