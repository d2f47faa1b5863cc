"""Ruled tables on a page: lines that meet make a grid, and where a line is missing cells are one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.importers.readers.pdf_marks import Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NEAR: Final = 3.0
"""Points between lines that count as one, or as touching."""
_BORDER_SHARE: Final = 0.6
"""The share of a cell's side that must be drawn for it to be a border."""
_MOST_LINES: Final = 1_000
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: the first and last row, from the top, and column of the grid that it covers, from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table: columns from left to right, rows from top to bottom, and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def area(self) -> float:
        """Its size, to prefer the inner of two tables."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[0] - self.ys[-1])

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of a point; None outside of the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect_right([-line for line in self.ys], -y) - 1, len(self.ys) - 2)
        return row, column


def find_grids(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Grid]:
    """The ruled tables of a page, smallest first; a frame around text is none."""
    rows, columns = merge_rulings(across), merge_rulings(down)
    if len(rows) > _MOST_LINES or len(columns) > _MOST_LINES:
        return []
    grids = [grid for group in _connected(rows, columns) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: grid.area)


def merge_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines drawn in pieces, or twice, as one."""
    merged: list[Ruling] = []
    for group in _groups(sorted(rulings)):
        at = sum(ruling.at for ruling in group) / len(group)
        start, end = None, 0.0
        for ruling in sorted(group, key=lambda ruling: ruling.start):
            if start is not None and ruling.start <= end + _NEAR:
                end = max(end, ruling.end)
                continue
            if start is not None:
                merged.append(Ruling(at, start, end))
            start, end = ruling.start, ruling.end
        if start is not None:
            merged.append(Ruling(at, start, end))
    return [ruling for ruling in merged if ruling.end - ruling.start > _NEAR]


def _groups(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in rulings:
        if group and ruling.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _connected(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The lines across and down that hang together."""
    left_rows, left_columns = set(range(len(rows))), set(range(len(columns)))
    while left_rows:
        group_rows, group_columns = {left_rows.pop()}, set[int]()
        pending = [(rows[at], True) for at in group_rows]
        while pending:
            ruling, is_row = pending.pop()
            others, left, group = (columns, left_columns, group_columns) if is_row else (rows, left_rows, group_rows)
            met = [at for at in left if _meet(ruling, others[at])]
            left.difference_update(met)
            group.update(met)
            pending += [(others[at], not is_row) for at in met]
        yield [rows[at] for at in sorted(group_rows)], [columns[at] for at in sorted(group_columns)]


def _meet(one: Ruling, other: Ruling) -> bool:
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _grid(rows: list[Ruling], columns: list[Ruling]) -> Grid | None:
    if len(rows) < _FEWEST or not columns:
        return None
    # Tables are at times ruled without their outer lines; the ends of the others show where those would be.
    xs = _places([r.at for r in columns], min(r.start for r in rows), max(r.end for r in rows))
    ys = _places([r.at for r in rows], min(r.start for r in columns), max(r.end for r in columns))[::-1]
    if len(xs) <= _FEWEST:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_regions(xs, ys, rows, columns)))


def _places(at: Iterable[float], start: float, end: float) -> list[float]:
    places = sorted(set(at))
    if places[0] - start > 2 * _NEAR:
        places.insert(0, start)
    if end - places[-1] > 2 * _NEAR:
        places.append(end)
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _regions(xs: list[float], ys: list[float], rows: list[Ruling], columns: list[Ruling]) -> Iterator[Region]:
    """The cells: places of the grid that no line parts, as rectangles."""
    height, width = len(ys) - 1, len(xs) - 1
    walls = [[_is_drawn(columns, xs[c + 1], ys[r + 1], ys[r]) for c in range(width)] for r in range(height)]
    floors = [[_is_drawn(rows, ys[r + 1], xs[c], xs[c + 1]) for c in range(width)] for r in range(height)]
    taken = [[False] * width for _ in range(height)]
    for top in range(height):
        for left in range(width):
            if taken[top][left]:
                continue
            right = left
            while right + 1 < width and not walls[top][right] and not taken[top][right + 1]:
                right += 1
            bottom = top
            while bottom + 1 < height and _goes_on(walls, floors, bottom, left, right):
                bottom += 1
            for row in range(top, bottom + 1):
                taken[row][left : right + 1] = [True] * (right + 1 - left)
            yield Region(top, bottom, left, right)


def _goes_on(walls: list[list[bool]], floors: list[list[bool]], row: int, left: int, right: int) -> bool:
    """Whether a cell goes on in the row below this one."""
    return not any(floors[row][left : right + 1]) and not any(walls[row + 1][left:right])


def _is_drawn(rulings: list[Ruling], at: float, start: float, end: float) -> bool:
    drawn = sum(
        max(0.0, min(end, ruling.end) - max(start, ruling.start)) for ruling in rulings if abs(ruling.at - at) <= _NEAR
    )
    return drawn >= _BORDER_SHARE * (end - start)
