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
    """All that the front page shows; `figures` is None while a preview still reads the reports."""

    reports: int
    agencies: int
    agencies_with_reports: int
    regions: int
    figures: int | None
    first_year: int
    last_year: int
    years: tuple[tuple[Link, int], ...]
    provinces: tuple[tuple[Link, int], ...]
    latest: tuple[Row, ...]


def home_page(collection: Collection, language: Language) -> HomeView:
    """The view of the front page."""
    years = collection.years
    return HomeView(
        address=HOME,
        language=language,
        synthetic=collection.is_synthetic(),
        reports=collection.count_reports(),
        agencies=collection.count_agencies(),
        agencies_with_reports=collection.agencies_with_reports,
        regions=collection.places,
        figures=collection.figures,
        first_year=years[0] if years else 0,
        last_year=years[-1] if years else 0,
        years=tuple(
            (Link(Words(str(year), language), year_address(year)), collection.count_reports(None, year))
            for year in reversed(years)
        ),
        provinces=tuple(
            (Link(words(region.label, language), region_address(region.code)), reports)
            for region in collection.children.get(None, ())
            if (reports := collection.count_reports(region.code))
        ),
        latest=tuple(report_row(collection, report, language) for report in collection.latest(LATEST)),
    )
