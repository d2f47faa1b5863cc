"""A report in a few plain sentences. Rules choose them from the figures; the words stand in the catalogue.

Each number in a sentence is one printed cell or one stated fact, and leads to it: nothing is reckoned here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.models.cell import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def sentences(report: Report) -> tuple[Sentence, ...]:
    """What the report's figures say, most telling first. A sentence is left out when a cell it needs has no number."""
    return tuple(_sentences(report.cells()))


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
    """The tables before 2019: the column of the year, whatever the form calls it."""
    for column in ("year", "count"):
        for key, row in STATISTICS.items():
            disclosed = _numbers(cells, {"disclosed": f"{row}.{column}"})
            if disclosed:
                yield Sentence(f"sentence.{key}", disclosed)
        requests = _numbers(cells, {name: f"{row}.{column}" for name, row in STATISTICS_REQUESTS.items()})
        if requests:
            yield Sentence("sentence.statistics-requests", requests)


def _numbers(cells: Mapping[str, Cell], addresses: Mapping[str, str]) -> tuple[tuple[str, Number], ...]:
    """The numbers at these addresses, or nothing unless all are there."""
    found = [(name, address, cells.get(address)) for name, address in addresses.items()]
    if not all(cell and cell.meaning in (Meaning.NUMBER, Meaning.REMARK) for _, _, cell in found):
        return ()
    return tuple((name, Number(cell.text, address)) for name, address, cell in found if cell)
