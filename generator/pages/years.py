"""The list of years with the reports in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import YEARS, year_address
from generator.pages.listing import TotalView, total_views
from generator.pages.page import Link, View, Words

if TYPE_CHECKING:
    from generator.collection.collection import Collection
    from generator.languages import Language

SHOWN = ("requests-received", "requests-decided")


@dataclass(frozen=True, slots=True)
class YearItem:
    """A year: its reports, how many agencies the collection has, and the totals shown beside it."""

    link: Link
    reports: int
    agencies: int
    totals: tuple[TotalView, ...]


@dataclass(frozen=True, kw_only=True)
class YearsView(View):
    """All that the list of years shows."""

    years: tuple[YearItem, ...]


def years_page(collection: Collection, language: Language) -> YearsView:
    """The view of the list of years."""
    return YearsView(
        address=YEARS,
        language=language,
        synthetic=collection.is_synthetic(),
        years=tuple(
            YearItem(
                Link(Words(str(year), language), year_address(year)),
                collection.count_reports(None, year),
                collection.count_agencies(),
                tuple(t for t in total_views(collection.tallies(year), language) if t.key in SHOWN),
            )
            for year in reversed(collection.years)
        ),
    )
