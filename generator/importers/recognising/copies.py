"""Documents that hold one table more than once, as comparisons of two years do: whose line is whose.

Lines go in the order of the form's rows; where they go back, another copy begins or goes on. A copy is only believed
where arithmetic binds it: its own sums hold, and one year carries over what the next one carries in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING, Final

from generator.importers.document import Text
from generator.importers.recognising.aligning import STRONG, exact_likes
from generator.importers.recognising.evidence import Neighbours
from generator.importers.recognising.normal import plain
from generator.models.cell import UNREAD, read_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.findings import Finding
    from generator.forms.form import Form, Section
    from generator.importers.document import Block
    from generator.importers.draft import DraftTable
    from generator.importers.recognising.labels import Labels
    from generator.importers.recognising.lines import Line
    from generator.models.cell import Cell

TWICE: Final = 0.6
"""The share of a table's rows that must stand in the document more than once."""
LIKE_A_ROW: Final = 0.75
MOST_BETWEEN: Final = 3
"""Lines whose words are like no row that may stand between two rows of a copy."""
MOST_SEGMENTS: Final = 8
LONGEST_MENTION: Final = 60

_YEAR_OF_REPORT: Final = re.compile(r"((?:19|20)\d{2})年度?(?:报告|年报)")


def is_repeated(labels: Labels, lines: Sequence[Line]) -> bool:
    """Whether most rows of a table are found more than once, with all their cells."""
    counts: dict[int, int] = {}
    for line, likes in zip(lines, exact_likes(labels, lines), strict=True):
        for row, like in likes.items():
            width = labels.widths[row] if row < len(labels.widths) else sum(labels.widths)
            if like >= STRONG and sum(bool(piece.plain) for piece in line.pieces) == width:
                counts[row] = counts.get(row, 0) + 1
    twice = sum(count > 1 for row, count in counts.items() if row < len(labels.widths))
    return twice >= TWICE * len(labels.widths) or counts.get(len(labels.widths), 0) > 1


def divisions(labels: Labels, lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """The ways to give the lines of a table to its copies: the document's order first, then parts of it exchanged."""
    segments = list(_segments(labels, lines))
    if len(segments) > MOST_SEGMENTS:
        return
    groups: list[list[tuple[set[int], list[Line]]]] = []
    for rows, found in segments:
        for group in groups:
            if all(rows & have for have, _ in group):
                group.append((rows, found))
                break
        else:
            groups.append([(rows, found)])
    if len({len(group) for group in groups}) != 1:
        return
    for orders in product(*(permutations(group) for group in groups[1:])):
        yield [[line for _, found in parts for line in found] for parts in zip(groups[0], *orders, strict=True)]


def _segments(labels: Labels, lines: Sequence[Line]) -> Iterator[tuple[set[int], list[Line]]]:
    """Lines that go in the order of the rows, with the rows; a line between two of them belongs to them."""
    segment: list[Line] = []
    between: list[Line] = []
    rows: list[int] = []
    for line, likes in zip(lines, exact_likes(labels, lines), strict=True):
        widths = [*labels.widths, sum(labels.widths)]
        if len(line.pieces) not in widths:
            continue
        near = {at: like for at, like in (likes or labels.near(line)).items() if len(line.pieces) == widths[at]}
        row = max(near, key=lambda each: near[each], default=None)
        if row is None or near[row] < LIKE_A_ROW:
            between.append(line)
            continue
        if rows and (row <= rows[-1] or _place(line) != _place(segment[-1])):
            yield set(rows), segment
            segment, rows, between = [], [], []
        segment += [*between, line] if len(between) <= MOST_BETWEEN else [line]
        rows.append(row)
        between = []
    if rows:
        yield set(rows), segment


def _place(line: Line) -> tuple[int | None, int | None]:
    return line.spot.page, line.spot.table


def years_of_reports(blocks: Iterable[Block]) -> tuple[int, ...]:
    """The years whose reports a document names in short lines, earliest first."""
    texts = (plain(block.text) for block in blocks if isinstance(block, Text))
    return tuple(
        sorted({int(year) for text in texts if len(text) <= LONGEST_MENTION for year in _YEAR_OF_REPORT.findall(text)})
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several copies of a table, with its lines and what is to be said about it; `sound`: its sums hold."""

    form: Form
    section: Section
    table: DraftTable
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    sound: bool

    @property
    def cells(self) -> dict[str, Cell]:
        """Its cells by their addresses."""
        columns = {key: block.column_leaves for key, (_, block) in self.section.rows.items()}
        return {
            f"{self.section.key}.{key}.{column.key}": read_cell(cell.word) or UNREAD
            for key, row in self.table.rows.items()
            for column, cell in zip(columns[key], row, strict=True)
        }

    @property
    def year(self) -> int | None:
        """The year whose report is named last before it."""
        years = _YEAR_OF_REPORT.findall(self.lines[0].label)
        return int(years[-1]) if years else None

    def follows(self, earlier: Copy) -> bool:
        """Whether it takes over what an earlier one leaves, as neighbouring years do."""
        rows = {key: tuple(cell.word for cell in row) for key, row in self.table.rows.items()}
        return Neighbours(1, lambda year: {} if year else earlier.cells).bind(self.form, self.section, rows)


def are_one(copies: Sequence[Copy], years: Sequence[int]) -> bool:
    """Whether all copies print the same, as pages do that hold a table twice: for screens and for paper."""
    words = [{key: [cell.published for cell in row] for key, row in copy.table.rows.items()} for copy in copies]
    return all(each == words[0] for each in words) and (len(copies) > 1 or len(years) <= 1)


def in_order(copies: Sequence[Copy], years: Sequence[int]) -> list[Copy]:
    """The copies of as many neighbouring years, earliest first; none where it is not sure which is which."""
    if len(copies) != len(years) or len(years) < 2 or years[-1] - years[0] != len(years) - 1:  # noqa: PLR2004 - several
        return []
    named = [copy for year in years for copy in copies if copy.year == year]
    if len(named) == len(years):
        return named
    orders = [
        list(order)
        for order in permutations(copies)
        if all(later.follows(earlier) for earlier, later in pairwise(order))
    ]
    return orders[0] if len(orders) == 1 else []
