"""A report in a few plain sentences. Rules choose them from the figures; the words stand in the catalogue.

Each number in a sentence is one printed cell or one stated fact, and leads to it: nothing is reckoned here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.pages.interning import Interned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Section
    from generator.models.cell import Cell
    from generator.models.report import Report

MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number in a sentence and the address of the cell it stands in."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The key of a sentence in the catalogue and the numbers it needs, by name."""

    key: str
    numbers: tuple[tuple[str, Number], ...]


REQUESTS = {"received": "requests.received.total", "carried_in": "requests.carried-in.total"}
RESULTS = {
    "decided": "requests.total.total",
    "granted": "requests.granted.total",
    "granted_in_part": "requests.granted-in-part.total",
    "carried_over": "requests.carried-over.total",
}
PROCEEDINGS = {
    "review": "proceedings.review.total",
    "corrected": "proceedings.review.corrected",
    "direct": "proceedings.litigation-direct.total",
    "after_review": "proceedings.litigation-after-review.total",
}
DOCUMENTS_2021 = {
    "issued": "disclosure.normative-documents.issued",
    "in_force": "disclosure.normative-documents.in-force",
}
DOCUMENTS_2019 = {
    "made": "disclosure.normative-documents.made",
    "published": "disclosure.normative-documents.published",
}
STATISTICS = {"disclosed": "statistics.information.total", "documents-disclosed": "statistics.documents.total"}
STATISTICS_REQUESTS = {"received": "statistics.requests.total", "answered": "statistics.answers.total"}
COLUMNS = ("year", "count")
"""The column of the year in the tables before 2019, whatever the form calls it."""
NEEDED = {
    *(
        address
        for group in (REQUESTS, RESULTS, PROCEEDINGS, DOCUMENTS_2021, DOCUMENTS_2019)
        for address in group.values()
    ),
    *(f"{row}.{column}" for group in (STATISTICS, STATISTICS_REQUESTS) for row in group.values() for column in COLUMNS),
}
"""The addresses of all cells that stand in sentences."""


def sentences(report: Report) -> tuple[Sentence, ...]:
    """What the report's figures say, most telling first. A sentence is left out when a cell it needs has no number."""
    return tuple(_sentences(_cells(report)))


def _cells(report: Report) -> dict[str, Cell]:
    """The few cells of a report that sentences may need, by their addresses."""
    found: dict[str, Cell] = {}
    for table in report.figures:
        rows = table.rows
        for row, column, address in _needed(table.section):
            cells = rows.get(row)
            if cells is not None:
                found[address] = cells[column]
    return found


def _make_needed(section: Section) -> tuple[tuple[str, int, str], ...]:
    """Row, column and address of each cell of a table that sentences may need."""
    return tuple(
        (key, number, f"{section.key}.{key}.{column.key}")
        for key, (_, block) in section.rows.items()
        for number, column in enumerate(block.column_leaves)
        if f"{section.key}.{key}.{column.key}" in NEEDED
    )


_needed = Interned(_make_needed)


def _sentences(cells: Mapping[str, Cell]) -> Iterator[Sentence]:
    requests = _numbers(cells, REQUESTS)
    if requests:
        none = all(cells[address].number == 0 for address in REQUESTS.values())
        yield Sentence("sentence.requests-none" if none else "sentence.requests", requests)
        results = _numbers(cells, RESULTS)
        if results and not none:
            yield Sentence("sentence.results", results)
    proceedings = _numbers(cells, PROCEEDINGS)
    if proceedings:
        none = all(number.text == "0" for _, number in proceedings)
        yield Sentence("sentence.proceedings-none" if none else "sentence.proceedings", proceedings)
    for key, addresses in (("documents-2021", DOCUMENTS_2021), ("documents-2019", DOCUMENTS_2019)):
        documents = _numbers(cells, addresses)
        if documents:
            yield Sentence(f"sentence.{key}", documents)
    yield from _from_statistics(cells)


def _from_statistics(cells: Mapping[str, Cell]) -> Iterator[Sentence]:
    """The tables before 2019."""
    for column in COLUMNS:
        for key, row in STATISTICS.items():
            disclosed = _numbers(cells, {"disclosed": f"{row}.{column}"})
            if disclosed:
                yield Sentence(f"sentence.{key}", disclosed)
        requests = _numbers(cells, {name: f"{row}.{column}" for name, row in STATISTICS_REQUESTS.items()})
        if requests:
            yield Sentence("sentence.statistics-requests", requests)


def _numbers(cells: Mapping[str, Cell], addresses: Mapping[str, str]) -> tuple[tuple[str, Number], ...]:
    """The numbers at these addresses, or nothing unless all are there."""
    found = []
    for name, address in addresses.items():
        cell = cells.get(address)
        if cell is None or cell.number is None:
            return ()
        found.append((name, Number(cell.text, address)))
    return tuple(found)
