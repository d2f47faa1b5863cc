"""What the collection already knows, as far as an importer asks for it: names, regions, figures of other years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.models.agency import Agency
    from generator.models.cell import Cell
    from generator.models.region import Region


class OtherYears(Protocol):
    """The figures of the collection's reports."""

    def cells(self, agency: str, year: int) -> Mapping[str, Cell]:
        """The cells of a report by their addresses; empty where there is no such report."""


class NoYears:
    """A collection without reports."""

    def cells(self, agency: str, year: int) -> Mapping[str, Cell]:
        """No cells."""
        del agency, year
        return {}


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The collection that a document is imported into; what is derived from it may be kept by its identity."""

    agencies: Mapping[str, Agency] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    reports: OtherYears = field(default_factory=NoYears)
