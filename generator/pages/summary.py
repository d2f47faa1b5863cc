"""A report in a few plain sentences. Rules choose them from the figures; the words stand in the catalogue.

Each number in a sentence is one printed cell or one stated fact, and leads to it: nothing is reckoned here.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.forms.form import Section
    from generator.models.cell import Cell


@dataclass(frozen=True, slots=True)
class Wording:
    """The key of a sentence in the catalogue, and the name and the cell's address of each number in it."""

    key: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its printed numbers, in the order of the wording."""

    wording: Wording
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence that alike reports may hold: how its cells are picked from all cells of a report, and its wording.

    `none` is said instead where `is_none` finds nothing but zeros. A saying with `after` only follows that wording.
    """

    pick: Callable[[Sequence[Cell]], tuple[Cell, ...]]
    wording: Wording
    none: Wording | None
    is_none: Callable[[Sequence[Cell]], bool]
    after: Wording | None


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
NUMBER, TEXT = attrgetter("number"), attrgetter("text")
COLUMNS = ("year", "count")
"""The column of the year in the tables before 2019, whatever the form calls it."""


def sayings(tables: Iterable[tuple[Section, Mapping[str, int]]]) -> tuple[Saying, ...]:
    """What may be said of reports with these tables, each with its rows and their numbers of cells."""
    return tuple(_sayings(_indices(tables)))


def _indices(tables: Iterable[tuple[Section, Mapping[str, int]]]) -> dict[str, int]:
    """The number of each cell among all cells of a report, by its address."""
    found: dict[str, int] = {}
    first = 0
    for section, widths in tables:
        for key, width in widths.items():
            _, block = section.rows[key]
            for number, column in enumerate(block.column_leaves):
                found[f"{section.key}.{key}.{column.key}"] = first + number
            first += width
    return found


def _sayings(indices: Mapping[str, int]) -> Iterator[Saying]:
    """The sayings whose cells are all there, most telling first."""
    requests = _saying(indices, "requests", REQUESTS, "requests-none", _are_zero)
    if requests:
        yield requests
        yield from _those(_saying(indices, "results", RESULTS, after=requests.wording))
    yield from _those(_saying(indices, "proceedings", PROCEEDINGS, "proceedings-none", _read_zero))
    yield from _those(_saying(indices, "documents-2021", DOCUMENTS_2021))
    yield from _those(_saying(indices, "documents-2019", DOCUMENTS_2019))
    for column in COLUMNS:
        for key, row in STATISTICS.items():
            yield from _those(_saying(indices, key, {"disclosed": f"{row}.{column}"}))
        numbers = {name: f"{row}.{column}" for name, row in STATISTICS_REQUESTS.items()}
        yield from _those(_saying(indices, "statistics-requests", numbers))


def _those(saying: Saying | None) -> tuple[Saying, ...]:
    return (saying,) if saying else ()


def _saying(  # noqa: PLR0913 - each is one thing that a rule says
    indices: Mapping[str, int],
    key: str,
    addresses: Mapping[str, str],
    none: str = "",
    is_none: Callable[[Sequence[Cell]], bool] = lambda _: False,
    *,
    after: Wording | None = None,
) -> Saying | None:
    """One saying; None unless the reports have all its cells."""
    if not all(address in indices for address in addresses.values()):
        return None
    numbers = tuple(addresses.items())
    places = [indices[address] for address in addresses.values()]
    otherwise = Wording(f"sentence.{none}", numbers) if none else None
    return Saying(_picker(places), Wording(f"sentence.{key}", numbers), otherwise, is_none, after)


def _are_zero(cells: Sequence[Cell]) -> bool:
    """Whether the numbers in some cells are all 0."""
    return not any(map(NUMBER, cells))


def _read_zero(cells: Sequence[Cell]) -> bool:
    """Whether nothing but 0 was printed in any of some cells."""
    return all(cell.text == "0" for cell in cells)


def _picker(places: Sequence[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1))


def sentences(said: Iterable[Saying], cells: Sequence[Cell]) -> tuple[Sentence, ...]:
    """What the figures of a report say. A sentence is left out when a cell it needs has no number."""
    found: list[Sentence] = []
    above: Wording | None = None
    for saying in said:
        if saying.after is not None and saying.after is not above:
            continue
        picked = saying.pick(cells)
        for cell in picked:
            if cell.number is None:
                break
        else:
            above = saying.none if saying.none is not None and saying.is_none(picked) else saying.wording
            found.append(Sentence(above, tuple(map(TEXT, picked))))
    return tuple(found)
