"""One region, over the years or in one year: its agencies and totals with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import REGIONS, region_address
from generator.pages.listing import (
    MOST_LISTED,
    AgencyItem,
    RegionRow,
    Row,
    TotalView,
    agency_item,
    indicator_names,
    region_link,
    region_row,
    report_row,
    total_views,
)
from generator.pages.page import Link, View, Words
from generator.pages.regions import RegionItem, region_item

if TYPE_CHECKING:
    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.region import Region

COMPARED = ("requests-received", "requests-decided", "requests-granted", "reviews", "litigation")


@dataclass(frozen=True, kw_only=True)
class RegionView(View):
    """All that the page of one region shows."""

    code: str
    zone: bool
    children: tuple[RegionItem, ...]
    agencies: tuple[AgencyItem, ...]
    """Those of the region and of all regions below it, or where these are too many its own."""
    own_only: bool
    years: tuple[tuple[Link, int, int], ...]
    """For each year: the way to its page, how many reports, of how many agencies."""


@dataclass(frozen=True, kw_only=True)
class RegionYearView(View):
    """All that the page of one region in one year shows."""

    region: Link
    year: int
    totals: tuple[TotalView, ...]
    agencies: int
    indicators: tuple[Words, ...]
    regions: tuple[RegionRow, ...]
    """The regions below, where the reports of all of them together are too many to be listed here."""
    reports: tuple[Row, ...]
    collected: int
    missing: tuple[AgencyItem, ...]


def region_page(collection: Collection, region: Region, language: Language) -> RegionView:
    """The view of one region over the years."""
    item = region_item(collection, region, language)
    agencies = collection.count_agencies(region.code)
    own_only = agencies > MOST_LISTED
    listed = collection.agencies_of(region.code) if own_only else collection.agencies(region.code)
    return RegionView(
        address=region_address(region.code),
        language=language,
        title=item.link.words,
        trail=trail(collection, region.code, language),
        synthetic=collection.is_synthetic(region.code),
        code=region.code,
        zone=region.zone,
        children=item.children,
        agencies=tuple(agency_item(collection, agency, language) for agency in listed),
        own_only=own_only,
        years=tuple(
            (
                Link(Words(str(year), language), region_address(region.code, year)),
                collection.count_reports(region.code, year),
                agencies,
            )
            for year in reversed(collection.years_in(region.code))
        ),
    )


def region_year_page(collection: Collection, region: Region, year: int, language: Language) -> RegionYearView:
    """The view of one region in one year."""
    collected = collection.count_reports(region.code, year)
    own_only = collected > MOST_LISTED
    reports = collection.summaries_in(region.code, year, own=own_only)
    below = collection.children.get(region.code, ()) if own_only else ()
    missing = collection.agencies_without(year, region.code, own=own_only)
    return RegionYearView(
        address=region_address(region.code, year),
        language=language,
        title=region_link(region, language).words,
        trail=(*trail(collection, region.code, language), region_link(region, language)),
        synthetic=collection.is_synthetic(region.code),
        region=region_link(region, language),
        year=year,
        totals=total_views(collection.tallies(year, region.code), language),
        agencies=collection.count_agencies(region.code),
        indicators=indicator_names(COMPARED, language),
        regions=tuple(
            region_row(collection, child, year, language, COMPARED)
            for child in below
            if collection.count_agencies(child.code)
        ),
        collected=collected,
        reports=tuple(report_row(collection, report, language, COMPARED) for report in reports),
        missing=tuple(agency_item(collection, agency, language) for agency in missing),
    )


def trail(collection: Collection, code: str, language: Language) -> tuple[Link, ...]:
    """The pages above a region's page."""
    above = collection.ancestors(code)[:-1]
    return (Link(Words("", language), REGIONS), *(region_link(r, language) for r in above))
