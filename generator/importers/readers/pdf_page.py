"""A page of a PDF as tables and lines of text from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.document import Spot, Table, Text
from generator.importers.readers.grids import Placed, arrange, check_bounds
from generator.importers.readers.pdf_grid import Grid, find_grids
from generator.importers.readers.pdf_marks import Character, Marks
from generator.importers.readers.pdf_overlays import take_overlays
from generator.importers.readers.spacing import collapse, join_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAME_LINE: Final = 0.5
"""Base lines apart by less than this share of a character's height are one."""
_BESIDE: Final = 2.0
"""Points in height by which things that stand side by side may differ."""
_SPACE: Final = 0.2
"""A gap of this share of a character's height is a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its edges, its base line, the height of its characters, and the edges of the text it is in."""

    page: int
    number: int
    text: str
    left: float
    right: float
    base: float
    height: float
    margins: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table and where its columns stand."""

    table: Table
    xs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its height in points, and what stands on it from top to bottom."""

    page: int
    height: float
    items: tuple[Line | Ruled | Text, ...]


def read_sheet(page: int, marks: Marks) -> Sheet:
    """The lines and tables that the marks of a page make.

    Raises:
        Unreadable: a table is too large.
    """
    grids = find_grids(marks.across, marks.down)
    inside: list[dict[tuple[int, int], list[Character]]] = [{} for _ in grids]
    outside: list[Character] = []
    for character in marks.characters:
        x, y = character.middle
        for grid, cells in zip(grids, inside, strict=True):
            if (place := grid.cell_at(x, y)) is not None:
                cells.setdefault(place, []).append(character)
                break
        else:
            outside.append(character)
    for grid, cells in zip(grids, inside, strict=True):
        outside += take_overlays(grid, cells)
    found: list[tuple[float, float, Line | Ruled | Text]] = [
        (line.base, line.left, line) for line in _numbered(page, outside)
    ]
    for grid, cells in zip(grids, inside, strict=True):
        found += [
            (grid.ys[0], grid.xs[0], Ruled(block, grid.xs) if isinstance(block, Table) else block)
            for block in arrange(_cells(grid, cells), Spot(page=page))
        ]
    # Tables that stand side by side begin at nearly the same height; sorting keeps the order within each.
    found.sort(key=lambda item: (-round(item[0] / _BESIDE), item[1]))
    return Sheet(page, marks.height, tuple(item for _, _, item in found))


def _cells(grid: Grid, inside: dict[tuple[int, int], list[Character]]) -> Iterator[Placed]:
    check_bounds(len(grid.ys) - 1, len(grid.xs) - 1)
    for region in grid.regions:
        characters = [
            character
            for row in range(region.top, region.bottom + 1)
            for column in range(region.left, region.right + 1)
            for character in inside.get((row, column), ())
        ]
        text = _cell_text(characters, grid.xs[region.right + 1])
        rows, columns = region.bottom - region.top + 1, region.right - region.left + 1
        yield Placed((Text(text),) if text else (), region.top, region.left, rows, columns)


def _cell_text(characters: Sequence[Character], right: float) -> str:
    """The text of a cell; a number that was too long for a line is one all the same."""
    text, is_full = "", False
    for line in _lines(characters):
        words = _words(line)
        text = text + words if is_full and text[-1:].isdigit() and words[:1].isdigit() else join_wrapped(text, words)
        is_full = right - line[-1].right < line[-1].height
    return collapse(text)


def _numbered(page: int, characters: Sequence[Character]) -> Iterator[Line]:
    lines = _lines(characters)
    margins = min((line[0].left for line in lines), default=0.0), max((line[-1].right for line in lines), default=0.0)
    for number, line in enumerate(lines, 1):
        height = sorted(character.height for character in line)[len(line) // 2]
        yield Line(page, number, _words(line), line[0].left, line[-1].right, line[0].base, height, margins)


def _lines(characters: Sequence[Character]) -> list[list[Character]]:
    """Characters by line from top to bottom, each line from left to right."""
    lines: list[list[Character]] = []
    for character in sorted(characters, key=lambda character: -character.base):
        if lines and lines[-1][0].base - character.base < _SAME_LINE * min(lines[-1][0].height, character.height):
            lines[-1].append(character)
        else:
            lines.append([character])
    return [sorted(line, key=lambda character: character.left) for line in lines]


def _words(line: Sequence[Character]) -> str:
    """The text of a line, with a space where there is a gap; narrow ones beside Chinese only justify the line."""
    text = line[0].text
    for before, character in pairwise(line):
        gap = character.left - before.right
        size = max(before.height, character.height)
        if gap > size:
            text += " " + character.text
        elif gap > size * _SPACE:
            text = join_wrapped(text, character.text)
        else:
            text += character.text
    return collapse(text)
