"""How published documents import: for each file its cells right, in doubt and wrong, and documents a second by format.

`python -m benchmarks.imports FOLDER`, the folder with the documents that the reports in content/ name as their
sources (they may stand in folders in it). `--markdown` prints the table for a page; `--rounds N` times each file
more often. Ends with 1 where a cell is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.forms.reading import load_forms
from generator.importers.draft import Reading
from generator.importers.readers import read_document
from generator.importers.recognising.tables import recognise_tables
from generator.pipeline import load_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.collection.collection import Collection
    from generator.forms.form import Form
    from generator.importers.document import Document
    from generator.importers.draft import DraftCell, DraftTable
    from generator.models.cell import Cell
    from generator.models.report import Report

T = TypeVar("T")
PROJECT = Path(__file__).parents[1]
HEAD = ("file", "year", "form", "cells", "right", "in doubt", "in doubt, 三 and 四", "wrong", "ms reading", "ms tables")


@dataclass(frozen=True)
class Outcome:
    """One report read from its document, cells counted against its data file; times in seconds of CPU."""

    name: str
    format: str
    year: int
    forms: str
    right: int
    doubtful: int
    doubtful_later: int
    wrong: int
    reading: float
    recognising: float

    @property
    def cells(self) -> int:
        """All cells of the report."""
        return self.right + self.doubtful + self.wrong

    def row(self) -> tuple[str, ...]:
        """Its line of the table."""
        counts = (self.cells, self.right, self.doubtful, self.doubtful_later, self.wrong)
        times = (f"{1000 * self.reading:.0f}", f"{1000 * self.recognising:.0f}")
        return (self.name, str(self.year), self.forms, *map(str, counts), *times)


def main() -> int:
    """Print the table."""
    options = _options()
    collection = load_content(PROJECT).collection
    outcomes = [
        outcome
        for path in sorted(path for path in options.folder.rglob("*") if path.is_file())
        for outcome in _outcomes(path, collection, options.rounds)
    ]
    if not outcomes:
        print(f"no document of the reports in content/ is in {options.folder}", file=sys.stderr)
        return 1
    rows = [HEAD, *(outcome.row() for outcome in outcomes), _sums(outcomes)]
    print(_markdown(rows) if options.markdown else _aligned(rows))
    print()
    for line in _rates(outcomes):
        print(line)
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _outcomes(path: Path, collection: Collection, rounds: int) -> Iterator[Outcome]:
    """What becomes of a document: one report, or as many as name it as their source."""
    for agency, year in collection.report_keys():
        report = collection.report(agency, year)
        if report.head.source.file == path.name:
            yield _outcome(path, report, _others(collection, agency, year), rounds)


def _others(collection: Collection, agency: str, year: int) -> Callable[[int], Mapping[str, Cell]]:
    """The other reports of an agency; not the one that is being read."""
    years = {other for key, other in collection.report_keys() if key == agency and other != year}
    return lambda other: collection.report(agency, other).cells() if other in years else {}


def _outcome(path: Path, report: Report, others: Callable[[int], Mapping[str, Cell]], rounds: int) -> Outcome:
    content, forms, year = path.read_bytes(), report_forms(), report.head.year

    def read() -> Document:
        return read_document(content, path.name)

    document, reading = _timed(read, rounds)
    (tables, _), recognising = _timed(lambda: recognise_tables(document, forms, others, year), rounds)
    found = {address: cell for table in tables for address, cell in cells_of(table)}
    wanted = report.cells()
    doubtful = [at for at in wanted if at not in found or found[at].reading is Reading.DOUBTFUL]
    right = [at for at, cell in wanted.items() if at not in doubtful and found[at].word == (cell.text or "_")]
    invented = sum(at not in wanted and cell.reading is not Reading.DOUBTFUL for at, cell in found.items())
    return Outcome(
        name=path.name,
        format=document.format,
        year=year,
        forms="/".join(dict.fromkeys(table.form for table in tables)) or "-",
        right=len(right),
        doubtful=len(doubtful),
        doubtful_later=sum(at.startswith(("requests", "proceedings")) for at in doubtful),
        wrong=len(wanted) - len(right) - len(doubtful) + invented,
        reading=reading,
        recognising=recognising,
    )


@cache
def report_forms() -> Mapping[str, Form]:
    """The forms, read once."""
    return load_forms()[0]


def cells_of(table: DraftTable) -> Iterator[tuple[str, DraftCell]]:
    """The cells of a table with their addresses."""
    section = report_forms()[table.form].tables[table.section]
    for key, row in table.rows.items():
        for column, cell in zip(section.rows[key][1].column_leaves, row, strict=True):
            yield f"{table.section}.{key}.{column.key}", cell


def _timed(work: Callable[[], T], rounds: int) -> tuple[T, float]:
    """What some work gives, and the least CPU time it took."""
    times: list[float] = []
    for _ in range(max(1, rounds)):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return result, min(times)


def _sums(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    columns = ("cells", "right", "doubtful", "doubtful_later", "wrong")
    cells, *rest = (sum(getattr(outcome, column) for outcome in outcomes) for column in columns)
    share = f"{rest[1]} ({rest[1] / max(1, cells):.1%})"
    return ("all", "", "", str(cells), str(rest[0]), share, *map(str, rest[2:]), "", "")


def _rates(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for form in dict.fromkeys(outcome.format for outcome in outcomes):
        these = [outcome for outcome in outcomes if outcome.format == form]
        spent = sum(outcome.reading + outcome.recognising for outcome in these)
        rate = len(these) / spent if spent else 0.0
        yield f"{form}: {len(these)} reports, {rate:.0f} a second on one core"


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows)


def _markdown(rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(HEAD), *lines[1:]])


if __name__ == "__main__":
    sys.exit(main())
