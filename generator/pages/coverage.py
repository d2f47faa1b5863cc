"""What the collection holds: agency by year, published in time, late, or not in this collection.

Where there are many agencies, region by year, and a page for each region with its own agencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analysis.deadlines import timing
from generator.links import COVERAGE, coverage_address, region_address, report_address, year_address
from generator.pages.listing import MOST_LISTED, agency_link, region_link
from generator.pages.page import Link, View, Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.region import Region


@dataclass(frozen=True, slots=True)
class Mark:
    """One agency in one year: the report's address and day of publication, and whether it was in time."""

    address: str
    published: dt.date | None
    timing: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One agency: a mark, or None, for each year."""

    agency: Link
    region: Link
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One region in one year: how many of its agencies have a report, and the way to them."""

    address: str
    reports: int


@dataclass(frozen=True, slots=True)
class RegionCoverage:
    """One region with all below it: its agencies, and for each year how many of them have a report."""

    region: Link
    agencies: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, kw_only=True)
class CoverageView(View):
    """All that a coverage page shows; the years run without gaps from the first report's to the last's."""

    years: tuple[tuple[str, str], ...]
    regions: tuple[RegionCoverage, ...]
    rows: tuple[CoverageRow, ...]
    reports: int


def coverage_regions(collection: Collection) -> Iterator[str]:
    """The regions that have coverage pages of their own."""
    if collection.count_agencies() > MOST_LISTED:
        yield from (code for code in collection.regions if collection.count_agencies(code))


def coverage_page(collection: Collection, region: Region | None, language: Language) -> CoverageView:
    """The view of the coverage page of a region, or of the whole collection."""
    years = range(collection.years[0], collection.years[-1] + 1) if collection.years else range(0)
    many = collection.count_agencies() > MOST_LISTED
    every = () if many else collection.agencies()
    listed = collection.agencies_of(region.code) if region else every
    below = collection.children.get(region.code if region else None, ()) if many else ()
    code = region.code if region else None
    return CoverageView(
        address=coverage_address(region.code) if region else COVERAGE,
        language=language,
        title=region_link(region, language).words if region else None,
        trail=_trail(collection, region, language),
        synthetic=collection.is_synthetic(code),
        years=tuple((str(year), year_address(year) if year in collection.years else "") for year in years),
        regions=tuple(_region(collection, r, years, language) for r in below if collection.count_agencies(r.code)),
        rows=tuple(_row(collection, agency, years, language) for agency in listed),
        reports=collection.count_reports(code),
    )


def _trail(collection: Collection, region: Region | None, language: Language) -> tuple[Link, ...]:
    if region is None:
        return ()
    above = collection.ancestors(region.code)[:-1]
    links = (Link(region_link(other, language).words, coverage_address(other.code)) for other in above)
    return (Link(Words("", language), COVERAGE), *links)


def _region(collection: Collection, region: Region, years: range, language: Language) -> RegionCoverage:
    shares = (
        Share(region_address(region.code, year) if reports else "", reports)
        for year in years
        for reports in (collection.count_reports(region.code, year),)
    )
    link = Link(region_link(region, language).words, coverage_address(region.code))
    return RegionCoverage(link, collection.count_agencies(region.code), tuple(shares))


def _row(collection: Collection, agency: Agency, years: range, language: Language) -> CoverageRow:
    published = collection.publications(agency.id)
    marks = tuple(
        Mark(report_address(agency.id, year), published[year], timing(agency, year, published[year]))
        if year in published
        else None
        for year in years
    )
    return CoverageRow(agency_link(agency, language), region_link(collection.regions[agency.region], language), marks)
