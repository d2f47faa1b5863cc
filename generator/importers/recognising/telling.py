"""What is to be said about a table that was read: doubts, what settled a reading, rows that are not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.findings import Finding, Place
from generator.importers.draft import Reading
from generator.languages import Label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from generator.forms.form import Section
    from generator.importers.draft import DraftCell, DraftTable
    from generator.importers.recognising.lines import Line
    from generator.importers.recognising.rows import Row

FEWEST_ROWS: Final = 4
"""Rows of a block from which on a column without a figure is told."""
FEWEST_FIGURES: Final = 4
"""Cells of a table that follows no form, from which on it is told."""
LONGEST_WORDS: Final = 40
"""Characters of the words before figures that are told."""
MOST_SHOWN: Final = 8
"""Readings that a finding lists."""


def tell(section: Section, rows: Sequence[Row], table: DraftTable, name: str) -> Iterator[Finding]:
    """The findings about one table of the document of a name."""
    for row in rows:
        place = Place(name, row.pieces[0].spot.line or 1)
        for key in row.keys:
            yield from _about_row(section, key, table.rows[key], row, place)
    for key, (head, _) in section.rows.items():
        if key not in table.rows and not head.optional:
            yield Finding("import-row-absent", Place(name), section.name_of(head))
    yield from _lost_columns(section, table, name)


def _about_row(section: Section, key: str, cells: Sequence[DraftCell], row: Row, place: Place) -> Iterator[Finding]:
    head, block = section.rows[key]
    subject = section.name_of(head)
    doubtful = [at for at, cell in enumerate(cells) if cell.reading is Reading.DOUBTFUL]
    if doubtful:
        names = listed([block.column_leaves[at].label for at in doubtful])
        shown = list(dict.fromkeys(" ".join(reading) for reading in row.found))
        more = " …" if len(shown) > MOST_SHOWN else ""
        values: dict[str, str | Label] = {"cells": names, "candidates": " | ".join(shown[:MOST_SHOWN]) + more}
        if not row.sure:
            code = "import-row-unsure"
        elif row.found and not row.plain:
            code = "import-cells-doubtful"
        else:
            code = "import-cells-unreadable"
        yield Finding(code, place, subject, row.printed, values)
    elif by := next((cell.by for cell in cells if cell.by and cell.by != "width"), ""):
        words = " ".join(cell.word for cell in cells)
        yield Finding(f"import-settled-by-{by}", place, subject, row.printed, {"words": words})


def _lost_columns(section: Section, table: DraftTable, name: str) -> Iterator[Finding]:
    """Columns without a figure in any row, where others have them: a page that is too narrow cuts them off."""
    for block in section.blocks:
        rows = [table.rows[key] for row in block.row_leaves if (key := row.key or "") in table.rows]
        empty = [
            column.label
            for at, column in enumerate(block.column_leaves)
            if all(row[at].word == "_" or row[at].candidates == ("_",) for row in rows)
        ]
        if len(rows) >= FEWEST_ROWS and 0 < len(empty) < len(block.column_leaves):
            yield Finding("import-columns-empty", Place(name), section.label, "", {"columns": listed(empty)})


def tell_left(lines: Sequence[Line], tables: Sequence[Collection[int]], name: str) -> Iterator[Finding]:
    """The figures among those of a table, or in a table of the document's own, that belong to no row of a form.

    `tables` are the places of the lines that were read of each table.
    """
    taken = {at for table in tables for at in table}
    within = {at for table in tables for at in range(min(table, default=0), max(table, default=-1))}
    grids = {_grid(lines[at]) for at in taken}
    unknown: dict[tuple[int | None, int | None], list[Line]] = {}
    for at, line in enumerate(lines):
        if at in taken or not any(_FIGURE.search(piece.plain) for piece in line.pieces):
            continue
        grid = _grid(line)
        if (at in within and _is_row(line)) or (grid in grids and grid != _NOWHERE):
            figures = " ".join(piece.plain or "_" for piece in line.pieces)
            place = Place(name, line.spot.line or 1)
            yield Finding("import-figures-left", place, found=f"{line.own[-LONGEST_WORDS:]} {figures}".strip())
        elif grid != _NOWHERE:
            unknown.setdefault(grid, []).append(line)
    for (_, table), found in unknown.items():
        if sum(len(line.pieces) for line in found) >= FEWEST_FIGURES:
            values = {"table": str(table), "words": found[0].label[-LONGEST_WORDS:]}
            figures = " ".join(piece.plain for piece in found[0].pieces)
            yield Finding("import-table-unknown", Place(name), found=figures, values=values)


_NOWHERE: Final = (None, None)
_FIGURE: Final = re.compile(r"^[-+]?\d")


def _grid(line: Line) -> tuple[int | None, int | None]:
    """Which table of the document a line stands in."""
    return (line.spot.page, line.spot.table) if line.spot.table is not None else _NOWHERE


def _is_row(line: Line) -> bool:
    """Whether a line looks like one of a table and not like a sentence."""
    return len(line.own) <= LONGEST_WORDS and not _SENTENCE.search(line.own)


_SENTENCE: Final = re.compile(r"[。,;]")


def listed(labels: Sequence[Label]) -> Label:
    """Labels one behind another."""
    return Label("、".join(each.zh_hans for each in labels), ", ".join(each.to("en") for each in labels))
