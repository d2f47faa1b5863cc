"""Horizontal bars: one for each of a few things, as long as its number.

The drawing takes the colour of the text around it. As a file of its own it brings colours for light and dark screens.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

EM: Final = 14
"""The size of letters. All lengths are in user units, which are pixels when the drawing is not scaled."""

ROW: Final = 2 * EM
BAR: Final = 18
GAP: Final = 8
LONGEST: Final = 360
"""The length of the longest bar."""

STYLE: Final = (
    "<style>svg{color:#24292f;--marked:#b3261e}"
    "@media (prefers-color-scheme:dark){svg{color:#e6edf3;--marked:#ff8a80}}"
    ".chart-bar-marked{fill:var(--marked);fill-opacity:1}</style>"
)


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its number (0 or more), the number in words; `marked` makes it stand out."""

    label: str
    value: float
    shown: str
    marked: bool = False


@dataclass(frozen=True)
class BarChart:
    """What a chart says: title, description (for those who don't see it), the numbers' unit, bars from above."""

    title: str
    description: str
    unit: str
    bars: tuple[Bar, ...]


def draw_bars(chart: BarChart, *, alone: bool = False) -> str:
    """The chart as an SVG element; `alone` as a file of its own. ValueError for a number that is no length."""
    if any(not math.isfinite(bar.value) or bar.value < 0 for bar in chart.bars):
        raise ValueError([bar.value for bar in chart.bars])
    return "".join(f"{line}\n" for line in _lines(chart, alone=alone))


def _lines(chart: BarChart, *, alone: bool) -> Iterator[str]:
    left = max((_width(bar.label) for bar in chart.bars), default=0) + GAP
    right = max((_width(bar.shown) for bar in chart.bars), default=0) + GAP
    width = max(left + LONGEST + right, _width(chart.title), _width(chart.unit))
    height = 2 * ROW + ROW * len(chart.bars)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    size = f'width="{_number(width)}" height="{height}" viewBox="0 0 {_number(width)} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" {size} fill="currentColor" {_FONT}>'
    yield f"<title>{escape(chart.title)}</title>"
    yield f"<desc>{escape(chart.description)}</desc>"
    if alone:
        yield STYLE
    yield f'<text class="chart-title" x="0" y="{EM + 2}" font-weight="bold">{escape(chart.title)}</text>'
    yield f'<text class="chart-unit" x="0" y="{ROW + EM}" font-size="{EM - 2}">{escape(chart.unit)}</text>'
    for number, bar in enumerate(chart.bars):
        yield from _bar(bar, left, 2 * ROW + number * ROW, LONGEST * bar.value / most)
    yield "</svg>"


_FONT: Final = f'font-family="system-ui, sans-serif" font-size="{EM}"'


def _bar(bar: Bar, left: float, top: int, length: float) -> Iterator[str]:
    name, opacity = ("chart-bar chart-bar-marked", "0.9") if bar.marked else ("chart-bar", "0.45")
    line = top + EM + 1
    yield f'<text class="chart-label" x="{_number(left - GAP)}" y="{line}" text-anchor="end">{escape(bar.label)}</text>'
    place = f'x="{_number(left)}" y="{top + 1}" width="{_number(length)}" height="{BAR}"'
    yield f'<rect class="{name}" {place} fill-opacity="{opacity}"/>'
    yield f'<text class="chart-value" x="{_number(left + length + GAP)}" y="{line}">{escape(bar.shown)}</text>'


def _width(text: str) -> float:
    """About how wide a text is: a Chinese character is as wide as high, others a little more than half of that."""
    return EM * sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.6 for sign in text)


def _number(value: float) -> str:
    """A length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
