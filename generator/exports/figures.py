"""The figures and texts of reports as CSV: a line for each cell, as docs/importing.md lays it down."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from generator.models.cell import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.models.cell import Cell
    from generator.models.report import Report

COLUMNS: Final = ("agency", "year", "form", "cell", "value")
MARK: Final = b"\xef\xbb\xbf"
"""What spreadsheets know UTF-8 by."""


def reports_as_csv(reports: Iterable[Report]) -> Iterator[bytes]:
    """A CSV file of reports, piece by piece: a head, then the lines of each report."""
    yield MARK + _written([COLUMNS])
    for report in reports:
        yield _written((report.agency, str(report.year), *line) for line in _lines(report))


def _lines(report: Report) -> Iterator[tuple[str, str, str]]:
    """Form, cell and value; what belongs to no form says what it is in the place of a cell."""
    head = report.head
    yield "", "title", head.title
    if head.published:
        yield "", "published", head.published.isoformat()
    if head.source.url:
        yield "", "url", head.source.url
    for figures in report.figures:
        for address, cell in figures.cells():
            yield figures.form.key, address, _word(cell)
    for section, text in head.narrative.items():
        if text.strip():
            yield "", f"narrative.{section}", text.strip()


def _word(cell: Cell) -> str:
    """The word of a data file that stands for the cell."""
    return "_" if cell.meaning is Meaning.BLANK else cell.text


def _written(lines: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode()
