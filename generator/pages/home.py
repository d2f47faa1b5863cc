"""The front page: what this is, search, the state of the collection, the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import HOME, region_address, year_address
from generator.pages.listing import Row, report_row
from generator.pages.page import Link, View, Words, words

if TYPE_CHECKING:
    from generator.collection.collection import Collection
    from generator.languages import Language

LATEST = 8


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """All that the front page shows."""

    reports: int
    agencies: int
    agencies_with_reports: int
    regions: int
    figures: int
    first_year: int
    last_year: int
    years: tuple[tuple[Link, int], ...]
    provinces: tuple[tuple[Link, int], ...]
    latest: tuple[Row, ...]


def home_page(collection: Collection, language: Language) -> HomeView:
    """The view of the front page."""
    dated = [report for report in collection.reports if report.head.published]
    latest = sorted(dated, key=lambda report: (report.head.published, report.agency), reverse=True)[:LATEST]
    years = collection.years
    return HomeView(
        address=HOME,
        language=language,
        synthetic=collection.synthetic,
        reports=len(collection.reports),
        agencies=len(collection.agencies),
        agencies_with_reports=len(collection.by_agency),
        regions=len({agency.region for agency in collection.agencies.values()}),
        figures=sum(len(report.cells()) + len(report.head.facts) for report in collection.reports),
        first_year=years[0] if years else 0,
        last_year=years[-1] if years else 0,
        years=tuple(
            (Link(Words(str(year), language), year_address(year)), len(collection.by_year[year]))
            for year in reversed(years)
        ),
        provinces=tuple(
            (Link(words(region.label, language), region_address(region.code)), reports)
            for region in collection.children.get(None, ())
            if (reports := len(collection.reports_in(region.code)))
        ),
        latest=tuple(report_row(collection, report, language) for report in latest),
    )
