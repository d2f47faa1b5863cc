"""What was made out of a published document: a report that a person has yet to look at, and the doubts about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.importers.document import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.findings import Finding


class Reading(StrEnum):
    """How a cell was read."""

    PLAIN = "plain"
    """It stood by itself."""
    SETTLED = "settled"
    """It was glued to others; the form's arithmetic, a neighbouring year or the text allows one reading only."""
    DOUBTFUL = "doubtful"
    """More than one reading is possible, or none: the cell is left unread."""


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell as the data file will write it (`word`), with what stands in the document (`published`) and where.

    `candidates` are the possible words of a doubtful cell, likeliest first; `by` says what settled a settled one
    (`width`: as many digits as cells; `arithmetic`, `neighbour`, `text`).
    """

    word: str
    published: str
    spot: Spot
    reading: Reading = Reading.PLAIN
    candidates: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class DraftTable:
    """One table: the section and form it was recognised as, and the cells of each row found, in the form's order.

    `confidence` is 0 to 1: the share of the form's cells that were found, read without doubt and agree with the
    form's relations.
    """

    section: str
    form: str
    rows: Mapping[str, tuple[DraftCell, ...]]
    confidence: float

    def doubts(self) -> Iterator[tuple[str, int, DraftCell]]:
        """Row, place in the row and cell of each doubtful cell."""
        for key, cells in self.rows.items():
            for at, cell in enumerate(cells):
                if cell.reading is Reading.DOUBTFUL:
                    yield key, at, cell


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One of the numbers that a fact consists of."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A figure that only the text states; `sentence` is where it was read."""

    key: str
    label: str
    value: Decimal
    unit: str
    parts: tuple[DraftPart, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DraftAgency:
    """The agency a document belongs to: one of the collection, or a proposal for a new one (`known` is False)."""

    id: str
    name: str
    known: bool
    kind: str = "other"
    region: str = ""


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What the document says of itself; None or empty where it does not.

    `doubts` are the keys of those that were read but are uncertain.
    """

    agency: DraftAgency | None = None
    year: int | None = None
    title: str = ""
    published: dt.date | None = None
    index_number: str = ""
    issuer: str = ""
    url: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftText:
    """One section of the narrative, as Markdown, and how sure its beginning and end are (0 to 1)."""

    section: str
    markdown: str
    confidence: float
    spot: Spot = field(default_factory=Spot)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from one document."""

    name: str
    sha256: str
    head: DraftHead
    tables: tuple[DraftTable, ...] = ()
    texts: tuple[DraftText, ...] = ()
    facts: tuple[DraftFact, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
