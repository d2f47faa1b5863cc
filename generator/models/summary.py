"""What other pages show of a report: enough for every list and total, small enough to keep by the hundred thousand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.datafiles import packing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.forms.form import Form, Section
    from generator.models.cell import Cell
    from generator.models.report import Report


@dataclass(frozen=True, slots=True)
class Summary:
    """One report without its cells and its text.

    `tables` names the form of each table, `text` that of the text. `figures` counts cells and facts.
    `values` are the indicators that its forms have, by key: a whole number, any other number as text, or the meaning
    of the first cell without one.
    """

    agency: str
    year: int
    title: str
    published: dt.date | None
    tables: Mapping[str, str]
    text: str
    figures: int
    values: Mapping[str, int | str]

    @property
    def forms(self) -> tuple[str, ...]:
        """The keys of the forms of its tables, each once; that of its text where it has none."""
        return tuple(dict.fromkeys(self.tables.values())) or (self.text,)

    def pack(self) -> bytes:
        """The summary as JSON."""
        published = self.published.isoformat() if self.published else None
        values = [self.title, published, self.tables, self.text, self.figures, self.values]
        return packing.pack(values)


def unpack(agency: str, year: int, packed: bytes) -> Summary:
    """A summary from its JSON."""
    title, published, tables, text, figures, values = packing.unpack(packed)
    day = dt.date.fromisoformat(published) if published else None
    return Summary(agency, year, title, day, tables, text, figures, values)


@dataclass(frozen=True, slots=True)
class Tally:
    """The indicators of some reports added up: for each that any of them has, the sum and how many have a number."""

    reports: int
    values: Mapping[str, tuple[int | Decimal, int]]

    def pack(self) -> bytes:
        """The tally as JSON: whole numbers as such, others as text."""
        return packing.pack([self.reports, self.values])


def unpack_tally(packed: bytes) -> Tally:
    """A tally from its JSON."""
    reports, values = packing.unpack(packed)
    return Tally(reports, {key: (_exact(number), counted) for key, (number, counted) in values.items()})


def _exact(number: int | str) -> int | Decimal:
    return number if isinstance(number, int) else Decimal(number)


def tally(summaries: Iterable[Summary]) -> Tally:
    """Some reports added up."""
    reports = 0
    sums: dict[str, int | Decimal] = {}
    counts: dict[str, int] = {}
    for summary in summaries:
        reports += 1
        for key, value in summary.values.items():
            number = number_of(value)
            if number is not None:
                sums[key] = sums.get(key, 0) + number
                counts[key] = counts.get(key, 0) + 1
            elif key not in sums:
                sums[key] = counts[key] = 0
    return Tally(reports, {key: (total, counts[key]) for key, total in sums.items()})


def number_of(value: int | str) -> int | Decimal | None:
    """The number that an indicator's value is, or None where it is a meaning."""
    if isinstance(value, int):
        return value
    return Decimal(value) if value[0] in "-0123456789" else None


class Summarizer:
    """Makes summaries; knows for each table of each form which cells make up which indicators."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str], list[tuple[str, tuple[tuple[str, int], ...]]]] = {}

    def summarize(self, report: Report) -> Summary:
        """What other pages show of a report."""
        values: dict[str, int | str] = {}
        figures = len(report.head.facts)
        for table in report.figures:
            figures += sum(map(len, table.rows.values()))
            for indicator, terms in self._terms_of(table.form, table.section.key):
                values[indicator] = _sum(table.rows, terms)
        return Summary(
            report.agency,
            report.year,
            report.head.title,
            report.head.published,
            {table.section.key: table.form.key for table in report.figures},
            report.narrative_form.key,
            figures,
            values,
        )

    def _terms_of(self, form: Form, section: str) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
        key = (form.key, section)
        if key not in self._terms:
            self._terms[key] = list(_terms(form, form.tables[section]))
        return self._terms[key]


def _terms(form: Form, section: Section) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    for indicator, addresses in form.terms.items():
        own = tuple(section.places[address] for address in addresses if address in section.places)
        if own:
            yield indicator, own


def _sum(rows: Mapping[str, tuple[Cell, ...]], terms: tuple[tuple[str, int], ...]) -> int | str:
    """The sum of some cells; most hold whole numbers."""
    total = 0
    for row, at in terms:
        whole = rows[row][at].whole if row in rows else None
        if whole is None:
            return _add([rows[row][at] if row in rows else None for row, at in terms])
        total += whole
    return total


def _add(cells: list[Cell | None]) -> int | str:
    """The sum of some cells; where one holds no number, what the first such holds: a blank is no zero."""
    total = Decimal(0)
    for cell in cells:
        if cell is None or cell.number is None:
            return cell.meaning.value if cell else "absent"
        total += cell.number
    return int(total) if total.as_tuple().exponent == 0 else str(total)
