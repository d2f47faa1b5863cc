"""Text that a printed page lays over a table, such as a heading that a browser keeps in sight: it is in no cell."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.importers.readers.pdf_grid import Grid
    from generator.importers.readers.pdf_marks import Character

Cells = dict[tuple[int, int], list["Character"]]

_LARGER: Final = 1.3
"""How many times the usual size of a table's characters such text has at least."""
_INSIDE: Final = 0.15
"""The share of a character's size that must lie on both sides of a border for it to stand on the border."""
_FEWEST: Final = 2


def take_overlays(grid: Grid, cells: Cells) -> list[Character]:
    """Remove from the cells, and return, lines in larger type that stand on the borders between cells."""
    sizes = [character.height for characters in cells.values() for character in characters]
    least = _LARGER * median(sizes) if sizes else 0.0
    if not sizes or max(sizes) <= least:
        return []
    regions = {
        (row, column): at
        for at, region in enumerate(grid.regions)
        for row in range(region.top, region.bottom + 1)
        for column in range(region.left, region.right + 1)
    }
    on_borders: dict[int, int] = {}
    for (row, _), characters in cells.items():
        for character in characters:
            if character.height > least and _is_on_border(grid, regions, row, character):
                on_borders[round(character.base)] = on_borders.get(round(character.base), 0) + 1
    lines = {base for base, count in on_borders.items() if count >= _FEWEST}
    taken: list[Character] = []
    for place, characters in cells.items() if lines else ():
        over = [found for found in characters if found.height > least and round(found.base) in lines]
        taken += over
        cells[place] = [character for character in characters if character not in over]
    return taken


def _is_on_border(grid: Grid, regions: dict[tuple[int, int], int], row: int, character: Character) -> bool:
    inset, middle = _INSIDE * character.height, character.middle[1]
    left = grid.cell_at(character.left + inset, middle)
    right = grid.cell_at(character.right - inset, middle)
    return left is not None and right is not None and regions.get((row, left[1])) != regions.get((row, right[1]))
