"""One region, over the years or in one year: its agencies and totals with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import REGIONS, region_address
from generator.pages.listing import (
    AgencyItem,
    Row,
    TotalView,
    agency_item,
    indicator_words,
    region_link,
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
    reports: tuple[Row, ...]
    missing: tuple[AgencyItem, ...]


def region_page(collection: Collection, region: Region, language: Language) -> RegionView:
    """The view of one region over the years."""
    item = region_item(collection, region, language)
    agencies = collection.agencies_in(region.code)
    reports = collection.reports_in(region.code)
    return RegionView(
        address=region_address(region.code),
        language=language,
        title=item.link.words,
        trail=trail(collection, region.code, language),
        synthetic=any(agency.synthetic for agency in agencies),
        code=region.code,
        zone=region.zone,
        children=item.children,
        agencies=tuple(agency_item(collection, agency, language) for agency in agencies),
        years=tuple(
            (
                Link(Words(str(year), language), region_address(region.code, year)),
                len(collection.reports_in(region.code, year)),
                len(agencies),
            )
            for year in sorted({report.year for report in reports}, reverse=True)
        ),
    )


def region_year_page(collection: Collection, region: Region, year: int, language: Language) -> RegionYearView:
    """The view of one region in one year."""
    reports = collection.reports_in(region.code, year)
    agencies = collection.agencies_in(region.code)
    published = {report.agency for report in reports}
    return RegionYearView(
        address=region_address(region.code, year),
        language=language,
        title=region_link(collection, region.code, language).words,
        trail=(*trail(collection, region.code, language), region_link(collection, region.code, language)),
        synthetic=any(agency.synthetic for agency in agencies),
        region=region_link(collection, region.code, language),
        year=year,
        totals=total_views(reports, language),
        agencies=len(agencies),
        indicators=indicator_words(COMPARED, language),
        reports=tuple(report_row(collection, report, language, COMPARED) for report in reports),
        missing=tuple(agency_item(collection, a, language) for a in agencies if a.id not in published),
    )


def trail(collection: Collection, code: str, language: Language) -> tuple[Link, ...]:
    """The pages above a region's page."""
    above = collection.ancestors(code)[:-1]
    return (Link(Words("", language), REGIONS), *(region_link(collection, r.code, language) for r in above))
