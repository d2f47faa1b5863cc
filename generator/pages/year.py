"""One year: totals with what they rest on, how requests ended, each report beside the others, who published when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import YEARS, year_address
from generator.pages.listing import (
    MOST_LISTED,
    RegionRow,
    Row,
    TotalView,
    indicator_names,
    region_row,
    report_row,
    total_views,
)
from generator.pages.page import Link, View, Words
from generator.pages.region import COMPARED

if TYPE_CHECKING:
    from generator.collection.collection import Collection
    from generator.languages import Language


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of agencies of one kind: those that may be compared with each other."""

    kind: str
    reports: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class YearView(View):
    """All that the page of one year shows."""

    year: int
    agencies: int
    totals: tuple[TotalView, ...]
    indicators: tuple[Words, ...]
    collected: int
    regions: tuple[RegionRow, ...]
    """The regions at the top, where there are too many reports to be listed here."""
    groups: tuple[Group, ...]
    previous: Link | None
    next: Link | None


def year_page(collection: Collection, year: int, language: Language) -> YearView:
    """The view of one year."""
    collected = collection.count_reports(None, year)
    many = collected > MOST_LISTED
    reports = () if many else collection.summaries_for(year)
    top = collection.children.get(None, ()) if many else ()
    kinds = sorted({collection.agency(report.agency).kind for report in reports}, key=KINDS.index)
    at = collection.years.index(year)

    def link(index: int) -> Link | None:
        if not 0 <= index < len(collection.years):
            return None
        return Link(Words(str(collection.years[index]), language), year_address(collection.years[index]))

    return YearView(
        address=year_address(year),
        language=language,
        title=Words(str(year), language),
        trail=(Link(Words("", language), YEARS),),
        synthetic=collection.is_synthetic()
        if many
        else any(collection.agency(report.agency).synthetic for report in reports),
        year=year,
        agencies=collection.count_agencies(),
        totals=total_views(collection.tallies(year), language),
        indicators=indicator_names(COMPARED, language),
        collected=collected,
        regions=tuple(
            region_row(collection, region, year, language, COMPARED)
            for region in top
            if collection.count_agencies(region.code)
        ),
        groups=tuple(
            Group(
                kind,
                tuple(
                    report_row(collection, report, language, COMPARED)
                    for report in reports
                    if collection.agency(report.agency).kind == kind
                ),
            )
            for kind in kinds
        ),
        previous=link(at - 1),
        next=link(at + 1),
    )


KINDS = ("government", "department", "township", "other")
