"""The collection: every agency, region and report of a portal, with the look-ups that pages need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from generator.text import pinyin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.forms.reading import Forms
    from generator.models.agency import Agency
    from generator.models.region import Region
    from generator.models.report import Report

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Collection:
    """Agencies by id in the order of their names, regions by code, reports by agency and year."""

    forms: Forms
    agencies: Mapping[str, Agency]
    regions: Mapping[str, Region]
    reports: tuple[Report, ...]

    @cached_property
    def by_agency(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each agency, earliest first."""
        return _grouped(self.reports, lambda report: report.agency)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Report, ...]]:
        """The reports for each year, in the order of their agencies."""
        return _grouped(self.reports, lambda report: report.year)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years for which there is a report, earliest first."""
        return tuple(sorted(self.by_year))

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Region, ...]]:
        """The regions directly below each region; those at the top below None."""
        return _grouped(tuple(self.regions.values()), lambda region: region.parent)

    @cached_property
    def subordinates(self) -> Mapping[str | None, tuple[Agency, ...]]:
        """The agencies directly below each agency."""
        return _grouped(tuple(self.agencies.values()), lambda agency: agency.parent)

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """A region and those it lies in, the highest first."""
        region = self.regions[code]
        above = self.ancestors(region.parent) if region.parent else ()
        return (*above, region)

    def agencies_in(self, code: str) -> tuple[Agency, ...]:
        """The agencies of a region and of all regions below it."""
        return tuple(self._agencies_in.get(code, ()))

    def reports_in(self, code: str, year: int | None = None) -> tuple[Report, ...]:
        """The reports, for one year or all, of the agencies of a region and of all regions below it."""
        return tuple(self._reports_in.get((code, year), ()))

    @cached_property
    def _agencies_in(self) -> Mapping[str, list[Agency]]:
        found: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.agencies.values():
            for region in self.ancestors(agency.region):
                found[region.code].append(agency)
        return found

    @cached_property
    def _reports_in(self) -> Mapping[tuple[str, int | None], list[Report]]:
        found: dict[tuple[str, int | None], list[Report]] = defaultdict(list)
        for report in self.reports:
            for region in self.ancestors(self.agencies[report.agency].region):
                found[region.code, None].append(report)
                found[region.code, report.year].append(report)
        return found

    @cached_property
    def synthetic(self) -> bool:
        """Whether any of its agencies is made up."""
        return any(agency.synthetic for agency in self.agencies.values())


def _grouped(items: tuple[Item, ...], key: Callable[[Item], Key]) -> Mapping[Key, tuple[Item, ...]]:
    found: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return {name: tuple(members) for name, members in found.items()}


def make_collection(
    forms: Forms, agencies: Mapping[str, Agency], regions: Mapping[str, Region], reports: tuple[Report, ...]
) -> Collection:
    """A collection in its fixed order: agencies by pinyin, regions by code, reports by agency and year."""
    ordered = dict(sorted(agencies.items(), key=lambda item: (pinyin(item[1].name.zh_hans), item[0])))
    rank = {agency: number for number, agency in enumerate(ordered)}
    return Collection(
        forms,
        ordered,
        dict(sorted(regions.items())),
        tuple(sorted(reports, key=lambda report: (rank[report.agency], report.year))),
    )
