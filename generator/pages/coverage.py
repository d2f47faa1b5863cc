"""What the collection holds: agency by year, published in time, late, or not in this collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analysis.deadlines import timing
from generator.links import COVERAGE, report_address, year_address
from generator.pages.listing import agency_link, region_link
from generator.pages.page import Link, View

if TYPE_CHECKING:
    import datetime as dt

    from generator.collection.collection import Collection
    from generator.languages import Language


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


@dataclass(frozen=True, kw_only=True)
class CoverageView(View):
    """All that the coverage page shows; the years run without gaps from the first report's to the last's."""

    years: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    reports: int


def coverage_page(collection: Collection, language: Language) -> CoverageView:
    """The view of the coverage page."""
    years = range(collection.years[0], collection.years[-1] + 1) if collection.years else range(0)
    rows = []
    for agency in collection.agencies.values():
        reports = {report.year: report for report in collection.by_agency.get(agency.id, ())}
        marks = tuple(
            Mark(report_address(agency.id, year), reports[year].head.published, timing(agency, reports[year]))
            if year in reports
            else None
            for year in years
        )
        rows.append(CoverageRow(agency_link(agency, language), region_link(collection, agency.region, language), marks))
    return CoverageView(
        address=COVERAGE,
        language=language,
        synthetic=collection.synthetic,
        years=tuple((str(year), year_address(year) if year in collection.by_year else "") for year in years),
        rows=tuple(rows),
        reports=len(collection.reports),
    )
